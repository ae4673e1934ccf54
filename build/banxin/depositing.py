"""An edition's folder and its products → a library."""

from __future__ import annotations

import json
from pathlib import Path

from banxin.errors import Problem, UsageError, phrase, problem
from banxin.library.archive.bag import Deposit
from banxin.library.archive.deposit import make_deposit
from banxin.library.archive.store import Added, Library, earlier_revision
from banxin.library.problems import NO_SUCH_ARTICLE
from banxin.model.printed import printed
from banxin.pipeline import OpenEdition, load_plan, open_edition

PLAN = "plan.json"


def add_edition(folder: Path, out: Path, library: Path) -> tuple[Added, tuple[Problem, ...]]:
    """Add the edition of a folder, built in `out`, to a library, which is created if missing; returns what was added,
    and a problem for each 更正 whose article is unknown.

    Raises EditionError, UsageError when it was not built or was changed since, SetupError.
    """
    desk = _desk(folder, out)
    products = out / desk.edition.key
    if not (products / PLAN).is_file():
        raise UsageError(
            phrase(
                "{folder} has no products of {edition}. {way}",
                folder=products,
                edition=desk.edition.key,
                way=phrase("Build it: banxin build {edition}", edition=folder),
            )
        )
    plan = load_plan(desk, products / PLAN)
    edition = printed(desk.edition, plan)

    def make(replaces: str) -> Deposit:
        return make_deposit(edition, plan, products, desk.library, replaces)

    opened = Library.made(library)
    added = opened.add(
        make, lambda catalogue: earlier_revision(catalogue, edition.paper.key, edition.day, edition.revision)
    )
    with opened.reading() as catalogue:
        lost = [
            problem(NO_SUCH_ARTICLE, article.origin, target=target)
            for article in edition.articles
            for target in article.corrects
            if target.partition("/")[0] >= edition.day or catalogue.article(edition.paper.key, target) is None
        ]
    return added, tuple(lost)


def _desk(folder: Path, out: Path) -> OpenEdition:
    """The edition with the layout that it was built with."""
    desk = open_edition(folder)
    try:
        layout = json.loads((out / desk.edition.key / PLAN).read_bytes())["layout"]
    except (OSError, ValueError, KeyError, TypeError):
        return desk
    return desk if layout == desk.layout.name else open_edition(folder, str(layout))
