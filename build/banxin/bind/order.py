"""The order of an e-book: pages, sections and articles as in the printed paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from banxin.model.edition import Article, Edition
from banxin.model.plan import Module, Page, Plan

NO_PAGE = 10_000
"""Sorts articles without a known page last."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An article and the printed page it starts on."""

    article: Article
    page: int | None
    """From 1; None when it is not fixed."""


@dataclass(frozen=True, slots=True)
class SectionGroup:
    """Consecutive articles of one section."""

    name: str
    """Empty when neither the articles nor their page have a section."""
    page: int | None
    """Page of its first article."""
    entries: tuple[Placed, ...]


def reading_order(edition: Edition, printed: Mapping[str, int]) -> tuple[SectionGroup, ...]:
    """The edition's articles by printed page, section, priority and file name, each section in one group.

    printed: slug → page (from 1) as planned; an article that is not in it keeps the page that its editor stated, else
    it goes to the first page of its section. Page numbers never decrease, since the list of printed pages follows the
    spine. On a page, the section of the most important article comes first.
    """
    only = 1 if edition.pages == 1 else None
    known = {article.slug: printed.get(article.slug, article.page or only) for article in edition.articles}
    entries = [Placed(article, known[article.slug]) for article in edition.articles]
    names = [_section(edition, placed) for placed in entries]
    pages = [placed.page or _page_of_section(edition, placed.article) for placed in entries]
    ranks = [(placed.article.priority, number) for number, placed in enumerate(entries)]
    first: dict[tuple[int, str], tuple[int, int]] = {}
    for page, name, rank in zip(pages, names, ranks, strict=True):
        first[page, name] = min(rank, first.get((page, name), rank))
    order = sorted(range(len(entries)), key=lambda number: (
        pages[number], first[pages[number], names[number]], ranks[number]
    ))  # fmt: skip
    groups: list[SectionGroup] = []
    for number in order:
        placed, name = entries[number], names[number]
        if groups and groups[-1].name == name:
            last = groups[-1]
            groups[-1] = SectionGroup(name, last.page, (*last.entries, placed))
        else:
            groups.append(SectionGroup(name, placed.page, (placed,)))
    return tuple(groups)


def printed_pages(plan: Plan) -> dict[str, int]:
    """slug → page on which the article begins; of a spread, the page with its first column."""
    return {
        module.article: _number(page, module, plan.sheet.columns)
        for page in plan.pages
        for module in page.modules
        if module.article and module.part == 1
    }


def _number(page: Page, module: Module, columns: int) -> int:
    return page.spread if page.spread and module.columns[0] > columns else page.number


def _page_of_section(edition: Edition, article: Article) -> int:
    return edition.sections.index(article.section) + 1 if article.section in edition.sections else NO_PAGE


def _section(edition: Edition, placed: Placed) -> str:
    if placed.article.section:
        return placed.article.section
    return edition.section(placed.page) if placed.page else ""
