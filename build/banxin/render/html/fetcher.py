"""The only resources that WeasyPrint can load: a table of bytes that were checked before."""

from __future__ import annotations

from collections.abc import Mapping

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from banxin.errors import BanxinError
from banxin.model.edition import Edition
from banxin.model.plan import QR, Plan
from banxin.render.html.names import font_url, image_url
from banxin.render.html.qr import qr_svg
from banxin.render.images.pictures import picture_bytes


class RefusedError(FatalURLFetchingError):  # type: ignore[misc]
    """A resource outside the table was requested; fatal, because WeasyPrint would only warn and omit it."""


class TableFetcher(URLFetcher):  # type: ignore[misc]
    """A fetcher for the URLs of its table: no files, no network, no redirects."""

    def __init__(self, table: Mapping[str, tuple[str, bytes]]) -> None:
        """`table`: URL → (media type, bytes)."""
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._table = table

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The bytes of that URL. Raises RefusedError, which ends the drawing, for any URL outside the table."""
        try:
            media_type, data = self._table[url]
        except KeyError:
            raise RefusedError(url) from None
        return URLFetcherResponse(url, data, {"Content-Type": media_type})


def asset_table(edition: Edition, plan: Plan, fonts: Mapping[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """URL → (media type, bytes) of everything that the plan's pages may show.

    Raises EditionError when a picture differs from the checked one, BanxinError for a QR code that cannot be made.
    """
    table = {font_url(face): ("font/ttf", data) for face, data in fonts.items()}
    for file, width in _widths(plan).items():
        if file.startswith(QR):
            try:
                table[image_url(file)] = ("image/svg+xml", qr_svg(file.removeprefix(QR)))
            except ValueError as error:
                raise BanxinError(f"No QR code can be made of {file.removeprefix(QR)!r}: {error}") from error
        else:
            data = picture_bytes(edition, file, width)
            table[image_url(file)] = ("image/jpeg" if data[:2] == b"\xff\xd8" else "image/png", data)
    return table


def _widths(plan: Plan) -> dict[str, float]:
    """File → the largest width in pt of the whole picture on a page, hidden parts included."""
    widths: dict[str, float] = {}
    for page in plan.pages:
        for module in page.modules:
            for picture in module.pictures:
                whole = picture.rect.width / (picture.crop[2] or 1.0)
                widths[picture.file] = max(widths.get(picture.file, 0.0), whole)
    return widths
