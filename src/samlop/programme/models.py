"""Holds the plan of each participant in versions, its elements, and the municipality's own words and measures for plans."""

import datetime as dt

from django.conf import settings
from django.db import models

from samlop.core.calendar import add_months
from samlop.core.models import MunicipalRow
from samlop.law.facts import GOALS
from samlop.law.words import say
from samlop.people.visibility import RowsOfPerson
from samlop.programme.catalogue import ABOUT, DAYS, LEVELS, SKILLS, Kind, LoadBasis, ProgrammeType


class State(models.TextChoices):
    """A plan is drafted, sent, in force until a newer one replaces it. A draft that came to nothing is withdrawn."""

    DRAFT = "draft", "Kladd"
    SUBMITTED = "submitted", "Sendt til godkjenning"
    IN_FORCE = "in_force", "Gjelder"
    SUPERSEDED = "superseded", "Erstattet av en nyere"
    WITHDRAWN = "withdrawn", "Lagt bort"


class Act(models.TextChoices):
    """What can happen to a plan."""

    SUBMIT = "submit"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    TAKE_INTO_USE = "take_into_use"  # a new version without an essential change: the decision stands
    SUPERSEDE = "supersede"
    WITHDRAW = "withdraw"


TRANSITIONS: dict[tuple[str, str], State] = {
    (State.DRAFT, Act.SUBMIT): State.SUBMITTED,
    (State.DRAFT, Act.TAKE_INTO_USE): State.IN_FORCE,
    (State.DRAFT, Act.WITHDRAW): State.WITHDRAWN,
    (State.SUBMITTED, Act.SEND_BACK): State.DRAFT,
    (State.SUBMITTED, Act.APPROVE): State.IN_FORCE,
    (State.IN_FORCE, Act.SUPERSEDE): State.SUPERSEDED,
}
OPEN = (State.DRAFT, State.SUBMITTED)


class Plan(MunicipalRow):
    """One version of one participant's plan, contract and decision. Empty fields are what is not yet agreed."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField("versjon")
    state = models.CharField("tilstand", max_length=10, choices=State.choices, default=State.DRAFT)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    decision = models.ForeignKey(
        "decisions.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    # 1 Det jeg kan
    meeting_on = models.DateField("møtet ble holdt", null=True, blank=True)
    present = models.TextField("til stede", blank=True)
    own_words = models.TextField("med mine egne ord", blank=True)
    resources = models.TextField("det jeg kan og har med meg", blank=True)
    # 2 Mål
    end_goal = models.CharField("sluttmål", max_length=28, blank=True, choices=[(goal, say(goal)) for goal in GOALS])
    end_goal_detail = models.CharField("nærmere om målet", max_length=200, blank=True)
    goal_reason = models.TextField("hvorfor dette målet", blank=True)
    listening = models.CharField("lytte", max_length=2, choices=LEVELS, blank=True)
    reading = models.CharField("lese", max_length=2, choices=LEVELS, blank=True)
    writing = models.CharField("skrive", max_length=2, choices=LEVELS, blank=True)
    oral = models.CharField("snakke", max_length=2, choices=LEVELS, blank=True)
    norwegian_reason = models.TextField("hvorfor et annet norskmål enn loven foreslår", blank=True)
    long_term_goal = models.TextField("langsiktig mål", blank=True)
    offer_on = models.DateField("tilbud om oppstart", null=True, blank=True)
    starts_on = models.DateField("programmet starter", null=True, blank=True)
    late_reason = models.TextField("hvorfor programmet starter etter fristen", blank=True)
    duration_months = models.PositiveSmallIntegerField("varighet i måneder", null=True, blank=True)
    duration_reason = models.TextField("hvorfor så lenge", blank=True)
    # 3 Uka
    programme_type = models.CharField(max_length=26, choices=ProgrammeType.choices, default=ProgrammeType.ORDINARY)
    load_reason = models.TextField("hvorfor mindre enn full tid", blank=True)
    load_basis = models.CharField("hjemmel", max_length=8, choices=LoadBasis.choices, blank=True)
    strengthens = models.TextField("slik styrker det veien til målet", blank=True)
    # 4 Gjensidig avtale
    municipality_duties = models.TextField("kommunen lover", blank=True)
    participant_duties = models.TextField("jeg lover", blank=True)
    complaint_told = models.BooleanField("vi har gått gjennom retten til å klage", default=False)
    review_on = models.DateField("vi ser på planen igjen", null=True, blank=True)

    # {"end_goal": "karriereveiledningen 3. november 2026", ...}: what was filled in from facts already there, and from where.
    proposed = models.JSONField(default=dict)
    # {"offer_on_first_january": {"option": "old_rules", "why": "..."}}: how an open question of the law was read here, and why.
    # A draft holds only its own; what is sent also those of the municipality that it rests on, marked `municipal`.
    readings = models.JSONField(default=dict)
    # What the plan departs from, as it was when it was sent: [{"kind", "words", "reason", "basis"}]. For the deviation list.
    deviations = models.JSONField(default=list)
    sent_back_reason = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    in_force_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)

    objects = RowsOfPerson.as_manager()

    class Meta:
        ordering = ["person_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="plan_number_once"),
            models.UniqueConstraint(fields=["person"], condition=models.Q(state__in=OPEN), name="plan_one_open"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state=State.IN_FORCE), name="plan_one_in_force"
            ),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="plan_state_known"),
            models.CheckConstraint(
                condition=models.Q(state__in=(State.DRAFT, State.WITHDRAWN))
                | models.Q(meeting_on__isnull=False, starts_on__isnull=False, duration_months__gt=0),
                name="plan_sent_is_whole",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=(State.IN_FORCE, State.SUPERSEDED))
                | models.Q(in_force_on__isnull=False, decided_on__isnull=False),
                name="plan_in_force_has_date",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "state", "reviewed_on"], name="plan_review")]

    def __str__(self) -> str:
        return f"plan {self.number}"

    @property
    def ends_on(self) -> dt.date | None:
        """The first day after the programme."""
        if self.starts_on is None or not self.duration_months:
            return None
        return add_months(self.starts_on, self.duration_months)

    @property
    def goal_words(self) -> str:
        """`arbeid, restaurant og storkjøkken`."""
        words, detail = say(self.end_goal) if self.end_goal else "", self.end_goal_detail.strip()
        if detail[1:2].islower():  # not NAV, not IT
            detail = detail[0].lower() + detail[1:]
        return ", ".join(part for part in (words, detail) if part)

    @property
    def norwegian_goal(self) -> dict[str, str]:
        """Level by skill, only those set."""
        return {skill: getattr(self, skill) for skill, _ in SKILLS if getattr(self, skill)}

    @property
    def readings_chosen(self) -> dict[str, str]:
        """Question and option, as the law takes them."""
        return {question: chosen["option"] for question, chosen in self.readings.items()}

    @property
    def own_readings(self) -> dict[str, dict]:
        """The readings that were chosen for this plan, without those of the municipality: what a new draft begins with."""
        return {question: chosen for question, chosen in self.readings.items() if not chosen.get("municipal")}


class Element(models.Model):
    """One thing the participant does in the programme, and why. `to_on` is exclusive."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="elements")
    kind = models.CharField("tiltak", max_length=20, choices=Kind.choices)
    title = models.CharField("navn", max_length=120, blank=True)
    place = models.CharField("sted", max_length=120, blank=True)
    reason = models.TextField("hvorfor", blank=True)
    hours_per_week = models.DecimalField("timer i uka", max_digits=4, decimal_places=1, default=0)
    total_hours = models.DecimalField("timer i alt", max_digits=6, decimal_places=1, null=True, blank=True)
    from_on = models.DateField("fra", null=True, blank=True)
    to_on = models.DateField("til", null=True, blank=True)
    mon = models.CharField("mandag", max_length=40, blank=True)
    tue = models.CharField("tirsdag", max_length=40, blank=True)
    wed = models.CharField("onsdag", max_length=40, blank=True)
    thu = models.CharField("torsdag", max_length=40, blank=True)
    fri = models.CharField("fredag", max_length=40, blank=True)
    proposed_from = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hours_per_week__gte=0) & models.Q(hours_per_week__lte=60), name="element_hours"
            ),
            models.CheckConstraint(
                condition=models.Q(from_on__isnull=True)
                | models.Q(to_on__isnull=True)
                | models.Q(to_on__gt=models.F("from_on")),
                name="element_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called: the title, else the kind."""
        return self.title or Kind(self.kind).label

    @property
    def about(self):
        """What the kind counts as."""
        return ABOUT[self.kind]

    @property
    def times(self) -> dict[str, str]:
        """Written times by day, only those set."""
        return {day: getattr(self, day) for day, _ in DAYS if getattr(self, day)}


class LoadStep(models.Model):
    """From this day the whole week is `hours_per_week`, until the next step; the last step is full time without a row."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="load_steps")
    from_on = models.DateField("fra")
    until_on = models.DateField("til")
    hours_per_week = models.DecimalField("timer i uka", max_digits=4, decimal_places=1)

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gt=models.F("from_on")), name="load_step_ends_after_start"
            )
        ]


class ContractText(MunicipalRow):
    """What this municipality promises in every contract, and what it asks of the participant: one sentence on each line."""

    class Side(models.TextChoices):
        MUNICIPALITY = "municipality", "Kommunen lover"
        PARTICIPANT = "participant", "Deltakeren lover"

    side = models.CharField(max_length=12, choices=Side.choices)
    text = models.TextField("setninger, én på hver linje")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "side"], name="contract_text_once")]


class Measure(MunicipalRow):
    """A measure this municipality has: what the sitting offers under a kind. Added without code."""

    kind = models.CharField("tiltak", max_length=20, choices=Kind.choices)
    title = models.CharField("navn", max_length=120)
    place = models.CharField("sted", max_length=120, blank=True)
    hours_per_week = models.DecimalField("timer i uka", max_digits=4, decimal_places=1, null=True, blank=True)
    closed_on = models.DateField("tilbys ikke lenger fra", null=True, blank=True)

    class Meta:
        ordering = ["kind", "title"]
        constraints = [models.UniqueConstraint(fields=["municipality", "title"], name="measure_once")]

    def __str__(self) -> str:
        return self.title
