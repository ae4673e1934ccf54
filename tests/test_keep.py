"""The editor's hand on a plan that was approved: pages that stay, and pages that change as little as can be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from banxin import pipeline
from banxin.check import check_plan
from banxin.errors import EditionError, UsageError, has_errors
from banxin.model.edition import Article, Edition
from banxin.model.plan import Module, Page, Plan
from banxin.model.text import Run
from banxin.plan.compare.moves import moves
from banxin.plan.pages.earlier import Earlier
from banxin.saved import EarlierChoice, earlier_plan, last_plan, pages_from
from conftest import ROOT

BULLETIN = ROOT / "seeds" / "lanxi-bulletin" / "2026-11-01"


@pytest.fixture(scope="module")
def desk() -> pipeline.OpenEdition:
    """A bulletin of six small pages."""
    return pipeline.open_edition(BULLETIN)


@pytest.fixture(scope="module")
def approved(bulletin_plan: Plan) -> Plan:
    return bulletin_plan


def again(desk: pipeline.OpenEdition, edition: Edition, earlier: Earlier, seed: int = 1) -> Plan:
    """Plan a changed edition over an earlier plan."""
    return pipeline.make_plan(replace(desk, edition=edition), seed, earlier=earlier)


def with_text(edition: Edition, slug: str, block: int, old: str, new: str) -> Edition:
    """The edition with one change in a paragraph of an article."""

    def changed(article: Article) -> Article:
        if article.slug != slug:
            return article
        blocks = list(article.blocks)
        runs = tuple(Run(run.text.replace(old, new, 1), run.style, run.link) for run in blocks[block].runs)
        assert runs != blocks[block].runs
        blocks[block] = replace(blocks[block], runs=runs)
        return replace(article, blocks=tuple(blocks))

    return replace(edition, articles=tuple(map(changed, edition.articles)))


def article_of(edition: Edition, slug: str) -> Article:
    return next(article for article in edition.articles if article.slug == slug)


def page_with(plan: Plan, slug: str) -> Page:
    return next(page for page in plan.pages for module in page.modules if module.article == slug)


def places(plan: Plan) -> list[tuple[int, str, tuple[int, int], tuple[int, int]]]:
    return [(page.number, one.id, one.columns, one.rows) for page in plan.pages for one in page.modules]


def others(plan: Plan, slug: str) -> list[Module]:
    return [module for page in plan.pages for module in page.modules if module.article != slug]


def test_a_kept_plan_of_the_same_sources_is_the_same_plan(desk: pipeline.OpenEdition, approved: Plan) -> None:
    kept = again(desk, desk.edition, Earlier(approved))
    assert kept == approved
    assert moves(approved, kept) == ()


def test_a_typo_mended_changes_nothing_but_its_article(desk: pipeline.OpenEdition, approved: Plan) -> None:
    text = article_of(desk.edition, "a01").blocks[0].text
    edition = with_text(desk.edition, "a01", 0, text[3], "新")
    kept = again(desk, edition, Earlier(approved))
    assert places(kept) == places(approved)
    assert others(kept, "a01") == others(approved, "a01")
    assert not has_errors(check_plan(edition, kept, desk.layout.weights).problems)


def test_a_longer_text_leaves_the_other_pages_as_they_were(desk: pipeline.OpenEdition, approved: Plan) -> None:
    first = article_of(desk.edition, "c01").blocks[0].text
    edition = with_text(
        desk.edition,
        "c01",
        0,
        first,
        first + "编辑又添上几句话，好让这一段长出三四行来，本版别的稿件让一让，别的版面却不该因此挪动。",
    )
    kept = again(desk, edition, Earlier(approved))
    touched = page_with(approved, "c01").number
    before, after = ([page for page in plan.pages if page.number != touched] for plan in (approved, kept))
    assert after == before
    moved = moves(approved, kept)
    assert all(place is None or place[0] == touched for move in moved for place in (move.before, move.after))
    assert any(move.module.startswith("c01") and "longer" in move.why for move in moved), moved
    assert not has_errors(check_plan(edition, kept, desk.layout.weights).problems)


def test_a_new_pin_is_kept_on_an_approved_page(desk: pipeline.OpenEdition, approved: Plan) -> None:
    page = approved.pages[5]
    module = next(one for one in page.modules if one.kind == "article" and one.columns[1] < approved.sheet.columns)
    articles = tuple(
        replace(one, at="bottom-right") if one.slug == module.article else one for one in desk.edition.articles
    )
    edition = replace(desk.edition, articles=articles)
    kept = again(desk, edition, Earlier(approved))
    (now,) = (one for one in kept.pages[5].modules if one.article == module.article and one.kind == "article")
    assert (now.columns[1], now.rows[1]) == (kept.sheet.columns, kept.sheet.rows)


def test_locked_pages_stay_and_the_others_are_planned(desk: pipeline.OpenEdition, approved: Plan) -> None:
    locked = frozenset({2, 3})
    new = again(desk, desk.edition, Earlier(approved, locked, keep=False), seed=5)
    assert [page for page in new.pages if page.number in locked] == [
        page for page in approved.pages if page.number in locked
    ]
    assert new.pages != approved.pages, "the others are planned afresh"
    assert not has_errors(check_plan(desk.edition, new, desk.layout.weights).problems)


def test_a_new_article_goes_round_the_locked_pages(desk: pipeline.OpenEdition, approved: Plan) -> None:
    """What came late takes the place of what may wait, on a page that is not locked."""
    late = replace(article_of(desk.edition, "b03"), slug="z99", hold=False, section="", page=None)
    edition = replace(desk.edition, articles=(*desk.edition.articles, late))
    locked = frozenset({1, 2, 4, 5})
    try:
        new = again(desk, edition, Earlier(approved, locked, keep=False))
    except EditionError as error:
        assert {found.code for found in error.problems if found.severity == "error"} <= {"overset", "no-plan"}
        return
    assert page_with(new, "z99").number not in locked
    assert [page for page in new.pages if page.number in locked] == [
        page for page in approved.pages if page.number in locked
    ]


def test_a_locked_page_whose_article_was_changed_is_named(desk: pipeline.OpenEdition, approved: Plan) -> None:
    text = article_of(desk.edition, "a01").blocks[0].text
    edition = with_text(desk.edition, "a01", 0, text[3], "新")
    with pytest.raises(EditionError) as caught:
        again(desk, edition, Earlier(approved, frozenset({page_with(approved, "a01").number})))
    (found,) = [one for one in caught.value.problems if one.severity == "error"]
    assert (found.code, found.origin) == ("locked-changed", article_of(edition, "a01").origin)


def test_a_page_that_is_not_there_cannot_be_locked(desk: pipeline.OpenEdition, approved: Plan) -> None:
    with pytest.raises(EditionError) as caught:
        again(desk, desk.edition, Earlier(approved, frozenset({9})))
    assert "lock-page" in [found.code for found in caught.value.problems]


def test_nothing_to_keep_is_said(desk: pipeline.OpenEdition, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no earlier plan"):
        earlier_plan(EarlierChoice(keep=True), tmp_path, tmp_path / "out", desk.edition, desk.layout, desk.library)
    assert earlier_plan(EarlierChoice(), tmp_path, tmp_path / "out", desk.edition, desk.layout, desk.library) is None


@pytest.mark.parametrize(("text", "pages"), [("", set()), ("1,3", {1, 3}), ("2-4，7", {2, 3, 4, 7})])
def test_pages_to_lock_are_read(text: str, pages: set[int]) -> None:
    assert pages_from(text) == pages


def test_pages_that_cannot_be_read_are_wrong_usage() -> None:
    with pytest.raises(UsageError, match="1,3 or 2-4"):
        pages_from("one")


def test_a_corrected_issue_keeps_the_plan_of_the_one_before(tmp_path: Path, desk: pipeline.OpenEdition) -> None:
    (tmp_path / desk.edition.key).mkdir()
    (tmp_path / desk.edition.key / "plan.json").write_text("{}")
    third = replace(desk.edition, revision=3)
    assert last_plan(tmp_path, third) == tmp_path / desk.edition.key / "plan.json"
    assert last_plan(tmp_path / "none", third) == tmp_path / "none" / third.key / "plan.json"
