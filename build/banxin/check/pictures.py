"""Does each picture of the edition stand once on its pages, whole in its module and not distorted?"""

from __future__ import annotations

from collections.abc import Iterator

from banxin.check.view import FURNITURE, TOLERANCE
from banxin.errors import Problem, problem
from banxin.model.edition import Article, Edition, Picture
from banxin.model.plan import Module, PlacedPicture, Plan

DISTORTION = 0.02
"""Share by which a picture's visible part and its frame may differ in shape; the eye does not see it."""
ROUNDING = 1e-4
"""Of the fractions of a crop."""
CODE = "qr:"
"""Head of the name of a code that the renderer draws."""


def check_pictures(edition: Edition, plan: Plan) -> Iterator[Problem]:
    """picture: lost, foreign or twice, out of its module, without size, cropped beyond its edges, distorted."""
    articles = {article.slug: article for article in edition.articles}
    counts = {(article.slug, picture.file): 0 for article in edition.articles for picture in article.pictures}
    for page in plan.pages:
        for module in page.modules:
            for placed in module.pictures:
                key = (module.article, placed.file)
                counts[key] = counts.get(key, 0) + 1
                for what in _faults(module, placed, _source(articles.get(module.article), placed.file)):
                    yield problem("picture", edition.origin, file=placed.file, what=f"page {page.number}: {what}")
    for (slug, file), count in counts.items():
        picture = _source(articles.get(slug), file)
        if picture is not None and count != 1:
            what = f"it stands {count} times on the pages" if count else "it stands on no page"
            yield problem("picture", picture.origin, file=file, what=what)


def _source(article: Article | None, file: str) -> Picture | None:
    pictures = article.pictures if article else ()
    return next((picture for picture in pictures if picture.file == file), None)


def _faults(module: Module, placed: PlacedPicture, picture: Picture | None) -> Iterator[str]:
    frame, rect = placed.rect, module.rect
    left, top, width, height = placed.crop
    if frame.width <= 0 or frame.height <= 0:
        yield "its frame has no size"
        return
    across = rect.x - TOLERANCE <= frame.x and frame.right <= rect.right + TOLERANCE
    if not (across and rect.y - TOLERANCE <= frame.y and frame.bottom <= rect.bottom + TOLERANCE):
        yield "its frame reaches out of its module"
    inside = left >= -ROUNDING and top >= -ROUNDING and left + width <= 1 + ROUNDING and top + height <= 1 + ROUNDING
    if width <= 0 or height <= 0 or not inside:
        yield "its crop reaches out of the picture"
    elif picture is not None:
        ratio = width * picture.width / (height * picture.height) * frame.height / frame.width
        if abs(ratio - 1) > DISTORTION:
            yield f"it is distorted by {abs(ratio - 1):.0%}"
        if placed.alt != picture.alt:
            yield "its text for those who do not see it (alt) is not the article's"
    elif not (placed.file.startswith(CODE) and module.kind in FURNITURE):
        yield f"no picture of {module.article or module.kind} has this name"
    elif abs(frame.width - frame.height) > TOLERANCE:
        yield "the code is not square"
