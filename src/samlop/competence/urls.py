"""Addresses of the competence room."""

app_name = "competence"
urlpatterns = []
