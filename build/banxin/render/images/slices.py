"""Pictures of pages and of long articles, in the formats of the web and of chats, cut where nothing is printed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pypdfium2
from PIL import Image

from banxin.units import nearest

KINDS = ("png", "webp")
WEBP_QUALITY = 84
"""Ours: the edges of type stay sharp, and photos have a fifth of their size in PNG."""
TONES, PALETTE = 16_384, 256
"""Most colours of a picture of type, and the colours that are kept: no visible change. Ours."""
MOST_PX = 16_000
"""Height limit of a picture. WebP ends at 16 383, and phones blur taller ones."""
SEARCHED = 0.25
"""Share of a picture that may be left for the next one, to find a place to cut. Ours."""
ENOUGH = 0.6
"""A blank band may be cut if it has this share of the tallest one's height. Ours."""
MOST_NAME = 60
"""Characters of a page's number, which stand in the name of a file. Ours."""
MARGIN = 0.05
"""Share of the width, at each side, that is ignored for a cut: frames and rules may continue there. Ours."""


def page_names(pdf: bytes) -> list[str]:
    """The printed number of each page, from the PDF's page labels: 1, 2-3, 4. Raises ValueError for data that is not a
    PDF."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from None
    try:
        labels = [document.get_page_label(place) for place in range(len(document))]
    finally:
        document.close()
    names = [re.sub(r"\W+", "-", label).strip("-") for label in labels]
    names = [name[:MOST_NAME] for name in names]
    return names if all(names) and len(set(names)) == len(names) else [str(one) for one in range(1, len(labels) + 1)]


def slices(image: Image.Image, most: int = MOST_PX) -> list[Image.Image]:
    """A picture as one or more with a height of at most `most` pixels, cut through white space if there is any in their
    last quarter."""
    parts, top = [], 0
    while image.height - top > most:
        cut = _cut(image, top, most)
        parts.append(image.crop((0, top, image.width, cut)))
        top = cut
    return [*parts, image.crop((0, top, image.width, image.height))]


def _cut(image: Image.Image, top: int, most: int) -> int:
    """The middle of the lowest blank band, among the last rows that fit in the picture from `top`, that is not much
    lower than the highest one; the last row when there is none."""
    side = nearest(image.width * MARGIN)
    first = top + nearest(most * (1 - SEARCHED))
    grey = image.crop((side, first, image.width - side, top + most)).convert("L")
    bands, start = [], 0
    for row, (low, high) in enumerate([*_extremes(grey), (0, 255)]):
        if low != high:
            bands.append((start, row))
            start = row + 1
    tallest = max(end - begin for begin, end in bands)
    good = [(begin, end) for begin, end in bands if end - begin >= max(ENOUGH * tallest, 1)]
    return first + (good[-1][0] + good[-1][1]) // 2 if good else top + most


def _extremes(grey: Image.Image) -> Iterator[tuple[int, int]]:
    """Darkest and lightest pixel of each row."""
    data = grey.tobytes()
    for row in range(grey.height):
        pixels = data[row * grey.width : (row + 1) * grey.width]
        yield min(pixels), max(pixels)


def encoded(image: Image.Image, kind: str) -> bytes:
    """The picture as a file, the same bytes for the same picture.

    Type alone has few tones and needs no more than a palette, or WebP without loss; photos need the other kind.
    """
    flat = image.getcolors(TONES) is not None
    if flat:
        image = image.quantize(PALETTE, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    if kind == "webp":
        image.convert("RGB").save(out, "WEBP", lossless=flat, quality=WEBP_QUALITY, method=4)
    else:
        image.save(out, "PNG", optimize=True)
    return out.getvalue()
