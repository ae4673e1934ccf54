"""The planner on a real day's news, on days like it, and on days that do not fit."""

from __future__ import annotations

import gc
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from banxin import pipeline
from banxin.check import Checked, check_plan
from banxin.errors import Problem, Severity, has_errors
from banxin.layout.grid import Grid, make_sheet
from banxin.model.edition import Article, Edition
from banxin.model.forms import HeadlineForm
from banxin.model.plan import Module, PlacedLine, Plan
from banxin.model.text import Text
from banxin.plan.memory import Memory
from banxin.plan.place.furniture import masthead
from banxin.plan.shapes.maker import ShapeMaker
from banxin.plan.text.portion import Portion
from banxin.sources.new import SAMPLE_EDITION, create_paper
from texts import as_texts
from variants import dropped, lengthened, variant

WHITE = 0.015
"""Share of body cells that may stay empty (docs/newspaper-page.md)."""
SLOW_SEEDS = [pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 11)]
SLOW_VARIANTS = [pytest.param(number, marks=pytest.mark.slow) for number in (0, 1, 2, 4, 5, 6, 7, 9)]


def make(desk: pipeline.OpenEdition, edition: Edition, seed: int = 1) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Plan an edition in the seed's layout."""
    return desk.planner.plan(edition, seed)


def look(desk: pipeline.OpenEdition, edition: Edition, plan: Plan) -> Checked:
    return check_plan(edition, plan, desk.layout.weights)


def assert_fit_to_print(desk: pipeline.OpenEdition, edition: Edition, plan: Plan) -> None:
    checked = look(desk, edition, plan)
    assert [str(found) for found in checked.problems] == []
    (score,) = checked.scores
    assert score.white_cells <= WHITE * score.body_cells


@pytest.mark.parametrize("seed", [1, 2, *SLOW_SEEDS])
def test_every_seed_gives_a_page_fit_to_print(seed: int, seed_desk: pipeline.OpenEdition, seed_plan: Plan) -> None:
    plan = seed_plan if seed == 1 else make(seed_desk, seed_desk.edition, seed)[0]
    assert plan is not None
    assert_fit_to_print(seed_desk, seed_desk.edition, plan)
    (page,) = plan.pages
    lead = next(module for module in page.modules if module.article == "a01")
    top = seed_desk.layout.furniture.masthead_rows + 1
    assert (lead.columns[0], lead.rows[0]) == (1, top), "the lead stands at the top left"
    assert lead.headline_pt == max(module.headline_pt for module in page.modules)


def test_the_same_seed_gives_the_same_plan(seed_desk: pipeline.OpenEdition, seed_plan: Plan) -> None:
    again, problems = make(seed_desk, seed_desk.edition, 1)
    assert problems == ()
    assert again == seed_plan


@pytest.mark.parametrize("number", [3, 8, *SLOW_VARIANTS])
def test_other_amounts_of_text_give_a_page_fit_to_print(number: int, seed_desk: pipeline.OpenEdition) -> None:
    edition = variant(seed_desk.edition, number)
    plan, problems = make(seed_desk, edition)
    assert plan is not None, problems
    assert_fit_to_print(seed_desk, edition, plan)


def test_every_article_has_one_module_and_every_picture_its_place(
    seed_desk: pipeline.OpenEdition, seed_plan: Plan
) -> None:
    (page,) = seed_plan.pages
    articles = sorted(module.article for module in page.modules if module.article)
    assert articles == sorted(article.slug for article in seed_desk.edition.articles)
    shown = [picture.file for module in page.modules for picture in module.pictures]
    for article in seed_desk.edition.articles:
        assert {picture.file for picture in article.pictures} <= set(shown)


def test_text_over_the_page_is_named_with_lines_and_articles(seed_desk: pipeline.OpenEdition) -> None:
    edition = lengthened(lengthened(seed_desk.edition, "a06"), "a03", 3)
    plan, problems = make(seed_desk, edition)
    assert plan is None
    (found,) = problems
    assert (found.code, found.severity) == ("overset", Severity.ERROR)
    lines = re.search(r"about (\d+) lines of one column too many", found.message)
    assert lines and int(lines[1]) > 0
    named = set(re.findall(r"\ba\d\d\b", found.hint))
    assert named and named <= {article.slug for article in edition.articles}


def test_leaving_out_an_article_that_overset_names_makes_the_page_fit(seed_desk: pipeline.OpenEdition) -> None:
    edition = lengthened(lengthened(seed_desk.edition, "a06"), "a03", 3)
    _, (found,) = make(seed_desk, edition)
    named = re.search(r"leave out (a\d\d) ", found.hint)
    assert named, found.hint
    shorter = dropped(edition, named[1])
    plan, problems = make(seed_desk, shorter)
    assert plan is not None, problems
    assert not has_errors(look(seed_desk, shorter, plan).problems)


def test_an_article_longer_than_a_page_is_too_high_and_its_headline_is_not_blamed(
    seed_desk: pipeline.OpenEdition,
) -> None:
    plan, problems = make(seed_desk, lengthened(seed_desk.edition, "a01", 8))
    assert plan is None
    assert [found.code for found in problems] == ["too-high"]


def test_a_headline_that_fits_no_width_is_named(seed_desk: pipeline.OpenEdition) -> None:
    articles = seed_desk.edition.articles
    long = replace(articles[0], headline=Text.of(str(articles[0].headline.without("／")) * 12))
    plan, problems = make(seed_desk, replace(seed_desk.edition, articles=(long, *articles[1:])))
    assert plan is None
    assert [(found.code, found.origin) for found in problems] == [("headline-too-long", long.origin)]


def test_the_garbage_collector_is_still_while_a_page_is_searched_and_no_longer(seed_desk: pipeline.OpenEdition) -> None:
    told: list[bool] = []
    assert gc.isenabled()
    pipeline.make_plan(seed_desk, 1, lambda stage, share: told.append(gc.isenabled()))
    assert told and not any(told)
    assert gc.isenabled()


@pytest.fixture(scope="module")
def sample_desk(tmp_path_factory: pytest.TempPathFactory) -> pipeline.OpenEdition:
    """The sample paper's edition, which has one picture and two fillers."""
    folder = tmp_path_factory.mktemp("papers") / "school"
    create_paper(folder)
    return pipeline.open_edition(folder / SAMPLE_EDITION)


def changed(edition: Edition, slug: str, **values: Any) -> Edition:
    """The edition with one article's settings changed."""
    articles = (replace(one, **as_texts(Article, values)) if one.slug == slug else one for one in edition.articles)
    return replace(edition, articles=tuple(articles))


def article(edition: Edition, slug: str) -> Article:
    return next(one for one in edition.articles if one.slug == slug)


def with_picture(edition: Edition, width: int, height: int) -> Edition:
    """The sample edition, its picture in another shape."""
    (picture,) = article(edition, "a01").pictures
    return changed(edition, "a01", pictures=(replace(picture, width=width, height=height),))


def test_a_picture_too_tall_for_three_columns_takes_two(sample_desk: pipeline.OpenEdition) -> None:
    plan, problems = make(sample_desk, with_picture(sample_desk.edition, 300, 1200))
    assert plan is not None, problems
    grid = Grid(plan.sheet)
    (shown,) = (picture.rect for module in plan.pages[0].modules if module.article for picture in module.pictures)
    assert shown.width <= grid.span_width(2) + 0.1


def test_a_picture_that_goes_nowhere_is_named_with_its_article_and_file(sample_desk: pipeline.OpenEdition) -> None:
    edition = with_picture(sample_desk.edition, 100, 2000)
    plan, problems = make(sample_desk, edition)
    assert plan is None
    (found,) = problems
    assert (found.code, found.origin) == ("no-shape", article(edition, "a01").pictures[0].origin)
    assert found.message.startswith("a01 ") and "images/a01.png" in found.message
    assert "Crop" in found.hint


def test_a_span_that_the_layout_has_not_is_named(sample_desk: pipeline.OpenEdition) -> None:
    edition = changed(sample_desk.edition, "a03", span=16)
    plan, problems = make(sample_desk, edition)
    assert plan is None
    (found,) = problems
    assert (found.code, found.origin) == ("no-shape", article(edition, "a03").origin)
    assert "span = 16" in found.message and found.hint


FORMS_GIVEN_UP = [
    ("a02", {"headline_form": HeadlineForm.BESIDE, "box": True}, "box"),
    ("a02", {"headline_form": HeadlineForm.VERTICAL, "box": True}, "box"),
    ("a03", {"headline_form": HeadlineForm.VERTICAL, "kicker": "校园"}, "kicker"),
    ("a03", {"headline_form": HeadlineForm.VERTICAL, "deck": "一行比主题长得多的副题" * 4}, "height"),
]


@pytest.mark.parametrize(("slug", "values", "told"), FORMS_GIVEN_UP)
def test_a_form_that_cannot_be_had_gives_way_and_is_named(
    slug: str, values: dict[str, Any], told: str, sample_desk: pipeline.OpenEdition
) -> None:
    edition = changed(sample_desk.edition, slug, **values)
    plan, problems = make(sample_desk, edition)
    assert plan is not None, problems
    found = [one for one in look(sample_desk, edition, plan).problems if one.code == "form-not-kept"]
    assert [one.origin for one in found] == [article(edition, slug).origin]
    assert told in found[0].message


def maker_of(desk: pipeline.OpenEdition) -> ShapeMaker:
    """Makes shapes at the layout's loosest line space."""
    grid = Grid(make_sheet(desk.layout, desk.layout.grid.leadings_pt[0]))
    return ShapeMaker(desk.setter, grid, grid.sheet.rows, Memory())


def test_the_span_of_an_article_is_not_that_of_its_picture(sample_desk: pipeline.OpenEdition) -> None:
    wide = changed(sample_desk.edition, "a01", span=5)
    assert set(maker_of(sample_desk).article(Portion(article(wide, "a01"), 1)).curves) == {5}
    assert set(maker_of(sample_desk).photo(article(wide, "a01"), 0, dominant=False, rank=1).curves) > {2, 3}


def test_the_span_of_photo_news_is_that_of_its_picture(sample_desk: pipeline.OpenEdition) -> None:
    alone = article(changed(sample_desk.edition, "a01", kind="photo", span=3, blocks=()), "a01")
    assert set(maker_of(sample_desk).photo(alone, 0, dominant=False, rank=1).curves) == {3}
    assert set(maker_of(sample_desk).photo(replace(alone, span=16), 0, dominant=False, rank=1).curves) == set()


def test_a_page_with_too_little_for_it_says_by_how_much(sample_desk: pipeline.OpenEdition) -> None:
    paper = replace(sample_desk.edition.paper, fillers=())
    short = replace(sample_desk.edition, paper=paper, articles=(article(sample_desk.edition, "a06"),))
    plan, problems = make(sample_desk, short)
    assert plan is None
    (found,) = problems
    assert found.code == "too-little"
    lines = re.search(r"at least (\d+) lines", found.message)
    assert lines is not None and int(lines[1]) > 100
    assert "[[filler]]" in found.hint


def test_a_filler_fills_what_is_left(sample_desk: pipeline.OpenEdition) -> None:
    one = replace(sample_desk.edition, articles=(article(sample_desk.edition, "a06"),))
    plan, problems = make(sample_desk, one)
    assert "too-little" not in [found.code for found in problems]
    assert plan is not None


def date_line_of(desk: pipeline.OpenEdition, edition: Edition) -> list[PlacedLine]:
    grid = Grid(make_sheet(desk.layout, desk.layout.grid.leadings_pt[0]))
    return [line for line in masthead(edition, desk.setter, grid, 1).lines if line.slot == "dateline"]


def test_a_long_date_line_is_set_smaller_and_keeps_an_em_between_its_items(sample_desk: pipeline.OpenEdition) -> None:
    usual = date_line_of(sample_desk, sample_desk.edition)
    paper = replace(sample_desk.edition.paper, publisher="青禾中学校报编辑部" * 5)
    lines = date_line_of(sample_desk, replace(sample_desk.edition, paper=paper))
    assert len(lines) == len(usual)
    assert 6 <= lines[0].size_pt < usual[0].size_pt == sample_desk.layout.dateline.size
    for one, other in pairwise(lines):
        assert other.x_pt - (one.x_pt + one.length_pt) >= one.size_pt - 0.001


def test_a_date_line_that_can_be_read_in_no_size_is_named(sample_desk: pipeline.OpenEdition) -> None:
    paper = replace(sample_desk.edition.paper, publisher="青禾中学校报编辑部" * 12)
    plan, problems = make(sample_desk, replace(sample_desk.edition, paper=paper))
    assert plan is None
    assert [(found.code, found.origin) for found in problems] == [("date-line", paper.origin)]
    assert "6 pt" in problems[0].message


def columns_of(plan: Plan, slug: str) -> Module:
    return next(one for page in plan.pages for one in page.modules if one.article == slug and one.kind == "article")


@pytest.mark.parametrize("at", ["top-right", "bottom-left", "bottom-right", "bottom"])
def test_an_article_stands_where_its_editor_pins_it(at: str, seed_desk: pipeline.OpenEdition) -> None:
    plan, problems = make(seed_desk, changed(seed_desk.edition, "a04", at=at))
    assert plan is not None, problems
    module, sheet = columns_of(plan, "a04"), plan.sheet
    edges = {
        "top": module.rows[0] == seed_desk.layout.furniture.masthead_rows + 1,
        "bottom": module.rows[1] == sheet.rows,
        "left": module.columns[0] == 1,
        "right": module.columns[1] == sheet.columns,
    }
    assert all(edges[edge] for edge in at.split("-")), module.columns + module.rows


def test_two_articles_in_one_corner_are_named(seed_desk: pipeline.OpenEdition) -> None:
    two = tuple(one for one in seed_desk.edition.articles if one.slug in ("a04", "a06"))
    edition = replace(seed_desk.edition, articles=two)
    edition = changed(changed(edition, "a04", at="bottom-right"), "a06", at="bottom-right")
    plan, problems = make(seed_desk, edition)
    assert plan is None
    assert {found.code for found in problems} == {"pin"}
    assert problems[0].origin in {article(edition, slug).origin for slug in ("a04", "a06")}


def test_articles_that_should_be_apart_do_not_touch(seed_desk: pipeline.OpenEdition, seed_plan: Plan) -> None:
    pairs = [
        (one.article, other.article)
        for one in seed_plan.pages[0].modules
        for other in seed_plan.pages[0].modules
        if one.kind == other.kind == "article" and one.article < other.article and touching(one, other)
    ]
    edition = replace(seed_desk.edition, apart=(pairs[0],))
    plan, problems = make(seed_desk, edition)
    assert plan is not None, problems
    one, other = (columns_of(plan, slug) for slug in pairs[0])
    assert not touching(one, other)


def touching(one: Module, other: Module) -> bool:
    """Side by side or one over the other, with a stretch of edge in common."""
    across = one.columns[0] <= other.columns[1] and other.columns[0] <= one.columns[1]
    down = one.rows[0] <= other.rows[1] and other.rows[0] <= one.rows[1]
    stacked = one.rows[1] + 2 == other.rows[0] or other.rows[1] + 2 == one.rows[0]
    beside = one.columns[1] + 1 == other.columns[0] or other.columns[1] + 1 == one.columns[0]
    return (across and stacked) or (down and beside)
