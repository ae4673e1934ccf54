"""The contact sheet of several plans of one edition: each page in outline, drawn from the plan alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from banxin.check.score import Score
from banxin.model.edition import Edition
from banxin.model.plan import Module, Page, PlacedLine, Plan, Rect
from banxin.model.roles import Role, Sketch
from banxin.model.text import WritingMode
from banxin.render.edition_view import edition_view
from banxin.render.templates import Templates
from banxin.units import round_half_up

TEMPLATE = "contact.html"
TERMS = {
    "white": "空白",
    "importance": "轻重颠倒",
    "tombstone": "碰题",
    "cut": "断版通缝",
    "legs": "栏底不齐",
    "fill": "标题不满",
    "inversion": "题号倒置",
    "ink": "轻重偏一边",
    "photo": "缺大图",
    "gap": "字距松",
    "jump": "转版",
    "narrow": "单栏太多",
    "apart": "相关稿分开",
}
"""The terms of the score in an editor's words."""
MASTHEAD_PT = 30.0
"""Furniture in smaller type would be illegible on a thumbnail. Ours."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A plan on the contact sheet."""

    number: int
    plan: Plan
    score: Score
    errors: int
    problems: int
    """Errors and all others."""
    distance: float
    """Distance to the nearest other plan, 0 to 1."""


@dataclass(frozen=True, slots=True)
class ReadableLine:
    """A line of type that is legible on the sheet. Lengths in pt from the page's top left."""

    text: str
    x: float
    """Where it starts, on its baseline: the alphabetic one, or the central one of a vertical line."""
    y: float
    size: float
    length: float
    writing_mode: WritingMode
    light: bool
    """On a dark band."""


@dataclass(frozen=True, slots=True)
class ModuleOutline:
    """A module in outline."""

    kind: str
    title: str
    """Its tooltip."""
    label: str
    """The text in its middle; empty where its content is drawn."""
    rect: Rect
    pictures: tuple[Rect, ...]
    bands: tuple[Rect, ...]
    legs: tuple[Rect, ...]
    """The rectangles of its text."""
    heads: tuple[ReadableLine, ...]
    framed: bool

    @property
    def middle(self) -> float:
        """Horizontal position of its label."""
        return _short(self.rect.x + self.rect.width / 2)

    @property
    def centre(self) -> float:
        """Vertical position of its label."""
        return _short(self.rect.y + self.rect.height / 2)


@dataclass(frozen=True, slots=True)
class PageOutline:
    """A page in outline."""

    number: int
    spread: int
    section: str
    width: float
    height: float
    boxes: tuple[ModuleOutline, ...]


@dataclass(frozen=True, slots=True)
class AlternativeRow:
    """Data of one plan for the template."""

    number: int
    seed: int
    leading: str
    total: str
    terms: tuple[tuple[str, str], ...]
    """Name and points of the terms that are not the same in all plans."""
    errors: int
    problems: int
    apart: str
    """Distance to the nearest other plan, in per cent."""
    held: tuple[str, ...]
    pages: tuple[PageOutline, ...]


def contact_sheet(edition: Edition, alternatives: Sequence[Alternative], folder: Path) -> bytes:
    """A self-contained HTML page, one row for each plan, by the template in `folder`.

    Raises EditionError (`template`) with the template's line for any fault of it.
    """
    differing = _differing(alternatives)
    titles = {article.slug: article.title for article in edition.articles}
    rows = [_row(one, differing, titles) for one in alternatives]
    told = edition_view(edition)
    with Templates(folder) as templates:
        return templates.fill(TEMPLATE, edition=told, paper=told.paper, rows=rows)


def _differing(alternatives: Sequence[Alternative]) -> tuple[str, ...]:
    names = dict.fromkeys(name for one in alternatives for name, _ in one.score.terms)
    return tuple(name for name in names if len({dict(one.score.terms).get(name, 0.0) for one in alternatives}) > 1)


def _row(one: Alternative, differing: Iterable[str], titles: dict[str, str]) -> AlternativeRow:
    points = dict(one.score.terms)
    plan = one.plan
    return AlternativeRow(
        one.number,
        plan.seed,
        f"{plan.sheet.row_pt:g}",
        f"{one.score.total:g}",
        tuple((TERMS.get(name, name), f"{points.get(name, 0.0):g}") for name in differing),
        one.errors,
        one.problems,
        f"{round_half_up(100 * one.distance):g}",
        tuple(titles.get(slug, slug) for slug in plan.held),
        tuple(_drawing(page, plan, titles) for page in plan.pages),
    )


def _drawing(page: Page, plan: Plan, titles: dict[str, str]) -> PageOutline:
    sheet = plan.sheet_of(page)
    width, height = sheet.width_pt, sheet.height_pt
    boxes = tuple(_box(module, titles) for module in page.modules)
    return PageOutline(page.number, page.spread, page.section, _short(width), _short(height), boxes)


def _box(module: Module, titles: dict[str, str]) -> ModuleOutline:
    traits = module.kind.traits
    title = titles.get(module.article, "")
    part = f"（{module.part}/{module.parts}）" if module.parts > 1 else ""
    return ModuleOutline(
        module.kind,
        f"{traits.label} {title}{part}".strip(),
        "" if traits.story else traits.label,
        _rounded(module.rect),
        tuple(_rounded(picture.rect) for picture in module.pictures),
        tuple(_rounded(rule.rect) for rule in module.rules if rule.kind == "band"),
        tuple(_legs(module)),
        tuple(_heads(module)),
        module.framed,
    )


def _heads(module: Module) -> Iterator[ReadableLine]:
    for line in module.lines:
        if line.role.traits.sketch is not Sketch.LETTERS or (line.role is Role.MASTHEAD and line.size_pt < MASTHEAD_PT):
            continue
        x, y = line.start
        light = module.headline_form is not None and module.headline_form.traits.band
        yield ReadableLine(
            line.text, _short(x), _short(y), _short(line.size_pt), _short(line.length_pt), line.writing_mode, light
        )


def _legs(module: Module) -> Iterator[Rect]:
    """One rectangle for the text of each leg; the template fills it with a pattern of lines."""
    text = [
        line
        for line in module.lines
        if line.role.traits.sketch is Sketch.LINES and line.writing_mode is WritingMode.HORIZONTAL
    ]
    for _, group in groupby(sorted(text, key=_column), key=_column):
        lines = list(group)
        left = min(line.x_pt for line in lines)
        right = max(line.x_pt + line.start_pt + line.length_pt for line in lines)
        top = min(line.y_pt - line.size_pt for line in lines)
        bottom = max(line.y_pt for line in lines)
        yield _rounded(Rect(left, top, right - left, bottom - top))


def _column(line: PlacedLine) -> tuple[int, float]:
    return line.leg, 0.0 if line.leg else line.x_pt


def _rounded(rect: Rect) -> Rect:
    return Rect(_short(rect.x), _short(rect.y), _short(rect.width), _short(rect.height))


def _short(length: float) -> float:
    """A tenth of a point is finer than any screen."""
    return round_half_up(length, 1)
