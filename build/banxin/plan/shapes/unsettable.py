"""Items that fit on no page of the layout, and why."""

from __future__ import annotations

from collections.abc import Sequence

from banxin.errors import Problem, phrase, problem
from banxin.plan.problems import HEADLINE_TOO_LONG, NO_SHAPE, TOO_HIGH
from banxin.plan.shapes.item import ArticleItem, Item, PhotoItem
from banxin.plan.text.typesetter import Typesetter


def shapeless(items: Sequence[Item], setter: Typesetter, strip_pt: float) -> list[Problem]:
    """A `no-shape` problem for each item that no rectangle of the grid suits; `strip_pt` is a column's width.

    An article that is only longer than a page is not one of them: it is overset.
    """
    found = []
    for item in items:
        if item.curves or not isinstance(item, ArticleItem | PhotoItem):
            continue
        if isinstance(item, PhotoItem):
            origin, article, (reason, way) = item.picture.origin, item.article, _picture_conflict(item)
        else:
            origin, article = item.portion.article.origin, item.portion.article
            reason, way = _article_conflict(item, setter)
        if reason:
            found.append(problem(NO_SHAPE, origin, article=article.slug, reason=reason, way=way))
    return found


def _picture_conflict(item: PhotoItem) -> tuple[str, str]:
    picture = item.picture
    if item.article.kind.traits.pictorial and item.article.span:
        over = phrase("over the {span} columns that span asks for", span=item.article.span)
        way = phrase("Take another span, or leave the key out; or crop the picture file.")
    else:
        over, way = phrase("over two columns or more"), phrase("Crop the picture file to another shape.")
    size = {"width": picture.width, "height": picture.height}
    shape = phrase("{file} ({width} × {height} pixels)", file=picture.file, **size)
    return phrase("{shape} is too tall or too wide for the page {over}", shape=shape, over=over), way


def _article_conflict(item: ArticleItem, setter: Typesetter) -> tuple[str, str]:
    """Settings that cannot be met, and the hint; empty when the settings are not the cause."""
    article = item.portion.article
    columns, span = setter.layout.grid.columns, article.span
    if span and span > columns:
        reason = phrase("span = {span}, but the layout has {columns} columns", span=span, columns=columns)
        return reason, phrase("Take a span of 1 to {most}.", most=columns)
    if span and item.headed:
        reason = phrase("its text over {span} columns is higher than the page", span=span)
        return reason, phrase("Take a larger span, or leave the key out.")
    return "", ""


def unsettable(
    items: Sequence[Item], setter: Typesetter, strip_pt: float, parting: frozenset[str] = frozenset()
) -> tuple[Problem, ...]:
    """Problems of items that fit on no page of the layout, however empty it is; articles in `parting` may jump."""
    no_shape = shapeless(items, setter, strip_pt)
    named = {found.origin for found in no_shape}
    articles = [
        item for item in items if isinstance(item, ArticleItem) and item.portion.article.origin not in named
    ]  # fmt: skip
    too_long = [
        problem(HEADLINE_TOO_LONG, item.portion.article.origin, size=setter.layout.scale.sizes(item.priority, 99)[-1])
        for item in articles
        if not item.headed
    ]
    higher = [
        problem(TOO_HIGH, item.portion.article.origin, lines=setter.line_rows.lines(item.text_cells))
        for item in articles
        if item.headed and not item.curves and item.slug not in parting
    ]
    return (*too_long, *no_shape, *higher)
