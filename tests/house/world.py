"""The world in which every address can be opened: two prepared cases, papers, a list read in, a template."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from samlop.assessment import actions as assessment
from samlop.assessment.models import Change, Replay
from samlop.casework.models import SavedFilter
from samlop.competence.models import Education, GuidanceResult
from samlop.core import clock
from samlop.decisions import actions as decisions
from samlop.interpreting.models import InterpreterUse
from samlop.law.drafts import shipped_texts
from samlop.pathway.models import PreconditionKind, Step, Template, Wait
from samlop.people.models import CaseAccess, SpokenLanguage, StatedFact
from samlop.programme import actions as programme
from samlop.programme.models import Measure
from samlop.settlement.models import Import
from tests.given import AT, Cast
from tests.programme import prepared

NOW = dt.datetime(2026, 11, 21, 10, 0, tzinfo=clock.OSLO)


class World:
    """Everything stands: `person` has a plan in force with its papers, `other` a draft."""

    def __init__(self, cast: Cast):
        self.cast = cast
        cast.translator.translates = "uk"
        cast.translator.save()
        self.person = prepared.laid(cast, prepared.a_baker(cast))
        self.language = SpokenLanguage.objects.create(
            person=self.person, language="ar", source="settlement_list", known_on=NOW.date()
        )
        self.guidance = GuidanceResult.objects.filter(person=self.person).first()
        self.use = InterpreterUse.objects.filter(person=self.person).first()
        self.mapped = ("utdanning", Education.objects.filter(person=self.person).first())
        self.plan = self._sent(self.person)
        decision = self.plan.decision
        decisions.approve(decision=decision, by=cast.team_leader, at=NOW)
        self.decision = type(decision).objects.filter(pk=decision.pk).first()
        self.document = self.decision.documents.first()
        other = prepared.laid(cast, prepared.an_engineer(cast))
        self.draft = programme.begin(person=other, by=cast.counsellor, at=NOW)
        self.other = other
        self.step = Step.objects.filter(household=self.person.household, person=self.person).order_by("id").first()
        self.wait = Wait.objects.filter(step__household=self.person.household).first()
        self.kind = PreconditionKind.objects.filter(municipality=cast.municipality).first()
        self.template = Template.objects.filter(municipality=cast.municipality).first()
        self.access = CaseAccess.objects.create(
            person=self.person, user=cast.user("teacher"), reason="Elev", given_at=AT
        )
        self.filter = SavedFilter.objects.create(
            user=cast.counsellor, municipality=cast.municipality, name="Arabisk", criteria={}, created_at=AT
        )
        self.listed = self._listed()
        self.change, self.replay = self._judged()
        self.measure = Measure.objects.create(municipality=cast.municipality, kind="norwegian", title="Norsk på dagtid")

    def _sent(self, person):
        plan = programme.begin(person=person, by=self.cast.counsellor, at=NOW)
        plan = programme.save_agreement(
            plan=plan,
            step=4,
            values={"complaint_told": True},
            since=programme.stands(plan, 4),
            by=self.cast.counsellor,
            at=NOW,
        )
        return programme.submit(plan=plan, by=self.cast.counsellor, at=NOW)

    def _judged(self) -> tuple[Change, Replay]:
        """A night, a fact that came after it, another night: a difference that waits; and a replay that is done."""
        town = self.cast.municipality
        assessment.assess_everyone(municipality=town, on=AT.date(), at=AT)
        StatedFact.objects.create(
            person=self.person, name="demand_date", value="2026-08-20", source="person", known_on=AT.date()
        )
        assessment.assess_everyone(municipality=town, on=NOW.date(), at=NOW)
        by = self.cast.coordinator
        text = shipped_texts()["age-60-for-everyone-from-2027"]
        draft = assessment.save_draft(text=text, name="age-60", by=by, at=NOW)
        replay = assessment.ask_for_replay(draft=draft, against=None, on=NOW.date(), by=by, at=NOW)
        assessment.work_on(replay=replay, now=lambda: NOW)
        return Change.objects.filter(person=self.person, state="pending").first(), replay

    def _listed(self) -> Import:
        """The example list that the product itself offers, sent in by the coordinator."""
        client = Client()
        client.force_login(self.cast.coordinator)
        example = b"".join(client.get(reverse("settlement:example", args=["csv"])))
        client.post(
            reverse("settlement:upload"), {"file": SimpleUploadedFile("liste.csv", example), "dated_on": "20.11.2026"}
        )
        return Import.objects.latest("id")
