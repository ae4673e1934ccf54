"""The structure tree of an edition: articles with their heads, paragraphs, lists, tables and pictures.

The tree is made from the edition and its pages alone; `tags` writes it into a PDF. Its names are PDF's structure types
(ISO 32000-1, 14.8.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from banxin.model.edition import Article, Block, BlockKind, Edition
from banxin.model.kinds import ModuleKind
from banxin.model.roles import Role
from banxin.render.html.leaves import FigureCaption, FigureLeaf, TextLeaf
from banxin.render.html.view import DrawnFigure, DrawnModule, DrawnPage, ParagraphPiece
from banxin.render.pdf.links import LinkAnnotation, to_article, to_part, web_links

GROUPS = frozenset({"BlockQuote"})
"""Structure types that contain paragraphs, not text."""
_WORD = r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'\u2019.&-]*"
PHRASE = re.compile(rf"{_WORD}(?: {_WORD})+|^[ -~]*[A-Za-z][ -~]*$")
"""Several words in Latin letters, or a text without Han: a single word among Han (GDP, AI) counts as Chinese."""


@dataclass(frozen=True, slots=True)
class StructureElement:
    """An element of the tree."""

    tag: str
    kids: tuple[StructureElement | TextLeaf | FigureLeaf, ...]
    title: str = ""
    actual_text: str = ""
    """Its text, where words in another language must be marked; else empty."""
    scope: str = ""
    """Of a table's head cell: Column or Row."""
    links: tuple[LinkAnnotation, ...] = ()
    id: str = ""
    """Its id, unique in the tree."""


@dataclass(frozen=True, slots=True)
class ModulePart:
    """A module of an article, with its leaves in reading order."""

    page: int
    view: DrawnModule
    leaves: tuple[TextLeaf | FigureCaption, ...]


def structure(edition: Edition, pages: Sequence[DrawnPage]) -> StructureElement:
    """The tree of the whole edition: a section for each page, with the articles that begin on it."""
    parts = [part for number, page in enumerate(pages) for part in _parts(number, page)]
    stories = {part.view.module.article for part in parts if _is_story(part)}
    of_story = {slug: _in_order(part for part in parts if _is_story(part, slug)) for slug in stories}
    sections = []
    for number, page in enumerate(pages):
        kids = []
        for part in parts:
            if part.page != number or part.view.module.kind.traits.artifact:
                continue
            if not _is_story(part):
                kids.append(_furniture(part))
            elif part is of_story[part.view.module.article][0]:
                kids.append(_Story(edition, of_story[part.view.module.article]).node())
        sections.append(StructureElement("Sect", tuple(kids), title=page.page.section))
    return StructureElement("Document", tuple(sections))


def _parts(number: int, page: DrawnPage) -> Iterator[ModulePart]:
    texts, figures = 0, 0
    for view in page.modules:
        leaves: list[TextLeaf | FigureCaption] = []
        for item in view.items:
            boxes = item.captions if isinstance(item, DrawnFigure) else (item,)
            found = []
            for box in boxes:
                for piece in box.pieces:
                    found.append(TextLeaf(number, texts, piece))
                    texts += 1
            if isinstance(item, DrawnFigure):
                leaves.append(FigureCaption(FigureLeaf(number, figures, item), tuple(found)))
                figures += 1
            else:
                leaves += found
        yield ModulePart(number, view, tuple(leaves))


def _is_story(part: ModulePart, slug: str = "") -> bool:
    module = part.view.module
    return module.kind.traits.story and bool(module.article) and slug in ("", module.article)


def _in_order(parts: Iterable[ModulePart]) -> tuple[ModulePart, ...]:
    """The parts of an article: its text first, then separate pictures."""
    return tuple(
        sorted(parts, key=lambda part: (part.view.module.kind is not ModuleKind.ARTICLE, part.view.module.part))
    )


class _Story:
    """Makes the element of one article from all its parts."""

    def __init__(self, edition: Edition, parts: tuple[ModulePart, ...]) -> None:
        slug = parts[0].view.module.article
        found = edition.article(slug)
        self._blocks: tuple[Block, ...] = found.body if found else ()
        self._title = found.title if found else ""
        self._article: Article | None = found
        self._parts = parts
        self._slug = slug
        self._headed = False

    def node(self) -> StructureElement:
        kids: list[StructureElement] = []
        for part in self._parts:
            for kind, group in groupby(self._paragraphs(part), key=self._group):
                kids += self._grouped(kind, list(group))
            self._headed = True
        return StructureElement("Art", tuple(kids), self._title)

    def _paragraphs(self, part: ModulePart) -> Iterator[tuple[TextLeaf, ...] | FigureCaption]:
        """Whole paragraphs, across legs; pictures between them."""
        legs: dict[tuple[str, str, int], list[TextLeaf]] = {}
        order: list[tuple[str, str, int] | FigureCaption] = []
        for leaf in part.leaves:
            if isinstance(leaf, FigureCaption):
                order.append(leaf)
            else:
                key = leaf.piece.key
                if key not in legs:
                    legs[key] = []
                    order.append(key)
                legs[key].append(leaf)
        for one in order:
            yield one if isinstance(one, FigureCaption) else tuple(legs[one])

    def _group(self, paragraph: tuple[TextLeaf, ...] | FigureCaption) -> tuple[str, int]:
        """Elements that are grouped: the cells of a table, the items of a list."""
        if isinstance(paragraph, FigureCaption):
            return "figure", 0
        piece = paragraph[0].piece
        if piece.role.traits.tabular:
            return "table", piece.key[2]
        if self._kind(piece) is BlockKind.ITEM:
            return "list", 0
        return "text", 0

    def _grouped(
        self, kind: tuple[str, int], group: list[tuple[TextLeaf, ...] | FigureCaption]
    ) -> list[StructureElement]:
        texts = [one for one in group if not isinstance(one, FigureCaption)]
        if kind[0] == "table":
            return [_table(texts, headed=True)]
        if kind[0] == "list":
            return [
                StructureElement("L", tuple(StructureElement("LI", (_paragraph("LBody", leaves),)) for leaves in texts))
            ]
        if kind[0] == "figure":
            return [_figure(one) for one in group if isinstance(one, FigureCaption)]
        return [self._text(leaves) for leaves in texts]

    def _text(self, leaves: tuple[TextLeaf, ...]) -> StructureElement:
        piece = leaves[0].piece
        tag = piece.role.traits.tag
        if piece.role is Role.HEADLINE:
            # The head over the rest of a jumped article repeats the article's head and is not a further one.
            first, self._headed = not self._headed, True
            return _paragraph(tag if first else "P", leaves)
        if tag in GROUPS:
            return StructureElement(tag, (_paragraph("P", leaves),))
        if piece.role is Role.JUMP:
            other = 3 - self._part_of(leaves[0])
            return _paragraph("P", leaves, (to_part(self._slug, other, leaves),))
        if self._kind(piece) is BlockKind.FOOTNOTE:
            return StructureElement("Note", (_paragraph("P", leaves),), id=f"note-{self._slug}-{piece.key[2]}")
        return _paragraph(tag, leaves)

    def _kind(self, piece: ParagraphPiece) -> BlockKind | None:
        """The kind of the article's block that a piece of running text is from."""
        index = piece.key[2]
        return self._blocks[index].kind if piece.role is Role.BODY and index < len(self._blocks) else None

    def _part_of(self, leaf: TextLeaf) -> int:
        return next(part.view.module.part for part in self._parts if leaf in part.leaves)


def _furniture(part: ModulePart) -> StructureElement:
    """A masthead, the 导读, a box of facts, an advertisement, a public notice."""
    kind = part.view.module.kind
    texts = [leaf for leaf in part.leaves if isinstance(leaf, TextLeaf)]
    figures = [_figure(leaf) for leaf in part.leaves if isinstance(leaf, FigureCaption)]
    if kind is ModuleKind.MASTHEAD:
        heads = tuple(_paragraph("H1" if leaf.piece.slot == "name" else "P", (leaf,)) for leaf in texts)
        return StructureElement("Div", (*heads, *figures))
    if kind is ModuleKind.TEASER:
        return StructureElement("Div", tuple(_contents(texts)))
    if kind is ModuleKind.BOX:
        return StructureElement("Div", (*_facts(texts), *figures))
    return StructureElement("Div", (*figures, *(_paragraph("P", (leaf,)) for leaf in texts)))


def _contents(texts: list[TextLeaf]) -> Iterator[StructureElement]:
    """The 导读: a head, then an entry for each article, with a link to it."""
    for slot, group in groupby(texts, key=lambda leaf: leaf.piece.slot if leaf.piece.role is Role.TEASER else ""):
        leaves = tuple(group)
        if slot:
            link = to_article(slot, leaves)
            yield StructureElement("TOC", (StructureElement("TOCI", (_paragraph("P", leaves, (link,)),)),))
        else:
            yield from (_paragraph("H2", (leaf,)) for leaf in leaves)


def _facts(texts: list[TextLeaf]) -> Iterator[StructureElement]:
    """A box of facts: its title, its rows as a table, its source."""
    for is_cell, group in groupby(texts, key=lambda leaf: "-" in leaf.piece.slot):
        if is_cell:
            yield _table([(leaf,) for leaf in group], headed=False)
        else:
            yield from (_paragraph("H2" if leaf.piece.slot == "title" else "P", (leaf,)) for leaf in group)


def _table(cells: list[tuple[TextLeaf, ...]], *, headed: bool) -> StructureElement:
    """Cells by row; a table of facts has its head cells at the left, others in the first row."""
    rows = groupby(cells, key=lambda leaves: leaves[0].piece.slot.split("-")[0])
    return StructureElement(
        "Table", tuple(_row(tuple(row), number == 0, headed) for number, (_, row) in enumerate(rows))
    )


def _row(cells: tuple[tuple[TextLeaf, ...], ...], first: bool, headed: bool) -> StructureElement:
    kids = []
    for place, leaves in enumerate(cells):
        scope = ("Column" if first else "") if headed else ("Row" if place == 0 else "")
        said = _paragraph("P", leaves)
        kids.append(StructureElement("TH" if scope else "TD", (said,), scope=scope))
    return StructureElement("TR", tuple(kids))


def _figure(found: FigureCaption) -> StructureElement:
    """A picture and its caption; a QR code with a URL is a link to it."""
    figure = StructureElement("Figure", (found.figure,), links=web_links((found.figure,)))
    if not found.captions:
        return figure
    return StructureElement(
        "Div", (figure, StructureElement("Caption", tuple(_paragraph("P", (leaf,)) for leaf in found.captions)))
    )


def _paragraph(tag: str, leaves: tuple[TextLeaf, ...], links: tuple[LinkAnnotation, ...] = ()) -> StructureElement:
    """A paragraph from its pieces in all legs and pages."""
    text = "".join(leaf.piece.text for leaf in leaves)
    return StructureElement(
        tag, leaves, actual_text=text if PHRASE.search(text) else "", links=links or web_links(leaves)
    )
