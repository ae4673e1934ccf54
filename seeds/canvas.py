"""What the drawings of the sample papers are made with: a canvas in units of the finished picture's pixels.

Nothing here depends on the machine: no font of the system, no clock, no chance that is not seeded.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw

Point = tuple[float, float]
Colour = tuple[int, int, int]
Fill = Colour | int
"""A colour, or a grey from 0 to 255."""


class Canvas:
    """Drawn several times larger, then scaled down: that is how edges become smooth."""

    joints = 14.0
    """Width from which on a stroke is round at every joint, not at its ends alone."""
    ends = 0.0
    """Width from which on a stroke's ends are round."""

    def __init__(self, width: int, height: int, ground: Fill, *, smooth: int = 2) -> None:
        self.width, self.height, self.smooth = width, height, smooth
        mode = "L" if isinstance(ground, int) else "RGB"
        self.image = Image.new(mode, (width * smooth, height * smooth), ground)
        self.draw = ImageDraw.Draw(self.image)

    def scaled(self, points: Iterable[Point]) -> list[Point]:
        """The points on the large image."""
        return [(x * self.smooth, y * self.smooth) for x, y in points]

    def shape(self, points: Iterable[Point], fill: Fill) -> None:
        self.draw.polygon(self.scaled(points), fill=fill)

    def oval(self, x: float, y: float, across: float, down: float, fill: Fill) -> None:
        self.draw.ellipse(self.scaled([(x - across, y - down), (x + across, y + down)]), fill=fill)

    def box(self, x: float, y: float, right: float, bottom: float, fill: Fill, round_: float = 0) -> None:
        edges = self.scaled([(x, y), (right, bottom)])
        self.draw.rounded_rectangle(edges, radius=round_ * self.smooth, fill=fill)

    def line(self, points: Sequence[Point], width: float, fill: Fill) -> None:
        """A stroke with square ends."""
        self.draw.line(self.scaled(points), fill=fill, width=max(1, round(width * self.smooth)), joint="curve")

    def path(self, points: Sequence[Point], width: float, fill: Fill) -> None:
        """A stroke with round joints and ends."""
        self.line(points, width, fill)
        if width > self.ends:
            for x, y in points if width > self.joints else (points[0], points[-1]):
                self.oval(x, y, width / 2, width / 2, fill)

    def curve(self, start: Point, bend: Point, end: Point, width: float, fill: Fill) -> None:
        self.path(bow(start, bend, end), width, fill)

    def reduced(self, larger: float = 1.0) -> Image.Image:
        """The picture at its own size, or some times larger, as far as it was drawn larger."""
        size = round(self.width * larger), round(self.height * larger)
        return self.image.resize(size, Image.Resampling.LANCZOS)


def bow(start: Point, bend: Point, end: Point, steps: int = 24) -> list[Point]:
    """Points of a quadratic Bézier curve."""
    out = []
    for step in range(steps + 1):
        t = step / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        out.append((a * start[0] + b * bend[0] + c * end[0], a * start[1] + b * bend[1] + c * end[1]))
    return out


def turned(points: Iterable[Point], x: float, y: float, degrees: float, scale: float = 1) -> list[Point]:
    """Points about (0, 0), turned, scaled and moved to (x, y)."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(x + scale * (px * cos - py * sin), y + scale * (px * sin + py * cos)) for px, py in points]


def mix(a: Colour, b: Colour, part: float) -> Colour:
    """The colour at `part` of the way from a to b."""
    red, green, blue = (round(x + (y - x) * part) for x, y in zip(a, b, strict=True))
    return red, green, blue
