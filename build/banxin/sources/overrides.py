"""plan.toml: the editor's instructions for single articles, which override the articles' own keys."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from banxin.errors import Origin, phrase
from banxin.model.edition import Article
from banxin.sources.extras import check_page
from banxin.sources.files import SourceFolder
from banxin.sources.problems import BAD_VALUE, DUPLICATE_KEY, NO_PICTURE, UNKNOWN_ARTICLE
from banxin.sources.settings import NeighbourSettings, OverrideSettings, PlanSettings
from banxin.sources.settings_file import read_settings
from banxin.sources.text import shown
from banxin.sources.toml import KeyPath, line_of

PLAN_FILE = "plan.toml"
OVERRIDES = ("page", "at", "span", "headline_form", "headline_pt")
NAMED = 12
"""Slugs that a message lists; ours, so that they fit on a screen."""
Pair = tuple[str, str]


def apply_overrides(
    folder: Path, articles: tuple[Article, ...], slugs: set[str], pages: int, sources: SourceFolder
) -> tuple[tuple[Article, ...], tuple[Pair, ...]]:
    """The articles with the instructions of plan.toml applied, and the pairs that must not stand side by side.

    slugs: of every article file, also of one that could not be read. pages: of the edition, 0 when not fixed.
    """
    path = folder / PLAN_FILE
    settings, lines = read_settings(path, PlanSettings, sources, required=False)
    if settings is None:
        return articles, ()
    desk = _PlanFile(sources.name(path), lines, slugs, sources)
    by_slug = {article.slug: article for article in articles}
    for slug, wish, place in desk.wishes(settings.article):
        check_page(wish.page, pages, desk.origin(*place, "page"), sources)
        if article := by_slug.get(slug):
            by_slug[slug] = desk.overridden(article, wish, place)
    for one, other in desk.pairs("together", settings.together):
        for slug, friend in ((one, other), (other, one)):
            article = by_slug.get(slug)
            if article and friend not in article.related:
                by_slug[slug] = replace(article, related=(*article.related, friend))
    apart = tuple(dict.fromkeys(desk.pairs("apart", settings.apart)))
    return tuple(by_slug[article.slug] for article in articles), apart


def unknown_article(slug: str, key: str, origin: Origin, slugs: set[str], sources: SourceFolder) -> None:
    """Report a slug that no article file has, with the nearest one."""
    near = difflib.get_close_matches(slug.removesuffix(".md"), sorted(slugs), 1, 0.8)
    listed = phrase("Articles are named by file: {names}.", names=", ".join(sorted(slugs)[:NAMED]))
    way = phrase('Did you mean "{near}"?', near=near[0]) if near else listed
    sources.add(UNKNOWN_ARTICLE, origin, key=key, slug=slug, way=way)


@dataclass(frozen=True, slots=True)
class _PlanFile:
    file: str
    lines: dict[KeyPath, int]
    slugs: set[str]
    sources: SourceFolder

    def origin(self, *place: str | int) -> Origin:
        return Origin(self.file, line_of(place, self.lines))

    def wishes(self, settings: list[OverrideSettings]) -> Iterator[tuple[str, OverrideSettings, KeyPath]]:
        seen: set[str] = set()
        for index, wish in enumerate(settings):
            place: KeyPath = ("article", index)
            if wish.slug not in self.slugs:
                unknown_article(wish.slug, "slug", self.origin(*place, "slug"), self.slugs, self.sources)
            elif wish.slug in seen:
                self.sources.add(DUPLICATE_KEY, self.origin(*place, "slug"), key=wish.slug)
            else:
                seen.add(wish.slug)
                yield wish.slug, wish, place

    def overridden(self, article: Article, wish: OverrideSettings, place: KeyPath) -> Article:
        changes = {key: getattr(wish, key) for key in OVERRIDES if key in wish.model_fields_set}
        article = replace(article, **changes)
        if wish.photo is None:
            return article
        if not article.pictures:
            self.sources.add(NO_PICTURE, self.origin(*place, "photo"))
            return article
        return replace(article, pictures=(replace(article.pictures[0], size=wish.photo), *article.pictures[1:]))

    def pairs(self, key: str, settings: list[NeighbourSettings]) -> Iterator[Pair]:
        """Every two of the articles that a block names."""
        for index, block in enumerate(settings):
            origin = self.origin(key, index, "articles")
            for slug in block.articles:
                if slug not in self.slugs:
                    unknown_article(slug, key, origin, self.slugs, self.sources)
            known = [slug for slug in dict.fromkeys(block.articles) if slug in self.slugs]
            if len(set(block.articles)) == 1:
                allowed, twice = phrase("a list of two or more different slugs"), shown(block.articles)
                self.sources.add(BAD_VALUE, origin, key="articles", value=twice, allowed=allowed)
            yield from combinations(known, 2)
