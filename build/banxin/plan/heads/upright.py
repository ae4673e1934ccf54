"""Heads whose lines run down (竖题)."""

from __future__ import annotations

from banxin.model.forms import HeadlineForm
from banxin.model.roles import Role
from banxin.model.text import WritingMode
from banxin.plan.heads.head import (
    PENALTY,
    SINGLE_CHARACTER_COST,
    SIZE_COST,
    VERTICAL_PITCH,
    Head,
    HeadLine,
    headline,
    lower_ranks,
    sizes_tried,
    unbroken,
)
from banxin.plan.text.portion import Portion
from banxin.plan.text.typesetter import Typesetter
from banxin.units import EM

WIDE = 8
"""Columns over which every size of a rank can be used."""


def vertical_heads(portion: Portion, setter: Typesetter, width_pt: float) -> list[Head]:
    """Vertical heads (竖题) that fit a strip of `width_pt`: one or two lines of headline, the deck beside them.

    Only articles without a kicker and a logo line have them.
    """
    if portion.kicker or portion.series:
        return []
    ways = (
        _heads_of_sizes(portion, setter, width_pt, sizes_tried(portion, setter, WIDE, low))
        for low in lower_ranks(portion)
    )
    return next((heads for heads in ways if heads), [])


def _heads_of_sizes(portion: Portion, setter: Typesetter, width_pt: float, sizes: tuple[float, ...]) -> list[Head]:
    heads = []
    for count in (1, 2):
        found = headline(portion, setter, count, WritingMode.VERTICAL)
        if found is None:
            continue
        broken = SINGLE_CHARACTER_COST if count > 1 and unbroken(portion) else 0.0
        for rank, size in enumerate(sizes):
            lines = [HeadLine(Role.HEADLINE, line, size) for line in found.lines]
            if portion.deck:
                deck = _upright_deck(portion, setter, found.width * size / EM, setter.layout.scale.smaller(size)[1])
                if deck is None:
                    continue
                lines += deck
            extent = sum(VERTICAL_PITCH * line.size_pt for line in lines)
            if extent <= width_pt:
                length = found.width * size / EM
                cost = found.penalty / PENALTY + SIZE_COST * rank + broken
                heads.append(Head(HeadlineForm.VERTICAL, tuple(lines), size, extent, length, 1.0, cost))
    return heads


def _upright_deck(portion: Portion, setter: Typesetter, most_pt: float, size: float) -> list[HeadLine] | None:
    """The deck in one or two upright lines, no longer than the headline; None when it is."""
    for count in (1, 2):
        found = setter.headline(portion.deck, count, setter.layout.roles.deck, WritingMode.VERTICAL)
        if found is not None and found.width * size / EM <= most_pt:
            return [HeadLine(Role.DECK, line, size) for line in found.lines]
    return None
