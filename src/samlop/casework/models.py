"""Holds what only the working day needs: saved filters, how heavy a case is, and the norm a caseload is held against."""

from decimal import Decimal

from django.conf import settings
from django.db import models

from samlop.core.models import MunicipalRow
from samlop.people.visibility import RowsOfPerson


class View(models.TextChoices):
    """The ways to look at My people. The codes stand in addresses, so they say nothing about anybody."""

    NEEDS_ME = "trenger", "Trenger meg"
    STARTS = "starter", "Starter snart"
    WAITS = "venter", "Venter på andre"
    NO_PLAN = "uten-plan", "Uten plan"
    ALL = "alle", "Alle"


class SavedFilter(MunicipalRow):
    """A way to look that one user keeps. It holds codes only: no names and no numbers of people."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="filters")
    name = models.CharField("navn på filteret", max_length=40)
    criteria = models.JSONField(default=dict, help_text="vis, omfang, sprak, rute og steg; bare koder")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="filter_name_once")]

    def __str__(self) -> str:
        return self.name


class CaseWeight(models.Model):
    """How heavy one case is to follow up. Set by a person, who says why; the machine never weighs anybody."""

    class Kind(models.TextChoices):
        SIMPLE = "simple", "Enkel"
        ORDINARY = "ordinary", "Vanlig"
        COMPLEX = "complex", "Sammensatt"

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="case_weight")
    kind = models.CharField("hvor mye oppfølging", max_length=8, choices=Kind.choices, default=Kind.ORDINARY)
    reason = models.CharField("hvorfor", max_length=200, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = RowsOfPerson.as_manager()


class CaseloadNorm(models.Model):
    """A municipality's own measure of a caseload. No national norm is known, so these are only where it starts."""

    municipality = models.OneToOneField("core.Municipality", on_delete=models.CASCADE, related_name="+")
    cases = models.PositiveSmallIntegerField("saker per rådgiver i full stilling", default=25)
    simple = models.DecimalField("en enkel sak teller", max_digits=3, decimal_places=1, default=Decimal("0.7"))
    ordinary = models.DecimalField("en vanlig sak teller", max_digits=3, decimal_places=1, default=Decimal("1.0"))
    complex = models.DecimalField("en sammensatt sak teller", max_digits=3, decimal_places=1, default=Decimal("1.6"))
    fresh = models.DecimalField("en ny sak teller i tillegg", max_digits=3, decimal_places=1, default=Decimal("0.5"))
    fresh_days = models.PositiveSmallIntegerField("ny i så mange dager etter bosetting", default=90)
    version = models.PositiveIntegerField(default=1)
