"""Addresses of the interpreting room."""

app_name = "interpreting"
urlpatterns = []
