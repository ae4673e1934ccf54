"""A small edition made in code: photo news, subheads, styled runs, marks that XML and HTML stumble over."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from pathlib import Path

from PIL import Image, ImageDraw

from banxin.errors import Origin
from banxin.model.edition import Article, Block, BlockKind, Edition, Paper, Picture
from banxin.model.text import Region, Run, Style


def make_paper(folder: Path, **changes: object) -> Paper:
    """A county paper with everything an imprint holds."""
    paper = Paper(
        key="longshan-daily",
        name="陇山日报",
        publisher="陇山日报社",
        slogan="",
        language="zh-Hans",
        region=Region.CN,
        cn_number="CN 62-0099",
        issn="1234-5679",
        postal_code="",
        site="",
        editor="李 敏",
        layout="broadsheet",
        punctuation="",
        fillers=(),
        folder=folder,
        origin=Origin("paper.toml"),
    )
    return dataclasses.replace(paper, **changes)  # type: ignore[arg-type]


def make_article(slug: str, **changes: object) -> Article:
    """A news item of two paragraphs."""
    origin = Origin(f"2024-12-22/{slug}.md", 1)
    article = Article(
        slug=slug,
        kind="news",
        headline="携手共赴／新型工业化",
        kicker="",
        deck="",
        byline="",
        dateline="",
        section="要闻",
        page=1,
        priority=3,
        headline_form="auto",
        headline_short="",
        at="",
        span=None,
        related=(),
        hold=False,
        box=False,
        language="zh-Hans",
        region=Region.CN,
        blocks=(
            paragraph(slug, 8, "天津和甘肃，虽相隔千里，但在东西部协作契机下，两地成了携手共进的“一家人”。"),
            paragraph(slug, 10, "据统计，天津持续完善组团式帮扶模式，累计投入财政援助资金64.5亿元。"),
        ),
        pictures=(),
        origin=origin,
    )
    return dataclasses.replace(article, **changes)  # type: ignore[arg-type]


def paragraph(slug: str, line: int, *parts: str | Run, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    """A block of plain strings and styled runs."""
    runs = tuple(part if isinstance(part, Run) else Run(part) for part in parts)
    return Block(kind, runs, Origin(f"2024-12-22/{slug}.md", line))


def make_picture(folder: Path, name: str = "dam.jpg", size: tuple[int, int] = (900, 600), **changes: object) -> Picture:
    """A drawn picture with EXIF, saved under `folder`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.new("RGB", size, (90, 140, 190))
    draw = ImageDraw.Draw(image)
    for step in range(0, size[0], 20):
        draw.line((step, 0, size[0] - step, size[1]), fill=(200, step % 256, 60), width=5)
    exif = Image.Exif()
    exif[0x013B] = "someone's name"
    image.save(path, exif=exif)
    picture = Picture(
        file=name,
        path=path,
        width=size[0],
        height=size[1],
        alt="水库大坝，坝上有人行走",
        caption="十二月的刘家峡水库。库容比去年同期多出一成。",
        credit="新华社记者 王 宁 摄",
        rights="",
        focus=(0.5, 0.5),
        crop=True,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        origin=Origin("2024-12-22/photo.md", 3),
    )
    return dataclasses.replace(picture, **changes)  # type: ignore[arg-type]


def make_edition(folder: Path, **changes: object) -> Edition:
    """Two pages, five articles, one picture file that two of them use."""
    picture = make_picture(folder)
    articles = (
        make_article(
            "talks",
            kicker="——津甘东西部协作",
            deck="迈入产业合作新阶段 <两地> & 携手",
            byline="本报记者 范海瑞",
            priority=1,
            blocks=(
                paragraph(
                    "talks",
                    8,
                    "自1996年以来，两省市已经携手走过",
                    Run("28个春秋", Style.STRONG),
                    "。A&B 与 <C> 均在其中。",
                ),
                paragraph("talks", 10, "协作步入新阶段", kind=BlockKind.SUBHEAD),
                paragraph(
                    "talks", 12, "“找准产业合作‘", Run("最大公约数", Style.EMPHASIS), "’。”黄宝荣说。𠮷姓工程师在场。"
                ),
                paragraph("talks", 14, "见 ", Run("省厅网站", link="https://example.org/a?b=1&c=2"), "。"),
                paragraph("talks", 16, "　　“山海情深”。", kind=BlockKind.QUOTE),
                paragraph("talks", 18, "一、产业；", kind=BlockKind.ITEM),
            ),
            pictures=(dataclasses.replace(picture, caption="会场。", credit=""),),
        ),
        make_article("water", headline="我省确保农村水体“长治久清”", dateline="本报兰州讯（记者 张 文）"),
        make_article("photo", kind="photo", headline="", priority=4, blocks=(), pictures=(picture,)),
        make_article("school", headline="山里的新学校", headline_short="新学校", section="", page=2),
        make_article(
            "verse", headline="冬至", section="副刊", page=2, priority=5, blocks=(paragraph("verse", 4, "短。"),)
        ),
    )
    edition = Edition(
        paper=make_paper(folder),
        date=datetime.date(2024, 12, 22),
        suffix="",
        revision=1,
        number="第26810期",
        pages=2,
        sections=("要闻", "教育"),
        editor="",
        lunar="",
        articles=articles,
        folder=folder,
        sources=(),
        origin=Origin("2024-12-22/edition.toml"),
    )
    return dataclasses.replace(edition, **changes)  # type: ignore[arg-type]
