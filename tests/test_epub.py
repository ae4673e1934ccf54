"""The e-book: every character in its place, the same bytes every time, nothing a reader or a checker trips over."""

from __future__ import annotations

import dataclasses
import datetime
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from banxin.assets import asset_folder
from banxin.bind.book import render_epub
from banxin.bind.order import printed_pages
from banxin.bind.passive import fault
from banxin.bind.words import words_for
from banxin.errors import EditionError
from banxin.model.edition import Edition
from banxin.model.identity import edition_urn
from banxin.model.plan import Plan
from banxin.pipeline import OpenEdition
from banxin.render.templates import Templates
from checkers import epubcheck_messages
from edition_factory import (
    make_ad,
    make_article,
    make_edition,
    make_large_edition,
    make_paper,
    make_picture,
    make_service,
    paragraph,
)
from epub_texts import article_texts, service_texts

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
def large(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return make_large_edition(tmp_path_factory.mktemp("large"))


@pytest.fixture(scope="module")
def large_book(large: Edition) -> bytes:
    return render(large)


@pytest.fixture(scope="module")
def book(edition: Edition) -> bytes:
    return render(edition)


def test_every_text_is_in_its_article_and_nothing_else(edition: Edition, book: bytes) -> None:
    found = article_texts(book)
    assert set(found) == {article.slug for article in edition.articles}
    for article in edition.articles:
        assert sorted(found[article.slug]) == sorted(article.texts)


def test_texts_without_pictures_keep_their_order(edition: Edition) -> None:
    bare = dataclasses.replace(
        edition, articles=tuple(dataclasses.replace(a, pictures=()) for a in edition.articles if a.kind != "photo")
    )
    found = article_texts(render(bare))
    for article in bare.articles:
        assert list(found[article.slug]) == [*article.texts]


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
    assert [a.text for a in find(front, "//h:h2/h:a")] == ["要闻", "教育", "副刊"]
    sections = find(front, "//h:div[@class='list']/h:section")
    assert [a.text for a in find(sections[0], ".//h:li/h:a")] == [
        "携手共赴 新型工业化",
        "我省确保农村水体“长治久清”",
        "十二月的刘家峡水库",
    ]
    assert [p.text for p in find(front, "//h:p[@class='date']")] == ["2024年12月22日 星期日"]


def test_nav_and_ncx_name_the_same_articles_in_the_order_of_the_spine(book: bytes) -> None:
    spine = [ref.get("idref") for ref in find(page(book, "content.opf"), "//opf:itemref")]
    nav = [a.get("href") for a in find(page(book, "nav.xhtml"), "//h:nav[@id='toc']/h:ol/h:li/h:ol/h:li/h:a")]
    ncx = [c.get("src") for c in find(page(book, "toc.ncx"), "//ncx:navPoint/ncx:navPoint/ncx:content")]
    assert nav == ncx == [f"{idref}.xhtml" for idref in spine[2:] if not idref.startswith("section-")]
    assert spine[:2] == ["cover", "front"]
    assert not find(page(book, "content.opf"), "//opf:itemref[@linear]")


@pytest.fixture(scope="module")
def paged(edition: Edition) -> bytes:
    """The book with pictures of its printed pages, the second of which holds an advertisement alone."""
    pictures = {number: cover_jpeg() for number in (1, 2, 3)}
    return render_epub(edition, LAYOUT, cover_jpeg(), MODIFIED, {"school": 3, "verse": 3}, pictures)


def test_each_printed_page_is_shown_before_its_articles(paged: bytes) -> None:
    spine = [ref.get("idref") for ref in find(page(paged, "content.opf"), "//opf:itemref")]
    assert spine[2:4] == ["page-1", "article-talks"]
    assert spine[spine.index("article-school") - 2 : spine.index("article-school")] == ["page-2", "page-3"]


def test_a_printed_page_leads_to_its_articles_and_they_lead_back(paged: bytes) -> None:
    links = [a.get("href") for a in find(page(paged, "page-1.xhtml"), "//h:main//h:li/h:a")]
    assert links == ["article-talks.xhtml", "article-water.xhtml", "article-photo.xhtml"]
    assert [i.get("src") for i in find(page(paged, "page-1.xhtml"), "//h:main//h:img")] == ["page_1.jpg"]
    for link in links:
        assert [a.get("href") for a in find(page(paged, link), "//h:p[@class='printed']/h:a")] == ["page-1.xhtml"]


def test_printed_pages_are_turned_by_their_own_bar(paged: bytes) -> None:
    bars = find(page(paged, "page-2.xhtml"), "//h:nav[@class='bar']")
    assert [[a.get("href") for a in bar] for bar in bars] == [["page-1.xhtml", "front.xhtml", "page-3.xhtml"]] * 2


def test_a_section_begins_with_its_printed_page(paged: bytes) -> None:
    links = find(page(paged, "nav.xhtml"), "//h:nav[@id='toc']/h:ol/h:li/h:a")
    places = {a.text: a.get("href") for a in links}
    assert places["要闻"] == "page-1.xhtml"
    assert places["副刊"] == "section-3.xhtml", "another article opens its printed page"


def test_a_section_that_no_printed_page_opens_has_a_page_before_its_articles(paged: bytes, tmp_path: Path) -> None:
    spine = [ref.get("idref") for ref in find(page(paged, "content.opf"), "//opf:itemref")]
    assert spine[spine.index("section-3") + 1] == "article-verse"
    root = page(paged, "section-3.xhtml")
    assert [a.get("href") for a in find(root, "//h:main//h:li/h:a")] == ["article-verse.xhtml"]
    (top, _) = find(root, "//h:nav[@class='bar']")
    assert [a.get("href") for a in top] == ["article-school.xhtml", "front.xhtml#section-3", "article-verse.xhtml"]
    alone = dataclasses.replace(make_edition(tmp_path), articles=(make_article("a"), make_article("b")))
    assert not [name for name in names_in(render(alone)) if "section-" in name]


def names_in(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return container.namelist()


@pytest.mark.parametrize(("number", "told"), [("26810", "第26810期"), ("总第3期", "总第3期"), ("", None)])
def test_the_front_page_names_the_issue_as_the_paper_prints_it(number: str, told: str | None, edition: Edition) -> None:
    root = page(render(dataclasses.replace(edition, number=number)), "front.xhtml")
    assert [p.text for p in find(root, "//h:p[@class='issue']")] == ([told] if told else [])


def test_the_front_page_shows_the_lead_with_its_picture(book: bytes) -> None:
    (lead,) = find(page(book, "front.xhtml"), "//h:section[@class='lead']")
    assert [a.get("href") for a in find(lead, ".//h:a")] == ["article-talks.xhtml"]
    assert len(find(lead, ".//h:img")) == 1


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

    assert [e.text for e in find(opf, "//dc:title")] == ["陇山日报 2024-12-22"]
    assert [e.text for e in find(opf, "//dc:language")] == ["zh-Hans"]
    assert meta("belongs-to-collection") == ["陇山日报"]
    assert meta("group-position") == ["26810"]
    assert meta("dcterms:modified") == ["2024-12-22T05:30:00Z"]
    assert opf.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"


def test_corrected_issue_keeps_its_identifier_and_a_second_edition_does_not(edition: Edition) -> None:
    first = edition_urn(edition)
    assert first.startswith("urn:uuid:")
    assert edition_urn(dataclasses.replace(edition, revision=2)) == first
    assert edition_urn(dataclasses.replace(edition, suffix="b")) != first


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
            "PYTHONPATH": os.pathsep.join((str(Path(__file__).parent), os.environ.get("PYTHONPATH", ""))),
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
    assert set(re.findall(r"\d(%|[a-z]+)", css)) <= {"em", "%", "rem", "vh"}
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


@pytest.mark.parametrize(
    "active",
    [
        "<script>1</script>", '<p onclick="1">a</p>', '<a href="javascript:1">a</a>',
        '<img src="http://a.example/x.png" alt=""/>',
        '<img src="//a.example/x" alt=""/>', '<img src="file:///etc/hosts" alt=""/>', '<iframe src="x.xhtml"/>',
        '<a href="data:text/html,a">a</a>', '<p style="background:url(http://a.example)">a</p>',
        '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "<style>@import 'x'</style>",
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"><image x:href="HTTP://a"/></svg>',
        '<object data="x"/>', '<meta http-equiv="Refresh" content="0"/>', "<style>p{background:\\75rl(//a)}</style>",
    ],
)  # fmt: skip
def test_pages_of_a_book_run_and_load_nothing(active: str) -> None:
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{active}</body></html>'
    assert fault(page.encode())
    assert not fault(
        b'<html xmlns="http://www.w3.org/1999/xhtml"><a href="https://a.example/">a</a><p style="a">b</p></html>'
    )


def test_a_layout_whose_book_would_run_something_is_refused(tmp_path: Path, edition: Edition) -> None:
    layout = copy_layout(tmp_path)
    (layout / "cover.xhtml.j2").write_text('<p xmlns="http://www.w3.org/1999/xhtml"><script>1</script></p>')
    with pytest.raises(EditionError, match=r"layouts/mine/cover\.xhtml\.j2: error template: .*element script"):
        render(edition, layout=layout)
    (layout / "cover.xhtml.j2").write_bytes((LAYOUT / "cover.xhtml.j2").read_bytes())
    (layout / "style.css").write_text("@import 'http://a.example/a.css';")
    with pytest.raises(EditionError, match=r"layouts/mine/style\.css: error template: .*loads"):
        render(edition, layout=layout)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('page = "%d%d"', "must have %s as often"), ('weekday = "%s%s"', "as often"), ('weekdays = ""', "seven"),
        ('cover = "100 %"', "no other %"), ("x = " + "[" * 9999, "cannot be read"),
    ],
)  # fmt: skip
def test_words_of_a_layout_that_cannot_be_filled_are_told(tmp_path: Path, words: str, told: str) -> None:
    layout = copy_layout(tmp_path)
    (layout / "words.toml").write_text(f"[zh-Hans]\n{words}\n")
    with pytest.raises(EditionError, match=rf"layouts/mine/words\.toml: error template: .*{told}"):
        words_for(Templates(layout, LAYOUT), "zh-Hans")


def test_words_that_a_layout_lacks_are_banxins(tmp_path: Path) -> None:
    layout = copy_layout(tmp_path)
    (layout / "words.toml").write_text('[zh-Hans]\ncover = "书皮"\nmine = "%d"\n')
    words = words_for(Templates(layout, LAYOUT), "zh-Hans")
    assert (words["cover"], words["home"], words["mine"]) == ("书皮", "首页", "%d")


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
        series=attack,
        note=attack,
        pull_quote=attack,
        pictures=(make_picture(tmp_path, alt=attack, caption=attack, credit=attack),),
    )
    paper = make_paper(tmp_path, name=attack, publisher=attack, cn_number=attack, editor=attack)
    ads = (make_ad(tmp_path, advertiser=attack),)
    services = (make_service(title=attack, rows=((attack, attack),), source=attack),)
    edition = dataclasses.replace(edition, paper=paper, articles=(article,), ads=ads, services=services)
    data = render(edition)
    for name in ("cover", "front", "nav", "article-attack", "service", "ads"):
        assert not find(page(data, f"{name}.xhtml"), "//h:script")
    assert sorted(article_texts(data)["attack"]) == sorted(article.texts)


def test_every_text_of_a_large_edition_is_in_its_place(large: Edition, large_book: bytes) -> None:
    found = article_texts(large_book)
    for article in large.articles:
        assert sorted(found[article.slug]) == sorted(article.texts)
    assert list(service_texts(large_book)) == [text for service in large.services for text in service.texts]


def test_series_stands_over_the_head_and_note_and_pull_quote_before_the_text(large_book: bytes) -> None:
    root = page(large_book, "article-column.xhtml")
    assert next(p.get("class") for p in find(root, "//h:header/*")) == "series"
    assert ["".join(e.itertext()) for e in find(root, "//h:aside[@class='note']/h:p")] == ["编者按：来信照登。<b>"]
    (pull,) = find(page(large_book, "article-lead.xhtml"), "//h:aside")
    assert (pull.get(EPUB_TYPE), "".join(pull.itertext())) == ("pullquote", "两地成了“一家人”。")
    assert pull.getnext().tag.endswith("}p")


def test_verse_keeps_its_lines_and_stanzas(large_book: bytes) -> None:
    lines = find(page(large_book, "article-moon.xhtml"), "//h:article/h:p")
    assert [(line.get("class"), line.text) for line in lines] == [
        ("verse stanza", "海上生明月，"),
        ("verse", "天涯共此时。"),
        ("verse stanza", "情人怨遥夜，"),
    ]


def test_table_has_a_head_unless_it_is_empty(large_book: bytes) -> None:
    first, second = find(page(large_book, "article-prices.xhtml"), "//h:table")
    assert [cell.text for cell in find(first, ".//h:thead//h:th[@scope='col']")] == ["品种", "价格"]
    rows = [["".join(cell.itertext()) for cell in row] for row in find(first, ".//h:tbody/h:tr")]
    assert rows == [["白菜", "1.2元"], ["萝卜 & 葱", ""]]
    assert find(first, ".//h:td/h:strong")[0].text == "白菜"
    assert not find(second, ".//h:thead")
    assert find(second, ".//h:td/h:a")[0].get("href") == "https://example.org/"


def test_pictures_of_a_group_stand_together(large_book: bytes) -> None:
    groups = find(page(large_book, "article-market.xhtml"), "//h:div[@role='group']")
    assert [len(find(group, "./h:figure/h:img")) for group in groups] == [3]
    assert not find(page(large_book, "article-lead.xhtml"), "//h:div[@role='group']")


def test_services_and_ads_are_the_last_pages_and_the_bars_lead_through_them(large: Edition, large_book: bytes) -> None:
    spine = [ref.get("idref") for ref in find(page(large_book, "content.opf"), "//opf:itemref")]
    assert spine[-3:] == ["article-moon", "service", "ads"]

    def bar(name: str) -> list[str]:
        return [a.get("href") for a in find(page(large_book, f"{name}.xhtml"), "//h:nav[@class='bar']")[0]]

    assert bar("article-moon")[2] == "service.xhtml"
    assert bar("service") == ["article-moon.xhtml", "front.xhtml", "ads.xhtml"]
    assert bar("ads") == ["service.xhtml", "front.xhtml", "front.xhtml"]
    for name in ("front", "nav"):
        links = [a.get("href") for a in find(page(large_book, f"{name}.xhtml"), "//h:a")]
        assert {"service.xhtml", "ads.xhtml"} <= set(links)
    ncx = [c.get("src") for c in find(page(large_book, "toc.ncx"), "//ncx:navMap/ncx:navPoint/ncx:content")]
    assert ncx[-2:] == ["service.xhtml", "ads.xhtml"]


def test_edition_without_services_and_ads_has_no_page_for_them(book: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(book)) as container:
        assert not {"EPUB/service.xhtml", "EPUB/ads.xhtml"} & set(container.namelist())
    assert find(page(book, "article-verse.xhtml"), "//h:a[@class='on']")[0].get("href") == "front.xhtml"


def test_every_ad_is_a_figure_with_alt_text_and_its_advertisers_name(large: Edition, large_book: bytes) -> None:
    figures = find(page(large_book, "ads.xhtml"), "//h:figure")
    assert [find(figure, "h:img")[0].get("alt") for figure in figures] == [ad.picture.alt for ad in large.ads]
    assert [find(figure, "h:figcaption")[0].text for figure in figures] == ["陇山农信", "茶社 & 书店"]
    with zipfile.ZipFile(io.BytesIO(large_book)) as container:
        files = {f"EPUB/{find(figure, 'h:img')[0].get('src')}" for figure in figures}
        assert files == {"EPUB/ads_1.jpg", "EPUB/ads_2.jpg"} <= set(container.namelist())


def test_an_ad_that_is_named_and_not_told_is_not_claimed_to_be_readable(tmp_path: Path) -> None:
    def sufficient(ad_alt: str) -> list[str]:
        picture = make_picture(tmp_path, "ad.jpg", alt=ad_alt)
        edition = dataclasses.replace(make_edition(tmp_path), ads=(make_ad(tmp_path, picture=picture),))
        metas = find(page(render(edition), "content.opf"), "//opf:meta[@property='schema:accessModeSufficient']")
        return [meta.text for meta in metas]

    assert "textual" not in sufficient("广告：陇山农信")
    assert "textual" in sufficient("陇山农信：存款利率下调，电话12345678。")


def test_page_list_of_many_pages_goes_by_section(large_book: bytes) -> None:
    links = find(page(large_book, "nav.xhtml"), "//h:nav[@id='page-list']//h:a")
    assert [a.text for a in links] == ["1", "2", "3", "4"]
    assert [a.text for a in find(page(large_book, "front.xhtml"), "//h:h2/h:a")] == ["要闻", "服务", "要闻", "副刊"]


def test_edition_without_articles_and_a_naive_time_are_refused(edition: Edition) -> None:
    with pytest.raises(ValueError, match="without articles"):
        render(dataclasses.replace(edition, articles=()))
    with pytest.raises(ValueError, match="time zone"):
        render_epub(edition, LAYOUT, cover_jpeg(), MODIFIED.replace(tzinfo=None))


def written(file: Path, data: bytes) -> Path:
    file.write_bytes(data)
    return file


def test_epubcheck_finds_nothing(
    edition: Edition, book: bytes, large_book: bytes, paged: bytes, tmp_path: Path
) -> None:
    """No error, no warning, not even a remark on usage: with pages and pictures, with neither, with all there is."""
    plain = dataclasses.replace(
        edition, number="", articles=(make_article("2024-01", page=None, section=""), make_article("b", page=None))
    )
    for name, data in (("full", book), ("plain", render(plain)), ("large", large_book), ("paged", paged)):
        assert epubcheck_messages(written(tmp_path / f"{name}.epub", data)) == []


def test_the_sample_edition_is_whole_and_epubcheck_finds_nothing(
    seed_desk: OpenEdition, seed_plan: Plan, tmp_path: Path
) -> None:
    edition = seed_desk.edition
    data = render(edition, printed_pages(seed_plan))
    found = article_texts(data)
    for article in edition.articles:
        assert sorted(found[article.slug]) == sorted(article.texts)
    assert len(data) < 20_000_000
    assert epubcheck_messages(written(tmp_path / "seed.epub", data)) == []
