"""The pages of the pathway: who may open them, what they show, and that what was typed is kept."""

import datetime as dt
import itertools
import re

import pytest
from django.urls import reverse

from samlop.audit.models import Event, Read
from samlop.pathway import actions
from samlop.pathway.models import State, Step, Template
from samlop.people.models import Person
from tests import given

pytestmark = pytest.mark.django_db


def url(name, *args) -> str:
    return reverse(f"pathway:{name}", args=args)


def text(response) -> str:
    """What stands on a page, as plain words."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


PAGES = [
    ("household", "household"), ("add_step", "household"), ("step", "step"), ("drop", "step"), ("reopen", "step"),
    ("due", "step"), ("owner", "step"), ("preconditions", "person"),
]  # fmt: skip
POSTS = [("lay", "household"), ("begin", "step"), ("finish", "step")]
ADMIN = [
    ("templates", None),
    ("template", "template"),
    ("template_copy", "template"),
    ("template_add_step", "template"),
    ("kinds", None),
]


def address(laid, name, of) -> str:
    rows = {
        "household": laid.household.pk,
        "step": laid.step("accept").pk,
        "person": laid.mother.pk,
        "template": Template.objects.first().pk,
    }
    return url(name, *([rows[of]] if of else []))


@pytest.mark.parametrize(("name", "of"), PAGES)
@pytest.mark.parametrize("role", ["translator", "administrator"])
def test_roles_without_cases_get_403(laid, as_, role, name, of):
    assert as_(role).get(address(laid, name, of)).status_code == 403


@pytest.mark.parametrize(("name", "of"), PAGES)
def test_a_teacher_with_no_pupil_here_gets_404_or_403(laid, as_, name, of):
    assert as_("teacher").get(address(laid, name, of)).status_code in (403, 404)


@pytest.mark.parametrize(("name", "of"), [*PAGES, *POSTS])
def test_a_stranger_municipality_gets_404(laid, as_, name, of):
    other = given.Cast(number="0301", name="En annen").counsellor
    browser = as_(other)
    send = browser.post if (name, of) in POSTS else browser.get
    assert send(address(laid, name, of)).status_code == 404


@pytest.mark.parametrize(("name", "of"), PAGES)
def test_protected_families_are_404_for_the_rest_of_the_team(laid, as_, name, of):
    from samlop.people.actions import guard_household

    Person.objects.filter(pk=laid.small.pk).update(protection="confidential")
    guard_household(laid.household)
    assert as_("team_leader").get(address(laid, name, of)).status_code == 404
    assert as_("counsellor").get(address(laid, name, of)).status_code == 200


@pytest.mark.parametrize(("name", "of"), POSTS)
def test_the_auditor_reads_and_does_not_act(laid, as_, name, of):
    assert as_("auditor").get(url("household", laid.household.pk)).status_code == 200
    assert as_("auditor").post(address(laid, name, of)).status_code == 403
    assert laid.step("accept").state == State.READY


@pytest.mark.parametrize(("name", "of"), ADMIN)
def test_only_the_administrator_opens_templates(laid, as_, name, of):
    for role in ("translator", "teacher", "counsellor", "team_leader"):
        assert as_(role).get(address(laid, name, of)).status_code == 403
    assert as_("administrator").get(address(laid, name, of)).status_code == 200


def test_the_administrator_of_another_municipality_gets_404(laid, as_):
    other = given.Cast(number="0301", name="En annen").administrator
    assert as_(other).get(address(laid, "template", "template")).status_code == 404


@pytest.mark.parametrize(("name", "of"), PAGES)
def test_each_page_has_one_heading_and_no_skipped_level(laid, as_, name, of):
    page = as_("counsellor").get(address(laid, name, of)).content.decode()
    levels = [int(n) for n in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))


def test_the_household_page_is_logged_once_and_takes_few_queries(laid, as_, django_assert_max_num_queries):
    browser = as_("counsellor")
    before = Read.objects.count()
    with django_assert_max_num_queries(15):
        assert browser.get(url("household", laid.household.pk)).status_code == 200
    [read] = Read.objects.order_by("-pk")[: Read.objects.count() - before]
    assert (read.by, read.household_id) == (laid.cast.counsellor, laid.household.pk)


def test_a_household_of_twelve_takes_no_more_queries(laid, as_, django_assert_max_num_queries):
    for n in range(8):
        given.a_person(
            laid.cast, household=laid.household, given_name=f"Barn{n}", birth_date=dt.date(2015, 1, 1), permit=None
        )
    actions.lay(household=laid.household, by=laid.cast.counsellor, at=laid.now)
    browser = as_("counsellor")
    with django_assert_max_num_queries(15):
        browser.get(url("household", laid.household.pk))


def test_why_who_and_how_long_a_start_waits(laid, as_, before):
    """Walk-through 2: the counsellor sees why, who and how long."""
    laid.settle_until("kindergarten_place", "programme_start")
    Step.objects.filter(key="kindergarten_place").update(
        released_on=before(30).date(), began_on=before(23).date(), state=State.UNDER_WAY
    )
    page = text(as_("counsellor").get(url("household", laid.household.pk)))
    assert "Barnehagekontoret har hatt saken i 23 dager" in page
    assert "Venter på barnehageplass for Lina hos Barnehagekontoret, 23 dager" in page


def test_the_picture_holds_the_same_steps_as_the_list_and_each_is_a_link_with_its_story(laid, as_):
    laid.settle_until("kindergarten_place", "programme_start", "bank_account")
    page = as_("counsellor").get(url("household", laid.household.pk)).content.decode()
    stones = re.findall(r'<a class="stone[^"]*" href="([^"]+)" aria-label="([^"]+)"', page)
    place = laid.step("kindergarten_place", laid.small)
    [(_, name)] = [s for s in stones if s[0] == url("step", place.pk)]
    assert name.startswith("Barnehageplass ○ kan begynne · Barnehagekontoret. For Lina.")
    assert "Programstart (Amal)" in name
    listed = page.split("</svg>")[-1]
    assert all(f'href="{href}"' in listed for href, _ in stones)
    assert 'tabindex="0" role="region"' in page


@pytest.mark.parametrize("view", ["bilde", "liste", "venter", "kritisk", "tull", "<script>"])
def test_every_view_and_nonsense_shows_a_page(laid, as_, view):
    response = as_("counsellor").get(url("household", laid.household.pk), {"vis": view, "uker": "x"})
    assert response.status_code == 200
    assert ("river-scroll" in response.content.decode()) is (view not in ("liste", "venter"))


def test_an_empty_household_says_what_to_do(laid, as_):
    empty = given.a_person(laid.cast).household
    page = as_("counsellor").get(url("household", empty.pk))
    assert "Legg stegene fra malen" in page.content.decode()
    as_("counsellor").post(url("lay", empty.pk))
    assert Step.objects.filter(household=empty).exists()


def test_a_broken_legal_deadline_is_red_and_in_words(laid, as_, settings):
    settings.FIXED_TODAY = dt.date(2027, 1, 2)
    page = as_("counsellor").get(url("household", laid.household.pk))
    assert "line-breaks" in page.content.decode()
    assert "over fristen" in text(page)


def test_marking_done_says_what_can_begin(laid, as_):
    response = as_("counsellor").post(url("finish", laid.step("accept").pk), {"back": "household"}, follow=True)
    assert "Nå kan" in text(response)
    assert "«Barnehageplass» (Lina)" in text(response)
    assert response.redirect_chain[0][0] == url("household", laid.household.pk)


def test_a_double_click_on_done_is_one_act(laid, as_):
    browser, where = as_("counsellor"), url("finish", laid.step("accept").pk)
    answers = [browser.post(where, {"once": "samme-nokkel"}) for _ in range(2)]
    assert [a.status_code for a in answers] == [302, 302]
    assert Event.objects.filter(act="merket steg som ferdig").count() == 1


def test_done_from_two_tabs_is_one_act_and_friendly(laid, as_):
    browser, where = as_("counsellor"), url("finish", laid.step("accept").pk)
    browser.post(where, {"once": "fane-1"})
    assert "allerede ferdig" in text(browser.post(where, {"once": "fane-2"}, follow=True))
    assert Event.objects.filter(act="merket steg som ferdig").count() == 1


def test_finishing_what_waits_is_refused_in_words(laid, as_):
    response = as_("counsellor").post(url("finish", laid.step("lease").pk))
    assert response.status_code == 422
    assert "venter fortsatt" in text(response)


@pytest.mark.parametrize("day", ["31.02.2026", "i morgen", "22.11.2026"])
def test_an_impossible_or_coming_day_is_refused_and_kept(laid, as_, day):
    response = as_("counsellor").post(url("finish", laid.step("accept").pk), {"on": day})
    assert response.status_code == 422
    assert f'value="{day}"' in response.content.decode()
    assert laid.step("accept").state == State.READY


def test_overriding_without_a_reason_is_refused_and_with_one_it_shows(laid, as_):
    laid.settle_until("kindergarten_place", "programme_start")
    start = laid.step("programme_start", laid.mother)
    wait = start.waits.get(waits_for__key="kindergarten_place")
    browser, where = as_("counsellor"), url("override", start.pk, wait.pk)
    assert browser.get(where).status_code == 200
    assert browser.post(where, {"reason": ""}).status_code == 422
    assert start.waits.get(pk=wait.pk).overridden_at is None
    page = browser.post(where, {"reason": "Mormor passer <b>Lina</b>"}, follow=True)
    assert "Mormor passer &lt;b&gt;Lina&lt;/b&gt;" in page.content.decode()
    assert browser.get(url("override", laid.step("lease").pk, wait.pk)).status_code == 404


def test_a_law_deadline_is_refused_with_the_paragraph_and_what_was_typed_is_kept(laid, as_):
    step = laid.step("programme_start", laid.mother)
    response = as_("counsellor").post(
        url("due", step.pk), {"due_on": "02.01.2027", "reason": "Vi rekker det ikke", "version": step.version}
    )
    assert response.status_code == 422
    assert "§ 12" in text(response)
    assert "Vi rekker det ikke" in response.content.decode()
    assert 'value="02.01.2027"' in response.content.decode()


def test_two_who_edit_the_same_step_see_what_stands_and_keep_what_they_typed(laid, as_):
    step = laid.step("leisure")
    old = step.version
    actions.change_owner(step=step, office="Korpset", owner_role="counsellor", by=laid.cast.team_leader, at=laid.now)
    browser = as_("counsellor")
    data = {"office": "Fotballklubben", "owner_role": "counsellor", "version": old}
    response = browser.post(url("owner", step.pk), data)
    assert response.status_code == 422
    assert 'value="Fotballklubben"' in response.content.decode()
    assert "Korpset" in text(response)
    newest = re.search(r'name="version" value="(\d+)"', response.content.decode()).group(1)
    assert browser.post(url("owner", step.pk), data | {"version": newest}).status_code == 302
    assert laid.step("leisure").office == "Fotballklubben"


def test_a_ring_typed_by_hand_is_named_and_the_form_is_kept(laid, as_):
    lease, home = laid.step("lease"), laid.step("home_found")
    data = {
        "title": "Garanti fra banken",
        "office": "Banken",
        "owner_role": "counsellor",
        "duration_days": "3",
        "waits_for": [lease.pk],
        "holds_back": [home.pk],
    }
    response = as_("counsellor").post(url("add_step", laid.household.pk), data)
    assert response.status_code == 422
    assert "→" in text(response)
    assert 'value="Garanti fra banken"' in response.content.decode()
    assert not Step.objects.filter(title="Garanti fra banken").exists()


def test_a_step_is_added_by_hand(laid, as_):
    data = {
        "title": "Besøk biblioteket",
        "person": laid.mother.pk,
        "office": "Biblioteket",
        "owner_role": "counsellor",
        "duration_days": "1",
        "due_on": "05.12.2026",
        "due_reason": "Språkkafé hver lørdag",
    }
    response = as_("counsellor").post(url("add_step", laid.household.pk), data, follow=True)
    assert "Besøk biblioteket" in text(response)
    assert Step.objects.get(title="Besøk biblioteket").person == laid.mother


def test_dropping_and_opening_again_through_the_pages(laid, as_):
    browser, step = as_("counsellor"), laid.step("leisure")
    assert browser.post(url("drop", step.pk), {"reason": ""}).status_code == 422
    browser.post(url("drop", step.pk), {"reason": "Har korps i nabokommunen"})
    assert laid.step("leisure").state == State.DROPPED
    page = text(browser.post(url("reopen", step.pk), {"reason": "Vil likevel"}, follow=True))
    assert "Har korps i nabokommunen" in page  # the history keeps it
    assert laid.step("leisure").state == State.WAITING


def test_a_precondition_is_set_and_a_conflict_keeps_what_was_typed(laid, as_):
    from samlop.pathway.models import PreconditionKind

    kind = PreconditionKind.objects.get(key="family")
    browser, where = as_("counsellor"), url("precondition", laid.mother.pk, kind.pk)
    assert browser.get(where).status_code == 200
    data = {"status": "under_way", "owner": "Helsesykepleier", "due_on": "01.12.2026", "note": "", "version": "0"}
    assert browser.post(where, data).status_code == 302
    again = browser.post(where, data | {"owner": "Flyktningguide"})
    assert again.status_code == 422
    assert 'value="Flyktningguide"' in again.content.decode()
    assert "Helsesykepleier" in text(again)


def test_the_eighth_kind_through_the_page(laid, as_):
    response = as_("administrator").post(url("kinds"), {"name": "Førerkort", "help": "Kan kjøre til jobb"}, follow=True)
    assert "Førerkort" in text(response)
    assert "Førerkort" in text(as_("counsellor").get(url("preconditions", laid.mother.pk)))
    assert as_("administrator").post(url("kinds"), {"name": "førerkort"}).status_code == 422


def test_a_ring_in_the_template_editor_is_named_and_the_form_is_kept(laid, as_):
    template = Template.objects.get()
    home, lease = (template.steps.get(key=k) for k in ("home_found", "lease"))
    data = {
        "title": "Finn en god bolig", "lane": "household", "office": "Boligkontoret", "owner_role": "coordinator", "anchor": "settles",
        "offset_days": "-30", "duration_days": "21", "repeat_days": "0", "why": "", "basis": "", "precondition": "housing",
        "waits_for": [lease.pk], "version": "1",
    }  # fmt: skip
    response = as_("administrator").post(url("template_step", template.pk, home.pk), data)
    assert response.status_code == 422
    assert "Leiekontrakt og garanti →" in text(response)
    assert 'value="Finn en god bolig"' in response.content.decode()
    data["waits_for"] = [template.steps.get(key="accept").pk]
    assert as_("administrator").post(url("template_step", template.pk, home.pk), data).status_code == 302
    assert laid.step("home_found").title == "Finn bolig"
    template.refresh_from_db()
    assert template.version == 2


def test_a_template_step_is_added_taken_out_and_the_template_copied(laid, as_):
    template, browser = Template.objects.get(), as_("administrator")
    data = {
        "title": "Bibliotekkort", "lane": "adult", "office": "Biblioteket", "owner_role": "counsellor", "anchor": "settles",
        "offset_days": "20", "duration_days": "2", "repeat_days": "0", "version": "1",
    }  # fmt: skip
    assert browser.post(url("template_add_step", template.pk), data).status_code == 302
    step = template.steps.get(title="Bibliotekkort")
    assert (
        browser.post(url("template_add_step", template.pk), data | {"title": "Enda ett"}).status_code == 422
    )  # old version
    assert browser.get(url("template_remove_step", template.pk, step.pk)).status_code == 200
    assert browser.post(url("template_remove_step", template.pk, step.pk)).status_code == 302
    assert browser.post(url("template_remove_step", template.pk, step.pk)).status_code == 302  # twice is friendly
    assert browser.post(url("template_copy", template.pk), {"name": "Familie", "purpose": ""}).status_code == 302
    copy = Template.objects.get(name="Familie")
    assert browser.post(url("template_default", copy.pk)).status_code == 302
    assert "Familie" in text(browser.get(url("templates")))


def test_no_page_says_a_code(laid, as_):
    """Keys, states and lanes are for the program; people read words."""
    laid.settle_until("kindergarten_place", "programme_start")
    browser = as_("counsellor")
    pages = [browser.get(address(laid, name, of)) for name, of in PAGES] + [
        as_("administrator").get(address(laid, "template", "template"))
    ]
    for page in pages:
        words = text(page)
        assert not re.search(
            r"\b(under_way|kindergarten_place|start_deadline|small_child|right_and_duty|None|True)\b", words
        )


def test_a_counsellor_chooses_among_the_municipalitys_templates(laid, as_):
    copy = actions.copy_template(
        template=Template.objects.get(), name="Familie", purpose="", by=laid.cast.administrator, at=laid.now
    )
    copy.steps.exclude(key="leisure").delete()
    empty, browser = given.a_person(laid.cast).household, as_("counsellor")
    assert "Familie</option>" in browser.get(url("household", empty.pk)).content.decode()
    browser.post(url("lay", empty.pk), {"mal": copy.pk})
    assert [s.key for s in Step.objects.filter(household=empty)] == ["leisure"]


@pytest.mark.parametrize("chosen", ["999999", "abc", "9" * 30, "-1"])
def test_a_template_that_is_not_theirs_falls_back_to_the_default(laid, as_, chosen):
    empty = given.a_person(laid.cast).household
    assert as_("counsellor").post(url("lay", empty.pk), {"mal": chosen}).status_code == 302
    assert Step.objects.filter(household=empty).count() > 10
