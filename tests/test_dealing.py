"""Before pages are searched: holes for advertisements, how many pages and what waits, which unit goes where."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banxin.assets import asset_folder
from banxin.layout.grid import make_sheet, spread_sheet
from banxin.layout.settings import Layout, PageCount, read_layout
from banxin.model.edition import Article, Edition
from banxin.norms import SEPARATOR
from banxin.plan.deal.dealer import FORBIDDEN, Dealer, Task
from banxin.plan.deal.size import Size, sizes, waiting_list
from banxin.plan.pages.contents import ranked
from banxin.plan.pages.frames import Frame, make_frames, page_of
from banxin.plan.pages.packages import Amount, Unit
from banxin.plan.pages.teasers import teasers
from banxin.plan.text.portion import Portion
from edition_factory import make_ad, make_article, make_edition


@pytest.fixture(scope="module")
def layout() -> Layout:
    return read_layout(asset_folder("layouts") / "broadsheet")


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return make_edition(tmp_path_factory.mktemp("edition"))


def frames_of(edition: Edition, layout: Layout, pages: int, spread: int = 0) -> tuple[Frame, ...]:
    sheet = make_sheet(layout, layout.grid.leadings_pt[0])
    found, problems = make_frames(edition, layout, sheet, pages, spread, layout)
    assert problems == ()
    return found


def booked(edition: Edition, folder: Path, *sizes_and_positions: tuple[str, str]) -> Edition:
    """The edition with advertisements of these sizes and positions on page 2."""
    ads = tuple(
        make_ad(folder, number, id=f"ad-{number}", size=size, position=position, page=2)
        for number, (size, position) in enumerate(sizes_and_positions, 1)
    )
    return replace(edition, ads=ads)


def test_a_banner_leaves_the_page_less_high(edition: Edition, layout: Layout, tmp_path: Path) -> None:
    bare, page = (
        frames_of(edition, layout, 2)[1],
        frames_of(booked(edition, tmp_path, ("banner", "bottom")), layout, 2)[1],
    )
    (strip,) = page.strips
    assert page.corners == ()
    assert page.rows + strip[0].rows + SEPARATOR == bare.rows
    assert strip[0].rows == pytest.approx(0.2 * (bare.rows - SEPARATOR), abs=2)


def test_a_quarter_takes_a_corner_of_half_the_columns(edition: Edition, layout: Layout, tmp_path: Path) -> None:
    page = frames_of(booked(edition, tmp_path, ("quarter", "bottom-right")), layout, 2)[1]
    (corner,) = page.corners
    assert (corner.columns, corner.at) == (layout.grid.columns // 2, "bottom-right")
    assert page.room == page.sheet.columns * page.rows - corner.columns * (corner.rows + SEPARATOR)


def test_two_eighths_side_by_side_are_one_strip(edition: Edition, layout: Layout, tmp_path: Path) -> None:
    page = frames_of(booked(edition, tmp_path, ("eighth", "bottom-left"), ("eighth", "bottom-right")), layout, 2)[1]
    (strip,) = page.strips
    assert [ad.column for ad in strip] == [1, layout.grid.columns // 2 + 1]
    assert page.corners == ()


def test_a_full_page_leaves_no_room_for_stories(edition: Edition, layout: Layout, tmp_path: Path) -> None:
    page = frames_of(booked(edition, tmp_path, ("full", "bottom")), layout, 2)[1]
    assert (page.rows, page.room) == (0, 0)


def test_page_1_keeps_room_for_the_lead(edition: Edition, layout: Layout, tmp_path: Path) -> None:
    sheet = make_sheet(layout, layout.grid.leadings_pt[0])
    full = booked(edition, tmp_path, ("full", "bottom"))
    full = replace(full, ads=tuple(replace(ad, page=1) for ad in full.ads))
    for pages in (1, 2):
        _, problems = make_frames(full, layout, sheet, pages, 0, layout)
        assert [found.code for found in problems] == ["ad-space"]


def test_a_page_that_is_overbooked_is_named(edition: Edition, layout: Layout, tmp_path: Path) -> None:
    sheet = make_sheet(layout, layout.grid.leadings_pt[0])
    full = booked(edition, tmp_path, ("half", "bottom"), ("half", "bottom"), ("strip", "bottom"))
    _, problems = make_frames(full, layout, sheet, 2, 0, layout)
    assert [(found.code, found.origin.file) for found in problems] == [("ad-space", "2024-12-22/ads.toml")]


def test_pages_of_another_number_keep_the_first_first_and_the_last_last() -> None:
    assert [page_of(page, 4, 8) for page in (1, 2, 3, 4)] == [1, 3, 6, 8]
    assert [page_of(page, 4, 2) for page in (1, 4)] == [1, 2]
    assert [page_of(page, 4, 4) for page in (1, 2, 3, 4)] == [1, 2, 3, 4]


def test_a_spread_is_one_frame_of_two_pages_as_wide_as_both(edition: Edition, layout: Layout) -> None:
    found = frames_of(edition, layout, 4, spread=2)
    assert [frame.numbers for frame in found] == [(1,), (2, 3), (4,)]
    sheet, wide = found[0].sheet, found[1].sheet
    assert wide == spread_sheet(sheet)
    assert wide.columns >= 2 * sheet.columns
    assert wide.type_area.x >= sheet.type_area.x
    assert wide.type_area.x + wide.type_area.right == pytest.approx(2 * (2 * sheet.type_area.x + sheet.type_area.width))


def sized(edition: Edition, wanted: float, room: float, *, given: int = 0, waits: float = 0.0) -> tuple[Size, ...]:
    """Sizes of an edition that wants so much, each waiting article `waits` less, on pages of so much room."""

    def wants(held: Sequence[str]) -> float:
        return wanted - waits * len(held)

    return sizes(edition, PageCount(multiple=4), given=given, least=1, wants=wants, room=lambda pages: room * pages)


def test_pages_come_in_the_layouts_multiple_where_the_text_allows(edition: Edition) -> None:
    assert sized(edition, 395, 100)[0].pages == 4
    assert sized(edition, 95, 100)[0].pages == 1
    assert sized(edition, 590, 100)[0].pages == 6, "two sheets of four would be a quarter empty"


def test_a_stated_number_of_pages_is_kept(edition: Edition) -> None:
    assert {size.pages for size in sized(edition, 250, 100, given=3)} == {3}


def test_what_may_wait_waits_when_space_is_short_the_least_important_first(edition: Edition) -> None:
    articles = tuple(make_article(f"h{number}", hold=True, priority=number) for number in (3, 5, 4))
    short = replace(edition, articles=(make_article("a"), *articles))
    assert [article.slug for article in waiting_list(short)] == ["h5", "h4", "h3"]
    assert sized(short, 100, 100, given=1, waits=10)[0].held == ()
    assert sized(short, 120, 100, given=1, waits=10)[0].held == ("h5", "h4")


def test_of_equals_the_last_in_the_edition_waits_first(edition: Edition) -> None:
    articles = tuple(make_article(slug, hold=True, priority=5) for slug in ("h2", "h1", "h3"))
    short = replace(edition, articles=(make_article("a"), *articles))
    assert [article.slug for article in waiting_list(short)] == ["h3", "h1", "h2"]


def unit(slug: str, wanted: float, **values: object) -> Unit:
    article: Article = make_article(slug, **{"page": None, "section": "", **values})
    amount = Amount(int(wanted * 0.85), wanted, int(wanted * 1.4))
    return Unit(slug, Portion(article, article.priority), None, amount)


def task_of(units: Sequence[Unit], frames: tuple[Frame, ...], **values: object) -> Task:
    empty: dict[int, object] = {}
    task = Task(tuple(units), frames, empty, empty, False, (), empty)  # type: ignore[arg-type]
    return replace(task, **values)  # type: ignore[arg-type]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(20, 160), min_size=6, max_size=20), st.integers(0, 99))
def test_units_stand_once_and_where_they_must(amounts: list[int], seed: int) -> None:
    layout = read_layout(asset_folder("layouts") / "tabloid")
    frames = frames_of(make_edition_without(), layout, 3)
    units = [unit(f"a{number:02}", amount) for number, amount in enumerate(amounts)]
    fixed, barred = {0: 2, 1: 0}, {2: frozenset({0, 1})}
    dealt = Dealer(task_of(units, frames, fixed=fixed, barred=barred)).deal(random.Random(seed))
    assert len(dealt) == len(units)
    assert (dealt[0], dealt[1], dealt[2]) == (2, 0, 2)
    assert dealt == Dealer(task_of(units, frames, fixed=fixed, barred=barred)).deal(random.Random(seed))


def make_edition_without() -> Edition:
    """An edition whose articles do not matter."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return make_edition(Path(folder))


def test_pages_are_dealt_what_fills_them(edition: Edition, layout: Layout) -> None:
    frames = frames_of(edition, layout, 4)
    total = sum(frame.room for frame in frames)
    chance = random.Random(1)
    weights = [chance.uniform(0.5, 2) for _ in range(40)]
    units = [unit(f"a{n:02}", total * weight / sum(weights)) for n, weight in enumerate(weights)]
    dealt = Dealer(task_of(units, frames)).deal(random.Random(1))
    for place, frame in enumerate(frames):
        wanted = sum(one.amount.wanted for one, there in zip(units, dealt, strict=True) if there == place)
        assert wanted == pytest.approx(frame.room, rel=0.08)


def test_the_second_part_of_an_article_comes_after_the_first(edition: Edition, layout: Layout) -> None:
    frames = frames_of(edition, layout, 4)
    whole = unit("a", 300)
    assert whole.portion is not None
    parts = [replace(whole, id=f"a{part}", portion=replace(whole.portion, part=part, parts=2)) for part in (1, 2)]
    others = [unit(f"b{number}", 200) for number in range(12)]
    for seed in range(4):
        dealt = Dealer(task_of([*parts, *others], frames, fixed={0: 1})).deal(random.Random(seed))
        assert dealt[1] > dealt[0] == 1


def test_articles_stand_on_pages_of_their_section(edition: Edition, layout: Layout) -> None:
    named = replace(edition, sections=("要闻", "综合", "体育"), pages=3)
    frames = frames_of(named, layout, 3)
    room = frames[1].room
    units = [unit(f"{section}{n}", room / 5, section=section) for section in named.sections for n in range(5)]
    dealt = Dealer(task_of(units, frames, sections_fixed=True, sections=named.sections)).deal(random.Random(2))
    for one, place in zip(units, dealt, strict=True):
        assert frames[place].section == one.section


def test_a_deal_that_failed_is_not_dealt_again(edition: Edition, layout: Layout) -> None:
    frames = frames_of(edition, layout, 2)
    units = [unit(f"a{number}", frames[1].room / 5) for number in range(9)]
    task = task_of(units, frames)
    first = Dealer(task).deal(random.Random(1))
    sets = frozenset(
        (place, frozenset(one.id for one, there in zip(units, first, strict=True) if there == place))
        for place in (0, 1)
    )
    again = Dealer(replace(task, failed=sets)).deal(random.Random(1), first)
    assert again != first
    assert sum(one != other for one, other in zip(first, again, strict=True)) <= 3, "few units move"
    assert FORBIDDEN > 0


def test_every_inner_page_has_its_lead_and_page_1_alone_the_first_rank(edition: Edition, layout: Layout) -> None:
    front, inner = frames_of(edition, layout, 2)
    units = [unit("a", 100, priority=1), unit("b", 100, priority=1), unit("c", 100, priority=4)]
    assert ranked(front, units) == [1, 2, 4]
    assert ranked(inner, units) == [2, 2, 4]
    assert ranked(inner, units[2:]) == [2]


def test_the_best_article_of_each_page_is_teased_in_turn(edition: Edition, layout: Layout) -> None:
    frames = frames_of(edition, layout, 3)
    placed = [
        (unit("front", 9, priority=1), frames[0]),
        (unit("b2", 9, priority=3), frames[1]),
        (unit("b1", 9, priority=2), frames[1]),
        (unit("b3", 9, priority=2), frames[1]),
        (unit("c1", 9, priority=4), frames[2]),
    ]
    assert [(one.slug, one.page) for one in teasers(placed, 3)] == [("b1", 2), ("b3", 2), ("c1", 3)]
    assert [one.slug for one in teasers(placed, 2)] == ["b1", "c1"]
