"""Measures the papers: the combined document and its three archive parts, in each language of the summary."""

import os
import statistics
import time


def measure() -> list[str]:
    """Lines of the report. Each paper is made ten times after one warm-up."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samlop.config.settings")
    import django

    django.setup()
    from tests.decisions.sample import a_content, the_books

    from samlop.core import clock
    from samlop.decisions import documents

    lines = ["## Papers", "", "| summary in | combined, ms | the set of four, ms |", "|---|---|---|"]
    books = the_books()
    for language in ("en", "uk", "ar", "ti"):
        content = a_content(language=language)
        combined, sets = [], []
        for nth in range(11):
            began = time.perf_counter()
            documents.render(content, "combined", books=books, at=clock.now(), signed=None)
            one = time.perf_counter()
            for part in ("plan", "contract", "decision"):
                documents.render(content, part, books=books, at=clock.now(), signed=None)
            if nth:
                combined.append((one - began) * 1000)
                sets.append((time.perf_counter() - began) * 1000)
        lines.append(f"| {language} | {_spread(combined)} | {_spread(sets)} |")
    return [*lines, "", "Goal: 300 ms for the combined document.", ""]


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.0f} ({min(values):.0f}-{max(values):.0f})"
