"""The contents of 导读 and boxes of facts compared with the edition: pages, titles, each fact in its cell."""

from __future__ import annotations

from collections.abc import Iterator

from banxin.check.problems import JUMP, UNKNOWN_PART
from banxin.check.text import joined
from banxin.check.view import PageView
from banxin.errors import Problem, problem
from banxin.model.edition import Service
from banxin.model.kinds import ModuleKind
from banxin.model.plan import Module
from banxin.model.roles import Role


def check_boxes(view: PageView) -> Iterator[Problem]:
    """jump for a wrong teaser; unknown-part for a box whose facts are not those of one service."""
    for module in view.content:
        number, name = view.page.number, view.name(module)
        if module.kind is ModuleKind.TEASER:
            for what in _teasers(view, module):
                yield problem(JUMP, view.edition.origin, page=number, module=name, what=what)
        elif module.kind is ModuleKind.BOX and not any(_holds(module, service) for service in view.edition.services):
            what = "its facts are not those of one of the edition's services"
            yield problem(UNKNOWN_PART, view.edition.origin, page=number, module=name, what=what)


def _teasers(view: PageView, module: Module) -> Iterator[str]:
    """Faults of the entries: each must be an article's short headline and the page on which it begins."""
    pages = {placed.article: page.number for page in view.plan.pages for placed in page.modules if placed.part == 1}
    titles = {article.slug: article.title for article in view.edition.articles}
    for slug in dict.fromkeys(line.slot for line in module.lines if line.role is Role.TEASER):
        text = joined(line for line in module.lines if line.role is Role.TEASER and line.slot == slug)
        title = "".join(titles.get(slug, "").split())
        if not title or not text.startswith(title):
            yield f"the teaser {text!r} is not the headline of an article"
        elif text.removeprefix(title) != f"▶{pages.get(slug)}版":
            yield f"the teaser {text!r} names the wrong page; the article is on page {pages.get(slug)}"


def _holds(module: Module, service: Service) -> bool:
    """Whether the module's lines are the service's, each cell in its own place."""
    cells: dict[str, str] = {}
    for line in module.lines:
        if line.role is Role.SERVICE:
            cells[line.slot] = cells.get(line.slot, "") + joined([line])
    wanted = {"title": service.title, "source": service.source}
    for row, texts in enumerate(service.rows, 1):
        wanted |= {f"{row}-{column}": text for column, text in enumerate(texts, 1)}
    return cells == {slot: "".join(text.split()) for slot, text in wanted.items() if text.strip()}
