"""Rows are not lines: a layout may give each line several rows, and every count of lines follows."""

from __future__ import annotations

import dataclasses
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from banxin import pipeline
from banxin.check import check_plan
from banxin.dump.plan_json import plan_from_json, plan_to_json
from banxin.layout.settings import GridTable
from banxin.model.plan import Module, Plan
from banxin.plan.planner import Planner
from banxin.plan.text.jumps import parted
from banxin.plan.text.line_rows import LineRows
from module_factory import Bench, paragraphs
from test_modules import ARTICLES, NARROW, continued

PER_LINE = 2


def spaced(desk: pipeline.OpenEdition, per_line: int = PER_LINE) -> pipeline.OpenEdition:
    """The desk with so many rows to a line."""
    grid = GridTable.model_validate({**desk.layout.grid.model_dump(), "rows_per_line": per_line})
    layout = desk.layout.model_copy(update={"grid": grid})
    return dataclasses.replace(desk, layout=layout, own=layout, planner=Planner(layout, desk.library))


@pytest.fixture
def bench(seed_desk: pipeline.OpenEdition, tmp_path: Path) -> Bench:
    return Bench(spaced(seed_desk), tmp_path)


def pitches(module: Module) -> set[int]:
    """Rows from each line of a paragraph, poem or note to the next one of it in the same leg."""
    found = set()
    for one, other in pairwise(line for line in module.lines if line.role in ("body", "verse", "note")):
        if (one.role, one.block, one.leg) == (other.role, other.block, other.leg):
            found.add(other.row - one.row)
    return found


@pytest.mark.parametrize("name", ARTICLES)
def test_lines_of_every_article_stand_two_rows_apart_and_check_finds_nothing(bench: Bench, name: str) -> None:
    make, _ = ARTICLES[name]
    article = make(bench)
    item = bench.item(article)
    assert item.curves
    for span in item.curves:
        module = bench.module(item, span)
        assert pitches(module) <= {PER_LINE}
        assert all(line.row > module.leg_rows[0] for line in module.lines if line.leg and line.row)
        assert [str(found) for found in bench.problems(bench.edition(article), bench.plan([module]))] == []


def test_rows_of_a_table_are_two_apart_too(bench: Bench) -> None:
    make, span = ARTICLES["narrow table"]
    module = bench.module(bench.item(make(bench)), span)
    rows = sorted({line.row for line in module.lines if line.role == "cell"})
    assert [other - one for one, other in pairwise(rows)] == [PER_LINE] * (len(NARROW) - 1)
    edges = sorted(rule.rect.y for rule in module.rules if rule.kind == "cell")
    assert [other - one for one, other in pairwise(edges)] == pytest.approx(
        [PER_LINE * bench.grid.sheet.row_pt] * len(NARROW), abs=1e-3
    )


def test_three_rows_to_a_line_leave_nothing_out(seed_desk: pipeline.OpenEdition, tmp_path: Path) -> None:
    bench = Bench(spaced(seed_desk, 3), tmp_path)
    _, first, second = continued(bench)
    article = bench.article("b", blocks=paragraphs(6))
    module = bench.module(bench.item(article), 4)
    assert pitches(module) == pitches(first) == pitches(second) == {3}
    assert bench.problems(bench.edition(article), bench.plan([module])) == []


def test_check_wants_the_lines_of_a_plan_on_the_rows_that_it_states(bench: Bench) -> None:
    article = bench.article("a")
    plan = bench.plan([bench.module(bench.item(article), 3)])
    assert bench.problems(bench.edition(article), plan) == []
    one = dataclasses.replace(plan, sheet=dataclasses.replace(plan.sheet, rows_per_line=1))
    assert {found.code for found in bench.problems(bench.edition(article), one)} == {"underset"}


def test_a_jump_counts_lines_of_text_and_rows_of_the_page(
    bench: Bench, seed_desk: pipeline.OpenEdition, tmp_path: Path
) -> None:
    article = bench.article("a", blocks=paragraphs(24))
    usual, spread = (partial(parted, article, one.setter) for one in (Bench(seed_desk, tmp_path), bench))
    assert usual(60.0) == spread(120.0) != spread(60.0)
    assert usual(1.0) == spread(1.0), "no less than some lines stand before it"


@pytest.fixture(scope="module")
def spaced_plan(seed_desk: pipeline.OpenEdition) -> tuple[pipeline.OpenEdition, Plan]:
    """The sample edition on every second row, on two pages."""
    desk = spaced(seed_desk)
    desk = dataclasses.replace(desk, edition=dataclasses.replace(desk.edition, pages=2))
    return desk, pipeline.make_plan(desk, 1)


def test_a_whole_paper_stands_on_every_second_row(spaced_plan: tuple[pipeline.OpenEdition, Plan]) -> None:
    desk, plan = spaced_plan
    modules = [module for page in plan.pages for module in page.modules if module.kind == "article"]
    assert {rows for module in modules for rows in pitches(module)} == {PER_LINE}
    assert check_plan(desk.edition, plan, desk.layout.weights).problems == ()


def test_a_plan_says_how_many_rows_its_lines_take(
    spaced_plan: tuple[pipeline.OpenEdition, Plan], seed_plan: Plan
) -> None:
    desk, plan = spaced_plan
    assert plan_from_json(plan_to_json(plan), desk.library) == plan
    assert '"rows_per_line": 2' in plan_to_json(plan)
    assert "rows_per_line" not in plan_to_json(seed_plan)


def test_lines_and_rows() -> None:
    rows = LineRows(2)
    assert (rows.of(3), rows.row(0), rows.row(2), rows.lines(7)) == (6, 1, 5, 3)
    assert rows.short(1) == 3, "one line, and the row that makes none"
    assert rows.inside(5) == {1, 3}
    assert (LineRows().short(1), LineRows().inside(5)) == (1, frozenset())
