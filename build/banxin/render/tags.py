"""Tidy the tag tree that WeasyPrint wrote: one P for each paragraph with its text, and no tags for furniture.

WeasyPrint tags what it lays out, and a paragraph that runs over several legs is several boxes (its issue #2903).
Leans on `weasyprint/pdf/tags.py`: structure elements are pydyf dictionaries, `/ParentTree` has one array a page,
in the order of the marked-content ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pydyf


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """One marked content of a page, and the paragraph that it belongs to."""

    page: int
    """Counted from 0."""
    number: int
    """Its MCID."""
    key: tuple[str, str, int]
    """Equal for all parts of one paragraph."""
    furniture: bool
    text: str
    """What it says in the source."""
    lines: int


def tidy_tags(pdf: Any, marked: Sequence[MarkedPiece]) -> None:
    """Join the parts of each paragraph under its first P, say its whole text there, take furniture out of the tree.

    The text on the P is for readers that go by tags: no line ends, no hyphens of ours, also across legs and pages.
    """
    if "StructTreeRoot" not in pdf.catalog:
        return
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    first: dict[tuple[str, str, int], Any] = {}
    parts: dict[tuple[str, str, int], list[MarkedPiece]] = {}
    for piece in marked:
        parents = numbers[2 * piece.page + 1]
        paragraph = _paragraph(pdf, parents[piece.number])
        if piece.furniture:
            _detach(pdf, _climb(pdf, paragraph, "/Art"))
            parents[piece.number] = b"null"
            continue
        kept = first.setdefault(piece.key, paragraph)
        parts.setdefault(piece.key, []).append(piece)
        if kept is not paragraph and paragraph["K"]:
            _move(pdf, paragraph, kept)
    for key, pieces in parts.items():
        if len(pieces) > 1 or pieces[0].lines > 1:
            first[key]["ActualText"] = pydyf.String("".join(piece.text for piece in pieces))


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _paragraph(pdf: Any, reference: bytes) -> Any:
    """The element around a line's Span and, where its face differs, around that element's Span."""
    element = _object(pdf, reference)
    while element["S"] == "/Span":
        element = _object(pdf, element["P"])
    return element


def _climb(pdf: Any, element: Any, kind: str) -> Any:
    while element["S"] not in (kind, "/Document"):
        element = _object(pdf, element["P"])
    return element


def _move(pdf: Any, source: Any, target: Any) -> None:
    for kid in source["K"]:
        _object(pdf, kid)["P"] = target.reference
    target["K"].extend(source["K"])
    source["K"].clear()
    _detach(pdf, source)


def _detach(pdf: Any, element: Any) -> None:
    """Take an element out of its parent, and the parent too when it held nothing else."""
    while element["S"] != "/Document":
        parent = _object(pdf, element["P"])
        if element.reference in parent["K"]:
            parent["K"].remove(element.reference)
        if parent["K"] or parent["S"] == "/Document":
            return
        element = parent
