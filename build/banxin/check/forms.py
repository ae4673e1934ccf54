"""Has each head the form that its editor asked for? The planner lets a form go that it cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from banxin.check.problems import FORM_NOT_KEPT
from banxin.check.view import PageView
from banxin.errors import Problem, phrase, problem
from banxin.model.edition import SIDEWAYS_FORMS, Article


def check_forms(view: PageView) -> Iterator[Problem]:
    """form-not-kept for each article whose head has another form than the one that it names."""
    for module in view.content:
        article = view.article(module)
        if article is None or module.part > 1 or not module.headline_form:
            continue
        asked = article.headline_form
        if asked not in ("auto", module.headline_form):
            yield problem(
                FORM_NOT_KEPT, article.origin, asked=asked, form=module.headline_form, reason=_reason(article)
            )


def _reason(article: Article) -> str:
    """Why it could not be had, as far as the article tells."""
    if article.headline_form in SIDEWAYS_FORMS and article.box:
        return phrase("it stands in a box")
    if article.headline_form == "vertical" and article.kicker:
        return phrase("it has a kicker")
    if article.headline_form in SIDEWAYS_FORMS and article.pictures:
        return phrase("a picture stands in its module")
    return phrase("its words are too wide for a column, or no height of its text suits it")
