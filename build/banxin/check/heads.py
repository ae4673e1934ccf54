"""Headlines compared with each other, and the places at which they are broken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from banxin.check.head_breaks import head_break_faults
from banxin.check.problems import HEAD_BREAK, INVERTED_SIZE, LEAD_PLACE, TOMBSTONE
from banxin.check.view import PageView
from banxin.errors import Problem, problem
from banxin.model.kinds import ModuleKind
from banxin.model.plan import Module
from banxin.model.roles import Role
from banxin.model.text import BREAK
from banxin.norms import TOMBSTONE_DIFFERENCE

BESIDE = 1.5
"""Gutters: modules no further apart than this stand side by side."""


def check_heads(view: PageView) -> Iterator[Problem]:
    """tombstone, inverted-size, head-break and lead-place."""
    number, origin = view.page.number, view.edition.origin
    for one, other in tombstones(view):
        names = {"module": view.name(one), "other": view.name(other)}
        yield problem(TOMBSTONE, origin, page=number, size=one.headline_pt, other_size=other.headline_pt, **names)
    for upper, lower in inversions(view):
        names = {"module": view.name(lower), "other": view.name(upper)}
        sizes = {"size": lower.headline_pt, "other_size": upper.headline_pt}
        yield problem(INVERTED_SIZE, origin, page=number, **names, **sizes)
    for module in view.content:
        lines = [line.text for line in module.lines if line.role is Role.HEADLINE]
        article = view.article(module)
        if article and lines == [str(part) for part in article.headline.split(BREAK)]:
            continue  # Broken as its editor wants it.
        for fault in head_break_faults(lines):
            yield problem(HEAD_BREAK, origin, page=number, module=view.name(module), fault=fault)
    articles = [module for module in view.content if module.kind is ModuleKind.ARTICLE]
    if articles and number == 1:
        lead = min(articles, key=lambda module: module.priority)
        if lead.rows[0] != min(module.rows[0] for module in view.content):
            yield problem(LEAD_PLACE, origin, page=number, module=view.name(lead))


def tombstones(view: PageView) -> list[tuple[Module, Module]]:
    """Pairs of modules whose heads stand side by side in like sizes (碰题)."""
    reach = BESIDE * view.sheet.gutter_pt
    found = []
    for one, other in combinations(view.content, 2):
        a, b = one.headline_rect, other.headline_rect
        if a is None or b is None or one.framed or other.framed:
            continue
        apart = max(b.x - a.right, a.x - b.right)
        level = _upright(one) == _upright(other)
        small, large = sorted((one.headline_pt, other.headline_pt))
        if (
            0 <= apart <= reach
            and a.y < b.bottom
            and b.y < a.bottom
            and level
            and small >= large * (1 - TOMBSTONE_DIFFERENCE)
        ):
            found.append((one, other))
    return found


def _upright(module: Module) -> bool:
    return module.headline_form is not None and module.headline_form.traits.upright


def inversions(view: PageView) -> list[tuple[Module, Module]]:
    """(upper, lower): the lower head is larger though the upper article is more important.

    A head beside its text has the size that its strip allows, and is not compared with those below.
    """
    found = []
    heads = [module for module in view.content if module.headline_rect is not None]
    for upper in heads:
        for lower in heads:
            over = upper.rect.bottom <= lower.rect.y and _meet(upper, lower)
            strip = upper.headline_form is not None and not upper.headline_form.traits.over
            if over and not strip and upper.priority < lower.priority and lower.headline_pt > upper.headline_pt:
                found.append((upper, lower))
    return found


def _meet(one: Module, other: Module) -> bool:
    return one.columns[0] <= other.columns[1] and other.columns[0] <= one.columns[1]
