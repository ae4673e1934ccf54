"""Edits of a text and the log they make: undone in reverse order, they give the original text exactly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement. A list of edits is sorted by offset, and its edits do not overlap."""

    offset: int
    """Characters from the start of the text before any edit of its list."""
    before: str
    after: str
    rule: str
    """The rule's name; several names joined by `+` when the rules changed the same place in turn."""

    @property
    def end(self) -> int:
        return self.offset + len(self.before)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made. Raises ValueError when the text does not have `before` at an edit's offset."""
    out: list[str] = []
    at = 0
    for edit in edits:
        if edit.offset < at or not text.startswith(edit.before, edit.offset):
            raise ValueError(f"at {edit.offset} the text does not read {edit.before!r}")
        out += (text[at : edit.offset], edit.after)
        at = edit.end
    out.append(text[at:])
    return "".join(out)


def compose(raw: str, first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """One list that does what `first` on `raw` and then `second` on the result do; offsets are those of `raw`.

    Edits that share characters become one, from the first character of either to the last.
    """
    if not first or not second:
        return tuple(first or second)
    between = apply(raw, first)
    spans: list[tuple[int, int, int, Edit]] = []  # start and end in `between`, number of the list, the edit
    shift = 0
    for edit in first:
        start = edit.offset + shift
        spans.append((start, start + len(edit.after), 1, edit))
        shift += len(edit.after) - len(edit.before)
    spans.extend((edit.offset, edit.end, 2, edit) for edit in second)
    spans.sort(key=lambda span: span[:3])

    out: list[Edit] = []
    shift = index = 0
    while index < len(spans):
        start, end, which, edit = spans[index]
        index += 1
        if index == len(spans) or spans[index][0] >= end:  # The usual case: an edit that touches no other.
            out.append(edit if which == 1 else replace(edit, offset=start - shift))
            shift += len(edit.after) - len(edit.before) if which == 1 else 0
            continue
        cluster = [spans[index - 1]]
        while index < len(spans) and spans[index][0] < end:
            cluster.append(spans[index])
            end = max(end, spans[index][1])
            index += 1
        gained = sum(len(edit.after) - len(edit.before) for _, _, which, edit in cluster if which == 1)
        before = raw[start - shift : end - shift - gained]
        later = [replace(edit, offset=edit.offset - start) for _, _, which, edit in cluster if which == 2]
        after = apply(between[start:end], later)
        if before != after:
            rules = "+".join(dict.fromkeys(edit.rule for *_, edit in cluster))
            out.append(Edit(start - shift, before, after, rules))
        shift += gained
    return tuple(out)
