"""The text of a planned page for Typst: same sheet, columns, faces and sizes, but no placement.

Everything follows on in the columns, heads and masthead too, so it is a measure of work and no newspaper.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import typst

from banxin.assets import asset_folder
from banxin.fonts.library import FontLibrary
from banxin.model.plan import Module, PlacedLine, Plan
from banxin.units import mm_to_pt

FLUSH = ("body", "caption")
"""Roles that Typst justifies."""
VARIED = "的一是在人有我他这中大来上国和地到以说时要就出会"
"""What 的 becomes, a character a call."""


def typst_source(plan: Plan, fonts: FontLibrary, pictures: Path) -> str:
    """Typst's source of the plan's first page; files of pictures are named from the root folder `pictures`."""
    sheet = plan.sheet
    area = sheet.type_area
    right, bottom = mm_to_pt(sheet.width_mm) - area.right, mm_to_pt(sheet.height_mm) - area.bottom
    lead = sheet.row_pt - sheet.body_pt
    head = [
        f"#set page(width: {sheet.width_mm}mm, height: {sheet.height_mm}mm, columns: {sheet.columns}, "
        f"margin: (left: {area.x}pt, right: {right}pt, top: {area.y}pt, bottom: {bottom}pt))",
        f"#set columns(gutter: {sheet.gutter_pt}pt)",
        f'#set text(lang: "zh", region: "cn", size: {sheet.body_pt}pt, top-edge: 0.88em, bottom-edge: -0.12em)',
        f"#set par(leading: {lead}pt, spacing: {lead}pt)",
        f'#set document(title: "{plan.edition}")',
    ]
    modules = plan.pages[0].modules
    return "\n\n".join((*head, *(part for module in modules for part in _module(module, fonts, pictures))))


def _module(module: Module, fonts: FontLibrary, pictures: Path) -> Iterator[str]:
    for picture in module.pictures:
        if (pictures / picture.file).is_file():
            yield f"#image({json.dumps('/' + picture.file)}, width: 100%, alt: {_string(picture.alt)})"
    for (role, _), lines in groupby(module.lines, key=lambda line: (line.role, line.block)):
        text = "".join(_runs(list(lines), fonts))
        indent = "(amount: 2em, all: true)" if role == "body" else "0em"
        yield f"#par(justify: {str(role in FLUSH).lower()}, first-line-indent: {indent})[{text}]"


def _runs(lines: list[PlacedLine], fonts: FontLibrary) -> Iterator[str]:
    """The text of a paragraph in its faces, one call a face."""
    runs = [
        (run.face, line.size_pt, run.text.removesuffix("-") if line.hyphen and run is line.runs[-1] else run.text)
        for line in lines
        for run in line.runs
    ]
    for (face_id, size), group in groupby(runs, key=lambda run: run[:2]):
        face = fonts.face(face_id)
        text = "".join(run[2] for run in group)
        yield f'#text(font: "{face.family}", weight: {face.weight}, size: {size}pt, {_string(text)})'


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class TypstPage:
    """Typst with our faces loaded; each call sets the page anew."""

    def __init__(self, plan: Plan, fonts: FontLibrary, pictures: Path) -> None:
        self.pictures = pictures
        self.source = typst_source(plan, fonts, pictures)
        self.fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(asset_folder("fonts"))]
        )
        self.count = 0

    def pdf(self) -> bytes:
        """The page as a tagged PDF/A-2a. Nearly every paragraph differs from the last call's, which Typst remembers."""
        self.count += 1
        varied = self.source.replace("的", VARIED[self.count % len(VARIED)])
        compiler = typst.Compiler(varied.encode(), root=str(self.pictures), font_paths=self.fonts)
        made = compiler.compile(format="pdf", pdf_standards=["a-2a"])
        assert isinstance(made, bytes)
        return made
