"""Addresses of the night's work, a person's history under the law, deadlines and replays. Row numbers and codes only."""

from django.urls import path

from samlop.assessment.views import person, replay, work

app_name = "assessment"
urlpatterns = [
    path("endringer/", work.changes, name="changes"),
    path("endringer/<int:pk>/", work.cause, name="cause"),
    path("endringer/<int:pk>/godta/", work.accept, name="accept"),
    path("frister/", work.deadlines, name="deadlines"),
    path("person/<int:pk>/", person.history, name="history"),
    path("person/<int:pk>/opplysning/", person.fact, name="fact"),
    path("proving/", replay.replays, name="replays"),
    path("proving/utkast/", replay.draft, name="draft"),
    path("proving/<int:pk>/", replay.replay, name="replay"),
    path("proving/<int:pk>/fil/<slug:form>/", replay.export_replay, name="export"),
]
