"""Bytes of a source → clean text with the same lines, and a problem for everything that was not plain text."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable

from banxin.cjk import RADICALS
from banxin.errors import Origin, Problem, ProblemRule, phrase, problem
from banxin.sources.problems import (
    BIDI_CONTROL,
    BYTE_ORDER_MARK,
    COMPATIBILITY_IDEOGRAPH,
    COMPOSED_LETTER,
    CONTROL_CHARACTER,
    DAMAGED_CHARACTER,
    ENCODING,
    INVISIBLE_CHARACTER,
    LINE_ENDS,
    OTHER_ENCODING,
    RADICAL,
)

LINE_END = re.compile("\r\n?|\x85|\u2028|\u2029")
LINE_END_NAMES = {"\r\n": "CRLF", "\r": "CR", "\x85": "U+0085", "\u2028": "U+2028", "\u2029": "U+2029"}

BIDI = "\u202a-\u202e\u2066-\u2069"
INVISIBLE = "\u00ad\u061c\u200b\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"
CONTROLS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "\ud800-\udfff"
)
SPECIAL = re.compile(f"[{BIDI}{INVISIBLE}{CONTROLS}\ufffd]")
_BIDI, _INVISIBLE = re.compile(f"[{BIDI}]"), re.compile(f"[{INVISIBLE}]")

COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
ANY_RADICAL = re.compile(f"[{''.join(RADICALS)}]")
LOOSE_ACCENT = re.compile(
    "[A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff][\u0300-\u036f]+|[\u3046-\u30fd][\u3099\u309a]"
    "|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)
"""A letter and its accents, a kana and its voicing mark, the parts of a Hangul syllable: as some systems keep names of
files and texts (NFD)."""

USUAL_LEADS = (0xB0, 0xD7)
"""First bytes of the usual characters in GB 18030: level 1 of GB 2312."""
USUAL_MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉【】「」『』—…·％\u3000〔〕～／")
USUAL_SHARE = 0.6
"""Of usual characters and marks among those that are not ASCII, at least. Ours: news in GB 18030 has 0.94 at
least, Big5 and UTF-8 that are read as GB 18030 have 0.24 at most."""
PLACES_NAMED = 8
"""Lines that a message lists; ours, so that they fit on a screen."""


def decode(data: bytes, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file in UTF-8 or GB 18030, with `\\n` as its only line end, and its problems.

    None when the bytes are neither: other encodings are imported.
    """
    found: list[Problem] = []
    if data.startswith(codecs.BOM_UTF8):
        found.append(problem(BYTE_ORDER_MARK, Origin(file, 1)))
        data = data[len(codecs.BOM_UTF8) :]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        gb = _gb_18030(data)
        if gb is None:
            line = data[: error.start].count(b"\n") + 1
            return None, (*found, problem(ENCODING, Origin(file, line), offset=error.start))
        text = gb
        found.append(problem(OTHER_ENCODING, Origin(file, 1), encoding="GB 18030"))
    kinds = sorted({LINE_END_NAMES[end] for end in LINE_END.findall(text)})
    if kinds:
        found.append(problem(LINE_ENDS, Origin(file), what=", ".join(kinds)))
        text = LINE_END.sub("\n", text)
    text, more = clean(text, file, 1)
    return text, (*found, *more)


def _gb_18030(data: bytes) -> str | None:
    """The text of bytes in GB 18030, None when they are not: nearly any bytes can be read so, but what comes out is
    then made of rare characters."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    chinese = [mark for mark in text if not mark.isascii()]
    usual = sum(USUAL_LEADS[0] <= mark.encode("gb18030")[0] <= USUAL_LEADS[1] for mark in chinese)
    marks = sum(mark in USUAL_MARKS for mark in chinese)
    return text if chinese and usual + marks >= USUAL_SHARE * len(chinese) else None


def clean(text: str, file: str, first_line: int) -> tuple[str, tuple[Problem, ...]]:
    """Text without unprintable characters, compatibility ideographs mapped, with a problem for each kind.

    `first_line` is the line of the text's first character in its file.
    """
    found: list[Problem] = []

    def places(pattern: re.Pattern[str]) -> dict[str, list[int]]:
        lines: dict[str, list[int]] = {}
        at, line = 0, first_line
        for match in pattern.finditer(text):
            line += text.count("\n", at, match.start())
            at = match.start()
            lines.setdefault(match[0], []).append(line)
        return lines

    for mark, lines in places(SPECIAL).items():
        found.append(problem(_rule(mark), Origin(file, lines[0]), point=f"U+{ord(mark):04X}", where=where(lines)))
    for old, lines in places(COMPATIBILITY).items():
        new = unicodedata.normalize("NFC", old)
        if new != old:
            fields = {"old": old, "point": f"{ord(old):04X}", "new": new, "where": where(lines)}
            found.append(problem(COMPATIBILITY_IDEOGRAPH, Origin(file, lines[0]), **fields))
    for old, lines in places(ANY_RADICAL).items():
        fields = {"old": old, "point": f"{ord(old):04X}", "new": RADICALS[old], "where": where(lines)}
        found.append(problem(RADICAL, Origin(file, lines[0]), **fields))
    loose = places(LOOSE_ACCENT)
    accents = [line for old, lines in loose.items() if old != unicodedata.normalize("NFC", old) for line in lines]
    if accents:
        found.append(problem(COMPOSED_LETTER, Origin(file, min(accents)), where=where(sorted(accents))))

    nfc: Callable[[re.Match[str]], str] = lambda match: unicodedata.normalize("NFC", match[0])  # noqa: E731
    text = SPECIAL.sub(lambda match: match[0] if match[0] == "\ufffd" else "", text)
    text = LOOSE_ACCENT.sub(nfc, COMPATIBILITY.sub(nfc, text))
    return text, tuple(found)


def _rule(mark: str) -> ProblemRule:
    if mark == "\ufffd":
        return DAMAGED_CHARACTER
    if _BIDI.match(mark):
        return BIDI_CONTROL
    return INVISIBLE_CHARACTER if _INVISIBLE.match(mark) else CONTROL_CHARACTER


def where(lines: Iterable[int]) -> str:
    """`line 3`, `lines 3, 8`, or the first few and the number of the others."""
    distinct = sorted(set(lines))
    named = ", ".join(str(line) for line in distinct[:PLACES_NAMED])
    more = len(distinct) - PLACES_NAMED
    if more > 0:
        return phrase("lines {lines} and {more} more", lines=named, more=more)
    return phrase("lines {lines}", lines=named) if len(distinct) > 1 else phrase("line {line}", line=named)


def shown(value: object, length: int = 40) -> str:
    """A value for a message: on one line, short, without control characters."""
    text = f'"{value}"' if isinstance(value, str) else str(value)
    text = "".join(mark if mark.isprintable() else f"<U+{ord(mark):04X}>" for mark in text)
    return text if len(text) <= length else text[: length - 1] + "…"
