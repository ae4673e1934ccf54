"""The parts of an edition beside its articles: advertisements (ads.toml) and boxes of facts (service.toml)."""

from __future__ import annotations

from pathlib import Path

from banxin.errors import Origin, phrase
from banxin.model.edition import Ad, Service
from banxin.sources.files import SourceFolder
from banxin.sources.images import PictureDesk
from banxin.sources.problems import BAD_VALUE, MISSING_KEY
from banxin.sources.settings import AdSettings, AdsSettings, PictureSettings, ServicesSettings
from banxin.sources.settings_file import read_settings
from banxin.sources.toml import KeyPath, line_of

ADS_FILE = "ads.toml"
SERVICE_FILE = "service.toml"


def read_ads(folder: Path, pages: int, sources: SourceFolder, desk: PictureDesk) -> tuple[Ad, ...]:
    """The booked advertisements of an edition's folder; one that cannot be printed is left out, with an error.

    pages: of the edition, 0 when not fixed. Without alt text in the booking, a picture's alt text is "广告：" and the
    advertiser, for readers who cannot see it.
    """
    path = folder / ADS_FILE
    settings, lines = read_settings(path, AdsSettings, sources, required=False)
    ads = []
    for number, ad in enumerate(settings.ad if settings else (), 1):
        place: KeyPath = ("ad", number - 1)
        origin = Origin(sources.name(path), line_of(place, lines))
        check_page(ad.page, pages, Origin(origin.file, line_of((*place, "page"), lines)), sources)
        sized = _check_size(ad, place, lines, origin.file, sources)
        booked = PictureSettings.model_validate({"file": ad.file, "alt": ad.alt or f"广告：{ad.advertiser}"})
        picture = desk.picture(booked, Origin(origin.file, line_of((*place, "file"), lines)))
        if picture is not None and sized:
            name = f"ad-{number}"
            shape = (ad.size, ad.columns, ad.rows)
            ads.append(Ad(name, ad.advertiser, picture, ad.page, ad.position, *shape, origin))
    return tuple(ads)


def read_services(folder: Path, pages: int, sources: SourceFolder) -> tuple[Service, ...]:
    """The boxes of facts of an edition's folder; short rows are filled with empty cells to equal length."""
    path = folder / SERVICE_FILE
    settings, lines = read_settings(path, ServicesSettings, sources, required=False)
    services = []
    for number, box in enumerate(settings.box if settings else (), 1):
        place: KeyPath = ("box", number - 1)
        file = sources.name(path)
        check_page(box.page, pages, Origin(file, line_of((*place, "page"), lines)), sources)
        columns = max(map(len, box.rows))
        rows = tuple(tuple(row) + ("",) * (columns - len(row)) for row in box.rows)
        origin = Origin(file, line_of(place, lines))
        services.append(Service(f"service-{number}", box.title, rows, box.source, box.page, origin))
    return tuple(services)


def check_page(page: int | None, pages: int, origin: Origin, sources: SourceFolder) -> None:
    """Report a page that the edition does not have; every page is valid while the number of pages is not fixed."""
    if page is not None and 0 < pages < page:
        allowed = phrase("at most {pages}, the pages of edition.toml", pages=pages)
        sources.add(BAD_VALUE, origin, key="page", value=page, allowed=allowed)


def _check_size(ad: AdSettings, place: KeyPath, lines: dict[KeyPath, int], file: str, sources: SourceFolder) -> bool:
    """Whether the booking states its size: either `size`, or `columns` and `rows`."""
    if ad.size and (ad.columns or ad.rows):
        key = "columns" if ad.columns else "rows"
        origin = Origin(file, line_of((*place, key), lines))
        allowed = phrase("omitted where size is given; or omit size and give columns and rows")
        sources.add(BAD_VALUE, origin, key=key, value=ad.columns or ad.rows, allowed=allowed)
        return False
    missing = "size" if not ad.columns and not ad.rows else "columns" if not ad.columns else "rows"
    if ad.size or (ad.columns and ad.rows):
        return True
    example = 'size = "half"' if missing == "size" else f"{missing} = 6"
    sources.add(MISSING_KEY, Origin(file, line_of(place, lines)), key=missing, example=example)
    return False
