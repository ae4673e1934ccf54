"""Legs of articles, really filled: every height that their text can fill at a measure, pictures among them or not."""

from __future__ import annotations

from banxin.plan.legs.fill import Fill, fill, row_range
from banxin.plan.legs.inset import Inset
from banxin.plan.legs.pieces import Piece, make_pieces
from banxin.plan.text.blocks import NO_ROOM, StoryKey
from banxin.plan.text.portion import Portion
from banxin.plan.text.typesetter import Typesetter
from banxin.units import Mil

LEAST_ROWS = 4
"""Rows of the shortest leg. Ours."""
NO_INSET = Inset(0, 0, 0.0)
TABLES_ONLY = Fill(0, 0, 0.0, 0, ())
"""The filling of an article whose text is nothing but wide tables: they stand under its head, and it has no legs."""
Fills = dict[tuple[StoryKey, int, int, tuple[int, ...]], Fill | None]
"""(set text, legs, rows, rows by which each leg begins lower) → filling: the same at every line space, so makers
share them."""


class Fillings:
    """Fills legs that are lower than `most_rows` and no lower than `least`; `fills` remembers them."""

    def __init__(self, setter: Typesetter, most_rows: int, fills: Fills, least: int = LEAST_ROWS) -> None:
        self.least = least
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
        self, portion: Portion, measure: Mil, wide: Mil, legs: int, *, byline: bool, inset: Inset = NO_INSET
    ) -> list[Fill]:
        """Fillings of all heights; `legs`: columns that the legs and the picture share."""
        pieces = self.pieces(portion, measure, byline, wide)
        story = self.setter.story_key(portion, measure, wide, byline=byline)
        tops: tuple[int, ...] = ()
        if inset.full:
            legs -= inset.span
            most = row_range(pieces, legs)
            counts = range(max(most.start, inset.rows, self.least), min(most.stop, inset.rows + 1))
        elif inset.span:
            tops = (*(0,) * (legs - inset.span), *(inset.rows,) * inset.span)
            most = row_range(pieces, legs, inset.span * inset.rows)
            counts = range(max(most.start, inset.rows + self.least), most.stop)
        else:
            most = row_range(pieces, legs)
            counts = range(max(most.start, self.least), max(most.stop, self.least + 1))
        counts = range(counts.start, min(counts.stop, self.most_rows))
        found = (self._filled(story, pieces, legs, rows, tops) for rows in counts)
        return [filling for filling in found if filling is not None]

    def _filled(
        self, story: StoryKey, pieces: tuple[Piece, ...], legs: int, rows: int, tops: tuple[int, ...] = ()
    ) -> Fill | None:
        key = (story, legs, rows, tops)
        if key not in self._fills:
            self._fills[key] = fill(pieces, legs, rows, self.setter.layout.weights.white, tops)
        return self._fills[key]

    def beside_picture(
        self, portion: Portion, measure: Mil, span: int, inset: Inset, head_rows: int, *, byline: bool
    ) -> list[Fill]:
        """Fillings of the legs under a head of so many rows, beside and under a picture that begins with it."""
        pieces = self.pieces(portion, measure, byline, NO_ROOM)
        story = self.setter.story_key(portion, measure, NO_ROOM, byline=byline)
        lower = inset.rows - head_rows
        tops: tuple[int, ...] = ()
        if inset.full:
            legs, taken, least, most = span - inset.span, 0, lower, lower
        elif lower == 0 or lower >= LEAST_ROWS:
            legs, taken, least, most = span, lower * inset.span, lower + LEAST_ROWS, self.most_rows
            tops = (*(0,) * (span - inset.span), *(lower,) * inset.span) if lower else ()
        else:
            return []
        rows = row_range(pieces, legs, taken)
        counts = range(max(rows.start, least, LEAST_ROWS), min(rows.stop, most + 1, self.most_rows))
        found = (self._filled(story, pieces, legs, count, tops) for count in counts)
        return [filling for filling in found if filling is not None]
