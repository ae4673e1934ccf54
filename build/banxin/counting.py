"""Characters of the sources compared with those of each product; missing ones are listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from banxin.check.problems import LOST_TEXT
from banxin.check.text import characters, wanted
from banxin.errors import Problem, problem
from banxin.model.edition import Edition
from banxin.model.plan import Plan
from banxin.render.pdf.extract import epub_characters, pdf_characters

SAMPLE = 20
"""Characters that a message shows."""
Dropped = dict[str, str]
"""A lost character: product, article if known, character."""


def total(edition: Edition) -> int:
    """Characters of all articles, without white space."""
    return sum(wanted(article).total() for article in edition.articles)


def planned(plan: Plan) -> Counter[str]:
    """Characters on the pages of a plan."""
    return characters(
        "".join(line.text for page in plan.pages for module in page.modules for line in module.lines)
    )  # fmt: skip


def of_pdf(plan: Plan, pdf: bytes) -> tuple[int, list[Dropped]]:
    """The number of characters in a PDF's text, and those of the plan that it lacks."""
    have, want = pdf_characters(pdf), planned(plan)
    return have.total(), [{"product": "pdf", "character": character} for character in (want - have).elements()]


def of_epub(edition: Edition, epub: bytes) -> tuple[int, list[Dropped]]:
    """The number of the articles' characters in an e-book, and those that it lacks."""
    count, dropped = 0, []
    for article in edition.articles:
        have, want = epub_characters(epub, f"/article-{article.slug}.xhtml"), wanted(article)
        lost = (want - have).elements()
        dropped += [{"product": "epub", "article": article.slug, "character": character} for character in lost]
        count += (want & have).total()
    return count, dropped


def lost(edition: Edition, dropped: Sequence[Dropped]) -> list[Problem]:
    """The problem of lost characters, or none."""
    if not dropped:
        return []
    sample = "".join(row["character"] for row in dropped[:SAMPLE])
    return [problem(LOST_TEXT, edition.origin, count=len(dropped), sample=sample)]
