"""Says which of the temporary rules on collective protection (chapter 6 A) hold for a person on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from samlop.law.basis import CHAPTER_6A, intl
from samlop.law.codes import SECTION_34
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.parameters import parameter
from samlop.law.rule import Case, rule
from samlop.law.words import say_date

GATE = "chapter_6a_after_june_2026"
RIGHT_WITHOUT_DUTY, TRIMMED, NOT_KNOWN = "right_without_duty", "social_studies_exempt", "not_known"
ORDINARY = {
    "reception_training": "ordinary",
    "mapping_before_settlement": "ordinary",
    "career_guidance": "right_and_duty",
    "programme": "right_and_duty",
    "job": "ordinary",
    "life_skills": True,
    "social_studies": True,
    "parental_guidance": "ordinary",
    "part_time": "ordinary",
    "plan": "ordinary",
}


def under_34(c: Case, day: date | None = None) -> bool:
    """Says whether the person holds temporary collective protection on the day."""
    return c.permit_now(day) == SECTION_34


def topics_of(c: Case, day: date | None = None) -> dict[str, Any] | None:
    """Gives what chapter 6 A changes for a holder of collective protection, or None where the ordinary rules hold.

    Asks the open question of the time after June 2026: prolonged means the rules of the spring of 2026.
    """
    state, _ = c.version("chapter_6a", day)
    if state.id == NOT_KNOWN:
        if c.ask(GATE) == "lapsed":
            return None
        state = next(value for value in parameter("chapter_6a").values if value.id == TRIMMED)
    return dict(state["topics"]) if "topics" in state.data else None


@rule(
    "collective_protection_rules",
    "ACT-05",
    "TGT-11",
    "TGT-12",
    "V1a",
    title="Regler for kollektiv beskyttelse",
    basis=(CHAPTER_6A,),
    headline="applies",
)
def collective_protection_rules(c: Case) -> Answer:
    """Says whether the temporary rules on collective protection hold for the person, and what they change, topic by topic.

    Basis: integreringsloven chapter 6 A (ACT-05, TGT-11, TGT-12, and the table of the chapter in the programme catalogue).
    Valid: 2022-06-15 to 2026-06-30, prolonged in 2023 and 2024, trimmed from 2026-01-01; anchor: as-of date.
    Outcome: met or not_met; review for a holder of collective protection from 2026-07-01.
    Not covered: §§ 37 a and 37 b, whose texts are not read; Norwegian training, which has rules of its own.
    """
    state, version = c.version("chapter_6a")
    basis = (CHAPTER_6A,)
    if not c.grants(c.on) or not under_34(c):
        text = "De midlertidige reglene gjelder bare den som selv har kollektiv beskyttelse. De vanlige reglene gjelder her."
        return Answer(Outcome.NOT_MET, {"applies": False, **ORDINARY}, text, basis, Verification.GUIDANCE, version)
    topics = topics_of(c)
    if topics is None:
        text = "De vanlige reglene gjelder, for kapittel 6 A er ikke i kraft på denne datoen."
        return Answer(Outcome.NOT_MET, {"applies": False, **ORDINARY}, text, basis, state.verified, version)
    ends = state.data.get("ends_as_adopted")
    change = (f"Reglene var vedtatt å gjelde fram til {say_date(ends)}.",) if ends else ()
    text = "De midlertidige reglene for kollektiv beskyttelse gjelder. Der de tier, gjelder de vanlige reglene."
    cited = (*basis, intl("37 c"))
    return Answer(Outcome.MET, {"applies": True, **topics}, text, cited, state.verified, version, would_change=change)
