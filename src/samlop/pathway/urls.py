"""Addresses of the pathway room."""

app_name = "pathway"
urlpatterns = []
