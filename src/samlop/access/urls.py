"""Addresses for signing in and out."""

from django.urls import path

from samlop.access import views

app_name = "access"
urlpatterns = [
    path("logg-inn/", views.sign_in, name="sign_in"),
    path("logg-ut/", views.sign_out, name="sign_out"),
]
