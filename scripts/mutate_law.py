"""Breaks the law one small piece at a time, and tells which breaks no test notices.

A mutant is one number, truth value or date of a parameter file moved by one, or one comparison in a rule turned: `<` to `<=`, `==`
to `!=`, `in` to `not in`. Each runs in a process of its own (a fork), against the case files and the tests of the law that reach
it, which a first run has found out; it is killed when one of them fails. What survives is printed with its place.

    .venv/bin/python scripts/mutate_law.py [--only benefit] [--seconds 600] [--parameters | --comparisons]
"""

from __future__ import annotations

import argparse
import ast
import functools
import gc
import inspect
import io
import os
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import pytest  # noqa: E402

import samlop.law  # noqa: E402
import samlop.law.parameters as parameters  # noqa: E402

LAW = Path(samlop.law.__file__).parent
# Folders and files that hold law. The others carry it: readers, words, drafts, and the columns, which are compared with the rules.
CARRIERS = {"bulk", "drafts", "english", "facts", "paragraphs", "parameters", "readings"}
RULES = sorted(
    path for path in (*LAW.glob("*/*.py"), LAW / "days.py", LAW / "money.py") if path.parent.name not in CARRIERS
)
SLOW_SECONDS = 0.4
STUCK_SECONDS = 60
UNBROKEN = 3
# Tests that compare one way of asking with another, or look at words and files, say nothing about what the law should answer.
LEFT_OUT = ("test_bulk", "test_words", "test_command", "test_explain", "test_whatif", "test_drafts", "test_anybody", "test_changes",
            "test_every_answer_can_be_frozen_and_explains_itself", "test_every_file_can_be_read_in_one_sitting")  # fmt: skip
TURNED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
SIGNS = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=", ast.In: "in", ast.NotIn: "not in",
    ast.Is: "is", ast.IsNot: "is not",
}  # fmt: skip


@dataclass(frozen=True)
class Check:
    """One case or test that runs without a fixture."""

    name: str
    run: Callable[[], Any]


@dataclass(frozen=True)
class Mutant:
    """One break. `reached` is what a check must have touched to be able to notice it."""

    where: str
    what: str
    reached: tuple[Any, ...]
    apply: Callable[[], None]


# ----- checks, and what each of them reaches


class _Collect:
    def __init__(self) -> None:
        self.items: list[Any] = []

    def pytest_collection_finish(self, session: Any) -> None:
        self.items = list(session.items)


def checks() -> list[Check]:
    """Collects the tests of the law that need no fixture; the case files are among them."""
    found = _Collect()
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        pytest.main(
            [str(ROOT / "tests" / "law"), "--collect-only", "-q", "-p", "no:cacheprovider", "-n0"], plugins=[found]
        )
    made = []
    for item in found.items:
        given = item.callspec.params if hasattr(item, "callspec") else {}
        if item.module.__name__.rpartition(".")[2] in LEFT_OUT or item.obj.__name__ in LEFT_OUT:
            continue
        if getattr(item.obj, "is_hypothesis_test", False):
            continue
        if set(inspect.signature(item.obj).parameters) <= set(given):
            made.append(Check(item.nodeid, functools.partial(item.obj, **given)))
    return made


@functools.cache
def caches() -> list[Any]:
    """Finds every cache of the law but the parameters themselves."""
    kept = {parameters.enacted, parameters._files, parameters.parameter_names}
    return [
        item
        for item in gc.get_objects()
        if type(item) is functools._lru_cache_wrapper  # type: ignore[comparison-overlap]
        and item.__module__.startswith("samlop.law")
        and item not in kept
    ]


def reach(every: list[Check]) -> tuple[dict[Any, list[Check]], list[Check]]:
    """Runs every check once and notes which parameters and lines it touches. Gives also those that fail unbroken."""
    touched: dict[Any, list[Check]] = defaultdict(list)
    seen: set[Any] = set()
    names = {str(path) for path in RULES}
    clear = caches()

    def lines(frame: Any, event: str, _: Any) -> Any:
        if event == "line":
            seen.add((frame.f_code.co_filename, frame.f_lineno))
        return lines

    def calls(frame: Any, _: str, __: Any) -> Any:
        code = frame.f_code
        if code is looked_up:
            seen.add(frame.f_locals["name"])
        return lines if code.co_filename in names else None

    looked_up = parameters.parameter.__code__
    failing, took = [], {}
    for check in every:
        for cache in clear:
            if cache.cache_info().currsize:
                cache.cache_clear()
        seen.clear()
        # Processor time: on a busy machine half the cases would look slow, be left out, and their breaks look unseen.
        began = time.process_time()
        sys.settrace(calls)
        try:
            passed = _passes(check)
        finally:
            sys.settrace(None)
        took[check.name] = time.process_time() - began
        if not passed:
            failing.append(check)
        elif took[check.name] < SLOW_SECONDS:
            for spot in seen:
                touched[spot].append(check)
    for found in touched.values():
        found.sort(key=lambda check: took[check.name])
    return touched, failing


def _passes(check: Check) -> bool:
    try:
        with redirect_stdout(io.StringIO()):
            check.run()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001  # pytest's own failures are no Exception; any fault means that the break is noticed
        return False
    return True


# ----- mutants of parameters


def parameter_mutants() -> Iterator[Mutant]:
    """Moves each number by one, turns each truth value, and moves each date by a day."""
    for name in parameters.parameter_names():
        found = parameters.enacted(name)
        for group in ("values", "adopted"):
            rows = getattr(found, group)
            for n, value in enumerate(rows):
                label = f"parameters/{name} [{value.id or value.valid_from}]"
                for path, old, new in _leaves(value.data):
                    data = _with(value.data, path, new)
                    changed = (*rows[:n], replace(value, data=data), *rows[n + 1 :])
                    yield _mutant(
                        label, f"{'.'.join(map(str, path))}: {old} -> {new}", replace(found, **{group: changed})
                    )
                if group == "values":
                    day = value.valid_from + timedelta(days=1)
                    before = (
                        (*rows[: n - 1], replace(rows[n - 1], valid_to=day))
                        if n and rows[n - 1].valid_to == value.valid_from
                        else rows[:n]
                    )
                    changed = (*before, replace(value, valid_from=day), *rows[n + 1 :])
                    yield _mutant(label, f"valid_from -> {day}", replace(found, values=changed))
                    following = rows[n + 1].valid_from if n + 1 < len(rows) else None
                    if value.valid_to is not None and value.valid_to != following:
                        ends = value.valid_to + timedelta(days=1)
                        changed = (*rows[:n], replace(value, valid_to=ends), *rows[n + 1 :])
                        yield _mutant(label, f"valid_to -> {ends}", replace(found, values=changed))


def _mutant(label: str, what: str, broken: Any) -> Mutant:
    def apply() -> None:
        whole = parameters.enacted
        parameters.enacted = lambda name: broken if name == broken.name else whole(name)  # type: ignore[assignment]

    return Mutant(label, what, (broken.name,), apply)


def _leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
    pairs = data.items() if hasattr(data, "items") else enumerate(data) if isinstance(data, list | tuple) else ()
    for key, item in pairs:
        here = (*path, key)
        if isinstance(item, bool):
            yield here, item, not item
        elif isinstance(item, int | float):
            yield here, item, item + 1
        elif isinstance(item, date):
            yield here, item, item + timedelta(days=1)
        else:
            yield from _leaves(item, here)


def _with(data: Any, path: tuple[Any, ...], new: Any) -> Any:
    copied = deepcopy(dict(data))
    inner = copied
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = new
    return copied


# ----- mutants of comparisons


def comparison_mutants() -> Iterator[Mutant]:
    """Turns each comparison of each rule file."""
    for path in RULES:
        source = path.read_text(encoding="utf-8")
        count = sum(isinstance(node, ast.Compare) for node in ast.walk(ast.parse(source)))
        for nth in range(count):
            tree = ast.parse(source)
            node = [found for found in ast.walk(tree) if isinstance(found, ast.Compare)][nth]
            for n, sign in enumerate(node.ops):
                old = ast.unparse(node)
                node.ops[n] = TURNED[type(sign)]()
                broken = compile(tree, str(path), "exec")
                what = f"{old}  ({SIGNS[type(sign)]} -> {SIGNS[TURNED[type(sign)]]})"
                spots = tuple((str(path), line) for line in range(node.lineno, (node.end_lineno or node.lineno) + 1))
                yield Mutant(
                    f"{path.relative_to(LAW)}:{node.lineno}", what, spots, functools.partial(_swap, str(path), broken)
                )
                node.ops[n] = sign


def _swap(path: str, broken: CodeType) -> None:
    """Gives every function of a file its code from the broken one: whoever has imported the function has it too."""
    new = dict(_codes(broken))
    changed = 0
    for function in _functions()[path]:
        code = new.get(_place(function.__code__))
        if code is not None and code.co_freevars == function.__code__.co_freevars:
            changed += code.co_code != function.__code__.co_code or code.co_consts != function.__code__.co_consts
            function.__code__ = code
    assert changed, f"Nothing in {path} was broken: the file has changed since it was loaded."


@functools.cache
def _functions() -> dict[str, list[FunctionType]]:
    """Finds every function of the rule files, by file."""
    found: dict[str, list[FunctionType]] = defaultdict(list)
    for item in gc.get_objects():
        if type(item) is FunctionType:
            found[item.__code__.co_filename].append(item)
    return found


def _codes(code: CodeType) -> Iterator[tuple[Any, CodeType]]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield _place(inner), inner
            yield from _codes(inner)


def _place(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


# ----- the run


def noticed(mutant: Mutant, by: list[Check]) -> bool:
    """Applies the break in a fork, and says whether a check fails there. One that never ends is noticed too."""
    child = os.fork()
    if child == 0:
        # Processor time, not time on the wall: a busy machine must not make a break look noticed.
        resource.setrlimit(resource.RLIMIT_CPU, (STUCK_SECONDS, STUCK_SECONDS))
        sys.stderr = io.StringIO()
        try:
            mutant.apply()
        except AssertionError:
            os._exit(UNBROKEN)
        for cache in caches():
            cache.cache_clear()
        os._exit(0 if all(_passes(check) for check in by) else 1)
    ended = os.waitpid(child, 0)[1]
    if os.waitstatus_to_exitcode(ended) == UNBROKEN:
        raise RuntimeError(f"{mutant.where} could not be broken: {mutant.what}")
    return ended != 0


def main() -> int:
    """Prints one line per survivor, then the sum. Ends with 1 when something survived."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="a part of the place: benefit, duration.py, parameters/basic_amount")
    parser.add_argument("--seconds", type=int, default=3600)
    parser.add_argument("--parameters", action="store_true")
    parser.add_argument("--comparisons", action="store_true")
    args = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samlop.config.settings")
    os.nice(10)
    began = time.monotonic()
    every = checks()
    touched, failing = reach(every)
    print(
        f"{len(every)} cases and tests, {time.monotonic() - began:.0f} s to see what each of them reaches", flush=True
    )
    for check in failing:
        print(f"fails unbroken, left out: {check.name}")
    mutants = [] if args.comparisons else list(parameter_mutants())
    mutants += [] if args.parameters else list(comparison_mutants())
    mutants = [mutant for mutant in mutants if args.only in mutant.where]
    # Found once, before the freeze, which keeps the forks from copying every object and hides them from the collector.
    _functions(), caches()
    gc.freeze()
    killed = survived = unreached = tried = 0
    for mutant in mutants:
        if time.monotonic() - began > args.seconds:
            break
        tried += 1
        by = list({check.name: check for spot in mutant.reached for check in touched.get(spot, [])}.values())
        if not by:
            unreached += 1
            print(f"NOT REACHED  {mutant.where}  {mutant.what}", flush=True)
        elif noticed(mutant, by):
            killed += 1
        else:
            survived += 1
            print(f"SURVIVED     {mutant.where}  {mutant.what}  ({len(by)} checks)", flush=True)
    print(
        f"{len(mutants)} mutants, {tried} tried: {killed} killed, {survived} survived, {unreached} not reached by any check"
    )
    return 1 if survived or unreached else 0


if __name__ == "__main__":
    sys.exit(main())
