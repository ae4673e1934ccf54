"""Text across legs and pages: widows and orphans, subheads at a foot, loose lines, jumps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from banxin.check.problems import JUMP, SUBHEAD_FOOT, WIDOW
from banxin.check.view import PageView, leg_lines
from banxin.compose.problems import LOOSE_LINE
from banxin.errors import Problem, problem
from banxin.model.plan import Module, Plan
from banxin.model.roles import Flow, Role
from banxin.norms import JUMP_AFTER, JUMP_BEFORE, KEEP
from banxin.units import QUARTER, em

LOOSEST = QUARTER
"""Mils; a wider gap is a fault to report (docs/composition.md#stretching)."""
PAGE_NUMBER = re.compile(r"第\s*(\d+)\s*版")


def check_flow(view: PageView) -> Iterator[Problem]:
    """widow, subhead-foot and loose-line of one page."""
    for module in view.content:
        yield from _widows(view, module)
        for leg, lines in leg_lines(module).items():
            if lines[-1].role.traits.flow is Flow.LEAD:
                yield problem(
                    SUBHEAD_FOOT, view.edition.origin, page=view.page.number, module=view.name(module), leg=leg
                )
        for line in module.lines:
            if line.gap_em > em(LOOSEST):
                article = view.article(module)
                origin = article.origin if article else view.edition.origin
                yield problem(LOOSE_LINE, origin, text=line.text)


def _widows(view: PageView, module: Module) -> Iterator[Problem]:
    counts: dict[int, Counter[int]] = {}
    for line in module.lines:
        if line.role is Role.BODY and line.leg:
            counts.setdefault(line.block, Counter())[line.leg] += 1
    for block, legs in counts.items():
        if len(legs) > 1:
            for leg, lines in legs.items():
                if lines < KEEP:
                    fields = {"page": view.page.number, "module": view.name(module), "block": block + 1}
                    yield problem(WIDOW, view.edition.origin, lines=lines, leg=leg, **fields)


def check_jumps(view: PageView, plan: Plan) -> Iterator[Problem]:
    """jump: an article in more than two parts, too few lines on one side, or a wrong jump line."""
    pages = {(module.article, module.part): page.number for page in plan.pages for module in page.modules}
    for module in view.content:
        name, number = view.name(module), view.page.number
        faults = []
        if module.parts > 2:
            faults.append("the article is jumped more than once")
        body = sum(line.role is Role.BODY for line in module.lines)
        least = JUMP_BEFORE if module.part == 1 else JUMP_AFTER
        if module.parts == 2 and body < least:
            faults.append(f"only {body} lines stand on this side of the jump, {least} are the least")
        for line in module.lines:
            found = PAGE_NUMBER.search(line.text) if line.role is Role.JUMP else None
            other = pages.get((module.article, 3 - module.part))
            if line.role is Role.JUMP and (found is None or int(found[1]) != other):
                faults.append(f"{line.text!r} names the wrong page; the other part is on page {other}")
        for fault in faults:
            yield problem(JUMP, view.edition.origin, page=number, module=name, what=fault)
