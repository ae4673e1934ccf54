"""The order of an e-book edition: pages, sections, articles as a reader of the printed paper would go through them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from banxin.model.edition import Article, Edition
from banxin.model.plan import Plan

NO_PAGE = 10_000
"""Sorts what stands on no known page behind everything else."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An article and the printed page it starts on."""

    article: Article
    page: int | None
    """From 1; None when nobody fixed it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that follow each other under one section's name."""

    name: str
    """May be empty, when neither article nor page has a section."""
    page: int | None
    """Page of its first article."""
    entries: tuple[Placed, ...]


def reading_order(edition: Edition, printed: Mapping[str, int]) -> tuple[Group, ...]:
    """The edition's articles by printed page, then priority, then as they came; neighbours of a section in one group.

    printed: slug → page (from 1) as planned; an article that is not in it keeps the page its editor named, else it
    goes where its section's first page is. Pages never go backwards: the list of printed pages follows the spine.
    """
    only = 1 if edition.pages == 1 else None
    known = {article.slug: printed.get(article.slug, article.page or only) for article in edition.articles}
    order = sorted(
        enumerate(edition.articles),
        key=lambda item: (known[item[1].slug] or _page_of_section(edition, item[1]), item[1].priority, item[0]),
    )
    groups: list[Group] = []
    for _, article in order:
        placed = Placed(article, known[article.slug])
        name = _section(edition, placed)
        if groups and groups[-1].name == name:
            last = groups[-1]
            groups[-1] = Group(name, last.page, (*last.entries, placed))
        else:
            groups.append(Group(name, placed.page, (placed,)))
    return tuple(groups)


def printed_pages(plan: Plan) -> dict[str, int]:
    """slug → page on which the article starts."""
    return {
        module.article: page.number
        for page in plan.pages
        for module in page.modules
        if module.article and module.part == 1
    }


def _page_of_section(edition: Edition, article: Article) -> int:
    return edition.sections.index(article.section) + 1 if article.section in edition.sections else NO_PAGE


def _section(edition: Edition, placed: Placed) -> str:
    if placed.article.section:
        return placed.article.section
    if placed.page and placed.page <= len(edition.sections):
        return edition.sections[placed.page - 1]
    return ""
