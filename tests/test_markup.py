"""Markdown as newspaper copy has it: no character changes or vanishes without a word."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banxin.errors import Problem
from banxin.model.text import Style
from banxin.sources.body import read_body, read_line


def read(text: str) -> tuple[list[str], list[str], tuple[Problem, ...]]:
    """The texts of the blocks, what is emphasised, and the problems."""
    blocks, told = read_body(text, "a.md", 1)
    runs = [run for block in blocks for run in block.runs]
    return [block.text for block in blocks], [run.text for run in runs if run.style is not Style.PLAIN], told


@pytest.mark.parametrize(
    "text",
    [
        "1998. 建校。", "0. 序。", "07. 七日。", "12. 31跨年", "3) 三。", "9. GDP增长", "1.没有空格",
        "（1）甲", "①甲", "一、甲",
        "规格60*90cm，另有80*120cm", "2*3*4=24", "长60*宽90*高20", "a*b*c", "张*明、李*华、王*军", "3**2，2**10",
        "电话138****5678", "***", "姓名____，电话____", "____（填空）____", "snake_case_name", "#话题#",
        "# ", "#1机组", ">60岁免费",
        "a<b且b>c", "<乙>", "AT&T", "-5℃", "+3", "C:\\dir", "[注]: 说明", "[1]", "https://a.cn/?a=1&copy=2", "5\\. 甲",
    ],
)  # fmt: skip
def test_what_is_no_markup_is_printed_as_it_stands(text: str) -> None:
    found, styled, told = read(text)
    if text in ("***", "# "):
        assert [one.code for one in told] == ["unsupported-markup"]
        return
    assert (found, styled, told) == ([text.replace("\\.", ".") if "\\." in text else found[0]], [], ())
    assert found[0].replace(" ", "") == text.replace(" ", "").replace("\\.", ".")


@pytest.mark.parametrize("start", [*range(0, 12), 31, 99, 1949, 2005, 999_999_999])
@pytest.mark.parametrize("step", [0, 1, 7])
@pytest.mark.parametrize("form", ["{:d}.", "{:02d}.", "{:d})"])
def test_a_list_has_the_numbers_that_were_typed(start: int, step: int, form: str) -> None:
    numbers = [form.format(min(start + step * place, 999_999_999)) for place in range(3)]
    found, _, told = read("\n".join(f"{number} 更名。" for number in numbers))
    assert (found, told) == ([f"{number}更名。" for number in numbers], ())


def test_a_number_keeps_its_space_before_letters_and_digits() -> None:
    assert read("12. 31跨年\n13. GDP\n14. 甲")[0] == ["12. 31跨年", "13. GDP", "14.甲"]


@pytest.mark.parametrize(("text", "found"), [("1.\n2. 乙", ["1.", "2.乙"]), ("-\n\n甲", ["·", "甲"])])
def test_an_item_without_text_keeps_its_mark(text: str, found: list[str]) -> None:
    assert read(text)[0] == found


TAGS = (
    '<img src="media/a.jpg" style="width:3in;height:2in" />', "<o:p>", "</w:sdt>", "<br>", "<br/>", "<BR >", "</p>",
    "</p", '<a href="https://a.cn/">', "<span\tlang=EN-US>", '<img src="a.jpg"', "<font color=", "<br", "<!-- 注",
    "<!DOCTYPE html>", "<?xml version", "<![CDATA[", "<st1:place w:st='on'>", "<custom-tag x>",
)  # fmt: skip


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("around", ["甲{} 乙", "{}", "第一段。\n\n- 项{} 乙", "> {} 引"])
def test_a_tag_is_named_with_its_line_and_stays(tag: str, around: str) -> None:
    text = around.format(tag)
    found, _, told = read(text)
    assert {(one.code, one.origin.line) for one in told} == {("unsupported-markup", text.count("\n") + 1)}
    assert "".join("".join(found).split()).endswith("".join(text.split()).lstrip("第一段。>-"))


@pytest.mark.parametrize("text", [r"\<b>", r"甲\<br 乙", "<https://a.cn/x>", "<news@a.cn>", "《<甲>》", "1<2", "<3"])
def test_what_is_no_tag_is_not_named_as_one(text: str) -> None:
    assert read(text)[2] == ()


@pytest.mark.parametrize(
    ("text", "code", "line", "printed"),
    [
        ("甲。\n\n##小标题", "printed-markup", 3, "甲。##小标题"),
        ("题\n\n===", "printed-markup", 3, "题==="),
        ("_甲_与__乙__ __丙__", "printed-markup", 1, "_甲_与__乙__ __丙__"),
        ("~~甲~~", "printed-markup", 1, "~~甲~~"),
        ("| 甲 | 乙 |", "printed-markup", 1, "| 甲 | 乙 |"),
        ("[甲][乙]", "printed-markup", 1, "[甲][乙]"),
        ("[甲]: http://a.cn", "printed-markup", 1, "[甲]: http://a.cn"),
        ("\\", "printed-markup", 1, "\\"),
        ("甲\\", "printed-markup", 1, "甲\\"),
        ("甲&nbsp乙", "printed-markup", 1, "甲&nbsp乙"),
        ("::: note", "printed-markup", 1, "::: note"),
        ("题{.unnumbered}", "printed-markup", 1, "题{.unnumbered}"),
        ("&copy;甲", "read-markup", 1, "©甲"),
        ("&#x4e00;甲", "read-markup", 1, "一甲"),
        (r"\(甲\)", "read-markup", 1, "(甲)"),
        ("长*宽*高", "read-markup", 1, "长宽高"),
        ("*注：带*号", "read-markup", 1, "注：带号"),
        ("甲  \n乙", "unsupported-markup", 1, "甲乙"),
        ("甲\\\n乙", "unsupported-markup", 1, "甲乙"),
        ("# 甲", "unsupported-markup", 1, "甲"),
        ("甲\n\n##", "unsupported-markup", 3, "甲"),
        ("甲\n\n---", "unsupported-markup", 3, "甲"),
        ("- - 甲", "unsupported-markup", 1, "··甲"),
        ("[](https://a.cn)甲", "unsupported-markup", 1, "甲"),
        ('[甲](https://a.cn "乙")', "unsupported-markup", 1, "甲"),
        ("[甲](乙)", "unsupported-markup", 1, "甲"),
        ("甲\n\n>\n\n乙", "unsupported-markup", 3, "甲乙"),
        ("| |\n|---|", "unsupported-markup", 1, ""),
        ("张**、李**", "unsupported-markup", 1, "张**、李**"),
        ("--- ---\n甲  乙", "unsupported-markup", 1, "甲  乙"),
        ("`甲`", "unsupported-markup", 1, "甲"),
        ("![甲](a.png)", "unsupported-markup", 1, "甲"),
    ],
)
def test_what_is_dropped_or_looks_like_markup_is_named(text: str, code: str, line: int, printed: str) -> None:
    found, _, told = read(text)
    assert ("".join(found), {(one.code, one.origin.line) for one in told}) == (printed, {(code, line)})


@pytest.mark.parametrize(
    ("text", "found", "joined"),
    [
        ("甲。\n乙。\n丙。", ["甲。乙。丙。"], "lines 2, 3"),
        ("甲\n1998. 乙", ["甲1998. 乙"], "line 2"),
        ("一、甲\n二、乙", ["一、甲二、乙"], "line 2"),
        ("> 甲\n> 乙", ["甲乙"], "line 2"),
        ("- 甲\n乙", ["·甲乙"], "line 2"),
        ("010-1\n010-2", ["010-1 010-2"], "line 2"),
        ("甲 \n乙", ["甲乙"], "line 2"),
        ("- 甲\n  乙", ["·甲乙"], ""),
        ("a line, and\nanother", ["a line, and another"], ""),
        ("    甲。\n    乙。", ["甲。", "乙。"], ""),
        ("    甲。\n\n    乙。", ["甲。", "乙。"], ""),
        ("\u3000\u3000甲。\n\u3000\u3000乙。", ["甲。", "乙。"], ""),
        ("\t甲。\n\t乙。", ["甲。", "乙。"], ""),
        ("  甲。\n  乙。", ["甲。", "乙。"], ""),
        ("\xa0\xa0甲。\n\xa0\xa0乙。", ["甲。", "乙。"], ""),
        ("    1998. 甲\n    2005. 乙", ["1998.甲", "2005.乙"], ""),
        ("甲[^1]。\n\n[^1]: 注\n    文", ["甲①。", "①注文"], ""),
    ],
)
def test_lines_are_paragraphs_by_their_indent_and_joined_ones_are_named(
    text: str, found: list[str], joined: str
) -> None:
    texts, _, told = read(text)
    assert texts == found
    assert [one.message for one in told] == (
        [f"the text of {joined} was joined to the line above it."] if joined else []
    )


MARKS = "*_#>`[]()!|~-+=:&;<\\.{}^"
LETTERS = "天津甘肃工业𬭚é，。“”（）—！0179aZé\u3000\xa0\u2003 \n"
ANY = st.text(st.sampled_from(MARKS * 2 + LETTERS * 2), max_size=60)
BULLETS = Counter("·◌①②③")
"""What a reader may see that was not typed: bullets, circles under loose marks, numbers of notes."""


def lost(text: str, printed: str) -> Counter[str]:
    """Characters that were typed and are not printed; white space aside."""
    return Counter(text) - Counter(printed) - Counter({mark: text.count(mark) for mark in text if mark.isspace()})


def explained(text: str, told: tuple[Problem, ...]) -> bool:
    return any(one.code in ("unsupported-markup", "read-markup") for one in told)


@given(ANY)
def test_of_any_body_what_is_not_printed_is_markup_or_named(text: str) -> None:
    found, styled, told = read(text)
    gone, added = lost(text, "".join(found)), lost("".join(found), text) - BULLETS
    if explained(text, told):
        return
    assert not added, added
    assert not set(gone) - set("*#>`[]()|-+:<\\^"), gone
    assert not gone["*"] or styled or any(line.lstrip("> ")[:1] == "*" for line in text.split("\n")), gone
    for marks, sign in (("[(", "["), ("<", "<"), ("|", "|")):
        assert not any(gone[mark] for mark in marks) or sign in text


@given(ANY.map(lambda text: text.replace("\n", "")))
def test_of_any_line_what_is_not_printed_is_markup_or_named(text: str) -> None:
    found, told = read_line(text, "a.md", 1)
    if not explained(text, told):
        gone = lost(text, str(found))
        assert not set(gone) - set("*[](<>)\\") and not lost(str(found), text)
        assert not gone["*"] or any(run.style is not Style.PLAIN for run in found.runs)


def test_letters_and_digits_are_never_lost_whatever_stands_between_them() -> None:
    source = random.Random(16)
    for _ in range(300):
        text = "".join(source.choice(MARKS + "甲乙丙丁1234\n") for _ in range(40))
        found, _, told = read(text)
        gone = lost(text, "".join(found))
        if any(mark.isalnum() for mark in gone):
            assert any(one.code == "unsupported-markup" for one in told) or "](" in text, text
