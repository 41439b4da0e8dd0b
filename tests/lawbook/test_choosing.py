"""An administrator chooses how the municipality reads the law; plans and decisions follow, and say who chose."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from samlop.law.readings import OPEN_QUESTIONS
from samlop.programme import actions as programme
from samlop.programme.facts import picture
from samlop.readings import queries
from samlop.readings.models import Choice
from tests.lawbook.test_explaining import text
from tests.programme import prepared

pytestmark = pytest.mark.django_db
QUESTION = "age_55_boundary"
ADDRESS = "/lov/lesemater/age_55_boundary/"


def send(client, **changes):
    html = client.get(ADDRESS).content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', html)[1]
    said = {"option": "over", "reason": "Etter 55-årsdagen.", "from_on": "01.06.2026", "seen": seen} | changes
    return client.post(ADDRESS, said)


def test_everybody_sees_the_questions_and_only_an_administrator_is_offered_to_choose(as_):
    for role in ("translator", "counsellor"):
        html = as_(role).get(reverse("lawbook:readings")).content.decode()
        assert ADDRESS not in html
        assert all(f'id="{name}"' in html for name in OPEN_QUESTIONS)
    assert ADDRESS in as_("administrator").get(reverse("lawbook:readings")).content.decode()


def test_a_choice_is_saved_shown_and_undone_by_choosing_again(cast, as_):
    client = as_("administrator")
    assert send(client)["Location"] == reverse("lawbook:readings")
    said = text(as_("counsellor").get(reverse("lawbook:readings")))
    assert f"Valgt av kommunen ved {cast.administrator.name}, 21. november 2026, og gjelder fra 1. juni 2026." in said
    assert "Kommunen har valgt noe annet enn forslaget" in said
    assert send(client, option="left-open", reason="Vi venter.").status_code == 302
    assert queries.chosen(cast.municipality.pk, dt.date(2026, 11, 21)) == {}
    assert "Spørsmålet står åpent." in text(client.get(ADDRESS))
    assert Choice.objects.count() == 2


@pytest.mark.parametrize(
    "changes",
    [{"reason": ""}, {"option": ""}, {"from_on": "01.01.2020"}, {"from_on": "32.01.2026"}, {"option": "maybe"}],
)
def test_what_is_missing_is_told_and_what_was_typed_is_kept(as_, changes):
    answer = send(as_("administrator"), **changes)
    assert answer.status_code == 422
    if "reason" not in changes:
        assert "Etter 55-årsdagen." in answer.content.decode()
    assert not Choice.objects.exists()


def test_who_was_overtaken_is_told_and_can_send_again(as_):
    client = as_("administrator")
    send(client)
    late = send(client, seen="0", option="inside")
    assert late.status_code == 422
    assert "Noen andre har valgt" in text(late)
    assert Choice.objects.count() == 1
    seen = re.search(r'name="seen" value="(\d+)"', late.content.decode())[1]
    assert send(client, seen=seen, option="inside").status_code == 302


# ----- plans and decisions

OFFER = "offer_on_first_january"


def chosen_for(cast, now, option):
    from samlop.readings import actions

    seen = queries.newest(cast.municipality.pk, OFFER)
    return actions.choose(
        question=OFFER, option=option, reason="Etter råd fra IMDi.", from_on=dt.date(2026, 1, 1), seen=seen,
        by=cast.administrator, at=now,
    )  # fmt: skip


@pytest.fixture
def draft(cast, now):
    """A plan whose offer was given on the day the rules changed, so that the law is open about its length."""
    plan = programme.begin(person=prepared.laid(cast, prepared.a_baker(cast)), by=cast.counsellor, at=now)
    plan.offer_on = dt.date(2026, 1, 1)
    plan.save()
    return plan


def test_the_plan_meeting_follows_the_municipality_and_says_who_chose(cast, as_, now, draft):
    open_before = picture(draft, now.date()).finding("duration")
    assert open_before.is_open
    chosen_for(cast, now, "new_rules")
    seen = picture(draft, now.date())
    assert not seen.finding("duration").is_open
    assert dict(seen.finding("duration").chosen) == {OFFER: "new_rules"}
    said = text(as_("counsellor").get(reverse("programme:sitting", args=[draft.pk, 5])))
    assert "Slik leser kommunen loven" in said
    assert f"Valgt av kommunen ved {cast.administrator.name}, 21. november 2026" in said


def test_a_plan_may_read_otherwise_with_its_own_reason(cast, now, draft):
    chosen_for(cast, now, "new_rules")
    plan = programme.choose_reading(
        plan=draft, question=OFFER, option="old_rules", why="Tilbudet var sagt før.", by=cast.counsellor, at=now
    )
    assert picture(plan, now.date()).readings[OFFER] == "old_rules"
    assert picture(plan, now.date()).readings_with_reasons[OFFER]["why"] == "Tilbudet var sagt før."


def test_only_readings_an_answer_rests_on_are_kept(cast, now, draft):
    chosen_for(cast, now, "new_rules")
    Choice.objects.create(
        municipality=cast.municipality, question=QUESTION, option="inside", reason="x", from_on=dt.date(2026, 1, 1),
        chosen_by=cast.administrator, chosen_at=now,
    )  # fmt: skip
    seen = picture(draft, now.date())
    assert set(seen.readings) == {OFFER, QUESTION}
    assert set(seen.readings_with_reasons) == {OFFER}


def test_the_choice_is_frozen_with_the_decision_and_a_later_one_moves_nothing(cast, as_, now, draft):
    chosen_for(cast, now, "new_rules")
    plan = programme.save_agreement(
        plan=draft,
        step=4,
        values={"complaint_told": True},
        since=programme.stands(draft, 4),
        by=cast.counsellor,
        at=now,
    )
    plan = programme.submit(plan=plan, by=cast.counsellor, at=now)
    assert plan.decision.readings == {OFFER: "new_rules"}
    assert plan.readings[OFFER]["by"] == cast.administrator.name
    written = plan.decision.content["readings"][0]["words"]
    assert written == "Kommunen leser loven slik fra 1. januar 2026. Etter råd fra IMDi."
    chosen_for(cast, now, "old_rules")
    assert picture(plan, now.date()).readings[OFFER] == "new_rules"
    said = text(as_("counsellor").get(reverse("lawbook:of_decision", args=[plan.decision_id, "duration"])))
    assert "Etter råd fra IMDi." in said
    assert OPEN_QUESTIONS[OFFER].options["new_rules"] in said


def test_a_plan_that_is_sent_back_follows_the_choice_of_its_new_day(cast, now, draft):
    chosen_for(cast, now, "new_rules")
    plan = programme.save_agreement(
        plan=draft,
        step=4,
        values={"complaint_told": True},
        since=programme.stands(draft, 4),
        by=cast.counsellor,
        at=now,
    )
    plan = programme.submit(plan=plan, by=cast.counsellor, at=now)
    chosen_for(cast, now, "old_rules")
    plan = programme.send_back(plan=plan, reason="Se på varigheten.", by=cast.team_leader, at=now)
    assert plan.readings == {}
    assert picture(plan, now.date()).readings[OFFER] == "old_rules"
