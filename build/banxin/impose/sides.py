"""Sides of paper: views of pages at their places, and the marks between them. Lengths in pt."""

from __future__ import annotations

from dataclasses import dataclass

from banxin.units import mm_to_pt

PAPERS_MM = {"a5": (148, 210), "a4": (210, 297), "a3": (297, 420)}
"""Name → width and height, portrait (ISO 216)."""
MARGIN = mm_to_pt(6)
"""White margin at each edge: home printers cannot print the outer 3 to 5 mm. Ours."""


@dataclass(frozen=True, slots=True)
class PdfBox:
    """A rectangle, y up."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def inset(self, by: float) -> PdfBox:
        """The box without a margin on each side."""
        return PdfBox(self.left + by, self.bottom + by, self.right - by, self.top - by)


@dataclass(frozen=True, slots=True)
class View:
    """A page of the newspaper, or a part of one."""

    page: int
    """From 0, in the order of the file."""
    box: PdfBox
    """The visible part, in the page's coordinates."""


@dataclass(frozen=True, slots=True)
class PlacedView:
    """A view on a side of paper."""

    view: View
    box: PdfBox
    """Its place on the paper; of the view's own proportions."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet of paper."""

    width: float
    height: float
    places: tuple[PlacedView, ...]
    lines: tuple[tuple[float, float, float, float], ...] = ()
    """Thin dashed lines: x and y of both ends."""
    label: str = ""
    """Small in a corner, ASCII."""


def fitted(view: View, room: PdfBox, align: float = 0.5) -> PlacedView:
    """A view as large as fits into a box; `align`: its horizontal position, 0 left to 1 right."""
    scale = min(room.width / view.box.width, room.height / view.box.height)
    width, height = view.box.width * scale, view.box.height * scale
    left = room.left + (room.width - width) * align
    bottom = room.bottom + (room.height - height) / 2
    return PlacedView(view, PdfBox(left, bottom, left + width, bottom + height))


def paper(name: str, *, lying: bool) -> PdfBox:
    """A sheet of paper, portrait or landscape."""
    short, long = map(mm_to_pt, PAPERS_MM[name])
    return PdfBox(0.0, 0.0, long, short) if lying else PdfBox(0.0, 0.0, short, long)
