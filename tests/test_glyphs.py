"""Text is shaped once: the glyphs that were composed are those of the plan, of the PDF and of ALTO."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb

import plan_factory
from banxin import pipeline
from banxin.assets import asset_folder
from banxin.dump.plan_json import plan_from_json, plan_to_json
from banxin.fonts.library import Face, FontLibrary
from banxin.library.formats.alto import alto
from banxin.model.line import LineRun
from banxin.model.plan import Plan
from banxin.model.printed import printed
from banxin.model.text import WritingMode
from banxin.render.html.document import render_html
from banxin.render.html.names import family
from banxin.render.html.view import view
from banxin.render.pdf.document import render_pdf
from banxin.render.pdf.drawing import draw_pdf
from conftest import ROOT
from drawn_glyphs import drawn_glyphs

DAILY = ROOT / "seeds" / "yunxi-daily" / "2026-11-20"
SCHOOL = ROOT / "seeds" / "qinglan-school" / "2026-11-16"
LAYOUT = asset_folder("layouts") / "broadsheet"


@pytest.fixture(scope="module")
def fonts() -> FontLibrary:
    return plan_factory.library()


def runs_of(plan: Plan) -> Iterator[tuple[LineRun, WritingMode]]:
    for page in plan.pages:
        for module in page.modules:
            for line in module.lines:
                yield from ((run, line.writing_mode) for run in line.runs)


def harfbuzz(face: Face, text: str, mode: WritingMode) -> list[int]:
    """The glyphs of a text among Han, by HarfBuzz itself."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.script, buffer.language = "Hani", "zh-Hans"
    buffer.direction = "ttb" if mode is WritingMode.VERTICAL else "ltr"
    hb.shape(face.hb_font, buffer)
    return [info.codepoint for info in buffer.glyph_infos]


def as_drawn(plan: Plan) -> list[list[tuple[str, int]]]:
    """The plan's glyphs, page by page, in the order in which they are drawn."""
    return [
        [
            (family(placed.run.face), glyph.id)
            for piece in page.pieces
            for placed in piece.runs
            for glyph in placed.run.glyphs
        ]
        for page in view(plan)
    ]


def test_a_plan_holds_the_glyphs_that_harfbuzz_gives(bulletin_plan: Plan, fonts: FontLibrary) -> None:
    checked = 0
    for run, mode in runs_of(bulletin_plan):
        if not any(character.isascii() and character.isalpha() for character in run.text):
            checked += 1
            assert [glyph.id for glyph in run.glyphs] == harfbuzz(fonts.face(run.face), run.text, mode), run.text
    assert checked > 500


def test_every_glyph_has_a_place_and_every_character_a_glyph(bulletin_plan: Plan) -> None:
    for run, _ in runs_of(bulletin_plan):
        assert len(run.glyphs) == len(run.along)
        assert sum(glyph.characters for glyph in run.glyphs) == len(run.text)


def test_the_front_page_draws_the_glyphs_of_its_plan(seed_plan: Plan, seed_pdf: bytes) -> None:
    assert list(drawn_glyphs(seed_pdf)) == as_drawn(seed_plan)


def test_the_bulletin_draws_the_glyphs_of_its_plan(bulletin_plan: Plan, bulletin_pdf: bytes) -> None:
    assert list(drawn_glyphs(bulletin_pdf)) == as_drawn(bulletin_plan)


@pytest.mark.slow
@pytest.mark.parametrize("folder", [DAILY, SCHOOL], ids=lambda folder: folder.parent.name)
def test_the_other_samples_draw_the_glyphs_of_their_plans(folder: Path, fonts: FontLibrary) -> None:
    desk = pipeline.open_edition(folder)
    plan = pipeline.make_plan(desk, 1)
    pdf = draw_pdf(printed(desk.edition, plan), plan, desk.layout_folder)
    assert list(drawn_glyphs(pdf)) == as_drawn(plan)
    assert plan_from_json(plan_to_json(plan), desk.library) == plan


def test_a_saved_plan_has_its_glyphs_again(seed_plan: Plan, bulletin_plan: Plan, fonts: FontLibrary) -> None:
    for plan in (seed_plan, bulletin_plan):
        assert plan_from_json(plan_to_json(plan), fonts) == plan


def test_nothing_is_shaped_to_draw_a_plan_or_to_tell_where_its_words_are(
    fonts: FontLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, edition = plan_factory.plan(fonts), plan_factory.edition(tmp_path)

    def shape(*_: object, **__: object) -> Any:
        raise AssertionError("a text was shaped again")

    monkeypatch.setattr(Face, "shape", shape)
    monkeypatch.setattr(hb, "shape", shape)
    assert render_pdf(render_html(edition, plan, LAYOUT), edition, plan, LAYOUT, fonts)
    assert all(alto(page, plan.sheet_of(page), "page.jpg", {}) for page in plan.pages)


def test_planning_shapes_no_text_twice(seed_desk: pipeline.OpenEdition, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = pipeline.open_edition(Path(seed_desk.edition.folder))
    shaped: Counter[tuple[str, str, WritingMode, str]] = Counter()
    shape = Face._shape

    def counted(face: Face, text: str, mode: WritingMode, language: str) -> Any:
        shaped[face.id, text, mode, language] += 1
        return shape(face, text, mode, language)

    monkeypatch.setattr(Face, "_shape", counted)
    pipeline.make_plan(desk, 1)
    assert len(shaped) > 500
    assert set(shaped.values()) == {1}
