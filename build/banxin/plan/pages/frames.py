"""The part of each page that is left for stories: advertisements and furniture are placed before them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from banxin.errors import Problem, problem
from banxin.layout.grid import make_sheet, spread_sheet
from banxin.layout.settings import Layout
from banxin.model.edition import Ad, Edition
from banxin.model.plan import Sheet
from banxin.norms import SEPARATOR
from banxin.plan.problems import AD_SPACE
from banxin.units import nearest

SHARES = {
    "full": (1.0, 1.0),
    "half": (1.0, 0.5),
    "third": (1.0, 1 / 3),
    "banner": (1.0, 0.2),
    "strip": (1.0, 0.125),
    "quarter": (0.5, 0.5),
    "eighth": (0.5, 0.25),
}
"""Width and height that a size of the booking list takes of a page."""
AD_CHANGE = 0.15
"""How much higher or lower than it was booked an advertisement may be, so that its artwork fills it. Ours."""
LEAST_ROWS = 12
"""Rows that must be left over an advertisement, unless it takes the whole page. Ours."""


@dataclass(frozen=True, slots=True)
class PlacedAd:
    """An advertisement at its size."""

    ad: Ad
    columns: int
    rows: int
    at: str
    """bottom for a strip over the whole width, else a corner."""
    column: int = 1
    """First column of one that stands in a strip."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One page, or two facing ones that are one spread, before stories are placed."""

    number: int
    facing: int
    """Number of the second page of a spread, else 0."""
    section: str
    sheet: Sheet
    first_row: int
    """First row of the region that stories fill."""
    rows: int
    """Rows of the region, with the one that separates its last modules from what is below; 0: no stories."""
    strips: tuple[tuple[PlacedAd, ...], ...]
    """Advertisements over the whole width, from the bottom up; each strip from the left."""
    corners: tuple[PlacedAd, ...]
    masthead_columns: int
    """Columns of a masthead that is one of the region's modules, else 0."""

    @property
    def room(self) -> int:
        """Cells that stories may fill."""
        taken = sum(ad.columns * (ad.rows + SEPARATOR) for ad in self.corners)
        return self.cells - taken

    @property
    def cells(self) -> int:
        """Cells of the region, those of corner advertisements among them."""
        return self.sheet.columns * self.rows

    @property
    def open_above(self) -> bool:
        """Whether all columns are free at the top of the region."""
        return not self.masthead_columns and not any(ad.at.startswith("top") for ad in self.corners)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The pages that it takes."""
        return (self.number, self.facing) if self.facing else (self.number,)


def make_frames(
    edition: Edition, layout: Layout, sheet: Sheet, pages: int, spread: int, own: Layout
) -> tuple[tuple[Frame, ...], tuple[Problem, ...]]:
    """The frames of all pages in order; `spread` is the left page of a spread, or 0.

    `own` is the layout that the booking list was written for. An `ad-space` problem for each page that is overbooked.
    """
    frames, problems = [], []
    own_pages = max(edition.pages, max((ad.page for ad in edition.ads), default=1))
    number = 1
    while number <= pages:
        facing = number + 1 if number == spread else 0
        ads = [ad for ad in edition.ads if page_of(ad.page, own_pages, pages) in (number, facing)]
        frame, wrong = _frame(edition, layout, sheet, number, facing, ads, own)
        frames.append(frame)
        problems += wrong
        number += 2 if facing else 1
    return tuple(frames), tuple(problems)


def page_of(page: int, own_pages: int, pages: int) -> int:
    """Where a page's contents go when the edition has another number of pages: the first and the last stay so."""
    if own_pages == pages or page == 1:
        return min(page, pages)
    if own_pages < 2:
        return min(page, pages)
    return 1 + nearest((min(page, own_pages) - 1) * (pages - 1) / (own_pages - 1))


def _frame(
    edition: Edition, layout: Layout, sheet: Sheet, number: int, facing: int, ads: list[Ad], own: Layout
) -> tuple[Frame, list[Problem]]:
    if facing:
        sheet = spread_sheet(sheet)
    beside = layout.furniture.masthead_columns if number == 1 else 0
    head = layout.furniture.folio_rows if number > 1 else 0 if beside else layout.furniture.masthead_rows
    height = sheet.rows - head
    placed = [_sized(ad, sheet, height, own) for ad in ads]
    strips = _strips(placed, sheet.columns)
    in_strips = {ad.ad.id for strip in strips for ad in strip}
    corners = tuple(ad for ad in placed if ad.ad.id not in in_strips)
    taken = sum(strip[0].rows + SEPARATOR for strip in strips)
    left = height - taken
    problems = []
    high = max((ad.rows for ad in corners), default=0)
    no_front = number == 1 and left <= 0  # The lead stands on page 1, and all readers begin there.
    if no_front or (left > 0 and (left < LEAST_ROWS or high > left)) or left < -SEPARATOR:
        problems.append(problem(AD_SPACE, ads[0].origin, page=number, rows=height))
    rows = left + SEPARATOR if left > 0 else 0
    section = edition.section(number)
    return Frame(number, facing, section, sheet, head + 1, rows, strips, corners, beside), problems


def _sized(ad: Ad, sheet: Sheet, height: int, own: Layout) -> PlacedAd:
    columns = sheet.columns
    if ad.size:
        wide, tall = SHARES[ad.size]
    else:
        wide = ad.columns / own.grid.columns
        tall = ad.rows / make_sheet(own, own.grid.leadings_pt[0]).rows
    span = min(max(1, nearest(columns * wide)), columns)
    rows = height if tall >= 1 else fitted(ad, span, max(4, nearest(height * tall) - SEPARATOR), sheet)
    at = "bottom" if span == columns else "bottom-right" if ad.position == "bottom" else ad.position
    return PlacedAd(ad, span, min(rows, height), at)


def fitted(ad: Ad, span: int, booked: int, sheet: Sheet) -> int:
    """The rows that its artwork needs over so many columns, as near to them as what was booked allows."""
    width = span * sheet.column_pt + (span - 1) * sheet.gutter_pt
    needed = math.ceil(width * ad.picture.height / ad.picture.width / sheet.row_pt)
    return min(max(needed, nearest(booked * (1 - AD_CHANGE))), nearest(booked * (1 + AD_CHANGE)))


def _strips(ads: Sequence[PlacedAd], columns: int) -> tuple[tuple[PlacedAd, ...], ...]:
    """Advertisements over the whole width, alone or side by side, the tallest lowest."""
    strips: list[tuple[PlacedAd, ...]] = [(ad,) for ad in ads if ad.columns == columns]
    low = {ad.at: ad for ad in ads if ad.at in ("bottom-left", "bottom-right") and ad.columns < columns}
    if len(low) == 2 and _equal(low.values()):
        left, right = low["bottom-left"], low["bottom-right"]
        span = columns - left.columns
        if span > 0:
            strips.append((left, replace(right, columns=span, column=left.columns + 1)))
    return tuple(sorted(strips, key=lambda strip: (-strip[0].rows, strip[0].ad.id)))


def _equal(ads: Iterable[PlacedAd]) -> bool:
    sizes = {(ad.columns, ad.rows) for ad in ads}
    return len(sizes) == 1 and next(iter(sizes))[0] > 0
