"""Takes pictures of the pages people use most, at the width of a phone and of a desk, from the invented municipality.

The pictures of the README go to docs/images/; all the others to var/screenshots/.
"""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATABASE = ROOT / "var" / "screenshots.sqlite3"
TODAY = "2026-11-21"
PORT = 8138
WIDTHS = (390, 1280)
README = {"my-people"}
# (name, user, how to get there: an address, or words of links to follow from the start page)
PICTURES = [
    ("my-people", "kari", ["/mine-folk/"]),
    ("person", "kari", ["/mine-folk/", ".line .who a"]),
    ("pathway", "kari", ["/mine-folk/", ".line .who a", "a[href^='/lop/']"]),
    ("law", "kari", ["/mine-folk/", ".line .who a", "a[href$='/loven/']"]),
    ("arrivals", "per", ["/ankomster/"]),
    ("team", "lise", ["/teamet/"]),
    ("deviations", "lise", ["/avvik/"]),
    ("templates", "nina", ["/lop/maler/"]),
]


def main() -> int:
    """Starts the server on a database of its own, takes the pictures, stops it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        print("Chromium is needed for pictures: apt-get install chromium")
        return 1
    for ending in ("", "-wal", "-shm"):
        Path(f"{DATABASE}{ending}").unlink(missing_ok=True)
    env = os.environ | {
        "SAMLOP_DATABASE_URL": f"sqlite:///{DATABASE}",
        "SAMLOP_FIXED_TODAY": TODAY,
        "SAMLOP_TEST_DATA": "1",
    }
    server = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from samlop.config.cli import main; sys.exit(main())",
            "start",
            "--port",
            str(PORT),
            "--workers",
            "1",
        ],
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait()
        _shoot(chromium)
    finally:
        server.terminate()
        server.wait(timeout=20)
    return 0


def _wait() -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/logg-inn/", timeout=2).read()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def _shoot(chromium: str) -> None:
    import django
    from playwright.sync_api import sync_playwright

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samlop.config.settings")
    django.setup()
    from samlop.access.views import DEMO_PASSWORD

    folder = ROOT / "var" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        for user in dict.fromkeys(user for _, user, _ in PICTURES):
            page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nb-NO").new_page()
            page.goto(f"http://127.0.0.1:{PORT}/logg-inn/")
            page.get_by_label("Brukernavn").fill(user)
            page.get_by_label("Passord").fill(DEMO_PASSWORD)
            page.get_by_role("button", name="Logg inn").click()
            for name, who, way in PICTURES:
                if who != user:
                    continue
                for hop in way:
                    if hop.startswith("/"):
                        page.goto(f"http://127.0.0.1:{PORT}{hop}")
                    else:
                        page.locator(hop).first.click()
                        page.wait_for_load_state("load")
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    target = ROOT / "docs" / "images" if name in README else folder
                    page.screenshot(path=target / f"{name}-{width}.png", full_page=name not in README)
                page.set_viewport_size({"width": 1280, "height": 900})
                print(f"{name}: {page.url.split(str(PORT))[-1]}")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
