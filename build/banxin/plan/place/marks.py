"""Lines, frames and crops as the plan holds them: rounded to what every machine agrees on."""

from __future__ import annotations

from dataclasses import dataclass

from banxin.model.edition import Picture
from banxin.model.line import Line
from banxin.model.plan import PlacedLine, PlacedPicture, PlacedRule, Rect
from banxin.model.roles import Role
from banxin.model.text import WritingMode
from banxin.units import EM, round_half_up


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands in a module."""

    lines: tuple[PlacedLine, ...]
    pictures: tuple[PlacedPicture, ...] = ()
    rules: tuple[PlacedRule, ...] = ()
    legs: int = 0
    leg_rows: tuple[int, int] = (0, 0)
    head_rect: Rect | None = None


def rounded(rect: Rect) -> Rect:
    """A rectangle to 1/10000 pt."""
    return Rect(*(round_half_up(value, 4) for value in (rect.x, rect.y, rect.width, rect.height)))


def placed(
    role: Role,
    line: Line,
    x: float,
    baseline: float,
    size: float,
    *,
    block: int = 0,
    leg: int = 0,
    row: int = 0,
    slot: str = "",
) -> PlacedLine:
    """A composed line at its place; without leg and row it is off the grid by intent."""
    return PlacedLine(
        role=role,
        text=line.text,
        runs=line.runs,
        block=block,
        leg=leg,
        row=row,
        x_pt=round_half_up(x, 4),
        y_pt=round_half_up(baseline, 4),
        start_pt=round_half_up(line.start * size / EM, 4),
        length_pt=round_half_up(line.width * size / EM, 4),
        size_pt=size,
        gap_em=round_half_up(line.gap / EM, 3),
        last=line.last,
        hyphen=line.hyphen,
        writing_mode=line.writing_mode if line.writing_mode is WritingMode.VERTICAL else WritingMode.HORIZONTAL,
        slot=slot,
        links=line.links,
    )


def crop_to(picture: Picture, frame: Rect) -> tuple[float, float, float, float]:
    """The part of a picture that fills a frame: (left, top, width, height) as fractions, round the focal point."""
    ratio = (frame.width / frame.height) / (picture.width / picture.height)
    width, height = (1.0, 1 / ratio) if ratio >= 1 else (ratio, 1.0)
    left = min(max(picture.focus[0] - width / 2, 0.0), 1 - width)
    top = min(max(picture.focus[1] - height / 2, 0.0), 1 - height)
    return (round_half_up(left, 5), round_half_up(top, 5), round_half_up(width, 5), round_half_up(height, 5))


def whole_in(picture: Picture, room: Rect) -> Rect:
    """The largest frame in a room that shows a picture whole, in the middle across and down."""
    scale = min(room.width / picture.width, room.height / picture.height)
    width, height = picture.width * scale, picture.height * scale
    return rounded(Rect(room.x + (room.width - width) / 2, room.y + (room.height - height) / 2, width, height))
