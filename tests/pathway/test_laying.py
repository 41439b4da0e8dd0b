"""Which steps a household gets, for whom, when, and that laying twice does nothing."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from samlop.audit.models import Event
from samlop.core.errors import Refused
from samlop.pathway import actions
from samlop.pathway.models import DueKind, Lane, State, Step, Template, TemplateStep, TemplateWait, Wait
from samlop.pathway.recipe import Family, Member, of_school_age, people_of, under_school_age
from samlop.planning import graph
from tests import given

pytestmark = pytest.mark.django_db
KEYS = {
    "accept", "needs_triage", "home_found", "home_ready", "lease", "interpreter_first_days", "first_money",
    "move_in", "report_move", "identity_number", "residence_card", "phone", "bank_account", "bank_id",
    "tax_card", "health_check", "gp", "school_place", "kindergarten_place", "competence_mapping",
    "career_guidance", "plan_and_decision", "programme_start", "norwegian_training", "plan_review",
    "benefit_first_payment", "leisure", "job_seeker", "nir_registration", "grants_check",
}  # fmt: skip


@pytest.mark.parametrize("role", ["translator", "administrator", "teacher", "auditor"])
def test_those_who_may_not_steer_lay_nothing(cast, now, role):
    actions.ensure_defaults(cast.municipality, now)
    household = given.a_person(cast).household
    with pytest.raises(PermissionDenied):
        actions.lay(household=household, by=getattr(cast, role), at=now)
    assert not Step.objects.exists()


def test_the_template_of_the_house_is_whole_and_has_no_ring(cast, now):
    template = actions.ensure_defaults(cast.municipality, now)
    waits = {s.key: [w.waits_for.key for w in s.waits.all()] for s in template.steps.all()}
    assert set(waits) >= KEYS
    assert len(graph.order(waits)) == len(waits)
    assert all(step.why and step.office and step.title for step in template.steps.all())


def test_setting_up_twice_changes_nothing(cast, now):
    first = actions.ensure_defaults(cast.municipality, now)
    counts = TemplateStep.objects.count(), TemplateWait.objects.count()
    first.steps.filter(key="leisure").update(title="Korpset")
    assert actions.ensure_defaults(cast.municipality, now) == first
    assert (TemplateStep.objects.count(), TemplateWait.objects.count()) == counts
    assert first.steps.get(key="leisure").title == "Korpset"


def test_a_family_of_four_gets_its_steps_before_arrival(cast, now):
    """Walk-through 1: dwelling, kindergarten, school and health, with owners and dates, before they come."""
    actions.ensure_defaults(cast.municipality, now)
    household, mother, father, small, big = given.a_family(cast, settles_on=dt.date(2027, 1, 15))
    for person in (mother, father, small, big):
        person.settled_on = None
        person.save()
    assert actions.lay(household=household, by=cast.coordinator, at=now) > 40
    steps = {(s.key, s.person_id): s for s in Step.objects.filter(household=household)}
    assert steps["home_found", None].due_on == dt.date(2026, 12, 16)
    assert steps["home_found", None].owner_role == "coordinator"
    assert steps["kindergarten_place", small.pk].due_on == dt.date(2027, 2, 14)
    assert steps["school_place", big.pk].due_on == dt.date(2027, 1, 22)
    assert {p for key, p in steps if key == "health_check"} == {mother.pk, father.pk, small.pk, big.pk}
    assert {p for key, p in steps if key == "programme_start"} == {mother.pk, father.pk}
    assert {p for key, p in steps if key == "kindergarten_place"} == {small.pk}
    assert {p for key, p in steps if key == "school_place"} == {big.pk}
    assert all(s.office and s.due_reason for s in steps.values())
    assert steps["accept", None].state == State.READY
    assert steps["home_found", None].state == State.WAITING


def test_the_law_sets_the_day_of_start_and_decision_with_its_paragraph(laid):
    for key in ("programme_start", "plan_and_decision"):
        step = laid.step(key, laid.mother)
        assert (step.due_on, step.law_due_on) == (dt.date(2027, 1, 1), dt.date(2027, 1, 1))
        assert step.due_kind == DueKind.LAW
        assert "§ 12" in step.due_basis
    mapping = laid.step("competence_mapping", laid.mother)
    assert mapping.due_on == dt.date(2026, 11, 17)  # 45 days before the law's day: the municipality's own choice
    assert mapping.due_kind == DueKind.TEMPLATE
    assert mapping.law_due_on is None


def test_a_mother_waits_for_each_small_childs_place_and_for_her_own_plan(laid):
    start = laid.step("programme_start", laid.mother)
    assert {(w.waits_for.key, w.waits_for.person_id) for w in start.waits.all()} == {
        ("kindergarten_place", laid.small.pk),
        ("plan_and_decision", laid.mother.pk),
    }


def test_the_households_doctor_waits_for_everybodys_number(laid):
    ahead = laid.step("gp").waits.values_list("waits_for__person_id", flat=True)
    assert set(ahead) == {laid.mother.pk, laid.father.pk, laid.small.pk, laid.big.pk}


def test_laying_again_does_nothing_and_leaves_no_event(laid):
    counts = Step.objects.count(), Wait.objects.count(), Event.objects.count()
    assert actions.lay(household=laid.household, by=laid.cast.counsellor, at=laid.now) == 0
    assert (Step.objects.count(), Wait.objects.count(), Event.objects.count()) == counts


def test_a_new_child_gets_only_what_is_missing_and_the_parents_wait_for_its_place(laid):
    laid.settle_until("programme_start")
    assert laid.step("programme_start", laid.mother).state == State.READY
    count = Step.objects.count()
    baby = given.a_person(
        laid.cast, household=laid.household, given_name="Nour", birth_date=dt.date(2026, 11, 2), permit=None
    )
    assert actions.lay(household=laid.household, by=laid.cast.counsellor, at=laid.now) == 3
    assert set(Step.objects.filter(person=baby).values_list("key", flat=True)) == {
        "identity_number",
        "health_check",
        "kindergarten_place",
    }
    assert Step.objects.count() == count + 3
    start = laid.step("programme_start", laid.mother)
    assert start.state == State.WAITING
    assert start.released_on is None


def test_what_has_begun_is_not_held_back_by_a_new_child(laid):
    laid.settle_until("programme_start")
    actions.begin(step=laid.step("programme_start", laid.mother), by=laid.cast.counsellor, at=laid.now)
    given.a_person(laid.cast, household=laid.household, birth_date=dt.date(2026, 11, 2), permit=None)
    actions.lay(household=laid.household, by=laid.cast.counsellor, at=laid.now)
    assert laid.step("programme_start", laid.mother).state == State.UNDER_WAY
    assert laid.step("programme_start", laid.father).state == State.WAITING


def test_a_finished_review_that_came_again_is_not_laid_a_third_time(laid):
    laid.settle_until()
    laid.finish("plan_review", laid.mother)
    assert actions.lay(household=laid.household, by=laid.cast.counsellor, at=laid.now) == 0


def test_many_households_are_laid_in_few_queries(cast, now, django_assert_max_num_queries):
    actions.ensure_defaults(cast.municipality, now)
    few = [given.a_family(cast)[0] for _ in range(2)]
    many = [given.a_family(cast)[0] for _ in range(12)]
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as small:
        actions.lay_many(households=few, at=now)
    with CaptureQueriesContext(connection) as large:
        actions.lay_many(households=many, at=now)
    reads = [[q for q in c.captured_queries if q["sql"].startswith("SELECT")] for c in (small, large)]
    assert len(reads[0]) == len(reads[1])
    assert Step.objects.filter(household=few[0]).count() == Step.objects.filter(household=many[11]).count()


def test_laying_many_gives_the_same_as_laying_one(cast, now):
    actions.ensure_defaults(cast.municipality, now)
    one, other = given.a_family(cast)[0], given.a_family(cast)[0]
    actions.lay(household=one, by=cast.counsellor, at=now)
    actions.lay_many(households=[other], at=now)
    shape = lambda h: sorted(  # noqa: E731
        Step.objects.filter(household=h).values_list("key", "state", "due_on", "due_kind", "released_on"), key=str
    )
    assert shape(one) == shape(other)


def test_without_a_template_laying_is_refused_in_words(cast, now):
    with pytest.raises(Refused, match="mal"):
        actions.lay(household=given.a_person(cast).household, by=cast.counsellor, at=now)


def test_the_template_of_another_municipality_is_refused(cast, now):
    actions.ensure_defaults(cast.municipality, now)
    other = given.Cast(number="0301", name="En annen")
    theirs = actions.ensure_defaults(other.municipality, now)
    with pytest.raises(Refused):
        actions.lay(household=given.a_person(cast).household, template=theirs, by=cast.counsellor, at=now)


def test_a_ring_in_a_template_is_named_in_words_and_lays_nothing(cast, now):
    template = Template.objects.create(municipality=cast.municipality, name="Ring", is_default=True)
    a, b = (
        TemplateStep.objects.create(
            template=template, key=key, title=title, lane=Lane.HOUSEHOLD, office="Boligkontoret"
        )
        for key, title in (("a", "Bolig"), ("b", "Leiekontrakt"))
    )
    TemplateWait.objects.create(step=a, waits_for=b)
    TemplateWait.objects.create(step=b, waits_for=a)
    household = given.a_person(cast).household
    with pytest.raises(Refused, match=r"Bolig → Leiekontrakt → Bolig|Leiekontrakt → Bolig → Leiekontrakt"):
        actions.lay(household=household, by=cast.counsellor, at=now)
    assert not Step.objects.exists()


@pytest.mark.parametrize(
    ("born", "on", "small"),
    [
        (dt.date(2020, 12, 31), dt.date(2026, 1, 1), False),  # turns six in the year
        (dt.date(2021, 1, 1), dt.date(2026, 12, 31), True),  # turns six the year after
        (dt.date(2021, 1, 1), dt.date(2027, 1, 1), False),
    ],
)
def test_school_begins_in_the_year_the_child_turns_six(born, on, small):
    assert under_school_age(born, on) is small
    assert of_school_age(born, on) is not small


@pytest.mark.parametrize(
    ("on", "school"), [(dt.date(2026, 11, 20), True), (dt.date(2026, 11, 21), False), (dt.date(2026, 11, 22), False)]
)
def test_school_age_ends_the_day_she_turns_eighteen(on, school):
    born = dt.date(2008, 11, 21)
    assert of_school_age(born, on) is school
    family = Family(None, None, None, (Member(1, born),))
    assert (people_of(Lane.EACH_ADULT, family, on) == []) is school


def test_a_child_born_into_kindergarten_age_is_judged_on_the_day_they_come(cast, now):
    """Settled after New Year, a child who turns six next year begins school, not kindergarten."""
    actions.ensure_defaults(cast.municipality, now)
    household = given.a_person(cast, household=given.a_household(cast, settles_on=dt.date(2027, 1, 4))).household
    given.a_person(cast, household=household, birth_date=dt.date(2021, 6, 1), permit=None)
    actions.lay(household=household, by=cast.counsellor, at=now)
    keys = set(Step.objects.filter(household=household).values_list("key", flat=True))
    assert "school_place" in keys
    assert "kindergarten_place" not in keys


def test_an_adult_outside_the_target_group_gets_no_programme_but_the_rest(cast, now):
    actions.ensure_defaults(cast.municipality, now)
    person = given.a_person(cast, permit="study")
    actions.lay(household=person.household, by=cast.counsellor, at=now)
    keys = set(Step.objects.filter(household=person.household).values_list("key", flat=True))
    assert "programme_start" not in keys
    assert {"bank_account", "health_check", "leisure"} <= keys


def test_facts_that_contradict_each_other_still_give_steps(cast, now):
    """A permit before birth is a fault to mend elsewhere; nobody is forgotten because of it."""
    actions.ensure_defaults(cast.municipality, now)
    person = given.a_person(cast, permit_date=dt.date(1990, 1, 1))
    actions.lay(household=person.household, by=cast.counsellor, at=now)
    step = Step.objects.get(household=person.household, key="programme_start")
    assert step.due_kind == DueKind.TEMPLATE


def test_dates_follow_when_the_settlement_day_moves_and_agreed_ones_stay(laid):
    actions.change_due(
        step=laid.step("leisure"),
        due_on=dt.date(2026, 12, 20),
        reason="Avtalt med korpset",
        by=laid.cast.counsellor,
        at=laid.now,
    )
    laid.household.settles_on = dt.date(2026, 11, 1)
    laid.household.save()
    type(laid.mother).objects.filter(household=laid.household).update(settled_on=dt.date(2026, 11, 1))
    assert actions.reckon_dates(household=laid.household, by=laid.cast.coordinator, at=laid.now) > 10
    assert laid.step("kindergarten_place", laid.small).due_on == dt.date(2026, 12, 1)
    assert laid.step("programme_start", laid.mother).law_due_on == dt.date(2027, 2, 1)
    assert laid.step("leisure").due_on == dt.date(2026, 12, 20)
    assert actions.reckon_dates(household=laid.household, by=laid.cast.coordinator, at=laid.now) == 0


def test_an_agreed_day_that_the_law_overtakes_becomes_the_laws_day(laid):
    start = laid.step("programme_start", laid.mother)
    actions.change_due(
        step=start, due_on=dt.date(2026, 12, 28), reason="Avtalt med skolen", by=laid.cast.counsellor, at=laid.now
    )
    type(laid.mother).objects.filter(household=laid.household).update(settled_on=dt.date(2026, 9, 20))
    actions.reckon_dates(household=laid.household, by=laid.cast.coordinator, at=laid.now)
    start.refresh_from_db()
    assert (start.due_on, start.due_kind) == (dt.date(2026, 12, 20), DueKind.LAW)
