"""ALTO 4.4 of a page: its blocks, lines and words at their exact positions, in reading order, with their articles.

No text recognition is involved: the boxes come from the plan that the page was drawn by, so no confidence is stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from lxml import etree

from banxin import __version__
from banxin.library.formats.word_boxes import words
from banxin.library.formats.xml import XLINK, Writer, to_bytes
from banxin.model.plan import Module, Page, PlacedLine, Rect, Sheet
from banxin.model.text import WritingMode
from banxin.units import pt_to_mm

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
_ALTO = Writer(NAMESPACE)


def module_block(page: int, module: str) -> str:
    """Id of a module's block."""
    return f"p{page}-{module}"


def alto(page: Page, sheet: Sheet, image: str, urns: dict[str, str]) -> bytes:
    """The page's ALTO.

    image: name of the page's picture. urns: slug → URN of the article. Lengths are tenths of a millimetre.
    """
    root = _ALTO.root("alto", {None: NAMESPACE, "xlink": XLINK}, SCHEMAVERSION="4.4")
    _description(root, image)
    tags = _tags(root, page, urns)
    order = _ALTO.add(root, "ReadingOrder")
    layout = _ALTO.add(root, "Layout")
    label = f"{page.number}-{page.spread}" if page.spread else str(page.number)
    drawn = _ALTO.add(
        layout, "Page", ID=f"p{page.number}", PHYSICAL_IMG_NR=page.number, PRINTED_IMG_NR=label,
        WIDTH=_tenths(sheet.width_pt), HEIGHT=_tenths(sheet.height_pt),
    )  # fmt: skip
    whole = Rect(0, 0, sheet.width_pt, sheet.height_pt)
    space = _ALTO.add(drawn, "PrintSpace", **_box(whole))
    group = _ALTO.add(order, "OrderedGroup", ID=f"p{page.number}-order")
    for module in page.modules:
        _module(space, group, page, module, tags.get(module.article, ""))
    return to_bytes(root)


def _description(root: etree._Element, image: str) -> None:
    description = _ALTO.add(root, "Description")
    _ALTO.add(description, "MeasurementUnit", "mm10")
    source = _ALTO.add(description, "sourceImageInformation")
    _ALTO.add(source, "fileName", image)
    processing = _ALTO.add(description, "Processing", ID="layout")
    _ALTO.add(processing, "processingCategory", "contentGeneration")
    _ALTO.add(processing, "processingStepDescription", "Boxes of the layout that the page was drawn by; no OCR.")
    software = _ALTO.add(processing, "processingSoftware")
    _ALTO.add(software, "softwareName", "banxin")
    _ALTO.add(software, "softwareVersion", __version__)


def _tags(root: etree._Element, page: Page, urns: dict[str, str]) -> dict[str, str]:
    """Add a tag for each article of the page; returns slug → its id."""
    slugs = [slug for slug in dict.fromkeys(module.article for module in page.modules) if slug in urns]
    if not slugs:
        return {}
    tags = _ALTO.add(root, "Tags")
    for slug in slugs:
        _ALTO.add(tags, "StructureTag", ID=f"article-{slug}", TYPE="article", LABEL=slug, URI=urns[slug])
    return {slug: f"article-{slug}" for slug in slugs}


def _module(space: etree._Element, order: etree._Element, page: Page, module: Module, tag: str) -> None:
    """Add a composed block: pictures and paragraphs of one module."""
    name = module_block(page.number, module.id)
    parts = list(_parts(module))
    if not parts and not module.pictures:
        return
    rect = module.rect
    outer = _ALTO.add(space, "ComposedBlock", ID=name, TAGREFS=tag, TYPE=module.kind, **_box(rect))
    for number, picture in enumerate(module.pictures, 1):
        _ALTO.add(outer, "Illustration", ID=f"{name}-i{number}", TYPE="picture", **_box(picture.rect))
    group = _ALTO.add(order, "OrderedGroup", ID=f"{name}-order", REF=name)
    for number, part in enumerate(parts, 1):
        block = f"{name}-b{number}"
        _text_block(outer, block, part)
        _ALTO.add(group, "ElementRef", ID=f"{block}-order", REF=block)
    for number, _ in enumerate(module.pictures, 1):
        _ALTO.add(group, "ElementRef", ID=f"{name}-i{number}-order", REF=f"{name}-i{number}")


def _parts(module: Module) -> Iterator[tuple[PlacedLine, ...]]:
    """The lines of each paragraph that stand in one leg."""
    lines = [line for line in module.lines if line.text.strip()]
    for _, group in groupby(lines, key=lambda line: (line.role, line.block, line.leg, line.slot)):
        yield tuple(group)


def _text_block(parent: etree._Element, name: str, lines: tuple[PlacedLine, ...]) -> None:
    boxes = [line.box for line in lines]
    block = _ALTO.add(parent, "TextBlock", ID=name, **_box(_around(boxes)))
    for number, (line, box) in enumerate(zip(lines, boxes, strict=True), 1):
        vertical = line.writing_mode is WritingMode.VERTICAL
        drawn = _ALTO.add(
            block, "TextLine", ID=f"{name}-l{number}", **_box(box),
            BASELINE=None if vertical else _tenths(line.y_pt),
            BASEDIRECTION="ttb" if vertical else None,
        )  # fmt: skip
        for place, word in enumerate(words(line)):
            if word.space and place:
                _ALTO.add(drawn, "SP")
            _ALTO.add(drawn, "String", CONTENT=word.text, **_box(word.box))
        if line.hyphen:
            _ALTO.add(drawn, "HYP", CONTENT="-")


def _around(boxes: list[Rect]) -> Rect:
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Rect(left, top, right - left, bottom - top)


def _box(box: Rect) -> dict[str, Any]:
    return {
        "HPOS": _tenths(box.x), "VPOS": _tenths(box.y), "WIDTH": _tenths(box.width), "HEIGHT": _tenths(box.height),
    }  # fmt: skip


def _tenths(pt: float) -> float:
    return pt_to_mm(pt) * 10
