"""Holds the record of interpreter use: was one needed, was one booked, how qualified, and if not, why."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from samlop.core.languages import language_name
from samlop.people.visibility import RowsOfPerson


class Occasion(models.TextChoices):
    """The talks that weigh in law or in everyday life."""

    PLAN_MEETING = "plan_meeting", "Planmøte"
    MAPPING = "mapping", "Kartlegging"
    DECISION_TALK = "decision_talk", "Samtale om vedtak"
    FIRST_DAYS = "first_days", "De første dagene"
    OTHER = "other", "Annet"


class Mode(models.TextChoices):
    """How the interpreter takes part."""

    PRESENT = "present", "Til stede"
    SCREEN = "screen", "På skjerm"
    PHONE = "phone", "På telefon"


class Qualification(models.TextChoices):
    """The categories of the national register of interpreters (IMDi), best first, and those outside it."""

    A = "A", "A – statsautorisasjon og bachelor i tolking"
    B = "B", "B – bachelor, eller statsautorisasjon og 30 studiepoeng"
    C = "C", "C – statsautorisasjon"
    D = "D", "D – 30 studiepoeng i tolking"
    E = "E", "E – tospråktest og tolkekurs (TAO)"
    UNQUALIFIED = "unqualified", "Ikke i tolkeregisteret"


class InterpreterUse(models.Model):
    """One talk: whether an interpreter was needed, booked and qualified; the reason where the answer is no."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="interpreter_uses")
    occasion = models.CharField("anledning", max_length=14, choices=Occasion.choices)
    occasion_note = models.CharField("hva gjaldt det", max_length=120, blank=True)
    held_on = models.DateField("dato")
    needed = models.BooleanField("trengtes tolk")
    booked = models.BooleanField("ble tolk bestilt")
    language = models.CharField("språk", max_length=8, blank=True)
    mode = models.CharField("hvordan", max_length=8, choices=Mode.choices, blank=True)
    qualification = models.CharField("kategori", max_length=12, choices=Qualification.choices, blank=True)
    why = models.CharField("hvorfor ikke", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # A record that was wrong is struck out, with a reason; it is never deleted.
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_reason = models.CharField("hvorfor strøket", max_length=200, blank=True)

    objects = RowsOfPerson.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["person", "occasion", "-held_on"], name="interpreter_use_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(needed=False) | Q(booked=True) | ~Q(why=""), name="interpreter_not_booked_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(qualification="unqualified") | ~Q(why=""), name="interpreter_unqualified_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(booked=False) | (~Q(language="") & ~Q(mode="") & ~Q(qualification="")),
                name="interpreter_booked_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(booked=True) | Q(mode="", qualification=""), name="interpreter_none_has_no_category"
            ),
            models.CheckConstraint(
                condition=Q(struck_at=None) | ~Q(struck_reason=""), name="interpreter_struck_has_reason"
            ),
        ]

    @property
    def qualified(self) -> bool:
        """Whether the interpreter stands in the national register."""
        return self.booked and self.qualification != Qualification.UNQUALIFIED

    @property
    def in_words(self) -> str:
        """`Tolk i arabisk, på skjerm, kategori C`, or why there was none."""
        if not self.needed:
            return "Tolk trengtes ikke"
        if not self.booked:
            return "Tolk trengtes, men var ikke bestilt"
        level = f"kategori {self.qualification}" if self.qualified else "ikke i tolkeregisteret"
        return f"Tolk i {language_name(self.language)}, {self.get_mode_display().lower()}, {level}"
