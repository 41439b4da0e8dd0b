"""Holds how a municipality has chosen to read the open questions of the law: one row for each choice, none ever changed."""

from django.conf import settings
from django.db import models

from samlop.core.models import MunicipalRow


class Choice(MunicipalRow):
    """One choice. It holds from its day until a newer choice on the same question; an empty option leaves the question open."""

    question = models.CharField("spørsmål", max_length=80)
    option = models.CharField("lesemåte", max_length=80, blank=True)
    reason = models.TextField("begrunnelse")
    from_on = models.DateField("gjelder fra")
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["municipality", "question"], name="choice_of_municipality")]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="choice_has_reason")]
