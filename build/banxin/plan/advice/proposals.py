"""What an editor may do to an edition that does not fit, as text for the editor and as data for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from banxin.errors import Origin, Phrase, phrase
from banxin.model.edition import Article


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing to do."""

    kind: str
    """shorten, hold, move, smaller, larger, drop-picture, jump, lengthen, filler or pages."""
    article: str
    """Slug; empty for filler and pages."""
    title: str
    """Of the article; of drop-picture, the picture's file."""
    lines: int
    """Lines of one column to cut or to add, else 0."""
    page: int
    """Page that the article stands on, or moves to; of pages, how many."""
    cost: float
    """Of the editor's work and of what readers lose: less is better."""
    origin: Origin
    also: tuple[Proposal, ...] = ()
    """What must be done together with it."""

    @property
    def way(self) -> Phrase:
        """The thing to do, in the imperative, without a full stop."""
        way = self._way
        for other in self.also:
            way = phrase("{first} and {rest}", first=way, rest=other.way)
        return way

    @property
    def _way(self) -> Phrase:
        called = named(self.article, self.title)
        match self.kind:
            case "shorten":
                return phrase("shorten {article} by {lines} lines", article=called, lines=self.lines)
            case "hold":
                return phrase("leave out {article} with hold = true", article=called)
            case "move":
                return phrase("move {article} to page {page} with page = {page}", article=called, page=self.page)
            case "smaller":
                return phrase('show the picture of {article} smaller with size = "small"', article=called)
            case "larger":
                return phrase('show the picture of {article} larger with size = "large"', article=called)
            case "drop-picture":
                return phrase("leave out the picture {file} of {slug}", file=self.title, slug=self.article)
            case "jump":
                return phrase("let {article} continue on another page with jump = true", article=called)
            case "lengthen":
                return phrase("lengthen {article} by {lines} lines", article=called, lines=self.lines)
            case "filler":
                return phrase("put a [[filler]] into paper.toml")
        return phrase("take {pages} pages with pages = {pages} in edition.toml", pages=self.page)

    def row(self) -> dict[str, Any]:
        """The proposal as scripts read it."""
        found: dict[str, Any] = {
            "kind": self.kind,
            "article": self.article,
            "lines": self.lines,
            "page": self.page,
            "file": self.origin.file,
            "line": self.origin.line,
        }
        return {**found, "also": [other.row() for other in self.also]} if self.also else found


def named(slug: str, title: str) -> Phrase:
    """An article by the name that its editor knows."""
    return phrase("{slug} ({title})", slug=slug, title=title)


def called(article: Article) -> Phrase:
    """An article by the name that its editor knows."""
    return named(article.slug, article.title)


def either(ways: Sequence[Phrase]) -> Phrase:
    """Ways to choose from, the best first."""
    *others, found = ways
    for way in reversed(others):
        found = phrase("{first}; or {rest}", first=way, rest=found)
    return found
