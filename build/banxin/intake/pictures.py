"""Pictures as they arrive → files that an edition can have."""

from __future__ import annotations

import io
import warnings

from PIL import Image, UnidentifiedImageError

from banxin.intake.formats import is_heic
from banxin.raster import upright

KEPT = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "TIFF": ".tif"}
"""Pillow's names of the formats that an edition's pictures have, and their suffixes."""
MOST_SIDE = 6000
"""Pixels; ours. A picture over the whole width of a broadsheet has 4500 at 300 to the inch."""
MOST_PIXELS = 200_000_000
"""Of a picture that is scaled down; ours, as many as the largest sensors of telephones have."""
QUALITY = 92
"""Of a JPEG that is made of another picture; ours."""


def kept_picture(data: bytes) -> tuple[bytes, str]:
    """The bytes and suffix to keep: those that came where an edition may have them, else a JPEG or PNG made of them.

    What telephones give (HEIC), GIF and BMP are converted, what has too many pixels is scaled once; both stand upright,
    transparency stays. Bytes that are no picture are kept as they are: `check` tells of them.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _kept(data)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, OverflowError, Image.DecompressionBombError):
        return data, ".png"


def _kept(data: bytes) -> tuple[bytes, str]:
    with _opened(data) as image:
        form = image.format or ""
        if image.width * image.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        if form in KEPT and max(image.size) <= MOST_SIDE:
            return data, KEPT[form]
        turned = upright(image)
        turned.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        profile = image.info.get("icc_profile")
        if turned.has_transparency_data or form in ("GIF", "BMP", "PNG"):
            turned.save(out, "PNG", icc_profile=profile)
            return out.getvalue(), ".png"
        turned.convert("RGB").save(out, "JPEG", quality=QUALITY, icc_profile=profile)
        return out.getvalue(), ".jpg"


def _opened(data: bytes) -> Image.Image:
    if is_heic(data):
        from pillow_heif import register_heif_opener

        register_heif_opener()
    return Image.open(io.BytesIO(data))
