"""Characters → lines, lines → blocks: what stands under each other in one measure and size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from banxin.cjk import is_han
from banxin.intake.pdf.boxes import Box, around
from banxin.intake.pdf.page_marks import Mark

GAP = 0.95
"""Ems between two characters of a line at most; ours: gutters have one and more, a dateline is set off by less."""
WORD = 0.18
"""Ems from which on a gap beside a Latin letter is a space; ours."""
SPACED = 0.6
"""Ems from which on a gap between ideographs is a space of the copy; ours, more than a justified line has."""
SAME_SIZE = 0.06
"""By how much sizes of one block may differ; ours."""
LEADING = 2.1
"""Ems between the baselines of two lines of a block at most; ours."""
RAGGED = 4
"""A poem has so many lines at least, and of so many one at most is full; ours."""
INDENT = 1.4
"""Ems from which on a line is indented; ours: two are usual."""


CLOSING, OPENING = frozenset("，。、；：！？）】》〉」』”’"), frozenset("（【《〈「『“‘")


@dataclass(frozen=True, slots=True)
class Line:
    """Characters in a row."""

    text: str
    box: Box
    baseline: float
    size: float
    bold: bool
    face: str


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines under each other."""

    lines: tuple[Line, ...]
    """From the top."""

    @property
    def box(self) -> Box:
        return around(line.box for line in self.lines)

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)

    @property
    def characters(self) -> int:
        return sum(len(line.text) for line in self.lines)


def lines_of(marks: Sequence[Mark]) -> list[Line]:
    """The lines of a page, from its top. Each character is in exactly one."""
    rows: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda mark: (-mark.baseline, mark.box.left)):
        row = next((row for row in reversed(rows[-40:]) if _in_row(row, mark)), None)
        if row is None:
            rows.append([mark])
        else:
            row.append(mark)
    return [line for row in rows for line in _parted(sorted(row, key=lambda mark: mark.box.left))]


def _in_row(row: Sequence[Mark], mark: Mark) -> bool:
    last = row[-1]
    return abs(last.baseline - mark.baseline) <= 0.25 * min(last.size, mark.size) and (
        max(last.size, mark.size) <= 1.6 * min(last.size, mark.size)
    )


def _parted(row: Sequence[Mark]) -> list[Line]:
    """A row, parted where a gutter is; a space that stands in the file is none."""
    parts: list[list[Mark]] = []
    for mark in row:
        last = parts[-1][-1] if parts else None
        if last is None or _gap(last, mark) > GAP:
            parts.append([mark])
        else:
            parts[-1].append(mark)
    stripped = [_stripped(part) for part in parts]
    return [_line(part) for part in stripped if part]


def _gap(before: Mark, mark: Mark) -> float:
    """What lies between two characters, in ems. Closing marks fill the left half of their em only, opening ones the
    right half, and may be squeezed into that; one after which bold ends stands in its line, as a dateline's does."""
    size = max(before.size, mark.size)
    start, end = mark.box.left, before.box.right
    if before.text in CLOSING and mark.text not in OPENING and before.bold <= mark.bold:
        end = min(end, before.box.left + before.size / 2)
    if mark.text in OPENING and before.text not in CLOSING:
        start = max(start, mark.box.right - mark.size / 2)
    return (start - end) / size


def _stripped(marks: Sequence[Mark]) -> list[Mark]:
    start, end = 0, len(marks)
    while start < end and marks[start].text == " ":
        start += 1
    while end > start and marks[end - 1].text == " ":
        end -= 1
    return list(marks[start:end])


def _line(marks: Sequence[Mark]) -> Line:
    text = marks[0].text
    for before, mark in pairwise(marks):
        gap = (mark.box.left - before.box.right) / mark.size
        both = is_han(before.text) and is_han(mark.text)
        latin = (before.text + mark.text).isascii()
        if ((both and gap > SPACED) or (latin and gap > WORD)) and text[-1] != " ":
            text += " "
        text += "" if mark.text == " " and text[-1] == " " else mark.text
    seen = [mark for mark in marks if mark.text != " "]
    sizes = Counter(_rounded(mark.size) for mark in seen)
    bold = all(mark.bold for mark in seen)
    baseline = seen[0].baseline
    return Line(text, around(m.box for m in seen), baseline, sizes.most_common(1)[0][0], bold, seen[0].face)


def _rounded(size: float) -> float:
    return int(size * 4 + 0.5) / 4


def blocks_of(lines: Sequence[Line], rules: Sequence[Box]) -> list[TextBlock]:
    """Lines that stand under each other in one measure, size and weight, with no rule between them."""
    chains: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.baseline, line.box.left)):
        fitting = [chain for chain in chains if _follows(chain[-1], line, rules)]
        if fitting:
            min(fitting, key=lambda chain: chain[-1].baseline).append(line)
        else:
            chains.append([line])
    return [TextBlock(tuple(chain)) for chain in chains]


def _follows(above: Line, line: Line, rules: Sequence[Box]) -> bool:
    size = max(above.size, line.size)
    if abs(above.size - line.size) > SAME_SIZE * size or (above.bold != line.bold and not _runs_on(above, line)):
        return False
    drop = above.baseline - line.baseline
    if not 0.5 * size < drop <= LEADING * size or above.box.across(line.box) < 0.5:
        return False
    wide = max(above.box.width, line.box.width)
    if abs(above.box.left - line.box.left) > 2.8 * size and abs(above.box.right - line.box.right) > 0.2 * wide + size:
        return False
    return not any(
        rule.is_across and line.box.top - 1 <= rule.bottom <= above.box.bottom + 1 and rule.across(line.box) > 0.5
        for rule in rules
    )


def _runs_on(above: Line, line: Line) -> bool:
    """Whether bold and plain lines are one paragraph, as under a long dateline: the upper one is full and indented."""
    full = above.box.right >= line.box.right - 0.6 * line.size
    return above.bold and full and above.box.left - line.box.left >= INDENT * line.size


def paragraphs_of(lines: Sequence[Line], left: float, right: float) -> list[str]:
    """The paragraphs of lines of one measure: one begins with an indented line, or after one that ends short."""
    out: list[str] = []
    size = median(line.size for line in lines)
    if is_ragged(lines, right, size):
        return [line.text for line in lines]
    for before, line in zip((None, *lines), lines, strict=False):
        indented = line.box.left - left >= INDENT * size
        short = before is not None and right - before.box.right > 3 * size
        if before is None or indented or short:
            out.append(line.text)
        else:
            joint = " " if out[-1][-1].isascii() and out[-1][-1].isalnum() and line.text[0].isascii() else ""
            out[-1] += joint + line.text
    return out


def is_ragged(lines: Sequence[Line], right: float, size: float) -> bool:
    """Whether lines end where they like, as those of a poem: four at least, hardly one of which is full."""
    full = sum(right - line.box.right < size for line in lines)
    return len(lines) >= RAGGED and full <= len(lines) / RAGGED
