"""Pages of a PDF as pictures: for the EPUB, the web and chats, contact sheets and the README."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2
from PIL import Image

from banxin.units import nearest

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


def page_picture(pdf: bytes, page: int, width_px: int, kind: str = "PNG") -> bytes:
    """Page `page` (from 1) of the PDF, `width_px` pixels wide, as `kind` PNG or JPEG.

    Raises ValueError for a missing page, a width under 1 and data that is not a PDF.
    """
    document = _opened(pdf, width_px)
    try:
        if not 1 <= page <= len(document):
            raise ValueError(f"the PDF has {len(document)} pages, no page {page}")
        image = _drawn(document[page - 1], width_px)
    finally:
        document.close()
    out = io.BytesIO()
    image.save(out, kind, **({"quality": JPEG_QUALITY} if kind == "JPEG" else {"optimize": True}))
    return out.getvalue()


def _opened(pdf: bytes, width_px: int) -> pypdfium2.PdfDocument:
    if width_px < 1:
        raise ValueError(f"a picture cannot be {width_px} pixels wide")
    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from None


def _drawn(page: pypdfium2.PdfPage, wide: int, smooth: int = 1) -> Image.Image:
    image: Image.Image = page.render(scale=smooth * wide / page.get_width()).to_pil().convert("RGB")
    page.close()
    image = image.reduce(smooth) if smooth > 1 else image
    # Rounding of the scale may make it one pixel wider.
    return image.crop((0, 0, wide, image.height)) if image.width != wide else image
