"""No line starts or ends with what Unicode's line breaking (UAX #14) or the region's rules keep from there."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest

from banxin.compose.classes import MAINLAND, Class, class_of
from banxin.compose.metrics import NominalMetrics
from banxin.compose.paragraph import compose_paragraph
from banxin.model.text import Run
from banxin.uax14 import line_breaks
from banxin.units import Mil
from case_files import cases

NOMINAL = NominalMetrics()
MEASURES = (3000, 3500, 4000, 4500, 5000, 6500)
BLOCKS = {
    "Basic Latin": (0x21, 0x7E),
    "Latin-1": (0xA1, 0xFF),
    "General Punctuation": (0x2010, 0x206F),
    "Superscripts and Currency": (0x2070, 0x20CF),
    "Letterlike to Mathematical": (0x2100, 0x22FF),
    "Dingbats": (0x2700, 0x27BF),
    "Supplemental Punctuation": (0x2E00, 0x2E7F),
    "CJK Symbols and Punctuation": (0x3000, 0x303F),
    "Kana and Bopomofo": (0x3040, 0x31FF),
    "Enclosed CJK and CJK Compatibility": (0x3200, 0x33FF),
    "Vertical and Small Forms": (0xFE10, 0xFE6F),
    "Half- and Full-width Forms": (0xFF00, 0xFFEF),
}
NEVER_FIRST = frozenset({"CL", "CP", "EX", "IS", "IN", "NS", "CJ", "PO", "BA", "HY", "SY", "GL", "WJ"})
NEVER_LAST = frozenset({"OP", "PR", "BB", "GL", "WJ"})


def first_and_last(character: str) -> tuple[bool, bool]:
    """Whether Unicode keeps it from a line's start, and from its end, where Han stand on both sides."""
    name, category = line_breaks().get(character, ""), unicodedata.category(character)
    if name == "QU":
        return category != "Pi", category != "Pf"
    return name in NEVER_FIRST, name in NEVER_LAST


def characters(block: str) -> list[str]:
    first, last = BLOCKS[block]
    return [
        c
        for c in map(chr, range(first, last + 1))
        if any(first_and_last(c)) and not c.isspace() and unicodedata.category(c) not in ("Cn", "Mn")
    ]


def breaks(text: str) -> list[tuple[str, str]]:
    """Every pair of lines that meet, at several measures; a line that no rule allows must not be needed."""
    found = []
    for measure in MEASURES:
        paragraph = compose_paragraph((Run(text),), Mil(measure), Mil(0), NOMINAL)
        assert "forced-break" not in {code for code, _ in paragraph.faults}, text
        found += [(before.text, after.text) for before, after in pairwise(paragraph.lines)]
    return found


@pytest.mark.parametrize("block", BLOCKS)
def test_no_line_starts_or_ends_with_what_unicode_keeps_from_there(block: str) -> None:
    wrong = []
    for character in characters(block):
        never_first, never_last = first_and_last(character)
        for text in (f"一二三{character}四五六七八九", f"一二{character}三四五六七八", f"一{character}二三四五六七"):
            for before, after in breaks(text):
                if never_first and after.startswith(character):
                    wrong.append(f"U+{ord(character):04X} {character} starts a line: {before}|{after}")
                if never_last and before.endswith(character):
                    wrong.append(f"U+{ord(character):04X} {character} ends a line: {before}|{after}")
    assert not wrong, "\n".join(sorted(set(wrong)))


@pytest.mark.parametrize("block", BLOCKS)
def test_what_measures_stays_with_its_number(block: str) -> None:
    wrong = []
    for character in (c for c in characters(block) if line_breaks()[c] in ("PO", "PR")):
        for number in ("25", "２５"):
            text = number + character if line_breaks()[character] == "PO" else character + number
            starts = {after[0] for _, after in breaks(f"一二{text}三四五六七八")}
            if not starts <= {*"一二三四五六七八", text[0]}:
                wrong.append(text)
    assert not wrong


def test_the_sweep_has_hundreds_of_characters() -> None:
    assert sum(len(characters(block)) for block in BLOCKS) > 300


@pytest.mark.parametrize(
    ("character", "name"),
    [("。", "CL"), (")", "CP"), ("！", "EX"), ("々", "NS"), ("ょ", "CJ"), ("‥", "IN"), ("℃", "PO"), ("¥", "PR"),
     ("¿", "OP"), ("”", "QU"), ("‐", "BA"), ("\u2011", "GL"), ("\u2060", "WJ"), ("/", "SY"), ("´", "BB")],
)  # fmt: skip
def test_the_table_has_the_classes_of_unicode(character: str, name: str) -> None:
    assert line_breaks()[character] == name


@pytest.mark.parametrize(("character", "cls"), [
    ("：", Class.PAUSE), ("・", Class.DOT), ("“", Class.OPEN), ("”", Class.CLOSE), ("–", Class.CONNECTOR),
    ("①", Class.NOTE), ("／", Class.SOLIDUS), ("㎡", Class.SUFFIX), ("‼", Class.FILLED_STOP),
])  # fmt: skip
def test_the_region_is_asked_before_unicode(character: str, cls: Class) -> None:
    assert class_of(character, MAINLAND) is cls


@pytest.mark.parametrize(("text", "lines"), cases("line_edges.txt"))
def test_a_case_of_line_edges_is_broken_as_it_says(text: str, lines: str) -> None:
    measure, _, paragraph = text.partition(" ")
    found = compose_paragraph((Run(paragraph),), Mil(round(float(measure) * 1000)), Mil(0), NOMINAL)
    assert "\n".join(line.text for line in found.lines) == lines


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f"])
def test_a_space_that_forbids_the_break_holds_its_neighbours(space: str) -> None:
    assert all(not before.endswith(space) for before, _ in breaks(f"一二三5{space}kg四五六七八"))


@pytest.mark.parametrize("joiner", ["\u2060", "\ufeff", "\u2011"])
@pytest.mark.parametrize(("left", "right"), [("三", "四"), ("A", "四"), ("三", "A"), ("。", "四"), ("3", "四")])
def test_a_joiner_holds_its_neighbours(joiner: str, left: str, right: str) -> None:
    text = f"一二{left}{joiner}{right}五六七八九"
    assert all(joiner not in (before[-1], after[0]) for before, after in breaks(text))


def test_a_straight_quote_may_start_a_line_behind_a_space() -> None:
    found = compose_paragraph((Run('He said "hello" and "goodbye" to all'),), Mil(9000), Mil(0), NOMINAL)
    assert any(line.text.startswith('"') for line in found.lines[1:])
