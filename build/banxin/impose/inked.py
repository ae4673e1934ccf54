"""What of each page is printed at all: at home the white round it is given by the printer."""

from __future__ import annotations

from collections import defaultdict

import pypdfium2
from PIL import ImageOps

from banxin.impose.sides import PdfBox, View

SCALE = 0.5
"""Pixels a pt of the picture in which the ink is looked for."""
AIR = 2.0
"""pt that are kept round the ink: a picture of a page is that coarse."""


def inked(pdf: bytes) -> list[View]:
    """Each page without its white margins; pages of one size keep the same ones, so that they lie on each other."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = [(page.get_size(), _bounds(page)) for page in document]
    finally:
        document.close()
    by_size: dict[tuple[int, int], list[PdfBox]] = defaultdict(list)
    for (width, height), box in found:
        by_size[round(width), round(height)].append(box)
    views = []
    for number, ((width, height), _) in enumerate(found):
        boxes = by_size[round(width), round(height)]
        left, bottom = min(box.left for box in boxes), min(box.bottom for box in boxes)
        right, top = max(box.right for box in boxes), max(box.top for box in boxes)
        aside = min(left, width - right)  # The same on both sides: a spread is parted in its middle.
        views.append(View(number, PdfBox(aside, bottom, width - aside, top)))
    return views


def _bounds(page: pypdfium2.PdfPage) -> PdfBox:
    width, height = page.get_size()
    found = ImageOps.invert(page.render(scale=SCALE, grayscale=True).to_pil().convert("L")).getbbox()
    if found is None:
        return PdfBox(0.0, 0.0, width, height)
    left, top, right, bottom = (edge / SCALE for edge in found)
    return PdfBox(
        max(left - AIR, 0.0), max(height - bottom - AIR, 0.0), min(right + AIR, width), min(height - top + AIR, height)
    )
