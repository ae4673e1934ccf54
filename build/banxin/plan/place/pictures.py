"""Photos in their modules, with captions and credits under them."""

from __future__ import annotations

from banxin.layout.grid import BODY_ASCENT, Grid
from banxin.model.edition import Picture
from banxin.model.plan import PlacedLine, PlacedPicture, Rect
from banxin.plan.place.marks import Marks, crop_to, placed, rounded, whole_in
from banxin.plan.shapes.groups import group_layouts
from banxin.plan.shapes.item import Item
from banxin.plan.shapes.pictures import PICTURE_GAP, PICTURE_TOP, caption_lines, caption_rows
from banxin.plan.text.typesetter import Typesetter
from banxin.units import EM


def photo_contents(item: Item, setter: Typesetter, grid: Grid, rect: Rect, rows: int) -> Marks:
    """A photo over the whole width of its module, which has so many rows."""
    assert item.picture is not None
    if item.group:
        return _group(item, setter, grid, rect, rows)
    rows -= caption_rows(setter, item.picture, rect.width / grid.sheet.body_pt)
    lines, picture = place_picture(item.picture, setter, grid, rect, rows)
    return Marks(tuple(lines), (picture,))


def _group(item: Item, setter: Typesetter, grid: Grid, rect: Rect, rows: int) -> Marks:
    """All pictures of an article."""
    assert item.article is not None
    span = round((rect.width + grid.sheet.gutter_pt) / (grid.sheet.column_pt + grid.sheet.gutter_pt))
    lines: list[PlacedLine] = []
    pictures = []
    for place in group_layouts(item.article.pictures, setter, grid, span)[rows].places:
        top = rect.y + place.top * grid.sheet.row_pt
        own = Rect(rect.x + place.x, top, place.width, rect.height)
        found, picture = place_picture(
            item.article.pictures[place.number], setter, grid, own, place.rows, block=place.number
        )
        lines += found
        pictures.append(picture)
    return Marks(tuple(lines), tuple(pictures))


def place_picture(
    picture: Picture, setter: Typesetter, grid: Grid, rect: Rect, rows: int, block: int = 0
) -> tuple[list[PlacedLine], PlacedPicture]:
    """A picture over the first `rows` rows of a rectangle, its caption and credit under it."""
    body, row_pt = grid.sheet.body_pt, grid.sheet.row_pt
    frame = Rect(rect.x, rect.y + PICTURE_TOP, rect.width, rows * row_pt - PICTURE_GAP - PICTURE_TOP)
    lead = row_pt - body
    lines = []
    for caption in caption_lines(setter, picture, rect.width / body):
        top = rect.y + (rows + caption.row) * row_pt
        x = rect.x + (rect.width - caption.line.width * body / EM if caption.role == "credit" else 0.0)
        baseline = top + lead / 2 + BODY_ASCENT * body
        lines.append(placed(caption.role, caption.line, x, baseline, body, block=block))
    if not picture.crop:
        frame = whole_in(picture, frame)
        return lines, PlacedPicture(picture.file, frame, (0.0, 0.0, 1.0, 1.0), picture.alt)
    return lines, PlacedPicture(picture.file, rounded(frame), crop_to(picture, frame), picture.alt)
