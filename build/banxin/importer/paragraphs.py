"""Lines of a dump → paragraphs, as was decided: lines that a column broke are joined, corrupt places are reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from banxin.cjk import is_han
from banxin.errors import ProblemRule
from banxin.importer.characters import is_ended, open_marks
from banxin.importer.deciding.page_lines import PageLines
from banxin.importer.deciding.tags import Role, Step, Tag
from banxin.importer.edits import Edit
from banxin.importer.line_forms import dateline, has_pause
from banxin.importer.problems import BROKEN_PARAGRAPH, CORRUPT_TEXT, MERGED_LINES

TAIL = 200
"""Characters at a paragraph's end that are enough to judge its form; longer than any headline, credit or caption."""
DEEPEST = 20
"""Deepest nesting of brackets and quotes; deeper nesting is not text."""
NAME_LENGTH = 3
"""Ours: length of a name that must be known from elsewhere before a stray character after it is reported."""
MERGED = 900
"""Characters of one line from which on it may be a whole text whose lines were merged; ours, six usual paragraphs."""


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
    wrapped: int = 0
    """Characters of a full line, where the text was copied from columns; 0 where one break was mended."""


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
    tag: Tag = Tag(Step.PARAGRAPH, Role.BODY)
    last_line: int = 0


@dataclass(frozen=True, slots=True)
class Joined:
    """The result of joining."""

    paragraphs: tuple[DumpParagraph, ...]
    edits: tuple[Edit, ...]
    """Offsets are those of the given text."""
    joins: tuple[Join, ...]
    suspects: tuple[Suspect, ...]


def join_lines(text: str, page: PageLines, tags: Sequence[Tag]) -> Joined:
    """Paragraphs of a normalised text, of whose lines the tags say which go on with the one before."""
    known = None if page.whole else _WordCounts(text)
    started: list[_OpenParagraph] = []
    edits: list[Edit] = []
    joins: list[Join] = []
    suspects: list[Suspect] = []
    end = last_line = 0
    for at, ((paragraph, start), tag) in enumerate(zip(_lines(text), tags, strict=True)):
        part = paragraph.text
        goes_on = tag.step is Step.NOTHING and bool(started)
        if started and known and not page.measures[at]:
            suspects.extend(known.suspects(started[-1], part, last_line, tag))
        if goes_on:
            tail = started[-1].tail
            edits.append(Edit(end, text[end:start], "", "join-columns"))
            why = _why(started[-1].still_open, tail)
            joins.append(Join(last_line, paragraph.line, tail[-8:], part[:8], why, page.measures[at]))
        else:
            started.append(_OpenParagraph(replace(paragraph, tag=tag)))
        started[-1].add(part, paragraph.line)
        end, last_line = start + len(part), paragraph.line
    paragraphs = tuple(replace(one.first, text="".join(one.parts), last_line=one.last_line) for one in started)
    return Joined(paragraphs, tuple(edits), tuple(joins), (*suspects, *_merged(paragraphs)))


def _why(still_open: tuple[str, ...], tail: str) -> str:
    if still_open and not is_ended(tail):
        return f"{still_open[-1]} is still open"
    return "no end mark" if not is_ended(tail) else "the line is full"


def _merged(paragraphs: Sequence[DumpParagraph]) -> Iterator[Suspect]:
    """Lines so long that they are a whole text: its line ends were lost."""
    for one in paragraphs:
        if one.last_line == one.line and len(one.text) >= MERGED and one.text.count("。") > MERGED // 60:
            yield Suspect(MERGED_LINES, one.line, one.text[:16], str(len(one.text)))


class _OpenParagraph:
    """A paragraph that may continue. Only its end is examined, so that the cost grows with the number of its parts
    only."""

    def __init__(self, first: DumpParagraph) -> None:
        self.first = first
        self.parts: list[str] = []
        self.tail = ""
        self.still_open: tuple[str, ...] = ()
        self.last_line = first.line

    def add(self, part: str, line: int) -> None:
        self.parts.append(part)
        self.last_line = line
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


class _WordCounts:
    """Frequencies of words in the dump itself: how often each run of 2 to 4 characters occurs."""

    def __init__(self, text: str) -> None:
        self.counts = {
            size: Counter(text[place : place + size] for place in range(len(text) - size + 1))
            for size in (2, NAME_LENGTH, NAME_LENGTH + 1)
        }

    def suspects(self, open_: _OpenParagraph, second: str, line: int, tag: Tag) -> Iterator[Suspect]:
        """Faults at the place where one line ends and the next begins."""
        first = open_.tail
        running = open_.first.tag.role is Role.BODY and (tag.role is Role.BODY and tag.step is not Step.ARTICLE)
        if is_ended(first) or not running:
            return
        shown = f"{first[-5:]} / {second[:5]}"
        if any(first[-size:] == second[:size] and all(map(is_han, first[-size:])) for size in (2, 1)):
            yield Suspect(CORRUPT_TEXT, line, shown, "the same characters stand on both sides of the break")
        elif self.is_stray(first, second):
            yield Suspect(CORRUPT_TEXT, line, shown, f"{first[-1]} fits neither what is before it nor after it")
        if tag.step is Step.PARAGRAPH and not dateline(second) and (has_pause(first) or dateline(first)):
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
