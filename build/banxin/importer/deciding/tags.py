"""What a line of a page may be: its role, and whether it begins an article, begins a paragraph or goes on with one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a paragraph or a line of a head is."""

    SERIES = "series"
    """The name of a column (栏目), over a head or over briefs."""
    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    DATELINE = "dateline"
    NOTE = "note"
    """An editor's note (编者按)."""
    BODY = "body"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    CREDIT = "credit"
    SIGNOFF = "signoff"
    """What ends a text: the writer or the agency in brackets, an office and its day under a notice."""
    SOURCE = "source"
    """Where a text was taken from, who edited it (来源, 责任编辑)."""
    FOLIO = "folio"
    """The page's own line: its number, the day, the paper."""
    RESIDUE = "residue"
    """What a program left: style sheets, buttons, counts of readers."""


class Step(StrEnum):
    """What begins with a line."""

    ARTICLE = "*"
    PARAGRAPH = "-"
    NOTHING = "+"
    """It goes on with the paragraph before."""


@dataclass(frozen=True, slots=True)
class Tag:
    """What is decided about one line."""

    step: Step
    role: Role

    def __str__(self) -> str:
        return f"{self.step}{self.role}"


def tag(text: str) -> Tag:
    """`*headline` → the tag. Raises ValueError for what is none."""
    return Tag(Step(text[:1]), Role(text[1:]))


OPENING = (Role.SERIES, Role.KICKER, Role.HEADLINE, Role.NOTE, Role.BODY, Role.CAPTION)
"""Roles with which an article may begin."""
RUNNING = tuple(role for role in Role if role not in (Role.SERIES, Role.KICKER, Role.HEADLINE, Role.FOLIO, Role.DATELINE))
"""Roles whose text may go over several lines; each line of a headline is one of its own."""
OUTSIDE = frozenset({Role.FOLIO, Role.RESIDUE})
"""Roles of lines that belong to no article."""
TAGS: tuple[Tag, ...] = (
    *(Tag(Step.ARTICLE, role) for role in OPENING),
    *(Tag(Step.PARAGRAPH, role) for role in Role),
    *(Tag(Step.NOTHING, role) for role in RUNNING),
)
NUMBER = {one: number for number, one in enumerate(TAGS)}


def may_follow(before: Tag, after: Tag) -> bool:
    """Whether two lines may have these tags: only a paragraph of the same role goes on."""
    return after.step is not Step.NOTHING or before.role is after.role


def may_begin(first: Tag) -> bool:
    """Whether a page may begin so: with an article, or with what belongs to none."""
    return first.step is Step.ARTICLE or (first.step is Step.PARAGRAPH and first.role in OUTSIDE)
