"""The PDF as a file: what it says, what it may read, what it is made of."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import plan_factory
from banxin.assets import asset_folder
from banxin.errors import BanxinError, EditionError
from banxin.fonts.library import FontLibrary
from banxin.model.edition import Edition
from banxin.model.plan import Plan
from banxin.model.printed import printed
from banxin.pipeline import OpenEdition
from banxin.render.html.document import render_html
from banxin.render.html.sections import gathered
from banxin.render.images.png import page_picture
from banxin.render.pdf.document import DrawingError, render_pdf
from banxin.render.pdf.drawing import draw_pdf
from pdf_tags import tag_tree
from pdf_texts import page_texts

LAYOUT = asset_folder("layouts") / "broadsheet"
MAKE = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
import hashlib, plan_factory
from banxin.render.pdf.drawing import draw_pdf
edition = plan_factory.edition(Path({folder!r}))
pdf = draw_pdf(edition, plan_factory.plan(plan_factory.library()), Path({layout!r}), 100)
print(hashlib.sha256(pdf).hexdigest())
"""


@pytest.fixture(scope="module")
def fonts() -> FontLibrary:
    return plan_factory.library()


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return plan_factory.edition(tmp_path_factory.mktemp("edition"))


@pytest.fixture(scope="module")
def plan(fonts: FontLibrary) -> Plan:
    return plan_factory.plan(fonts)


@pytest.fixture(scope="module")
def pdf(edition: Edition, plan: Plan, fonts: FontLibrary) -> bytes:
    return render_pdf(render_html(edition, plan, LAYOUT), edition, plan, LAYOUT, fonts)


def elements(element: Any, kind: str) -> list[Any]:
    """All structure elements of that kind, in reading order."""
    found = [element] if element.get("/S") == kind else []
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += elements(kid, kind)
    return found


def streams(pdf: bytes) -> bytes:
    """The whole file with its streams inflated."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.specialized)
    return out.getvalue()


def tree(document: pikepdf.Pdf) -> Any:
    return document.Root.StructTreeRoot.K[0]


def test_extraction_gives_every_line_as_the_source_has_it(pdf: bytes, plan: Plan) -> None:
    (text,) = page_texts(pdf)
    joined = text.replace("\n", "")
    for paragraph in plan_factory.PARAGRAPHS:
        assert paragraph in joined
    for line in plan.pages[0].modules[1].lines:
        assert line.text in text


def test_paragraphs_are_read_in_order(pdf: bytes) -> None:
    (text,) = page_texts(pdf)
    joined = text.replace("\n", "")
    places = [joined.index(paragraph) for paragraph in plan_factory.PARAGRAPHS]
    assert places == sorted(places)


def test_a_paragraph_over_several_legs_is_one_tag_with_its_whole_text(pdf: bytes) -> None:
    told = [line.strip().removeprefix("P ") for line in tag_tree(pdf).splitlines()]
    first, *others = plan_factory.PARAGRAPHS
    for paragraph in (f"本报兰州讯{first}", *others):
        assert told.count(paragraph) == 1


def test_every_marked_line_leads_back_to_its_tag(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        numbers = document.Root.StructTreeRoot.ParentTree.Nums
        content = document.pages[0].Contents.read_bytes()
        marked = content.count(b"/MCID")
        parents = [parent for parent in numbers[1] if parent is not None]
        assert marked == len(parents)
        for parent in parents:
            element = parent
            while element.S != "/Document":
                assert any(kid.objgen == element.objgen for kid in element.P.K if isinstance(kid, pikepdf.Dictionary))
                element = element.P


def test_furniture_is_an_artifact_and_heads_are_headings(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(elements(tree(document), "/H1")) == 1
        assert len(elements(tree(document), "/H2")) == 1
        content = document.pages[0].Contents.read_bytes()
    assert b"/Pagination" in content


def test_each_picture_has_its_alternative_text(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert [str(figure.Alt) for figure in elements(tree(document), "/Figure")] == ["二维码", "治理后的河道"]


def test_the_file_is_pdf_a(pdf: bytes) -> None:
    pytest.importorskip("jsonschema", reason="pikepdf[pdfa] checks PDF/A")
    from pikepdf import pdfa

    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = pdfa.check(document, "2b")
    # It does not know extension schemas, level A and threads, which veraPDF does: what it says of them is left out.
    unknown = ("Metadata", "Threads")
    left = [found for found in found.findings if not any(name in f"{found.where} {found.message}" for name in unknown)]
    assert left == []


def test_the_file_says_that_it_is_pdf_a_2a_and_pdf_ua_1(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        metadata = document.Root.Metadata.read_bytes()
    assert b"<pdfaid:part>2</pdfaid:part>" in metadata
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert metadata.count(b"<rdf:RDF") == 1


def test_the_file_names_paper_and_day(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.docinfo.Title) == "甘肃日报 2024-12-22"
        assert str(document.docinfo.CreationDate) == "D:20241222000000Z"
        assert str(document.Root.Lang) == "zh-Hans"


def test_bookmarks_name_pages_and_headlines(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        (page,) = outline.root
        assert page.title == "第1版：要闻"
        heads = [child.title for child in page.children]
    assert heads == ["我省确保农村水体「长治久清」，——。", "北方小年，饺子飘香温暖“冬至”"]


def test_the_outline_goes_by_page_section_article(
    bulletin: OpenEdition, bulletin_plan: Plan, bulletin_pdf: bytes
) -> None:
    edition = printed(bulletin.edition, bulletin_plan)
    sections = {article.title: article.section for article in edition.articles}
    with pikepdf.open(io.BytesIO(bulletin_pdf)) as document, document.open_outline() as outline:
        pages = [page for page in outline.root if any(child.children for child in page.children)]
        assert pages, "some page has several sections"
        for page in pages:
            names = [child.title for child in page.children]
            assert len(set(names)) == len(names)
            for section in page.children:
                titles = [entry.title for entry in section.children]
                assert {sections.get(title, section.title) for title in titles} <= {section.title}, page.title


def test_bookmarks_of_one_section_are_one_wherever_they_stand() -> None:
    tree = [("第1版", 0, [("甲", 1, [("一", 2, [], "open")], "open"), ("乙", 3, [("二", 4, [], "open")], "open"),
            ("甲", 5, [("三", 6, [], "open")], "open")], "open")]  # fmt: skip
    ((_, _, children, _),) = gathered(lambda: tree)()
    assert [(label, [under[0] for under in below]) for label, _, below, _ in children] == [
        ("甲", ["一", "三"]),
        ("乙", ["二"]),
    ]
    plain = [("第2版", 0, [("同名", 1, [], "open"), ("同名", 2, [], "open")], "open")]
    assert len(gathered(lambda: plain)()[0][2]) == 2


def test_the_page_is_the_sheet(pdf: bytes, plan: Plan) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        box = [float(side) for side in document.pages[0].MediaBox]
    assert box == pytest.approx([0, 0, plan.sheet.width_mm / 25.4 * 72, plan.sheet.height_mm / 25.4 * 72], abs=0.05)


def test_picture_metadata_and_local_paths_stay_out(pdf: bytes, edition: Edition) -> None:
    assert b"SECRETCAMERA" in edition.articles[0].pictures[0].path.read_bytes()
    inflated = streams(pdf)
    assert b"SECRETCAMERA" not in inflated
    assert str(edition.folder).encode() not in inflated


def test_a_local_file_never_gets_into_the_pdf(edition: Edition, plan: Plan, fonts: FontLibrary, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRET")
    html = render_html(edition, plan, LAYOUT)
    hostile = (
        f'<link rel="attachment" href="{secret.as_uri()}">',
        f'<link rel="stylesheet" href="{secret.as_uri()}">',
        f'<style>@import "{secret.as_uri()}";</style>',
        f'<style>@font-face{{font-family:x;src:url("{secret.as_uri()}")}}</style>',
        '<style>.page{background:url("http://127.0.0.1:9/x.png")}</style>',
    )
    for tag in hostile:
        with pytest.raises(DrawingError, match="no part of the edition"):
            render_pdf(html.replace("</head>", tag + "</head>"), edition, plan, LAYOUT, fonts)


def test_css_of_a_layout_cannot_import(edition: Edition, plan: Plan, fonts: FontLibrary, tmp_path: Path) -> None:
    (tmp_path / "newspaper.css").write_text('@import "http://127.0.0.1:9/x.css";')
    with pytest.raises(DrawingError, match="no part of the edition"):
        render_pdf(render_html(edition, plan, LAYOUT), edition, plan, tmp_path, fonts)


def test_a_declaration_that_is_ignored_is_an_error(
    edition: Edition, plan: Plan, fonts: FontLibrary, tmp_path: Path
) -> None:
    (tmp_path / "newspaper.css").write_text("p { writing-mode: vertical-rl }")
    with pytest.raises(DrawingError, match="writing-mode"):
        render_pdf(render_html(edition, plan, LAYOUT), edition, plan, tmp_path, fonts)


def test_css_of_a_layout_cannot_change_the_sheet(
    edition: Edition, plan: Plan, fonts: FontLibrary, tmp_path: Path
) -> None:
    (tmp_path / "newspaper.css").write_text("@page { size: 1mm 5000mm !important }")
    with pytest.raises(DrawingError, match=r"makes page 1 3 × 14173 pt"):
        render_pdf(render_html(edition, plan, LAYOUT), edition, plan, tmp_path, fonts)


def test_odd_errors_of_weasyprint_are_told(edition: Edition, plan: Plan, fonts: FontLibrary) -> None:
    html = render_html(edition, plan, LAYOUT).replace("</head>", "<style>@import url(a.css);</style></head>")
    with pytest.raises(DrawingError, match=r"cannot draw what the layout asks for: \w+: .*URI"):
        render_pdf(html, edition, plan, LAYOUT, fonts)


def test_a_picture_changed_after_checking_is_an_error(plan: Plan, fonts: FontLibrary, tmp_path: Path) -> None:
    edition = plan_factory.edition(tmp_path)
    html = render_html(edition, plan, LAYOUT)
    plan_factory.picture_file(tmp_path, "#000000")
    with pytest.raises(EditionError, match="changed-image"):
        render_pdf(html, edition, plan, LAYOUT, fonts)


def test_a_picture_that_vanished_is_an_error(plan: Plan, tmp_path: Path) -> None:
    edition = plan_factory.edition(tmp_path)
    edition.articles[0].pictures[0].path.unlink()
    with pytest.raises(EditionError, match="changed-image") as caught:
        draw_pdf(edition, plan, LAYOUT, 100)
    assert caught.value.problems[0].origin == plan_factory.ORIGIN


def test_the_same_plan_gives_the_same_bytes_whatever_the_surroundings(tmp_path: Path) -> None:
    script = MAKE.format(tests=str(Path(__file__).parent), folder=str(tmp_path), layout=str(LAYOUT))
    sums = set()
    for extra in ({"PYTHONHASHSEED": "1", "TZ": "UTC"}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Shanghai", "LC_ALL": "C"}):
        done = subprocess.run(
            [sys.executable, "-c", script], env=os.environ | extra, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        sums.add(done.stdout)
    assert len(sums) == 1


def test_the_child_draws_what_the_process_itself_draws(edition: Edition, plan: Plan, pdf: bytes) -> None:
    drawn = draw_pdf(edition, plan, LAYOUT, 100)
    assert hashlib.sha256(drawn).digest() == hashlib.sha256(pdf).digest()


def test_a_template_that_never_ends_is_stopped(edition: Edition, plan: Plan, tmp_path: Path) -> None:
    loops = "".join(f"{{% for {name} in range(9999) %}}" for name in "abc") + "{% endfor %}" * 3
    (tmp_path / "newspaper.html.j2").write_text(loops)
    with pytest.raises(EditionError, match=r"newspaper.html.j2:1: error template: .* more than 1.5 seconds"):
        draw_pdf(edition, plan, tmp_path, 3)


def test_a_child_without_memory_is_an_error_with_a_message(edition: Edition, plan: Plan) -> None:
    with pytest.raises(BanxinError) as caught:
        draw_pdf(edition, plan, LAYOUT, 100, memory_limit=80 << 20)
    assert str(caught.value)


def test_a_missing_alternative_text_falls_back_to_the_headline(
    edition: Edition, plan: Plan, fonts: FontLibrary
) -> None:
    page = plan.pages[0]
    article = page.modules[1]
    silent = dataclasses.replace(article, pictures=(dataclasses.replace(article.pictures[0], alt=""),))
    changed = dataclasses.replace(plan, pages=(dataclasses.replace(page, modules=(page.modules[0], silent)),))
    drawn = render_pdf(render_html(edition, changed, LAYOUT), edition, changed, LAYOUT, fonts)
    with pikepdf.open(io.BytesIO(drawn)) as document:
        assert str(elements(tree(document), "/Figure")[1].Alt).startswith("我省确保")


def test_page_picture_has_the_width_that_was_asked_for(pdf: bytes) -> None:
    image = plan_factory.png_pixels(page_picture(pdf, 1, 700))
    assert image.width == 700
    assert min(image.convert("L").tobytes()) < 60
    assert page_picture(pdf, 1, 300, "JPEG")[:2] == b"\xff\xd8"
    with pytest.raises(ValueError, match="no page 2"):
        page_picture(pdf, 2, 700)


def test_the_papers_name_is_red_and_all_other_ink_is_black(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        content = document.pages[0].Contents.read_bytes().split(b"\n")
    colours = {line for line in content if line.endswith(b" rg")}
    assert colours == {b"0 0 0 rg", b"0.784314 0.086275 0.113725 rg"}
