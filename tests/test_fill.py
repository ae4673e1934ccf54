"""Filling legs: the rules of column breaks hold in every filling, whatever the text."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from banxin.norms import KEEP
from banxin.plan.legs.fill import Fill, fill
from banxin.plan.legs.pieces import Lead, Piece

PLAIN = (Lead(0, 0.0, ()),)


def paragraph(*counts: int) -> Piece:
    return Piece((0,), PLAIN, tuple((count, which, float(which)) for which, count in enumerate(counts)))


def subhead(rows: int, *counts: int) -> Piece:
    leads = (Lead(rows, 1.0, (0,)), Lead(rows + 1, 0.0, (1,)))
    return Piece((0, 1), leads, tuple((count, which, float(which)) for which, count in enumerate(counts)))


def test_text_that_fills_its_legs_leaves_no_white() -> None:
    found = fill((paragraph(7), paragraph(3)), 2, 5, 10)
    assert found is not None
    assert (found.white, found.cost) == (0, 0.0)


def test_a_three_line_paragraph_is_never_broken() -> None:
    found = fill((paragraph(5), paragraph(3)), 2, 4, 10)
    assert found is None  # 5 + 3 over legs of 4 would break the first 4|1


def test_a_leg_may_stay_one_line_short_to_save_an_orphan() -> None:
    found = fill((paragraph(4), paragraph(4)), 2, 5, 10)
    assert found is not None
    assert found.white == 2
    assert [placement.segments for placement in found.placements] == [((0, 4),), ((5, 4),)]


def test_a_leg_is_never_two_lines_short() -> None:
    assert fill((paragraph(3), paragraph(3)), 2, 5, 10) is None


def test_another_setting_of_a_paragraph_is_taken_to_fill_the_leg() -> None:
    found = fill((paragraph(4, 5), paragraph(5)), 2, 5, 10)
    assert found is not None
    assert (found.white, found.placements[0].setting) == (0, 1)


def test_a_subhead_keeps_two_lines_of_its_paragraph_with_it() -> None:
    found = fill((paragraph(4), subhead(1, 8)), 2, 7, 10)
    assert found is not None
    assert found.placements[1].segments[0] == (4, 3)  # subhead without blank row, then two lines
    assert found.placements[1].lead.rows == 1


@st.composite
def stories(draw: st.DrawFn) -> tuple[Piece, ...]:
    def piece() -> Piece:
        count = draw(st.integers(1, 14))
        counts = (count, *draw(st.sampled_from([(), (count + 1,), (max(count - 1, 1),)])))
        return subhead(1, *counts) if draw(st.booleans()) and draw(st.booleans()) else paragraph(*counts)

    return tuple(piece() for _ in range(draw(st.integers(1, 9))))


def check_rules(found: Fill, pieces: tuple[Piece, ...]) -> None:
    taken: list[int] = []
    tops = found.tops or (0,) * found.legs
    for piece, placement in zip(pieces, found.placements, strict=True):
        lines = piece.counts[placement.setting][0]
        assert sum(count for _, count in placement.segments) == placement.lead.rows + lines
        for number, (first, count) in enumerate(placement.segments):
            assert first // found.rows == (first + count - 1) // found.rows, "a segment stays in its leg"
            held = placement.lead.rows if number == 0 else 0
            if len(placement.segments) > 1:
                assert count - held >= KEEP
        taken += [cell for first, count in placement.segments for cell in range(first, first + count)]
    assert taken == sorted(set(taken)), "no cell twice, and in order"
    legs = [sum(cell // found.rows == leg for cell in taken) for leg in range(found.legs)]
    rooms = [found.rows - top for top in tops]
    short = [room - leg for room, leg in zip(rooms, legs, strict=True)]
    assert all(0 <= rows <= 1 for rows in short), "no leg is over one line short"
    assert all(cell % found.rows >= tops[cell // found.rows] for cell in taken), "no text where a picture stands"
    assert found.white == sum(short)


@given(stories(), st.integers(1, 6), st.integers(3, 30))
@settings(max_examples=400, deadline=None)
def test_every_filling_keeps_the_rules(pieces: tuple[Piece, ...], legs: int, rows: int) -> None:
    found = fill(pieces, legs, rows, 10)
    if found is not None:
        check_rules(found, pieces)


@given(stories(), st.integers(2, 5), st.integers(8, 24), st.integers(1, 3), st.integers(1, 6))
@settings(max_examples=300, deadline=None)
def test_every_filling_under_a_picture_keeps_the_rules(
    pieces: tuple[Piece, ...], legs: int, rows: int, wide: int, high: int
) -> None:
    wide = min(wide, legs)
    found = fill(pieces, legs, rows, 10, (*(0,) * (legs - wide), *(high,) * wide))
    if found is not None:
        check_rules(found, pieces)


def test_legs_under_a_picture_begin_lower() -> None:
    found = fill((paragraph(8),), 2, 5, 10, (0, 2))
    assert found is not None
    assert found.placements[0].segments == ((0, 5), (7, 3))


def test_a_table_or_pull_quote_is_never_broken() -> None:
    solid = Piece((1,), PLAIN, ((4, 0, 0.0),), solid=True)
    assert fill((paragraph(3), solid, paragraph(5)), 2, 6, 10) is None
    found = fill((paragraph(6), solid, paragraph(2)), 2, 6, 10)
    assert found is not None and found.placements[1].segments == ((6, 4),)


def test_a_jump_line_stays_with_two_lines_of_its_paragraph() -> None:
    ended = Piece((0, 1), PLAIN, ((7, 0, 0.0),), tail=1)
    assert fill((paragraph(2), ended), 2, 5, 10) is not None  # 3 | 3 and the jump line
    assert fill((paragraph(5), ended), 2, 6, 10) is None  # would leave one line beside it, or one behind


@given(stories(), st.integers(-4, 4))
@settings(max_examples=200, deadline=None)
def test_in_one_leg_no_choice_of_settings_and_blank_rows_is_cheaper(pieces: tuple[Piece, ...], more: int) -> None:
    pieces = pieces[:5]
    rows = max(sum(piece.counts[0][0] + piece.leads[0].rows for piece in pieces) + more, 1)
    found = fill(pieces, 1, rows, 10)
    ways = itertools.product(*(itertools.product(piece.leads, piece.counts) for piece in pieces))
    costs = [
        sum(lead.cost + count[2] for lead, count in way) + 10 * (rows - taken)
        for way in ways
        if rows - 1 <= (taken := sum(lead.rows + count[0] for lead, count in way)) <= rows
    ]
    assert (found.cost if found else None) == min(costs, default=None)
