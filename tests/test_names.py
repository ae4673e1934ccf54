"""Names stay whole in datelines, bylines and credits."""

from __future__ import annotations

import pytest

from banxin import pipeline
from banxin.compose.paragraph import compose_paragraph, compose_variants
from banxin.model.names import bracketed_names, whole_names
from banxin.model.text import Run, Style, Text
from banxin.units import mil

TITLED = [
    ("（记者 罗青禾 通讯员 祝晴）", ["记者", "罗青禾", "通讯员", "祝晴"]),
    ("（记者卢一帆）", ["记者", "卢一帆"]),
    ("本报记者 石远舟 摄", ["记者", "石远舟", "摄"]),
    ("新甘肃·甘肃日报记者 王君洁", ["新甘肃", "记者", "王君洁"]),
    ("王　磊 欧阳文君", ["王　磊", "欧阳文君"]),
    ("县融媒体中心", []),
    ("", []),
]
WRITERS = ("罗青禾", "祝晴", "王磊", "石远舟", "陈晓")
BODY = "昨日上午，青溪县第一所山区图书馆开馆，三个乡镇的孩子前来借书。"


@pytest.mark.parametrize(("text", "wholes"), TITLED)
def test_names_and_offices_are_found(text: str, wholes: list[str]) -> None:
    assert [text[whole.start : whole.end] for whole in whole_names(text)] == wholes


def test_of_a_dateline_only_what_stands_in_brackets_is_names() -> None:
    text = "本报讯（记者 祝晴）昨日"
    assert [text[whole.start : whole.end] for whole in bracketed_names(text)] == ["记者", "祝晴"]


@pytest.mark.parametrize(("characters", "count"), [(11, 1), (11, 2), (12, 2), (12, 3), (13, 3), (14, 3), (16, 3)])
def test_no_line_of_a_dateline_ends_inside_a_name(characters: int, count: int, seed_desk: pipeline.OpenEdition) -> None:
    setter = seed_desk.setter
    for first in range(len(WRITERS)):
        names = [WRITERS[(first + at) % len(WRITERS)] for at in range(count)]
        dateline = f"本报讯（记者 {' 通讯员 '.join(names)}）"
        runs = (
            Run(dateline, Style.DATELINE),
            Run(BODY * 3),
        )
        settings = compose_variants(runs, mil(characters), mil(2), setter.body_metrics, setter.setting)
        for setting in settings.values():
            ends = [len(line.text) for line in setting.lines]
            text = "".join(line.text for line in setting.lines)
            places = {sum(ends[:number]) for number in range(1, len(ends))}
            for whole in bracketed_names(dateline):
                assert not places & set(range(whole.start + 1, whole.end)), (dateline, characters, text)


def test_a_name_comes_apart_rather_than_a_line_is_too_loose(seed_desk: pipeline.OpenEdition) -> None:
    setter = seed_desk.setter
    runs = (Run("本报兰州讯（新甘肃·甘肃日报记者 欧阳文君）", Style.DATELINE), Run("昨日上午开馆。"))
    assert not compose_paragraph(runs, mil(11), mil(2), setter.body_metrics, setter.setting).faults


def test_names_of_a_byline_stay_whole(seed_desk: pipeline.OpenEdition) -> None:
    setter = seed_desk.setter
    byline = Text.of("本报记者 陈晓禾 石远舟 通讯员 祝晴")
    for characters in range(5, 20):
        lines = setter.ragged(byline, mil(characters), setter.layout.roles.byline, names=True).lines
        assert not any(line.text.endswith(("陈", "陈晓", "石", "石远", "祝", "记", "通讯")) for line in lines[:-1])


def test_marks_and_digits_stand_close_in_heads(seed_desk: pipeline.OpenEdition) -> None:
    setter, face = seed_desk.setter, seed_desk.layout.roles.headline
    plain = setter.headline(Text.of("一座桥拉近山村"), 1, face)
    marked = setter.headline(Text.of("一座桥，拉近山村"), 1, face)
    digits = setter.headline(Text.of("我省2025年开考"), 1, face)
    tight = setter.headline(Text.of("我省年开考"), 1, face)
    alone = setter.headline(Text.of("2025"), 1, face)
    assert plain and marked and digits and tight and alone
    assert marked.width - plain.width <= mil(0.6)
    assert digits.width - tight.width - alone.width <= 2 * mil(0.1)


def test_captions_end_flush(seed_desk: pipeline.OpenEdition) -> None:
    setter, face = seed_desk.setter, seed_desk.layout.roles.caption
    caption = Text.of("11月19日，刚刚通车的云溪二桥。大桥连通云石公路最后一段，青岭片区到县城的车程缩短到35分钟。")
    for characters in (14, 18, 25, 30):
        *lines, last = setter.justified(caption, mil(characters), face).lines
        assert all(line.width == mil(characters) for line in lines)
        assert last.width <= mil(characters)
