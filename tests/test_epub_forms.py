"""Forms of the e-book: for certain readers, in Traditional characters, with faces, corrected, certified."""

from __future__ import annotations

import dataclasses
import datetime
import io
import json
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from PIL import Image

from banxin.assets import asset_folder
from banxin.bind.book import BookSettings, render_epub
from banxin.bind.kobo import with_spans
from banxin.bind.making import Bound, large
from banxin.bind.profiles import EINK, KINDLE, KOBO, PLAIN, PROFILES
from banxin.errors import UsageError
from banxin.fonts.library import FontLibrary
from banxin.model.edition import NOTE_LINK, Article, Block, BlockKind, Certificate, Edition
from banxin.model.text import Run, Style, Text
from banxin.script import converter, in_traditional
from banxin.sources import read_edition
from checkers import epubcheck_messages
from command import banxin, copy_seed
from edition_factory import make_article, make_edition, make_large_edition, make_paper
from epub_texts import article_texts
from test_epub import EPUB_TYPE, LAYOUT, MODIFIED, cover_jpeg, find, names_in, page, written

PROPERTY = "//opf:meta[@property='{}']"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return make_large_edition(tmp_path_factory.mktemp("forms"))


def render(edition: Edition, **wish: object) -> bytes:
    pictures = {1: cover_jpeg(), 2: cover_jpeg()}
    return render_epub(edition, LAYOUT, cover_jpeg(), MODIFIED, None, pictures, BookSettings(**wish))  # type: ignore[arg-type]


def meta(data: bytes, name: str) -> list[str]:
    return [element.text for element in find(page(data, "content.opf"), PROPERTY.format(name))]


def text_of(data: bytes, name: str) -> str:
    (body,) = find(page(data, name), "//h:body")
    return "".join("".join(body.itertext()).split())


# Profiles.


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_profile_has_every_text_and_pleases_epubcheck(edition: Edition, profile, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    data = render(edition, profile=profile)
    found = article_texts(data)
    for article in edition.articles:
        assert sorted(found[article.slug]) == sorted(article.texts), article.slug
    assert data == render(edition, profile=profile)
    # A Kindle shows the cover without a page for it: epubcheck remarks that no page has it.
    remarks = {"OPF-097"} if profile is KINDLE else set()
    found_by = epubcheck_messages(written(tmp_path / f"{profile.name}.epub", data))
    assert {code for _, code, _ in found_by} == remarks


def test_on_a_kindle_the_cover_is_no_page_and_bars_are_lines(edition: Edition) -> None:
    data = render(edition, profile=KINDLE)
    spine = [ref.get("idref") for ref in find(page(data, "content.opf"), "//opf:itemref")]
    assert spine[0] == "front"
    assert not [name for name in names_in(data) if name.endswith("cover.xhtml")]
    assert "EPUB/cover.jpg" in names_in(data)
    assert not find(page(data, "nav.xhtml"), "//h:a[@href='cover.xhtml']")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert "display: inline" in book.read("EPUB/profile.css").decode()


def test_send_to_kindle_finds_nothing_that_it_refuses(edition: Edition) -> None:
    """What it stops at: no encoding told, links to a body, pictures without a source, a language it does not know."""
    data = render(edition, profile=KINDLE)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in names_in(data):
            if name.endswith(".xhtml"):
                content = book.read(name)
                assert content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
                root = etree.fromstring(content)
                assert not find(root, "//h:body[@id]")
                assert all(image.get("src") for image in find(root, "//h:img"))
    assert find(page(data, "content.opf"), "//dc:language")[0].text.split("-")[0] == "zh"


def test_pictures_for_e_ink_are_grey(edition: Edition) -> None:
    def modes(data: bytes) -> Counter[str]:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            pictures = [book.read(name) for name in names_in(data) if name.endswith(".jpg")]
        return Counter(Image.open(io.BytesIO(picture)).mode for picture in pictures)

    assert set(modes(render(edition, profile=EINK))) == {"L"}
    assert "RGB" in modes(render(edition, profile=PLAIN))


def test_kobo_has_a_named_span_for_each_sentence(edition: Edition) -> None:
    data = render(edition, profile=KOBO)
    longest = max(edition.articles, key=lambda article: sum(map(len, article.texts)))
    root = page(data, f"article-{longest.slug}.xhtml")
    spans = find(root, "//h:span[@class='koboSpan']")
    assert len(spans) > 8
    names = [span.get("id") for span in spans]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"kobo\.\d+\.\d+", name) for name in names)
    assert find(root, "/h:html/h:body/h:div[@id='book-columns']/h:div[@id='book-inner']")
    outside = [
        text for text in find(root, "//h:body//text()[not(ancestor::h:span[@class='koboSpan'])]") if str(text).strip()
    ]  # fmt: skip
    assert outside == []
    assert KOBO.ending == "-kobo.kepub.epub"


def test_spans_part_sentences_and_keep_every_character() -> None:
    body = "<p>一。二！”三<em>四？</em>五…</p><ul><li>六</li></ul>"
    page_ = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>{body}</body></html>'
    root = etree.fromstring(with_spans(page_.encode()))
    spans = [span.text for span in find(root, "//h:span")]
    assert spans == ["一。", "二！”", "三", "四？", "五…", "六"]
    assert "".join(find(root, "//h:body")[0].itertext()) == "一。二！”三四？五…六"


# Traditional characters.


def test_a_converted_edition_says_so_and_is_a_book_of_its_own(edition: Edition, tmp_path: Path) -> None:
    pytest.importorskip("opencc")
    plain, data = render(edition), render(in_traditional(edition, converter()), converted=True)
    opf, own = page(data, "content.opf"), page(plain, "content.opf")
    identifiers = [find(root, "//dc:identifier")[0].text for root in (opf, own)]
    assert identifiers[0] != identifiers[1]
    assert find(opf, "//dc:source")[0].text == identifiers[1]
    assert find(opf, "//dc:language")[0].text == "zh-Hant"
    front = text_of(data, "front.xhtml")
    assert "自動轉換為繁體字" in front
    assert "目錄" in text_of(data, "nav.xhtml")
    assert "隴山日報" in front
    articles = {article.slug: article for article in in_traditional(edition, converter()).articles}
    for slug, texts in article_texts(data).items():
        assert sorted(texts) == sorted(articles[slug].texts)
    assert epubcheck_messages(written(tmp_path / "hant.epub", data)) == []


def test_names_that_the_paper_tells_are_kept_and_quotes_are_those_of_traditional_text(tmp_path: Path) -> None:
    pytest.importorskip("opencc")
    paper = make_paper(tmp_path, traditional=(("周一帆", "周一帆"), ("兰溪", "蘭溪")))
    article = with_blocks((Run("“周一帆”去‘兰溪’，周末回。"),))
    edition = dataclasses.replace(make_edition(tmp_path), paper=paper, articles=(article,))
    (made,) = in_traditional(edition, converter(dict(paper.traditional))).articles
    assert made.blocks[0].text == "「周一帆」去『蘭溪』，週末回。"


def test_conversion_sees_phrases_over_the_bounds_of_styles(tmp_path: Path) -> None:
    pytest.importorskip("opencc")
    runs = (Run("皇"), Run("后", Style.STRONG), Run("去后"), Run("面", Style.EMPHASIS), Run("理发。"))
    edition = dataclasses.replace(make_edition(tmp_path), articles=(with_blocks(runs),))
    (article,) = in_traditional(edition, converter()).articles
    assert [run.text for run in article.blocks[0].runs] == ["皇", "后", "去後", "面", "理髮。"]
    assert [run.style for run in article.blocks[0].runs] == [run.style for run in runs]


def test_articles_in_other_languages_stay_as_they_are_and_other_papers_are_refused(tmp_path: Path) -> None:
    pytest.importorskip("opencc")
    english = make_article("en", headline="后 in English", language="en")
    edition = dataclasses.replace(make_edition(tmp_path), articles=(english,))
    assert in_traditional(edition, converter()).articles == (english,)
    taiwan = dataclasses.replace(edition, paper=make_paper(tmp_path, language="zh-Hant"))
    with pytest.raises(UsageError, match="zh-Hant"):
        in_traditional(taiwan, converter())


def test_a_paper_in_traditional_characters_has_an_e_book_in_them(tmp_path: Path) -> None:
    edition = dataclasses.replace(make_edition(tmp_path), paper=make_paper(tmp_path, language="zh-Hant-TW"))
    data = render(edition)
    assert "目錄" in text_of(data, "nav.xhtml")
    assert "目录" not in text_of(data, "nav.xhtml")


# Faces.


def test_embedded_faces_have_the_characters_of_the_book(edition: Edition, tmp_path: Path) -> None:
    data = render(edition, library=FontLibrary.load())
    fonts = [name for name in names_in(data) if name.endswith(".ttf")]
    assert sorted(fonts) == [f"EPUB/fonts/{name}.ttf" for name in ("kai-regular", "serif-bold", "serif-regular")]
    texts = {character for found in article_texts(data).values() for text in found for character in text}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in fonts:
            known = TTFont(io.BytesIO(book.read(name))).getBestCmap()
            han = {character for character in texts if "\u4e00" <= character <= "\u9fa5"}
            assert {character for character in han if ord(character) not in known} == set()
            assert len(known) < 2000
        assert b"banxin song" in book.read("EPUB/fonts.css")
    assert {code for _, code, _ in epubcheck_messages(written(tmp_path / "fonts.epub", data))} == {"CSS-028"}


def test_no_face_goes_in_unasked(edition: Edition) -> None:
    assert not [name for name in names_in(render(edition)) if "font" in name]


# Printed pages.


def test_a_spread_is_both_of_its_pages(edition: Edition) -> None:
    placed = {article.slug: 1 + number % 3 for number, article in enumerate(edition.articles)}
    pictures = {1: cover_jpeg(), 2: cover_jpeg()}
    data = render_epub(edition, LAYOUT, cover_jpeg(), MODIFIED, placed, pictures, None, {2: 3})
    assert "第2、3版" in text_of(data, "page-2.xhtml")
    on_three = next(article for article in edition.articles if placed[article.slug] == 3)
    links = [a.get("href") for a in find(page(data, f"article-{on_three.slug}.xhtml"), "//h:p[@class='printed']/h:a")]
    assert links == ["page-2.xhtml"]
    listed = [a.text for a in find(page(data, "nav.xhtml"), "//h:nav[@id='page-list']//h:a")]
    assert listed == ["1", "2", "3"]


def test_a_printed_page_opens_a_section_of_its_own_name_only(edition: Edition) -> None:
    renamed = dataclasses.replace(edition, sections=("别的名字", *edition.sections[1:]))
    links = find(page(render(renamed), "nav.xhtml"), "//h:nav[@id='toc']//h:a")
    assert next(a.get("href") for a in links if a.text == "要闻") == "section-1.xhtml"


# Corrections and certificates.


def test_a_corrected_issue_tells_what_was_put_right(edition: Edition, tmp_path: Path) -> None:
    told = "第1版《携手共赴新型工业化》，“28个春秋”应为“二十八个春秋”。"
    first, corrected = render(edition), render(dataclasses.replace(edition, revision=2, correction=told))
    assert told in text_of(corrected, "front.xhtml")
    assert find(page(corrected, "content.opf"), "//dc:description")[0].text == f"更正：{told}"
    ids = [find(page(data, "content.opf"), "//dc:identifier")[0].text for data in (first, corrected)]
    assert ids[0] == ids[1]
    assert "第2次出版" in text_of(render(dataclasses.replace(edition, revision=2)), "front.xhtml")
    assert "更正" not in text_of(first, "front.xhtml")
    assert epubcheck_messages(written(tmp_path / "corrected.epub", corrected)) == []


def test_the_day_of_a_correction_is_the_day_of_change(edition: Edition) -> None:
    day = datetime.date(2024, 12, 24)
    assert dataclasses.replace(edition, revised=day).changed == day
    assert edition.changed == edition.date


def test_conformance_is_claimed_only_where_somebody_answers_for_it(edition: Edition, tmp_path: Path) -> None:
    assert meta(render(edition), "dcterms:conformsTo") == []
    standard = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    certificate = Certificate("陇山盲文馆", standard, "https://example.org/report")
    paper = dataclasses.replace(edition.paper, certificate=certificate)
    data = render(dataclasses.replace(edition, paper=paper))
    assert meta(data, "dcterms:conformsTo") == [standard]
    assert meta(data, "a11y:certifiedBy") == ["陇山盲文馆"]
    (link,) = find(page(data, "content.opf"), "//opf:link")
    assert (link.get("rel"), link.get("href")) == ("a11y:certifierReport", "https://example.org/report")
    assert epubcheck_messages(written(tmp_path / "certified.epub", data)) == []


# Lists and notes.


def with_blocks(*texts: tuple[Run, ...], kind: BlockKind = BlockKind.PARAGRAPH) -> Article:
    article = make_article("a", headline="题")
    return dataclasses.replace(article, blocks=tuple(Block(kind, runs, article.origin) for runs in texts), pictures=())


def article_page(article: Article, tmp_path: Path) -> etree._Element:
    edition = dataclasses.replace(make_edition(tmp_path), articles=(article,))
    return page(render(edition), f"article-{article.slug}.xhtml")


@pytest.mark.parametrize(("marks", "tag"), [(("·", "·"), "ul"), (("1.", "2."), "ol"), (("3)", "4)"), "ol")])
def test_items_are_a_list(marks: tuple[str, str], tag: str, tmp_path: Path) -> None:
    article = with_blocks(*((Run(f"{mark}甲"),) for mark in marks), kind=BlockKind.ITEM)
    (found,) = find(article_page(article, tmp_path), f"//h:article/h:{tag}[@class='items']")
    assert [item.text for item in found] == [f"{mark}甲" for mark in marks]


@pytest.mark.parametrize(("columns", "rows", "scrolls"), [(4, 3, False), (5, 3, True), (5, 13, False)])
def test_a_table_scrolls_where_it_is_wide_and_goes_over_pages_where_it_is_long(
    columns: int, rows: int, scrolls: bool, tmp_path: Path
) -> None:
    article = make_article("a", headline="题")
    cells = tuple(Text.of("格") for _ in range(columns * rows))
    block = Block(BlockKind.TABLE, (), article.origin, columns=columns, cells=cells)
    (table,) = find(article_page(dataclasses.replace(article, blocks=(block,)), tmp_path), "//h:table")
    assert (table.getparent().get("class") == "scroll") is scrolls


def test_a_poem_comes_before_its_picture(edition: Edition) -> None:
    verse = next(article for article in edition.articles if article.kind == "verse")
    picture = next(article.pictures[0] for article in edition.articles if article.pictures)
    drawn = dataclasses.replace(verse, pictures=(picture,))
    root = page(render(dataclasses.replace(edition, articles=(drawn,))), f"article-{verse.slug}.xhtml")
    tags = [element.tag.rpartition("}")[2] for element in find(root, "//h:article/*")]
    assert tags.index("figure") > tags.index("p")


def test_footnotes_pop_up_and_lead_back(tmp_path: Path) -> None:
    mark, note = Run("①", link=f"{NOTE_LINK}1"), Run("①", link=f"{NOTE_LINK}1")
    article = with_blocks((Run("正文"), mark, Run("，又"), mark, Run("。")))
    footnote = Block(BlockKind.FOOTNOTE, (note, Run("注文。")), article.origin)
    root = article_page(dataclasses.replace(article, blocks=(*article.blocks, footnote)), tmp_path)
    refs = find(root, "//h:a[@class='noteref']")
    assert [(ref.get(EPUB_TYPE), ref.get("href"), ref.get("id")) for ref in refs] == [
        ("noteref", "#note-1", "ref-1"),
        ("noteref", "#note-1", None),
    ]
    (aside,) = find(root, "//h:aside[@id='note-1']")
    assert aside.get(EPUB_TYPE) == "footnote"
    assert "".join(aside.itertext()) == "①注文。"
    assert find(aside, ".//h:a")[0].get("href") == "#ref-1"


# A paper's own layout.


def test_a_papers_own_layout_says_only_what_is_other(edition: Edition, tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("h1 { color: red }", "utf-8")
    data = render_epub(edition, tmp_path, cover_jpeg(), MODIFIED)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert book.read("EPUB/style.css") == b"h1 { color: red }"
    assert asset_folder("layouts") / "epub" == LAYOUT


# The command.


def test_build_makes_each_e_book_that_is_asked_for(tmp_path: Path) -> None:
    seed = copy_seed(tmp_path)
    words = ("build", seed, "-o", tmp_path / "out", "--profile", "plain,kobo", "--script", "own,hant")
    run = banxin(*words, "--json", "--formats", "epub")
    assert run.returncode == 0, run.stderr
    names = [name for name in json.loads(run.stdout)["products"] if name.endswith(".epub")]
    key = "gansu-daily-2024-12-22"
    assert names == [f"{key}{rest}" for rest in (".epub", "-kobo.kepub.epub", "-hant.epub", "-hant-kobo.kepub.epub")]
    assert all((tmp_path / "out" / key / name).stat().st_size > 100_000 for name in names)


def test_wishes_for_e_books_want_e_books(tmp_path: Path) -> None:
    run = banxin("build", copy_seed(tmp_path), "--formats", "pdf", "--profile", "kindle")
    assert run.returncode == 2
    assert "epub" in run.stderr
    assert "eink" in banxin("build", copy_seed(tmp_path / "b"), "--profile", "nook").stderr


def test_a_book_too_large_for_mail_is_told(tmp_path: Path) -> None:
    edition = make_edition(tmp_path)
    assert large(Bound("a.epub", edition, bytes(20_000_000))) == []
    (found,) = large(Bound("a.epub", edition, bytes(20_100_001)))
    assert "20.1 MB" in found.message


def test_a_corrected_issue_must_say_when(tmp_path: Path) -> None:
    seed = copy_seed(tmp_path)
    toml = seed / "edition.toml"
    text = toml.read_text("utf-8")
    toml.write_text(f"revision = 2\n{text}", "utf-8")
    assert [found.code for found in read_edition(seed)[1] if found.code == "no-revised"] == ["no-revised"]
    toml.write_text(f"revision = 2\nrevised = 2024-12-21\n{text}", "utf-8")
    assert [found.code for found in read_edition(seed)[1] if found.severity == "error"] == ["bad-value"]
    toml.write_text(f"revision = 2\nrevised = 2024-12-23\ncorrection = '更正。'\n{text}", "utf-8")
    edition, found = read_edition(seed)
    assert edition is not None
    assert (edition.changed, edition.correction) == (datetime.date(2024, 12, 23), "更正。")
    assert not [one for one in found if one.code == "no-revised"]
    toml.write_text(f"revised = 2024-12-23\ncorrection = '更正。'\n{text}", "utf-8")
    assert [one.code for one in read_edition(seed)[1] if one.code == "no-revision"] == ["no-revision"] * 2
