"""Navigation in the PDF: named destinations, article threads, page labels.

Threads and labels: ISO 32000-1, 12.4.3 and 12.4.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pydyf

from banxin.model.edition import Edition
from banxin.model.kinds import ModuleKind
from banxin.model.plan import Rect
from banxin.render.html.view import DrawnModule, DrawnPage
from banxin.render.pdf.links import article_name
from banxin.render.pdf.tags import page_objects, user_space

DEPTH = 0.3
"""How far a bead extends below its last baseline, in em: the descent of a Han face and some air."""


def add_navigation(pdf: Any, edition: Edition, pages: Sequence[DrawnPage]) -> None:
    """Add named destinations (`article-<slug>`, `article-<slug>-2`, `page-<number>`), a thread for each article, page
    labels."""
    parts = list(_parts(pages))
    _add_places(pdf, pages, parts)
    _add_threads(pdf, edition, parts)
    _add_labels(pdf, pages)


def _parts(pages: Sequence[DrawnPage]) -> Iterator[tuple[int, DrawnModule]]:
    """(page from 0, module) of all articles, text before separate pictures."""
    found = [
        (number, view)
        for number, page in enumerate(pages)
        for view in page.modules
        if view.module.kind.traits.story and view.module.article
    ]
    yield from sorted(found, key=lambda part: part[1].module.kind is not ModuleKind.ARTICLE)


def _add_places(pdf: Any, pages: Sequence[DrawnPage], parts: Sequence[tuple[int, DrawnModule]]) -> None:
    sheets = page_objects(pdf)
    places: dict[str, Any] = {}
    for number, page in enumerate(pages):
        places[f"page-{page.page.number}"] = pydyf.Array([pdf.page_references[number], "/Fit"])
    for number, view in parts:
        left, _, _, top = user_space(sheets[number], view.module.rect)
        place = pydyf.Array([pdf.page_references[number], "/XYZ", left, top, "null"])
        places.setdefault(article_name(view.module.article, view.module.part), place)
    named = pydyf.Array([])
    for name in sorted(places):
        named.extend([pydyf.String(name), places[name]])
    names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
    names["Dests"] = pydyf.Dictionary({"Names": named})


def _add_threads(pdf: Any, edition: Edition, parts: Sequence[tuple[int, DrawnModule]]) -> None:
    threads = pydyf.Array([])
    for article in edition.articles:
        own = sorted(
            (
                part
                for part in parts
                if part[1].module.article == article.slug and part[1].module.kind is ModuleKind.ARTICLE
            ),
            key=lambda part: part[1].module.part,
        )
        stops = [(number, rect) for number, view in own for rect in _stops(view)]
        if stops:
            information = pydyf.Dictionary({"Title": pydyf.String(article.title)})
            if article.byline:
                information["Author"] = pydyf.String(article.byline)
            threads.append(_thread(pdf, stops, information))
    if threads:
        pdf.catalog["Threads"] = threads


def _stops(view: DrawnModule) -> Iterator[Rect]:
    """Head and legs of a module, in reading order."""
    if view.module.headline_rect is not None:
        yield view.module.headline_rect
    legs: dict[int, Rect] = {}
    for line in view.module.lines:
        if line.leg == 0:
            continue
        top, size = line.y_pt - line.size_pt, line.size_pt
        known = legs.get(line.leg, Rect(line.x_pt, top, 0.0, 0.0))
        x, y = min(known.x, line.x_pt), min(known.y, top)
        right = max(known.right, line.x_pt + line.start_pt + line.length_pt)
        bottom = max(known.bottom, line.y_pt + DEPTH * size)
        legs[line.leg] = Rect(x, y, right - x, bottom - y)
    yield from (legs[leg] for leg in sorted(legs))


def _thread(pdf: Any, stops: Sequence[tuple[int, Rect]], information: Any) -> Any:
    """A thread with a bead for each stop; the last one links to the first."""
    sheets = page_objects(pdf)
    thread = pydyf.Dictionary({"Type": "/Thread", "I": information})
    pdf.add_object(thread)
    beads = []
    for number, rect in stops:
        bead = pydyf.Dictionary({"Type": "/Bead", "P": pdf.page_references[number]})
        bead["R"] = pydyf.Array(user_space(sheets[number], rect))
        pdf.add_object(bead)
        sheets[number].setdefault("B", pydyf.Array([])).append(bead.reference)
        beads.append(bead)
    beads[0]["T"] = thread.reference
    for place, bead in enumerate(beads):
        bead["N"], bead["V"] = beads[(place + 1) % len(beads)].reference, beads[place - 1].reference
    thread["F"] = beads[0].reference
    return thread.reference


def _add_labels(pdf: Any, pages: Sequence[DrawnPage]) -> None:
    """Add the printed page numbers; a spread has two."""
    numbers = pydyf.Array([])
    for place, page in enumerate(pages):
        if page.page.spread:
            label = pydyf.Dictionary({"P": pydyf.String(f"{page.page.number}–{page.page.spread}")})
        else:
            label = pydyf.Dictionary({"S": "/D", "St": page.page.number})
        numbers.extend([place, label])
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})
