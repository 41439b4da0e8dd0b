"""From sent to in force and on: two people, one transaction, versions, and what the law's boundaries mean for the plan."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from samlop.core.errors import Refused
from samlop.decisions.models import Decision
from samlop.people.facts import law_facts
from samlop.people.models import Person
from samlop.programme import actions, queries
from samlop.programme.actions import contents
from samlop.programme.facts import in_effect, picture, programme_facts
from samlop.programme.models import Measure, Plan, State
from tests.given import AT, Cast
from tests.programme.prepared import TODAY, a_baker, an_engineer, interpreted, laid
from tests.programme.test_sitting import begun, sent, typed

pytestmark = pytest.mark.django_db
NOW = AT.replace(day=21)


def in_force(cast: Cast, person) -> Plan:
    return actions.approve(plan=sent(cast, person), by=cast.team_leader, at=NOW)


def changed(cast: Cast, plan: Plan, step: int = 2, **values) -> Plan:
    """The draft with other words in one step."""
    return actions.save_agreement(
        plan=plan, step=step, values=values, since=actions.stands(plan, step), by=cast.counsellor, at=NOW
    )


def gaps(plan: Plan, on: dt.date = TODAY) -> list[str]:
    return [gap.words for gap in actions.gaps(picture(plan, on), queries.use_at_meeting(plan))]


# ----- the second person


@pytest.mark.parametrize("role", ["translator", "administrator", "teacher", "auditor", "coordinator", "counsellor"])
def test_only_those_who_approve_can(cast, role):
    plan = sent(cast, a_baker(cast))
    with pytest.raises(PermissionDenied):
        actions.approve(plan=plan, by=getattr(cast, role), at=NOW)
    with pytest.raises(PermissionDenied):
        actions.send_back(plan=plan, reason="Nei", by=getattr(cast, role), at=NOW)


def test_the_one_who_made_it_cannot_approve_it(cast, as_):
    person = a_baker(cast)
    plan = actions.begin(person=person, by=cast.team_leader, at=NOW)
    plan = actions.save_agreement(
        plan=plan, step=4, values={"complaint_told": True}, since=actions.stands(plan, 4), by=cast.team_leader, at=NOW
    )
    plan = actions.submit(plan=plan, by=cast.counsellor, at=NOW)  # somebody else sends it for her
    with pytest.raises(Refused, match="laget denne planen selv"):
        actions.approve(plan=plan, by=cast.team_leader, at=NOW)
    page = as_("team_leader").get(reverse("programme:approve", args=[plan.pk])).content.decode()
    assert "Godkjenn vedtaket" not in page
    assert "En annen må godkjenne" in page
    actions.approve(plan=plan, by=cast.user("team_leader"), at=NOW)
    assert queries.plan_in_force(person) == plan


def test_approving_moves_plan_decision_papers_and_pathway_together(cast, as_):
    person = laid(cast, a_baker(cast))
    plan = sent(cast, person)
    answer = as_("team_leader").post(reverse("programme:approve", args=[plan.pk]), {"do": "approve"})
    assert answer.status_code == 302
    plan.refresh_from_db()
    assert plan.state == State.IN_FORCE
    assert plan.in_force_on == plan.decided_on == TODAY
    assert plan.decision.state == "approved"
    assert plan.decision.documents.count() == 4
    assert person.steps.filter(key="plan_and_decision").first().state == "done"
    assert person.steps.filter(key="programme_start").first().due_on == plan.starts_on == dt.date(2026, 12, 7)


def test_a_failure_half_way_leaves_nothing_behind(cast, monkeypatch):
    plan = sent(cast, laid(cast, a_baker(cast)))

    def breaks(**_):
        raise Refused("noe gikk galt")

    monkeypatch.setattr("samlop.programme.actions.sending.pathway.finish_by_key", breaks)
    with pytest.raises(Refused, match="noe gikk galt"):
        actions.approve(plan=plan, by=cast.team_leader, at=NOW)
    plan.refresh_from_db()
    assert plan.state == State.SUBMITTED
    assert plan.decision.state == "submitted"
    assert not plan.decision.documents.exists()


def test_approving_twice_is_done_once_and_said_in_words(cast, as_):
    plan = sent(cast, a_baker(cast))
    boss = as_("team_leader")
    address = reverse("programme:approve", args=[plan.pk])
    first = boss.post(address, {"do": "approve", "once": "a"})
    assert boss.post(address, {"do": "approve", "once": "a"})["Location"] == first["Location"]
    assert boss.post(address, {"do": "approve", "once": "b"})["Location"] == first["Location"]
    with pytest.raises(Refused, match="«gjelder»"):
        actions.approve(plan=plan, by=cast.team_leader, at=NOW)
    assert Decision.objects.count() == 1


def test_approving_on_the_page_of_the_decision_moves_the_plan_as_well(cast, as_):
    plan = sent(cast, laid(cast, a_baker(cast)))
    as_("team_leader").post(reverse("decisions:approve", args=[plan.decision_id]))
    plan.refresh_from_db()
    assert plan.state == State.IN_FORCE


def test_sent_back_is_a_draft_with_the_reason_on_top(cast, as_):
    plan = sent(cast, a_baker(cast))
    boss, browser = as_("team_leader"), as_("counsellor")
    address = reverse("programme:approve", args=[plan.pk])
    assert boss.post(address, {"do": "send_back", "reason": ""}).status_code == 422
    assert boss.post(address, {"do": "send_back", "reason": "Skriv mer om praksisen."}).status_code == 302
    plan.refresh_from_db()
    assert plan.state == State.DRAFT
    page = browser.get(reverse("programme:sitting", args=[plan.pk, 3])).content.decode()
    assert "Skriv mer om praksisen." in page
    assert browser.post(reverse("programme:submit", args=[plan.pk])).status_code == 302
    plan.refresh_from_db()
    assert plan.state == State.SUBMITTED
    assert plan.sent_back_reason == ""


def test_what_was_sent_is_frozen_with_facts_findings_and_readings(cast):
    plan = sent(cast, a_baker(cast))
    kept = plan.decision
    assert kept.content["goal"]["code"] == "work"
    assert kept.content["participant"]["name"] == str(plan.person)
    assert kept.facts["goal"] == "work"
    assert {f["question"] for f in kept.findings} >= {"entitlement", "duration", "plan_complete"}
    Person.objects.filter(pk=plan.person_id).update(given_name="Endret")
    kept.refresh_from_db()
    assert kept.content["participant"]["name"].startswith("Amal")


def test_the_approver_sees_content_findings_and_deviations(cast, as_):
    plan = sent(cast, a_baker(cast))
    page = as_("team_leader").get(reverse("programme:approve", args=[plan.pk])).content.decode()
    assert "kokk i storkjøkken" in page
    assert "Dette svarte loven da planen ble sendt" in page
    assert "§ 14" in page


# ----- versions


def test_a_new_version_copies_and_the_old_holds_until_the_new_does(cast, as_):
    plan = in_force(cast, a_baker(cast))
    new = actions.new_version(plan=plan, by=cast.counsellor, at=NOW)
    assert actions.new_version(plan=plan, by=cast.counsellor, at=NOW) == new
    assert new.number == 2
    assert new.end_goal == plan.end_goal
    assert new.elements.count() == plan.elements.count()
    assert not new.complaint_told  # said again for a new decision
    assert queries.plan_in_force(plan.person) == plan
    assert as_("counsellor").get(reverse("programme:version", args=[plan.pk])).status_code == 200


def test_words_alone_need_no_new_decision(cast, as_):
    plan = in_force(cast, laid(cast, a_baker(cast)))
    new = actions.new_version(plan=plan, by=cast.counsellor, at=NOW)
    new = changed(cast, new, long_term_goal="Egen kafé")
    new = changed(cast, new, step=4, complaint_told=True)
    page = as_("counsellor").get(reverse("programme:sitting", args=[new.pk, 5])).content.decode()
    assert "Ta i bruk ny versjon" in page
    assert "Send til godkjenning" not in page
    new = actions.take_into_use(plan=new, by=cast.counsellor, at=NOW)
    plan.refresh_from_db()
    assert (plan.state, new.state) == (State.SUPERSEDED, State.IN_FORCE)
    assert new.decision == plan.decision
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("end_goal", "complete_upper_secondary", "sluttmål"),
        ("duration_months", 20, "varighet"),
        ("starts_on", dt.date(2026, 12, 14), "programmet starter"),
        ("oral", "B2", "norskmål: snakke"),
    ],
)
def test_essential_changes_need_a_new_decision(cast, field, value, named):
    plan = in_force(cast, a_baker(cast))
    new = actions.new_version(plan=plan, by=cast.counsellor, at=NOW)
    new = changed(cast, new, norwegian_reason="Snakker godt.", **{field: value})
    new = changed(cast, new, step=4, complaint_told=True)
    with pytest.raises(Refused, match=named):
        actions.take_into_use(plan=new, by=cast.counsellor, at=NOW)


def test_a_change_of_hours_needs_a_new_decision_that_replaces_the_old(cast, as_):
    plan = in_force(cast, a_baker(cast))
    browser = as_("counsellor")
    new = actions.new_version(plan=plan, by=cast.counsellor, at=NOW)
    fields = typed(browser, new, 3) | {"e0-hours_per_week": "16"}
    assert browser.post(reverse("programme:sitting", args=[new.pk, 3]), fields).status_code == 302
    new = changed(cast, new, step=4, complaint_told=True)
    assert [c.what for c in actions.essential_changes(picture(plan, TODAY), picture(new, TODAY))] == [
        "Timer i uka: Norsk"
    ]
    new = actions.submit(plan=new, by=cast.counsellor, at=NOW)
    assert "Timer i uka: Norsk" in as_("team_leader").get(reverse("programme:approve", args=[new.pk])).content.decode()
    actions.approve(plan=new, by=cast.team_leader, at=NOW)
    plan.refresh_from_db()
    assert plan.state == State.SUPERSEDED
    assert plan.decision.state == "superseded"
    assert list(Decision.objects.filter(state="approved").values_list("kind", flat=True)) == ["programme_change"]


def test_a_draft_put_away_is_kept_and_a_new_sitting_can_begin(cast):
    person = a_baker(cast)
    plan = actions.begin(person=person, by=cast.counsellor, at=NOW)
    actions.withdraw(plan=plan, by=cast.counsellor, at=NOW)
    again = actions.begin(person=person, by=cast.counsellor, at=NOW)
    assert again.number == 2
    assert Plan.objects.filter(person=person).count() == 2


def test_a_sent_plan_cannot_be_changed_put_away_or_sent_again(cast):
    plan = sent(cast, a_baker(cast))
    for act in (
        lambda: changed(cast, plan, goal_reason="x"),
        lambda: actions.withdraw(plan=plan, by=cast.counsellor, at=NOW),
        lambda: actions.submit(plan=plan, by=cast.counsellor, at=NOW),
        lambda: actions.review(plan=plan, by=cast.counsellor, at=NOW),
        lambda: actions.new_version(plan=Plan(pk=0, person=plan.person), by=cast.counsellor, at=NOW),
    ):
        try:
            result = act()
        except Refused:
            continue
        assert result == plan  # opening gives the one that is there


# ----- the law's boundaries


@pytest.mark.parametrize(
    ("starts_on", "late"),
    [(dt.date(2026, 12, 31), False), (dt.date(2027, 1, 1), False), (dt.date(2027, 1, 2), True)],
)
def test_a_start_after_the_deadline_is_allowed_named_and_kept_as_a_deviation(cast, starts_on, late):
    person = a_baker(cast)  # settled 1 October 2026: the deadline is 1 January 2027
    plan = actions.begin(person=person, by=cast.counsellor, at=NOW)
    plan = changed(cast, plan, starts_on=starts_on, late_reason="Barnehageplassen kommer i januar." if late else "")
    plan = changed(cast, plan, step=4, complaint_told=True)
    assert gaps(plan) == []
    named = [n.words for n in actions.notices(picture(plan, TODAY))]
    assert any("etter lovens frist" in words for words in named) is late
    plan = actions.submit(plan=plan, by=cast.counsellor, at=NOW)
    assert [d.reason for d in queries.deviations(cast.team_leader, TODAY)] == (
        ["Barnehageplassen kommer i januar."] if late else []
    )


@pytest.mark.parametrize(
    ("born", "main"), [(dt.date(2001, 11, 22), True), (dt.date(2001, 11, 21), False), (dt.date(2001, 11, 20), False)]
)
def test_the_young_are_proposed_upper_secondary_until_the_day_they_turn_25(cast, born, main):
    person = a_baker(cast, birth_date=born)
    plan = actions.begin(person=person, by=cast.counsellor, at=NOW)
    assert (plan.end_goal == "complete_upper_secondary") is main


@pytest.mark.parametrize(
    ("offer_on", "is_open"), [(dt.date(2025, 12, 31), False), (dt.date(2026, 1, 1), True), (dt.date(2026, 1, 2), False)]
)
def test_an_offer_on_the_first_of_january_2026_needs_a_chosen_reading(cast, as_, offer_on, is_open):
    person = a_baker(cast)
    plan = actions.begin(person=person, by=cast.counsellor, at=NOW)
    plan = changed(cast, plan, offer_on=offer_on)
    open_gaps = [words for words in gaps(plan) if words.startswith("Hvordan loven leses")]
    assert bool(open_gaps) is is_open
    if not is_open:
        return
    browser = as_("counsellor")
    address = reverse("programme:reading", args=[plan.pk])
    given = {"question": "offer_on_first_january", "option": "new_rules"}
    page = browser.post(address, given | {"why": ""})
    assert page.status_code == 422
    assert browser.post(address, given | {"option": "noe annet", "why": "x"}).status_code == 422
    assert browser.post(address, given | {"why": "Tilbudet ble gitt etter at reglene kom."}).status_code == 302
    plan.refresh_from_db()
    assert not [words for words in gaps(plan) if words.startswith("Hvordan loven leses")]
    plan = changed(cast, plan, step=4, complaint_told=True)
    plan = actions.submit(plan=plan, by=cast.counsellor, at=NOW)
    assert plan.decision.readings == {"offer_on_first_january": "new_rules"}
    assert plan.decision.content["readings"][0]["words"] == "Tilbudet ble gitt etter at reglene kom."


@pytest.mark.parametrize(("months", "too_long"), [(23, False), (24, False), (25, True)])
def test_a_programme_longer_than_the_law_allows_cannot_be_sent(cast, months, too_long):
    plan = actions.begin(person=a_baker(cast), by=cast.counsellor, at=NOW)
    plan = changed(cast, plan, duration_months=months)
    assert ("Varigheten kan være høyst 24 måneder" in gaps(plan)) is too_long


def test_a_goal_the_law_does_not_allow_is_named_and_not_offered(cast, as_):
    plan = actions.begin(person=an_engineer(cast), by=cast.counsellor, at=NOW)
    plan = changed(cast, plan, end_goal="complete_upper_secondary")
    assert any(words.startswith("Sluttmålet må være") for words in gaps(plan))
    page = as_("counsellor").get(reverse("programme:sitting", args=[plan.pk, 2])).content.decode()
    assert 'value="higher_education"' in page
    assert 'value="parts_of_compulsory_school"' not in page


def test_a_studies_goal_that_ends_far_from_the_intake_is_named(cast, as_):
    plan = actions.begin(person=an_engineer(cast), by=cast.counsellor, at=NOW)
    plan = changed(cast, plan, end_goal="higher_education", starts_on=dt.date(2026, 12, 7), duration_months=2)
    page = as_("counsellor").get(reverse("programme:sitting", args=[plan.pk, 2])).content.decode()
    assert "15. august 2027" in page
    assert "15. april 2027" in page


# ----- what others ask of this room


def test_a_draft_is_no_fact_and_a_plan_in_force_is(cast):
    person = a_baker(cast)
    actions.begin(person=person, by=cast.counsellor, at=NOW)
    assert in_effect(queries.versions(person)) is None
    actions.withdraw(plan=queries.open_plan(person), by=cast.counsellor, at=NOW)
    plan = in_force(cast, person)
    stated = programme_facts(in_effect(queries.versions(person)))
    assert stated["goal"] == "work"
    assert stated["decision_date"] == TODAY
    assert stated["start_date"] == plan.starts_on
    assert stated["offer_date"] == TODAY
    law_facts(person, **stated)  # the law takes them as they are


def test_the_plan_in_force_is_the_fact_while_a_new_version_waits_for_approval(cast):
    plan = in_force(cast, a_baker(cast))
    newer = actions.new_version(plan=plan, by=cast.counsellor, at=NOW)
    Plan.objects.filter(pk=newer.pk).update(state="submitted", submitted_by=cast.counsellor, submitted_at=NOW)
    assert in_effect(queries.versions(plan.person)) == plan


@pytest.mark.parametrize(
    ("today", "due"), [(dt.date(2027, 5, 20), False), (dt.date(2027, 5, 21), True), (dt.date(2027, 5, 22), True)]
)
def test_a_plan_nobody_has_gone_through_for_six_months_is_listed(cast, today, due):
    plan = in_force(cast, a_baker(cast))
    assert list(queries.to_review(cast.counsellor, today)) == ([plan] if due else [])
    actions.review(plan=plan, by=cast.counsellor, at=NOW.replace(year=2027, month=5, day=19))
    assert not queries.to_review(cast.counsellor, today).exists()
    assert not queries.to_review(Cast().counsellor, dt.date(2030, 1, 1)).exists()


@pytest.mark.parametrize(("today", "listed"), [(dt.date(2028, 12, 6), True), (dt.date(2028, 12, 7), False)])
def test_a_programme_that_has_ended_is_not_gone_through_any_more(cast, today, listed):
    """The last day, and the day after: the programme runs from 7 December 2026 for two years."""
    in_force(cast, a_baker(cast))
    assert queries.to_review(cast.counsellor, today).exists() is listed


# ----- what the municipality writes itself


def test_the_municipality_changes_its_texts_and_adds_a_measure_without_code(cast, as_):
    address = reverse("programme:catalogue")
    assert as_("counsellor").get(address).status_code == 403
    admin = as_("administrator")
    texts = {"which": "texts", "municipality": "Vi møter deg.\nVi ringer deg.", "participant": "Du kommer."}
    assert admin.post(address, texts).status_code == 302
    measure = {"which": "measure", "kind": "course", "title": "Kjøkkenkurs", "hours_per_week": "6"}
    assert admin.post(address, measure).status_code == 302
    plan = begun(as_("counsellor"), a_baker(cast))
    assert plan.municipality_duties == "Vi møter deg.\nVi ringer deg."
    assert "Kjøkkenkurs" in as_("counsellor").get(reverse("programme:sitting", args=[plan.pk, 3])).content.decode()
    with pytest.raises(Refused, match="allerede et tiltak"):
        contents.add_measure(values={"kind": "course", "title": "Kjøkkenkurs"}, by=cast.administrator, at=NOW)
    assert admin.post(reverse("programme:close_measure", args=[Measure.objects.first().pk])).status_code == 302
    assert "Kjøkkenkurs" not in as_("counsellor").get(reverse("programme:sitting", args=[plan.pk, 3])).content.decode()


def test_an_interpreter_in_another_meeting_does_not_count_for_this_one(cast):
    person = a_baker(cast, with_interpreter=False)
    interpreted(cast, person, held_on=dt.date(2026, 10, 1))
    plan = actions.begin(person=person, by=cast.counsellor, at=NOW)
    plan = changed(cast, plan, step=1, meeting_on=TODAY)
    assert "Om det var tolk i planmøtet" in gaps(plan)


def test_another_goal_than_the_main_rule_for_the_young_needs_a_reason(cast):
    person = a_baker(cast, birth_date=dt.date(2003, 5, 1))
    plan = actions.begin(person=person, by=cast.counsellor, at=NOW)
    assert plan.end_goal == "complete_upper_secondary"
    words = "Hvorfor målet er et annet enn hovedregelen, fullført videregående opplæring"
    plan = changed(cast, plan, end_goal="work", goal_reason="", duration_months=24)
    assert words in gaps(plan)
    plan = changed(cast, plan, goal_reason="Hun vil i arbeid først, og ønsker ikke videregående nå.")
    assert words not in gaps(plan)


def test_another_norwegian_goal_than_the_law_proposes_needs_a_reason(cast):
    plan = actions.begin(person=a_baker(cast), by=cast.counsellor, at=NOW)
    plan = changed(cast, plan, oral="B2")
    assert "Hvorfor norskmålet er et annet enn loven foreslår" in gaps(plan)
    plan = changed(cast, plan, norwegian_reason="Hun snakker allerede godt.")
    assert "Hvorfor norskmålet er et annet enn loven foreslår" not in gaps(plan)


def test_a_person_without_right_can_be_drafted_for_and_never_sent(cast):
    person = a_baker(cast, permit="work_23")
    plan = changed(cast, actions.begin(person=person, by=cast.counsellor, at=NOW), step=4, complaint_told=True)
    assert "Deltakeren har ikke rett til program, og kan ikke få tilbud om det" in gaps(plan)
    with pytest.raises(Refused, match="ikke rett til program"):
        actions.submit(plan=plan, by=cast.counsellor, at=NOW)


@pytest.mark.parametrize(
    ("born", "adult"), [(dt.date(2008, 11, 20), True), (dt.date(2008, 11, 21), True), (dt.date(2008, 11, 22), False)]
)
def test_a_sitting_is_for_adults(cast, as_, born, adult):
    person = a_baker(cast, birth_date=born)
    answer = as_("counsellor").post(reverse("programme:begin", args=[person.pk]))
    assert answer.status_code == (302 if adult else 409)
    assert Plan.objects.exists() is adult


def test_each_answer_of_the_law_is_frozen_once(cast):
    plan = sent(cast, a_baker(cast))
    questions = [f["question"] for f in plan.decision.findings]
    assert len(questions) == len(set(questions))


def test_opening_a_step_keeps_within_its_queries(cast, as_, django_assert_max_num_queries):
    plan = begun(as_("counsellor"), laid(cast, a_baker(cast)))
    browser = as_("counsellor")
    for step in (1, 2, 3, 4, 5):
        with django_assert_max_num_queries(30):
            assert browser.get(reverse("programme:sitting", args=[plan.pk, step])).status_code == 200
