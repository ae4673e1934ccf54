"""Edition, plan and products → the record of an issue."""

from __future__ import annotations

import mimetypes
from collections.abc import Collection, Iterator, Mapping, Sequence

from banxin.bind.body_context import Paragraph, TextRun, paragraphs
from banxin.bind.order import printed_pages, reading_order
from banxin.check.text import characters
from banxin.library.formats.alto import module_block
from banxin.library.record.record import (
    Area,
    ArticleRecord,
    File,
    Image,
    IssueRecord,
    PageRecord,
    PaperRecord,
    PictureRecord,
)
from banxin.model.edition import Article, Edition, Paper, Picture, Service
from banxin.model.identity import article_urn, edition_urn, page_urn
from banxin.model.kinds import ModuleKind
from banxin.model.plan import Module, Page, Plan, Rect, Sheet
from banxin.model.text import one_line
from banxin.units import round_half_up

MEDIA_TYPES = {
    ".md": "text/markdown",
    ".toml": "application/toml",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".epub": "application/epub+zip",
    ".xml": "application/xml",
    ".icc": "application/vnd.iccprofile",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".j2": "text/plain",
}


def media_type(name: str) -> str:
    """The media type of a file by its extension, the same on every machine for the extensions that banxin writes."""
    ending = f".{name.rpartition('.')[2].lower()}"
    return MEDIA_TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def record_issue(
    edition: Edition,
    plan: Plan,
    products: Sequence[File],
    images: Mapping[int, tuple[Image, ...]],
    pictures: Mapping[str, tuple[Image, ...]],
    replaces: str,
) -> IssueRecord:
    """The record.

    edition: as printed. images: page → its pictures, the smallest first. pictures: slug → an article's pictures, in
    order. replaces: key of the previous revision, or empty.
    """
    printed = printed_pages(plan)
    areas = dict(_areas(plan))
    articles = [
        _article(edition, entry.article, group.name, printed, areas, pictures.get(entry.article.slug, ()))
        for group in reading_order(edition, printed)
        for entry in group.entries
    ]
    articles += _services(edition, plan, {article.slug for article in articles})
    return IssueRecord(
        key=edition.key,
        urn=edition_urn(edition),
        paper=_paper(edition.paper),
        date=edition.date,
        suffix=edition.suffix,
        revision=edition.revision,
        number=edition.number,
        editor=edition.editor,
        replaces=replaces,
        correction=edition.correction,
        revised=edition.revised,
        pages=tuple(_page(edition, page, plan.sheet_of(page), images.get(page.number, ())) for page in plan.pages),
        articles=tuple(articles),
        products=tuple(products),
    )


def _paper(paper: Paper) -> PaperRecord:
    return PaperRecord(
        paper.key, paper.name, paper.publisher, paper.language, paper.cn_number, paper.issn, paper.site, paper.rights
    )


def _page(edition: Edition, page: Page, sheet: Sheet, images: tuple[Image, ...]) -> PageRecord:
    return PageRecord(
        page_urn(edition, page.number),
        page.number,
        page.spread or page.number,
        page.section,
        sheet.width_mm,
        sheet.height_mm,
        images,
        f"alto/page-{page.number}.xml",
    )


def _areas(plan: Plan) -> Iterator[tuple[str, tuple[Area, ...]]]:
    """Each article with its modules, in the order of its parts."""
    slugs = dict.fromkeys(module.article for page in plan.pages for module in page.modules if module.article)
    for slug in slugs:
        found = [
            (module.part, _area(page, plan.sheet_of(page), module.id, module.rect))
            for page in plan.pages
            for module in page.modules
            if module.article == slug and module.kind.traits.story
        ]
        yield slug, tuple(area for _, area in sorted(found, key=lambda pair: pair[0]))


def _area(page: Page, sheet: Sheet, module: str, rect: Rect) -> Area:
    width, height = sheet.width_pt, sheet.height_pt
    parts = (rect.x / width, rect.y / height, rect.width / width, rect.height / height)
    left, top, wide, high = (round_half_up(part, 5) for part in parts)
    return Area(page.number, module_block(page.number, module), left, top, wide, high)


def _article(
    edition: Edition,
    article: Article,
    section: str,
    printed: Mapping[str, int],
    areas: Mapping[str, tuple[Area, ...]],
    pictures: tuple[Image, ...],
) -> ArticleRecord:
    return ArticleRecord(
        urn=article_urn(edition, article.slug),
        slug=article.slug,
        kind=str(article.kind),
        language=article.language,
        page=printed.get(article.slug, 1),
        section=section,
        priority=article.priority,
        title=article.title,
        series=str(article.series),
        kicker=str(article.kicker),
        headline=one_line(str(article.headline)),
        deck=str(article.deck),
        byline=str(article.byline),
        note=str(article.note),
        pull_quote=str(article.pull_quote),
        body=paragraphs(article),
        figures=tuple(_figure(article, *pair) for pair in zip(article.pictures, pictures, strict=True)),
        areas=areas.get(article.slug, ()),
        corrects=article.corrects,
        group=article.group,
    )


def _figure(article: Article, picture: Picture, image: Image) -> PictureRecord:
    caption = str(picture.caption)
    return PictureRecord(image, picture.alt or caption or article.title, caption, str(picture.credit))


def _services(edition: Edition, plan: Plan, taken: Collection[str]) -> Iterator[ArticleRecord]:
    """The boxes of facts (weather, telephone numbers) as articles of their own, so that they can be found, too."""
    for service in edition.services:
        slug = service.id if service.id not in taken else f"{service.id}-box"
        placed = _box(plan, service)
        if placed is None:
            continue
        page, module = placed
        yield ArticleRecord(
            urn=article_urn(edition, slug),
            slug=slug,
            kind="service",
            language=edition.paper.language,
            page=page.number,
            section=page.section,
            priority=5,
            title=service.title,
            series="",
            kicker="",
            headline=service.title,
            deck="",
            byline="",
            note="",
            pull_quote="",
            body=_facts(service),
            figures=(),
            areas=(_area(page, plan.sheet_of(page), module.id, module.rect),),
        )


def _box(plan: Plan, service: Service) -> tuple[Page, Module] | None:
    """The page and box of a service, found by its characters."""
    wanted = characters("".join(service.texts))
    for page in plan.pages:
        for module in page.modules:
            if module.kind is ModuleKind.BOX and characters(module.text) == wanted:
                return page, module
    return None


def _facts(service: Service) -> tuple[Paragraph, ...]:
    """Its rows as a table with an empty head; shorter rows are filled."""
    columns = max(len(row) for row in service.rows)
    cells = [(TextRun(cell, "plain"),) for row in service.rows for cell in (*row, *[""] * (columns - len(row)))]
    head = [(TextRun("", "plain"),)] * columns
    table = Paragraph("table", "", (), columns, cells=tuple(head + cells))
    return (table, Paragraph("paragraph", "", (TextRun(service.source, "plain"),))) if service.source else (table,)
