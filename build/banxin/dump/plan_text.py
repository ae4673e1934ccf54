"""A plan as text: a drawing of each page, then its modules and lines, so that changes of layout are readable diffs."""

from __future__ import annotations

from banxin.model.plan import Module, Page, Plan
from banxin.model.roles import Role
from banxin.units import pt_to_mm

ROWS_PER_CELL = 3
"""Rows of the grid for one line of the drawing."""
CELL = 9
"""Characters of the drawing for one column of the grid."""


def plan_to_text(plan: Plan, *, lines: bool = False) -> str:
    """All pages; with `lines`, each composed line too."""
    sheet = plan.sheet
    head = f"{plan.edition}  {sheet.name} {sheet.width_mm:g} × {sheet.height_mm:g} mm  seed {plan.seed}"
    return "\n".join([head, *(_page(page, plan, lines) for page in plan.pages)]) + "\n"


def _page(page: Page, plan: Plan, lines: bool) -> str:
    sheet = plan.sheet_of(page)
    numbers = f"pages {page.number} and {page.spread}" if page.spread else f"page {page.number}"
    head = f"{numbers} {page.section}  {sheet.columns} columns × {sheet.rows} rows of {sheet.row_pt:g} pt"
    parts = [head, draw_page(page, plan)]
    for module in page.modules:
        parts.append(_module(module))
        if lines:
            parts += [
                f"    {line.role:<8} {_place(line.leg, line.row)} x {line.x_pt:8.2f} y {line.y_pt:8.2f} "
                f"{line.length_pt / line.size_pt:6.2f} em of {line.size_pt:g}  gap {line.gap_em:.2f}  {line.text}"
                for line in module.lines
            ]
    return "\n".join(parts)


def _place(leg: int, row: int) -> str:
    return f"c{leg} r{row:<3}" if leg else "      "


def _module(module: Module) -> str:
    text = (
        f"{module.id:<9} {module.kind:<8} columns {module.columns[0]}–{module.columns[1]}"
        f"  rows {module.rows[0]}–{module.rows[1]}"
        f"  {pt_to_mm(module.rect.width):.1f} × {pt_to_mm(module.rect.height):.1f} mm"
    )
    if module.headline_form:
        head = " / ".join(line.text for line in module.lines if line.role is Role.HEADLINE)
        text += f"  {module.headline_form} {module.headline_pt:g} pt  {module.legs} legs  {module.article}: {head}"
    elif module.article:
        text += f"  {module.article}"
    return text


def draw_page(page: Page, plan: Plan) -> str:
    """The page as boxes with the modules' ids."""
    sheet = plan.sheet_of(page)
    width, height = sheet.columns * CELL + 1, -(-sheet.rows // ROWS_PER_CELL) + 1
    canvas = [[" "] * width for _ in range(height)]
    for module in page.modules:
        left, right = (module.columns[0] - 1) * CELL, module.columns[1] * CELL
        top, bottom = (module.rows[0] - 1) // ROWS_PER_CELL, -(-module.rows[1] // ROWS_PER_CELL)
        for x in range(left + 1, right):
            for y in (top, bottom):
                canvas[y][x] = "-"
        for y in range(top + 1, bottom):
            for x in (left, right):
                canvas[y][x] = "|"
        for x in (left, right):
            for y in (top, bottom):
                canvas[y][x] = "+"
        for x, character in enumerate(f"{module.id} {module.kind[:5]}"[: right - left - 2], left + 2):
            canvas[min(top + 1, bottom)][x] = character
    return "\n".join("".join(row).rstrip() for row in canvas)
