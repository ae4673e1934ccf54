"""The frame of a plan that was read: its sheet, its page numbers, its modules' ids. Everything else is measured by
it."""

from __future__ import annotations

from collections import Counter

from banxin.errors import UsageError
from banxin.layout.grid import make_sheet, spread_sheet
from banxin.layout.settings import Layout
from banxin.model.plan import Plan


def check_frame(plan: Plan, layout: Layout, name: str) -> None:
    """Raises UsageError unless the layout makes this sheet, pages are numbered in order, and ids are unique."""
    sheets = [make_sheet(layout, leading) for leading in layout.grid.leadings_pt]
    wide = [page.sheet for page in plan.pages if page.sheet is not None]
    if plan.sheet not in sheets or any(sheet != spread_sheet(plan.sheet) for sheet in wide):
        raise UsageError(
            f"{name} has a sheet that the layout {layout.name} does not make: the layout was changed since, or the "
            "sheet was edited. Plan the edition again."
        )
    numbers = [number for page in plan.pages for number in (page.number, page.spread) if number]
    if not numbers or numbers != list(range(1, len(numbers) + 1)):
        shown = ", ".join(map(str, numbers[:12])) or "none"
        raise UsageError(f"{name} must number its pages 1, 2, 3 and so on; it has {shown}.")
    for page in plan.pages:
        twice = [found for found, count in Counter(module.id for module in page.modules).items() if count > 1]
        if twice:
            raise UsageError(f"{name} has the module id {twice[0]!r} more than once on page {page.number}.")
