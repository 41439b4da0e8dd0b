"""Turns the cells of one row into facts about one person, with a remark for each cell that cannot be understood.

Looks at one row at a time; what only shows across rows stands in `checks.py`.
"""

import datetime as dt
import re
from dataclasses import dataclass, field

from samlop.core import identity
from samlop.core.calendar import short_date
from samlop.settlement.intake.codes import CODES, YES, Words, countries, language_words, level_of
from samlop.settlement.intake.dates import read_day
from samlop.settlement.intake.reading import Row
from samlop.settlement.intake.remarks import Remark, error, warning

HOUSEHOLD_DATES = ("requested_on", "accepted_on", "settles_on")
PERSON_DATES = ("birth_date", "arrived_on", "settled_on")
FLAGS = ("interpreter_needed", "settled_by_agreement", "unaccompanied_minor")
NAME_LENGTH, REF_LENGTH, NEED_LENGTH, TOLD_LENGTH = 80, 40, 300, 2000
_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z!]|&(?:#\d+|#x[0-9a-f]+|lt|gt|amp|quot);|\bjavascript:", re.IGNORECASE)
# What UTF-8 looks like when it has been read as Windows letters somewhere on its way here.
_GARBLED = re.compile("Ã[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ¦¥¸¶µ˜]|\ufffd|Ð[\u0080-\u00bf°-¿]")
# Words that say why instead of what to do. The list is short and sure on purpose: other offices keep the reasons.
_DIAGNOSES = re.compile(
    r"\b(ptsd|ptsl|psykose|schizofreni|depresjon|diabetes|epilepsi|hiv|aids|hepatitt|tuberkulose|kreft|tortur|voldtekt|"
    r"kjønnslemlest\w*|omskåret|traume\w*|diagnose\w*|selvmord\w*|rusmisbruk\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ListedPermit:
    """One permit as the list has it; `ended_on` exclusive."""

    kind: str
    granted_on: dt.date
    ended_on: dt.date | None = None
    applied_on: dt.date | None = None
    applied_from_abroad: bool = False
    reference_permit: str = ""
    reference_settled_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ListedRelation:
    """`kind` as in people.RelationKind, or `child`; `ref` is the number of the other row as it is written."""

    kind: str
    ref: str


@dataclass(slots=True)
class Listed:
    """One row, understood. Only what stands in the file: an empty cell leaves nothing here."""

    row: int
    nr: str = ""
    household: str = ""
    role: str = ""
    person: dict = field(default_factory=dict)
    of_household: dict = field(default_factory=dict)
    permits: list[ListedPermit] = field(default_factory=list)
    languages: list[tuple[str, str]] = field(default_factory=list)
    needs: list[tuple[str, str]] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    relations: list[ListedRelation] = field(default_factory=list)
    source: str = "settlement_list"
    known_on: dt.date | None = None
    remarks: list[Remark] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name as it stands in the file, perhaps in parts."""
        return f"{self.person.get('given_name', '')} {self.person.get('family_name', '')}".strip()


def understand(row: Row, *, dated: dt.date, today: dt.date, test_data: bool) -> Listed:
    """One row of cells as facts. `dated`: the day the list was made, for rows that do not say themselves."""
    return _Reader(row, dated=dated, today=today, test_data=test_data).read()


class _Reader:
    """Reads the cells of one row, and gathers the remarks."""

    def __init__(self, row: Row, *, dated: dt.date, today: dt.date, test_data: bool):
        self.cells, self.today, self.test_data = row.cells, today, test_data
        self.found = Listed(row=row.number, known_on=dated)

    def read(self) -> Listed:
        found = self.found
        found.nr = self.cells.get("nr", "")[:REF_LENGTH]
        found.household = self.cells.get("household", "")[:REF_LENGTH]
        found.role = self.code("role", CODES["role"]) or ""
        self.names()
        self.numbers()
        for key in PERSON_DATES:
            self.keep(key, self.date(key))
        for key in HOUSEHOLD_DATES:
            if (day := self.date(key)) is not None:
                found.of_household[key] = day
        self.keep("sex", self.code("sex", CODES["sex"]), required=True)
        if "birth_date" not in self.cells:
            self.error("birth_date", "Fødselsdatoen mangler.")
        for key in FLAGS:
            if (answer := self.code(key, CODES["yes_no"])) is not None:
                found.person[key] = answer == YES
        self.keep("citizenship", self.code("citizenship", countries()))
        self.keep("education", self.code("education", CODES["education"]))
        protection = self.code("protection", CODES["protection"])
        if protection is not None:
            found.person["protection"] = "" if protection == "none" else str(protection)
        if route := self.code("route", CODES["route"]):
            found.of_household["route"] = str(route)
            if route == "minor":
                found.person.setdefault("unaccompanied_minor", True)
        self.languages()
        self.permits()
        self.needs()
        self.told()
        self.relations()
        found.source = str(self.code("source", CODES["source"]) or "settlement_list")
        if (day := self.date("known_on")) is not None:
            if day > self.today:
                self.error("known_on", "Kildedatoen er fram i tid.")
            else:
                found.known_on = day
        return found

    def error(self, key: str, text: str) -> None:
        self.found.remarks.append(error(self.found.row, key, text))

    def warn(self, key: str, text: str) -> None:
        self.found.remarks.append(warning(self.found.row, key, text))

    def keep(self, key: str, value, *, required: bool = False) -> None:
        if value is not None:
            self.found.person[key] = str(value) if isinstance(value, str) else value
        elif required and key not in self.cells:
            self.error(key, "Feltet er tomt, og må fylles ut.")

    def code(self, key: str, words: Words) -> str | None:
        if not (text := self.cells.get(key)):
            return None
        if (code := words.code(text)) is None:
            self.error(key, words.problem(text))
        return code

    def date(self, key: str) -> dt.date | None:
        if not (text := self.cells.get(key)):
            return None
        day, problem = read_day(text)
        if problem:
            self.error(key, problem)
        return day

    def names(self) -> None:
        for key, words in (("given_name", "Fornavnet"), ("family_name", "Etternavnet")):
            name = self.cells.get(key, "")
            if not name:
                self.error(key, f"{words} mangler. Har personen bare ett navn, skriv det i begge feltene.")
                continue
            if len(name) > NAME_LENGTH:
                self.error(key, f"{words} er for langt. Det kan ha høyst {NAME_LENGTH} tegn.")
                continue
            if _MARKUP.search(name):
                self.warn(key, f"{words} ser ut som nettsidekode. Det blir lagret som vanlig tekst. Er det riktig?")
            elif name[0] in "=+-@":
                self.warn(key, f"{words} ser ut som en formel. Det blir lagret som vanlig tekst. Er det riktig?")
            elif _GARBLED.search(name):
                self.error(key, f"Bokstavene i {words.lower()} er ødelagt. Lagre lista på nytt som UTF-8 eller .xlsx.")
            elif not any(sign.isalpha() for sign in name):
                self.error(key, f"{words} har ingen bokstaver.")
            elif any(sign.isdigit() for sign in name):
                self.warn(key, f"{words} har tall i seg. Er det riktig?")
            self.found.person[key] = name

    def numbers(self) -> None:
        if text := self.cells.get("duf"):
            digits = re.sub(r"[ .-]", "", text)
            if re.search(r"\d[eE]\+?\d", text):
                self.error(
                    "duf", "Excel har kortet ned DUF-nummeret. Formater kolonnen som tekst, og skriv det på nytt."
                )
            elif len(digits) > 12:
                self.error("duf", "DUF-nummeret er for langt. " + (identity.duf_problem(digits) or ""))
            else:
                if problem := identity.duf_problem(digits):
                    # The state's own registers hold thousands of malformed ones: kept, and pointed out.
                    self.warn("duf", problem + " Vi lagrer det slik det står.")
                self.found.person["duf"] = digits
        if text := self.cells.get("identity_number"):
            if "•" in text:
                return  # blotted out when the file was read, and said so there
            digits = re.sub(r"[ .-]", "", text)
            if len(digits) == 10 and digits.isdigit():
                digits = "0" + digits  # a spreadsheet that took it for a number has lost the first nought
            if problem := identity.problem_with(digits, test_data=self.test_data):
                self.error("identity_number", problem)
            else:
                self.found.person["identity_number"] = digits

    def languages(self) -> None:
        known: dict[str, str] = {}
        for part in re.split(r"[;,\n]| og ", self.cells.get("languages", "")):
            if not (text := part.strip()):
                continue
            code, level = self.language_and_level(text)
            if code:
                known.setdefault(code, level)
        preferred = self.code("language", language_words())
        if preferred and preferred not in known:
            known = {preferred: "", **known}
        self.found.languages = list(known.items())
        if first := preferred or next(iter(known), ""):
            self.found.person["language"] = first

    def language_and_level(self, text: str) -> tuple[str, str]:
        if code := language_words().code(text):
            return code, ""
        match = re.fullmatch(r"(.*?)[ :(–-]+([\wåÅ]+)\)?", text)
        if match and (level := level_of(match[2])) is not None:
            if code := language_words().code(match[1]):
                return code, level
            text = match[1]
        elif match and (code := language_words().code(match[1])):
            self.error(
                "languages",
                f"Nivået «{match[2][:20]}» kjenner vi ikke. Skriv A0, A1, A2, B1, B2, C1, C2 eller morsmål.",
            )
            return code, ""
        self.error("languages", language_words().problem(text))
        return "", ""

    def permits(self) -> None:
        kind = self.code("permit", CODES["permit"])
        granted, ended = self.date("granted_on"), self.date("ended_on")
        if self.cells.get("permit") and "granted_on" not in self.cells:
            self.error("granted_on", "Tillatelsen mangler dato for når den ble innvilget.")
        if not self.cells.get("permit") and "granted_on" in self.cells:
            self.error("permit", "Det står når tillatelsen ble innvilget, men ikke hvilken det er.")
        abroad = self.code("applied_from_abroad", CODES["yes_no"])
        reference = self.code("reference_permit", CODES["permit"])
        applied, reference_settled = self.date("applied_on"), self.date("reference_settled_on")
        if kind and granted:
            self.permit(
                "ended_on",
                kind,
                granted,
                ended,
                applied_on=applied,
                applied_from_abroad=abroad == YES,
                reference_permit=str(reference or ""),
                reference_settled_on=reference_settled,
            )
        for part in re.split(r"[;\n]", self.cells.get("earlier_permits", "")):
            if text := part.strip():
                self.earlier_permit(text)
        self.found.permits.sort(key=lambda permit: permit.granted_on)

    def permit(self, key: str, kind: str, granted: dt.date, ended: dt.date | None, **more) -> None:
        if ended and ended <= granted:
            self.error(key, f"Tillatelsen går ut {short_date(ended)}, før den ble innvilget {short_date(granted)}.")
            return
        last = ended + dt.timedelta(days=1) if ended else None  # people write the last day, we keep the day after
        self.found.permits.append(ListedPermit(str(kind), granted, last, **more))

    def earlier_permit(self, text: str) -> None:
        dates = re.findall(r"\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{2,4}", text)
        words = re.split(r"\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{2,4}", text)[0].strip(" :,(–-")
        kind = CODES["permit"].code(words)
        if kind is None:
            self.error("earlier_permits", CODES["permit"].problem(words or text))
            return
        if not 1 <= len(dates) <= 2:
            self.error(
                "earlier_permits",
                "Skriv tillatelsen, dagen den ble innvilget og siste dag, slik: asyl 01.03.2022–28.02.2025.",
            )
            return
        days = []
        for text_day in dates:
            day, problem = read_day(text_day)
            if problem:
                self.error("earlier_permits", problem)
                return
            days.append(day)
        self.permit("earlier_permits", kind, days[0], days[1] if len(days) == 2 else None)

    def needs(self) -> None:
        for part in re.split(r"[;\n]", self.cells.get("needs", "")):
            if not (text := part.strip()):
                continue
            if _DIAGNOSES.search(text):
                self.error(
                    "needs",
                    "Skriv hva som skal gjøres, ikke hvorfor. Ta bort diagnosen eller årsaken. Helsetjenesten har den selv.",
                )
                continue
            word, _colon, what = (bit.strip() for bit in text.partition(":"))
            code = CODES["need"].code(word)
            if code is None and not what:
                code, what = "other", word
            elif code is None:
                self.error("needs", CODES["need"].problem(word))
                continue
            if len(what) > NEED_LENGTH:
                self.error("needs", f"Teksten om behovet er for lang. Den kan ha høyst {NEED_LENGTH} tegn.")
                continue
            if (pair := (str(code), what)) not in self.found.needs:
                self.found.needs.append(pair)

    def told(self) -> None:
        for key in ("schooling", "work"):
            if text := self.cells.get(key):
                if len(text) > TOLD_LENGTH:
                    self.error(key, f"Teksten er for lang. Den kan ha høyst {TOLD_LENGTH} tegn.")
                    continue
                if _DIAGNOSES.search(text):
                    self.warn(
                        key, "Teksten nevner helse eller opplevelser. Ta det bort hvis det ikke trengs i arbeidet."
                    )
                self.found.told[key] = text

    def relations(self) -> None:
        for part in re.split(r"[;\n]", self.cells.get("relations", "")):
            if not (text := part.strip()):
                continue
            match = _RELATION.fullmatch(text)
            kind = _RELATION_WORDS.get(match[1].casefold()) if match else None
            if kind is None:
                self.error(
                    "relations",
                    f"«{text[:40]}» forstår vi ikke. Skriv for eksempel «forelder til 3, 4» eller «ektefelle til 1».",
                )
                continue
            for ref in re.split(r"[ ,]+|\bog\b", match[2]):
                if ref.strip(" .") and ref.casefold() not in ("og", "rad", "nr", "person", "raden"):
                    self.found.relations.append(ListedRelation(kind, ref.strip(" .")[:REF_LENGTH]))


_RELATION = re.compile(r"([a-zæøåA-ZÆØÅ ]+?)\s+(?:til|av|med|for)\s+(.+)")
_RELATION_WORDS = {
    "ektefelle": "spouse", "gift": "spouse", "kone": "spouse", "samboer": "cohabitant", "forelder": "parent", "foreldre": "parent",
    "mor": "parent", "far": "parent", "barn": "child", "sønn": "child", "datter": "child", "søsken": "sibling", "bror": "sibling",
    "søster": "sibling", "i slekt": "other", "slektning": "other", "bestemor": "other", "bestefar": "other", "besteforelder": "other",
    "barnebarn": "other", "tante": "other", "onkel": "other", "søskenbarn": "other", "nevø": "other", "niese": "other", "fetter": "other", "kusine": "other",
}  # fmt: skip
