"""Has each head the form that its editor asked for? The planner lets a form go that it cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from banxin.check.problems import FORM_NOT_KEPT
from banxin.check.view import PageView
from banxin.errors import Problem, phrase, problem
from banxin.model.edition import Article
from banxin.model.forms import HeadlineForm


def check_forms(view: PageView) -> Iterator[Problem]:
    """form-not-kept for each article whose head has another form than the one that it names."""
    for module in view.content:
        article = view.article(module)
        if article is None or module.part > 1 or not module.headline_form:
            continue
        asked = article.headline_form
        if asked is not None and asked is not module.headline_form:
            yield problem(
                FORM_NOT_KEPT, article.origin, asked=asked, form=module.headline_form, reason=_reason(article, asked)
            )


def _reason(article: Article, asked: HeadlineForm) -> str:
    """Why it could not be had, as far as the article tells."""
    traits = asked.traits
    if not traits.over and article.box:
        return phrase("it stands in a box")
    if traits.upright and article.kicker:
        return phrase("it has a kicker")
    if not traits.over and article.pictures:
        return phrase("a picture stands in its module")
    return phrase("its words are too wide for a column, or no height of its text suits it")
