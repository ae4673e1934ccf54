"""Accessibility metadata of the e-book, as far as it is true of this issue (EPUB Accessibility 1.1, schema.org)."""

from __future__ import annotations

from collections.abc import Iterator

from banxin.bind.page_contexts import Book
from banxin.dates import long_date
from banxin.model.edition import Edition

Statement = tuple[str, str]
"""Property and value."""


def statements(edition: Edition, view: Book) -> Iterator[Statement]:
    """The claims in a fixed order; conformance is claimed only where the paper names who certifies it."""
    pictures = [picture for article in edition.articles for picture in article.pictures]
    pictures += [ad.picture for ad in edition.ads]
    described = all(picture.alt for picture in pictures)
    # The words of an advertisement are in its picture: readers who cannot see it get its alt text.
    told = described and not any(ad.picture.alt.endswith(f"：{ad.advertiser}") for ad in edition.ads)
    broken = any(article.page_break for article in view.articles)
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
    features += ["alternativeText"] if described else []
    features += ["pageBreakMarkers", "pageNavigation"] if broken else []
    for mode in ("textual", "visual"):
        yield "schema:accessMode", mode
    if told:
        yield "schema:accessModeSufficient", "textual"
    yield "schema:accessModeSufficient", "textual,visual"
    for feature in features:
        yield "schema:accessibilityFeature", feature
    yield "schema:accessibilityHazard", "none"
    yield "schema:accessibilitySummary", _summary(view, described, broken)
    if broken:
        yield "pageBreakSource", f"{edition.paper.name} {long_date(edition.date)} {edition.number}".rstrip()
    if edition.paper.certificate:
        yield "dcterms:conformsTo", edition.paper.certificate.conforms_to
        yield "a11y:certifiedBy", edition.paper.certificate.by


def _summary(view: Book, described: bool, broken: bool) -> str:
    words = view.words
    sentences = [words["flowing"], words["described" if described else "undescribed"]]
    sentences += [words["paged"]] if broken else []
    return "，".join(sentences) + "。"
