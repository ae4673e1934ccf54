"""Pictures: each one of the edition must be on its pages once, inside its module and undistorted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from banxin.check.problems import AD_SHAPE, PICTURE
from banxin.check.view import PageView
from banxin.errors import Problem, problem
from banxin.model.edition import Edition, Picture
from banxin.model.kinds import ModuleKind
from banxin.model.plan import QR, Module, PlacedPicture, Plan, Rect
from banxin.norms import PICTURE_CHANGE, TOLERANCE

DISTORTION = 0.02
"""Share by which a picture's visible part and its frame may differ in shape without a visible distortion."""
ROUNDING = 1e-4
"""Tolerance of the fractions of a crop."""
CUT_AIR = 5.0
"""How much more than PICTURE_CHANGE a picture may be cut, in pt: it takes whole rows, with space over its caption."""
AD = ModuleKind.AD
"""Kind of the modules that hold advertisements."""
AD_BARE = 0.03
"""Share of its space's width or height, less a row, that an advertisement may leave bare. Ours."""


def check_pictures(edition: Edition, plan: Plan) -> Iterator[Problem]:
    """picture: lost, foreign or repeated, outside its module, without size, cropped too much, distorted."""
    known = _known(edition, plan)
    counts = dict.fromkeys(known, 0)
    for page in plan.pages:
        for module in page.modules:
            for placed in module.pictures:
                key = (AD if module.kind is AD else module.article, placed.file)
                counts[key] = counts.get(key, 0) + 1
                source = known[key][0] if key in known else None
                for what in _faults(module, placed, source):
                    yield problem(PICTURE, edition.origin, file=placed.file, what=f"page {page.number}: {what}")
    for key, count in counts.items():
        if key in known and count != known[key][1]:
            picture, wanted = known[key]
            times = "once" if wanted == 1 else f"{wanted} times"
            what = f"it stands {count} times on the pages, not {times}" if count else "it stands on no page"
            yield problem(PICTURE, picture.origin, file=picture.file, what=what)


def check_ads(view: PageView) -> Iterator[Problem]:
    """ad-shape: an advertisement's picture has another shape than its booked space."""
    advertisers = {ad.picture.file: ad for ad in view.edition.ads}
    for module in view.content:
        for placed in module.pictures if module.kind is AD else ():
            ad, room, frame = advertisers.get(placed.file), module.rect, placed.rect
            if ad is None or min(room.height, frame.height) <= 0:
                continue
            share = 1 - (frame.width / room.width) * (frame.height / room.height)
            high = frame.height + view.sheet.row_pt  # A row that it does not fill wholly is air.
            if max(1 - frame.width / room.width, 1 - high / room.height) > AD_BARE:
                shapes = {"own": frame.width / frame.height, "space": room.width / room.height}
                yield problem(
                    AD_SHAPE, ad.origin, page=view.page.number, advertiser=ad.advertiser, share=share, **shapes
                )


def _known(edition: Edition, plan: Plan) -> dict[tuple[str, str], tuple[Picture, int]]:
    """(article or AD, file) → the picture and how many times it must be on the pages."""
    known: dict[tuple[str, str], tuple[Picture, int]] = {}
    for article in edition.articles:
        if article.slug not in plan.held:
            known |= {(article.slug, picture.file): (picture, 1) for picture in article.pictures}
    for ad in edition.ads:
        picture = replace(ad.picture, alt=ad.picture.alt or f"广告：{ad.advertiser}", crop=False)
        key = (AD, picture.file)
        known[key] = (picture, known[key][1] + 1 if key in known else 1)
    return known


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
        if _cut(width, height, frame, picture) > TOLERANCE:
            least = f"at most {PICTURE_CHANGE:.0%} may be" if picture.crop else "it may not be cut"
            yield f"{1 - width * height:.0%} of it is cut away; {least}"
        if placed.alt != picture.alt:
            yield "its text for those who do not see it (alt) is not the article's"
    elif not (placed.file.startswith(QR) and module.kind.traits.furniture):
        yield f"no picture of {module.article or module.kind} has this name"
    elif abs(frame.width - frame.height) > TOLERANCE:
        yield "the code is not square"


def _cut(width: float, height: float, frame: Rect, picture: Picture) -> float:
    """What is cut away beyond the limit, in pt of the page."""
    hidden = max((1 - width) * frame.width / width, (1 - height) * frame.height / height)
    whole = max(frame.width / width if width < 1 else 0.0, frame.height / height if height < 1 else 0.0)
    return hidden - (PICTURE_CHANGE * whole + CUT_AIR if picture.crop else 0.0)
