"""The plan meeting as it is used: who may, nothing typed twice, nothing lost, nothing sent that is not whole."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from samlop.audit.models import Event, Read
from samlop.decisions.models import Decision
from samlop.people.models import CaseAccess
from samlop.programme import actions, queries
from samlop.programme.models import Plan, State
from tests.given import AT, Cast
from tests.programme.prepared import TODAY, a_baker, an_engineer, interpreted, laid

pytestmark = pytest.mark.django_db


class Typed(HTMLParser):
    """What the form `sitting` on a page would send if nobody touched it."""

    def __init__(self, page: str):
        super().__init__()
        self.values: dict[str, str] = {}
        self.within, self.area, self.select = False, None, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "form":
            self.within = a.get("id") == "sitting"
        if not self.within:
            return
        if tag == "textarea":
            self.area = a["name"]
            self.values[self.area] = ""
        if tag == "select":
            self.select = a["name"]
            self.values[self.select] = ""
        if tag == "option" and "selected" in a:
            self.values[self.select] = a.get("value", "")
        if tag == "input" and (a.get("type") not in ("radio", "checkbox") or "checked" in a) and "name" in a:
            self.values[a["name"]] = a.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self.within = False
        if tag == "textarea":
            self.area = None

    def handle_data(self, data):
        if self.area and self.within:
            self.values[self.area] += data

    @property
    def clean(self) -> dict[str, str]:
        """A browser drops the first line break of a text area."""
        return {name: value.removeprefix("\n").removeprefix("\r\n") for name, value in self.values.items()}


def typed(browser, plan, step: int) -> dict[str, str]:
    """The fields of a step as the page brings them."""
    page = browser.get(reverse("programme:sitting", args=[plan.pk, step]))
    assert page.status_code == 200
    return Typed(page.content.decode()).clean


def begun(browser, person) -> Plan:
    browser.post(reverse("programme:begin", args=[person.pk]))
    return queries.open_plan(person)


def sent(cast: Cast, person) -> Plan:
    """A plan that has been through the sitting and waits for approval."""
    plan = actions.begin(person=person, by=cast.counsellor, at=AT.replace(day=21))
    plan = actions.save_agreement(
        plan=plan, step=4, values={"complaint_told": True}, since=actions.stands(plan, 4), by=cast.counsellor, at=AT.replace(day=21)
    )  # fmt: skip
    return actions.submit(plan=plan, by=cast.counsellor, at=AT.replace(day=21))


# ----- who may


@pytest.mark.parametrize("role", ["translator", "administrator", "teacher"])
def test_roles_outside_the_case_reach_no_step(cast, as_, role):
    plan = sent(cast, a_baker(cast))
    for name, args in [
        ("plan", [plan.person_id]),
        ("version", [plan.pk]),
        ("sitting", [plan.pk, 1]),
        ("approve", [plan.pk]),
    ]:
        assert as_(role).get(reverse(f"programme:{name}", args=args)).status_code in (403, 404), name
    for name in ("submit", "reading", "withdraw", "new_version", "review", "take_into_use"):
        assert as_(role).post(reverse(f"programme:{name}", args=[plan.pk])).status_code in (403, 404), name


def test_a_teacher_let_into_the_case_sees_goal_and_level_and_nothing_else(cast, as_):
    plan = sent(cast, laid(cast, a_baker(cast)))
    actions.approve(plan=plan, by=cast.team_leader, at=AT.replace(day=21))
    CaseAccess.objects.create(person=plan.person, user=cast.teacher, reason="Elev", given_at=AT)
    page = as_("teacher").get(reverse("programme:plan", args=[plan.person_id])).content.decode()
    assert "kokk i storkjøkken" in page
    assert "B1" in page
    assert "Har lang erfaring" not in page  # the reason
    assert "Praksis" not in page  # the week
    assert as_("teacher").get(reverse("programme:version", args=[plan.pk])).status_code == 403


@pytest.mark.parametrize("role", ["coordinator", "auditor"])
def test_those_who_follow_the_case_read_the_plan_and_cannot_write_it(cast, as_, role):
    plan = begun(as_("counsellor"), a_baker(cast))
    assert as_(role).get(reverse("programme:version", args=[plan.pk])).status_code == 200
    assert as_(role).get(reverse("programme:sitting", args=[plan.pk, 2])).status_code == 403
    assert as_(role).post(reverse("programme:autosave", args=[plan.pk, 2]), {"end_goal": "work"}).status_code == 403


def test_another_team_does_not_know_the_plan_is_there(cast, as_):
    plan = begun(as_("counsellor"), a_baker(cast))
    stranger = Cast().counsellor
    assert as_(stranger).get(reverse("programme:sitting", args=[plan.pk, 1])).status_code == 404


def test_opening_a_step_is_one_row_in_the_read_log(cast, as_):
    plan = begun(as_("counsellor"), a_baker(cast))
    before = Read.objects.count()
    as_("counsellor").get(reverse("programme:sitting", args=[plan.pk, 2]))
    assert Read.objects.count() == before + 1
    assert Read.objects.latest("id").person_id == plan.person_id


def test_looking_at_the_way_in_makes_no_plan(cast, as_):
    person = a_baker(cast)
    assert as_("counsellor").get(reverse("programme:plan", args=[person.pk])).status_code == 200
    assert not Plan.objects.exists()


# ----- typed once


def test_a_prepared_case_goes_through_the_sitting_with_no_fact_typed_twice(cast, as_):
    person = laid(cast, a_baker(cast))
    browser = as_("counsellor")
    plan = begun(browser, person)
    added = []
    for step in (1, 2, 3, 4):
        fields = typed(browser, plan, step)
        if step == 4:
            fields["complaint_told"] = "on"  # what only the meeting can know
            added.append("complaint_told")
        answer = browser.post(reverse("programme:sitting", args=[plan.pk, step]), fields | {"go": "next"})
        assert answer.status_code == 302, answer.content.decode()
    assert added == ["complaint_told"]
    answer = browser.post(reverse("programme:submit", args=[plan.pk]))
    plan.refresh_from_db()
    assert answer.status_code == 302
    assert plan.state == State.SUBMITTED
    # Every field that repeats a known fact was there before anybody typed.
    repeats = {
        "present": "Amal", "resources": "Baker", "own_words": "Restaurant", "end_goal": "work", "end_goal_detail": "Kokk",
        "goal_reason": "erfaring", "long_term_goal": "Fagbrev", "listening": "A2", "oral": "B1", "duration_months": "24",
        "municipality_duties": "Kommunen", "participant_duties": "Du", "meeting_on": "2026-11-21",
    }  # fmt: skip
    for field, piece in repeats.items():
        assert piece in str(getattr(plan, field)), field
        assert field in plan.proposed, f"{field} was typed by hand"
    assert {e.kind for e in plan.elements.all()} >= {"norwegian", "social_studies", "life_skills", "parental_guidance", "work_placement"}  # fmt: skip


def test_sending_pages_untouched_changes_nothing(cast, as_):
    browser = as_("counsellor")
    plan = begun(browser, a_baker(cast))
    for step in (1, 2, 3, 4):
        browser.post(reverse("programme:sitting", args=[plan.pk, step]), typed(browser, plan, step))
    again = Plan.objects.filter(pk=plan.pk).first()
    assert again.version == plan.version
    assert again.saved_at == plan.saved_at


def test_low_schooling_and_an_engineer_get_different_proposals(cast):
    at = AT.replace(day=21)
    baker = actions.begin(person=a_baker(cast), by=cast.counsellor, at=at)
    engineer = actions.begin(person=an_engineer(cast), by=cast.counsellor, at=at)
    assert (baker.oral, engineer.oral) == ("B1", "B2")
    assert (baker.duration_months, engineer.duration_months) == (24, 12)
    titles = [{e.name for e in plan.elements.all()} for plan in (baker, engineer)]
    assert "Godkjenning av utdanning" in titles[1] - titles[0]
    assert "Foreldreveiledning" in titles[0] - titles[1]
    life = [plan.elements.filter(kind="life_skills").first().total_hours for plan in (baker, engineer)]
    assert life == [25, 15]


@pytest.mark.parametrize("make", [a_baker, an_engineer])
def test_the_proposed_week_is_full_time_without_clashes_and_has_work_in_it(cast, make):
    from samlop.programme.facts import picture

    plan = actions.begin(person=make(cast), by=cast.counsellor, at=AT.replace(day=21))
    seen = picture(plan, TODAY)
    assert seen.is_full_time(seen.hours)
    assert seen.clashes == []
    assert seen.work_hours >= 15


# ----- what is missing


def test_what_the_law_misses_is_named_with_its_paragraph_and_holds_back_sending(cast, as_):
    browser = as_("counsellor")
    plan = begun(browser, a_baker(cast))
    fields = typed(browser, plan, 2) | {"long_term_goal": "", "go": "stay"}
    browser.post(reverse("programme:sitting", args=[plan.pk, 2]), fields)
    page = browser.get(reverse("programme:sitting", args=[plan.pk, 5])).content.decode()
    assert "Langsiktige mål" in page
    assert f"{reverse('programme:sitting', args=[plan.pk, 2])}#id_long_term_goal" in page
    assert "§ 15" in page
    assert "Send til godkjenning" not in page
    assert browser.post(reverse("programme:submit", args=[plan.pk])).status_code == 409
    plan.refresh_from_db()
    assert plan.state == State.DRAFT
    assert not Decision.objects.exists()


def test_a_mandatory_element_taken_out_is_named(cast, as_):
    browser = as_("counsellor")
    plan = begun(browser, a_baker(cast))
    fields = typed(browser, plan, 3)
    row = next(name.split("-")[0] for name, value in fields.items() if value == "social_studies")
    browser.post(reverse("programme:sitting", args=[plan.pk, 3]), fields | {f"{row}-remove": "on"})
    assert not plan.elements.filter(kind="social_studies").exists()
    assert (
        "Opplæring i samfunnskunnskap i uka"
        in browser.get(reverse("programme:sitting", args=[plan.pk, 5])).content.decode()
    )


def test_a_needed_interpreter_that_is_not_on_record_is_named(cast, as_):
    browser, person = as_("counsellor"), a_baker(cast, with_interpreter=False)
    plan = begun(browser, person)
    address = reverse("programme:sitting", args=[plan.pk, 5])
    assert "Om det var tolk i planmøtet" in browser.get(address).content.decode()
    interpreted(cast, person)
    assert "Om det var tolk i planmøtet" not in browser.get(address).content.decode()


def test_less_than_full_time_needs_a_reason_and_a_ground_and_shows_as_a_deviation(cast, as_):
    browser, person = as_("counsellor"), laid(cast, a_baker(cast))
    plan = begun(browser, person)
    fields = typed(browser, plan, 3) | {
        "l0-from_on": "07.12.2026",
        "l0-last_on": "31.01.2027",
        "l0-hours_per_week": "15",
    }
    browser.post(reverse("programme:sitting", args=[plan.pk, 3]), fields)
    page = browser.get(reverse("programme:sitting", args=[plan.pk, 5])).content.decode()
    assert "Begrunnelse for mindre enn full tid" in page
    assert "Hjemmel for mindre enn full tid" in page
    fields = typed(browser, plan, 3) | {"load_reason": "Barnet begynner i barnehage.", "load_basis": "adapted"}
    browser.post(reverse("programme:sitting", args=[plan.pk, 3]), fields)
    browser.post(reverse("programme:sitting", args=[plan.pk, 4]), typed(browser, plan, 4) | {"complaint_told": "on"})
    assert browser.post(reverse("programme:submit", args=[plan.pk])).status_code == 302
    [found] = queries.deviations(cast.team_leader, TODAY)
    assert found.kind == "load"
    assert "15 timer i uka fra 7. desember 2026" in found.words
    assert found.reason == "Barnet begynner i barnehage."
    assert "§ 14 a" in found.basis
    assert queries.deviations(Cast().team_leader, TODAY) == []


def test_bad_input_keeps_what_was_typed_and_writes_nothing(cast, as_):
    browser = as_("counsellor")
    plan = begun(browser, a_baker(cast))
    fields = typed(browser, plan, 2) | {"starts_on": "31.02.2027", "goal_reason": "Skrevet i møtet"}
    page = browser.post(reverse("programme:sitting", args=[plan.pk, 2]), fields)
    assert page.status_code == 422
    assert "31.02.2027" in page.content.decode()
    assert "Skrevet i møtet" in page.content.decode()
    plan.refresh_from_db()
    assert plan.goal_reason != "Skrevet i møtet"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("hours_per_week", "mange", "Skriv timer som et tall"),
        ("hours_per_week", "61", "fra 0 til 60"),
        ("mon", "åtte til ti", "kan ikke leses som klokkeslett"),
        ("mon", "12-8", "går ikke opp"),
        ("from_on", "01.01.1926", "Året må være mellom"),
    ],
)
def test_a_row_of_the_week_that_cannot_be_read_says_what_to_write(cast, as_, field, value, says):
    browser = as_("counsellor")
    plan = begun(browser, a_baker(cast))
    page = browser.post(
        reverse("programme:sitting", args=[plan.pk, 3]), typed(browser, plan, 3) | {f"e0-{field}": value}
    )
    assert page.status_code == 422
    assert says in page.content.decode()
    assert value in page.content.decode()


def test_times_alone_give_the_hours(cast, as_):
    browser = as_("counsellor")
    plan = begun(browser, a_baker(cast))
    fields = typed(browser, plan, 3)
    row = next(name.split("-")[0] for name, value in fields.items() if name.endswith("-kind") and value == "")
    fields |= {f"{row}-kind": "course", f"{row}-title": "Truckførerkurs", f"{row}-fri": "15.30-17"}
    assert browser.post(reverse("programme:sitting", args=[plan.pk, 3]), fields).status_code == 302
    assert str(plan.elements.filter(title="Truckførerkurs").first().hours_per_week) == "1.5"


def test_html_in_a_goal_is_text(cast, as_):
    browser = as_("counsellor")
    plan = begun(browser, a_baker(cast))
    fields = typed(browser, plan, 2) | {"end_goal_detail": "<script>alert(1)</script>"}
    browser.post(reverse("programme:sitting", args=[plan.pk, 2]), fields)
    assert "<script>alert" not in browser.get(reverse("programme:sitting", args=[plan.pk, 5])).content.decode()


# ----- two at once, twice, and back


def test_two_counsellors_on_one_step_see_both_texts_and_lose_none(cast, as_):
    other = cast.user("counsellor", name="Siri Andre")
    one, two = as_("counsellor"), as_(other)
    plan = begun(one, a_baker(cast))
    address = reverse("programme:sitting", args=[plan.pk, 2])
    mine, hers = typed(one, plan, 2), typed(two, plan, 2)
    assert two.post(address, hers | {"goal_reason": "Hennes grunn"}).status_code == 302
    page = one.post(address, mine | {"goal_reason": "Min grunn"})
    assert page.status_code == 409
    text = page.content.decode()
    assert "Siri Andre lagret dette steget" in text
    assert "Hennes grunn" in text
    assert "Min grunn" in text
    plan.refresh_from_db()
    assert plan.goal_reason == "Hennes grunn"
    # The page that came back carries the new mark: choosing again is a choice made knowingly.
    assert one.post(address, Typed(text).clean).status_code == 302
    plan.refresh_from_db()
    assert plan.goal_reason == "Min grunn"


def test_two_counsellors_on_different_steps_do_not_meet(cast, as_):
    other = cast.user("counsellor")
    one, two = as_("counsellor"), as_(other)
    plan = begun(one, a_baker(cast))
    mine, hers = typed(one, plan, 2), typed(two, plan, 4)
    assert (
        two.post(reverse("programme:sitting", args=[plan.pk, 4]), hers | {"review_on": "01.03.2027"}).status_code == 302
    )
    assert one.post(reverse("programme:sitting", args=[plan.pk, 2]), mine | {"goal_reason": "Ny"}).status_code == 302


def test_two_counsellors_on_the_week_meet(cast, as_):
    other = cast.user("counsellor")
    one, two = as_("counsellor"), as_(other)
    plan = begun(one, a_baker(cast))
    mine, hers = typed(one, plan, 3), typed(two, plan, 3)
    assert (
        two.post(reverse("programme:sitting", args=[plan.pk, 3]), hers | {"e0-hours_per_week": "16"}).status_code == 302
    )
    page = one.post(reverse("programme:sitting", args=[plan.pk, 3]), mine | {"e0-hours_per_week": "17"})
    assert page.status_code == 409
    assert "16 timer i uka" in page.content.decode()
    assert 'value="17"' in page.content.decode()


def test_autosave_writes_and_answers_with_the_side_only(cast, as_):
    browser = as_("counsellor")
    plan = begun(browser, a_baker(cast))
    fields = typed(browser, plan, 2) | {"goal_reason": "Underveis"}
    page = browser.post(reverse("programme:autosave", args=[plan.pk, 2]), fields, headers={"HX-Request": "true"})
    text = page.content.decode()
    assert "Lagret" in text
    assert "<h1" not in text
    plan.refresh_from_db()
    assert plan.goal_reason == "Underveis"
    # The button pressed with the old page's mark, before the answer came, is not a conflict with oneself.
    assert browser.post(reverse("programme:sitting", args=[plan.pk, 2]), fields).status_code == 302


def test_autosave_of_a_new_row_tells_the_page_its_number(cast, as_):
    browser = as_("counsellor")
    plan = begun(browser, a_baker(cast))
    fields = typed(browser, plan, 3)
    row = next(name.split("-")[0] for name, value in fields.items() if name.endswith("-kind") and value == "")
    fields |= {f"{row}-kind": "course", f"{row}-hours_per_week": "2"}
    address = reverse("programme:autosave", args=[plan.pk, 3])
    text = browser.post(address, fields).content.decode()
    number = plan.elements.filter(kind="course").first().pk
    assert re.search(rf'name="{row}-id"[^>]*value="{number}"', text)
    since = re.search(r'id="since" value="(\w+)"', text).group(1)
    browser.post(address, fields | {f"{row}-id": number, "since": since, f"{row}-hours_per_week": "3"})
    assert plan.elements.filter(kind="course").count() == 1


def test_autosave_of_something_unreadable_says_so_and_writes_nothing(cast, as_):
    browser = as_("counsellor")
    plan = begun(browser, a_baker(cast))
    text = browser.post(
        reverse("programme:autosave", args=[plan.pk, 2]), typed(browser, plan, 2) | {"starts_on": "i morgen"}
    ).content.decode()
    assert "Ikke lagret ennå" in text
    assert Plan.objects.filter(pk=plan.pk, version=plan.version).exists()


def test_a_double_click_on_begin_gives_one_draft(cast, as_):
    person, browser = a_baker(cast), as_("counsellor")
    for _ in range(2):
        answer = browser.post(reverse("programme:begin", args=[person.pk]), {"once": "samme"})
        assert answer.status_code == 302
    assert Plan.objects.count() == 1
    assert browser.post(reverse("programme:begin", args=[person.pk]), {"once": "en annen"}).status_code == 302
    assert Plan.objects.count() == 1


def test_a_double_click_on_send_gives_one_decision(cast, as_):
    browser, person = as_("counsellor"), a_baker(cast)
    plan = begun(browser, person)
    browser.post(reverse("programme:sitting", args=[plan.pk, 4]), typed(browser, plan, 4) | {"complaint_told": "on"})
    first = browser.post(reverse("programme:submit", args=[plan.pk]), {"once": "k"})
    second = browser.post(reverse("programme:submit", args=[plan.pk]), {"once": "k"})
    assert first["Location"] == second["Location"]
    assert Decision.objects.count() == 1
    assert Event.objects.filter(act="sendte plan til godkjenning").count() == 1


def test_back_after_sending_shows_the_sent_plan_not_a_second_one(cast, as_):
    plan = sent(cast, a_baker(cast))
    browser = as_("counsellor")
    shown = reverse("programme:version", args=[plan.pk])
    assert browser.get(reverse("programme:sitting", args=[plan.pk, 3]))["Location"] == shown
    assert browser.post(reverse("programme:sitting", args=[plan.pk, 2]), {"end_goal": "work"})["Location"] == shown
    assert browser.post(reverse("programme:begin", args=[plan.person_id]))["Location"] == shown
    assert Plan.objects.count() == 1
    assert "Sendt" in browser.get(shown).content.decode()


def test_the_summary_in_her_own_language_is_read_in_the_meeting_and_marked_as_a_machine_draft(cast, as_):
    browser = as_("counsellor")
    plan = begun(browser, a_baker(cast))
    page = browser.get(reverse("programme:sitting", args=[plan.pk, 5])).content.decode()
    assert "Sammendrag på arabisk" in page
    assert 'lang="ar" dir="rtl"' in page
    assert "oversatt av en maskin" in page
    browser.post(reverse("programme:sitting", args=[plan.pk, 2]), typed(browser, plan, 2) | {"starts_on": ""})
    assert "Sammendrag på" not in browser.get(reverse("programme:sitting", args=[plan.pk, 5])).content.decode()
