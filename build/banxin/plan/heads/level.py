"""Heads of articles: kicker, headline and deck as one block, in the sizes of the layout's scale."""

from __future__ import annotations

from banxin.compose.heads.headline import SetHeadline
from banxin.layout.type_scale import Scale
from banxin.model.forms import HeadlineForm
from banxin.model.roles import Role
from banxin.norms import THIN
from banxin.plan.heads.head import (
    BAND_AIR,
    FULL,
    SIZES_TRIED,
    Head,
    HeadLine,
    head_cost,
    headline,
    is_short,
    lower_ranks,
    sizes_tried,
    unbroken,
)
from banxin.plan.text.portion import Portion
from banxin.plan.text.typesetter import Typesetter
from banxin.units import EM, mil

MAX_LINES = {1: 4, 2: 3, 3: 2}
"""Lines a headline may take over so many columns; over more columns: 2."""
BESIDE_LINES = 4
"""Lines of a headline beside the text. Ours."""
TALL_LINES, TALL_COST = 3, 8.0
"""Most lines of a headline that do not yet look like a narrow stack; cost of each further line. Ours."""
SERIES_SIZE = 1.2
"""Size of the logo line of a column, in body sizes. Ours."""
THINNEST, THIN_OF_FEW = 0.45, 0.25
"""Below this share of its width a headline is not worth trying; the second where else there were few shapes. Ours."""


def _second_lines(
    portion: Portion, setter: Typesetter, size: float, width_pt: float, role: Role
) -> list[HeadLine] | None:
    """Kicker or deck in as few lines as possible; None when it takes more than three."""
    text = portion.kicker if role is Role.KICKER else portion.deck
    if not text:
        return []
    face = setter.layout.roles.face(role)
    for count in (1, 2, 3):
        found = setter.headline(text, count, face)
        if found is not None and found.width * size / EM <= width_pt:
            return [HeadLine(role, line, size) for line in found.lines]
    return None


def _series(portion: Portion, setter: Typesetter, width_pt: float) -> list[HeadLine] | None:
    """The logo line of a column in one line; None when it does not fit."""
    if not portion.series:
        return []
    size = SERIES_SIZE * setter.layout.grid.body_pt
    found = setter.headline(portion.series, 1, setter.layout.roles.face(Role.SERIES))
    if found is None or found.width * size / EM > width_pt:
        return None
    return [HeadLine(Role.SERIES, found.lines[0], size)]


def _narrow(portion: Portion) -> bool:
    """Whether the head cannot fill its width: it is very short, of a given size, or only continues an article."""
    return is_short(portion) or portion.headline_pt is not None or portion.part > 1


def across_heads(
    portion: Portion,
    setter: Typesetter,
    span: int,
    width_pt: float,
    *,
    byline: bool,
    form: HeadlineForm = HeadlineForm.ACROSS,
    thinnest: float = THINNEST,
) -> list[Head]:
    """Heads across the top of a module of `span` columns and `width_pt`, one or two a number of lines.

    thinnest: share of the width that the headline takes at least.
    """
    return _level_heads(portion, setter, span, width_pt, form, byline=byline, thinnest=thinnest)


def beside_heads(portion: Portion, setter: Typesetter, width_pt: float, *, byline: bool) -> list[Head]:
    """Heads (串文题) in one column beside the text."""
    ways = (
        _level_heads(portion, setter, 2, width_pt, HeadlineForm.BESIDE, byline=byline, lower=lower)
        for lower in lower_ranks(portion)
    )
    return next((heads for heads in ways if heads), [])


def _level_heads(
    portion: Portion,
    setter: Typesetter,
    span: int,
    width_pt: float,
    form: HeadlineForm,
    *,
    byline: bool,
    thinnest: float = THINNEST,
    lower: int = 0,
) -> list[Head]:
    scale, sizes, narrow = setter.layout.scale, sizes_tried(portion, setter, span, lower), _narrow(portion)
    whole = unbroken(portion)
    heads: list[Head] = []
    for count in range(1, (MAX_LINES.get(span, 2) if form.traits.over else BESIDE_LINES) + 1):
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
            head = _level_head(portion, setter, found, size, width_pt, byline)
            if head is not None:
                fill = max(share, THIN) if narrow else share
                cost = head_cost(found, fill, sizes.index(size), setter.layout.weights.fill)
                cost += TALL_COST * max(0, count - TALL_LINES)
                heads.append(Head(form, head, size, _height(head, scale, form), found.width * size / EM, share, cost))
    return heads


def _level_head(
    portion: Portion, setter: Typesetter, found: SetHeadline, size: float, width_pt: float, byline: bool
) -> tuple[HeadLine, ...] | None:
    kicker_pt, deck_pt = setter.layout.scale.smaller(size)
    kicker = _second_lines(portion, setter, kicker_pt, width_pt, Role.KICKER)
    deck = _second_lines(portion, setter, deck_pt, width_pt, Role.DECK)
    if kicker is None or deck is None:
        return None
    series = _series(portion, setter, width_pt)
    if series is None:
        return None
    lines = [*series, *kicker, *(HeadLine(Role.HEADLINE, line, size) for line in found.lines), *deck]
    if byline and portion.byline:
        body = setter.layout.grid.body_pt
        setting = setter.ragged(portion.byline, mil(width_pt / body), setter.layout.roles.byline, names=True)
        lines += [HeadLine(Role.BYLINE, line, body) for line in setting.lines]
    return tuple(lines)


def _height(lines: tuple[HeadLine, ...], scale: Scale, form: HeadlineForm) -> float:
    size = max(line.size_pt for line in lines)
    around = 2 * min(scale.air * size, scale.air_most_pt) + (2 * BAND_AIR if form.traits.band else 0.0)
    return around + sum(line.role.traits.line_height * line.size_pt for line in lines)
