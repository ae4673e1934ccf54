"""Makes the shapes an item of the page may take: for each number of columns, the heights that can be filled."""

from __future__ import annotations

from banxin.layout.grid import Grid
from banxin.model.edition import Ad, Article, Filler, Service
from banxin.plan.legs.fillings import Fills
from banxin.plan.shapes.articles import ArticleShapes
from banxin.plan.shapes.boxes import ad_item, filler_item, service_item, teasers_item
from banxin.plan.shapes.groups import group_item
from banxin.plan.shapes.item import Item as Item
from banxin.plan.shapes.item import Shape as Shape
from banxin.plan.shapes.notices import set_notice
from banxin.plan.shapes.pictures import photo_item
from banxin.plan.shapes.titles import titled
from banxin.plan.text.boxes import Teaser
from banxin.plan.text.portion import Portion
from banxin.plan.text.typesetter import Typesetter

__all__ = ["Fills", "Item", "Shape", "ShapeMaker"]


class ShapeMaker:
    """Makes the curves of items at one grid."""

    def __init__(self, setter: Typesetter, grid: Grid, most_rows: int, fills: Fills) -> None:
        self.setter = setter
        self.grid = grid
        self.most_rows = most_rows
        self._fills = fills

    def article(self, portion: Portion, *, inside: bool = False, loose: bool = False, alone: bool = False) -> Item:
        """An article's curves, or those of its part before or after a jump, over every span of the grid.

        inside: its first picture stands in the module, over the last legs or beside them; then it is no item of its
        own. loose: its head may be airier than it should be. alone: there is nothing else on the sheet, and no other
        width is possible: its head may be as short as it is. An item without curves does not fit.
        """
        shapes = ArticleShapes(self.setter, self.grid, self.most_rows, self._fills, loose=loose, alone=alone)
        return shapes.item(portion, inside=inside)

    def photo(self, article: Article, number: int, *, dominant: bool, rank: int) -> Item:
        """Curves of an article's picture (from 0): its own shape, 15 % taller or flatter, over two columns and up.

        A dominant one takes three columns and up. The span that an article asks for is its text's: only photo news
        passes it on to its pictures.
        """
        item = photo_item(article, number, self.setter, self.grid, self.most_rows, dominant=dominant, rank=rank)
        return titled(item, self.setter, self.grid, self.most_rows) if number == 0 else item

    def group(self, article: Article, rank: int) -> Item:
        """All pictures of an article as one group with captions."""
        item = group_item(article, self.setter, self.grid, self.most_rows, rank)
        return titled(item, self.setter, self.grid, self.most_rows)

    def filler(self, filler: Filler, number: int, *, slim: bool = False) -> Item:
        """A public notice: any rectangle that is not too thin; its cost is high, so that it only takes what is left.

        slim: a strip of few rows or a single column too.
        """
        notice = set_notice(filler, self.setter)
        return filler_item(notice, number, self.grid.sheet.columns, self.most_rows, slim=slim)

    def teasers(self, entries: tuple[Teaser, ...]) -> Item:
        """The 导读: entries with their pages, over one to three columns."""
        return teasers_item(entries, self.setter, self.grid, self.most_rows)

    def service(self, service: Service) -> Item:
        """A box of facts for readers, over one to three columns."""
        return service_item(service, self.setter, self.grid, self.most_rows)

    def ad(self, ad: Ad, columns: int, rows: int) -> Item:
        """An advertisement in a rectangle that is booked: `columns` and `rows` of the grid, its frame included.

        The item's one shape is a row taller: the blank row under it.
        """
        return ad_item(ad, columns, rows)
