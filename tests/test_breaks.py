"""Where lines may end, and what they cost: two questions that are kept apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banxin.compose import glue, material, remembered, tokens
from banxin.compose.breaks import (
    INFINITE,
    LOOSE,
    ORPHAN,
    OVERLONG,
    SHRINK,
    SHRINK_STOPS,
    STRETCH,
    UNLIMITED,
    WIDE_STRETCH,
    LineCosts,
    total_fit,
)
from banxin.compose.glue import Break, Level, Stretch
from banxin.compose.heads import headline
from banxin.compose.heads.headline import compose_headline
from banxin.compose.justify import justified
from banxin.compose.looseness import fits_by_count
from banxin.compose.material import Material, made_breakable, prepare
from banxin.compose.metrics import NominalMetrics
from banxin.compose.paragraph import compose_paragraph, compose_ragged
from banxin.compose.ragged import LINE, ragged_fit
from banxin.compose.style import Setting
from banxin.model.text import Run, Text
from banxin.units import EIGHTH, EM, HALF, QUARTER, Mil, mil
from compose_factory import copy, styled

NOMINAL = NominalMetrics()
SETTING = Setting()
unhurried = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


# --- the cost of a line, against its definition ---


def badness(made: Material, start: int, end: int, room: int, limit: int) -> float:
    """What is done to the gaps of a line that ends at `room`, from the gaps as they are really set."""
    glues = made.glues[made.at[start] : made.at[end] - 1]
    spare = room + made.starts.natural[start] - made.ends.natural[end]
    if spare < 0:
        before = sum(one.shrink for one in glues if one.level is not Level.STOP)
        stops = sum(one.shrink for one in glues if one.level is Level.STOP)
        if -spare > before + stops:
            return INFINITE
        first, then = min(-spare, before), max(0, -spare - before)
        return (SHRINK * (first / before) ** 3 if before else 0.0) + (SHRINK_STOPS * (then / stops) ** 3 if then else 0)
    rest = spare - sum(one.limit for one in glues if one.stretch is Stretch.LIMITED)
    takers = sum(one.stretch is Stretch.FREE for one in glues) or sum(one.stretch is Stretch.LIMITED for one in glues)
    bad = WIDE_STRETCH if spare > HALF else 0.0
    if rest <= 0:
        return bad
    gap = rest / takers if takers else rest
    if limit != UNLIMITED and (gap > limit or not takers):
        return INFINITE
    assert justified(glues, spare).gap == (-(-rest // takers) if takers else 0)
    return bad + STRETCH * gap**3 + (LOOSE if gap > QUARTER or not takers else 0.0)


def cost(made: Material, start: int, end: int, room: int, limit: int) -> float:
    """(1 + badness + penalty)²; the paragraph's last line is never stretched, and pays for being short."""
    if end == made.last:
        spare = room + made.starts.natural[start] - made.ends.natural[end]
        bad = badness(made, start, end, room, limit) if spare < 0 else 0.0
        return (1 + bad + (ORPHAN if start and start >= made.orphan_from else 0)) ** 2
    return (1 + badness(made, start, end, room, limit) + made.penalties[end]) ** 2


@unhurried
@given(styled(), st.integers(1500, 30_000), st.sampled_from([EIGHTH, QUARTER, UNLIMITED]))
def test_every_search_weighs_a_line_by_the_one_formula(runs: tuple[Run, ...], room: int, limit: int) -> None:
    made = made_breakable(prepare(runs, NOMINAL, SETTING), room, room)
    costs = LineCosts(made)
    for start in range(made.last):
        found = costs.upto(start, start + 1, made.last, room, limit)
        assert found == pytest.approx([cost(made, start, end, room, limit) for end in range(start + 1, made.last)])
        if made.ends.natural[-1] - made.starts.natural[start] <= room:
            assert costs.last(start, room) == pytest.approx(cost(made, start, made.last, room, limit))


@unhurried
@given(copy(), st.integers(3000, 30_000))
def test_the_cost_of_a_paragraph_is_that_of_its_lines(text: str, room: int) -> None:
    made = made_breakable(prepare((Run(text),), NOMINAL, SETTING), room, room)

    def total(ends: tuple[int, ...], limit: int) -> float:
        return sum(min(cost(made, a, b, room, limit), OVERLONG) for a, b in pairwise((0, *ends)))

    best = total_fit(made, room, room)
    assert best.cost == pytest.approx(total(best.ends, UNLIMITED))
    count = len(best.ends)
    for found in fits_by_count(made, room, room, EIGHTH, range(max(1, count - 1), count + 2)).values():
        assert found.cost == pytest.approx(total(found.ends, EIGHTH))
        assert found.cost >= best.cost or found.cost == pytest.approx(best.cost)


@unhurried
@given(copy(), st.integers(3000, 30_000))
def test_ragged_lines_are_weighed_alike_with_white_for_badness(text: str, room: int) -> None:
    made = made_breakable(prepare((Run(text),), NOMINAL, SETTING), room, room, shrunk=False)
    found = ragged_fit(made, room, room)
    total = 0.0
    for start, end in pairwise((0, *found.ends)):
        white = room + made.starts.natural[start] - made.ends.natural[end]
        orphan = ORPHAN if start and start >= made.orphan_from else 0.0
        bad, penalty = (0.0, orphan) if end == made.last else (white / EM, made.penalties[end])
        total += LINE + (OVERLONG if white < 0 else (1 + bad + penalty) ** 2)
    assert found.cost == pytest.approx(total)


# --- a cost never decides what is legal ---

COSTS = ("HYPHEN", "URL_BREAK", "NUMBER_UNIT", "DASH_AT_START", "FORCED_BETWEEN", "FORCED_INSIDE")
TEXTS = (
    "甲乙丙丁information戊己庚辛",
    "甲乙http://www.gansu.gov.cn/news/2024/12/index.html丙丁",
    "甲乙丙2024年64.5亿元——丁戊己5万P庚",
    "甲乙丙丁戊己，庚辛。《壬癸》①子丑",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA甲乙",
)
HEADS = ("兰州新区information建设", "甘肃http://a.cn/bb/cc建设", "甘肃——2024年64.5亿元", "新春走基层")


@pytest.fixture(params=[-5, 0, 1, 9_999, 10**7])
def recosted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """All costs of breaks set to one number, in every module that has them."""
    for module in (glue, material, tokens, headline):
        for name in COSTS:
            if hasattr(module, name):
                monkeypatch.setattr(module, name, request.param)
    for module in (glue, tokens):
        monkeypatch.setattr(module, "URL_JOINT", glue.URL_JOINT._replace(penalty=request.param))
    remembered.forget()
    yield
    remembered.forget()


def legal(text: str) -> list[tuple[int, Break]]:
    made = made_breakable(prepare((Run(text),), NOMINAL, SETTING), mil(6), mil(6))
    return list(zip(made.at, made.kinds, strict=True))


def told(text: str) -> list[set[str]]:
    """Codes of the faults of the ragged lines, in no order of lines: costs may move them."""
    return [{code for code, _ in compose_ragged((Run(text),), mil(6), NOMINAL).faults}]


def possible(text: str) -> list[bool]:
    return [compose_headline(Text.of(text), count, NOMINAL) is not None for count in range(1, 9)]


LEGAL = {text: legal(text) for text in TEXTS}
TOLD = {text: told(text) for text in TEXTS}
POSSIBLE = {text: possible(text) for text in HEADS}


@pytest.mark.usefixtures("recosted")
@pytest.mark.parametrize("text", TEXTS)
def test_costs_leave_the_legal_breaks_as_they_are(text: str) -> None:
    assert legal(text) == LEGAL[text]
    assert told(text) == TOLD[text]


@pytest.mark.usefixtures("recosted")
@pytest.mark.parametrize("text", HEADS)
def test_costs_leave_a_headline_its_numbers_of_lines(text: str) -> None:
    assert possible(text) == POSSIBLE[text]


def test_each_kind_of_break_is_what_it_says() -> None:
    kinds = {text: {kind for _, kind in LEGAL[text]} for text in TEXTS}
    assert kinds[TEXTS[0]] == {Break.BETWEEN, Break.HYPHEN}
    assert kinds[TEXTS[1]] == {Break.BETWEEN, Break.URL, Break.FORCED}
    assert kinds[TEXTS[2]] == {Break.BETWEEN}
    assert kinds[TEXTS[4]] == {Break.BETWEEN, Break.FORCED}
    forced = compose_paragraph((Run(TEXTS[4]),), mil(6), Mil(0), NOMINAL)
    assert "forced-break" in {code for code, _ in forced.faults}
