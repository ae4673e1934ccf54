"""Reading pages of newspapers by geometry: columns, heads, captions, order; drawn by another program (Typst)."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
import typst
from PIL import Image

from banxin.errors import EditionError
from banxin.importer.raw_pages import Reading, read_dump
from banxin.intake.dump import Dump, DumpPicture
from banxin.intake.pdf.boxes import Box
from banxin.intake.pdf.lines import Line, lines_of, paragraphs_of
from banxin.intake.pdf.page_marks import Mark
from banxin.intake.pdf.reading import read_pdf
from banxin.intake.pdf.task import read_pages
from banxin.model.edition import BlockKind
from banxin.sources import read_edition
from command import banxin

SAMPLE = Path(__file__).resolve().parent.parent / "seeds" / "qinglan-school" / "2026-11-16"
FONTS = Path(__file__).resolve().parent.parent / "fonts"
PROSE = (
    "昨天上午，县里召开春季植树动员会，各乡镇负责人参加会议，今年计划造林一万二千亩，涉及六十四个村。",
    "会议要求，各地要抓住雨水多的有利时机，组织干部群众上山植树，确保三月底前全部完成任务。",
    "林业局技术人员分片包干，指导农户选苗、挖坑、浇水，成活率有望达到九成以上，比去年更高。",
    "老支书李志刚说，树栽下去，还要管得好，村里成立了管护队，每天有人巡山，护林员都有名册。",
)

PAGE = """
#set page(width: 300pt, height: 420pt, margin: 0pt)
#set text(font: "Source Han Serif SC", size: 9pt, lang: "zh")
#set par(first-line-indent: (amount: 2em, all: true), justify: true, leading: 0.6em, spacing: 0.6em)
#place(dx: 20pt, dy: 8pt)[2026年4月17日 星期五 第2版]
#place(dx: 20pt, dy: 40pt, box(width: 260pt)[#set par(first-line-indent: 0pt)
#text(size: 12pt)[春风吹绿千山]\\ #text(size: 24pt, weight: "bold")[春来植树忙]])
#place(dx: 20pt, dy: 90pt, block(width: 260pt, height: HEIGHT)[#columns(3, gutter: 11pt)[TEXT]])
#place(dx: 20pt, dy: 230pt, line(length: 260pt))
#place(dx: 20pt, dy: 240pt, box(width: 125pt)[#set par(first-line-indent: 0pt)
#text(size: 18pt, weight: "bold")[大桥通车]])
#place(dx: 20pt, dy: 266pt, block(width: 125pt)[LEFT])
#place(dx: 155pt, dy: 240pt, image("p.png", width: 125pt, height: 80pt))
#place(dx: 155pt, dy: 326pt, box(width: 125pt)[#set par(first-line-indent: 0pt)
#text(size: 8pt)[图为植树现场。#h(1fr)王敏 摄]])
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Dump:
    folder = tmp_path_factory.mktemp("pdf")
    Image.new("RGB", (250, 160), "red").save(folder / "p.png")
    text = PAGE.replace("TEXT", "\n\n".join(PROSE)).replace("LEFT", "\n\n".join(PROSE[1:3])).replace("HEIGHT", "90pt")
    (folder / "p.typ").write_text(text, "utf-8")
    data = typst.compile(folder / "p.typ", font_paths=[str(FONTS)])
    assert isinstance(data, bytes)
    (made,) = read_pdf("p.pdf", data)
    return made


def test_articles_stand_under_their_heads_in_the_order_of_their_columns(page: Dump) -> None:
    first, second = read_dump(page, Reading.AUTO).articles[:2]
    assert (first.kicker, first.headline) == ("春风吹绿千山", "春来植树忙")
    assert [block.text for block in first.blocks] == list(PROSE)
    assert second.headline == "大桥通车"
    assert [block.text for block in second.blocks] == list(PROSE[1:3])


def test_a_picture_has_its_caption_and_its_credit(page: Dump) -> None:
    (picture,) = [one.what for one in page.placed if isinstance(one.what, DumpPicture)]
    assert picture.caption.replace(" ", "") == "图为植树现场。王敏摄"
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.size == (250, 160)


def test_folios_are_told_and_are_no_article(page: Dump) -> None:
    assert [one.code for one in page.problems] == ["left-out"]
    assert "第2版" in page.problems[0].message
    assert "第2版" not in page.text


def lines(*rights: float) -> list[Line]:
    """Lines from the left edge to those places, 10 points under each other."""
    places = [(right, -10.0 * at) for at, right in enumerate(rights)]
    return [Line("字", Box(0, y, right, y + 9), y, 9.0, False, "f") for right, y in places]


def test_short_lines_end_paragraphs_and_ragged_lines_are_verse() -> None:
    assert paragraphs_of(lines(100, 100, 50, 100, 100), 0, 100) == ["字字字", "字字"]
    assert len(paragraphs_of(lines(60, 70, 95, 80, 72), 0, 100)) == 5


def mark(text: str, left: float, width: float = 9.0) -> Mark:
    return Mark(text, Box(left, 0, left + width, 9), 0.0, 9.0, False, "f", False)


@pytest.mark.parametrize(
    ("row", "texts"),
    [
        ((mark("里", 0), mark("，", 9), mark("这", 18), mark("里", 27)), ["里，这里"]),
        ((mark("里", 0), mark("，", 9), mark("这", 22.5), mark("里", 31.5)), ["里，", "这里"]),
        ((mark("里", 0), mark("“", 13.5), mark("里", 22.5)), ["里", "“里"]),
        ((mark("里", 0), mark("“", 9), mark("里", 18)), ["里“里"]),
    ],
)
def test_a_gutter_of_one_em_parts_lines_beside_squeezed_marks(row: tuple[Mark, ...], texts: list[str]) -> None:
    assert [line.text for line in lines_of(row)] == texts


@pytest.mark.slow
def test_the_products_of_the_sample_come_back(tmp_path: Path) -> None:
    """Six of seven paragraphs, whole; every character (`uncounted` tells of one that is missing)."""
    run = banxin("build", SAMPLE, "-o", tmp_path, "--formats", "pdf")
    assert run.returncode == 0, run.stderr
    (pdf,) = tmp_path.glob("*/*.pdf")
    pages = read_pdf(pdf.name, pdf.read_bytes())
    assert "uncounted" not in [found.code for page in pages for found in page.problems]
    told = [
        bare(block.text) for page in pages for one in read_dump(page, Reading.AUTO).articles for block in one.blocks
    ]
    edition, _ = read_edition(SAMPLE)
    assert edition is not None
    wanted = [bare(block.text) for one in edition.articles for block in one.blocks if block.kind is BlockKind.PARAGRAPH]
    assert sum(text in told for text in wanted) >= 0.85 * len(wanted)


def bare(text: str) -> str:
    return "".join(text.split())


def test_what_is_no_pdf_and_a_page_without_text_are_told() -> None:
    with pytest.raises(EditionError, match="unreadable-file"):
        read_pdf("p.pdf", b"%PDF-1.7 nothing")
    empty = pypdfium2.PdfDocument.new()
    empty.new_page(200, 200)
    out = io.BytesIO()
    empty.save(out)
    assert read_pages(out.getvalue()).value == [{"articles": [], "left": [], "lost": ""}]
    with pytest.raises(EditionError, match="page-without-text"):
        read_pdf("p.pdf", out.getvalue())
