"""Blocks that take whole rows of a leg or stand over all legs: tables and pull quotes."""

from __future__ import annotations

from banxin.model.plan import PlacedLine, PlacedRule, Rect
from banxin.model.roles import Role
from banxin.plan.place.leg_cells import LegCells
from banxin.plan.place.marks import Marks, placed, rounded
from banxin.plan.text.blocks import PULL_SIZE, SetBlock, TableBlock
from banxin.units import ASCENT, EM

RULE_AT = 0.3
"""Rows between the rules of a pull quote and the edges of its block. Ours."""


def place_table(block: TableBlock, cells: LegCells, leg: int, first: int) -> Marks:
    """A table from its first cell on, a rule over each of its rows and under the last."""
    size = cells.grid.sheet.body_pt
    lines: list[PlacedLine] = []
    for cell in block.table.cells:
        slot = f"{cell.row + 1}-{cell.column + 1}"
        for down, left, line in cell.lines:
            lines.append(
                cells.line(Role.CELL, line, leg, first + down, left * size / EM, block=block.index, slot=slot)
            )  # fmt: skip
    width = block.table.width * size / EM
    edges = (cells.spot(leg, first + edge) for edge in block.table.edges)
    rules = [PlacedRule("cell", rounded(Rect(edge.x, edge.y, width, 0))) for edge in edges]
    return Marks(tuple(lines), rules=tuple(rules))


def place_quote(block: SetBlock, cells: LegCells, leg: int, first: int) -> Marks:
    """A pull quote in the middle of its rows, centred, between two rules; off the grid by intent."""
    rows, setting = block.settings[0]
    sheet, measure = cells.grid.sheet, cells.legs.measure_pt
    size, pitch = PULL_SIZE * sheet.body_pt, PULL_SIZE * sheet.row_pt
    over, under = cells.spot(leg, first), cells.spot(leg, first + rows)
    top = over.y + (rows * sheet.row_pt - pitch * len(setting.lines)) / 2
    lines = []
    for number, line in enumerate(setting.lines):
        left = over.x + (measure - line.width * size / EM) / 2
        baseline = top + pitch * number + (pitch - size) / 2 + ASCENT * size
        lines.append(placed(Role.QUOTE, line, left, baseline, size, block=block.index, leg=leg + cells.number))
    edges = (over.y + RULE_AT * sheet.row_pt, under.y - RULE_AT * sheet.row_pt)
    rules = tuple(PlacedRule("cell", rounded(Rect(over.x, edge, measure, 0))) for edge in edges)
    return Marks(tuple(lines), rules=rules)
