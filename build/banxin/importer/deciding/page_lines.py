"""The lines of a page with what was measured of them: length, indent, gap, looks, and the measure of its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from banxin.importer.normalise import LINE_END
from banxin.intake.dump import LineStyle

PLAIN = LineStyle()
SHORTEST, LONGEST = 7, 60
"""Fewest and most characters of a line of a column; ours: legs of newspapers have 8 to 24."""
WRAPPED = 0.38
"""Share of lines of one length from which on a text is taken as copied from columns; ours."""
LEAST = 6
"""Fewest lines that show a measure."""
WINDOW = 9
"""Lines on each side that show the measure of one part of a page, where legs differ."""
SPACE = frozenset(" \t\u3000\xa0")


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line that is not blank, normalised."""

    text: str
    number: int
    """In the dump, from 1."""
    gap: int
    """Blank lines before it."""
    length: int
    """Characters as they stood in the dump, without spaces at the ends."""
    indent: float
    """Ems of space before it."""
    style: LineStyle = PLAIN


@dataclass(frozen=True, slots=True)
class PageLines:
    """All lines of a page and what is usual on it."""

    lines: tuple[PageLine, ...]
    usual_gap: int
    measures: tuple[int, ...]
    """Characters of a full line of the column there; 0 for a text that is not wrapped."""
    indented: bool
    """Whether some lines are indented and others are not, so that an indent tells something."""
    size: float
    """Points of most of its text; 0 where the source has no looks."""
    whole: bool
    """Whether the source says that each line is a paragraph."""


def page_lines(
    raw: str, text: str, styles: Mapping[int, LineStyle] | None = None, *, whole: bool = False
) -> PageLines:
    """The lines of a normalised text; `raw` is what it was, for indents and lengths."""
    before = LINE_END.sub("\n", raw).split("\n")
    lines: list[PageLine] = []
    gap = 0
    for number, (line, old) in enumerate(zip(text.split("\n"), before, strict=True), 1):
        if line:
            bare = old.strip()
            lines.append(PageLine(line, number, gap, len(bare), _indent(old), (styles or {}).get(number, PLAIN)))
        gap = 0 if line else gap + 1
    gaps = Counter(one.gap for one in lines[1:])
    sizes: Counter[float] = Counter()
    for one in lines:
        sizes[one.style.size] += len(one.text)
    measures = (0,) * len(lines) if whole else _measures(lines)
    full = [one for one, measure in zip(lines, measures, strict=True) if not measure or one.length >= measure - 2]
    share = sum(one.indent >= 1 for one in full) / len(full) if full else 0.0
    return PageLines(
        tuple(lines),
        max(gaps, key=lambda one: (gaps[one], -one)) if gaps else 0,
        measures,
        0.02 < share < 0.9,
        sizes.most_common(1)[0][0] if sizes else 0.0,
        whole,
    )


def _indent(line: str) -> float:
    ems = 0.0
    for mark in line:
        if mark not in SPACE:
            break
        ems += {"\u3000": 1.0, "\t": 2.0}.get(mark, 0.5)
    return ems


def _extent(line: PageLine) -> int:
    """Characters up to the column's edge: the indent counts, as it takes its room there."""
    return round(line.length + line.indent)


def _measures(lines: Sequence[PageLine]) -> tuple[int, ...]:
    extents = [_extent(line) for line in lines]
    page = _measure(extents)
    if not page:
        return (0,) * len(lines)
    return tuple(_measure(extents[max(0, at - WINDOW) : at + WINDOW + 1]) or page for at in range(len(lines)))


def _measure(extents: Sequence[int]) -> int:
    """The length that so many lines have that they were broken there; a mark that hangs or is kept makes it one less
    or more."""
    counts = Counter(one for one in extents if SHORTEST <= one <= LONGEST)
    if len(extents) < LEAST or not counts:
        return 0
    best = max(counts, key=lambda one: (counts[one] + 0.6 * counts[one - 1] + 0.4 * counts[one + 1], one))
    near = counts[best - 1] + counts[best] + counts[best + 1]
    return best if near >= WRAPPED * len(extents) else 0


def filled(page: PageLines, at: int) -> str:
    """`full`, `short` or `over` in its column; empty where the text is not wrapped."""
    measure = page.measures[at]
    if not measure:
        return ""
    extent = _extent(page.lines[at])
    return "over" if extent > measure + 1 else "full" if extent >= measure - 1 else "short"
