"""The bytes of a picture in a PDF: without metadata, in RGB or grey, upright.

A JPEG that needs no change keeps its compressed data and loses its metadata: camera, place and thumbnail must not be
published. All other pictures are decoded and written again.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable

from PIL import Image

from banxin.errors import EditionError, problem
from banxin.model.edition import Edition, Picture
from banxin.raster import FORMATS, in_srgb, upright
from banxin.render.problems import CHANGED_IMAGE
from banxin.units import nearest, pt_to_pixels

ORIENTATION = 0x0112
QUALITY = 90  # Ours: for a JPEG that must be written again; newsprint shows no difference above it.
SHARP_PPI = 300  # Ours: newsprint screens are about 100 lines an inch; more than twice that is reduced.
KEPT_SEGMENTS = frozenset({0xE0, 0xEE})
"""APP0 (JFIF) and APP14 (Adobe: which colour transform); no other application segment nor comment is kept."""


def picture_bytes(edition: Edition, file: str, width_pt: float) -> bytes:
    """The picture `file` of the edition for a frame `width_pt` wide, without metadata.

    Raises EditionError (`changed-image`) when it is not in the edition, cannot be read, or differs from the checked
    one.
    """
    return made_of(_find(edition, file), lambda data: clean(data, pt_to_pixels(width_pt, SHARP_PPI)))


def made_of(picture: Picture, make: Callable[[bytes], bytes]) -> bytes:
    """The result of `make` for a picture's file.

    Raises EditionError (`changed-image`) when it cannot be read or decoded, or differs from the checked one.
    """
    try:
        data = picture.path.read_bytes()
    except OSError as error:
        raise _changed(picture, f"it cannot be read ({error.strerror})") from error
    if picture.sha256 and hashlib.sha256(data).hexdigest() != picture.sha256:
        raise _changed(picture, "its file was changed meanwhile")
    try:
        return make(data)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _changed(picture, f"it cannot be decoded ({error})") from error


def clean(data: bytes, wanted_px: int) -> bytes:
    """The picture without metadata, scaled down to a width of `wanted_px` if it has more than 1.5 times as many."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        too_wide = image.width > wanted_px * 1.5
        turned = image.getexif().get(ORIENTATION, 1) != 1
        plain = image.format == "JPEG" and image.mode in ("RGB", "L") and "icc_profile" not in image.info
        if plain and not turned and not too_wide:
            return strip_jpeg(data)
        return _again(image, wanted_px if too_wide else 0)


def _again(image: Image.Image, width: int) -> bytes:
    photo = image.format in ("JPEG", "WEBP")
    turned = in_srgb(upright(image))
    if width:
        turned = turned.resize((width, max(1, nearest(turned.height * width / turned.width))), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    if photo:
        turned.save(out, "JPEG", quality=QUALITY, subsampling=0)
    else:
        turned.save(out, "PNG", compress_level=1)  # WeasyPrint decodes it and compresses the pixels itself.
    return out.getvalue()


def strip_jpeg(data: bytes) -> bytes:
    """A JPEG without EXIF, XMP, IPTC, colour profile, thumbnail and comments; its picture data is unchanged.

    Raises ValueError when the markers before the picture data are invalid.
    """
    kept = [data[:2]]
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise ValueError("the JPEG's markers are damaged")
        marker = data[at + 1]
        if marker == 0xFF:  # A fill byte before a marker.
            at += 1
            continue
        if marker == 0xDA:
            kept.append(data[at:])
            return b"".join(kept)
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in KEPT_SEGMENTS:
            kept.append(data[at:end])
        at = end
    raise ValueError("the JPEG ends before its picture")


def _find(edition: Edition, file: str) -> Picture:
    of_articles = (picture for article in edition.articles for picture in article.pictures)
    for picture in (*of_articles, *(ad.picture for ad in edition.ads)):
        if picture.file == file:
            return picture
    raise EditionError([problem(CHANGED_IMAGE, edition.origin, file=file, reason="the edition has no such picture")])


def _changed(picture: Picture, reason: str) -> EditionError:
    return EditionError([problem(CHANGED_IMAGE, picture.origin, file=picture.file, reason=reason)])
