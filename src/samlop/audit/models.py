"""Holds what happened (events) and who looked (reads). Both are only ever added to."""

from django.conf import settings
from django.db import models

from samlop.core.models import MunicipalRow


class Event(MunicipalRow):
    """One act: what was done, by whom, when, to whom, on which legal basis, and what changed."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=60, help_text="Hva som ble gjort, på bokmål: «merket steg som ferdig»")
    # Numbers, not foreign keys: the log outlives what it tells about, and this room stands below the people.
    person_id = models.BigIntegerField(null=True)
    household_id = models.BigIntegerField(null=True)
    basis = models.CharField(max_length=120, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-at"], name="event_person"),
            models.Index(fields=["household_id", "-at"], name="event_household"),
        ]


class Read(MunicipalRow):
    """One look: who saw whom, on which screen. A list or a search is one row that says how many were shown."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    screen = models.CharField(max_length=60)
    person_id = models.BigIntegerField(null=True)
    household_id = models.BigIntegerField(null=True)
    shown = models.JSONField(default=list, help_text="Numrene på dem som ble vist i en liste eller et søk")
    count = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["person_id", "-at"], name="read_person")]
