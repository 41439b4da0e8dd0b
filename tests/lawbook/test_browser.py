"""The law can be read, searched, tried and taken out as a document by everybody on the staff, and nothing tried is stored."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samlop.access.models import Role
from samlop.law.parameters import parameter_names
from samlop.law.readings import OPEN_QUESTIONS
from samlop.law.rule import RULES
from samlop.lawbook import casefiles, document, index
from samlop.lawbook.factsform import FactsForm, initial_of
from samlop.readings import actions as readings
from tests.law.test_cases import ROWS
from tests.lawbook.test_explaining import text

pytestmark = pytest.mark.django_db


def page(client, name, *args, **query):
    answer = client.get(reverse(f"lawbook:{name}", args=args), query)
    assert answer.status_code == 200, (name, args)
    return answer


@pytest.mark.parametrize("role", Role.values)
def test_everybody_on_the_staff_reads_the_law(as_, role):
    client = as_(role)
    assert "Rett og plikt" in text(page(client, "rules"))
    assert "integreringsloven § 8" in text(page(client, "rule", "entitlement"))


def test_every_rule_has_a_page_and_stands_once_in_the_list(as_):
    client = as_("translator")
    listed = re.findall(r'href="/lov/regel/(\w+)/"', page(client, "rules").content.decode())
    assert sorted(listed) == sorted(RULES)
    for question in [*list(RULES)[::12], "allowed_end_goals"]:
        page(client, "rule", question)
        page(client, "what_if", question)


def test_every_parameter_has_a_page_with_all_its_versions(as_):
    client = as_("translator")
    for name in parameter_names()[::9]:
        said = text(page(client, "parameter", name))
        assert all(value.source.split(".")[0][:30] in said.replace("&#39;", "'") for value in index.versions(name)), (
            name
        )


def test_names_nobody_has_written_are_not_there(as_):
    client = as_("counsellor")
    for name in ("rule", "what_if", "parameter"):
        assert client.get(reverse(f"lawbook:{name}", args=["no_such"])).status_code == 404
    assert as_("administrator").get(reverse("lawbook:choose", args=["no_such"])).status_code == 404


def test_search_finds_by_word_and_by_section(as_):
    client = as_("teacher")
    by_word = page(client, "rules", sok="barnetrygd").content.decode()
    assert 0 < by_word.count("/lov/regel/") < 40
    assert "/lov/regel/introduction_benefit/" in page(client, "rules", sok="§ 20").content.decode()
    nothing = text(page(client, "rules", sok="fiskekvote"))
    assert "Ingen regler har disse ordene" in nothing
    assert "&lt;script" in page(client, "rules", sok="<script>").content.decode()


def test_every_case_of_the_law_is_in_the_product():
    assert sorted(str(row["id"]) for _, row in casefiles.cases()) == sorted(str(row["id"]) for _, row in ROWS)


def test_each_case_stands_with_the_rule_it_tests():
    for question, read in index.index().items():
        assert len(read.cases) == sum(row["question"] == question for _, row in ROWS)
        assert all(row["question"] == question for _, row in read.cases)


def test_what_a_rule_reads_is_found():
    duration = index.index()["duration"]
    assert {"education", "goal", "offer_date"} <= set(duration.facts)
    assert "duration_tables" in duration.parameters
    assert "offer_on_first_january" in duration.questions
    assert "integreringsloven § 13" in duration.sections


def test_every_open_question_is_asked_by_a_rule():
    assert [name for name in OPEN_QUESTIONS if not index.rules_by_open_question()[name]] == []


def test_looking_notes_without_changing_the_answer():
    """What a rule reads is found by laying an empty draft over the law: the answers must be those of the law."""
    from samlop.law import ask
    from samlop.law.cases import day_of

    for _, row in ROWS[::25]:
        if (facts := index.facts_of(row)) is not None:
            noted = index._note(index._Seen(), row["question"], facts, day_of(row))
            assert noted == ask(row["question"], facts, day_of(row))


# ----- what if


def send(client, question="entitlement", before="", **facts):
    return client.post(reverse("lawbook:what_if", args=[question]), {"before": before, **facts})


ADULT = {
    "on": "21.11.2026", "birth_date": "01.05.1995", "permit": "P-28", "permit_date": "01.06.2026",
    "settlement_date": "01.10.2026", "settled_by_agreement": "yes",
}  # fmt: skip


def kept(answer) -> str:
    from html import unescape

    return unescape(re.search(r'name="before" value="([^"]*)"', answer.content.decode())[1])


def test_other_facts_give_both_answers_side_by_side_and_nothing_is_written(as_):
    client = as_("teacher")
    client.get(reverse("lawbook:rules"))
    first = send(client, **ADULT)
    assert first.status_code == 200
    assert "rett og plikt" in text(first).lower()
    with CaptureQueriesContext(connection) as asked:
        second = send(client, before=kept(first), **ADULT | {"birth_date": "01.05.2010"})
    said = text(second)
    assert said.index("Før, 21. november 2026") < said.index("Etter, 21. november 2026")
    assert "under 18 år" in said.split("Etter, 21. november 2026")[1]
    writes = [q["sql"] for q in asked if q["sql"].lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))]
    assert writes == []


def test_another_day_is_another_answer(as_):
    said = text(send(as_("counsellor"), **ADULT | {"on": "01.11.2028"}))
    assert "to år eller mer" in said


def test_neighbours_are_tried(as_):
    assert "Prøvd: én ting annerledes" in text(send(as_("counsellor"), **ADULT))


def test_a_case_is_a_beginning(as_):
    answer = page(as_("counsellor"), "what_if", "entitlement", sak="AGE-001")
    assert 'value="10.03.2008"' in answer.content.decode()
    assert "Svaret, 1. juni 2026" in text(answer)


def test_facts_that_clash_are_said_in_the_words_of_the_form_and_kept(as_):
    answer = send(as_("counsellor"), **ADULT | {"settlement_date": "01.01.1990"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "settlement_date»" not in html
    assert 'value="01.01.1990"' in html


def test_a_day_before_the_birth_is_refused(as_):
    assert send(as_("counsellor"), **ADULT | {"on": "01.01.1990"}).status_code == 422


@pytest.mark.parametrize(
    "before",
    ["x", "[]", "{}", "null", '{"facts": {"no": 1}, "on": "2026-01-01", "readings": {}}', '{"facts": [], "on": 1, "readings": []}',
     '{"facts": {}, "on": "2026-01-01", "readings": {"age_55_boundary": "no_such"}}', "[" * 5000],
)  # fmt: skip
def test_a_page_that_was_tampered_with_is_no_crash(as_, before):
    assert send(as_("counsellor"), before=before, **ADULT).status_code == 200


def test_the_reading_of_the_municipality_is_where_the_form_begins_and_another_can_be_tried(cast, as_, now):
    readings.choose(
        question="age_55_boundary", option="over", reason="Etter 55-årsdagen.", from_on=now.date(), seen=0,
        by=cast.administrator, at=now,
    )  # fmt: skip
    client = as_("counsellor")
    assert '<option value="over" selected>' in page(client, "what_if", "entitlement").content.decode()
    at_55 = ADULT | {"birth_date": "15.01.1971"}
    answers = {
        option: text(send(client, **at_55, **{"reading-age_55_boundary": option})).split("Opplysningene svaret")[0]
        for option in ("inside", "over", "")
    }
    assert len(set(answers.values())) == 3


def test_every_case_survives_the_form():
    """What a case says goes into the form and comes out as the same facts, for every case of the law."""
    wrong = []
    for file, row in casefiles.cases():
        if (facts := index.facts_of(row)) is None:
            continue
        given = facts.to_mapping()
        from samlop.lawbook.factsform import rest_of

        blank = FactsForm(
            names=given, rest=rest_of(given), initial=initial_of(given) | {"on": row.get("as_of") or "01.01.2026"}
        )
        data = {}
        for name in blank.fields:
            value = blank[name].value()
            widget = blank.fields[name].widget
            data[name] = (
                value if isinstance(value, list | tuple) else widget.format_value(value) if value is not None else ""
            )
            if isinstance(data[name], list | tuple) and not widget.allow_multiple_selected:
                data[name] = data[name][0] if data[name] else ""
        form = FactsForm({**data, "on": "01.01.2099"}, names=given, rest=rest_of(given))
        if not form.is_valid() or form.facts.to_mapping() != given:
            wrong.append(f"{file} {row['id']}: {form.errors.as_text()}")
    assert wrong == []


# ----- the document


def test_the_document_says_how_sure_each_rule_is_and_on_which_day_it_was_made(now):
    said = document.content(now.date())
    assert "21. november 2026" in said["stamp"]
    assert [label for label, _ in said["sure"]] == [
        "Lest i lov eller forskrift",
        "Bygger på veiledning fra myndighetene",
        said["sure"][2][0],
    ]
    rules = [rule for theme in said["themes"] for rule in theme["rules"]]
    assert len(rules) == len(RULES)
    assert all(dict(rule["about"])["Hvor sikkert"] for rule in rules)
    assert len(said["parameters"]) == len(parameter_names())
    assert len(said["questions"]) == len(OPEN_QUESTIONS)
    json.dumps(said)


def test_the_document_is_one_pdf_and_the_same_each_time(as_, now):
    made = document.render(at=now)
    assert made.pdf[:5] == b"%PDF-"
    assert made.pages > 20
    assert document.render(at=now).pdf == made.pdf
    answer = as_("auditor").get(reverse("lawbook:document"))
    assert answer["Content-Type"] == "application/pdf"


def test_the_command_writes_the_document(tmp_path, capsys):
    from samlop.config.cli.law import main

    where = tmp_path / "loven.pdf"
    assert main(["law", "document", "--out", str(where)]) == 0
    assert where.read_bytes()[:5] == b"%PDF-"
    assert "sider" in capsys.readouterr().out
    assert main(["law", "document", "--out", str(tmp_path / "no" / "such.pdf")]) == 2
    assert "Velg en annen mappe" in capsys.readouterr().err
