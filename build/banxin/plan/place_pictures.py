"""Photos in their modules, with captions and credits under them."""

from __future__ import annotations

from banxin.model.plan import PlacedPicture, Rect
from banxin.plan.grid import BODY_ASCENT, Grid
from banxin.plan.item import Item
from banxin.plan.picture_shapes import caption_lines
from banxin.plan.place_marks import Contents, crop_to, placed, rounded
from banxin.plan.story import Typesetter
from banxin.units import EM

PICTURE_GAP = 4.0
"""Space between a photo and its caption's row, in pt. Ours."""
PICTURE_TOP = 1.0
"""Space over a photo, in pt: its edge is level with the tops of characters beside it. Ours."""


def photo_contents(item: Item, setter: Typesetter, grid: Grid, rect: Rect, rows: int) -> Contents:
    """A photo over the whole width of its module."""
    assert item.picture is not None
    picture, body, row_pt = item.picture, grid.sheet.body_pt, grid.sheet.row_pt
    captions = caption_lines(setter, picture, rect.width / body)
    picture_rows = rows - (captions[-1].row + 1 if captions else 0)
    frame = Rect(rect.x, rect.y + PICTURE_TOP, rect.width, picture_rows * row_pt - PICTURE_GAP - PICTURE_TOP)
    lead = row_pt - body
    lines = []
    for caption in captions:
        top = rect.y + (picture_rows + caption.row) * row_pt
        x = rect.x + (rect.width - caption.line.width * body / EM if caption.role == "credit" else 0.0)
        lines.append(placed(caption.role, caption.line, x, top + lead / 2 + BODY_ASCENT * body, body))
    return Contents(tuple(lines), (PlacedPicture(picture.file, rounded(frame), crop_to(picture, frame), picture.alt),))
