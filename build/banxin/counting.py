"""Characters of the sources against those of each product: what is missing in one is told by name."""

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
"""Characters that a message names."""
Dropped = dict[str, str]
"""A lost character: product, article where it is known, character."""


def total(edition: Edition) -> int:
    """Characters of all articles, without white space."""
    return sum(wanted(article).total() for article in edition.articles)


def planned(plan: Plan) -> Counter[str]:
    """Characters that stand on the pages."""
    return characters(
        "".join(line.text for page in plan.pages for module in page.modules for line in module.lines)
    )  # fmt: skip


def of_pdf(plan: Plan, pdf: bytes) -> tuple[int, list[Dropped]]:
    """How many characters a PDF's text has, and which of the plan's it has not."""
    have, want = pdf_characters(pdf), planned(plan)
    return have.total(), [{"product": "pdf", "character": character} for character in (want - have).elements()]


def of_epub(edition: Edition, epub: bytes) -> tuple[int, list[Dropped]]:
    """How many of the articles' characters an e-book has in their pages, and which it has not."""
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
