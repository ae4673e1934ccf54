"""A picture stands upright, turned once, in whatever format and whichever of the eight ways it is stored."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageOps

from banxin.bind.book_pictures import fit_jpeg
from banxin.raster import FORMATS
from banxin.render.images.pictures import clean
from banxin.sources.images import look_at
from banxin.sources.limits import Limits

CORNERS = {(5, 5): "red", (85, 5): "green", (5, 55): "blue", (85, 55): "white"}
SIZE = (90, 60)
BACK = {1: None, 2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_90",
        7: "TRANSVERSE", 8: "ROTATE_270"}  # fmt: skip
"""EXIF orientation → how an upright picture is turned to be stored so."""


def upright_picture() -> Image.Image:
    image = Image.new("RGB", SIZE, "grey")
    for (x, y), colour in CORNERS.items():
        image.paste(colour, (x - 5, y - 5, x + 5, y + 5))
    return image


def stored(form: str, orientation: int) -> bytes:
    turn = BACK[orientation]
    image = upright_picture() if turn is None else upright_picture().transpose(Image.Transpose[turn])
    out, exif = io.BytesIO(), Image.Exif()
    exif[274] = orientation
    image.save(out, form, exif=exif, **({"quality": 95} if form in ("JPEG", "WEBP") else {}))
    return out.getvalue()


def corners(data: bytes) -> list[str]:
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == SIZE and ImageOps.exif_transpose(image).size == SIZE
        pixels = [image.convert("RGB").getpixel(place) for place in CORNERS]
    names = {"red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255), "white": (255, 255, 255)}
    return [
        min(names, key=lambda name: sum(abs(a - b) for a, b in zip(names[name], one, strict=True))) for one in pixels
    ]


@pytest.mark.parametrize("orientation", BACK)
@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_is_upright_on_the_page_and_in_the_book(form: str, orientation: int) -> None:
    data = stored(form, orientation)
    facts = look_at(data, Limits())
    assert (facts.width, facts.height) == SIZE
    assert corners(clean(data, SIZE[0])) == corners(fit_jpeg(data, 100_000)) == list(CORNERS.values())
