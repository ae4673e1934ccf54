"""Where cells lie: inside their module, none over another; placing asks shapes and legs, and no composer."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banxin import pipeline
from banxin.errors import Origin
from banxin.layout.grid import Grid
from banxin.model.edition import Filler, Picture
from banxin.model.forms import HeadlineForm
from banxin.model.plan import Module, Rect, Sheet
from banxin.model.text import Text
from banxin.plan.legs.inset import Inset
from banxin.plan.legs.legs import Legs
from banxin.plan.shapes.articles import box_measure
from banxin.plan.shapes.columns import level_head, level_legs
from banxin.plan.shapes.item import ArticleShape, Item, Shape
from banxin.plan.text.captions import SetCaption
from banxin.plan.text.text_setter import TextSetter
from banxin.plan.text.typesetter import Typesetter
from banxin.units import mil
from module_factory import SERVICE, Bench, paragraphs, table, teasers, verse

NEAR = 1e-6
"""pt."""
ORIGIN = Origin("a.md", 1)
SOME = Picture("x.jpg", Path("x.jpg"), 900, 600, "", Text(), Text(), "", (0.5, 0.5), True, "", ORIGIN)


@pytest.fixture
def bench(seed_desk: pipeline.OpenEdition, tmp_path: Path) -> Bench:
    return Bench(seed_desk, tmp_path)


def inside(inner: Rect, outer: Rect) -> bool:
    across = outer.x - NEAR <= inner.x and inner.right <= outer.right + NEAR
    return across and outer.y - NEAR <= inner.y and inner.bottom <= outer.bottom + NEAR


def overlap(one: Rect, other: Rect) -> bool:
    across = one.x < other.right - NEAR and other.x < one.right - NEAR
    return across and one.y < other.bottom - NEAR and other.y < one.bottom - NEAR


def cell_boxes(legs: Legs, rows: int, row_pt: float, tops: tuple[int, ...] = ()) -> list[Rect]:
    """Every open cell of every leg."""
    tops = tops or (0,) * legs.count
    spots = (legs.spot(leg, cell) for leg in range(legs.count) for cell in range(tops[leg], rows))
    return [Rect(spot.x, spot.y, legs.measure_pt, row_pt) for spot in spots]


@dataclass(frozen=True)
class Case:
    """Level legs of some module, and what stands beside them."""

    grid: Grid
    span: int
    rows: int
    head: Rect
    legs: Legs
    inset: Inset | None

    @property
    def module(self) -> Rect:
        return Rect(0.0, 0.0, self.grid.span_width(self.span), self.rows * self.grid.sheet.row_pt)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Case, int]:
    """A case, and rows of its legs."""
    body, row = draw(st.sampled_from([7.875, 9.0, 10.5])), draw(st.sampled_from([10.75, 12.0, 15.3]))
    characters, columns = draw(st.integers(10, 20)), draw(st.integers(1, 8))
    column, gutter = characters * body, draw(st.sampled_from([1.0, 1.5, 2.0])) * body
    area = Rect(31.7, 40.2, columns * column + (columns - 1) * gutter, 120 * row)
    grid = Grid(Sheet("x", 390.0, 540.0, area, columns, column, gutter, row, 120, body))
    span, framed = draw(st.integers(1, columns)), draw(st.booleans())
    head_rows, rows = draw(st.integers(1, 9)), draw(st.integers(20, 40))
    measure = mil(box_measure(characters, span) if framed else characters)
    inset = None
    if span > 1 and draw(st.booleans()):
        full, high = draw(st.booleans()), draw(st.booleans()) and not framed
        picture_rows = rows - (0 if high else 3) - (1 if full else 5)
        inset = Inset(SOME, SetCaption(()), draw(st.integers(1, span - 1)), picture_rows, 0.0, full, high)
    legs = level_legs(grid, span, measure, head_rows, framed=framed, inset=inset)
    if draw(st.booleans()):
        legs = legs.mirrored()
    head = level_head(grid, span - inset.span if inset and inset.high else span, head_rows, framed=framed)
    if inset is not None and inset.high:
        head = replace(head, x=legs.spot(0, 0).x)
    return Case(grid, span, head_rows + rows + (2 if framed else 0), head, legs, inset), rows


@given(cases())
@settings(max_examples=300)
def test_every_cell_is_inside_its_module_and_on_nothing_else(given_case: tuple[Case, int]) -> None:
    case, rows = given_case
    row_pt = case.grid.sheet.row_pt
    tops: tuple[int, ...] = ()
    standing = [case.head]
    if case.inset is not None:
        standing.append(case.legs.picture_box(case.inset))
        if not case.inset.full:
            under = case.inset.rows - (round(case.head.height / row_pt) if case.inset.high else 0)
            tops = (*(0,) * (case.legs.count - case.inset.span), *(max(under, 0),) * case.inset.span)
    boxes = [*cell_boxes(case.legs, rows, row_pt, tops), *standing]
    assert [box for box in boxes if not inside(box, case.module)] == []
    assert [pair for pair in itertools.combinations(boxes, 2) if overlap(*pair)] == []


@given(cases())
def test_mirroring_twice_changes_nothing_and_keeps_every_row(given_case: tuple[Case, int]) -> None:
    legs = given_case[0].legs
    other = legs.mirrored()
    assert other.mirrored() == legs
    assert (other.count, other.measure_pt) == (legs.count, legs.measure_pt)
    assert {legs.spot(leg, 3).y for leg in range(legs.count)} == {other.spot(leg, 3).y for leg in range(legs.count)}


def shapes(item: Item) -> Iterator[Shape]:
    return (shape for curve in item.curves.values() for shape in curve.values())


QUATRAIN = ("大漠孤烟直，", "长河落日圆。", "萧关逢候骑，", "都护在燕然。")
TABLE = table(
    ("县区", "项目", "投资（万元）", "进度", "负责单位"),
    ("陇山县", "城乡水源地保护与水系连通工程", "12,300", "85%", "县水务局"),
)
POEM = verse(*QUATRAIN, "", *QUATRAIN)
ARTICLES: dict[str, Callable[[Bench], Item]] = {
    "plain": lambda bench: bench.item(bench.article("a", byline="李 敏", kicker="压实责任")),
    "box": lambda bench: bench.item(bench.article("a", box=True, pull_quote="科研要往田间走，论文要往地里写。")),
    "tint": lambda bench: bench.item(bench.article("a", box=True, tint=True, blocks=(*paragraphs(3), TABLE))),
    "table": lambda bench: bench.item(bench.article("a", blocks=(*paragraphs(2), TABLE, *paragraphs(2)))),
    "tables only": lambda bench: bench.item(bench.article("a", blocks=(TABLE,))),
    "beside": lambda bench: bench.item(bench.article("a", headline_form=HeadlineForm.BESIDE)),
    "upright": lambda bench: bench.item(bench.article("a", headline="观雨", headline_form=HeadlineForm.VERTICAL)),
    "verse": lambda bench: bench.item(
        bench.article("a", kind="verse", headline="观雨", headline_form=HeadlineForm.VERTICAL, blocks=POEM)
    ),
    "picture inside": lambda bench: bench.item(
        bench.article("a", priority=2, blocks=paragraphs(7), pictures=(bench.picture(),)), inside=True
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ARTICLES)
def test_head_picture_and_legs_of_every_shape_lie_beside_each_other(bench: Bench, name: str) -> None:
    item, grid = ARTICLES[name](bench), bench.grid
    assert item.curves
    for shape in shapes(item):
        assert isinstance(shape, ArticleShape)
        module = Rect(0.0, 0.0, grid.span_width(shape.span), (shape.rows - 1) * grid.sheet.row_pt)
        fill = shape.text.fill
        boxes = [*cell_boxes(shape.legs, fill.rows, grid.sheet.row_pt, fill.tops), shape.head_box]
        if shape.inset is not None:
            boxes.append(shape.legs.picture_box(shape.inset))
        assert [box for box in boxes if not inside(box, module)] == []
        assert [pair for pair in itertools.combinations(boxes, 2) if overlap(*pair)] == []


def test_rules_of_a_quote_in_a_box_end_with_its_leg(bench: Bench) -> None:
    item = ARTICLES["box"](bench)
    for span in item.curves:
        module = bench.module(item, span)
        (frame,) = (rule.rect for rule in module.rules if rule.kind == "box")
        rules = [rule.rect for rule in module.rules if rule.kind == "cell"]
        air = bench.grid.sheet.body_pt - 0.1
        assert len(rules) == 2
        assert all(frame.x + air <= rule.x and rule.right <= frame.right - air for rule in rules)


def page_of_everything(bench: Bench) -> list[tuple[Item, Shape]]:
    """An item of each kind with the shapes of its widest span."""
    photos = tuple(bench.picture(f"g{number}.jpg", (900, 600), caption=f"第{number}张。") for number in range(3))
    news = bench.article("p", kind="photo", headline="雨后", blocks=(), pictures=photos)
    items = [
        *(make(bench) for make in ARTICLES.values()),
        bench.maker.photo(news, 0, dominant=False, rank=3),
        bench.maker.photo(news, 1, dominant=True, rank=3),
        bench.maker.group(news, 3),
        bench.maker.teasers(teasers(("a", "冬春水利建设全面展开", 2), ("p", "雨后", 3))),
        bench.maker.service(SERVICE),
        bench.maker.ad(bench.ad(), 4, 17),
        bench.maker.filler(Filler("讲文明／树新风", "县文明办", ORIGIN), 1),
    ]
    return [(item, shape) for item in items for shape in item.curves[max(item.curves)].values()]


def test_placing_asks_no_composer(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of_everything(bench)
    assert {type(shape).__name__ for _, shape in page} == {
        "ArticleShape", "PhotoShape", "GroupShape", "BoxShape", "AdShape", "NoticeShape"
    }  # fmt: skip
    placed = place(bench, page)

    def asked(*given: object, **named: object) -> None:
        raise AssertionError("placing composes")

    for kind in (TextSetter, Typesetter):
        for name, value in vars(kind).items():
            if callable(value) and not name.startswith("__"):
                monkeypatch.setattr(kind, name, asked)
    monkeypatch.setattr("banxin.fonts.library.Face.shape", asked)
    with pytest.raises(AssertionError, match="composes"):
        bench.maker.service(SERVICE)
    assert place(bench, page) == placed
    assert any(line.text for module in placed for line in module.lines)


def place(bench: Bench, page: list[tuple[Item, Shape]]) -> list[Module]:
    return [bench.placed(item, shape, number) for number, (item, shape) in enumerate(page, 1)]
