"""What holds for any text at any measure."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banxin.compose.heads.headline import compose_headline
from banxin.compose.metrics import Metrics, NominalMetrics
from banxin.compose.paragraph import Setting, compose_paragraph, compose_ragged, compose_variants
from banxin.compose.saved_runs import glyphs_of
from banxin.fonts.library import FontLibrary
from banxin.model.line import SetParagraph
from banxin.model.text import Run, Text, WritingMode
from banxin.units import Mil
from compose_factory import copy, examine, real_metrics, styled

LIBRARY = FontLibrary.load()
REAL = real_metrics()
METRICS = st.sampled_from([NominalMetrics(), REAL])
MEASURES = st.integers(400, 30_000).map(Mil)
INDENTS = st.sampled_from([Mil(0), Mil(2000)])
SETTINGS = st.builds(
    Setting,
    punctuation=st.sampled_from(["full", "half", "kaiming"]),
    shrink_stops=st.booleans(),
    hyphenate=st.booleans(),
    writing_mode=st.sampled_from(WritingMode),
)
unhurried = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def kept(paragraph: SetParagraph, text: str) -> bool:
    """Whether every character is in its place, and drawn unless it is a space at a line's end."""
    for line in paragraph.lines:
        drawn = "".join(run.text for run in line.runs)
        if line.hyphen:
            drawn = drawn.removesuffix("-")
        if not line.text.startswith(drawn) or line.text[len(drawn) :].strip():
            return False
    return "".join(line.text for line in paragraph.lines) == text


@unhurried
@given(styled(), MEASURES, INDENTS, METRICS, SETTINGS)
def test_no_character_is_lost_or_moved(
    runs: tuple[Run, ...], measure: Mil, indent: Mil, metrics: Metrics, setting: Setting
) -> None:
    assert kept(compose_paragraph(runs, measure, indent, metrics, setting), str(Text(runs)))
    assert kept(compose_ragged(runs, measure, metrics, setting, indent), str(Text(runs)))


@unhurried
@given(st.text(max_size=60), MEASURES, METRICS)
def test_any_string_is_composed(text: str, measure: Mil, metrics: Metrics) -> None:
    assert kept(compose_paragraph((Run(text),), measure, Mil(0), metrics), text)


@unhurried
@given(styled(60), MEASURES, INDENTS, METRICS, SETTINGS)
def test_no_rule_is_broken_untold(
    runs: tuple[Run, ...], measure: Mil, indent: Mil, metrics: Metrics, setting: Setting
) -> None:
    assert not examine(compose_paragraph(runs, measure, indent, metrics, setting), measure)


@unhurried
@given(styled(), MEASURES, SETTINGS)
def test_every_glyph_has_one_place(runs: tuple[Run, ...], measure: Mil, setting: Setting) -> None:
    for line in compose_paragraph(runs, measure, Mil(2000), REAL, setting).lines:
        for run in line.runs:
            assert run.glyphs == glyphs_of(run.text, LIBRARY.face(run.face), setting.writing_mode)
            assert len(run.along) == len(run.glyphs)
            assert "".join(text for text, _, _ in run.clusters()) == run.text


@unhurried
@given(copy(), st.integers(400, 30_000).map(Mil), METRICS)
def test_ragged_lines_stay_within_the_measure(text: str, measure: Mil, metrics: Metrics) -> None:
    paragraph = compose_ragged((Run(text),), measure, metrics)
    told = {index for code, index in paragraph.faults if code == "overlong-line"}
    for index, line in enumerate(paragraph.lines):
        assert line.width == line.natural_width
        assert line.width <= measure or index in told


@unhurried
@given(copy(), st.integers(5_000, 20_000).map(Mil))
def test_variants_keep_the_text_and_their_promise(text: str, measure: Mil) -> None:
    best = compose_paragraph((Run(text),), measure, Mil(2000), REAL)
    for count, paragraph in compose_variants((Run(text),), measure, Mil(2000), REAL, looseness=2).items():
        assert count == len(paragraph.lines)
        assert kept(paragraph, text)
        assert paragraph == best or not paragraph.faults


@unhurried
@given(styled(), MEASURES)
def test_a_kept_result_is_the_same_as_a_fresh_one(runs: tuple[Run, ...], measure: Mil) -> None:
    kept_one = compose_paragraph(runs, measure, Mil(2000), REAL)
    assert compose_paragraph(runs, measure, Mil(2000), REAL) is kept_one
    assert compose_paragraph(runs, measure, Mil(2000), real_metrics()) == kept_one


@unhurried
@given(copy(5), st.integers(1, 4), st.sampled_from(WritingMode))
def test_a_headline_keeps_its_text_and_its_number_of_lines(text: str, count: int, mode: WritingMode) -> None:
    found = compose_headline(Text.of(text), count, REAL, Setting(writing_mode=mode))
    if found is not None:
        assert len(found.lines) == count
        assert "".join(line.text for line in found.lines) == text.replace("／", "")  # A break, no text.
        assert found.width == max(line.width for line in found.lines)
        for line in found.lines:
            assert line.writing_mode is mode
            for run in line.runs:
                assert run.glyphs == glyphs_of(run.text, LIBRARY.face(run.face), mode)
                assert len(run.along) == len(run.glyphs)
