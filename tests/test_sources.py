"""Reading a paper's folder: every bad input gets its code, its file and its line."""

from __future__ import annotations

import io
import os
import re
import struct
import time
import unicodedata
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from banxin import wanted
from banxin.errors import Problem, Severity, UsageError
from banxin.model.edition import Article, BlockKind, Edition
from banxin.model.text import Region, Style, leads_outside
from banxin.sources import create_paper, read_edition, read_paper
from banxin.sources.body import read_body
from banxin.sources.images import look_at
from banxin.sources.limits import Limits
from banxin.sources.settings import ArticleSettings, EditionSettings, PaperSettings, PictureSettings
from banxin.sources.text import clean, decode
from banxin.sources.toml import key_lines
from case_files import cases

ARTICLE = '+++\nheadline = "题"\n+++\n\n正文。\n'


def png(width: int = 300, height: int = 200, mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, "PNG", **options)
    return out.getvalue()


@pytest.fixture
def day(tmp_path: Path) -> Path:
    """An edition of one good article and one good picture."""
    folder = tmp_path / "paper" / "2024-12-22"
    (folder / "images").mkdir(parents=True)
    (folder.parent / "paper.toml").write_text('name = "试报"\nkey = "trial"\n', "utf-8")
    (folder / "edition.toml").write_text("date = 2024-12-22\npages = 8\n", "utf-8")
    (folder / "a01.md").write_text(ARTICLE, "utf-8")
    (folder / "images" / "ok.png").write_bytes(png())
    return folder


def problems(folder: Path, *but: str) -> list[tuple[str, int, str]]:
    """(file, line, code) of every problem but the picture that most cases do not show."""
    found = read_edition(folder)[1]
    return [(one.origin.file, one.origin.line, one.code) for one in found if one.code not in ("unused-image", *but)]


def read(folder: Path) -> Edition:
    edition, found = read_edition(folder)
    assert edition is not None, found
    return edition


def article(folder: Path, text: str) -> Article:
    (folder / "a01.md").write_text(text, "utf-8")
    return read(folder).articles[0]


@pytest.mark.parametrize(("text", "expected"), cases("articles.txt"))
def test_articles(day: Path, text: str, expected: str) -> None:
    (day / "a01.md").write_text(text.replace("␠", " ") + "\n", "utf-8")
    found = [one for one in read_edition(day)[1] if one.code != "unused-image"]
    assert "\n".join(f"{one.origin.line} {one.severity} {one.code}" for one in found) == expected.strip()
    assert {one.origin.file for one in found} <= {"2024-12-22/a01.md"}


def test_an_unknown_key_names_the_nearest(day: Path) -> None:
    (day / "a01.md").write_text('+++\nheadlin = "题"\n+++\n\n正文。\n', "utf-8")
    assert 'Did you mean "headline"?' in str(read_edition(day)[1][0])


def test_a_bad_value_shows_what_is_allowed(day: Path) -> None:
    (day / "a01.md").write_text('+++\nheadline = "题"\npriority = "高"\n+++\n\n正文。\n', "utf-8")
    message = str(read_edition(day)[1][0])
    assert message.startswith('2024-12-22/a01.md:3: error bad-value: priority is "高".')
    assert "from 1 (the lead) to 5" in message


def test_every_key_of_an_article_reaches_it(day: Path) -> None:
    (day / "a02.md").write_text(ARTICLE, "utf-8")
    read = article(
        day,
        '+++\nheadline = "一／二"\nkicker = "肩"\ndeck = "副"\nbyline = "者"\ndateline = "讯"\nsection = "版"\n'
        'page = 2\npriority = 1\nheadline_form = "vertical"\nheadline_short = "短"\nat = "top"\nspan = 3\n'
        'with = ["a02"]\nhold = true\nbox = true\nlanguage = "zh-Hant"\nregion = "TW"\n'
        '[[picture]]\nfile = "images/ok.png"\n'
        'alt = "图"\ncaption = "说明"\ncredit = "摄"\nrights = "权"\nfocus = [0.25, 1]\ncrop = false\n+++\n\n正文。\n',
    )
    assert (read.slug, *map(str, (read.headline, read.kicker, read.deck, read.byline))) == (
        "a01",
        "一／二",
        "肩",
        "副",
        "者",
    )
    assert (str(read.dateline), read.section, read.page, read.priority) == ("讯", "版", 2, 1)
    assert (read.headline_form, read.headline_short, read.at, read.span) == ("vertical", "短", "top", 3)
    assert (read.related, read.hold, read.box, read.language) == (("a02",), True, True, "zh-Hant")
    assert read.region is Region.TW
    picture = read.pictures[0]
    assert (picture.alt, str(picture.caption), str(picture.credit), picture.rights) == ("图", "说明", "摄", "权")
    assert (picture.focus, picture.crop, picture.width, picture.height) == ((0.25, 1), False, 300, 200)
    assert (picture.file, picture.path, picture.origin.line) == ("images/ok.png", day / "images/ok.png", 20)


def test_what_an_article_does_not_say_is_the_papers(day: Path) -> None:
    (day.parent / "paper.toml").write_text('name = "報"\nkey = "trial"\nlanguage = "zh-Hant"\nregion = "HK"\n', "utf-8")
    (day / "edition.toml").write_text("date = 2024-12-22\n", "utf-8")
    one = article(day, ARTICLE)
    assert (one.language, one.region, one.priority, one.headline_form, one.kind) == (
        "zh-Hant", Region.HK, 3, None, "news",
    )  # fmt: skip


@pytest.mark.parametrize("region", ["TW", "HK"])
def test_a_region_without_rules_of_its_own_is_told_wherever_it_is_set(day: Path, region: str) -> None:
    (day.parent / "paper.toml").write_text(f'name = "報"\nkey = "trial"\nregion = "{region}"\n', "utf-8")
    (day / "a01.md").write_text(f'+++\nheadline = "題"\nregion = "{region}"\n+++\n\n正文。\n', "utf-8")
    told = [found for found in read_edition(day)[1] if found.code == "region-rules"]
    assert [str(found.origin) for found in told] == ["2024-12-22/a01.md:3", "paper.toml:3"]
    assert all(found.severity is Severity.WARNING and region in found.message for found in told)
    assert "CN" in told[0].message


def test_the_mainland_has_rules_of_its_own(day: Path) -> None:
    (day.parent / "paper.toml").write_text('name = "报"\nkey = "trial"\nregion = "CN"\n', "utf-8")
    assert "region-rules" not in {found.code for found in read_edition(day)[1]}


def test_photo_news_needs_no_body(day: Path) -> None:
    one = article(
        day, '+++\nkind = "photo"\n[[picture]]\nfile = "images/ok.png"\nalt = "图"\ncaption = "说明。"\n+++\n'
    )
    assert (one.kind, one.blocks, str(one.headline), str(one.pictures[0].caption)) == ("photo", (), "", "说明。")


# Bodies.


def blocks(text: str) -> list[tuple[str, str]]:
    found, _ = read_body(text, "a.md", 1)
    return [(str(block.kind), block.text) for block in found]


def test_blocks_of_every_kind() -> None:
    assert blocks("段落。\n\n## 小标题\n\n> 引文。\n\n- 甲\n- 乙\n\n3. 丙\n4. 丁\n") == [
        ("paragraph", "段落。"), ("subhead", "小标题"), ("quote", "引文。"),
        ("item", "·甲"), ("item", "·乙"), ("item", "3.丙"), ("item", "4.丁"),
    ]  # fmt: skip


def test_a_line_end_between_ideographs_is_no_space() -> None:
    assert blocks("上一行\n下一行，\nand more\nwords") == [("paragraph", "上一行下一行，and more words")]


def test_a_line_that_starts_with_an_ideographic_space_is_a_new_paragraph() -> None:
    found, _ = read_body("　　第一段。\n　　第二段\n接着。\n　　第三段。", "a.md", 7)
    assert [(block.text, block.origin.line) for block in found] == [
        ("第一段。", 7),
        ("第二段接着。", 8),
        ("第三段。", 10),
    ]


def test_strong_emphasis_and_links_are_styles_of_the_text() -> None:
    found, _ = read_body("平**重**和*斜*，[网](https://a.cn/b_c)。", "a.md", 1)
    assert [(run.text, run.style, run.link) for run in found[0].runs] == [
        ("平", Style.PLAIN, ""), ("重", Style.STRONG, ""), ("和", Style.PLAIN, ""), ("斜", Style.EMPHASIS, ""),
        ("，", Style.PLAIN, ""), ("网", Style.PLAIN, "https://a.cn/b_c"), ("。", Style.PLAIN, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "strong"),
    [
        ("**问：**你今年多大？", ["问："]),
        ("他说**“好”**。", ["“好”"]),
        ("甲**《书》**乙**（丙）**丁", ["《书》", "（丙）"]),
        ("**编者复：**锁没有换。**又及：**已修。", ["编者复：", "又及："]),
        ("**A.**甲", ["A."]),
    ],
)
def test_stars_beside_chinese_marks_are_styles(text: str, strong: list[str]) -> None:
    found, wrong = read_body(text, "a.md", 1)
    assert wrong == ()
    assert [run.text for run in found[0].runs if run.style is Style.STRONG] == strong


def test_literal_characters_survive() -> None:
    assert blocks(r"5\*3 = 15，AT&amp;T，\[注\]: 说明，&#20013;，1\. 甲，\# 号，C:\\x") == [
        ("paragraph", r"5*3 = 15，AT&T，[注]: 说明，中，1. 甲，# 号，C:\x")
    ]


def test_a_paragraph_that_looks_like_a_link_definition_is_text() -> None:
    assert blocks("[注]: 说明文字") == [("paragraph", "[注]: 说明文字")]


def test_text_of_markup_that_cannot_be_set_is_kept() -> None:
    found, wrong = read_body("> | 甲 |\n> |---|\n> | 一 | 二 |\n\n```\n代码\n```\n\n行`内`", "a.md", 1)
    assert "".join(block.text for block in found) == "甲一二代码行内"
    assert len(wrong) == 4


HAN = st.text(st.sampled_from("天津甘肃工业，。“”（）—0aZ*_#>`[]()!|~-+=:&;<\\ \n"), max_size=80)


@given(HAN)
def test_any_body_gives_blocks_or_problems_and_keeps_every_ideograph(text: str) -> None:
    found, _ = read_body(text, "a.md", 1)
    for mark in "天津甘肃工业，。“”（）":
        assert "".join(block.text for block in found).count(mark) == text.count(mark)
    assert all(block.text.strip() == block.text != "" for block in found)


@pytest.mark.parametrize("text", ["[" * 50_000, "*a_" * 20_000, ">" * 5_000 + "甲", "`" * 50_000, "- " * 5_000 + "甲"])
def test_pathological_markdown_ends_in_time(text: str) -> None:
    start = time.perf_counter()
    read_body(text, "a.md", 1)
    assert time.perf_counter() - start < 60  # A second or two; what grows with the square takes minutes.


# Characters.


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"\xef\xbb\xbfa", "byte-order-mark", 1),
        ("甲\r\n乙".encode(), "line-ends", 0),
        ("甲\r乙\x85丙\u2028丁".encode(), "line-ends", 0),
        ("甲\n乙\x00".encode(), "control-character", 2),
        ("甲\n\x0b".encode(), "control-character", 2),
        ("甲\n\x9f".encode(), "control-character", 2),
        ("\ufffe".encode(), "control-character", 1),
        ("甲\n\u202e乙".encode(), "bidi-control", 2),
        ("\u2066乙".encode(), "bidi-control", 1),
        ("甲\u200b乙".encode(), "invisible-character", 1),
        ("甲\u00ad乙".encode(), "invisible-character", 1),
        ("甲\ufeff乙".encode(), "invisible-character", 1),
        ("甲\n\ufffd".encode(), "damaged-character", 2),
        ("甲\n".encode() + b"\xff", "encoding", 2),
        ("甲".encode("gb18030"), "other-encoding", 1),
        ("這是大五碼的文字".encode("big5"), "encoding", 1),
        (b"\xed\xa0\x80", "encoding", 1),
        ("\ufa0a".encode(), "compatibility-ideograph", 1),
        ("⾥".encode(), "radical", 1),
        ("い⻢".encode(), "radical", 1),
        ("cafe\u0301".encode(), "composed-letter", 1),
    ],
)
def test_characters(data: bytes, code: str, line: int) -> None:
    found = decode(data, "a.md")[1]
    assert [(one.code, one.origin.line) for one in found] == [(code, line)]


def test_ordinary_text_has_no_remark() -> None:
    text = "甲乙，𠮷𬱖㐂 café\tabc①㎡\n👨‍👩‍👧 e"
    assert decode(text.encode(), "a.md") == (text, ())


def test_lines_are_counted_alike_whatever_ends_them() -> None:
    assert decode("一\r\n二\r三\u2028四\x85五\n六".encode(), "a")[0] == "一\n二\n三\n四\n五\n六"


def test_what_cannot_be_printed_is_dropped_once_it_is_named() -> None:
    assert clean("甲\u0007乙\u200b丙\ufffd", "a", 1)[0] == "甲乙丙\ufffd"


def test_encoding_is_named_with_its_byte(day: Path) -> None:
    (day / "a01.md").write_bytes(ARTICLE.encode() + "甲".encode("gb18030"))
    found = read_edition(day)[1]
    assert f"byte {len(ARTICLE.encode())}" in next(one.message for one in found if one.code == "encoding")


def test_an_article_in_gb_18030_is_read_and_told_and_one_in_big5_is_not(day: Path) -> None:
    text = ARTICLE.replace("正文。", "渡口的石阶上，㛃姑娘把茶叶一筐一筐搬上船去。")
    (day / "a01.md").write_bytes(text.encode("gb18030"))
    assert problems(day) == [("2024-12-22/a01.md", 1, "other-encoding")]
    assert read(day).articles[0].blocks[0].text == text.splitlines()[-1]
    traditional = ARTICLE.replace("正文。", "渡口的石階上，姑娘把茶葉一筐一筐搬上船去。").replace("题", "題")
    (day / "a01.md").write_bytes(traditional.encode("big5"))
    assert [code for _, _, code in problems(day)] == ["encoding"]


@pytest.mark.parametrize(("stored", "written"), [("NFD", "NFC"), ("NFC", "NFD"), ("NFC", "NFC"), ("NFD", "NFD")])
@pytest.mark.parametrize("name", ["café渡口.png", "ガ.png", "각.png", "é/ñ.png"])
def test_a_picture_is_found_however_its_name_is_composed(day: Path, name: str, stored: str, written: str) -> None:
    path = day / "images" / unicodedata.normalize(stored, name)
    path.parent.mkdir(exist_ok=True)
    (day / "images" / "ok.png").replace(path)
    shown = unicodedata.normalize(written, name)
    (day / "a01.md").write_text(
        f'+++\nheadline = "题"\n[[picture]]\nfile = "images/{shown}"\nalt = "图"\n+++\n\n正文。\n', "utf-8"
    )
    assert not {one.code for one in read_edition(day)[1]} & {"missing-image", "bad-value"}
    (picture,) = read(day).articles[0].pictures
    assert picture.path.read_bytes() == path.read_bytes()


def test_a_damaged_headline_is_named_once(day: Path) -> None:
    (day / "a01.md").write_text(ARTICLE.replace("题", "题\ufffd"), "utf-8")
    assert problems(day) == [("2024-12-22/a01.md", 2, "damaged-character")]


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_problem(data: bytes) -> None:
    text, found = decode(data, "a.md")
    assert (text is None) == any(one.code == "encoding" for one in found)


@given(st.binary(max_size=60).map(lambda tail: b"+++\nheadline = " + tail + b"\n+++\n\n\xe7\x94\xb2"))
def test_any_front_matter_gives_an_article_or_problems(data: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "2024-12-22"
        folder.mkdir()
        (folder.parent / "paper.toml").write_text('name = "试"\nkey = "trial"\n', "utf-8")
        (folder / "edition.toml").write_text("date = 2024-12-22\n", "utf-8")
        (folder / "a01.md").write_bytes(data)
        edition, found = read_edition(folder)
        assert edition is not None
        assert edition.articles or found


# Settings.


def test_every_key_of_the_paper_and_edition_reaches_them(day: Path) -> None:
    (day.parent / "paper.toml").write_text(
        'name = "试报"\nkey = "trial"\npublisher = "社"\nslogan = "语"\ncn_number = "CN 1"\nissn = "1234-567X"\n'
        'postal_code = "1-2"\nsite = "a.cn"\neditor = "甲"\nlayout = "tabloid"\npunctuation = "half"\n'
        '[[filler]]\ntext = "公益／广告"\nsource = "社"\n',
        "utf-8",
    )
    (day / "edition.toml").write_text(
        'date = 2024-12-22\nnumber = 26810\npages = 4\nedition = "b"\nrevision = 2\nsections = ["要闻"]\n'
        'lunar = "甲"\n',
        "utf-8",
    )
    edition = read(day)
    paper = edition.paper
    assert (paper.key, paper.publisher, paper.slogan, paper.cn_number) == ("trial", "社", "语", "CN 1")
    assert (paper.issn, paper.postal_code, paper.site, paper.layout) == ("1234-567X", "1-2", "a.cn", "tabloid")
    assert (paper.punctuation, paper.fillers[0].text, paper.fillers[0].source) == ("half", "公益／广告", "社")
    assert (edition.number, edition.pages, edition.sections, edition.lunar) == ("26810", 4, ("要闻",), "甲")
    assert (edition.key, edition.editor) == ("trial-2024-12-22-b-r2", "甲")
    assert paper == read_paper(day.parent)[0]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("date = 2024-02-30\n", 1, "bad-value"),
        ('date = "2024-12-22"\n', 1, "bad-value"),
        ("pages = 2\n", 0, "missing-key"),
        ("date = 2024-12-22\npages = -1\n", 2, "bad-value"),
        ("date = 2024-12-22\nteasers = true\n", 2, "bad-value"),
        ('date = 2024-12-22\n\nedition = "B"\n', 3, "bad-value"),
        ("date = 2024-12-22\npagse = 3\n", 2, "unknown-key"),
        ("date = 2024-12-22\ndate = 2024-12-23\n", 2, "duplicate-key"),
        ("date = \n", 1, "bad-toml"),
        ("date = 2024-12-22\nnumber = " + "[" * 3000, 1, "bad-toml"),
    ],
)
def test_edition_settings(day: Path, text: str, line: int, code: str) -> None:
    (day / "edition.toml").write_text(text, "utf-8")
    start = time.perf_counter()
    edition, found = read_edition(day)
    assert time.perf_counter() - start < 1
    assert edition is None
    assert [(one.origin.file, one.origin.line, one.code) for one in found if one.code != "unused-image"] == [
        ("2024-12-22/edition.toml", line, code)
    ]


def test_problems_of_articles_come_with_those_of_the_settings(day: Path) -> None:
    (day.parent / "paper.toml").write_text("nome = 3\n", "utf-8")
    (day / "edition.toml").write_text("dat = 3\n", "utf-8")
    (day / "a01.md").write_text("正文", "utf-8")
    assert [code for _, _, code in problems(day)] == [
        "front-matter", "missing-key", "unknown-key", "missing-key", "unknown-key",
    ]  # fmt: skip


def test_missing_files_are_problems(tmp_path: Path) -> None:
    assert read_paper(tmp_path)[0] is None
    edition, found = read_edition(tmp_path / "2024-12-22")
    assert edition is None
    assert [(one.origin.file, one.code) for one in found] == [
        ("2024-12-22/edition.toml", "missing-file"), ("paper.toml", "missing-file"),
    ]  # fmt: skip


def test_a_papers_key_is_its_folders_name_if_that_is_ascii(day: Path) -> None:
    (day.parent / "paper.toml").write_text('name = "试报"\n', "utf-8")
    assert read(day).paper.key == "paper"
    moved = day.parent.rename(day.parent.parent / "县报")
    paper, found = read_paper(moved)
    assert paper is not None
    assert (paper.key, [one.code for one in found]) == ("my-paper", ["bad-key"])


def test_key_lines_step_over_long_strings() -> None:
    text = 'a = """\nb = 1\n"""\nc = 2\n[[picture]]\nfile = 1\n[[picture]]\nfile = 2\n"d" = 3'
    lines = key_lines(text)
    assert ("b",) not in lines
    assert (lines[("c",)], lines[("picture", 0, "file")], lines[("picture", 1, "file")]) == (4, 6, 8)
    assert lines[("picture", 1, "d")] == 9


def test_key_lines_know_tables_in_tables_from_rows_of_an_array() -> None:
    lines = key_lines('[list.kindle]\na = 1\n[list."读书会"]\na = 2\nrows = [\n  ["今天"],\n]\nb = 3')
    assert (lines[("list",)], lines[("list", "kindle")], lines[("list", "kindle", "a")]) == (1, 1, 2)
    assert (lines[("list", "读书会", "a")], lines[("list", "读书会", "b")]) == (4, 8)


# Files.


def test_articles_come_in_the_order_of_their_names_with_every_source_hashed(day: Path) -> None:
    for name in ("b.md", "a02.md", "a10.md"):
        (day / name).write_text(ARTICLE, "utf-8")
    (day / ".hidden.md").write_text("nothing", "utf-8")
    edition = read(day)
    assert [one.slug for one in edition.articles] == ["a01", "a02", "a10", "b"]
    assert [name for name, _ in edition.sources] == [
        *(f"2024-12-22/{name}" for name in ("a01.md", "a02.md", "a10.md", "b.md", "edition.toml")), "paper.toml",
    ]  # fmt: skip
    assert all(len(digest) == 64 for _, digest in edition.sources)


def test_an_empty_edition(day: Path) -> None:
    (day / "a01.md").unlink()
    assert problems(day) == [("2024-12-22", 0, "empty-edition")]


def test_one_bad_article_does_not_hide_the_others(day: Path) -> None:
    (day / "a02.md").write_text("无头", "utf-8")
    edition, found = read_edition(day)
    assert edition is not None
    assert [one.slug for one in edition.articles] == ["a01"]
    assert any(one.severity is Severity.ERROR for one in found)


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("头条.md", "2024-12-22-02.md"),
        ("Lead Story.md", "lead-story.md"),
        ("a#b?c.md", "a-b-c.md"),
        ("-x.md", "x.md"),
        ("a\nb.md", "a-b.md"),
        ("x" * 70 + ".md", "x" * 60 + ".md"),
        ("b.MD", "b.md"),
    ],
)
def test_a_name_that_is_no_slug_is_named_with_a_better_one(day: Path, name: str, better: str) -> None:
    (day / name).write_text(ARTICLE, "utf-8")
    bad = next(one for one in read_edition(day)[1] if one.code == "bad-slug")
    assert better in bad.hint


@pytest.mark.parametrize(("first", "second"), [("b.md", "B.md"), ("caf\u00e9.md", "cafe\u0301.md")])
def test_names_alike_are_duplicates_and_both_are_named(day: Path, first: str, second: str) -> None:
    for name in (first, second):
        (day / name).write_text(ARTICLE, "utf-8")
    twice = [one for one in read_edition(day)[1] if one.code == "duplicate-slug"]
    assert len(twice) == 1
    assert first in twice[0].message
    assert second in twice[0].message


def test_pipes_folders_loops_and_outside_links_are_refused_without_waiting(day: Path) -> None:
    secret = day.parent.parent / "secret.md"
    secret.write_text(ARTICLE, "utf-8")
    os.mkfifo(day / "b.md")
    (day / "c.md").mkdir()
    (day / "d.md").symlink_to("d.md")
    (day / "e.md").symlink_to(secret)
    (day / "f.md").symlink_to("a01.md")
    (day / "g.md").symlink_to("/dev/zero")
    assert problems(day) == [
        ("2024-12-22/b.md", 0, "not-a-file"),
        ("2024-12-22/c.md", 0, "not-a-file"),
        ("2024-12-22/d.md", 0, "not-a-file"),
        ("2024-12-22/e.md", 0, "outside-edition"),
        ("2024-12-22/g.md", 0, "outside-edition"),
    ]


def test_names_of_another_encoding_are_told_with_what_they_mean_and_stay_out_of_everything_written(day: Path) -> None:
    for folder, name in (
        ("", "头版.md"),
        ("", "稿.docx"),
        ("images", "照片.png"),
        ("import", "旧.txt"),
        ("副本", "版样.toml"),
    ):
        place = os.fsencode(day) + b"/" + folder.encode("gbk")
        Path(os.fsdecode(place)).mkdir(exist_ok=True)
        Path(os.fsdecode(place + b"/" + name.encode("gbk"))).write_bytes(png())
    named = {one.message: one.hint for one in read_edition(day)[1] if one.code == "name-encoding"}
    for meant in ("头版.md", "稿.docx", "照片.png", "旧.txt", "副本", "版样.toml"):
        assert any(f'"{meant}"' in hint for hint in named.values()), meant
    for one in read_edition(day)[1]:
        f"{one} {one.fields}".encode()  # A lone surrogate fails here.
    assert "2024-12-22-02.md" in "".join(one.hint for one in read_edition(day)[1] if one.code == "bad-slug")


def test_folders_of_another_encoding_are_told(day: Path) -> None:
    paper = day.parent.rename(os.fsdecode(os.fsencode(day.parent.parent) + "/日报".encode("gbk")))
    assert problems(paper / day.name) == []  # The paper has a key: nothing written names its folder.
    edition = (paper / day.name).rename(os.fsdecode(os.fsencode(paper) + "/2024-12-22早".encode("gbk")))
    assert [code for _, _, code in problems(edition)] == ["name-encoding"]
    wanted.mark(edition, wanted.BuildRequest())


def test_an_article_of_very_many_lines_is_named(day: Path) -> None:
    (day / "a01.md").write_text('+++\nheadline = "多"\n+++\n\n' + "字\n\n" * 40_000, "utf-8")
    assert problems(day)[0] == ("2024-12-22/a01.md", 0, "too-long")


def test_an_article_over_the_limit_is_too_long_and_the_limit_can_be_raised(day: Path) -> None:
    (day / "a01.md").write_text(ARTICLE + "\n" + "长" * 1_000_000, "utf-8")
    assert problems(day) == [("2024-12-22/a01.md", 0, "too-long")]
    (day.parent / "paper.toml").write_text(
        'name = "试"\nkey = "trial"\n[limits]\narticle_characters = 2000000\n', "utf-8"
    )
    assert problems(day) == []


# Pictures.


def shown(day: Path, data: bytes, name: str = "photo.png") -> list[Problem]:
    (day / "images" / "ok.png").unlink(missing_ok=True)
    (day / "images" / name).write_bytes(data)
    (day / "a01.md").write_text(
        f'+++\nheadline = "题"\n[[picture]]\nfile = "images/{name}"\nalt = "图"\n+++\n\n正文。\n', "utf-8"
    )
    return list(read_edition(day)[1])


def bomb() -> bytes:
    """A PNG of 30 000 × 30 000 pixels in about 100 bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def jpeg(mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((640, 480), 60).convert(mode).save(out, "JPEG", **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"<html><body>not found</body></html>", "not a JPEG"),
        (jpeg()[: len(jpeg()) // 2], "damaged"),
        (png()[:-30], "damaged"),
        (bomb(), "megapixels"),
        (b"GIF89a" + bytes(20), "not a JPEG"),
    ],
)
def test_pictures_that_cannot_be_used(day: Path, data: bytes, why: str) -> None:
    found = shown(day, data)
    assert [(one.code, one.origin.line) for one in found] == [("bad-image", 4)]
    assert why in found[0].message


def test_pictures_that_are_converted_are_listed(day: Path) -> None:
    assert [one.code for one in shown(day, jpeg("CMYK"), "a.jpg")] == ["image-converted"]
    (day / "images" / "a.jpg").unlink()
    assert [one.code for one in shown(day, png(mode="I;16"))] == ["image-converted"]
    frames = io.BytesIO()
    Image.new("RGB", (20, 20)).save(
        frames, "PNG", save_all=True, append_images=[Image.new("RGB", (20, 20), "white")], duration=100
    )
    assert [one.code for one in shown(day, frames.getvalue())] == ["image-converted"]


def test_a_good_picture_has_no_remark_and_its_sides_are_upright(day: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert shown(day, jpeg(exif=exif), "a.jpg") == []
    picture = read(day).articles[0].pictures[0]
    assert (picture.width, picture.height) == (480, 640)


def test_images_itself_as_a_link_out_is_refused(day: Path) -> None:
    outside = day.parent.parent / "elsewhere"
    outside.mkdir()
    (outside / "p.png").write_bytes(png())
    (day / "images" / "ok.png").unlink()
    (day / "images").rmdir()
    (day / "images").symlink_to(outside)
    (day / "a01.md").write_text(
        '+++\nheadline = "题"\n[[picture]]\nfile = "images/p.png"\nalt = "图"\n+++\n\n正文。\n', "utf-8"
    )
    assert [code for _, _, code in problems(day)] == ["outside-edition"]


def test_a_picture_used_twice_is_fine_and_one_not_used_is_a_warning(day: Path) -> None:
    assert [(one.origin.file, one.code) for one in read_edition(day)[1]] == [
        ("2024-12-22/images/ok.png", "unused-image")
    ]
    text = '+++\nheadline = "题"\n[[picture]]\nfile = "images/ok.png"\nalt = "图"\n+++\n\n正文。\n'
    for name in ("a01.md", "a02.md"):
        (day / name).write_text(text, "utf-8")
    assert read_edition(day)[1] == ()


# A new paper.


def test_a_new_paper_has_no_problem_and_says_every_key(tmp_path: Path) -> None:
    create_paper(tmp_path / "My Paper")
    edition, found = read_edition(tmp_path / "My Paper" / "2025-09-01")
    assert edition is not None
    assert found == ()
    assert (edition.paper.key, len(edition.articles)) == ("my-paper", 6)
    kinds = {block.kind for one in edition.articles for block in one.blocks}
    assert kinds == set(BlockKind) - {BlockKind.VERSE, BlockKind.TABLE, BlockKind.FOOTNOTE}
    said = "\n".join(path.read_text("utf-8") for path in (tmp_path / "My Paper").rglob("*.*") if path.suffix != ".png")
    for model in (PaperSettings, EditionSettings, ArticleSettings, PictureSettings):
        keys = {field.alias or name for name, field in model.model_fields.items()} - {
            "limits",
            "issn",
            "print",
            "accessibility",
            "traditional",
        }
        assert [key for key in sorted(keys) if not re.search(rf"\b{key}\b", said)] == []
    assert 2000 < sum(len(text) for one in edition.articles for text in one.texts) < 3000


def test_a_new_papers_key_is_what_is_ascii_of_its_folders_name(tmp_path: Path) -> None:
    assert create_paper(tmp_path / "Qing He") == "qing-he"
    assert create_paper(tmp_path / "青禾") == "my-paper"
    assert 'key = "my-paper"' in (tmp_path / "青禾" / "paper.toml").read_text("utf-8")


def test_two_new_papers_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        create_paper(tmp_path / name / "paper")
    first, second = ({p.relative_to(root): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}
                     for root in (tmp_path / "a", tmp_path / "b"))  # fmt: skip
    assert first == second


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="not empty"):
        create_paper(tmp_path)
    with pytest.raises(UsageError, match="is a file"):
        create_paper(tmp_path / "x")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_text_file_that_is_not_read_is_named(day: Path) -> None:
    (day / "a08.txt").write_text("县文化馆办起剪纸班", "utf-8")
    assert [(one.code, one.severity) for one in read_edition(day)[1] if "a08" in one.origin.file] == [
        ("unused-text", Severity.WARNING)
    ]


def test_a_truncated_picture_is_refused_after_weasyprint_is_imported(day: Path) -> None:
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True  # As weasyprint.images does.
    try:
        with pytest.raises(ValueError, match="damaged"):
            look_at(png(300, 200)[:-60], Limits())
        assert ImageFile.LOAD_TRUNCATED_IMAGES is True
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


# Many pages.


def test_the_keys_of_columns_boxes_and_groups_reach_the_article(day: Path) -> None:
    one = article(
        day,
        '+++\nheadline = "题"\nheadline_form = "reversed"\nheadline_pt = 36\nat = "左上"\nseries = "专栏"\n'
        'note = "编者按：好。"\npull_quote = "一句。"\nbox = "tint"\njump = false\nspread = true\ngroup = true\n'
        '[[picture]]\nfile = "images/ok.png"\nalt = "图"\nsize = "large"\n+++\n\n正文。\n',
    )
    assert (one.headline_form, one.headline_pt, one.at, str(one.series)) == ("reversed", 36.0, "top-left", "专栏")
    assert (str(one.note), str(one.pull_quote), one.jump, one.spread, one.group) == (
        "编者按：好。",
        "一句。",
        False,
        True,
        True,
    )
    assert (one.box, one.tint, one.pictures[0].size) == (True, True, "large")


@pytest.mark.parametrize(
    ("written", "box", "tint"),
    [("false", False, False), ("true", True, False), ('"border"', True, False), ('"tint"', True, True)],
)
def test_a_box_is_a_border_or_a_tint(day: Path, written: str, box: bool, tint: bool) -> None:
    one = article(day, f'+++\nheadline = "题"\nbox = {written}\n+++\n\n正文。\n')
    assert (one.box, one.tint) == (box, tint)


def test_an_article_that_says_nothing_leaves_it_to_the_planner(day: Path) -> None:
    one = article(day, ARTICLE)
    assert (one.jump, one.headline_pt, one.spread, one.group, str(one.series), one.at) == (
        None,
        None,
        False,
        False,
        "",
        "",
    )


def test_an_edition_may_have_as_many_pages_as_it_needs(day: Path) -> None:
    (day / "a01.md").write_text(ARTICLE.replace('"题"', '"题"\npage = 40'), "utf-8")
    (day / "edition.toml").write_text("date = 2024-12-22\nteasers = 0\n", "utf-8")
    edition = read(day)
    assert (edition.pages, edition.teasers, edition.articles[0].page, problems(day)) == (0, 0, 40, [])


def test_a_table_has_its_cells_row_by_row() -> None:
    found, wrong = read_body(
        "段。\n\n| 甲 | **乙** |\n|:--|--:|\n| 一\\|二 |\n| [网](https://a.cn) | 四 |\n", "a.md", 1
    )
    assert wrong == ()
    table = found[1]
    assert (table.kind, table.columns, table.origin.line) == (BlockKind.TABLE, 2, 3)
    assert [[str(cell) for cell in row] for row in table.rows] == [["甲", "乙"], ["一|二", ""], ["网", "四"]]
    assert [cell.runs[0].style for cell in table.cells[:2]] == [Style.PLAIN, Style.STRONG]
    assert table.cells[4].runs[0].link == "https://a.cn"


def test_a_part_of_a_cell_may_be_marked() -> None:
    found, wrong = read_body("| 甲 | 乙 |\n|--|--|\n| 一 | 二**重**[网](https://a.cn) |\n", "a.md", 1)
    assert wrong == ()
    assert [(run.text, run.style, run.link) for run in found[0].cells[3].runs] == [
        ("二", Style.PLAIN, ""), ("重", Style.STRONG, ""), ("网", Style.PLAIN, "https://a.cn"),
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["headline", "kicker", "deck", "byline", "dateline", "series", "note", "pull_quote"])
def test_texts_between_the_plus_lines_may_be_marked_as_the_body_is(day: Path, key: str) -> None:
    text = ARTICLE.replace('headline = "题"\n', "") if key == "headline" else ARTICLE
    line = f"{key} = '他说*好*，**重**[网](https://a.cn)[^1]5*3\\*'"
    (day / "a01.md").write_text(text.replace("+++\n", f"+++\n{line}\n", 1), "utf-8")
    runs = getattr(read(day).articles[0], key).runs
    assert [(run.text, run.style, run.link) for run in runs] == [
        ("他说", Style.PLAIN, ""), ("好", Style.EMPHASIS, ""), ("，", Style.PLAIN, ""), ("重", Style.STRONG, ""),
        ("网", Style.PLAIN, "https://a.cn"), ("[^1]5*3*", Style.PLAIN, ""),
    ]  # fmt: skip


def test_what_cannot_be_set_in_a_headline_is_named_and_not_lost(day: Path) -> None:
    (day / "a01.md").write_text(ARTICLE.replace('"题"', '"题`码`<b>"'), "utf-8")
    edition, found = read_edition(day)
    assert str(edition.articles[0].headline) == "题码<b>"
    assert {(one.code, one.origin.line) for one in found if one.code == "unsupported-markup"} == {
        ("unsupported-markup", 2)
    }


def test_a_cell_too_many_is_named_and_not_lost() -> None:
    found, wrong = read_body("| 甲 | 乙 |\n|--|--|\n| 一 | 二 | 三 | 四 |\n| 五 |\n", "a.md", 1)
    assert list(map(str, found[0].cells)) == ["甲", "乙", "一", "二三四", "五", ""]
    assert [one.origin.line for one in wrong] == [3]


def test_each_line_of_verse_is_a_block_and_an_empty_line_parts_stanzas() -> None:
    text = "> 题记\n\n海上生**明月**，\n　　天涯共此时。\n\n\n情人怨遥夜，\n## 二\n1. 竟夕\n"
    found, wrong = read_body(text, "a.md", 7, verse=True)
    assert wrong == ()
    assert [(str(one.kind), one.text, one.stanza, one.origin.line) for one in found] == [
        ("quote", "题记", False, 7),
        ("verse", "海上生明月，", True, 9),
        ("verse", "天涯共此时。", False, 10),
        ("verse", "情人怨遥夜，", True, 13),
        ("subhead", "二", False, 14),
        ("verse", "1. 竟夕", True, 15),
    ]
    assert found[1].runs[1].style is Style.STRONG


@given(HAN)
def test_any_verse_gives_blocks_or_problems_and_keeps_every_ideograph(text: str) -> None:
    found, _ = read_body(text, "a.md", 1, verse=True)
    for mark in "天津甘肃工业，。“”（）":
        assert "".join(block.text for block in found).count(mark) == text.count(mark)
    assert all(block.text.strip() == block.text != "" for block in found)


# Advertisements, services and the editor's hand.


def test_ads_have_a_picture_a_place_and_a_name_for_those_who_cannot_see(day: Path) -> None:
    (day / "ads.toml").write_text(
        '[[ad]]\nfile = "images/ok.png"\nadvertiser = "县信用社"\npage = 2\nposition = "左下"\nsize = "half"\n\n'
        '[[ad]]\nfile = "images/ok.png"\nadvertiser = "茶社"\npage = 8\ncolumns = 2\nrows = 30\nalt = "一杯茶"\n',
        "utf-8",
    )
    assert read_edition(day)[1] == ()  # The picture counts as shown, and alt is not missed.
    edition = read(day)
    first, second = edition.ads
    assert (first.id, first.advertiser, first.page, first.position) == ("ad-1", "县信用社", 2, "bottom-left")
    assert (first.size, first.columns, first.picture.alt, first.origin.line) == ("half", 0, "广告：县信用社", 1)
    assert (second.id, second.position, second.size) == ("ad-2", "bottom", "")
    assert (second.columns, second.rows, second.picture.alt) == (2, 30, "一杯茶")
    assert "2024-12-22/ads.toml" in dict(edition.sources)


def test_services_have_rows_of_one_length(day: Path) -> None:
    (day / "service.toml").write_text(
        '[[box]]\ntitle = "天气"\nrows = [\n  ["今天", "多云", "3~12℃"],\n  ["明天", "晴"],\n]\nsource = "县气象台"\n\n'
        '[[box]]\ntitle = "电话"\nrows = [["火警 119"]]\npage = 3\n',
        "utf-8",
    )
    first, second = read(day).services
    assert (first.id, first.title, first.source, first.page) == ("service-1", "天气", "县气象台", None)
    assert first.rows == (("今天", "多云", "3~12℃"), ("明天", "晴", ""))
    assert (second.id, second.rows, second.page, second.origin.line) == ("service-2", (("火警 119",),), 3, 9)


def test_the_editors_hand_wins_over_the_articles_own_keys(day: Path) -> None:
    picture = '[[picture]]\nfile = "images/ok.png"\nalt = "图"\n'
    (day / "a01.md").write_text(f'+++\nheadline = "题"\npage = 1\nspan = 2\n{picture}+++\n\n正文。\n', "utf-8")
    for slug in ("a02", "a03"):
        (day / f"{slug}.md").write_text(ARTICLE, "utf-8")
    (day / "plan.toml").write_text(
        '[[article]]\nslug = "a01"\npage = 4\nat = "右上"\nheadline_form = "vertical"\nheadline_pt = 28.5\n'
        'photo = "small"\n\n[[apart]]\narticles = ["a01", "a02", "a03"]\n\n[[together]]\narticles = ["a02", "a03"]\n',
        "utf-8",
    )
    assert problems(day) == []
    edition = read(day)
    one, two, three = edition.articles
    assert (one.page, one.at, one.span, one.headline_form) == (4, "top-right", 2, "vertical")
    assert (one.headline_pt, one.pictures[0].size) == (28.5, "small")
    assert edition.apart == (("a01", "a02"), ("a01", "a03"), ("a02", "a03"))
    assert (two.related, three.related) == (("a03",), ("a02",))


@pytest.mark.parametrize(
    ("name", "text", "line", "code"),
    [
        ("ads.toml", '[[ad]]\nfile = "images/ok.png"\nadvertiser = "A"\npage = 9\nsize = "half"\n', 4, "bad-value"),
        ("ads.toml", '[[ad]]\nfile = "images/ok.png"\nadvertiser = "A"\npage = 1\n', 1, "missing-key"),
        ("ads.toml", '[[ad]]\nfile = "images/ok.png"\nadvertiser = "A"\npage = 1\nrows = 9\n', 1, "missing-key"),
        (
            "ads.toml",
            '[[ad]]\nfile = "images/ok.png"\nadvertiser = "A"\npage = 1\nsize = "half"\nrows = 9\n',
            6,
            "bad-value",
        ),
        (
            "ads.toml",
            '[[ad]]\nfile = "images/no.png"\nadvertiser = "A"\npage = 1\nsize = "half"\n',
            2,
            "missing-image",
        ),
        (
            "ads.toml",
            '[[ad]]\nfile = "images/ok.png"\nadvertizer = "甲"\npage = 1\nadvertiser = "A"\n',
            3,
            "unknown-key",
        ),
        ("ads.toml", '[[ads]]\nfile = "images/ok.png"\n', 1, "unknown-key"),
        ("service.toml", '[[box]]\ntitle = "天气"\nrows = [["今天", 3]]\n', 3, "bad-value"),
        ("service.toml", '[[box]]\ntitle = "天气"\n', 1, "missing-key"),
        ("service.toml", '[[box]]\ntitle = "天气"\nrows = [[]]\n', 3, "bad-value"),
        ("service.toml", '[[box]]\ntitle = "天气"\nrows = [["晴"]]\npage = 9\n', 4, "bad-value"),
        ("plan.toml", '[[article]]\nslug = "a77"\n', 2, "unknown-article"),
        ("plan.toml", '[[article]]\nslug = "a01"\npage = 9\n', 3, "bad-value"),
        ("plan.toml", '[[article]]\nslug = "a01"\nphoto = "large"\n', 3, "no-picture"),
        ("plan.toml", '[[article]]\nslug = "a01"\n[[article]]\nslug = "a01"\n', 4, "duplicate-key"),
        ("plan.toml", '[[article]]\nslug = "a01"\nheadline_from = "across"\n', 3, "unknown-key"),
        ("plan.toml", '[[article]]\nslug = "a01"\nat = "中间"\n', 3, "bad-value"),
        ("plan.toml", '[[apart]]\narticles = ["a01", "a77"]\n', 2, "unknown-article"),
        ("plan.toml", '[[apart]]\narticles = ["a01", "a01"]\n', 2, "bad-value"),
        ("plan.toml", '[[together]]\narticles = ["a01"]\n', 2, "bad-value"),
        ("ad.toml", "", 0, "unused-settings"),
    ],
)
def test_faults_beside_the_articles(day: Path, name: str, text: str, line: int, code: str) -> None:
    (day / name).write_text(text, "utf-8")
    assert problems(day) == [(f"2024-12-22/{name}", line, code)]


def test_an_ad_of_any_page_is_taken_when_the_pages_are_not_fixed(day: Path) -> None:
    (day / "edition.toml").write_text("date = 2024-12-22\n", "utf-8")
    (day / "ads.toml").write_text(
        '[[ad]]\nfile = "images/ok.png"\nadvertiser = "A"\npage = 9\nsize = "full"\n', "utf-8"
    )
    assert problems(day) == []


def test_a_slug_that_nobody_wrote_gets_the_nearest(day: Path) -> None:
    (day / "plan.toml").write_text('[[article]]\nslug = "a01.md"\n', "utf-8")
    message = str(read_edition(day)[1][-1])
    assert 'slug names "a01.md"' in message
    assert 'Did you mean "a01"?' in message


# TOML, as a Chinese keyboard types it.


@pytest.mark.parametrize(
    ("line", "say"),
    [
        ("number = “第1期”", 'straight quotation marks "…", not “…”: number = "第1期".'),
        ('number = "第1期”', 'straight quotation marks "…", not “…”: number = "第1期".'),
        ("number ＝ 1", "Use = between key and value, not ＝."),
        ('number："第1期"', "Use = between key and value, not ：."),
        ('number = "第1期"，', "Remove ， from the end of the line."),
        ('lunar = "他说"好""', 'a quotation mark inside it is written \\".'),
        ('date = "2024-12-22"', "without quotation marks"),
        ("date = 2024年12月22日", "a day of the calendar such as 2024-12-22"),
        ("date = 2024/12/22", "a day of the calendar such as 2024-12-22"),
    ],
)
def test_a_line_that_is_no_toml_says_what_to_type(day: Path, line: str, say: str) -> None:
    date = "" if line.startswith("date") else "date = 2024-12-22\n"
    (day / "edition.toml").write_text(f"{date}{line}\n", "utf-8")
    assert say in str(read_edition(day)[1][0])


def test_two_slugs_that_are_the_same_and_nobodys_are_named(day: Path) -> None:
    (day / "plan.toml").write_text('[[apart]]\narticles = ["a77", "a77"]\n', "utf-8")
    assert {code for _, _, code in problems(day)} == {"bad-value", "unknown-article"}


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("甲[^a]。\n\n[^a]: 见[^b]。\n\n[^b]: 见[^a]。", "①② 2"),
        ("甲[^a]。\n\n[^a]: 见[^a]。", "① 1"),
        ("甲[^c]乙[^b]。\n\n[^a]: 甲。\n\n[^b]: 见[^a][^c]。\n\n[^c]: 丙。", "①②③ 3"),
    ],
)
def test_footnotes_may_name_each_other_and_every_mark_leads_to_a_note(text: str, notes: str) -> None:
    blocks, wrong = read_body(text, "a.md", 1)
    assert not wrong
    there = [block.runs[0] for block in blocks if block.kind is BlockKind.FOOTNOTE]
    assert "".join(run.text for run in there) + f" {len(there)}" == notes
    known = {run.link for run in there}
    assert {run.link for block in blocks for run in block.runs if run.link} == known


@pytest.mark.parametrize(
    "text",
    [
        "甲。\n\n[^a]: 见[^b]。\n\n[^b]: 见[^a]。", "甲。\n\n[^a]: 见[^a]。",
        "甲[^a]。\n\n[^a]: 见[^c]。",
    ],
)  # fmt: skip
def test_footnotes_that_the_text_does_not_name_are_named(text: str) -> None:
    blocks, wrong = read_body(text, "a.md", 1)
    assert {one.code for one in wrong} == {"unsupported-markup"} and all(one.origin.line > 1 for one in wrong)
    known = {block.runs[0].link for block in blocks if block.kind is BlockKind.FOOTNOTE}
    assert {run.link for block in blocks for run in block.runs if run.link} <= known


NOWHERE = (
    "http://", "https://", "http://[::1", "http://a..cn/", "https://a.cn:99999/", "https://a.cn:x/",
    "http://1.2.3.4.5/", "http://999.1.1.1/", "https://-/", "https://u:p@a.cn/",
    "https://xn--/", "https://a.cn/#a#b", "mailto:", "mailto:a", "mailto:@b.cn", "ftp://a.cn/", "a02", "/a", "#a",
    "https:a.cn", "http:/a.cn", "https://a.cn\\b", "tel:1",
)  # fmt: skip


@pytest.mark.parametrize("address", NOWHERE)
def test_a_link_to_nowhere_is_named_with_its_line_and_is_no_link(address: str) -> None:
    blocks, wrong = read_body(f"甲\n\n[乙](<{address}>)。", "a.md", 1)
    assert {(one.code, one.origin.line) for one in wrong if one.code != "read-markup"} == {("unsupported-markup", 3)}
    assert not any(run.link for block in blocks for run in block.runs)


@pytest.mark.parametrize(
    "address",
    [
        "https://a.cn", "http://[::1]:8080/a?b=/?c#d/?", "https://127.0.0.1/", "https://xn--fiqs8s/", "https://a_b.cn/",
        "mailto:a.b+c@a.cn?subject=%E5%A5%BD", "https://a.cn/%E5%A5%BD/(x);y,z", "https://新闻.cn/好",
    ],
)  # fmt: skip
def test_a_whole_address_is_a_link(address: str) -> None:
    blocks, wrong = read_body(f"[乙](<{address}>)", "a.md", 1)
    assert not wrong and leads_outside(blocks[0].runs[0].link)
