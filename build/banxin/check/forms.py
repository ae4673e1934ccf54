"""Headlines without the form that their editor asked for: the planner gives up a form that cannot be set."""

from __future__ import annotations

from collections.abc import Iterator

from banxin.check.problems import BANNER_HEAD_PLACE, FORM_NOT_KEPT
from banxin.check.view import PageView
from banxin.errors import Problem, phrase, problem
from banxin.model.edition import Article
from banxin.model.forms import HeadlineForm
from banxin.model.kinds import ModuleKind
from banxin.model.plan import Module


def check_forms(view: PageView) -> Iterator[Problem]:
    """form-not-kept for each article whose head has another form than the article asks for.

    banner-head-place for a head over the whole page that stands elsewhere, or that nobody asked for.
    """
    for module in view.content:
        article = view.article(module)
        if article is None or module.part > 1 or not module.headline_form:
            continue
        asked = article.headline_form
        if module.headline_form.traits.whole_page and not (asked is module.headline_form and _over_page(view, module)):
            yield problem(BANNER_HEAD_PLACE, article.origin, page=view.page.number)
        elif asked is not None and asked is not module.headline_form:
            yield problem(
                FORM_NOT_KEPT,
                article.origin,
                asked=asked,
                form=module.headline_form,
                reason=_reason(view, article, asked),
            )


def _over_page(view: PageView, module: Module) -> bool:
    """Whether a module takes all columns, first under the furniture of its page."""
    above = [other for other in view.page.modules if other.rows[0] < module.rows[0]]
    return module.columns == (1, view.sheet.columns) and all(
        other.kind.traits.furniture and other.rows[1] < module.rows[0] for other in above
    )


def _page_in_the_way(view: PageView) -> str:
    """Why a head could not stand over a whole page, as far as the page shows."""
    if any(other.headline_form and other.headline_form.traits.whole_page for other in view.content):
        return phrase("another headline stands over its page")
    if any(other.kind.traits.furniture and other.columns != (1, view.sheet.columns) for other in view.page.modules):
        return phrase("the masthead does not leave it the full width")
    first = min(other.rows[0] for other in view.content)
    if any(other.kind is ModuleKind.AD and other.rows[0] == first for other in view.content):
        return phrase("an advertisement stands at the top of its page")
    return phrase("its text is too short for all columns, or suits no height")


def _reason(view: PageView, article: Article, asked: HeadlineForm) -> str:
    """Why the form could not be set, as far as the article shows."""
    traits = asked.traits
    if traits.whole_page:
        return _page_in_the_way(view)
    if not traits.over and article.box:
        return phrase("it stands in a box")
    if traits.upright and article.kicker:
        return phrase("it has a kicker")
    if not traits.over and article.pictures:
        return phrase("a picture stands in its module")
    return phrase("its words are too wide for a column, or its text suits no height")
