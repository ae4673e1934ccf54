"""Pages of a PDF as pictures: for the EPUB, the web and chats, contact sheets and the README."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2
from PIL import Image

from banxin.errors import phrase
from banxin.units import nearest

MOST_PIXELS = 400_000_000
"""Of a picture of a page, before it is scaled down. Ours: four times a broadsheet page at 600 dpi."""
JPEG_SIDE = 65_000
"""Pixels; libjpeg refuses a side over 65 500."""
JPEG_QUALITY = 88  # Ours: type stays sharp at screen sizes.


def page_images(pdf: bytes, width_px: int, *, smooth: int = 1) -> Iterator[Image.Image]:
    """Each page as a picture `width_px` pixels wide; a spread is wider in proportion to the narrowest page.

    smooth: factor by which pages are drawn larger before they are scaled down, so that hairlines and small type stay
    even. Raises ValueError for a width under 1 and for data that is not a PDF.
    """
    document = _opened(pdf, width_px)
    try:
        narrowest = min(page.get_width() for page in document)
        for page in document:
            yield _drawn(page, nearest(width_px * page.get_width() / narrowest), smooth)
    finally:
        document.close()


def page_image(pdf: bytes, page: int, width_px: int) -> Image.Image:
    """Page `page` (from 1) as `page_images` gives it. Raises as that, and ValueError for a missing page."""
    document = _opened(pdf, width_px)
    try:
        _look_for(document, page)
        narrowest = min(document.get_page_size(place)[0] for place in range(len(document)))
        drawn = document[page - 1]
        return _drawn(drawn, nearest(width_px * drawn.get_width() / narrowest))
    finally:
        document.close()


def page_picture(pdf: bytes, page: int, width_px: int, kind: str = "PNG") -> bytes:
    """Page `page` (from 1) of the PDF, `width_px` pixels wide, as `kind` PNG or JPEG; a JPEG is narrower where it would
    be higher than one can be.

    Raises ValueError for a missing page, a width under 1 and data that is not a PDF.
    """
    document = _opened(pdf, width_px)
    try:
        _look_for(document, page)
        drawn = document[page - 1]
        if kind == "JPEG":
            width_px = max(1, min(width_px, int(JPEG_SIDE * drawn.get_width() / drawn.get_height())))
        image = _drawn(drawn, width_px)
    finally:
        document.close()
    out = io.BytesIO()
    image.save(out, kind, **({"quality": JPEG_QUALITY} if kind == "JPEG" else {"optimize": True}))
    return out.getvalue()


def _look_for(document: pypdfium2.PdfDocument, page: int) -> None:
    if not 1 <= page <= len(document):
        raise ValueError(f"the PDF has {len(document)} pages, no page {page}")


def _opened(pdf: bytes, width_px: int) -> pypdfium2.PdfDocument:
    if width_px < 1:
        raise ValueError(f"a picture cannot be {width_px} pixels wide")
    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from None


def _drawn(page: pypdfium2.PdfPage, wide: int, smooth: int = 1) -> Image.Image:
    width, height = page.get_size()
    if width <= 0 or height <= 0 or (smooth * wide) ** 2 * height / width > MOST_PIXELS:
        raise ValueError(phrase("a page of {width:g} × {height:g} pt makes no picture", width=width, height=height))
    image: Image.Image = page.render(scale=smooth * wide / width).to_pil().convert("RGB")
    page.close()
    image = image.reduce(smooth) if smooth > 1 else image
    # Rounding of the scale may make it one pixel wider.
    return image.crop((0, 0, wide, image.height)) if image.width != wide else image
