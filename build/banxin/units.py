"""Lengths and rounding, in one place.

Composition counts in *mils*: thousandths of the em of the face being set, as integers.
A mil is also PDF's unit of text space, so a composed gap goes into a `TJ` array as it is.
Pages count in points (pt, 1/72 inch), files and messages in millimetres.
"""

from __future__ import annotations

import math
from typing import NewType

Mil = NewType("Mil", int)
"""1/1000 em of the size being set."""

EM = Mil(1000)
HALF = Mil(500)
QUARTER = Mil(250)
EIGHTH = Mil(125)
THIRD = Mil(333)

ASCENT = 0.88
"""Share of a Han em box that lies over the baseline: the ideographic em box of our faces' sources (OpenType `BASE`)."""

PT_PER_INCH = 72
MM_PER_INCH = 25.4
PT_PER_MM = PT_PER_INCH / MM_PER_INCH
PT_PER_PX = 0.75


def round_half_up(value: float, digits: int = 0) -> float:
    """Round to `digits` decimals; a half goes away from zero, so that both sides of a page agree."""
    scale = 10.0**digits
    return math.copysign(math.floor(abs(value) * scale + 0.5), value) / scale


def nearest(value: float) -> int:
    """The nearest whole number; a half goes away from zero."""
    return int(round_half_up(value))


def mil(em: float) -> Mil:
    """Ems to mils."""
    return Mil(nearest(em * EM))


def em(mils: int) -> float:
    """Mils to ems."""
    return mils / EM


def mm_to_pt(mm: float) -> float:
    """Millimetres to points."""
    return mm * PT_PER_MM


def pt_to_mm(pt: float) -> float:
    """Points to millimetres, rounded to 0.001 mm so that the same plan is always written alike."""
    return round_half_up(pt / PT_PER_MM, 3)


def pt_to_pixels(pt: float, ppi: float) -> int:
    """Pixels that a length in points has at so many pixels an inch."""
    return nearest(pt / PT_PER_INCH * ppi)


def pixels_per_inch(pixels: float, pt: float) -> float:
    """The resolution of so many pixels over a length in points."""
    return pixels * PT_PER_INCH / pt
