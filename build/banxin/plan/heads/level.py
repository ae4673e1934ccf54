"""Heads of articles: kicker, headline and deck as one block, in the sizes of the layout's scale."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from banxin.compose.headline import SetHeadline
from banxin.layout.type_scale import Scale
from banxin.model.edition import SIDEWAYS_FORMS
from banxin.model.line import Line
from banxin.plan.place.furniture import spread_line
from banxin.plan.text.portion import Portion
from banxin.plan.text.typesetter import Typesetter
from banxin.units import EM, Mil, mil

LINE_HEIGHT = {"series": 1.6, "kicker": 1.3, "headline": 1.2, "deck": 1.35, "byline": 1.5}
"""Height of a line of a head in its own size. Ours."""
MAX_LINES = {1: 4, 2: 3, 3: 2}
"""Lines a headline may take over so many columns; over more columns: 2."""
BESIDE_LINES = 4
"""Lines of a headline beside the text. Ours."""
TOWER_LINES, TOWER_COST = 3, 8.0
"""Lines of a headline from which on it reads as a tower of scraps; cost of each line over that. Ours."""
FULL, THIN = 0.97, 0.75
"""A headline fills 75–100 % of its width (newspaper.md); 97 % leaves the eye a margin."""
STUB, STUB_COST = 1000, 12.0
"""A line of one character in a headline of several, in mils. Ours."""
UNEVEN, UNEVEN_COST = 0.6, 3.0
"""A line under this share of the widest one. Ours."""
LAST_RANK, SMALLER_RANKS = 5, 2
"""The last rank of the type scale; ranks whose sizes a form that the editor asks for may have too. Ours."""
LINE_COST = 1.5
"""Each line of a headline past the second. Ours."""
VERTICAL_PITCH = 1.25
"""Distance of the lines of a vertical head, in their size."""
WIDE = 8
"""Columns over which every size of a rank may be had."""
SIZES_TRIED, SIZE_COST = 3, 0.8
"""Sizes tried for a head of so many lines; cost of each step under the largest of the rank. Ours."""
PENALTY = 100
"""Penalty of the breaks that weighs a point. Ours."""
SERIES_SIZE = 1.2
"""Size of the logo line of a column, in body sizes. Ours."""
BAND_AIR = 6.0
"""Height that the ground of a reversed head takes over and under its lines together, in pt; as much parts it from
the text. Ours."""
SPACED = {2: 1.75, 3: 1.0, 4: 0.5}
"""Ems between the characters of a head of so few (newspaper.md: two 1.5 to 2, three 1, four ½)."""
HAN = re.compile(r"[\u3400-\u9fff]+")
THINNEST, THIN_OF_FEW = 0.45, 0.25
"""Below this share of its width a headline is not worth trying; the second where else there were few shapes. Ours."""


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line of a head."""

    role: str
    line: Line
    size_pt: float


@dataclass(frozen=True, slots=True)
class Head:
    """A head, before it is placed."""

    form: str
    """across, reversed, beside or vertical."""
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


def _second_lines(
    portion: Portion, setter: Typesetter, size: float, width_pt: float, role: str
) -> list[HeadLine] | None:
    """Kicker or deck in as few lines as go into the width; None when three do not do."""
    text = portion.kicker if role == "kicker" else portion.deck
    if not text:
        return []
    face = setter.layout.roles.kicker if role == "kicker" else setter.layout.roles.deck
    for count in (1, 2, 3):
        found = setter.headline(text, count, face)
        if found is not None and found.width * size / EM <= width_pt:
            return [HeadLine(role, line, size) for line in found.lines]
    return None


def _series(portion: Portion, setter: Typesetter, width_pt: float) -> list[HeadLine] | None:
    """The logo line of a column in one line; None when it does not go into the width."""
    if not portion.series:
        return []
    size = SERIES_SIZE * setter.layout.grid.body_pt
    found = setter.headline(portion.series, 1, setter.layout.roles.face("series"))
    if found is None or found.width * size / EM > width_pt:
        return None
    return [HeadLine("series", found.lines[0], size)]


def head_cost(found: SetHeadline, fill: float, rank: int, thin_cost: float) -> float:
    """What a head costs: breaks, an unfilled width, and a small size where a larger one was to be had."""
    short = 0.0 if fill >= THIN else thin_cost * (1 + 2 * (THIN - fill))
    return found.penalty / PENALTY + short + SIZE_COST * rank + _ragged_cost(found)


def _ragged_cost(found: SetHeadline) -> float:
    """A headline that falls into many lines, or into crumbs and long lines by turns, reads badly."""
    stubs = sum(line.width <= STUB for line in found.lines) if len(found.lines) > 1 else 0
    short = sum(line.width < UNEVEN * found.width for line in found.lines)
    return STUB_COST * stubs + UNEVEN_COST * short + LINE_COST * max(0, len(found.lines) - 2)


def headline(
    portion: Portion, setter: Typesetter, count: int, *, vertical: bool = False, spaced: bool = True
) -> SetHeadline | None:
    """The headline in so many lines; one of two to four characters is spaced unless that is not wanted."""
    found = setter.headline(portion.headline, count, setter.headline_face(portion.size_rank), vertical=vertical)
    if found is None or not spaced or count > 1 or not HAN.fullmatch(portion.headline):
        return found
    characters = len(portion.headline)
    width = Mil(found.width + mil(SPACED.get(characters, 0.0) * (characters - 1)))
    return replace(found, lines=(spread_line(found.lines[0], width),), width=width)


def _sizes(portion: Portion, setter: Typesetter, span: int, lower: int = 0) -> tuple[float, ...]:
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


def _lowered(portion: Portion) -> tuple[int, ...]:
    """Ranks whose sizes a sideways head may have too, tried in turn until there is one.

    Where its editor asks for the form: the sizes of its own rank are often too large for a strip of one column.
    """
    return tuple(range(SMALLER_RANKS + 1)) if portion.form in SIDEWAYS_FORMS else (0,)


def _narrow(portion: Portion) -> bool:
    """Whether the head cannot fill its width: it is very short, of a given size, or only leads on after a jump."""
    short = len(portion.headline) <= max(SPACED) and HAN.fullmatch(portion.headline) is not None
    return short or portion.headline_pt is not None or portion.part > 1


def _whole(portion: Portion) -> bool:
    """Whether the headline stays in one line wherever that goes in: of so few characters that they are spaced, or
    one that only leads on after a jump; two lines of two characters make a hole of their head."""
    return portion.part > 1 or (len(portion.headline) <= max(SPACED) and HAN.fullmatch(portion.headline) is not None)


def across_heads(
    portion: Portion,
    setter: Typesetter,
    span: int,
    width_pt: float,
    *,
    byline: bool,
    form: str = "across",
    thinnest: float = THINNEST,
) -> list[Head]:
    """Heads across the top of a module of `span` columns and `width_pt`, one or two a number of lines.

    thinnest: share of the width that the headline takes at the least.
    """
    return _level_heads(portion, setter, span, width_pt, form, byline=byline, thinnest=thinnest)


def beside_heads(portion: Portion, setter: Typesetter, width_pt: float, *, byline: bool) -> list[Head]:
    """Heads (串文题) in one column beside the text."""
    ways = (
        _level_heads(portion, setter, 2, width_pt, "beside", byline=byline, lower=lower) for lower in _lowered(portion)
    )
    return next((heads for heads in ways if heads), [])


def _level_heads(
    portion: Portion,
    setter: Typesetter,
    span: int,
    width_pt: float,
    form: str,
    *,
    byline: bool,
    thinnest: float = THINNEST,
    lower: int = 0,
) -> list[Head]:
    scale, sizes, narrow = setter.layout.scale, _sizes(portion, setter, span, lower), _narrow(portion)
    whole = _whole(portion)
    heads: list[Head] = []
    for count in range(1, (BESIDE_LINES if form == "beside" else MAX_LINES.get(span, 2)) + 1):
        found = headline(portion, setter, count)
        if found is None or (heads and whole):
            continue
        if count == 1 and whole and found.width * min(sizes, default=0.0) / EM > FULL * width_pt:
            found = headline(portion, setter, count, spaced=False) or found
        fitting = [size for size in sizes if found.width * size / EM <= FULL * width_pt]
        for size in fitting[:SIZES_TRIED]:
            share = found.width * size / EM / width_pt
            if share < thinnest and not narrow:
                break
            head = _level_head(portion, setter, found, size, width_pt, form, byline)
            if head is not None:
                fill = max(share, THIN) if narrow else share
                cost = head_cost(found, fill, sizes.index(size), setter.layout.weights.fill)
                cost += TOWER_COST * max(0, count - TOWER_LINES)
                heads.append(Head(form, head, size, _height(head, scale, form), found.width * size / EM, share, cost))
    return heads


def _level_head(
    portion: Portion, setter: Typesetter, found: SetHeadline, size: float, width_pt: float, form: str, byline: bool
) -> tuple[HeadLine, ...] | None:
    kicker_pt, deck_pt = setter.layout.scale.smaller(size)
    kicker = _second_lines(portion, setter, kicker_pt, width_pt, "kicker")
    deck = _second_lines(portion, setter, deck_pt, width_pt, "deck")
    if kicker is None or deck is None:
        return None
    series = _series(portion, setter, width_pt)
    if series is None:
        return None
    lines = [*series, *kicker, *(HeadLine("headline", line, size) for line in found.lines), *deck]
    if byline and portion.byline:
        body = setter.layout.grid.body_pt
        setting = setter.ragged(portion.byline, mil(width_pt / body), setter.layout.roles.byline)
        lines += [HeadLine("byline", line, body) for line in setting.lines]
    return tuple(lines)


def _height(lines: tuple[HeadLine, ...], scale: Scale, form: str) -> float:
    size = max(line.size_pt for line in lines)
    around = 2 * min(scale.air * size, scale.air_most_pt) + (2 * BAND_AIR if form == "reversed" else 0.0)
    return around + sum(LINE_HEIGHT[line.role] * line.size_pt for line in lines)


def vertical_heads(portion: Portion, setter: Typesetter, width_pt: float) -> list[Head]:
    """Vertical heads (竖题) that go into a strip of `width_pt`: one or two lines of headline, the deck beside them.

    Only articles without a kicker and a logo line have them.
    """
    if portion.kicker or portion.series:
        return []
    ways = (_vertical_heads(portion, setter, width_pt, _sizes(portion, setter, WIDE, low)) for low in _lowered(portion))
    return next((heads for heads in ways if heads), [])


def _vertical_heads(portion: Portion, setter: Typesetter, width_pt: float, sizes: tuple[float, ...]) -> list[Head]:
    heads = []
    for count in (1, 2):
        found = headline(portion, setter, count, vertical=True)
        if found is None:
            continue
        broken = STUB_COST if count > 1 and _whole(portion) else 0.0
        for rank, size in enumerate(sizes):
            lines = [HeadLine("headline", line, size) for line in found.lines]
            if portion.deck:
                deck = _upright_deck(portion, setter, found.width * size / EM, setter.layout.scale.smaller(size)[1])
                if deck is None:
                    continue
                lines += deck
            extent = sum(VERTICAL_PITCH * line.size_pt for line in lines)
            if extent <= width_pt:
                length = found.width * size / EM
                cost = found.penalty / PENALTY + SIZE_COST * rank + broken
                heads.append(Head("vertical", tuple(lines), size, extent, length, 1.0, cost))
    return heads


def _upright_deck(portion: Portion, setter: Typesetter, most_pt: float, size: float) -> list[HeadLine] | None:
    """The deck in one or two upright lines, no longer than the headline; None when it is."""
    for count in (1, 2):
        found = setter.headline(portion.deck, count, setter.layout.roles.deck, vertical=True)
        if found is not None and found.width * size / EM <= most_pt:
            return [HeadLine("deck", line, size) for line in found.lines]
    return None
