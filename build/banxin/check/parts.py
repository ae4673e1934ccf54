"""Is every part of a page one that the edition has? What is unknown would escape all other checks."""

from __future__ import annotations

from collections.abc import Iterator

from banxin.check.text import BODY, characters
from banxin.check.view import FURNITURE, PageView
from banxin.errors import Problem, problem
from banxin.model.edition import BlockKind
from banxin.model.plan import Module

OF_ARTICLES = frozenset({"article", "photo", "teaser", "box"})
"""Kinds of modules that tell an article."""
KINDS = OF_ARTICLES | FURNITURE | {"ad", "filler"}
FURNITURE_ROLES = frozenset({"masthead", "folio"})
ROLES = FURNITURE_ROLES | {
    "kicker", "headline", "deck", "byline", "dateline", "subhead", "body", "caption", "credit", "jump", "filler",
}  # fmt: skip


def check_parts(view: PageView) -> Iterator[Problem]:
    """unknown-part of one page."""
    for module in view.page.modules:
        for what in _faults(view, module):
            yield problem(
                "unknown-part", view.edition.origin, page=view.page.number, module=view.name(module), what=what
            )


def _faults(view: PageView, module: Module) -> Iterator[str]:
    if module.kind not in KINDS:
        yield f"no module is of the kind {module.kind!r}"
    elif module.kind in OF_ARTICLES and view.article(module) is None:
        yield f"the edition has no article {module.article!r}"
    elif module.kind not in OF_ARTICLES and module.article:
        yield f"a module of the kind {module.kind} tells no article, this one tells {module.article!r}"
    elif module.kind == "filler" and not _is_filler(view, module):
        yield "its text is none of the paper's fillers"
    known = FURNITURE_ROLES if module.kind in FURNITURE else ROLES - FURNITURE_ROLES
    for line in module.lines:
        if line.role not in known:
            yield f"the line {line.text!r} has the role {line.role!r}, which a module of the kind {module.kind} has not"
    article = view.article(module)
    for line in module.lines:
        if article and line.role in BODY and 0 <= line.block < len(article.blocks):
            role = "subhead" if article.blocks[line.block].kind is BlockKind.SUBHEAD else "body"
            if line.role != role:
                yield f"the line {line.text!r} is set as {line.role}, in the article it is {role}"


def _is_filler(view: PageView, module: Module) -> bool:
    have = characters("".join(line.text for line in module.lines))
    fillers = view.edition.paper.fillers
    return any(have == characters(filler.text.replace("／", "") + filler.source) for filler in fillers)
