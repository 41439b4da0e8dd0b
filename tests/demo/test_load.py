"""What is generated stands in the database as the rooms themselves would have written it."""

import dataclasses
import datetime as dt
import itertools

import pytest
from django.conf import settings as project
from django.db.models import Count

from samlop.access.fetch import require
from samlop.access.models import User
from samlop.access.policy import Right
from samlop.access.views import DEMO_PASSWORD
from samlop.core.identity import parse
from samlop.core.models import Municipality
from samlop.decisions import actions as decisions
from samlop.decisions.models import Decision
from samlop.demo import generate
from samlop.demo.load import load_nation, load_town
from samlop.demo.town import NO_PLAN, TWO_OWNERS
from samlop.interpreting.models import InterpreterUse
from samlop.pathway.actions import refresh_standing
from samlop.pathway.models import OPEN, Precondition, Standing, State, Step, Wait
from samlop.people import actions as people
from samlop.people.models import CaseAccess, Household, NameKey, Permit, Person
from samlop.programme.models import Plan

ON = dt.date(2026, 11, 21)
pytestmark = pytest.mark.django_db


@pytest.fixture
def small(settings):
    settings.DOCUMENT_FONTS = ["/nowhere"]  # no papers: they are tested where they are made
    town = generate.one(size="small", seed=1, on=ON)
    return town, load_town(town)


def rows_of(loaded, scene):
    return Household.objects.filter(pk=loaded.scenes[scene])


def test_everybody_is_there_with_what_was_said_of_her(small):
    town, loaded = small
    assert loaded.people == Person.objects.count() == sum(1 for _ in town.people())
    told = list(town.people())
    kept = list(Person.objects.order_by("pk").prefetch_related("permits", "languages", "needs"))
    for someone, person in zip(told, kept, strict=True):
        assert (person.given_name, person.family_name) == (someone.given_name, someone.family_name)
        assert (person.birth_date, person.sex, person.settled_on) == (
            someone.birth_date,
            someone.sex,
            someone.settled_on,
        )
        assert [p.granted_on for p in person.permits.all()] == [g.granted_on for g in someone.permits]
        assert {n.kind for n in person.needs.all()} == {kind for kind, _ in someone.needs}
        assert person.languages.count() == len(someone.languages)
        assert person.sources["birth_date"]["source"] == "settlement_list"


def test_no_number_of_real_shape_is_stored(small):
    numbers = Person.objects.exclude(identity_number="").values_list("identity_number", flat=True)
    assert numbers
    assert all(parse(number).synthetic for number in numbers)


def test_the_same_town_is_the_same_rows_again(small):
    town, _ = small
    first = _picture()
    again = dataclasses.replace(generate.one(size="small", seed=1, on=ON), number="7999", name="Igjen")
    for user in again.staff:
        user.username += "2"
    load_town(again)
    assert first == _picture(Municipality.objects.filter(number="7999").first())
    assert town.digest() != again.digest()


def _picture(municipality=None):
    municipality = municipality or Municipality.objects.filter(number="7002").first()
    steps = Step.objects.filter(municipality=municipality).order_by("pk")
    return (
        list(
            Person.objects.filter(municipality=municipality)
            .order_by("pk")
            .values_list("given_name", "family_name", "duf", "counsellor__name")
        ),
        list(steps.values_list("key", "person__given_name", "state", "due_on", "released_on", "began_on", "closed_on")),
        list(
            Standing.objects.filter(municipality=municipality)
            .order_by("pk")
            .values_list("needs_on", "step__key", "blocker__key")
        ),
    )


def test_search_keys_are_those_the_people_room_makes(small):
    found = sorted(NameKey.objects.values_list("person_id", "written", "sound"))
    people.index_names(list(Person.objects.all()))
    assert found == sorted(NameKey.objects.values_list("person_id", "written", "sound"))


def test_states_and_standings_are_those_the_pathway_room_reckons(small):
    steps = list(Step.objects.order_by("pk").values_list("pk", "state", "released_on", "due_on"))
    columns = ("pk", "needs_on", "step_id", "blocker_id", "counsellor_id", "team_id")
    standings = list(Standing.objects.order_by("pk").values_list(*columns))
    refresh_standing(list(Household.objects.all()), ON)
    assert steps == list(Step.objects.order_by("pk").values_list("pk", "state", "released_on", "due_on"))
    assert standings == list(Standing.objects.order_by("pk").values_list(*columns))


def test_households_with_somebody_protected_are_guarded_whole(small):
    protected = Household.objects.filter(members__protection__gt="").distinct()
    assert protected
    for household in Household.objects.all():
        expected = household in protected
        assert household.guarded == expected
        assert all(member.guarded == expected for member in household.members.all())


def test_only_her_own_counsellor_sees_the_protected_mother(small):
    _, loaded = small
    mother = Person.objects.filter(pk=loaded.contacts["protected"])
    assert [u.username for u in User.objects.all() if mother.visible_to(u).exists()] == ["kari"]


def test_nothing_is_done_before_what_it_waited_for_unless_somebody_wrote_why(small):
    for wait in Wait.objects.filter(step__state=State.DONE).select_related("step", "waits_for"):
        if wait.overridden_at is None:
            assert wait.waits_for.closed_on, wait.step.key
            assert wait.waits_for.closed_on <= wait.step.closed_on
        else:
            assert wait.override_reason


def test_no_step_is_done_in_the_future_or_before_it_began(small):
    for step in Step.objects.all():
        days = [d for d in (step.released_on, step.began_on, step.closed_on) if d]
        assert days == sorted(days), step.key
        assert all(d <= ON for d in days)
        assert (step.closed_on is None) == (step.state in OPEN)


def test_everybody_who_has_moved_in_has_a_counsellor(small):
    assert not Person.objects.filter(settled_on__isnull=False, counsellor=None).exists()


def test_the_users_can_sign_in_and_each_has_her_role(small):
    users = {user.username: user for user in User.objects.all()}
    roles = {"kari": "counsellor", "per": "coordinator", "lise": "team_leader", "ola": "teacher", "nina": "administrator", "rune": "auditor", "olena": "translator"}  # fmt: skip
    assert {name: users[name].role for name in roles} == roles
    assert all(user.check_password(DEMO_PASSWORD) for user in (users["kari"], users["rune"]))
    assert users["olena"].translates == "uk,en"
    pupils = CaseAccess.objects.filter(user=users["ola"])
    assert set(Person.objects.visible_to(users["ola"])) == {access.person for access in pupils}
    assert pupils


def test_the_mothers_start_waits_for_the_kindergarten_and_says_so_in_karis_list(small):
    _, loaded = small
    standing = Standing.objects.filter(person=loaded.contacts["no_kindergarten"]).first()
    assert standing.needs_on == ON + dt.timedelta(days=9)
    assert (standing.step.key, standing.step.state, standing.step.due_kind) == ("programme_start", "waiting", "law")
    assert standing.blocker.key == "kindergarten_place"
    assert (ON - standing.blocker.began_on).days == (ON - standing.blocker.released_on).days == 23


def test_the_prepared_case_is_ready_for_the_meeting(small):
    _, loaded = small
    woman = Person.objects.filter(pk=loaded.contacts["prepared"]).first()
    assert woman.mapping.mapped_on
    assert woman.mapped_guidanceresults.count() == 1
    use = InterpreterUse.objects.filter(person=woman, occasion="plan_meeting").first()
    assert (use.held_on, use.booked, use.qualified) == (ON, True, True)
    assert not woman.plans.exists()
    assert not woman.decisions.exists()
    assert woman.steps.filter(key="plan_and_decision", state__in=OPEN).exists()


def test_the_housing_matter_has_been_open_for_34_days(small):
    _, loaded = small
    step = Step.objects.filter(household=loaded.scenes["housing"], key="lasting_home").first()
    assert ((ON - step.released_on).days, step.state, step.office) == (34, "under_way", "Boligkontoret")


def test_the_engineer_has_sent_for_recognition_and_the_elder_has_no_programme_ahead(small):
    _, loaded = small
    engineer = Person.objects.filter(pk=loaded.contacts["engineer"]).first()
    assert engineer.mapped_educations.first().sent_on == ON - dt.timedelta(days=34)
    elder = Step.objects.filter(household=loaded.scenes["elder"], state__in=OPEN)
    assert not elder.filter(key__in=["programme_start", "plan_and_decision"]).exists()


def test_every_adult_has_all_seven_preconditions(small):
    counts = Precondition.objects.values("person").annotate(kinds=Count("kind")).values_list("kinds", flat=True)
    assert set(counts) == {7}
    assert {"in_place", "open", "under_way"} <= set(Precondition.objects.values_list("status", flat=True))


def test_plans_stand_for_those_in_programme_and_are_missing_where_that_is_planted(settings):
    settings.DOCUMENT_FONTS = ["/nowhere"]
    town = generate.one(size="middle", seed=1, on=ON)
    load_town(town)
    assert Person.objects.filter(settled_on=None, counsellor=None).exists()  # those to come have none yet
    numbered = dict(zip((id(p) for p in town.people()), Person.objects.order_by("pk"), strict=True))
    running = [p for p in town.people() if p.programme and p.programme.starts_on <= ON < p.programme.ends_on]
    for someone in running:
        person = numbered[id(someone)]
        assert person.plans.filter(state="in_force").exists() == (NO_PLAN not in someone.faults)
        if TWO_OWNERS in someone.faults:
            assert person.steps.filter(key="norwegian_training", state__in=OPEN).count() == 2
    assert Plan.objects.filter(state="in_force", end_goal="").count() == sum("no_goal" in p.faults for p in running)
    assert Plan.objects.filter(number=2, state="draft").count() == sum("two_programmes" in p.faults for p in running)
    _a_waiting_decision_can_be_approved()


def _a_waiting_decision_can_be_approved():
    """The frozen content is what the decisions room would have frozen: its own check of the fingerprint lets it by."""
    waiting = Decision.objects.filter(state="submitted").first()
    lise = User.objects.filter(username="lise").first()
    require(lise, Right.APPROVE)
    assert not waiting.plan.gaps()
    assert waiting.content_hash == decisions.fingerprint(
        {n: getattr(waiting, n) for n in ("content", "facts", "findings", "readings")}
    )


def test_interpreter_use_is_on_record_for_every_decision_talk_but_the_planted_ones(small):
    town, _ = small
    told = dict(zip(Person.objects.order_by("pk").values_list("pk", flat=True), town.people(), strict=True))
    decided = [pk for pk, p in told.items() if p.programme and p.programme.decided_on <= ON]
    found = set(InterpreterUse.objects.filter(occasion="plan_meeting", held_on__lt=ON).values_list("person", flat=True))
    assert {pk for pk in decided if "no_interpreter_reason" in told[pk].faults} == set(decided) - found != set()


def test_permits_are_as_the_database_wants_them(small):
    for _, permits in itertools.groupby(Permit.objects.order_by("person_id"), key=lambda p: p.person_id):
        assert sum(p.ended_on is None for p in permits) == 1


def test_a_country_is_written_municipality_by_municipality_and_the_numbering_goes_on(settings):
    settings.DOCUMENT_FONTS = ["/nowhere"]
    told = []
    loaded = load_nation(
        itertools.islice(generate.nation(seed=1, on=ON, people=4_000), 3),
        tell=lambda so_far: told.append(so_far.people),
    )
    assert loaded.municipalities == 3
    assert told == sorted(told)
    assert Person.objects.count() == loaded.people
    municipality = Municipality.objects.order_by("pk").first()
    fresh = Household.objects.create(
        municipality=municipality, name="Ny", route="quota", created_at=dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
    )
    assert fresh.pk > loaded.households - 1
    rune = User.objects.filter(username="rune").first()
    assert Person.objects.visible_to(rune).exclude(municipality=municipality).count() == 0


@pytest.mark.skipif(not all(folder.is_dir() for folder in project.DOCUMENT_FONTS), reason="the fonts are not installed")
def test_the_planted_decisions_have_their_papers_and_rows_can_be_added_afterwards():
    loaded = load_town(generate.one(size="small", seed=1, on=ON))
    for scene in ("housing", "protected"):
        decision = Decision.objects.filter(person=loaded.contacts[scene], state="approved").first()
        assert decision.documents.count() == 4
        assert decision.approved_by.username == "lise"
    [municipality] = Municipality.objects.all()
    assert (
        Household.objects.create(
            municipality=municipality, name="Ny", route="quota", created_at=decision.approved_at
        ).pk
        > 0
    )


def test_no_plan_in_force_has_a_goal_or_a_length_the_law_does_not_know(small):
    _, loaded = small
    plans = list(Plan.objects.filter(state="in_force").select_related("decision"))
    assert any(plan.person_id == loaded.contacts["no_kindergarten"] for plan in plans)
    for plan in plans:
        said = {f["question"]: f for f in plan.decision.findings}
        assert said["allowed_end_goals"]["value"]["goal_allowed"], (plan.person_id, plan.end_goal)
        length = said["duration"]["value"]
        assert plan.duration_months <= length["max_months"] + length["extension_months"], (plan.person_id, length)
