"""The order in which a page's modules are read: from the top down, from left to right.

Readers of PDF that go by height (PDFium) take two lines whose baselines are nearly level for one line, and sort them
from the left. So a module does not follow one whose last line is level with its own first line and stands right of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banxin.model.plan import Module

LEVEL = 0.6
"""Share of the larger size by which two baselines differ at most to be taken for one line. Ours, from PDFium."""


def in_reading_order(modules: Sequence[Module]) -> list[Module]:
    """The modules in order, named m1, m2 and so on."""
    waiting = sorted(modules, key=lambda module: (module.rows[0], module.columns[0]))
    ordered: list[Module] = []
    while waiting:
        free = (module for module in waiting if not ordered or not _runs_on(ordered[-1], module))
        chosen = next(free, waiting[0])
        waiting.remove(chosen)
        ordered.append(replace(chosen, id=f"m{len(ordered) + 1}"))
    return ordered


def _runs_on(before: Module, after: Module) -> bool:
    """Whether the last line of one and the first of the other would be read as one line, the wrong way round."""
    if not before.lines or not after.lines:
        return False
    last, first = before.lines[-1], after.lines[0]
    near = abs(last.y_pt - first.y_pt) <= LEVEL * max(last.size_pt, first.size_pt)
    return near and first.x_pt < last.x_pt
