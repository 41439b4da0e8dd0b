"""Names languages and countries in bokmål, and says which are written from right to left."""

from functools import lru_cache

from babel import Locale

_NB = Locale("nb")
# CLDR has no bokmål name for these two, and they are among the ten most booked for interpreters.
_OWN = {"fa-AF": "dari", "kmr": "kurmandsji", "ckb": "sorani", "prs": "dari"}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "fa-AF", "prs", "ps", "ckb", "ur", "he"})
# No country: ISO 3166 leaves XX to its users, and Statistics Norway calls the stateless so.
STATELESS = "XX"
# CLDR calls the first only "Kongo", which is two countries, and the second by a description.
_COUNTRIES = {STATELESS: "statsløs", "CD": "DR Kongo", "PS": "Palestina"}
# The languages that a municipality meets most often come first in every list.
COMMON = (
    "uk",
    "ru",
    "ar",
    "ti",
    "fa-AF",
    "ps",
    "sw",
    "rw",
    "ln",
    "so",
    "tr",
    "kmr",
    "ckb",
    "fr",
    "en",
    "am",
    "es",
    "fa",
    "ur",
    "my",
    "pl",
)


@lru_cache(maxsize=512)
def language_name(code: str) -> str:
    """`tigrinja` for `ti`; the code itself when nobody has named it."""
    return _OWN.get(code) or _NB.languages.get(code) or _NB.languages.get(code.split("-")[0]) or code


@lru_cache(maxsize=512)
def country_name(code: str) -> str:
    """`Syria` for `SY`; `ukjent` for an empty code."""
    return _COUNTRIES.get(code) or _NB.territories.get(code, code) if code else "ukjent"


def is_language(code: str) -> bool:
    """Whether the code is a language somebody has named."""
    return code in _OWN or code in _NB.languages


def is_country(code: str) -> bool:
    """Whether the code is a country (ISO 3166, two letters)."""
    return code == STATELESS or (len(code) == 2 and code.isalpha() and code in _NB.territories)


def direction(code: str) -> str:
    """`rtl` or `ltr`, for the `dir` attribute."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def language_choices() -> list[tuple[str, str]]:
    """(code, name) for a select, the common ones first."""
    rest = sorted((name, code) for code, name in _NB.languages.items() if len(code) <= 3 and code not in COMMON)
    return [(code, language_name(code)) for code in COMMON] + [(code, name) for name, code in rest]


@lru_cache(maxsize=1)
def country_choices() -> list[tuple[str, str]]:
    """(code, name) for a select, in bokmål's alphabet."""
    named = [(code, country_name(code)) for code in map(str, _NB.territories) if len(code) == 2 and code.isalpha()]
    # Regions and test codes that CLDR names beside the countries.
    return sorted(
        (c for c in named if c[0] not in {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}), key=lambda c: _order(c[1])
    )


def _order(name: str) -> str:
    return name.lower().replace("æ", "{").replace("ø", "|").replace("å", "}").replace("é", "e")
