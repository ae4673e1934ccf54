"""Draws the pictures and the advertisements of the county daily: no photograph, no chance, the same pixels each time.

    python seeds/draw_yunxi.py [NAME ...]

Names are those of the files without their ending; without names, all are drawn. The lettering of the advertisements
is set in the fonts that come with the project.
"""

from __future__ import annotations

import math
import random
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from canvas import Canvas, Colour, Point, bow, mix
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent
FOLDER = HERE / "yunxi-daily" / "2026-11-20" / "images"
FONTS = HERE.parent / "fonts"
SMOOTH = 2  # Drawn so many times larger, then scaled down: that is how edges become smooth.
COLOURS = 128

Line = Callable[[float], float]

WHITE, INK = (252, 250, 244), (46, 42, 46)
SKIN, SKIN_DARK, BLUSH = (240, 200, 166), (212, 166, 130), (232, 150, 130)
HAIR, GREY_HAIR = (44, 38, 40), (196, 194, 192)
RED, DEEP_RED, GOLD = (200, 52, 44), (146, 30, 32), (240, 190, 84)
WOOD, WOOD_DARK, WOOD_LIGHT = (160, 112, 74), (108, 74, 50), (200, 154, 106)
STRAW, STRAW_DARK = (226, 196, 132), (176, 140, 82)
TILE, TILE_LIGHT = (74, 78, 86), (104, 108, 116)
WALL, WALL_SHADE = (240, 234, 222), (206, 200, 194)
COATS = ((176, 66, 56), (62, 98, 140), (94, 128, 86), (214, 150, 66), (120, 88, 130), (70, 116, 122), (190, 120, 104))


def dark(colour: Colour, t: float = 0.25) -> Colour:
    return mix(colour, (24, 26, 44), t)


def light(colour: Colour, t: float = 0.25) -> Colour:
    return mix(colour, (255, 250, 232), t)


class Art(Canvas):
    """A canvas with seeded chances and the brushes of landscapes."""

    joints, ends = 9.0, 3.0

    def __init__(self, width: int, height: int, seed: int, ground: Colour = WHITE, smooth: int = SMOOTH) -> None:
        super().__init__(width, height, ground, smooth=smooth)
        self.dice = random.Random(seed)

    def mask(self, points: Iterable[Point], depth: int = 255) -> Image.Image:
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon([(x * self.smooth, y * self.smooth) for x, y in points], fill=depth)
        return mask

    def veil(self, points: Iterable[Point], colour: Colour, share: float) -> None:
        """A shape that lets what is under it shine through."""
        self.image.paste(colour, mask=self.mask(points, round(255 * share)))

    def fade(self, y: float, bottom: float, colour: Colour, first: float, last: float) -> None:
        """A veil over the full width whose thickness goes from one share to another: haze, dusk, water."""
        top, end = round(y * self.smooth), round(bottom * self.smooth)
        strip = Image.new("L", (1, max(1, end - top)))
        for row in range(strip.height):
            strip.putpixel((0, row), round(255 * (first + (last - first) * row / strip.height)))
        self.image.paste(colour, (0, top), strip.resize((self.image.width, strip.height)))

    def sky(self, colours: Sequence[Colour], bottom: float, top: float = 0, bands: int = 36) -> None:
        """A gradient in fine bands, which a palette of few colours can hold."""
        for band in range(bands):
            place = band / (bands - 1) * (len(colours) - 1)
            low = min(int(place), len(colours) - 2)
            y = top + (bottom - top) * band / bands
            step = (bottom - top) / bands
            self.box(0, y, self.width, y + step + 1, mix(colours[low], colours[low + 1], place - low))

    def glow(self, x: float, y: float, radius: float, colour: Colour, share: float, steps: int = 8) -> None:
        size = round(radius * self.smooth)
        mask = Image.new("L", (size * 2, size * 2), 0)
        draw = ImageDraw.Draw(mask)
        for step in range(steps):
            r = size * (1 - step / steps)
            draw.ellipse(
                [size - r, size - r, size + r, size + r], fill=round(255 * share * ((step + 1) / steps) ** 1.6)
            )
        self.image.paste(colour, (round(x * self.smooth) - size, round(y * self.smooth) - size), mask)

    def ridge(self, y: float, rise: float, wave: float) -> Line:
        """The line of a range of hills."""
        parts = [
            (rise * 0.55**number, wave * 0.47**number * self.dice.uniform(0.85, 1.15), self.dice.uniform(0, 6.3))
            for number in range(5)
        ]
        return lambda x: y - sum(size * math.sin(x / length * 6.283 + turn) for size, length, turn in parts)

    def hill(self, line: Line, colour: Colour, low: Colour | None = None, bottom: float | None = None) -> None:
        """Ground from a line down, lighter or darker towards its foot."""
        end = self.height if bottom is None else bottom
        points = [(x, line(x)) for x in range(-10, self.width + 20, 6)]
        whole = [*points, (self.width + 10, end), (-10, end)]
        self.shape(whole, colour)
        if low is not None:
            for step in range(1, 9):
                shifted = [(x, y + step * step * self.height / 260) for x, y in points]
                self.shape([*shifted, (self.width + 10, end), (-10, end)], mix(colour, low, step / 8))

    def woods(self, line: Line, colour: Colour, size: float, step: float, start: float = 0, end: float = 0) -> None:
        """A rim of trees along a line."""
        x = start
        while x < (end or self.width):
            r = size * self.dice.uniform(0.6, 1.2)
            self.oval(
                x, line(x) - r * 0.3, r, r * self.dice.uniform(0.9, 1.3), mix(colour, INK, self.dice.random() / 6)
            )
            x += step * self.dice.uniform(0.6, 1.2)

    def tree(self, x: float, foot: float, size: float, leaf: Colour) -> None:
        """A broad tree: shadow, trunk, three depths of leaves."""
        self.veil(ring(x + size * 0.2, foot, size * 0.7, size * 0.1), INK, 0.25)
        self.path([(x, foot), (x + size * 0.02, foot - size * 0.7)], size * 0.11, WOOD_DARK)
        self.path([(x, foot - size * 0.5), (x + size * 0.22, foot - size * 0.85)], size * 0.05, WOOD_DARK)
        spots = [
            (self.dice.uniform(-0.52, 0.52), self.dice.uniform(-0.38, 0.42), self.dice.uniform(0.15, 0.28))
            for _ in range(20)
        ]
        for depth, dx, dy in ((dark(leaf, 0.34), 0.05, 0.06), (leaf, 0, 0), (light(leaf, 0.22), -0.06, -0.08)):
            for px, py, r in spots[:: 1 if depth != light(leaf, 0.22) else 2]:
                grow = 0.72 if depth == light(leaf, 0.22) else 1
                self.oval(
                    x + (px + dx) * size, foot - size * 1.05 + (py + dy) * size, r * size * grow, r * size * grow, depth
                )
        for _ in range(26):
            px, py = self.dice.gauss(0, 0.3), self.dice.gauss(0, 0.24)
            self.oval(x + px * size, foot - size * 1.08 + py * size, size * 0.03, size * 0.024, light(leaf, 0.42))

    def pine(self, x: float, foot: float, size: float, leaf: Colour, snow: bool = False) -> None:
        self.box(x - size * 0.04, foot - size * 0.2, x + size * 0.04, foot, WOOD_DARK)
        for level in range(5):
            y, half = foot - size * (0.1 + level * 0.2), size * (0.36 - level * 0.06)
            self.shape([(x - half, y), (x, y - size * 0.34), (x + half, y)], dark(leaf, 0.2))
            self.shape([(x - half, y), (x, y - size * 0.34), (x + half * 0.2, y)], leaf)
            if snow:
                self.shape([(x - half * 0.8, y - 3), (x, y - size * 0.34), (x + half * 0.1, y - size * 0.1)], WHITE)

    def grass(self, x: float, y: float, size: float, colour: Colour, blades: int = 7) -> None:
        for _ in range(blades):
            lean = self.dice.uniform(-0.7, 0.7) * size
            self.path(bow((x, y), (x + lean * 0.3, y - size * 0.6), (x + lean, y - size), 6), size * 0.09, colour)

    def house(self, x: float, foot: float, size: float, roof: Colour = TILE, wall: Colour = WALL) -> None:
        """A farmhouse with a gable roof and its side in the shade; x is its left corner."""
        w, h, side = size, size * 0.48, size * 0.38
        self.box(x, foot - h, x + w, foot, wall)
        self.shape(
            [
                (x + w, foot),
                (x + w, foot - h),
                (x + w + side / 2, foot - h * 1.75),
                (x + w + side, foot - h),
                (x + w + side, foot),
            ],
            mix(wall, (120, 116, 128), 0.36),
        )
        self.shape(
            [
                (x - w * 0.08, foot - h * 0.95),
                (x + w * 0.13, foot - h * 1.82),
                (x + w + side * 0.5, foot - h * 1.82),
                (x + w * 1.03, foot - h * 0.95),
            ],
            roof,
        )
        self.shape(
            [
                (x + w * 1.03, foot - h * 0.95),
                (x + w + side * 0.5, foot - h * 1.82),
                (x + w + side * 1.14, foot - h * 0.95),
                (x + w + side * 1.02, foot - h * 0.92),
                (x + w + side * 0.5, foot - h * 1.68),
                (x + w * 1.07, foot - h * 0.9),
            ],
            dark(roof, 0.3),
        )
        for part in range(1, 12):
            top = x + w * 0.13 + (w * 0.87 + side * 0.5) * part / 12
            low = x - w * 0.08 + w * 1.11 * part / 12
            self.path([(top, foot - h * 1.82), (low, foot - h * 0.95)], size * 0.008, light(roof, 0.16))
        self.box(x, foot - h * 0.95, x + w, foot - h * 0.86, dark(wall, 0.22))
        door = x + w * 0.42
        self.box(door, foot - h * 0.62, door + w * 0.17, foot, WOOD_DARK)
        for left in (x + w * 0.12, x + w * 0.72):
            self.box(left, foot - h * 0.62, left + w * 0.17, foot - h * 0.26, WOOD)
            self.box(left + w * 0.02, foot - h * 0.58, left + w * 0.15, foot - h * 0.3, (86, 92, 104))
            self.box(left + w * 0.075, foot - h * 0.6, left + w * 0.095, foot - h * 0.28, WOOD)

    def person(
        self,
        x: float,
        foot: float,
        tall: float,
        coat: Colour,
        pose: str = "stand",
        *,
        facing: int = 1,
        legs: Colour = (66, 72, 92),
        head: str = "hair",
        child: bool = False,
        face: bool = False,
        back: bool = False,
    ) -> dict[str, Point]:
        """A figure by its joints. facing: 1 right, −1 left. Returns where its joints are."""
        joints = {name: (x + facing * px * tall, foot - py * tall) for name, (px, py) in pose_of(pose).items()}
        limb, sleeve = tall * (0.085 if not child else 0.095), tall * 0.072
        self.veil(ring(x + tall * 0.06, foot + 1, tall * 0.22, tall * 0.035), INK, 0.26)

        def part(names: str, width: float, colour: Colour) -> None:
            self.path([joints[name] for name in names.split()], width, colour)

        skin = SKIN
        part("shoulder_b elbow_b hand_b", sleeve, dark(coat, 0.3))
        self.oval(*joints["hand_b"], tall * 0.034, tall * 0.034, SKIN_DARK)
        part("hip knee_b foot_b", limb, dark(legs, 0.28))
        part("hip knee_f foot_f", limb, legs)
        for side in ("b", "f"):
            fx, fy = joints[f"foot_{side}"]
            self.oval(fx + facing * tall * 0.025, fy, tall * 0.055, tall * 0.028, INK)
        (hx, hy), (nx, ny) = joints["hip"], joints["neck"]
        dx, dy = nx - hx, ny - hy
        far = math.hypot(dx, dy)
        ax, ay = -dy / far * tall, dx / far * tall
        top, low = 0.108, 0.098
        outline = [
            (nx + ax * top - dx * 0.08, ny + ay * top - dy * 0.08),
            (nx - ax * top - dx * 0.08, ny - ay * top - dy * 0.08),
            (hx - ax * low - dx * 0.18, hy - ay * low - dy * 0.18),
            (hx + ax * low - dx * 0.18, hy + ay * low - dy * 0.18),
        ]
        low_neck = (nx - dx * 0.07, ny - dy * 0.07)
        ends = [(low_neck[0] + ax * side, low_neck[1] + ay * side) for side in (0.078, -0.078)]
        self.path(ends, tall * 0.062, coat)
        self.shape([ends[0], ends[1], (nx - ax * 0.035, ny - ay * 0.035), (nx + ax * 0.035, ny + ay * 0.035)], coat)
        self.shape(outline, coat)
        back_edge = outline[0] if facing * (outline[0][0] - outline[1][0]) < 0 else outline[1]
        low_edge = outline[3] if back_edge == outline[0] else outline[2]
        self.shape([back_edge, low_edge, (hx - dx * 0.18, hy - dy * 0.18), (nx, ny)], dark(coat, 0.14))
        r = tall * (0.078 if not child else 0.108)
        cx, cy = joints["head"]
        self.path([(nx, ny), (cx, cy)], tall * 0.055, SKIN_DARK)
        self.oval(cx, cy, r * 0.92, r, skin)
        hair = GREY_HAIR if "grey" in head else HAIR
        if back:
            self.oval(cx, cy - r * 0.04, r * 0.96, r * 1.02, hair)
        else:
            self.shape(
                [
                    *bow((cx - r * 1.02, cy + r * 0.3), (cx - facing * r * 0.1, cy - r * 2.3), (cx + r * 1.02, cy), 16),
                    (cx + facing * r * 0.45, cy - r * 0.42),
                    (cx - facing * r * 0.5, cy - r * 0.2),
                ],
                hair,
            )
        if "tail" in head:
            bend = (cx - facing * r * 1.9, cy)
            self.path(
                bow((cx - facing * r * 0.8, cy - r * 0.3), bend, (cx - facing * r * 1.4, cy + r), 10), r * 0.4, hair
            )
        if "bun" in head:
            self.oval(cx - facing * r * 0.85, cy - r * 0.55, r * 0.5, r * 0.5, hair)
        if "scarf" in head:
            self.shape(bow((cx - r * 1.1, cy + r * 0.2), (cx, cy - r * 2.8), (cx + r * 1.1, cy - r * 0.1)), DEEP_RED)
        if "hat" in head:
            tip = (cx, cy - r * 1.75)
            self.shape([(cx - r * 2.1, cy - r * 0.3), tip, (cx + r * 2.1, cy - r * 0.3)], STRAW)
            self.shape([(cx - facing * r * 2.1, cy - r * 0.3), tip, (cx - facing * r * 0.2, cy - r * 0.3)], STRAW_DARK)
        if "cap" in head:
            self.shape(
                bow((cx - r * 1.08, cy - r * 0.25), (cx, cy - r * 2.2), (cx + r * 1.08, cy - r * 0.25)), dark(coat)
            )
            if not back:
                self.path([(cx, cy - r * 0.32), (cx + facing * r * 1.6, cy - r * 0.28)], r * 0.22, dark(coat, 0.5))
        if face and not back:
            for eye in (-0.05, 0.55):
                self.oval(cx + facing * r * eye, cy + r * 0.02, r * 0.09, r * 0.13, INK)
            self.oval(cx + facing * r * 0.7, cy + r * 0.36, r * 0.2, r * 0.13, BLUSH)
            self.oval(cx - facing * r * 0.2, cy + r * 0.36, r * 0.2, r * 0.13, BLUSH)
            mouth = bow(
                (cx + facing * r * 0.05, cy + r * 0.42),
                (cx + facing * r * 0.3, cy + r * 0.68),
                (cx + facing * r * 0.52, cy + r * 0.4),
                8,
            )
            self.path(mouth, r * 0.1, (150, 60, 54))
        part("shoulder_f elbow_f hand_f", sleeve, light(coat, 0.12))
        self.oval(*joints["hand_f"], tall * 0.036, tall * 0.036, skin)
        return joints

    def save(self, name: str, dpi: int = 300, colours: int = COLOURS, larger: float = 1.0) -> None:
        small = self.reduced(larger).quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        FOLDER.mkdir(parents=True, exist_ok=True)
        small.save(FOLDER / f"{name}.png", optimize=True, dpi=(dpi, dpi))


def ring(x: float, y: float, across: float, down: float, steps: int = 28) -> list[Point]:
    return [
        (x + across * math.cos(6.2832 * step / steps), y + down * math.sin(6.2832 * step / steps))
        for step in range(steps)
    ]


STAND = {
    "hip": (0, 0.5),
    "neck": (0, 0.8),
    "head": (0.015, 0.905),
    "shoulder_f": (0.07, 0.78),
    "shoulder_b": (-0.07, 0.78),
    "elbow_f": (0.11, 0.63),
    "hand_f": (0.12, 0.48),
    "elbow_b": (-0.11, 0.63),
    "hand_b": (-0.11, 0.48),
    "knee_f": (0.05, 0.26),
    "foot_f": (0.06, 0.02),
    "knee_b": (-0.05, 0.26),
    "foot_b": (-0.06, 0.02),
}
POSES: dict[str, dict[str, Point]] = {
    "stand": {},
    "walk": {
        "knee_f": (0.12, 0.28),
        "foot_f": (0.17, 0.02),
        "knee_b": (-0.05, 0.26),
        "foot_b": (-0.19, 0.04),
        "elbow_f": (0.02, 0.62),
        "hand_f": (0.1, 0.52),
        "elbow_b": (-0.14, 0.64),
        "hand_b": (-0.13, 0.5),
    },
    "bend": {
        "hip": (-0.1, 0.5),
        "neck": (0.16, 0.62),
        "head": (0.27, 0.6),
        "shoulder_f": (0.16, 0.58),
        "shoulder_b": (0.12, 0.6),
        "elbow_f": (0.2, 0.4),
        "hand_f": (0.28, 0.16),
        "elbow_b": (0.12, 0.4),
        "hand_b": (0.2, 0.18),
        "knee_f": (0.02, 0.27),
        "foot_f": (0.0, 0.02),
        "knee_b": (-0.1, 0.26),
        "foot_b": (-0.14, 0.02),
    },
    "sit": {
        "hip": (0, 0.3),
        "neck": (0.03, 0.6),
        "head": (0.06, 0.705),
        "shoulder_f": (0.06, 0.58),
        "shoulder_b": (-0.03, 0.58),
        "elbow_f": (0.1, 0.42),
        "hand_f": (0.25, 0.4),
        "elbow_b": (0.04, 0.42),
        "hand_b": (0.22, 0.36),
        "knee_f": (0.22, 0.32),
        "foot_f": (0.22, 0.02),
        "knee_b": (0.18, 0.3),
        "foot_b": (0.15, 0.02),
    },
    "jump": {
        "knee_f": (0.12, 0.36),
        "foot_f": (0.02, 0.16),
        "knee_b": (-0.02, 0.34),
        "foot_b": (-0.12, 0.18),
        "elbow_f": (0.17, 0.84),
        "hand_f": (0.2, 1.0),
        "elbow_b": (-0.17, 0.84),
        "hand_b": (-0.2, 1.0),
    },
    "raise": {
        "elbow_f": (0.16, 0.84),
        "hand_f": (0.14, 1.02),
        "elbow_b": (-0.06, 0.64),
        "hand_b": (0.08, 0.6),
    },
    "reach": {
        "elbow_f": (0.16, 0.66),
        "hand_f": (0.31, 0.66),
        "elbow_b": (0.06, 0.64),
        "hand_b": (0.24, 0.6),
    },
    "carry": {
        "elbow_f": (0.15, 0.7),
        "hand_f": (0.1, 0.86),
        "knee_f": (0.11, 0.28),
        "foot_f": (0.15, 0.02),
        "knee_b": (-0.05, 0.26),
        "foot_b": (-0.17, 0.04),
    },
    "staff": {
        "elbow_f": (0.17, 0.66),
        "hand_f": (0.24, 0.68),
        "knee_f": (0.1, 0.3),
        "foot_f": (0.1, 0.08),
        "knee_b": (-0.04, 0.26),
        "foot_b": (-0.08, 0.02),
    },
}


def pose_of(name: str) -> dict[str, Point]:
    return STAND | POSES[name]


def birds(a: Art, places: Iterable[tuple[float, float, float]], colour: Colour) -> None:
    for x, y, size in places:
        a.path(bow((x - size, y - size * 0.2), (x - size * 0.5, y - size * 0.7), (x, y), 8), size * 0.16, colour)
        a.path(bow((x, y), (x + size * 0.5, y - size * 0.7), (x + size, y - size * 0.1), 8), size * 0.16, colour)


def clouds(a: Art, places: Iterable[tuple[float, float, float]], share: float = 0.5) -> None:
    for x, y, size in places:
        for dx, dy, r in ((-1.2, 0.05, 0.5), (-0.5, -0.15, 0.7), (0.3, -0.2, 0.8), (1.1, 0, 0.55), (0, 0.15, 1.3)):
            down = r * 0.42 if r < 1 else 0.26
            a.veil(ring(x + dx * size, y + dy * size, r * size, down * size), WHITE, share)


def bridge(name: str) -> None:
    a = Art(1600, 1067, 11)
    a.sky([(92, 148, 196), (150, 192, 216), (238, 220, 192)], 520)
    clouds(a, [(260, 130, 90), (1180, 90, 110), (820, 210, 70)], 0.42)
    for y, rise, wave, colour, low in (
        (380, 74, 900, (150, 176, 196), (190, 206, 212)),
        (440, 62, 700, (118, 154, 168), (170, 192, 192)),
        (500, 52, 560, (92, 134, 128), (146, 174, 156)),
    ):
        line = a.ridge(y, rise, wave)
        a.hill(line, colour, low)
        a.fade(y + 20, y + 120, (232, 228, 216), 0.0, 0.4)
    a.box(0, 600, 1600, 1067, (96, 138, 110))
    river = [
        *bow((610, 600), (900, 690), (560, 800)),
        *bow((560, 800), (330, 930), (360, 1067)),
        *bow((1330, 1067), (1240, 900), (1060, 800)),
        *bow((1060, 800), (980, 700), (780, 600)),
    ]
    a.shape([(x + (12 if x > 800 else -14), y + 4) for x, y in river], (196, 190, 160))
    a.shape(river, (86, 146, 164))
    for number in range(90):
        y = 620 + number * number * 0.053 + number * 0.2
        middle, half = 720 + (y - 620) * 0.22, 30 + (y - 600) * 0.62
        x = middle + a.dice.uniform(-half, half)
        length = 10 + (y - 600) * 0.14
        pixel = (130, 184, 194) if number % 3 else (64, 122, 146)
        a.path([(x, y), (x + length, y + 1)], 1.6 + (y - 600) / 160, pixel)
    a.shape(ring(640, 960, 150, 22), (222, 210, 176))
    a.shape(ring(612, 954, 96, 13), (236, 226, 196))
    left = [
        (0, 620),
        *bow((0, 620), (380, 620), (590, 640)),
        *bow((590, 690), (500, 820), (330, 960)),
        (300, 1067),
        (0, 1067),
    ]
    a.shape(left, (112, 142, 88))
    a.shape(
        [
            (1600, 640),
            *bow((1600, 640), (1100, 610), (860, 650)),
            *bow((1010, 770), (1180, 860), (1360, 1067)),
            (1600, 1067),
        ],
        (122, 148, 86),
    )
    leaves = ((196, 104, 52), (212, 150, 62), (104, 138, 74), (78, 118, 78), (176, 70, 50), (146, 154, 76))
    spots = []
    for _ in range(90):
        x = a.dice.choice((a.dice.uniform(-20, 520), a.dice.uniform(1060, 1620)))
        y = a.dice.uniform(640, 900)
        if (x < 600 and y < 1220 - x * 1.1 and x < 540 - (y - 640) * 0.5) or (x > 1000 and x > 880 + (y - 640) * 1.3):
            spots.append((y, x))
    for y, x in sorted(spots):
        a.tree(x, y, 34 + (y - 620) * 0.22, a.dice.choice(leaves))

    def deck(x: float) -> float:
        return 560 - (x - 300) * 0.055

    concrete, shade = (226, 224, 218), (160, 164, 170)
    for x, wide in ((40, 20), (230, 22), (1390, 17), (1540, 16)):
        a.box(x - wide, deck(x), x + wide, 760 if x < 800 else 700, shade)
        a.box(x - wide, deck(x), x + wide * 0.1, 760 if x < 800 else 700, concrete)
    for x, tall, foot in ((520, 330, 830), (1060, 270, 740)):
        y = deck(x)
        a.shape([(x - 60, foot), (x - 34, foot), (x - 4, y - tall), (x - 16, y - tall)], concrete)
        a.shape([(x + 60, foot), (x + 34, foot), (x + 4, y - tall), (x + 16, y - tall)], shade)
        a.box(x - 16, y - tall - 46, x + 16, y - tall + 90, concrete, 4)
        a.box(x + 4, y - tall - 46, x + 16, y - tall + 90, shade, 4)
        a.box(x - 44, y + 40, x + 44, y + 62, shade)
        a.oval(x, foot + 4, 86, 16, (136, 140, 142))
        for step in range(1, 12):
            for side in (-1, 1):
                end = x + side * step * (23.5 if x < 800 else 22.5)
                a.path([(x, y - tall - 30 + step * 9), (end, deck(end))], 1.7, (246, 246, 242))
    a.shape([(-10, deck(-10)), (1610, deck(1610)), (1610, deck(1610) + 22), (-10, deck(-10) + 32)], shade)
    a.shape([(-10, deck(-10) - 4), (1610, deck(1610) - 3), (1610, deck(1610) + 10), (-10, deck(-10) + 14)], concrete)
    a.path([(-10, deck(-10) - 22), (1610, deck(1610) - 17)], 2.4, (190, 70, 56))
    for x in range(0, 1610, 20):
        a.path([(x, deck(x) - 20), (x, deck(x) - 2)], 1.6, (210, 210, 206))
    cars = (
        (150, RED, 1),
        (330, (238, 238, 232), 2),
        (455, (60, 104, 150), 1),
        (640, GOLD, 2),
        (800, WHITE, 1),
        (905, (86, 132, 92), 1),
        (1180, (196, 74, 58), 1),
        (1330, (90, 120, 160), 2),
        (1480, WHITE, 1),
    )
    for x, colour, size in cars:
        y, long = deck(x) - 5, 44 * size
        if size == 2:
            a.box(x, y - 38, x + long, y - 5, colour, 5)
            for pane in range(5):
                a.box(x + 6 + pane * 16, y - 33, x + 18 + pane * 16, y - 20, (92, 124, 146))
        else:
            a.box(x, y - 17, x + long, y - 4, colour, 5)
            a.shape([(x + 8, y - 16), (x + 15, y - 28), (x + 31, y - 28), (x + 38, y - 16)], dark(colour, 0.15))
            a.shape([(x + 12, y - 16), (x + 17, y - 25), (x + 29, y - 25), (x + 33, y - 16)], (120, 154, 172))
        for wheel in (x + 9, x + long - 9):
            a.oval(wheel, y - 4, 6, 6, INK)
    a.fade(560, 700, (240, 226, 200), 0.0, 0.1)
    near = a.ridge(1000, 26, 620)
    a.hill(lambda x: near(x) + 60 - 0.1 * abs(x - 800), (70, 100, 62), (46, 72, 52))
    for x in range(10, 1600, 26):
        a.grass(
            x + a.dice.uniform(-9, 9),
            near(x) + 70 - 0.1 * abs(x - 800),
            42,
            a.dice.choice(((120, 140, 70), (164, 150, 82), (84, 116, 66))),
            5,
        )
    a.tree(90, 1050, 250, (196, 92, 50))
    a.tree(1510, 1060, 270, (206, 140, 58))
    for x, tall, coat, kind, pose in (
        (1180, 150, COATS[0], "scarf", "raise"),
        (1240, 96, COATS[3], "hair", "stand"),
        (1300, 158, COATS[1], "cap", "reach"),
        (330, 150, COATS[4], "grey bun", "stand"),
    ):
        a.person(x, 1010, tall, coat, pose, facing=-1 if x > 800 else 1, head=kind, back=False, child=tall < 100)
    birds(a, [(700, 150, 22), (760, 178, 16), (640, 196, 14)], (70, 90, 110))
    a.save(name)


def terraces(name: str) -> None:
    a = Art(1600, 1067, 23)
    a.sky([(158, 196, 214), (214, 222, 212), (246, 228, 194)], 330)
    a.glow(1260, 150, 190, (255, 246, 214), 0.8)
    for y, rise, wave, colour in ((230, 60, 800, (164, 186, 190)), (290, 54, 620, (132, 164, 158))):
        a.hill(a.ridge(y, rise, wave), colour, (206, 214, 200))
    a.fade(250, 360, (248, 240, 220), 0.1, 0.5)
    a.hill(a.ridge(340, 22, 700), (112, 144, 102), (126, 152, 96))
    fields = ((214, 184, 108), (112, 156, 78), (190, 160, 92), (132, 170, 88), (168, 196, 196), (98, 142, 74))
    y, number = 366.0, 0
    lines = []
    while y < 1160:
        gap = 16 + (y - 350) * 0.105
        turn, far = a.dice.uniform(0, 6.3), 1 + (y - 350) / 420

        def edge(x: float, y: float = y, turn: float = turn, far: float = far) -> float:
            swing = 26 * math.sin(x / (310 * far) + turn * 0.3 + y / 190) + 9 * math.sin(x / (120 * far) + turn)
            return y + (swing - 0.00013 * (x - 820) ** 2 + 30) * far * 0.8

        lines.append((edge, gap, fields[(number * 5 + number // 3) % len(fields)], far))
        y += gap
        number += 1
    for number, (edge, gap, colour, far) in enumerate(lines):
        a.hill(edge, dark(colour, 0.05))
        points = [(x, edge(x)) for x in range(-10, 1620, 8)]
        bank = max(3.0, gap * 0.3)
        a.shape(
            [*points, *[(x, py + bank) for x, py in reversed(points)]], (112, 92, 60) if number % 2 else (98, 96, 58)
        )
        a.path(points, max(1.5, far * 1.3), (150, 160, 86))
        a.path([(x, py + bank) for x, py in points], max(1.4, far), (72, 66, 46))
        water = colour == (168, 196, 196)
        step = 13 * far
        rows = max(1, int(gap / (8 * far)))
        for row in range(rows):
            x = -10 + (row % 2) * step / 2
            while x < 1610:
                ry = edge(x) + bank + (row + 0.6) * (gap - bank) / rows + 2
                if water:
                    if a.dice.random() < 0.4:
                        a.path([(x, ry), (x + 16 * far, ry)], 1.2 * far, (212, 226, 222))
                elif colour[1] > colour[0]:
                    for lean in (-1, 0, 1):
                        a.path(
                            [(x, ry), (x + lean * 3.4 * far, ry - (5 - abs(lean)) * far)],
                            1.5 * far,
                            (64, 118, 58) if lean else (150, 190, 96),
                        )
                elif a.dice.random() < 0.8:
                    a.path([(x, ry), (x + a.dice.uniform(-2, 2) * far, ry - 4 * far)], 1.1 * far, (238, 214, 146))
                x += step
        if number == 5:
            for x, size in ((1010, 74), (1130, 86), (1270, 70), (930, 56), (1385, 62)):
                a.house(x, edge(x) + 4, size)
                a.tree(x - 20, edge(x) + 6, size * 0.6, (92, 126, 72))
            a.fade(430, 500, (250, 244, 228), 0.02, 0.2)
        if number == 3:
            for x in (90, 140, 230, 260, 350):
                a.tree(x, edge(x) + 4, 44, (86, 122, 82))
    people = (
        (330, 690, 120, COATS[0], "bend", 1),
        (470, 700, 124, COATS[1], "bend", 1),
        (1010, 650, 104, COATS[4], "bend", -1),
        (1120, 655, 106, COATS[3], "walk", -1),
        (790, 800, 158, COATS[5], "bend", -1),
        (250, 930, 206, COATS[3], "bend", 1),
        (560, 950, 216, COATS[6], "bend", 1),
        (1250, 930, 220, COATS[1], "carry", -1),
        (1420, 760, 140, COATS[2], "bend", -1),
    )
    for x, foot, tall, coat, pose, facing in people:
        at = a.person(x, foot, tall, coat, pose, facing=facing, head="hat")
        hand = at["hand_f"]
        if pose == "bend":
            for lean in (-1, 0, 1):
                a.path([hand, (hand[0] + lean * tall * 0.04, hand[1] - tall * 0.09)], tall * 0.016, (88, 150, 70))
        if pose == "carry":
            y = at["shoulder_f"][1] - tall * 0.02
            a.path(bow((x - tall * 0.62, y + 16), (x, y - 22), (x + tall * 0.62, y + 16)), tall * 0.03, WOOD_LIGHT)
            for side in (-1, 1):
                bx, by = x + side * tall * 0.6, foot - tall * 0.3
                a.path([(bx, y + 14), (bx - 24, by)], 2, WOOD_DARK)
                a.path([(bx, y + 14), (bx + 24, by)], 2, WOOD_DARK)
                basket(a, bx, by + 16, 62, (104, 160, 76))
    basket(a, 420, 990, 110, (98, 156, 72))
    basket(a, 950, 842, 78, (110, 164, 80))
    basket(a, 700, 720, 60, (104, 156, 76))
    for x in range(-10, 1620, 18):
        a.grass(x, 1075, a.dice.uniform(34, 80), a.dice.choice(((92, 112, 58), (150, 148, 78), (70, 94, 56))), 4)
    birds(a, [(420, 140, 18), (468, 158, 13), (388, 176, 12)], (92, 104, 110))
    a.save(name)


def basket(a: Art, x: float, y: float, wide: float, fill: Colour | None) -> None:
    """A woven basket with its rim at y − wide / 2."""
    half, top = wide / 2, y - wide * 0.5
    a.veil(ring(x, y, half * 1.1, half * 0.26), INK, 0.3)
    a.shape([(x - half, top), (x + half, top), (x + half * 0.78, y), (x - half * 0.78, y)], STRAW_DARK)
    a.oval(x, y, half * 0.78, half * 0.18, STRAW_DARK)
    for row in range(4):
        ry = top + (y - top) * (row + 0.6) / 4.4
        w = half * (1 - 0.22 * (ry - top) / (y - top))
        for part in range(7):
            px = x - w + 2 * w * (part + (row % 2) * 0.5) / 7
            if px + w / 7 < x + w:
                a.box(px, ry - wide * 0.035, px + w / 4.6, ry + wide * 0.035, STRAW)
    a.oval(x, top, half, half * 0.24, dark(STRAW_DARK))
    if fill is not None:
        for number in range(22):
            turn, far = number * 2.4, math.sqrt(number / 22)
            a.oval(
                x + half * 0.84 * far * math.cos(turn),
                top - wide * 0.05 + half * 0.17 * far * math.sin(turn) - (1 - far) * wide * 0.1,
                wide * 0.09,
                wide * 0.08,
                mix(dark(fill, 0.2), light(fill, 0.25), (number * 7 % 10) / 9),
            )
    a.path(bow((x - half, top), (x, top + half * 0.46), (x + half, top), 14), wide * 0.05, STRAW)


def reservoir(name: str) -> None:
    a = Art(1600, 1067, 31)
    a.sky([(104, 156, 200), (176, 206, 220), (240, 228, 206)], 420)
    clouds(a, [(300, 110, 120), (1020, 80, 90), (1390, 170, 100)], 0.45)
    lines = []
    for y, rise, wave, colour, low in (
        (300, 84, 860, (150, 178, 200), (184, 204, 212)),
        (370, 66, 640, (106, 146, 156), (150, 180, 176)),
        (430, 50, 520, (78, 120, 98), (110, 146, 110)),
    ):
        line = a.ridge(y, rise, wave)
        a.hill(line, colour, low, 520)
        a.woods(line, dark(colour, 0.04), 9 if y > 400 else 5, 11 if y > 400 else 9)
        lines.append((line, colour))
        a.fade(y + 30, 520, (236, 232, 220), 0.0, 0.3)
    a.sky([(150, 186, 196), (96, 150, 172), (58, 112, 142)], 1067, 512)
    for line, colour in reversed(lines):
        points = [(x, 512 + (512 - line(x)) * 0.62) for x in range(-10, 1620, 8)]
        a.veil([(-10, 512), *points, (1610, 512)], dark(colour, 0.1), 0.34)
    a.path([(0, 512), (1600, 512)], 4, (226, 222, 196))
    for number in range(150):
        y = 520 + number * 2.4
        x = a.dice.uniform(0, 1600)
        long = a.dice.uniform(20, 60) * (0.5 + number / 120)
        a.path([(x, y), (x + long, y)], 1.2 + number / 70, (186, 212, 216) if number % 3 else (66, 116, 142))
    island = a.ridge(0, 5, 90)
    mound = [(x, 556 - 84 * math.sin((x - 930) / 410 * 3.14) + island(x)) for x in range(930, 1341, 6)]
    a.veil([(x, 1116 - y) for x, y in mound], (40, 70, 66), 0.4)
    a.shape([*mound, (1340, 560), (930, 560)], (92, 124, 78))
    a.path([(930, 560), (1340, 560)], 5, (226, 222, 196))
    for x in range(960, 1320, 26):
        a.tree(
            x,
            556 - 70 * math.sin((x - 930) / 410 * 3.14),
            a.dice.uniform(40, 62),
            a.dice.choice(((196, 118, 58), (96, 132, 74), (206, 156, 70), (82, 116, 76))),
        )
    for x, y, size in ((430, 640, 1.0), (700, 590, 0.6)):
        a.veil(ring(x, y + 14 * size, 92 * size, 9 * size), INK, 0.3)
        a.shape(
            [
                (x - 92 * size, y - 16 * size),
                *bow((x - 84 * size, y + 14 * size), (x, y + 26 * size), (x + 84 * size, y + 14 * size)),
                (x + 96 * size, y - 18 * size),
                *bow((x + 80 * size, y), (x, y + 6 * size), (x - 80 * size, y)),
            ],
            WOOD_DARK,
        )
        a.path(
            bow((x - 84 * size, y - 4 * size), (x, y + 14 * size), (x + 84 * size, y - 4 * size)), 5 * size, WOOD_LIGHT
        )
        at = a.person(x + 40 * size, y + 4 * size, 104 * size, COATS[1], "reach", facing=-1, head="hat")
        a.path(
            [(at["hand_f"][0] + 10, at["hand_f"][1] - 60 * size), (at["hand_f"][0] - 46 * size, y + 60 * size)],
            4 * size,
            WOOD_LIGHT,
        )
        a.person(x - 40 * size, y + 4 * size, 96 * size, COATS[0], "sit", facing=1, head="hat")

    def top(x: float) -> float:
        return 730 + 0.00019 * (x - 560) ** 2

    wall = [(x, top(x)) for x in range(-10, 1620, 8)]
    a.shape([*wall, (1610, 1067), (-10, 1067)], (188, 186, 178))
    for row in range(12):
        shade = mix((204, 200, 190), (128, 132, 134), row / 11)
        a.shape([*[(x, y + 52 + row * row * 2.3 + row * 4) for x, y in wall], (1610, 1067), (-10, 1067)], shade)
    for part in range(22):
        x = -60 + part * 80
        a.path([(x, top(x) + 54), (560 + (x - 560) * 1.35, 1080)], 2, (150, 150, 148))
    for _ in range(26):
        x = a.dice.uniform(0, 1600)
        streak = bow((x, top(x) + 60), (x + 12, 900), (x + 6, a.dice.uniform(860, 1060)))
        a.veil([*streak, (x - 5, top(x) + 60)], (96, 104, 104), 0.35)
    a.shape([*wall, *[(x, y + 46) for x, y in reversed(wall)]], (214, 208, 192))
    a.shape([*[(x, y + 38) for x, y in wall], *[(x, y + 56) for x, y in reversed(wall)]], (160, 158, 152))
    a.path([(x, y - 40) for x, y in wall], 4, (238, 236, 228))
    a.path([(x, y - 20) for x, y in wall], 3, (222, 220, 212))
    for x in range(0, 1610, 40):
        a.path([(x, top(x) - 42), (x, top(x))], 5, (238, 236, 228))
    for x in (1150, 1330):
        y = top(x)
        a.box(x - 60, y - 180, x + 60, y + 10, WALL, 3)
        a.box(x + 12, y - 180, x + 60, y + 10, WALL_SHADE, 3)
        a.shape([(x - 84, y - 178), (x, y - 236), (x + 84, y - 178)], (176, 82, 60))
        a.shape([(x, y - 236), (x + 84, y - 178), (x + 12, y - 178)], (132, 58, 48))
        for wx in (x - 42, x + 2):
            a.box(wx, y - 146, wx + 32, y - 96, (84, 122, 148), 2)
    for gate in range(3):
        x = 1130 + gate * 96
        a.shape([(x, 880), (x + 60, 884), (x + 66, 1067), (x - 2, 1067)], (112, 116, 122))
        a.veil([(x + 10, 960), (x + 50, 960), (x + 80, 1067), (x - 10, 1067)], WHITE, 0.8)
    for x, tall, coat, pose, facing in (
        (300, 150, (214, 130, 54), "walk", 1),
        (380, 152, (58, 88, 130), "reach", 1),
        (760, 148, (214, 130, 54), "stand", -1),
        (850, 152, (60, 96, 128), "walk", -1),
    ):
        a.person(x, top(x) + 34, tall, coat, pose, facing=facing, head="cap")
    birds(a, [(560, 330, 26), (640, 300, 20), (690, 350, 17), (500, 390, 15), (770, 330, 14)], WHITE)
    birds(a, [(240, 560, 20), (300, 586, 16)], (246, 246, 244))
    a.save(name)


def forest(name: str) -> None:
    a = Art(1067, 1600, 43)
    a.sky([(250, 236, 186), (226, 214, 148), (150, 162, 98)], 1000)
    a.box(0, 990, 1067, 1600, (132, 134, 80))
    for depth in range(5):
        t = depth / 4
        bark = mix((186, 178, 132), (58, 46, 40), t)
        ground = a.ridge(880 + depth * 90, 18, 500)
        a.hill(ground, mix((184, 178, 112), (104, 88, 54), t), mix((150, 150, 90), (80, 72, 48), t))
        count = (17, 12, 9, 6, 0)[depth]
        for number in range(count):
            x = (number + a.dice.uniform(0.15, 0.85)) * 1067 / count
            if depth > 1 and abs(x - 540) < 120 + 40 * depth:
                continue
            wide = 9 + depth * 13
            lean = a.dice.uniform(-22, 22)
            foot = ground(x) + 20
            a.shape(
                [
                    (x - wide, foot + 14),
                    (x - wide * 0.6, foot - 90),
                    (x - wide * 0.45 + lean, -20),
                    (x + wide * 0.45 + lean, -20),
                    (x + wide * 0.6, foot - 90),
                    (x + wide, foot + 14),
                ],
                bark,
            )
            a.shape(
                [
                    (x - wide, foot + 14),
                    (x - wide * 0.6, foot - 90),
                    (x - wide * 0.45 + lean, -20),
                    (x - wide * 0.1 + lean, -20),
                    (x - wide * 0.2, foot - 90),
                    (x - wide * 0.3, foot + 14),
                ],
                light(bark, 0.2),
            )
            for _ in range(depth * 5):
                y = a.dice.uniform(100, foot - 60)
                a.path(
                    [(x + a.dice.uniform(-0.3, 0.4) * wide, y), (x + a.dice.uniform(-0.3, 0.4) * wide, y + 26)],
                    2.4,
                    dark(bark, 0.3),
                )
        leaves = ((222, 156, 66), (202, 104, 52), (150, 156, 74), (108, 132, 72), (232, 184, 86))
        for _ in range(150 - depth * 14):
            x, y = a.dice.uniform(-20, 1090), abs(a.dice.gauss(0, 150 + 30 * (4 - depth)))
            r = a.dice.uniform(10, 26) * (0.7 + depth * 0.22)
            a.oval(x, y, r, r * 0.72, mix(mix(a.dice.choice(leaves), (246, 230, 170), 0.5 * (1 - t)), INK, 0.1 * t))
        if depth == 2:
            for x in (60, 330, 620, 900):
                a.veil([(x + 260, -10), (x + 350, -10), (x + 30, 1250), (x - 150, 1250)], (255, 244, 190), 0.2)
    for step in range(15):
        y = 1010 + step * step * 2.3 + step * 11
        half = 60 + step * 22
        x = 560 - 34 * math.sin(step / 2.6) + step * 3
        tall = 13 + step * 2.7
        a.shape([(x - half, y), (x + half, y - 3), (x + half + 8, y + tall), (x - half - 6, y + tall)], (176, 166, 138))
        a.shape(
            [
                (x - half - 4, y + tall * 0.62),
                (x + half + 6, y + tall * 0.58),
                (x + half + 8, y + tall),
                (x - half - 6, y + tall),
            ],
            (112, 104, 88),
        )
        for _ in range(4):
            px = x + a.dice.uniform(-half, half)
            a.oval(px, y + tall * 0.3, 5 + step, 2 + step * 0.4, (128, 142, 82))
        for _ in range(5):
            px, py = x + a.dice.uniform(-half - 90, half + 90), y + a.dice.uniform(0, tall)
            a.oval(
                px, py, 5 + step * 0.7, 2.6 + step * 0.35, a.dice.choice(((206, 96, 48), (226, 164, 70), (170, 70, 42)))
            )
    at = a.person(560, 1290, 400, (70, 96, 74), "staff", facing=1, legs=(62, 66, 62), head="cap", back=True)
    hand = at["hand_f"]
    a.path([(hand[0] - 6, hand[1] - 150), (hand[0] + 20, 1310)], 9, (214, 184, 106))
    for part in range(5):
        a.path(
            [(hand[0] - 8 + part * 5, hand[1] - 110 + part * 76), (hand[0] + 4 + part * 5, hand[1] - 112 + part * 76)],
            4,
            (150, 118, 60),
        )
    a.oval(*hand, 14, 14, SKIN)
    shoulder, hip = at["shoulder_f"], at["hip"]
    a.path([shoulder, (hip[0] - 50, hip[1] - 10)], 10, (120, 88, 52))
    a.box(hip[0] - 92, hip[1] - 30, hip[0] - 12, hip[1] + 56, (150, 112, 66), 10)
    a.box(hip[0] - 92, hip[1] - 30, hip[0] - 12, hip[1] + 2, (120, 88, 52), 8)
    cx, cy = at["head"]
    a.box(cx - 36, cy - 30, cx + 36, cy - 4, (62, 84, 66), 12)
    a.shape(bow((cx - 36, cy - 16), (cx, cy - 74), (cx + 36, cy - 16)), (70, 96, 74))
    for x in (30, 150, 940, 1040, 260, 860):
        for turn in range(-4, 5):
            bend = (x + turn * 26, 1480 - 60 + abs(turn) * 6)
            end = (x + turn * 48, 1560 - 60 + abs(turn) * 24)
            a.path(bow((x, 1600), bend, end, 12), 7, (72, 98, 58) if turn % 2 else (104, 132, 70))
            for part in bow((x, 1600), bend, end, 12)[3:]:
                a.path([(part[0] - 13, part[1] + 8), part, (part[0] + 13, part[1] + 8)], 3, (92, 122, 66))
    a.fade(0, 500, (255, 240, 190), 0.16, 0)
    a.save(name)


def dragon(a: Art, x: float, y: float, size: float) -> None:
    """The head of a dragon of lanterns, which looks to the right; (x, y) is behind its eye."""

    def at(*places: Point) -> list[Point]:
        return [(x + px * size, y + py * size) for px, py in places]

    a.glow(x + 20 * size, y, 150 * size, (255, 170, 70), 0.5)
    for turn in range(7):
        up = -64 + turn * 20
        a.shape(
            at((-20, up + 6), (-96 - turn % 2 * 26, up - 24 + turn * 4), (-16, up + 30)),
            ((250, 150, 60), (214, 66, 40))[turn % 2],
        )
    for back in (0, 26):
        horn = bow(*at((-14 + back, -44), (-40 + back, -92), (-96 + back, -104)), 12)
        a.path(horn, 9 * size, (255, 220, 130))
        a.path(at((-46 + back, -84), (-48 + back, -120)), 6 * size, (255, 220, 130))
    a.shape(
        [
            *bow(*at((-44, 30), (-60, -40), (0, -58)), 12),
            *bow(*at((0, -58), (34, -66), (52, -30)), 10),
            *at((96, -34)),
            *bow(*at((96, -34), (124, -30), (120, -6)), 8),
            *at((84, 4), (40, 10), (20, 26)),
        ],
        (226, 74, 42),
    )
    a.shape(
        [
            *at((-40, 26), (20, 22), (60, 30), (100, 24), (106, 36)),
            *bow(*at((106, 36), (60, 66), (0, 58)), 10),
            *at((-30, 48)),
        ],
        (196, 52, 38),
    )
    a.shape(at((30, 12), (84, 6), (110, 0), (98, 26), (62, 30), (24, 24)), (96, 20, 26))
    for tooth in range(5):
        a.shape(at((44 + tooth * 13, 9 - tooth), (54 + tooth * 13, 7 - tooth), (50 + tooth * 13, 19)), WHITE)
    a.shape(at((40, 22), (70, 18), (96, 26), (64, 28)), (240, 110, 80))
    for row in range(3):
        for part in range(3 - row // 2):
            a.path(
                bow(
                    *at(
                        (-34 + part * 20, 2 + row * 15),
                        (-24 + part * 20, 14 + row * 15),
                        (-16 + part * 20, 2 + row * 15),
                    ),
                    8,
                ),
                3 * size,
                (255, 190, 92),
            )
    a.path(bow(*at((-2, -34), (22, -56), (48, -34)), 10), 8 * size, (255, 214, 110))
    a.oval(x + 24 * size, y - 24 * size, 15 * size, 15 * size, WHITE)
    a.oval(x + 29 * size, y - 23 * size, 7.5 * size, 7.5 * size, INK)
    a.oval(x + 106 * size, y - 22 * size, 6 * size, 5 * size, (110, 24, 28))
    for turn in range(2):
        a.path(
            bow(*at((108, -10 + turn * 8), (168, -40 + turn * 50), (176, 26 + turn * 46)), 14),
            4 * size,
            (255, 220, 130),
        )
    for turn in range(5):
        a.path(
            bow(*at((16 + turn * 18, 54), (10 + turn * 18, 84), (26 + turn * 20, 104 - turn % 2 * 14)), 8),
            4 * size,
            (255, 196, 96),
        )


def lanterns(name: str) -> None:
    a = Art(1600, 1067, 57)
    a.sky([(20, 26, 60), (36, 44, 88), (86, 72, 104)], 560)
    for _ in range(90):
        a.oval(a.dice.uniform(0, 1600), a.dice.uniform(0, 330), 1.4, 1.4, (188, 190, 214))
    a.glow(1290, 150, 150, (250, 236, 190), 0.55)
    a.oval(1290, 150, 46, 46, (252, 242, 206))
    for y, rise, wave, colour in ((380, 70, 760, (40, 46, 84)), (440, 54, 560, (30, 36, 66))):
        a.hill(a.ridge(y, rise, wave), colour, dark(colour, 0.2), 620)
    for side in (-1, 1):
        for number in range(6):
            size = 128 + number * 10
            x = 500 - number * 150 if side < 0 else 960 + number * 150
            foot = 610 + number * 6
            a.house(x, foot, size, (30, 32, 48), (108, 84, 88))
            a.box(x + size * 0.14, foot - size * 0.28, x + size * 0.27, foot - size * 0.14, (255, 214, 120))
            a.box(x + size * 0.74, foot - size * 0.28, x + size * 0.87, foot - size * 0.14, (255, 206, 108))
            a.box(x + size * 0.42, foot - size * 0.28, x + size * 0.58, foot, (226, 150, 76))
            for part in range(3):
                lx, ly = x + size * (0.05 + part * 0.42), foot - size * 0.34
                a.glow(lx, ly, 44, (255, 120, 60), 0.4)
                a.oval(lx, ly, 12, 14, (232, 70, 46))
                a.oval(lx - 2, ly, 5, 11, (255, 158, 90))
                a.box(lx - 6, ly - 17, lx + 6, ly - 13, GOLD)
                a.box(lx - 6, ly + 13, lx + 6, ly + 17, GOLD)
    a.sky([(54, 50, 86), (30, 36, 72), (16, 22, 50)], 1067, 640)
    a.box(0, 606, 470, 650, (58, 50, 62))
    a.box(1150, 606, 1600, 650, (58, 50, 62))

    def arch(x: float) -> float:
        return 640 - 132 * math.exp(-(((x - 800) / 310) ** 2)) - 10

    stone = (104, 92, 98)
    a.shape([*[(x, arch(x)) for x in range(280, 1330, 8)], (1330, 760), (280, 760)], stone)
    for _ in range(150):
        x = a.dice.uniform(300, 1310)
        y = a.dice.uniform(arch(x) + 14, 750)
        a.box(x, y, x + 34, y + 12, mix(stone, (54, 46, 64), a.dice.random() * 0.6), 2)
    for x, r in ((800, 118), (560, 84), (1040, 84)):
        a.oval(x, 764, r + 14, (r + 14) * 1.02, (136, 120, 116))
        a.oval(x, 764, r, r * 1.02, (30, 34, 66))
    a.sky([(44, 44, 82), (26, 32, 66), (14, 20, 46)], 1067, 752)
    for x, r in ((800, 118), (560, 84), (1040, 84)):
        a.veil(ring(x, 764, r, r * 0.8), (20, 24, 54), 0.5)
    for _ in range(330):
        x, y = a.dice.gauss(800, 380), 762 + abs(a.dice.gauss(0, 110))
        long = a.dice.uniform(12, 60)
        pixel = a.dice.choice(((232, 130, 62), (250, 186, 92), (196, 82, 56), (110, 84, 110), (84, 80, 122)))
        a.path([(x, y), (x + long, y)], a.dice.uniform(1.5, 4), mix(pixel, (22, 28, 58), min(0.75, (y - 750) / 400)))
    a.path([(x, arch(x) - 2) for x in range(280, 1330, 8)], 12, (150, 132, 124))
    body = [(x, arch(x) - 70 - 10 * math.sin(x / 40)) for x in range(150, 1380, 44)]
    for x, y in body:
        foot = max(arch(x), y + 60) if 280 < x < 1330 else 612
        a.person(x, foot, 78, a.dice.choice(((170, 50, 44), (190, 130, 50), (66, 60, 84))), "raise", head="cap")
    for x, y in body:
        a.glow(x, y - 14, 60, (255, 160, 70), 0.42)
    a.path(body, 10, (150, 70, 40))
    for number, (x, y) in enumerate(body):
        for side in (-11, 11):
            a.box(x + side - 9, y - 34, x + side + 9, y - 4, (255, 196, 92) if number % 2 else (250, 132, 66), 7)
            a.box(x + side - 4, y - 30, x + side + 3, y - 8, (255, 236, 170), 4)
    dragon(a, 1392, body[-1][1] - 34, 1.25)
    for number in range(44):
        x = number * 38 + a.dice.uniform(-14, 14)
        y = 1010 + 40 * math.sin(number * 1.7) + abs(x - 800) * -0.05
        colour = mix((24, 24, 48), (62, 44, 62), a.dice.random())
        r = 30
        a.oval(x, y, r, r * 1.1, colour)
        a.shape(
            [*bow((x - 58, 1110), (x - 54, y + 28), (x, y + 26)), *bow((x, y + 26), (x + 54, y + 28), (x + 58, 1110))],
            dark(colour, 0.15),
        )
        a.path(bow((x - r * 0.7, y - r * 0.8), (x, y - r * 1.5), (x + r * 0.7, y - r * 0.8), 10), 3, (196, 116, 74))
        if number % 9 == 4:
            a.glow(x + 46, y - 60, 70, (255, 170, 80), 0.5)
            fish = [
                *bow((x + 14, y - 60), (x + 44, y - 96), (x + 76, y - 60)),
                (x + 100, y - 82),
                (x + 100, y - 40),
                *bow((x + 76, y - 60), (x + 44, y - 26), (x + 14, y - 60)),
            ]
            a.shape(fish, (244, 124, 66))
            a.shape(ring(x + 44, y - 60, 20, 10), (255, 214, 130))
            a.oval(x + 26, y - 64, 4, 4, INK)
            a.path([(x + 48, y - 44), (x + 40, y + 40)], 4, WOOD)
    a.save(name)


def produce(a: Art, x: float, y: float, wide: float, kind: str) -> None:
    """A crate with a heap in it; (x, y) is its lower left corner."""
    deep = wide * 0.3
    a.box(x, y - deep, x + wide, y, WOOD)
    a.path([(x, y - deep * 0.5), (x + wide, y - deep * 0.5)], 3, WOOD_DARK)
    looks: dict[str, tuple[Colour, float, float]] = {
        "orange": ((236, 140, 44), 0.075, 0.075),
        "cabbage": ((168, 200, 112), 0.13, 0.11),
        "pepper": ((196, 44, 40), 0.1, 0.035),
        "pumpkin": ((222, 132, 52), 0.15, 0.11),
        "radish": ((240, 236, 226), 0.14, 0.05),
        "greens": ((74, 132, 66), 0.1, 0.08),
        "shoot": ((176, 130, 74), 0.12, 0.05),
        "mushroom": ((150, 108, 76), 0.085, 0.06),
    }
    colour, across, down = looks[kind]
    for row in range(3):
        count = round(0.86 / across / 1.5) - row
        for number in range(count):
            px = x + wide * (0.5 + (number - (count - 1) / 2) * across * 1.55) + a.dice.uniform(-2, 2)
            py = y - deep - row * down * wide * 1.15
            shade = mix(dark(colour, 0.16), light(colour, 0.2), a.dice.random())
            a.oval(px, py + 2, across * wide, down * wide, dark(colour, 0.35))
            a.oval(px, py, across * wide * 0.94, down * wide * 0.94, shade)
            a.oval(
                px - across * wide * 0.3,
                py - down * wide * 0.3,
                across * wide * 0.25,
                down * wide * 0.25,
                light(shade, 0.45),
            )
            if kind == "pumpkin":
                for rib in (-0.5, 0, 0.5):
                    a.oval(px + rib * across * wide, py, across * wide * 0.1, down * wide * 0.9, dark(shade, 0.12))
                a.path([(px, py - down * wide), (px + 4, py - down * wide - 8)], 4, (96, 110, 58))


def market_stalls(name: str) -> None:
    a = Art(1600, 1067, 61)
    a.sky([(142, 186, 212), (206, 218, 216), (240, 228, 206)], 460)
    a.hill(a.ridge(330, 46, 620), (142, 168, 168), (190, 204, 194))
    a.box(0, 470, 1600, 1067, (176, 164, 148))
    a.shape([(700, 470), (880, 470), (1500, 1067), (120, 1067)], (196, 184, 166))
    for row in range(15):
        y = 480 + row * row * 2.65
        a.path([(0, y), (1600, y)], 1 + row * 0.16, (160, 148, 134))
        for part in range(-9, 10):
            x = 790 + part * (22 + row * 9.4) + (row % 2) * (11 + row * 4.7)
            a.path([(x, y), (x + part * 2.2, y + 5.3 * row + 3)], 1 + row * 0.13, (160, 148, 134))
    for side in (-1, 1):
        for number in range(5, -1, -1):
            near = 790 + side * (110 + (5 - number) * 30 + (5 - number) ** 2 * 26)
            far = (
                790 + side * (110 + (4 - number) * 30 + max(0, 4 - number) ** 2 * 26) if number < 5 else 790 + side * 86
            )
            t = (5 - number) / 5
            top, foot = 330 - 270 * t, 490 + 130 * t
            top2, foot2 = 330 - 270 * max(0, t - 0.2), 490 + 130 * max(0, t - 0.2)
            wall = mix((222, 210, 192), (206, 176, 140), (number * 3 % 5) / 4)
            a.shape([(far, foot2), (far, top2), (near, top), (near, foot)], wall if side < 0 else dark(wall, 0.22))
            a.shape(
                [
                    (far, top2 + 8),
                    (far - side * 16, top2 - 30),
                    (near - side * 30, top - 44),
                    (near + side * 4, top + 12),
                ],
                TILE,
            )
            mid_n, mid_f = top + (foot - top) * 0.5, top2 + (foot2 - top2) * 0.5
            a.shape(
                [(far, mid_f), (far - side * 12, mid_f + 10), (near - side * 26, mid_n + 18), (near, mid_n)], TILE_LIGHT
            )
            for part in (0.2, 0.6):
                x1, x2 = far + (near - far) * part, far + (near - far) * (part + 0.25)
                y1, y2 = top2 + (top - top2) * part, top2 + (top - top2) * (part + 0.25)
                h = (foot - top) * 0.2
                a.shape([(x1, y1 + h * 0.8), (x2, y2 + h * 0.8), (x2, y2 + h * 2), (x1, y1 + h * 2)], WOOD_DARK)
                a.shape(
                    [(x1 + 2, y1 + h), (x2 - 2, y2 + h), (x2 - 2, y2 + h * 1.8), (x1 + 2, y1 + h * 1.8)],
                    (206, 184, 140),
                )
            lx = (near + far) / 2 - side * 20
            a.oval(lx, mid_n + 40, 6 + 14 * t, 7 + 16 * t, RED)
            a.oval(lx - 2, mid_n + 40, 2 + 5 * t, 6 + 13 * t, (230, 96, 70))
    crowd = []
    for number in range(46):
        t = number / 45
        foot = 500 + 330 * t * t
        half = 84 + 260 * t * t
        crowd.append((foot, 790 + a.dice.uniform(-half, half), 56 + 190 * t * t * 0.9))
    for foot, x, tall in sorted(crowd):
        pose = a.dice.choice(("walk", "walk", "stand", "reach", "carry"))
        who = a.dice.choice(("hair", "bun", "hat", "scarf", "cap", "grey", "tail"))
        a.person(x, foot, tall, a.dice.choice(COATS), pose, facing=a.dice.choice((-1, 1)), head=who)
        if pose == "carry" or a.dice.random() < 0.25:
            a.box(x - tall * 0.16, foot - tall * 0.78, x + tall * 0.02, foot - tall * 0.46, STRAW_DARK, 4)
    cloth = ((196, 62, 52), (64, 112, 150), (222, 164, 70), (84, 134, 92))
    kinds = ("orange", "cabbage", "pepper", "greens", "pumpkin", "shoot", "radish", "mushroom")
    for side in (-1, 1):
        for number in range(4):
            t = (number + 1) / 4
            x = 790 + side * (230 + 480 * t * t)
            foot, tall, wide = 560 + 400 * t * t, 120 + 190 * t, 130 + 250 * t
            for pole in (-0.46, 0.46):
                a.box(x + pole * wide - 3, foot - tall - 30, x + pole * wide + 3, foot, WOOD_DARK)
            a.person(
                x + side * wide * 0.16,
                foot - 10,
                tall * 0.98,
                a.dice.choice(COATS),
                "reach" if number % 2 else "stand",
                facing=-side,
                head=a.dice.choice(("hat", "scarf", "cap", "bun")),
                face=t > 0.7,
            )
            a.box(x - wide * 0.5, foot - tall * 0.36, x + wide * 0.5, foot, (126, 92, 64))
            a.box(x - wide * 0.52, foot - tall * 0.4, x + wide * 0.52, foot - tall * 0.34, WOOD_LIGHT)
            for part in range(3):
                produce(
                    a,
                    x - wide * 0.5 + part * wide * 0.335,
                    foot - tall * 0.4,
                    wide * 0.32,
                    kinds[(number * 3 + part + (side > 0) * 4) % 8],
                )
            if t > 0.4:
                for part in range(2):
                    basket(
                        a,
                        x - wide * 0.26 + part * wide * 0.5,
                        foot + wide * 0.1,
                        wide * 0.34,
                        ((230, 134, 46), (90, 146, 70), (222, 214, 190))[(number + part) % 3],
                    )
            colour = cloth[(number + (side > 0)) % 4]
            lip, peak = foot - tall * 1.08, foot - tall * 1.38
            a.shape(
                [(x - wide * 0.46, peak), (x + wide * 0.46, peak), (x + wide * 0.6, lip), (x - wide * 0.6, lip)], colour
            )
            for part in range(0, 8, 2):
                l1, l2 = x - wide * 0.6 + part * wide * 0.15, x - wide * 0.6 + (part + 1) * wide * 0.15
                t1, t2 = x - wide * 0.46 + part * wide * 0.115, x - wide * 0.46 + (part + 1) * wide * 0.115
                a.shape([(t1, peak), (t2, peak), (l2, lip), (l1, lip)], light(colour, 0.68))
            for part in range(8):
                px = x - wide * 0.6 + (part + 0.5) * wide * 0.15
                a.oval(px, lip, wide * 0.075, wide * 0.05, light(colour, 0.62) if part % 2 == 0 else dark(colour, 0.12))
    at = a.person(760, 1030, 330, COATS[5], "carry", facing=1, head="hat", face=True)
    y = at["shoulder_f"][1] - 8
    a.path(bow((560, y + 26), (760, y - 26), (960, y + 26)), 10, WOOD_LIGHT)
    for bx, fill in ((572, (236, 140, 44)), (948, (236, 140, 44))):
        for lean in (-40, 40):
            a.path([(bx, y + 24), (bx + lean, 920)], 3, WOOD_DARK)
        basket(a, bx, 980, 120, fill)
    a.fade(300, 560, (250, 238, 214), 0.0, 0.16)
    a.save(name)


def market_baskets(name: str) -> None:
    a = Art(1200, 1500, 71)
    a.sky([(196, 168, 132), (176, 146, 112), (150, 120, 92)], 1120)
    for x in range(0, 1200, 100):
        a.box(x, 0, x + 97, 1120, mix((172, 136, 98), (144, 108, 76), (x * 7 % 300) / 300))
        for _ in range(5):
            y = a.dice.uniform(0, 1100)
            a.path(bow((x + 30, y), (x + 50, y + 60), (x + 34, y + 130), 8), 2, (124, 92, 64))
    a.box(0, 1110, 1200, 1500, (170, 154, 136))
    for row in range(5):
        a.path([(0, 1130 + row * row * 16), (1200, 1130 + row * row * 16)], 3, (146, 130, 114))
    a.box(0, 80, 1200, 104, WOOD_DARK)

    def tray(x: float, y: float, r: float, colour: Colour) -> None:
        a.path([(x, 96), (x, y - r)], 4, WOOD_DARK)
        a.veil(ring(x + 14, y + 16, r, r), INK, 0.28)
        a.oval(x, y, r, r, dark(colour, 0.3))
        a.oval(x, y, r * 0.94, r * 0.94, colour)
        for part in range(-6, 7):
            d = part / 7 * r * 0.9
            half = math.sqrt(max(0, (r * 0.9) ** 2 - d * d))
            a.path([(x - half, y + d), (x + half, y + d)], r * 0.024, light(colour, 0.3))
            a.path([(x + d, y - half), (x + d, y + half)], r * 0.024, dark(colour, 0.16))
        a.path(ring(x, y, r * 0.95, r * 0.95, 60), r * 0.07, dark(colour, 0.14))

    for x, y, r, colour in (
        (150, 310, 130, STRAW),
        (450, 260, 104, (206, 168, 98)),
        (730, 300, 140, (230, 206, 150)),
        (1040, 270, 116, STRAW),
        (110, 620, 96, (206, 168, 98)),
        (1090, 560, 110, (222, 186, 112)),
    ):
        tray(x, y, r, colour)
    for x, y, size in ((330, 560, 1.0), (900, 590, 1.15)):
        a.path([(x, 96), (x, y - 70 * size)], 4, WOOD_DARK)
        a.shape([(x - 130 * size, y + 26 * size), (x, y - 92 * size), (x + 130 * size, y + 26 * size)], STRAW)
        a.shape([(x + 20 * size, y + 26 * size), (x, y - 92 * size), (x + 130 * size, y + 26 * size)], STRAW_DARK)
        for part in range(-4, 5):
            a.path([(x, y - 90 * size), (x + part * 28 * size, y + 24 * size)], 2.4, dark(STRAW_DARK))
    at = a.person(560, 1310, 960, (66, 92, 124), "sit", facing=1, legs=(70, 70, 82), head="grey scarf", face=True)
    cx, cy = at["head"]
    for dx, dy in ((10, -20), (50, -24)):
        a.path(bow((cx + dx, cy + dy), (cx + dx + 14, cy + dy - 8), (cx + dx + 28, cy + dy), 8), 4, (120, 90, 76))
    for dx in (76, -8):
        a.path(bow((cx + dx - 8, cy + 22), (cx + dx, cy + 34), (cx + dx - 4, cy + 46), 8), 3, SKIN_DARK)
    x, y = 560, 1310
    a.box(380, 1040, 700, 1076, WOOD_LIGHT, 8)
    for leg in (400, 660):
        a.box(leg, 1070, leg + 26, 1330, WOOD_DARK)
    a.shape([(470, 850), (640, 830), (800, 1030), (760, 1180), (620, 1120)], (176, 74, 60))
    a.shape([(470, 850), (560, 840), (700, 1080), (640, 1130)], (152, 60, 52))
    bx, by = 830, 1010
    basket(a, bx, by + 60, 250, None)
    for part in range(11):
        turn = -2.9 + part * 0.26
        a.path(
            bow(
                (bx + 118 * math.cos(part * 0.31), by - 66),
                (bx + 150 * math.cos(turn), by - 170),
                (bx + 190 * math.cos(turn), by - 230 - 24 * (part % 3)),
                10,
            ),
            6,
            (232, 206, 142),
        )
    hand, elbow = at["hand_f"], at["elbow_f"]
    a.path([elbow, (bx - 70, by - 70)], 68, (92, 118, 148))
    a.oval(bx - 58, by - 76, 36, 32, SKIN)
    a.path([(bx - 40, by - 84), (bx - 8, by - 70)], 16, SKIN)
    a.path([(hand[0], hand[1]), (bx + 40, by - 40)], 0.1, SKIN)
    for px, py, wide, fill in (
        (170, 1400, 240, None),
        (360, 1450, 190, (236, 140, 44)),
        (1020, 1420, 260, None),
        (700, 1470, 170, (110, 150, 76)),
    ):
        basket(a, px, py, wide, fill)
    for _ in range(40):
        sx, sy = a.dice.uniform(380, 1000), a.dice.uniform(1330, 1490)
        a.path(bow((sx, sy), (sx + 20, sy - 16), (sx + 44, sy + 4), 8), 3, (232, 210, 150))
    a.shape([(1010, 820), (1200, 760), (1200, 1100), (1040, 1110)], (132, 96, 66))
    for part in range(9):
        px = 1040 + part * 20
        a.path([(px, 1100), (px + 40, 700 - part * 12)], 11, mix((150, 170, 92), (196, 196, 120), part / 8))
    a.glow(240, 200, 520, (255, 236, 190), 0.22)
    a.save(name)


def market_noodles(name: str) -> None:
    a = Art(1600, 1200, 79)
    a.sky([(218, 190, 150), (204, 170, 130), (176, 140, 106)], 800)
    for row in range(9):
        for part in range(-1, 14):
            x, y = part * 130 + (row % 2) * 65, row * 88
            a.box(x, y, x + 126, y + 84, mix((208, 176, 138), (184, 148, 112), a.dice.random()), 3)
    a.box(0, 792, 1600, 1200, (150, 136, 124))
    for row in range(6):
        y = 800 + row * row * 14
        a.path([(900, y), (1600, y)], 3, (132, 118, 108))
        for part in range(9):
            a.path(
                [(900 + part * 90 + row % 2 * 45, y), (890 + part * 96 + row % 2 * 45, y + 28 + row * 26)],
                3,
                (132, 118, 108),
            )
    a.box(0, 0, 1600, 90, (150, 44, 40))
    for part in range(16):
        a.oval(50 + part * 100, 90, 50, 40, (150, 44, 40) if part % 2 else (232, 206, 160))
    a.glow(520, 230, 420, (255, 232, 176), 0.4)
    for x in (180, 820, 1420):
        a.path([(x, 60), (x, 170)], 4, INK)
        a.oval(x, 212, 50, 46, RED)
        a.oval(x - 10, 212, 20, 42, (228, 92, 66))
        a.box(x - 24, 160, x + 24, 172, GOLD)
        a.box(x - 24, 252, x + 24, 264, GOLD)
    for shelf in (360, 500):
        a.box(960, shelf, 1560, shelf + 16, WOOD_DARK)
        for part in range(8):
            x = 985 + part * 72
            if part % 3 == 0:
                a.box(x, shelf - 82, x + 44, shelf, mix((120, 70, 48), (86, 110, 90), (part + shelf) % 5 / 4), 8)
                a.box(x + 8, shelf - 96, x + 36, shelf - 80, (190, 60, 48), 4)
            else:
                for bowl in range(3):
                    a.shape(
                        [
                            (x, shelf - 24 - bowl * 18),
                            (x + 60, shelf - 24 - bowl * 18),
                            (x + 44, shelf - bowl * 18),
                            (x + 16, shelf - bowl * 18),
                        ],
                        mix(WHITE, (150, 176, 196), bowl / 3),
                    )
    a.person(500, 960, 690, (232, 228, 218), "reach", facing=1, head="cap", face=True)
    a.shape([(400, 560), (560, 560), (590, 900), (380, 900)], (70, 104, 132))
    a.person(1160, 1130, 640, COATS[0], "sit", facing=1, head="bun", face=True)
    a.person(1500, 1130, 520, COATS[3], "sit", facing=-1, head="tail", child=True, face=True)
    a.box(-10, 800, 940, 1200, (136, 98, 68))
    a.box(-10, 780, 960, 818, WOOD_LIGHT)
    for part in range(7):
        a.path([(part * 140, 830), (part * 140, 1200)], 4, WOOD_DARK)
    a.shape([(560, 640), (860, 640), (830, 790), (590, 790)], (96, 98, 104))
    a.shape([(560, 640), (640, 640), (650, 790), (590, 790)], (136, 138, 142))
    a.oval(710, 640, 152, 36, (150, 152, 156))
    a.oval(710, 642, 138, 29, (232, 222, 190))
    for part in range(14):
        a.path(bow((600 + part * 16, 642), (618 + part * 14, 654), (640 + part * 14, 640), 8), 3, WHITE)
    a.path([(716, 520), (700, 630)], 8, WOOD)
    for part in range(8):
        a.path(bow((676 + part * 7, 560), (668 + part * 8, 600), (676 + part * 7, 646), 8), 4, (250, 246, 232))
    a.oval(700, 548, 40, 20, (190, 160, 110))
    for x, y, r in ((660, 520, 70), (760, 430, 96), (690, 330, 110), (800, 240, 130), (720, 140, 140), (860, 360, 80)):
        a.veil(ring(x, y, r, r * 0.72), WHITE, 0.22)
    for number, colour in enumerate(((190, 44, 38), (92, 150, 74), (236, 214, 150), (120, 74, 48), (222, 140, 60))):
        x = 70 + number * 92
        a.box(x - 36, 740, x + 36, 790, (226, 226, 220), 10)
        a.oval(x, 742, 36, 13, (190, 190, 186))
        for part in range(12):
            turn = part * 2.4
            a.oval(
                x + 22 * math.cos(turn) * (part / 12),
                738 + 7 * math.sin(turn),
                8,
                6,
                mix(dark(colour, 0.2), light(colour), part / 11),
            )
    a.shape([(1000, 930), (1640, 930), (1680, 980), (960, 980)], WOOD_LIGHT)
    a.box(960, 976, 1680, 1004, WOOD_DARK)
    for x in (1030, 1540):
        a.box(x, 1000, x + 30, 1200, dark(WOOD))
    for x, y in ((1290, 920), (1410, 944)):
        a.shape(
            [
                (x - 70, y - 40),
                *bow((x - 66, y - 20), (x - 40, y + 22), (x, y + 22)),
                *bow((x, y + 22), (x + 40, y + 22), (x + 66, y - 20)),
                (x + 70, y - 40),
            ],
            WHITE,
        )
        a.path(bow((x - 62, y - 16), (x, y + 8), (x + 62, y - 16)), 6, (74, 118, 160))
        a.oval(x, y - 40, 70, 19, (222, 220, 212))
        a.oval(x, y - 38, 60, 14, (214, 150, 84))
        for part in range(16):
            turn = part * 2.4
            a.oval(
                x + 50 * math.cos(turn) * math.sqrt(part / 16),
                y - 40 + 10 * math.sin(turn),
                8,
                4,
                (WHITE, (96, 150, 72), (190, 60, 44))[part % 3],
            )
        a.path([(x + 20, y - 44), (x + 84, y - 120)], 5, WOOD_DARK)
        a.path([(x + 30, y - 42), (x + 96, y - 116)], 5, WOOD)
        for up in (80, 150, 220):
            a.veil(ring(x - 10 + up * 0.1, y - 40 - up, 30 + up * 0.12, 34), WHITE, 0.2)
    a.save(name)


def playground(name: str) -> None:
    a = Art(1600, 1067, 83)
    a.sky([(108, 168, 214), (174, 208, 226), (228, 232, 222)], 470)
    clouds(a, [(250, 120, 110), (760, 80, 80), (1350, 130, 120)], 0.6)
    a.hill(a.ridge(350, 50, 700), (136, 168, 158), (174, 196, 178))
    a.box(170, 170, 1180, 520, (238, 220, 190))
    a.box(170, 160, 1180, 186, (176, 84, 64))
    for floor in range(4):
        y = 196 + floor * 82
        a.box(170, y + 62, 1180, y + 74, (202, 120, 92))
        for part in range(14):
            x = 190 + part * 71
            a.box(x, y + 4, x + 54, y + 56, (112, 150, 172))
            a.shape([(x, y + 4), (x + 26, y + 4), (x, y + 44)], (166, 196, 208))
            a.path([(x + 27, y + 4), (x + 27, y + 56)], 3, WHITE)
        for part in range(50):
            a.path([(176 + part * 20.4, y + 44), (176 + part * 20.4, y + 64)], 2.4, (246, 240, 226))
    a.box(600, 120, 760, 520, (224, 196, 160))
    a.oval(680, 210, 40, 40, WHITE)
    a.path([(680, 210), (680, 184)], 4, INK)
    a.path([(680, 210), (700, 216)], 4, INK)
    for floor in range(3):
        a.box(630, 270 + floor * 82, 730, 318 + floor * 82, (112, 150, 172))
    a.path([(1290, 90), (1290, 540)], 7, (210, 210, 206))
    a.shape([*bow((1294, 96), (1350, 70), (1420, 104)), *bow((1420, 168), (1350, 140), (1294, 160))], (206, 48, 42))
    for x in (60, 130, 1240, 1370, 1470, 1560):
        a.tree(x, 540, 150, a.dice.choice(((104, 146, 74), (206, 160, 66), (86, 130, 72))))
    a.box(0, 520, 1600, 1067, (124, 166, 100))
    a.shape([(0, 540), (1600, 528), (1600, 690), (0, 760)], (190, 84, 62))
    for part in range(1, 5):
        a.path([(0, 540 + part * 42), (1600, 528 + part * 31)], 3, (240, 224, 210))
    a.shape([(0, 760), (1600, 690), (1600, 1067), (0, 1067)], (132, 174, 104))
    for number in range(10):
        if number % 2:
            a.shape(
                [
                    (number * 220 - 300, 1067),
                    (number * 190 - 60, 750 - number * 6),
                    (number * 190 + 34, 748 - number * 6),
                    (number * 220 - 80, 1067),
                ],
                (120, 162, 94),
            )
    squares = [(1130, 880), (1210, 874), (1172, 826), (1246, 820), (1100, 940), (1190, 934), (1280, 928)]
    for x, y in squares:
        a.path([(x - 44, y + 26), (x + 40, y + 24), (x + 44, y - 24), (x - 34, y - 22), (x - 44, y + 26)], 5, WHITE)
    kids = [
        (170, 660, 116, "walk", 1, "tail"),
        (300, 640, 112, "jump", -1, "hair"),
        (900, 640, 108, "walk", 1, "hair"),
        (980, 650, 110, "walk", 1, "tail"),
        (1120, 620, 104, "raise", -1, "bun"),
        (1350, 640, 116, "stand", -1, "hair"),
        (1430, 660, 118, "walk", -1, "tail"),
        (560, 650, 110, "reach", 1, "hair"),
        (660, 650, 108, "stand", -1, "tail"),
    ]
    for number, (x, foot, tall, pose, facing, who) in enumerate(kids):
        a.person(x, foot, tall, COATS[number % 7], pose, facing=facing, head=who, child=True)
        if number % 2 == 0:
            a.path([(x - 8, foot - tall * 0.78), (x + 8, foot - tall * 0.78), (x + 4, foot - tall * 0.62)], 4, RED)
    left, right = (170, 960), (830, 930)
    rope = bow((left[0] + 40, left[1] - 110), (500, 1150), (right[0] - 40, right[1] - 110), 40)
    ends = [(left, 1, COATS[1], "hair"), (right, -1, COATS[4], "tail")]
    for (x, y), facing, coat, who in ends:
        a.person(x, y, 220, coat, "reach", facing=facing, head=who, child=True, face=True)
    a.path(rope, 6, (240, 232, 206))
    for number, (x, up, who) in enumerate(((340, 34, "tail"), (450, 52, "hair"), (560, 56, "bun"), (670, 36, "hair"))):
        foot = 966 - up
        a.veil(ring(x, 984, 44, 8), INK, 0.25)
        a.person(
            x,
            foot,
            216,
            COATS[(number * 2 + 3) % 7],
            "jump",
            facing=1 if number % 2 else -1,
            head=who,
            child=True,
            face=True,
        )
        neck = foot - 216 * 0.8
        a.shape(
            [
                (x - 24, neck),
                (x + 24, neck),
                (x + 5, neck + 20),
                (x + 16, neck + 56),
                (x, neck + 24),
                (x - 14, neck + 54),
                (x - 5, neck + 20),
            ],
            RED,
        )
    a.person(1170, 910, 210, COATS[3], "jump", facing=1, head="tail", child=True, face=True)
    a.person(1000, 960, 206, COATS[5], "stand", facing=1, head="hair", child=True, face=True)
    at = a.person(1400, 960, 226, COATS[0], "walk", facing=-1, head="hair", child=True, face=True)
    hoop = (1310, 910)
    a.path(ring(*hoop, 50, 52, 50), 8, (92, 96, 104))
    a.path([at["hand_f"], (hoop[0] + 40, hoop[1] + 30)], 5, INK)
    a.person(1530, 940, 290, (92, 92, 130), "stand", facing=-1, head="bun", face=True)
    for x in range(0, 1600, 30):
        a.grass(x, 1075, 30, (98, 142, 78), 4)
    a.save(name)


def ward(name: str) -> None:
    a = Art(1600, 1067, 89)
    a.box(0, 0, 1600, 760, (226, 236, 232))
    a.box(0, 470, 1600, 760, (190, 214, 208))
    a.box(0, 462, 1600, 474, WHITE)
    a.box(0, 756, 1600, 1067, (214, 200, 178))
    for part in range(-3, 20):
        a.path([(800 + (part - 8) * 110, 760), (800 + (part - 8) * 210, 1067)], 2.4, (196, 180, 158))
    for y in (800, 860, 950):
        a.path([(0, y), (1600, y)], 2.4, (196, 180, 158))
    a.box(90, 70, 700, 470, WHITE, 6)
    a.box(110, 90, 680, 450, (156, 200, 224))
    for number, (y, colour) in enumerate(((300, (146, 178, 168)), (350, (116, 156, 126)), (400, (140, 172, 112)))):
        line = a.ridge(y, 24, 300 + number * 60)
        a.shape([(110, 450), *[(x, max(100, line(x))) for x in range(110, 681, 6)], (680, 450)], colour)
    for x in (200, 560):
        a.tree(x, 446, 110, (206, 140, 62))
    a.box(386, 70, 404, 470, WHITE)
    a.box(90, 230, 700, 242, WHITE)
    a.veil([(110, 90), (300, 90), (180, 450), (110, 450)], WHITE, 0.22)
    a.box(70, 466, 720, 490, (240, 236, 226), 4)
    for x, leaf in ((170, (86, 140, 84)), (620, (104, 150, 78))):
        a.shape([(x - 30, 420), (x + 30, 420), (x + 22, 468), (x - 22, 468)], (196, 108, 72))
        for turn in range(-4, 5):
            a.path(
                bow((x, 424), (x + turn * 10, 370), (x + turn * 17, 370 + abs(turn) * 9), 8),
                8,
                mix(leaf, (170, 196, 120), abs(turn) / 6),
            )
    for x in (0, 716):
        a.shape([(x, 40), (x + 84, 40), (x + 74, 500), (x + 6, 510)], (232, 204, 150))
        for fold in range(5):
            a.path([(x + 8 + fold * 17, 44), (x + 10 + fold * 15, 500)], 5, (212, 180, 124))
    a.box(0, 30, 830, 46, (170, 150, 120))
    a.box(900, 560, 1600, 578, (196, 152, 104), 8)
    for x in (960, 1240, 1540):
        a.box(x, 574, x + 12, 604, (150, 116, 80))
    for x, y in ((990, 150), (1150, 150)):
        a.box(x, y, x + 128, y + 170, WHITE, 4)
        a.box(x + 8, y + 8, x + 120, y + 162, (226, 216, 190))
        a.oval(x + 64, y + 48, 17, 18, (196, 132, 100))
        a.path([(x + 64, y + 66), (x + 64, y + 112)], 10, (84, 132, 150))
        a.path([(x + 64, y + 80), (x + 30, y + (70 if x < 1100 else 110))], 7, (84, 132, 150))
        a.path([(x + 64, y + 80), (x + 98, y + (110 if x < 1100 else 66))], 7, (84, 132, 150))
        a.path([(x + 64, y + 110), (x + 44, y + 148)], 8, (70, 80, 110))
        a.path([(x + 64, y + 110), (x + 86, y + 148)], 8, (70, 80, 110))
    a.path(ring(1420, 230, 60, 60, 50), 8, WHITE)
    a.oval(1420, 230, 56, 56, (250, 248, 240))
    a.path([(1420, 230), (1420, 190)], 5, INK)
    a.path([(1420, 230), (1448, 246)], 5, INK)
    a.box(1020, 690, 1600, 790, (238, 240, 238), 12)
    a.box(1020, 766, 1600, 830, (150, 182, 184), 10)
    a.box(1010, 600, 1036, 960, (188, 196, 200), 8)
    a.box(1560, 560, 1600, 960, (188, 196, 200), 8)
    a.shape([(1420, 640), (1560, 630), (1570, 720), (1400, 716)], WHITE)
    a.shape([(1430, 700), (1568, 694), (1570, 720), (1400, 716)], (214, 220, 222))
    at = a.person(1230, 980, 620, (150, 186, 206), "sit", facing=-1, legs=(150, 186, 206), head="grey", face=True)
    for part in range(5):
        a.path(
            [(at["neck"][0] - 60 + part * 28, at["neck"][1] + 10), (at["hip"][0] - 56 + part * 26, at["hip"][1])],
            4,
            (122, 160, 184),
        )
    a.box(1350, 770, 1600, 840, (120, 164, 166), 10)
    for x in (90, 820):
        a.path([(x, 1000), (x, 640)], 14, (176, 182, 188))
    a.path([(40, 650), (880, 650)], 20, (206, 162, 112))
    a.path([(40, 644), (880, 644)], 6, (232, 196, 150))
    old = a.person(400, 1010, 660, (112, 130, 96), "walk", facing=1, legs=(96, 92, 100), head="grey", face=True)
    a.person(600, 1016, 640, (244, 246, 248), "reach", facing=-1, legs=(236, 240, 244), head="bun", face=True)
    cx, cy = 592, 1016 - 640 * 0.905
    a.shape([(cx - 52, cy - 32), (cx - 44, cy - 62), (cx + 44, cy - 62), (cx + 50, cy - 30)], WHITE)
    a.path([(cx - 50, cy - 34), (cx + 48, cy - 34)], 6, (112, 160, 190))
    a.path([old["shoulder_f"], (470, 650)], 44, (136, 152, 116))
    a.path([(470, 640), (496, 652)], 30, SKIN)
    a.path([(40, 700), (880, 700)], 20, (190, 144, 96))
    a.path([(40, 694), (880, 694)], 6, (222, 182, 134))
    for x in (60, 850):
        a.path([(x, 1040), (x, 700)], 16, (196, 202, 206))
        a.box(x - 50, 1030, x + 50, 1046, (150, 156, 162), 6)
    a.veil([(110, 760), (560, 760), (300, 1067), (-200, 1067)], (255, 246, 214), 0.22)
    a.save(name)


def village_snow(name: str) -> None:
    a = Art(1600, 1067, 97)
    a.sky([(146, 160, 178), (190, 198, 206), (226, 222, 214)], 480)
    for y, rise, wave, colour in (
        (300, 70, 760, (172, 182, 194)),
        (370, 56, 560, (146, 160, 172)),
        (430, 40, 480, (120, 138, 144)),
    ):
        line = a.ridge(y, rise, wave)
        a.hill(line, colour, (212, 214, 214))
        a.woods(line, mix(colour, WHITE, 0.3), 8, 13)
        a.fade(y + 40, y + 140, (236, 236, 232), 0.0, 0.5)
    a.hill(a.ridge(540, 22, 620), (232, 232, 228), (206, 210, 214))
    for x, foot, size in ((60, 560, 150), (300, 540, 120), (1250, 548, 130), (1420, 580, 160)):
        a.house(x, foot, size, (226, 228, 230), (206, 190, 170))
        for puff in range(5):
            px, py = x + size * 0.8 + puff * 13, foot - size * (0.95 + puff * 0.2)
            a.veil(ring(px, py, 11 + puff * 8, 9 + puff * 5), WHITE, 0.3)
    for x, foot, size in ((250, 590, 110), (480, 570, 130), (1180, 580, 140), (1570, 610, 190), (20, 620, 190)):
        a.pine(x, foot, size, (76, 102, 90), True)
    x, foot, w = 470, 800, 620
    a.box(x, foot - 250, x + w, foot, (146, 106, 74))
    for part in range(16):
        a.box(x + part * 39, foot - 250, x + part * 39 + 36, foot, mix((156, 114, 78), (122, 86, 60), a.dice.random()))
    a.shape(
        [(x - 70, foot - 236), (x + 60, foot - 420), (x + w - 60, foot - 420), (x + w + 70, foot - 236)], (96, 98, 106)
    )
    for part in range(30):
        t = part / 29
        a.path([(x + 60 + t * (w - 120), foot - 420), (x - 70 + t * (w + 140), foot - 236)], 4, (70, 74, 84))
    for part in range(24):
        t = (part + 0.5) / 24
        up = a.dice.uniform(0.2, 0.86)
        tx, lx = x + 60 + t * (w - 120), x - 70 + t * (w + 140)
        px, py = tx + (lx - tx) * up, foot - 420 + 184 * up
        a.shape([(tx - 14, foot - 424), (tx + 14, foot - 424), (px + 16, py), (px - 16, py)], (242, 244, 244))
    a.path([(x + 56, foot - 424), (x + w - 56, foot - 424)], 14, WHITE)
    a.path([(x - 74, foot - 236), (x + w + 74, foot - 236)], 9, (226, 230, 232))
    for px in (x + 20, x + w - 40):
        a.box(px, foot - 236, px + 22, foot, (92, 64, 46))
    a.box(x + 250, foot - 190, x + 360, foot, (84, 58, 42))
    a.box(x + 258, foot - 182, x + 352, foot, (226, 160, 84))
    a.glow(x + 305, foot - 90, 150, (255, 208, 120), 0.4)
    for px in (x + 90, x + 440):
        a.box(px, foot - 180, px + 110, foot - 80, (84, 58, 42))
        a.box(px + 8, foot - 172, px + 102, foot - 88, (250, 202, 120))
        for bar in range(1, 4):
            a.path([(px + 8 + bar * 23, foot - 172), (px + 8 + bar * 23, foot - 88)], 4, (110, 76, 50))
        a.path([(px + 8, foot - 130), (px + 102, foot - 130)], 4, (110, 76, 50))
    for part in range(13):
        px = x + 18 + part * 49
        if 240 < px - x < 330:
            continue
        for drop in range(7):
            colour = ((196, 44, 38), (236, 178, 62))[part % 2]
            a.oval(
                px + (drop % 2) * 9 - 4,
                foot - 226 + drop * 12,
                7,
                9,
                mix(dark(colour, 0.2), light(colour), a.dice.random()),
            )
    for row in range(7):
        for part in range(9 - row // 3):
            px, py = x + w + 36 + part * 26 + (row % 2) * 12, foot + 14 - row * 22
            a.oval(px, py, 13, 12, (128, 92, 62))
            a.oval(px, py, 9, 8, (206, 164, 112))
            a.oval(px, py, 4, 3.6, (168, 124, 80))
    a.shape(bow((x + w + 16, foot - 134), (x + w + 140, foot - 178), (x + w + 260, foot - 134)), WHITE)
    ground = a.ridge(800, 12, 700)
    a.hill(ground, (240, 242, 242), (206, 214, 222))
    path = [*bow((x + 260, foot), (700, 900), (480, 1067)), *bow((880, 1067), (850, 900), (x + 350, foot))]
    a.shape(path, (196, 190, 182))
    for number in range(26):
        px, py = 640 + a.dice.uniform(-70, 110) - number * 2, 830 + number * 9
        a.oval(px, py, 20 + number * 0.7, 7 + number * 0.25, mix((170, 164, 158), (214, 212, 208), a.dice.random()))
    dog = (1010, 850)
    a.veil(ring(dog[0], dog[1] + 26, 90, 12), INK, 0.25)
    a.oval(dog[0], dog[1], 76, 30, (186, 132, 76))
    a.oval(dog[0] - 72, dog[1] - 20, 32, 28, (196, 142, 84))
    a.shape([(dog[0] - 92, dog[1] - 40), (dog[0] - 84, dog[1] - 66), (dog[0] - 68, dog[1] - 44)], (140, 94, 54))
    a.shape([(dog[0] - 64, dog[1] - 44), (dog[0] - 50, dog[1] - 64), (dog[0] - 44, dog[1] - 34)], (140, 94, 54))
    a.oval(dog[0] - 101, dog[1] - 14, 7, 6, INK)
    a.oval(dog[0] - 80, dog[1] - 24, 4, 4, INK)
    a.path(bow((dog[0] + 66, dog[1]), (dog[0] + 120, dog[1] - 10), (dog[0] + 96, dog[1] - 50), 10), 14, (196, 142, 84))
    a.person(820, 930, 210, (150, 60, 54), "carry", facing=-1, head="scarf")
    for part in range(6):
        a.path([(770, 762 + part * 6), (880, 750 + part * 7)], 7, mix(WOOD_DARK, WOOD_LIGHT, part / 5))
    for fx in range(-20, 380, 40):
        a.path([(fx, 980), (fx, 860)], 10, (110, 84, 64))
        a.oval(fx, 858, 9, 6, WHITE)
    for fy in (890, 940):
        a.path([(-20, fy), (370, fy + 6)], 7, (126, 98, 74))
    trunk = [(1440, 1067), (1452, 860), (1420, 640), (1436, 440)]
    a.path(trunk, 34, (86, 66, 56))
    for start, bend, end in (
        ((1446, 760), (1330, 640), (1250, 560)),
        ((1430, 640), (1520, 540), (1590, 520)),
        ((1430, 560), (1360, 470), (1330, 400)),
        ((1436, 450), (1480, 360), (1540, 330)),
    ):
        a.path(bow(start, bend, end, 14), 14, (86, 66, 56))
        a.path([(px, py - 7) for px, py in bow(start, bend, end, 14)], 6, WHITE)
        for px, py in bow(start, bend, end, 10)[3:]:
            a.oval(px + a.dice.uniform(-24, 24), py + 22, 15, 16, (226, 112, 44))
            a.oval(px - 4, py + 16, 5, 5, (250, 176, 100))
    for number in range(170):
        a.oval(a.dice.uniform(0, 1600), a.dice.uniform(0, 1067), 1.8 + number % 3 * 1.1, 1.8 + number % 3 * 1.1, WHITE)
    a.save(name)


def oranges(name: str) -> None:
    a = Art(1200, 1500, 103)
    a.sky([(128, 178, 208), (190, 214, 216), (244, 226, 190)], 520)
    clouds(a, [(260, 120, 90), (900, 190, 80)], 0.5)
    for y, rise, wave, colour in ((380, 64, 620, (150, 178, 186)), (450, 50, 460, (112, 150, 132))):
        a.hill(a.ridge(y, rise, wave), colour, (176, 196, 178))
    a.box(0, 540, 1200, 1500, (92, 146, 164))
    a.sky([(170, 200, 200), (112, 160, 174), (72, 124, 148)], 1130, 540)
    for number in range(90):
        y = 548 + number * 6
        px = a.dice.uniform(-20, 1200)
        a.path(
            [(px, y), (px + 20 + number * 0.6, y)], 1.6 + number / 36, (196, 216, 214) if number % 3 else (80, 128, 150)
        )
    slope = [
        (1200, 470),
        *bow((1200, 470), (900, 520), (760, 640)),
        *bow((760, 640), (700, 760), (900, 830)),
        (1200, 860),
    ]
    a.shape(slope, (112, 142, 84))
    for _ in range(20):
        px, py = a.dice.uniform(830, 1190), a.dice.uniform(560, 820)
        if px > 1500 - py * 0.9 + 40 or py > 700:
            bush(a, px, py, 44)

    def boat(x: float, y: float, size: float, load: int) -> None:
        a.veil(ring(x, y + 40 * size, 250 * size, 24 * size), INK, 0.3)
        for number in range(load):
            row = 0 if number < load * 0.6 else 1
            col = number if row == 0 else number - math.ceil(load * 0.6) + 0.5
            bx = x - 150 * size + col * 70 * size
            basket(a, bx, y + 6 * size - row * 46 * size, 76 * size, (236, 138, 40))
        a.shape(
            [
                (x - 270 * size, y - 40 * size),
                *bow((x - 230 * size, y + 34 * size), (x, y + 66 * size), (x + 220 * size, y + 34 * size)),
                (x + 290 * size, y - 56 * size),
                *bow((x + 220 * size, y - 4), (x, y + 12 * size), (x - 220 * size, y - 2)),
            ],
            (120, 82, 54),
        )
        a.path(
            bow((x - 256 * size, y - 24 * size), (x, y + 34 * size), (x + 270 * size, y - 36 * size)),
            9 * size,
            (176, 130, 86),
        )

    a.person(380, 740, 180, COATS[5], "reach", facing=-1, head="hat")
    a.path([(322, 560), (300, 800)], 6, WOOD_LIGHT)
    boat(290, 740, 0.72, 5)
    birds(a, [(640, 330, 20), (700, 300, 15)], (246, 246, 242))
    a.person(250, 1030, 330, COATS[1], "reach", facing=1, head="cap", face=True)
    boat(430, 1040, 1.15, 6)
    a.shape([(0, 1190), *bow((0, 1190), (600, 1120), (1200, 1180)), (1200, 1500), (0, 1500)], (150, 126, 92))
    a.shape([(0, 1230), *bow((0, 1230), (600, 1160), (1200, 1220)), (1200, 1500), (0, 1500)], (132, 140, 84))
    a.shape([(640, 1150), (760, 1150), (900, 1320), (660, 1330)], WOOD_LIGHT)
    for part in range(5):
        a.path([(646 + part * 4, 1170 + part * 34), (780 + part * 26, 1168 + part * 34)], 4, WOOD_DARK)
    a.person(880, 1260, 400, COATS[0], "reach", facing=-1, head="scarf", face=True)
    basket(a, 750, 1040, 150, (238, 142, 44))
    a.path([(790, 990), (752, 1000)], 22, SKIN)
    a.person(1110, 1300, 420, COATS[3], "reach", facing=-1, head="hat", face=True)
    basket(a, 980, 1074, 130, (238, 142, 44))
    for px, py, wide in ((110, 1400, 190), (320, 1450, 210), (560, 1410, 180), (980, 1470, 200), (760, 1470, 170)):
        basket(a, px, py, wide, (238, 142, 44))
    for _ in range(26):
        px, py = a.dice.uniform(0, 1200), a.dice.uniform(1380, 1490)
        a.oval(px, py, 15, 14, (222, 122, 36))
        a.oval(px - 4, py - 4, 6, 5, (250, 180, 92))
    for px, py in ((-10, 40), (90, -20), (200, 30), (330, -40)):
        for _ in range(26):
            lx, ly = px + a.dice.gauss(0, 70), py + abs(a.dice.gauss(0, 60))
            turn = a.dice.uniform(0.2, 2.6)
            a.path(
                bow((lx, ly), (lx + 14, ly + 20), (lx + 34 * math.cos(turn), ly + 40 * math.sin(turn)), 6),
                15,
                mix((54, 102, 62), (128, 160, 84), a.dice.random()),
            )
        for _ in range(3):
            lx, ly = px + a.dice.gauss(0, 50), py + 60 + abs(a.dice.gauss(0, 40))
            a.oval(lx, ly, 28, 27, (214, 112, 32))
            a.oval(lx - 2, ly - 2, 25, 24, (238, 142, 46))
            a.oval(lx - 9, ly - 9, 8, 7, (252, 196, 116))
    a.save(name)


def bush(a: Art, x: float, y: float, size: float) -> None:
    """An orange tree seen from afar."""
    a.veil(ring(x + 6, y + 4, size * 0.8, size * 0.2), INK, 0.25)
    a.oval(x, y - size * 0.5, size * 0.72, size * 0.6, (56, 96, 60))
    a.oval(x - size * 0.12, y - size * 0.6, size * 0.54, size * 0.44, (86, 128, 72))
    for _ in range(12):
        a.oval(
            x + a.dice.gauss(0, size * 0.3),
            y - size * 0.5 + a.dice.gauss(0, size * 0.24),
            size * 0.08,
            size * 0.08,
            (240, 146, 50),
        )


@cache
def font(face: str, size: float, smooth: int) -> ImageFont.FreeTypeFont:
    faces = tomllib.loads((FONTS / "fonts.toml").read_text("utf-8"))["face"]
    file = next(one["file"] for one in faces if one["id"] == face)
    return ImageFont.truetype(FONTS / file, round(size * smooth), layout_engine=ImageFont.Layout.BASIC)


def write(
    a: Art, text: str, x: float, y: float, face: str, size: float, fill: Colour, *, gap: float = 0, anchor: str = "l"
) -> float:
    """Letters one by one from x, with their middle at y; anchor l, m or r. Returns the width."""
    letters = font(face, size, a.smooth)
    widths = [letters.getlength(letter) / a.smooth for letter in text]
    whole = sum(widths) + gap * (len(text) - 1)
    at = x - whole * {"l": 0, "m": 0.5, "r": 1}[anchor]
    for letter, wide in zip(text, widths, strict=True):
        a.draw.text((at * a.smooth, y * a.smooth), letter, font=letters, fill=fill, anchor="lm")
        at += wide + gap
    return whole


def frame(a: Art, inset: float, width: float, colour: Colour) -> None:
    """A frame with stepped corners."""
    left, top, right, bottom = inset, inset, a.width - inset, a.height - inset
    step = inset * 0.9
    points = [
        (left + step, top),
        (right - step, top),
        (right - step, top + step),
        (right, top + step),
        (right, bottom - step),
        (right - step, bottom - step),
        (right - step, bottom),
        (left + step, bottom),
        (left + step, bottom - step),
        (left, bottom - step),
        (left, top + step),
        (left + step, top + step),
        (left + step, top),
    ]
    a.path(points, width, colour)


def ad_festival(name: str) -> None:
    a = Art(1998, 340, 7, (132, 28, 30), smooth=3)
    a.sky([(164, 40, 36), (120, 22, 30), (86, 18, 34)], 340)
    a.glow(1000, 180, 700, (232, 110, 50), 0.16)
    for x in range(-60, 2060, 120):
        for r in (58, 42, 26):
            a.path(ring(x, 352, r, r, 40), 2, (186, 74, 48))
            a.path(ring(x + 60, 352, r * 0.9, r * 0.9, 40), 2, (172, 62, 44))
    frame(a, 16, 3, GOLD)
    body = [(x, 210 + 50 * math.sin(x / 92)) for x in range(56, 420, 33)]
    for x, y in body:
        a.glow(x, y, 44, (255, 180, 80), 0.35)
    a.path(body, 12, (200, 110, 50))
    for number, (x, y) in enumerate(body):
        a.box(x - 12, y - 36, x + 12, y - 2, (255, 206, 104) if number % 2 else (250, 150, 76), 9)
        a.box(x - 5, y - 30, x + 3, y - 8, (255, 240, 186), 4)
    dragon(a, 444, body[-1][1] - 8, 0.98)
    write(a, "石桥板龙灯会", 1150, 150, "brush-regular", 166, (255, 226, 150), gap=8, anchor="m")
    write(a, "百板长龙　沿溪三里　请你来看", 1150, 278, "kai-regular", 50, (252, 232, 206), gap=6, anchor="m")
    a.path([(1690, 60), (1690, 280)], 3, GOLD)
    write(a, "11月28日", 1826, 100, "serif-black", 54, WHITE, anchor="m")
    write(a, "晚七时", 1826, 170, "serif-black", 54, WHITE, gap=10, anchor="m")
    write(a, "三圣桥起灯", 1826, 250, "sans-bold", 40, (255, 226, 150), gap=4, anchor="m")
    a.save(name, 180, larger=1.25)


def ad_oil(name: str) -> None:
    a = Art(1600, 256, 9, (246, 238, 214), smooth=4)
    a.sky([(250, 244, 224), (240, 230, 200), (222, 216, 172)], 256)
    for y, rise, wave, colour in (
        (196, 22, 760, (206, 214, 172)),
        (222, 16, 540, (166, 190, 138)),
        (242, 10, 420, (120, 154, 104)),
    ):
        line = a.ridge(y, rise, wave)
        a.hill(line, colour, light(colour, 0.2))
        for row in range(4):
            for px in range(row % 2 * 8, 1600, 16):
                a.oval(px, line(px) + 10 + row * 12, 4.5, 3, dark(colour, 0.1))
    for x, y, size in ((1300, 184, 0.78), (1222, 194, 0.52), (1440, 92, 0.72), (1524, 184, 0.7), (1254, 84, 0.46)):
        camellia(a, x, y, size)
    oil, label = (226, 170, 58), (248, 242, 222)
    a.box(1350, 60, 1372, 90, oil)
    a.box(1346, 28, 1376, 62, (70, 92, 60), 5)
    a.box(1320, 82, 1402, 238, oil, 18)
    a.box(1328, 104, 1342, 230, (246, 206, 110), 7)
    a.box(1320, 122, 1402, 214, label)
    for y in (126, 210):
        a.path([(1320, y), (1402, y)], 3, (150, 40, 34))
    write(a, "山", 1361, 148, "brush-regular", 40, (120, 34, 30), anchor="m")
    write(a, "茶油", 1361, 186, "brush-regular", 38, (120, 34, 30), anchor="m")
    frame(a, 11, 2, (112, 132, 74))
    write(a, "青岭山茶油", 52, 106, "brush-regular", 126, (112, 34, 30), gap=2)
    a.path([(716, 44), (716, 170)], 2, (150, 120, 80))
    write(a, "霜降后采果　七日内鲜榨", 744, 72, "serif-black", 38, (58, 80, 46), gap=2)
    a.box(742, 108, 1168, 170, (112, 34, 30), 31)
    write(a, "新油上市　欢迎来社品尝", 955, 139, "sans-bold", 34, (252, 240, 214), gap=1, anchor="m")
    a.veil([(40, 188), (1150, 188), (1150, 238), (40, 238)], (250, 246, 226), 0.7)
    write(a, "青岭山茶油合作社　青岭镇三溪村　电话 000-5550182", 60, 213, "sans-bold", 36, (34, 50, 30), gap=3)
    a.save(name, 209, larger=1.8125)


def camellia(a: Art, x: float, y: float, size: float) -> None:
    """A white flower of the oil tree between pointed leaves."""
    for turn in range(5):
        angle = turn * 1.26 + 0.5
        dx, dy = math.cos(angle) * size, math.sin(angle) * size
        tip, side = (x + 92 * dx, y + 84 * dy), (26 * dy, -26 * dx)
        for colour, half in (((70, 112, 66), -1), ((98, 142, 80), 1)):
            bend = (x + 56 * dx + side[0] * half * 1.6, y + 52 * dy + side[1] * half * 1.6)
            a.shape(bow((x, y), bend, tip, 12), colour)
    for turn in range(6):
        px, py = x + 34 * size * math.cos(turn * 1.047), y + 34 * size * math.sin(turn * 1.047)
        a.oval(px, py, 30 * size, 27 * size, (220, 214, 196))
        a.oval(px - 1.5, py - 1.5, 27 * size, 24 * size, WHITE)
    for turn in range(14):
        px, py = x + 16 * size * math.cos(turn * 0.45), y + 16 * size * math.sin(turn * 0.45)
        a.path([(x, y), (px, py)], 2, (214, 160, 50))
        a.oval(px, py, 4.5 * size, 4.5 * size, (240, 186, 64))


def ad_books(name: str) -> None:
    a = Art(1600, 1067, 13, (30, 42, 66))
    a.sky([(24, 34, 60), (34, 46, 76), (62, 70, 98)], 720)
    for _ in range(70):
        x, y = a.dice.uniform(0, 1600), a.dice.uniform(0, 300)
        if y < 76 or not 150 < x < 700:
            a.oval(x, y, 1.8, 1.8, (190, 196, 214))
    a.oval(756, 104, 46, 46, (250, 240, 206))
    a.oval(738, 94, 40, 40, (26, 36, 63))
    a.hill(a.ridge(470, 40, 620), (38, 50, 78), (34, 44, 68), 760)
    foot = 700
    a.box(860, 300, 1480, foot, (128, 92, 72))
    a.box(908, 332, 1432, foot, (62, 46, 42))
    a.box(918, 342, 1422, foot, (250, 206, 126))
    for radius, share in ((190, 0.25), (120, 0.4)):
        a.veil(ring(1170, 470, radius, radius * 0.7, 48), (255, 240, 190), share)
    a.shape([(800, 306), (905, 186), (1435, 186), (1540, 306)], (44, 46, 60))
    for part in range(30):
        t = part / 29
        a.path([(905 + t * 530, 186), (800 + t * 740, 306)], 3, (66, 68, 84))
    a.path([(898, 184), (1442, 184)], 10, (34, 36, 48))
    spines = (
        (176, 66, 56),
        (62, 98, 140),
        (94, 128, 86),
        (206, 122, 54),
        (120, 88, 130),
        (150, 104, 84),
        (70, 84, 96),
    )
    for shelf in (438, 532):
        px = 930.0
        while px < 1404:
            wide, tall = a.dice.uniform(12, 22), a.dice.uniform(52, 76)
            if px + wide < 1098 or px > 1244:
                a.box(px, shelf - tall, px + wide - 2, shelf, a.dice.choice(spines), 1.5)
                a.box(px + 3, shelf - tall + 10, px + wide - 5, shelf - tall + 15, (244, 230, 190))
            px += wide
        for left, right in ((924, 1102), (1238, 1416)):
            a.box(left, shelf, right, shelf + 9, WOOD_DARK)
    a.path([(1170, 342), (1170, 384)], 3, INK)
    a.shape([(1126, 424), (1150, 380), (1190, 380), (1214, 424)], (188, 60, 50))
    a.oval(1170, 426, 20, 12, (255, 250, 224))
    a.box(1290, foot - 66, 1376, foot - 54, WOOD_DARK)
    for px in (1298, 1362):
        a.box(px, foot - 56, px + 8, foot, WOOD_DARK)
    a.person(1090, foot, 222, COATS[1], "reach", facing=1, head="bun")
    a.shape([(1162, 552), (1190, 558), (1190, 592), (1162, 586)], RED)
    a.person(1330, foot, 210, COATS[3], "sit", facing=-1, head="grey")
    a.box(800, foot, 1540, foot + 26, (92, 84, 88))
    for side in (832, 1508):
        a.path([(side, 306), (side, 350)], 3, INK)
        a.glow(side, 394, 84, (226, 110, 70), 0.3, 5)
        a.oval(side, 394, 34, 42, (214, 62, 46))
        for half in (20, 7):
            a.path(ring(side, 394, half, 41, 40), 2, (246, 140, 84))
        for y in (350, 432):
            a.box(side - 14, y, side + 14, y + 8, GOLD, 2)
        a.path([(side, 440), (side, 466)], 4, GOLD)
    a.box(0, foot + 26, 1600, 1067, (244, 232, 206))
    a.box(0, foot + 26, 1600, foot + 36, (186, 140, 80))
    for number, letters in enumerate(("溪桥", "书店")):
        write(a, letters, 420, 194 + number * 232, "brush-regular", 228, (252, 230, 170), gap=14, anchor="m")
    write(a, "夜里也亮着一盏灯", 420, 622, "kai-regular", 68, (236, 232, 226), gap=8, anchor="m")
    write(a, "冬读季　全场八五折", 800, 812, "serif-black", 118, (138, 38, 34), gap=4, anchor="m")
    write(a, "11月20日—12月20日　每晚营业到十点", 800, 922, "serif-bold", 64, (62, 48, 42), anchor="m")
    write(a, "县城文庙巷26号　电话 000-5550193", 800, 1010, "sans-bold", 50, (62, 48, 42), gap=2, anchor="m")
    a.save(name, 230, 240)


def ad_lodge(name: str) -> None:
    a = Art(1182, 1600, 17, smooth=3)
    a.sky([(60, 82, 122), (142, 150, 176), (246, 206, 160)], 700)
    for y, rise, wave, colour in (
        (560, 84, 820, (134, 146, 176)),
        (630, 62, 600, (104, 122, 150)),
        (690, 44, 480, (72, 96, 112)),
    ):
        line = a.ridge(y, rise, wave)
        a.hill(line, colour, mix(colour, (232, 206, 180), 0.35), 800)
        a.woods(line, dark(colour, 0.06), 8, 11)
    a.sky([(230, 196, 160), (132, 142, 164), (60, 88, 116)], 1110, 780)
    for number in range(110):
        y = 788 + number * 2.8
        x = a.dice.uniform(0, 1182)
        a.path(
            [(x, y), (x + a.dice.uniform(24, 90), y)],
            1.6 + number / 60,
            (240, 212, 176) if number % 3 else (92, 116, 142),
        )
    shore = a.ridge(926, 12, 620)
    a.hill(lambda x: shore(x) + max(0, x - 640) * 0.24, (60, 80, 66), (40, 58, 52), 1110)
    for x, foot, size in ((70, 946, 280), (410, 992, 200)):
        for puff in range(5):
            a.veil(
                ring(x + size * 0.8 + puff * 12, foot - size * (0.95 + puff * 0.15), 16 + puff * 8, 12 + puff * 6),
                WHITE,
                0.24,
            )
        a.house(x, foot, size, (232, 234, 236), (150, 110, 80))
        for part in (0.12, 0.72):
            a.box(x + size * part, foot - size * 0.3, x + size * (part + 0.17), foot - size * 0.12, (255, 214, 128))
            middle = x + size * (part + 0.085)
            a.path([(middle, foot - size * 0.3), (middle, foot - size * 0.12)], 3, WOOD_DARK)
        a.box(x + size * 0.42, foot - size * 0.3, x + size * 0.59, foot, (214, 140, 76))
    for x, foot, size in (
        (20, 1010, 220),
        (404, 1030, 190),
        (96, 1060, 150),
        (1130, 1096, 290),
        (1046, 1104, 190),
    ):
        a.pine(x, foot, size, (52, 84, 74), True)
    for x in range(690, 1000, 48):
        a.box(x, 1020, x + 12, 1110, WOOD_DARK)
    a.box(670, 1010, 1010, 1030, WOOD)
    for x, facing, coat, who in ((770, 1, COATS[0], "bun"), (920, -1, COATS[1], "hair")):
        a.box(x - 26, 972, x + 26, 980, WOOD_DARK)
        for leg in (x - 22, x + 16):
            a.box(leg, 978, leg + 6, 1012, WOOD_DARK)
        a.person(x, 1012, 156, coat, "sit", facing=facing, head=who)
    a.glow(846, 980, 70, (255, 190, 110), 0.4, 5)
    a.shape([(824, 1010), (868, 1010), (878, 984), (814, 984)], INK)
    for half, tall, colour in ((20, 50, (240, 140, 54)), (11, 30, (254, 206, 104))):
        flame = [
            *bow((846 - half, 986), (846 - half, 986 - tall * 0.5), (846, 986 - tall)),
            *bow((846, 986 - tall), (846 + half, 986 - tall * 0.5), (846 + half, 986)),
        ]
        a.shape(flame, colour)
    for number in range(100):
        r = 2 + number % 3
        a.oval(a.dice.uniform(0, 1182), a.dice.uniform(420, 1080), r, r, WHITE)
    a.box(0, 1100, 1182, 1600, (246, 240, 226))
    a.box(0, 1100, 1182, 1109, (176, 134, 84))
    write(a, "望湖山居", 591, 190, "brush-regular", 240, (254, 246, 226), gap=16, anchor="m")
    write(a, "推窗见湖　围炉听雪", 591, 374, "kai-regular", 84, (254, 246, 226), gap=10, anchor="m")
    write(a, "冬日三天两晚套餐", 72, 1180, "serif-black", 82, (122, 44, 36), gap=2)
    for number, parts in enumerate((("湖景房两晚", "早餐两份"), ("暖锅晚餐一席", "游湖船票两张"))):
        for column, words in enumerate(parts):
            write(a, words, 74 + column * 350, 1286 + number * 80, "serif-bold", 52, (56, 56, 60))
    a.box(786, 1140, 1112, 1402, (122, 44, 36), 18)
    a.path([(802, 1156), (1096, 1156), (1096, 1386), (802, 1386), (802, 1156)], 2, (236, 200, 140))
    write(a, "每套", 949, 1196, "sans-bold", 46, (250, 226, 180), gap=10, anchor="m")
    write(a, "688", 924, 1298, "serif-black", 116, (254, 240, 206), anchor="m")
    write(a, "元", 1058, 1326, "sans-bold", 48, (250, 226, 180), anchor="m")
    a.path([(74, 1432), (1112, 1432)], 3, (176, 134, 84))
    write(a, "望湖乡北汊村　订房 000-5550176", 591, 1484, "sans-bold", 50, (56, 56, 60), gap=2, anchor="m")
    write(a, "即日起至2027年1月31日　节假日除外", 591, 1548, "sans-regular", 42, (56, 56, 60), anchor="m")
    a.save(name, 215, 240, larger=1.25)


PICTURES: dict[str, Callable[[str], None]] = {
    "bridge": bridge,
    "terraces": terraces,
    "reservoir": reservoir,
    "forest": forest,
    "lanterns": lanterns,
    "market-stalls": market_stalls,
    "market-baskets": market_baskets,
    "market-noodles": market_noodles,
    "playground": playground,
    "ward": ward,
    "village-snow": village_snow,
    "oranges": oranges,
    "ad-festival": ad_festival,
    "ad-oil": ad_oil,
    "ad-books": ad_books,
    "ad-lodge": ad_lodge,
}


def main() -> None:
    """Write the pictures that are named, or all."""
    for name in sys.argv[1:] or PICTURES:
        PICTURES[name](name)


if __name__ == "__main__":
    main()
