"""Lists the columns of a settlement list: the heading we write, the headings we understand, and what they mean.

`docs/use/settlement-list.md` tells the same to people; a test holds the two together.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `key` is our name for it; `heading` stands in the example; `also` are other headings we understand."""

    key: str
    heading: str
    also: tuple[str, ...] = ()
    required: bool = False


COLUMNS = (
    Column("nr", "Nr", ("Nummer", "Radnr", "Rad", "Løpenummer", "Personref", "Person nr")),
    Column("household", "Husstand", ("Husstandsnr", "Husstandsnummer", "Husstandsreferanse", "Familie", "Familienr", "Familienummer", "Husholdning", "Household")),
    Column("role", "Rolle", ("Rolle i husstanden", "Familierolle", "Role")),
    Column("relations", "Relasjoner", ("Relasjon", "Slektskap", "Relasjon til", "Relations")),
    Column("given_name", "Fornavn", ("Fornamn", "Given name", "First name"), required=True),
    Column("family_name", "Etternavn", ("Etternamn", "Slektsnavn", "Family name", "Last name", "Surname"), required=True),
    Column("birth_date", "Fødselsdato", ("Født", "Fødd", "Fødselsdag", "Fodselsdato", "Birth date", "Date of birth"), required=True),
    Column("sex", "Kjønn", ("Kjonn", "Sex", "Gender"), required=True),
    Column("duf", "DUF-nummer", ("DUF", "DUF nr", "DUF-nr", "Dufnummer")),
    Column("identity_number", "Fødselsnummer eller D-nummer", ("Fødselsnummer", "D-nummer", "Personnummer", "Fnr", "Fødselsnummer/D-nummer", "Identitetsnummer")),
    Column("citizenship", "Statsborgerskap", ("Statsborger", "Nasjonalitet", "Land", "Citizenship", "Nationality")),
    Column("languages", "Språk", ("Språk og nivå", "Talespråk", "Morsmål", "Languages", "Language")),
    Column("language", "Foretrukket språk", ("Ønsket språk", "Tolkespråk", "Preferred language")),
    Column("interpreter_needed", "Trenger tolk", ("Tolk", "Tolkebehov", "Behov for tolk", "Interpreter")),
    Column("permit", "Tillatelse", ("Oppholdstillatelse", "Oppholdsgrunnlag", "Grunnlag", "Permit")),
    Column("granted_on", "Innvilget", ("Innvilget dato", "Vedtaksdato", "Tillatelse innvilget", "Tillatelse fra", "Granted")),
    Column("ended_on", "Gjelder til", ("Gyldig til", "Tillatelse til", "Utløper", "Utløpsdato", "Valid to")),
    Column("applied_on", "Søkt", ("Søknadsdato", "Søkt dato", "Applied")),
    Column("applied_from_abroad", "Søkt fra utlandet", ("Søkte fra utlandet",)),
    Column("reference_permit", "Referansepersonens tillatelse", ("Referanseperson tillatelse", "Referansepersonens grunnlag")),
    Column("reference_settled_on", "Referansepersonen bosatt", ("Referanseperson bosatt",)),
    Column("earlier_permits", "Tidligere tillatelser", ("Tidligere tillatelse", "Tillatelser før", "Historikk tillatelser", "Earlier permits")),
    Column("route", "Kommer som", ("Bosettingstype", "Type bosetting", "Rute", "Kategori", "Route")),
    Column("requested_on", "Anmodet", ("Anmodningsdato", "Anmodet dato", "Søkt ut", "Requested")),
    Column("accepted_on", "Svart ja", ("Svart ja dato", "Akseptert", "Accepted")),
    Column("settles_on", "Avtalt bosettingsdato", ("Avtalt dato", "Bosettingsdato", "Avtalt bosetting", "Settlement date")),
    Column("settled_on", "Bosatt", ("Faktisk bosatt", "Bosatt dato", "Flyttet inn")),
    Column("settled_by_agreement", "Bosatt etter avtale", ("Avtalt bosatt", "Etter avtale")),
    Column("arrived_on", "Kom til Norge", ("Ankomst", "Ankomstdato", "Ankom Norge", "Innreisedato", "Arrival")),
    Column("protection", "Adressebeskyttelse", ("Adressesperre", "Skjerming", "Beskyttelse", "Gradering", "Protection")),
    Column("unaccompanied_minor", "Enslig mindreårig", ("EM", "Enslig mindreårig ja/nei")),
    Column("needs", "Behov", ("Kjente behov", "Særskilte behov", "Tilrettelegging", "Needs")),
    Column("education", "Skolenivå", ("Skolegang", "Fullført skole", "Utdanningsnivå", "Education level")),
    Column("schooling", "Utdanning", ("Utdanning fritekst", "Om utdanning", "Utdanningsbakgrunn", "Education")),
    Column("work", "Arbeidserfaring", ("Arbeid", "Yrke", "Yrkeserfaring", "Arbeidsbakgrunn", "Work experience")),
    Column("source", "Kilde", ("Opplysningene kommer fra", "Source")),
    Column("known_on", "Kildedato", ("Opplyst dato", "Dato for opplysningene", "Source date", "Oppdatert")),
)  # fmt: skip
BY_KEY = {column.key: column for column in COLUMNS}
REQUIRED = tuple(column for column in COLUMNS if column.required)


def plain(text: str) -> str:
    """A heading or a code word without what people vary: case, spaces, hyphens, stars, full stops, brackets."""
    return re.sub(r"[^0-9a-zæøåäöé§]+", "", text.casefold())


BY_HEADING = {plain(name): column.key for column in COLUMNS for name in (column.heading, *column.also)}


def heading(key: str) -> str:
    """How the column is named to people; an empty key is the row as a whole."""
    return BY_KEY[key].heading if key in BY_KEY else ""
