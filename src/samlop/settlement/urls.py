"""Addresses of the settlement room."""

from django.urls import path, re_path

from samlop.settlement.views import household, lists

app_name = "settlement"
urlpatterns = [
    path("", lists.imports, name="imports"),
    path("lister/ny/", lists.upload, name="upload"),
    re_path(r"^lister/bosettingsliste\.(?P<kind>csv|xlsx)$", lists.example, name="example"),
    path("lister/<int:pk>/", lists.preview, name="preview"),
    path("lister/<int:pk>/les-inn/", lists.confirm, name="confirm"),
    path("lister/<int:pk>/velg/", lists.choose, name="choose"),
    path("lister/<int:pk>/legg-bort/", lists.put_away, name="put_away"),
    path("husstand/<int:pk>/", household.household, name="household"),
    path("husstand/<int:pk>/svar/", household.answer, name="answer"),
    path("husstand/<int:pk>/dag/", household.day, name="day"),
    path("husstand/<int:pk>/bolig/", household.dwelling, name="dwelling"),
    path("husstand/<int:pk>/flyttet-inn/", household.moved_in, name="moved_in"),
]
