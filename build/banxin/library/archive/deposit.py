"""An edition with its products → all files of its bag, and its record."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image as Pixels

from banxin import __version__, clock
from banxin.bind.book_pictures import picture_jpeg
from banxin.errors import UsageError, phrase
from banxin.fonts.library import FontLibrary
from banxin.library.appearance import Appearance
from banxin.library.archive.bag import PAGES, PICTURES, PRODUCTS, REPORT, SOURCES, Deposit
from banxin.library.archive.recording import media_type, record_issue
from banxin.library.archive.source_files import IMPORT_REPORT, snapshot
from banxin.library.formats.alto import alto
from banxin.library.formats.mets import NAME as METS
from banxin.library.formats.mets import mets
from banxin.library.formats.ninjs import ninjs
from banxin.library.formats.premis import Event
from banxin.library.record.record import RECORD, File, Image
from banxin.library.record.record_json import to_json
from banxin.model.edition import Edition
from banxin.model.plan import Plan
from banxin.render.html.view import runs_of
from banxin.render.images.png import page_images
from banxin.units import nearest

WIDTHS = (360, 1200, 2400)
"""Widths in pixels of a page's pictures: for lists, for a screen, for reading the print itself."""
QUALITY = 80


def make_deposit(edition: Edition, plan: Plan, folder: Path, fonts: FontLibrary, replaces: str = "") -> Deposit:
    """The deposit of an edition.

    edition: as printed. folder: its products as written by `banxin build`. replaces: key of the previous revision.
    Raises UsageError when the products are incomplete, or are not of these sources.
    """
    products = read_products(edition, folder)
    pdf = products[f"{edition.key}.pdf"]
    files = {f"{SOURCES}/{name}": data for name, data in snapshot(edition).items()}
    files |= {f"{PRODUCTS}/{name}": data for name, data in products.items()}
    images, pictures = _page_pictures(plan, pdf, files), _article_pictures(edition, files)
    described = [
        _file(f"{PRODUCTS}/{name}", data) for name, data in products.items() if name not in (REPORT, "plan.json")
    ]
    record = record_issue(edition, plan, described, images, pictures, replaces)
    urns = {article.slug: article.urn for article in record.articles}
    for page, known in zip(plan.pages, record.pages, strict=True):
        files[known.alto] = alto(page, plan.sheet_of(page), f"../{known.large.name}", urns)
    look = Appearance()
    words = look.words(edition.paper.language)
    for article in record.articles:
        html = look.templates.fill("text.html", paragraphs=article.body, words=words).decode()
        files[f"ninjs/{article.slug}.json"] = ninjs(record, article, html)
    files[RECORD] = to_json(record)
    moment = clock.now()
    events = _events(edition, plan, folder, files, fonts, moment)
    files[METS] = mets(record, [_file(name, data) for name, data in files.items()], events, moment)
    return Deposit(record, dict(sorted(files.items())), moment)


def read_products(edition: Edition, folder: Path) -> dict[str, bytes]:
    """Name → bytes of the products and of report.json, in the report's order.

    Raises UsageError when there are none, when one differs from the report, or when the edition was changed since.
    """
    again = phrase("Build it: banxin build {edition}", edition=edition.folder)
    try:
        report = json.loads((folder / REPORT).read_bytes())
        listed, sources = dict(report["products"]), dict(report["sources"])
    except OSError:
        raise UsageError(
            phrase("{folder} has no products of {edition}. {way}", folder=folder, edition=edition.key, way=again)
        ) from None
    except (ValueError, KeyError, TypeError):
        raise UsageError(
            phrase("{file} is not the report of a build. {way}", file=folder / REPORT, way=again)
        ) from None
    if sources != dict(edition.sources):
        changed = sorted(name for name, _ in set(sources.items()) ^ set(edition.sources))
        raise UsageError(
            phrase(
                "{edition} was changed since it was built: {file}. {way}",
                edition=edition.key,
                file=changed[0],
                way=again,
            )
        )
    found = {name: _product(folder / name, row, again) for name, row in listed.items()}
    if f"{edition.key}.pdf" not in found:
        raise UsageError(phrase("{folder} has no PDF, which an archive needs. {way}", folder=folder, way=again))
    return {**found, REPORT: (folder / REPORT).read_bytes()}


def _product(path: Path, row: Any, again: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != row.get("sha256"):
        raise UsageError(phrase("{file} was changed since it was built. {way}", file=path, way=again))
    return data


def _file(name: str, data: bytes) -> File:
    return File(name, media_type(name), len(data), hashlib.sha256(data).hexdigest())


def _page_pictures(plan: Plan, pdf: bytes, files: dict[str, bytes]) -> dict[int, tuple[Image, ...]]:
    """Each page in each width, drawn once and scaled down; the files are added."""
    found: dict[int, tuple[Image, ...]] = {}
    for page, drawn in zip(plan.pages, page_images(pdf, WIDTHS[-1]), strict=True):
        made = []
        for width in WIDTHS:
            size = (nearest(drawn.width * width / WIDTHS[-1]), nearest(drawn.height * width / WIDTHS[-1]))
            pixels = drawn if width == WIDTHS[-1] else drawn.resize(size, Pixels.Resampling.LANCZOS, reducing_gap=2.0)
            name = f"{PAGES}/page-{page.number}-{width}.jpg"
            files[name] = _jpeg(pixels)
            made.append(Image(name, pixels.width, pixels.height))
        found[page.number] = tuple(made)
    return found


def _jpeg(pixels: Pixels.Image) -> bytes:
    out = io.BytesIO()
    pixels.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def _article_pictures(edition: Edition, files: dict[str, bytes]) -> dict[str, tuple[Image, ...]]:
    """Each article's pictures for the web; the files are added."""
    made: dict[str, tuple[Image, ...]] = {}
    for article in edition.articles:
        images = []
        for number, picture in enumerate(article.pictures, 1):
            name = f"{PICTURES}/{article.slug}-{number}.jpg"
            files[name] = picture_jpeg(picture)
            with Pixels.open(io.BytesIO(files[name])) as pixels:
                images.append(Image(name, pixels.width, pixels.height))
        made[article.slug] = tuple(images)
    return made


def _events(
    edition: Edition,
    plan: Plan,
    folder: Path,
    files: Mapping[str, bytes],
    fonts: FontLibrary,
    moment: datetime.datetime,
) -> Sequence[Event]:
    """The history of the text, as far as files record it."""
    found: list[Event] = []
    imported = edition.folder / IMPORT_REPORT
    if imported.is_file():
        when = clock.of_file(imported)
        pages = json.loads(imported.read_bytes())["pages"]
        for page in pages:
            counts = ", ".join(f"{name} {count}" for name, count in page["characters"].items())
            told = f"Raw page text {page['dump']} read as {page['encoding']}; characters: {counts}."
            found.append(Event("metadata extraction", when, told))
            changes = ", ".join(f"{rule} {count}" for rule, count in page["changes"].items()) or "none"
            found.append(Event("normalization", when, f"Every change is in import/log.jsonl; by rule: {changes}."))
    report = json.loads(files[f"{PRODUCTS}/{REPORT}"])
    counted = ", ".join(f"{name} {count}" for name, count in report["characters"].items() if name != "dropped")
    built = clock.of_file(folder / REPORT)
    made = f"Pages planned and drawn from the sources by banxin {__version__}. Faces: {_faces(plan, fonts)}."
    found.append(Event("creation", built, made))
    found.append(Event("validation", built, f"Characters of each stage: {counted}; none was lost."))
    found.append(
        Event("message digest calculation", moment, "sha256 and sha512 of every file, in the bag's manifests.")
    )
    found.append(Event("ingestion", moment, "Put into the library."))
    return found


def _faces(plan: Plan, fonts: FontLibrary) -> str:
    names = sorted({run.face for run in runs_of(plan)})
    return ", ".join(f"{name} (sha256 {fonts.face(name).sha256})" for name in names)
