"""Finds the way to recognition of education from abroad."""

from __future__ import annotations

from typing import Any

from samlop.law.basis import Act, Provision, cite, guidance, intl
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.parameters import Value
from samlop.law.rule import Case, rule
from samlop.law.words import say_list

_GUIDE = guidance(Act.HKDIR_RECOGNITION)
_PRIOR_LEARNING = (intl("15", 2), cite(Act.OPPLAERINGSLOVA, "18-8"))
_OWNERS = {"hkdir": "HK-dir", "nokut": "NOKUT"}
_HIGHER = ("bachelor", "master", "phd")
_ALTERNATIVES = {
    "prior_learning_assessment_county": "realkompetansevurdering i fylket",
    "municipal_guidance_duty": "veiledning fra kommunen om retten til det",
}


@rule(
    "recognition_route",
    "REC-4.5",
    title="Veien til godkjenning av utdanning",
    basis=(_GUIDE, *_PRIOR_LEARNING),
    headline="route",
)
def recognition_route(c: Case) -> Answer:
    """Finds the way to recognition: automatic, a general application, the procedure without papers, a trade, or prior learning.

    Basis: HK-dir on recognition; integreringsloven § 15 second paragraph and opplæringslova § 18-8 on prior learning
    (REC-4.5: training catalogue, table 4.5).
    Valid: HK-dir from 2023-01-01 (NOKUT before), seven countries for trades from 2024-06-01, the municipality's duty to guide
    from 2026-01-01; anchor: as-of date.
    Outcome: calculated.
    Not covered: the other countries with automatic recognition and the trades, which were not read; what the result is.
    """
    rule_now, version = c.version("recognition")
    country = _country(c)
    if c.get("certificate") == "vocational":
        value, text, basis = _trade(rule_now, country)
    else:
        value, text, basis = _degree(c, rule_now, country)
    value |= {"owner": rule_now["owner"]}
    if c.get("regulated_occupation"):
        value["authorisation_needed"] = True
        text += " Yrket er lovregulert, så personen må også søke myndigheten for yrket om å få arbeide i det."
    note = "Bare Ukraina er ført opp med automatisk godkjenning her. Flere land har det: se listen hos HK-dir."
    return Answer(Outcome.CALCULATED, value, text, basis, rule_now.verified, version, note)


def _country(c: Case) -> str:
    given = str(c.need("country")).strip().upper()
    return str(c.version("education_countries")[0]["names"].get(given, given))


def _alternatives(rule_now: Value) -> list[str]:
    guided = rule_now.data.get("municipal_guidance")
    return [name for name in _ALTERNATIVES if guided or name != "municipal_guidance_duty"]


def _trade(rule_now: Value, country: str) -> tuple[dict[str, Any], str, tuple[Provision, ...]]:
    if country in rule_now["vocational"]:
        value: dict[str, Any] = {"hkdir_vocational": True, "route": "hkdir_vocational_recognition", "alternatives": []}
        text = f"{_OWNERS[rule_now['owner']]} kan godkjenne fagopplæring fra landet, hvis faget er på listen."
        return value, text, (_GUIDE,)
    others = _alternatives(rule_now)
    value = {"hkdir_vocational": False, "route": "prior_learning_assessment", "alternatives": others}
    text = f"Fagopplæring fra landet kan ikke godkjennes direkte. Veien videre er {say_list(_ALTERNATIVES[n] for n in others)}."
    return value, text, (_GUIDE, *_PRIOR_LEARNING)


def _degree(c: Case, rule_now: Value, country: str) -> tuple[dict[str, Any], str, tuple[Provision, ...]]:
    degree, owner = c.need("degree"), _OWNERS[rule_now["owner"]]
    if degree in ("none", "upper_secondary"):
        others = _alternatives(rule_now)
        value: dict[str, Any] = {"route": "prior_learning_assessment", "gsu_list": degree == "upper_secondary"}
        value["alternatives"] = others
        text = f"{owner} godkjenner høyere utdanning. Veien videre er {say_list(_ALTERNATIVES[n] for n in others)}."
        if degree == "upper_secondary":
            text += " GSU-listen viser om utdanningen gir generell studiekompetanse."
        return value, text, (_GUIDE, *_PRIOR_LEARNING)
    if country in rule_now["automatic"] and degree in _HIGHER:
        value = {"route": "automatic_recognition", "application": False}
        text = f"Graden godkjennes automatisk. Personen laster ned en uttalelse fra {owner} og trenger ikke søke."
        return value, text, (_GUIDE,)
    value = {"route": "general_application", "application": True, "direct_uvd_application": False, "then": None}
    text = f"Personen søker {owner} om generell godkjenning."
    if not c.need("documents_verifiable"):
        value["then"] = "uvd_referral"
        listed = country in rule_now["uvd"]
        value["country_on_uvd_list"] = listed
        text += (
            " Papirene kan ikke kontrolleres, så søknaden kan gå videre til intervju. Det kan ikke søkes om direkte."
        )
        if listed:
            text += " Landet står på listen over dem som sendes dit."
    return value, text, (_GUIDE,)


@rule(
    "recognition_statement_for_employer", "REC-4.5", title="Uttalelse til arbeidsgiver", basis=(_GUIDE,), headline="may"
)
def recognition_statement_for_employer(c: Case) -> Answer:
    """Says that an employer may ask for a quick statement about a foreign degree, which binds nobody.

    Basis: HK-dir on statements for employers (REC-4.5).
    Valid: from 2023-01-01; anchor: as-of date.
    Outcome: may for higher education, not_met otherwise.
    Not covered: how long it takes, which was not read in a source.
    """
    rule_now, version = c.version("recognition")
    may = c.need("degree") not in ("none", "upper_secondary")
    text = (
        f"En arbeidsgiver kan be {_OWNERS[rule_now['owner']]} om en rask uttalelse om graden. Den er ikke bindende."
        if may
        else "Uttalelsen gjelder bare høyere utdanning."
    )
    value = {"may": may, "binding": False}
    outcome = Outcome.MAY if may else Outcome.NOT_MET
    return Answer(outcome, value, text, (_GUIDE,), Verification.ASSUMED, version)
