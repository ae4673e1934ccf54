"""A page's content stream in inks: every colour operator is replaced; black overprints what is under it.

WeasyPrint writes few kinds of operator; one that is not known here raises an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Name, Operator

from banxin.errors import BanxinError
from banxin.press.inks import Ink, Inks
from banxin.units import round_half_up

BLACK: Ink = (0.0, 0.0, 0.0, 1.0)
OVER, KNOCKED_OUT = Name.banxinOver, Name.banxinOut
"""Graphics states: black overprints, so that no white seam shows; all other colours knock out."""
FILL, STROKE = {"g": 1, "rg": 3, "k": 4}, {"G": 1, "RG": 3, "K": 4}
"""Colour operators → number of their colour's components."""
MARKS = frozenset({"BDC", "BMC", "EMC", "MP", "DP"})
"""Marked content, which a printing plant does not need."""
REFUSED = frozenset({"cs", "CS", "sc", "SC", "scn", "SCN", "sh", "BI"})
Matrix = tuple[float, float, float, float, float, float]
PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class PressError(BanxinError):
    """The page has something that cannot be printed: a gradient, a colour space of another kind."""


@dataclass(slots=True)
class Drawn:
    """What a page contains."""

    thinnest_pt: float = float("inf")
    """Width of the thinnest line or bar."""
    pictures: list[str] = field(default_factory=list)
    """The resource name of every picture that is drawn."""
    most_ink: float = 0.0
    """Of its flat colours, in percent."""


def add_states(resources: Any) -> None:
    """Add the graphics states that the content in inks uses to a page's resources."""
    states = resources.get("/ExtGState", pikepdf.Dictionary())
    for name, over in ((OVER, True), (KNOCKED_OUT, False)):
        states[str(name)] = pikepdf.Dictionary(Type=Name.ExtGState, OP=over, op=over, OPM=int(over))
    resources.ExtGState = states


def separate(document: pikepdf.Pdf, page: pikepdf.Page, inks: Inks) -> Drawn:
    """Rewrite a page's content in inks. Raises PressError for what cannot be printed."""
    walk = _Walk(inks)
    made = list(walk.instructions(pikepdf.parse_content_stream(page)))
    page.Contents = document.make_stream(pikepdf.unparse_content_stream(made))
    return walk.drawn


class _Walk:
    def __init__(self, inks: Inks) -> None:
        self._inks = inks
        self._matrix = PLAIN
        self._stack: list[tuple[Matrix, float]] = []
        self._stroke_pt = 1.0
        self._bars: list[float] = []
        self.drawn = Drawn()

    def instructions(self, content: Any) -> Iterator[ContentStreamInstruction]:
        yield from self._colour(BLACK, "k")
        yield from self._colour(BLACK, "K")
        for instruction in content:
            operator = str(instruction.operator)
            if operator in MARKS:
                continue
            if operator in REFUSED:
                raise PressError("The layout uses a gradient or a colour that has no inks. Give plain colours.")
            if operator in FILL or operator in STROKE:
                yield from self._recoloured(operator, [float(part) for part in instruction.operands])
                continue
            self._note(operator, instruction.operands)
            yield instruction

    def _recoloured(self, operator: str, parts: list[float]) -> Iterator[ContentStreamInstruction]:
        if len(parts) == 4:
            inks: Ink = (parts[0], parts[1], parts[2], parts[3])
        else:
            red, green, blue = parts if len(parts) == 3 else parts * 3
            inks = self._inks.colour(red, green, blue)
        self.drawn.most_ink = max(self.drawn.most_ink, 100 * sum(inks))
        yield from self._colour(inks, "k" if operator in FILL else "K")

    def _colour(self, inks: Ink, operator: str) -> Iterator[ContentStreamInstruction]:
        yield ContentStreamInstruction([round_half_up(part, 4) for part in inks], Operator(operator))
        if operator == "k":
            state = OVER if inks == BLACK else KNOCKED_OUT
            yield ContentStreamInstruction([state], Operator("gs"))

    def _note(self, operator: str, operands: Any) -> None:
        """Record lines and pictures; lengths follow the matrix, which is never skewed here."""
        if operator == "q":
            self._stack.append((self._matrix, self._stroke_pt))
        elif operator == "Q" and self._stack:
            self._matrix, self._stroke_pt = self._stack.pop()
        elif operator == "cm":
            self._matrix = _times(tuple(map(float, operands)), self._matrix)
        elif operator == "w":
            self._stroke_pt = float(operands[0]) * abs(self._matrix[3] or self._matrix[1])
        elif operator == "re":
            _, _, width, height = map(float, operands)
            scale = abs(self._matrix[3] or self._matrix[1])
            self._bars.append(min(abs(width), abs(height)) * scale)
        elif operator in ("f", "f*", "F", "B", "B*"):
            self._thin(*self._bars)
        elif operator in ("S", "s", "B", "B*"):
            self._thin(self._stroke_pt)
        elif operator == "Do":
            self.drawn.pictures.append(str(operands[0]))
        if operator in ("f", "f*", "F", "B", "B*", "S", "s", "n"):
            self._bars = []

    def _thin(self, *widths: float) -> None:
        self.drawn.thinnest_pt = min((self.drawn.thinnest_pt, *(width for width in widths if width > 0)))


def _times(one: Any, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
