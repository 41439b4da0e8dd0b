"""Saves and approves the translated phrases of the summaries: per language, by those who know it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.core.errors import Conflict, Refused
from samlop.core.languages import language_name
from samlop.decisions import documents, phrases, queries
from samlop.decisions.models import Translation, TranslationState

_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Written:
    """One phrase as it came back from the translator's page. `version`: the one she saw; 0 the machine draft."""

    phrase: str
    text: str
    approved: bool
    version: int


class NotSaved(Refused):
    """Some phrases cannot be saved. `problems` has the words for each; nothing is saved."""

    def __init__(self, problems: dict[str, str]):
        super().__init__(" ".join(dict.fromkeys(problems.values())))
        self.problems = problems


def languages_of(user) -> list[str]:
    """The languages the user translates that summaries exist in."""
    known = [code.strip() for code in getattr(user, "translates", "").split(",")]
    return [code for code in known if code in phrases.LANGUAGES]


def save(*, language: str, written: Iterable[Written], by, at) -> int:
    """Saves what differs from what stands: new words, and who answers for them. The bokmål source is never touched.

    A phrase that is changed without being approved is a draft again. Gives how many phrases changed. All or nothing:
    raises NotSaved with words per phrase, Conflict when a colleague changed the same phrase meanwhile, and
    PermissionDenied for a language the user does not translate.
    """
    require(by, Right.TRANSLATE)
    if language not in languages_of(by):
        raise PermissionDenied(f"Du er ikke oversetter for {language_name(language)}. Spør administratoren.")
    stands = queries.phrasebook(by.municipality_id, language).phrases
    changed = [w for w in written if w.phrase in stands and _differs(w, stands[w.phrase])]
    if problems := {w.phrase: words for w in changed if (words := _problem(w, stands[w.phrase]))}:
        raise NotSaved(problems)
    with transaction.atomic():
        for row in changed:
            _keep(row, stands[row.phrase].source, language, by=by, at=at)
        if changed:
            audit.record(
                act="endret oversettelser",
                by=by,
                at=at,
                data={
                    "språk": language,
                    "tekster": {
                        w.phrase: {"før": stands[w.phrase].text, "nå": _clean(w.text), "godkjent": w.approved}
                        for w in changed
                    },
                },
            )
    return len(changed)


def _keep(written: Written, source: str, language: str, *, by, at) -> None:
    row = queries.translation_locked(by.municipality_id, written.phrase, language)
    if (row.version if row else 0) != written.version:
        raise Conflict(
            "En annen oversetter har endret disse tekstene mens du skrev. Se hva som står nå, og lagre på nytt."
        )
    row = row or Translation(municipality_id=by.municipality_id, phrase=written.phrase, language=language, version=0)
    row.source, row.text = source, _clean(written.text)
    row.state = TranslationState.APPROVED if written.approved else TranslationState.MACHINE_DRAFT
    row.approved_by, row.approved_at = (by, at) if written.approved else (None, None)
    row.changed_by, row.changed_at = by, at
    row.version += 1
    row.save()


def _differs(written: Written, stands: phrases.Phrase) -> bool:
    return _clean(written.text) != stands.text or written.approved != stands.approved


def _problem(written: Written, stands: phrases.Phrase) -> str:
    text = _clean(written.text)
    if not text:
        return "Teksten kan ikke være tom. Skriv oversettelsen, eller la maskinutkastet stå."
    if len(text) > _LONGEST:
        return "Teksten er for lang. Den kan ha høyst 1000 tegn."
    if strange := documents.unwritable_text(text):
        return f"Tegnene {' '.join(strange[:5])} kan ikke skrives i brevet. Ta dem bort."
    try:
        phrases.check_holes(stands.source, text)
    except Refused as refused:
        return str(refused)
    return ""


def _clean(text: str) -> str:
    return " ".join(text.split())
