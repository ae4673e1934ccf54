"""A small edition made in code: photo news, subheads, styled runs, marks that XML and HTML stumble over."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from pathlib import Path

from PIL import Image, ImageDraw

from banxin.errors import Origin
from banxin.model.edition import Ad, Article, Block, BlockKind, Edition, Paper, Picture, Service
from banxin.model.forms import HeadlineForm
from banxin.model.kinds import ArticleKind
from banxin.model.text import EMPTY, Region, Run, Style, Text
from texts import changed


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
        kind=ArticleKind.NEWS,
        headline=Text.of("携手共赴／新型工业化"),
        kicker=EMPTY,
        deck=EMPTY,
        byline=EMPTY,
        dateline=EMPTY,
        section="要闻",
        page=1,
        priority=3,
        headline_form=None,
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
    return changed(article, **changes)


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
        caption=Text.of("十二月的刘家峡水库。库容比去年同期多出一成。"),
        credit=Text.of("新华社记者 王 宁 摄"),
        rights="",
        focus=(0.5, 0.5),
        crop=True,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        origin=Origin("2024-12-22/photo.md", 3),
    )
    return changed(picture, **changes)


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
            pictures=(changed(picture, caption="会场。", credit=""),),
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


def verse(slug: str, line: int, text: str, *, stanza: bool = False) -> Block:
    """One line of a poem."""
    return dataclasses.replace(paragraph(slug, line, text, kind=BlockKind.VERSE), stanza=stanza)


def table(slug: str, line: int, *rows: tuple[str | Run, ...]) -> Block:
    """A table, its head first."""
    cells = tuple(Text.of(cell) if isinstance(cell, str) else Text((cell,)) for row in rows for cell in row)
    return Block(BlockKind.TABLE, (), Origin(f"2024-12-22/{slug}.md", line), columns=len(rows[0]), cells=cells)


def make_ad(folder: Path, number: int = 1, **changes: object) -> Ad:
    """A half page at the foot of page 2."""
    origin = Origin("2024-12-22/ads.toml", 1)
    picture = make_picture(
        folder, f"ad-{number}.jpg", (800, 500 + number), alt="广告：陇山农信", caption="", credit="", origin=origin
    )
    ad = Ad(f"ad-{number}", "陇山农信", picture, 2, "bottom", "half", 0, 0, origin)
    return dataclasses.replace(ad, **changes)  # type: ignore[arg-type]


def make_service(**changes: object) -> Service:
    """The weather, the second day in fewer words."""
    rows = (("今天白天", "多云转晴", "3~12℃"), ("今天夜间", "晴", ""))
    service = Service("service-1", "天气 <&>", rows, "县气象台", 2, Origin("2024-12-22/service.toml", 1))
    return dataclasses.replace(service, **changes)  # type: ignore[arg-type]


def make_large_edition(folder: Path, **changes: object) -> Edition:
    """Four pages with everything that an edition may hold: columns, verse, tables, groups, services, advertisements."""
    pictures = tuple(
        make_picture(folder, f"group-{number}.jpg", (300, 200 + number), caption=f"图{number}。", credit="")
        for number in (1, 2, 3)
    )
    articles = (
        make_article(
            "lead", priority=1, headline_form=HeadlineForm.REVERSED, spread=True, pull_quote="两地成了“一家人”。"
        ),
        make_article(
            "column", page=1, series="云溪时评", note="编者按：来信照登。<b>", box=True, tint=True, dateline="本报讯"
        ),
        make_article(
            "prices",
            headline="菜价",
            section="服务",
            page=2,
            blocks=(
                paragraph("prices", 4, "本周如下。"),
                table(
                    "prices", 6, ("品种", "价格"), (Run("白菜", Style.STRONG), "1.2元"), ("萝卜 & 葱", Run("", link=""))
                ),
                table("prices", 12, ("", ""), ("白菜", Run("农业局", link="https://example.org/"))),
            ),
        ),
        make_article("market", kind="photo", headline="赶集", page=3, group=True, blocks=(), pictures=pictures),
        make_article(
            "moon",
            kind="verse",
            headline="望月怀远",
            section="副刊",
            page=4,
            headline_form=HeadlineForm.VERTICAL,
            blocks=(
                paragraph("moon", 4, "唐人旧题", kind=BlockKind.QUOTE),
                verse("moon", 6, "海上生明月，", stanza=True),
                verse("moon", 7, "天涯共此时。"),
                verse("moon", 9, "情人怨遥夜，", stanza=True),
            ),
        ),
    )
    edition = make_edition(
        folder,
        articles=articles,
        pages=4,
        sections=("要闻", "服务", "影像", "副刊"),
        ads=(make_ad(folder, 1), make_ad(folder, 2, advertiser="茶社 & 书店")),
        services=(
            make_service(),
            make_service(id="service-2", title="电话", rows=(("火警 119",),), source="", page=None),
        ),
    )
    return dataclasses.replace(edition, **changes)  # type: ignore[arg-type]
