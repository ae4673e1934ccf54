"""Shapes of pictures, and the captions under them."""

from __future__ import annotations

import math

from banxin.layout.grid import Grid
from banxin.layout.settings import Forms
from banxin.model.edition import Article, Picture
from banxin.model.kinds import ModuleKind
from banxin.norms import PICTURE_CHANGE, SEPARATOR
from banxin.plan.legs.inset import Inset
from banxin.plan.legs.legs import HorizontalLegs
from banxin.plan.shapes.item import Curve, PhotoItem, PhotoShape, keep
from banxin.plan.text.captions import set_caption
from banxin.plan.text.typesetter import Typesetter
from banxin.units import nearest

PICTURE_GAP = 4.0
"""Space between a photo and its caption's row, in pt. Ours."""
PICTURE_TOP = 1.0
"""Space over a photo, in pt: its edge is level with the tops of characters beside it. Ours."""
CHANGE_COST = 12.0
"""Cost of a picture shown twice or half as tall as its own shape is; a share of it for less. Ours."""
SMALL_PHOTO = 2.5
"""A photo over fewer than three columns costs so many times the weight of a missing dominant one. Ours."""
USUAL_SPAN, SMALL_SPAN = 2, 2
"""Columns of a photo at least; of one that its editor wants small at most. Ours."""
INSIDE_CHANGES = (-0.1, 0.0, 0.1)
"""How much taller a picture inside its article may be shown than it is; few, for each wants fillings of its own."""


def photo_item(
    article: Article, number: int, setter: Typesetter, grid: Grid, most_rows: int, *, dominant: bool, rank: int
) -> PhotoItem:
    """An article's picture (from 0) as an item of its own."""
    picture = article.pictures[number]
    curves: dict[int, Curve] = {}
    body, row = grid.sheet.body_pt, grid.sheet.row_pt
    forms = setter.layout.forms
    for span in _spans(article, picture, grid.sheet.columns, forms, dominant=dominant):
        width = grid.span_width(span)
        caption = set_caption(setter, picture, width / body)
        natural = width * picture.height / picture.width
        curve: Curve = {}
        change = PICTURE_CHANGE if picture.crop else 0.0
        least = math.ceil((natural * (1 - change)) / row)
        most = max(int((natural * (1 + change)) / row), least)
        for picture_rows in range(least, most + 1):
            rows = picture_rows + caption.rows + SEPARATOR
            off = abs(picture_rows * row / natural - 1)
            minor = span >= forms.dominant_span or number or not article.kind.traits.pictorial
            small = 0.0 if minor else SMALL_PHOTO * setter.layout.weights.photo
            if rows <= most_rows:
                cost = CHANGE_COST * off + small
                keep(curve, PhotoShape(span, rows, cost, picture_span=span, picture=picture, caption=caption))
        if curve:
            curves[span] = curve
    name = photo_id(article, number)
    return PhotoItem(name, ModuleKind.PHOTO, rank, curves, article, picture)


def photo_id(article: Article, number: int) -> str:
    """Id of the item of one of an article's pictures, from 0: the first of photo news is the article."""
    return article.slug if article.kind.traits.pictorial and not number else f"{article.slug}-photo{number + 1}"


def group_id(article: Article) -> str:
    """Id of the item of all its pictures as one group."""
    return article.slug if article.kind.traits.pictorial else f"{article.slug}-photos"


def _spans(article: Article, picture: Picture, columns: int, forms: Forms, *, dominant: bool) -> range:
    if article.kind.traits.pictorial and article.span is not None:
        return range(article.span, min(article.span, columns) + 1)
    if picture.size == "small":
        return range(1, min(columns, SMALL_SPAN) + 1)
    least = forms.dominant_span if dominant or picture.size == "large" else USUAL_SPAN
    return range(min(least, columns), min(columns, forms.photo_span) + 1)


def insets(picture: Picture, setter: Typesetter, grid: Grid, columns: HorizontalLegs) -> list[Inset]:
    """Places for a picture in a module of so many columns."""
    forms, body, row = setter.layout.forms, grid.sheet.body_pt, grid.sheet.row_pt
    span = columns.columns
    least = forms.dominant_span if picture.size == "large" else 1 if picture.height > picture.width else USUAL_SPAN
    most = SMALL_SPAN if picture.size == "small" else forms.photo_span
    found: dict[tuple[int, int, bool], Inset] = {}
    for width in range(1 if picture.size == "small" else least, min(most, span) + 1):
        width_pt = columns.width_of(width)
        caption = set_caption(setter, picture, width_pt / body)
        natural = width_pt * picture.height / picture.width
        air = PICTURE_GAP + PICTURE_TOP
        for change in INSIDE_CHANGES if picture.crop else (0.0,):
            rows = nearest((natural * (1 + change) + air) / row)
            cost = CHANGE_COST * abs((rows * row - air) / natural - 1)
            found[width, rows, False] = Inset(picture, caption, width, rows, cost)
        change = PICTURE_CHANGE if picture.crop else 0.0
        least, most = math.ceil((natural * (1 - change) + air) / row), int((natural * (1 + change) + air) / row)
        for rows in range(least, max(most, least) + 1) if width < span else ():
            cost = CHANGE_COST * abs((rows * row - air) / natural - 1)
            found[width, rows, True] = Inset(picture, caption, width, rows, cost, full=True)
    return list(found.values())
