"""The importer: cases of page dumps, the seed page, encodings, what is written, and that nothing is lost."""

from __future__ import annotations

import datetime
import json
import re
import time
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banxin.errors import EditionError, UsageError
from banxin.importer import import_dump, write_import
from banxin.importer.dump_articles import DumpArticle
from banxin.importer.edits import Edit
from banxin.importer.problems import BROKEN_PARAGRAPH, CORRUPT_TEXT, ODD_QUOTES
from banxin.importer.raw_pages import Reading, read_page
from banxin.importer.result import PageImport
from banxin.importer.serialise import write_article
from banxin.importer.write import edition_files
from banxin.intake.encoding import decode_dump
from banxin.model.edition import BlockKind
from banxin.model.text import Text
from banxin.sources import read_edition
from banxin.sources.body import read_body, read_line
from case_files import cases
from undoing import undo

ROOT = Path(__file__).resolve().parent.parent
PAPER = ROOT / "seeds" / "gansu-daily"
RAW = PAPER / "raw" / "gansu-daily-2024-12-22-p1.txt"
DAY = datetime.date(2024, 12, 22)

TRADITIONAL = """立法會昨日三讀通過條例草案，明年一月一日起生效。議員指出，新例有助改善市民的居住環境。
天文台預測，未來數日天氣寒冷，市民應該注意保暖，長者和病患者更要小心照顧自己。
當局表示，新鐵路的首階段工程已經完成，預計可以在後年年底通車，沿線居民往來市區的時間將會縮短一半。"""


def visible(texts: str) -> Counter[str]:
    return Counter(mark for mark in texts if not mark.isspace())


def outline(article: DumpArticle) -> str:
    head = ("kicker", "headline", "deck", "byline", "dateline")
    lines = [f"{role} {getattr(article, role)}" for role in head if getattr(article, role)]
    lines += [f"{block.kind} {block.text}" for block in article.blocks]
    lines += [f"{role} {getattr(article, role)}" for role in ("caption", "credit") if getattr(article, role)]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def seed() -> PageImport:
    return read_page(RAW.read_bytes(), RAW.name)


@pytest.mark.parametrize(("dump", "expected"), cases("import.txt"))
def test_articles_are_found_by_the_form_of_lines(dump: str, expected: str) -> None:
    page = read_page(dump.encode(), "p.txt")
    assert "\n\n".join(outline(article) for article in page.articles) == expected


def test_seed_page_has_eleven_articles(seed: PageImport) -> None:
    assert [(one.kind, one.headline or one.caption, len(one.blocks)) for one in seed.articles] == [
        ("news", "携手共赴新型工业化", 23),
        ("news", "庆阳数据中心集群智算规模突破5万P", 3),
        ("news", "我省确保农村水体「长治久清」", 4),
        ("news", "连霍高速酒泉经开区出入口建成通车", 3),
        ("photo", "近日，民乐县金山小学开展“温暖冬至 饺子飘香”活动。", 0),
        ("news", "冬至，社区饺子暖人心", 7),
        ("news", "我省2025年全国硕士研究生招生考试开考", 3),
        ("news", "“甘味”品牌斩获中国区域农业品牌形象影响力指数“四连冠”", 4),
        ("news", "阿克塞外贸出口实现零的突破", 4),
        ("news", "省直住房公积金延伸服务点揭牌运营", 3),
        ("news", "积石山县韩陕家村：蔬菜大棚采摘忙", 7),
    ]


def test_seed_page_keeps_every_character_in_order(seed: PageImport) -> None:
    told = "".join(text for article in seed.articles for text in article.texts)
    assert re.sub(r"\s", "", told) == re.sub(r"\s", "", seed.text)
    changed = sum(len(edit.before) - len(edit.after) for edit in seed.edits)
    assert changed == len(seed.raw) - len(seed.text)
    assert len(re.sub(r"\s", "", seed.raw)) == len(re.sub(r"\s", "", seed.text)) == 7007


def test_seed_log_backwards_gives_the_dump(seed: PageImport) -> None:
    assert undo(seed.text, seed.edits).encode() == RAW.read_bytes()


def test_seed_page_has_no_half_width_mark_beside_chinese(seed: PageImport) -> None:
    assert re.findall(r"[^\x00-\x7f][,:;?!()]|[,:;?!()][^\x00-\x7f]", seed.text) == []


def test_seed_paragraphs_broken_by_columns_are_joined(seed: PageImport) -> None:
    assert [join.line for join in seed.joins] == [25, 37, 51, 67, 69, 77, 107, 115, 127, 137, 151, 161, 179]


def test_seed_corrupt_places_are_flagged_and_kept(seed: PageImport) -> None:
    flagged = [(one.line, one.text) for one in seed.suspects if one.rule is CORRUPT_TEXT]
    assert flagged == [(127, "试指挥中心 / 心联合办公"), (179, "，马自力哈 / 便来这里应")]
    assert "指挥中心心联合办公" in seed.text
    assert "马自力哈便来" in seed.text


def test_a_whole_paragraph_is_not_flagged() -> None:
    page = read_page("桥通车了\n\n本报讯(记者 李四)昨天,大桥通车。\n\n今天,车流平稳。".encode(), "p.txt")
    assert page.suspects == ()


def test_an_unended_short_paragraph_is_flagged_not_joined() -> None:
    page = read_page("桥通车了\n\n本报讯(记者 李四)昨天,大桥通车,\n\n人们来到桥头。".encode(), "p.txt")
    assert [one.rule for one in page.suspects] == [BROKEN_PARAGRAPH]
    assert len(page.articles[0].blocks) == 2


def test_an_odd_quote_is_flagged() -> None:
    page = read_page('桥通车了\n\n本报讯(记者 李四)他说"好。'.encode(), "p.txt")
    assert [one.rule for one in page.suspects] == [ODD_QUOTES]


def test_text_without_a_headline_is_an_error_at_its_line(tmp_path: Path) -> None:
    result = import_dump([("p.txt", "\n昨天，大桥通车，人们来到桥头。".encode())], _paper(tmp_path), DAY)
    assert [(one.code, one.origin.line) for one in result.problems] == [("no-headline", 2)]


def test_a_headline_without_a_body_is_an_error(tmp_path: Path) -> None:
    result = import_dump([("p.txt", "桥通车了".encode())], _paper(tmp_path), DAY)
    assert [one.code for one in result.problems] == ["no-body"]


def test_a_head_of_several_lines_asks_a_person(tmp_path: Path) -> None:
    dump = "全市会议召开\n\n让好田种出好粮\n\n本报记者 赵六\n\n会议昨天召开。"
    result = import_dump([("p.txt", dump.encode())], _paper(tmp_path), DAY)
    assert [(one.code, one.origin.line) for one in result.problems] == [("doubtful-head", 1)]


def test_dropped_and_lost_characters_are_named(tmp_path: Path) -> None:
    dump = "桥通车了\n\n本报讯(记者 李四)昨\u0007天,大\ufffd桥通车。"
    result = import_dump([("p.txt", dump.encode())], _paper(tmp_path), DAY)
    assert [(one.code, one.origin.line) for one in result.problems] == [("dropped-character", 3), ("lost-character", 3)]


def test_no_word_of_the_seed_page_stands_in_the_importer() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "build/banxin/importer").glob("*.py"))
    for word in ("甘肃", "兰州", "庆阳", "酒泉", "饺子", "冬至", "马自力", "指挥中心", "我省"):
        assert word not in source


# Encodings.


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_seed_paragraphs_decode_whatever_their_encoding(encoding: str) -> None:
    text = RAW.read_text("utf-8")
    assert decode_dump(text.encode(encoding), "p.txt").text == text


def test_every_seed_paragraph_in_gb18030_is_known_by_itself() -> None:
    for line in filter(None, RAW.read_text("utf-8").split("\n")):
        assert decode_dump(line.encode("gb18030"), "p.txt").text == line


def test_big5_is_not_taken_for_gb18030() -> None:
    for line in (TRADITIONAL, *TRADITIONAL.split("\n")):
        data = line.encode("big5")
        data.decode("gb18030", "replace")
        decoded = decode_dump(data, "p.txt")
        assert (decoded.text, decoded.encoding) == (line, "big5")


def test_bytes_that_are_no_text_are_told() -> None:
    with pytest.raises(EditionError, match="no text file"):
        decode_dump(bytes(range(32)) * 3, "raw/p.txt")


def test_text_of_two_bytes_a_character_needs_no_mark() -> None:
    for name in ("utf-16-le", "utf-16-be"):
        assert decode_dump("大桥 2025 通车。\n".encode(name), "raw/p.txt").encoding == name


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"\xff\xff\xff\x80", "neither GB18030 nor Big5"), (bytes(range(128, 255)), "neither")],
)
def test_an_unclear_encoding_is_a_problem_with_a_way_out(data: bytes, reason: str) -> None:
    with pytest.raises(EditionError, match=reason) as caught:
        decode_dump(data, "raw/p.txt")
    assert caught.value.problems[0].code == "dump-encoding"
    assert "--encoding" in caught.value.problems[0].hint


def test_a_named_encoding_is_obeyed_strictly() -> None:
    assert decode_dump("天津".encode("utf-16-le"), "p", "utf-16-le").text == "天津"
    with pytest.raises(EditionError, match="byte 0 is not ascii"):
        decode_dump("天津".encode(), "p", "ascii")
    with pytest.raises(UsageError, match="no encoding"):
        decode_dump(b"", "p", "klingon")


def test_an_empty_dump_is_an_error() -> None:
    with pytest.raises(EditionError, match="empty-dump"):
        read_page(b" \n\n ", "p.txt")


# What is written.


def _paper(folder: Path) -> Path:
    (folder / "paper.toml").write_text('name = "试报"\nkey = "trial"\n', "utf-8")
    return folder


def test_writing_makes_an_edition_that_reads_without_errors_but_the_picture(tmp_path: Path) -> None:
    folder = write_import(import_dump([RAW], _paper(tmp_path), DAY), tmp_path)
    edition, problems = read_edition(folder)
    assert [one.code for one in problems] == ["missing-image"]
    assert edition is not None
    assert len(edition.articles) == 11
    assert (tmp_path / "raw" / RAW.name).read_bytes() == RAW.read_bytes()


def test_the_written_log_leads_from_the_written_text_back_to_the_dump(tmp_path: Path) -> None:
    folder = write_import(import_dump([RAW], _paper(tmp_path), DAY), tmp_path)
    rows = [json.loads(row) for row in (folder / "import/log.jsonl").read_text("utf-8").splitlines()]
    edits = [Edit(row["offset"], row["before"], row["after"], row["rule"]) for row in rows]
    assert undo((folder / "import/page-1.txt").read_text("utf-8"), edits).encode() == RAW.read_bytes()


def test_the_report_names_every_problem_for_people_and_scripts(tmp_path: Path) -> None:
    result = import_dump([RAW], _paper(tmp_path), DAY)
    folder = write_import(result, tmp_path)
    text = (folder / "import/report.txt").read_text("utf-8")
    data = json.loads((folder / "import/report.json").read_text("utf-8"))
    assert [one["code"] for one in data["problems"]] == [one.code for one in result.problems]
    assert all(str(problem) in text for problem in result.problems)
    assert data["pages"][0]["characters"] == {"raw": 7007, "normalised": 7007, "articles": 7007}


def test_an_edition_that_is_there_is_not_replaced_unless_asked(tmp_path: Path) -> None:
    result = import_dump([RAW], _paper(tmp_path), DAY)
    folder = write_import(result, tmp_path)
    (folder / "a01.md").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="exists already"):
        write_import(result, tmp_path)
    assert (folder / "a01.md").read_text("utf-8") == "mine"
    write_import(result, tmp_path, force=True)
    assert (folder / "a01.md").read_text("utf-8") != "mine"
    assert not list(tmp_path.glob(".*.new")) + list(tmp_path.glob(".*.old"))


def test_another_dump_of_the_same_name_is_not_overwritten(tmp_path: Path) -> None:
    write_import(import_dump([RAW], _paper(tmp_path), DAY), tmp_path)
    other = import_dump([(RAW.name, "桥通车了\n\n本报记者 张三\n\n昨天通车。".encode())], tmp_path, DAY)
    with pytest.raises(UsageError, match="another dump"):
        write_import(other, tmp_path, force=True)
    assert (tmp_path / "raw" / RAW.name).read_bytes() == RAW.read_bytes()


def test_two_dumps_are_two_pages_numbered_through(tmp_path: Path) -> None:
    dump = "桥通车了\n\n本报记者 张三\n\n昨天通车。".encode()
    result = import_dump([("p1.txt", dump), ("p2.txt", dump)], _paper(tmp_path), DAY, reading=Reading.PAGES)
    assert [(one.slug, one.page, one.priority) for one in result.articles] == [("a01", 1, 1), ("a02", 2, 1)]
    files = edition_files(result)
    assert "pages = 2" in files["edition.toml"]
    assert "page = 2" in files["a02.md"]


def test_without_a_paper_nothing_is_imported(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"paper\.toml"):
        import_dump([RAW], tmp_path, DAY)


@pytest.mark.parametrize("name", ["../p.txt", "/p.txt", "a/b.txt", "..", ""])
def test_a_dump_cannot_be_written_outside_the_paper(tmp_path: Path, name: str) -> None:
    result = import_dump([(name, "桥通车了\n\n昨天通车。".encode())], _paper(tmp_path), DAY)
    with pytest.raises(UsageError, match="cannot be the name"):
        write_import(result, tmp_path)


# Nothing is lost.

PIECE = st.one_of(
    st.sampled_from(
        ("本报讯(记者 张三)", "本报记者 张三", "摄", "——", "。", ",", "“", "”", "(", ")", "桥通车了", "昨天,大桥通车。")
    ),
    st.sampled_from(("\n", "\n\n", "\n\n\n", " ", "\u3000", '"', "'", "…", "-")),
    st.text(st.sampled_from("天津近日abc019#*_[]<>&\\`+-.~|=!：，"), max_size=12),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(PIECE, max_size=40).map("".join))
def test_no_character_is_lost_that_the_log_does_not_name(dump: str) -> None:
    try:
        page = read_page(dump.encode(), "p.txt")
    except EditionError as error:
        assert [one.code for one in error.problems] == ["empty-dump"]
        return
    assert undo(page.text, page.edits) == dump
    told = "".join(text for article in page.articles for text in article.texts)
    assert visible(told) == visible(page.text)


@settings(deadline=None)
@given(st.lists(PIECE, max_size=12).map("".join))
def test_what_is_written_reads_back_as_the_same_text(dump: str) -> None:
    text = " ".join(dump.split()) or "空"
    for kind in (BlockKind.PARAGRAPH, BlockKind.SUBHEAD):
        written = write_article({"headline": text}, [(kind, text)])
        head, _, body = written.removeprefix("+++\n").partition("\n+++\n")
        assert read_line(tomllib.loads(head)["headline"], "a01.md", 2) == (Text.of(text), ())
        blocks, problems = read_body(body, "a01.md", 1)
        assert [(block.kind, block.text) for block in blocks] == ([(kind, text)])
        assert problems == ()


def test_import_write_read_is_the_identity_on_the_seed(tmp_path: Path) -> None:
    result = import_dump([RAW], _paper(tmp_path), DAY)
    folder = write_import(result, tmp_path)
    (folder / "images").mkdir()
    (folder / "images/a05.png").write_bytes((PAPER / "2024-12-22/images/a05.png").read_bytes())
    edition, _ = read_edition(folder)
    assert edition is not None
    read = {one.slug: (str(one.dateline), *(block.text for block in one.blocks)) for one in edition.articles}
    made = {one.slug: (one.article.dateline, *(b.text for b in one.article.blocks)) for one in result.articles}
    assert read == made
    assert {article.slug: "".join(article.texts) for article in edition.articles} == {
        one.slug: "".join(one.article.texts) for one in result.articles
    }


@pytest.mark.slow  # A clock says little on a machine that does other work.
@pytest.mark.parametrize("mark", [" ", "（", ",", "天", "天,\n", "天\n\n", "记者 ", "“天\n"])
def test_time_is_linear(mark: str) -> None:
    def seconds(size: int) -> float:
        dump = ("桥\n" + (mark * size)[:size] + "。").encode()
        start = time.process_time()
        read_page(dump, "p.txt")
        return time.process_time() - start

    seconds(1000)
    once = min(seconds(20_000) for _ in range(2))
    twice = min(seconds(40_000) for _ in range(2))
    assert twice < 3.5 * once + 0.05
