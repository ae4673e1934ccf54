"""Draws the five pictures of the bulletin: two like woodcuts, three like ink washes, all of them black and grey.

No font, and chance only from fixed seeds: the same pixels each time.

    python seeds/draw_lanxi.py [FOLDER]
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Callable
from pathlib import Path

from canvas import Canvas, Point
from canvas import bow as curved
from PIL import Image, ImageChops, ImageDraw, ImageFilter

SMOOTH = 2  # Drawn so many times larger, then scaled down.
CUT, WASHED = 14, 120
"""Greys of a woodcut, which needs few, and of a wash, where steps would show."""
FOLDER = Path(__file__).parent / "lanxi-bulletin" / "2026-11-01" / "images"
PAPER, INK = 246, 22


class Sheet(Canvas):
    """A grey canvas with brush, wash and light."""

    def __init__(self, width: int, height: int, ground: int = PAPER) -> None:
        super().__init__(width, height, ground, smooth=SMOOTH)

    def brush(self, points: list[Point], first: float, last: float, grey: int) -> None:
        """A stroke that swells or thins from one width to another."""
        for index, (x, y) in enumerate(points):
            half = (first + (last - first) * index / max(1, len(points) - 1)) / 2
            self.oval(x, y, half, half, grey)
            if index:
                self.line([points[index - 1], (x, y)], half * 2, grey)

    def wash(self, paint: Callable[[Sheet], None], blur: float, strength: float = 1) -> None:
        """What `paint` draws on a fresh sheet, softened, darkens what is there."""
        layer = Sheet(self.width, self.height, 255)
        paint(layer)
        soft = layer.image.filter(ImageFilter.GaussianBlur(blur * SMOOTH))
        if strength < 1:
            soft = soft.point([round(255 - (255 - value) * strength) for value in range(256)])
        self.image.paste(ImageChops.multiply(self.image, soft))

    def fade(self, points: list[Point], top: float, bottom: float, dark: int, light: int) -> None:
        """A shape filled with a gradient from `dark` at `top` to `light` at `bottom`, multiplied onto the sheet."""
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon([(x * SMOOTH, y * SMOOTH) for x, y in points], fill=255)
        mask = mask.filter(ImageFilter.GaussianBlur(1.2 * SMOOTH))
        column = Image.new("L", (1, self.height))
        for y in range(self.height):
            part = min(1.0, max(0.0, (y - top) / (bottom - top)))
            column.putpixel((0, y), round(dark + (light - dark) * part))
        tone = column.resize(self.image.size, Image.Resampling.BILINEAR)
        self.image.paste(ImageChops.multiply(self.image, tone), (0, 0), mask)

    def glow(self, shape: list[Point], blur: float, light: int) -> None:
        """Light in a shape, soft at its edges."""
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon([(x * SMOOTH, y * SMOOTH) for x, y in shape], fill=light)
        mask = mask.filter(ImageFilter.GaussianBlur(blur * SMOOTH))
        self.image.paste(ImageChops.screen(self.image, mask))

    def finish(self, greys: int) -> Image.Image:
        small = self.reduced()
        step = 255 / (greys - 1)
        return small.point([round(round(value / step) * step) for value in range(256)])


def bow(start: Point, bend: Point, end: Point, steps: int = 60) -> list[Point]:
    """A curve in finer steps than usual, for a brush sets a dab at each."""
    return curved(start, bend, end, steps)


def ridge(chance: random.Random, width: int, base: float, peaks: list[tuple[float, float, float]]) -> list[Point]:
    """The line of a hill: its peaks as (x, height, half width), roughened."""
    out: list[Point] = []
    rough = 0.0
    for x in range(-20, width + 21, 10):
        rough = rough * 0.7 + chance.uniform(-5, 5)
        up = max(high * math.exp(-(((x - middle) / half) ** 2)) for middle, high, half in peaks)
        out.append((x, base - up + rough * min(1.0, up / 60)))
    return out


def nearest(line: list[Point], x: float) -> Point:
    """The point of a line that is nearest to x."""
    return min(line, key=lambda point: abs(point[0] - x))


# --- woodcuts ---


def hatch(sheet: Sheet, shape: list[Point], gap: float, width: float, grey: int, slope: float) -> None:
    """Parallel cuts in a shape, thinning towards their ends."""
    mask = Image.new("L", sheet.image.size, 0)
    ImageDraw.Draw(mask).polygon([(x * SMOOTH, y * SMOOTH) for x, y in shape], fill=255)
    cuts = Sheet(sheet.width, sheet.height, 0)
    left, right = min(x for x, _ in shape), max(x for x, _ in shape)
    y = min(y for _, y in shape) - abs(slope) * (right - left)
    while y < max(y for _, y in shape) + abs(slope) * (right - left):
        cuts.line([(left, y), (right, y + slope * (right - left))], width, 255)
        y += gap
    sheet.image.paste(grey, (0, 0), ImageChops.multiply(mask, cuts.image))


def shelf(sheet: Sheet, chance: random.Random, left: float, right: float, top: float, bottom: float) -> None:
    """A row of book backs between two boards."""
    x = left + 4
    while x < right - 12:
        wide = chance.choice((10, 13, 16, 20, 26))
        if chance.random() < 0.07:
            x += wide * 1.6
            continue
        if x + wide > right - 4:
            break
        high = (bottom - top) * chance.uniform(0.66, 0.93)
        tone = chance.choice((60, 92, 124, 156, 190, 214))
        sheet.box(x, bottom - high, x + wide - 3, bottom, tone)
        mark = 40 if tone > 120 else 200
        sheet.box(x + 2, bottom - high * 0.82, x + wide - 5, bottom - high * 0.82 + 4, mark)
        if wide > 14:
            sheet.box(x + 4, bottom - high * 0.7, x + wide - 7, bottom - high * 0.34, mark)
        x += wide
    sheet.box(left - 6, bottom, right + 6, bottom + 9, 176)


def reader(sheet: Sheet, x: float, y: float, size: float, lean: float, *, bun: bool = False) -> None:
    """Somebody bent over a book, seen across the table; (x, y) is where the chest meets the table."""
    s = size
    sheet.shape(
        [
            *bow((x - 104 * s, y), (x - 104 * s, y - 118 * s), (x - 26 * s + lean, y - 132 * s)),
            *bow((x + 26 * s + lean, y - 132 * s), (x + 104 * s, y - 118 * s), (x + 104 * s, y)),
        ],
        INK,
    )
    for cut in range(5):
        near = bow(
            (x - (92 - cut * 9) * s, y - 6 * s),
            (x - (92 - cut * 9) * s, y - (92 - cut * 6) * s),
            (x - (34 - cut * 2) * s + lean, y - (116 - cut * 8) * s),
            30,
        )
        sheet.brush(near, 1.2, 4.2 * s, 150)
    sheet.box(x - 20 * s + lean, y - 152 * s, x + 20 * s + lean, y - 118 * s, 120)
    sheet.oval(x + lean, y - 186 * s, 56 * s, 58 * s, INK)
    sheet.oval(x + lean, y - 164 * s, 42 * s, 44 * s, 196)
    fringe = (-24, 10) if bun else (18, -6)
    for end in fringe:
        start = (x + (fringe[0] - end) * 0.2 * s + lean, y - 214 * s)
        sheet.brush(
            bow(start, (x + end * 1.6 * s + lean, y - 212 * s), (x + end * 2 * s + lean, y - 178 * s)),
            20 * s,
            5 * s,
            INK,
        )
    if bun:
        sheet.oval(x + lean, y - 252 * s, 25 * s, 21 * s, INK)
    for side in (-1, 1):
        eye = x + side * 19 * s + lean
        sheet.brush(
            bow((eye - 10 * s, y - 160 * s), (eye, y - 153 * s), (eye + 10 * s, y - 160 * s), 20), 3 * s, 3 * s, INK
        )
    sheet.brush(
        bow((x - 8 * s + lean, y - 135 * s), (x + lean, y - 131 * s), (x + 8 * s + lean, y - 135 * s), 12),
        3 * s,
        3 * s,
        INK,
    )


def open_book(sheet: Sheet, x: float, y: float, half: float, high: float) -> None:
    """An open book lying flat, seen from the front."""
    for side in (-1, 1):
        page = [
            (x, y),
            *bow((x, y), (x + side * half * 0.5, y - high * 0.28), (x + side * half, y)),
            (x + side * half * 0.9, y - high),
            *bow((x + side * half * 0.9, y - high), (x + side * half * 0.45, y - high * 1.26), (x, y - high)),
        ]
        sheet.shape([(px, py + 6) for px, py in page], 40)
        sheet.shape(page, 250)
        for row in range(1, 7):
            up = high * row / 7.5
            start, end = x + side * half * 0.1, x + side * half * 0.86
            sheet.line(bow((start, y - up - 2), ((start + end) / 2, y - up - high * 0.2), (end, y - up), 20), 2, 110)
    sheet.line([(x, y), (x, y - high)], 3, 60)


def reading_room() -> Image.Image:
    """Readers round a long table under three lamps, shelves behind them. 1400 × 934."""
    sheet, chance = Sheet(1400, 934, INK), random.Random(1)
    for left, right in ((40, 410), (990, 1360)):
        sheet.box(left - 14, 40, right + 14, 640, 34)
        for row in range(5):
            shelf(sheet, chance, left, right, 60 + row * 112, 158 + row * 112)
        for side in (left - 14, right + 6):
            sheet.box(side, 40, side + 8, 640, 176)
        sheet.box(left - 22, 34, right + 22, 48, 200)
    window(sheet, chance)
    hatch(sheet, [(0, 640), (1400, 640), (1400, 720), (0, 720)], 9, 2, 90, 0)
    lamps = (330, 700, 1070)
    for x in lamps:
        sheet.glow([(x - 36, 330), (x + 36, 330), (x + 240, 720), (x - 240, 720)], 26, 120)
    for x, size, lean, bun in (
        (212, 1.0, 10, False),
        (508, 0.94, -8, True),
        (860, 0.98, 8, False),
        (1180, 1.0, -12, True),
    ):
        reader(sheet, x, 726, size, lean, bun=bun)
    sheet.shape([(0, 722), (1400, 722), (1400, 934), (0, 934)], 208)
    for number in range(26):
        y = 734 + number * 8 + number * number * 0.05
        start = chance.uniform(0, 220)
        while start < 1400:
            end = start + chance.uniform(180, 520)
            sheet.brush(
                bow((start, y), ((start + end) / 2, y + chance.uniform(-4, 4)), (min(end, 1400), y), 80), 3.4, 1, 120
            )
            start = end + chance.uniform(20, 90)
    sheet.box(0, 716, 1400, 726, 240)
    for x in (212, 508, 860, 1180):
        open_book(sheet, x, 812, 118, 70)
    stack(sheet, 690, 806, ((92, 22, 60), (84, 18, 170), (70, 20, 40)))
    for x in lamps:
        sheet.line([(x, 0), (x, 262)], 5, 200)
        sheet.shape([(x - 22, 260), (x + 22, 260), (x + 92, 326), (x - 92, 326)], 36)
        for cut in range(-4, 5):
            sheet.brush([(x + cut * 4.4 + t * cut * 1.35, 264 + t * 5.6) for t in range(11)], 1, 4, 210)
        sheet.box(x - 96, 324, x + 96, 332, 240)
        sheet.oval(x, 338, 28, 18, 255)
    return sheet.finish(CUT)


def window(sheet: Sheet, chance: random.Random) -> None:
    sheet.box(470, 70, 930, 560, 200)
    sheet.box(486, 86, 914, 544, 232)
    for number in range(36):
        y = 96 + number * 12.6
        sheet.line([(486, y), (914, y)], 0.8 + (35 - number) * 0.1, 170)
    tree(sheet, chance, 610, 548, -88, 118, 20)
    tree(sheet, chance, 800, 548, -94, 92, 15)
    sheet.box(692, 70, 708, 560, 60)
    for y in (70, 304, 552):
        sheet.box(470, y, 930, y + 12, 60)
    for x in (470, 920):
        sheet.box(x, 70, x + 12, 560, 60)


def tree(sheet: Sheet, chance: random.Random, x: float, y: float, turn: float, length: float, width: float) -> None:
    """A bare tree: a branch that parts again and again."""
    if length < 12 or width < 1:
        return
    end = (x + length * math.cos(math.radians(turn)), y + length * math.sin(math.radians(turn)))
    bend = ((x + end[0]) / 2 + chance.uniform(-0.1, 0.1) * length, (y + end[1]) / 2)
    sheet.brush(bow((x, y), bend, end, 40), width, width * 0.66, INK)
    for side in (-1, 1):
        tree(
            sheet, chance, *end, turn + side * chance.uniform(16, 38), length * chance.uniform(0.64, 0.8), width * 0.62
        )


def stack(sheet: Sheet, x: float, foot: float, books: tuple[tuple[float, float, int], ...]) -> None:
    """Closed books that lie on each other: (half width, height, grey)."""
    for number, (half, high, grey) in enumerate(books):
        shift = (-7, 9, -2, 6)[number % 4]
        sheet.box(x - half + shift, foot - high, x + half + shift, foot, INK)
        sheet.box(x - half + shift + 3, foot - high + 3, x + half + shift - 3, foot - 3, grey)
        sheet.box(x + half + shift - 16, foot - high + 5, x + half + shift - 3, foot - 5, 236)
        for cut in range(3):
            at = foot - high + 7 + cut * (high - 12) / 3
            sheet.line([(x + half + shift - 16, at), (x + half + shift - 3, at)], 1.2, 90)
        sheet.box(x - half + shift + 18, foot - high + 3, x - half + shift + 24, foot - 3, 236 if grey < 120 else 50)
        foot -= high


def desk() -> Image.Image:
    """A desk at night: a lamp, an open book, old volumes, an inkstone and a brush. 1400 × 1050."""
    sheet, chance = Sheet(1400, 1050, INK), random.Random(2)
    lamp_x, lamp_y = 452, 300
    for number in range(150):
        turn = math.radians(number * 2.4 + chance.uniform(-0.5, 0.5))
        start = 176 + chance.uniform(0, 40)
        end = start + chance.uniform(180, 620) * (1 if math.sin(turn) > -0.2 else 0.6)
        points = [
            (lamp_x + r * math.cos(turn), lamp_y + 40 + r * math.sin(turn))
            for r in (start + (end - start) * t / 90 for t in range(91))
        ]
        sheet.brush([point for point in points if point[1] < 740], 7.5, 0.8, 206)
    sheet.shape([(0, 724), (1400, 724), (1400, 1050), (0, 1050)], 196)
    for number in range(30):
        y = 742 + number * 8 + number * number * 0.09
        start = chance.uniform(-300, 100)
        while start < 1400:
            end = start + chance.uniform(200, 640)
            sheet.brush(bow((start, y), ((start + end) / 2, y + chance.uniform(-6, 6)), (end, y), 120), 4.4, 1, 96)
            start = end + chance.uniform(16, 80)
    sheet.box(0, 716, 1400, 728, 246)
    sheet.oval(lamp_x, 800, 330, 58, 226)
    stack(sheet, 1090, 812, ((196, 44, 54), (182, 38, 176), (188, 52, 92), (150, 36, 206), (128, 34, 60)))
    sheet.oval(lamp_x, 798, 128, 30, INK)
    sheet.oval(lamp_x, 786, 122, 27, 88)
    sheet.oval(lamp_x - 20, 780, 70, 12, 190)
    sheet.shape([(lamp_x - 15, 430), (lamp_x + 15, 430), (lamp_x + 20, 786), (lamp_x - 20, 786)], INK)
    sheet.brush([(lamp_x - 6, 440 + t) for t in range(0, 330, 4)], 5, 7, 210)
    sheet.oval(lamp_x, 610, 32, 22, INK)
    sheet.oval(lamp_x - 8, 604, 12, 8, 210)
    shade = [(lamp_x - 74, 216), (lamp_x + 74, 216), (lamp_x + 186, 428), (lamp_x - 186, 428)]
    sheet.shape(shade, 250)
    for cut in range(-9, 10):
        top, low = lamp_x + cut * 8, lamp_x + cut * 20
        sheet.brush([(top + (low - top) * t / 60, 222 + t * 3.4) for t in range(61)], 1.4, 4.4, 120)
    for y, half in ((216, 78), (428, 190)):
        sheet.brush([(lamp_x - half + t * half / 40, y) for t in range(81)], 12, 12, INK)
    sheet.oval(lamp_x, 206, 14, 14, 220)
    open_book(sheet, 560, 976, 300, 150)
    sheet.shape([(930, 900), (1180, 900), (1214, 984), (904, 984)], INK)
    sheet.shape([(944, 908), (1166, 908), (1194, 974), (926, 974)], 76)
    sheet.oval(1060, 944, 88, 22, 20)
    sheet.brush(bow((1000, 936), (1050, 924), (1110, 934), 30), 2, 6, 190)
    handle = [(1150 + t * 2.1, 930 - t * 0.95) for t in range(100)]
    sheet.brush(handle, 15, 13, INK)
    sheet.brush([(x - 1, y - 3) for x, y in handle[6:]], 5, 4, 226)
    sheet.brush([(1150 - t, 930 + t * 0.46) for t in range(64)], 20, 2, INK)
    return sheet.finish(CUT)


# --- ink washes ---


def mist(sheet: Sheet, seed: int, strength: int = 10) -> None:
    """The slow unevenness of wet paper."""
    chance = random.Random(seed)
    small = Image.new("L", (14, 10))
    for y in range(10):
        for x in range(14):
            small.putpixel((x, y), 255 - chance.randrange(strength))
    sheet.image.paste(ImageChops.multiply(sheet.image, small.resize(sheet.image.size, Image.Resampling.BICUBIC)))


def hill(sheet: Sheet, line: list[Point], dark: int, depth: float, light: int = 250) -> None:
    """A hill that is dark along its ridge and dissolves into mist below."""
    top = min(y for _, y in line)
    sheet.fade([*line, (line[-1][0], top + depth + 40), (line[0][0], top + depth + 40)], top, top + depth, dark, light)


def house(sheet: Sheet, x: float, foot: float, wide: float, high: float, grey: int = 40) -> None:
    """A white wall, a black roof with raised ends, dark openings."""
    sheet.box(x, foot - high, x + wide, foot, 244)
    sheet.line([(x, foot), (x, foot - high), (x + wide, foot - high), (x + wide, foot)], 2, 110)
    roof = [
        *bow((x - 18, foot - high - 8), (x + 12, foot - high - 8), (x + wide * 0.2, foot - high - wide * 0.2 - 16)),
        *bow(
            (x + wide * 0.8, foot - high - wide * 0.2 - 16),
            (x + wide - 12, foot - high - 8),
            (x + wide + 18, foot - high - 8),
        ),
        (x + wide + 6, foot - high + 7),
        (x - 6, foot - high + 7),
    ]
    sheet.shape(roof, grey)
    for number in range(1, int(wide / 13)):
        at = x + number * 13
        sheet.line([(at, foot - high - wide * 0.12), (at - 2, foot - high + 2)], 1.4, grey + 60)
    door = x + wide * 0.44
    sheet.box(door, foot - high * 0.5, door + wide * 0.16, foot, 70)
    for at in (x + wide * 0.14, x + wide * 0.72):
        sheet.box(at, foot - high * 0.72, at + wide * 0.14, foot - high * 0.46, 90)


def bridge(sheet: Sheet, left: float, right: float, water: float, rise: float) -> None:
    """A stone bridge of one arch with its image in the water."""
    middle, half = (left + right) / 2, (right - left) / 2
    deck = bow((left, water - 26), (middle, water - rise * 2), (right, water - 26))
    arch = [
        (middle + half * 0.46 * math.cos(t / 30 * math.pi), water - half * 0.46 * math.sin(t / 30 * math.pi))
        for t in range(31)
    ]
    sheet.shape([*deck, (right, water), *arch, (left, water)], 156)
    sheet.brush(deck, 10, 10, 44)
    for x, y in deck[4:-4:5]:
        sheet.line([(x, y), (x, y - 24)], 5, 52)
    sheet.brush([(x, y - 25) for x, y in deck[3:-3]], 5, 5, 52)
    sheet.brush(arch, 8, 8, 44)
    for radius in (0.56, 0.68):
        stones = [
            (middle + half * radius * math.cos(t / 30 * math.pi), water - half * radius * math.sin(t / 30 * math.pi))
            for t in range(2, 29)
        ]
        sheet.brush([point for point in stones if point[1] > water - rise * 0.92], 2, 2, 100)

    def image(layer: Sheet) -> None:
        low = [(x, 2 * water - y) for x, y in deck]
        below = [(x, 2 * water - y) for x, y in arch]
        layer.shape([*low, (right, water), *below, (left, water)], 186)

    sheet.wash(image, 5, 0.8)


def boat(sheet: Sheet, x: float, y: float, size: float) -> None:
    s = size
    sheet.shape(
        [
            *bow((x - 130 * s, y - 20 * s), (x, y + 42 * s), (x + 134 * s, y - 24 * s)),
            *bow((x + 134 * s, y - 24 * s), (x, y + 4 * s), (x - 130 * s, y - 20 * s)),
        ],
        34,
    )
    sheet.shape([(x - 54 * s, y - 2 * s), *bow((x - 54 * s, y - 2 * s), (x, y - 92 * s), (x + 54 * s, y - 2 * s))], 84)
    for cut in (-30, -10, 10, 30):
        sheet.line(
            bow((x + cut * s - 4 * s, y - 4 * s), (x + cut * 0.9 * s, y - 30 * s), (x + cut * 0.8 * s, y - 40 * s), 12),
            2,
            190,
        )
    sheet.oval(x + 86 * s, y - 62 * s, 10 * s, 11 * s, 40)
    sheet.shape(
        [(x + 76 * s, y - 52 * s), (x + 96 * s, y - 52 * s), (x + 102 * s, y - 12 * s), (x + 72 * s, y - 12 * s)], 40
    )
    sheet.shape([(x + 62 * s, y - 64 * s), (x + 86 * s, y - 84 * s), (x + 112 * s, y - 64 * s)], 70)
    sheet.line([(x + 104 * s, y - 120 * s), (x + 70 * s, y + 60 * s)], 4 * s, 50)

    def image(layer: Sheet) -> None:
        layer.oval(x, y + 34 * s, 118 * s, 14 * s, 150)

    sheet.wash(image, 5)


def ripples(sheet: Sheet, chance: random.Random, top: float, bottom: float, count: int) -> None:
    for _ in range(count):
        y = chance.uniform(top, bottom)
        x, half = chance.uniform(0, sheet.width), chance.uniform(16, 70)
        sheet.brush(bow((x - half, y), (x, y + chance.uniform(-3, 3)), (x + half, y), 40), 2.4, 0.8, 168)


def willow(sheet: Sheet, chance: random.Random, x: float, foot: float, size: float) -> None:
    sheet.brush(
        bow((x, foot), (x - 26 * size, foot - 120 * size), (x + 20 * size, foot - 230 * size), 80),
        30 * size,
        12 * size,
        40,
    )
    for _ in range(46):
        at = (x + chance.uniform(-26, 60) * size, foot - chance.uniform(190, 270) * size)
        out = at[0] + chance.uniform(-130, 130) * size
        end = (out, at[1] + chance.uniform(90, 240) * size)
        sheet.brush(bow(at, (out, at[1] - 50 * size), end, 46), 2.6, 1.2, chance.choice((70, 100, 130)))


def river_town() -> Image.Image:
    """White walls and black roofs on both banks, two bridges, a covered boat, hills far off. 1400 × 934."""
    sheet, chance = Sheet(1400, 934), random.Random(3)
    hill(sheet, ridge(chance, 1400, 330, [(260, 180, 190), (640, 110, 220), (1130, 220, 200)]), 206, 300)
    hill(
        sheet, ridge(chance, 1400, 380, [(60, 120, 160), (470, 170, 150), (900, 130, 170), (1330, 150, 140)]), 164, 240
    )
    bridge(sheet, 560, 850, 530, 74)
    for x, foot, wide, high in ((420, 516, 110, 62), (520, 520, 92, 56), (840, 518, 110, 60), (940, 522, 130, 74)):
        house(sheet, x, foot, wide, high, 96)
    for x, foot, wide, high in (
        (-40, 590, 190, 130),
        (150, 580, 150, 104),
        (300, 566, 140, 90),
        (1136, 578, 130, 98),
        (1262, 596, 190, 140),
    ):
        house(sheet, x, foot, wide, high)
    for left, right, y, low in ((-20, 452, 588, 560), (1120, 1420, 592, 562)):
        sheet.shape([(left, y - 24), (right, low), (right, low + 24), (left, y + 34)], 132)
        for number in range(16):
            joint = left + (right - left) * number / 16
            sheet.line([(joint, y - 18), (joint + 4, y + 22)], 1.6, 84)
    bridge(sheet, 946, 1130, 604, 50)
    willow(sheet, chance, 470, 580, 0.8)

    def water(layer: Sheet) -> None:
        layer.shape([(0, 640), (430, 596), (1040, 596), (1400, 640), (1400, 760), (0, 760)], 218)

    sheet.wash(water, 34)
    ripples(sheet, chance, 610, 900, 74)
    boat(sheet, 330, 770, 1.2)
    landing(sheet, chance)
    for number in range(5):
        bird(sheet, 620 + number * 46, 120 + abs(number - 2) * 16, 15)
    mist(sheet, 31)
    return sheet.finish(WASHED)


def landing(sheet: Sheet, chance: random.Random) -> None:
    """The near bank: stone steps, reeds, a willow that hangs into the picture."""
    bank = [*bow((820, 960), (1010, 850), (1420, 812)), (1420, 960)]
    sheet.fade(bank, 800, 950, 120, 190)
    for step in range(5):
        x, y = 930.0 + step * 26, 914.0 - step * 15
        sheet.shape([(x, y), (x + 170, y - 26), (x + 196, y - 12), (x + 26, y + 15)], 214)
        sheet.brush(bow((x, y), (x + 90, y - 12), (x + 170, y - 26)), 3, 3, 60)
        sheet.brush(bow((x + 26, y + 15), (x + 116, y + 2), (x + 196, y - 12)), 5, 5, 60)
    for _ in range(120):
        x = chance.uniform(1150, 1400)
        y = 960 - (x - 820) * 0.2 + chance.uniform(-20, 40)
        sheet.brush(
            bow((x, y), (x + 4, y - 40), (x + chance.uniform(-36, 30), y - chance.uniform(40, 96)), 20),
            4,
            1,
            chance.choice((40, 64, 96)),
        )
    willow(sheet, chance, 1330, 900, 1.25)


def bird(sheet: Sheet, x: float, y: float, size: float) -> None:
    for side in (-1, 1):
        sheet.brush(
            bow((x, y), (x + side * size * 0.5, y - size * 0.7), (x + side * size, y - size * 0.3), 20), 3.4, 1.2, 60
        )


def blossom(sheet: Sheet, chance: random.Random, x: float, y: float, size: float) -> None:
    """Five round petals in line and light wash, with stamens."""
    turn = chance.uniform(0, 72)
    for petal in range(5):
        angle = math.radians(turn + petal * 72)
        px, py = x + size * 0.62 * math.cos(angle), y + size * 0.62 * math.sin(angle)
        sheet.oval(px, py, size * 0.5, size * 0.5, 74)
        sheet.oval(px, py, size * 0.5 - 2.6, size * 0.5 - 2.6, 238)
        sheet.oval(px + 0.1 * size * math.cos(angle), py + 0.1 * size * math.sin(angle), size * 0.3, size * 0.3, 222)
    sheet.oval(x, y, size * 0.46, size * 0.46, 236)
    for stamen in range(9):
        angle = math.radians(turn + stamen * 40)
        end = (x + size * 0.56 * math.cos(angle), y + size * 0.56 * math.sin(angle))
        sheet.line([(x, y), end], 1.8, 60)
        sheet.oval(*end, 3.2, 3.2, 36)
    sheet.oval(x, y, 4.4, 4.4, 40)


def bud(sheet: Sheet, x: float, y: float, size: float, turn: float) -> None:
    dx, dy = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    sheet.oval(x + dx * size * 0.4, y + dy * size * 0.4, size * 0.52, size * 0.52, 74)
    sheet.oval(x + dx * size * 0.4, y + dy * size * 0.4, size * 0.52 - 2.6, size * 0.52 - 2.6, 234)
    sheet.oval(x - dx * size * 0.1, y - dy * size * 0.1, size * 0.3, size * 0.3, 40)


def plum() -> Image.Image:
    """A plum branch that leans in from the right, much empty paper. 1050 × 1400."""
    sheet, chance = Sheet(1050, 1400), random.Random(4)

    def moon(layer: Sheet) -> None:
        layer.box(0, 0, 1050, 1400, 214)
        layer.oval(330, 330, 190, 190, 255)

    sheet.wash(moon, 16, 0.5)
    trunk = [
        *bow((1080, 1330), (900, 1190), (830, 1010), 150),
        *bow((830, 1010), (770, 850), (600, 760), 130),
        *bow((600, 760), (440, 690), (420, 520), 130),
    ]

    def shadow(layer: Sheet) -> None:
        layer.brush([(x + 12, y + 16) for x, y in trunk], 120, 24, 170)

    sheet.wash(shadow, 16)
    for index, (x, y) in enumerate(trunk):
        half = (104 + (20 - 104) * index / len(trunk)) / 2 + chance.uniform(-3.4, 3.4)
        sheet.oval(x, y, half, half, 46 + chance.randrange(14))
    for index in range(0, len(trunk) - 26, 5):  # The dry brush: light streaks along the bark.
        x, y = trunk[index]
        half = 42 - 34 * index / len(trunk)
        shift = chance.uniform(-half, half * 0.4)
        end = trunk[index + 22]
        sheet.brush(
            bow((x + shift, y + shift * 0.5), (x + shift * 1.1, y), (end[0] + shift * 0.9, end[1] + shift * 0.4), 24),
            3,
            1,
            chance.choice((110, 150, 190)),
        )
    twigs: list[tuple[Point, Point, Point, float]] = [
        ((836, 1030), (940, 840), (900, 560), 26),
        ((900, 590), (880, 440), (950, 300), 13),
        ((600, 760), (420, 800), (260, 740), 24),
        ((300, 756), (200, 720), (120, 620), 11),
        ((420, 540), (400, 380), (470, 190), 18),
        ((424, 520), (330, 430), (210, 410), 13),
        ((720, 830), (690, 660), (730, 500), 17),
        ((850, 1060), (700, 1090), (560, 1050), 18),
        ((456, 270), (520, 220), (600, 210), 8),
        ((900, 700), (980, 640), (1010, 560), 9),
    ]
    for start, bend, end, width in twigs:
        sheet.brush(bow(start, bend, end, 130), width, 4, 52)
    for _ in range(26):  # Moss: drops of ink on the trunk.
        x, y = chance.choice(trunk[:260])
        size = chance.uniform(5, 12)
        sheet.oval(x + chance.uniform(-56, 56), y + chance.uniform(-34, 34), size, size * 0.8, 24)
    places = [
        (904, 560, 46), (866, 690, 40), (944, 330, 36), (262, 742, 48), (352, 786, 38), (128, 628, 34),
        (468, 212, 40), (416, 384, 46), (222, 412, 36), (728, 512, 44), (690, 664, 36), (566, 1052, 44),
        (700, 1080, 36), (500, 700, 42), (796, 930, 38),
    ]  # fmt: skip
    for x, y, size in places:
        blossom(sheet, chance, x, y, size)
    for x, y, turn in (
        (906, 470, -60), (600, 210, 10), (536, 216, -80), (170, 680, 200), (320, 440, -100), (1010, 560, -70),
        (726, 590, 20), (620, 1076, 80), (448, 300, 180), (960, 650, -90),  (260, 420, 80),
    ):  # fmt: skip
        bud(sheet, x, y, 26, turn)
    for x, y, turn in ((300, 1090, 20), (420, 1230, 70), (190, 1190, -30)):  # Petals that have fallen.
        dx, dy = 16 * math.cos(math.radians(turn)), 16 * math.sin(math.radians(turn))
        sheet.shape(
            [
                *bow((x - dx, y - dy), (x + dy * 1.4, y - dx * 1.4), (x + dx, y + dy)),
                *bow((x + dx, y + dy), (x - dy, y + dx), (x - dx, y - dy)),
            ],
            150,
        )
    mist(sheet, 41)
    return sheet.finish(WASHED)


def pavilion(sheet: Sheet, x: float, foot: float, s: float) -> None:
    for at in (-46, -16, 16, 46):
        sheet.box(x + (at - 4) * s, foot - 84 * s, x + (at + 4) * s, foot, 50)
    sheet.box(x - 64 * s, foot - 2 * s, x + 64 * s, foot + 12 * s, 110)
    sheet.line([(x - 50 * s, foot - 26 * s), (x + 50 * s, foot - 26 * s)], 5 * s, 70)
    roof = [
        (x, foot - 166 * s),
        *bow((x + 6 * s, foot - 150 * s), (x + 24 * s, foot - 96 * s), (x + 92 * s, foot - 98 * s)),
        *bow((x + 80 * s, foot - 82 * s), (x, foot - 92 * s), (x - 80 * s, foot - 82 * s)),
        *bow((x - 92 * s, foot - 98 * s), (x - 24 * s, foot - 96 * s), (x - 6 * s, foot - 150 * s)),
    ]
    sheet.shape(roof, 34)
    sheet.oval(x, foot - 170 * s, 8 * s, 9 * s, 34)
    for cut in (-50, -26, 0, 26, 50):
        sheet.line([(x + cut * 0.2 * s, foot - 138 * s), (x + cut * s, foot - 96 * s)], 2.2 * s, 150)


def autumn_hill() -> Image.Image:
    """Hills one behind another, a pavilion half way up, two bare trees, a line of geese. 1400 × 934."""
    sheet, chance = Sheet(1400, 934), random.Random(6)
    hill(
        sheet, ridge(chance, 1400, 400, [(180, 190, 150), (520, 130, 170), (980, 260, 160), (1300, 160, 130)]), 214, 330
    )
    hill(
        sheet, ridge(chance, 1400, 500, [(40, 180, 130), (420, 260, 140), (760, 190, 130), (1200, 210, 150)]), 172, 320
    )
    middle = ridge(chance, 1400, 700, [(960, 330, 190), (620, 180, 180), (1300, 210, 160), (200, 90, 160)])
    hill(sheet, middle, 104, 420)
    for x, y in middle:  # Woods along the ridge.
        for _ in range(3):
            if y < 690:
                size = chance.uniform(5, 13)
                sheet.oval(
                    x + chance.uniform(-8, 8),
                    y + chance.uniform(-6, 40),
                    size,
                    size * 0.8,
                    chance.choice((60, 84, 110)),
                )
    for start, length in ((880, 190), (1010, 210), (940, 160), (1090, 150), (700, 120), (1260, 140)):
        at = nearest(middle, start)
        end = (at[0] + chance.uniform(-50, 50), at[1] + length)
        sheet.brush(bow((at[0], at[1] + 30), (at[0] + chance.uniform(-30, 30), at[1] + length / 2), end, 70), 7, 1, 120)
    pavilion(sheet, 700, 596, 1.15)
    sheet.brush(bow((712, 610), (640, 700), (760, 740), 90), 7, 12, 226)
    sheet.brush(bow((760, 740), (900, 800), (800, 934), 90), 12, 34, 228)
    near = ridge(chance, 1400, 900, [(160, 170, 260), (1340, 110, 180)])
    sheet.fade([*near, (1420, 960), (-20, 960)], 720, 940, 70, 150)
    for tuft in range(0, 1400, 7):
        at = nearest(near, tuft)
        for _ in range(2):
            y = at[1] + chance.uniform(-4, 60)
            sheet.brush(
                bow((tuft, y), (tuft + 3, y - 14), (tuft + chance.uniform(-12, 12), y - chance.uniform(14, 30)), 14),
                3,
                1,
                chance.choice((30, 50, 80)),
            )
    tree(sheet, chance, 190, 800, -84, 150, 36)
    tree(sheet, chance, 300, 800, -70, 112, 24)
    for _ in range(70):  # The last leaves, on the trees and on the way down.
        x, y = chance.gauss(240, 150), chance.gauss(460, 130)
        if 0 < x < 560 and 120 < y < 860:
            sheet.oval(x, y, chance.uniform(3, 7), chance.uniform(2, 5), chance.choice((40, 70, 110)))
    for number in range(9):
        side = number - 4
        bird(sheet, 690 + abs(side) * 26 + side * 12, 130 + side * 17, 14)
    mist(sheet, 61)
    return sheet.finish(WASHED)


PICTURES: dict[str, Callable[[], Image.Image]] = {
    "reading-room": reading_room,
    "desk": desk,
    "river-town": river_town,
    "plum": plum,
    "autumn-hill": autumn_hill,
}


def main() -> None:
    """Write the pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in PICTURES.items():
        draw().save(folder / f"{name}.png", optimize=True, dpi=(300, 300))


if __name__ == "__main__":
    main()
