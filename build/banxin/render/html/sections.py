"""Where sections begin on a page that has several: for the outline, which goes by page, section, article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from banxin.model.edition import Edition
from banxin.render.html.view import PageView

Openers = dict[tuple[int, str], str]
"""(page, module) → the section that begins with it."""


def openers(edition: Edition, pages: Sequence[PageView]) -> Openers:
    """The modules with which another section begins; none on pages of one section, which the page itself names."""
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


def _begun(page: PageView, sections: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Modules in which an article begins or goes on, and its section: its own, else the page's."""
    told = set()
    for view in page.modules:
        module = view.module
        if module.article and module.article not in told:
            told.add(module.article)
            yield module.id, sections.get(module.article, "") or page.page.section


Bookmark = tuple[str, Any, list[Any], str]
"""WeasyPrint's: label, target, children, whether it is open."""


def gathered(make: Callable[..., list[Bookmark]]) -> Callable[..., list[Bookmark]]:
    """WeasyPrint's outline with each section of a page once, whatever order its articles are read in."""

    def made(*arguments: Any, **options: Any) -> list[Bookmark]:
        return [
            (label, target, _once(children), state) for label, target, children, state in make(*arguments, **options)
        ]  # fmt: skip

    return made


def _once(children: list[Bookmark]) -> list[Bookmark]:
    """Entries of one label as one, where some have entries under them: on a page of one section none has."""
    if not any(under for _, _, under, _ in children):
        return children
    found: dict[str, Bookmark] = {}
    for label, target, under, state in children:
        if label in found:
            found[label][2].extend(under)
        else:
            found[label] = (label, target, list(under), state)
    return list(found.values())
