"""Forms of headlines, and what each of them is. A new form is a row of the table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

ANY_SPAN = range(1, 1000)


class HeadlineForm(StrEnum):
    """How the head of an article stands to its text."""

    ACROSS = "across"
    """Over the text (横题)."""
    REVERSED = "reversed"
    """Over the text, white on a dark band (反白题)."""
    BESIDE = "beside"
    """Level lines in a column left of the text (串文题)."""
    VERTICAL = "vertical"
    """Upright lines in a column left of the text (竖题)."""
    BANNER = "banner"
    """Over the text and over all columns of the page, first under its masthead or folio (通栏题)."""

    @property
    def traits(self) -> FormTraits:
        """Its row of the table."""
        return _TABLE[self]


class BylinePlace(Enum):
    """Where the byline stands."""

    HEAD = auto()
    LEG = auto()
    """At the top of the first leg."""
    BY_SPAN = auto()
    """In the head of a wide module, in the leg of a narrow one, as the layout says (`byline_from`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTraits:
    """What is true of all heads of a form. The numbers are ours."""

    byline: BylinePlace
    over: bool = True
    """Whether it stands over the legs; else in a column of its own beside them."""
    upright: bool = False
    """Whether its lines run down."""
    band: bool = False
    """Whether it stands white on a dark ground."""
    spans: range = ANY_SPAN
    """Columns that its module may take."""
    whole_page: bool = False
    """Whether it takes all columns of its page and stands there first. A page has one such head at most, and only
    where its editor asks for it."""
    larger: int = 0
    """Ranks of the type scale by which it is larger than its article's own rank has it."""
    promoted: bool = False
    """Whether it may take a larger size than the article's own rank has, where the article leads a page."""
    fills: bool = False
    """Whether its headline should fill its width."""
    slack: int = 0
    """Rows that it may be given over what it needs."""
    cost: float = 0.0
    """What it costs where no editor asked for it."""


_TABLE = {
    HeadlineForm.ACROSS: FormTraits(byline=BylinePlace.BY_SPAN, promoted=True, fills=True, slack=3),
    HeadlineForm.REVERSED: FormTraits(byline=BylinePlace.LEG, band=True, promoted=True, slack=1, cost=9.0),
    HeadlineForm.BESIDE: FormTraits(byline=BylinePlace.HEAD, over=False, spans=range(3, 7)),
    HeadlineForm.VERTICAL: FormTraits(byline=BylinePlace.LEG, over=False, upright=True, spans=range(2, 7), cost=8.0),
    HeadlineForm.BANNER: FormTraits(
        byline=BylinePlace.HEAD, whole_page=True, larger=1, promoted=True, fills=True, slack=3
    ),
}
