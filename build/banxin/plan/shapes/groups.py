"""Picture groups (组图): pictures of one article in one or two rows, each row of equal height, captions under each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from banxin.layout.grid import Grid
from banxin.model.edition import Article, Picture
from banxin.model.kinds import ModuleKind
from banxin.norms import PICTURE_CHANGE, SEPARATOR
from banxin.plan.shapes.item import Curve, GroupPlace, GroupShape, PhotoItem, keep
from banxin.plan.shapes.pictures import CHANGE_COST, PICTURE_GAP, PICTURE_TOP, USUAL_SPAN, group_id
from banxin.plan.text.captions import SetCaption, set_caption
from banxin.plan.text.typesetter import Typesetter
from banxin.units import nearest

GROUP_GAP = 4.0
"""Between two pictures of a group, in pt."""
GROUP_STEPS = 12
"""Heights tried on either side of the pictures' own. Ours."""
ROWS_OF = {2: ((2,), (1, 1)), 3: ((3,), (1, 2)), 4: ((4,), (2, 2), (1, 3))}
"""Number of pictures → how many stand in each row; of more the first row holds as many as the others or one more."""
NARROWEST = 90.0
"""Width in pt of the narrowest picture of a group. Ours."""


@dataclass(frozen=True, slots=True)
class GroupLayout:
    """One way to arrange a group."""

    rows: int
    cost: float
    places: tuple[GroupPlace, ...]


def group_item(article: Article, setter: Typesetter, grid: Grid, most_rows: int, rank: int) -> PhotoItem:
    """All pictures of an article as one item."""
    curves: dict[int, Curve] = {}
    asked = article.span if article.kind.traits.pictorial else None
    spans = range(asked, asked + 1) if asked else range(USUAL_SPAN, grid.sheet.columns + 1)
    for span in spans if (asked or 0) <= grid.sheet.columns else ():
        curve: Curve = {}
        for rows, layout in group_layouts(article.pictures, setter, grid, span).items():
            if rows + SEPARATOR <= most_rows:
                shape = GroupShape(
                    span, rows + SEPARATOR, layout.cost, picture_span=span, places=layout.places
                )  # fmt: skip
                keep(curve, shape)
        if curve:
            curves[span] = curve
    return PhotoItem(group_id(article), ModuleKind.PHOTO, rank, curves, article, article.pictures[0])


def group_layouts(pictures: tuple[Picture, ...], setter: Typesetter, grid: Grid, span: int) -> dict[int, GroupLayout]:
    """Rows → the arrangement of that height that changes the pictures' shapes least."""
    found: dict[int, GroupLayout] = {}
    width = grid.span_width(span)
    for counts in ROWS_OF.get(len(pictures), (_counts(len(pictures)),)):
        for layout in _arranged(pictures, counts, setter, grid, width):
            known = found.get(layout.rows)
            if known is None or layout.cost < known.cost:
                found[layout.rows] = layout
    return found


def _counts(count: int) -> tuple[int, ...]:
    """One picture alone, or five and more in two rows."""
    return (count,) if count < 2 else (count - count // 2, count // 2)


def _arranged(
    pictures: tuple[Picture, ...], counts: tuple[int, ...], setter: Typesetter, grid: Grid, width: float
) -> Iterator[GroupLayout]:
    body, row = grid.sheet.body_pt, grid.sheet.row_pt
    lines: list[tuple[list[tuple[int, SetCaption, float, float]], float]] = []
    first = 0
    for count in counts:
        numbers = range(first, first + count)
        ratios = [pictures[number].width / pictures[number].height for number in numbers]
        height = (width - GROUP_GAP * (count - 1)) / sum(ratios)
        if height * min(ratios) < NARROWEST:
            return
        x, places = 0.0, []
        for number, ratio in zip(numbers, ratios, strict=True):
            places.append((number, set_caption(setter, pictures[number], height * ratio / body), x, height * ratio))
            x += height * ratio + GROUP_GAP
        lines.append((places, height))
        first += count
    change = PICTURE_CHANGE if all(picture.crop for picture in pictures) else 0.0
    for step in range(-GROUP_STEPS, GROUP_STEPS + 1):
        wanted = 1 + change * step / GROUP_STEPS
        top, off, placed = 0, 0.0, []
        for places, height in lines:
            rows = nearest((height * wanted + PICTURE_GAP + PICTURE_TOP) / row)
            off = max(off, abs((rows * row - PICTURE_GAP - PICTURE_TOP) / height - 1))
            placed += [
                GroupPlace(number, pictures[number], caption, x, wide, top, rows) for number, caption, x, wide in places
            ]
            top += rows + max(caption.rows for _, caption, _, _ in places)
        if off <= PICTURE_CHANGE:
            yield GroupLayout(top, CHANGE_COST * off, tuple(placed))
