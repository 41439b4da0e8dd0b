"""Holds what the law was last found to say about each person, what has changed and waits for a person, and replays of drafts."""

from django.conf import settings
from django.db import models

from samlop.core.models import MunicipalRow
from samlop.people.visibility import RowsOfPerson


class Run(MunicipalRow):
    """One night's assessment of everybody in a municipality. Run again the same day, it is the same row."""

    on = models.DateField("dag")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    people_count = models.PositiveIntegerField(default=0)
    found_count = models.PositiveIntegerField("nye forskjeller", default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "on"], name="run_once_a_day")]


class Assessed(models.Model):
    """What stands about one person: her answers as they are accepted, and the facts they were last compared with.

    Text and not JSON columns: a night compares keys, and reads the texts of the few people whose keys differ.
    """

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, primary_key=True, related_name="assessed")
    municipality = models.ForeignKey("core.Municipality", on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField("først vurdert")
    # {"entitlement": ["met", {...}, "2026-01-01", []]}: outcome, value, start of the version, missing facts. Accepted.
    answers = models.TextField()
    # The facts as they were seen last, whether or not what followed from them is accepted.
    facts = models.TextField()
    seen_key = models.CharField(max_length=32, help_text="Nøkkelen til svarene slik de sist ble funnet")
    facts_key = models.CharField(max_length=32)
    judged_on = models.DateField("sist funnet annerledes", help_text="Til denne dagen var svarene de samme som nå")
    # Why the law could not answer: facts that cannot all be true. Empty when it could.
    problems = models.CharField(max_length=500, blank=True)

    objects = RowsOfPerson.as_manager()


class CauseKind(models.TextChoices):
    """What made answers change."""

    FACT = "fact", "En opplysning er endret"
    DAY = "day", "En dato er passert"
    VERSION = "version", "En ny regel gjelder"
    LAW = "law", "Reglene i Samløp er oppdatert"
    READING = "reading", "Kommunen leser loven på en annen måte"


class Cause(MunicipalRow):
    """One reason why answers changed, for one person or for many: what the work of a night is grouped by."""

    kind = models.CharField(max_length=8, choices=CauseKind.choices)
    # The fact, deadline or birthday in the law's own names; empty where there is none.
    name = models.CharField(max_length=80, blank=True)
    # The first day of a version; the night that found it for all else. Each change has the day it applies from.
    on = models.DateField("dag")
    words = models.CharField("fordi", max_length=300)
    first_run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="causes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "kind", "name", "on"], name="cause_once")]


class ChangeState(models.TextChoices):
    """A difference waits until a person has looked at it, or until it is no difference any more."""

    PENDING = "pending", "Venter på deg"
    ACCEPTED = "accepted", "Godtatt"
    LAPSED = "lapsed", "Falt bort"


class Change(MunicipalRow):
    """One answer about one person that is no longer what stood: before, after, and why. Together they are her history."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="assessment_changes")
    cause = models.ForeignKey(Cause, on_delete=models.PROTECT, related_name="changes")
    question = models.CharField(max_length=80)
    title = models.CharField(max_length=160)
    applies_on = models.DateField("gjelder fra")
    before = models.JSONField(null=True)
    before_words = models.TextField(blank=True)
    after = models.JSONField(null=True)
    after_words = models.TextField(blank=True)
    basis = models.CharField("paragraf", max_length=200, blank=True)
    # The whole finding as it was made, so that it can be explained years later. None when the question is no longer asked.
    finding = models.JSONField(null=True)
    key = models.CharField(max_length=32)
    state = models.CharField(max_length=8, choices=ChangeState.choices, default=ChangeState.PENDING)
    found_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = RowsOfPerson.as_manager()

    class Meta:
        ordering = ["-applies_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "question"], condition=models.Q(state=ChangeState.PENDING), name="change_one_pending"
            ),
            models.CheckConstraint(
                condition=models.Q(state=ChangeState.PENDING, closed_at__isnull=True)
                | models.Q(state__in=[ChangeState.ACCEPTED, ChangeState.LAPSED], closed_at__isnull=False),
                name="change_closed_has_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ChangeState.ACCEPTED) | models.Q(closed_by__isnull=False),
                name="change_accepted_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "state", "cause"], name="change_work")]


class MunicipalRows(models.QuerySet):
    """Rows about no person, seen by all in the municipality whose role opens the page."""

    def visible_to(self, user) -> "MunicipalRows":
        """Those of the user's municipality."""
        if not getattr(user, "is_active", False) or not getattr(user, "municipality_id", None):
            return self.none()
        return self.filter(municipality_id=user.municipality_id)


class Draft(MunicipalRow):
    """One draft rule set as it was loaded. Never changed: a mended draft is a new row."""

    name = models.CharField("navn", max_length=120)
    text = models.TextField("regelsettet")
    begins_on = models.DateField("gjelder fra", null=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = MunicipalRows.as_manager()

    class Meta:
        ordering = ["-saved_at", "-id"]

    def __str__(self) -> str:
        return self.name


class ReplayState(models.TextChoices):
    """How far a replay has come."""

    WAITING = "waiting", "Venter på tur"
    RUNNING = "running", "Regner"
    DONE = "done", "Ferdig"
    STOPPED = "stopped", "Stanset"


class Replay(MunicipalRow):
    """One draft asked about everybody on one day, beside the law as it stands or beside another draft. It changes nothing."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="replays")
    against = models.ForeignKey(Draft, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("dagen det prøves på")
    state = models.CharField(max_length=8, choices=ReplayState.choices, default=ReplayState.WAITING)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # Until when the worker that has it may be silent. After that another one goes on from `last_person`.
    held_until = models.DateTimeField(null=True)
    last_person = models.BigIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    people_count = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    objects = MunicipalRows.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["state", "asked_at"], name="replay_waiting")]


class Effect(models.TextChoices):
    """What a draft does to one person, as the law's own comparison weighs it."""

    GAINS = "gains", "Får mer"
    LOSES = "loses", "Får mindre"
    BOTH = "both", "Får både mer og mindre"
    MOVED = "moved", "Datoer flyttes"
    NEUTRAL = "neutral", "Annet svar"


class ReplayLine(models.Model):
    """One person for whom a draft gives another result, and how."""

    replay = models.ForeignKey(Replay, on_delete=models.CASCADE, related_name="lines")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    effect = models.CharField(max_length=8, choices=Effect.choices)
    # What of it concerns the right to a programme; the other answers may pull another way.
    right = models.CharField(max_length=8, choices=Effect.choices, blank=True)
    # {"Grunnlag": "Asyl (§ 28)", "Alder": "55-59 år"}: as the person was when it ran.
    groups = models.JSONField(default=dict)
    # [{"title", "before", "after", "effect", "basis"}]
    answers = models.JSONField(default=list)
    # [{"title", "before", "after", "basis"}], days as ISO text or None
    deadlines = models.JSONField(default=list)
    plan_breaks = models.JSONField(default=list)
    decisions = models.JSONField(default=list)
    letters = models.JSONField(default=list)
    # Øre a month; None while the amount is not known.
    cost_before_ore = models.BigIntegerField(null=True)
    cost_after_ore = models.BigIntegerField(null=True)

    objects = RowsOfPerson.as_manager()

    class Meta:
        ordering = ["effect", "person_id"]
        constraints = [models.UniqueConstraint(fields=["replay", "person"], name="replay_line_once")]
