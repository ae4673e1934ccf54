"""The legs of an article's shapes, and the box of its head, by the form of that head."""

from __future__ import annotations

from banxin.layout.grid import Grid
from banxin.model.plan import Rect
from banxin.plan.heads.head import Head
from banxin.plan.legs.filled import FilledStory
from banxin.plan.legs.inset import Inset
from banxin.plan.legs.legs import HorizontalLegs
from banxin.plan.legs.rows import FRAME_INSET, FRAME_ROWS
from banxin.units import EM, Mil

UPRIGHT_GAP = 1.0
"""Between an upright title and the verse beside it in its column, in characters. Ours."""
GATHERED_GAP = 2.5
"""Between an upright title and its verse, in characters, where there is room. Ours."""


def level_legs(
    grid: Grid, span: int, measure: Mil, head_rows: int, *, framed: bool, inset: Inset | None = None
) -> HorizontalLegs:
    """Legs of that measure over all columns of a module, under a head; `framed`: inside a rule box or on a tint."""
    left = FRAME_INSET * grid.sheet.body_pt if framed else 0.0
    top = head_rows + (FRAME_ROWS // 2 if framed else 0)
    beside = inset.span if inset is not None and inset.full else 0
    return _legs(grid, left, top, grid.span_width(span) - 2 * left, span, measure, beside)


def level_head(grid: Grid, span: int, head_rows: int, *, framed: bool) -> Rect:
    """The box of a head over the legs of so many columns."""
    inset, top = (FRAME_INSET * grid.sheet.body_pt, FRAME_ROWS // 2) if framed else (0.0, 0)
    row = grid.sheet.row_pt
    return Rect(inset, top * row, grid.span_width(span) - 2 * inset, head_rows * row)


def side_columns(grid: Grid, span: int, head: Head, text: FilledStory) -> tuple[Rect, HorizontalLegs]:
    """The box of a head left of the legs, and those legs.

    In a module of one column both share it. An upright title stands near its verse.
    """
    measure = text.story.measure
    strip, width, height = grid.span_width(1), grid.span_width(span), text.fill.rows * grid.sheet.row_pt
    first = strip + grid.sheet.gutter_pt
    if span == 1:
        first = strip - measure * grid.sheet.body_pt / EM
        strip = first - UPRIGHT_GAP * grid.sheet.body_pt
    box = Rect(0.0, 0.0, strip, height)
    legs = _legs(grid, first, 0, width - first, max(span - 1, 1), measure)
    if head.form.traits.upright and legs.count == 1 and text.story.verse_width:
        return _gathered(grid, width, head, box, text.story.text_width)
    return box, legs


def _legs(
    grid: Grid, left: float, top: int, width: float, columns: int, measure: Mil, beside: int = 0
) -> HorizontalLegs:
    """Legs spread over a width."""
    length = measure * grid.sheet.body_pt / EM
    pitch = length + ((width - columns * length) / (columns - 1) if columns > 1 else 0.0)
    return HorizontalLegs(left, top, length, pitch, columns, grid.sheet.row_pt, beside)


def _gathered(grid: Grid, width: float, head: Head, box: Rect, text_width: Mil) -> tuple[Rect, HorizontalLegs]:
    """An upright title and its verse as one block in the middle of the module: a column apart, the title looks lost."""
    body = grid.sheet.body_pt
    verse = text_width * body / EM
    gap = max(min(GATHERED_GAP * body, width - head.extent_pt - verse), 0.0)
    block = head.extent_pt + gap + verse
    left = max(width - block, 0.0) / 2
    legs = HorizontalLegs(left + block - verse, 0, verse, 0.0, 1, grid.sheet.row_pt)
    return Rect(left, box.y, head.extent_pt, box.height), legs
