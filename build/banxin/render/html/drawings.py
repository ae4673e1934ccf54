"""Drawings (SVG) that a layout's HTML may have: nothing that runs, nothing that grows without end.

WeasyPrint draws a `use` anew wherever it stands: ten levels of ten are 10¹⁰ shapes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from banxin.errors import Phrase, phrase

SVG = "{http://www.w3.org/2000/svg}"
HREFS = ("href", "{http://www.w3.org/1999/xlink}href", "xlink:href")
REFUSED = ("script", "foreignobject", "animate", "animatetransform", "animatemotion", "set")
MOST_SHAPES = 10_000
"""Elements of all drawings, each as often as it is used. Ours."""


def fault(root: Any) -> Phrase | None:
    """What is wrong with the drawings in a tree of HTML, or None."""
    shapes = 0
    for drawing in root.iter(f"{SVG}svg"):
        for element in drawing.iter():
            if isinstance(element.tag, str) and (found := _fault_of(element)):
                return found
        shapes += _Counter(root).count(drawing)
        if shapes > MOST_SHAPES:
            return phrase("its drawings have more than {most} shapes, or use each other in a circle", most=MOST_SHAPES)
    return None


def _fault_of(element: Any) -> Phrase | None:
    name = _name(element)
    if name in REFUSED:
        return phrase("a drawing has the element {name}", name=name)
    for attribute, value in element.attrib.items():
        if attribute.lower().startswith("on"):
            return phrase("a drawing has the attribute {name}", name=attribute[:40])
        if attribute in HREFS and name != "a" and not value.strip().startswith("#"):
            return phrase("a drawing leads to {name}, outside of itself", name=value[:80])
    return None


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()


class _Counter:
    """Counts the elements that are drawn; of a circle more than may be."""

    def __init__(self, root: Any) -> None:
        self._named = {one.get("id"): one for one in root.iter() if isinstance(one.tag, str) and one.get("id")}
        self._known: dict[Any, int] = {}
        self._open: set[Any] = set()

    def count(self, element: Any) -> int:
        """How many elements are drawn for one."""
        if element in self._open:
            return MOST_SHAPES + 1
        if element not in self._known:
            self._open.add(element)
            self._known[element] = 1 + sum(map(self.count, self._parts(element)))
            self._open.remove(element)
        return self._known[element]

    def _parts(self, element: Any) -> Iterator[Any]:
        yield from (child for child in element if isinstance(child.tag, str))
        for attribute, value in element.attrib.items():
            # Patterns, masks and markers are drawn for each shape that names them.
            target = value.strip().removeprefix("url(").strip("\"')").removeprefix("#")
            leads = attribute in HREFS or value.strip().startswith("url(")
            if leads and target in self._named and self._named[target] is not element:
                yield self._named[target]
