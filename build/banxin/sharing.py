"""Pictures to share: an article as one long picture (长图), composed again in one column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from banxin import counting
from banxin.check.text import wanted
from banxin.errors import EditionError, UsageError, phrase, problem
from banxin.model.edition import Article
from banxin.pipeline import TIME_LIMIT_S, OpenEdition, open_edition
from banxin.plan.problems import HEADLINE_TOO_LONG
from banxin.plan.single import plan_single
from banxin.render.pdf.drawing import draw_pdf

LAYOUT = "share"


def open_for_sharing(folder: Path) -> OpenEdition:
    """The edition with the layout `share`, or the paper's own layout of that name. Raises as `open_edition`."""
    return open_edition(folder, LAYOUT)


def articles_named(desk: OpenEdition, slugs: Sequence[str]) -> list[Article]:
    """The articles of those slugs, or all. Raises UsageError that lists the existing ones."""
    known = {article.slug: article for article in desk.edition.articles}
    slugs = [slug.removesuffix(".md") for slug in slugs]
    unknown = [slug for slug in slugs if slug not in known]
    if unknown:
        raise UsageError(
            phrase("There is no article {slug}; there are: {known}.", slug=unknown[0], known=", ".join(known))
        )
    return [known[slug] for slug in dict.fromkeys(slugs)] if slugs else list(known.values())


def long_page(desk: OpenEdition, article: Article) -> bytes:
    """The article as a PDF of one page, as long as it takes, drawn with the newspaper's templates.

    Raises EditionError with `headline-too-long` when its headline fits in no size of the layout, with `lost-text` when
    characters of it are missing.
    """
    alone = replace(desk.edition, articles=(article,), ads=(), services=(), apart=(), pages=1)
    plan = plan_single(alone, article, desk.setter)
    if plan is None:
        least = desk.layout.scale.p1[-1]
        raise EditionError([problem(HEADLINE_TOO_LONG, article.origin, size=least)])
    pdf = draw_pdf(alone, plan, desk.layout_folder, TIME_LIMIT_S)
    _, dropped = counting.of_pdf(plan, pdf)
    missing = (wanted(article) - counting.planned(plan)).elements()
    dropped += [{"product": "share", "character": character} for character in missing]
    if dropped:
        raise EditionError(counting.lost(alone, dropped))
    return pdf
