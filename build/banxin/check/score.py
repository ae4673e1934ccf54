"""The score of a page: what docs/newspaper-page.md#score weighs, to be minimised.

Measured on the finished plan.
"""

from __future__ import annotations

from dataclasses import dataclass

from banxin.check.geometry import uneven_legs, white_cells
from banxin.check.heads import inversions, tombstones
from banxin.check.view import PageView
from banxin.layout.settings import Weights
from banxin.model.kinds import ModuleKind
from banxin.model.plan import Module
from banxin.model.roles import Role
from banxin.norms import DOMINANT, THIN
from banxin.units import EIGHTH, em, round_half_up

LOOSE_EM = em(EIGHTH)
"""Wider gaps than this count as loose."""


@dataclass(frozen=True, slots=True)
class Score:
    """Points, by term."""

    terms: tuple[tuple[str, float], ...]
    body_cells: int
    white_cells: int

    @property
    def total(self) -> float:
        return round_half_up(sum(points for _, points in self.terms), 2)


def score_page(view: PageView, weights: Weights) -> Score:
    """All terms of one page."""
    cells, white = white_cells(view)
    counts = {
        "white": (weights.white, float(white)),
        "importance": (weights.importance, _rank_inversions(view)),
        "tombstone": (weights.tombstone, float(len(tombstones(view)))),
        "cut": (weights.cut, float(_cuts(view))),
        "legs": (weights.legs, float(uneven_legs(view))),
        "fill": (weights.fill, float(sum(_thin(module) for module in view.content))),
        "inversion": (weights.inversion, float(len(inversions(view)))),
        "ink": (weights.ink, _ink(view)),
        "photo": (weights.photo, float(not _dominant_photo(view))),
        "gap": (weights.gap, float(_loose(view))),
        "jump": (weights.jump, float(sum(module.parts > 1 and module.part == 1 for module in view.content))),
        "narrow": (weights.narrow, float(max(0, sum(_one_column(module) for module in view.content) - 3))),
        "apart": (weights.apart, float(_apart(view))),
    }
    terms = tuple((name, round_half_up(weight * count, 2)) for name, (weight, count) in counts.items())
    return Score(terms, cells, white)


def _one_column(module: Module) -> bool:
    return module.kind is ModuleKind.ARTICLE and module.columns[0] == module.columns[1]


def _thin(module: Module) -> bool:
    if module.headline_rect is None or not (module.headline_form and module.headline_form.traits.fills):
        return False
    widths = [line.length_pt for line in module.lines if line.role is Role.HEADLINE]
    return max(widths, default=0.0) < THIN * module.headline_rect.width


def _loose(view: PageView) -> int:
    return sum(line.gap_em > LOOSE_EM for module in view.content for line in module.lines)


def _rank_inversions(view: PageView) -> float:
    """Pairs in which the less important article is entirely above the other; a quarter for a difference of one rank."""
    articles = [module for module in view.content if module.kind is ModuleKind.ARTICLE]
    found = 0.0
    for lower in articles:
        for upper in articles:
            if upper.rect.bottom <= lower.rect.y and upper.priority > lower.priority:
                found += 0.25 if upper.priority - lower.priority == 1 else 1.0
    return found


def _cuts(view: PageView) -> int:
    """断版, 通缝: straight lines of separators across the whole type area under the masthead, except along a banner."""
    content = [module for module in view.content if not _banner(view, module)]
    tops = {module.rows[0] for module in content}
    first = min(tops, default=1)
    level = sum(all(not module.rows[0] < top <= module.rows[1] for module in content) for top in tops if top != first)
    sides = {module.columns[0] for module in content} - {1}
    upright = sum(all(not module.columns[0] < side <= module.columns[1] for module in content) for side in sides)
    return level + upright


def _banner(view: PageView, module: Module) -> bool:
    """An advertisement or a head over the whole width, which always cuts the page."""
    head = module.headline_form is not None and module.headline_form.traits.whole_page
    return (module.kind is ModuleKind.AD or head) and module.columns == (1, view.sheet.columns)


def _ink(view: PageView) -> float:
    """Imbalance of heads and photos, left to right, 0 to 1."""
    area = view.sheet.type_area
    left = right = 0.0
    for module in view.content:
        dark = [picture.rect for picture in module.pictures]
        if module.headline_rect is not None:
            dark.append(module.headline_rect)
        for rect in dark:
            middle = (rect.x + rect.width / 2 - area.x) / area.width
            left += rect.width * rect.height * (1 - middle)
            right += rect.width * rect.height * middle
    return abs(left - right) / (left + right) if left + right else 0.0


def _dominant_photo(view: PageView) -> bool:
    """One photo over a good third of the columns, or an edition without photos."""
    if not any(article.pictures for article in view.edition.articles):
        return True
    sheet = view.sheet
    least = DOMINANT * sheet.columns * (sheet.column_pt + sheet.gutter_pt) - sheet.gutter_pt
    modules = [module for module in view.content if module.article and module.pictures]
    widths = [
        module.rect.width if module.kind is ModuleKind.PHOTO else max(picture.rect.width for picture in module.pictures)
        for module in modules
    ]
    return max(widths, default=0.0) >= least


def _apart(view: PageView) -> int:
    """Related stories (`with`), and articles and their pictures, on this page that do not touch."""
    photo_news = {article.slug for article in view.edition.articles if article.kind.traits.pictorial}
    own = [module for module in view.content if module.kind is ModuleKind.ARTICLE or module.article in photo_news]
    modules = {module.article: module for module in own}
    pictures = [module for module in view.content if module.kind is ModuleKind.PHOTO and module not in own]
    found = sum(module.article in modules and not _touch(module, modules[module.article]) for module in pictures)
    for module in own:
        article = view.article(module)
        for slug in article.related if article else ():
            other = modules.get(slug)
            if other is not None and not _touch(module, other):
                found += 1
    return found


def _touch(one: Module, other: Module) -> bool:
    columns = one.columns[0] <= other.columns[1] + 1 and other.columns[0] <= one.columns[1] + 1
    rows = one.rows[0] <= other.rows[1] + 2 and other.rows[0] <= one.rows[1] + 2
    return columns and rows
