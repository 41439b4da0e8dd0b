"""Says in whole sentences why a person stands on a list, how urgent it is, and what to do next.

Pure: plain values in, plain strings out, so that a list of fifty is ready before the template sees it.
"""

import datetime as dt
import re
from dataclasses import dataclass

from samlop.access.models import Role
from samlop.casework.links import href
from samlop.core.calendar import age_on, in_days, long_date, short_date
from samlop.core.languages import language_name
from samlop.pathway.models import DueKind, State

SOON_DAYS = 14  # a legal duty is about to break when it is blocked this close to its date
NEW_DAYS = 14
FIRST_DATE, NO_DATE = dt.date(1900, 1, 1), dt.date(9999, 12, 31)

# Steps people have a better sentence for than «... har frist»: (before the date, after the date).
_SAID = {
    "programme_start": ("Starter {when}", "Skulle ha startet {when}"),
    "plan_and_decision": ("Plan og vedtak skal være klare {when}", "Plan og vedtak skulle ha vært klare {when}"),
    "plan_review": ("Planen skal gjennomgås {when}", "Planen skulle ha vært gjennomgått {when}"),
    "competence_mapping": ("Kompetansen skal være kartlagt {when}", "Kompetansen skulle ha vært kartlagt {when}"),
    "career_guidance": ("Karriereveiledningen skal være gitt {when}", "Karriereveiledningen skulle ha vært gitt {when}"),
    "home_found": ("Bolig skal være funnet {when}", "Bolig skulle ha vært funnet {when}"),
    "home_ready": ("Boligen skal være klar {when}", "Boligen skulle ha vært klar {when}"),
    "move_in": ("Flytter inn {when}", "Skulle ha flyttet inn {when}"),
    "accept": ("Kommunen skal svare på anmodningen {when}", "Kommunen skulle ha svart på anmodningen {when}"),
    "health_check": ("Helseundersøkelsen skal være gjort {when}", "Helseundersøkelsen skulle ha vært gjort {when}"),
}  # fmt: skip
# What one has or does not have; everything else is done or not done.
_THINGS = {
    "kindergarten_place", "school_place", "gp", "identity_number", "residence_card", "phone", "bank_account", "bank_id",
    "tax_card",
}  # fmt: skip

# What one can press: (words, page, what the page is about).
_ACTS = {
    "competence_mapping": ("Kartlegg kompetanse", "competence:mapping", "person"),
    "plan_and_decision": ("Lag planen", "programme:plan", "person"),
    "plan_review": ("Gå gjennom planen", "programme:plan", "person"),
    "accept": ("Svar på anmodningen", "settlement:household", "household"),
    "home_found": ("Registrer bolig", "settlement:household", "household"),
    "move_in": ("Bekreft innflytting", "settlement:household", "household"),
}
# How the municipality's own people are written as an office. Their steps are opened; nobody rings herself.
_COUNSELLORS = ("programrådgiver", "rådgiver", "kontaktperson")
_OWN = {
    Role.COUNSELLOR: _COUNSELLORS,
    Role.TEAM_LEADER: _COUNSELLORS,
    Role.COORDINATOR: ("flyktningkontor", "flyktningtjeneste", "flyktningkoordinator", "koordinator"),
    Role.TEACHER: ("voksenopplæring", "lærer"),
}
_SELF = ("personen", "deltakeren", "familien", "husstanden")
_NAMES_KEPT = ("nav", "udi", "imdi", "skatteetaten", "husbanken", "lånekassen")


@dataclass(frozen=True, slots=True)
class StepNow:
    """What a sentence needs to know of a step."""

    pk: int
    key: str
    title: str
    office: str
    owner_role: str
    state: str
    due_on: dt.date | None
    due_kind: str
    due_reason: str
    due_basis: str
    released_on: dt.date | None
    began_on: dt.date | None

    @property
    def since(self) -> dt.date | None:
        """The day its office could take it up."""
        return self.began_on or self.released_on

    @property
    def is_law(self) -> bool:
        return self.due_kind == DueKind.LAW


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list, ready to print."""

    pk: int
    href: str
    who: str
    about: str
    figure: str
    unit: str
    kind: str  # breaks | waits | calm
    badges: tuple[tuple[str, str], ...]
    reason: str
    law: str
    law_href: str
    act: str
    act_href: str


def lower_first(words: str) -> str:
    """`Barnehageplass` gives `barnehageplass`; names such as NAV and BankID stay."""
    if words.lower().startswith(_NAMES_KEPT) or words[1:2].isupper() or words.startswith("BankID"):
        return words
    return words[:1].lower() + words[1:]


def is_own(office: str, role: str) -> bool:
    """Whether the office is that of the user's own role."""
    return office.strip().lower().startswith(_OWN.get(role, ()))


def is_self(office: str) -> bool:
    """Whether the participant or her family does it."""
    return office.strip().lower().startswith(_SELF)


def days(count: int) -> str:
    return f"{count} {'dag' if count == 1 else 'dager'}"


def about_person(born: dt.date, language: str, today: dt.date) -> str:
    """`31 år · arabisk`."""
    return f"{age_on(born, today)} år · {language_name(language)}"


def held(step: StepNow, today: dt.date) -> str:
    """`Barnehagekontoret har hatt saken i 23 dager.` Empty when nobody has been able to begin."""
    if step.since is None or step.state == State.WAITING:
        return ""
    count = (today - step.since).days
    if count < 1:
        return f"{step.office.split(',')[0]} fikk saken i dag."
    if is_self(step.office):
        return f"{step.office.split(',')[0]} har hatt dette i {days(count)}."
    return f"{step.office[:1].upper()}{step.office[1:]} har hatt saken i {days(count)}."


def figure_of(step: StepNow | None, new: bool, today: dt.date) -> tuple[str, str]:
    """The big figure and its unit: days left, days over, «I dag» or «Ny»."""
    if step is None:
        return ("Ny", "") if new else ("–", "")
    if step.due_on is None:
        if step.since is None:
            return ("Ny", "") if new else ("–", "uten frist")
        waited = (today - step.since).days
        return ("Ny", "") if waited < 1 else (str(waited), "dag ventet" if waited == 1 else "dager ventet")
    left = (step.due_on - today).days
    if left == 0:
        return "I dag", ""
    if left < 0:
        return str(-left), "dag over" if left == -1 else "dager over"
    return str(left), "dag" if left == 1 else "dager"


def kind_of(step: StepNow | None, blocker: StepNow | None, today: dt.date) -> str:
    """Red only for a legal duty that is broken, or is about to be because something holds it back."""
    if step is None:
        return "calm"
    left = (step.due_on - today).days if step.due_on else None
    if step.is_law and left is not None and (left < 0 or (blocker is not None and left <= SOON_DAYS)):
        return "breaks"
    if blocker is not None or (left is not None and left <= 7):
        return "waits"
    return "calm"


def reason_of(step: StepNow | None, blocker: StepNow | None, today: dt.date, role: str = "") -> str:
    """Why this person stands here, in whole sentences."""
    if step is None:
        return "Ingen steg står åpne nå."
    late = step.due_on is not None and step.due_on < today
    if step.due_on is None:
        first = f"«{step.title}» står åpent uten frist"
    else:
        ahead, behind = _SAID.get(
            step.key, (f"«{step.title}» har frist {{when}}", f"«{step.title}» hadde frist {{when}}")
        )
        first = (behind if late else ahead).format(when=in_days(step.due_on, today))
    if blocker is None:
        said = [first + "."]
        own = is_own(step.office, role)
        said.append("Det kan begynne nå." if step.state == State.READY and own else held(step, today))
    else:
        missing = lower_first(blocker.title)
        said = [
            f"{first}, {missing} er ikke på plass."
            if blocker.key in _THINGS
            else f"{first}, men venter på «{blocker.title}»."
        ]
        said.append(held(blocker, today))
        if step.is_law and step.due_on and not late:
            said.append("Uten det brytes fristen i loven.")
    if step.is_law and late:
        said.append("Fristen i loven er brutt.")
    return " ".join(part for part in said if part)


def badges_of(
    step: StepNow | None, blocker: StepNow | None, *, new: bool, has_plan: bool, today: dt.date
) -> tuple[tuple[str, str], ...]:
    """Few short words beside the name. The word carries the meaning, the colour only helps."""
    out = []
    if step is not None and step.is_law and step.due_on:
        over = step.due_on < today
        out.append(("Over lovfristen" if over else "Lovfrist", "breaks" if over else "calm"))
    if blocker is not None:
        out.append((f"Venter på {lower_first(blocker.title)}", "waits"))
    if new:
        out.append(("Ny i kommunen", "calm"))
    if not has_plan:
        out.append(("Ingen plan ennå", "waits"))
    return tuple(out)


_SECTION = re.compile(r"§+\s*\d+(?:\s[a-z](?![a-zæøå]))?")


def section_of(basis: str) -> str:
    """`§ 12` from `integreringsloven § 12 andre ledd`."""
    found = _SECTION.search(basis)
    return found.group() if found else basis


def act_of(
    step: StepNow | None, blocker: StepNow | None, *, person: int, household: int, role: str, may_steer: bool = True
) -> tuple[str, str]:
    """The one thing to do next: (words, address)."""
    if step is None or not may_steer:
        return "Åpne saken", href("casework:person", person)
    target = blocker if blocker is not None and blocker.state != State.WAITING else step
    own = is_own(target.office, role)
    if target.key in _ACTS and (own or target.owner_role == role):
        words, page, about = _ACTS[target.key]
        return words, href(page, person if about == "person" else household)
    where = href("pathway:step", target.pk)
    if own:
        return "Åpne steget", where
    if is_self(target.office):
        who = target.office.split(",")[0].split()[0].lower()
        return f"Snakk med {'deltakeren' if who == 'personen' else who}", where
    return f"Spør {lower_first(target.office)}", where


def why_due(step: StepNow) -> str:
    """The reason for the date, to open beside it."""
    if step.due_on is None:
        return ""
    who = {"law": "Loven setter fristen", "template": "Kommunens mal setter fristen", "agreed": "Fristen er avtalt"}
    reason = f": {lower_first(step.due_reason)}" if step.due_reason else ""
    return f"{who.get(step.due_kind, 'Frist')}{reason}. {long_date(step.due_on).capitalize()}."


def settled_words(settled_on: dt.date | None, today: dt.date) -> str:
    """`bosatt 01.10.2026`, `flytter inn om 9 dager`."""
    if settled_on is None:
        return ""
    return f"bosatt {short_date(settled_on)}" if settled_on <= today else f"flytter inn {in_days(settled_on, today)}"


def role_words(role: str) -> str:
    return Role(role).label if role in Role.values else ""


def due_words(due_on: dt.date | None, today: dt.date) -> str:
    """`frist 30.11.2026, om 9 dager`."""
    if due_on is None:
        return "uten frist"
    return f"{'frist' if due_on >= today else 'frist var'} {short_date(due_on)}, {in_days(due_on, today)}"
