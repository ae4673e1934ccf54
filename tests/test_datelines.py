"""Where the dateline stands, on the page and in the e-book, whatever an article begins with."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pytest
from PIL import Image

from banxin import pipeline
from banxin.assets import asset_folder
from banxin.bind.body_context import paragraphs as bound
from banxin.bind.book import render_epub
from banxin.library.record.record import paragraph_text
from banxin.model.edition import Article, Block, BlockKind
from banxin.model.plan import Module
from banxin.model.text import Style
from banxin.plan.pages.earlier import Earlier, locked_problems
from edition_factory import paragraph
from epub_texts import article_texts
from module_factory import Bench, paragraphs, table, verse

DATELINE = "本报兰州讯（记者 张文）"
MODIFIED = datetime.datetime(2024, 12, 22, 13, 30, tzinfo=datetime.UTC)


def block(kind: BlockKind, text: str) -> Block:
    return paragraph("x", 8, text, kind=kind)


QUOTE = block(BlockKind.QUOTE, "“山海情深，岁月为证。”这句话写在展厅的入口处。" * 4)
SUBHEAD = block(BlockKind.SUBHEAD, "协作步入新阶段")
ITEMS = tuple(block(BlockKind.ITEM, f"{number}. 第{number}项工程按期完工，群众用上了自来水。") for number in (1, 2, 3))
TABLE = table(("时段", "天气"), ("白天", "多云"), ("夜间", "晴"))
POEM = verse("大漠孤烟直，", "长河落日圆。", "萧关逢候骑，", "都护在燕然。")
TEXT = paragraphs(3)
BODIES: dict[str, tuple[tuple[Block, ...], int | None]] = {
    "paragraph": (TEXT, 0),
    "subhead": ((SUBHEAD, *TEXT), 1),
    "quotation": ((QUOTE, *TEXT), 1),
    "table": ((TABLE, *TEXT), 1),
    "list": ((*ITEMS, *TEXT), None),
    "list only": (ITEMS, None),
    "quotation only": ((QUOTE,), None),
    "subhead and list": ((SUBHEAD, *ITEMS), None),
    "poem": (POEM, None),
    "nothing": ((), None),
}
"""Name → blocks, and the one that the dateline opens; None: it stands on a line of its own before them all."""


@pytest.fixture
def bench(seed_desk: pipeline.OpenEdition, tmp_path: Path) -> Bench:
    return Bench(seed_desk, tmp_path)


def article_of(bench: Bench, name: str) -> Article:
    blocks = BODIES[name][0]
    kind = "verse" if name == "poem" else "photo" if name == "nothing" else "news"
    pictures = (bench.picture(),) if name == "nothing" else ()
    return bench.article("a", kind=kind, dateline=DATELINE, blocks=blocks, pictures=pictures)


def expected(name: str) -> list[str]:
    """The texts of the blocks, with the dateline where it belongs; cells of tables joined."""
    blocks, place = BODIES[name]
    texts = [block.text for block in blocks]
    if place is None:
        return [DATELINE, *texts]
    return [*texts[:place], DATELINE + texts[place], *texts[place + 1 :]]


def bare(texts: list[str]) -> list[str]:
    return ["".join(text.split()) for text in texts]


def text_of(module: Module) -> list[str]:
    """The blocks of the body as the module has them, in reading order."""
    texts: dict[int, str] = {}
    for line in sorted((line for line in module.lines if line.leg), key=lambda line: (line.leg, line.row)):
        if line.role in ("body", "subhead", "verse", "cell"):
            texts[line.block] = texts.get(line.block, "") + line.text
    return list(texts.values())


def made(bench: Bench, article: Article) -> Module:
    item = bench.item(article)
    return bench.module(item, min(item.curves))


@pytest.mark.parametrize("name", BODIES)
def test_the_body_has_the_dateline_once_as_a_run_of_its_own(bench: Bench, name: str) -> None:
    article = article_of(bench, name)
    assert [one.text for one in article.body] == expected(name)
    datelines = [run.text for one in article.body for run in one.runs if run.style is Style.DATELINE]
    assert datelines == [DATELINE]


@pytest.mark.parametrize("name", [name for name in BODIES if name != "nothing"])
def test_the_page_has_it_there_and_check_agrees(bench: Bench, name: str) -> None:
    article = article_of(bench, name)
    module = made(bench, article)
    assert bare(text_of(module)) == bare(expected(name))
    assert [str(one) for one in bench.problems(bench.edition(article), bench.plan([module]))] == []
    faces = {run.face for line in module.lines if line.leg for run in line.runs if run.text[0] in DATELINE}
    assert bench.desk.layout.faces.dateline in faces


@pytest.mark.parametrize("name", BODIES)
def test_the_ebook_and_the_record_have_it_there(bench: Bench, name: str) -> None:
    article = article_of(bench, name)
    wanted = "".join(bare(expected(name)))
    assert "".join(bare([paragraph_text(one) for one in bound(article)])) == wanted
    buffer = io.BytesIO()
    Image.new("RGB", (1200, 1661), "white").save(buffer, "JPEG")
    book = render_epub(bench.edition(article), asset_folder("layouts") / "epub", buffer.getvalue(), MODIFIED)
    assert wanted in "".join(bare(list(article_texts(book)["a"])))


@pytest.mark.parametrize("name", [name for name in BODIES if name != "nothing"])
def test_a_locked_page_whose_article_is_as_it_was_is_kept(bench: Bench, name: str) -> None:
    article = article_of(bench, name)
    earlier = Earlier(bench.plan([made(bench, article)]), frozenset({1}))
    assert list(locked_problems(bench.edition(article), earlier)) == []


@pytest.mark.parametrize("name", ["poem", "table", "list"])
def test_a_locked_page_whose_dateline_was_changed_is_refused(bench: Bench, name: str) -> None:
    article = article_of(bench, name)
    earlier = Earlier(bench.plan([made(bench, article)]), frozenset({1}))
    changed = bench.article("a", kind=article.kind, dateline="本报天水讯", blocks=article.blocks)
    assert [one.code for one in locked_problems(bench.edition(changed), earlier)] == ["locked-changed"]


def test_verse_and_its_dateline_begin_at_one_edge(bench: Bench) -> None:
    module = made(bench, article_of(bench, "poem"))
    first, *rest = [line for line in module.lines if line.role == "verse" and line.leg == 1]
    assert first.text == DATELINE
    assert rest and {line.x_pt for line in rest} == {first.x_pt}
