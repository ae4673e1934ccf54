"""One article in one column, as long as it takes: the plan of a long picture (长图)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banxin.layout.grid import Grid, make_sheet
from banxin.layout.settings import Layout
from banxin.model.edition import Article, Edition
from banxin.model.plan import Module, Page, Plan, Rect
from banxin.norms import SEPARATOR
from banxin.plan.memory import Memory
from banxin.plan.place.furniture import masthead
from banxin.plan.place.module import Placer
from banxin.plan.shapes.item import Item, Shape
from banxin.plan.shapes.maker import ShapeMaker
from banxin.plan.text.portion import Portion
from banxin.plan.text.typesetter import Typesetter
from banxin.units import pt_to_mm

MOST_ROWS = 100_000
"""Higher than any article."""
RANK = 1
"""The rank of the only article: its head has the largest sizes."""


def plan_single(edition: Edition, article: Article, setter: Typesetter) -> Plan | None:
    """The article under the masthead on a sheet of the layout's width that ends where the text ends.

    `setter` has a layout of one column. Its head is sized as a lead's; pictures stand one under another, the first
    between head and text. None when its headline does not fit in any size of the layout.
    """
    grid = Grid(make_sheet(setter.layout, setter.layout.grid.leadings_pt[0]))
    maker = ShapeMaker(setter, grid, MOST_ROWS, Memory())
    items = _items(_plain(article), maker)
    if not all(item.curves.get(1) for item in items):
        return None
    # The article is the only one on the sheet: it neither has a page to begin on nor jumps.
    number = article.page or 1
    modules = [masthead(edition, setter, grid, number)]
    row = setter.layout.furniture.masthead_rows
    placer = Placer(grid, first_row=1)
    for place, item in enumerate(items, 1):
        shape = _cheapest(item)
        modules.append(placer.module(item, place, 0, row, shape))
        row += shape.rows
    return _plan(edition, setter.layout, grid, modules, row)


def _plain(article: Article) -> Article:
    """The article without what an editor asked for with a page in mind: columns, frames, groups, sizes."""
    form = article.headline_form
    if form is not None and not (form.traits.upright and article.kind.traits.lined):
        form = None  # One column has room for a plain head or the upright title of a poem, for no other form.
    pictures = tuple(replace(picture, size="small") for picture in article.pictures)
    return replace(
        article, headline_form=form, span=None, box=False, tint=False, group=False, spread=False, headline_pt=None,
        pictures=pictures,
    )  # fmt: skip


def _items(article: Article, maker: ShapeMaker) -> list[Item]:
    if article.kind.traits.pictorial:
        return _photos(article, maker, 0)
    portion = Portion(article, RANK)
    if article.pictures:
        inside = maker.article(portion, inside=True, loose=True, alone=True)
        if inside.curves:
            return [inside, *_photos(article, maker, 1)]
    return [maker.article(portion, loose=True, alone=True), *_photos(article, maker, 0)]


def _photos(article: Article, maker: ShapeMaker, first: int) -> list[Item]:
    return [
        maker.photo(article, number, dominant=False, rank=RANK) for number in range(first, len(article.pictures))
    ]  # fmt: skip


def _cheapest(item: Item) -> Shape:
    """The cheapest shape of one column; of equals the shortest."""
    return min(item.curves[1].values(), key=lambda shape: (shape.cost, shape.rows))


def _plan(edition: Edition, layout: Layout, grid: Grid, modules: Sequence[Module], rows: int) -> Plan:
    """The sheet cut under the last module, with as much white as over the first."""
    area = grid.sheet.type_area
    height = (rows - SEPARATOR) * grid.sheet.row_pt
    sheet = replace(
        grid.sheet,
        height_mm=pt_to_mm(2 * area.y + height),
        type_area=Rect(area.x, area.y, area.width, height),
        rows=rows - SEPARATOR,
    )
    return Plan(edition.key, layout.name, 1, sheet, (Page(1, "", tuple(modules), ()),))
