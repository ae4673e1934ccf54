"""The finisher: every glyph where the plan has it, and never a ragged line."""

from __future__ import annotations

import dataclasses
import io
import random
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

import plan_factory
from banxin.assets import asset_folder
from banxin.fonts.library import FontLibrary
from banxin.model.line import LineRun
from banxin.model.plan import PlacedLine, Plan
from banxin.model.text import WritingMode
from banxin.render.html.document import render_html
from banxin.render.html.names import family
from banxin.render.html.view import view
from banxin.render.pdf.document import render_pdf
from banxin.render.pdf.finisher import PlacingError
from banxin.units import ASCENT
from drawn_glyphs import drawn_glyphs
from pdf_texts import ReadText, page_texts, read_positions

LAYOUT = asset_folder("layouts") / "broadsheet"
EXACT = 0.01  # pt
PIECES = (
    "“", "”", "‘", "’", "——", "—", "……", "（", "）", "《", "》", "「", "」", "，", "。", "；", "·", "、", "～", "-",
    "/", "%", "31.21%", "2024", "12:30", "1,000", "ffi", "office", "AVATAR", "To", "AI", "K2402+653", "①", "㎡", "℃",
    "é", "ü", "α", "×", "〇", "中", "国水年", " ", '"', "[1]", "a/b", "1/3", "￥", "＋", "Ａ", "e.g.", "2014—2024",
)  # fmt: skip


@pytest.fixture(scope="module")
def fonts() -> FontLibrary:
    return plan_factory.library()


@pytest.fixture(scope="module")
def plan(fonts: FontLibrary) -> Plan:
    return plan_factory.plan(fonts)


def draw(plan: Plan, fonts: FontLibrary, folder: Path) -> bytes:
    edition = plan_factory.edition(folder)
    return render_pdf(render_html(edition, plan, LAYOUT), edition, plan, LAYOUT, fonts)


@pytest.fixture(scope="module")
def drawn(plan: Plan, fonts: FontLibrary, tmp_path_factory: pytest.TempPathFactory) -> tuple[ReadText, ...]:
    return read_positions(draw(plan, fonts, tmp_path_factory.mktemp("edition")))


def all_runs(plan: Plan, mode: WritingMode) -> Iterator[tuple[PlacedLine, LineRun]]:
    for page in plan.pages:
        for module in page.modules:
            for line in module.lines:
                if line.writing_mode is mode:
                    yield from ((line, run) for run in line.runs)


def with_lines(plan: Plan, *lines: PlacedLine) -> Plan:
    """The plan with one module that holds just these lines."""
    page = plan.pages[0]
    module = dataclasses.replace(page.modules[1], lines=lines, pictures=(), rules=())
    return dataclasses.replace(plan, pages=(dataclasses.replace(page, modules=(module,)),))


def test_every_glyph_stands_where_the_plan_has_it(plan: Plan, fonts: FontLibrary, drawn: tuple[ReadText, ...]) -> None:
    found = {(text.text, round(text.x_pt, 1), round(text.baseline_pt, 1)): text for text in drawn}
    for line, run in all_runs(plan, WritingMode.HORIZONTAL):
        x = line.x_pt + run.along[0] * line.size_pt / 1000
        near = [
            text for text in drawn
            if text.text == run.text and abs(text.x_pt - x) < EXACT and abs(text.baseline_pt - line.y_pt) < EXACT
        ]  # fmt: skip
        assert len(near) == 1, f"{run.text} at {x:.2f}, {line.y_pt:.2f}: {sorted(found)}"
        wanted = sorted({line.x_pt + place * line.size_pt / 1000 for place in run.along})
        got = sorted(set(near[0].origins_pt))
        assert len(got) == len(wanted)
        assert max(abs(a - b) for a, b in zip(got, wanted, strict=True)) < EXACT
        assert abs(near[0].size_pt - line.size_pt) < 0.001


def test_the_last_glyph_ends_at_the_set_width(plan: Plan, drawn: tuple[ReadText, ...]) -> None:
    for line, run in all_runs(plan, WritingMode.HORIZONTAL):
        if run is line.runs[-1]:
            end = line.x_pt + line.start_pt + line.length_pt
            same = [text for text in drawn if text.text == run.text and abs(text.baseline_pt - line.y_pt) < EXACT]
            assert any(abs(text.right_pt - end) < 0.1 for text in same), run.text


def test_vertical_glyphs_hang_from_their_places_centred_on_the_line(plan: Plan, drawn: tuple[ReadText, ...]) -> None:
    ((line, run),) = all_runs(plan, WritingMode.VERTICAL)
    column = [text for text in drawn if text.size_pt == pytest.approx(line.size_pt) and text.x_pt < line.x_pt + 1]
    assert len(column) == len(run.glyphs)
    for text, glyph, place in zip(column, run.glyphs, run.along, strict=True):
        assert text.x_pt == pytest.approx(line.x_pt - glyph.width / 2000 * line.size_pt, abs=EXACT)
        assert text.baseline_pt == pytest.approx(line.y_pt + (place / 1000 + ASCENT) * line.size_pt, abs=EXACT)


def test_rounding_does_not_gather_over_a_long_line(fonts: FontLibrary, plan: Plan, tmp_path: Path) -> None:
    text = "水清岸绿" * 27
    line = plan_factory.line(fonts, "body", text, "serif-regular", 9, 60, 300, gap=37)
    (read,) = read_positions(draw(with_lines(plan, line), fonts, tmp_path))
    wanted = [60 + place * 0.009 for place in line.runs[0].along]
    assert max(abs(a - b) for a, b in zip(read.origins_pt, wanted, strict=True)) < EXACT


def test_a_size_that_is_no_whole_pixel_is_exact(fonts: FontLibrary, plan: Plan, tmp_path: Path) -> None:
    line = plan_factory.line(fonts, "body", "水清岸绿" * 20, "serif-regular", 7.333, 60, 300, gap=11)
    (read,) = read_positions(draw(with_lines(plan, line), fonts, tmp_path))
    assert read.origins_pt[-1] == pytest.approx(60 + line.runs[0].along[-1] * 0.007333, abs=EXACT)
    assert read.size_pt == pytest.approx(7.333, abs=1e-4)


def test_mixed_scripts_are_drawn_with_the_glyphs_that_were_composed(
    fonts: FontLibrary, plan: Plan, tmp_path: Path
) -> None:
    choose = random.Random(20241222)
    lines, standing_lines = [], []
    for number in range(300):
        face = choose.choice(sorted(fonts.faces))
        text = "".join(choose.choice(PIECES) for _ in range(choose.randint(1, 8)))
        text = "".join(character for character in text if fonts.face(face).covers(character)).strip()
        if text:
            at = 50 + number * 4
            lines.append(plan_factory.line(fonts, "body", text, face, 9, 60, at, block=number // 5))
            if face.startswith(("serif", "sans")):
                standing = plan_factory.vertical_line(fonts, "headline", text, face, 9, 60, at)
                standing_lines.append(dataclasses.replace(standing, block=number // 5))
    assert len(lines) > 250
    assert len(standing_lines) > 150
    made = with_lines(plan, *lines, *standing_lines)
    (page,) = drawn_glyphs(draw(made, fonts, tmp_path))
    runs = [placed.run for piece in view(made)[0].pieces for placed in piece.runs]
    assert page == [(family(run.face), glyph.id) for run in runs for glyph in run.glyphs]


def test_a_glyph_that_weasyprint_would_not_draw_is_in_the_file_and_can_be_read(
    fonts: FontLibrary, plan: Plan, tmp_path: Path
) -> None:
    """Pango does not know that a dash alone stands in a Chinese paper, and draws one that is less than an em wide."""
    face = fonts.face("serif-regular")
    line = plan_factory.line(fonts, "body", "—", face.id, 9, 60, 300)
    (dash,) = glyphs = line.runs[0].glyphs
    assert dash.width == 1000
    pdf = draw(with_lines(plan, line), fonts, tmp_path)
    assert list(drawn_glyphs(pdf)) == [[(family(face.id), glyph.id) for glyph in glyphs]]
    assert page_texts(pdf)[0].strip() == "—"
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (font,) = document.pages[0].Resources.Font.values()
        (inside,) = font.DescendantFonts
        rows = zip(inside.W.as_list()[::2], inside.W.as_list()[1::2], strict=True)
        widths = {first + number: width for first, row in rows for number, width in enumerate(row)}
        assert widths[dash.id] == dash.width
        embedded = TTFont(io.BytesIO(inside.FontDescriptor.FontFile2.read_bytes()))
        assert embedded["glyf"][embedded.getGlyphName(dash.id)].numberOfContours > 0


def test_no_ligature_joins_two_lines(fonts: FontLibrary, plan: Plan, tmp_path: Path) -> None:
    lines = [
        plan_factory.line(fonts, "body", text, "serif-regular", 9, 60, 300 + 12 * number, block=1)
        for number, text in enumerate(("新版—", "—将of", "fice"))
    ]
    read = read_positions(draw(with_lines(plan, *lines), fonts, tmp_path))
    assert [text.text for text in read] == ["新版—", "—将of", "fice"]
    assert [text.baseline_pt for text in read] == pytest.approx([300, 312, 324], abs=EXACT)


def test_a_line_of_marks_and_digits_keeps_its_glyphs_beside_text(
    fonts: FontLibrary, plan: Plan, tmp_path: Path
) -> None:
    lines = [
        plan_factory.line(fonts, "body", text, "serif-regular", 9, 60, 300 + 12 * number, block=1)
        for number, text in enumerate(("水清岸绿", "——", "12:30。”", "office"))
    ]
    read = read_positions(draw(with_lines(plan, *lines), fonts, tmp_path))
    assert [text.text for text in read] == ["水清岸绿", "——", "12:30。”", "office"]


def test_a_run_of_spaces_needs_no_drawing(fonts: FontLibrary, plan: Plan, tmp_path: Path) -> None:
    line = plan_factory.line(fonts, "body", "水清岸绿", "serif-regular", 9, 60, 300, head="\u3000\u3000")
    (read,) = read_positions(draw(with_lines(plan, line), fonts, tmp_path))
    assert read.text == "水清岸绿"


def test_weasyprint_is_given_the_text_of_the_source(fonts: FontLibrary, plan: Plan, tmp_path: Path) -> None:
    """One text a paragraph, whatever its lines: no hyphen of ours, no mark between lines, nothing set apart."""
    texts = ("水质exam", "ples，共", "2024。", "——完")
    lines = [
        plan_factory.line(
            fonts, "body", text, "serif-regular", 9, 60, 300 + 12 * number, block=1, hyphen=text.endswith("exam")
        )
        for number, text in enumerate(texts)
    ]
    made = with_lines(plan, *lines)
    assert ">水质examples，共2024。——完<" in render_html(plan_factory.edition(tmp_path), made, LAYOUT)


def test_a_line_in_another_face_than_planned_is_an_error(fonts: FontLibrary, plan: Plan, tmp_path: Path) -> None:
    edition = plan_factory.edition(tmp_path)
    html = render_html(edition, plan, LAYOUT)
    swapped = html.replace('"Banxin-serif-black"}', '"Banxin-serif-bold"}')
    assert swapped != html
    with pytest.raises(PlacingError, match=r"drawn in \d fonts|was drawn in Banxin-serif-bold"):
        render_pdf(swapped, edition, plan, LAYOUT, fonts)


def test_another_text_than_composed_is_an_error(fonts: FontLibrary, plan: Plan, tmp_path: Path) -> None:
    edition = plan_factory.edition(tmp_path)
    html = render_html(edition, plan, LAYOUT).replace("贯彻会议精神", "贯彻精神会议")
    with pytest.raises(PlacingError, match="was drawn in its place"):
        render_pdf(html, edition, plan, LAYOUT, fonts)


def test_a_line_that_was_not_drawn_is_an_error(fonts: FontLibrary, plan: Plan, tmp_path: Path) -> None:
    edition = plan_factory.edition(tmp_path)
    html = render_html(edition, plan, LAYOUT)
    assert ">第1版 要闻</p>" in html
    with pytest.raises(PlacingError, match="was not drawn"):
        render_pdf(html.replace(">第1版 要闻</p>", "></p>"), edition, plan, LAYOUT, fonts)


def test_a_text_that_is_not_in_the_plan_is_an_error(fonts: FontLibrary, plan: Plan, tmp_path: Path) -> None:
    edition = plan_factory.edition(tmp_path)
    html = render_html(edition, plan, LAYOUT)
    html = html.replace("</body>", '<div class="text f0" style="left:0;top:0">甘肃日报</div></body>')
    with pytest.raises(PlacingError):
        render_pdf(html, edition, plan, LAYOUT, fonts)


def test_an_accent_above_its_letter_keeps_its_height(fonts: FontLibrary, plan: Plan, tmp_path: Path) -> None:
    text = "Q\u0301水"
    face = fonts.face("sans-regular")
    if not all(face.covers(character) for character in text):
        text = "Q水"
    line = plan_factory.line(fonts, "body", text, "sans-regular", 9, 60, 300)
    read = read_positions(draw(with_lines(plan, line), fonts, tmp_path))
    assert read[-1].origins_pt[-1] == pytest.approx(60 + line.runs[0].along[-1] * 0.009, abs=EXACT)
