"""What text takes at the very least, told without composing it: what no page can hold is refused before it costs
minutes and gigabytes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from banxin.cjk import is_han
from banxin.errors import Problem, problem
from banxin.layout.settings import Layout
from banxin.model.edition import Article, Block, BlockKind, Edition
from banxin.plan.problems import TOO_HIGH, TOO_MUCH
from banxin.plan.text.jumps import may_jump

PARTS = 2
"""Pages that one article may stand on: it continues once at most (转版), or stands on a spread."""
NARROWEST = 0.2
"""Ems that a Latin letter or digit takes at least, in any face. Ours."""
LATIN = re.compile("[0-9A-Za-z]")


def least_lines(article: Article, characters: int) -> int:
    """Lines of one column of `characters` em that its body takes at least, whatever its shape.

    A Han character is an em wide in every line; marks and spaces count nothing; each block begins a line. Over more
    columns a line takes as many times more.
    """
    return sum(_least_lines(block, characters) for block in article.body)


def _least_lines(block: Block, characters: int) -> int:
    if block.kind is BlockKind.TABLE:
        return len(block.rows)
    text = block.text
    width = sum(map(is_han, text)) + NARROWEST * len(LATIN.findall(text))
    return max(1, math.ceil(width / characters))


def too_much(edition: Edition, layout: Layout, lines: int, pages: int) -> Iterator[Problem]:
    """Problems of text that is longer than its pages in any case; an article that is so alone is named alone.

    lines: lines of one column that an empty page holds. pages: the most pages that the edition may have.
    """
    characters, whole, higher = layout.grid.characters, 0, False
    for article in edition.articles:
        least = least_lines(article, characters)
        parts = PARTS if article.spread or (pages > 1 and may_jump(article, layout.forms.jumps)) else 1
        if least > parts * lines:
            higher = True
            yield problem(TOO_HIGH, article.origin, lines=least)
        whole += 0 if article.hold else least
    if not higher and whole > pages * lines:
        yield problem(TOO_MUCH, edition.origin, lines=whole, pages=pages, room=pages * lines)
