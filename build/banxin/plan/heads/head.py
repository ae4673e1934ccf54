"""A head before it is placed: its lines and sizes, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from banxin.cjk import all_han
from banxin.compose.heads.headline import SetHeadline
from banxin.compose.lines import spread_line
from banxin.model.forms import HeadlineForm
from banxin.model.line import Line
from banxin.model.roles import Role
from banxin.model.text import BREAK, WritingMode
from banxin.norms import THIN
from banxin.plan.text.portion import Portion
from banxin.plan.text.typesetter import Typesetter
from banxin.units import EM, Mil, mil

FULL = 0.97
"""The largest share of its width that a headline takes (docs/newspaper-page.md#width)."""
SINGLE_CHARACTER, SINGLE_CHARACTER_COST = 1000, 12.0
"""Width in mils up to which a line of a headline is a single character; cost of such a line among others. Ours."""
UNEVEN, UNEVEN_COST = 0.6, 3.0
"""A line under this share of the widest one. Ours."""
LAST_RANK, SMALLER_RANKS = 5, 2
"""The last rank of the type scale; ranks whose sizes a form that the editor asks for may have too. Ours."""
LINE_COST = 1.5
"""Cost of each line of a headline after the second. Ours."""
VERTICAL_PITCH = 1.25
"""Distance of the lines of a vertical head, in their size."""
SIZES_TRIED, SIZE_COST = 3, 0.8
"""Sizes tried for a head of so many lines; cost of each step under the largest of the rank. Ours."""
PENALTY = 100
"""Penalty of the breaks that weighs a point. Ours."""
BAND_AIR = 6.0
"""Height that the ground of a reversed head takes over and under its lines together, in pt; as much parts it from
the text. Ours."""
SPACED = {2: 1.75, 3: 1.0, 4: 0.5}
"""Ems between the characters of a head of so few (docs/newspaper-page.md#lines)."""


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line of a head."""

    role: Role
    line: Line
    size_pt: float


@dataclass(frozen=True, slots=True)
class Head:
    """A head, before it is placed."""

    form: HeadlineForm
    lines: tuple[HeadLine, ...]
    """From the top down, or for a vertical head from the right to the left."""
    size_pt: float
    extent_pt: float
    """Least height of an across or beside head, least width of a vertical one."""
    length_pt: float
    """Height of a vertical head's longest line; width of the widest of another."""
    fill: float
    """Share of the width that the headline's widest line takes."""
    cost: float


def head_cost(found: SetHeadline, fill: float, rank: int, thin_cost: float) -> float:
    """What a head costs: breaks, an unfilled width, and a small size where a larger one was to be had."""
    short = 0.0 if fill >= THIN else thin_cost * (1 + 2 * (THIN - fill))
    return found.penalty / PENALTY + short + SIZE_COST * rank + unevenness_cost(found)


def unevenness_cost(found: SetHeadline) -> float:
    """The cost of a headline with many lines, or with very uneven ones: it reads badly."""
    single = sum(line.width <= SINGLE_CHARACTER for line in found.lines) if len(found.lines) > 1 else 0
    short = sum(line.width < UNEVEN * found.width for line in found.lines)
    return SINGLE_CHARACTER_COST * single + UNEVEN_COST * short + LINE_COST * max(0, len(found.lines) - 2)


def headline(
    portion: Portion,
    setter: Typesetter,
    count: int,
    mode: WritingMode = WritingMode.HORIZONTAL,
    *,
    spaced: bool = True,
) -> SetHeadline | None:
    """The headline in so many lines; one of two to four characters is spaced unless that is not wanted."""
    found = setter.headline(portion.headline, count, setter.headline_face(portion.size_rank), mode, broken=True)
    if found is None or not spaced or count > 1 or not is_short(portion):
        return found
    characters = len(_characters(portion))
    width = Mil(characters * EM + mil(SPACED.get(characters, 0.0) * (characters - 1)))
    return replace(found, lines=(spread_line(found.lines[0], width),), width=width)


def sizes_tried(portion: Portion, setter: Typesetter, span: int, lower: int = 0) -> tuple[float, ...]:
    """Sizes to try, the largest first; only the one that the editor wants if there is one.

    lower: ranks whose sizes may be had too.
    """
    if portion.headline_pt is not None:
        return (portion.headline_pt,)
    scale, rank = setter.layout.scale, portion.size_rank
    sizes = scale.sizes(rank, span)
    for other in range(rank + 1, min(rank + lower, LAST_RANK) + 1):
        sizes += tuple(size for size in scale.sizes(other, span) if not sizes or size < sizes[-1])
    return sizes


def lower_ranks(portion: Portion) -> tuple[int, ...]:
    """Further ranks whose sizes a head beside its text may have, tried in turn until one fits.

    Where its editor asks for the form: the sizes of its own rank are often too large for a strip of one column.
    """
    return tuple(range(SMALLER_RANKS + 1)) if portion.form is not None and not portion.form.traits.over else (0,)


def is_short(portion: Portion) -> bool:
    """Whether the headline has so few Han characters that they are spaced, be it by its editor (渡 口, 渡／口)."""
    return len(_characters(portion)) <= max(SPACED) and all_han(_characters(portion))


def _characters(portion: Portion) -> str:
    """The headline without spaces and breaks."""
    return "".join(str(portion.headline).replace(BREAK, "").split())


def unbroken(portion: Portion) -> bool:
    """Whether the headline stays in one line wherever that fits: it is so short that its characters are spaced, or it
    only continues an article after a jump. Two lines of two characters would leave their head nearly empty."""
    return portion.part > 1 or is_short(portion)
