"""A paper's folder and one edition in it → `Paper`, `Edition` and all problems."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from banxin.errors import Origin, Problem, phrase
from banxin.inside import readable
from banxin.model.edition import Ad, Article, Certificate, Edition, Filler, Paper, Service, edition_key
from banxin.sources.article import read_article
from banxin.sources.extras import ADS_FILE, SERVICE_FILE, check_page, read_ads, read_services
from banxin.sources.files import OWN_FOLDERS, SourceFolder, is_slug, slug_from
from banxin.sources.images import PictureDesk
from banxin.sources.limits import Limits
from banxin.sources.overrides import PLAN_FILE, Pair, apply_overrides, unknown_article
from banxin.sources.press import read_press
from banxin.sources.problems import (
    BAD_KEY,
    BAD_SLUG,
    BAD_VALUE,
    DUPLICATE_SLUG,
    EMPTY_EDITION,
    FOLDER_DATE,
    NO_REVISED,
    NO_REVISION,
    TWO_BANNER_HEADS,
    UNUSED_SETTINGS,
    UNUSED_TEXT,
)
from banxin.sources.settings import CertificateSettings, EditionSettings, PaperSettings
from banxin.sources.settings_file import read_settings
from banxin.sources.toml import KeyPath, line_of

PAPER_FILE = "paper.toml"
EDITION_FILE = "edition.toml"
KNOWN_SETTINGS = {EDITION_FILE, ADS_FILE, SERVICE_FILE, PLAN_FILE}
DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
USUAL = EditionSettings.model_validate({"date": datetime.date(2000, 1, 1), "pages": 999})


def read_paper(folder: Path) -> tuple[Paper | None, tuple[Problem, ...]]:
    """The paper of a folder, from its paper.toml, and the problems; None when it cannot be read."""
    sources = SourceFolder(folder)
    house = _read_house(sources)
    return (house[0] if house else None), _in_order(sources.problems)


def read_edition(folder: Path) -> tuple[Edition | None, tuple[Problem, ...]]:
    """The edition of a folder and every problem, with file and line.

    The folder holds edition.toml, one Markdown file for each article, images/, and perhaps ads.toml, service.toml and
    plan.toml, which overrides the articles' own keys; the paper is paper.toml in the folder above. Articles are in the
    order of their file names. None when the paper or the edition as a whole cannot be read; an article that cannot be
    read is left out, and an error says so. Nothing is written; nothing outside the paper's folder is read. Problems
    that are errors forbid printing: the caller decides.
    """
    folder = folder.absolute()
    sources = SourceFolder(folder.parent)
    for name in OWN_FOLDERS:
        sources.look_into(folder.parent / name)
        sources.look_at_names(folder.parent / name)
    sources.look_at_names(folder)
    house = _read_house(sources)
    settings, lines = read_settings(folder / EDITION_FILE, EditionSettings, sources)
    if house is None or settings is None:
        if folder.is_dir():  # All problems are reported at once: the articles are read with the default settings.
            paper, limits = house or (_paper(PaperSettings.model_validate({"name": "?"}), "?", {}, sources), Limits())
            _read_content(folder, paper, settings or USUAL, sources, limits)
        return None, _in_order(sources.problems)
    paper, limits = house
    if (named := DATED.match(folder.name)) and named[0] != settings.date.isoformat():
        origin = Origin(sources.name(folder / EDITION_FILE), line_of(("date",), lines))
        sources.add(FOLDER_DATE, origin, folder=readable(folder.name), date=settings.date)
    content = _read_content(folder, paper, settings, sources, limits)
    edition = Edition(
        paper=paper,
        date=settings.date,
        suffix=settings.edition,
        revision=settings.revision,
        number=str(settings.number),
        pages=settings.pages,
        sections=tuple(settings.sections),
        editor=settings.editor or paper.editor,
        lunar=settings.lunar,
        articles=content.articles,
        folder=folder,
        sources=sources.sources(),
        origin=Origin(sources.name(folder / EDITION_FILE), line_of(("date",), lines)),
        ads=content.ads,
        services=content.services,
        apart=content.apart,
        teasers=settings.teasers,
        correction=settings.correction,
        revised=_revised(settings, sources.name(folder / EDITION_FILE), lines, sources),
    )
    return edition, _in_order(sources.problems)


def find_key(folder: Path) -> str | None:
    """The key that an edition's products have, from the two settings files alone; None when they cannot be read."""
    folder = folder.absolute()
    sources = SourceFolder(folder.parent)
    house = _read_house(sources)
    settings, _ = read_settings(folder / EDITION_FILE, EditionSettings, sources)
    if house is None or settings is None:
        return None
    return edition_key(house[0].key, settings.date, settings.edition, settings.revision)


def _revised(
    settings: EditionSettings, file: str, lines: dict[KeyPath, int], sources: SourceFolder
) -> datetime.date | None:
    """The day of the correction; a problem is added when a corrected issue has none, or one before the issue's own
    day."""
    if settings.revised is not None and settings.revised < settings.date:
        origin = Origin(file, line_of(("revised",), lines))
        allowed = phrase("the issue's day or a later one")
        sources.add(BAD_VALUE, origin, key="revised", value=settings.revised, allowed=allowed)
    if settings.revision > 1 and settings.revised is None:
        origin = Origin(file, line_of(("revision",), lines))
        sources.add(NO_REVISED, origin, revision=settings.revision, day=settings.date + datetime.timedelta(days=1))
    for key in ("revised", "correction") if settings.revision == 1 else ():
        if getattr(settings, key):
            sources.add(NO_REVISION, Origin(file, line_of((key,), lines)), key=key)
    return settings.revised


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda found: (found.origin, found.code, found.message)))


def _read_house(sources: SourceFolder) -> tuple[Paper, Limits] | None:
    settings, lines = read_settings(sources.root / PAPER_FILE, PaperSettings, sources)
    if settings is None:
        return None
    key = settings.key or readable(sources.root.name)
    if not is_slug(key):
        sources.add(BAD_KEY, Origin(PAPER_FILE), name=key, better=slug_from(key, "my-paper"))
        key = slug_from(key, "my-paper")
    return _paper(settings, key, lines, sources), settings.limits


def _paper(settings: PaperSettings, key: str, lines: dict[KeyPath, int], sources: SourceFolder) -> Paper:
    fillers = tuple(
        Filler(filler.text, filler.source, Origin(PAPER_FILE, line_of(("filler", index), lines)))
        for index, filler in enumerate(settings.filler)
    )
    region = sources.region(settings.region, Origin(PAPER_FILE, line_of(("region",), lines)))
    return Paper(
        key=key,
        name=settings.name,
        publisher=settings.publisher,
        slogan=settings.slogan,
        language=settings.language,
        region=region,
        cn_number=settings.cn_number,
        issn=settings.issn,
        postal_code=settings.postal_code,
        site=settings.site,
        rights=settings.rights,
        editor=settings.editor,
        layout=settings.layout,
        punctuation=settings.punctuation,
        fillers=fillers,
        folder=sources.root,
        origin=Origin(PAPER_FILE, line_of(("name",), lines)),
        press=read_press(settings.print, lines, sources),
        certificate=_certificate(settings.accessibility),
        traditional=tuple(settings.traditional.items()),
    )


def _certificate(settings: CertificateSettings | None) -> Certificate | None:
    return Certificate(settings.certified_by, settings.conforms_to, settings.report) if settings else None


@dataclass(frozen=True, slots=True)
class _Content:
    """Everything printed in an edition."""

    articles: tuple[Article, ...]
    ads: tuple[Ad, ...]
    services: tuple[Service, ...]
    apart: tuple[Pair, ...]


def _read_content(
    folder: Path, paper: Paper, settings: EditionSettings, sources: SourceFolder, limits: Limits
) -> _Content:
    desk = PictureDesk(folder, sources, limits)
    files = list(_article_files(folder, settings, sources))
    slugs = {slug for _, slug in files}
    articles: list[Article] = []
    for path, slug in files:
        if read := read_article(path, slug, paper, sources, desk, limits):
            _check_references(read[0], read[1], slugs, settings.pages, sources)
            articles.append(read[0])
    if not files:
        sources.add(EMPTY_EDITION, Origin(sources.name(folder)))
    ads = read_ads(folder, settings.pages, sources, desk)
    services = read_services(folder, settings.pages, sources)
    sources.extend(desk.unused())
    planned, apart = apply_overrides(folder, tuple(articles), slugs, settings.pages, sources)
    _check_banner_heads(planned, sources)
    return _Content(planned, ads, services, apart)


def _check_banner_heads(articles: Sequence[Article], sources: SourceFolder) -> None:
    """Report each article whose head is wanted over a page that another one's is wanted over already."""
    taken: dict[int, Article] = {}
    for article in articles:
        if article.over_page and article.page is not None:
            first = taken.setdefault(article.page, article)
            if first is not article:
                sources.add(TWO_BANNER_HEADS, article.origin, page=article.page, other=first.slug)


LOOKS_LIKE_TEXT = (".txt", ".docx", ".doc", ".wps", ".rtf", ".markdown", ".html", ".htm")
"""File name endings that an editor may take for articles and that are not read."""


def _article_files(folder: Path, settings: EditionSettings, sources: SourceFolder) -> Iterator[tuple[Path, str]]:
    """Each Markdown file with its slug, by name; names that some systems do not distinguish are reported."""
    paths = [path for path in folder.iterdir() if path.suffix.lower() == ".md" and not path.name.startswith(".")]
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in LOOKS_LIKE_TEXT and path.is_file():
            sources.add(UNUSED_TEXT, Origin(sources.name(path)), name=readable(path.name))
        if path.suffix.lower() == ".toml" and path.name not in KNOWN_SETTINGS and not path.name.startswith("."):
            sources.add(UNUSED_SETTINGS, Origin(sources.name(path)), name=readable(path.name))
    seen: dict[str, str] = {}
    for number, path in enumerate(sorted(paths, key=lambda path: path.name), 1):
        slug, name = readable(path.stem), sources.name(path)
        alike = unicodedata.normalize("NFC", slug).casefold()
        if alike in seen:
            sources.add(DUPLICATE_SLUG, Origin(name), name=name, other=seen[alike])
            continue
        seen[alike] = name
        if not is_slug(slug) or path.suffix != ".md":
            better = slug_from(path.stem, f"{settings.date.isoformat()}-{number:02d}")
            sources.add(BAD_SLUG, Origin(name), name=readable(path.name), better=f"{better}.md")
            slug = better
        yield path, slug


def _check_references(
    article: Article, lines: dict[KeyPath, int], slugs: set[str], pages: int, sources: SourceFolder
) -> None:
    file = article.origin.file
    check_page(article.page, pages, Origin(file, line_of(("page",), lines)), sources)
    for slug in article.related:
        if slug not in slugs:
            unknown_article(slug, "with", Origin(file, line_of(("with",), lines)), slugs, sources)
