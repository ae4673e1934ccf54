"""How a layout wants its text composed: region and the three styles of full-width punctuation (GB/T 15834, clreq)."""

from __future__ import annotations

from dataclasses import dataclass

from banxin.compose.classes import RIGHT_BLANK, Class
from banxin.model.text import Region, WritingMode
from banxin.units import HALF, QUARTER, Mil

BLANKS: dict[str, frozenset[Class]] = {
    "full": RIGHT_BLANK | {Class.OPEN},
    "half": frozenset(),
    "kaiming": frozenset({Class.STOP}),
}
"""Style → the classes of marks that keep their blank half: 全角 all, 半角 none, 开明 only 。？！．

At a line's edges no mark keeps it, in any style.
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a layout chooses of the rules. Raises ValueError for an unknown style of punctuation."""

    region: Region = Region.CN
    """Whose rules hold."""
    writing_mode: WritingMode = WritingMode.HORIZONTAL
    """Which way lines run."""
    punctuation: str = "full"
    """full, half or kaiming."""
    shrink_stops: bool = True
    """Whether the blank of 。？！ may be squeezed, as the last level."""
    latin_space: Mil = QUARTER
    """The space between Han and Latin or digits."""
    hyphenate: bool = True
    """Whether Latin words of six letters and more may be broken."""
    names: bool = False
    """Whether the text is a byline or a credit, all of it: names stay whole. In a dateline they always do."""
    hyphen_language: str = "en_US"
    """Whose hyphenation patterns (a dictionary of pyphen)."""

    def __post_init__(self) -> None:
        if self.punctuation not in BLANKS:
            raise ValueError(f"punctuation is {self.punctuation!r}, but must be one of {', '.join(BLANKS)}")


DEFAULT = Setting()


def left_blank(cls: Class, punctuation: str) -> Mil:
    """The blank of a mark on its left, inside a line."""
    return HALF if cls is Class.OPEN and cls in BLANKS[punctuation] else Mil(0)


def right_blank(cls: Class, punctuation: str) -> Mil:
    """The blank of a mark on its right, inside a line."""
    return HALF if cls in RIGHT_BLANK and cls in BLANKS[punctuation] else Mil(0)
