"""Breaking headlines: by meaning, then by balance."""

from __future__ import annotations

import pytest

from banxin.check.head_breaks import head_break_faults
from banxin.compose.heads.headline import SetHeadline, compose_headline
from banxin.compose.metrics import NominalMetrics
from banxin.compose.saved_runs import glyphs_of
from banxin.compose.style import DEFAULT, Setting
from banxin.fonts.library import FontLibrary
from banxin.model.text import Text, WritingMode
from compose_factory import real_metrics

NOMINAL = NominalMetrics()


VERTICAL = Setting(writing_mode=WritingMode.VERTICAL)


def head(text: str, count: int, setting: Setting = DEFAULT) -> SetHeadline:
    found = compose_headline(Text.of(text), count, NOMINAL, setting)
    assert found is not None
    return found


def lines(text: str, count: int) -> list[str]:
    return [line.text for line in head(text, count).lines]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("携手共赴新型工业化", ["携手共赴", "新型工业化"]),
        ("我省确保农村水体「长治久清」", ["我省确保农村", "水体「长治久清」"]),
        ("——津甘东西部协作迈入产业合作新阶段", ["——津甘东西部协作", "迈入产业合作新阶段"]),
        ("产业合作寻求共赢“最大公约数”", ["产业合作寻求共赢", "“最大公约数”"]),
    ],
)
def test_headline_is_broken_between_words_and_balanced(text: str, broken: list[str]) -> None:
    found = head(text, 2)
    assert [line.text for line in found.lines] == broken
    assert found.penalty == 0
    assert not head_break_faults(broken)


def test_the_textbook_blunder_is_not_made() -> None:
    assert "群众性" in "|".join(lines("今年广东群众性文化活动", 2))


def test_the_longer_line_stands_below() -> None:
    assert lines("今年广东群众性文化活动", 2) == ["今年广东", "群众性文化活动"]


def test_a_break_inside_a_word_costs_but_is_not_forbidden() -> None:
    found = head("衔接", 2)
    assert found.penalty > 0
    assert head_break_faults([line.text for line in found.lines]) == ["breaks inside the word “衔接”"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("算力突破5万P大关口", "5万P"),
        ("2024年甘肃省经济", "2024年"),
        ("我省第二期工程开工", "第二期"),
        ("投资3.5亿元建厂", "3.5亿元"),
    ],
)
def test_number_and_unit_stay_together(text: str, unit: str) -> None:
    for count in range(1, 5):
        found = compose_headline(Text.of(text), count, NOMINAL)
        if found is not None:
            assert sum(unit in line.text for line in found.lines) == 1


@pytest.mark.parametrize(
    ("text", "compound"),
    [
        ("省直住房公积金延伸服务点揭牌运营", "服务点"),
        ("旧书修补坊招收学徒", "修补坊"),
        ("快递进村，代收点设在村医室", "代收点"),
        ("旧家电下山换新有人上门拉", "换新"),
    ],
)
def test_a_compound_that_the_dictionary_parts_stays_together_where_it_can(text: str, compound: str) -> None:
    for count in range(2, 5):
        assert any(compound in line for line in lines(text, count))


@pytest.mark.parametrize("text", ["科学普及的好办法", "甘肃水利建设的成就", "走得快与走得远", "天津和甘肃及周边地区"])
def test_no_line_starts_with_de_or_ends_with_he(text: str) -> None:
    for count in range(2, 6):
        found = compose_headline(Text.of(text), count, NOMINAL)
        if found is not None:
            assert all(line.text[0] not in "的得" for line in found.lines[1:])
            assert all(line.text[-1] not in "和与" for line in found.lines[:-1])


def test_a_word_that_only_contains_di_or_le_may_start_a_line() -> None:
    assert lines("全省各县市地方戏曲", 2) == ["全省各县市", "地方戏曲"]


def test_no_line_starts_or_ends_with_the_wrong_mark() -> None:
    for count in range(2, 7):
        found = compose_headline(Text.of("“一”、“二”：（三）《四》"), count, NOMINAL)
        if found is not None:
            assert all(line.text[0] not in "”、：）》" for line in found.lines)
            assert all(line.text[-1] not in "“（《" for line in found.lines)


def test_a_space_is_the_best_break_and_stays_in_the_text() -> None:
    found = head("温暖冬至 饺子飘香", 2)
    assert [line.text for line in found.lines] == ["温暖冬至 ", "饺子飘香"]
    assert [line.runs[0].text for line in found.lines] == ["温暖冬至", "饺子飘香"]
    assert found.width == 4000


def test_a_pause_is_worth_some_balance() -> None:
    assert lines("算力突破五万，甘肃领跑", 2) == ["算力突破五万，", "甘肃领跑"]


def test_a_forced_break_is_obeyed_and_is_no_text() -> None:
    found = head("我省／确保农村水体", 2)
    assert [line.text for line in found.lines] == ["我省", "确保农村水体"]
    assert [line.last for line in found.lines] == [False, True]
    assert found.penalty == 0


def test_a_forced_break_allows_no_other_number_of_lines() -> None:
    assert compose_headline(Text.of("我省／确保农村水体"), 3, NOMINAL) is None


@pytest.mark.parametrize(("text", "count"), [("甲", 2), ("", 1), ("的的的", 2), ("2024", 2), ("甲乙", 0)])
def test_what_cannot_be_done_is_none(text: str, count: int) -> None:
    assert compose_headline(Text.of(text), count, NOMINAL) is None


def test_marks_are_trimmed_at_the_edges_and_squeezed_between() -> None:
    assert head("“甲”“乙”", 1).width == 500 + 1000 + 500 + 500 + 500 + 1000 + 500


def test_no_line_is_twice_the_mean_where_there_is_another_way() -> None:
    found = head("中华人民共和国成立啦啦", 3)
    assert found.width <= 2 * 11000 // 3 + 2000


def test_vertical_lines_run_down_in_boxes_of_one_em() -> None:
    metrics = real_metrics()
    found = compose_headline(Text.of("「长治」，久清"), 1, metrics, VERTICAL)
    assert found is not None
    (line,) = found.lines
    assert line.writing_mode is WritingMode.VERTICAL
    # 」 and ， squeeze; the opening mark keeps its em at the top.
    assert line.runs[0].along == (0, 1000, 2000, 3000, 3500, 4500, 5500)
    assert found.width == 6500
    face = FontLibrary.load().face("serif-regular")
    assert line.runs[0].glyphs == glyphs_of(line.runs[0].text, face, WritingMode.VERTICAL)


def test_horizontal_and_vertical_break_alike() -> None:
    text = "我省确保农村水体「长治久清」"
    across, down = head(text, 2), head(text, 2, VERTICAL)
    assert [line.text for line in across.lines] == [line.text for line in down.lines]


def test_a_long_headline_takes_no_long_time() -> None:
    assert compose_headline(Text.of("甘肃省推进新型工业化与新型城镇化融合发展" * 20), 5, NOMINAL) is not None


# The independent look


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (["今年广东群众", "性文化活动"], "inside the word “群众性”"),
        (["甘肃", "的水利建设"], "starts with “的”"),
        (["天津和", "甘肃"], "ends with “和”"),
        (["算力突破5", "万P大关口"], "parts “5万P”"),
        (["2024", "年的收成"], "parts “2024年”"),
        (["甲方", "，乙方"], "starts with the mark “，”"),
        (["我省「", "长治久清」"], "ends with the mark “「”"),
    ],
)
def test_a_bad_break_is_named(broken: list[str], fault: str) -> None:
    assert any(fault in found for found in head_break_faults(broken))


def test_a_good_break_is_not_named() -> None:
    assert head_break_faults(["携手共赴", "新型工业化"]) == []
    assert head_break_faults(["温暖冬至 ", "饺子飘香"]) == []
    assert head_break_faults(["津甘协作", "——迈入新阶段"]) == []
    assert head_break_faults(["一行"]) == []


@pytest.mark.parametrize("mark", "㏊㎢㎾‱㉑❶②²®™ーﾞ｣｡々‰℃％⋯〜‐/／•：，”）·−￥$№（≥“《")
def test_a_mark_at_the_wrong_edge_of_a_headlines_line_is_a_fault(mark: str) -> None:
    first = head_break_faults(["建设新家园", f"{mark}共筑幸福路"])
    last = head_break_faults([f"建设新家园{mark}", "共筑幸福路"])
    assert (bool(first), bool(last)) == ("/／".find(mark) >= 0 or mark not in "−￥$№（≥“《", mark in "/／−￥$№（≥“《")


@pytest.mark.parametrize("broken", [["气温今夜下降", "-5℃"], ["网址换成", ".cn结尾"], ["他说", '"好"']])
def test_a_mark_that_begins_a_word_is_none(broken: list[str]) -> None:
    assert not head_break_faults(broken)
