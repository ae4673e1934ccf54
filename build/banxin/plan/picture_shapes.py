"""Shapes of pictures, and the captions under them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from banxin.model.edition import Article, Picture
from banxin.model.line import Line
from banxin.plan.grid import Grid
from banxin.plan.item import SEPARATOR, Curve, Item, Shape, keep
from banxin.plan.story import Typesetter
from banxin.units import EM, Mil, mil

PICTURE_CHANGE = 0.15
"""How much taller or shorter than its own shape a picture may be shown (newspaper.md)."""
CHANGE_COST = 12.0
"""Cost of a picture shown twice or half as tall as its own shape is; a share of it for less. Ours."""
SMALL_PHOTO = 2.5
"""A photo over fewer than three columns costs so many times the weight of a missing dominant one. Ours."""
DOMINANT_SPAN, USUAL_SPAN, WIDEST_SPAN = 3, 2, 6
"""Columns of a dominant photo at the least, of another at the least, of any at the most. Ours."""


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """A line under a photo."""

    role: str
    """caption or credit."""
    row: int
    """Rows under the photo, from 0."""
    line: Line


def caption_lines(setter: Typesetter, picture: Picture, width_em: float) -> list[CaptionLine]:
    """Caption and credit of a picture; the credit ends the caption's last row if it goes in."""
    roles = setter.layout.roles
    measure = Mil(int(width_em * EM))
    lines: list[CaptionLine] = []
    if picture.caption:
        setting = setter.ragged(picture.caption, measure, roles.caption)
        lines = [CaptionLine("caption", row, line) for row, line in enumerate(setting.lines)]
    if picture.credit:
        setting = setter.ragged(picture.credit, measure, roles.credit)
        first = setting.lines[0]
        shares = bool(lines) and len(setting.lines) == 1 and lines[-1].line.width + 2 * EM + first.width <= measure
        start = len(lines) - (1 if shares else 0)
        lines += [CaptionLine("credit", start + row, line) for row, line in enumerate(setting.lines)]
    return lines


def photo_item(
    article: Article, number: int, setter: Typesetter, grid: Grid, most_rows: int, *, dominant: bool, rank: int
) -> Item:
    """An article's picture (from 0) as an item of its own."""
    picture = article.pictures[number]
    curves: dict[int, Curve] = {}
    body, row = grid.sheet.body_pt, grid.sheet.row_pt
    for span in _spans(article, grid.sheet.columns, dominant=dominant):
        width = grid.span_width(span)
        found = caption_lines(setter, picture, width / body)
        captions = found[-1].row + 1 if found else 0
        natural = width * picture.height / picture.width
        curve: Curve = {}
        change = PICTURE_CHANGE if picture.crop else 0.0
        least = math.ceil((natural * (1 - change)) / row)
        most = max(int((natural * (1 + change)) / row), least)
        for picture_rows in range(least, most + 1):
            rows = picture_rows + captions + SEPARATOR
            off = abs(picture_rows * row / natural - 1)
            minor = span >= DOMINANT_SPAN or number or article.kind != "photo"
            small = 0.0 if minor else SMALL_PHOTO * setter.layout.weights.photo
            if rows <= most_rows:
                cost = CHANGE_COST * off + small
                keep(curve, Shape(span, rows, cost, "photo", None, 0, None, mil(width / body), 0))
        if curve:
            curves[span] = curve
    name = article.slug if article.kind == "photo" and not number else f"{article.slug}-photo{number + 1}"
    return Item(name, "photo", article, None, rank, curves, picture)


def _spans(article: Article, columns: int, *, dominant: bool) -> range:
    if article.kind == "photo" and article.span is not None:
        return range(article.span, min(article.span, columns) + 1)
    return range(DOMINANT_SPAN if dominant else USUAL_SPAN, min(columns, WIDEST_SPAN) + 1)
