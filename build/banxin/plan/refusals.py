"""Why an edition cannot be laid out, said to its editor: which item is in the way, by how much, what would help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from banxin.errors import Problem, problem
from banxin.model.edition import Article, Edition
from banxin.plan.article_shapes import BESIDE_SPANS, VERTICAL_SPANS
from banxin.plan.frames import Frame
from banxin.plan.heads import vertical_heads
from banxin.plan.item import Item
from banxin.plan.portion import Portion
from banxin.plan.story import Typesetter
from banxin.plan.units import Unit

TIGHT = 0.94
"""Share of a page that the smallest shapes of its articles may take: they never all go together. Measured: of 16 days
with too much text those under 0.943 were arranged, those over 0.949 not."""
SHORTENED = 0.6
"""Share of an article that an editor may be asked to cut. Ours."""


def shapeless(items: Sequence[Item], setter: Typesetter, strip_pt: float) -> list[Problem]:
    """A `no-shape` problem for each item that no rectangle of the grid suits; `strip_pt` is a column's width.

    An article that is just longer than a page is none of them: it is overset.
    """
    found = []
    for item in items:
        if item.curves or item.article is None:
            continue
        reason, way = _picture_conflict(item) if item.picture else _article_conflict(item, setter, strip_pt)
        if reason:
            origin = item.picture.origin if item.picture else item.article.origin
            found.append(problem("no-shape", origin, article=item.article.slug, reason=reason, way=way))
    return found


def _picture_conflict(item: Item) -> tuple[str, str]:
    assert item.picture is not None and item.article is not None
    picture = item.picture
    if item.article.kind == "photo" and item.article.span:
        over = f"over the {item.article.span} columns that span asks for"
        way = "Take another span, or leave the key out; or crop the picture file."
    else:
        over, way = "over two columns or more", "Crop the picture file to another shape."
    shape = f"{picture.file} ({picture.width} × {picture.height} pixels)"
    return f"{shape} is too tall or too wide for the page {over}", way


def _article_conflict(item: Item, setter: Typesetter, strip_pt: float) -> tuple[str, str]:
    """What its settings ask for that cannot be had, and the way out; empty when they are not to blame."""
    assert item.article is not None
    article = item.article
    form, columns = article.headline_form, setter.layout.grid.columns
    if article.span and article.span > columns:
        return f"span = {article.span}, but the layout has {columns} columns", f"Take a span of 1 to {columns}."
    if form in ("beside", "vertical"):
        spans = BESIDE_SPANS if form == "beside" else VERTICAL_SPANS
        asked = f'headline_form = "{form}"'
        if article.box:
            return f"{asked} goes with no box", 'Take box = false, or headline_form = "across".'
        if columns < spans[0]:
            return f"{asked} wants {spans[0]} columns, the layout has {columns}", 'Take headline_form = "across".'
        if article.span and article.span not in spans:
            least, most = spans[0], min(spans[-1], columns)
            return f"{asked} does not go with span = {article.span}", f"Take a span of {least} to {most}."
        if form == "vertical" and article.kicker:
            return f"{asked} has no place for a kicker", "Leave the kicker out, or take another form."
        if form == "vertical" and not vertical_heads(Portion(article, item.priority), setter, strip_pt):
            reason = f"{asked}: headline and deck do not go into one column, or the deck is longer than the headline"
            return reason, "Shorten the deck, or take another form."
        if item.headed:
            return f"{asked}: no height of the text suits such a headline", "Take another form, or change the length."
    elif article.span and item.headed:
        reason = f"its text over {article.span} columns is higher than the page"
        return reason, "Take a larger span, or leave the key out."
    return "", ""


def unsettable(items: Sequence[Item], setter: Typesetter, strip_pt: float) -> tuple[Problem, ...]:
    """Problems of items that can stand on no page of the layout, however empty it is."""
    no_shape = shapeless(items, setter, strip_pt)
    named = {found.origin for found in no_shape}
    too_long = [
        problem("headline-too-long", item.article.origin, size=setter.layout.scale.sizes(item.priority, 99)[-1])
        for item in items
        if item.article is not None and not item.headed and item.article.origin not in named
    ]
    higher = [
        problem("too-high", item.article.origin, lines=item.text_cells)
        for item in items
        if item.kind == "article"
        and item.article
        and item.headed
        and not item.curves
        and item.article.origin not in named
    ]
    return (*too_long, *no_shape, *higher)


@dataclass(frozen=True, slots=True)
class Refused:
    """A page that found no arrangement."""

    frame: Frame
    units: tuple[Unit, ...]
    least: int
    """Cells that the smallest shapes take."""
    most: int
    """Cells that the largest shapes take, with every filler."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a try at an edition failed."""

    overbooked: tuple[Problem, ...]
    pages: tuple[Refused, ...]


def refused(edition: Edition, refusal: Refusal) -> tuple[Problem, ...]:
    """The problems that a refusal amounts to."""
    found = list(refusal.overbooked)
    for page in refusal.pages:
        cells = page.frame.sheet.columns * page.frame.rows
        number = page.frame.number
        if page.least > TIGHT * cells:
            found.append(overset(edition, page, cells))
        elif page.most < cells:
            found.append(problem("too-little", edition.origin, page=number, lines=cells - page.most))
        else:
            found.append(problem("no-plan", edition.origin, page=number))
    return tuple(found)


def overset(edition: Edition, page: Refused, cells: int) -> Problem:
    """How much there is too much on a page, and what could go: the least important first, each with its pictures."""
    room = int(TIGHT * cells)
    over = max(page.least - room, 1)
    units = [unit for unit in page.units if unit.article is not None]
    units.sort(key=lambda unit: (-unit.priority, unit.amount.least, unit.id))
    named = [(unit.amount.least, unit.article) for unit in units if unit.article is not None]
    ways = [f"leave out {_called(article)}" for taken, article in named if taken >= over][:4]
    if not ways:
        ways = [f"leave out all of {_together(named, over)}"]
    longest = max(named, key=lambda row: row[0], default=None)
    if longest is not None and over <= SHORTENED * longest[0]:
        ways.append(f"shorten {_called(longest[1])} by {over} lines")
    fields = {"page": page.frame.number, "lines": over, "room": room, "needed": page.least}
    return problem("overset", edition.origin, ways="; ".join(ways), **fields)


def _together(articles: Sequence[tuple[int, Article]], over: int) -> str:
    """The least important articles that take up as much together."""
    names, cells = [], 0
    for taken, article in articles:
        if cells < over:
            names.append(_called(article))
            cells += taken
    return ", ".join(names)


def _called(article: Article) -> str:
    return f"{article.slug} ({article.title})"
