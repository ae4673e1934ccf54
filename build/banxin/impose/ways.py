"""Ways to put the pages of a newspaper on paper that is smaller, or is folded."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from banxin.impose.sides import MARGIN, PdfBox, PlacedView, Side, View, fitted, paper
from banxin.units import mm_to_pt

OVERLAP = mm_to_pt(10)
"""Overlap of two tiles, for scissors and glue. Ours."""
CREEP = mm_to_pt(0.1)
"""By how much each sheet of a booklet pushes the next inner one outwards: the thickness of office paper."""


def whole(pages: Sequence[View], name: str) -> list[Side]:
    """Each page whole on a sheet, as large as possible."""
    sides = []
    for view in pages:
        sheet = paper(name, lying=view.box.width > view.box.height)
        sides.append(Side(sheet.width, sheet.height, (fitted(view, sheet.inset(MARGIN)),)))
    return sides


def tiles(pages: Sequence[View], name: str) -> list[Side]:
    """Each page in its own size on as many sheets as it needs, row by row from the top left.

    Where two tiles meet they share a strip; a dashed line in its middle shows where to cut.
    """
    return [side for view in pages for side in _tiles(view, name)]


def _tiles(view: View, name: str) -> list[Side]:
    lying = min((False, True), key=lambda lying: (math.prod(_counts(view, paper(name, lying=lying))), lying))
    sheet = paper(name, lying=lying)
    room = sheet.inset(MARGIN)
    across, down = _counts(view, sheet)
    sides = []
    for row in range(down):
        for column in range(across):
            left = view.box.left + column * (room.width - OVERLAP)
            top = view.box.top - row * (room.height - OVERLAP)
            part = PdfBox(left, max(top - room.height, view.box.bottom), min(left + room.width, view.box.right), top)
            shown = PdfBox(room.left, room.top - part.height, room.left + part.width, room.top)
            lines = _cuts(shown, room, column < across - 1, row < down - 1)
            label = f"{view.page + 1}: {row + 1}-{column + 1} / {down}-{across}"
            sides.append(Side(sheet.width, sheet.height, (PlacedView(View(view.page, part), shown),), lines, label))
    return sides


def _counts(view: View, sheet: PdfBox) -> tuple[int, int]:
    room = sheet.inset(MARGIN)
    across = math.ceil((view.box.width - OVERLAP) / (room.width - OVERLAP))
    down = math.ceil((view.box.height - OVERLAP) / (room.height - OVERLAP))
    return max(across, 1), max(down, 1)


def _cuts(shown: PdfBox, room: PdfBox, right: bool, below: bool) -> tuple[tuple[float, float, float, float], ...]:
    """Lines in the middle of the strips that a tile shares with the next one to the right and below."""
    lines = []
    if right:
        x = shown.right - OVERLAP / 2
        lines.append((x, room.bottom, x, room.top))
    if below:
        y = shown.bottom + OVERLAP / 2
        lines.append((room.left, y, room.right, y))
    return tuple(lines)


def two_up(pages: Sequence[View], name: str) -> list[Side]:
    """Two pages side by side on a landscape sheet, in order; a spread takes both places."""
    return [_pair(pair, name, 0.0) for pair in _by_two(halves(pages))]


def _by_two(views: Sequence[View]) -> Iterator[tuple[View | None, ...]]:
    yield from zip_longest(views[::2], views[1::2])


def booklet(pages: Sequence[View], name: str) -> list[Side]:
    """Two pages a side, so that the sheets, stacked and folded, give the pages in order.

    Sides come front, back, front, back, to be printed on both sides, flipped on the short edge. Pages of inner sheets
    are shifted towards the fold, by the paper's thickness (creep). Missing pages at the end stay blank.
    """
    views: list[View | None] = [*halves(pages)]
    views += [None] * (-len(views) % 4)
    last = len(views) - 1
    sides = []
    for sheet in range(len(views) // 4):
        creep = sheet * CREEP
        sides.append(_pair((views[last - 2 * sheet], views[2 * sheet]), name, creep))
        sides.append(_pair((views[2 * sheet + 1], views[last - 2 * sheet - 1]), name, creep))
    return sides


def _pair(pair: Sequence[View | None], name: str, creep: float) -> Side:
    sheet = paper(name, lying=True)
    middle = sheet.width / 2
    rooms = (
        PdfBox(0.0, 0.0, middle, sheet.height).inset(MARGIN),
        PdfBox(middle, 0.0, sheet.width, sheet.height).inset(MARGIN),
    )
    places = []
    for view, room, towards in zip(pair, rooms, (1, -1), strict=False):
        if view is not None:
            place = fitted(view, room)
            shift = towards * creep
            box = PdfBox(place.box.left + shift, place.box.bottom, place.box.right + shift, place.box.top)
            places.append(PlacedView(view, box))
    return Side(sheet.width, sheet.height, tuple(places))


def halves(pages: Sequence[View]) -> list[View]:
    """The pages with every spread (通版) as its two pages."""
    views = []
    for view in pages:
        box = view.box
        if box.width > box.height:
            middle = (box.left + box.right) / 2
            views.append(View(view.page, PdfBox(box.left, box.bottom, middle, box.top)))
            views.append(View(view.page, PdfBox(middle, box.bottom, box.right, box.top)))
        else:
            views.append(view)
    return views


WAYS: dict[str, Callable[[Sequence[View], str], list[Side]]] = {
    "whole": whole, "tiles": tiles, "two-up": two_up, "booklet": booklet,
}  # fmt: skip
"""Name → function that puts pages on sides."""
