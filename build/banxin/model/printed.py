"""The edition as a plan prints it: without what waits for the next issue, with the number of pages that there are."""

from __future__ import annotations

from dataclasses import replace

from banxin.model.edition import Edition
from banxin.model.plan import Plan


def printed(edition: Edition, plan: Plan) -> Edition:
    """What the plan's pages and the e-book of the same day hold."""
    held = frozenset(plan.held)
    articles = tuple(article for article in edition.articles if not (article.hold and article.slug in held))
    return replace(edition, articles=articles, pages=max(max(page.number, page.spread) for page in plan.pages))
