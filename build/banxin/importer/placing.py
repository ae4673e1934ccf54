"""What stands between the lines of a dump → the article in which it stands, and where in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from banxin.importer.dump_articles import DumpArticle
from banxin.importer.normalise import AFTER_JOINING, BEFORE_JOINING, normalise
from banxin.intake.dump import DumpNote, DumpPicture, DumpTable, Placed


def placed_in(articles: Sequence[DumpArticle], placed: Sequence[Placed]) -> tuple[tuple[Placed, ...], ...]:
    """For each article what stands in it: what follows a line of it, and before the first what begins the page."""
    starts = [article.line for article in articles]
    found: list[list[Placed]] = [[] for _ in articles]
    for one in placed:
        if articles:
            found[max(0, bisect_right(starts, one.after) - 1)].append(one)
    return tuple(map(tuple, found))


def normalised(one: Placed) -> Placed:
    """With its texts in full-width marks, as those of the lines are."""
    what = one.what
    if isinstance(what, DumpTable):
        rows = tuple(tuple(_clean(cell) for cell in row) for row in what.rows)
        return replace(one, what=replace(what, rows=rows))
    if isinstance(what, DumpPicture):
        return replace(one, what=replace(what, caption=_clean(what.caption)))
    return replace(one, what=replace(what, text=_clean(what.text)))


def _clean(text: str) -> str:
    return normalise(text, (*BEFORE_JOINING, *AFTER_JOINING))[0]


def notes_of(placed: Sequence[Placed]) -> tuple[DumpNote, ...]:
    """The notes among what is placed."""
    return tuple(one.what for one in placed if isinstance(one.what, DumpNote))


def pictures_of(placed: Sequence[Placed]) -> tuple[DumpPicture, ...]:
    """The pictures among what is placed that the source holds."""
    return tuple(one.what for one in placed if isinstance(one.what, DumpPicture) and one.what.data)
