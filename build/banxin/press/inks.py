"""From the screen's colours to the press's inks: grey becomes black ink alone, other colours follow the profile.

Black text in four inks is never in register on newsprint, and too much ink does not dry: hence the limit (ISO 12647-3:
240 %).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from PIL import Image, ImageChops, ImageCms, ImageMath

from banxin.raster import FLAGS, INTENT
from banxin.units import nearest, round_half_up

Ink = tuple[float, float, float, float]
"""Cyan, magenta, yellow, black, each from 0 to 1."""
GREY = 1 / 255
"""Largest difference of a colour's components for it to count as grey."""
GREY_PICTURE = 3
"""The same for pictures, in 1/255: JPEG leaves traces of colour in grey."""


@dataclass(frozen=True)
class Inks:
    """The inks of one press."""

    profile: bytes
    """ICC profile of the printing condition (CMYK)."""
    limit: float
    """Ink limit at one place, in percent of one ink's full cover."""

    @property
    def name(self) -> str:
        """The profile's name for its printing condition."""
        opened = ImageCms.ImageCmsProfile(io.BytesIO(self.profile))
        return ImageCms.getProfileDescription(opened).strip()

    @cached_property
    def _transform(self) -> Any:
        target = ImageCms.ImageCmsProfile(io.BytesIO(self.profile))
        return ImageCms.buildTransform(ImageCms.createProfile("sRGB"), target, "RGB", "CMYK", INTENT, FLAGS)

    def colour(self, red: float, green: float, blue: float) -> Ink:
        """The inks of a screen colour (sRGB, each component from 0 to 1)."""
        if max(red, green, blue) - min(red, green, blue) <= GREY:
            return (0.0, 0.0, 0.0, round_half_up(1 - (red + green + blue) / 3, 4))
        point = Image.new("RGB", (1, 1), tuple(nearest(255 * part) for part in (red, green, blue)))
        inks = self.picture(point).getpixel((0, 0))
        return cast(Ink, tuple(round_half_up(part / 255, 4) for part in cast(tuple[int, ...], inks)))

    def picture(self, image: Image.Image) -> Image.Image:
        """A picture in inks: of mode L (white is no ink) where it is grey, else CMYK."""
        if image.mode in ("1", "L"):
            return image.convert("L")
        screen = image.convert("RGB")
        if _is_grey(screen):
            return screen.convert("L")
        converted = ImageCms.applyTransform(screen, self._transform)
        assert converted is not None
        return self._within_limit(converted)

    def _within_limit(self, image: Image.Image) -> Image.Image:
        """The picture with less cyan, magenta and yellow where there is too much ink; black stays."""
        if most_ink(image) <= self.limit:
            return image
        *colours, black = image.split()
        most = self.limit / 100 * 255
        parts = {"c": colours[0], "m": colours[1], "y": colours[2], "k": black}
        scaled = [_scaled(own, parts, most) for own in colours]
        return Image.merge("CMYK", (*scaled, black))


def _scaled(own: Image.Image, parts: dict[str, Image.Image], most: float) -> Image.Image:
    """One ink, reduced where all inks together exceed `most` (in 1/255)."""

    def thinned(told: dict[str, Any]) -> Any:
        colours = told["float"](told["c"] + told["m"] + told["y"])
        share = told["min"](told["max"](most - told["float"](told["k"]), 0.0) / told["max"](colours, 1.0), 1.0)
        return told["convert"](told["float"](told["own"]) * share, "L")

    return cast(Image.Image, ImageMath.lambda_eval(thinned, own=own, **parts))


def _is_grey(image: Image.Image) -> bool:
    red, green, blue = image.split()
    pairs = ((red, green), (green, blue), (red, blue))
    return all(cast(tuple[int, int], ImageChops.difference(*pair).getextrema())[1] <= GREY_PICTURE for pair in pairs)


def most_ink(image: Image.Image) -> float:
    """The most ink at one place of a picture, in percent of one ink's full cover."""
    if image.mode != "CMYK":
        return 100.0
    parts = dict(zip("cmyk", image.split(), strict=True))
    total = ImageMath.lambda_eval(lambda told: told["c"] + told["m"] + told["y"] + told["k"], **parts)
    return cast(tuple[int, int], cast(Image.Image, total).getextrema())[1] / 255 * 100
