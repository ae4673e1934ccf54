"""Titles of a few characters, and breaks that their editors want."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from banxin import pipeline
from banxin.check.text import characters, wanted
from banxin.model.roles import Role
from banxin.model.text import one_line
from module_factory import Bench, paragraphs


@pytest.fixture
def bench(seed_desk: pipeline.OpenEdition, tmp_path: Path) -> Bench:
    return Bench(seed_desk, tmp_path)


@pytest.mark.parametrize(
    ("headline", "line"),
    [
        ("看病不出乡／专家就在身边", "看病不出乡 专家就在身边"), ("渡／口", "渡 口"), ("甲，／乙", "甲，乙"),
        ("甲／——乙", "甲——乙"), ("甲 ／ 乙", "甲 乙"), ("／甲／／乙／", "甲 乙"), ("甲／“乙”", "甲 “乙”"),
        ("甲/乙", "甲/乙"), ("／", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_break_is_a_space_in_one_line(headline: str, line: str) -> None:
    assert one_line(headline) == line


@pytest.mark.parametrize(
    "headline", ["灯 塔", "灯　塔", "灯／塔", "灯塔", "灯  塔", "守灯 人", "春 归 处", "老／城墙", "山 高 水 长"]
)
@pytest.mark.parametrize("priority", [1, 2, 3, 5])
def test_a_short_title_is_set_however_its_editor_spaced_it(bench: Bench, headline: str, priority: int) -> None:
    article = bench.article(f"a{priority}", headline=headline, priority=priority, blocks=paragraphs(9))
    item = bench.item(article)
    span = next(span for span in sorted(item.curves) if item.curves[span])
    module = bench.module(item, span)
    lines = [line for line in module.lines if line.role is Role.HEADLINE]
    assert Counter("".join("".join(line.text for line in lines).split())) == characters(headline.replace("／", ""))
    wished = [part for part in headline.split("／") if "／" in headline]
    assert not wished or [line.text for line in lines] == wished
    plan = bench.plan([module])
    assert "head-break" not in {one.code for one in bench.problems(bench.edition(article), plan)}


def test_in_other_lines_it_is_a_character(bench: Bench) -> None:
    article = bench.article("a1", kicker="图／文", deck="甲组／乙组各出一队", byline="张三／李四", series="文／化")
    item = bench.item(article)
    module = bench.module(item, next(span for span in sorted(item.curves) if span > 1 and item.curves[span]))
    assert not wanted(article) - characters("".join(line.text for line in module.lines))
