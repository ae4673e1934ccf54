"""Marks and letters typed in another width are told once a kind, with their number and the first place."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from banxin.errors import Problem
from banxin.sources import read_edition

SEEDS = Path(__file__).parent.parent / "seeds"
SAMPLES = sorted(path.parent for path in SEEDS.glob("*/*/edition.toml"))


def told(folder: Path, body: str, head: str = 'headline = "渡口"') -> list[Problem]:
    day = folder / "2026-01-05"
    day.mkdir(exist_ok=True)
    (folder / "paper.toml").write_text('name = "试报"\nkey = "trial"\n', "utf-8")
    (day / "edition.toml").write_text("date = 2026-01-05\n", "utf-8")
    (day / "a01.md").write_text(f"+++\n{head}\n+++\n\n{body}\n", "utf-8")
    return list(read_edition(day)[1])


@pytest.mark.parametrize(
    ("body", "count", "first"),
    [
        ("春水初生,两岸的人:来了.", 3, ","),
        ("(记者 张三)来了。", 2, "("),
        ('他说"好"。', 2, '"'),
        ("共１２户，第Ａ组。", 3, "１"),
        ("来了吗?来了!", 2, "?"),
    ],
)
def test_marks_of_another_width_are_told_with_number_and_line(
    tmp_path: Path, body: str, count: int, first: str
) -> None:
    (one,) = told(tmp_path, f"第一段。\n\n{body}")
    assert (one.code, one.origin.line) == ("typed-marks", 7)
    assert one.message.startswith(f"{count} ") and one.message.endswith(f"the first of them {first}.")


@pytest.mark.parametrize(
    "body",
    [
        "3.173万，12:30开会，1,000人。",
        "他说：“don't”。",
        "见 https://a.cn/a?b=1,2:3。",
        "来信寄 news@a.cn，谢谢。",
        "“好！”（笑）",
        "A, B: C.",
    ],
)
def test_what_belongs_to_numbers_words_and_addresses_is_not_told(tmp_path: Path, body: str) -> None:
    assert told(tmp_path, body) == []


def test_a_hundred_of_a_kind_are_one_remark(tmp_path: Path) -> None:
    source = random.Random(4)
    body = "\n\n".join("".join(source.choice("春水初生两岸人") for _ in range(9)) + ',来了"。' for _ in range(100))
    assert [one.message.split()[0] for one in told(tmp_path, body)] == ["100", "100"]


@pytest.mark.parametrize("key", ["headline", "byline", "deck", "kicker"])
def test_a_head_that_the_text_says_again_is_told(tmp_path: Path, key: str) -> None:
    head = 'headline = "渡口"\n' if key != "headline" else ""
    found = told(tmp_path, "旧桥 与／新渡\n\n正文。", f'{head}{key} = "旧桥与新渡"')
    assert [(one.code, one.origin.line) for one in found] == [("repeated-head", 5 + bool(head))]


def test_samples_have_none() -> None:
    for sample in SAMPLES:
        assert [one for one in read_edition(sample)[1] if one.code in ("typed-marks", "repeated-head")] == []
