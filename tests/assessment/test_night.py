"""The night: everybody is judged, what differs waits with its cause, and nothing stands before a person has accepted it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samlop.assessment import actions
from samlop.assessment.judging import loads
from samlop.assessment.models import Assessed, Cause, CauseKind, Change, ChangeState, Run
from samlop.assessment.queries import work
from samlop.assessment.queries.history import history
from samlop.audit.models import Event
from samlop.core.clock import OSLO
from samlop.core.errors import Refused
from samlop.people.models import Permit, Person, StatedFact
from samlop.readings import actions as readings
from tests.given import a_family, a_person

pytestmark = pytest.mark.django_db


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(2), tzinfo=OSLO)


def night(cast, day: dt.date) -> Run:
    return actions.assess_everyone(municipality=cast.municipality, on=day, at=at(day))


def pending(person) -> dict[str, Change]:
    return {c.question: c for c in Change.objects.filter(person=person, state=ChangeState.PENDING)}


def chosen(changes) -> list[tuple[int, str]]:
    return [(c.pk, c.key) for c in changes]


FIRST, SECOND = dt.date(2026, 11, 1), dt.date(2026, 11, 2)


def test_the_first_night_is_a_beginning_and_no_work(cast):
    _, mother, father, *_children = a_family(cast)
    run = night(cast, FIRST)
    assert (run.people_count, run.found_count) == (2, 0)
    assert set(Assessed.objects.values_list("person_id", flat=True)) == {mother.pk, father.pk}
    assert loads(Assessed.objects.get(person=mother).answers)["entitlement"][1]["outcome"] == "right_and_duty"
    assert not Change.objects.exists()


def test_the_same_night_again_writes_nothing(cast):
    person = a_person(cast)
    night(cast, FIRST)
    Person.objects.filter(pk=person.pk).update(education="upper_secondary_or_higher")
    night(cast, SECOND)
    stood = list(Change.objects.values()), list(Assessed.objects.values()), Event.objects.count()
    night(cast, SECOND)
    assert (list(Change.objects.values()), list(Assessed.objects.values()), Event.objects.count()) == stood


def test_a_fact_that_changed_shows_as_work_with_its_name_and_nothing_stands_yet(cast):
    person = a_person(cast)
    night(cast, FIRST)
    before = Assessed.objects.get(person=person).answers
    Person.objects.filter(pk=person.pk).update(education="upper_secondary_or_higher")
    run = night(cast, SECOND)
    found = pending(person)
    assert "upper_secondary_level" in found
    assert run.found_count == len(found)
    assert {(c.cause.kind, c.cause.name) for c in found.values()} == {(CauseKind.FACT, "education")}
    assert "Utdanning" in found["duration"].cause.words
    assert found["duration"].before_words != found["duration"].after_words
    assert found["duration"].finding["question"] == "duration"
    assert Assessed.objects.get(person=person).answers == before


def test_a_day_that_passes_is_named_and_dated(cast):
    person = a_person(cast, settled_on=dt.date(2026, 10, 1))
    night(cast, dt.date(2026, 12, 20))
    night(cast, dt.date(2027, 1, 10))
    change = pending(person)["latest_start_and_decision"]
    assert change.cause.kind == CauseKind.DAY
    assert change.applies_on == dt.date(2027, 1, 2), "the first day on which the answer is another one"
    assert "Fristen gikk ut" in change.cause.words


def test_a_version_that_begins_is_named_with_its_first_day(cast):
    """On 20 June 2025 the decision got a last day of its own (integreringsloven § 12)."""
    person = a_person(cast, settled_on=dt.date(2025, 5, 1), permit_date=dt.date(2025, 3, 1))
    night(cast, dt.date(2025, 6, 18))
    night(cast, dt.date(2025, 6, 23))
    change = pending(person)["latest_start_and_decision"]
    assert (change.cause.kind, change.cause.on) == (CauseKind.VERSION, dt.date(2025, 6, 20))
    assert "20. juni 2025" in change.cause.words


def test_a_person_under_two_rule_dates_has_two_explained_results(cast):
    """H23-01: the same person, a permit before and after the rules of 2026, each answer with its own version."""
    person = a_person(cast, permit="P-34", permit_date=dt.date(2025, 9, 1), settled_on=dt.date(2025, 10, 1))
    night(cast, dt.date(2025, 12, 30))
    night(cast, dt.date(2026, 1, 2))
    change = pending(person)["entitlement"]
    assert change.before[1]["outcome"] == "right_only"
    assert change.before_words != change.after_words
    assert change.finding["version"]["valid_from"] == "2026-01-01"


def test_people_who_changed_for_the_same_reason_are_one_line_of_work(cast):
    people = [a_person(cast, settled_on=dt.date(2026, 10, 1)) for _ in range(3)]
    night(cast, dt.date(2026, 12, 31))
    night(cast, dt.date(2027, 1, 2))
    [line] = [
        c
        for c in work.causes(cast.counsellor, mine=True)
        if "Vedtak om introduksjonsprogram".lower() in c.words.lower()
    ]
    assert line.people == len(people)


def test_what_is_no_difference_any_more_lapses(cast):
    person = a_person(cast)
    night(cast, FIRST)
    Person.objects.filter(pk=person.pk).update(education="upper_secondary_or_higher")
    night(cast, SECOND)
    Person.objects.filter(pk=person.pk).update(education="below_upper_secondary")
    night(cast, dt.date(2026, 11, 3))
    assert not pending(person)
    assert set(Change.objects.values_list("state", flat=True)) == {ChangeState.LAPSED}


def test_a_difference_that_becomes_another_one_replaces_the_first(cast):
    person = a_person(cast)
    night(cast, FIRST)
    for n, settled in enumerate((dt.date(2026, 10, 5), dt.date(2026, 10, 9))):
        Person.objects.filter(pk=person.pk).update(settled_on=settled)
        night(cast, SECOND + dt.timedelta(n))
    change = pending(person)["latest_start_and_decision"]
    assert change.before[1]["start_by"] == "2027-01-01", "before is what stood, not what was replaced"
    assert change.after[1]["start_by"] == "2027-01-09"


@pytest.mark.parametrize("role", ["translator", "administrator", "teacher", "auditor"])
def test_those_who_may_not_steer_accept_nothing(cast, role):
    person = a_person(cast)
    night(cast, FIRST)
    Person.objects.filter(pk=person.pk).update(education="upper_secondary_or_higher")
    night(cast, SECOND)
    with pytest.raises(PermissionDenied):
        actions.accept(changes=chosen(pending(person).values()), by=getattr(cast, role), at=at(SECOND))
    assert pending(person)


def test_accepted_is_what_stands_and_history_keeps_who_when_and_why(cast):
    person = a_person(cast)
    night(cast, FIRST)
    Person.objects.filter(pk=person.pk).update(education="upper_secondary_or_higher")
    night(cast, SECOND)
    found = pending(person)
    assert actions.accept(changes=chosen(found.values()), by=cast.counsellor, at=at(SECOND)) == len(found)
    assert loads(Assessed.objects.get(person=person).answers)["duration"] == found["duration"].after
    kept = Change.objects.get(pk=found["duration"].pk)
    assert (kept.state, kept.closed_by) == (ChangeState.ACCEPTED, cast.counsellor)
    assert Event.objects.filter(act="godtok ny vurdering", person_id=person.pk).count() == 1
    assert night(cast, dt.date(2026, 11, 3)).found_count == 0


def test_what_was_not_as_shown_is_not_accepted(cast):
    person = a_person(cast)
    night(cast, FIRST)
    Person.objects.filter(pk=person.pk).update(education="upper_secondary_or_higher")
    night(cast, SECOND)
    change = pending(person)["duration"]
    with pytest.raises(Refused, match="i mellomtiden"):
        actions.accept(changes=[(change.pk, "0" * 32)], by=cast.counsellor, at=at(SECOND))
    actions.accept(changes=chosen([change]), by=cast.counsellor, at=at(SECOND))
    with pytest.raises(Refused):
        actions.accept(changes=chosen([change]), by=cast.counsellor, at=at(SECOND))


def test_nobody_accepts_for_somebody_she_may_not_see(cast):
    person = a_person(cast)
    night(cast, FIRST)
    Person.objects.filter(pk=person.pk).update(education="upper_secondary_or_higher", guarded=True)
    night(cast, SECOND)
    colleague = cast.user("counsellor")
    with pytest.raises(Refused):
        actions.accept(changes=chosen(pending(person).values()), by=colleague, at=at(SECOND))
    assert work.causes(colleague, mine=False) == []
    assert [c.people for c in work.causes(cast.counsellor, mine=True)] == [1]


def test_facts_that_cannot_all_be_true_are_told_and_what_stood_stands(cast):
    person = a_person(cast)
    night(cast, FIRST)
    Permit.objects.filter(person=person).update(granted_on=dt.date(1990, 1, 1))
    night(cast, SECOND)
    kept = Assessed.objects.get(person=person)
    assert "før personen ble født" in kept.problems
    assert not pending(person)
    Permit.objects.filter(person=person).update(granted_on=dt.date(2026, 6, 1))
    night(cast, dt.date(2026, 11, 3))
    assert Assessed.objects.get(person=person).problems == ""


def test_a_night_costs_the_same_number_of_queries_for_few_and_for_many(cast):
    def cost(day):
        with CaptureQueriesContext(connection) as spent:
            night(cast, day)
        return len(spent)

    a_person(cast)
    night(cast, FIRST)
    few = cost(SECOND)
    for _ in range(15):
        a_person(cast)
    night(cast, SECOND)
    assert cost(dt.date(2026, 11, 3)) <= few + 2


def test_a_cause_is_found_only_by_those_who_see_somebody_in_it(cast, as_):
    person = a_person(cast)
    night(cast, FIRST)
    Person.objects.filter(pk=person.pk).update(education="upper_secondary_or_higher", guarded=True)
    night(cast, SECOND)
    address = reverse("assessment:cause", args=[Cause.objects.get().pk])
    assert as_(cast.user("counsellor")).get(address).status_code == 404
    assert as_("counsellor").get(address).status_code == 200


def test_a_form_sent_with_nothing_ticked_says_so(cast, as_):
    person = a_person(cast)
    night(cast, FIRST)
    Person.objects.filter(pk=person.pk).update(education="upper_secondary_or_higher")
    night(cast, SECOND)
    answer = as_("counsellor").post(reverse("assessment:accept", args=[Cause.objects.get().pk]))
    assert answer.status_code == 422
    assert "Ingen er krysset av" in answer.content.decode()


def test_a_stated_fact_reaches_the_law_at_once_and_shows_as_work(cast, as_):
    person = a_person(cast)
    night(cast, dt.date(2026, 11, 20))
    answer = as_("counsellor").post(
        reverse("assessment:fact", args=[person.pk]),
        {"name": "demand_date", "value": "20.09.2026", "source": "person", "known_on": "20.11.2026"},
    )
    assert answer.status_code == 302
    assert StatedFact.objects.get(person=person).value == "2026-09-20"
    assert pending(person)["latest_start_and_decision"].after[1]["start_by"] == "2026-12-20"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("demand_date", "31.02.2026", "en dato"),
        ("requests_programme", "kanskje", "ja eller nei"),
        ("leave_working_days", "3,5", "et helt tall"),
        ("birth_date", "01.01.1990", "Velg et av alternativene"),
    ],
)
def test_a_stated_fact_that_cannot_be_read_is_kept_in_the_form(cast, as_, name, value, told):
    person = a_person(cast)
    answer = as_("counsellor").post(
        reverse("assessment:fact", args=[person.pk]),
        {"name": name, "value": value, "source": "person", "known_on": "20.11.2026"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert f'value="{value}"' in page
    assert not StatedFact.objects.exists()


def test_a_reading_the_municipality_chooses_is_followed_the_night_it_begins(cast, now):
    """Open to the law itself at 55; the municipality says how it reads, and those it touches become work with that cause."""
    person = a_person(cast, birth_date=dt.date(1970, 8, 1), permit_date=dt.date(2026, 5, 15), settled_on=FIRST)
    untouched = a_person(cast, permit_date=dt.date(2026, 5, 15), settled_on=FIRST)
    night(cast, dt.date(2026, 5, 31))
    question, option = "age_55_boundary", "over"
    readings.choose(by=cast.administrator, at=now, question=question, option=option, reason="Etter 55-årsdagen.", from_on=dt.date(2026, 6, 2), seen=0)  # fmt: skip
    night(cast, dt.date(2026, 6, 1))
    assert pending(person) == {}
    night(cast, dt.date(2026, 6, 2))
    change = pending(person)["entitlement"]
    assert change.cause.kind == CauseKind.READING
    assert change.finding["chosen"][question] == option
    assert pending(untouched) == {}


def test_the_page_of_changes_gives_no_total_that_protected_people_are_in(cast, as_):
    """Beside the total of a replay, where they are not counted, it would tell how many they are."""
    for _ in range(6):
        a_person(cast)
    a_person(cast, protection="strict")
    night(cast, FIRST)
    page = as_("team_leader").get(reverse("assessment:changes")).content.decode()
    assert "sist vurdert" in page
    assert "7 personer" not in page


def test_history_begins_with_the_position_in_words_and_without_loose_dates(cast, as_):
    person = a_person(cast)
    night(cast, FIRST)
    assert history(person, FIRST).first == "Rett og plikt."


@pytest.mark.parametrize("ticked", ["².x", "9" * 40 + ".x", "x.y", "1"])
def test_a_tick_that_is_no_number_counts_as_nothing_ticked(cast, as_, ticked):
    person = a_person(cast)
    night(cast, FIRST)
    Person.objects.filter(pk=person.pk).update(education="upper_secondary_or_higher")
    night(cast, SECOND)
    address = reverse("assessment:accept", args=[Cause.objects.get().pk])
    assert as_("counsellor").post(address, {"endring": ticked}).status_code == 422


@pytest.mark.parametrize("name", ["history", "fact", "cause"])
def test_a_number_too_long_for_a_row_is_nobodys(as_, name):
    assert as_("counsellor").get(reverse(f"assessment:{name}", args=[10**24])).status_code == 404


def _two_counsellors(cast):
    """One person of each counsellor, changed for the same reason; with the address of the cause."""
    hers, others = a_person(cast), a_person(cast, counsellor=cast.user("counsellor"))
    night(cast, FIRST)
    Person.objects.filter(pk__in=[hers.pk, others.pk]).update(education="upper_secondary_or_higher")
    night(cast, SECOND)
    return hers, others, reverse("assessment:cause", args=[Cause.objects.get().pk])


def test_a_counsellor_is_offered_to_accept_for_her_own_cases_and_for_the_team_only_when_she_asks(cast, as_):
    hers, others, address = _two_counsellors(cast)
    shown = as_("counsellor").get(address).content.decode()
    assert f"/vurdering/person/{hers.pk}/" in shown
    assert f"/vurdering/person/{others.pk}/" not in shown
    shown = as_("counsellor").get(address, {"omfang": "team"}).content.decode()
    assert f"/vurdering/person/{others.pk}/" in shown
    assert f"/vurdering/person/{others.pk}/" in as_("team_leader").get(address).content.decode()


def test_a_refused_form_keeps_what_was_ticked_and_what_was_not(cast, as_):
    person = a_person(cast)
    night(cast, FIRST)
    Person.objects.filter(pk=person.pk).update(education="upper_secondary_or_higher")
    night(cast, SECOND)
    cause = Cause.objects.get().pk
    assert " checked" in as_("counsellor").get(reverse("assessment:cause", args=[cause])).content.decode()
    refused = as_("counsellor").post(reverse("assessment:accept", args=[cause]), {"endring": []})
    assert refused.status_code == 422
    assert " checked" not in refused.content.decode()


def test_a_fact_the_law_refuses_is_named_as_people_name_it(cast, as_):
    person = a_person(cast)
    night(cast, dt.date(2026, 11, 20))
    said = {"name": "job_offer_hours_per_week", "value": "-5", "source": "person", "known_on": "20.11.2026"}
    refused = as_("counsellor").post(reverse("assessment:fact", args=[person.pk]), said)
    assert refused.status_code == 422
    summary = refused.content.decode().split("<select")[0]
    assert "Skriv et tall mellom 0 og 168" in summary
    assert "job_offer_hours_per_week" not in summary


def test_each_link_to_work_says_which_work(cast, as_):
    _, _, address = _two_counsellors(cast)
    for client, asked in ((as_("counsellor"), {}), (as_("counsellor"), {"omfang": "team"})):
        page = client.get(reverse("assessment:changes"), asked).content.decode()
        assert f'href="{address}{"?omfang=team" if asked else ""}">Se og godta<span class="visually-hidden">: ' in page
