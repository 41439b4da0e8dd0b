"""One list of addresses, many laws of nature: who may, what every page holds, and what every form does when sent twice."""

from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, resolve, reverse

from samlop.access.models import Role
from samlop.access.policy import RIGHTS, Right
from samlop.audit.models import Read
from tests.given import Cast
from tests.house.pages import ADDRESSES, ALL, OPEN
from tests.house.world import World

pytestmark = pytest.mark.django_db

# The table of who may what, written out a second time. A change of policy must be made in both places, knowingly.
TABLE = {
    #                    SEE CASE EDIT IMP STEER MAP PLAN APPR TEAM ARR REAS TEMPL TRANS LOG REPLAY LAW READINGS
    "translator":       ". .  .  .  .  .  .  .  .  .  .  .  X  .  .  X  .",
    "administrator":    ". .  .  .  .  .  .  .  .  .  .  X  .  .  X  X  X",
    "teacher":          "X .  .  .  .  .  .  .  .  .  .  .  .  .  .  X  .",
    "auditor":          "X X  .  .  .  .  .  .  X  X  .  .  .  X  .  X  .",
    "coordinator":      "X X  X  X  X  .  .  .  .  X  .  .  .  .  X  X  .",
    "counsellor":       "X X  X  .  X  X  X  .  .  X  .  .  .  .  .  X  .",
    "team_leader":      "X X  X  .  X  X  X  X  X  X  X  .  .  .  X  X  .",
}  # fmt: skip
COLUMNS = (
    Right.SEE, Right.SEE_CASE, Right.EDIT, Right.IMPORT, Right.STEER, Right.MAP, Right.PLAN, Right.APPROVE, Right.SEE_TEAM,
    Right.SEE_ARRIVALS, Right.REASSIGN, Right.TEMPLATES, Right.TRANSLATE, Right.SEE_LOG, Right.REPLAY,
    Right.LAW, Right.READINGS,
)  # fmt: skip


def allowed(role: str) -> set[Right]:
    return {right for right, mark in zip(COLUMNS, TABLE[role].split(), strict=True) if mark == "X"}


def test_the_policy_is_the_table():
    assert set(TABLE) == set(Role.values)
    assert set(COLUMNS) == set(Right)
    assert {role: set(rights) for role, rights in RIGHTS.items()} == {role: allowed(role) for role in Role.values}


def addresses_of_the_product() -> dict[str, object]:
    def walk(resolver, space=""):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern, pattern.namespace or space)
            else:
                yield f"{space}:{pattern.name}", pattern.callback

    return dict(walk(get_resolver()))


def test_every_address_stands_in_the_list_and_nothing_else():
    assert set(addresses_of_the_product()) == set(ALL)


def test_every_view_wears_the_right_that_the_list_says():
    views = addresses_of_the_product()
    worn = {name: getattr(views[name], "right", None) for name in ADDRESSES}
    assert worn == {name: address.right for name, address in ADDRESSES.items()}


def test_every_form_is_safe_to_send_twice():
    views = addresses_of_the_product()
    # These write nothing but what the next sending writes again: a filter to look by, a stored file, a draft's own text,
    # facts to try a rule with, which are stored nowhere.
    harmless = {
        "casework:search",
        "competence:occupations",
        "settlement:upload",
        "programme:autosave",
        "lawbook:what_if",
    }
    bare = {
        n
        for n, a in ADDRESSES.items()
        if a.kind in ("form", "act") and not getattr(views[n], "sent_twice_acts_once", False)
    }
    assert bare == harmless


def link(world: World, name: str) -> str:
    return reverse(name, args=ADDRESSES[name].args(world))


def test_the_door_is_shut_for_strangers(cast):
    world = World(cast)
    for name in ADDRESSES:
        for method in ("get", "post"):
            answer = getattr(Client(), method)(link(world, name))
            assert answer.status_code == 302, (name, method)
            assert answer["Location"].startswith("/logg-inn/"), (name, method)
    assert [name for name in OPEN if Client().get(reverse(name)).status_code != 200] == []


@pytest.mark.parametrize("role", sorted(Role.values, key=lambda role: len(RIGHTS[role])))
def test_each_role_reaches_what_it_needs_and_nothing_else(cast, as_, role):
    """Least-privileged first. The user is of the same municipality and team, so only the role decides (and the reach)."""
    world = World(cast)
    client = as_(role)
    wrong = []
    for name, address in ADDRESSES.items():
        permitted = address.right in allowed(role)
        answer = getattr(client, "post" if address.kind == "act" and not permitted else "get")(link(world, name))
        if not permitted:
            expected = {403}
        elif role == "teacher" and address.of == "person":
            expected = {404, 405}  # she was not let into this case
        elif (
            name.startswith("settlement:")
            and address.kind != "form"
            and address.args(world)
            and name != "settlement:household"
            and role != "coordinator"
        ):
            expected = {404, 405}
        elif name == "casework:drop_filter":
            expected = {405}
        else:
            expected = {405} if address.kind == "act" else {200}
            if name in (
                "decisions:preview",
                "programme:plan",
                "programme:approve",
                "decisions:send_back",
                "decisions:translation",
                "casework:follow",
                "settlement:preview",
            ):
                expected |= {302}
        if answer.status_code not in expected:
            wrong.append(f"{name}: {answer.status_code}, expected {expected}")
    assert wrong == [], "\n".join(wrong)


def test_a_teacher_let_into_a_case_opens_goal_level_and_adaptation_only(cast, as_):
    """`jobs.md`, who must see what. Not the household's pathway, preconditions with their remarks, needs or papers."""
    world = World(cast)
    opened = {
        name
        for name, address in ADDRESSES.items()
        if address.of and as_(world.access.user).get(link(world, name)).status_code not in (403, 405)
    }
    assert opened == {"casework:person", "programme:plan"}


@pytest.mark.parametrize("role", ["teacher", "counsellor", "coordinator", "team_leader", "auditor"])
def test_another_municipality_finds_nobody_here(cast, role):
    world = World(cast)
    stranger = Client()
    stranger.force_login(getattr(Cast(number="0301", name="En annen kommune"), role))
    found = []
    for name, address in ADDRESSES.items():
        if address.of != "person":
            continue
        for method in ("get", "post"):
            if (status := getattr(stranger, method)(link(world, name)).status_code) not in (403, 404, 405):
                found.append(f"{method} {name}: {status}")
    assert found == []


@pytest.mark.parametrize("role", ["counsellor", "coordinator", "team_leader", "auditor"])
def test_a_protected_person_is_not_there_for_colleagues(cast, role):
    """The same team and municipality, every address, by GET and POST: no answer that tells she exists."""
    from samlop.people.actions import guard_household
    from samlop.people.models import Person

    world = World(cast)
    Person.objects.filter(pk=world.person.pk).update(protection="strict")
    guard_household(world.person.household)
    Person.objects.filter(pk=world.other.pk).update(protection="strict")
    guard_household(world.other.household)
    colleague = Client()
    colleague.force_login(cast.user(role))
    told = []
    for name, address in ADDRESSES.items():
        for method in ("get", "post"):
            if address.kind == "act" and method == "get":
                continue
            answer = getattr(colleague, method)(
                link(world, name), {"q": world.person.family_name, "name": "x"} if method == "post" else {}
            )
            if address.of == "person" and answer.status_code not in (403, 404, 405):
                told.append(f"{method} {name}: {answer.status_code}")
            if answer.status_code == 200 and not answer.streaming and "html" in answer.get("Content-Type", ""):
                text = answer.content.decode()
                if (
                    world.person.given_name in text.replace(f'value="{world.person.family_name}"', "")
                    or f">{world.person.family_name}" in text
                ):
                    told.append(f"{method} {name}: names her")
    assert told == []


class Outline(HTMLParser):
    """The headings of a page, and what every page must have."""

    def __init__(self, text: str):
        super().__init__()
        self.levels: list[int] = []
        self.language = ""
        self.landmarks: set[str] = set()
        self.unlabelled = 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "html":
            self.language = attributes.get("lang", "")
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.levels.append(int(tag[1]))
        if tag in {"main", "header", "nav"}:
            self.landmarks.add(tag)
        assert "style" not in attributes, f"inline style on {tag}"
        assert not any(name.startswith("on") for name in attributes), f"inline script on {tag}"


def pages_for(world: World) -> list[tuple[str, str, str]]:
    """(role that may, name, address) of every page and form."""
    out = []
    for name, address in ADDRESSES.items():
        if address.kind in ("page", "form"):
            roles = (
                ["coordinator"] if name.startswith("settlement:") else sorted(Role.values, key=lambda r: len(RIGHTS[r]))
            )
            role = next(r for r in roles if address.right in allowed(r) and r != "teacher")
            out.append(
                (
                    "counsellor" if "counsellor" in roles and address.right in allowed("counsellor") else role,
                    name,
                    link(world, name),
                )
            )
    return out


def test_every_page_is_well_built(cast, as_):
    world = World(cast)
    faults = []
    for role, name, address in pages_for(world):
        answer = as_(role).get(address)
        if answer.status_code != 200:
            assert answer.status_code == 302, (name, answer.status_code)
            continue
        text = answer.content.decode()
        outline = Outline(text)
        if outline.language != "nb":
            faults.append(f"{name}: lang is {outline.language!r}")
        if outline.levels.count(1) != 1:
            faults.append(f"{name}: {outline.levels.count(1)} h1")
        if outline.levels and outline.levels[0] != 1:
            faults.append(f"{name}: begins with h{outline.levels[0]}")
        faults += [
            f"{name}: h{a} then h{b}" for a, b in zip(outline.levels, outline.levels[1:], strict=False) if b > a + 1
        ]
        if "main" not in outline.landmarks:
            faults.append(f"{name}: no main")
        for leak in (
            "None<",
            ">None",
            "Undefined",
            "right_and_duty",
            "below_upper_secondary",
            "upper_secondary_or_higher",
            "under_way",
        ):
            if leak in text and f'value="{leak}' not in text:
                faults.append(f"{name}: shows {leak}")
        if (title := text.split("<title>")[1].split("</title>")[0]) and world.person.family_name in title:
            faults.append(f"{name}: the title names somebody")
    assert faults == []


def test_no_address_carries_more_than_row_numbers(cast):
    world = World(cast)
    for name in ADDRESSES:
        address = link(world, name)
        assert world.person.given_name.casefold() not in address.casefold()
        assert "?" not in address


# How many queries a page may cost, the session, the user and the read log among them.
CEILINGS = {
    "casework:my_people": 12,
    "casework:person": 16,
    "pathway:household": 18,
    "casework:law": 14,
    "programme:sitting": 40,
}


@pytest.mark.parametrize("name", CEILINGS)
def test_pages_cost_what_they_may(cast, as_, name):
    world = World(cast)
    client = as_("counsellor")
    client.get(link(world, name))
    with CaptureQueriesContext(
        connection,
    ) as spent:
        assert client.get(link(world, name)).status_code == 200
    assert len(spent) <= CEILINGS[name], "\n".join(q["sql"][:160] for q in spent)


def test_opening_a_person_is_one_row_in_the_read_log_and_nothing_else_is_written(cast, as_):
    world = World(cast)
    client = as_("counsellor")
    client.get(link(world, "casework:person"))
    before = Read.objects.count()
    with CaptureQueriesContext(connection) as spent:
        client.get(link(world, "casework:person"))
    writes = [q["sql"] for q in spent if q["sql"].lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))]
    assert len(writes) == 1, writes
    assert Read.objects.count() == before + 1
    read = Read.objects.latest("id")
    assert (read.by, read.person_id) == (cast.counsellor, world.person.pk)


def test_every_page_about_somebody_is_one_row_in_the_read_log(cast, as_):
    """Pages, forms and files alike, and the form that comes back with errors."""
    world = World(cast)
    wrong = []
    for name, address in ADDRESSES.items():
        if address.kind == "act" or not (address.of or name == "settlement:preview"):
            continue
        role = next(r for r in ("counsellor", "team_leader", "coordinator", "auditor") if address.right in allowed(r))
        ways = {"get": {}, "post": {"once": "k"}} if address.kind == "form" else {"get": {}}
        for method, data in ways.items():
            before = Read.objects.count()
            answer = getattr(as_(role), method)(link(world, name), data)
            rows = Read.objects.count() - before
            if answer.status_code < 500 and rows != 1:
                wrong.append(f"{method} {name}: {answer.status_code}, {rows} rows")
    assert wrong == []


def test_lists_and_searches_are_one_row_that_says_who_was_shown(cast, as_):
    world = World(cast)
    before = Read.objects.count()
    as_("counsellor").get(reverse("casework:my_people") + "?vis=alle")
    assert Read.objects.count() == before + 1
    assert world.person.pk in Read.objects.latest("id").shown
    as_("counsellor").post(reverse("casework:search"), {"q": world.person.given_name})
    assert Read.objects.count() == before + 2
    assert world.person.pk in Read.objects.latest("id").shown


def test_addresses_resolve_to_themselves(cast):
    world = World(cast)
    for name in ADDRESSES:
        assert resolve(link(world, name)).view_name == name
