"""Proposes a learning track from schooling and English (T18-11). A proposal to talk about, never a score."""

from dataclasses import dataclass

# NUS levels: 3 is begun upper secondary, 4 finished, 6 and up university.
_UPPER_SECONDARY, _HIGHER = 4, 6
_ENGLISH_ENOUGH = frozenset({"B1", "B2", "C1", "C2", "native"})


@dataclass(frozen=True, slots=True)
class TrackProposal:
    """`track` 1 to 3, or empty when nothing is known; `why` and `note` in bokmål, for people."""

    track: str
    why: str
    note: str = ""


def propose_track(
    *, highest_completed: int | None, highest_begun: int | None, english: str, reads: bool | None
) -> TrackProposal:
    """Which track schooling points to.

    `highest_completed`, `highest_begun`: NUS level 0-8, or None when no schooling is mapped; `english`: the best known
    CEFR level, empty when unknown; `reads`: whether the person reads any language, None when unknown.
    """
    levels = [level for level in (highest_completed, highest_begun) if level is not None]
    if not levels:
        return TrackProposal("", "Skolegang er ikke kartlagt ennå. Da kan ikke noe spor foreslås.")
    if highest_completed is not None and highest_completed >= _HIGHER:
        note = ""
        if not english:
            note = "Engelsk er ikke kartlagt. Mange studier og yrker krever det. Spør om nivået."
        elif english not in _ENGLISH_ENOUGH:
            note = "Har høyere utdanning, men lite engelsk. Vurder engelsk ved siden av norsk."
        return TrackProposal("3", "Har fullført høyere utdanning.", note)
    if highest_completed is not None and highest_completed >= _UPPER_SECONDARY:
        begun = max(levels) >= _HIGHER
        return TrackProposal(
            "2",
            "Har fullført videregående.",
            "Har også begynt på høyere utdanning. Spor 3 kan passe." if begun else "",
        )
    if max(levels) >= _HIGHER:
        return TrackProposal(
            "2", "Har begynt på høyere utdanning, men ikke fullført.", "Spor 3 kan passe. Snakk om hva som er gjort."
        )
    note = "Leser ikke på noe språk ennå. Opplæringen bør begynne med å lese og skrive." if reads is False else ""
    return TrackProposal("1", "Har ikke fullført videregående.", note)
