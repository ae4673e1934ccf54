"""Tables: how wide their columns are and where each cell's lines stand. Of articles and of boxes with facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from banxin.model.line import Line, SetParagraph
from banxin.model.text import Text
from banxin.plan.text.line_rows import ONE_ROW, LineRows
from banxin.units import Mil, mil

GAP = mil(1)
"""Between two columns."""
LEAST_CELL, POOR_CELL = mil(3), mil(5)
"""No column is narrower than the first; under the second a table needs a wider place. Ours."""
FIGURES, FIRM_CELL = re.compile(r"[\dA-Za-z.,:%+\-−–/@_]+"), mil(7)
"""What is never broken: telephone numbers, sums, Latin names; and whole cells with figures up to that width (11秒72).
Ours."""
NUMBER = re.compile(r"[\d\s.,:%+\-−–~～/℃°]*")

Ragged = Callable[[Text, Mil, bool], SetParagraph]
"""Sets (text, measure, whether in the head row)."""


@dataclass(frozen=True, slots=True)
class SetCell:
    """The lines of one cell."""

    row: int
    """Of the table, from 0."""
    column: int
    lines: tuple[tuple[int, Mil, Line], ...]
    """(row of the grid from the table's top, distance from its left edge, line)."""


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table at one measure."""

    width: Mil
    rows: int
    """Rows of the grid."""
    cells: tuple[SetCell, ...]
    edges: tuple[int, ...]
    """Rows of the grid over which a rule runs: over each row of the table, and under the last."""
    poor: bool
    """Whether its columns are too narrow to read well."""


def set_table(
    rows: Sequence[Sequence[Text]], measure: Mil, ragged: Ragged, *, headed: bool, line_rows: LineRows = ONE_ROW
) -> SetTable:
    """A table over the whole measure; columns as wide as their cells need, long cells broken into lines."""
    count = max(len(row) for row in rows)
    natural = [
        max((_natural(row[column], ragged, headed and not number) for number, row in enumerate(rows)
             if column < len(row)), default=0)
        for column in range(count)
    ]  # fmt: skip
    firm = [
        max((_firm(row[column], ragged, headed and not number) for number, row in enumerate(rows)
             if column < len(row)), default=0)
        for column in range(count)
    ]  # fmt: skip
    widths, poor = _shared(natural, firm, measure - (count - 1) * GAP)
    numeric = [_numeric(rows, column, headed=headed) for column in range(count)]
    cells: list[SetCell] = []
    edges, top = [0], 0
    for number, row in enumerate(rows):
        left, high = 0, 1
        for column, text in enumerate(row):
            lines = ragged(text, Mil(widths[column]), headed and not number).lines if text else ()
            centred = numeric[column] or (headed and not number)
            placed = tuple(
                (top + line_rows.row(place), Mil(left + ((widths[column] - line.width) // 2 if centred else 0)), line)
                for place, line in enumerate(lines)
            )
            cells.append(SetCell(number, column, placed))
            high = max(high, len(lines))
            left += widths[column] + GAP
        top += line_rows.of(high)
        edges.append(top)
    return SetTable(measure, top, tuple(cells), tuple(edges), poor)


def _natural(text: Text, ragged: Ragged, head: bool) -> int:
    """Width of a cell in one line."""
    wide = Mil(1000 * (len(text) + 1) * 2)
    return max((line.width for line in ragged(text, wide, head).lines), default=0) if text else 0


def _firm(text: Text, ragged: Ragged, head: bool) -> int:
    """Width that a cell needs so that no figure in it is broken."""
    figures = FIGURES.findall(str(text))
    if not any(character.isdigit() for character in str(text)):
        figures = [word for word in figures if len(word) > 1]
    whole = _natural(text, ragged, head)
    if not figures:
        return 0
    return whole if whole <= FIRM_CELL else max(_natural(Text.of(word), ragged, head) for word in figures)


def _numeric(rows: Sequence[Sequence[Text]], column: int, *, headed: bool) -> bool:
    """Whether a column holds figures, which are centred."""
    texts = [row[column] for row in rows[1 if headed else 0 :] if column < len(row)]
    return bool(texts) and all(NUMBER.fullmatch(str(text)) for text in texts)


def _shared(natural: list[int], firm: list[int], room: int) -> tuple[list[int], bool]:
    """Widths that fill the room: spare width goes to all alike, missing width is taken from the widest.

    No column gets less than its figures need, unless they all need more than there is; then the table is poor.
    """
    wanted = [max(width, LEAST_CELL) for width in natural]
    if sum(wanted) <= room:
        extra, odd = divmod(room - sum(wanted), len(wanted))
        return [width + extra + (number < odd) for number, width in enumerate(wanted)], False
    least = [max(width, min(LEAST_CELL, one)) for width, one in zip(firm, natural, strict=True)]
    torn = sum(least) > room
    least = [0] * len(wanted) if torn else least
    cap = max(wanted)

    def capped() -> list[int]:
        return [max(min(width, cap), floor) for width, floor in zip(wanted, least, strict=True)]

    while sum(capped()) > room and cap > 1:
        cap -= 1 if sum(capped()) - room < 2 * len(wanted) else 50
    widths = capped()
    widths[widths.index(max(widths))] += room - sum(widths)
    return widths, torn or (min(cap, *widths) < POOR_CELL and cap < max(natural))
