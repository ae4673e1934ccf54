"""schema.org JSON-LD of an article, and the IIIF Presentation 3 manifest of an issue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from banxin.clock import instant, midnight
from banxin.library.archive.recording import media_type
from banxin.library.record.citation import article_citation, authors
from banxin.library.record.record import ArticleRecord, IssueRecord, PageRecord
from banxin.library.site import addresses
from banxin.units import nearest

Absolute = Callable[[str], str]
"""Address → absolute address."""
IIIF = "http://iiif.io/api/presentation/3/context.json"


def news_article(record: IssueRecord, article: ArticleRecord, absolute: Absolute) -> dict[str, Any]:
    """The article as schema.org's NewsArticle, part of a PublicationIssue of a Newspaper."""
    paper = record.paper
    address = absolute(addresses.article(paper.key, record.day, article.page, article.slug))
    newspaper = {"@type": "Newspaper", "name": paper.name, "issn": paper.issn, "inLanguage": paper.language}
    issue = {
        "@type": "PublicationIssue", "@id": record.urn, "issueNumber": record.number,
        "datePublished": record.date.isoformat(), "isPartOf": _full(newspaper),
    }  # fmt: skip
    names = authors(article.byline)
    found = {
        "@context": "https://schema.org", "@type": "NewsArticle", "@id": article.urn, "identifier": article.urn,
        "url": address, "mainEntityOfPage": address, "headline": article.headline or article.title,
        "alternativeHeadline": article.deck, "inLanguage": article.language,
        "datePublished": record.date.isoformat(), "dateModified": record.changed.isoformat(),
        "author": [{"@type": "Person", "name": name} for name in names],
        "publisher": {"@type": "Organization", "name": paper.publisher or paper.name},
        "articleSection": article.section, "pageStart": str(article.page), "printPage": str(article.page),
        "wordCount": len("".join(article.text.split())),
        "image": [absolute(addresses.file(paper.key, record.day, one.image.name)) for one in article.figures],
        "citation": article_citation(record, article), "copyrightNotice": paper.rights, "isPartOf": _full(issue),
        "articleBody": article.text,
    }  # fmt: skip
    return _full(found)


def _full(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value not in ("", [])}


def manifest(record: IssueRecord, absolute: Absolute) -> dict[str, Any]:
    """The issue's pages as canvases, its articles as ranges, PDF and EPUB as renderings."""
    paper, language = record.paper, record.paper.language
    own = absolute(addresses.manifest(paper.key, record.day))
    facts = {"报纸": paper.name, "日期": record.date.isoformat(), "期号": record.number, "主办": paper.publisher,
             "ISSN": paper.issn, "国内统一连续出版物号": paper.cn_number}  # fmt: skip
    found = {
        "@context": IIIF, "id": own, "type": "Manifest",
        "label": {language: [f"{paper.name} {record.day}"]},
        "metadata": [_fact(label, value, language) for label, value in facts.items() if value],
        "navDate": instant(midnight(record.date)), "viewingDirection": "left-to-right",
        "behavior": ["paged" if len(record.pages) > 1 else "individuals"],
        "homepage": [{
            "id": absolute(addresses.issue(paper.key, record.day)), "type": "Text", "format": "text/html",
            "label": {language: [f"{paper.name} {record.day}"]},
        }],
        "rendering": [
            {"id": absolute(addresses.file(paper.key, record.day, product.name)), "type": "Text",
             "label": {language: [product.name.rpartition("/")[2]]}, "format": product.media_type}
            for product in record.products
        ],
        "seeAlso": [{"id": absolute(addresses.file(paper.key, record.day, "mets.xml")), "type": "Dataset",
                     "format": "application/xml", "profile": "http://www.loc.gov/METS/"}],
        "items": [_canvas(record, page, own, absolute) for page in record.pages],
        "structures": [_range(record, article, own) for article in record.articles if article.areas],
    }  # fmt: skip
    if paper.rights:
        found["requiredStatement"] = _fact("版权", paper.rights, language)
    return {key: value for key, value in found.items() if value != []}


def _fact(label: str, value: str, language: str) -> dict[str, Any]:
    return {"label": {"zh-Hans": [label]}, "value": {language: [value]}}


def _canvas_id(own: str, page: int) -> str:
    return f"{own}/canvas/{page}"


def _canvas(record: IssueRecord, page: PageRecord, own: str, absolute: Absolute) -> dict[str, Any]:
    key, day = record.paper.key, record.day
    image, small, name = page.large, page.small, _canvas_id(own, page.number)
    body = {"id": absolute(addresses.file(key, day, image.name)), "type": "Image", "format": media_type(image.name),
            "width": image.width, "height": image.height}  # fmt: skip
    thumbnail = {"id": absolute(addresses.file(key, day, small.name)), "type": "Image", "format": "image/jpeg",
                 "width": small.width, "height": small.height}  # fmt: skip
    painting = {"id": f"{name}/image", "type": "Annotation", "motivation": "painting", "target": name, "body": body}
    return {
        "id": name, "type": "Canvas", "label": {record.paper.language: [f"第{page.label}版 {page.section}".strip()]},
        "width": image.width, "height": image.height, "thumbnail": [thumbnail],
        "seeAlso": [{"id": absolute(addresses.file(key, day, page.alto)), "type": "Dataset",
                     "format": "application/xml", "profile": "http://www.loc.gov/standards/alto/v4/"}],
        "items": [{"id": f"{name}/page", "type": "AnnotationPage", "items": [painting]}],
    }  # fmt: skip


def _range(record: IssueRecord, article: ArticleRecord, own: str) -> dict[str, Any]:
    """An article: an area of each canvas that it is on."""
    pieces = []
    for area in article.areas:
        page = record.page(area.page)
        if page is None:
            continue
        image = page.large
        box = (area.left * image.width, area.top * image.height, area.width * image.width, area.height * image.height)
        where = ",".join(str(nearest(value)) for value in box)
        pieces.append({"id": f"{_canvas_id(own, area.page)}#xywh={where}", "type": "Canvas"})
    return {"id": f"{own}/range/{article.slug}", "type": "Range",
            "label": {article.language: [article.title]}, "items": pieces}  # fmt: skip
