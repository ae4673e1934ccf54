"""Finding the way in the PDF: named places, links, threads, page labels, what the file says about itself."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pikepdf
import pytest
from lxml import etree

from banxin import pipeline
from banxin.model.line import Glyph
from banxin.model.plan import Plan
from banxin.render.html.leaves import TextLeaf
from banxin.render.html.view import view
from banxin.render.pdf import navigation
from banxin.render.pdf.links import web_links
from banxin.units import Mil


@pytest.fixture(scope="module")
def document(bulletin_pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(bulletin_pdf)) as opened:
        yield opened


def place(document: pikepdf.Pdf, name: str) -> Any:
    names = list(document.Root.Names.Dests.Names)
    return dict(zip(map(str, names[::2]), names[1::2], strict=True))[name]


def page_of(document: pikepdf.Pdf, target: Any) -> int:
    return next(n for n, page in enumerate(document.pages, 1) if page.obj.objgen == target[0].objgen)


def test_every_article_and_page_has_its_place(
    document: pikepdf.Pdf, bulletin: pipeline.OpenEdition, bulletin_plan: Plan
) -> None:
    for page in bulletin_plan.pages:
        assert page_of(document, place(document, f"page-{page.number}")) == page.number
        for module in page.modules:
            if module.article and module.kind == "article":
                name = f"article-{module.article}" + (f"-{module.part}" if module.part > 1 else "")
                target = place(document, name)
                assert page_of(document, target) == page.number
                assert float(target[2]) == pytest.approx(module.rect.x, abs=0.1)


def test_names_are_sorted_as_a_name_tree_must_be(document: pikepdf.Pdf) -> None:
    names = [bytes(name) for name in list(document.Root.Names.Dests.Names)[::2]]
    assert names == sorted(names)


def annotations(document: pikepdf.Pdf) -> Iterator[tuple[int, Any]]:
    for number, page in enumerate(document.pages, 1):
        for annotation in page.get("/Annots", []):
            yield number, annotation


def test_every_link_leads_somewhere_and_lies_over_its_words(document: pikepdf.Pdf, bulletin_plan: Plan) -> None:
    found = list(annotations(document))
    assert len(found) >= 8
    for number, annotation in found:
        assert str(annotation.Contents)
        if "/Dest" in annotation:
            place(document, str(annotation.Dest))
        left, bottom, right, top = (float(edge) for edge in annotation.Rect)
        page = bulletin_plan.pages[number - 1]
        height = (page.sheet or bulletin_plan.sheet).height_mm * 72 / 25.4
        lines = [line for module in page.modules for line in module.lines]
        inside = [line for line in lines if left - 1 <= line.x_pt <= right and bottom <= height - line.y_pt <= top]
        assert inside or "/A" in annotation


def test_a_thread_leads_through_all_legs_of_an_article_and_back(document: pikepdf.Pdf, bulletin_plan: Plan) -> None:
    threads = {str(thread.I.Title): thread for thread in document.Root.Threads}
    thread = threads["二十五年，一盏灯"]
    legs = [
        (page.number, leg)
        for page in bulletin_plan.pages
        for module in page.modules
        if module.article == "a01" and module.kind == "article"
        for leg in range(module.legs + (module.headline_rect is not None))
    ]
    bead, pages = thread.F, []
    for _ in legs:
        pages.append(next(n for n, page in enumerate(document.pages, 1) if page.obj.objgen == bead.P.objgen))
        assert bead.N.V.objgen == bead.objgen
        bead = bead.N
    assert bead.objgen == thread.F.objgen
    assert pages == [number for number, _ in legs]


def test_pages_are_labelled_as_they_are_numbered_in_print(document: pikepdf.Pdf, bulletin_plan: Plan) -> None:
    assert [page.label for page in document.pages] == [str(page.number) for page in bulletin_plan.pages]


def test_a_spread_has_both_its_numbers() -> None:
    pages = [SimpleNamespace(page=SimpleNamespace(number=number, spread=spread)) for number, spread in ((4, 5), (6, 0))]
    pdf = SimpleNamespace(catalog={})
    navigation._add_labels(pdf, cast(Any, pages))
    _, spread, _, single = pdf.catalog["PageLabels"]["Nums"]
    assert spread["P"].string == "4–5"
    assert (single["S"], single["St"]) == ("/D", 6)


def test_the_metadata_names_paper_day_number_and_identity(document: pikepdf.Pdf) -> None:
    root = etree.fromstring(document.Root.Metadata.read_bytes())

    def told(name: str) -> list[str]:
        return ["".join(element.itertext()).strip() for element in root.iter(f"{{*}}{name}")]

    assert told("title") == ["兰溪文友 2026-11-01"]
    assert told("language") == ["zh-Hans"]
    assert told("publicationName") == ["兰溪文友"]
    assert told("coverDate") == ["2026-11-01"]
    assert told("number") == ["150"]
    assert told("identifier")[0].startswith("urn:uuid:")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("请看www.gansudaily.com.cn。", "https://www.gansudaily.com.cn"),
        ("网址：http://example.org/a/b?c=1，欢迎", "http://example.org/a/b?c=1"),
        ("（https://example.org/）", "https://example.org/"),
    ],
)
def test_addresses_in_texts_lead_to_the_web(text: str, address: str, seed_plan: Plan) -> None:
    leaf = with_text(seed_plan, text)
    (link,) = web_links([leaf])
    assert (link.target, link.whole, link.outside) == (address, False, True)
    ((page, area),) = link.areas
    assert page == 0 and area.width > 0


def test_a_text_without_address_has_no_link(seed_plan: Plan) -> None:
    assert web_links([with_text(seed_plan, "www 是万维网，12.5%，第3版")]) == ()


def with_text(plan: Plan, text: str) -> TextLeaf:
    """A leaf of the plan whose first line says this instead."""
    page = view(plan)[0]
    piece = next(piece for piece in page.pieces if piece.role == "body")
    segment = piece.segments[0]
    placed = segment.runs[0]
    glyphs = (Glyph(1, 1, Mil(500), Mil(500)),) * len(text)
    along = tuple(Mil(500 * number) for number in range(len(text)))
    run = replace(placed.run, text=text, glyphs=glyphs, along=along)
    only = replace(segment, runs=(replace(placed, run=run, source=text),))
    return TextLeaf(0, 0, replace(piece, segments=(only,)))
