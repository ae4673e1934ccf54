"""Titles of photo news: a head over the picture or the group of pictures, smaller than those of articles."""

from __future__ import annotations

import math
from dataclasses import replace

from banxin.layout.grid import Grid
from banxin.model.edition import Article
from banxin.plan.heads.head import Head
from banxin.plan.heads.level import across_heads
from banxin.plan.shapes.item import Curve, PhotoItem
from banxin.plan.text.portion import Portion
from banxin.plan.text.typesetter import Typesetter

TITLE_RANK = 4
"""Rank whose sizes the title of a picture has at most: the picture draws the eye, not its title. Ours."""
THINNEST = 0.2
"""Share of its width that a title takes at least. Ours."""


def titled(item: PhotoItem, setter: Typesetter, grid: Grid, most_rows: int) -> PhotoItem:
    """The item with its article's head over each of its shapes; without a headline it stays as it is."""
    article = item.article
    if not article.kind.traits.pictorial or not article.headline:
        return item
    curves: dict[int, Curve] = {}
    for span, curve in item.curves.items():
        head = _head(article, item.priority, setter, span, grid.span_width(span))
        if head is None:
            continue
        head_rows = math.ceil(head.extent_pt / grid.sheet.row_pt)
        higher = {
            rows + head_rows: replace(shape, rows=rows + head_rows, head=head, head_rows=head_rows, head_span=span)
            for rows, shape in curve.items()
            if rows + head_rows <= most_rows
        }
        if higher:
            curves[span] = higher
    return replace(item, curves=curves)


def _head(article: Article, rank: int, setter: Typesetter, span: int, width: float) -> Head | None:
    portion = Portion(article, max(rank, TITLE_RANK))
    heads = across_heads(portion, setter, span, width, byline=True, thinnest=THINNEST)
    return min(heads, key=lambda head: (len(head.lines), head.cost), default=None)
