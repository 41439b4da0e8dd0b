"""Holds the spine: templates of steps, the steps and waits of each household, and each adult's standing."""

import datetime as dt

from django.conf import settings
from django.db import models

from samlop.access.models import Role
from samlop.core.models import MunicipalRow
from samlop.people.visibility import RowsOfFamily, RowsOfPerson


class Lane(models.TextChoices):
    """For whom in the household a template lays a step."""

    HOUSEHOLD = "household", "Husstanden, én gang"
    EACH_PERSON = "person", "Hver person"
    EACH_ADULT = "adult", "Hver voksen"
    EACH_PARTICIPANT = "participant", "Hver voksen med rett eller tilbud om program"
    SMALL_CHILD = "small_child", "Hvert barn under skolealder"
    SCHOOL_CHILD = "school_child", "Hvert barn i skolealder"


class Anchor(models.TextChoices):
    """The date that a template step's due date is counted from, or the law that sets it."""

    REQUESTED = "requested", "dagen kommunen ble spurt"
    ACCEPTED = "accepted", "dagen kommunen sa ja"
    SETTLES = "settles", "bosettingsdagen"
    RELEASED = "released", "dagen steget kan begynne"
    START_DEADLINE = "start_deadline", "lovens frist for start"
    DECISION_DEADLINE = "decision_deadline", "lovens frist for vedtak"


class Template(MunicipalRow):
    """A municipality's own recipe for a pathway. Editing it changes what is laid from now on, never what lies."""

    name = models.CharField("navn", max_length=80)
    purpose = models.CharField("når den brukes", max_length=200, blank=True)
    is_default = models.BooleanField("brukes når ingen annen er valgt", default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="template_name_once"),
            models.UniqueConstraint(
                fields=["municipality"], condition=models.Q(is_default=True), name="template_one_default"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TemplateStep(models.Model):
    """One step of a template."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="steps")
    key = models.SlugField("nøkkel", max_length=40, help_text="Fast navn som programmet kjenner steget på")
    title = models.CharField("steg", max_length=80)
    lane = models.CharField("for", max_length=12, choices=Lane.choices)
    office = models.CharField("hvem gjør det", max_length=60, help_text="Kontoret eller personen, slik folk sier det")
    owner_role = models.CharField("følges opp av", max_length=16, choices=Role.choices, default=Role.COUNSELLOR)
    anchor = models.CharField("frist regnes fra", max_length=18, choices=Anchor.choices, default=Anchor.SETTLES)
    offset_days = models.SmallIntegerField("dager fra", default=0)
    duration_days = models.PositiveSmallIntegerField("tar vanligvis, dager", default=1)
    why = models.CharField("hvorfor fristen", max_length=160, blank=True)
    basis = models.CharField("paragraf, når loven setter fristen", max_length=80, blank=True)
    repeat_days = models.PositiveSmallIntegerField(
        "gjentas etter dager",
        default=0,
        help_text="0: bare én gang. 182: et nytt steg et halvt år etter at dette er ferdig",
    )
    precondition = models.SlugField("forutsetning det hører til", max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["template", "key"], name="template_step_key_once")]

    def __str__(self) -> str:
        return self.title


class TemplateWait(models.Model):
    """`step` waits for `waits_for`: the same person's when she has one, else everybody's in the household."""

    step = models.ForeignKey(TemplateStep, on_delete=models.CASCADE, related_name="waits")
    waits_for = models.ForeignKey(TemplateStep, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "waits_for"], name="template_wait_once"),
            models.CheckConstraint(condition=~models.Q(step=models.F("waits_for")), name="template_wait_other"),
        ]


class State(models.TextChoices):
    """A step waits until all it waits for is done (or overridden), is then ready, under way, and done or dropped."""

    WAITING = "waiting", "Venter"
    READY = "ready", "Klart til å begynne"
    UNDER_WAY = "under_way", "I gang"
    DONE = "done", "Ferdig"
    DROPPED = "dropped", "Ikke aktuelt"


# `Standing.needs_on` of somebody who has nothing to wait for: she stands last in every list.
NOTHING_DUE = dt.date(9999, 12, 31)
# What the keys of steps begin with that the law itself has laid: a deadline that no step of a template carries.
LAW_STEP = "law-"
OPEN = (State.WAITING, State.READY, State.UNDER_WAY)
CLOSED = (State.DONE, State.DROPPED)


class DueKind(models.TextChoices):
    """Who set the date a step is due."""

    LAW = "law", "lovfrist"
    TEMPLATE = "template", "kommunens mal"
    AGREED = "agreed", "avtalt"


class Step(MunicipalRow):
    """One step of one household's pathway. Knows owner, state, dates and waits; what it is about lives elsewhere."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="steps")
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="steps")
    key = models.SlugField(max_length=40)
    title = models.CharField("steg", max_length=80)
    office = models.CharField("hvem gjør det", max_length=60)
    owner_role = models.CharField("følges opp av", max_length=16, choices=Role.choices)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField("tilstand", max_length=10, choices=State.choices, default=State.WAITING)
    due_on = models.DateField("frist", null=True, blank=True)
    due_kind = models.CharField(max_length=8, choices=DueKind.choices, default=DueKind.TEMPLATE)
    due_reason = models.CharField("hvorfor fristen", max_length=200, blank=True)
    due_basis = models.CharField("paragraf", max_length=80, blank=True)
    # The law's last day, kept beside a day agreed on before it: what is agreed may never pass it.
    law_due_on = models.DateField("lovens siste dag", null=True, blank=True)
    # Which of the law's deadlines the step carries, by the law's own name for it; empty when it carries none.
    deadline = models.SlugField(max_length=60, blank=True)
    law_reason = models.CharField("slik regner loven", max_length=200, blank=True)
    # How the date was reckoned when the step was laid, so that it can be reckoned again when the anchor moves.
    anchor = models.CharField(max_length=18, choices=Anchor.choices, blank=True)
    offset_days = models.SmallIntegerField(default=0)
    repeat_days = models.PositiveSmallIntegerField(default=0)
    duration_days = models.PositiveSmallIntegerField(default=1)
    released_on = models.DateField("kunne begynne", null=True, blank=True)
    began_on = models.DateField("begynte", null=True, blank=True)
    closed_on = models.DateField("ferdig", null=True, blank=True)
    precondition = models.SlugField(max_length=40, blank=True)
    note = models.CharField("merknad", max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = RowsOfFamily.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="step_state_known"),
            models.CheckConstraint(
                condition=models.Q(state__in=CLOSED, closed_on__isnull=False)
                | models.Q(state__in=OPEN, closed_on__isnull=True),
                name="step_closed_has_date",
            ),
        ]
        indexes = [
            models.Index(fields=["household", "state"], name="step_household"),
            models.Index(fields=["municipality", "due_on"], condition=models.Q(state__in=OPEN), name="step_open_due"),
            # Whole, not partial: SQLite cannot tell that a query with parameters asks for open steps only.
            models.Index(fields=["municipality", "key", "state"], name="step_key_state"),
        ]

    def __str__(self) -> str:
        return self.title


class Wait(models.Model):
    """`step` waits for `waits_for`, unless somebody has overridden it, and said why."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="waits")
    waits_for = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="holds_back")
    overridden_at = models.DateTimeField(null=True, blank=True)
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    override_reason = models.CharField("begrunnelse", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "waits_for"], name="wait_once"),
            models.CheckConstraint(condition=~models.Q(step=models.F("waits_for")), name="wait_other"),
            models.CheckConstraint(
                condition=models.Q(overridden_at__isnull=True) | ~models.Q(override_reason=""),
                name="wait_override_has_reason",
            ),
        ]


class PreconditionKind(MunicipalRow):
    """Something that must be in place around a whole person. Seven come with the house; a municipality adds its own."""

    key = models.SlugField(max_length=40)
    name = models.CharField("forutsetning", max_length=60)
    help = models.CharField("hva det betyr", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["municipality", "key"], name="precondition_kind_once")]

    def __str__(self) -> str:
        return self.name


class Precondition(models.Model):
    """How one precondition stands for one person."""

    class Status(models.TextChoices):
        OPEN = "open", "Ikke på plass"
        UNDER_WAY = "under_way", "Noen er i gang"
        IN_PLACE = "in_place", "På plass"
        NOT_RELEVANT = "not_relevant", "Ikke aktuelt"

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="preconditions")
    kind = models.ForeignKey(PreconditionKind, on_delete=models.PROTECT, related_name="said")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.OPEN)
    owner = models.CharField("hvem ordner det", max_length=60, blank=True)
    due_on = models.DateField("innen", null=True, blank=True)
    note = models.CharField("merknad", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["kind__order", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="precondition_once")]


class Standing(models.Model):
    """Where one adult stands today: her most urgent open step, and what holds it back. One row each.

    Derived by `actions.refresh_standing` whenever steps change, so that the worklist of a hundred thousand people is
    one index scan. It holds dates, never days: nothing has to be recalculated when the night passes. Counsellor and team
    are repeated for the index only; who may see the row is always asked of the person herself.
    """

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, primary_key=True, related_name="standing")
    municipality = models.ForeignKey("core.Municipality", on_delete=models.PROTECT, related_name="+", db_index=False)
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    team = models.ForeignKey("access.Team", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    needs_on = models.DateField()
    step = models.ForeignKey(Step, null=True, on_delete=models.SET_NULL, related_name="+")
    blocker = models.ForeignKey(Step, null=True, on_delete=models.SET_NULL, related_name="+")
    # The same for the nearest date that the law sets: a legal duty about to break goes before any late errand.
    law_on = models.DateField(default=NOTHING_DUE)
    law_step = models.ForeignKey(Step, null=True, on_delete=models.SET_NULL, related_name="+")
    law_blocker = models.ForeignKey(Step, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = RowsOfPerson.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["municipality", "needs_on", "person"], name="standing_municipality"),
            models.Index(fields=["counsellor", "needs_on", "person"], name="standing_counsellor"),
            models.Index(fields=["team", "needs_on", "person"], name="standing_team"),
            models.Index(fields=["municipality", "law_on", "person"], name="standing_law_municipality"),
            models.Index(fields=["counsellor", "law_on", "person"], name="standing_law_counsellor"),
            models.Index(fields=["team", "law_on", "person"], name="standing_law_team"),
        ]
