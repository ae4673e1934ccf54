"""One line's gaps, exact to the mil: shrink level by level, or stretch in order (docs/composition.md#justification)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from banxin.compose.glue import Glue, Level, Stretch


class Gaps(NamedTuple):
    """The gaps of a line as set."""

    widths: list[int]
    """Behind each unit but the last."""
    gap: int
    """The last equal addition, the larger one where a mil is left over; 0 for a line that is exact or shrunk."""
    left: int
    """What the gaps could not absorb: below 0 the line is too long, above 0 too short."""


SHRINK_ORDER = tuple(Level)
STRETCH_ORDER = (Level.WORD_SPACE, Level.CJK_LATIN)


def natural(glues: Sequence[Glue]) -> Gaps:
    """The gaps of a line that is not justified."""
    return Gaps([glue.natural for glue in glues], 0, 0)


def justified(glues: Sequence[Glue], spare: int) -> Gaps:
    """The gaps that make a line wider by `spare` mils, or narrower for a negative one."""
    widths = [glue.natural for glue in glues]
    if spare < 0:
        return Gaps(widths, 0, -_shrink(glues, widths, -spare))
    if spare > 0:
        return _stretch(glues, widths, spare)
    return Gaps(widths, 0, 0)


def _shrink(glues: Sequence[Glue], widths: list[int], need: int) -> int:
    """Take `need` from the widths, each level used up before the next; returns what could not be taken."""
    for level in SHRINK_ORDER:
        members = [i for i, glue in enumerate(glues) if glue.level is level and glue.shrink]
        taken = shared(need, [glues[i].shrink for i in members])
        for i, less in zip(members, taken, strict=True):
            widths[i] -= less
        need -= sum(taken)
        if not need:
            break
    return need


def _stretch(glues: Sequence[Glue], widths: list[int], spare: int) -> Gaps:
    """Give `spare` to the widths: spaces to their limits, then all free gaps equally.

    Without a free gap, the spaces take the rest beyond their limits.
    """
    for level in STRETCH_ORDER:
        members = [i for i, glue in enumerate(glues) if glue.level is level and glue.stretch is Stretch.LIMITED]
        given = shared(spare, [glues[i].limit for i in members])
        for i, more in zip(members, given, strict=True):
            widths[i] += more
        spare -= sum(given)
    takers = [i for i, glue in enumerate(glues) if glue.stretch is Stretch.FREE]
    takers = takers or [i for i, glue in enumerate(glues) if glue.stretch is Stretch.LIMITED]
    if not takers or not spare:
        return Gaps(widths, 0, spare)
    each, odd = divmod(spare, len(takers))
    for place, i in enumerate(takers):
        widths[i] += each + (place < odd)
    return Gaps(widths, each + (odd > 0), 0)


def shared(amount: int, rooms: Sequence[int]) -> list[int]:
    """`amount` in equal shares, none above its room; mils left over go to the first ones, one each.

    The shares add up to `amount`, or to all the room there is.
    """
    if amount >= sum(rooms):
        return list(rooms)
    shares = [0] * len(rooms)
    open_ = sorted(range(len(rooms)), key=lambda i: (rooms[i], i))
    while open_ and rooms[open_[0]] * len(open_) <= amount:
        full = open_.pop(0)
        shares[full] = rooms[full]
        amount -= rooms[full]
    if open_:
        each, odd = divmod(amount, len(open_))
        for place, i in enumerate(sorted(open_)):
            shares[i] = each + (place < odd)
    return shares
