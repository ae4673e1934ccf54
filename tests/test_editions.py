"""Editions of many pages, from real sources to products: the sample papers on their own sheets and on others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from banxin import pipeline
from banxin.check import check_plan
from banxin.dump.plan_json import plan_from_json, plan_to_json
from banxin.errors import Severity, has_errors
from banxin.fonts.library import FontLibrary
from banxin.model.plan import Module, Plan
from conftest import ROOT

FONTS = FontLibrary.load()
DAILY = ROOT / "seeds" / "yunxi-daily" / "2026-11-20"
SCHOOL = ROOT / "seeds" / "qinglan-school" / "2026-11-16"
BULLETIN = ROOT / "seeds" / "lanxi-bulletin" / "2026-11-01"
SHEETS = ("broadsheet", "tabloid", "a3", "a4")


def modules(plan: Plan) -> Iterator[tuple[int, Module]]:
    """Every module with its page's number."""
    return ((page.number, module) for page in plan.pages for module in page.modules)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Built:
    """The bulletin's products."""
    return pipeline.build(BULLETIN, tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def plan(built: pipeline.Built) -> Plan:
    return plan_from_json((built.folder / "plan.json").read_text("utf-8"), FONTS)


def test_a_bulletin_of_six_pages_is_built_without_a_warning(built: pipeline.Built) -> None:
    assert [found.code for found in built.problems if found.severity is not Severity.INFO] == []
    pdf = pypdfium2.PdfDocument(built.folder / "lanxi-bulletin-2026-11-01.pdf")
    assert len(pdf) == 6


def test_nothing_is_lost_on_the_way(built: pipeline.Built) -> None:
    counts = built.report["characters"]
    assert counts["dropped"] == []
    assert counts["epub"] == counts["sources"]


def test_what_waits_is_told_and_may_wait(built: pipeline.Built, plan: Plan) -> None:
    told = {found.origin.file for found in built.problems if found.code == "held"}
    assert told == {f"2026-11-01/{slug}.md" for slug in plan.held}
    edition = pipeline.open_edition(BULLETIN).edition
    assert all(article.hold for article in edition.articles if article.slug in plan.held)
    printed = {module.article for _, module in modules(plan)}
    assert {article.slug for article in edition.articles} - printed == set(plan.held)


def test_jumps_lead_to_the_other_part_both_ways(plan: Plan) -> None:
    parts = {(module.article, module.part): (page, module) for page, module in modules(plan) if module.parts == 2}
    assert parts, "the sample has an article that goes on inside"
    for (slug, part), (page, module) in parts.items():
        (line,) = (line for line in module.lines if line.role == "jump")
        other, _ = parts[slug, 3 - part]
        assert int(re.findall(r"\d+", line.text)[0]) == other != page
        assert line.text.startswith("（下转" if part == 1 else "（上接")


def test_teasers_name_the_pages_on_which_their_articles_begin(plan: Plan) -> None:
    begins = {module.article: page for page, module in modules(plan) if module.article and module.part == 1}
    (teaser,) = (module for page, module in modules(plan) if module.kind == "teaser" and page == 1)
    told = [line for line in teaser.lines if line.slot and re.search(r"\d", line.text)]
    assert told
    for line in told:
        assert int(re.findall(r"\d+", line.text)[-1]) == begins[line.slot] > 1


def test_every_page_but_the_first_has_its_folio(plan: Plan) -> None:
    for page in plan.pages:
        kinds = [module.kind for module in page.modules]
        assert kinds.count("masthead" if page.number == 1 else "folio") == 1
        if page.number > 1:
            folio = next(module for module in page.modules if module.kind == "folio")
            assert page.section in "".join(line.text for line in folio.lines)


def test_a_plan_of_many_pages_is_read_back_as_it_was(plan: Plan) -> None:
    assert plan_from_json(plan_to_json(plan), FONTS) == plan


def checked(folder: Path, layout: str) -> tuple[pipeline.OpenEdition, Plan]:
    desk = pipeline.open_edition(folder, layout)
    plan = pipeline.make_plan(desk, 1)
    found = check_plan(desk.edition, plan, desk.layout.weights)
    assert not has_errors(found.problems), [str(one) for one in found.problems]
    warned = {str(one)[:60] for one in found.problems if one.severity is Severity.WARNING}
    assert len(warned) <= max(1, len(plan.pages) // 2), warned
    assert sum(score.white_cells for score in found.scores) <= 0.015 * sum(score.body_cells for score in found.scores)
    return desk, plan


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["", *SHEETS])
@pytest.mark.parametrize("folder", [DAILY, SCHOOL, BULLETIN], ids=lambda folder: folder.parent.name)
def test_every_sample_goes_onto_every_sheet(folder: Path, layout: str) -> None:
    checked(folder, layout)


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["metro", "campus"])
@pytest.mark.parametrize("folder", [DAILY, SCHOOL], ids=lambda folder: folder.parent.name)
def test_every_paper_goes_in_every_house_style(folder: Path, layout: str) -> None:
    checked(folder, layout)


@pytest.mark.slow
def test_a_spread_is_one_wide_page_with_two_folios() -> None:
    desk, plan = checked(SCHOOL, "")
    (spread,) = (page for page in plan.pages if page.spread)
    assert spread.spread == spread.number + 1 and spread.number % 2 == 0
    assert spread.sheet is not None and spread.sheet.width_mm == 2 * plan.sheet.width_mm
    article = next(article for article in desk.edition.articles if article.spread)
    assert article.slug in {module.article for module in spread.modules}
    folio = next(module for module in spread.modules if module.kind == "folio")
    text = "".join(line.text for line in folio.lines)
    assert "四" in text and "五" in text


@pytest.mark.slow
def test_advertisements_stand_where_they_are_booked() -> None:
    desk, plan = checked(DAILY, "")
    ads = {module.pictures[0].file: (page, module) for page, module in modules(plan) if module.kind == "ad"}
    assert len(ads) == len(desk.edition.ads)
    for ad in desk.edition.ads:
        page, module = ads[ad.picture.file]
        assert page == ad.page
        assert module.rows[1] == plan.sheet.rows, "all are booked for the foot of their page"
        if ad.position == "bottom-right":
            assert module.columns[1] == plan.sheet.columns
