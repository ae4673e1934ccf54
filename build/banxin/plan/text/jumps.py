"""Jumps (转版): a long article of page 1 that continues inside, divided between two paragraphs."""

from __future__ import annotations

from dataclasses import replace

from banxin.model.edition import Article, BlockKind
from banxin.norms import JUMP_AFTER, JUMP_BEFORE
from banxin.plan.text.portion import Portion
from banxin.plan.text.typesetter import Typesetter
from banxin.units import mil

SPARE = 4
"""Lines that another setting of the same text may save. Ours."""
LONG = 0.33
"""Share of page 1 above which an article jumps unasked. Ours."""
FIRST_PART = 0.22
"""Share of its page that the first part of a jumped article takes. Ours."""
WHOLE = 0.8
"""Share of a page above which an article jumps from any page. Ours."""


def may_jump(article: Article, allowed: bool) -> bool:
    """Whether an article may jump at all: the editor decides, else the layout."""
    wanted = allowed if article.jump is None else article.jump
    return wanted and article.kind.traits.prose and len(article.body) > 1 and not article.spread


def parted(article: Article, setter: Typesetter, target: float) -> tuple[Portion, Portion] | None:
    """The article in two parts, the first of about `target` rows of one column; None without a suitable place."""
    whole = Portion(article, article.priority)
    story = setter.story(whole, mil(setter.layout.grid.characters), byline=False)
    lines = {block.index: story.line_rows.lines(block.rows) for block in story.blocks if block.index >= 0}
    total = sum(lines.values())
    best: tuple[float, int] | None = None
    before = 0
    for place, block in enumerate(article.body[:-1]):
        before += lines.get(place, 0)
        enough = before >= JUMP_BEFORE + SPARE and total - before >= JUMP_AFTER + SPARE
        if enough and block.kind is not BlockKind.SUBHEAD:
            off = abs(story.line_rows.of(before) - target)
            if best is None or off < best[0]:
                best = off, place + 1
    if best is None:
        return None
    first = replace(whole, last=best[1], part=1, parts=2)
    return first, replace(whole, first=best[1], part=2, parts=2)
