"""Knows which characters the letters can be written with: those that one of the document fonts has a shape for.

A PDF/A file must not hold a character without a shape, so the question is asked before the paper is made.
"""

import struct
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

# Invisible signs that steer joining and line breaks; shaping takes care of them, whatever the font has.
_UNSEEN = frozenset(map(ord, "\n\t\r\u200b\u200c\u200d\u200e\u200f\u00ad\u2066\u2067\u2068\u2069\ufe0f"))
# Overrides turn text round for the eye while the file says something else. A letter must not do that.
_TURNED = frozenset(range(0x202A, 0x202F))


def unwritable(text: str, fonts: tuple[Path, ...]) -> list[str]:
    """The characters of `text` that cannot stand in a paper, each once, in the order they occur."""
    known = _characters(fonts)
    return list(dict.fromkeys(c for c in text if not _is_writable(ord(c), known)))


def written(text: str, fonts: tuple[Path, ...]) -> str:
    """The text with every character that cannot be written shown as `□`. Only for previews: acts refuse instead."""
    known = _characters(fonts)
    if all(_is_writable(ord(c), known) for c in text):
        return text
    return "".join(c if _is_writable(ord(c), known) else "□" for c in text)


def _is_writable(code: int, known: frozenset[int]) -> bool:
    if code in _UNSEEN:
        return True
    if code in _TURNED or unicodedata.category(chr(code)) in ("Cc", "Co", "Cs", "Cn"):
        return False
    return code in known


@cache
def _characters(fonts: tuple[Path, ...]) -> frozenset[int]:
    found: set[int] = set()
    for font in fonts:
        found.update(_mapped(font.read_bytes()))
    return frozenset(found)


def _mapped(data: bytes) -> Iterable[int]:
    """The code points that a TrueType font's character map leads to a shape for (formats 4 and 12)."""
    count = struct.unpack_from(">H", data, 4)[0]
    tables = {data[12 + 16 * n : 16 + 16 * n]: struct.unpack_from(">I", data, 20 + 16 * n)[0] for n in range(count)}
    start = tables[b"cmap"]
    for n in range(struct.unpack_from(">H", data, start + 2)[0]):
        at = start + struct.unpack_from(">I", data, start + 8 + 8 * n)[0]
        form = struct.unpack_from(">H", data, at)[0]
        if form == 12:
            for group in range(struct.unpack_from(">I", data, at + 12)[0]):
                first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * group)
                yield from range(first, last + 1)
        elif form == 4:
            segments = struct.unpack_from(">H", data, at + 6)[0] // 2
            ends = struct.unpack_from(f">{segments}H", data, at + 14)
            starts = struct.unpack_from(f">{segments}H", data, at + 16 + 2 * segments)
            for first, last in zip(starts, ends, strict=True):
                if first != 0xFFFF:
                    yield from range(first, last + 1)
