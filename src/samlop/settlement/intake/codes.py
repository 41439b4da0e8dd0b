"""Turns the words people write for codes, countries and languages into codes, or says which word they may have meant."""

from collections.abc import Iterable
from functools import cache

from babel import Locale

from samlop.core import languages
from samlop.people.models import Education, Need, PermitKind, Person, Protection, RelationKind, Route
from samlop.settlement.intake.columns import plain
from samlop.settlement.intake.words import nearest

__all__ = ["CODES", "Words", "countries", "language_words", "level_of"]


class Words:
    """A list of codes with the words we understand for each. The first word of a code is how we write it."""

    def __init__(self, words: Iterable[tuple[str, tuple[str, ...]]]):
        self.by_word: dict[str, str] = {}
        self.shown: list[str] = []
        self._known: dict[str, str] = {}
        for code, names in words:
            self.shown.append(names[0])
            for name in (*names, code):
                self.by_word.setdefault(plain(name), code)
                self._known.setdefault(plain(name), name)

    def code(self, text: str) -> str | None:
        """The code for a word, or None."""
        return self.by_word.get(plain(text))

    def guess(self, text: str) -> str:
        """How we write what was probably meant, or an empty string."""
        near = nearest(plain(text), list(self._known))
        return self._known.get(near, "")

    def problem(self, text: str) -> str:
        """The sentence for a word we do not know."""
        if guess := self.guess(text):
            return f"«{text[:40]}» kjenner vi ikke. Mente du «{guess}»?"
        if len(self.shown) <= 12:
            return f"«{text[:40]}» kjenner vi ikke. Skriv ett av disse: {', '.join(self.shown)}."
        return f"«{text[:40]}» kjenner vi ikke. Se lista over ord i bruksanvisningen."


YES, NO = "yes", "no"
CODES: dict[str, Words] = {
    "yes_no": Words([(YES, ("ja", "j", "yes", "y", "true", "1", "x")), (NO, ("nei", "n", "no", "false", "0"))]),
    "sex": Words(
        [
            (Person.Sex.WOMAN, ("kvinne", "k", "f", "female", "woman", "jente", "dame")),
            (Person.Sex.MAN, ("mann", "m", "male", "man", "gutt")),
        ]
    ),
    "role": Words(
        [
            ("main", ("hovedperson", "kontaktperson", "hovedsøker", "søker", "head", "main")),
            (RelationKind.SPOUSE, ("ektefelle", "kone", "gift", "spouse", "wife", "husband")),
            (RelationKind.COHABITANT, ("samboer", "partner", "cohabitant")),
            ("child", ("barn", "sønn", "datter", "child", "son", "daughter")),
            (RelationKind.PARENT, ("forelder", "mor", "far", "parent", "mother", "father")),
            (RelationKind.SIBLING, ("søsken", "bror", "søster", "sibling", "brother", "sister")),
            (RelationKind.OTHER, ("annen slektning", "annet", "annen", "slektning", "besteforelder", "bestemor", "bestefar", "tante", "onkel", "barnebarn", "other")),
        ]
    ),
    "permit": Words(
        [
            (PermitKind.ASYLUM, ("asyl", "§ 28", "28", "asyl (§ 28)", "flyktningstatus", "flyktning", "beskyttelse", "utl. § 28")),
            (PermitKind.COLLECTIVE, ("kollektiv beskyttelse", "§ 34", "34", "midlertidig kollektiv beskyttelse", "kollektiv beskyttelse (§ 34)")),
            (PermitKind.RESETTLED, ("overføringsflyktning", "§ 35", "35", "kvoteflyktning", "kvote", "overføringsflyktning (§ 35)")),
            (PermitKind.HUMANITARIAN, ("humanitært opphold", "§ 38", "38", "opphold på humanitært grunnlag", "sterke menneskelige hensyn", "humanitært", "humanitært opphold (§ 38)")),
            (PermitKind.LIMITED_FAMILY, ("begrenset opphold for barnefamilie", "§ 38 femte ledd", "38-5", "§ 38-5", "begrenset opphold, barnefamilie (§ 38 femte ledd)")),
            (PermitKind.FAMILY, ("familieinnvandring", "familiegjenforening", "familie", "familieinnvandring (kapittel 6)")),
            (PermitKind.INDEPENDENT, ("selvstendig grunnlag", "§ 53", "53", "selvstendig grunnlag (§ 53)")),
            (PermitKind.WORK_23, ("arbeid § 23", "§ 23", "23", "faglært", "arbeid (§ 23)")),
            (PermitKind.WORK_25, ("arbeid § 25", "§ 25", "25", "arbeid (§ 25)")),
            (PermitKind.STUDY, ("studier", "student", "studietillatelse")),
            (PermitKind.PERMANENT, ("permanent oppholdstillatelse", "permanent", "permanent opphold")),
            (PermitKind.EEA, ("EØS-registrering", "eøs", "eu/eøs")),
            (PermitKind.EEA_FAMILY, ("familie til EØS-borger", "eøs-familie")),
            (PermitKind.OTHER, ("annen tillatelse", "annet", "annen")),
        ]
    ),
    "route": Words(
        [
            (Route.RECEPTION, ("fra mottak", "mottak", "asylmottak", "reception")),
            (Route.QUOTA, ("overføringsflyktning", "kvote", "kvoteflyktning", "resettlement")),
            (Route.SELF_SETTLED, ("avtalt selvbosetting", "selvbosetting", "selvbosatt", "amot")),
            (Route.FAMILY, ("familieinnvandring", "familiegjenforening", "familie")),
            (Route.MINOR, ("enslig mindreårig", "em", "enslige mindreårige")),
        ]
    ),
    "protection": Words(
        [
            ("none", ("ingen", "ugradert", "nei", "0", "ikke skjermet")),
            (Protection.CONFIDENTIAL, ("fortrolig adresse", "fortrolig", "kode 7", "7")),
            (Protection.STRICT, ("strengt fortrolig adresse", "strengt fortrolig", "strengtfortrolig", "kode 6", "6", "§ 6")),
            (Protection.STRICT_ABROAD, ("strengt fortrolig adresse, utlandet", "strengt fortrolig utland", "strengt fortrolig utlandet", "§ 19", "19")),
        ]
    ),
    "education": Words(
        [
            (Education.UPPER, ("videregående eller høyere", "videregående", "vgs", "høyere", "universitet", "høyskole", "høgskole", "bachelor", "master", "fagbrev", "fullført videregående")),
            (Education.BELOW, ("ikke fullført videregående", "grunnskole", "barneskole", "ingen", "ingen skole", "uten skole", "under videregående", "ungdomsskole", "under")),
        ]
    ),
    "need": Words(
        [
            (Need.Kind.WHEELCHAIR, ("rullestol", "trinnfri bolig", "rullestol eller trinnfri bolig", "trinnfri", "heis", "universell utforming")),
            (Need.Kind.HEALTH, ("helse", "helsetjenesten må følge opp", "helseoppfølging", "lege", "medisin")),
            (Need.Kind.HEARING, ("hørsel", "nedsatt hørsel", "døv", "tegnspråk", "hørselshemmet")),
            (Need.Kind.SIGHT, ("syn", "nedsatt syn", "blind", "svaksynt")),
            (Need.Kind.LITERACY, ("leser og skriver ikke", "analfabet", "lesing", "leser ikke")),
            (Need.Kind.CARE, ("daglig hjelp", "trenger daglig hjelp", "pleie", "omsorg", "hjemmetjeneste")),
            (Need.Kind.SAFETY, ("trygghet", "trygghet må avklares", "sikkerhet")),
            (Need.Kind.OTHER, ("annet", "annen")),
        ]
    ),
    "source": Words(
        [
            ("settlement_list", ("bosettingslista", "bosettingsliste", "imdi", "imdinett", "liste")),
            ("reception", ("mottaket", "mottak", "asylmottaket")),
            ("population_register", ("folkeregisteret", "freg")),
            ("person", ("personen selv", "personen", "samtale")),
            ("document", ("framlagt dokument", "dokument", "pass")),
            ("county", ("karrieresenteret", "fylket")),
            ("school", ("voksenopplæringen", "skolen")),
            ("caseworker", ("rådgiver", "saksbehandler")),
        ]
    ),
}  # fmt: skip

_LEVELS = ("A0", "A1", "A2", "B1", "B2", "C1", "C2")
_NATIVE = {"morsmål", "morsmaal", "native", "førstespråk", "mothertongue", "flytende"}


def level_of(text: str) -> str | None:
    """`B1`, `native`, or None for a level we do not know."""
    if text.upper() in _LEVELS:
        return text.upper()
    return "native" if plain(text) in _NATIVE else None


@cache
def countries() -> Words:
    """Countries by their bokmål and English names, their two letters, and the three letters that lists often use."""
    three = {
        "SYR": "SY", "UKR": "UA", "ERI": "ER", "AFG": "AF", "COD": "CD", "SOM": "SO", "SDN": "SD", "SSD": "SS", "ETH": "ET", "IRQ": "IQ",
        "IRN": "IR", "TUR": "TR", "RUS": "RU", "BLR": "BY", "RWA": "RW", "BDI": "BI", "UGA": "UG", "MMR": "MM", "PAK": "PK", "YEM": "YE",
        "VEN": "VE", "COL": "CO", "PSE": "PS", "LBN": "LB", "JOR": "JO", "EGY": "EG", "LBY": "LY", "NOR": "NO", "MDA": "MD", "GEO": "GE",
    }  # fmt: skip
    also = {"CD": ("Den demokratiske republikken Kongo", "DR Kongo", "Kongo"), "PS": ("Palestina",), "MM": ("Burma",)}
    back = {two: name for name, two in three.items()}
    english = Locale("en").territories
    words = []
    for code, name in Locale("nb").territories.items():
        if len(code) == 2 and code.isalpha() and code not in ("XA", "XB", "ZZ", "EU", "EZ", "UN", "QO"):
            names = (name, english.get(code, name), *also.get(code, ()), *((back[code],) if code in back else ()))
            words.append((code, names))
    words.append((languages.STATELESS, ("statsløs", "stateless", "XXA")))
    return Words(words)


@cache
def language_words() -> Words:
    """Languages by their bokmål and English names and codes, the common ones first."""
    english = Locale("en").languages
    also = {
        "ti": ("tigrinja", "tigrinya"), "fa-AF": ("dari",), "kmr": ("kurmandsji", "kurmanji", "kurdisk (kurmanji)", "kurdisk", "nordkurdisk"),
        "ckb": ("sorani", "kurdisk (sorani)"), "fa": ("persisk", "farsi"), "rn": ("kirundi", "rundi"), "rw": ("kinyarwanda",), "sw": ("swahili",),
        "nb": ("norsk", "bokmål"), "uk": ("ukrainsk", "ukrainian"), "my": ("burmesisk",), "ps": ("pashto", "pasjto"), "prs": (),
    }  # fmt: skip
    words = []
    for code, name in languages.language_choices():
        if code in ("prs", "no"):
            continue
        names = dict.fromkeys((*also.get(code, ()), name, languages.language_name(code), english.get(code, name)))
        words.append((code, tuple(names)))
    for code in ("nb",):
        if code not in {c for c, _names in words}:
            words.append((code, ("norsk", "bokmål")))
    return Words(words)
