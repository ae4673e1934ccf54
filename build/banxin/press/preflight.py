"""Checks of the print PDF before it is sent to the plant: resolution of pictures, thin lines, too much ink."""

from __future__ import annotations

from collections.abc import Iterator

from banxin.errors import Problem, problem
from banxin.model.edition import Edition, Picture
from banxin.model.plan import PlacedPicture, Plan
from banxin.press.print_pdf import Print
from banxin.press.problems import COARSE_PICTURE, HAIRLINE, INK_LIMIT
from banxin.units import pixels_per_inch

LEAST_PPI = 200.0
"""Effective pixels an inch: twice the screen ruling of newsprint (about 100 lines an inch)."""
LEAST_LINE = 0.25
"""pt: thinner lines break on the plate."""
INK_TOLERANCE = 1.0
"""Percent that rounding may add."""


def preflight(edition: Edition, plan: Plan, made: Print) -> Iterator[Problem]:
    """Problems for which a plant would reject it: coarse-picture, hairline, ink-limit."""
    yield from _coarse(edition, plan)
    limit = edition.paper.press.ink_limit
    for page, printed in zip(plan.pages, made.pages, strict=True):
        if printed.thinnest_pt < LEAST_LINE:
            told = {"page": page.number, "width": printed.thinnest_pt, "least": LEAST_LINE}
            yield problem(HAIRLINE, edition.origin, **told)
        if printed.most_ink > limit + INK_TOLERANCE:
            yield problem(INK_LIMIT, edition.origin, page=page.number, ink=printed.most_ink, limit=limit)


def _coarse(edition: Edition, plan: Plan) -> Iterator[Problem]:
    pictures = {picture.file: picture for article in edition.articles for picture in article.pictures}
    pictures |= {ad.picture.file: ad.picture for ad in edition.ads}
    for page in plan.pages:
        for module in page.modules:
            for placed in module.pictures:
                picture = pictures.get(placed.file)
                if picture and effective_ppi(picture, placed) < LEAST_PPI:
                    told = {"file": placed.file, "ppi": effective_ppi(picture, placed), "least": LEAST_PPI}
                    yield problem(COARSE_PICTURE, picture.origin, page=page.number, **told)


def effective_ppi(picture: Picture, placed: PlacedPicture) -> float:
    """Pixels of a picture to an inch of the page, in the direction with fewer."""
    _, _, across, down = placed.crop
    wide = pixels_per_inch(picture.width * across, placed.rect.width)
    high = pixels_per_inch(picture.height * down, placed.rect.height)
    return min(wide, high)
