"""A page of a PDF as a picture: for the EPUB's cover, the replica and the README."""

from __future__ import annotations

import io

import pypdfium2

JPEG_QUALITY = 88  # Ours: type stays clean at screen sizes.


def page_picture(pdf: bytes, page: int, width_px: int, kind: str = "PNG") -> bytes:
    """Page `page` (from 1) of the PDF, `width_px` pixels wide, as `kind` PNG or JPEG.

    Raises ValueError for a page that is not there or a width under 1.
    """
    if width_px < 1:
        raise ValueError(f"a picture cannot be {width_px} pixels wide")
    document = pypdfium2.PdfDocument(pdf)
    try:
        if not 1 <= page <= len(document):
            raise ValueError(f"the PDF has {len(document)} pages, no page {page}")
        opened = document[page - 1]
        image = opened.render(scale=width_px / opened.get_width()).to_pil().convert("RGB")
        opened.close()
    finally:
        document.close()
    if image.width != width_px:  # The scale's rounding may make it a pixel wider.
        image = image.crop((0, 0, width_px, image.height))
    out = io.BytesIO()
    image.save(out, kind, **({"quality": JPEG_QUALITY} if kind == "JPEG" else {"optimize": True}))
    return out.getvalue()
