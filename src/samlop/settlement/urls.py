"""Addresses of the settlement room."""

app_name = "settlement"
urlpatterns = []
