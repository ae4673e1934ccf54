"""Writing the edition's structure tree into a PDF, in place of WeasyPrint's tree of boxes.

WeasyPrint tags its layout: a paragraph over several legs is several P (its issue #2903), the parts of a jumped article
are unrelated, a table of ours is not a table. Its marked-content ids are kept. This depends on
`weasyprint/pdf/tags.py`: structure elements are pydyf dictionaries, `/ParentTree` has one array for each page, in the
order of the marked-content ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf

from banxin.errors import BanxinError
from banxin.model.plan import Rect
from banxin.render.html.leaves import FigureLeaf, TextLeaf
from banxin.render.pdf.links import LinkAnnotation
from banxin.render.pdf.structure import PHRASE, StructureElement
from banxin.units import round_half_up

ENGLISH, CHINESE = "\x1ben\x1b", "\x1bzh\x1b"
"""Language escapes in a text string (ISO 32000-1, 7.9.2.2). A marked content around the words would not do: PDFium
extracts the text of an outer one (`actualtext`) once for each marked content inside it. Paragraphs without foreign
words have no text on their tag: MuPDF would extract it in addition to their lines."""
MarkedContentIds = Mapping[tuple[int, int], Sequence[int]]
"""(page, number of a text on it), both from 0 → its marked-content ids."""


def write_tags(pdf: Any, tree: StructureElement, marks: MarkedContentIds) -> None:
    """Write this tree with its links to a pydyf PDF. Raises BanxinError when its pictures are not the tree's."""
    if "StructTreeRoot" not in pdf.catalog:
        return
    writer = _Writer(pdf, marks)
    writer.write(tree)


def page_objects(pdf: Any) -> list[Any]:
    """The page dictionaries of a pydyf PDF."""
    return [pdf.objects[number] for number in pdf.pages["Kids"][::3]]


def user_space(page: Any, rect: Rect) -> list[float]:
    """An area of a sheet in its page's user space: left, bottom, right, top, in pt from the bottom left."""
    height = page["MediaBox"][3]
    return [round_half_up(value, 2) for value in (rect.x, height - rect.bottom, rect.right, height - rect.y)]


class _Writer:
    def __init__(self, pdf: Any, marks: MarkedContentIds) -> None:
        self._pdf = pdf
        self._marks = marks
        self._pages = page_objects(pdf)
        self._root = _object(pdf, pdf.catalog["StructTreeRoot"])
        self._numbers = _object(pdf, self._root["ParentTree"])["Nums"]
        self._spare: list[Any] = []
        self._figures = self._take_figures()

    def write(self, tree: StructureElement) -> None:
        for page in range(len(self._pages)):
            self._numbers[2 * page + 1] = pydyf.Array([b"null"] * len(self._numbers[2 * page + 1]))
        document = self._element(tree, self._root)
        self._root["K"] = pydyf.Array([document.reference])
        if any(self._figures):
            raise BanxinError("WeasyPrint tagged other pictures than were planned: this version is not supported.")

    def _take_figures(self) -> list[list[Any]]:
        """The pictures of each page in the order in which they were drawn; all other elements are reused: pydyf cannot
        omit an object of a compressed file."""
        figures: list[list[Any]] = [[] for _ in self._pages]
        places = {reference: number for number, reference in enumerate(self._pdf.page_references)}
        for element in list(self._elements(self._root["K"])):
            if element["S"] == "/Figure":
                figures[places[element["Pg"]]].append(element)
            else:
                element.clear()
                self._spare.append(element)
        self._spare.reverse()
        return figures

    def _elements(self, kids: Any) -> Iterator[Any]:
        for kid in kids:
            if isinstance(kid, bytes):
                element = _object(self._pdf, kid)
                kids = list(element["K"])
                yield element
                yield from self._elements(kids)

    def _element(self, node: StructureElement, parent: Any) -> Any:
        whole = next((link for link in node.links if link.whole), None)
        if whole and node.tag == "Figure":
            outer = self._new("Link", parent, node)
            outer["K"].append(self._bare(node, outer).reference)
            self._annotate(whole, outer)
            return outer
        element = self._bare(node, parent, whole)
        for link in node.links:
            if not link.whole:
                inner = self._new("Link", element, node)
                element["K"].append(inner.reference)
                self._annotate(link, inner)
        return element

    def _bare(self, node: StructureElement, parent: Any, whole: LinkAnnotation | None = None) -> Any:
        if node.tag == "Figure":
            return self._figure(node, parent)
        element = self._new(node.tag, parent, node)
        if node.id:
            element["ID"] = pydyf.String(node.id)
        if node.title:
            element["T"] = pydyf.String(node.title)
        if node.actual_text:
            if node.actual_text.isascii():
                element["Lang"] = pydyf.String("en")
            else:
                element["ActualText"] = pydyf.String(PHRASE.sub(rf"{ENGLISH}\g<0>{CHINESE}", node.actual_text))
        if node.scope:
            element["A"] = pydyf.Dictionary({"O": "/Table", "Scope": f"/{node.scope}"})
        holder = element
        if whole:
            holder = self._new("Link", element, node)
            element["K"].append(holder.reference)
        for kid in node.kids:
            if isinstance(kid, StructureElement):
                holder["K"].append(self._element(kid, holder).reference)
            elif isinstance(kid, TextLeaf):
                self._mark(kid, holder)
        if whole:
            self._annotate(whole, holder)
        return element

    def _new(self, tag: str, parent: Any, node: StructureElement) -> Any:
        entries = {"Type": "/StructElem", "S": f"/{tag}", "K": pydyf.Array([]), "P": parent.reference}
        page = _first_page(node)
        if page is not None:
            entries["Pg"] = self._pdf.page_references[page]
        if self._spare:
            element = self._spare.pop()
            element.update(entries)
            return element
        element = pydyf.Dictionary(entries)
        self._pdf.add_object(element)
        return element

    def _figure(self, node: StructureElement, parent: Any) -> Any:
        (leaf,) = node.kids
        assert isinstance(leaf, FigureLeaf)
        found = self._figures[leaf.page]
        if not found:
            raise BanxinError("WeasyPrint did not tag every picture: this version of it is not supported.")
        figure = found.pop(0)
        figure["P"] = parent.reference
        area = user_space(self._pages[leaf.page], leaf.figure.picture.rect)
        figure["A"] = pydyf.Dictionary(
            {"O": "/Layout", "BBox": pydyf.Array(area)}
        )  # WeasyPrint's own rectangle is in px.
        for number in figure["K"]:
            self._numbers[2 * leaf.page + 1][number] = figure.reference
        return figure

    def _mark(self, leaf: TextLeaf, element: Any) -> None:
        page = self._pdf.page_references[leaf.page]
        for number in self._marks[leaf.page, leaf.number]:
            own = element["Pg"] == page
            content = number if own else pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": number})
            element["K"].append(content)
            self._numbers[2 * leaf.page + 1][number] = element.reference

    def _annotate(self, link: LinkAnnotation, element: Any) -> None:
        for number, area in link.areas:
            page = self._pages[number]
            annotation = pydyf.Dictionary(
                {
                    "Type": "/Annot",
                    "Subtype": "/Link",
                    "Rect": pydyf.Array(user_space(page, area)),
                    "Border": pydyf.Array([0, 0, 0]),
                    "F": 4,  # PDF/A requires the print flag; nothing of it is visible.
                    "Contents": pydyf.String(link.description),
                    "StructParent": len(self._numbers) // 2,
                }
            )
            if link.outside:
                address = pydyf.String(link.target)
                annotation["A"] = pydyf.Dictionary({"Type": "/Action", "S": "/URI", "URI": address})
            else:
                annotation["Dest"] = pydyf.String(link.target)
            self._pdf.add_object(annotation)
            page.setdefault("Annots", pydyf.Array([])).append(annotation.reference)
            self._numbers.extend([len(self._numbers) // 2, element.reference])
            own = pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference})
            own["Pg"] = self._pdf.page_references[number]
            element["K"].append(own)


def _first_page(node: StructureElement) -> int | None:
    for kid in node.kids:
        page = _first_page(kid) if isinstance(kid, StructureElement) else kid.page
        if page is not None:
            return page
    return None


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
