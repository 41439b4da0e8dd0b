"""Every page in a real browser: axe finds nothing, nothing is wider than a phone, and the keyboard reaches all of it."""

import re

import pytest

from samlop.access.models import Role
from tests.house.pages import ADDRESSES
from tests.house.test_pages import pages_for
from tests.house.world import World

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

# What the Tab key must reach: all that can be pressed or filled in, is seen, and is not taken out of the order.
TABBABLE = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
  .filter(e => !e.disabled && e.tabIndex >= 0 && e.getClientRects().length && e.checkVisibility({visibilityProperty: true})
    && !(e.type === 'radio' && !e.checked))
  .map((e, i) => { e.dataset.tab = i; return i; }).length"""
# The innermost things that stand out of the window, for whoever must mend it.
WIDE = """() => [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + .5
  && !e.closest('.scroll')).slice(-3).map(e => e.outerHTML.slice(0, 160))"""
PRESS = "() => document.activeElement?.dataset?.tab ?? null"


@pytest.mark.parametrize(
    "role", [Role.TRANSLATOR, Role.ADMINISTRATOR, Role.COORDINATOR, Role.COUNSELLOR, Role.TEAM_LEADER, Role.AUDITOR]
)
def test_every_page_of_a_role(visitor, cast, role):
    world = World(cast)
    mine = [(name, address) for who, name, address in pages_for(world) if who == role]
    assert mine
    somebody = visitor().sign_in(getattr(cast, role))
    for name, address in mine:
        somebody.go(address)
        if name == "decisions:preview":
            continue
        somebody.judged(re.sub(r"\W", "-", name))
        everything = somebody.page.evaluate(TABBABLE)
        reached = set()
        somebody.page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }")
        for _ in range(everything + 6):
            somebody.page.keyboard.press("Tab")
            at = somebody.page.evaluate(PRESS)
            if at is not None:
                reached.add(at)
            if len(reached) == everything:
                break
        missing = set(map(str, range(everything))) - reached
        words = [
            somebody.page.evaluate("i => document.querySelector(`[data-tab='${i}']`)?.outerHTML.slice(0, 120)", i)
            for i in sorted(missing)[:5]
        ]
        assert not missing, f"{name}: the keyboard never reaches {words}"


def test_pages_are_readable_at_400_per_cent(visitor, cast):
    """1280 px at 400 % is a window of 320 px: nothing may need scrolling in two directions (WCAG 1.4.10)."""
    world = World(cast)
    kari = visitor(width=320).sign_in(cast.counsellor)
    wide = []
    for who, name, address in pages_for(world):
        if who != "counsellor":
            continue
        kari.go(address)
        over = kari.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wide.append(f"{name}: {over} px too wide: {kari.page.evaluate(WIDE)}")
    assert wide == []
    assert set(ADDRESSES) >= {name for _, name, _ in pages_for(world)}
