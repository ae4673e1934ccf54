"""Rules between modules: hairlines in the rows under them, column rules in the gutters."""

from __future__ import annotations

from collections.abc import Sequence

from banxin.layout.grid import Grid
from banxin.model.plan import Module, PlacedRule, Rect
from banxin.units import round_half_up


def _whole_width(module: Module, grid: Grid) -> bool:
    """Furniture over all columns, which has rules of its own; a masthead with the lead beside it is parted from it."""
    return module.kind.traits.furniture and module.columns == (1, grid.sheet.columns)


def page_rules(modules: Sequence[Module], grid: Grid) -> tuple[PlacedRule, ...]:
    """The rules of a page. A framed module needs none, a module at the page's foot none under it."""
    rules = []
    row_pt, gutter = grid.sheet.row_pt, grid.sheet.gutter_pt
    content = [module for module in modules if not _whole_width(module, grid)]
    for module in content:
        below = [other for other in content if other.rows[0] == module.rows[1] + 2 and _overlap(module, other)]
        if not module.framed:
            y = module.rect.bottom + row_pt / 2
            for left, right in _open_stretches(module, below):
                rules.append(PlacedRule("hairline", _line(left, y, right - left, 0)))
        for other in content:
            if other.columns[0] != module.columns[1] + 1 or module.framed or other.framed:
                continue
            top = max(module.rect.y, other.rect.y)
            height = min(module.rect.bottom, other.rect.bottom) - top
            if height > 2 * row_pt:
                rules.append(PlacedRule("column", _line(module.rect.right + gutter / 2, top, 0, height)))
    return tuple(rules)


def _open_stretches(module: Module, below: Sequence[Module]) -> list[tuple[float, float]]:
    """Where a hairline under a module runs: its whole width, but not over modules with frames of their own."""
    if below and not any(other.framed for other in below):
        return [(module.rect.x, module.rect.right)]
    bare = [other.rect for other in below if not other.framed]
    return [(max(module.rect.x, rect.x), min(module.rect.right, rect.right)) for rect in bare]


def _overlap(one: Module, other: Module) -> bool:
    return one.columns[0] <= other.columns[1] and other.columns[0] <= one.columns[1]


def _line(x: float, y: float, width: float, height: float) -> Rect:
    return Rect(*(round_half_up(value, 4) for value in (x, y, width, height)))
