"""What `check` passes is set: characters that share a glyph, join their neighbours, or make Pango look elsewhere."""

from __future__ import annotations

import dataclasses
import io
import random
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

import plan_factory
from banxin.assets import asset_folder
from banxin.check.text import check_text
from banxin.compose.metrics import FontMetrics
from banxin.compose.paragraph import Setting, compose_paragraph
from banxin.compose.saved_runs import glyphs_of
from banxin.errors import Severity, has_errors
from banxin.fonts.library import FontLibrary
from banxin.fonts.verify import coverage
from banxin.model.plan import Plan
from banxin.model.text import Run, Style
from banxin.render.html.document import render_html
from banxin.render.html.stand_ins import STAND_IN, drawn_as
from banxin.render.pdf.actualtext import parted
from banxin.render.pdf.document import render_pdf
from banxin.render.pdf.extract import pdf_characters, pdf_texts
from banxin.units import Mil
from character_sweep import big5_pairs, drawn_faults, escaped, every_character, faults_of, problems_of
from character_table import KEPT, PARTS, TABLE, drawn_characters, outcomes, table
from checkers import poppler_text
from ligature_font import JOINED, write_ligature_font
from pdf_texts import page_texts
from test_fonts import make_font, make_fonts_folder
from texts import changed

LAYOUT = asset_folder("layouts") / "broadsheet"
SET = (
    "⋯…⋯⋯……", "⾥里⽼老⼈人⻌辶", "～〜", "∕/", "-‑–—", "――—―", "ofﬁce office ﬁ ffi", "が か゛ ﾊﾞ ｶﾞ",
    "か\u3099は\u309a", "Å Å Ω Ω K K", "x\u0302\u0323 q\u0301", "и\u0306й е\u0308ё", "🆑⚽", "𬭚𬱖 王𬱖“说”：“好。”",
    "\U000313bc", "\u1fc9", "≠ =\u0338", "中\u0302中\u0301国", "ㄅ字——ㄅㄆˊ", "‧字‧字‧", "Ⅷ㎡㍿㊣㊗", "⿰女子〾㇀",
    "﹁﹂︐︙﹏", "中\u302a国\u302b", "한글", "a-b，c‑d", "中\u20dd国\u20de", "〰〽™☎", "〡〢〣〇々〻", "①⑳㊿❶", "①₂³",
    "a\u0332b\u0336c\u0338", "甲\u2003乙\u2009丙\u202f丁\u205f戊\u1680己\xa0庚\u3000辛", "฿ ℃ ℉",
)  # fmt: skip
"""Kinds of text that once passed `check` and could not be built, and their neighbours."""
WORDS = ("examples", "complimentary", "office", " ", "https://am.cn/am/sm/cc")
NAMED = (
    "😀", "\U00020021", "\ue000", "\ue003", "\U000f0000", "葛\U000e0100", "葛\ufe00", "ب", "ﷺ", "א", "ไ", "क",
    "\ufffc", "\ufffd", "\ufffe", "\ufdd0", "\U0001ffff", "\U000e0041", "👩\u200d💻", "🇨🇳", "\x07", "\u202e", "\u2066",
    "1\u20e3", "𝒜", "\U00032000",
)  # fmt: skip
"""Kinds of text that cannot be set with banxin's own faces."""


def article(*texts: str) -> str:
    return '+++\nheadline = "字样"\n+++\n\n' + "\n\n".join(map(escaped, texts)) + "\n"


def test_what_check_passes_is_in_the_pdf_and_the_book() -> None:
    said = problems_of(SET)
    assert {text: told for text, told in said.items() if has_errors(told)} == {}
    assert list(drawn_faults({"a": article(*SET)}, {"a": ()})) == []


def test_a_character_is_set_in_every_place_of_an_article() -> None:
    assert list(faults_of(["⋯", "⾥", "⚽", "𬭚"])) == []


@pytest.mark.parametrize("escape", ["\\u2028", "\\u2029"])
def test_ends_of_lines_within_a_text_are_spaces(escape: str) -> None:
    text = f'+++\nheadline = "字{escape}样"\n+++\n\n正文。\n'
    assert list(drawn_faults({"a": text}, {"a": ()})) == []


@pytest.mark.parametrize("text", ["العربية", "עברית", "ไทย", "देवनागरी", "ﷺ"])
def test_a_script_that_cannot_be_set_is_named_even_where_a_face_has_it(
    text: str, fonts: FontLibrary, tmp_path: Path
) -> None:
    face = dataclasses.replace(fonts.face("kai-regular"))
    face.__dict__["characters"] = fonts.face("kai-regular").characters | set(map(ord, text))
    edition = plan_factory.edition(tmp_path)
    article = changed(edition.articles[0], headline=f"“{text}”")
    (found,) = coverage(dataclasses.replace(edition, articles=(article,)), FontLibrary({"kai": face}), ["kai"])
    assert (found.code, found.origin) == ("unsettable-script", article.origin)
    assert f"{text} (U+{ord(text[0]):04X})" in found.message


def test_what_cannot_be_set_is_named_with_its_line() -> None:
    said = problems_of(NAMED)
    assert [text for text, told in said.items() if not has_errors(told)] == []


@pytest.mark.parametrize("text", ["☎\ufe0f", "中\ufeff国", "软\u00ad连"])
def test_what_is_invisible_is_taken_out_and_told(text: str) -> None:
    (told,) = problems_of([text])[text]
    assert (told.code, told.severity) == ("invisible-character", Severity.INFO)


def test_the_sweep_has_every_character_once_and_the_pairs_of_hong_kong() -> None:
    every = Counter(every_character())
    assert max(every.values()) == 1
    assert set("中𬭚⾥⋯\ue000\u0301") <= set(every)
    assert set(big5_pairs()) == {"\u00ca\u0304", "\u00ca\u030c", "\u00ea\u0304", "\u00ea\u030c"}


@pytest.fixture(scope="module")
def fonts() -> FontLibrary:
    return plan_factory.library()


def sheet(fonts: FontLibrary, text: str, face: str = "serif-regular") -> Plan:
    """A page with one line."""
    plan = plan_factory.plan(fonts)
    page = plan.pages[0]
    line = plan_factory.line(fonts, "body", text, face, 9, 60, 300)
    module = dataclasses.replace(page.modules[1], lines=(line,), pictures=(), rules=())
    return dataclasses.replace(plan, pages=(dataclasses.replace(page, modules=(module,)),))


def drawn(fonts: FontLibrary, plan: Plan, folder: Path) -> bytes:
    edition = plan_factory.edition(folder)
    return render_pdf(render_html(edition, plan, LAYOUT), edition, plan, LAYOUT, fonts)


def test_the_pdf_says_which_of_two_characters_with_one_glyph_is_meant(fonts: FontLibrary, tmp_path: Path) -> None:
    face = fonts.face("serif-regular")
    assert face.shape("⋯")[0].glyphs == face.shape("…")[0].glyphs
    pdf = drawn(fonts, sheet(fonts, "想⋯⋯又想……里⾥"), tmp_path)
    assert pdf_texts(pdf) == ["想⋯⋯又想……里⾥"]
    assert poppler_text(pdf).strip() == "想⋯⋯又想……里⾥"


def test_characters_beyond_the_first_plane_are_counted_and_can_be_searched_for(
    fonts: FontLibrary, tmp_path: Path
) -> None:
    """PDFium drops them where it reads an `/ActualText`, which the marks beside them need."""
    text = "许𬭚⋯王𬱖…，“𬭚”。"
    pdf = drawn(fonts, sheet(fonts, text), tmp_path)
    assert pdf_characters(pdf) == Counter(text)
    for read in (page_texts(pdf)[0], poppler_text(pdf)):
        assert read.strip() == text


@pytest.mark.parametrize(
    ("text", "source", "parts"),
    [
        ("许𬭚⋯𬱖", "许𬭚⋯𬱖", ["许", None, "⋯", None]),
        ("𬭚𬭚说  ", "𬭚𬭚说   ", [None, None, "说   "]),
        ("水exam-", "水exam", ["水exam"]),
    ],
)
def test_characters_beyond_the_first_plane_stand_outside_of_replacements(
    fonts: FontLibrary, text: str, source: str, parts: list[str | None]
) -> None:
    (run,) = plan_factory.line(fonts, "body", text, "serif-regular", 9, 60, 300).runs
    said = {glyph.id: letters for letters, first, _ in run.clusters() for glyph in run.glyphs[first : first + 1]}
    found = list(parted(run, source, said))
    assert [replaced for _, replaced in found] == parts
    assert "".join(part.text for part, _ in found) == text
    assert [glyph for part, _ in found for glyph in part.glyphs] == list(run.glyphs)
    assert [place for part, _ in found for place in part.along] == list(run.along)


def test_a_text_in_a_form_is_read_and_an_outer_replacement_counts_once() -> None:
    document = pikepdf.new()
    said = pikepdf.Dictionary(
        ToUnicode=document.make_stream(
            b"2 beginbfchar <0001> <4E00> <0002> <D842DFB7> endbfchar\n1 beginbfrange <0010> <0012> <0041> endbfrange"
        )
    )
    resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=said))
    form = document.make_stream(
        b"BT /F 9 Tf [<0001>-5<0010>] TJ ET", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, Resources=resources
    )
    content = (
        b"q BT /F 9 Tf <00020012> Tj ET Q /A Do /Span <</ActualText <FEFF4E8C>>> BDC BT /F 9 Tf <0001> Tj ET"
        b" /P <</ActualText <FEFF4E09>>> BDC /A Do EMC EMC /Span BMC BT <0001> Tj ET EMC"
    )
    page = document.add_blank_page()
    page.Contents = document.make_stream(content)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=said), XObject=pikepdf.Dictionary(A=form))
    data = io.BytesIO()
    document.save(data)
    assert pdf_texts(data.getvalue()) == ["𠮷C一A二一"]


def test_a_mark_is_drawn_by_a_face_that_has_its_letter_too(fonts: FontLibrary) -> None:
    """A face without the mark would draw an empty box beside the letter."""
    metrics = FontMetrics(fonts, {Style.PLAIN: "serif-regular"}, ["sans-regular", "kai-regular"])
    assert not fonts.face("serif-regular").covers("\u0302")
    (cluster,) = metrics.shape("中\u0302", Style.PLAIN)
    assert cluster.face == "kai-regular"
    assert all(glyph.id for glyph in cluster.glyphs)


@pytest.mark.parametrize("text", ["q\u0301", "中\u0301", "中\u20dd", "中\u20de", "ê\u0304", "か\u309a", "t\u0361s"])
def test_the_ink_of_a_mark_stands_on_its_letter(fonts: FontLibrary, text: str) -> None:
    """Noto's faces for Chinese draw most marks behind the letter."""
    metrics = FontMetrics(fonts, {Style.PLAIN: "serif-regular"}, ["sans-regular", "kai-regular"])
    cluster = metrics.shape(text, Style.PLAIN)[0]
    for glyph, place in zip(cluster.glyphs[1:], cluster.along[1:], strict=True):
        ink = fonts.face(cluster.face).hb_font.get_glyph_extents(glyph.id)
        assert 0 <= place + ink.x_bearing + ink.width / 2 <= cluster.glyphs[0].width


def test_a_mark_that_no_face_puts_on_its_letter_is_named() -> None:
    (told,) = problems_of(["한\u302e"]).values()
    assert [(found.code, "U+D55C U+302E" in found.message) for found in told] == [("no-glyph", True)]


def test_an_empty_box_on_a_page_is_an_error(fonts: FontLibrary, tmp_path: Path) -> None:
    edition = plan_factory.edition(tmp_path)
    told = [found for found in check_text(edition, sheet(fonts, "水😀")) if found.code == "no-glyph"]
    assert [found.message for found in told] == ["no face has 😀 (U+1F600) in article water."]


@pytest.mark.parametrize("text", ["🆑", "é\u0302", "\U000313bc", "\ue000", "ب", "a\u200db", "\u1fc9", "\u2126"])
def test_weasyprint_is_not_asked_for_what_it_might_draw_in_another_font(text: str) -> None:
    assert set(drawn_as(text)) & set(text) <= set("éab")
    assert len(drawn_as(text)) == len(text)


def test_usual_text_is_what_weasyprint_draws() -> None:
    text = "“水清了——岸绿了……”《条例》第3条：31.21%，Nice café, ①㎡℃𬭚ΑЯ～·「」〇"
    assert drawn_as(text) == text


def test_a_face_of_the_papers_own_that_has_nothing_but_a_private_character_draws_it(
    fonts: FontLibrary, tmp_path: Path
) -> None:
    make_fonts_folder(tmp_path / "fonts", id="logo")
    make_font(tmp_path / "fonts" / "tiny.ttf", character="\ue003")
    own = FontLibrary.load(tmp_path / "fonts")
    assert not own.face("logo").covers(STAND_IN)
    pdf = drawn(own, sheet(own, "\ue003\ue003", "logo"), tmp_path)
    assert pdf_texts(pdf) == ["\ue003\ue003"]


@pytest.fixture(scope="module")
def joining(fonts: FontLibrary, tmp_path_factory: pytest.TempPathFactory) -> FontLibrary:
    """With a face of the paper's own in which everything joins."""
    folder = tmp_path_factory.mktemp("fonts")
    make_fonts_folder(folder, id="own")
    write_ligature_font(fonts.face("serif-regular"), folder / "tiny.ttf")
    return FontLibrary.load(folder)


def test_ligatures_of_a_face_of_the_papers_own_are_drawn_and_read(joining: FontLibrary, tmp_path: Path) -> None:
    texts = tuple(text for text in JOINED if joining.face("own").draws(text))
    assert len(joining.face("own").shape("——")) == 1
    pdf = drawn(joining, sheet(joining, "国".join(texts), "own"), tmp_path)
    assert pdf_texts(pdf) == ["国".join(texts)]


def test_a_plan_that_is_read_has_the_glyphs_that_were_composed_whatever_joins(joining: FontLibrary) -> None:
    metrics = FontMetrics(joining, {Style.PLAIN: "own"}, ["serif-regular"])
    choose = random.Random(20260105)
    for _ in range(150):
        text = "".join(
            choose.choice((*JOINED, "examples", "complimentary", "office", " ", "https://am.cn/am/sm/cc"))
            for _ in range(9)
        )
        for measure in (1500, 3000, 5000):
            for line in compose_paragraph((Run(text),), Mil(measure), Mil(0), metrics, Setting()).lines:
                for place, run in enumerate(line.runs, 1):
                    hyphen = line.hyphen and place == len(line.runs)
                    read = glyphs_of(run.text, joining.face(run.face), line.writing_mode, hyphen=hyphen)
                    assert read == run.glyphs, (text, run.text)


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    return outcomes()


@pytest.mark.slow
def test_the_table_of_named_characters_is_as_it_is_now(found: dict[str, str]) -> None:
    assert TABLE.read_text("utf-8") == table(found)


@pytest.mark.slow
def test_nothing_is_named_that_a_face_of_ours_has(found: dict[str, str], fonts: FontLibrary) -> None:
    ours = frozenset().union(*(face.characters for face in fonts.faces.values()))
    named = {c for c, outcome in found.items() if len(c) == 1 and ord(c) in ours and outcome not in KEPT}
    assert named == {"\u00ad", "\u200b"}  # Invisible: taken out, and told.


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_character_that_is_not_named_is_set(found: dict[str, str], part: int) -> None:
    assert list(map(str, faults_of(drawn_characters(found)[part::PARTS]))) == []
