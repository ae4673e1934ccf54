"""Shapes of what is no news: advertisements and public notices."""

from __future__ import annotations

from banxin.model.edition import Ad, Filler
from banxin.plan.item import SEPARATOR, Item, Shape
from banxin.units import Mil

LEAST_RANK = 6
"""Rank of what is no news: after every article."""
FILLER_SPAN, FILLER_ROWS, FILLER_SLIM = 2, 8, 18
"""A filler takes at least so many columns and rows, and at most so many rows a column. Ours."""
FILLER_COST, FILLER_CELL = 30.0, 0.05
"""Cost of a filler, and of each of its cells: more than that of a good article's shape. Ours."""


def filler_item(filler: Filler, number: int, columns: int, most_rows: int) -> Item:
    """A public notice; over the whole width it may be as high as the page."""
    curves = {}
    for span in range(min(FILLER_SPAN, columns), columns + 1):
        most = most_rows if span == columns else min(most_rows, FILLER_SLIM * span)
        curves[span] = {
            rows: Shape(span, rows, FILLER_COST + FILLER_CELL * span * rows, "filler", None, 0, None, Mil(0), 0)
            for rows in range(FILLER_ROWS, most + 1)
        }
    return Item(f"filler-{number}", "filler", None, filler, LEAST_RANK, curves)


def ad_item(ad: Ad, columns: int, rows: int) -> Item:
    """An advertisement over so many columns and rows."""
    high = rows + SEPARATOR
    shape = Shape(columns, high, 0.0, "ad", None, 0, None, Mil(0), 0)
    return Item(ad.id, "ad", None, None, LEAST_RANK, {columns: {high: shape}}, ad.picture, ad=ad)
