"""Addresses of explanations, the law browser and the readings a municipality chooses. Row numbers and names of rules only."""

from django.urls import path

from samlop.lawbook.views import browser, explaining, reading, trying

app_name = "lawbook"
urlpatterns = [
    path("", browser.rules, name="rules"),
    path("regel/<slug:question>/", browser.rule, name="rule"),
    path("regel/<slug:question>/prov/", trying.what_if, name="what_if"),
    path("paragrafer/", browser.sections, name="sections"),
    path("satser/", browser.parameters, name="parameters"),
    path("satser/<slug:name>/", browser.parameter, name="parameter"),
    path("lesemater/", reading.readings, name="readings"),
    path("lesemater/<slug:question>/", reading.choose, name="choose"),
    path("dokument/", browser.document, name="document"),
    path("hvorfor/<int:pk>/<slug:question>/", explaining.explain, name="explain"),
    path("hvorfor/plan/<int:pk>/<slug:question>/", explaining.of_plan, name="of_plan"),
    path("hvorfor/vedtak/<int:pk>/<slug:question>/", explaining.of_decision, name="of_decision"),
    path("hvorfor/endring/<int:pk>/", explaining.of_change, name="of_change"),
]
