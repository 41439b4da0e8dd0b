"""A real browser against the real server: Debian's Chromium through Playwright, axe, the keyboard, and screenshots."""

import json
import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "var" / "screenshots"
WIDTHS = (390, 1280)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Playwright runs an event loop in this thread; Django would otherwise refuse the database here.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        if os.environ.get("SAMLOP_NEED_BROWSER"):
            pytest.fail("Chromium is needed here, and is not installed")
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


class Visitor:
    """One person at one browser. Knows how to sign in, press buttons by their words, and judge the page she is on."""

    def __init__(self, browser, live_server, *, width: int = 1280, scripts: bool = True):
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="nb-NO", java_script_enabled=scripts
        )
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.server = live_server.url
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console",
            lambda message: (
                self.errors.append(message.text)
                if message.type == "error" and "Content Security" in message.text
                else None
            ),
        )
        self.errors: list[str] = []

    def sign_in(self, user, password: str = "prove-passord-1") -> "Visitor":
        self.go("/logg-inn/")
        self.page.get_by_label("Brukernavn").fill(user if isinstance(user, str) else user.username)
        self.page.get_by_label("Passord").fill(password)
        self.press("Logg inn")
        return self

    def go(self, path: str) -> "Visitor":
        self.page.goto(self.server + path)
        return self

    def press(self, words: str, *, nth: int = 0, exact: bool = True) -> "Visitor":
        """Presses the button, or else follows the link, with these words."""
        button = self.page.get_by_role("button", name=words, exact=exact)
        target = button if button.count() else self.page.get_by_role("link", name=words, exact=exact)
        target.nth(nth).click()
        self.page.wait_for_load_state("load")
        return self

    def fill(self, label: str, value: str, *, nth: int = 0) -> "Visitor":
        self.page.get_by_label(label, exact=False).nth(nth).fill(value)
        return self

    def choose(self, label: str, value: str, *, nth: int = 0) -> "Visitor":
        self.page.get_by_label(label, exact=False).nth(nth).select_option(label=value)
        return self

    def sees(self, *words: str) -> "Visitor":
        text = self.text()
        for word in words:
            assert word.casefold() in text.casefold(), f"«{word}» is not on {self.page.url}:\n{text[:3000]}"
        return self

    def sees_not(self, *words: str) -> "Visitor":
        text = self.text()
        for word in words:
            assert word.casefold() not in text.casefold(), f"«{word}» is on {self.page.url}"
        return self

    def text(self) -> str:
        return " ".join(self.page.locator("main").inner_text().split())

    def judged(self, name: str = "") -> "Visitor":
        """Axe finds nothing, no script error, nothing wider than the window; a picture at both widths when named."""
        axe = ROOT / "node_modules" / "axe-core" / "axe.min.js"
        found = []
        if axe.exists() and self.context._impl_obj._options.get("javaScriptEnabled", True):
            self.page.evaluate(axe.read_text())
            result = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            found = [
                f"{v['id']}: {v['help']} {json.dumps([n['target'] for n in v['nodes'][:3]])}"
                for v in result["violations"]
            ]
        assert found == [], f"{self.page.url}: " + "\n".join(found)
        assert self.errors == []
        if name:
            SHOTS.mkdir(parents=True, exist_ok=True)
            before = self.page.viewport_size
            for width in WIDTHS:
                self.page.set_viewport_size({"width": width, "height": 900})
                wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                self.page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)
                assert wide <= 0, f"{self.page.url} is {wide} px wider than a window of {width} px"
            self.page.set_viewport_size(before)
        return self


@pytest.fixture
def visitor(browser, live_server, transactional_db):
    """Makes visitors: `visitor()`, `visitor(width=390, scripts=False)`."""
    made = []

    def make(**options) -> Visitor:
        made.append(Visitor(browser, live_server, **options))
        return made[-1]

    yield make
    for each in made:
        each.context.close()
