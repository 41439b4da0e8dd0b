"""Addresses of the decisions room."""

app_name = "decisions"
urlpatterns = []
