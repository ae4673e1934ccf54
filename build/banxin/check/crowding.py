"""Lines of one module that overlap each other or its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from banxin.check.problems import OVERLAP
from banxin.check.view import PageView, line_slack
from banxin.errors import Problem, problem
from banxin.model.plan import Module


class Box(NamedTuple):
    """The area that a line or a picture occupies, in pt."""

    top: float
    bottom: float
    left: float
    right: float
    name: str


def check_crowding(view: PageView) -> Iterator[Problem]:
    """overlap inside modules; only the first of each module is reported: the others usually follow from it."""
    for module in view.page.modules:
        found = _first_pair(_boxes(module))
        if found is not None:
            one, other = found
            names = {"module": f"{view.name(module)}, {one.name}", "other": other.name}
            yield problem(OVERLAP, view.edition.origin, page=view.page.number, **names)


def _boxes(module: Module) -> list[Box]:
    boxes = []
    for line in module.lines:
        box = line.box
        # The em boxes of large figures and small lines of furniture overlap by design.
        slack = line_slack(module, line)
        edges = (box.y + slack, box.bottom - slack, box.x + slack, box.right - slack)
        boxes.append(Box(*edges, f"the line {line.text!r}"))
    for picture in module.pictures:
        rect = picture.rect
        boxes.append(Box(rect.y, rect.bottom, rect.x, rect.right, f"the picture {picture.file}"))
    return boxes


def _first_pair(boxes: list[Box]) -> tuple[Box, Box] | None:
    """The highest two boxes that overlap; a sweep down the page that keeps the boxes that have not ended."""
    under_way: list[Box] = []
    for box in sorted(boxes):
        under_way = [other for other in under_way if other.bottom > box.top]
        for other in under_way:
            if box.left < other.right and other.left < box.right:
                return other, box
        under_way.append(box)
    return None
