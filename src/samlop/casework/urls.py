"""Addresses of the casework room."""

app_name = "casework"
urlpatterns = []
