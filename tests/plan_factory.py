# ruff: noqa: E501  (one line a record reads better)
"""A small synthetic plan with everything that drawing must cope with, and an edition to go with it.

The composing here is as plain as can be (fixed places for breaks), but the numbers are real: widths come from
shaping with the faces that are drawn.
"""

from __future__ import annotations

import datetime
import hashlib
import io
from dataclasses import replace
from pathlib import Path

from PIL import Image

from banxin.errors import Origin
from banxin.fonts.library import FontLibrary
from banxin.model.edition import Article, Block, BlockKind, Edition, Paper, Picture
from banxin.model.forms import HeadlineForm
from banxin.model.kinds import ArticleKind, ModuleKind
from banxin.model.line import Glyph, LineRun
from banxin.model.plan import Module, Page, PlacedLine, PlacedPicture, PlacedRule, Plan, Rect, Sheet
from banxin.model.roles import Role
from banxin.model.text import EMPTY, Region, Run, Text, WritingMode
from banxin.units import Mil

ORIGIN = Origin("2024-12-22/water.md", 1)
ROW = 12.0
BODY = 9.0
MEASURE = 13
SHEET = Sheet("broadsheet", 390, 540, Rect(56.7, 70.9, 999, 1389), 8, 117, 9, ROW, 115, BODY)
SQUEEZED = "，。；：、”）》」"
OPENING = "“（《「"

PARAGRAPHS = (
    "全省上下学习贯彻会议精神，围绕“十四五”目标，31.21%的项目已于2024年12月完工，惠及5万余户（含3.173万户农户）。",
    "记者 范海瑞从省水利厅了解到，G30高速K2402+653处的排污口（共12个）已整治完毕；《甘肃省水污染防治条例》——新版——将施行。",
    "“水清了，岸绿了……”村民王建国说，“我们这儿AI监测站12:30就能出数据，比过去快多了。”他指着屏幕上的1,000个点位。",
)


def library() -> FontLibrary:
    return FontLibrary.load()


def set_run(fonts: FontLibrary, face: str, text: str, start: float = 0.0, gap: float = 0.0) -> LineRun:
    """A run with quarter-em spaces between Han and Latin, squeezed neighbours, and `gap` mils everywhere else."""
    glyphs: list[Glyph] = []
    along: list[Mil] = []
    pen, at = start, 0
    for cluster in fonts.face(face).shape(text):
        character = text[at]
        before = text[at - 1] if at else ""
        if at and before in SQUEEZED and character in SQUEEZED + OPENING:
            pen -= 500
        elif at and before.isascii() != character.isascii() and before.isalnum() and character.isalnum():
            pen += 250
        elif at:
            pen += gap
        glyphs += cluster.glyphs
        along += (Mil(round(pen + place)) for place in cluster.along)
        pen += cluster.advance
        at += cluster.length
    return LineRun(face, text, tuple(glyphs), tuple(along))


def end_of(fonts: FontLibrary, run: LineRun) -> int:
    return run.along[-1] + run.glyphs[-1].advance


def line(
    fonts: FontLibrary,
    role: str,
    text: str,
    face: str,
    size: float,
    x: float,
    baseline: float,
    *,
    block: int = 0,
    leg: int = 0,
    row: int = 0,
    gap: float = 0.0,
    start: float = 0.0,
    head: str = "",
    head_face: str = "sans-bold",
    last: bool = False,
    hyphen: bool = False,
) -> PlacedLine:
    """A horizontal line; `head` is set before `text` in a face of its own."""
    runs = []
    pen = start
    for part, part_face in ((head, head_face), (text + ("-" if hyphen else ""), face)):
        if part:
            runs.append(set_run(fonts, part_face, part, pen, gap))
            pen = end_of(fonts, runs[-1])
    width = (pen - start) * size / 1000
    return PlacedLine(
        Role(role),
        head + text,
        tuple(runs),
        block,
        leg,
        row,
        x,
        baseline,
        start * size / 1000,
        width,
        size,
        gap / 1000,
        last,
        hyphen,
    )


def vertical_line(fonts: FontLibrary, role: str, text: str, face: str, size: float, x: float, top: float) -> PlacedLine:
    glyphs = tuple(glyph for cluster in fonts.face(face).shape(text, WritingMode.VERTICAL) for glyph in cluster.glyphs)
    height = len(glyphs) * size
    run = LineRun(face, text, glyphs, tuple(Mil(1000 * number) for number in range(len(glyphs))))
    return PlacedLine(Role(role), text, (run,), 1, 0, 0, x, top, 0, height, size, 0, True, False, WritingMode.VERTICAL)


def body(fonts: FontLibrary, texts: tuple[str, ...], x: float, top: float, legs: int, rows: int) -> list[PlacedLine]:
    """Paragraphs of 13 em broken every 12 to 13 characters, flowing through the legs; the first has a dateline."""
    lines = []
    cell = 0
    for block, text in enumerate(texts, start=1):
        head = "本报兰州讯" if block == 1 else ""
        rest = text
        first = True
        while rest:
            count = (MEASURE - 2 - len(head)) if first else MEASURE
            taken, rest = rest[:count], rest[count:]
            leg, row = divmod(cell, rows)
            lines.append(
                line(
                    fonts,
                    "body",
                    taken,
                    "serif-regular",
                    BODY,
                    x + leg % legs * (SHEET.column_pt + SHEET.gutter_pt),
                    top + row * ROW,
                    block=block,
                    leg=leg % legs + 1,
                    row=row + 20,
                    gap=(block * 17) % 60,
                    start=2000 if first else 0,
                    head=head if first else "",
                    last=not rest,
                )
            )
            cell += 1
            first = False
    return lines


def picture_file(folder: Path, colour: str = "#8899aa", size: tuple[int, int] = (1200, 800)) -> Path:
    """A JPEG with EXIF data that must not reach any product."""
    image = Image.new("RGB", size, colour)
    for x in range(0, size[0], 100):
        image.paste((x % 256, 40, 200), (x, 0, x + 50, size[1] // 2))
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    path = folder / "river.jpg"
    image.save(path, "JPEG", quality=85, exif=exif)
    return path


def edition(folder: Path) -> Edition:
    path = picture_file(folder)
    picture = Picture(
        "images/river.jpg", path, 1200, 800, "治理后的河道", Text.of("治理后的河道。"), Text.of("新华社"), "", (0.5, 0.5), True,
        hashlib.sha256(path.read_bytes()).hexdigest(), ORIGIN,
    )  # fmt: skip
    blocks = tuple(Block(BlockKind.PARAGRAPH, (Run(text),), ORIGIN) for text in PARAGRAPHS)
    article = Article(
        "water", ArticleKind.NEWS, Text.of("我省确保农村水体「长治久清」"), EMPTY, EMPTY, EMPTY, Text.of("本报兰州讯"), "要闻", 1, 1, "auto", "", "", None, (),
        False, False, "zh-Hans", Region.CN, blocks, (picture,), ORIGIN,
    )  # fmt: skip
    paper = Paper(
        "gansu-daily", "甘肃日报", "甘肃日报社", "", "zh-Hans", Region.CN, "CN 62-0001", "", "53-1",
        "https://example.org", "", "broadsheet", "", (), folder, ORIGIN,
    )  # fmt: skip
    return Edition(
        paper, datetime.date(2024, 12, 22), "", 1, "第26810期", 1, ("要闻",), "", "", (article,), folder, (), ORIGIN
    )


def plan(fonts: FontLibrary, legs: int = 4, rows: int = 5) -> Plan:
    """One page: masthead with a code, an article with a vertical headline, a picture, rules, a box; a folio."""
    left, top = SHEET.type_area.x, SHEET.type_area.y
    masthead = Module(
        "m1", ModuleKind.MASTHEAD, "", 1, 1, Rect(left, top, 999, 96), (1, 8), (1, 8), 0, (0, 0), None, 0.0, None, 0,
        (
            replace(line(fonts, "masthead", "甘肃日报", "brush-regular", 64, left, top + 62), slot="name"),
            line(fonts, "masthead", "2024年12月22日 星期日", "sans-regular", 9, left + 300, top + 40, block=1),
        ),
        (PlacedPicture("qr:https://example.org/2024-12-22", Rect(left + 940, top, 56.7, 56.7), (0, 0, 1, 1), "二维码"),),
        (PlacedRule("head", Rect(left, top + 80, 999, 0)),),
    )  # fmt: skip
    text_top = top + 240
    article_left = left + 40
    article = Module(
        "m2", ModuleKind.ARTICLE, "water", 1, 1, Rect(left, top + 100, 999, 300), (1, 4), (9, 33), legs, (20, 20 + rows - 1),
        HeadlineForm.VERTICAL, 24.0, Rect(left, top + 100, 36, 300), 1,
        (
            vertical_line(fonts, "headline", "我省确保农村水体「长治久清」，——。", "serif-black", 24, left + 16, top + 110),
            line(fonts, "headline", "北方小年，饺子飘香", "serif-black", 36, article_left, top + 150, block=2),
            line(fonts, "headline", "温暖“冬至”", "serif-black", 36, article_left + 90, top + 192, block=2),
            line(fonts, "deck", "——全省水体治理见闻", "serif-bold", 16, article_left, top + 215, block=3),
            *body(fonts, PARAGRAPHS, article_left, text_top, legs, rows),
            line(fonts, "subhead", "小标题", "serif-bold", BODY, article_left, text_top + (rows + 1) * ROW, block=8, leg=1),
            line(fonts, "caption", "治理后的河道。", "kai-regular", 9, left + 600, top + 320, block=1),
            line(fonts, "credit", "新华社记者 摄", "kai-regular", 7.875, left + 700, top + 320, block=1),
        ),
        (PlacedPicture("images/river.jpg", Rect(left + 600, top + 110, 300, 190), (0, 0.05, 1, 0.95), "治理后的河道"),),
        (PlacedRule("box", Rect(left + 596, top + 106, 308, 220)),),
    )  # fmt: skip
    folio = Module(
        "m3", ModuleKind.FOLIO, "", 1, 1, Rect(left, top + 1375, 999, 12), (1, 8), (115, 115), 0, (0, 0), None, 0.0, None, 0,
        (line(fonts, "folio", "第1版 要闻", "sans-regular", 8, left, top + 1384),),
    )  # fmt: skip
    rules = (
        PlacedRule("hairline", Rect(left, top + 420, 999, 0)),
        PlacedRule("column", Rect(left + 500, top + 440, 0, 200)),
    )
    return Plan("gansu-daily-2024-12-22", "broadsheet", 1, SHEET, (Page(1, "要闻", (masthead, article, folio), rules),))


def png_pixels(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")
