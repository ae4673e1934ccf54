"""The finished page: furniture, stories and advertisements as modules with every line at its place."""

from __future__ import annotations

from banxin.layout.grid import Grid
from banxin.model.edition import Edition
from banxin.model.kinds import ModuleKind
from banxin.model.plan import Module, Page
from banxin.norms import SEPARATOR
from banxin.plan.memory import Memory
from banxin.plan.pages.contents import Contents
from banxin.plan.pages.draft import Draft
from banxin.plan.pages.frames import Frame
from banxin.plan.place.furniture import folio, masthead
from banxin.plan.place.module import Placer
from banxin.plan.place.reading_order import in_reading_order
from banxin.plan.place.separators import page_rules
from banxin.plan.search.annealing import Found
from banxin.plan.shapes.item import Item
from banxin.plan.shapes.maker import ShapeMaker
from banxin.plan.text.typesetter import Typesetter


def make_page(edition: Edition, setter: Typesetter, draft: Draft, section: str, pages: int) -> Page:
    """The page with every line at its place."""
    frame = draft.frame
    grid = Grid(frame.sheet)
    placer = Placer(grid, frame.first_row)
    modules: list[Module] = []
    if frame.number > 1:
        modules.append(folio(edition, setter, grid, frame.number, section, pages))
    else:
        modules.append(masthead(edition, setter, grid, 1, section, pages))
    items = draft.contents.items
    spots = sorted(draft.found.spots, key=lambda spot: (spot.y, spot.x))
    stories = [
        placer.module(items[spot.item], number, spot.x, spot.y, spot.shape)
        for number, spot in enumerate(spots, 1)
        if items[spot.item].kind is not ModuleKind.MASTHEAD
    ]
    modules += in_reading_order(stories)
    modules += strip_ads(setter, grid, frame, placer, len(stories))
    spread = frame.facing
    rules = page_rules(modules, grid)
    return Page(frame.number, section, tuple(modules), rules, spread, frame.sheet if spread else None)


def strip_ads(setter: Typesetter, grid: Grid, frame: Frame, placer: Placer, number: int) -> list[Module]:
    """Advertisements over the whole width, from the bottom up."""
    maker = ShapeMaker(setter, grid, frame.sheet.rows, Memory())
    modules: list[Module] = []
    foot = frame.sheet.rows + 1
    for strip in frame.strips:
        top = foot - strip[0].rows
        for placed in strip:
            number += 1
            item: Item = maker.ad(placed.ad, placed.columns, placed.rows)
            shape = item.curves[placed.columns][placed.rows + SEPARATOR]
            modules.append(placer.module(item, number, placed.column - 1, top - frame.first_row, shape))
        foot = top - SEPARATOR
    return modules


def bare_page(edition: Edition, setter: Typesetter, frame: Frame, section: str, pages: int) -> Page:
    """A page that one advertisement fills."""
    draft = Draft(frame, Contents((), ()), Found(0.0, 0, ()), 0)
    return make_page(edition, setter, draft, section, pages)
