"""Slots: the pieces of furniture of a layout, each at its place."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, model_validator

from banxin.layout.fields import FIELD, FIELDS
from banxin.layout.type_scale import Positive, Table
from banxin.model.text import WritingMode
from banxin.norms import SLOT_AIR
from banxin.units import ASCENT


def _known_fields(text: str) -> str:
    unknown = [name for name in FIELD.findall(text) if name not in FIELDS]
    if unknown:
        raise ValueError(f"there is no field {{{unknown[0]}}}; there are {', '.join(sorted(FIELDS))}")
    return text


FieldText = Annotated[str, AfterValidator(_known_fields)]


class Slot(Table):
    """A piece of furniture; lengths in pt from the type area's top left. Exactly one of text, qr and rule is given."""

    slot: str = ""
    text: FieldText = ""
    qr: FieldText = ""
    rule: str = ""
    alt: FieldText = ""
    face: str = ""
    size: float = 0
    x: float
    y: float
    """Baseline of a text, top of anything else."""
    width: float
    height: float = 0
    align: Literal["left", "center", "right", "spread"] = "left"
    vertical: bool = False
    """The text runs down the middle of `width`; `align` is its place in `height`: left is the top."""

    @property
    def mode(self) -> WritingMode:
        """Which way its text runs."""
        return WritingMode.VERTICAL if self.vertical else WritingMode.HORIZONTAL

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if sum(map(bool, (self.text, self.qr, self.rule))) != 1:
            raise ValueError("exactly one of text, qr and rule is wanted")
        if self.text and not (self.face and self.size > 0 and self.width > 0):
            raise ValueError("a text wants face, size and width")
        if self.vertical and not (self.text and self.height > 0):
            raise ValueError("vertical is for a text, and wants height")
        return self

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the space that it may take, in pt; of large characters without the air round
        them."""
        if self.vertical or not self.text:
            return self.x, self.y, self.x + self.width, self.y + self.height
        return (
            self.x,
            self.y - (ASCENT - SLOT_AIR) * self.size,
            self.x + self.width,
            self.y + (1 - ASCENT - SLOT_AIR) * self.size,
        )


class FolioSlot(Slot):
    """One piece of the folio (报眉), placed for a right-hand (odd) page."""

    mirror: bool = True
    """Whether it is mirrored on a left-hand (even) page, so that its distance from the outer edge stays the same."""

    def on_left_hand(self, area_width: float) -> FolioSlot:
        """The slot of an even page whose type area is `area_width` pt wide."""
        if not self.mirror:
            return self
        turned = {"left": "right", "right": "left"} if not self.vertical else {}
        align = turned.get(self.align, self.align)
        return self.model_copy(update={"x": area_width - self.x - self.width, "align": align})


class DateLine(Table):
    """The line of facts under the masthead: items spread over the width."""

    x: float
    y: float
    width: Positive
    face: str
    size: Positive
    items: tuple[FieldText, ...]
