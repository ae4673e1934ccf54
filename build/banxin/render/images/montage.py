"""Many pages in one picture: rows of thumbnails, each with its label."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from banxin.assets import asset_folder
from banxin.units import round_half_up

GROUND, INK, EDGE = "#e4e4e4", "#222222", "#9a9a9a"
GAP_PX = 12
LABEL_PX = 20
"""Type size of the labels."""
LABEL_FACE = "noto-sans-sc/NotoSansSC-Regular.ttf"
COLOURS = (256, 128, 64, 32)
"""Numbers of colours to try, the largest first."""
SHRINK = 0.85
LEAST_SHARE = 0.3
"""Smallest share of its size at which the picture is still useful."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of pages, or several rows where there are many."""

    label: str
    pages: tuple[Image.Image, ...]


def montage(strips: Sequence[Strip], width_px: int) -> Image.Image:
    """All strips on a ground of `width_px`, side by side where they fit; the pages of a long one are wrapped."""
    face = ImageFont.truetype(asset_folder("fonts") / LABEL_FACE, LABEL_PX)
    blocks = [_block(strip, face, width_px - 2 * GAP_PX) for strip in strips]
    x = y = GAP_PX
    high = 0
    places = []
    for block in blocks:
        if x > GAP_PX and x + block.width + GAP_PX > width_px:
            x, y, high = GAP_PX, y + high + GAP_PX, 0
        places.append((x, y))
        x, high = x + block.width + 2 * GAP_PX, max(high, block.height)
    width = max([width_px, *(block.width + 2 * GAP_PX for block in blocks)])
    whole = Image.new("RGB", (width, y + high + GAP_PX), GROUND)
    for block, place in zip(blocks, places, strict=True):
        whole.paste(block, place)
    return whole


def _block(strip: Strip, face: ImageFont.FreeTypeFont, most_px: int) -> Image.Image:
    """One strip: its label with its pages below."""
    x, y, high = 1, LABEL_PX + GAP_PX, 0
    places: list[tuple[int, int]] = []
    for image in strip.pages:
        if x > 1 and x + image.width + 1 > most_px:
            x, y, high = 1, y + high + GAP_PX, 0
        places.append((x, y))
        x, high = x + image.width + GAP_PX, max(high, image.height)
    pages = list(zip(places, strip.pages, strict=True))
    width = max([math.ceil(face.getlength(strip.label)), *(place[0] + image.width + 1 for place, image in pages)])
    block = Image.new("RGB", (width, y + high + 1), GROUND)
    pen = ImageDraw.Draw(block)
    pen.text((0, 0), strip.label, INK, face)
    for (left, top), image in pages:
        block.paste(image, (left, top))
        pen.rectangle((left - 1, top - 1, left + image.width, top + image.height), outline=EDGE)
    return block


def small_png(image: Image.Image, most_bytes: int) -> bytes:
    """A PNG of few colours; of fewer and smaller until it has at most `most_bytes`.

    Raises ValueError when it is too large even at LEAST_SHARE of its size.
    """
    share = 1.0
    while share >= LEAST_SHARE:
        size = (int(round_half_up(image.width * share)), int(round_half_up(image.height * share)))
        shown = image if share == 1.0 else image.resize(size, Image.Resampling.LANCZOS)
        for colours in COLOURS:
            out = io.BytesIO()
            # The usual median cut would use all colours for the greys of the type, and pictures would turn grey.
            few = shown.quantize(colours, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
            few.save(out, "PNG", optimize=True)
            if out.tell() <= most_bytes:
                return out.getvalue()
        share *= SHRINK
    raise ValueError(f"a picture of {image.width} × {image.height} pixels does not go into {most_bytes} bytes")
