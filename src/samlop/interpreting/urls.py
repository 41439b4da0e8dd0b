"""Addresses of the interpreting room."""

from django.urls import path

from samlop.interpreting import views

app_name = "interpreting"
urlpatterns = [
    path("<int:pk>/", views.record, name="record"),
    path("<int:pk>/ny/", views.add, name="add"),
    path("samtale/<int:pk>/", views.change, name="change"),
    path("samtale/<int:pk>/stryk/", views.strike, name="strike"),
]
