"""Holds decisions as they were made, the papers that came out of them, and the translated phrases of the summaries."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samlop.core.clock import OSLO
from samlop.core.models import MunicipalRow
from samlop.decisions.content import LABELS, Kind, PlanContent
from samlop.people.visibility import RowsOfPerson


class State(models.TextChoices):
    """Where a decision stands. A draft lives with the plan; what comes here is already frozen."""

    SUBMITTED = "submitted", "Venter på godkjenning"
    APPROVED = "approved", "Gjelder"
    SENT_BACK = "sent_back", "Sendt tilbake"
    SUPERSEDED = "superseded", "Erstattet av et nyere vedtak"


class Act(models.TextChoices):
    """What can be done to a decision."""

    APPROVE = "approve", "godkjenne"
    SEND_BACK = "send_back", "sende tilbake"
    SUPERSEDE = "supersede", "erstatte"


# Whatever is not here cannot be done. `actions.py` alone moves a decision; the database repeats what each state needs.
TRANSITIONS: dict[tuple[str, str], State] = {
    (State.SUBMITTED, Act.APPROVE): State.APPROVED,
    (State.SUBMITTED, Act.SEND_BACK): State.SENT_BACK,
    (State.APPROVED, Act.SUPERSEDE): State.SUPERSEDED,
}


class Decision(MunicipalRow):
    """One decision with its plan and contract: what was known, what the law answered, and what was written, frozen."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField("gjelder", max_length=20, choices=[(k.value, LABELS[k]) for k in Kind])
    number = models.PositiveIntegerField("nummer i saken")
    state = models.CharField("tilstand", max_length=12, choices=State.choices, default=State.SUBMITTED)
    # Shown in public records of post: never a name, a place or a reason.
    public_title = models.CharField("offentlig tittel", max_length=120)
    starts_on = models.DateField("gjelder fra")
    content = models.JSONField("innhold")
    facts = models.JSONField("opplysninger", default=dict)
    findings = models.JSONField("svar fra regelverket", default=list)
    readings = models.JSONField("valgte lesemåter", default=dict)
    content_hash = models.CharField(max_length=64)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField("sendt til godkjenning")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField("godkjent", null=True)
    sent_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    sent_back_at = models.DateTimeField("sendt tilbake", null=True)
    sent_back_reason = models.CharField("grunn", max_length=1000, blank=True)
    supersedes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")

    objects = RowsOfPerson.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "person", "number"], name="decision_number_once"),
            models.UniqueConstraint(fields=["person"], condition=Q(state=State.APPROVED), name="decision_one_in_force"),
            models.UniqueConstraint(fields=["person"], condition=Q(state=State.SUBMITTED), name="decision_one_waiting"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="decision_state_known"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")), name="decision_two_people"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[State.APPROVED, State.SUPERSEDED], approved_by__isnull=False, approved_at__isnull=False
                )
                | Q(state__in=[State.SUBMITTED, State.SENT_BACK], approved_by__isnull=True, approved_at__isnull=True),
                name="decision_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENT_BACK, sent_back_by__isnull=False, sent_back_at__isnull=False)
                & ~Q(sent_back_reason="")
                | ~Q(state=State.SENT_BACK) & Q(sent_back_by__isnull=True, sent_back_reason=""),
                name="decision_sent_back_with_reason",
            ),
            models.CheckConstraint(condition=~Q(supersedes=F("id")), name="decision_supersedes_another"),
        ]
        indexes = [models.Index(fields=["municipality", "state", "starts_on"], name="decision_waiting")]

    def __str__(self) -> str:
        return f"{self.public_title} ({self.number})"

    @property
    def submitted_on(self) -> dt.date:
        """The day in Norway when it was sent to approval."""
        return self.submitted_at.astimezone(OSLO).date()

    @property
    def approved_on(self) -> dt.date | None:
        """The day in Norway when it was approved."""
        return self.approved_at.astimezone(OSLO).date() if self.approved_at else None

    @property
    def sent_back_on(self) -> dt.date | None:
        """The day in Norway when it was sent back."""
        return self.sent_back_at.astimezone(OSLO).date() if self.sent_back_at else None

    @property
    def plan(self) -> PlanContent:
        """What was written, as it was frozen."""
        return PlanContent.from_json(self.content)


class Part(models.TextChoices):
    """Which paper: all in one for the participant, and the three that the archive keeps apart."""

    COMBINED = "combined", "Vedtak, plan og kontrakt"
    DECISION = "decision", "Vedtak om introduksjonsprogram"
    PLAN = "plan", "Integreringsplan"
    CONTRACT = "contract", "Integreringskontrakt"


class Document(MunicipalRow):
    """One finished paper (PDF/A-2a and PDF/UA-1). Never changed: a new version is a new decision."""

    # The person is here as well as on the decision: permission and read log then travel with the paper itself.
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="documents")
    part = models.CharField(max_length=8, choices=Part.choices)
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    objects = RowsOfPerson.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "part"], name="document_part_once"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="document_part_known"),
        ]

    @property
    def made_on(self) -> dt.date:
        """The day in Norway when it was made."""
        return self.made_at.astimezone(OSLO).date()

    @property
    def filename(self) -> str:
        """A name for the file that tells nobody whose it is."""
        words = {"combined": "samlet", "decision": "vedtak", "plan": "plan", "contract": "kontrakt"}[self.part]
        return f"introduksjonsprogram-{words}-{self.decision_id}.pdf"


class TranslationState(models.TextChoices):
    """Whether somebody who knows the language answers for the words."""

    MACHINE_DRAFT = "machine_draft", "Maskinutkast"
    APPROVED = "approved", "Godkjent"


class Translation(MunicipalRow):
    """A phrase of the summary as this municipality's translator has written or approved it.

    A phrase without a row stands as the machine draft in `texts/summary.toml`. `source` is the bokmål text that was
    translated: when the file's bokmål changes, the row no longer counts, and the phrase is a draft again.
    """

    phrase = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    source = models.TextField()
    text = models.TextField()
    state = models.CharField(max_length=13, choices=TranslationState.choices, default=TranslationState.MACHINE_DRAFT)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "phrase", "language"], name="translation_once"),
            models.CheckConstraint(
                condition=Q(state=TranslationState.APPROVED, approved_by__isnull=False, approved_at__isnull=False)
                | Q(state=TranslationState.MACHINE_DRAFT, approved_by__isnull=True, approved_at__isnull=True),
                name="translation_approved_by_somebody",
            ),
        ]
