"""A draft asked about everybody: what it would do, in counts that point nobody out, and by name for those who may see them."""

import datetime as dt
import io
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags
from hypothesis import given, strategies
from openpyxl import load_workbook

from samlop.assessment import actions, caseload, export
from samlop.assessment.models import Draft, Effect, Replay, ReplayState
from samlop.assessment.queries import replays
from samlop.assessment.queries.replays import hide_small
from samlop.audit.models import Read
from samlop.core.errors import Incomplete, Refused
from samlop.law import ask
from samlop.law.drafts import shipped_texts
from samlop.people.facts import law_facts
from tests.given import Cast, a_person

pytestmark = pytest.mark.django_db
AGE_60 = "age-60-for-everyone-from-2027"
ON = dt.date(2027, 1, 4)


def draft(cast, now, name: str = AGE_60) -> Draft:
    return actions.save_draft(text=shipped_texts()[name], name=name, by=cast.coordinator, at=now)


def replayed(cast, now, **more) -> Replay:
    chosen = more.pop("draft", None) or draft(cast, now)
    replay = actions.ask_for_replay(draft=chosen, against=more.get("against"), on=ON, by=cast.coordinator, at=now)
    actions.work_on(replay=replay, now=lambda: now)
    replay.refresh_from_db()
    return replay


def of_57(cast, **fields):
    """Too old for the right as the limit is now, young enough for the one that is adopted."""
    return a_person(cast, birth_date=dt.date(1969, 1, 1), permit_date=dt.date(2026, 6, 1), **fields)


@pytest.mark.parametrize("role", ["translator", "teacher", "counsellor", "auditor"])
def test_those_who_may_not_replay_neither_save_nor_ask(cast, now, role):
    with pytest.raises(PermissionDenied):
        actions.save_draft(text=shipped_texts()[AGE_60], name="x", by=getattr(cast, role), at=now)
    kept = draft(cast, now)
    with pytest.raises(PermissionDenied):
        actions.ask_for_replay(draft=kept, against=None, on=ON, by=getattr(cast, role), at=now)


def test_age_60_gives_a_right_with_decision_letter_and_cost(cast, now):
    person, other = of_57(cast), a_person(cast)
    replay = replayed(cast, now)
    assert (replay.state, replay.done_count, replay.people_count) == (ReplayState.DONE, 2, 2)
    [line] = replay.lines.all()
    assert (line.person_id, line.effect, line.right) == (person.pk, Effect.GAINS, Effect.GAINS)
    assert line.decisions == ["Vedtak om tildeling av introduksjonsprogram"]
    assert line.letters
    assert (line.cost_before_ore, line.cost_after_ore) == (0, 2275817)
    assert other.pk not in replay.lines.values_list("person_id", flat=True)


def test_a_replay_writes_nothing_but_its_own_rows(cast, now):
    of_57(cast)
    chosen = draft(cast, now)
    replay = actions.ask_for_replay(draft=chosen, against=None, on=ON, by=cast.coordinator, at=now)
    with CaptureQueriesContext(connection) as spent:
        actions.work_on(replay=replay, now=lambda: now)
    writes = [
        q["sql"] for q in spent if q["sql"].lstrip('"').upper().startswith(("INSERT", "UPDATE", "DELETE", "COPY"))
    ]
    assert writes
    assert [sql for sql in writes if "assessment_replay" not in sql] == []


def test_the_law_is_itself_again_afterwards(cast, now):
    person = of_57(cast)
    replayed(cast, now)
    assert ask("entitlement", law_facts(person, children=[]), ON).outcome.value == "review"


def test_two_drafts_are_compared_with_each_other(cast, now):
    """H23-56: the cases with another result under the one than under the other, and why."""
    of_57(cast)
    everyone, new_ones = draft(cast, now), draft(cast, now, "age-60-from-2027")
    [line] = replayed(cast, now, draft=everyone, against=new_ones).lines.all()
    assert line.effect == Effect.GAINS
    assert "over aldersgrensen" in line.answers[0]["before"]
    assert "rett og plikt" in line.answers[0]["after"]
    with pytest.raises(Refused, match="seg selv"):
        actions.ask_for_replay(draft=everyone, against=everyone, on=ON, by=cast.coordinator, at=now)


def test_a_replay_that_was_cut_off_goes_on_where_it_was(cast, now, monkeypatch):
    monkeypatch.setattr(caseload, "BATCH", 2)
    people = [of_57(cast) for _ in range(5)]
    replay = actions.ask_for_replay(draft=draft(cast, now), against=None, on=ON, by=cast.coordinator, at=now)
    calls = iter([now, now, RuntimeError("power cut")])

    def clock():
        found = next(calls)
        if isinstance(found, Exception):
            raise found
        return found

    with pytest.raises(RuntimeError):
        actions.work_on(replay=replay, now=clock)
    replay.refresh_from_db()
    assert (replay.state, replay.done_count) == (ReplayState.RUNNING, 2)
    actions.work_on(replay=replay, now=lambda: now)
    replay.refresh_from_db()
    assert replay.state == ReplayState.RUNNING, "the worker may still be alive"
    assert actions.go_on(now=lambda: now + dt.timedelta(minutes=3))
    replay.refresh_from_db()
    assert (replay.state, replay.done_count) == (ReplayState.DONE, 5)
    assert sorted(replay.lines.values_list("person_id", flat=True)) == [p.pk for p in people]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('title = "x"\n[[in_force]]\nparameter = "target_group_agee"\non = 2027-01-01', "target_group_agee"),
        ("title = ", "TOML"),
        ("", "skriv utkastet her"),
    ],
)
def test_a_bad_draft_says_what_is_wrong_and_keeps_what_was_typed(cast, as_, text, told):
    answer = as_("coordinator").post(reverse("assessment:draft"), {"text": text})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert text.split("\n")[-1].replace('"', "&quot;") in page
    assert not Draft.objects.exists()


def test_a_bad_file_shows_its_text_and_one_that_is_no_text_says_so(cast, as_):
    upload = SimpleUploadedFile("utkast.toml", b'title = "Min"\nfeil = 1')
    page = as_("coordinator").post(reverse("assessment:draft"), {"file": upload}).content.decode()
    assert "feil = 1" in page
    page = as_("coordinator").post(reverse("assessment:draft"), {"file": SimpleUploadedFile("x.toml", b"\xff\xfe\x00")})
    assert "UTF-8" in page.content.decode()


def test_save_draft_names_every_problem(cast, now):
    with pytest.raises(Incomplete) as wrong:
        actions.save_draft(text="feil = 1\ngalt = 2", name="x", by=cast.coordinator, at=now)
    assert "feil" in wrong.value.fields["text"]
    assert "galt" in wrong.value.fields["text"]


def test_the_administrator_sees_counts_and_no_names(cast, now, as_):
    people = [of_57(cast) for _ in range(6)]
    replay = replayed(cast, now)
    for name, args in (("replay", [replay.pk]), ("export", [replay.pk, "csv"])):
        page = as_("administrator").get(reverse(f"assessment:{name}", args=args)).content.decode()
        assert "6" in page
        assert [p for p in people if p.family_name in page] == []
    page = as_("coordinator").get(reverse("assessment:replay", args=[replay.pk])).content.decode()
    assert [p for p in people if p.family_name not in page] == []
    assert set(Read.objects.latest("id").shown) == {p.pk for p in people}


def test_protected_people_are_in_no_count_and_on_no_list(cast, now, as_):
    for _ in range(5):
        of_57(cast)
    hidden = of_57(cast, protection="strict")
    replay = replayed(cast, now)
    assert replay.lines.filter(person=hidden).exists()
    found = replays.result(replay)
    assert (found.total, found.right[0].shown) == (5, 5)
    assert (
        as_("coordinator")
        .get(reverse("assessment:replay", args=[replay.pk]))
        .content.decode()
        .count(hidden.family_name)
        == 0
    )
    assert hidden.pk in [p.person for p in replays.named(replay, cast.counsellor)[0]]


def test_small_groups_are_not_shown(cast, now):
    for n in range(6):
        of_57(cast, sex="man" if n < 2 else "woman")
    found = dict(replays.result(replayed(cast, now)).groups)
    assert [row.counts[0] for row in found["Kjønn"]] == [None, None]
    assert [row.cost_ore for row in found["Kjønn"]] == [None, None]
    assert [row.counts[0] for row in found["Alder"]] == [6]


@given(strategies.lists(strategies.integers(0, 40), max_size=8))
def test_a_hidden_number_cannot_be_had_by_subtraction(counts):
    shown = hide_small(counts)
    assert all(a is None or a == b for a, b in zip(shown, counts, strict=True))
    assert all(a is None for a, b in zip(shown, counts, strict=True) if 0 < b < 5)
    hidden = [b for a, b in zip(shown, counts, strict=True) if a is None]
    assert len(hidden) != 1 or sum(b > 0 for b in counts) == 1


def test_a_cell_never_becomes_a_formula(cast, now):
    person = of_57(cast, given_name="=HYPERLINK(1)", family_name="x")
    replay = replayed(cast, now)
    tables = export.sheets(replay, replays.result(replay), replays.named(replay, cast.coordinator, limit=None)[0])
    assert f"'{person}" in export.as_csv(tables)[0].decode()
    sheet = load_workbook(io.BytesIO(export.as_xlsx(tables)[0]))["Personer"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == (f"'{person}", "s")


def test_another_municipality_finds_neither_draft_nor_replay(cast, now, as_):
    replay = replayed(cast, now)
    stranger = Cast(number="0301", name="En annen kommune")
    assert as_(stranger.coordinator).get(reverse("assessment:replay", args=[replay.pk])).status_code == 404
    answer = as_(stranger.coordinator).post(reverse("assessment:replays"), {"draft": str(replay.draft_id)})
    assert answer.status_code == 422


def test_asking_twice_for_a_shipped_draft_keeps_one_copy(cast, as_):
    for key in ("a", "b"):
        answer = as_("team_leader").post(
            reverse("assessment:replays"), {"draft": f"eksempel:{AGE_60}", "against": "", "on": "", "once": key}
        )
        assert answer.status_code == 302
    assert (Draft.objects.count(), Replay.objects.count()) == (1, 2)
    assert Replay.objects.first().on == dt.date(2027, 1, 1), "the day the draft begins, when that lies ahead"


def test_a_hidden_number_is_not_called_less_than_five_when_it_may_be_more(cast, now, as_):
    """The second hidden number of a column is hidden for the first one's sake, and may be any number."""
    for n in range(8):
        of_57(cast, sex="man" if n < 2 else "woman")
    replay = replayed(cast, now)
    page = as_("administrator").get(reverse("assessment:replay", args=[replay.pk])).content.decode()
    file = as_("administrator").get(reverse("assessment:export", args=[replay.pk, "csv"])).content.decode()
    for text in (page, file):
        assert "færre enn" not in text
        assert "ikke vist" in text
        assert "Tall under" in text, "it says why"


@pytest.mark.parametrize("start", ["²", "-1", "tull", "9" * 30])
def test_a_place_in_the_list_that_is_no_number_is_the_beginning(cast, now, as_, start):
    person = of_57(cast)
    address = reverse("assessment:replay", args=[replayed(cast, now).pk])
    answer = as_("coordinator").get(address, {"fra": start})
    assert answer.status_code == 200
    assert person.family_name in answer.content.decode()


@pytest.mark.parametrize(
    ("against", "on", "field"),
    [
        (f"eksempel:{AGE_60}", "", "Sammenlign med"),
        ("", "01.01.1900", "Dagen det prøves på"),
        ("", "1.1.2090", "Dagen det prøves på"),
    ],
)
def test_a_refused_replay_says_so_at_the_field_it_is_about(cast, as_, against, on, field):
    answer = as_("coordinator").post(
        reverse("assessment:replays"), {"draft": f"eksempel:{AGE_60}", "against": against, "on": on, "once": "a"}
    )
    assert answer.status_code == 422
    page = " ".join(strip_tags(answer.content.decode()).split())
    assert re.search(f"{field}: (Utkastet kan ikke|Velg en dag)", page), "the summary names the field"
    assert f'value="{on}"' in answer.content.decode() if on else True


def test_a_kept_copy_of_a_shipped_draft_is_not_listed_as_the_municipalitys_own(cast, now):
    draft(cast, now)
    own = actions.save_draft(
        text=shipped_texts()[AGE_60] + "\n# vår\n",
        name="x", by=cast.coordinator, at=now,
    )  # fmt: skip
    assert replays.drafts(cast.coordinator) == [own]
