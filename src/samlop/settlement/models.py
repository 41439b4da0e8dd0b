"""Holds the lists that were read, the municipality's answers to requests, and the dwellings households are given."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from samlop.core.models import MunicipalRow, Sourced
from samlop.people.visibility import RowsOfHousehold


class ImportRows(models.QuerySet):
    """Lists."""

    def visible_to(self, user) -> "ImportRows":
        """Those the user sent in herself. A list may hold protected people, so nobody else opens its rows."""
        if not getattr(user, "is_active", False) or not getattr(user, "municipality_id", None):
            return self.none()
        return self.filter(municipality_id=user.municipality_id, by=user)


class Import(MunicipalRow):
    """One settlement list, from the moment it was read until its people are in the house or it is put away.

    The rows are kept only while somebody looks them over: afterwards the facts live on the people, with this list as
    their source, and what was changed stands in the log of events.
    """

    class State(models.TextChoices):
        PREVIEW = "preview", "Ikke lest inn ennå"
        IMPORTED = "imported", "Lest inn"
        DISCARDED = "discarded", "Lagt bort"

    # None: from the command line, without a user.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    # As the sender named it; it may name people, so it is shown to her alone and goes into no address and no log.
    file_name = models.CharField(max_length=160, blank=True)
    sha256 = models.CharField(max_length=64)
    how = models.CharField("lest som", max_length=120)
    dated_on = models.DateField("lista er datert")
    team = models.ForeignKey("access.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREVIEW)
    rows = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    # {"4": "new", "7": "311"}: for a row like somebody we know, whether she is new or that person.
    choices = models.JSONField(default=dict)
    row_count = models.PositiveIntegerField()
    result = models.JSONField(default=dict)
    households = models.JSONField(default=list, help_text="Numrene på husstandene som kom eller ble endret")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ImportRows.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "sha256"], condition=Q(state="imported"), name="import_same_file_once"
            ),
            models.UniqueConstraint(
                fields=["municipality", "by", "sha256"], condition=Q(state="preview"), name="import_one_preview_each"
            ),
            models.CheckConstraint(
                condition=Q(state="preview", closed_at__isnull=True)
                | Q(state__in=("imported", "discarded"), closed_at__isnull=False),
                name="import_closed_has_time",
            ),
            models.CheckConstraint(condition=Q(state="preview") | Q(rows=[]), name="import_closed_keeps_no_rows"),
        ]


class Answer(models.Model):
    """What the municipality answered when it was asked to settle a household. The newest one stands."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="answers")
    yes = models.BooleanField("ja")
    answered_on = models.DateField("svart")
    reason = models.CharField("begrunnelse", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = RowsOfHousehold.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(yes=True) | ~Q(reason=""), name="answer_no_has_reason")]


class Dwelling(Sourced):
    """A dwelling found for a household. The newest one stands."""

    class Kind(models.TextChoices):
        MUNICIPAL = "municipal", "Kommunal bolig"
        PRIVATE = "private", "Privat leie"
        TEMPORARY = "temporary", "Midlertidig bolig"
        OWNED = "owned", "Egen bolig"
        OTHER = "other", "Annet"

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="dwellings")
    kind = models.CharField("slags bolig", max_length=10, choices=Kind.choices)
    address = models.CharField("adresse", max_length=200, blank=True)
    from_on = models.DateField("ledig fra", null=True, blank=True)
    fits_needs = models.BooleanField("passer til behovene", null=True)
    note = models.CharField("merknad", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = RowsOfHousehold.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
