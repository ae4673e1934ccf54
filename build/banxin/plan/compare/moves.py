"""The changes from an earlier plan to a new one, for an editor who approved the earlier one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from banxin.errors import phrase
from banxin.model.kinds import ModuleKind
from banxin.model.plan import Module, Plan

Place = tuple[int, tuple[int, int], tuple[int, int]]
"""Page, columns, rows."""


@dataclass(frozen=True, slots=True)
class Move:
    """A module that has moved, or is new or gone."""

    module: str
    """The article's slug and which part of it; the file of a picture; else the module's kind."""
    before: Place | None
    after: Place | None
    why: str


def moves(earlier: Plan, plan: Plan) -> tuple[Move, ...]:
    """Every module of the two plans that is not where it was, by page."""
    old, new = _modules(earlier), _modules(plan)
    found = []
    for name in sorted(old | new):
        before, after = old.get(name), new.get(name)
        if (before and before[0]) != (after and after[0]):
            found.append(Move(name, before and before[0], after and after[0], _why(before, after)))
    return tuple(sorted(found, key=lambda move: (move.after or move.before or (0, (0, 0), (0, 0)), move.module)))


def _modules(plan: Plan) -> dict[str, tuple[Place, str]]:
    """Name → place and text."""
    found: dict[str, tuple[Place, str]] = {}
    counts: Counter[str] = Counter()
    for page in plan.pages:
        for module in page.modules:
            name = _name(module)
            counts[name] += 1
            name = name if counts[name] == 1 else f"{name} {counts[name]}"
            text = module.text
            found[name] = (page.number, module.columns, module.rows), text
    return found


def _name(module: Module) -> str:
    if module.kind is ModuleKind.PHOTO:
        return f"{module.article} {module.pictures[0].file}"
    if module.article:
        return module.article if module.parts == 1 else f"{module.article} {module.part}/{module.parts}"
    return module.pictures[0].file if module.kind is ModuleKind.AD else module.kind


def _why(before: tuple[Place, str] | None, after: tuple[Place, str] | None) -> str:
    if before is None:
        return phrase("it is new")
    if after is None:
        return phrase("it is gone")
    if before[1] != after[1]:
        longer = len(after[1]) - len(before[1])
        if longer > 0:
            return phrase("its text is longer by {count} characters", count=longer)
        if longer < 0:
            return phrase("its text is shorter by {count} characters", count=-longer)
        return phrase("its text has changed")
    return phrase("it makes room for others")
