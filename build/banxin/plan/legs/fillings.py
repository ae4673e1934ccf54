"""The fillings of articles' legs: every height that the text can fill at a measure, with or without a picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from banxin.plan.legs.fill import Fill, fill, row_range
from banxin.plan.legs.filled import FilledStory
from banxin.plan.legs.inset import Inset
from banxin.plan.legs.pieces import Piece, make_pieces
from banxin.plan.memory import Memory
from banxin.plan.text.blocks import NO_ROOM, SetStory, StoryKey
from banxin.plan.text.portion import Portion
from banxin.plan.text.typesetter import Typesetter
from banxin.units import Mil

LEAST_LINES = 4
"""Lines of the shortest leg. Ours."""
TABLES_ONLY = Fill(0, 0, 0.0, 0, ())
"""The filling of an article that consists of wide tables only: they stand under its head, and it has no legs."""


class FillKey(NamedTuple):
    """What a filling depends on, with the weights of one layout: it is the same at every line space."""

    story: StoryKey
    legs: int
    rows: int
    tops: tuple[int, ...]
    """Rows by which each leg begins lower."""


Fills = Memory[FillKey, Fill | None]


@dataclass(frozen=True, slots=True)
class CutStory:
    """A story and the pieces it is divided into."""

    key: StoryKey
    story: SetStory
    pieces: tuple[Piece, ...]


class Fillings:
    """Fills legs that are lower than `most_rows` and hold no less than `least` lines; `fills` remembers them."""

    def __init__(self, setter: Typesetter, most_rows: int, fills: Fills, least: int = LEAST_LINES) -> None:
        self.least = setter.line_rows.of(least)
        """Rows of the shortest leg."""
        self.setter = setter
        self.most_rows = most_rows
        self._fills = fills
        self._cut: dict[StoryKey, CutStory] = {}

    def cut(self, portion: Portion, measure: Mil, wide: Mil, *, byline: bool) -> CutStory:
        """The text at a measure and the pieces it is divided into."""
        key = self.setter.story_key(portion, measure, wide, byline=byline)
        found = self._cut.get(key)
        if found is None:
            story = self.setter.story(portion, measure, wide, byline=byline)
            found = self._cut[key] = CutStory(key, story, make_pieces(story))
        return found

    def of_legs(
        self, portion: Portion, measure: Mil, wide: Mil, legs: int, *, byline: bool, inset: Inset | None = None
    ) -> list[FilledStory]:
        """Fillings of all heights; `legs`: columns that the legs and the picture share."""
        cut = self.cut(portion, measure, wide, byline=byline)
        if cut.story.wide and not cut.story.blocks and inset is None:
            return [FilledStory(cut.story, (), TABLES_ONLY)]
        tops: tuple[int, ...] = ()
        if inset is None:
            most = row_range(cut.pieces, legs)
            counts = range(max(most.start, self.least), max(most.stop, self.least + 1))
        elif inset.full:
            legs -= inset.span
            most = row_range(cut.pieces, legs)
            counts = range(max(most.start, inset.rows, self.least), min(most.stop, inset.rows + 1))
        else:
            tops = _tops(legs, inset.span, inset.rows)
            most = row_range(cut.pieces, legs, inset.span * inset.rows)
            counts = range(max(most.start, inset.rows + self.least), most.stop)
        counts = range(counts.start, min(counts.stop, self.most_rows))
        return self._filled(cut, legs, counts, tops)

    def beside_picture(
        self, portion: Portion, measure: Mil, span: int, inset: Inset, head_rows: int, *, byline: bool
    ) -> list[FilledStory]:
        """Fillings of the legs under a head of so many rows, beside and under a picture that begins with it."""
        cut = self.cut(portion, measure, NO_ROOM, byline=byline)
        lower, usual = inset.rows - head_rows, self.setter.line_rows.of(LEAST_LINES)
        tops: tuple[int, ...] = ()
        if inset.full:
            legs, taken, least, most = span - inset.span, 0, lower, lower
        elif lower == 0 or lower >= usual:
            legs, taken, least, most = span, lower * inset.span, lower + usual, self.most_rows
            tops = _tops(span, inset.span, lower) if lower else ()
        else:
            return []
        rows = row_range(cut.pieces, legs, taken)
        counts = range(max(rows.start, least, usual), min(rows.stop, most + 1, self.most_rows))
        return self._filled(cut, legs, counts, tops)

    def _filled(self, cut: CutStory, legs: int, counts: range, tops: tuple[int, ...]) -> list[FilledStory]:
        """The story in so many legs of each of these heights, as far as a filling keeps the rules."""
        pieces, white = cut.pieces, self.setter.layout.weights.white
        found = []
        for rows in counts:
            key = FillKey(cut.key, legs, rows, tops)
            filling = self._fills.get(key, partial(fill, pieces, legs, rows, white, tops))
            if filling is not None:
                found.append(FilledStory(cut.story, pieces, filling))
        return found


def _tops(legs: int, under: int, rows: int) -> tuple[int, ...]:
    """Rows by which each leg begins lower where the last ones stand under a picture."""
    return (*(0,) * (legs - under), *(rows,) * under)
