"""Detecting the encoding of a dump: byte order mark, strict UTF-8, then the reading with more common characters.

Taking the first encoding that decodes would read all Big5 as GB18030. So both are decoded and compared: characters of
GB 2312 level 1 against characters of Big5 level 1, Chinese punctuation counting for both.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from functools import cache

from banxin.errors import EditionError, Origin, UsageError, problem
from banxin.intake.problems import DUMP_ENCODING, NO_TEXT

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉【】「」『』—…·％　〔〕～")
ASCII = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\t\r\n")
NEARLY_EQUAL = 0.05
"""Ours: when the shares of common characters differ by less than this, the editor has to choose."""
NAMED = ("utf-8", "gb18030", "big5", "utf-16-le")
"""Encodings that a message proposes."""
LEAST_SHARE = 0.5
"""Ours: text with a smaller share of common characters is not Chinese."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A dump as text, exactly as its bytes decode."""

    text: str
    encoding: str
    """Python's name of it; `-sig` when a byte order mark was skipped."""


def decode_dump(data: bytes, file: str, encoding: str = "") -> Decoded:
    """The dump's text, decoded as `encoding` if one is given.

    Raises EditionError (`dump-encoding`) when no encoding fits or two fit equally well, UsageError for an unknown
    encoding.
    """
    if encoding:
        return Decoded(_named(data, file, encoding), encoding)
    for bom, name in BOMS:
        if data.startswith(bom):
            return Decoded(_named(data[len(bom) :], file, name), f"{name}-sig")
    if b"\0" in data:
        return _wide(data, file)
    for name in ("utf-8",):
        if (text := _strict(data, name)) is not None:
            return Decoded(text, name)
    readings = [
        (share(text, common), name, text)
        for name, common in (("gb18030", gb_common()), ("big5", big5_common()))
        if (text := _strict(data, name)) is not None
    ]
    readings.sort(reverse=True)
    if not readings or readings[0][0] < LEAST_SHARE:
        raise _unclear(file, "it is not UTF-8, and neither GB18030 nor Big5 gives Chinese text", "its name")
    if len(readings) > 1 and readings[0][0] - readings[1][0] < NEARLY_EQUAL:
        what = " and ".join(f"{name} reads {text.strip()[:12]}" for _, name, text in readings)
        raise _unclear(file, f"{what}, both likely", ", ".join(name for _, name, _ in readings))
    return Decoded(readings[0][2], readings[0][1])


def _wide(data: bytes, file: str) -> Decoded:
    """Text with NUL bytes: UTF-16 without a byte order mark, when one order of its bytes gives usual characters."""
    for name in ("utf-16-le", "utf-16-be"):
        text = _strict(data, name)
        if text is not None and "\0" not in text:
            usual = sum(
                mark in gb_common() or mark in big5_common() or " " <= mark <= "~" or mark in "\r\n\t" for mark in text
            )
            if usual >= LEAST_SHARE * len(text):
                return Decoded(text, name)
    raise EditionError([problem(NO_TEXT, Origin(file))])


def share(text: str, common: frozenset[str]) -> float:
    """Share of the characters beyond ASCII that are common, 0 to 1."""
    foreign = [mark for mark in text if mark > "\x7f"]
    return sum(mark in common for mark in foreign) / len(foreign) if foreign else 0.0


@cache
def gb_common() -> frozenset[str]:
    """GB 2312 level 1, rows 16–55, and the marks."""
    rows = (bytes((0xA0 + row, 0xA0 + cell)) for row in range(16, 56) for cell in range(1, 95))
    return MARKS | {text for pair in rows if (text := _strict(pair, "gb2312"))}


@cache
def big5_common() -> frozenset[str]:
    """Big5 level 1, A440–C67E, and the marks."""
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    pairs = (bytes((lead, trail)) for lead in range(0xA4, 0xC7) for trail in trails)
    return MARKS | {text for pair in pairs if (text := _strict(pair, "big5"))}


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _named(data: bytes, file: str, encoding: str) -> str:
    try:
        return data.decode(codecs.lookup(encoding).name)
    except LookupError:
        raise UsageError(f'there is no encoding "{encoding}"; known are {", ".join(NAMED)}.') from None
    except UnicodeDecodeError as error:
        what = f"byte {error.start} is not {encoding}"
        others = ", ".join(name for name in NAMED if codecs.lookup(name) != codecs.lookup(encoding))
        raise _unclear(file, what, others) from None


def _unclear(file: str, what: str, choices: str) -> EditionError:
    return EditionError([problem(DUMP_ENCODING, Origin(file), what=what, choices=choices)])
