"""What counts as Han, CJK or Chinese, and the rooms that ask."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import banxin
from banxin.cjk import all_han, is_chinese, is_cjk, is_han
from banxin.compose.classes import MAINLAND, Class, class_of
from banxin.importer.line_forms import is_byline


@pytest.mark.parametrize("character", ["国", "㐂", "䶮", "𠮷", "\ufa0e", "\U00030000", "々", "〇", "〡", "〻"])
def test_han(character: str) -> None:
    assert is_han(character) and is_cjk(character) and is_chinese(character)


@pytest.mark.parametrize("character", ["あ", "ー", "ア", "ㄅ", "한"])
def test_cjk_but_no_han(character: str) -> None:
    assert not is_han(character)
    assert is_cjk(character) and is_chinese(character)


@pytest.mark.parametrize("character", [*"，。、《》“”‘’—…·（）％Ａ１○"])
def test_chinese_but_no_letter(character: str) -> None:
    assert not is_cjk(character)
    assert is_chinese(character)


@pytest.mark.parametrize("character", ["", *"aé1 ,(α"])
def test_none_of_them(character: str) -> None:
    assert not (is_han(character) or is_cjk(character) or is_chinese(character))


def test_a_text_of_han_alone() -> None:
    assert all_han("二〇二四年𠮷林")
    assert not all_han("")
    assert not all_han("二〇二四年，")


def test_a_name_with_a_rare_character_signs_an_article() -> None:
    assert is_byline("本报记者李䶮 王𠮷明")


def test_what_is_cjk_is_set_as_han() -> None:
    assert class_of("𠮷", MAINLAND) is Class.HAN
    assert class_of("㎡", MAINLAND) is not Class.HAN


def test_no_other_module_has_ranges_of_han() -> None:
    package = Path(banxin.__file__).parent
    ranges = re.compile(r"\\u(?:3400|4dbf|4e00|9fff|f900|faff)|一-|-龥|-鿿|0x4e00|0x9fff", re.IGNORECASE)
    having = {path.name for path in package.rglob("*.py") if ranges.search(path.read_text("utf-8"))}
    # Compatibility ideographs alone, which reading replaces, are another question.
    assert having == {"cjk.py", "text.py"}
