"""Makes the papers: one combined PDF and its three archive parts, each PDF/A-2a and PDF/UA-1 in one file.

The Typst templates only lay out. What people wrote reaches them as JSON, so that nothing in it can be read as markup.
"""

import datetime as dt
import hashlib
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst
from django.conf import settings

from samlop.core.errors import Refused
from samlop.decisions.content import PlanContent
from samlop.decisions.documents import glyphs, paper
from samlop.decisions.phrases import Phrasebook

STANDARDS = ["a-2a", "ua-1"]
PARTS = ("combined", "decision", "plan", "contract")
_MAIN = Path(__file__).parent / "templates" / "main.typ"
_PRODUCT = Path(__file__).parents[2]  # a template of another room may use the frame of this one
_WEIGHTS = ("400Regular", "600SemiBold")
_here = threading.local()  # a compiler serves one thread at a time


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished file."""

    pdf: bytes
    pages: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()


def render(
    content: PlanContent,
    part: str,
    *,
    books: Mapping[str, Phrasebook],
    at: dt.datetime,
    signed: paper.Signed | None = None,
) -> Paper:
    """One paper. Without `signed` it says on its face that it is a draft. The same arguments give the same bytes.

    Refuses (Refused) text that cannot be laid out; characters without a shape are shown as `□`.
    """
    return laid_out(_MAIN, paper.of(content, part, books=books, on=at.date(), signed=signed), at=at)


def laid_out(template: Path, data: Mapping, *, at: dt.datetime) -> Paper:
    """One paper out of a Typst template anywhere in the product, which reads `data` as JSON and ends with its page count.

    Refuses (Refused) text that cannot be laid out.
    """
    inputs = {"paper": json.dumps(_writable(data), ensure_ascii=True)}
    compiler = _compiler(template)
    try:
        pdf = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=_fixed_offset(at))
        pages = int(compiler.query("<pages>", field="value", one=True))
    except typst.TypstError:
        # The message quotes what people wrote, and must not reach a log.
        raise Refused(
            "Dokumentet kunne ikke lages. En tekst har tegn som ikke kan skrives i et brev. "
            "Se etter uvanlige tegn, ta dem bort og prøv igjen."
        ) from None
    return Paper(pdf=pdf, pages=pages)


def unwritable(content: PlanContent) -> list[str]:
    """The characters in the content that no document font can write."""
    return unwritable_text("".join(_strings(content.to_json())))


def unwritable_text(text: str) -> list[str]:
    """The characters of a text that no document font can write."""
    return glyphs.unwritable(text, _font_files())


def _strings(data):
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping | list):
        for value in data.values() if isinstance(data, Mapping) else data:
            yield from _strings(value)


def _writable(data):
    if isinstance(data, str):
        return glyphs.written(data, _font_files())
    if isinstance(data, Mapping):
        return {name: _writable(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_writable(item) for item in data]
    return data


def _fixed_offset(at: dt.datetime) -> dt.datetime:
    return at.astimezone(dt.timezone(at.utcoffset() or dt.timedelta())).replace(microsecond=0)


def _compiler(template: Path) -> typst.Compiler:
    kept = _here.__dict__.setdefault("compilers", {})
    if template not in kept:
        kept[template] = typst.Compiler(template, root=_PRODUCT, font_paths=_fonts(), ignore_system_fonts=True)
    return kept[template]


@cache
def _fonts() -> typst.Fonts:
    folders = [str(file.parent) for file in _font_files()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def _font_files() -> tuple[Path, ...]:
    """Regular and semi-bold of each family: all the letters use, and a tenth of what the packages hold."""
    files = tuple(f for folder in settings.DOCUMENT_FONTS for w in _WEIGHTS for f in sorted((folder / w).glob("*.ttf")))
    if len(files) < len(settings.DOCUMENT_FONTS) * len(_WEIGHTS):
        raise RuntimeError("Fonts for documents are missing. Run: make setup")
    return files
