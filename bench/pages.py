"""Measures the list, the search and the person page with 100,000 people loaded, beside the plain stack, alternately.

Ours: granian, two processes, Jinja pages, our own list. The plain stack: the textbook way to write the same list over the
same tables (bench/plain/): gunicorn with threads, Django's templates, its database session, its paginator. Both read the
same database with the same signed-in user, both check what she may see, and both write the read log.
"""

import json
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from bench import report
from bench.database import ROOT, country

PORT = 8137
WRK = """
wrk.method = "{method}"
wrk.headers["Cookie"] = "{cookie}"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.body = {body}
done = function(summary, latency, requests)
  io.write(string.format('RESULT {{"rps": %.2f, "p50": %.3f, "p95": %.3f, "p99": %.3f, "bad": %d, "socket": %d}}\\n',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    latency:percentile(99) / 1000, summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
"""


def measure(database: str, *, size: str, rounds: int, seconds: int) -> list[str]:
    """Lines of the report for one database."""
    if not shutil.which("wrk"):
        return [f"## Pages, {database}", "", "wrk is not on this machine (apt-get install wrk): not measured.", ""]
    env, made_in = country(database, size)
    seats = json.loads(
        subprocess.run(
            [sys.executable, "-m", "bench.seats"], cwd=ROOT, env=env, check=True, capture_output=True, text=True
        ).stdout
    )
    ours = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(PORT), "--workers", "2",
            "--blocking-threads", "1", "--backpressure", "64", "--no-ws", "--log-level", "error", "samlop.config.wsgi:application"]  # fmt: skip
    plain = [
        sys.executable,
        "-m",
        "gunicorn",
        "-b",
        f"127.0.0.1:{PORT}",
        "-w",
        "2",
        "-k",
        "gthread",
        "--threads",
        "4",
        "--log-level",
        "error",
        "bench.plain.wsgi:application",
    ]
    found: dict[str, list[dict]] = {}
    for _ in range(rounds):
        for stack, command in (("ours", ours), ("plain", plain)):
            with _serving(command, env):
                for name, page in seats["pages"].items():
                    if stack == "plain" and not page.get("plain"):
                        continue
                    path = page["path"] if stack == "ours" else page["plain"]
                    found.setdefault(f"{stack} {name}", []).append(_load(path, page, seats, seconds))
    lines = [f"## Pages, {database}", "", f"{seats['people']:,} people in {seats['municipalities']} municipalities, {seats['largest']:,} in the largest. " + (f"Made in {made_in:.0f} s. " if made_in else "") + f"8 connections, {rounds} rounds of {seconds} s, alternately; median (range).", "", "| page | p50 ms | p95 ms | requests/s | times the plain stack |", "|---|---|---|---|---|"]  # fmt: skip
    for name in seats["pages"]:
        our, their = found[f"ours {name}"], found.get(f"plain {name}", [])
        ratio = report.spread([o["rps"] / t["rps"] for o, t in zip(our, their, strict=True)]) if their else ""
        lines.append(_row(name, our, ratio))
        if their:
            lines.append(_row(f"{name} (plain stack)", their, ""))
    bad = sum(r["bad"] + r["socket"] for results in found.values() for r in results)
    return [*lines, "", f"Failed requests: {bad}.", ""]


def _row(name: str, results: list[dict], ratio: str) -> str:
    return f"| {name} | {report.spread([r['p50'] for r in results])} | {report.spread([r['p95'] for r in results])} | {report.spread([r['rps'] for r in results])} | {ratio} |"


def _load(path: str, page: dict, seats: dict, seconds: int) -> dict:
    script = ROOT / "var" / "wrk.lua"
    body = json.dumps(f"csrfmiddlewaretoken={seats['csrf']}&{page['body']}") if page.get("body") else "nil"
    script.write_text(
        WRK.format(
            method="POST" if page.get("body") else "GET",
            cookie=f"sessionid={page['session']}; csrftoken={seats['csrf']}",
            body=body,
        )
    )
    command = ["wrk", "-t1", "-c8", "-s", str(script), f"http://127.0.0.1:{PORT}{path}"]
    subprocess.run([*command, "-d1s"], capture_output=True, check=True)
    out = subprocess.run([*command, f"-d{seconds}s"], capture_output=True, text=True, check=True).stdout
    return json.loads(next(line for line in out.splitlines() if line.startswith("RESULT"))[7:])


class _serving:
    """Starts a server, waits until it answers, and stops it."""

    def __init__(self, command: list[str], env: dict[str, str]):
        self.command, self.env = command, env | {"PYTHONPATH": str(ROOT)}

    def __enter__(self) -> None:
        log = Path(ROOT / "var" / "bench-server.log").open("w")
        self.process = subprocess.Popen(self.command, cwd=ROOT, env=self.env, stdout=log, stderr=log)
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/logg-inn/", timeout=2).read()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server did not start: see var/bench-server.log")

    def __exit__(self, *_) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
