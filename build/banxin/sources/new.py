"""A sample paper to start from: small, complete, with a comment on every key.

Its picture is a sports ground drawn with a few ovals, so that no photograph has to be shipped.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw

from banxin.errors import UsageError, phrase
from banxin.files import FOLDER_MODE, write_atomic
from banxin.sources.files import slug_from

SAMPLE = Path(__file__).parent / "sample"
SAMPLE_EDITION = "2025-09-01"
SAMPLE_PICTURE = "images/a01.png"

WIDTH, HEIGHT = 1500, 1000
SMOOTH = 2

SKY, CLOUD, HILL = (176, 208, 228), (248, 250, 252), (150, 184, 160)
SCHOOL, ROOF, GLASS = (232, 208, 176), (164, 84, 64), (120, 156, 184)
TRUNK, LEAVES, LIGHT_LEAVES = (110, 80, 56), (74, 120, 70), (104, 150, 88)
GRASS, LIGHT_GRASS, TRACK, LINE = (98, 152, 82), (122, 174, 98), (196, 92, 70), (250, 246, 240)


def create_paper(folder: Path) -> str:
    """Write a sample paper with one edition to a folder that is new or empty.

    Returns its key: the folder's name if it is ASCII, else my-paper, which the editor should change. Raises UsageError
    for a folder that is not empty or a file of that name, SetupError when it cannot be written.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(phrase("{folder} is not empty; name a new folder.", folder=folder))
    if folder.exists() and not folder.is_dir():
        raise UsageError(phrase("{folder} is a file; name a new folder.", folder=folder))
    key = slug_from(folder.absolute().name, "my-paper")
    try:
        (folder / SAMPLE_EDITION / "images").mkdir(mode=FOLDER_MODE, parents=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror}.") from None
    for source in sorted(path for path in SAMPLE.rglob("*") if path.is_file()):
        text = source.read_text("utf-8").replace("@KEY@", key)
        write_atomic(folder / source.relative_to(SAMPLE), text.encode("utf-8"))
    write_atomic(folder / SAMPLE_EDITION / SAMPLE_PICTURE, sample_picture())
    return key


def sample_picture() -> bytes:
    """The picture as a PNG file, 1500 × 1000 pixels, the same bytes each time."""
    image = Image.new("RGB", (WIDTH * SMOOTH, HEIGHT * SMOOTH), SKY)
    pen = ImageDraw.Draw(image)

    def oval(x: float, y: float, across: float, down: float, colour: tuple[int, int, int]) -> None:
        corners = (x - across, y - down, x + across, y + down)
        pen.ellipse(tuple(value * SMOOTH for value in corners), fill=colour)

    def box(left: float, top: float, right: float, bottom: float, colour: tuple[int, int, int]) -> None:
        pen.rectangle(tuple(value * SMOOTH for value in (left, top, right, bottom)), fill=colour)

    for x, y in ((260, 140), (820, 90), (1250, 190)):
        for dx, size in ((-70, 40), (0, 58), (74, 44)):
            oval(x + dx, y, size * 1.5, size, CLOUD)
    oval(420, 560, 640, 210, HILL)
    oval(1200, 580, 560, 180, HILL)
    box(520, 250, 1080, 520, SCHOOL)
    box(500, 228, 1100, 262, ROOF)
    for row in range(3):
        for column in range(8):
            left = 552 + column * 65
            box(left, 290 + row * 74, left + 38, 334 + row * 74, GLASS)
    box(770, 440, 830, 520, TRUNK)
    box(0, 510, WIDTH, HEIGHT, LIGHT_GRASS)
    for number in range(9):
        x = 60 + number * 172
        box(x - 10, 430, x + 10, 540, TRUNK)
        oval(x, 400, 78, 70, LEAVES)
        oval(x - 20, 380, 40, 34, LIGHT_LEAVES)
    for step in range(9):
        oval(750, 780, 720 - step * 26, 212 - step * 11, TRACK if step % 2 == 0 or step < 8 else GRASS)
        oval(750, 780, 720 - step * 26 - 2, 212 - step * 11 - 1.2, LINE)
        oval(750, 780, 720 - step * 26 - 5, 212 - step * 11 - 2.6, TRACK if step < 8 else GRASS)
    for number in range(5):
        box(430 + number * 140, 690, 500 + number * 140, 870, LIGHT_GRASS)
    oval(750, 780, 92, 40, LINE)
    oval(750, 780, 86, 36, GRASS)
    box(748, 690, 752, 870, LINE)

    image = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.quantize(96, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
