"""Names that stay whole: the gaps inside them, and those that give way first so that they can."""

from __future__ import annotations

from collections.abc import Sequence

from banxin.compose.classes import HAN_LIKE
from banxin.compose.glue import Break, Glue
from banxin.compose.style import Setting
from banxin.compose.tokens import Tokens
from banxin.model.names import Whole, bracketed_names, whole_names
from banxin.model.text import Style

AFTER_OFFICE, INSIDE_NAME = 200, 5000
"""Costs of ending a line between 记者 and the name behind it, and inside a name: less than a line that is too loose.
Ours."""


def names_held(tokens: Tokens, glues: list[Glue], setting: Setting) -> list[Glue]:
    """The gaps behind each unit but the last, so that no line ends inside a name where that can be had.

    In the brackets of a dateline spaces may vanish wholly: a name rather stands close to 记者 than comes apart.
    """
    if setting.names:
        return _held(tokens, glues, whole_names(tokens.text), firm=True)
    opening = _dateline(tokens)
    wholes = bracketed_names(opening) if opening else ()
    return _held(tokens, glues, wholes) if wholes else glues


def _dateline(tokens: Tokens) -> str:
    """The text that a dateline or a label opens the paragraph with; empty without one."""
    for body, start in zip(tokens.bodies, tokens.starts, strict=True):
        if body.parts[0].style is not Style.DATELINE:
            return tokens.text[:start]
    return tokens.text if tokens.bodies else ""


def _held(tokens: Tokens, glues: list[Glue], wholes: Sequence[Whole], *, firm: bool = False) -> list[Glue]:
    """firm: whether names never come apart: the lines are not justified, so none can be too loose."""
    if not wholes:
        return glues
    inside = {at for whole in wholes for at in range(whole.start + 1, whole.end)}
    behind = {whole.end for whole in wholes if whole.office}
    names = {whole.start for whole in wholes if not whole.office}
    edges = {place for whole in wholes for place in (whole.start, whole.end)}
    held = list(glues)
    for index, glue in enumerate(glues):
        end, start = tokens.ends[index], tokens.starts[index + 1]
        if start in inside:
            held[index] = glue._replace(kind=Break.NONE) if firm else glue._replace(penalty=INSIDE_NAME)
            continue
        if end in behind and start in names:
            glue = glue._replace(penalty=max(glue.penalty, AFTER_OFFICE))
        sides = {tokens.bodies[index].right, tokens.bodies[index + 1].left}
        if end < start and {end, start} & edges and sides <= HAN_LIKE:
            glue = glue._replace(shrink=glue.natural)
        held[index] = glue
    return held
