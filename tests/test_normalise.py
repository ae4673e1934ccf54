"""Normalising imported text: the cases of cases/normalise.txt, the log, and time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banxin.importer.edits import Edit, apply, compose
from banxin.importer.normalise import AFTER_JOINING, BEFORE_JOINING, normalise
from case_files import cases
from undoing import undo

DUMP = st.text(
    st.sampled_from(
        "天津近日记者 \u3000\t\n\r,.:;?!()“”‘’'\"-—─…。，AZ09Ａ９・﹁﹂\u200b\ufeff\u0001\ufa0a金é\u0301@/wh"
    ),
    max_size=60,
)


@pytest.mark.parametrize(("dump", "expected"), cases("normalise.txt"))
def test_normalising(dump: str, expected: str) -> None:
    assert normalise(dump, BEFORE_JOINING)[0] == expected


@pytest.mark.parametrize(("dump", "expected"), cases("straight_quotes.txt"))
def test_straight_quotes(dump: str, expected: str) -> None:
    assert normalise(dump, AFTER_JOINING)[0] == expected


def test_every_change_names_its_rule_and_place() -> None:
    text, edits = normalise("甲,(乙)", BEFORE_JOINING)
    assert text == "甲，（乙）"
    assert edits == (
        Edit(1, ",", "，", "pauses"),
        Edit(2, "(", "（", "brackets"),
        Edit(4, ")", "）", "brackets"),
    )


def test_two_changes_of_one_place_are_one_edit_with_both_rules() -> None:
    text, edits = normalise("你好,\u3000世界", BEFORE_JOINING)
    assert text == "你好，世界"
    assert [(edit.before, edit.after, edit.rule) for edit in edits] == [
        (",", "，", "pauses"),
        ("\u3000", "", "odd-spaces+inner-spaces"),
    ]


def test_undo_refuses_a_text_that_is_not_the_edits_result() -> None:
    with pytest.raises(ValueError, match="does not read"):
        undo("甲.乙", [Edit(1, ",", "，", "pauses")])


@given(DUMP)
def test_the_log_backwards_gives_the_dump(dump: str) -> None:
    text, edits = normalise(dump, (*BEFORE_JOINING, *AFTER_JOINING))
    assert undo(text, edits) == dump
    assert apply(dump, edits) == text


@given(DUMP)
def test_normalising_twice_changes_nothing_more(dump: str) -> None:
    rules = (*BEFORE_JOINING, *AFTER_JOINING)
    once, _ = normalise(dump, rules)
    twice, _ = normalise(once, rules)
    thrice, _ = normalise(twice, rules)
    assert thrice == twice


@given(st.text("ab", max_size=12), st.data())
def test_composing_two_lists_does_what_both_do(raw: str, data: st.DataObject) -> None:
    first = _some_edits(raw, data)
    between = apply(raw, first)
    second = _some_edits(between, data)
    both = compose(raw, first, second)
    assert apply(raw, both) == apply(between, second)
    assert undo(apply(raw, both), both) == raw


def _some_edits(text: str, data: st.DataObject) -> list[Edit]:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return [Edit(a, text[a:b], data.draw(st.text("xyz", max_size=3)), "rule") for a, b in pairs]


@pytest.mark.parametrize("mark", [" ", "（", "(", ",", '"', "“", "-", ".", "@", "a@", "天 ", "http://"])
def test_time_is_linear(mark: str) -> None:
    best = {20_000: 9e9, 60_000: 9e9}
    for _ in range(3):
        for size in best:
            dump = (mark * (size // len(mark)))[:size] + "x"
            start = time.process_time()
            normalise(dump, (*BEFORE_JOINING, *AFTER_JOINING))
            best[size] = min(best[size], time.process_time() - start)
    assert best[60_000] < 5.5 * best[20_000] + 0.05, "a square would take nine times as long"
