"""Knows which Public Administration Act holds on a day, and where each topic stands in it.

The act of 2025 is adopted and not in force. A municipality, or a draft, says from which day it holds.
"""

from __future__ import annotations

from samlop.law.basis import Act, Provision, cite
from samlop.law.finding import Anchor, Answer, Outcome, Version
from samlop.law.parameters import Value, parameter
from samlop.law.rule import Case, rule, version_of
from samlop.law.words import say_list

OLD, NEW = "1967", "2025"
_ACTS = {OLD: Act.FORVALTNINGSLOVEN, NEW: Act.FORVALTNINGSLOVEN_2025}
_NAMES = {OLD: "forvaltningsloven fra 1967", NEW: "forvaltningsloven fra 2025"}
NOT_IN_FORCE = "Forvaltningsloven fra 2025 er vedtatt. Vi har ikke sett at den er satt i kraft."
WOULD_CHANGE = ("Svaret viser til nye paragrafer når forvaltningsloven fra 2025 blir satt i kraft.",)


def rule_under_act(c: Case, name: str) -> tuple[Value, Version]:
    """Gives the version of a parameter under the act that holds on the day: as dated, or as the switch says."""
    found = parameter(name)
    starts = (c.get("engine_switch") or {}).get("public_administration_act_2025_from")
    if starts is not None and c.on >= starts and found.adopted:
        return found.adopted[0], version_of(found.adopted[0], Anchor.AS_OF, c.on)
    return c.version(name)


def cited(c: Case, topic: str) -> tuple[Provision, ...]:
    """Cites where a topic stands in the act that holds on the day. Nothing when that act says nothing about it."""
    act, _ = rule_under_act(c, "public_administration_act")
    return tuple(cite(_ACTS[act.id], section) for section in act["sections"].get(topic, ()))


def both_acts(topic: str) -> tuple[Provision, ...]:
    """Cites where a topic stands in both acts, for what a rule rests on in general."""
    found = parameter("public_administration_act")
    versions = {version.id: version for version in (*found.values, *found.adopted)}
    return tuple(
        cite(_ACTS[name], section) for name in (OLD, NEW) for section in versions[name]["sections"].get(topic, ())
    )


def which_act(c: Case) -> str:
    """Says which act holds on the day: by the year it was adopted."""
    return rule_under_act(c, "public_administration_act")[0].id


@rule(
    "public_administration_sections",
    "A-01",
    "A-18",
    title="Paragraf i forvaltningsloven",
    basis=(cite(Act.INTEGRERINGSLOVEN, chapter="7"), cite(Act.FORVALTNINGSLOVEN_2025, "99")),
    headline="sections",
)
def public_administration_sections(c: Case) -> Answer:
    """Finds where a topic of case handling stands in the Public Administration Act that holds on the day.

    Basis: integreringsloven chapter 7, forvaltningsloven (2025) § 99 (A-01, A-18; the map of old and new sections).
    Valid: the act of 1967 until the act of 2025 is put in force, which is adopted and not dated; anchor: as-of date.
    Outcome: calculated; not_met where the act in force has no section about it.
    Not covered: whether chapter 7 has special rules instead, whose sections are not read.
    """
    topic = c.need("case_topic")
    act, version = rule_under_act(c, "public_administration_act")
    sections = [f"§ {section}" for section in act["sections"].get(topic, ())]
    value = {"act": act.id, "sections": sections}
    note = "" if act.id == NEW else NOT_IN_FORCE
    change = () if act.id == NEW else WOULD_CHANGE
    if not sections:
        text = f"Det er {_NAMES[act.id]} som gjelder, og den har ingen paragraf om dette."
        return Answer(
            Outcome.NOT_MET, value, text, public_administration_sections.basis, act.verified, version, note, change
        )
    text = f"Det er {_NAMES[act.id]} som gjelder. Dette står i {say_list(sections)}."
    return Answer(Outcome.CALCULATED, value, text, cited(c, topic), act.verified, version, note, change)
