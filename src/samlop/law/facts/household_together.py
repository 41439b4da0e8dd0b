"""Finds facts about a household that cannot be true at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_PARTNER_FACTS = ("partner_group", "partner_income_ore", "partner_social_assistance_ore")


def household_problems(values: Mapping[str, Any]) -> Iterable[str]:
    """Gives one plain sentence for each contradiction."""
    living = values.get("living_arrangement")
    if values.get("single_parent") and living == "with_partner":
        yield "Feltet «single_parent» sier at personen er alene med barn, men «living_arrangement» sier sammen med ektefelle eller samboer. Rett ett av dem."
    for name in _PARTNER_FACTS:
        if name in values and living is not None and living != "with_partner":
            yield f"Feltet «{name}» er om en ektefelle eller samboer, men «living_arrangement» sier noe annet. Rett ett av dem."
    adults, size = values.get("adults"), values.get("household_size")
    if adults is not None and not adults:
        yield "Listen «adults» er tom. En husstand har minst én voksen: skriv inn henne, eller fjern feltet."
    if adults and size is not None and size < len(adults):
        yield f"Feltet «household_size» er {size}, men «adults» har {len(adults)} voksne. Rett ett av dem."
    if size == 0:
        yield "Feltet «household_size» er 0. En husstand har minst én person: rett tallet."
