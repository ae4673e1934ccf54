"""Draws the picture of the seed edition: children making dumplings at school on the day of the winter solstice.

The dump has a caption but no photograph; this drawing stands in for it. No font, no chance: the same pixels each time.

    python seeds/draw_photo.py [FILE]
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

from canvas import Canvas, Colour, Point, bow, turned
from PIL import Image

WIDTH, HEIGHT = 1800, 1200
FILE = Path(__file__).parent / "gansu-daily" / "2024-12-22" / "images" / "a05.png"

WALL, WALL_LOW = (244, 228, 200), (214, 186, 150)
FRAME, SKY, SNOW = (150, 98, 62), (142, 186, 214), (248, 251, 253)
HILL, FAR_HILL = (196, 216, 228), (170, 198, 216)
WOOD, WOOD_DARK, WOOD_LIGHT = (186, 126, 78), (142, 90, 54), (206, 150, 100)
RED, DEEP_RED, GOLD = (200, 48, 40), (150, 28, 28), (240, 190, 80)
SKIN, SKIN_DARK, BLUSH = (250, 214, 182), (226, 172, 136), (240, 160, 140)
HAIR, INK = (44, 34, 34), (56, 40, 36)
DOUGH, DOUGH_SHADE, DOUGH_LINE = (252, 244, 226), (230, 212, 180), (176, 146, 106)
BAMBOO, BAMBOO_DARK = (222, 186, 118), (166, 124, 66)
WHITE, GREEN = (253, 251, 246), (96, 142, 82)
BLUE, LEAF, ORANGE = (78, 128, 170), (112, 150, 84), (232, 156, 72)


def room(c: Canvas) -> None:
    c.box(0, 700, WIDTH, HEIGHT, WALL_LOW)
    c.box(0, 690, WIDTH, 712, FRAME)
    window(c)
    board(c)
    for index, x in enumerate((90, 1000, 1720)):
        lantern(c, x, 150 + 26 * (index % 2))
    bunting(c)


def window(c: Canvas) -> None:
    left, top, right, bottom = 190, 120, 860, 600
    c.box(left - 26, top - 26, right + 26, bottom + 26, FRAME, 8)
    c.box(left, top, right, bottom, SKY)
    c.shape(
        [
            (left, 420),
            *bow((left, 400), (330, 250), (520, 400)),
            *bow((520, 400), (700, 270), (right, 380)),
            (right, bottom),
            (left, bottom),
        ],
        FAR_HILL,
    )
    c.shape(
        [
            (left, 500),
            *bow((left, 480), (420, 390), (640, 490)),
            *bow((640, 490), (760, 430), (right, 470)),
            (right, bottom),
            (left, bottom),
        ],
        HILL,
    )
    c.shape([*bow((left, 540), (480, 500), (right, 548)), (right, bottom), (left, bottom)], SNOW)
    for x, foot, size in ((300, 545, 1.0), (735, 548, 1.25)):
        pine(c, x, foot, size)
    house(c, 500, 520)
    # Snow falls where a fixed pattern puts it.
    for number in range(70):
        x = left + 12 + (number * 197) % (right - left - 24)
        y = top + 12 + (number * 331 + number * number * 7) % (bottom - top - 40)
        c.oval(x, y, 3 + number % 3 * 1.6, 3 + number % 3 * 1.6, WHITE)
    middle = (left + right) / 2
    c.box(middle - 11, top, middle + 11, bottom, FRAME)
    c.box(left, 266, right, 284, FRAME)
    c.box(left - 50, bottom + 22, right + 50, bottom + 56, WOOD_LIGHT, 6)
    c.box(left - 50, bottom + 48, right + 50, bottom + 56, WOOD_DARK, 4)
    for x, y in ((left + 168, 196), (right - 168, 196)):
        papercut(c, x, y, 56)


def pine(c: Canvas, x: float, foot: float, size: float) -> None:
    c.box(x - 7 * size, foot - 26 * size, x + 7 * size, foot, WOOD_DARK)
    for up, half in ((22, 62), (62, 50), (100, 36)):
        y = foot - up * size
        c.shape([(x - half * size, y), (x, y - 66 * size), (x + half * size, y)], GREEN)
        c.shape(
            [
                (x - half * 0.55 * size, y - 29 * size),
                (x, y - 66 * size),
                (x + half * 0.55 * size, y - 29 * size),
                (x + 6 * size, y - 36 * size),
                (x - 10 * size, y - 27 * size),
            ],
            SNOW,
        )


def house(c: Canvas, x: float, foot: float) -> None:
    c.box(x - 62, foot - 62, x + 62, foot + 14, (206, 150, 118))
    c.shape([(x - 84, foot - 58), (x, foot - 116), (x + 84, foot - 58)], SNOW)
    c.box(x - 14, foot - 34, x + 16, foot + 14, WOOD_DARK)
    for left in (x - 48, x + 26):
        c.box(left, foot - 40, left + 24, foot - 16, GOLD)


def papercut(c: Canvas, x: float, y: float, size: float) -> None:
    """A six-fold paper flower on the pane."""
    for turn in range(6):
        petal = [(0, 0), *bow((8, -10), (30, -34), (0, -60)), *bow((0, -60), (-30, -34), (-8, -10))]
        c.shape(turned(petal, x, y, turn * 60, size / 60), RED)
        c.shape(turned([(0, -24), (7, -36), (0, -49), (-7, -36)], x, y, turn * 60, size / 60), SKY)
        tip = turned([(0, -44)], x, y, turn * 60 + 30, size / 60)[0]
        c.oval(*tip, 6, 6, RED)
    c.oval(x, y, 12, 12, GOLD)


def board(c: Canvas) -> None:
    c.box(1120, 130, 1640, 520, WOOD_DARK, 10)
    c.box(1142, 152, 1618, 498, (58, 92, 78), 4)
    chalk = (226, 234, 224)
    bowl = [*bow((1260, 330), (1380, 480), (1500, 330)), (1260, 330)]
    c.path(bowl, 6, chalk)
    for x in (1310, 1380, 1450):
        c.path([*bow((x - 34, 326), (x, 268), (x + 34, 326))], 6, chalk)
        c.curve((x - 6, 262), (x - 24, 236), (x - 2, 214), 5, chalk)
    for x, y in ((1200, 220), (1560, 226), (1206, 430), (1556, 428)):
        for turn in range(3):
            c.path(turned([(-26, 0), (26, 0)], x, y, turn * 60), 5, chalk)
    c.box(1142, 500, 1618, 516, WOOD_LIGHT, 4)
    c.box(1210, 492, 1256, 502, WHITE, 4)
    c.box(1270, 492, 1300, 502, GOLD, 4)


def lantern(c: Canvas, x: float, y: float) -> None:
    c.path([(x, 0), (x, y - 60)], 5, DEEP_RED)
    c.oval(x, y, 74, 60, RED)
    for half in (46, 18):
        c.oval(x, y, half + 3, 60, DEEP_RED)
        c.oval(x, y, half - 3, 60, RED)
    c.box(x - 32, y - 66, x + 32, y - 50, GOLD, 4)
    c.box(x - 32, y + 50, x + 32, y + 66, GOLD, 4)
    for dx in (-14, 0, 14):
        c.path([(x + dx, y + 66), (x + dx, y + 116)], 4, RED)


def bunting(c: Canvas) -> None:
    line = bow((-20, 30), (900, 110), (1820, 30), 40)
    c.path(line, 4, WOOD_DARK)
    colours = (RED, GOLD, GREEN, BLUE)
    for number, (x, y) in enumerate(line[2:-2:2]):
        c.shape([(x - 24, y), (x + 24, y), (x, y + 50)], colours[number % 4])


def child(c: Canvas, x: float, y: float, coat: Colour, *, girl: bool, look: int, apron: Colour) -> None:
    """A child behind the table; (x, y) is the middle of the face, `look` −1, 0, 1 where it looks."""
    body(c, x, y, coat, apron)
    if girl:
        for side in (-1, 1):
            c.curve((x + side * 88, y - 30), (x + side * 168, y + 30), (x + side * 118, y + 128), 40, HAIR)
            c.oval(x + side * 102, y - 6, 17, 17, RED)
    for side in (-1, 1):
        c.oval(x + side * 108, y + 14, 22, 28, SKIN_DARK)
        c.oval(x + side * 106, y + 12, 16, 21, SKIN)
    c.oval(x, y - 26, 114, 116, HAIR)
    c.oval(x, y + 8, 107, 104, SKIN)
    fringe(c, x, y, girl)
    face(c, x + 12 * look, y, look)


def fringe(c: Canvas, x: float, y: float, girl: bool) -> None:
    top = bow((x - 112, y - 12), (x, y - 214), (x + 112, y - 12))
    if girl:
        c.shape(
            [
                *top,
                *bow((x + 112, y - 12), (x + 70, y - 62), (x + 20, y - 66)),
                (x, y - 46),
                (x - 20, y - 66),
                *bow((x - 20, y - 66), (x - 70, y - 62), (x - 112, y - 12)),
            ],
            HAIR,
        )
    else:
        c.shape(
            [
                *top,
                *bow((x + 112, y - 12), (x + 96, y - 50), (x + 76, y - 56)),
                (x + 40, y - 34),
                (x + 22, y - 58),
                (x - 14, y - 36),
                (x - 34, y - 58),
                (x - 68, y - 36),
                *bow((x - 76, y - 56), (x - 96, y - 50), (x - 112, y - 12)),
            ],
            HAIR,
        )


def face(c: Canvas, x: float, y: float, look: int) -> None:
    for side in (-1, 1):
        eye = x + side * 42
        if look == 0:
            c.curve((eye - 19, y + 14), (eye, y - 18), (eye + 19, y + 14), 8, INK)
        else:
            c.oval(eye, y + 6, 13, 17, INK)
            c.oval(eye + 5 * look, y + 0, 5, 6, WHITE)
        c.curve((eye - 20, y - 30), (eye, y - 42), (eye + 20, y - 30), 6, HAIR)
        c.oval(x + side * 66, y + 44, 23, 15, BLUSH)
    c.curve((x - 7, y + 28), (x, y + 35), (x + 8, y + 28), 5, SKIN_DARK)
    mouth = bow((x - 32, y + 50), (x, y + 108), (x + 32, y + 50))
    c.shape([*mouth, *bow((x + 32, y + 50), (x, y + 60), (x - 32, y + 50))], (166, 52, 48))
    c.shape([*bow((x - 24, y + 54), (x, y + 62), (x + 24, y + 54)), (x + 17, y + 63), (x - 17, y + 63)], WHITE)


def body(c: Canvas, x: float, y: float, coat: Colour, apron: Colour) -> None:
    c.shape(
        [
            *bow((x - 178, y + 420), (x - 176, y + 128), (x - 56, y + 112)),
            *bow((x + 56, y + 112), (x + 176, y + 128), (x + 178, y + 420)),
        ],
        coat,
    )
    c.box(x - 40, y + 84, x + 40, y + 140, SKIN_DARK, 16)
    c.shape([(x - 96, y + 196), (x + 96, y + 196), (x + 120, y + 430), (x - 120, y + 430)], apron)
    for side in (-1, 1):
        c.path([(x + side * 84, y + 200), (x + side * 56, y + 124)], 14, apron)
    # The red scarf of a primary school.
    c.shape(
        [
            (x - 76, y + 112),
            *bow((x - 76, y + 112), (x, y + 156), (x + 76, y + 112)),
            (x + 62, y + 150),
            (x, y + 178),
            (x - 62, y + 150),
        ],
        RED,
    )
    c.shape([(x - 12, y + 160), (x - 64, y + 252), (x - 26, y + 262), (x + 4, y + 172)], RED)
    c.shape([(x + 12, y + 160), (x + 58, y + 258), (x + 22, y + 264), (x - 4, y + 172)], DEEP_RED)
    c.oval(x, y + 164, 20, 17, DEEP_RED)


def arms(c: Canvas, x: float, y: float, hand: Point, coat: Colour) -> None:
    """Both arms of the child with its face at (x, y), from the shoulders over the table's edge to its hands."""
    dark: Colour = (coat[0] * 4 // 5, coat[1] * 4 // 5, coat[2] * 4 // 5)
    for side in (-1, 1):
        shoulder, elbow = (x + side * 132, y + 196), (x + side * 214, y + 356)
        wrist = (hand[0] + side * 88, hand[1] - 8)
        for width, colour in ((86, dark), (76, coat)):
            c.path(
                [*bow(shoulder, (x + side * 190, y + 250), elbow), *bow(elbow, (x + side * 190, hand[1]), wrist)],
                width,
                colour,
            )
        c.path([wrist, (hand[0] + side * 76, hand[1] - 4)], 66, WHITE)


def hands(c: Canvas, x: float, y: float) -> None:
    """Two hands that press a dumpling's edge together."""
    for side in (-1, 1):
        c.oval(x + side * 52, y + 4, 40, 32, SKIN)
    dumpling(c, x, y - 4, 0, 1.25)
    for side in (-1, 1):
        c.path([(x + side * 56, y - 14), (x + side * 20, y - 16)], 21, SKIN_DARK)
        c.path([(x + side * 56, y - 16), (x + side * 22, y - 18)], 18, SKIN)
        c.path([(x + side * 58, y + 12), (x + side * 30, y + 18)], 19, SKIN)


def dumpling(c: Canvas, x: float, y: float, degrees: float, scale: float = 1) -> None:
    """A crescent with a pleated edge."""
    outline = [*bow((-50, 8), (0, -66), (50, 8)), *bow((50, 8), (34, 32), (0, 32)), *bow((0, 32), (-34, 32), (-50, 8))]
    c.shape(turned(outline, x + 3, y + 6, degrees, scale * 1.03), DOUGH_LINE)
    c.shape(turned(outline, x, y, degrees, scale), DOUGH)
    belly = [*bow((-40, 14), (0, -16), (40, 14)), *bow((40, 14), (0, 40), (-40, 14))]
    c.shape(turned(belly, x, y, degrees, scale), DOUGH_SHADE)
    c.shape(turned([(px * 0.84, py * 0.84 - 3) for px, py in belly], x, y, degrees, scale), DOUGH)
    for step in range(-3, 4):
        top = turned([(step * 12.5, -27 + step * step * 3.1)], x, y, degrees, scale)[0]
        low = turned([(step * 10.5, -10 + step * step * 2.0)], x, y, degrees, scale)[0]
        c.path([top, low], 3.4 * scale, DOUGH_LINE)


def table(c: Canvas) -> None:
    c.shape([(-10, 872), (WIDTH + 10, 872), (WIDTH + 10, HEIGHT), (-10, HEIGHT)], WOOD)
    c.box(-10, 866, WIDTH + 10, 884, WOOD_LIGHT)
    for y, start in ((950, 0), (1030, -300), (1118, -120)):
        c.path([(start, y), (start + 900, y + 3), (WIDTH + 20, y - 2)], 4, WOOD_DARK)
    c.oval(460, 1060, 190, 40, WOOD_LIGHT)
    c.oval(1330, 1080, 210, 44, WOOD_LIGHT)


def tray(c: Canvas, x: float, y: float, across: float, down: float, rings: tuple[tuple[float, int], ...]) -> None:
    """A round bamboo tray seen from the side, with dumplings in rings."""
    c.oval(x, y + 20, across, down, WOOD_DARK)
    c.oval(x, y + 8, across, down, BAMBOO_DARK)
    c.oval(x, y, across, down, BAMBOO)
    c.oval(x, y + 5, across - 22, down - 15, BAMBOO_DARK)
    c.oval(x, y + 9, across - 26, down - 18, (236, 206, 146))
    places = []
    for radius, count in rings:
        for number in range(count):
            turn = 2 * math.pi * number / count + radius * 3
            places.append((y + 4 + (down - 34) * radius * math.sin(turn), x + (across - 76) * radius * math.cos(turn)))
    for py, px in sorted(places):
        dumpling(c, px, py, (px - x) * 0.05, 0.8)


def bowl(c: Canvas, x: float, y: float) -> None:
    c.shape(
        [
            (x - 120, y),
            *bow((x - 120, y), (x - 100, y + 120), (x, y + 122)),
            *bow((x, y + 122), (x + 100, y + 120), (x + 120, y)),
        ],
        WHITE,
    )
    c.shape(
        [
            (x - 112, y + 34),
            *bow((x - 112, y + 34), (x, y + 74), (x + 112, y + 34)),
            *bow((x + 107, y + 50), (x, y + 90), (x - 107, y + 50)),
        ],
        BLUE,
    )
    c.oval(x, y, 120, 34, (226, 222, 212))
    c.oval(x, y + 4, 106, 27, (150, 116, 74))
    for number in range(34):
        turn, far = number * 2.4, math.sqrt(number / 34)
        colour = (GREEN, (206, 110, 70), (232, 214, 160))[number % 3]
        c.oval(x + 94 * far * math.cos(turn), y - 2 + 21 * far * math.sin(turn), 9, 6, colour)
    c.path([(x + 36, y + 2), (x + 150, y - 92)], 11, WOOD_DARK)
    c.path([(x + 36, y), (x + 150, y - 94)], 7, WOOD_LIGHT)


def rolling_pin(c: Canvas, x: float, y: float) -> None:
    c.oval(x - 6, y + 30, 96, 26, DOUGH_SHADE)
    c.oval(x - 6, y + 26, 94, 25, DOUGH)
    c.path([(x - 150, y + 46), (x + 140, y - 12)], 15, WOOD_DARK)
    c.path([(x - 104, y + 36), (x + 94, y - 4)], 38, WOOD_DARK)
    c.path([(x - 104, y + 32), (x + 94, y - 8)], 34, (226, 178, 124))
    c.path([(x - 96, y + 24), (x + 86, y - 14)], 7, (244, 206, 158))


def glasses(c: Canvas, x: float, y: float) -> None:
    for side in (-1, 1):
        ring = [(x + side * 44 + 33 * math.cos(turn / 8), y + 6 + 33 * math.sin(turn / 8)) for turn in range(52)]
        c.path(ring, 6, INK)
    c.curve((x - 12, y), (x, y - 8), (x + 12, y), 6, INK)


def draw() -> Image.Image:
    """The picture, 1800 × 1200 pixels."""
    c = Canvas(WIDTH, HEIGHT, WALL, smooth=3)
    c.joints = 20
    room(c)
    child(c, 330, 545, BLUE, girl=False, look=1, apron=(240, 226, 196))
    child(c, 1470, 560, LEAF, girl=False, look=-1, apron=(238, 222, 190))
    child(c, 900, 510, ORANGE, girl=True, look=0, apron=(246, 214, 206))
    table(c)
    glasses(c, 1458, 560)
    for x, y, hand, coat in ((330, 545, 940, BLUE), (900, 510, 906, ORANGE), (1470, 560, 952, LEAF)):
        arms(c, x, y, (x, hand), coat)
        hands(c, x, hand)
    bowl(c, 612, 904)
    tray(c, 1010, 1066, 330, 118, ((0.92, 13), (0.42, 6)))
    tray(c, 210, 1112, 250, 92, ((0.9, 10), (0.35, 4)))
    rolling_pin(c, 1500, 1090)
    c.oval(1204, 940, 62, 24, DOUGH_LINE)
    c.oval(1204, 932, 60, 26, DOUGH)
    for number in range(40):
        c.oval(560 + (number * 173) % 1150, 1010 + (number * 71) % 176, 2 + number % 3, 1.4 + number % 2, DOUGH)
    return c.reduced().quantize(128, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).convert("RGB")


def main() -> None:
    """Write the picture."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    draw().quantize(128, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, optimize=True, dpi=(300, 300))


if __name__ == "__main__":
    main()
