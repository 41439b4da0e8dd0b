"""Decides who has the benefit, how it is paid and taken back, and how it counts for tax, pension, creditors and family immigration."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from samlop.law.basis import Act, cite, intf, intl
from samlop.law.benefit.amounts import basic_amount_on
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.money import ORE_PER_KRONE, half_up, kroner
from samlop.law.parameters import parameter
from samlop.law.rule import Case, NeedFacts, rule
from samlop.law.words import say_kroner


@rule(
    "benefit_right",
    *("B-01", "B-15", "B-18"),
    title="Rett til introduksjonsstønad",
    basis=(intl("19"), intl("8", 4)),
    headline="right",
)
def benefit_right(c: Case) -> Answer:
    """Decides whether the person has a right to the benefit: an own right of everybody who takes part in a full-time programme.

    Basis: integreringsloven §§ 19 and 8 fjerde ledd (B-01, B-15, B-18).
    Valid: from 2021-01-01, the exemption for a job of thirty hours from 2026-01-01; anchor: as-of date.
    Outcome: met or not_met.
    Not covered: a need test, which there is none of; full time, which `full_time_and_year_round` answers.
    """
    started, ended = c.get("start_date"), c.get("stopped")
    rules, version = c.version("benefit_rates")
    if started is not None and started <= c.on and (ended is None or c.on < ended):
        text = "Personen deltar i introduksjonsprogram og har rett til introduksjonsstønad. Retten er personens egen."
        value: dict[str, Any] = {"right": True, "own_right": True, "need_test": False}
        return Answer(Outcome.MET, value, text, (intl("19"),), rules.verified, version)
    value = {"right": False, "own_right": True, "need_test": False}
    if ended is not None and ended <= c.on:
        text = "Programmet er slutt, og retten til introduksjonsstønad er slutt med det."
        return Answer(Outcome.NOT_MET, value, text, (intl("19"),), rules.verified, version)
    job = c.first_of("job_hours_per_week", "job_offer_hours_per_week")
    exempt = parameter("job_exemption").at(c.on)
    if job and "number" in exempt.data and job[1] >= exempt["number"]:
        c.get("job_start")
        text = f"Personen har arbeid i minst {exempt['number']} timer i uka, og er utenfor rett og plikt til program."
        return Answer(Outcome.NOT_MET, value, text, (intl("8", 4),), exempt.verified, version)
    c.need("start_date")
    text = "Personen har ikke begynt i programmet. Stønaden følger av at hun eller han deltar."
    return Answer(Outcome.NOT_MET, value, text, (intl("19"),), rules.verified, version)


@rule(
    "benefit_payment",
    "B-19",
    title="Utbetaling av stønaden",
    basis=(intl("24"),),
    headline="in_arrears",
)
def benefit_payment(c: Case) -> Answer:
    """Says how the benefit is paid: afterwards, on the attendance that is registered.

    Basis: integreringsloven § 24 (B-19).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: calculated.
    Not covered: the day of the month, which the municipality decides.
    """
    c.get("start_date")
    rules, version = c.version("benefit_rates")
    text = "Stønaden betales etterskuddsvis, på grunnlag av registrert oppmøte. Vanlig praksis er hver måned."
    value = {"in_arrears": True, "based_on": "registered_attendance", "every": "month"}
    return Answer(Outcome.CALCULATED, value, text, (intl("24"),), rules.verified, version)


@rule(
    "overpayment",
    "B-20",
    title="For mye utbetalt",
    basis=(intl("25"),),
    headline="overpaid_ore",
)
def overpayment(c: Case) -> Answer:
    """Works out what was paid too much, and in which ways the municipality may take it back.

    Basis: integreringsloven § 25 (B-20); forvaltningsloven § 16 on notice first.
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: may when too much was paid; not_met when nothing was.
    Not covered: how much may be taken each month: no limit is read, so the family's subsistence must be kept in view.
    """
    paid, due = c.need("paid_ore"), c.need("due_ore")
    rules, version = c.version("benefit_rates")
    over = max(paid - due, 0)
    basis = (intl("25"), cite(Act.FORVALTNINGSLOVEN, "16"))
    value: dict[str, Any] = {"overpaid_ore": over, "overpaid": kroner(over)}
    if not over:
        text = "Det er ikke betalt for mye."
        return Answer(Outcome.NOT_MET, value, text, basis, rules.verified, version)
    value |= {"may_set_off": True, "notice_first": True}
    text = (
        f"Det er betalt {say_kroner(over)} for mye. Kommunen kan trekke det i senere utbetalinger, etter å ha varslet."
    )
    wrong = c.get("wrong_information_given")
    if wrong is None:
        raise NeedFacts(
            ("wrong_information_given",), Answer(Outcome.REVIEW, value, text, basis, rules.verified, version)
        )
    value["may_claim_back"] = wrong
    if wrong:
        text = f"{text} Kommunen kan også kreve beløpet tilbake, fordi det ble gitt feil opplysninger."
    note = "Paragraf 25 er ikke lest, og vi har ikke funnet noen grense for hver måned. Personen må ha nok å leve av."
    change = ("Riktig beløp, og om det ble gitt feil opplysninger, avgjør.",)
    return Answer(Outcome.MAY, value, text, basis, rules.verified, version, note, change)


@rule(
    "benefit_treatment",
    *("B-14", "B-21", "B-22", "B-23"),
    title="Skatt, pensjon og trekk til andre",
    basis=(cite(Act.SKATTELOVEN, "5-42"), cite(Act.SKATTELOVEN, "12-2"), cite(Act.SKATTELOVEN, "6-32", 1)),
    headline="taxable",
)
def benefit_treatment(c: Case) -> Answer:
    """Says how the benefit counts elsewhere: taxable income, no pension points, no holiday pay, and little for creditors to take.

    Basis: skatteloven §§ 5-42, 12-2 and 6-32, dekningsloven §§ 2-7 and 2-8 (B-21, B-22, B-23); income for others (B-14).
    Valid: from 2004, as long as the benefit has existed; anchor: as-of date.
    Outcome: calculated.
    Not covered: the tax itself, which the tax card says and `tax_estimate` estimates; what a creditor may take.
    """
    c.get("start_date")
    version = version_of_act(c)
    value = {
        "taxable": True,
        "personal_income": True,
        "standard_deduction_as_wages": True,
        "social_security_contribution": True,
        "reported_to_tax_authority": True,
        "pension_points": False,
        "holiday_pay": False,
        "sickness_benefit_basis": False,
        "counts_as_income_for_others": True,
        "attachment_only_above_subsistence": True,
    }
    basis = (
        cite(Act.SKATTELOVEN, "5-42"),
        cite(Act.SKATTELOVEN, "12-2"),
        cite(Act.SKATTELOVEN, "6-32", 1),
        cite(Act.DEKNINGSLOVEN, "2-7"),
        cite(Act.DEKNINGSLOVEN, "2-8"),
    )
    text = (
        "Stønaden er skattepliktig. Skattekortet bestemmer trekket, og kommunen melder stønaden inn. "
        "Den gir ikke pensjonspoeng, feriepenger eller rett til sykepenger. "
        "Andre ytelser kan regne den som inntekt. En kreditor kan bare ta det husstanden ikke trenger til å leve av."
    )
    note = "Satsen for trygdeavgift, og reglene om feriepenger og sykepenger, er antatt."
    return Answer(Outcome.CALCULATED, value, text, basis, Verification.ASSUMED, version, note)


def version_of_act(c: Case) -> Any:
    """Gives the version of the rates, which is how old the rules on the benefit are."""
    return c.version("benefit_rates")[1]


@rule(
    "family_immigration_income",
    "B-24",
    title="Krav til inntekt ved familieinnvandring",
    basis=(cite(Act.UTLENDINGSFORSKRIFTEN, "10-8"), cite(Act.UTLENDINGSFORSKRIFTEN, "10-9")),
    headline="required_ore",
)
def family_immigration_income(c: Case) -> Answer:
    """Finds the yearly income that the person in Norway must have, and that introduction benefit alone does not count.

    Basis: utlendingsforskriften §§ 10-8, 10-9 and 20-10A (B-24).
    Valid: from 2025-02-01; anchor: as-of date, which also picks the basic amount.
    Outcome: calculated; review when the basic amount of the day is not known.
    Not covered: exemptions; earlier years; what came into force 2026-02-01, which is not read.
    """
    rules, version = c.version("family_income")
    case = c.get("income_case") or "first_application"
    basis = (
        cite(Act.UTLENDINGSFORSKRIFTEN, "10-8"),
        cite(Act.UTLENDINGSFORSKRIFTEN, "10-9"),
        cite(Act.UTLENDINGSFORSKRIFTEN, "20-10A"),
    )
    share, basic = Fraction(*rules[case]), basic_amount_on(c.on)
    value: dict[str, Any] = {
        "basic_amounts": float(share),
        "introduction_benefit_counts_as_earlier_income": False,
        "required_ore": None,
        "required": None,
    }
    times = f"{float(share):g}".replace(".", ",")
    if basic is None:
        text = f"Kravet er {times} ganger grunnbeløpet, men grunnbeløpet for denne datoen er ikke kjent ennå."
        note = "Administrator må legge inn grunnbeløpet."
        return Answer(Outcome.REVIEW, value, text, basis, rules.verified, version, note)
    ore = half_up(share * basic * ORE_PER_KRONE)
    value |= {"required_ore": ore, "required": kroner(ore)}
    text = f"Inntekten må være {say_kroner(ore)} i året, {times} ganger grunnbeløpet. Introduksjonsstønad teller ikke som tidligere inntekt."
    return Answer(Outcome.CALCULATED, value, text, basis, rules.verified, version)


@rule(
    "stop_for_invalid_absence",
    "L-19",
    "ABS-04",
    "STP-02",
    title="Stans ved gjentatt ugyldig fravær",
    basis=(intl("18"), cite(Act.FORVALTNINGSLOVEN, "16")),
    headline="may_stop",
)
def stop_for_invalid_absence(c: Case) -> Answer:
    """Says whether repeated invalid absence can lead to a stop: no number of days is set, so a person must judge.

    Basis: integreringsloven § 18, forvaltningsloven § 16 (L-19).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: may when there is invalid absence; not_met when there is none.
    Not covered: the individual judgement, and how many days it takes: the sources have no number.
    """
    days = c.need("invalid_absence_working_days")
    rules, version = c.version("absence_kinds")
    basis = (intl("18"), cite(Act.FORVALTNINGSLOVEN, "16"))
    value = {"may_stop": bool(days), "temporary_or_permanent": bool(days), "notice_first": bool(days)}
    if not days:
        return Answer(Outcome.NOT_MET, value, "Det er ikke ugyldig fravær.", basis, rules.verified, version)
    text = (
        "Gjentatt ugyldig fravær kan føre til at programmet stanses, for en tid eller for godt. "
        "Kommunen må vurdere hver enkelt og varsle først."
    )
    note = "Loven setter ikke noe antall dager."
    return Answer(Outcome.MAY, value, text, basis, rules.verified, version, note)


@rule(
    "county_reports_absence",
    "L-20",
    title="Fravær fra videregående opplæring",
    basis=(intf("59", 3),),
    headline="must_report",
)
def county_reports_absence(c: Case) -> Answer:
    """Decides whether the county must tell the municipality about absence from upper-secondary teaching in the programme.

    Basis: integreringsforskriften § 59 tredje ledd (L-20).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met or not_met.
    Not covered: how and how often it is reported.
    """
    inside = c.need("upper_secondary_in_programme")
    rules, version = c.version("absence_kinds")
    value = {"must_report": inside, "same_absence_rules": inside}
    text = (
        "Fylkeskommunen skal melde fravær til kommunen. De samme reglene om fravær gjelder for opplæringen."
        if inside
        else "Opplæringen er ikke en del av programmet, og fraværet skal ikke meldes etter denne regelen."
    )
    return Answer(Outcome.MET if inside else Outcome.NOT_MET, value, text, (intf("59", 3),), rules.verified, version)


@rule(
    "free_retake_of_social_studies",
    "L-21",
    title="Samfunnskunnskap på nytt",
    basis=(intf("29"),),
    headline="free",
)
def free_retake(c: Case) -> Answer:
    """Decides whether missed hours of social studies outside the programme may be taken again without paying.

    Basis: integreringsforskriften § 29 (L-21).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met or not_met.
    Not covered: absence from training in Norwegian; the benefit, which there is none of outside the programme.
    """
    hours, missed = c.need("social_studies_hours"), c.need("social_studies_hours_missed")
    rules, version = c.version("social_studies_retake")
    share = Fraction(*rules["free_share"])
    inside = missed <= share * hours
    free = inside or c.need("documented_by") == "doctors_note"
    value = {"free": free, "free_hours": float(share * hours), "benefit": False}
    part = rules["free_share"][0]
    if inside:
        text = f"Fraværet er ikke over {part} prosent av timene. Timene kan tas på nytt uten å betale."
    elif free:
        text = f"Fraværet er over {part} prosent av timene, men er dokumentert med legeerklæring. Timene kan tas på nytt uten å betale."
    else:
        text = f"Fraværet er over {part} prosent av timene og er ikke dokumentert med legeerklæring."
    return Answer(Outcome.MET if free else Outcome.NOT_MET, value, text, (intf("29"),), rules.verified, version)
