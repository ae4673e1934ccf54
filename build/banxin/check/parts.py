"""Parts of a page that the edition does not have, which no other check would notice."""

from __future__ import annotations

from collections.abc import Iterator

from banxin.check.problems import UNKNOWN_PART
from banxin.check.text import characters
from banxin.check.view import PageView
from banxin.errors import Problem, problem
from banxin.model.kinds import ModuleKind
from banxin.model.plan import Module
from banxin.model.roles import ROLE_OF_BLOCK
from banxin.model.text import BREAK


def check_parts(view: PageView) -> Iterator[Problem]:
    """unknown-part of one page."""
    for module in view.page.modules:
        for what in _faults(view, module):
            yield problem(UNKNOWN_PART, view.edition.origin, page=view.page.number, module=view.name(module), what=what)


def _faults(view: PageView, module: Module) -> Iterator[str]:
    if module.kind.traits.story and view.article(module) is None:
        yield f"the edition has no article {module.article!r}"
    elif not module.kind.traits.story and module.article:
        yield f"a module of the kind {module.kind} has no article, this one has {module.article!r}"
    elif module.kind is ModuleKind.FILLER and not _is_filler(view, module):
        yield "its text is not one of the paper's fillers"
    yield from _contradictions(view, module)
    for line in module.lines:
        if module.kind not in line.role.traits.modules:
            role = str(line.role)
            yield f"the line {line.text!r} has the role {role!r}, which a module of the kind {module.kind} cannot have"
    article = view.article(module)
    body = article.body if article else ()
    for line in module.lines:
        if line.role.traits.blocks and 0 <= line.block < len(body):
            role = ROLE_OF_BLOCK[body[line.block].kind]
            if line.role is not role:
                yield f"the line {line.text!r} is set as {line.role}, but is {role} in the article"


def _contradictions(view: PageView, module: Module) -> Iterator[str]:
    """Parts of an article that contradict each other."""
    own = [
        placed
        for page in view.plan.pages
        for placed in page.modules
        if placed.kind is module.kind is ModuleKind.ARTICLE and placed.article == module.article
    ]
    if module.kind is not ModuleKind.ARTICLE:
        if (module.part, module.parts) != (1, 1):
            yield f"a module of the kind {module.kind} is part 1 of 1, this one is part {module.part} of {module.parts}"
    elif not 1 <= module.part <= module.parts:
        yield f"there is no part {module.part} of {module.parts}"
    elif sorted(placed.part for placed in own) != list(range(1, module.parts + 1)):
        parts = ", ".join(f"{placed.part} of {placed.parts}" for placed in own)
        yield f"the parts of the article are not complete: {parts}"


def _is_filler(view: PageView, module: Module) -> bool:
    have = characters(module.text)
    fillers = view.edition.paper.fillers
    return any(have == characters(filler.text.replace(BREAK, "") + filler.source) for filler in fillers)
