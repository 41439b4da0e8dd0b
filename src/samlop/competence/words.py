"""Says in words what the mapping page explains: who recognises what, what upper secondary means, phase and strain."""

from samlop.competence.models import Mapping

# (for what, whom to ask, what to know). Source: the rule catalogue on recognition; HK-dir owns it since 2023.
RECOGNITION_GUIDE = (
    (
        "Høyere utdanning fra land på HK-dirs liste, blant annet Ukraina",
        "HK-dir, automatisk godkjenning",
        "Last ned erklæringen selv. Ingen søknad, ingen ventetid.",
    ),
    ("Annen høyere utdanning", "HK-dir, generell godkjenning", "Søknad med vitnemål. Regn med flere måneder."),
    (
        "Høyere utdanning uten papirer som kan sjekkes",
        "HK-dir, intervju (UVD)",
        "Går bare gjennom en vanlig søknad om generell godkjenning. Søk først.",
    ),
    (
        "Fag- og yrkesopplæring",
        "HK-dir, fag- og yrkesopplæring",
        "Gjelder bare noen fag og land. Ellers: realkompetansevurdering i fylket.",
    ),
    (
        "Yrker med krav om autorisasjon, som sykepleier og elektriker",
        "Etaten som har yrket",
        "Yrket har sin egen godkjenning. Den kommer i tillegg.",
    ),
    (
        "Grunnskole eller videregående, også uten papirer",
        "Realkompetansevurdering",
        "Kommunen skal veilede om retten når planen lages.",
    ),
)


def phase_in_words(mapping: Mapping | None) -> str:
    """What stands about phase and strain, as one text. For those with the right to map only."""
    if mapping is None or not mapping.asked_on:
        return "Ikke snakket om ennå."
    if mapping.skipped:
        return "Personen ønsket ikke å svare."
    parts = [
        mapping.get_phase_display() if mapping.phase else "Fase: vet ikke",
        mapping.get_strain_display() if mapping.strain else "Belastning: vet ikke",
    ]
    if mapping.consideration:
        parts.append(f"Ta hensyn til: {mapping.consideration}")
    return ". ".join(parts) + "."
