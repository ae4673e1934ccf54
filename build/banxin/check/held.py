"""Articles that wait for the next issue: each is reported to the editor."""

from __future__ import annotations

from collections.abc import Iterator

from banxin.check.problems import HELD
from banxin.errors import Problem, problem
from banxin.model.edition import Edition
from banxin.model.plan import Plan


def check_held(edition: Edition, plan: Plan) -> Iterator[Problem]:
    """held for each article that the plan leaves out. One that may not wait is reported as lost text."""
    held = frozenset(plan.held)
    for article in edition.articles:
        if article.hold and article.slug in held:
            yield problem(HELD, article.origin, article=article.slug, title=article.title)
