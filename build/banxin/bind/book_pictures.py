"""Pictures for e-readers: small JPEGs, upright, in sRGB, without a camera's metadata."""

from __future__ import annotations

import io
import warnings

from PIL import Image

from banxin.model.edition import Picture
from banxin.raster import FORMATS, in_srgb, upright
from banxin.render.images.pictures import made_of

LONG_SIDE = 1920  # px; Amazon scales down anything larger
MAX_BYTES = 200_000  # Ours: thirty pictures stay far below the 20 MB of Send to Kindle.
MAX_COVER_BYTES = 1_000_000  # A page of text must stay legible.
MAX_PAGE_BYTES = 400_000  # Ours: heads and pictures of a printed page are clear, and 32 pages fit in a mail.
QUALITIES = (86, 80, 74, 68, 60, 50)
SHRINK = 0.8
"""Factor of the sides when the file is too large even at the lowest quality."""
MAX_PIXELS = 120_000_000


def picture_jpeg(picture: Picture, *, grey: bool = False) -> bytes:
    """The picture as a JPEG of at most 1920 px on its long side and 200 kB, in colour or grey.

    Raises EditionError with `changed-image` when the file is missing, was changed since the edition was read, or is not
    a picture.
    """
    return made_of(picture, lambda data: fit_jpeg(data, MAX_BYTES, grey=grey))


def cover_image(data: bytes, *, grey: bool = False) -> bytes:
    """The cover as given, encoded again only when it is too large for e-readers or is to be grey.

    Raises ValueError when it is not a JPEG.
    """
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
        fits = max(image.size) <= LONG_SIDE and not image.getexif()
    return data if fits and not grey and len(data) <= MAX_COVER_BYTES else fit_jpeg(data, MAX_COVER_BYTES, grey=grey)


def fit_jpeg(data: bytes, max_bytes: int, *, grey: bool = False) -> bytes:
    """Encode a picture as a baseline JPEG of at most `max_bytes`, in colour unless `grey`, without metadata.

    Raises OSError or ValueError when it cannot be decoded or has more than 120 megapixels.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is checked below
        opened = Image.open(io.BytesIO(data), formats=FORMATS)
    with opened as image:
        if image.width * image.height > MAX_PIXELS:
            raise ValueError(f"it has {image.width} × {image.height} pixels, more than 120 million")
        if image.mode in ("RGB", "L"):
            image.draft(image.mode, (LONG_SIDE, LONG_SIDE))
        turned = upright(image)
        plain = in_srgb(turned).convert("L") if grey else in_srgb(turned)
    plain.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    while True:
        for quality in QUALITIES:
            encoded = _encode(plain, quality)
            if len(encoded) <= max_bytes:
                return encoded
        size = (max(1, int(plain.width * SHRINK)), max(1, int(plain.height * SHRINK)))
        if size == (1, 1):
            return encoded
        plain = plain.resize(size, Image.Resampling.LANCZOS)


def _encode(image: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()
