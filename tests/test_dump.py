"""A plan as data and as text: out and in again without loss, and readable."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from banxin import pipeline
from banxin.dump.plan_json import plan_from_json, plan_to_json
from banxin.dump.plan_text import plan_to_text
from banxin.errors import UsageError
from banxin.fonts.library import FontLibrary
from banxin.model.plan import Plan

FONTS = FontLibrary.load()
Break = Callable[[dict[str, Any]], Any]
LINE = ("pages", 0, "modules", 1, "lines", 0)


def test_a_plan_comes_back_as_it_was(seed_plan: Plan) -> None:
    assert plan_from_json(plan_to_json(seed_plan), FONTS) == seed_plan


def test_the_same_plan_gives_the_same_text(seed_plan: Plan) -> None:
    text = plan_to_json(seed_plan)
    assert plan_to_json(plan_from_json(text, FONTS)) == text


def test_plan_json_holds_what_design_promises(seed_plan: Plan) -> None:
    data = json.loads(plan_to_json(seed_plan))
    assert (data["banxin"], data["edition"]) == (1, "gansu-daily-2024-12-22")
    sheet = data["sheet"]
    assert (sheet["name"], sheet["width_mm"], sheet["height_mm"], sheet["columns"]) == ("broadsheet", 390, 540, 8)
    assert {"type_area_mm", "gutter_pt", "row_pt", "rows"} <= set(sheet)
    (page,) = data["pages"]
    assert (page["number"], page["section"]) == (1, "要闻")
    lead = next(module for module in page["modules"] if module["article"] == "a01")
    assert {"id", "kind", "part", "parts", "rect_mm", "columns", "rows", "legs", "headline_form", "headline_pt"} <= set(
        lead
    )
    line = next(line for line in lead["lines"] if line["role"] == "body")
    keys = {"role", "text", "leg", "row", "x_pt", "baseline_pt", "width_pt", "size_pt", "gap_em", "last"}
    assert keys <= set(line)


def test_lengths_in_mm_are_those_in_pt(seed_plan: Plan) -> None:
    data = json.loads(plan_to_json(seed_plan))
    for module in data["pages"][0]["modules"]:
        for mm, pt in zip(module["rect_mm"], module["rect_pt"], strict=True):
            assert mm == pytest.approx(pt * 25.4 / 72, abs=0.01)


def drop(*path: str | int) -> Break:
    def change(data: dict[str, Any]) -> None:
        place: Any = data
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]

    return change


def put(value: object, *path: str | int) -> Break:
    def change(data: dict[str, Any]) -> None:
        place: Any = data
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (drop("sheet"), "sheet"),
        (drop("sheet", "rows"), "rows"),
        (drop("pages", 0, "modules", 0, "rect_pt"), "rect_pt"),
        (drop("pages", 0, "modules", 1, "lines", 0, "x_pt"), "x_pt"),
        (put(2, "banxin"), "version 2"),
        (put([1, 2, 3], "pages", 0, "modules", 0, "rect_pt"), "height"),
        (put("sideways", "pages", 0, "modules", 1, "lines", 0, "writing_mode"), "sideways"),
        (put(7, "pages"), "not a plan"),
        (put("1", "sheet", "colour"), "colour"),
        (put("wide", "pages", 0, "modules", 1, "lines", 0, "x_pt"), "x_pt"),
        (put("x", "pages", 0, "modules", 1, "columns"), "columns"),
        (put([1, "b"], "pages", 0, "modules", 1, "rows"), "rows"),
        (put(None, "pages", 0, "modules", 1, "lines", 0, "text"), "text"),
        (put("tall", "sheet", "height_mm"), "height_mm"),
        (put(10**400, *LINE, "x_pt"), "x_pt"),
        (put(0, *LINE, "size_pt"), "size_pt"),
        (put(-1, *LINE, "width_pt"), "width_pt"),
        (put(0, "sheet", "row_pt"), "row_pt"),
        (put([1, 10**9], "pages", 0, "modules", 1, "columns"), "columns"),
        (put("\ud800", *LINE, "text"), "text"),
        (put([], *LINE, "runs"), "has no runs"),
        (put(1, "colour"), "unknown key 'colour'"),
        (put(1, "pages", 0, "colour"), "a page has the unknown key"),
        (put(1, "pages", 0, "modules", 1, "colour"), "a module has the unknown key"),
        (put(1, *LINE, "colour"), "a line has the unknown key"),
        (
            put("poster", "pages", 0, "modules", 1, "kind"),
            "the kind of a module is 'poster', not one of masthead,",
        ),
        (put("upright", "pages", 0, "modules", 1, "headline_form"), "the form of a headline is 'upright', not one of"),
        (put("heading", *LINE, "role"), "the role of a line is 'heading', not one of series, kicker,"),
        (put(["body"], *LINE, "role"), "the role of a line is .*, not one of"),
        (put(1, *LINE, "runs", 0, "colour"), "a run has the unknown key"),
        (put([0], *LINE, "runs", 0, "x"), "1 places for"),
        (put("\ud800", "banxin"), "version"),
    ],
)
def test_a_wrong_plan_is_refused_and_the_place_named(change: Break, words: str, seed_plan: Plan) -> None:
    data = json.loads(plan_to_json(seed_plan))
    change(data)
    with pytest.raises(UsageError, match=words):
        plan_from_json(json.dumps(data), FONTS)


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "null", '"plan"', "{}", '{"banxin": 1}', "[" * 100_000])
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"my-plan\.json"):
        plan_from_json(text, FONTS, "my-plan.json")


def test_not_a_number_is_no_length(seed_plan: Plan) -> None:
    data = json.loads(plan_to_json(seed_plan))
    data["pages"][0]["modules"][1]["lines"][0]["x_pt"] = float("nan")
    with pytest.raises(UsageError, match="x_pt"):
        plan_from_json(json.dumps(data), FONTS)


def test_text_names_every_module_and_with_lines_every_line(seed_plan: Plan, seed_desk: pipeline.OpenEdition) -> None:
    text, long = plan_to_text(seed_plan), plan_to_text(seed_plan, lines=True)
    for module in seed_plan.pages[0].modules:
        assert f"\n{module.id} " in text
        assert f"columns {module.columns[0]}–{module.columns[1]}" in text
        for line in module.lines:
            assert line.text in long
    assert long.count("\n") > text.count("\n") + 500


def test_drawing_keeps_the_pages_proportions(seed_plan: Plan) -> None:
    rows = [line for line in plan_to_text(seed_plan).splitlines() if line.startswith(("+", "|"))]
    assert {len(row) for row in rows} == {max(map(len, rows))}


def test_the_seed_page_stays_as_it_is(seed_plan: Plan, golden: Callable[[str, str], None]) -> None:
    golden("gansu-daily-2024-12-22.plan.txt", plan_to_text(seed_plan, lines=True))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (put(391.0, "sheet", "width_mm"), "sheet that the layout broadsheet does not make"),
        (put(9.5, "sheet", "body_pt"), "sheet that the layout"),
        (put(12.125, "sheet", "row_pt"), "sheet that the layout"),
        (put(2, "pages", 0, "number"), "number its pages 1, 2, 3 and so on; it has 2"),
        (put([], "pages"), "it has none"),
        (put("m1", "pages", 0, "modules", 2, "id"), "module id 'm1' more than once on page 1"),
    ],
)
def test_a_plan_with_another_frame_is_refused(
    change: Break, words: str, seed_plan: Plan, seed_desk: pipeline.OpenEdition, tmp_path: Path
) -> None:
    data = json.loads(plan_to_json(seed_plan))
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(data), "utf-8")
    assert pipeline.load_plan(seed_desk, path) == seed_plan
    change(data)
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(UsageError, match=words):
        pipeline.load_plan(seed_desk, path)
