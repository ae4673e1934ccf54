"""Heads over the whole page (通栏题): one a page, first under its masthead or folio, and only where an editor asks."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from banxin import pipeline
from banxin.assets import asset_folder
from banxin.check import check_plan
from banxin.dump.plan_text import plan_to_text
from banxin.errors import Problem
from banxin.layout.grid import make_sheet
from banxin.layout.settings import Forms, read_layout
from banxin.model.edition import Edition
from banxin.model.forms import HeadlineForm
from banxin.model.kinds import ModuleKind
from banxin.model.plan import Module, Plan
from banxin.plan.deal.dealer import FORBIDDEN, Dealer, Task
from banxin.plan.pages.contents import one_over_page, ranked
from banxin.plan.pages.frames import Frame
from banxin.plan.pages.packages import Amount, Unit
from banxin.plan.text.portion import Portion
from banxin.sources.edition import read_edition
from edition_factory import make_article
from random_editions import make_edition

BANNER = HeadlineForm.BANNER


def asking(edition: Edition, *slugs: str) -> Edition:
    """The edition with heads over the whole page wanted for some articles."""
    return replace(
        edition,
        articles=tuple(
            replace(article, headline_form=BANNER) if article.slug in slugs else article for article in edition.articles
        ),
    )


def planned(desk: pipeline.OpenEdition, edition: Edition) -> Plan:
    plan, problems = desk.planner.plan(edition)
    assert plan is not None, problems
    return plan


def of_forms(desk: pipeline.OpenEdition, edition: Edition, plan: Plan) -> list[Problem]:
    found = check_plan(edition, plan, desk.layout.weights).problems
    return [one for one in found if one.code in ("form-not-kept", "banner-head-place")]


def banners(plan: Plan) -> list[tuple[int, Module]]:
    """(page, module) of all heads over whole pages."""
    return [(page.number, module) for page in plan.pages for module in page.modules if module.headline_form is BANNER]


def assert_over_the_page(plan: Plan) -> None:
    """Each stands over all columns, right under the furniture, alone of its kind on its page."""
    assert len({number for number, _ in banners(plan)}) == len(banners(plan))
    for number, module in banners(plan):
        page = next(page for page in plan.pages if page.number == number)
        furniture = [other for other in page.modules if other.kind in (ModuleKind.MASTHEAD, ModuleKind.FOLIO)]
        content = [other for other in page.modules if other not in furniture]
        assert furniture and all(other.rows[1] < module.rows[0] for other in furniture)
        assert module.columns == (1, plan.sheet_of(page).columns)
        assert module.rows[0] == min(other.rows[0] for other in content)
        assert module.headline_rect is not None and module.headline_rect.width > 0.9 * module.rect.width
        assert module is min((one for one in content if one.kind == "article"), key=lambda one: one.priority)


@pytest.mark.parametrize("slug", ["a01", "a04", "a06"])
def test_an_article_of_any_rank_may_lead_page_1_over_all_columns(slug: str, seed_desk: pipeline.OpenEdition) -> None:
    edition = asking(seed_desk.edition, slug)
    plan = planned(seed_desk, edition)
    assert [(number, module.article) for number, module in banners(plan)] == [(1, slug)]
    assert_over_the_page(plan)
    assert check_plan(edition, plan, seed_desk.layout.weights).problems == ()


def test_inner_pages_have_theirs_under_the_folio(bulletin: pipeline.OpenEdition) -> None:
    edition = asking(bulletin.edition, "c01", "d01")
    plan = planned(bulletin, edition)
    assert {module.article for _, module in banners(plan)} == {"c01", "d01"}
    assert all(number > 1 for number, _ in banners(plan))
    assert_over_the_page(plan)
    assert of_forms(bulletin, edition, plan) == []


def test_the_page_stays_as_it_is(seed_desk: pipeline.OpenEdition, golden: Callable[[str, str], None]) -> None:
    plan = planned(seed_desk, asking(seed_desk.edition, "a06"))
    golden("gansu-daily-2024-12-22-banner.plan.txt", plan_to_text(plan, lines=True))


@pytest.mark.parametrize("seed", [3, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(4, 12))])
@pytest.mark.parametrize(
    ("drawn", "layout"),
    [
        pytest.param("broadsheet", "", marks=pytest.mark.slow),
        ("tabloid", ""),
        ("a4", ""),
        ("tabloid", "metro"),
        ("a4", "campus"),
    ],
)
def test_random_editions_keep_the_rules_or_say_why_not(drawn: str, layout: str, seed: int, tmp_path: Path) -> None:
    desk = pipeline.open_edition(make_edition(seed, tmp_path, drawn), layout)
    chance = random.Random(seed)
    news = [article.slug for article in desk.edition.articles if article.kind == "news"]
    edition = asking(desk.edition, *chance.sample(news, 2))
    plan, problems = desk.planner.plan(edition)
    if plan is None:  # The edition may be too full; then its editor is told so.
        assert {one.code for one in problems} <= {"overset", "no-plan"} and problems
        return
    assert_over_the_page(plan)
    asked = {article.slug for article in edition.articles if article.over_page} - set(plan.held)
    given = {module.article for _, module in banners(plan)}
    refused = {one.origin for one in of_forms(desk, edition, plan)}
    wanted = {article.origin for article in edition.articles if article.slug in asked}
    assert refused & wanted == {article.origin for article in edition.articles if article.slug in asked - given}
    if desk.layout.furniture.masthead_columns:
        assert all(number > 1 for number, _ in banners(plan))


def test_of_two_on_one_page_one_gives_way_and_is_named(seed_desk: pipeline.OpenEdition) -> None:
    edition = asking(seed_desk.edition, "a03", "a08")
    plan = planned(seed_desk, edition)
    (found,) = of_forms(seed_desk, edition, plan)
    assert (found.code, found.origin.file) == ("form-not-kept", "2024-12-22/a08.md")
    assert "another headline stands over its page" in found.message
    assert_over_the_page(plan)


def test_a_text_too_short_for_all_columns_gives_way_and_is_named(bulletin: pipeline.OpenEdition) -> None:
    edition = asking(bulletin.edition, "e03")
    plan = planned(bulletin, edition)
    assert banners(plan) == []
    (found,) = of_forms(bulletin, edition, plan)
    assert "too short for all columns" in found.message


def test_nobody_gets_one_unasked() -> None:
    assert not Forms(beside=True, vertical=True, reversed=True).offers(BANNER)


def test_a_banner_elsewhere_or_unasked_is_an_error(seed_desk: pipeline.OpenEdition) -> None:
    edition = asking(seed_desk.edition, "a06")
    plan = planned(seed_desk, edition)
    ((_, module),) = banners(plan)
    for wrong in (replace(module, rows=(module.rows[0] + 30, module.rows[1] + 30)), replace(module, columns=(1, 7))):
        moved = replace(
            plan,
            pages=tuple(
                replace(page, modules=tuple(wrong if one is module else one for one in page.modules))
                for page in plan.pages
            ),
        )
        assert [one.code for one in of_forms(seed_desk, edition, moved)] == ["banner-head-place"]
    assert [one.code for one in of_forms(seed_desk, seed_desk.edition, plan)] == ["banner-head-place"]


def test_two_over_one_page_are_told_by_file_and_line(tmp_path: Path) -> None:
    day = make_edition(3, tmp_path, "tabloid")
    for slug, page in (("x1", 1), ("x2", 2), ("x3", 1)):
        head = f'+++\nheadline = "题"\npage = {page}\nheadline_form = "banner"\n+++\n'
        (day / f"{slug}.md").write_text(f"{head}\n正文。\n", "utf-8")
    _, problems = read_edition(day)
    found = [one for one in problems if one.code == "two-banner-heads"]
    assert [(one.origin.file.rpartition("/")[2], one.origin.line) for one in found] == [("x3.md", 2)]
    assert "x1" in found[0].message and "page 1" in found[0].message


def unit(slug: str, priority: int = 3, **changes: object) -> Unit:
    article = make_article(slug, priority=priority, page=None, **changes)
    return Unit(slug, Portion(article, priority), None, Amount(100, 120.0, 150))


def frame(number: int, masthead_columns: int = 0) -> Frame:
    layout = read_layout(asset_folder("layouts") / "broadsheet")
    return Frame(number, 0, "", make_sheet(layout, layout.grid.leadings_pt[0]), 4, 60, (), (), masthead_columns)


def test_units_are_dealt_so_that_no_page_has_two() -> None:
    units = (unit("a", headline_form=BANNER), unit("b", headline_form=BANNER), unit("c"), unit("d"))
    task = Task(units, (frame(2), frame(3)), {}, {}, False, ("要闻",), {})
    dealer = Dealer(task)
    assert dealer.frame_cost(0, frozenset({0, 1})) > dealer.frame_cost(0, frozenset({0, 2})) + FORBIDDEN / 2
    dealt = dealer.deal(random.Random(1))
    assert dealt[0] != dealt[1]


def test_a_masthead_beside_the_lead_leaves_no_room_for_one() -> None:
    units = (unit("a", headline_form=BANNER), unit("b"))
    beside, over = frame(1, masthead_columns=3), frame(1)
    assert [one.over_page for one in one_over_page(beside, units)] == [False, False]
    assert [one.over_page for one in one_over_page(over, units)] == [True, False]
    dealer = Dealer(Task(units, (beside, frame(2)), {}, {}, False, ("要闻",), {}))
    assert dealer.deal(random.Random(1))[0] == 1


def test_it_leads_its_page_and_is_a_rank_larger() -> None:
    units = (unit("a", priority=1), unit("b", priority=4, headline_form=BANNER), unit("c", priority=2))
    assert ranked(frame(1), units) == [2, 1, 2]
    assert ranked(frame(2), units) == [2, 2, 2]
    article = make_article("b", headline_form=BANNER)
    assert [Portion(article, rank).size_rank for rank in (1, 2, 5)] == [1, 1, 4]
    assert Portion(article, 3, part=2, parts=2).size_rank == 5
