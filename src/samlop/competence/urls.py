"""Addresses of the competence room."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from samlop.competence import views
from samlop.competence.forms import KINDS


class KindConverter(StringConverter):
    """One of the kinds of facts."""

    regex = "|".join(KINDS)


register_converter(KindConverter, "mapped_kind")

app_name = "competence"
urlpatterns = [
    path("<int:pk>/", views.mapping, name="mapping"),
    path("<int:pk>/gjennomfort/", views.done, name="done"),
    path("<int:pk>/profil/", views.profile, name="profile"),
    path("<int:pk>/fase/", views.phase, name="phase"),
    path("<int:pk>/spor/", views.track, name="track"),
    path("<int:pk>/<mapped_kind:kind>/ny/", views.add, name="add"),
    path("veiledning/<int:pk>/steg/ny/", views.add_step, name="add_step"),
    path("<mapped_kind:kind>/<int:pk>/", views.change, name="change"),
    path("<mapped_kind:kind>/<int:pk>/ta-ut/", views.remove, name="remove"),
    path("<mapped_kind:kind>/<int:pk>/ta-tilbake/", views.restore, name="restore"),
    path("sprak-fra-lista/<int:pk>/ta-ut/", views.forget_language, name="forget_language"),
    path("yrker/", views.occupations, name="occupations"),
]
