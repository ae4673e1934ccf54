"""Legs of articles, really filled: every height that their text can fill at a measure, pictures among them or not."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from banxin.plan.legs.fill import Fill, fill, row_range
from banxin.plan.legs.filled import FilledStory
from banxin.plan.legs.inset import Inset
from banxin.plan.legs.pieces import Piece, make_pieces
from banxin.plan.memory import Memory
from banxin.plan.text.blocks import NO_ROOM, StoryKey
from banxin.plan.text.portion import Portion
from banxin.plan.text.typesetter import Typesetter
from banxin.units import Mil

LEAST_LINES = 4
"""Lines of the shortest leg. Ours."""
TABLES_ONLY = Fill(0, 0, 0.0, 0, ())
"""The filling of an article whose text is nothing but wide tables: they stand under its head, and it has no legs."""


class FillKey(NamedTuple):
    """What a filling depends on, with the weights of one layout: it is the same at every line space."""

    story: StoryKey
    legs: int
    rows: int
    tops: tuple[int, ...]
    """Rows by which each leg begins lower."""


Fills = Memory[FillKey, Fill | None]


class Fillings:
    """Fills legs that are lower than `most_rows` and hold no less than `least` lines; `fills` remembers them."""

    def __init__(self, setter: Typesetter, most_rows: int, fills: Fills, least: int = LEAST_LINES) -> None:
        self.least = setter.line_rows.of(least)
        """Rows of the shortest leg."""
        self.setter = setter
        self.most_rows = most_rows
        self._fills = fills
        self._cut: dict[StoryKey, tuple[Piece, ...]] = {}

    def pieces(self, portion: Portion, measure: Mil, byline: bool, wide: Mil) -> tuple[Piece, ...]:
        """What the text is made of that legs are filled with."""
        key = self.setter.story_key(portion, measure, wide, byline=byline)
        if key not in self._cut:
            self._cut[key] = make_pieces(self.setter.story(portion, measure, wide, byline=byline))
        return self._cut[key]

    def of_legs(
        self, portion: Portion, measure: Mil, wide: Mil, legs: int, *, byline: bool, inset: Inset | None = None
    ) -> list[FilledStory]:
        """Fillings of all heights; `legs`: columns that the legs and the picture share."""
        story = self.setter.story(portion, measure, wide, byline=byline)
        if story.wide and not story.blocks and inset is None:
            return [FilledStory(story, (), TABLES_ONLY)]
        pieces = self.pieces(portion, measure, byline, wide)
        tops: tuple[int, ...] = ()
        if inset is None:
            most = row_range(pieces, legs)
            counts = range(max(most.start, self.least), max(most.stop, self.least + 1))
        elif inset.full:
            legs -= inset.span
            most = row_range(pieces, legs)
            counts = range(max(most.start, inset.rows, self.least), min(most.stop, inset.rows + 1))
        else:
            tops = _tops(legs, inset.span, inset.rows)
            most = row_range(pieces, legs, inset.span * inset.rows)
            counts = range(max(most.start, inset.rows + self.least), most.stop)
        counts = range(counts.start, min(counts.stop, self.most_rows))
        return self._filled(portion, measure, wide, legs, counts, tops, byline=byline)

    def beside_picture(
        self, portion: Portion, measure: Mil, span: int, inset: Inset, head_rows: int, *, byline: bool
    ) -> list[FilledStory]:
        """Fillings of the legs under a head of so many rows, beside and under a picture that begins with it."""
        pieces = self.pieces(portion, measure, byline, NO_ROOM)
        lower, usual = inset.rows - head_rows, self.setter.line_rows.of(LEAST_LINES)
        tops: tuple[int, ...] = ()
        if inset.full:
            legs, taken, least, most = span - inset.span, 0, lower, lower
        elif lower == 0 or lower >= usual:
            legs, taken, least, most = span, lower * inset.span, lower + usual, self.most_rows
            tops = _tops(span, inset.span, lower) if lower else ()
        else:
            return []
        rows = row_range(pieces, legs, taken)
        counts = range(max(rows.start, least, usual), min(rows.stop, most + 1, self.most_rows))
        return self._filled(portion, measure, NO_ROOM, legs, counts, tops, byline=byline)

    def _filled(
        self,
        portion: Portion,
        measure: Mil,
        wide: Mil,
        legs: int,
        counts: Iterable[int],
        tops: tuple[int, ...],
        *,
        byline: bool,
    ) -> list[FilledStory]:
        """The story in so many legs of each of these heights, as far as a lawful filling exists."""
        story, pieces = (
            self.setter.story(portion, measure, wide, byline=byline),
            self.pieces(portion, measure, byline, wide),
        )
        key = self.setter.story_key(portion, measure, wide, byline=byline)
        white = self.setter.layout.weights.white
        found = []
        for rows in counts:
            filling = self._fills.get(FillKey(key, legs, rows, tops), partial(fill, pieces, legs, rows, white, tops))
            if filling is not None:
                found.append(FilledStory(story, pieces, filling))
        return found


def _tops(legs: int, under: int, rows: int) -> tuple[int, ...]:
    """Rows by which each leg begins lower where the last ones stand under a picture."""
    return (*(0,) * (legs - under), *(rows,) * under)
