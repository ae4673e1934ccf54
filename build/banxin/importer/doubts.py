"""Doubts of the decision as an editor reads them."""

from __future__ import annotations

from dataclasses import dataclass

from banxin.errors import Origin, Problem, phrase, problem
from banxin.importer.deciding.decision import Decision, Doubt
from banxin.importer.deciding.features import signature
from banxin.importer.deciding.page_lines import PageLines
from banxin.importer.deciding.tags import Role, Step, Tag
from banxin.importer.line_forms import excerpt
from banxin.importer.problems import DOUBTFUL_READING


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line that two readings take otherwise."""

    number: int
    text: str
    first: Tag
    second: Tag
    known_by: tuple[str, str]
    """By what a rule of the paper knows such a line: its words, its form."""


@dataclass(frozen=True, slots=True)
class ToldDoubt:
    """A place with two readings."""

    line: int
    lead: float
    lines: tuple[ToldLine, ...]


def told_doubts(page: PageLines, decision: Decision) -> tuple[ToldDoubt, ...]:
    """The doubts of a page, each with the lines that its two readings take otherwise."""
    return tuple(_told(page, one) for one in decision.doubts)


def _told(page: PageLines, doubt: Doubt) -> ToldDoubt:
    lines = tuple(
        ToldLine(
            page.lines[one.at].number, page.lines[one.at].text, one.first, one.second, signature(page, one.at)
        )
        for one in doubt.choices
    )
    return ToldDoubt(page.lines[doubt.at].number, doubt.lead, lines)


def doubtful(doubt: ToldDoubt, file: str) -> Problem:
    """The doubt as a problem at its line."""
    line = next(one for one in doubt.lines if one.number == doubt.line)
    return problem(
        DOUBTFUL_READING,
        Origin(file, line.number),
        text=excerpt(line.text, 24),
        first=in_words(line.first),
        second=in_words(line.second),
    )


def in_words(tag: Tag) -> str:
    """What a line is, in words."""
    if tag.step is Step.NOTHING:
        return phrase("more of the paragraph before")
    word = ROLE_WORDS[tag.role]
    return phrase("{role}, with which an article begins", role=word) if tag.step is Step.ARTICLE else word


ROLE_WORDS = {
    Role.SERIES: phrase("the name of a column"),
    Role.KICKER: phrase("a kicker"),
    Role.HEADLINE: phrase("a headline"),
    Role.DECK: phrase("a deck"),
    Role.BYLINE: phrase("a byline"),
    Role.DATELINE: phrase("a dateline"),
    Role.NOTE: phrase("an editor's note"),
    Role.BODY: phrase("a paragraph of text"),
    Role.SUBHEAD: phrase("a subhead"),
    Role.CAPTION: phrase("a caption"),
    Role.CREDIT: phrase("a picture credit"),
    Role.SIGNOFF: phrase("a signature"),
    Role.SOURCE: phrase("a source line"),
    Role.FOLIO: phrase("a folio line"),
    Role.RESIDUE: phrase("residue of a program"),
}
