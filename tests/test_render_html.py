"""The HTML of a plan: few elements, texts in reading order, templates that can do no harm."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

import plan_factory
from banxin.assets import asset_folder
from banxin.errors import EditionError
from banxin.model.edition import Edition
from banxin.model.plan import Plan
from banxin.render.html.document import render_html
from banxin.render.html.view import DrawnFigure, source_texts, view

LAYOUT = asset_folder("layouts") / "broadsheet"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_factory.plan(plan_factory.library())


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return plan_factory.edition(tmp_path_factory.mktemp("edition"))


def test_texts_stand_in_the_plans_reading_order(edition: Edition, plan: Plan) -> None:
    body = render_html(edition, plan, LAYOUT).split("<body>")[1]
    text = re.sub(r"<[^>]*>", "", body).replace("\n", "").replace("&#34;", '"')
    at = 0
    for module in plan.pages[0].modules:
        for line in module.lines:
            for run in line.runs:
                at = text.index(run.text, at) + len(run.text)


def test_lines_without_a_change_of_face_cost_no_element(edition: Edition, plan: Plan) -> None:
    html = render_html(edition, plan, LAYOUT)
    assert html.count("<span") == 1  # The dateline.
    assert "<br" not in html
    paragraphs = re.findall(r'<p class="[^"]* body">[^<]*</p>', html)
    assert max(paragraph.count(" ") for paragraph in paragraphs) >= 3
    assert not any("style=" in paragraph for paragraph in paragraphs)


def test_a_caption_stands_in_the_figure_of_its_picture(plan: Plan) -> None:
    article = view(plan)[0].modules[1]
    (figure,) = [item for item in article.items if isinstance(item, DrawnFigure)]
    assert figure.picture.file == "images/river.jpg"
    assert [box.pieces[0].role for box in figure.captions] == ["caption", "credit"]


def test_a_picture_is_cut_where_the_plan_says(plan: Plan) -> None:
    article = plan.pages[0].modules[1]
    low = dataclasses.replace(article.pictures[0], crop=(0.0, 0.1, 1.0, 0.9))
    module = dataclasses.replace(article, pictures=(low,))
    page = dataclasses.replace(plan.pages[0], modules=(module,))
    changed = dataclasses.replace(plan, pages=(page,))
    (figure,) = [item for item in view(changed)[0].modules[0].items if isinstance(item, DrawnFigure)]
    assert figure.shift == (50.0, 100.0)


def test_the_hyphen_of_the_composer_is_no_text_of_the_source() -> None:
    fonts = plan_factory.library()
    line = plan_factory.line(fonts, "body", "inter", "serif-regular", 9, 0, 0, hyphen=True)
    assert line.runs[0].text == "inter-"
    assert source_texts(line) == ["inter"]


def test_spaces_at_a_lines_end_stay_text() -> None:
    fonts = plan_factory.library()
    line = dataclasses.replace(plan_factory.line(fonts, "body", "an end", "serif-regular", 9, 0, 0), text="an end ")
    assert source_texts(line) == ["an end "]


def test_markup_in_texts_is_text(edition: Edition, plan: Plan) -> None:
    fonts = plan_factory.library()
    evil = plan_factory.line(fonts, "body", "<script>1</script>", "serif-regular", 9, 60, 300)
    module = dataclasses.replace(plan.pages[0].modules[1], lines=(evil,), pictures=())
    page = dataclasses.replace(plan.pages[0], modules=(module,), section='"><script>')
    paper = dataclasses.replace(edition.paper, name="</title><script>", publisher='"><script>')
    html = render_html(
        dataclasses.replace(edition, paper=paper), dataclasses.replace(plan, pages=(page,)), LAYOUT
    )  # fmt: skip
    assert "<script" not in html


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("one\n{{ ''.__class__.__mro__[1].__subclasses__() }}", 2),
        ("one\ntwo\n{{ nothing }}", 3),
        ("{% for page in pages %}", 1),
        ("a\n{{ paper.nickname }}", 2),
        ("a\nb\nc\n{{ 1 / 0 }}", 4),
        ("{% for i in range(10000000) %}{% endfor %}", 1),
        ('{% include "newspaper.html.j2" %}', 1),
        ('{% extends "none.html.j2" %}', 1),
    ],
)
def test_a_bad_template_is_named_with_file_and_line(
    edition: Edition, plan: Plan, tmp_path: Path, template: str, line: int
) -> None:
    (tmp_path / "newspaper.html.j2").write_text(template)
    with pytest.raises(EditionError) as caught:
        render_html(edition, plan, tmp_path)
    (problem,) = caught.value.problems
    assert problem.code == "template"
    assert problem.origin.file == f"layouts/{tmp_path.name}/newspaper.html.j2"
    assert problem.origin.line == line


def test_a_template_cannot_reach_outside_its_folder(edition: Edition, plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("TOPSECRET")
    layout = tmp_path / "layout"
    layout.mkdir()
    (layout / "newspaper.html.j2").write_text('{% include "../secret.txt" %}')
    with pytest.raises(EditionError, match="template"):
        render_html(edition, plan, layout)


def test_a_layout_without_templates_uses_the_broadsheets(edition: Edition, plan: Plan, tmp_path: Path) -> None:
    assert render_html(edition, plan, tmp_path) == render_html(edition, plan, LAYOUT)
