"""Captions and credits of pictures at one width."""

from __future__ import annotations

from dataclasses import dataclass

from banxin.model.edition import Picture
from banxin.model.line import Line
from banxin.model.roles import Role
from banxin.plan.text.text_setter import TextSetter
from banxin.units import EM, Mil

CREDIT_GAP = EM
"""Least space between a caption's last line and the credit that ends its row. Ours."""


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """A line under a picture."""

    role: Role
    """Caption or credit."""
    row: int
    """Rows under the picture, from 0."""
    line: Line


@dataclass(frozen=True, slots=True)
class SetCaption:
    """Caption and credit of a picture at one width."""

    lines: tuple[CaptionLine, ...]

    @property
    def rows(self) -> int:
        """Rows under the picture."""
        return self.lines[-1].row + 1 if self.lines else 0


def set_caption(setter: TextSetter, picture: Picture, width_em: float) -> SetCaption:
    """Caption and credit of a picture; the credit ends the caption's last row if it goes in."""
    roles = setter.layout.roles
    measure = Mil(int(width_em * EM))
    lines: list[CaptionLine] = []
    if picture.caption:
        setting = setter.justified(picture.caption, measure, roles.caption)
        lines = [CaptionLine(Role.CAPTION, row, line) for row, line in enumerate(setting.lines)]
    if picture.credit:
        setting = setter.ragged(picture.credit, measure, roles.credit, names=True)
        first = setting.lines[0]
        shares = bool(lines) and len(setting.lines) == 1 and lines[-1].line.width + CREDIT_GAP + first.width <= measure
        start = len(lines) - (1 if shares else 0)
        lines += [CaptionLine(Role.CREDIT, start + row, line) for row, line in enumerate(setting.lines)]
    return SetCaption(tuple(lines))
