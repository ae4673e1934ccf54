"""The frame of a plan that was read: its sheet, its pages' numbers, its modules' ids. All else is measured by it."""

from __future__ import annotations

from collections import Counter

from banxin.errors import UsageError
from banxin.model.plan import Plan
from banxin.plan.grid import make_sheet
from banxin.plan.layout import Layout


def check_frame(plan: Plan, layout: Layout, name: str) -> None:
    """Raises UsageError unless the sheet is one that the layout makes, and pages and ids are counted as they must."""
    if plan.sheet not in [make_sheet(layout, leading) for leading in layout.grid.leadings_pt]:
        raise UsageError(
            f"{name} has a sheet that the layout {layout.name} does not make: the layout was changed since, or the "
            "sheet was edited. Plan the edition again."
        )
    numbers = [page.number for page in plan.pages]
    if not numbers or numbers != list(range(1, len(numbers) + 1)):
        shown = ", ".join(map(str, numbers[:12])) or "none"
        raise UsageError(f"{name} must number its pages 1, 2, 3 and so on; it has {shown}.")
    for page in plan.pages:
        twice = [found for found, count in Counter(module.id for module in page.modules).items() if count > 1]
        if twice:
            raise UsageError(f"{name} has the module id {twice[0]!r} more than once on page {page.number}.")
