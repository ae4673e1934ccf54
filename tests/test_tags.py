"""The tree of the PDF: an article as one, wherever it goes on; what a reader hears, in its order."""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pytest

from banxin.model.plan import Plan
from pdf_tags import tag_tree


@pytest.fixture(scope="module")
def bulletin_tree(bulletin_pdf: bytes) -> list[str]:
    return tag_tree(bulletin_pdf).splitlines()


def subtree(tree: list[str], start: int) -> list[str]:
    """An element's line and those of what it holds."""
    depth = len(tree[start]) - len(tree[start].lstrip())
    end = start + 1
    while end < len(tree) and len(tree[end]) - len(tree[end].lstrip()) > depth:
        end += 1
    return tree[start:end]


def test_the_seed_pages_tree_stays_as_it_is(seed_pdf: bytes, golden: Callable[[str, str], None]) -> None:
    golden("gansu-daily-2024-12-22.tags.txt", tag_tree(seed_pdf))


def test_a_jumped_article_is_one_with_one_head_and_links_both_ways(bulletin_tree: list[str]) -> None:
    (start,) = [number for number, line in enumerate(bulletin_tree) if "Art title=二十五年，一盏灯" in line]
    article = subtree(bulletin_tree, start)
    assert sum(" H2 " in line for line in article) == 1
    links = [re.search(r"→(\S+) (.*)", line) for line in article if "→" in line]
    (on, there), (back, here) = [found.groups() for found in links if found]
    assert (on, back, here) == ("article-a01-2", "article-a01", "（上接第1版）")
    assert re.fullmatch("（下转第[2-6]版）", there)


def test_footnotes_are_notes_with_names_of_their_own(bulletin_tree: list[str], bulletin_pdf: bytes) -> None:
    notes = [number for number, line in enumerate(bulletin_tree) if line.strip() == "Note"]
    assert [bulletin_tree[number + 1].strip()[:4] for number in notes] == ["P ①见", "P ②“"]
    with pikepdf.open(io.BytesIO(bulletin_pdf)) as pdf:
        found = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Note"]
    assert sorted(str(note.ID) for note in found) == ["note-c01-8", "note-c01-9"]


def test_heads_come_in_order_of_their_rank(bulletin_tree: list[str]) -> None:
    ranks = [int(found[1]) for line in bulletin_tree if (found := re.match(r" *H([1-6]) ", line))]
    assert ranks[0] == 1 and ranks.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(ranks))


def test_tables_have_rows_and_heads(bulletin_tree: list[str]) -> None:
    start = next(
        n for n, line in enumerate(bulletin_tree) if line.strip() == "Table" and "Column" in bulletin_tree[n + 2]
    )
    table = subtree(bulletin_tree, start)
    shapes = Counter(line.split()[0] for line in table)
    assert (shapes["TR"], shapes["TH"], shapes["TD"]) == (5, 2, 8)
    assert [line.split()[-1] for line in table if line.split()[0] == "P"][:4] == [
        "日期",
        "功课",
        "12月13日",
        "调浆糊，裁补纸",
    ]


def test_items_of_a_list_stand_in_one(bulletin_tree: list[str]) -> None:
    start = next(number for number, line in enumerate(bulletin_tree) if line.strip() == "L")
    found = subtree(bulletin_tree, start)
    assert sum(line.strip() == "LI" for line in found) == 4
    assert all("·" in line for line in found if "LBody" in line)


def test_every_teaser_leads_to_its_article(bulletin_tree: list[str]) -> None:
    start = next(number for number, line in enumerate(bulletin_tree) if line.strip() == "TOC")
    entry = subtree(bulletin_tree, start)
    assert re.fullmatch(r" *Link →article-[a-z0-9-]+ .+▶[0-9]+ ?版", entry[-1])


def test_no_text_stands_outside_the_tree_nor_twice_in_it(bulletin_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(bulletin_pdf)) as document:
        told = Counter(marks(document.Root.StructTreeRoot.K[0], document))
        for number, page in enumerate(document.pages):
            drawn = {int(found) for found in re.findall(rb"/MCID ([0-9]+)", page.Contents.read_bytes())}
            assert {mark for place, mark in told if place == number} == drawn
    assert set(told.values()) == {1}


def marks(element: Any, document: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    places = {page.obj.objgen: number for number, page in enumerate(document.pages)}

    def walk(element: Any) -> Iterator[tuple[int, int]]:
        for kid in element.get("/K", []):
            if not isinstance(kid, pikepdf.Dictionary):
                yield places[element.Pg.objgen], int(kid)
            elif kid.get("/Type") == "/MCR":
                yield places[kid.Pg.objgen], int(kid.MCID)
            elif "/S" in kid:
                yield from walk(kid)

    yield from walk(element)


def test_pictures_are_boxed_where_they_stand(seed_plan: Plan, seed_pdf: bytes) -> None:
    rects = [picture.rect for module in seed_plan.pages[0].modules for picture in module.pictures]
    height = seed_plan.sheet.height_mm * 72 / 25.4
    wanted = {(round(r.x), round(height - r.bottom), round(r.right), round(height - r.y)) for r in rects}
    with pikepdf.open(io.BytesIO(seed_pdf)) as document:
        figures = [
            item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
        found = {tuple(round(float(edge)) for edge in figure.A.BBox) for figure in figures}
    assert all(any(max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 1 for other in wanted) for one in found)
    assert len(found) == len(wanted)
