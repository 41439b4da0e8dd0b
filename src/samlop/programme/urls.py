"""Addresses of the programme room."""

from django.urls import path

from samlop.programme.views import approval, catalogue, plans, sitting

app_name = "programme"
urlpatterns = [
    path("person/<int:pk>/", plans.plan, name="plan"),
    path("person/<int:pk>/begynn/", plans.begin, name="begin"),
    path("<int:pk>/", plans.version, name="version"),
    path("<int:pk>/steg/<int:step>/", sitting.sitting, name="sitting"),
    path("<int:pk>/steg/<int:step>/lagre/", sitting.autosave, name="autosave"),
    path("<int:pk>/lesemate/", sitting.reading, name="reading"),
    path("<int:pk>/send/", sitting.submit, name="submit"),
    path("<int:pk>/ta-i-bruk/", sitting.take_into_use, name="take_into_use"),
    path("<int:pk>/legg-bort/", sitting.withdraw, name="withdraw"),
    path("<int:pk>/ny-versjon/", plans.new_version, name="new_version"),
    path("<int:pk>/gjennomgatt/", plans.review, name="review"),
    path("<int:pk>/godkjenning/", approval.approve, name="approve"),
    path("innhold/", catalogue.catalogue, name="catalogue"),
    path("innhold/tiltak/<int:pk>/avslutt/", catalogue.close_measure, name="close_measure"),
]
