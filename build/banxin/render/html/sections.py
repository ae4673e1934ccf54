"""Sections that begin on a page with several: for the outline, which has pages, sections and articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from banxin.model.edition import Edition
from banxin.render.html.view import DrawnPage

Openers = dict[tuple[int, str], str]
"""(page, module) → the section that begins with it."""


def openers(edition: Edition, pages: Sequence[DrawnPage]) -> Openers:
    """The modules with which another section begins; none on pages with one section, which the page's own entry
    names."""
    sections = {article.slug: article.section for article in edition.articles}
    found: Openers = {}
    for page in pages:
        begun = list(_begun(page, sections))
        if len({section for _, section in begun}) > 1:
            last = ""
            for module, section in begun:
                if section != last:
                    found[page.page.number, module] = last = section
    return found


def _begun(page: DrawnPage, sections: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Modules in which an article begins or continues, with its section: its own, else the page's."""
    told = set()
    for view in page.modules:
        module = view.module
        if module.article and module.article not in told:
            told.add(module.article)
            yield module.id, sections.get(module.article, "") or page.page.section


Bookmark = tuple[str, Any, list[Any], str]
"""WeasyPrint's bookmark: label, target, children, whether it is open."""


def gathered(make: Callable[..., list[Bookmark]]) -> Callable[..., list[Bookmark]]:
    """WeasyPrint's outline with each section of a page once, whatever the reading order of its articles."""

    def made(*arguments: Any, **options: Any) -> list[Bookmark]:
        return [
            (label, target, _once(children), state) for label, target, children, state in make(*arguments, **options)
        ]  # fmt: skip

    return made


def _once(children: list[Bookmark]) -> list[Bookmark]:
    """Entries with the same label joined, where some have entries under them."""
    if not any(under for _, _, under, _ in children):
        return children
    found: dict[str, Bookmark] = {}
    for label, target, under, state in children:
        if label in found:
            found[label][2].extend(under)
        else:
            found[label] = (label, target, list(under), state)
    return list(found.values())
