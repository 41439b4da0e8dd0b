"""Holds the law floor to the rules of the house: every rule says where it comes from, and no amount or date hides in code."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import time
import timeit
from datetime import date
from pathlib import Path

import pytest

import samlop.law
from samlop.law import assess
from samlop.law.finding import Verification
from samlop.law.parameters import parameter, parameter_names
from samlop.law.rule import RULES, Rule
from tests.law.people import a_person

ROOM = Path(samlop.law.__file__).parent
# Structure, not law: these files count days, name provisions or check input.
THEMES = ("programme", "benefit", "training", "settlement", "register", "work", "household", "case_handling")
RULE_FILES = sorted(path for theme in THEMES for path in (ROOM / theme).glob("*.py"))
CITING = {"intl", "intf", "cite"}
# Facts of the world that are no rules: months in a year, øre in a krone, and the half of rounding.
CONSTANTS = {"_MONTHS_PER_YEAR", "_ORE_PER_KRONE"}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_says_where_it_comes_from(rule: Rule) -> None:
    text = rule.__doc__ or ""
    for heading in ("Basis:", "Valid:", "Outcome:", "Not covered:"):
        assert heading in text, f"{rule.__name__} lacks «{heading}»"
    assert "anchor" in text
    assert any(name in text for name in rule.catalogue)
    assert rule.basis
    assert rule.title[0].isupper()


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.name)
def test_no_amount_limit_or_date_lives_in_rule_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    allowed: set[int] = set()
    for node in ast.walk(tree):
        name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        assert name != "date", f"{path.name} line {node.lineno}: a date belongs in a parameter file"  # type: ignore[attr-defined]
        targets = ast.unparse(node.targets[0]) if isinstance(node, ast.Assign) else ""
        if (
            name in CITING
            or any(constant in targets for constant in CONSTANTS)
            or (name == "Fraction" and path.name == "rate.py")
        ):
            allowed |= {id(child) for child in ast.walk(node)}
        if isinstance(node, ast.IfExp) and "section" in ast.unparse(node.test):
            allowed |= {id(child) for child in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and id(node) not in allowed:
            assert node.value in (0, 1), f"{path.name} line {node.lineno}: {node.value} belongs in a parameter file"


@pytest.mark.parametrize("name", parameter_names())
def test_every_parameter_is_dated_and_has_a_source(name: str) -> None:
    found = parameter(name)
    assert found.title
    assert found.unit
    assert found.values
    starts = [value.valid_from for value in found.values]
    assert starts == sorted(set(starts))
    for value in (*found.values, *found.adopted):
        assert len(value.source) > len("kilde")
        assert isinstance(value.verified, Verification)


@pytest.mark.parametrize("name", parameter_names())
def test_every_version_holds_from_its_first_day_and_not_the_day_before(name: str) -> None:
    found = parameter(name)
    for earlier, value in zip((None, *found.values), found.values, strict=False):
        assert found.at(value.valid_from) is value
        day_before = date.fromordinal(value.valid_from.toordinal() - 1)
        # Years that nobody has entered lie between the two: then nothing holds on the day before.
        gap = earlier is not None and earlier.valid_to is not None and earlier.valid_to <= day_before
        assert found.get(day_before) is (None if gap else earlier)


# The day each version begins, as read in the gazette and the guides; a change here is a change of law.
FIRST_DAYS = {
    "added_time": ["2021-01-01", "2026-01-01"],
    "absence_kinds": ["2021-01-01"],
    "basic_amount": ["2004-05-01", *(f"{year}-05-01" for year in range(2018, 2027))],
    "benefit_coordination": ["2017-01-01", "2021-01-01"],
    "benefit_rates": ["2021-01-01"],
    "benefit_units": ["2003-09-01", "2021-01-01"],
    "child_illness_days": ["2021-01-01"],
    "family_income": ["2025-02-01"],
    "old_act_rates": ["2003-09-01"],
    "self_certificates": ["2021-01-01"],
    "certificate": ["2021-01-01", "2026-01-01"],
    "chapter_6a": ["2021-01-01", "2022-03-11", "2022-06-15", "2023-07-01", "2024-07-01", "2026-01-01", "2026-07-01"],
    "contract_content": ["2021-01-01", "2026-01-01"],
    "ending": ["2021-01-01", "2026-01-01"],
    "plan_basis": ["2021-01-01", "2026-01-01"],
    "plan_changes": ["2021-01-01"],
    "preparation": ["2021-01-01", "2026-01-01"],
    "programme_time": ["2004-09-01"],
    "responsibility": ["2021-01-01"],
    "stop": ["2021-01-01"],
    "supervision": ["2021-01-01", "2025-06-20"],
    "work_oriented_elements": ["2021-01-01", "2026-01-01"],
    "couple_rate": ["2021-01-01", "2024-06-01"],
    "duration_tables": ["2021-01-01", "2026-01-01"],
    "end_goals": ["2021-01-01", "2026-01-01"],
    "governing_act": ["2003-09-01", "2021-01-01"],
    "job_exemption": ["2021-01-01", "2026-01-01"],
    "life_skills_hours": ["2026-01-01"],
    "mandatory_elements": ["2021-01-01", "2026-01-01"],
    "norwegian_goal": ["2021-01-01", "2026-01-01"],
    "parental_guidance": ["2021-01-01", "2025-07-01", "2026-01-01"],
    "plan_content": ["2021-01-01", "2026-01-01"],
    "reception_training": ["2021-01-01", "2026-01-01"],
    "right_to_finish": ["2021-01-01", "2025-09-01"],
    "section_43h": ["2022-06-15", "2026-01-01", "2026-07-01"],
    "social_studies_retake": ["2021-01-01"],
    "start_deadline": ["2021-01-01", "2025-06-20"],
    "target_group": ["2021-01-01", "2026-01-01"],
    "target_group_age": ["2021-01-01"],
    "target_group_time": ["2021-01-01"],
    "upper_secondary_definition": ["2021-01-01", "2026-01-01"],
    "work_oriented_hours": ["2021-01-01", "2026-01-01"],
}


@pytest.mark.parametrize(("name", "days"), FIRST_DAYS.items(), ids=FIRST_DAYS)
def test_every_version_begins_on_the_day_it_was_put_in_force(name: str, days: list[str]) -> None:
    assert [value.valid_from.isoformat() for value in parameter(name).values] == days


def test_the_limit_of_60_is_adopted_and_not_in_force() -> None:
    (adopted,) = parameter("target_group_age").adopted
    assert adopted["highest"] == 60
    assert adopted.state == "adopted, not in force"
    assert parameter("target_group_age").at(date(2026, 11, 21))["highest"] == 55


def test_every_file_can_be_read_in_one_sitting() -> None:
    for path in (*ROOM.rglob("*.py"), *Path(__file__).parent.glob("*.py")):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path.name


def test_the_law_needs_neither_django_nor_a_clock() -> None:
    code = "import sys, samlop.law, samlop.config.cli.law; print([m for m in sys.modules if m.split('.')[0] in ('django', 'holidays', 'yaml')])"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOM.parents[1]
    )
    assert found.stdout.strip() == "[]"
    for path in ROOM.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\b(today|now|utcnow|monotonic|time)\(\)", text), path.name


def test_one_person_is_assessed_in_about_a_millisecond() -> None:
    facts = a_person(start_date="2026-05-01", offer_date="2026-04-01")
    on = date(2026, 11, 21)
    assess(facts, on)
    fastest = min(timeit.repeat(lambda: assess(facts, on), number=20, repeat=5, timer=time.process_time)) / 20
    # The goal is 1 ms; the test only stops a rule that has become slow by an order.
    assert fastest < 0.005
