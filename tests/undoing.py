"""Walk an import's log of edits backwards, to the text that came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banxin.importer.edits import Edit, apply


def undo(text: str, edits: Iterable[Edit]) -> str:
    """The text as it was before all edits. Raises ValueError when `after` is not what stands there."""
    return apply(text, _inverted(edits))


def _inverted(edits: Iterable[Edit]) -> Iterator[Edit]:
    shift = 0
    for edit in edits:
        yield Edit(edit.offset + shift, edit.after, edit.before, edit.rule)
        shift += len(edit.after) - len(edit.before)
