"""Photos in their modules, with captions and credits under them."""

from __future__ import annotations

from banxin.layout.grid import Grid
from banxin.model.edition import Picture
from banxin.model.plan import PlacedLine, PlacedPicture, Rect
from banxin.model.roles import Role
from banxin.plan.place.marks import Marks, crop_to, placed, rounded, whole_in
from banxin.plan.shapes.item import GroupShape
from banxin.plan.shapes.pictures import PICTURE_GAP, PICTURE_TOP
from banxin.plan.text.captions import SetCaption
from banxin.units import EM


def place_group(shape: GroupShape, grid: Grid, rect: Rect) -> Marks:
    """All pictures of a group in the rectangle under its title."""
    lines: list[PlacedLine] = []
    pictures = []
    for place in shape.places:
        top = rect.y + place.top * grid.sheet.row_pt
        own = Rect(rect.x + place.x, top, place.width, rect.height)
        found, picture = place_picture(place.picture, place.caption, grid, own, place.rows, block=place.number)
        lines += found
        pictures.append(picture)
    return Marks(tuple(lines), tuple(pictures))


def place_picture(
    picture: Picture, caption: SetCaption, grid: Grid, rect: Rect, rows: int, block: int = 0
) -> tuple[list[PlacedLine], PlacedPicture]:
    """A picture over the first `rows` rows of a rectangle, its caption and credit under it."""
    body, row_pt = grid.sheet.body_pt, grid.sheet.row_pt
    frame = Rect(rect.x, rect.y + PICTURE_TOP, rect.width, rows * row_pt - PICTURE_GAP - PICTURE_TOP)
    lines = []
    for one in caption.lines:
        x = rect.x + (rect.width - one.line.width * body / EM if one.role is Role.CREDIT else 0.0)
        baseline = rect.y + (rows + one.row) * row_pt + grid.drop_pt
        lines.append(placed(one.role, one.line, x, baseline, body, block=block))
    if not picture.crop:
        frame = whole_in(picture, frame)
        return lines, PlacedPicture(picture.file, frame, (0.0, 0.0, 1.0, 1.0), picture.alt)
    return lines, PlacedPicture(picture.file, rounded(frame), crop_to(picture, frame), picture.alt)
