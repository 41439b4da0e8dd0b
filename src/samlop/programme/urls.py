"""Addresses of the programme room."""

app_name = "programme"
urlpatterns = []
