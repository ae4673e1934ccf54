"""Blocks that take whole rows of a leg or stand over all legs: tables and pull quotes."""

from __future__ import annotations

from banxin.layout.grid import BODY_ASCENT, Grid
from banxin.model.plan import PlacedLine, PlacedRule, Rect
from banxin.plan.place.marks import Marks, placed, rounded
from banxin.plan.text.blocks import PULL_SIZE, SetBlock
from banxin.units import EM

RULE_AT = 0.3
"""Rows between the rules of a pull quote and the edges of its block. Ours."""


def place_table(block: SetBlock, grid: Grid, x: float, row: int, *, leg: int) -> Marks:
    """A table from its left edge and its first row down, a rule over each of its rows and under the last."""
    assert block.table is not None
    size = grid.sheet.body_pt
    lines: list[PlacedLine] = []
    for cell in block.table.cells:
        slot = f"{cell.row + 1}-{cell.column + 1}"
        for down, left, line in cell.lines:
            at = (x + left * size / EM, grid.baseline(row + down), size)
            lines.append(placed("cell", line, *at, block=block.index, leg=leg, row=row + down, slot=slot))
    width = block.table.width * size / EM
    rules = [PlacedRule("cell", rounded(Rect(x, grid.row_top(row + edge), width, 0))) for edge in block.table.edges]
    return Marks(tuple(lines), rules=tuple(rules))


def place_quote(block: SetBlock, grid: Grid, x: float, row: int, *, leg: int) -> Marks:
    """A pull quote in the middle of its rows, centred, between two rules; off the grid by intent."""
    rows, setting = block.settings[0]
    size, row_pt = PULL_SIZE * grid.sheet.body_pt, grid.sheet.row_pt
    pitch = PULL_SIZE * row_pt
    top = grid.row_top(row) + (rows * row_pt - pitch * len(setting.lines)) / 2
    lines = []
    for number, line in enumerate(setting.lines):
        left = x + (grid.sheet.column_pt - line.width * size / EM) / 2
        baseline = top + pitch * number + (pitch - size) / 2 + BODY_ASCENT * size
        lines.append(placed("quote", line, left, baseline, size, block=block.index, leg=leg))
    edges = (grid.row_top(row) + RULE_AT * row_pt, grid.row_top(row + rows) - RULE_AT * row_pt)
    rules = tuple(PlacedRule("cell", rounded(Rect(x, edge, grid.sheet.column_pt, 0))) for edge in edges)
    return Marks(tuple(lines), rules=rules)
