"""Measures the law beside OpenFisca, alternately in one run: one person, a million, a timeline, and the whole catalogue at night.

Run by `python -m bench law`, in an environment of its own (requirements/bench.lock): the product never installs OpenFisca.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from tests.law.crowd import a_crowd, boundary_days  # noqa: E402

from bench import law_peer as peer  # noqa: E402
from samlop.law import Facts, answer, ask, assess_many  # noqa: E402
from samlop.law.bulk import QUESTIONS, Columns, answers, timeline  # noqa: E402
from samlop.law.bulk.calendar import NEVER, UNKNOWN, numbers  # noqa: E402
from samlop.law.bulk.columns import HOUR  # noqa: E402
from samlop.law.codes import permit_codes, reference_codes  # noqa: E402
from samlop.law.facts import EDUCATION, GOALS  # noqa: E402

PERIOD, ON = "2026-11", dt.date(2026, 11, 1)
SEED = 7
PERMITS = ("P-28", "P-35", "P-38", "P-34", "P-FAM", "P-53", "work_23")
REFERENCES = ("P-28", "P-34", "norwegian_citizen", "eea_citizen")
# Which question each column of the answer belongs to: rows where the question is open are not compared.
QUESTION_OF = dict.fromkeys(("position", "decide_before", "revives_before"), QUESTIONS[0])
QUESTION_OF |= dict.fromkeys(("start_by", "deadline_state"), QUESTIONS[1])
QUESTION_OF |= dict.fromkeys(("table", "ends", "ends_with_extension"), QUESTIONS[2])
QUESTION_OF |= dict.fromkeys(("hours", "hours_from"), QUESTIONS[3])
QUESTION_OF |= {"norwegian": QUESTIONS[4], "rate": QUESTIONS[5], "monthly_ore": QUESTIONS[5]}


def population(count: int) -> dict[str, Any]:
    """Invented participants as plain columns: what both engines are given. An unknown date is the first day of 2100."""
    rng = np.random.default_rng(SEED)

    def days(first: str, span: int, known: float = 1.0) -> Any:
        found = np.datetime64(first) + rng.integers(0, span, count).astype("timedelta64[D]")
        return np.where(rng.random(count) < known, found, peer.FAR)

    granted = days("2023-01-01", 1300)
    settled = granted + rng.integers(0, 200, count).astype("timedelta64[D]")
    after = settled + rng.integers(20, 200, count).astype("timedelta64[D]")
    begun = rng.random(count)
    flag = lambda chance: rng.random(count) < chance  # noqa: E731
    return {
        "birth_date": days("1966-01-01", 365 * 44),
        "permit_date": granted,
        "settlement_date": settled,
        "demand_date": np.where(rng.random(count) < 0.1, after, peer.FAR),
        "offer_date": np.where(begun < 0.8, after, peer.FAR),
        "decision_date": np.where(begun < 0.7, after, peer.FAR),
        "start_date": np.where(begun < 0.6, after + rng.integers(0, 40, count), peer.FAR),
        "reference_settled": settled - rng.integers(100, 2500, count).astype("timedelta64[D]"),
        "family_application_date": granted - rng.integers(50, 400, count).astype("timedelta64[D]"),
        "job_end": days("2026-01-01", 600, 0.3),
        "permit": np.array([permit_codes().index(code) for code in PERMITS], np.int32)[
            rng.integers(0, len(PERMITS), count)
        ],
        "reference_permit": np.array([reference_codes().index(code) for code in REFERENCES], np.int32)[
            rng.integers(0, len(REFERENCES), count)
        ],
        "education": rng.integers(0, len(EDUCATION), count).astype(np.int32),
        "goal": rng.integers(0, len(GOALS), count).astype(np.int32),
        "job_hours": (rng.integers(0, 75, count) * (HOUR // 2)).astype(np.int32) * flag(0.15),
        "settled_by_agreement": flag(0.9),
        "asylum_application": flag(0.9),
        "lives_with_parents": flag(0.1),
        "compulsory_school_completed": flag(0.5),
        "needs_documented_b2": flag(0.1),
        "norwegian_inside_fov": flag(0.2),
    }


def columns(people: dict[str, Any]) -> Columns:
    """Our columns of the same arrays. This is part of what is timed, as setting the inputs is for the peer."""
    given = {name: numbers(values) if name in peer.DATES else values for name, values in people.items()}
    return Columns.unknown(len(people["birth_date"]), **given)


def facts_of(people: dict[str, Any], row: int) -> Facts:
    """One of the same people, as the ordinary rules know her."""
    codes = {"permit": permit_codes(), "reference_permit": reference_codes(), "education": EDUCATION, "goal": GOALS}
    known: dict[str, Any] = {}
    for name, values in people.items():
        value = values[row]
        if name in peer.DATES:
            if value < peer.FAR:
                known[name] = value.astype(object)
        elif name in codes:
            known[name] = codes[name][value]
        elif name == "job_hours":
            known["job_hours_per_week"] = int(value) / HOUR
        else:
            known[name] = bool(value)
    return Facts(**known)


def rounds(
    ours: Callable[[], Any], theirs: Callable[[], Any], times: int
) -> tuple[list[float], list[float], list[float]]:
    """Runs both alternately after one warm-up each. Gives the seconds of both and the ratio of each pair."""
    ours(), theirs()
    mine: list[float] = []
    other: list[float] = []
    for _ in range(times):
        for call, kept in ((ours, mine), (theirs, other)):
            began = time.perf_counter()
            call()
            kept.append(time.perf_counter() - began)
    return mine, other, [theirs_s / ours_s for ours_s, theirs_s in zip(mine, other, strict=True)]


def spread(values: list[float], scale: float = 1.0, digits: int = 1) -> str:
    return f"{statistics.median(values) * scale:.{digits}f} ({min(values) * scale:.{digits}f}-{max(values) * scale:.{digits}f})"


def one_person(found: Any, times: int) -> list[str]:
    """One person, all outputs of the shared rules: ours with the full trace, the peer without one."""
    people = population(40)
    rows = [facts_of(people, row) for row in range(40)]
    as_json = [
        {
            name: {"ETERNITY": str(values[row]) if name in peer.DATES else values[row].item()}
            for name, values in people.items()
        }
        for row in range(40)
    ]
    # Forty people a round: switching between the engines after each person would measure cold caches.
    ours = lambda: [ask(question, facts, ON) for facts in rows for question in QUESTIONS]  # noqa: E731
    theirs = lambda: [peer.situation(found, asked, PERIOD) for asked in as_json]  # noqa: E731
    mine, other, ratio = rounds(ours, theirs, times)
    mine, other = [s / len(rows) for s in mine], [s / len(rows) for s in other]
    return [
        "| one person, all outputs | ms | times OpenFisca | goal |",
        "|---|---|---|---|",
        f"| ours, six findings with full trace | {spread(mine, 1e3, 3)} | {spread(ratio)} | 10 |",
        f"| OpenFisca, JSON situation, no trace | {spread(other, 1e3, 2)} | 1 |  |",
        "",
    ]


def bulk(found: Any, count: int, times: int) -> list[str]:
    """A million people, all outputs, from the same arrays."""
    people = population(count)
    mine, other, ratio = rounds(lambda: answers(columns(people), ON), lambda: peer.vector(found, people, PERIOD), times)
    ours, theirs = answers(columns(people), ON), peer.vector(found, people, PERIOD)
    different = sum(_different(ours, theirs, name) for name in peer.OUTPUTS)
    decided = ", ".join(f"{name} {ours.decided[name].mean():.0%}" for name in QUESTIONS)
    return [
        f"| {count:,} people, {len(peer.OUTPUTS)} outputs | million people/s | times OpenFisca | goal |",
        "|---|---|---|---|",
        f"| ours | {spread([count / s for s in mine], 1e-6)} | {spread(ratio)} | 3 |",
        f"| OpenFisca, vector | {spread([count / s for s in other], 1e-6, 2)} | 1 |  |",
        "",
        f"Answers that differ between the two: {different}. Rows we decide (the others are open questions of law): {decided}.",
        "",
    ]


def _different(ours: Any, theirs: dict[str, Any], name: str) -> int:
    mine, other = getattr(ours, name), theirs[name]
    if other.dtype.kind == "M":
        mine = np.where(mine == NEVER, UNKNOWN, mine)
        other = numbers(other)
    return int((ours.decided[QUESTION_OF[name]] & (mine.astype(np.int64) != other.astype(np.int64))).sum())


def months(found: Any, count: int, times: int) -> list[str]:
    """48 months for many people: benefit in programme and overdue starts."""
    people = population(count)
    days = [dt.date(year, month, 1) for year in range(2023, 2027) for month in range(1, 13)]
    names = [f"{day:%Y-%m}" for day in days]
    ours = lambda: timeline(columns(people), days)  # noqa: E731
    mine, other, ratio = rounds(ours, lambda: peer.months_of(found, people, names), times)
    a, b = ours(), peer.months_of(found, people, names)
    different = sum(
        int((a.decided[n] & (a.monthly_ore[n] != b["benefit_in_programme", name])).sum())
        + int((a.late_decided[n] & (a.late[n] != b["late", name])).sum())
        for n, name in enumerate(names)
    )
    return [
        f"| {len(days)} months x {count:,} people | ms | times OpenFisca | goal |",
        "|---|---|---|---|",
        f"| ours | {spread(mine, 1e3, 0)} | {spread(ratio)} | 2 |",
        f"| OpenFisca, vector | {spread(other, 1e3, 0)} | 1 |  |",
        "",
        f"Answers that differ between the two: {different}.",
        "",
    ]


def catalogue(count: int) -> list[str]:
    """Everything a counsellor needs to know about each person, without the database."""
    began = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        shares = list(pool.map(_assessed, [(count // 2, seed) for seed in (1, 2)]))
    took = time.perf_counter() - began
    findings, seconds = (sum(column) for column in zip(*shares, strict=True))
    return [
        f"The whole catalogue for {count:,} people, two processes, without the database: {took:.1f} s with the invention of the "
        f"people, {findings:,} findings; the law alone {seconds * 1000 / count:.2f} ms of processor time a person (aim 0.5).",
        "",
    ]


def _assessed(job: tuple[int, int]) -> tuple[int, float]:
    count, seed = job
    people = list(a_crowd(count, seed=seed))
    began = time.process_time()
    findings = sum(len(assessment.findings) for assessment in assess_many(people, dt.date(2026, 11, 21)))
    return findings, time.process_time() - began


def identical(count: int) -> list[str]:
    """Asks both ways about random people on random days, and on every boundary day of the law."""
    began = time.perf_counter()
    share = count // 8
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(_compared, [(share, seed) for seed in range(8)]))
    asked, decided, different = (sum(column) for column in zip(*results, strict=True))
    return [
        f"Interactive and bulk, {share * 8:,} random people, each on a boundary day of the law or the day before or after: "
        f"{asked:,} answers, {decided / asked:.0%} of them from the columns, {different} different "
        f"({time.perf_counter() - began:.0f} s).",
        "",
    ]


def _compared(job: tuple[int, int]) -> tuple[int, int, int]:
    count, seed = job
    people = list(a_crowd(count, seed=1000 + seed))
    days = sorted({edge + dt.timedelta(days=near) for edge in boundary_days() for near in (-1, 0, 1)})
    days = [day for day in days if day.year > 2020]
    asked = decided = different = 0
    for nth, on in enumerate(days):
        some = people[nth :: len(days)]
        found = answers(Columns.of(some), on)
        for row, facts in enumerate(some):
            for question in QUESTIONS:
                asked += 1
                if found.decided[question][row]:
                    decided += 1
                    different += answer(question, facts, on) != found.value(question, row)
    return asked, decided, different


def main() -> int:
    """Prints the part of the report about the law, as markdown."""
    parser = argparse.ArgumentParser(prog="python -m bench.law")
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("parts", nargs="*", default=[])
    args = parser.parse_args()
    parts = args.parts or ["one", "bulk", "months", "catalogue", "identical"]
    began = time.perf_counter()
    found = peer.system()
    lines = [
        "## Law, beside OpenFisca",
        "",
        f"openfisca-core {_version()}, NumPy {np.__version__}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the start. The same inputs, outputs and parameter files; "
        f"both alternately, {args.rounds} rounds; median (range). Building the peer's system took {time.perf_counter() - began:.2f} s and is not counted.",
        "",
    ]
    if "one" in parts:
        lines += one_person(found, args.rounds * 3)
    if "bulk" in parts:
        lines += bulk(found, args.people, args.rounds)
    if "months" in parts:
        lines += months(found, args.people // 25, args.rounds)
    if "catalogue" in parts:
        lines += catalogue(args.people // 10)
    if "identical" in parts:
        lines += identical(args.people)
    print("\n".join(lines))
    return 0


def _version() -> str:
    from importlib.metadata import version

    return version("openfisca-core")


if __name__ == "__main__":
    sys.exit(main())
