"""Floorplans: whatever the tree, the items it places tile the region exactly."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banxin import pipeline
from banxin.layout.grid import make_sheet
from banxin.layout.settings import Weights
from banxin.model.forms import HeadlineForm
from banxin.model.kinds import ArticleKind, ModuleKind
from banxin.plan.heads.head import Head
from banxin.plan.pages.contents import Contents
from banxin.plan.pages.draft import Draft
from banxin.plan.pages.frames import Frame
from banxin.plan.search.annealing import Found, Schedule, Search, neighbour, random_tree
from banxin.plan.search.cost import CROWD, SECOND_BAND, arrangement_cost
from banxin.plan.search.floorplan import INFINITE, Floorplanner, Spot
from banxin.plan.search.refit import tree_of
from banxin.plan.search.task import PageTask, Pin
from banxin.plan.search.tree import Tree, Trees, corner, leaves
from banxin.plan.shapes.item import Item, PhotoItem, Shape

COLUMNS = 6
TREES = Trees()
node = TREES.node


def shape(span: int, rows: int, cost: float = 0.0) -> Shape:
    return Shape(span, rows, cost)


def item(number: int, curves: dict[int, dict[int, float]]) -> Item:
    """An item by its costs: span → height → cost."""
    made = {span: {rows: shape(span, rows, cost) for rows, cost in curve.items()} for span, curve in curves.items()}
    return Item(f"i{number}", ModuleKind.FILLER, 3, made)


def rigid(number: int, *sizes: tuple[int, int]) -> Item:
    """An item of these (span, rows) and no other."""
    return item(number, {span: {rows: 0.0} for span, rows in sizes})


def elastic(number: int, area: int) -> Item:
    """An item of about `area` cells that takes any span, dearer the further it is from its area."""
    curves = {}
    for span in range(1, COLUMNS + 1):
        heights = range(max(2, area // span - 3), area // span + 5)
        curves[span] = {rows: float(abs(span * rows - area)) for rows in heights}
    return item(number, curves)


def assert_tiles(spots: list[Spot], columns: int, rows: int, items: list[Item], tree: Tree) -> None:
    assert Counter(spot.item for spot in spots) == Counter(leaves(tree)), "each item once"
    cells = Counter(
        (column, row) for spot in spots for column in range(spot.x, spot.right) for row in range(spot.y, spot.bottom)
    )
    assert max(cells.values()) == 1, "no overlap"
    assert set(cells) == {(column, row) for column in range(columns) for row in range(rows)}, "no hole"
    for spot in spots:
        assert items[spot.item].curves[spot.shape.span][spot.shape.rows] is spot.shape


def test_a_stack_puts_the_first_over_the_second() -> None:
    items = [rigid(0, (3, 4)), rigid(1, (3, 6))]
    plan = Floorplanner(items, 3, 10)
    over, under = plan.place(node("-", 0, 1), 0, 0, 3, 10)
    assert (over.item, over.x, over.y, over.bottom) == (0, 0, 0, 4)
    assert (under.item, under.x, under.y, under.bottom) == (1, 0, 4, 10)


def test_an_abutment_puts_the_first_left_of_the_second() -> None:
    items = [rigid(0, (2, 5)), rigid(1, (1, 5))]
    left, right = Floorplanner(items, 3, 5).place(node("|", 0, 1), 0, 0, 3, 5)
    assert (left.item, left.x, left.right) == (0, 0, 2)
    assert (right.item, right.x, right.right) == (1, 2, 3)


WHEEL = ((2, 3), (1, 5), (2, 2), (1, 4), (1, 2))
"""Top left, right, bottom, left, middle of a wheel of 3 columns and 7 rows."""


@pytest.mark.parametrize("cut", ["@", "~"])
def test_a_pinwheel_turns_four_round_the_fifth_without_a_line_across(cut: str) -> None:
    items = [rigid(number, size) for number, size in enumerate(WHEEL)]
    tree = node(cut, 0, 1, 2, 3, 4)
    spots = Floorplanner(items, 3, 7).place(tree, 0, 0, 3, 7)
    assert_tiles(spots, 3, 7, items, tree)
    places = {spot.item: spot for spot in spots}
    assert all(any(spot.y < row < spot.bottom for spot in spots) for row in range(1, 7)), "no level line across"
    assert all(any(spot.x < column < spot.right for spot in spots) for column in (1, 2)), "no upright line across"
    assert places[0].y == 0 and (places[0].x == 0) is (cut == "@")
    assert (places[4].x, places[4].y) == (1, 3)


def test_a_mirrored_pinwheel_is_the_mirror_image() -> None:
    items = [rigid(number, size) for number, size in enumerate(WHEEL)]
    plan = Floorplanner(items, 3, 7)
    turned, mirrored = (plan.place(node(cut, 0, 1, 2, 3, 4), 0, 0, 3, 7) for cut in "@~")
    assert {(spot.item, 3 - spot.right, spot.y) for spot in turned} == {
        (spot.item, spot.x, spot.y) for spot in mirrored
    }


def test_a_tree_that_cannot_fill_its_rectangle_costs_infinity() -> None:
    items = [rigid(0, (3, 4)), rigid(1, (3, 6))]
    plan = Floorplanner(items, 3, 11)
    assert plan.cost(node("-", 0, 1), 3, 10) == 0
    assert plan.cost(node("-", 0, 1), 3, 11) == INFINITE
    assert plan.cost(node("|", 0, 1), 3, 10) == INFINITE


def test_the_cheapest_heights_are_chosen() -> None:
    items = [item(0, {2: {4: 5.0, 5: 1.0, 6: 9.0}}), item(1, {2: {4: 0.0, 5: 2.0, 6: 3.0}})]
    plan = Floorplanner(items, 2, 10)
    tree = node("-", 0, 1)
    assert plan.cost(tree, 2, 10) == 3.0
    assert [spot.shape.rows for spot in plan.place(tree, 0, 0, 2, 10)] == [5, 5]


@st.composite
def days(draw: st.DrawFn) -> tuple[list[Item], Tree, int]:
    """Elastic items, a tree over them, and rows that suit their amount."""
    areas = draw(st.lists(st.integers(8, 40), min_size=2, max_size=8))
    chance = random.Random(draw(st.integers(0, 1 << 30)))
    tree = random_tree(TREES, list(range(len(areas))), chance)
    rows = max(4, round(sum(areas) / COLUMNS) + draw(st.integers(-1, 2)))
    return [elastic(number, area) for number, area in enumerate(areas)], tree, rows


@settings(max_examples=150, deadline=None)
@given(days())
def test_whatever_is_placed_tiles_the_region_at_the_cost_it_was_said_to_have(
    day: tuple[list[Item], Tree, int],
) -> None:
    items, tree, rows = day
    plan = Floorplanner(items, COLUMNS, rows)
    cost = plan.cost(tree, COLUMNS, rows)
    if cost == INFINITE:
        return
    spots = plan.place(tree, 0, 0, COLUMNS, rows)
    assert_tiles(spots, COLUMNS, rows, items, tree)
    assert sum(spot.shape.cost for spot in spots) == pytest.approx(cost)


@settings(max_examples=100, deadline=None)
@given(days())
def test_a_height_out_of_reach_costs_infinity(day: tuple[list[Item], Tree, int]) -> None:
    items, tree, _ = day
    plan = Floorplanner(items, COLUMNS, 1)
    for span, (low, high, missing) in plan.reach(tree).items():
        assert plan.cost(tree, span, high + 1) == INFINITE
        assert plan.cost(tree, span, low - 1) == INFINITE
        if missing:
            assert plan.cost(tree, span, low) == INFINITE


@settings(max_examples=150, deadline=None)
@given(days(), st.integers(0, 1 << 30))
def test_no_move_of_the_search_loses_or_doubles_an_item(day: tuple[list[Item], Tree, int], seed: int) -> None:
    items, tree, _ = day
    chance = random.Random(seed)
    for _ in range(30):
        tree = neighbour(TREES, tree, chance)
        assert sorted(leaves(tree)) == list(range(len(items)))


def test_most_trees_of_the_property_fill_their_region() -> None:
    """So that the properties above are not empty."""
    chance, filled = random.Random(1), 0
    for _ in range(200):
        areas = [chance.randint(8, 40) for _ in range(chance.randint(2, 4))]
        items = [elastic(number, area) for number, area in enumerate(areas)]
        rows = max(4, round(sum(areas) / COLUMNS))
        tree = random_tree(TREES, list(range(len(areas))), chance)
        filled += Floorplanner(items, COLUMNS, rows).cost(tree, COLUMNS, rows) < INFINITE
    assert filled > 20


def search(seed: int, weights: Weights) -> Search:
    items = [elastic(number, area) for number, area in enumerate((40, 30, 24, 20, 16, 14))]
    found = Search(PageTask(tuple(items), COLUMNS, 24, weights, (Pin(3, "top-left"),)))
    found.run(random.Random(seed), Schedule(starts=3, start_steps=150, finishes=1, finish_steps=100))
    return found


def test_the_search_finds_a_page_and_the_same_one_for_the_same_seed(seed_desk: pipeline.OpenEdition) -> None:
    weights = seed_desk.layout.weights
    one, other = search(7, weights), search(7, weights)
    assert one.best is not None and other.best is not None
    assert one.best.spots == other.best.spots
    assert_tiles(list(one.best.spots), COLUMNS, 24, list(one.task.items), one.best.tree)
    assert corner(one.best.tree) == 3, "what is pinned to the top left is there"


def test_a_page_that_breaks_a_pin_is_none(seed_desk: pipeline.OpenEdition) -> None:
    items, weights = (rigid(0, (6, 10)), rigid(1, (6, 14))), seed_desk.layout.weights
    for pins, lawful in (((Pin(1, "top"),), True), ((Pin(0, "top"), Pin(1, "top")), False)):
        found = Search(PageTask(items, COLUMNS, 24, weights, pins))
        found.run(random.Random(1), Schedule(starts=2, start_steps=50, finishes=1, finish_steps=50))
        assert (found.best is not None) is lawful


def test_what_a_page_may_cost_grows_with_what_stands_on_it(seed_desk: pipeline.OpenEdition) -> None:
    frame = Frame(1, 0, "", make_sheet(seed_desk.layout, 12.0), 1, 24, (), (), 0)
    for count, cost, passes in ((3, 399.0, True), (3, 450.0, False), (24, 450.0, True), (24, 700.0, False)):
        contents = Contents(tuple(elastic(number, 12) for number in range(count)), ())
        assert Draft(frame, contents, Found(cost, 0, ()), 0).passes is passes


def test_the_cuts_of_a_page_are_found_again_from_its_rectangles() -> None:
    """Any tree's page, pinwheels included, gives a tree that gives the same page."""
    chance, found = random.Random(3), 0
    for _ in range(400):
        count = chance.randint(2, 9)
        items = [elastic(number, chance.randint(6, 30)) for number in range(count)]
        rows = max(4, round(sum(one.least_cells for one in items) / COLUMNS) + 2)
        planner, tree = Floorplanner(items, COLUMNS, rows), random_tree(TREES, list(range(count)), chance)
        if planner.cost(tree, COLUMNS, rows) == INFINITE:
            continue
        spots = planner.place(tree, 0, 0, COLUMNS, rows)
        places = {spot.item: (spot.x, spot.y, spot.shape.span, spot.shape.rows) for spot in spots}
        again = tree_of(TREES, places)
        assert again is not None
        assert sorted(leaves(again)) == list(range(count))
        assert planner.cost(again, COLUMNS, rows) < INFINITE
        found += 1
    assert found > 20


def cost_of(desk: pipeline.OpenEdition, items: Sequence[Item], spots: list[Spot]) -> float:
    return arrangement_cost(PageTask(tuple(items), COLUMNS, 20, desk.layout.weights), spots)


def stacked(*forms: str) -> list[Spot]:
    """Modules under each other with heads of these forms."""
    heads = [Head(HeadlineForm(form), (), 20.0, 20.0, 20.0, 1.0, 0.0) for form in forms]
    return [Spot(number, 0, 10 * number, replace(shape(COLUMNS, 10), head=head)) for number, head in enumerate(heads)]


def test_one_dark_band_on_a_page_is_free_and_the_next_one_costs(seed_desk: pipeline.OpenEdition) -> None:
    items = [rigid(number, (COLUMNS, 10)) for number in range(2)]
    plain, one, two = (
        cost_of(seed_desk, items, stacked(*forms))
        for forms in (("across", "across"), ("across", "reversed"), ("reversed", "reversed"))
    )
    assert (one - plain, two - plain) == (0.0, SECOND_BAND)


def test_upright_heads_do_not_stand_one_over_the_other(seed_desk: pipeline.OpenEdition) -> None:
    items = [rigid(number, (COLUMNS, 10)) for number in range(2)]
    apart, crowded = (cost_of(seed_desk, items, stacked("vertical", form)) for form in ("across", "vertical"))
    assert crowded - apart == CROWD


def test_pictures_of_two_stories_do_not_touch_and_those_of_one_may(seed_desk: pipeline.OpenEdition) -> None:
    curves = {COLUMNS: {10: shape(COLUMNS, 10)}}
    picture = next(picture for article in seed_desk.edition.articles for picture in article.pictures)
    one, other = (replace(article, kind=ArticleKind.PHOTO) for article in seed_desk.edition.articles[:2])
    photos = [PhotoItem(f"i{number}", ModuleKind.PHOTO, 3, curves, one, picture) for number in range(2)]
    others = [photos[0], replace(photos[1], article=other)]
    touching = [Spot(number, 0, 10 * number, shape(COLUMNS, 10)) for number in range(2)]
    assert cost_of(seed_desk, others, touching) - cost_of(seed_desk, photos, touching) == CROWD
