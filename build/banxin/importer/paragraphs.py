"""Lines of a dump → paragraphs: lines that a column break separated are joined, corrupt places are reported.

A line continues in the next one when a bracket or quote is still open, or when it has no end mark and at least 24
characters and the next line is not the head of an article. Everything else without an end is reported and left as it
is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from banxin.cjk import is_han
from banxin.errors import ProblemRule
from banxin.importer.characters import LEAD_INS, is_ended, open_marks
from banxin.importer.edits import Edit
from banxin.importer.line_forms import TITLE_LENGTH, dateline, has_pause, is_byline, is_credit, is_deck, is_title
from banxin.importer.problems import BROKEN_PARAGRAPH, CORRUPT_TEXT

LEAST_BROKEN = 24
"""Least characters of a first part; a shorter line without an end is more likely a head."""
TAIL = 200
"""Characters at a paragraph's end that are enough to judge its form; longer than any headline, credit or caption."""
DEEPEST = 20
"""Deepest nesting of brackets and quotes; deeper nesting is not text."""
NAME_LENGTH = 3
"""Ours: length of a name that must be known from elsewhere before a stray character after it is reported."""


@dataclass(frozen=True, slots=True)
class Join:
    """Two lines that are parts of one paragraph."""

    line: int
    """Line of the first part, in the dump."""
    next_line: int
    before: str
    """The last characters of the first part."""
    after: str
    """The first characters of the second part."""
    why: str


@dataclass(frozen=True, slots=True)
class Suspect:
    """A place that the editor must compare with the printed page."""

    rule: ProblemRule
    line: int
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class DumpParagraph:
    """A stretch of the normalised text without a line end."""

    text: str
    line: int
    """Its first line in the dump."""
    gap: int
    """Blank lines before it."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The result of joining."""

    paragraphs: tuple[DumpParagraph, ...]
    edits: tuple[Edit, ...]
    """Offsets are those of the given text."""
    joins: tuple[Join, ...]
    suspects: tuple[Suspect, ...]


def join_columns(text: str) -> Joined:
    """Paragraphs of a normalised text; each comes from one line or several."""
    known = _WordCounts(text)
    started: list[_OpenParagraph] = []
    edits: list[Edit] = []
    joins: list[Join] = []
    suspects: list[Suspect] = []
    end = last_line = 0
    for paragraph, start in _lines(text):
        part = paragraph.text
        why = ""
        if started:
            tail = started[-1].tail
            announced = len(started) > 1 and started[-2].tail.endswith(LEAD_INS)
            why = _reason_to_join(tail, started[-1].still_open, part, announced)
            suspects.extend(known.suspects(tail, part, last_line, bool(why)))
        if why:
            edits.append(Edit(end, text[end:start], "", "join-columns"))
            joins.append(Join(last_line, paragraph.line, tail[-8:], part[:8], why))
            started[-1].add(part)
        else:
            started.append(_OpenParagraph(paragraph))
            started[-1].add(part)
        end, last_line = start + len(part), paragraph.line
    paragraphs = tuple(replace(one.first, text="".join(one.parts)) for one in started)
    return Joined(paragraphs, tuple(edits), tuple(joins), tuple(suspects))


def whole_lines(text: str) -> Joined:
    """Paragraphs of a text whose source says where they end: each line is one."""
    return Joined(tuple(paragraph for paragraph, _ in _lines(text)), (), (), ())


class _OpenParagraph:
    """A paragraph that may continue. Only its end is examined, so that the cost grows with the number of its parts
    only."""

    def __init__(self, first: DumpParagraph) -> None:
        self.first = first
        self.parts: list[str] = []
        self.tail = ""
        self.still_open: tuple[str, ...] = ()

    def add(self, part: str) -> None:
        self.parts.append(part)
        self.tail = (self.tail + part)[-TAIL:]
        self.still_open = open_marks(part, self.still_open)[:DEEPEST]


def _lines(text: str) -> Iterator[tuple[DumpParagraph, int]]:
    """Each line that is not blank, and its offset."""
    start = gap = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line:
            yield DumpParagraph(line, number, gap), start
        gap = 0 if line else gap + 1
        start += len(line) + 1


def is_head(text: str) -> bool:
    """Whether an article's head or its first paragraph starts here."""
    return bool(is_deck(text) or dateline(text) or is_byline(text) or is_title(text) or is_credit(text))


def _reason_to_join(first: str, still_open: tuple[str, ...], second: str, announced: bool) -> str:
    """The reason why two lines are one paragraph; empty when they are not, or when it cannot be decided."""
    if dateline(second) or is_byline(second) or is_deck(second):
        return ""
    closed_there = len(open_marks(second, still_open)) < len(still_open)
    again = bool(still_open) and is_ended(first) and second[0] == still_open[-1]  # Quoted speech of several paragraphs.
    if still_open and closed_there and not again:
        return f"{still_open[-1]} is still open"
    if is_ended(first) or is_credit(first) or is_deck(first) or is_title(second):
        return ""
    if len(first) >= LEAST_BROKEN and (has_pause(first) or len(first) > TITLE_LENGTH):
        return "no end mark"
    if announced and not is_head(second):
        return "no end mark, and announced by the line before"
    return ""


class _WordCounts:
    """Frequencies of words in the dump itself: how often each run of 2 to 4 characters occurs."""

    def __init__(self, text: str) -> None:
        self.counts = {
            size: Counter(text[place : place + size] for place in range(len(text) - size + 1))
            for size in (2, NAME_LENGTH, NAME_LENGTH + 1)
        }

    def suspects(self, first: str, second: str, line: int, joined: bool) -> Iterator[Suspect]:
        """Faults at the place where one line ends and the next begins."""
        if is_ended(first):
            return
        shown = f"{first[-5:]} / {second[:5]}"
        if any(first[-size:] == second[:size] and all(map(is_han, first[-size:])) for size in (2, 1)):
            yield Suspect(CORRUPT_TEXT, line, shown, "the same characters stand on both sides of the break")
        elif self.is_stray(first, second):
            yield Suspect(CORRUPT_TEXT, line, shown, f"{first[-1]} fits neither what is before it nor after it")
        if not joined and (dateline(first) or not is_head(first)) and not is_head(second):
            yield Suspect(BROKEN_PARAGRAPH, line, shown)

    def is_stray(self, first: str, second: str) -> bool:
        """Whether the last character follows a known name and is part of no known word.

        王小明众 / 便说: 王小明 occurs at least twice elsewhere, 王小明众 and 众便 never.
        """
        last, name = first[-1], first[-NAME_LENGTH - 1 : -1]
        if len(name) < NAME_LENGTH or not all(map(is_han, name + last + second[0])):
            return False
        return (
            self.counts[NAME_LENGTH][name] >= NAME_LENGTH
            and self.counts[NAME_LENGTH + 1][name + last] == 1
            and self.counts[2][last + second[0]] == 0
        )
