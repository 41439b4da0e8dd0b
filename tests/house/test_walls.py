"""The house holds: floors, habits, and what must never stand in the repository."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from samlop.core import identity

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "samlop"


def tracked(*endings: str) -> list[Path]:
    """The files git knows, or would know on the next commit."""
    out = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    paths = [ROOT / line for line in out.splitlines()]
    return [p for p in paths if p.is_file() and (not endings or p.suffix in endings)]


def code(*, but: tuple[str, ...] = ()) -> list[Path]:
    return [
        p
        for p in sorted(SRC.rglob("*.py"))
        if "migrations" not in p.parts and not any(str(p.relative_to(SRC)).startswith(b) for b in but)
    ]


def offences(pattern: str, files: list[Path]) -> list[str]:
    found = []
    for path in files:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if re.search(pattern, line.split("#")[0] if path.suffix == ".py" else line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    return found


def test_every_room_stands_above_all_it_imports():
    command = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-3000:]


def test_single_rows_are_fetched_only_in_queries():
    files = [p for p in code() if p.name != "queries.py" and "queries" not in p.parent.name]
    assert offences(r"\.objects\.get\(|get_object_or_404\(", files) == []


def test_only_the_clock_asks_what_time_it_is():
    files = code(but=("core/clock.py",))
    assert (
        offences(r"\bdate\.today\(|datetime\.now\(|timezone\.now\(|utcnow\(|time\.time\(|auto_now|localdate\(", files)
        == []
    )


def test_chance_is_passed_in():
    """`random.Random(seed)` may be made by the command line; nobody draws from the shared generator."""
    assert offences(r"\brandom\.(random|choice|choices|randint|shuffle|sample|uniform|seed)\(|uuid4\(", code()) == []


def test_no_rule_hides_in_signals_and_no_page_marks_text_safe():
    assert offences(r"django\.db\.models\.signals|@receiver|mark_safe\(", code()) == []


def test_files_stay_readable():
    long = [f"{p.relative_to(ROOT)}: {n}" for p in code() if (n := len(p.read_text().splitlines())) > 400]
    assert long == [], "past 400 lines a file becomes a folder of the same name, split by act"


def test_templates_have_no_inline_style_or_script():
    pages = sorted(SRC.rglob("jinja2/**/*.html"))
    assert pages
    assert offences(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\ssrc=)|javascript:", pages) == []


def test_no_number_of_real_shape_stands_anywhere():
    """Only synthetic identity numbers (month + 80) may be written down, in code, tests, data and documents."""
    found = []
    for path in tracked():
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        if path.name.endswith((".lock", "package-lock.json")):
            continue
        for match in re.finditer(r"(?<![\d.])\d{6}[ ]?\d{5}(?![\d.])", text):
            number = identity.parse(match.group().replace(" ", ""))
            if number and not number.synthetic:
                found.append(f"{path.relative_to(ROOT)}: …{match.group()[-2:]}")
    assert found == []


def test_the_real_shape_test_would_notice():
    ordinary = next(n for n in (f"010190{i:05d}" for i in range(10**5)) if identity.parse(n))
    assert not identity.parse(ordinary).synthetic


def test_no_download_address_stands_in_the_repository():
    hosts = r"pypi\.o" + r"rg|pythonhosted\.o" + r"rg|registry\.npm" + r"js|deb\.debian\.o" + r"rg"
    texts = [
        p
        for p in tracked()
        if p.suffix in {".lock", ".json", ".toml", ".py", ".sh", ".md", ".txt", ""} and p.stat().st_size < 3_000_000
    ]
    assert offences(hosts, texts) == []


@pytest.mark.parametrize("name", ["run.lock", "dev.lock", "bench.lock", "node.lock"])
def test_locks_pin_names_versions_and_hashes(name):
    lines = (ROOT / "requirements" / name).read_text().splitlines()
    pins = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert pins
    assert all("==" in line and line.endswith("\\") for line in pins)
    assert sum("--hash=sha256:" in line for line in lines) >= len(pins)


def test_every_place_the_map_names_exists():
    page = (ROOT / "docs" / "where-does-it-go.md").read_text()
    paths = re.findall(r"`((?:src|docs|tests|bench|scripts|requirements|\.ci)/[^`\s]*)`", page)
    assert len(paths) > 15
    assert [p for p in paths if not list(ROOT.glob(p.rstrip("/")))] == []
    assert len(page.splitlines()) <= 60, "one screen"
