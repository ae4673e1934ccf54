"""Draws the pictures of the school paper 青岚中学报: flat illustrations, the same pixels each time.

    python seeds/draw_qinglan.py [FOLDER [NAME …]]

Lettering is set in the project's own fonts; chance comes from fixed seeds.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from canvas import Canvas, Colour, Point, bow, mix, turned
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SMOOTH = 2  # Drawn so many times larger, then scaled down.
COLOURS = 144  # Of the palette: few enough for a small file, enough for soft tones.
SEEDS = Path(__file__).parent
FOLDER = SEEDS / "qinglan-school" / "2026-11-16" / "images"
FONTS = SEEDS.parent / "fonts"
BRUSH = FONTS / "ma-shan-zheng" / "MaShanZheng-Regular.ttf"
KAI = FONTS / "lxgw-wenkai" / "LXGWWenKai-Regular.ttf"
SANS = FONTS / "noto-sans-sc" / "NotoSansSC-Bold.ttf"

Limb = tuple[Point, Point]

SKIN, SKIN_TAN, SKIN_DEEP = (248, 212, 182), (232, 184, 146), (206, 152, 114)
BLACK_HAIR, BROWN_HAIR, GREY_HAIR = (44, 38, 44), (84, 58, 46), (214, 212, 208)
INK = (52, 44, 48)
WHITE, PAPER = (253, 252, 248), (246, 240, 226)
BLUE, NAVY = (58, 104, 164), (38, 56, 96)
RED, ORANGE, GOLD, YELLOW = (202, 62, 52), (230, 136, 62), (236, 178, 58), (248, 212, 96)
GREEN, LEAF, DARK_GREEN = (92, 146, 84), (132, 176, 88), (52, 98, 72)
WOOD, WOOD_DARK, WOOD_LIGHT = (182, 126, 80), (130, 84, 54), (214, 166, 114)


def dark(colour: Colour, part: float = 0.25) -> Colour:
    return mix(colour, (24, 22, 44), part)


def light(colour: Colour, part: float = 0.3) -> Colour:
    return mix(colour, (255, 252, 240), part)


EAR, CHEEK = (206, 110, 84), (236, 120, 110)
FACES = [
    tone
    for skin in (SKIN, SKIN_TAN)
    for tone in (skin, skin, mix(skin, EAR, 0.28), mix(skin, CHEEK, 0.42), light(skin, 0.1), dark(skin, 0.1))
] + [(150, 66, 60), (150, 52, 52), YELLOW, GOLD, RED, WHITE]


class Picture(Canvas):
    """A canvas with light, shadow and lettering."""

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        super().__init__(width, height, ground, smooth=SMOOTH)

    def ring(self, x: float, y: float, across: float, down: float, width: float, fill: Colour) -> None:
        box = [(x - across) * SMOOTH, (y - down) * SMOOTH, (x + across) * SMOOTH, (y + down) * SMOOTH]
        self.draw.ellipse(box, outline=fill, width=round(width * SMOOTH))

    def fade(self, x: float, y: float, right: float, bottom: float, above: Colour, below: Colour) -> None:
        """A rectangle that passes from one colour to another, downwards."""
        top, end = round(y * SMOOTH), round(bottom * SMOOTH)
        for row in range(top, end):
            colour = mix(above, below, (row - top) / max(1, end - top - 1))
            self.draw.line([(x * SMOOTH, row), (right * SMOOTH, row)], fill=colour)

    def veil(self, points: Iterable[Point], colour: Colour, strength: float, soft: float = 0) -> None:
        """A see-through shape: light or shadow that falls on what is there."""
        mask = Image.new("L", (self.width, self.height), 0)
        ImageDraw.Draw(mask).polygon(list(points), fill=round(255 * strength))
        self._lay(mask, colour, soft)

    def haze(
        self, x: float, y: float, across: float, down: float, colour: Colour, strength: float, soft: float
    ) -> None:
        """A see-through oval with a soft edge: a glow, or the shadow under something."""
        mask = Image.new("L", (self.width, self.height), 0)
        ImageDraw.Draw(mask).ellipse([x - across, y - down, x + across, y + down], fill=round(255 * strength))
        self._lay(mask, colour, soft)

    def _lay(self, mask: Image.Image, colour: Colour, soft: float) -> None:
        if soft:
            mask = mask.filter(ImageFilter.GaussianBlur(soft))
        self.image.paste(colour, (0, 0), mask.resize(self.image.size, Image.Resampling.BILINEAR))

    def vignette(self, strength: float = 0.22) -> None:
        """Corners a little darker."""
        mask = Image.new("L", (self.width, self.height), round(255 * strength))
        edge = [self.width * 0.06, self.height * 0.06, self.width * 0.94, self.height * 0.94]
        ImageDraw.Draw(mask).ellipse(edge, fill=0)
        self._lay(mask, (40, 26, 40), self.width * 0.11)

    def words(self, x: float, y: float, text: str, font: Path, size: float, fill: Colour, turn: float = 0) -> None:
        """Text about its middle."""
        face = ImageFont.truetype(str(font), round(size * SMOOTH))
        if not turn:
            self.draw.text((x * SMOOTH, y * SMOOTH), text, font=face, fill=fill, anchor="mm")
            return
        side = round(size * SMOOTH * (len(text) + 1))
        mask = Image.new("L", (side, side), 0)
        ImageDraw.Draw(mask).text((side / 2, side / 2), text, font=face, fill=255, anchor="mm")
        mask = mask.rotate(turn, resample=Image.Resampling.BICUBIC)
        self.image.paste(fill, (round(x * SMOOTH - side / 2), round(y * SMOOTH - side / 2)), mask)

    def save(self, file: Path) -> None:
        """As a PNG with a palette; a band of the faces' tones keeps them in it, small as faces are."""
        small = self.reduced()
        sample = Image.new("RGB", (self.width, self.height + 3 * len(FACES)))
        sample.paste(small, (0, 0))
        for index, tone in enumerate(FACES):
            top = self.height + 3 * index
            sample.paste(tone, (0, top, self.width, top + 3))
        palette = sample.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=2)
        small.quantize(palette=palette, dither=Image.Dither.NONE).save(file, optimize=True)


class Person:
    """A figure about its hip at (x, y). Points of limbs are given from the shoulder or the hip, to the figure's size;
    `flip` -1 turns it to the left."""

    def __init__(
        self,
        c: Picture,
        x: float,
        y: float,
        size: float = 1,
        *,
        flip: int = 1,
        lean: Point = (0, -96),
        head: Point = (0, -40),
        look: str = "side",
        hair: str = "short",
        hair_colour: Colour = BLACK_HAIR,
        skin: Colour = SKIN,
        top: Colour = BLUE,
        stripe: Colour | None = WHITE,
        sleeve: str = "long",
        trousers: Colour = NAVY,
        shoes: Colour = WHITE,
        arms: tuple[Limb | None, Limb | None] = (((-6, 44), (-2, 84)), ((6, 44), (10, 84))),
        legs: tuple[Limb | None, Limb | None] = (((-8, 60), (-12, 122)), ((8, 60), (12, 122))),
        skirt: Colour | None = None,
        bare_legs: bool = False,
        glasses: bool = False,
        mouth: str = "smile",
        width: float = 29,
    ) -> None:
        self.c, self.x, self.y, self.size, self.flip = c, x, y, size, flip
        self.skin, self.top, self.sleeve, self.trousers, self.shoes = skin, top, sleeve, trousers, shoes
        self.bare_legs = bare_legs
        self.hands: list[Point] = []
        neck = lean
        back_arm, front_arm = arms
        if back_arm:
            self._arm(neck, back_arm, -0.55 * width if look == "front" else -4, dark(top, 0.18), back=True)
        for index, leg in enumerate(legs):
            if leg:
                self._leg(leg, -9 if index == 0 else 9, dark(trousers, 0.2) if index == 0 else trousers)
        self._torso(neck, width, stripe, skirt)
        middle = (neck[0] + head[0], neck[1] + head[1])
        c.path(
            [self.at(neck[0] + head[0] * 0.1, neck[1] + 4), self.at(*middle)],
            19 * size,
            mix(skin, EAR, 0.28),
        )
        self._head(middle, look, hair, hair_colour, glasses, mouth)
        if front_arm:
            self._arm(neck, front_arm, 0.55 * width if look == "front" else 2, light(top, 0.08), back=False)

    def at(self, px: float, py: float) -> Point:
        return self.x + self.flip * px * self.size, self.y + py * self.size

    def _arm(self, neck: Point, limb: Limb, aside: float, colour: Colour, back: bool) -> None:
        shoulder = (neck[0] + aside, neck[1] + 16)
        elbow, hand = ((shoulder[0] + px, shoulder[1] + py) for px, py in limb)
        a, b, e = self.at(*shoulder), self.at(*elbow), self.at(*hand)
        skin = dark(self.skin, 0.1) if back else self.skin
        if self.sleeve == "long":
            self.c.path([a, b, e], 21 * self.size, colour)
        else:
            self.c.path([a, b, e], 16 * self.size, skin)
            half = (a[0] + (b[0] - a[0]) * 0.62, a[1] + (b[1] - a[1]) * 0.62)
            if self.sleeve == "short":
                self.c.path([a, half], 23 * self.size, colour)
        self.c.oval(*e, 11 * self.size, 11 * self.size, skin)
        self.hands.append(e)

    def _leg(self, limb: Limb, aside: float, colour: Colour) -> None:
        hip = self.at(aside, -4)
        knee, foot = (self.at(*point) for point in limb)
        if self.bare_legs:
            self.c.path([hip, knee, foot], 19 * self.size, dark(self.skin, 0.06))
            half = (hip[0] + (knee[0] - hip[0]) * 0.7, hip[1] + (knee[1] - hip[1]) * 0.7)
            self.c.path([hip, half], 29 * self.size, colour)
        else:
            self.c.path([hip, knee, foot], 26 * self.size, colour)
        toe = (foot[0] + self.flip * 17 * self.size, foot[1] + 4 * self.size)
        self.c.path([(foot[0], foot[1] + 3 * self.size), toe], 17 * self.size, self.shoes)
        sole = 10 * self.size
        self.c.path([(foot[0] - 5 * self.size, foot[1] + sole), (toe[0], toe[1] + sole - 2)], 4, dark(self.shoes, 0.4))

    def _torso(self, neck: Point, width: float, stripe: Colour | None, skirt: Colour | None) -> None:
        px, py = neck
        across = -py / math.hypot(px, py), px / math.hypot(px, py)
        if across[0] < 0:
            across = -across[0], -across[1]
        low = width * 0.86

        def side(part: float, out: float) -> Point:
            half = low + (width - low) * part
            return self.at(px * part + across[0] * half * out, py * part + across[1] * half * out)

        shoulders = [
            self.at(px - across[0] * 12, py - across[1] * 12),
            self.at(px + across[0] * 12, py + across[1] * 12),
        ]
        outline = [side(-0.06, -1), side(0.82, -1.04), *shoulders, side(0.82, 1.04), side(-0.06, 1)]
        self.c.shape(outline, self.top)
        for part in (0.8, 0.0):
            for out in (-0.72, 0.72):
                self.c.oval(*side(part, out), width * 0.32 * self.size, width * 0.32 * self.size, self.top)
        self.c.shape([side(-0.06, -1), side(0.82, -1.04), side(0.84, -0.45), side(-0.06, -0.3)], dark(self.top, 0.13))
        if stripe:
            self.c.shape([side(0.62, -1.02), side(0.62, 1.02), side(0.7, 1.02), side(0.7, -1.02)], stripe)
        if skirt:
            self.c.shape([side(0.05, -1), side(0.05, 1), self.at(width * 1.5, 48), self.at(-width * 1.5, 48)], skirt)
        else:
            self.c.shape([side(-0.2, -0.98), side(-0.2, 0.98), side(0.02, 1), side(0.02, -1)], self.trousers)

    def _head(self, middle: Point, look: str, hair: str, colour: Colour, glasses: bool, mouth: str) -> None:
        c, r, s = self.c, 29.0, self.size

        def put(px: float, py: float, across: float, down: float, fill: Colour) -> None:
            x, y = self.at(middle[0] + px, middle[1] + py)
            c.oval(x, y, across * s, down * s, fill)

        def point(px: float, py: float) -> Point:
            return self.at(middle[0] + px, middle[1] + py)

        shade = dark(colour, 0.2) if colour != GREY_HAIR else (184, 182, 180)
        warm = mix(self.skin, EAR, 0.28)
        turn = {"front": 0, "back": 0, "side": 7, "down": 6}[look]
        fall = 6 if look == "down" else 0
        if look == "front" and hair in ("bob", "long"):
            for side in (-1, 1):
                c.path([point(side * 21 - 2, -6), point(side * 24 - 2, 20 if hair == "bob" else 44)], 20 * s, shade)
        elif hair == "bob":
            c.path([point(-12, -4), point(-14, 20)], 44 * s, shade)
            c.path([point(10 - turn, -4), point(14 - turn, 18)], 40 * s, shade)
        elif hair == "long":
            c.path([point(-10, -4), point(-14, 52)], 46 * s, shade)
        if hair == "pony":
            c.path([point(-20, -12), point(-46, 2), point(-44, 38)], 17 * s, shade)
        if hair == "braids":
            for side in (-1, 1):
                c.path([point(side * 24 - 4, 6), point(side * 34 - 4, 48)], 13 * s, shade)
        if hair == "bun":
            put(-8, -38, 16, 15, shade)
        if look == "back":
            put(0, -2, r * 1.02, r * 1.06, colour)
            if hair in ("short", "bald"):
                put(0, 18, r * 0.7, 12, dark(self.skin, 0.12))
                put(0, -4, r * 1.02, r * 0.98, colour)
            return
        put(-4, -4, r * 1.06, r * 1.08, colour if hair != "bald" else self.skin)
        put(turn * 0.5, 2 + fall * 0.4, r * 0.96, r, self.skin)
        if look == "front":
            for side in (-1, 1):
                put(side * 28, 4, 6, 8, warm)
        else:
            put(turn * 0.5 + 27, 6 + fall, 6, 5, self.skin)
            put(-12, 7, 6, 8, warm)
        if hair != "bald":
            cap = [point(-33, 2)]
            for step in range(13):
                angle = math.pi * (1 - step / 12)
                cap.append(point(math.cos(angle) * 33 - 2, -math.sin(angle) * 36 - 1))
            cap += [
                point(29, -8),
                point(20, -9 + fall),
                point(6, -17 + fall),
                point(-8, -11),
                point(-19, -9),
                point(-22, 6),
            ]
            c.shape(cap, colour)
            c.path(bow(point(-22, -20), point(-6, -34), point(14, -27)), 4 * s, light(colour, 0.16))
        else:
            for side in (-1, 1):
                put(side * 25 - 4, -2, 9, 14, GREY_HAIR)
        brow = mix(colour, INK, 0.4)
        eyes = (-10, 10) if look == "front" else (3, 20)
        for eye in eyes:
            if look == "down":
                c.path(bow(point(eye - 5, 8), point(eye, 13), point(eye + 5, 8), 8), 3 * s, INK)
            else:
                put(eye, 3, 3.2, 4.2, INK)
            c.path(bow(point(eye - 5, -5 + fall), point(eye, -8 + fall), point(eye + 5, -5 + fall), 8), 2.2 * s, brow)
            put(eye + (5 if eye > 5 else -5), 13 + fall, 6, 4, mix(self.skin, CHEEK, 0.42))
            if glasses:
                x, y = point(eye, 4 + fall * 0.6)
                c.ring(x, y, 9 * s, 9 * s, 2.2 * s, (70, 60, 62))
        centre = (eyes[0] + eyes[1]) / 2
        if mouth == "open":
            put(centre, 19 + fall * 0.6, 6, 6, (150, 52, 52))
        elif mouth == "smile":
            ends = (
                point(centre - 7, 17 + fall * 0.6),
                point(centre, 24 + fall * 0.6),
                point(centre + 7, 17 + fall * 0.6),
            )
            c.path(bow(*ends, 10), 2.8 * s, (150, 66, 60))
        else:
            c.path([point(centre - 5, 19 + fall * 0.6), point(centre + 5, 19 + fall * 0.6)], 2.6 * s, (150, 66, 60))


def backpack(c: Picture, who: Person, colour: Colour) -> None:
    """On the back of a figure that stands upright; drawn over it, with a strap."""
    x, y = who.at(-36, -58)
    s = who.size
    c.box(x - 20 * s, y - 36 * s, x + 20 * s, y + 40 * s, colour, 14 * s)
    c.box(x - 15 * s, y + 2 * s, x + 15 * s, y + 32 * s, dark(colour, 0.2), 8 * s)
    c.path(bow(who.at(-20, -90), who.at(6, -86), who.at(-8, -48), 10), 6 * s, dark(colour, 0.3))


def foliage(c: Picture, x: float, y: float, across: float, down: float, colours: Sequence[Colour], seed: int) -> None:
    """A crown of leaves: dark dabs below, light ones above."""
    chance = Random(seed)
    count = round(across * down / 46)
    for number in range(count):
        angle, reach = chance.uniform(0, math.tau), math.sqrt(chance.random())
        px, py = x + math.cos(angle) * reach * across, y + math.sin(angle) * reach * down
        height = (py - (y - down)) / (2 * down) - (px - x) / across * 0.12
        shade = min(len(colours) - 1, max(0, int((height + chance.uniform(-0.22, 0.22)) * len(colours))))
        size = chance.uniform(0.6, 1.0) * min(34, 9 + 22 * (1 - number / count))
        c.oval(px, py, size, size * 0.8, colours[shade])


def ginkgo(c: Picture, x: float, foot: float, size: float, seed: int) -> None:
    trunk, bark = (112, 84, 66), (84, 60, 52)
    c.shape([(x - 22 * size, foot), (x - 12 * size, foot - 330 * size), (x + 12 * size, foot - 330 * size),
             (x + 26 * size, foot)], trunk)  # fmt: skip
    c.shape([(x - 22 * size, foot), (x - 12 * size, foot - 330 * size), (x - 3 * size, foot - 330 * size),
             (x - 6 * size, foot)], bark)  # fmt: skip
    for px, py, bend in ((-110, -420, -50), (90, -440, 40), (-40, -520, -10), (130, -350, 60)):
        start, end = (x, foot - 220 * size), (x + px * size, foot + py * size)
        c.curve(start, (x + bend * size, foot - 300 * size), end, 13 * size, trunk)
    tones = [(255, 236, 140), (250, 216, 92), (240, 190, 58), (220, 158, 44), (186, 122, 40)]
    for px, py, across, down in ((-95, -400, 110, 90), (100, -410, 115, 95), (0, -500, 140, 110), (0, -390, 130, 80)):
        foliage(c, x + px * size, foot + py * size, across * size, down * size, tones, seed + px)


def fallen(c: Picture, box: tuple[float, float, float, float], count: int, seed: int, tones: Sequence[Colour]) -> None:
    """Ginkgo leaves on the ground, small fans, smaller with distance."""
    chance = Random(seed)
    x, y, right, bottom = box
    for _ in range(count):
        py = chance.uniform(y, bottom)
        near = 0.45 + 0.75 * (py - y) / max(1, bottom - y)
        fan = [(0, 8), (-9, -3), (-5, -7), (0, -5), (5, -7), (9, -3)]
        place = turned(fan, chance.uniform(x, right), py, chance.uniform(0, 360), near)
        c.shape([(px, py + (qy - py) * 0.7) for px, qy in place], tones[chance.randrange(len(tones))])


def hills(c: Picture, base: float, height: float, colour: Colour, seed: int, until: float) -> None:
    chance = Random(seed)
    points: list[Point] = [(0, base)]
    x = 0.0
    while x < c.width:
        step = chance.uniform(150, 330)
        points += bow(points[-1], (x + step / 2, base - height * chance.uniform(0.7, 2)), (x + step, base), 14)[1:]
        x += step
    c.shape([*points, (c.width + 400, until), (0, until)], colour)


def cloud(c: Picture, x: float, y: float, size: float, colour: Colour) -> None:
    for px, py, r in ((-70, 6, 34), (-30, -14, 46), (24, -8, 52), (72, 8, 34)):
        c.oval(x + px * size, y + py * size, r * size, r * 0.72 * size, colour)
    c.box(x - 100 * size, y + 6 * size, x + 104 * size, y + 32 * size, colour, 13 * size)


def books(c: Picture, x: float, foot: float, right: float, height: float, seed: int, dim: float = 0) -> None:
    """One shelf of books from x to right."""
    chance = Random(seed)
    tones = [(176, 74, 62), (64, 96, 128), (210, 168, 92), (92, 128, 98), (226, 214, 188), (124, 84, 110), (72, 70, 86)]
    while x < right - 7:
        wide = min(chance.uniform(9, 20), right - x)
        tall = height * chance.uniform(0.68, 0.96)
        colour = mix(tones[chance.randrange(len(tones))], (40, 26, 30), dim)
        if chance.random() < 0.06:
            x += wide
            continue
        c.box(x, foot - tall, x + wide - 1.5, foot, colour)
        c.box(x, foot - tall, x + 2.5, foot, light(colour, 0.2))
        if chance.random() < 0.5:
            c.box(x + 3, foot - tall * 0.8, x + wide - 4, foot - tall * 0.7, light(colour, 0.45))
        x += wide


def gate() -> Picture:
    c = Picture(1400, 930, (198, 222, 236))
    c.fade(0, 0, 1400, 520, (134, 182, 218), (240, 234, 212))
    for x, y, size in ((250, 120, 0.9), (1010, 90, 1.1), (560, 96, 0.5)):
        cloud(c, x, y, size, (250, 250, 246))
    hills(c, 500, 80, (166, 190, 204), 3, 620)
    # The school behind the gate.
    c.box(300, 300, 1100, 640, (222, 200, 178))
    c.box(620, 220, 780, 640, (206, 150, 122))
    c.shape([(606, 222), (700, 166), (794, 222)], (132, 78, 66))
    c.box(290, 286, 1110, 306, (150, 96, 80))
    c.oval(700, 262, 26, 26, WHITE)
    c.ring(700, 262, 27, 27, 4, (110, 64, 54))
    c.path([(700, 262), (700, 244)], 4, INK)
    c.path([(700, 262), (712, 268)], 4, INK)
    for row in range(3):
        for column in range(13):
            x, y = 324 + column * 60, 330 + row * 92
            if 600 < x < 780:
                continue
            c.box(x, y, x + 34, y + 56, (104, 134, 156), 3)
            c.box(x, y, x + 34, y + 22, (150, 182, 196), 3)
            c.box(x - 4, y + 56, x + 38, y + 62, (240, 226, 206))
    c.box(650, 330, 750, 420, (104, 134, 156), 4)
    c.veil([(1100, 300), (1100, 640), (900, 640), (980, 300)], (70, 60, 90), 0.16)
    # Ground.
    c.fade(0, 610, 1400, 930, (222, 204, 176), (190, 166, 140))
    c.shape([(520, 610), (880, 610), (1240, 930), (160, 930)], (232, 218, 196))
    for step in range(6):
        y = 630 + step * step * 11
        part = (y - 610) / 320
        c.path([(520 - 360 * part, y), (880 + 360 * part, y)], 2, (206, 188, 164))
    ginkgo(c, 250, 640, 0.66, 81)
    ginkgo(c, 1160, 640, 0.6, 95)
    # Gate: two pillars and a beam.
    for x in (330, 1010):
        c.box(x - 4, 330, x + 74, 690, (164, 90, 72))
        c.box(x - 4, 330, x + 20, 690, (140, 72, 60))
        for row in range(12):
            c.box(x - 4, 356 + row * 28, x + 74, 358 + row * 28, (184, 114, 92))
        c.box(x - 16, 312, x + 86, 336, (228, 212, 190), 4)
        c.box(x - 14, 676, x + 84, 704, (204, 186, 164), 4)
    c.box(322, 372, 1088, 452, (96, 52, 46), 8)
    c.box(330, 380, 1080, 444, (122, 66, 56), 6)
    c.words(705, 411, "青 岚 中 学", BRUSH, 66, (250, 222, 150))
    for side in (-1, 1):  # The doors stand open.
        x = 705 + side * 304
        c.shape([(x, 480), (x - side * 66, 500), (x - side * 66, 720), (x, 680)], (60, 74, 84))
        for bar in range(5):
            px = x - side * (8 + bar * 13)
            c.path([(px, 486 + bar * 4), (px, 684 + bar * 8)], 3, (110, 128, 138))
    ginkgo(c, 170, 730, 1.36, 11)
    ginkgo(c, 1240, 730, 1.42, 47)
    for x, y in ((180, 738), (1250, 738)):
        c.haze(x, y, 230, 40, (90, 60, 50), 0.3, 16)
    tones = [(250, 214, 86), (240, 186, 56), (222, 160, 46), (255, 232, 130)]
    fallen(c, (0, 660, 1400, 925), 620, 5, tones)
    fallen(c, (0, 700, 420, 925), 260, 6, tones)
    fallen(c, (1010, 700, 1400, 925), 260, 7, tones)
    # People.
    for x, y, across in ((560, 838, 60), (712, 780, 52), (850, 850, 62), (960, 860, 60)):
        c.haze(x, y, across, 13, (70, 46, 50), 0.35, 6)
    far = Person(c, 740, 690, 0.68, look="back", top=BLUE, legs=(((-8, 60), (-14, 122)), ((8, 56), (16, 112))))
    backpack(c, far, RED)
    Person(c, 682, 690, 0.66, look="back", hair="pony", top=BLUE)
    girl = Person(c, 545, 690, 1.12, hair="pony", top=BLUE, arms=(((-14, 38), (10, 72)), ((24, 30), (50, 6))),
                  legs=(((-14, 58), (-34, 112)), ((20, 58), (22, 124))), mouth="open")  # fmt: skip
    backpack(c, girl, (226, 120, 70))
    Person(c, 960, 716, 1.1, flip=-1, hair="short", hair_colour=GREY_HAIR, top=(118, 96, 92), stripe=None,
           trousers=(74, 74, 82), shoes=(60, 50, 50), glasses=True, lean=(6, -92), skin=SKIN_TAN,
           arms=(((-4, 40), (6, 78)), ((12, 40), (34, 62))))  # fmt: skip
    c.path([(920, 702), (914, 852)], 7, WOOD_DARK)
    c.path(bow((920, 702), (926, 688), (938, 694), 8), 7, WOOD_DARK)
    boy = Person(c, 858, 704, 1.16, flip=1, hair="short", top=BLUE, arms=(((-10, 40), (-6, 80)), ((28, 34), (62, 28))),
                 legs=(((-16, 60), (-26, 122)), ((12, 60), (20, 124))))  # fmt: skip
    backpack(c, boy, DARK_GREEN)
    chance = Random(9)
    for _ in range(60):
        place = (chance.uniform(0, 1400), chance.uniform(120, 640))
        c.shape(turned([(0, 8), (-9, -3), (0, -5), (9, -3)], *place, chance.uniform(0, 360), 0.8), tones[1])
    c.veil([(0, 0), (420, 0), (1150, 930), (560, 930)], (255, 246, 206), 0.12, 30)
    c.vignette(0.2)
    return c


def library() -> Picture:
    c = Picture(1400, 930, (70, 46, 44))
    c.fade(0, 0, 1400, 640, (62, 44, 52), (136, 92, 66))
    # Window with the night.
    c.box(470, 60, 930, 470, (44, 32, 36), 6)
    c.fade(486, 76, 914, 456, (20, 32, 74), (66, 92, 146))
    c.haze(800, 168, 70, 70, (240, 232, 190), 0.35, 20)
    c.oval(800, 168, 38, 38, (252, 240, 196))
    c.oval(784, 158, 36, 36, (40, 58, 108))
    chance = Random(4)
    for _ in range(46):
        c.oval(chance.uniform(492, 908), chance.uniform(82, 330), 1.8, 1.8, (226, 226, 240))
    hills(Window(c), 430, 40, (28, 36, 70), 8, 456)
    c.box(470, 456, 930, 476, (44, 32, 36))
    for x in (612, 782):
        c.box(x, 76, x + 9, 456, (44, 32, 36))
    c.box(486, 250, 914, 258, (44, 32, 36))
    # Shelves on both sides, in perspective steps.
    for side in (0, 1):
        for depth, (near, far, top, foot) in enumerate(((0, 190, -10, 760), (200, 330, 40, 700), (338, 462, 90, 640))):
            left, right = (near, far) if side == 0 else (1400 - far, 1400 - near)
            c.box(left, top, right, foot, (78, 48, 36))
            rows = 6
            tall = (foot - top) / rows
            for row in range(rows):
                y = top + row * tall
                c.box(left + 9, y + 9, right - 9, y + tall, (46, 28, 26))
                books(
                    c, left + 12, y + tall - 5, right - 12, tall - 18, depth * 100 + row * 7 + side * 50, depth * 0.14
                )
                c.box(left, y + tall - 6, right, y + tall + 4, (146, 96, 60))
            c.box(left, top, left + 9, foot, (120, 76, 50))
            c.box(right - 9, top, right, foot, (120, 76, 50))
    c.fade(0, 700, 1400, 930, (120, 74, 52), (84, 50, 42))
    c.shape([(462, 640), (938, 640), (1120, 760), (280, 760)], (128, 82, 58))
    # Lamps.
    for x, y in ((330, 150), (700, 120), (1070, 150)):
        c.path([(x, 0), (x, y)], 4, (34, 26, 30))
        c.haze(x, y + 60, 190, 150, (255, 206, 120), 0.32, 60)
        c.shape([(x - 24, y), (x + 24, y), (x + 66, y + 44), (x - 66, y + 44)], (46, 92, 84))
        c.shape([(x - 24, y), (x - 6, y), (x - 26, y + 44), (x - 66, y + 44)], (70, 124, 110))
        c.oval(x, y + 46, 52, 10, (255, 236, 176))
    for x in (330, 700, 1070):
        c.veil([(x - 60, 200), (x + 60, 200), (x + 230, 690), (x - 230, 690)], (255, 214, 130), 0.13, 20)
    # Readers behind the long table.
    tops = ((BLUE, WHITE), (WHITE, BLUE), (BLUE, WHITE), (BLUE, WHITE), (RED, None))
    for index, (x, hair, look) in enumerate(
        (
            (210, "bob", "down"),
            (450, "short", "down"),
            (700, "pony", "side"),
            (955, "short", "down"),
            (1180, "bun", "down"),
        )
    ):
        top, stripe = tops[index]
        flip = -1 if index in (1, 4) else 1
        Person(c, x, 730, 1.28, flip=flip, hair=hair, look=look, top=top, stripe=stripe, legs=(None, None),
               glasses=index in (1, 3), arms=(((4, 52), (34, 74)), ((26, 46), (66, 66))),
               hair_colour=BROWN_HAIR if index == 2 else BLACK_HAIR)  # fmt: skip
    c.shape([(70, 716), (1330, 716), (1400, 800), (0, 800)], (186, 126, 78))
    c.shape([(70, 716), (1330, 716), (1342, 730), (58, 730)], (216, 160, 104))
    c.box(0, 800, 1400, 836, (128, 82, 54))
    for x in (330, 700, 1070):
        c.haze(x, 762, 190, 26, (255, 226, 150), 0.5, 16)
    for index, x in enumerate((270, 470, 770, 1010, 1140)):
        tilt = (-4, 6, 3, -6, 5)[index]
        page = [(-58, 22), (-46, -18), (0, -10), (46, -18), (58, 22), (0, 30)]
        c.shape(turned(page, x, 762, tilt), (250, 244, 228))
        c.shape(turned([(0, -10), (46, -18), (58, 22), (0, 30)], x, 762, tilt), (232, 222, 200))
        for line in range(4):
            for side in (-1, 1):
                ends = turned([(side * 10, -2 + line * 7), (side * 44, -8 + line * 8)], x, 762, tilt)
                c.path(ends, 1.6, (170, 156, 138))
    pile = ((RED, 46), (GOLD, 40), ((70, 110, 140), 48), ((90, 130, 100), 36))
    for index, (colour, wide) in enumerate(pile):
        y = 756 - index * 15
        c.box(600 - wide, y, 600 + wide, y + 15, colour, 3)
        c.box(600 - wide + 6, y + 4, 600 + wide, y + 11, PAPER)
    c.box(868, 726, 892, 774, (196, 214, 214), 6)
    c.box(868, 720, 892, 734, RED, 4)
    for x in (150, 420, 700, 980, 1250):
        c.box(x - 56, 846, x + 56, 862, (94, 58, 44), 6)
        c.path([(x - 44, 860), (x - 52, 930)], 9, (74, 44, 38))
        c.path([(x + 44, 860), (x + 52, 930)], 9, (74, 44, 38))
    c.vignette(0.42)
    return c


class Window(Picture):
    """The same drawing, for `hills` that end at the window's edge."""

    def __init__(self, c: Picture) -> None:
        self.width, self.height, self.smooth = c.width, c.height, c.smooth
        self.image, self.draw = c.image, c.draw

    def shape(self, points: Iterable[Point], fill: Colour) -> None:
        super().shape([(min(914, max(486, x)), min(456, y)) for x, y in points], fill)


def garden() -> Picture:
    c = Picture(1400, 930, (190, 220, 236))
    c.fade(0, 0, 1400, 460, (116, 178, 220), (236, 240, 226))
    cloud(c, 1060, 110, 1.2, (252, 252, 248))
    cloud(c, 320, 160, 0.8, (250, 250, 246))
    hills(c, 380, 90, (150, 184, 196), 5, 520)
    hills(c, 420, 60, (124, 164, 168), 15, 520)
    chance = Random(22)
    for number in range(26):
        x, tall = number * 56 - 10, chance.uniform(50, 150)
        colour = mix((206, 204, 206), (178, 186, 200), chance.random())
        c.box(x, 470 - tall, x + 50, 490, colour)
        for row in range(int(tall // 20)):
            for column in range(3):
                c.box(
                    x + 7 + column * 14,
                    478 - tall + row * 20,
                    x + 14 + column * 14,
                    488 - tall + row * 20,
                    dark(colour),
                )
    # Parapet and roof.
    c.box(0, 470, 1400, 540, (232, 222, 206))
    c.box(0, 462, 1400, 482, (250, 244, 232))
    c.box(0, 528, 1400, 542, (196, 182, 166))
    c.fade(0, 540, 1400, 930, (204, 188, 170), (176, 158, 142))
    for x in range(-600, 2000, 150):
        c.path([(x * 0.5 + 350, 540), (x, 930)], 2, (188, 170, 152))
    for y in (590, 670, 790):
        c.path([(0, y), (1400, y)], 2, (188, 170, 152))
    # A trellis with tomatoes.
    for x in (70, 180, 290):
        c.path([(x, 300), (x, 600)], 7, WOOD)
    for y in (330, 410, 490):
        c.path([(56, y), (306, y)], 5, WOOD_LIGHT)
    for x in (70, 180, 290):
        foliage(c, x, 440, 62, 130, [(162, 204, 104), LEAF, GREEN, DARK_GREEN], x)
    chance = Random(31)
    for number in range(26):
        x, y = chance.uniform(30, 340), chance.uniform(340, 560)
        c.oval(x, y, 12, 11, RED if number % 4 else GOLD)
        c.oval(x - 4, y - 4, 3, 3, light(RED, 0.6))

    def crate(x: float, y: float, right: float, deep: float, plant: str, seed: int) -> None:
        c.haze((x + right) / 2, y + deep, (right - x) / 2 + 20, 18, (70, 50, 50), 0.35, 8)
        c.shape([(x + 18, y - 30), (right - 18, y - 30), (right, y), (x, y)], (94, 64, 50))
        chance = Random(seed)
        for row in range(2):
            for number in range(int((right - x) / 52)):
                px = x + 34 + number * 52 + row * 20 + chance.uniform(-6, 6)
                py = y - 22 + row * 16
                if px > right - 20:
                    continue
                if plant == "radish":
                    c.oval(px, py - 2, 15, 14, (250, 248, 240))
                    for lean in (-34, -16, 2, 20, 36):
                        tip = (px + lean, py - 66 + abs(lean) * 0.5)
                        c.curve((px, py - 10), (px + lean * 0.3, py - 50), tip, 9, (GREEN, LEAF)[lean % 4 // 2])
                else:
                    for ring, colour in ((30, DARK_GREEN), (23, GREEN), (15, LEAF), (8, (196, 222, 130))):
                        c.oval(px, py - 10, ring, ring * 0.72, colour)
        for row in range(3):
            top = y + row * deep / 3
            c.box(x, top, right, top + deep / 3 - 3, (WOOD, WOOD_LIGHT, WOOD)[row], 3)
        for px in (x + 12, right - 24):
            c.box(px, y - 2, px + 12, y + deep, WOOD_DARK)

    crate(380, 590, 800, 66, "green", 41)
    crate(860, 590, 1340, 66, "radish", 42)
    # The far one carries water, the near ones pull and lift.
    c.haze(700, 770, 70, 14, (70, 50, 50), 0.3, 8)
    Person(c, 690, 640, 1.04, flip=1, hair="short", top=BLUE, glasses=True, look="side",
           arms=(((-10, 44), (-2, 84)), ((22, 40), (60, 62))))  # fmt: skip
    c.box(752, 630, 806, 690, (92, 150, 160), 8)
    c.path([(806, 650), (848, 626)], 10, (92, 150, 160))
    c.path(bow((760, 630), (780, 590), (802, 630), 12), 7, (70, 122, 134))
    for drop in range(9):
        c.path([(852 + drop * 4, 634 + drop * 7), (854 + drop * 4, 644 + drop * 7)], 3, (190, 226, 240))
    crate(60, 740, 560, 92, "radish", 43)
    crate(880, 780, 1390, 100, "green", 44)
    c.haze(640, 880, 120, 22, (70, 50, 50), 0.35, 10)
    puller = Person(c, 640, 800, 1.3, flip=-1, lean=(44, -74), head=(22, -34), look="side", hair="pony", top=BLUE,
                    sleeve="short", arms=(((40, 30), (78, 10)), ((42, 36), (86, 22))), mouth="open",
                    legs=(((-26, 30), (-36, 66)), ((30, 26), (26, 66))))  # fmt: skip
    hand = puller.hands[-1]
    c.shape(turned([(-17, 0), (17, 0), (14, 40), (0, 96), (-14, 40)], hand[0] - 6, hand[1] + 14, 12), (252, 250, 244))
    c.shape(turned([(-17, 0), (-6, 0), (-4, 60), (0, 96), (-14, 40)], hand[0] - 6, hand[1] + 14, 12), (226, 222, 212))
    for lean in (-40, -18, 4, 24, 44):
        c.curve((hand[0] - 4, hand[1] + 12), (hand[0] + lean * 0.4, hand[1] - 34), (hand[0] + lean, hand[1] - 62), 11,
                (GREEN, LEAF)[lean % 4 // 2])  # fmt: skip
    c.oval(*hand, 15, 14, SKIN)
    # A basket of white radishes.
    for px, py, turn in ((770, 800, -30), (800, 786, 10), (836, 800, 34), (744, 812, -60), (860, 814, 60)):
        c.shape(turned([(-15, 34), (15, 34), (15, 0), (0, -56), (-15, 0)], px, py, turn), (250, 248, 242))
        c.shape(turned([(-15, 34), (-5, 34), (0, -56), (-15, 0)], px, py, turn), (224, 220, 212))
    c.shape([(716, 806), (892, 806), (866, 906), (742, 906)], (206, 156, 92))
    for row in range(5):
        for number in range(8):
            x = 722 + number * 21 + row * 3 + (row % 2) * 8
            if x < 880 - row * 5:
                c.box(x, 812 + row * 19, x + 14, 822 + row * 19, (170, 118, 66), 3)
    c.path([(712, 806), (896, 806)], 11, (224, 178, 112))
    c.veil([(900, 0), (1400, 0), (1400, 500), (300, 930), (100, 930)], (255, 246, 200), 0.1, 30)
    c.vignette(0.18)
    return c


def dorm() -> Picture:
    c = Picture(1000, 1400, (24, 32, 62))
    c.fade(0, 0, 1000, 1400, (18, 26, 58), (48, 56, 92))
    chance = Random(14)
    brick = (40, 46, 80)
    for row in range(60):
        for column in range(13):
            x, y = column * 84 - (row % 2) * 42, row * 24
            tone = mix(brick, (54, 58, 92), chance.random() * 0.9)
            c.box(x + 2, y + 2, x + 82, y + 22, tone, 2)
    c.veil([(0, 0), (1000, 0), (1000, 300), (0, 700)], (12, 16, 44), 0.4, 60)
    # Light spills from the window.
    c.haze(500, 660, 420, 520, (255, 196, 96), 0.3, 90)
    c.box(170, 210, 830, 1080, (96, 72, 60), 6)
    c.box(196, 236, 804, 1054, (255, 222, 142))
    c.fade(196, 236, 804, 1054, (255, 230, 160), (246, 186, 104))
    # Room: a poster, a string of lamps, the bunks.
    c.box(620, 300, 760, 480, (250, 240, 214))
    c.fade(630, 310, 750, 420, (120, 170, 200), (220, 226, 206))
    c.shape([(630, 420), (670, 350), (704, 400), (726, 370), (750, 420)], (90, 130, 120))
    c.box(630, 436, 720, 442, (190, 170, 140))
    c.box(630, 452, 700, 458, (190, 170, 140))
    wire = bow((196, 262), (500, 350), (804, 262), 16)
    c.path(wire, 2.5, (140, 100, 70))
    for index, (x, y) in enumerate(wire[1:-1]):
        c.haze(x, y + 14, 20, 20, (255, 250, 210), 0.6, 8)
        c.oval(x, y + 12, 6, 8, (RED, (250, 250, 230), (92, 150, 140))[index % 3])
    c.box(196, 560, 520, 584, (140, 98, 70))
    c.box(196, 520, 520, 562, (132, 168, 186), 8)
    c.box(196, 520, 300, 562, WHITE, 12)
    c.box(196, 470, 520, 482, (170, 124, 86))
    for x in (300, 400, 508):
        c.box(x, 470, x + 9, 560, (170, 124, 86))
    c.box(504, 440, 520, 1054, (140, 98, 70))
    for y in (660, 750, 840, 930):
        c.box(440, y, 520, y + 12, (158, 112, 78))
    c.box(430, 584, 444, 1054, (158, 112, 78))
    c.box(196, 880, 520, 960, (196, 112, 98), 10)
    c.box(196, 940, 520, 1054, (140, 98, 70))
    # Two friends: one above, leaning out, one below, looking up.
    Person(c, 330, 560, 1.16, lean=(46, -58), head=(26, -34), hair="bob", top=(236, 150, 140), stripe=None,
           legs=(None, None), arms=(((34, 44), (70, 34)), ((46, 34), (92, 26))))  # fmt: skip
    c.box(196, 530, 420, 566, (112, 150, 172), 14)
    Person(c, 640, 950, 1.42, flip=-1, hair="long", hair_colour=BROWN_HAIR, top=(122, 168, 150), stripe=None,
           head=(6, -42), legs=(None, None), mouth="open",
           arms=(((24, 48), (52, 24)), ((26, 52), (60, 72))))  # fmt: skip
    c.path([(546, 900), (566, 880)], 8, WHITE)
    c.box(520, 862, 552, 912, (250, 244, 230), 6)
    c.ring(516, 886, 12, 14, 5, (250, 244, 230))
    # The window's own bars and sill.
    c.box(196, 960, 804, 1054, (176, 120, 78))
    c.box(490, 236, 510, 1054, (112, 84, 68))
    c.box(196, 420, 804, 434, (112, 84, 68))
    c.box(140, 1054, 860, 1100, (150, 118, 98), 6)
    c.box(140, 1090, 860, 1108, (74, 58, 66), 6)
    # On the sill: a plant, a lamp.
    c.shape([(236, 984), (326, 984), (314, 1056), (248, 1056)], (196, 96, 66))
    c.box(230, 976, 332, 992, (214, 116, 82), 4)
    for lean, tall in ((-60, 90), (-32, 130), (-6, 150), (24, 136), (54, 96), (-46, 50), (46, 56)):
        c.curve(
            (281, 980),
            (281 + lean * 0.2, 980 - tall * 0.7),
            (281 + lean, 980 - tall),
            13,
            (GREEN, DARK_GREEN)[tall % 4 // 2],
        )
    c.box(690, 1040, 770, 1056, (70, 78, 96), 6)
    c.path([(730, 1044), (716, 960), (750, 900)], 8, (70, 78, 96))
    c.haze(740, 930, 80, 70, (255, 250, 200), 0.5, 26)
    c.shape([(724, 874), (782, 894), (770, 938), (690, 908)], (206, 76, 62))
    # Laundry outside.
    c.path([(0, 1180), (1000, 1168)], 4, (150, 150, 170))
    for x, colour in ((120, (86, 116, 168)), (330, (216, 218, 226)), (640, (86, 116, 168)), (850, (190, 90, 90))):
        y = 1178 - x * 0.011
        body = [(-50, 0), (50, 0), (92, 54), (64, 78), (48, 56), (52, 170), (-52, 170), (-48, 56), (-64, 78), (-92, 54)]
        c.shape(turned(body, x, y + 4, 2), dark(colour, 0.3))
        c.shape(
            turned([(-6, 0), (50, 0), (92, 54), (64, 78), (48, 56), (52, 170), (2, 170)], x, y + 4, 2),
            dark(colour, 0.16),
        )
        c.box(x - 52 + 6, y + 66, x + 52, y + 78, mix(colour, WHITE, 0.5))
        for peg in (-34, 34):
            c.box(x + peg - 4, y - 10, x + peg + 4, y + 14, GOLD, 2)
    c.veil([(196, 1108), (804, 1108), (980, 1400), (20, 1400)], (255, 200, 110), 0.16, 40)
    # The neighbours' windows: dark, and one dim.
    for x, right in ((-80, 90), (910, 1080)):
        c.box(x, 210, right, 1080, (66, 60, 76), 6)
        c.fade(x + 20, 236, right - 20, 1054, (28, 40, 84), (40, 52, 96))
        c.veil([(x + 20, 236), (right - 20, 236), (x + 20, 700)], (160, 180, 220), 0.14)
        c.box(x - 20, 1054, right + 20, 1096, (84, 74, 86), 4)
    c.vignette(0.3)
    return c


def choir() -> Picture:
    c = Picture(1400, 930, (44, 20, 36))
    c.fade(0, 0, 1400, 700, (66, 24, 40), (140, 52, 56))
    for x in range(-20, 1420, 56):  # The curtain's folds.
        c.fade(x, 0, x + 22, 660, (58, 20, 38), (112, 38, 48))
        c.fade(x + 22, 0, x + 30, 660, (96, 36, 50), (176, 70, 66))
    c.haze(700, 120, 520, 160, (255, 214, 150), 0.26, 70)
    c.box(330, 56, 1070, 150, (250, 226, 164), 10)
    c.box(338, 64, 1062, 142, (176, 48, 46), 8)
    c.words(700, 103, "岚 起", BRUSH, 84, (252, 230, 160))
    for x in (170, 520, 880, 1230):
        c.veil([(x - 24, 0), (x + 24, 0), (x + (700 - x) * 0.4 + 210, 720), (x + (700 - x) * 0.4 - 210, 720)],
               (255, 232, 170), 0.13, 14)  # fmt: skip
        c.box(x - 30, -6, x + 30, 26, (30, 20, 28), 8)
        c.oval(x, 28, 22, 8, (255, 246, 206))
    c.fade(0, 650, 1400, 930, (190, 122, 72), (112, 62, 48))
    for x in range(-900, 2400, 120):
        c.path([(700 + (x - 700) * 0.62, 650), (x, 930)], 2, (148, 92, 60))
    c.haze(700, 700, 560, 60, (255, 226, 160), 0.35, 30)
    hairs = ("short", "bob", "pony", "short", "braids", "short", "bun", "long")
    for row, (y, riser) in enumerate(((388, 560), (462, 620), (540, 690))):
        count = 10 if row % 2 == 0 else 9
        for number in range(count):
            x = 700 + (number - (count - 1) / 2) * 88
            hair = hairs[(number * 3 + row * 5) % 8]
            Person(c, x, y + abs(number - (count - 1) / 2) * 3, 0.86, look="front", hair=hair, top=(250, 248, 242),
                   stripe=None, mouth="open" if (number + row) % 3 else "smile",
                   trousers=(38, 44, 74), skirt=(38, 44, 74) if hair not in ("short",) else None,
                   skin=(SKIN, SKIN_TAN, SKIN)[(number + row) % 3], glasses=(number * 7 + row * 3) % 11 == 0,
                   hair_colour=BROWN_HAIR if (number + row) % 5 == 0 else BLACK_HAIR,
                   arms=(((-4, 42), (14, 70)), ((4, 42), (-14, 70))))  # fmt: skip
            neck = (x, y + abs(number - (count - 1) / 2) * 3 - 74)
            c.shape([(neck[0], neck[1]), (neck[0] - 12, neck[1] - 7), (neck[0] - 12, neck[1] + 7)], RED)
            c.shape([(neck[0], neck[1]), (neck[0] + 12, neck[1] - 7), (neck[0] + 12, neck[1] + 7)], RED)
        if row < 2:
            c.box(230, riser - 26 + row * 6, 1170, riser + 14 + row * 6, (116, 70, 50))
    # The piano.
    c.haze(170, 846, 230, 26, (30, 14, 24), 0.5, 10)
    c.shape([(30, 560), (70, 480), (240, 470), (330, 540), (322, 640), (40, 660)], (26, 24, 32))
    c.shape([(30, 560), (70, 480), (240, 470), (330, 540), (180, 560)], (62, 58, 74))
    c.shape([(40, 470), (90, 330), (300, 400), (312, 520)], (36, 32, 44))
    c.shape([(56, 462), (96, 346), (286, 410), (296, 506)], (78, 66, 70))
    for x in (70, 190, 300):
        c.path([(x, 650), (x - 4, 840)], 15, (26, 24, 32))
    c.box(300, 640, 420, 660, (26, 24, 32), 4)
    for key in range(16):
        c.box(302 + key * 7, 634, 308 + key * 7, 648, WHITE)
    Person(c, 462, 690, 1.16, flip=-1, hair="bun", top=(186, 64, 80), stripe=None, trousers=(60, 30, 50),
           shoes=(30, 26, 34), look="down", arms=(((34, 34), (64, 28)), ((40, 40), (82, 34))),
           legs=(((52, 10), (58, 92)), ((60, 16), (70, 98))))  # fmt: skip
    c.box(420, 716, 506, 738, (30, 26, 34), 6)
    for x in (432, 492):
        c.path([(x, 736), (x, 838)], 9, (30, 26, 34))
    # The conductor from behind.
    c.haze(740, 872, 90, 16, (30, 14, 24), 0.5, 8)
    c.box(650, 850, 830, 890, (84, 46, 42), 6)
    c.box(650, 846, 830, 858, (146, 90, 62), 4)
    lead = Person(c, 740, 710, 1.22, look="back", hair="short", top=(34, 32, 44), stripe=None, trousers=(34, 32, 44),
                  shoes=(20, 18, 24), arms=(((-40, -4), (-70, -62)), ((56, 6), (104, -34))))  # fmt: skip
    hand = lead.hands[-1]
    c.path([hand, (hand[0] + 44, hand[1] - 50)], 3.5, WHITE)
    # Heads of the first rows.
    chance = Random(3)
    for number in range(17):
        x, y = number * 88 + chance.uniform(-14, 14), 926 + chance.uniform(-12, 14)
        c.oval(x, y, 34, 40, (38, 20, 32))
        c.oval(x, y + 66, 64, 46, (38, 20, 32))
        c.path(bow((x - 26, y - 24), (x, y - 46), (x + 26, y - 24), 8), 3, (150, 84, 70))
    c.vignette(0.34)
    return c


def classroom() -> Picture:
    c = Picture(1400, 930, (244, 234, 212))
    c.fade(0, 0, 1400, 640, (250, 242, 222), (236, 222, 194))
    c.box(0, 560, 1400, 660, (156, 186, 170))
    c.box(0, 552, 1400, 562, (120, 152, 140))
    c.fade(0, 650, 1400, 930, (206, 170, 128), (176, 136, 100))
    # Windows on the left, in perspective.
    for near, far, up, down in ((0, 150, 30, 560), (176, 290, 74, 524)):
        c.shape([(near - 8, up - 14), (far + 8, up + 32), (far + 8, down - 8), (near - 8, down + 20)], (250, 248, 242))
        c.shape([(near, up), (far, up + 40), (far, down - 16), (near, down + 8)], (164, 210, 232))
        c.shape([(near, down - 190), (far, down - 170), (far, down - 16), (near, down + 8)], (150, 190, 120))
        foliage(c, (near + far) / 2, down - 230, (far - near) * 0.45, 90, [YELLOW, GOLD, (214, 160, 60)], near + 3)
        middle = (near + far) / 2
        c.path([(middle, up + 20), (middle, down - 4)], 8, (250, 248, 242))
        c.path([(near, (up + down) / 2), (far, (up + down) / 2 + 8)], 8, (250, 248, 242))
    # The board.
    c.box(400, 96, 1240, 470, WOOD, 8)
    c.fade(414, 110, 1226, 456, (44, 96, 82), (58, 116, 98))
    c.veil([(414, 110), (700, 110), (520, 456), (414, 456)], WHITE, 0.07, 10)
    chalk, pale = (238, 240, 228), (164, 200, 186)
    c.path([(860, 140), (1180, 140)], 4, chalk)
    c.path([(1020, 140), (1020, 372)], 3, pale)
    for side, tone in ((-1, pale), (1, chalk)):
        c.path([(1020, 140), (1020 + side * 112, 356)], 3, tone)
        c.box(1020 + side * 118 - 24, 356, 1020 + side * 118 + 24, 368, tone, 3)
    c.path(bow((890, 378), (1020, 424), (1150, 378)), 3, YELLOW)
    c.shape([(1150, 378), (1134, 376), (1142, 392)], YELLOW)
    c.words(560, 168, "摆的快慢", KAI, 50, chalk)
    c.words(560, 240, "跟什么有关？", KAI, 44, YELLOW)
    for index, line in enumerate(("① 轻重", "② 高低", "③ 绳长 √")):
        c.words(556, 304 + index * 50, line, KAI, 36, chalk)
    c.box(414, 462, 1226, 478, WOOD_LIGHT, 3)
    for x, tone in ((470, WHITE), (500, YELLOW), (1180, (236, 140, 130))):
        c.box(x, 456, x + 22, 464, tone, 3)
    c.box(700, 36, 920, 82, RED, 6)
    c.words(810, 59, "勤 问", KAI, 34, YELLOW)
    c.box(1290, 120, 1376, 206, WHITE, 43)
    c.ring(1333, 163, 44, 44, 6, NAVY)
    c.path([(1333, 163), (1333, 134)], 4, INK)
    c.path([(1333, 163), (1352, 172)], 4, INK)
    c.box(1270, 270, 1400, 440, (232, 196, 130), 4)
    for index, (x, y) in enumerate(((1284, 286), (1340, 284), (1290, 352), (1346, 358))):
        c.box(x, y, x + 46, y + 56, (WHITE, (250, 220, 200), (206, 226, 230), (250, 240, 190))[index])
    # The teacher.
    c.haze(770, 690, 70, 14, (90, 60, 50), 0.35, 8)
    lady = Person(c, 770, 540, 1.22, flip=1, hair="bob", top=(206, 104, 88), stripe=None, trousers=(70, 66, 90),
                  shoes=(60, 44, 50), glasses=True, look="front", mouth="open",
                  arms=(((-16, 42), (8, 66)), ((40, -8), (86, -40))))  # fmt: skip
    c.path([lady.hands[-1], (lady.hands[-1][0] + 22, lady.hands[-1][1] - 14)], 6, WHITE)
    c.box(1030, 520, 1220, 700, WOOD)
    c.box(1014, 506, 1236, 528, WOOD_LIGHT, 4)
    c.box(1046, 550, 1204, 690, dark(WOOD, 0.12), 4)
    c.box(1060, 484, 1130, 506, (86, 130, 170), 3)
    c.box(1066, 466, 1124, 486, (236, 210, 140), 3)
    c.oval(1184, 486, 20, 22, (110, 160, 200))
    # Pupils from behind at their desks.
    c.veil([(0, 560), (290, 520), (1180, 930), (240, 930)], (255, 244, 190), 0.3, 24)
    seats = ((150, 800, 1.12, "pony", True), (430, 790, 1.1, "short", True), (700, 800, 1.12, "bob", False),
             (980, 792, 1.12, "braids", True), (1260, 800, 1.14, "short", True))  # fmt: skip
    for index, (x, y, size, hair, up) in enumerate(seats):
        c.haze(x, y + 118, 130, 20, (90, 56, 50), 0.35, 10)
        c.shape([(x - 126, y - 66), (x + 126, y - 66), (x + 146, y - 24), (x - 146, y - 24)], WOOD_LIGHT)
        c.box(x - 146, y - 24, x + 146, y - 6, WOOD)
        c.shape([(x - 106, y - 58), (x - 54, y - 58), (x - 60, y - 34), (x - 118, y - 34)], WHITE)
        c.box(x + 62, y - 70, x + 112, y - 52, (RED, GREEN, ORANGE, BLUE, GOLD)[index], 3)
        arms = (((-22, 34), (-30, 44)), ((22, -20), (26, -86)) if up else ((22, 34), (30, 44)))
        Person(c, x, y + 36, size * 1.1, flip=1 if index < 3 else -1, look="back", hair=hair, top=BLUE, stripe=WHITE,
               legs=(None, None), arms=arms, hair_colour=BROWN_HAIR if index == 2 else BLACK_HAIR)  # fmt: skip
        c.box(x - 56, y + 20, x + 56, y + 76, WOOD, 8)
        c.box(x - 56, y + 34, x + 56, y + 40, WOOD_DARK)
        for leg in (-48, 48):
            c.path([(x + leg, y + 76), (x + leg, y + 140)], 9, (96, 104, 116))
    c.vignette(0.16)
    return c


def lab() -> Picture:
    c = Picture(1400, 930, (206, 226, 228))
    c.fade(0, 0, 1400, 600, (222, 236, 236), (184, 212, 216))
    c.box(60, 60, 960, 450, (238, 240, 236), 8)
    for row in range(2):
        top = 76 + row * 184
        for column in range(3):
            x = 76 + column * 296
            c.fade(x, top, x + 280, top + 168, (146, 180, 190), (176, 204, 208))
            chance = Random(row * 9 + column)
            px = x + 14.0
            while px < x + 240:
                wide, tall = chance.uniform(26, 40), chance.uniform(60, 110)
                tone = [
                    (176, 94, 52),
                    (66, 120, 150),
                    (212, 172, 84),
                    (110, 150, 110),
                    (226, 226, 220),
                    (150, 80, 110),
                ][chance.randrange(6)]
                foot = top + 160
                c.box(px, foot - tall, px + wide, foot, tone, 6)
                c.box(px + wide * 0.28, foot - tall - 20, px + wide * 0.72, foot - tall + 8, dark(tone, 0.25), 3)
                c.box(px, foot - tall * 0.6, px + wide, foot - tall * 0.28, PAPER)
                c.box(px + 4, foot - tall + 6, px + 8, foot - 8, light(tone, 0.4), 2)
                px += wide + chance.uniform(5, 14)
            c.veil([(x, top), (x + 90, top), (x + 20, top + 168), (x, top + 168)], WHITE, 0.24)
            c.box(x - 4, top + 160, x + 284, top + 170, (206, 212, 208))
            c.oval(x + 262, top + 90, 5, 5, (120, 130, 134))
    c.box(1010, 60, 1360, 400, WHITE, 6)  # Elements, as a wall chart.
    c.words(1185, 92, "元素周期表", SANS, 28, NAVY)
    for row in range(7):
        for column in range(18):
            if (row == 0 and 0 < column < 17) or (row in (1, 2) and 1 < column < 12):
                continue
            tone = ((226, 130, 110), (236, 190, 110), (150, 190, 150), (130, 170, 206), (186, 150, 190))[
                (column // 4 + row // 3) % 5
            ]
            c.box(1022 + column * 18.2, 124 + row * 36, 1038 + column * 18.2, 156 + row * 36, tone, 2)
    c.fade(0, 450, 1400, 930, (168, 200, 206), (140, 176, 186))
    coat = (250, 250, 248)
    look = ((330, "bob", 1, "side"), (700, "short", 1, "down"), (1060, "pony", -1, "side"))
    people = []
    for x, hair, flip, face in look:
        arms = (((22, 42), (56, 34)), ((30, 46), (82, 20)))
        if face == "down":
            arms = (((20, 50), (34, 72)), ((26, 50), (54, 66)))
        who = Person(c, x, 660, 1.55, flip=flip, hair=hair, look=face, top=coat, stripe=None, width=31, arms=arms,
                     mouth="open" if flip < 0 else "smile", legs=(None, None))  # fmt: skip
        people.append(who)
        c.path([who.at(2, -96), who.at(12, -60), who.at(8, -4)], 3, (200, 206, 210))
        c.shape([who.at(-10, -104), who.at(20, -104), who.at(9, -74)], BLUE)
        for eye in (3, 20):
            gx, gy = who.at(eye, -131 if face != "down" else -129)
            c.ring(gx, gy, 16, 14, 4, (64, 130, 150))
        c.path([who.at(-6, -132), who.at(-30, -134)], 5, (64, 130, 150))
    # The bench.
    c.shape([(0, 650), (1400, 650), (1400, 720), (0, 720)], (70, 84, 96))
    c.box(0, 650, 1400, 660, (104, 122, 134))
    c.fade(0, 720, 1400, 930, (226, 222, 210), (198, 192, 180))
    for x in range(40, 1400, 340):
        c.box(x, 750, x + 300, 920, (238, 234, 224), 6)
        c.box(x + 120, 776, x + 180, 786, (150, 154, 156), 5)
    # Metal and wood with ice, a thermometer, a watch.
    c.shape([(560, 668), (700, 668), (712, 694), (548, 694)], (164, 176, 186))
    c.box(548, 694, 712, 704, (120, 132, 142))
    c.shape([(730, 668), (868, 668), (884, 694), (722, 694)], (206, 156, 100))
    c.box(722, 694, 884, 704, (150, 104, 64))
    c.oval(630, 680, 46, 10, (206, 232, 244))
    c.box(608, 656, 648, 682, (224, 244, 252), 6)
    c.box(772, 634, 828, 684, (214, 238, 250), 7)
    c.shape([(780, 642), (800, 642), (784, 672)], WHITE)
    c.path([(900, 690), (960, 600)], 7, WHITE)
    c.path([(900, 690), (928, 648)], 4, RED)
    c.oval(520, 690, 26, 12, (58, 66, 76))
    c.oval(520, 684, 22, 10, (230, 236, 230))
    # A flask over a flame.
    hand = people[0].hands[-1]
    for x in (420, 510):
        c.path([(465, 572), (x, 668)], 5, (96, 104, 112))
    c.box(414, 566, 516, 574, (96, 104, 112))
    c.shape([(452, 460), (478, 460), (480, 506), (514, 566), (416, 566), (450, 506)], (206, 230, 236))
    c.shape([(438, 526), (492, 526), (512, 564), (418, 564)], (96, 170, 190))
    for x, y, r in ((452, 548, 5), (470, 540, 4), (484, 554, 6), (462, 516, 3)):
        c.oval(x, y, r, r, (196, 232, 240))
    for index in range(3):
        c.haze(466 + index * 10, 430 - index * 46, 26 + index * 10, 30, WHITE, 0.5, 12)
    c.shape([(440, 636), (490, 636), (500, 668), (430, 668)], (170, 196, 206))
    c.haze(465, 612, 34, 34, (255, 220, 140), 0.7, 10)
    c.shape([(465, 582), (478, 616), (465, 632), (452, 616)], ORANGE)
    c.shape([(465, 600), (471, 618), (465, 630), (459, 618)], YELLOW)
    c.path([hand, (hand[0] + 14, hand[1] + 6)], 8, (120, 130, 134))
    # Test tubes and a microscope.
    hand = people[2].hands[-1]
    c.shape(turned([(-9, -30), (9, -30), (9, 40), (0, 50), (-9, 40)], hand[0], hand[1] - 10, 12), (220, 240, 240))
    c.shape(turned([(-9, 4), (9, 4), (9, 40), (0, 50), (-9, 40)], hand[0], hand[1] - 10, 12), (196, 90, 130))
    c.oval(*hand, 12, 11, SKIN)
    c.box(1090, 640, 1300, 656, WOOD, 3)
    for index, tone in enumerate((RED, (66, 140, 160), GOLD, GREEN, (150, 90, 150))):
        x = 1106 + index * 40
        c.box(x, 580, x + 20, 668, (226, 240, 240), 10)
        c.box(x, 616 + index % 3 * 10, x + 20, 668, tone, 10)
    c.box(1090, 668, 1300, 682, WOOD_DARK, 3)
    c.box(110, 656, 236, 680, (52, 58, 70), 6)
    c.path([(214, 660), (222, 580), (188, 520)], 17, (52, 58, 70))
    c.box(120, 606, 206, 616, (96, 106, 118), 3)
    c.shape(turned([(-16, -70), (16, -70), (14, 30), (-14, 30)], 164, 540, -14), (236, 238, 240))
    c.shape(turned([(-10, -104), (10, -104), (12, -70), (-12, -70)], 164, 540, -14), (52, 58, 70))
    c.shape(turned([(-8, 30), (8, 30), (6, 56), (-6, 56)], 164, 540, -14), (130, 140, 150))
    c.vignette(0.16)
    return c


def ferry() -> Picture:
    c = Picture(1400, 930, (250, 206, 150))
    c.fade(0, 0, 1400, 250, (110, 132, 176), (236, 176, 150))
    c.fade(0, 250, 1400, 450, (236, 176, 150), (255, 224, 160))
    c.haze(930, 390, 330, 200, (255, 226, 140), 0.7, 80)
    c.oval(930, 380, 74, 74, (255, 240, 190))
    for x, y, size in ((260, 130, 1.1), (620, 90, 0.7), (1200, 170, 0.9)):
        cloud(c, x, y, size, (238, 190, 172))
    hills(c, 420, 110, (176, 140, 160), 4, 470)
    hills(c, 440, 70, (130, 112, 146), 12, 470)
    hills(c, 452, 34, (92, 86, 120), 30, 470)
    c.veil([(0, 420), (1400, 420), (1400, 470), (0, 470)], (255, 226, 190), 0.5, 20)
    c.fade(0, 460, 1400, 930, (246, 190, 136), (62, 82, 124))
    chance = Random(17)
    for _ in range(150):
        y = 466 + 440 * chance.random() ** 1.4
        near = (y - 440) / 460
        x, wide = chance.uniform(-40, 1400), 30 + 120 * near * chance.random()
        c.path([(x, y), (x + wide, y)], 1.5 + 3.5 * near, mix((252, 208, 160), (96, 112, 150), min(1, near * 1.1)))
    for _ in range(90):
        y = 466 + 380 * chance.random()
        near = (y - 440) / 460
        x = 930 + chance.uniform(-70, 70) * (0.6 + near * 1.2)
        c.path([(x, y), (x + 20 + 50 * near, y)], 2 + 4 * near, (255, 240, 196))
    # The far landing: steps and a willow.
    c.shape([(0, 440), (210, 452), (270, 476), (0, 490)], (76, 70, 96))
    for step in range(5):
        c.box(150 + step * 20, 440 + step * 7, 190 + step * 22, 446 + step * 7, (150, 130, 140))
    for x in (40, 110):
        c.path([(x, 450), (x + 6, 350)], 9, (56, 50, 72))
        foliage(c, x + 4, 330, 60, 54, [(120, 110, 120), (90, 88, 108), (66, 66, 92)], x)
    # The boat and its shadow in the water.
    c.haze(620, 800, 480, 44, (30, 36, 76), 0.55, 16)
    hull = [(150, 652), (230, 700), (960, 700), (1090, 640), (1020, 760), (920, 796), (320, 796), (230, 768)]
    # People stand in it, so they come first.
    Person(c, 960, 560, 1.24, flip=-1, hair="bald", skin=SKIN_TAN, top=(70, 84, 98), stripe=None, trousers=(56, 58, 70),
           shoes=(70, 54, 46), arms=(((10, 40), (40, 18)), ((30, 22), (58, -26))), lean=(14, -94))  # fmt: skip
    c.shape([(872, 384), (946, 318), (1016, 388)], (214, 176, 112))
    c.shape([(872, 384), (946, 318), (936, 386)], (234, 202, 142))
    c.path([(896, 300), (860, 880)], 9, (150, 110, 70))
    c.oval(892, 536, 13, 12, SKIN_TAN)
    c.oval(903, 470, 12, 12, SKIN_TAN)
    girl = Person(c, 690, 566, 1.16, flip=1, hair="pony", top=BLUE, mouth="open",
                  arms=(((-10, 42), (-2, 80)), ((30, 24), (66, -10))))  # fmt: skip
    backpack(c, girl, RED)
    boy = Person(c, 520, 706, 1.16, flip=1, hair="short", top=BLUE, look="down", legs=(None, None),
                 arms=(((20, 44), (44, 50)), ((24, 46), (58, 46))))  # fmt: skip
    backpack(c, boy, DARK_GREEN)
    c.shape(turned([(-34, -6), (0, 6), (34, -6), (34, -34), (0, -24), (-34, -34)], 592, 684, -6), PAPER)
    kid = Person(c, 350, 704, 1.08, flip=1, hair="bob", top=BLUE, legs=(None, None), look="side",
                 arms=(((24, 40), (50, 20)), ((26, 40), (56, 16))))  # fmt: skip
    backpack(c, kid, (236, 150, 70))
    c.oval(416, 628, 24, 18, (240, 206, 130))
    c.oval(424, 622, 10, 8, (250, 246, 236))
    c.shape(hull, (122, 80, 60))
    c.shape([(150, 652), (230, 700), (960, 700), (1090, 640), (1066, 684), (940, 730), (250, 730)], (160, 110, 78))
    for row in range(3):
        c.curve(
            (238 + row * 14, 738 + row * 18),
            (620, 746 + row * 20),
            (1030 - row * 24, 716 + row * 24),
            2.5,
            (88, 56, 46),
        )
    for x in (430, 590, 760):
        c.box(x, 698, x + 60, 712, (188, 136, 96), 3)
    c.oval(1020, 716, 26, 26, (42, 40, 54))
    c.oval(1020, 716, 12, 12, (122, 80, 60))
    for y, left, right in ((806, 180, 560), (822, 620, 1060), (842, 260, 760), (864, 540, 1120)):
        c.path(bow((left, y), ((left + right) / 2, y + 10), (right, y), 14), 5, (250, 206, 160))
    # Reeds in front.
    for x in range(0, 330, 17):
        tall = 120 + (x * 37) % 130
        c.curve(
            (x, 940), (x + 10, 940 - tall * 0.6), (x + 34 + x % 23, 940 - tall), 7, ((46, 56, 84), (66, 72, 96))[x % 2]
        )
    for x in (60, 130, 220):
        c.path([(x + 40, 800 - x % 50), (x + 50, 744 - x % 50)], 14, (168, 118, 96))
    for x, y in ((420, 230), (470, 205), (520, 236)):
        c.path(
            [*bow((x - 20, y), (x - 8, y - 12), (x, y), 6), *bow((x, y), (x + 8, y - 12), (x + 20, y), 6)],
            3.5,
            (76, 76, 110),
        )
    c.vignette(0.2)
    return c


def bus() -> Picture:
    c = Picture(1400, 930, (190, 214, 226))
    c.fade(0, 0, 1400, 430, (120, 168, 208), (244, 232, 206))
    hills(c, 330, 130, (170, 194, 210), 2, 560)
    hills(c, 380, 100, (138, 174, 190), 9, 560)
    for x in range(-40, 1500, 130):  # A sea of clouds in the valley.
        c.oval(x, 420 + (x * 7) % 34, 120, 40, (246, 246, 242))
    for x in range(0, 1500, 150):
        c.oval(x, 452 + (x * 3) % 26, 130, 40, (232, 238, 238))
    # Tea terraces.
    c.shape([(0, 330), *bow((0, 330), (260, 380), (430, 560)), (560, 930), (0, 930)], (110, 150, 88))
    for row in range(15):
        y = 352 + row * 40
        c.path(
            [(px, py) for px, py in bow((-10, y), (190, y + 14 + row * 3), (330 + row * 22, y + 130), 30)],
            22,
            (84, 130, 76),
        )
        c.path([(px, py - 5) for px, py in bow((-10, y), (190, y + 14 + row * 3), (330 + row * 22, y + 130), 30)], 11,
               (144, 182, 98))  # fmt: skip
    c.shape([(1400, 380), *bow((1400, 380), (1130, 420), (960, 560)), (900, 700), (1400, 700)], (98, 144, 92))
    for row in range(7):
        y = 404 + row * 40
        c.path(bow((1410, y), (1200, y + 26), (1010 - row * 14, y + 120), 30), 18, (70, 118, 78))
        c.path(bow((1410, y - 5), (1200, y + 21), (1010 - row * 14, y + 115), 30), 9, (130, 172, 100))
    # A wooded slope falls away below the road.
    c.shape([*bow((420, 640), (640, 540), (940, 540)), (980, 930), (420, 930)], (120, 160, 116))
    for number in range(46):
        x, y = 470 + (number * 83) % 420, 600 + (number * 47) % 280
        if y > 560 + abs(940 - x) * 0.2:
            foliage(c, x, y, 34, 26, [LEAF, GREEN, (74, 122, 82), DARK_GREEN], number)
    # The road comes round the bend.
    road = (134, 132, 140)
    c.shape([*bow((910, 520), (960, 560), (964, 620)), *bow((964, 620), (980, 740), (520, 930)), (1500, 930),
             (1500, 760), *bow((1400, 660), (1340, 560), (1280, 520))], road)  # fmt: skip
    for part in range(8):
        t = part / 8
        x, y = 1108 - 60 * t * t, 600 + 330 * t
        c.path([(x, y), (x - 6, y + 20)], 6 + 6 * t, (240, 232, 206))
    for number in range(9):
        t = number / 8
        x, y = 960 + 30 * t - 420 * t * t, 590 + 300 * t
        c.box(x - 6 - number, y - 34 - number * 2, x + 6 + number, y, WHITE, 3)
        c.box(x - 6 - number, y - 24 - number * 2, x + 6 + number, y - 14 - number, RED)
    # The bus.
    c.haze(1080, 742, 260, 26, (40, 40, 60), 0.45, 12)
    c.box(930, 420, 1290, 720, (240, 240, 232), 30)
    c.shape([(930, 450), (930, 700), (860, 690), (856, 480), (884, 448)], (222, 224, 216))
    c.box(930, 600, 1290, 720, (70, 140, 100), 20)
    c.box(930, 600, 1290, 640, (70, 140, 100))
    c.shape([(930, 604), (930, 712), (862, 700), (858, 606)], (52, 114, 84))
    c.box(930, 590, 1290, 602, GOLD)
    c.shape([(922, 476), (922, 586), (868, 586), (868, 496)], (120, 160, 180))
    c.shape([(922, 476), (922, 520), (868, 560), (868, 496)], (176, 208, 220))
    for index in range(4):
        x = 948 + index * 84
        c.box(x, 476, x + 70, 578, (110, 148, 168), 8)
        if index != 3:
            who = (BLACK_HAIR, BROWN_HAIR, BLACK_HAIR)[index]
            c.oval(x + 36, 528, 20, 23, who)
            c.oval(x + 32, 534, 17, 19, SKIN)
            c.oval(x + 26, 532, 2.4, 3, INK)
            c.oval(x + 38, 532, 2.4, 3, INK)
            c.box(x + 10, 556, x + 62, 578, (BLUE, RED, BLUE)[index], 10)
        c.veil([(x + 40, 476), (x + 62, 476), (x + 30, 578), (x + 8, 578)], WHITE, 0.26)
    c.oval(894, 536, 15, 18, SKIN_TAN)
    c.box(880, 514, 910, 528, NAVY, 6)
    c.box(956, 434, 1130, 466, (40, 44, 60), 6)
    c.words(1043, 450, "7路 茶坪—青岚", SANS, 22, YELLOW)
    for x in (990, 1220):
        c.oval(x, 716, 44, 44, (44, 46, 56))
        c.oval(x, 716, 22, 22, (186, 190, 194))
    c.oval(876, 640, 9, 16, (255, 240, 180))
    c.haze(860, 642, 60, 36, (255, 240, 180), 0.45, 16)
    c.path([(1180, 404), (1260, 404)], 12, (170, 110, 74))
    c.box(1176, 384, 1230, 420, (206, 126, 86), 6)
    # The stop with two pupils who wave.
    c.shape([(0, 860), (430, 820), (640, 850), (600, 930), (0, 930)], (196, 172, 134))
    c.path([(470, 520), (470, 860)], 10, (110, 120, 130))
    c.box(400, 500, 540, 600, (58, 104, 164), 8)
    c.words(470, 532, "茶坪", SANS, 40, WHITE)
    c.words(470, 574, "7路", SANS, 26, YELLOW)
    for x in (220, 330):
        c.haze(x + 6, 882, 66, 12, (60, 50, 50), 0.4, 7)
    boy = Person(c, 210, 710, 1.38, flip=1, hair="short", top=BLUE, mouth="open", skin=SKIN_TAN,
                 arms=(((-10, 42), (-2, 80)), ((24, -28), (40, -84))))  # fmt: skip
    backpack(c, boy, (236, 150, 70))
    girl = Person(c, 336, 738, 1.18, flip=1, hair="braids", top=BLUE,
                  arms=(((-10, 40), (4, 76)), ((34, 8), (62, -44))))  # fmt: skip
    backpack(c, girl, RED)
    for x in range(0, 620, 24):
        tall = 22 + (x * 13) % 34
        c.curve((x, 932), (x + 4, 920 - tall), (x + 16, 926 - tall), 7, (GREEN, DARK_GREEN, LEAF)[x // 24 % 3])
    for x in (60, 150, 420, 560):
        c.oval(x, 904, 8, 8, YELLOW)
        c.oval(x, 904, 3, 3, ORANGE)
    c.veil([(0, 0), (560, 0), (1300, 930), (700, 930)], (255, 244, 200), 0.1, 40)
    c.vignette(0.16)
    return c


def sweep() -> Picture:
    c = Picture(1400, 1050, (214, 226, 226))
    c.fade(0, 0, 1400, 520, (176, 210, 228), (246, 236, 206))
    c.box(0, 360, 1400, 560, (214, 150, 122))  # The school wall.
    for row in range(9):
        for column in range(22):
            x, y = column * 68 - (row % 2) * 34, 364 + row * 22
            c.box(
                x + 2, y + 2, x + 66, y + 20, mix((206, 140, 112), (226, 166, 136), (column * 7 + row * 5) % 9 / 9), 2
            )
    c.box(0, 344, 1400, 366, (236, 222, 204))
    hills(c, 344, 60, (168, 192, 190), 6, 345)
    c.fade(0, 560, 1400, 1050, (226, 206, 170), (196, 170, 136))
    c.box(0, 552, 1400, 570, (186, 156, 128))
    ginkgo(c, 330, 640, 1.5, 14)
    ginkgo(c, 1110, 620, 1.3, 66)
    tones = [(250, 214, 86), (240, 186, 56), (222, 160, 46), (255, 232, 130)]
    c.haze(330, 646, 220, 34, (90, 60, 50), 0.3, 14)
    c.haze(1110, 626, 200, 30, (90, 60, 50), 0.3, 14)
    fallen(c, (0, 590, 1400, 1040), 800, 8, tones)
    # The heap.
    c.haze(640, 930, 300, 40, (80, 54, 50), 0.35, 14)
    foliage(c, 640, 890, 250, 70, [(255, 232, 130), (250, 214, 86), (236, 178, 56), (206, 146, 44)], 5)
    fallen(c, (400, 830, 880, 940), 200, 9, [(255, 240, 160), (222, 160, 46), (196, 130, 40)])
    # The barrow.
    c.haze(1110, 962, 220, 26, (80, 54, 50), 0.4, 10)
    foliage(c, 1110, 770, 150, 70, [(255, 236, 140), (250, 216, 92), (236, 180, 58), (206, 146, 44)], 51)
    c.shape([(940, 780), (1290, 780), (1240, 900), (990, 900)], (64, 122, 110))
    c.shape([(940, 780), (1290, 780), (1284, 798), (946, 798)], (104, 162, 146))
    c.path([(1280, 800), (1396, 740)], 12, (90, 96, 104))
    c.path([(1240, 890), (1270, 956)], 11, (90, 96, 104))
    c.oval(1010, 922, 42, 42, (50, 52, 60))
    c.oval(1010, 922, 18, 18, (190, 192, 192))
    # Two who sweep.
    for x, flip, hair, hips in ((300, 1, "pony", 730), (880, -1, "short", 720)):
        c.haze(x, hips + 190, 110, 18, (80, 54, 50), 0.4, 8)
        who = Person(c, x, hips, 1.5, flip=flip, hair=hair, look="down" if flip < 0 else "side", top=BLUE,
                     lean=(18, -92), head=(8, -40), glasses=flip < 0, mouth="smile",
                     arms=(((20, 40), (54, 34)), ((14, 48), (40, 66))),
                     legs=(((-16, 58), (-34, 116)), ((18, 58), (24, 120))))  # fmt: skip
        low, high = who.hands[1], who.hands[0]
        foot = (x + flip * 170, hips + 150)
        c.path([(high[0] - flip * 30, high[1] - 60), foot], 9, WOOD)
        for bristle in range(11):
            spread = (bristle - 5) * 11
            tip = (foot[0] + flip * 30 + spread, foot[1] + 66 - abs(bristle - 5) * 2)
            c.path([foot, tip], 6, ((196, 150, 84), (166, 120, 62))[bristle % 2])
        c.path([(foot[0] - 16, foot[1] + 14), (foot[0] + 22, foot[1] + 10)], 7, RED)
        for hand in (low, high):
            c.oval(*hand, 16, 15, WHITE)
    chance = Random(77)
    for _ in range(70):
        place = (chance.uniform(0, 1400), chance.uniform(60, 800))
        c.shape(turned([(0, 8), (-9, -3), (0, -5), (9, -3)], *place, chance.uniform(0, 360), 1.1), tones[1])
    c.veil([(700, 0), (1200, 0), (800, 1050), (100, 1050)], (255, 246, 206), 0.13, 40)
    c.vignette(0.18)
    return c


def dumpling() -> Picture:
    c = Picture(1400, 1050, (196, 140, 92))
    for row in range(9):  # The board from above.
        tone = ((204, 150, 100), (194, 138, 90), (212, 160, 110))[row % 3]
        c.box(0, row * 120, 1400, row * 120 + 118, tone)
        for grain in range(5):
            y = row * 120 + 14 + grain * 22
            start, end = (-20, y), (1420, y + 6 - grain * 3)
            c.curve(start, (500 + grain * 90, y + 14 * (-1) ** grain), end, 1.6, dark(tone, 0.14))
    c.haze(700, 525, 480, 380, (250, 244, 230), 0.45, 90)
    chance = Random(12)
    for _ in range(260):  # Flour.
        c.oval(chance.gauss(700, 300), chance.gauss(525, 190), *([chance.uniform(1, 4)] * 2), (250, 246, 236))

    def piece(x: float, y: float, turn: float, size: float = 1) -> None:
        c.haze(x + 8, y + 12, 54 * size, 30 * size, (90, 54, 40), 0.35, 6)
        body = [*bow((-54, 10), (0, -66), (54, 10)), *bow((54, 10), (0, 44), (-54, 10))]
        c.shape(turned(body, x, y, turn, size), (252, 242, 220))
        c.shape(turned([*bow((-54, 10), (0, 44), (54, 10)), *bow((54, 10), (0, 22), (-54, 10))], x, y, turn, size),
                (228, 208, 172))  # fmt: skip
        for fold in range(-3, 4):
            start, end = (fold * 13, -24 + fold * fold * 2.6), (fold * 9, -6 + fold * fold * 1.6)
            c.path(turned([start, end], x, y, turn, size), 3, (206, 182, 142))
        c.path(turned(bow((-46, 2), (0, -58), (46, 2), 16), x, y, turn, size), 4, (255, 252, 240))

    # The tray with a ring of dumplings.
    c.haze(714, 546, 310, 310, (70, 40, 34), 0.45, 16)
    c.oval(700, 525, 300, 300, (166, 118, 62))
    c.oval(700, 525, 284, 284, (222, 182, 112))
    for ring in range(1, 9):
        c.ring(700, 525, ring * 34, ring * 34, 2.5, (198, 154, 86))
    for line in range(24):
        angle = line * math.tau / 24
        c.path([(700, 525), (700 + math.cos(angle) * 280, 525 + math.sin(angle) * 280)], 1.6, (204, 162, 94))
    for number in range(13):
        if number in (3, 4):
            continue
        angle = number * math.tau / 13
        piece(700 + math.cos(angle) * 214, 525 + math.sin(angle) * 214, math.degrees(angle) + 90)
    for number in range(5):
        angle = number * math.tau / 5 + 0.3
        piece(700 + math.cos(angle) * 96, 525 + math.sin(angle) * 96, math.degrees(angle) + 90, 0.9)
    # Filling, flour, pin, wrappers, vinegar.
    c.haze(220, 566, 150, 150, (70, 40, 34), 0.4, 12)
    c.oval(210, 550, 146, 146, (70, 118, 150))
    c.oval(210, 550, 130, 130, (230, 236, 236))
    foliage(c, 210, 552, 108, 104, [(226, 176, 140), (214, 156, 120), GREEN, (206, 146, 110), LEAF], 3)
    c.path([(250, 520), (350, 420)], 12, WOOD_LIGHT)
    c.haze(1200, 560, 150, 130, (70, 40, 34), 0.35, 12)
    c.oval(1190, 545, 140, 128, (252, 248, 238))
    c.oval(1190, 540, 96, 84, (240, 232, 214))
    for number in range(7):
        angle = number * 0.9
        x, y = 1190 + math.cos(angle) * 38, 540 + math.sin(angle) * 34
        c.oval(x + 2, y + 4, 48, 46, (214, 198, 166))
        c.oval(x, y, 48, 46, (255, 248, 228))
    c.haze(1060, 250, 210, 20, (70, 40, 34), 0.4, 8)
    c.path([(880, 246), (1240, 186)], 16, WOOD_DARK)
    c.path([(930, 240), (1190, 194)], 40, WOOD_LIGHT)
    c.path([(934, 230), (1186, 185)], 8, light(WOOD_LIGHT, 0.4))
    c.oval(330, 260, 70, 70, WHITE)
    c.oval(330, 260, 56, 56, (86, 40, 34))
    c.oval(316, 246, 12, 8, (150, 90, 80))

    def hands(x: float, y: float, turn: float, cloth: Colour, skin: Colour, holds: str) -> None:
        def put(points: Iterable[Point]) -> list[Point]:
            return turned(points, x, y, turn)

        for side in (-1, 1):
            c.path([(px + 10, py + 14) for px, py in put([(side * 150, 330), (side * 50, 60)])], 70, (150, 100, 66))
        for side in (-1, 1):
            c.path(put([(side * 170, 380), (side * 92, 156)]), 104, cloth)
            c.path(put([(side * 96, 166), (side * 88, 146)]), 110, light(cloth, 0.4))
            c.path(put([(side * 84, 136), (side * 52, 56)]), 62, skin)
            c.path(put([(side * 58, 62), (side * 40, 36)]), 74, skin)
        if holds == "wrap":
            c.oval(x, y, 66, 62, (255, 248, 228))
            c.oval(x, y, 30, 28, (206, 146, 110))
        else:
            piece(x, y, turn, 1.25)
        for side in (-1, 1):
            for finger in range(4):
                start, end = (side * (60 - finger * 4), 40 - finger * 22), (side * (26 - finger * 3), 10 - finger * 18)
                c.path(put([start, end]), 23, light(skin, 0.12) if finger % 2 else skin)
                c.oval(*put([end])[0], 6, 6, mix(skin, (240, 150, 140), 0.5))

    hands(700, 920, 0, BLUE, SKIN, "piece")
    hands(690, 120, 180, (206, 96, 86), SKIN, "wrap")
    hands(110, 810, 52, (92, 142, 110), SKIN_TAN, "piece")
    hands(1300, 830, -52, (232, 172, 78), SKIN, "wrap")
    c.vignette(0.24)
    return c


def bike() -> Picture:
    c = Picture(1400, 1050, (206, 214, 208))
    c.fade(0, 0, 1400, 620, (190, 206, 210), (224, 222, 206))
    c.shape([(0, 0), (1400, 0), (1400, 120), (0, 190)], (96, 118, 132))  # The roof of the shed.
    for x in range(0, 1400, 46):
        c.path([(x, 0), (x - 10, 186 - x * 0.05)], 5, (74, 94, 110))
    c.shape([(0, 190), (1400, 120), (1400, 142), (0, 214)], (60, 76, 92))
    for x in (120, 760, 1330):
        c.box(x, 160, x + 26, 660, (84, 104, 118))
        c.box(x, 160, x + 8, 660, (116, 138, 150))
    foliage(c, 480, 330, 220, 110, [YELLOW, GOLD, (216, 164, 60), (180, 130, 60)], 4)
    foliage(c, 1080, 330, 230, 120, [LEAF, GREEN, (78, 128, 84), DARK_GREEN], 7)
    c.box(0, 420, 1400, 640, (226, 212, 190))
    c.box(0, 412, 1400, 426, (196, 180, 158))
    c.words(650, 474, "义务修车", KAI, 50, (176, 70, 58))

    def wheel(x: float, y: float, r: float, tone: Colour, spokes: int = 18) -> None:
        c.ring(x, y, r, r, r * 0.09, tone)
        c.ring(x, y, r * 0.9, r * 0.9, r * 0.035, (196, 202, 206))
        for spoke in range(spokes):
            angle = spoke * math.tau / spokes
            c.path([(x, y), (x + math.cos(angle) * r * 0.88, y + math.sin(angle) * r * 0.88)], 1.6, (166, 172, 178))
        c.oval(x, y, r * 0.09, r * 0.09, (110, 116, 124))

    for x, tone in ((210, (70, 110, 150)), (420, (150, 84, 80)), (1240, (88, 128, 110))):  # Bicycles that wait.
        for aside in (-70, 70):
            wheel(x + aside, 600, 62, (70, 72, 80), 12)
        c.path([(x - 70, 600), (x - 30, 520), (x + 44, 520), (x, 596), (x - 70, 600)], 8, tone)
        c.path([(x + 70, 600), (x + 40, 500), (x + 66, 486)], 8, tone)
        c.path([(x - 34, 522), (x - 40, 500)], 7, (90, 90, 96))
        c.path([(x - 60, 496), (x - 20, 498)], 13, (50, 48, 56))
    c.fade(0, 640, 1400, 1050, (190, 184, 172), (158, 150, 140))
    for x in range(-300, 1800, 210):
        c.path([(700 + (x - 700) * 0.6, 640), (x, 1050)], 2.5, (174, 168, 156))
    # The one upside down.
    c.haze(640, 960, 430, 34, (50, 44, 50), 0.4, 12)
    wheel(400, 580, 176, (48, 48, 56), 26)
    wheel(900, 580, 176, (48, 48, 56), 26)
    red = (206, 66, 58)
    for line, wide in (
        (((400, 580), (590, 620), (640, 820), (400, 580)), 17), (((590, 620), (840, 800), (640, 820)), 17),
        (((900, 580), (850, 820), (836, 880)), 17)):  # fmt: skip
        c.path(line, wide, red)
        c.path([(x - 3, y - 4) for x, y in line], 4, light(red, 0.45))
    c.path([(644, 820), (654, 900)], 12, (110, 116, 124))
    c.path([(600, 920), (712, 914)], 34, (46, 42, 50))
    c.path([(836, 880), (800, 930), (900, 944), (936, 926)], 13, (110, 116, 124))
    c.path([(914, 938), (956, 926)], 20, (46, 42, 50))
    c.ring(590, 620, 54, 54, 11, (96, 102, 110))
    for tooth in range(20):
        angle = tooth * math.tau / 20
        c.oval(590 + math.cos(angle) * 56, 620 + math.sin(angle) * 56, 5, 5, (96, 102, 110))
    c.path([(590, 620), (520, 700)], 12, (130, 136, 142))
    c.path([(496, 706), (548, 712)], 15, (46, 42, 50))
    c.path([(404, 554), (590, 564)], 5, (70, 70, 76))
    c.path([(404, 606), (560, 662)], 5, (70, 70, 76))
    c.oval(400, 580, 30, 30, (96, 102, 110))
    # The mender.
    c.haze(230, 982, 160, 24, (50, 44, 50), 0.4, 9)
    who = Person(c, 206, 836, 1.75, flip=1, lean=(28, -86), head=(14, -38), hair="short", look="down", top=BLUE,
                 sleeve="short", legs=(((52, 26), (34, 78)), ((40, 6), (56, 78))),
                 arms=(((34, 22), (68, -14)), ((30, 36), (78, 8))))  # fmt: skip
    c.shape([who.at(-8, -60), who.at(40, -66), who.at(34, 0), who.at(-10, 8)], (236, 180, 80))
    c.path([who.at(-6, -58), who.at(14, -92)], 8, (206, 146, 60))
    for x, y in who.hands:
        c.oval(x, y, 25, 23, (232, 228, 218))
        for finger in range(3):
            c.path([(x + 6, y - 12 + finger * 12), (x + 26, y - 12 + finger * 11)], 11, (232, 228, 218))
        c.oval(x + 12, y + 2, 9, 6, (110, 104, 100))
    helper = Person(c, 1120, 770, 1.66, flip=-1, lean=(10, -94), hair="pony", top=BLUE, mouth="open",
                    arms=(((30, 34), (66, 20)), ((20, 44), (64, 42))))  # fmt: skip
    hand = helper.hands[-1]
    c.shape(turned([(-14, -40), (14, -40), (14, 34), (-14, 34)], hand[0] - 10, hand[1] - 20, -70), (70, 130, 110))
    c.path(turned([(0, -40), (0, -74)], hand[0] - 10, hand[1] - 20, -70), 6, (190, 190, 180))
    c.oval(*hand, 18, 17, SKIN)
    # Tools.
    c.haze(1190, 1010, 150, 18, (50, 44, 50), 0.4, 8)
    c.box(1060, 930, 1330, 1016, (70, 110, 150), 8)
    c.box(1060, 930, 1330, 950, (110, 150, 186), 6)
    c.path(bow((1130, 932), (1195, 870), (1260, 932), 14), 11, (50, 56, 70))
    c.path([(420, 1000), (560, 1020)], 15, (176, 182, 186))
    c.ring(408, 998, 22, 22, 10, (176, 182, 186))
    c.ring(572, 1022, 18, 18, 8, (176, 182, 186))
    c.path([(700, 1012), (770, 996)], 16, GOLD)
    c.path([(770, 996), (850, 978)], 7, (176, 182, 186))
    c.shape([(944, 1006), (1006, 1006), (996, 940), (954, 940)], (214, 96, 70))
    c.path([(975, 940), (994, 900)], 6, (214, 96, 70))
    c.vignette(0.2)
    return c


def carpenter() -> Picture:
    c = Picture(1050, 1400, (206, 178, 140))
    c.fade(0, 0, 1050, 900, (226, 200, 160), (190, 152, 112))
    for x in range(0, 1050, 132):
        c.box(x, 0, x + 4, 900, (178, 142, 104))
    c.box(60, 90, 470, 560, (250, 244, 226), 6)  # The window.
    c.fade(78, 108, 452, 542, (170, 214, 232), (236, 240, 214))
    foliage(c, 190, 400, 150, 130, [YELLOW, GOLD, (214, 164, 60), (178, 128, 56)], 2)
    foliage(c, 400, 460, 100, 90, [LEAF, GREEN, DARK_GREEN], 6)
    c.box(258, 108, 272, 542, (250, 244, 226))
    c.box(78, 310, 452, 324, (250, 244, 226))
    c.box(40, 556, 490, 586, WOOD)
    # Tools on the wall.
    c.box(540, 90, 1010, 560, (156, 112, 74), 6)
    c.box(552, 102, 998, 548, (182, 136, 92), 4)
    steel, edge = (206, 212, 214), (150, 158, 164)
    c.shape([(580, 140), (810, 160), (810, 196), (580, 214)], steel)
    for tooth in range(22):
        x = 584 + tooth * 10
        c.shape([(x, 213 - tooth * 0.8), (x + 10, 212 - tooth * 0.8), (x + 5, 222 - tooth * 0.8)], edge)
    c.box(804, 138, 880, 214, WOOD_DARK, 22)
    c.box(828, 160, 858, 192, (182, 136, 92), 14)
    c.path([(930, 130), (930, 330)], 22, WOOD_LIGHT)
    c.box(886, 120, 976, 168, (96, 102, 110), 6)
    for index in range(5):
        x = 590 + index * 52
        c.box(x, 270, x + 18, 360, (WOOD_DARK, RED, WOOD_DARK, DARK_GREEN, WOOD_DARK)[index], 8)
        c.shape([(x + 1, 360), (x + 17, 360), (x + 15, 440 + index * 10), (x + 3, 440 + index * 10)], steel)
    c.path([(900, 380), (900, 520), (980, 520)], 17, WOOD_LIGHT)
    c.path([(908, 512), (974, 512)], 3, edge)
    c.ring(640, 500, 26, 26, 10, (60, 66, 76))
    c.box(700, 486, 850, 520, WOOD_DARK, 8)
    c.box(756, 462, 790, 492, WOOD_LIGHT, 4)
    c.fade(0, 890, 1050, 1400, (166, 122, 84), (120, 86, 64))
    # Stacked chairs behind.
    for level in range(3):
        y = 800 - level * 110
        c.box(820, y, 1000, y + 18, (214, 160, 100), 4)
        c.box(976, y - 120, 996, y + 4, (198, 142, 86), 4)
        for leg in (832, 978):
            c.path([(leg, y + 14), (leg - 6, y + 120)], 11, (176, 122, 74))
        c.box(900, y - 114, 996, y - 84, (214, 160, 100), 4)
    # The master with his plane.
    c.haze(420, 1240, 300, 50, (50, 34, 34), 0.4, 20)
    man = Person(c, 380, 960, 2.5, flip=1, lean=(24, -96), head=(14, -42), hair_colour=GREY_HAIR,
                 skin=SKIN_TAN, look="down", glasses=True, top=(150, 122, 100), stripe=None, trousers=(70, 76, 92),
                 shoes=(60, 48, 46), arms=(((30, 44), (78, 34)), ((16, 54), (64, 58))), width=33,
                 legs=(((-22, 60), (-40, 118)), ((20, 60), (26, 120))))  # fmt: skip
    c.shape([man.at(0, -66), man.at(44, -66), man.at(38, 96), man.at(-22, 96)], (64, 104, 160))
    c.shape([man.at(0, -66), man.at(12, -66), man.at(0, 96), man.at(-22, 96)], (48, 82, 134))
    c.path([man.at(4, -64), man.at(20, -96)], 12, (48, 82, 134))
    c.box(man.at(8, 0)[0], man.at(0, 2)[1], man.at(34, 0)[0], man.at(0, 30)[1], (84, 124, 178), 6)
    c.path([man.at(26, -2), man.at(26, 14)], 7, YELLOW)
    # The bench.
    c.shape([(260, 900), (1050, 870), (1050, 940), (250, 970)], (214, 164, 108))
    c.shape([(250, 970), (1050, 940), (1050, 1000), (250, 1030)], (156, 108, 68))
    c.shape([(330, 880), (980, 856), (980, 884), (330, 910)], (236, 196, 140))
    c.shape([(330, 910), (980, 884), (980, 900), (330, 928)], (190, 140, 92))
    for line in range(4):
        c.path([(340, 888 + line * 6), (975, 862 + line * 6)], 1.6, (206, 160, 106))
    for x in (330, 960):
        c.box(x, 1000, x + 44, 1380, (140, 96, 62))
        c.box(x, 1000, x + 12, 1380, (170, 120, 80))
    c.box(330, 1210, 1000, 1240, (140, 96, 62))
    # Arms and plane over it.
    one, two = man.hands[0], man.hands[1]
    low = max(one[1], two[1]) - 8
    c.shape([(520, low - 26), (720, low - 34), (724, low + 14), (516, low + 22)], (176, 104, 60))
    c.shape([(520, low - 26), (720, low - 34), (720, low - 24), (520, low - 16)], (214, 146, 92))
    c.shape([(610, low - 30), (640, low - 32), (622, low - 84), (600, low - 80)], steel)
    c.path([man.at(40, -24), two], 48, light((150, 122, 100), 0.08))
    c.oval(*two, 30, 27, SKIN_TAN)
    c.path([(one[0] - 66, one[1] - 20), (one[0], low - 36)], 44, dark((150, 122, 100), 0.12))
    c.oval(one[0], low - 36, 28, 25, dark(SKIN_TAN, 0.06))
    # Shavings.
    chance = Random(6)
    for number in range(34):
        x, y = chance.uniform(260, 1040), chance.uniform(1180, 1380)
        if number < 6:
            x, y = 650 + number * 26, low - 30 - number % 3 * 22
        r = chance.uniform(12, 26)
        c.ring(x, y, r, r * 0.8, 6, (246, 214, 162))
        c.ring(x + 5, y + 3, r * 0.55, r * 0.45, 5, (222, 178, 120))
    c.veil([(80, 110), (450, 110), (960, 1400), (260, 1400)], (255, 240, 200), 0.16, 30)
    c.vignette(0.26)
    return c


def calligraphy() -> Picture:
    c = Picture(1400, 930, (240, 230, 210))
    c.fade(0, 0, 1400, 600, (246, 238, 220), (228, 212, 184))
    c.box(0, 0, 1400, 26, WOOD_DARK)
    for x, text, wide in ((90, "静", 150), (290, "水流云在", 110), (1060, "勤问", 130), (1240, "山高月小", 110)):
        c.box(x + 6, 66, x + wide + 6, 470, (206, 190, 160))
        c.box(x, 60, x + wide, 464, (214, 196, 158))
        c.box(x + 12, 84, x + wide - 12, 440, (252, 248, 236))
        c.box(x - 8, 52, x + wide + 8, 66, WOOD_DARK, 5)
        c.box(x - 8, 460, x + wide + 8, 474, WOOD_DARK, 5)
        size = min(86, 290 / len(text))
        for index, letter in enumerate(text):
            y = 262 + (index - (len(text) - 1) / 2) * size * 1.04
            c.words(x + wide / 2, y, letter, BRUSH, size, INK)
        c.box(x + wide - 44, 408, x + wide - 24, 430, RED, 3)
    # A round window with bamboo.
    c.oval(740, 230, 196, 196, WOOD_DARK)
    c.oval(740, 230, 180, 180, (206, 228, 220))
    for x in (650, 720, 800, 860):
        for joint in range(7):
            y = 70 + joint * 48
            if math.hypot(x - 740, y + 22 - 230) < 172:
                c.box(x, y, x + 13, y + 44, ((110, 160, 104), (136, 180, 120))[joint % 2], 4)
    chance = Random(13)
    for _ in range(60):
        angle, reach = chance.uniform(0, math.tau), 150 * math.sqrt(chance.random())
        x, y = 740 + math.cos(angle) * reach, 230 + math.sin(angle) * reach
        turn = chance.uniform(20, 160)
        c.shape(turned([*bow((-30, 0), (0, -10), (30, 0)), *bow((30, 0), (0, 8), (-30, 0))], x, y, turn, 0.8),
                ((82, 136, 88), (58, 108, 76), (124, 170, 104))[_ % 3])  # fmt: skip
    c.ring(740, 230, 196, 196, 18, WOOD_DARK)
    # The boy who rubs ink, the girl who writes.
    Person(c, 1060, 610, 1.6, flip=-1, hair="short", look="down", top=BLUE, glasses=True, legs=(None, None),
           arms=(((24, 44), (50, 58)), ((24, 50), (62, 58))))  # fmt: skip
    girl = Person(c, 480, 610, 1.8, flip=1, lean=(16, -94), head=(8, -40), hair="bun", look="down", top=(188, 70, 66),
                  stripe=None, legs=(None, None), arms=(((20, 50), (40, 76)), ((44, 22), (92, 4))))  # fmt: skip
    c.path([girl.at(2, -92), girl.at(24, -82)], 9, (250, 240, 224))
    # Table, felt, paper.
    c.shape([(60, 640), (1340, 640), (1400, 860), (0, 860)], (120, 76, 52))
    c.shape([(60, 640), (1340, 640), (1344, 652), (56, 652)], (160, 108, 72))
    c.box(0, 860, 1400, 930, (88, 54, 42))
    c.shape([(220, 656), (960, 656), (1000, 836), (170, 836)], (86, 96, 92))
    c.shape([(300, 668), (900, 668), (930, 822), (262, 822)], (212, 58, 46))
    c.shape([(300, 668), (420, 668), (400, 822), (262, 822)], (196, 50, 42))
    c.words(470, 748, "青", BRUSH, 158, (34, 26, 30))
    c.words(726, 748, "岚", BRUSH, 158, (34, 26, 30))
    c.box(256, 816, 340, 834, (60, 52, 50), 4)
    c.box(860, 660, 930, 674, (60, 52, 50), 4)
    # The brush, upright in her hand.
    hand = girl.hands[-1]
    c.path([(hand[0] + 4, hand[1] - 120), (hand[0] + 2, hand[1] + 74)], 13, (176, 120, 72))
    c.path([(hand[0] + 5, hand[1] - 118), (hand[0] + 5, hand[1] - 40)], 4, (216, 166, 110))
    c.shape([(hand[0] - 11, hand[1] + 70), (hand[0] + 15, hand[1] + 70), (hand[0] + 3, hand[1] + 134)], (40, 34, 38))
    c.oval(*hand, 20, 18, SKIN)
    for finger in range(3):
        c.path(
            [(hand[0] - 12, hand[1] - 4 + finger * 11), (hand[0] + 12, hand[1] - 2 + finger * 11)], 11, light(SKIN, 0.1)
        )
    # Inkstone, brushes in a pot, a rack.
    c.oval(960, 742, 74, 34, (44, 42, 50))
    c.oval(960, 736, 54, 22, (24, 22, 28))
    c.box(948, 680, 968, 734, (60, 54, 58), 3)
    c.oval(958, 690, 17, 16, SKIN)
    c.box(1160, 640, 1250, 770, (96, 140, 156), 10)
    c.box(1160, 664, 1250, 684, (220, 232, 226))
    for index, x in enumerate((1172, 1192, 1212, 1232)):
        c.path([(x, 650), (x + (index - 1.5) * 18, 520)], 8, (WOOD, RED, WOOD_LIGHT, WOOD_DARK)[index])
        tip = (x + (index - 1.5) * 19, 512)
        c.shape(
            [(tip[0] - 8, tip[1] + 6), (tip[0] + 8, tip[1] + 6), (tip[0] + (index - 1.5) * 6, tip[1] - 38)],
            (70, 60, 58),
        )
    for index in range(4):
        c.box(70 - index * 3, 780 - index * 16, 200 - index * 3, 796 - index * 16, (212 - index * 10, 58, 46), 2)
    c.veil([(560, 100), (920, 100), (1100, 930), (300, 930)], (255, 248, 216), 0.14, 36)
    c.vignette(0.22)
    return c


def race() -> Picture:
    c = Picture(1400, 930, (170, 208, 230))
    c.fade(0, 0, 1400, 330, (110, 174, 220), (226, 236, 232))
    cloud(c, 220, 84, 1.1, WHITE)
    cloud(c, 1040, 60, 0.9, WHITE)
    hills(c, 250, 70, (146, 180, 176), 19, 330)
    # The stand with its crowd.
    c.shape([(0, 240), (1400, 190), (1400, 470), (0, 470)], (206, 200, 192))
    chance = Random(2)
    tones = (BLUE, BLUE, WHITE, RED, GOLD, GREEN, (150, 100, 150), BLUE)
    for row in range(5):
        for number in range(48):
            x = number * 30 + (row % 2) * 15 + chance.uniform(-4, 4)
            y = 268 + row * 42 - x * 0.034 + chance.uniform(-6, 4)
            cloth = tones[chance.randrange(8)]
            c.oval(x, y + 26, 15, 18, dark(cloth, 0.16))
            if chance.random() < 0.28:
                c.path([(x + 8, y + 16), (x + 16, y - 18)], 6, dark(cloth, 0.1))
            c.oval(x, y, 9, 11, mix(SKIN, SKIN_TAN, chance.random()))
            c.oval(x, y - 5, 10, 8, BLACK_HAIR)
    c.veil([(0, 240), (1400, 190), (1400, 470), (0, 470)], (230, 226, 220), 0.22)
    c.box(0, 440, 1400, 480, (62, 96, 140))
    c.words(562, 461, "秋季运动会", SANS, 22, WHITE)
    for index in range(15):  # Flags.
        x = 30 + index * 98
        y = 214 - index * 4
        c.path([(x, y), (x, y - 94)], 4, (120, 116, 118))
        tone = (RED, YELLOW, BLUE, GREEN, ORANGE)[index % 5]
        top = bow((x, y - 94), (x + 30, y - 108), (x + 60, y - 88))
        c.shape([*top, *bow((x + 60, y - 52), (x + 30, y - 70), (x, y - 54))], tone)
    # Field and track.
    c.fade(0, 478, 1400, 540, (104, 160, 92), (130, 180, 104))
    c.fade(0, 536, 1400, 930, (214, 102, 76), (176, 66, 58))
    for y, wide in ((540, 4), (590, 4), (660, 5), (750, 7), (868, 9)):
        c.path([(0, y + 12), (1400, y - 8)], wide, (250, 236, 226))
    for number in range(80):
        y = 545 + (number * 53) % 380
        c.path([((number * 211) % 1400, y), ((number * 211) % 1400 + 40, y)], 2, (196, 84, 66))
    # The finish.
    c.path([(226, 420), (226, 690)], 12, (90, 96, 106))
    c.shape([(214, 420), (238, 420), (238, 690), (214, 690)], WHITE)
    for band in range(6):
        c.box(214, 420 + band * 46, 238, 442 + band * 46, RED)
    runners = ((1180, 560, 1.05, (96, 150, 110), "short"), (960, 590, 1.16, (236, 180, 70), "bob"),
               (720, 630, 1.3, (84, 128, 190), "short"), (430, 690, 1.62, (206, 62, 58), "pony"))  # fmt: skip
    for index, (x, y, size, cloth, hair) in enumerate(runners):
        c.haze(x, y + 152 * size * 0.86, 90 * size, 12 * size, (90, 20, 30), 0.4, 7)
        first = index % 2 == 0
        stride = (
            (((38, 26), (-8, 82)), ((-18, 58), (-66, 84))) if first else (((-24, 52), (-78, 62)), ((42, 22), (34, 92)))
        )
        swing = (
            (((-38, 18), (-14, 56)), ((30, 34), (64, 4))) if first else (((32, 30), (60, 0)), ((-36, 20), (-22, 60)))
        )
        who = Person(c, x, y, size, flip=-1, lean=(26, -92), head=(14, -38), hair=hair, top=cloth,
                     sleeve="short", trousers=dark(cloth, 0.5), bare_legs=True, shoes=(WHITE, YELLOW)[index % 2],
                     skin=(SKIN_TAN, SKIN, SKIN, SKIN)[index], mouth="open", arms=swing, legs=stride)  # fmt: skip
        hand = who.hands[1]
        c.path([(hand[0] + 14, hand[1] + 16), (hand[0] - 16, hand[1] - 22)], 11 * size * 0.8, GOLD)
        c.oval(*hand, 11 * size, 10 * size, who.skin)
        number = who.at(10, -46)
        c.box(number[0] - 17 * size, number[1] - 14 * size, number[0] + 17 * size, number[1] + 16 * size, WHITE, 3)
        c.words(*number, str((7, 3, 5, 1)[index]), SANS, 22 * size, INK)
        for line in range(3):
            start = x + 70 * size + line * 10
            height = y - 100 * size + line * 56 * size
            c.path([(start, height), (start + 70 * size, height + 3)], 3, (250, 226, 216))
    tape = runners[3]
    c.path([*bow((226, 560), (330, 590), (tape[0] - 78, tape[1] - 96), 14), *bow((tape[0] - 78, tape[1] - 96),
           (tape[0] + 60, tape[1] - 60), (tape[0] + 150, tape[1] - 10), 14)], 9, WHITE)  # fmt: skip
    c.haze(110, 850, 90, 14, (90, 20, 30), 0.4, 7)
    judge = Person(c, 104, 690, 1.34, flip=1, hair="short", look="side", top=WHITE, stripe=BLUE, trousers=(70, 76, 90),
                   arms=(((20, 36), (46, 14)), ((26, 34), (58, 4))), skin=SKIN_TAN)  # fmt: skip
    c.shape([judge.at(-26, -158), judge.at(32, -158), judge.at(56, -150), judge.at(-26, -148)], RED)
    c.oval(*judge.at(2, -160), 34, 18, RED)
    watch = judge.hands[-1]
    c.oval(watch[0] + 8, watch[1] - 8, 15, 15, (60, 64, 74))
    c.oval(watch[0] + 8, watch[1] - 8, 10, 10, (230, 236, 230))
    c.vignette(0.16)
    return c


def basketball() -> Picture:
    c = Picture(1050, 1400, (66, 70, 92))
    c.fade(0, 0, 1050, 900, (52, 58, 84), (110, 112, 128))
    for x in range(-60, 1100, 150):  # Roof beams and lamps.
        c.path([(x, 0), (525 + (x - 525) * 0.6, 230)], 9, (40, 44, 66))
    c.path([(0, 120), (1050, 120)], 9, (40, 44, 66))
    for x in (170, 525, 880):
        c.haze(x, 70, 120, 60, (255, 246, 210), 0.4, 26)
        c.box(x - 60, 56, x + 60, 78, (255, 250, 226), 8)
        c.veil([(x - 60, 78), (x + 60, 78), (x + 260, 1200), (x - 260, 1200)], (255, 246, 214), 0.07, 20)
    chance = Random(21)
    for row in range(9):  # The crowd.
        y = 470 + row * 50
        c.box(0, y + 22, 1050, y + 52, (76, 78, 98))
        for number in range(22):
            x = number * 50 + (row % 2) * 25 + chance.uniform(-6, 6)
            cloth = (BLUE, BLUE, RED, WHITE, GOLD, (120, 90, 140), BLUE)[chance.randrange(7)]
            cloth = mix(cloth, (60, 62, 86), 0.42)
            if chance.random() < 0.3:
                for side in (-1, 1):
                    c.path([(x + side * 14, y + 26), (x + side * 20, y - 22)], 8, cloth)
            c.oval(x, y + 30, 23, 26, cloth)
            c.oval(x, y, 14, 16, mix(SKIN, (60, 62, 86), 0.34))
            c.oval(x, y - 7, 15, 11, (40, 38, 54))
    c.box(0, 900, 1050, 950, (46, 60, 104))
    c.words(130, 926, "班际篮球赛", SANS, 34, YELLOW)
    c.fade(0, 950, 1050, 1400, (226, 170, 104), (186, 122, 70))
    for y in range(960, 1400, 40):
        c.path([(0, y), (1050, y + 8)], 2, (198, 138, 82))
    for number in range(60):
        x, y = (number * 173) % 1050, 960 + (number % 11) * 40
        c.path([(x, y), (x, y + 40)], 2, (198, 138, 82))
    c.path(bow((-40, 1360), (560, 1120), (1100, 1290), 40), 12, WHITE)
    c.path([(0, 1010), (1050, 1000)], 8, WHITE)
    c.haze(525, 1050, 420, 60, (255, 236, 190), 0.3, 30)
    # The board and the basket, upper right.
    c.path([(1050, 560), (940, 420)], 26, (60, 66, 84))
    c.shape([(770, 160), (1010, 130), (1010, 420), (770, 410)], (236, 240, 240))
    for line in (
        ((770, 160), (1010, 130)),
        ((1010, 130), (1010, 420)),
        ((1010, 420), (770, 410)),
        ((770, 410), (770, 160)),
    ):
        c.path(line, 10, RED)
    c.path([(840, 270), (944, 262), (944, 370), (840, 368), (840, 270)], 7, RED)
    c.ring(790, 404, 92, 22, 10, ORANGE)
    for index in range(9):
        x = 706 + index * 21
        c.path([(x, 410), (750 + index * 10, 530)], 3.5, WHITE)
        c.path([(x, 410), (750 + (8 - abs(8 - index * 2)) * 4 + index * 6, 500)], 2.5, (226, 226, 230))
    for y in (444, 480, 512):
        c.path(bow((716 + (y - 410) * 0.3, y), (790, y + 14), (866 - (y - 410) * 0.3, y), 12), 2.5, WHITE)
    # The two who try to stop him.
    for x, y, size, flip, hair in ((830, 900, 1.9, -1, "short"), (600, 960, 1.8, -1, "short")):
        c.haze(x, y + 240, 130, 18, (90, 50, 40), 0.45, 9)
        Person(c, x, y, size, flip=flip, lean=(14, -94), head=(8, -42), hair=hair, top=(52, 96, 170),
               sleeve="none", trousers=(38, 66, 130), bare_legs=True, skin=SKIN_TAN if x == 830 else SKIN, mouth="open",
               arms=(((14, -44), (40, -96)), ((34, -36), (56, -96))),
               legs=(((-16, 54), (-30, 112)), ((24, 50), (12, 116))))  # fmt: skip
    c.haze(330, 1290, 150, 20, (90, 50, 40), 0.45, 10)
    star = Person(c, 330, 850, 2.05, flip=1, lean=(8, -96), head=(6, -42), hair="short", look="side", top=(212, 60, 54),
                  stripe=WHITE, sleeve="none", trousers=(150, 36, 42), bare_legs=True, shoes=YELLOW, mouth="line",
                  arms=(((22, -38), (52, -86)), ((36, -30), (66, -86))),
                  legs=(((26, 44), (-18, 92)), ((-14, 58), (-40, 112))))  # fmt: skip
    number = star.at(6, -38)
    c.words(*number, "5", SANS, 72, WHITE)
    c.path([star.at(-22, -148), star.at(34, -152)], 11, WHITE)
    # The ball in the air, with its way.
    for step in range(10):
        t = step / 10
        x, y = 500 + 130 * t, 470 - 190 * t + 40 * t * t
        c.oval(x, y, 4 + 5 * t, 4 + 5 * t, (250, 226, 190))
    c.oval(664, 286, 62, 62, (226, 124, 54))
    c.haze(644, 262, 30, 26, (255, 200, 140), 0.55, 12)
    c.ring(664, 286, 62, 62, 4, (110, 50, 34))
    c.path(bow((606, 266), (664, 300), (724, 270), 14), 4, (110, 50, 34))
    c.path(bow((650, 226), (676, 286), (652, 346), 14), 4, (110, 50, 34))
    c.path(bow((610, 314), (650, 292), (700, 336), 14), 4, (110, 50, 34))
    c.path(bow((626, 238), (690, 262), (716, 316), 14), 4, (110, 50, 34))
    c.vignette(0.34)
    return c


def water() -> Picture:
    """The notice at the foot of page 8: no article's picture."""
    c = Picture(1800, 310, (24, 44, 92))
    c.fade(0, 0, 1800, 310, (20, 34, 78), (44, 96, 140))
    chance = Random(8)
    for _ in range(90):
        c.oval(chance.uniform(0, 1800), chance.uniform(0, 190), *([chance.uniform(1, 2.4)] * 2), (210, 224, 240))
    c.haze(1540, 96, 120, 120, (250, 240, 200), 0.3, 34)
    c.oval(1540, 96, 54, 54, (252, 244, 208))
    hills(c, 250, 60, (30, 62, 112), 5, 310)
    for row in range(5):
        y = 236 + row * 17
        for x in range(-60 + row * 20, 1800, 120):
            c.path(bow((x, y), (x + 30, y - 10), (x + 60, y), 8) + bow((x + 60, y), (x + 90, y + 8), (x + 120, y), 8),
                   4, mix((70, 140, 176), (110, 180, 200), row / 5))  # fmt: skip
    steel, shine, shade = (190, 202, 212), (236, 242, 246), (120, 136, 154)
    c.box(-10, 84, 210, 140, steel)
    c.box(-10, 90, 210, 104, shine)
    c.box(-10, 126, 210, 140, shade)
    c.box(120, 66, 170, 156, steel, 8)
    c.box(128, 66, 140, 156, shine, 4)
    c.path([*bow((200, 112), (300, 104), (310, 176))], 56, steel)
    c.path([*bow((200, 98), (304, 92), (322, 170))], 10, shine)
    c.box(276, 166, 346, 188, shade, 6)
    c.box(136, 30, 156, 70, steel)
    c.box(84, 14, 208, 40, (206, 74, 62), 12)
    c.box(94, 18, 198, 26, (240, 140, 124), 4)
    c.shape([*bow((312, 200), (276, 252), (312, 264)), *bow((312, 264), (348, 252), (312, 200))], (150, 214, 236))
    c.oval(320, 242, 9, 9, (252, 244, 208))
    c.words(900, 112, "拧紧一下，河就宽一点", KAI, 100, (250, 248, 236))
    c.words(900, 206, "青岚中学学生会 · 节约用水公益广告", SANS, 32, (206, 226, 236))
    return c


PICTURES = {
    "gate": gate,
    "library": library,
    "garden": garden,
    "dorm": dorm,
    "choir": choir,
    "classroom": classroom,
    "lab": lab,
    "ferry": ferry,
    "bus": bus,
    "sweep": sweep,
    "dumpling": dumpling,
    "bike": bike,
    "carpenter": carpenter,
    "calligraphy": calligraphy,
    "race": race,
    "basketball": basketball,
    "ad-water": water,
}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[2:] or PICTURES:
        PICTURES[name]().save(folder / f"{name}.png")


if __name__ == "__main__":
    main()
