"""The printed part of each page: on a small printer, its margin replaces the page's own."""

from __future__ import annotations

from collections import defaultdict

import pypdfium2
from PIL import ImageOps

from banxin.errors import phrase
from banxin.impose.sides import PdfBox, View
from banxin.units import nearest

SCALE = 0.5
"""Resolution for finding the ink, in pixels a pt."""
MOST_PT = 14_400.0
"""Largest side of a page (ISO 32000-1, annex C.2)."""
AIR = 2.0
"""pt kept round the ink, to allow for the coarse resolution."""


def inked(pdf: bytes) -> list[View]:
    """Each page without its white margins; pages of one size share them, so that they stay aligned."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = [(page.get_size(), _bounds(page)) for page in document]
    finally:
        document.close()
    by_size: dict[tuple[int, int], list[PdfBox]] = defaultdict(list)
    for (width, height), box in found:
        by_size[nearest(width), nearest(height)].append(box)
    views = []
    for number, ((width, height), _) in enumerate(found):
        boxes = by_size[nearest(width), nearest(height)]
        left, bottom = min(box.left for box in boxes), min(box.bottom for box in boxes)
        right, top = max(box.right for box in boxes), max(box.top for box in boxes)
        aside = min(left, width - right)  # Equal on both sides: a spread is divided in its middle.
        views.append(View(number, PdfBox(aside, bottom, width - aside, top)))
    return views


def _bounds(page: pypdfium2.PdfPage) -> PdfBox:
    width, height = page.get_size()
    if not 0 < width <= MOST_PT or not 0 < height <= MOST_PT:
        raise ValueError(phrase("a page of {width:g} × {height:g} pt fits on no paper", width=width, height=height))
    found = ImageOps.invert(page.render(scale=SCALE, grayscale=True).to_pil().convert("L")).getbbox()
    if found is None:
        return PdfBox(0.0, 0.0, width, height)
    left, top, right, bottom = (edge / SCALE for edge in found)
    return PdfBox(
        max(left - AIR, 0.0), max(height - bottom - AIR, 0.0), min(right + AIR, width), min(height - top + AIR, height)
    )
