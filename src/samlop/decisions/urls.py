"""Addresses of the decisions room."""

from django.urls import path

from samlop.decisions import views

app_name = "decisions"
urlpatterns = [
    path("", views.to_approve, name="to_approve"),
    path("<int:pk>/", views.decision, name="decision"),
    path("<int:pk>/godkjenn/", views.approve, name="approve"),
    path("<int:pk>/send-tilbake/", views.send_back, name="send_back"),
    path("<int:pk>/utkast/", views.preview, name="preview"),
    path("dokument/<int:pk>/", views.document, name="document"),
    path("oversettelser/", views.translations, name="translations"),
    path("oversettelser/<slug:language>/", views.translation, name="translation"),
]
