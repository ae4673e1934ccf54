"""A placed line knows its box, whichever way it runs, and everyone asks it."""

from __future__ import annotations

from dataclasses import replace

import pytest

import plan_factory
from banxin.library.formats.word_boxes import words
from banxin.model.plan import PlacedLine, Rect
from banxin.units import ASCENT

FONTS = plan_factory.library()
SIZE, INDENT = 20.0, 40.0


def level() -> PlacedLine:
    """Four characters behind an indent of two em."""
    return plan_factory.line(FONTS, "headline", "水清岸绿", "serif-regular", SIZE, 100, 300, start=2000)


def upright() -> PlacedLine:
    """The same from the top down."""
    line = plan_factory.vertical_line(FONTS, "headline", "水清岸绿", "serif-regular", SIZE, 100, 300)
    along = tuple(place + 2000 for place in line.runs[0].along)
    return replace(line, runs=(replace(line.runs[0], along=along),), start_pt=INDENT)


def test_a_level_line_lies_round_its_baseline() -> None:
    line = level()
    assert line.box == Rect(100 + INDENT, 300 - ASCENT * SIZE, 4 * SIZE, SIZE)
    assert line.start == (100 + INDENT, 300)


def test_an_upright_line_hangs_on_both_sides_of_its_middle_and_keeps_its_indent() -> None:
    line = upright()
    assert line.box == Rect(100 - SIZE / 2, 300 + INDENT, SIZE, 4 * SIZE)
    assert line.start == (100, 300 + INDENT)


@pytest.mark.parametrize("line", [level(), upright()], ids=["level", "upright"])
def test_the_words_of_a_line_fill_its_box(line: PlacedLine) -> None:
    boxes = [word.box for word in words(line)]
    assert min(box.x for box in boxes) == line.box.x
    assert min(box.y for box in boxes) == line.box.y
    assert max(box.right for box in boxes) == pytest.approx(line.box.right)
    assert max(box.bottom for box in boxes) == pytest.approx(line.box.bottom)


def test_a_stretch_is_measured_from_the_origin() -> None:
    assert level().stretch(0.0, SIZE).x == 100
    assert upright().stretch(0.0, SIZE).y == 300
