"""Lists every room's addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("samlop.access.urls")),
    path("", include("samlop.casework.urls")),
    path("lop/", include("samlop.pathway.urls")),
    path("bosetting/", include("samlop.settlement.urls")),
    path("kompetanse/", include("samlop.competence.urls")),
    path("tolk/", include("samlop.interpreting.urls")),
    path("plan/", include("samlop.programme.urls")),
    path("vedtak/", include("samlop.decisions.urls")),
    path("vurdering/", include("samlop.assessment.urls")),
    path("lov/", include("samlop.lawbook.urls")),
]
handler403 = "samlop.web.errors.forbidden"
handler404 = "samlop.web.errors.not_found"
handler500 = "samlop.web.errors.broken"
