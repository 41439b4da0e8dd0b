"""Puts the tasks around a settlement in order: which can be done now, which wait and for what, and when each falls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from samlop.law.basis import Act, cite, guidance, intl
from samlop.law.days import add_months
from samlop.law.finding import Answer, Outcome
from samlop.law.rule import Case, rule
from samlop.law.words import say_date, say_list

BASIS = (guidance(Act.IMDI_SETTLEMENT), cite(Act.FOLKEREGISTERLOVEN, chapter="6"))
_REPORTED, _ADDRESS, _NUMBER, _BIRTH_NUMBER = "S10", "address", "number", "S11"
Tasks = Mapping[str, Mapping[str, Any]]


@rule("blocked_tasks", "SET-2.7", title="Oppgaver som venter på folkeregisteret", basis=BASIS, headline="tasks")
def blocked_tasks(c: Case) -> Answer:
    """Lists the tasks that cannot be done because the population register lacks the address or the birth number.

    Basis: IMDi on population registration and the order of settlement (SET-2.7: training catalogue, table 2.7).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: met when nothing waits, not_met otherwise. «Pending» is a move that is reported and not yet registered. A D-number
    is a bridge to a bank account, a tax card and a telephone, not to what needs a birth number.
    Not covered: tasks that wait for something else.
    """
    known, version = c.version("settlement_tasks")
    address, number = c.need("s10_register_address"), c.need("national_id")
    lacking = set()
    if address == "not_reported":
        lacking.add(_REPORTED)
    if address != "registered":
        lacking.add(_ADDRESS)
    if number != "birth_number":
        lacking.add(_BIRTH_NUMBER)
    if number == "none":
        lacking.add(_NUMBER)
    # Who has a birth number keeps it when she moves, so getting one is no task for her.
    tasks = {task["id"]: task for task in known["tasks"] if task["id"] != _BIRTH_NUMBER or number != "birth_number"}
    waiting = _waiting(tasks, lacking)
    blocked = [name for name in tasks if name in waiting]
    if not blocked:
        text = "Ingen oppgaver venter på folkeregisteret."
        return Answer(Outcome.MET, blocked, text, BASIS, known.verified, version)
    text = f"Disse oppgavene venter på folkeregisteret: {say_list(tasks[name]['label'] for name in blocked)}."
    change = ("Oppgavene kan gjøres når adressen er registrert og personen har fødselsnummer.",)
    return Answer(Outcome.NOT_MET, blocked, text, BASIS, known.verified, version, would_change=change)


def _waiting(tasks: Tasks, lacking: Iterable[str]) -> set[str]:
    """Finds every task that waits, also through other tasks."""
    missing, waiting = set(lacking), set[str]()
    while more := {name for name, task in tasks.items() if name not in waiting and missing.intersection(task["after"])}:
        waiting |= more
        missing |= more
    return waiting


@rule("next_settlement_tasks", "SET-2.7", title="Oppgaver som kan gjøres nå", basis=BASIS, headline="ready")
def next_settlement_tasks(c: Case) -> Answer:
    """Lists the tasks around a settlement that can be done now, and what each of the others waits for.

    Basis: the order of settlement (SET-2.7).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: calculated; met when every task is done.
    Not covered: the municipality's own order of work.
    """
    known, version = c.version("settlement_tasks")
    done = set(c.need("tasks_done"))
    address, number = c.get("s10_register_address"), c.get("national_id")
    have = done | ({_ADDRESS} if address == "registered" else set())
    have |= {_NUMBER} if number in ("d_number", "birth_number") or _BIRTH_NUMBER in done else set()
    have |= {_BIRTH_NUMBER, _NUMBER} if number == "birth_number" else set()
    tasks = [t for t in known["tasks"] if t["id"] not in have and (c.get("resettled") or not t.get("resettled_only"))]
    ready = [t for t in tasks if have.issuperset(t["after"])]
    waiting = {t["id"]: [name for name in t["after"] if name not in have] for t in tasks if t not in ready}
    value = {"ready": [t["id"] for t in ready], "waiting": waiting}
    if not tasks:
        text = "Alle oppgavene rundt bosettingen er gjort."
        return Answer(Outcome.MET, value, text, BASIS, known.verified, version)
    text = f"Dette kan gjøres nå: {say_list(t['label'] for t in ready)}." if ready else "Ingen oppgaver kan gjøres nå."
    return Answer(Outcome.CALCULATED, value, text, BASIS, known.verified, version)


@rule(
    "settlement_checklist", "SET-2.7", title="Huskeliste for bosetting", basis=(*BASIS, intl("12", 2)), headline="tasks"
)
def settlement_checklist(c: Case) -> Answer:
    """Gives every task around a settlement with its owner, what it waits for, and the days it falls between.

    Basis: the order of settlement, integreringsloven § 12 second paragraph for the programme (SET-2.7).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: calculated from the day of settlement.
    Not covered: deadlines of the law, which have rules of their own and come first; tasks of the municipality's own.
    """
    known, version = c.version("settlement_tasks")
    settled = c.need("settlement_date")
    tasks = [t for t in known["tasks"] if c.get("resettled") or not t.get("resettled_only")]
    rows = {t["id"]: _row(c, t, settled) for t in tasks}
    now = [t["label"] for t in tasks if _falls_now(rows[t["id"]], c.on)]
    text = f"Huskelisten er regnet fra bosettingen {say_date(settled)}."
    if now:
        text += f" Dette hører til nå: {say_list(now)}."
    return Answer(Outcome.CALCULATED, {"tasks": rows}, text, (*BASIS, intl("12", 2)), known.verified, version)


def _row(c: Case, task: Mapping[str, Any], settled: date) -> dict[str, Any]:
    """Gives one line of the checklist. A task with a deadline in the law takes it from there; some tasks have no day."""
    row = {"task": task["name"], "owner": task["owner"], "waits_for": list(task["after"]), "from": None, "by": None}
    if "from" in task:
        row["from"] = settled + timedelta(days=task["from"])
    if "to" in task:
        row["by"] = settled + timedelta(days=task["to"])
    law = task.get("deadline")
    if law is None:
        return row
    if law["unit"] == "month_end":
        row["by"] = add_months(settled.replace(day=1), 1) - timedelta(days=1)
        return row
    number = c.version(law["parameter"])[0][law["key"]]
    row["by"] = settled + timedelta(days=number) if law["unit"] == "days" else add_months(settled, number)
    return row


def _falls_now(row: Mapping[str, Any], on: date) -> bool:
    return row["by"] is not None and (row["from"] or date.min) <= on <= row["by"]
