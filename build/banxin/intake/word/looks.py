"""Styles of a .docx file → how a run and a paragraph look when all that they inherit is applied."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from banxin.intake.dump import LineStyle
from banxin.intake.markup import Element, name_of
from banxin.intake.word.package import attribute, child, is_on

HEADING = re.compile(r"(?:heading|标题|標題) ?(\d)")
TITLES = {"title", "标题", "標題"}
CAPTIONS = {"caption", "题注", "題注", "标号"}
DEEPEST = 20
"""Styles that one may build on another; Word has less than ten."""
TEXT_LEVEL = 9
"""The outline level that Word gives to text."""


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a stretch of text looks."""

    size: float = 10.5
    """Points; Word's own of Chinese text (五号) where nothing is said."""
    bold: bool = False
    face: str = ""
    hidden: bool = False

    def changed(self, properties: Element | None) -> RunLook:
        """With what an rPr element says."""
        if properties is None:
            return self
        size = attribute(child(properties, "sz"), "val")
        bold, hidden = child(properties, "b"), child(properties, "vanish")
        face = attribute(child(properties, "rFonts"), "eastAsia")
        return RunLook(
            float(size) / 2 if size.replace(".", "", 1).isdigit() else self.size,
            self.bold if bold is None else is_on(bold),
            face or self.face,
            self.hidden if hidden is None else is_on(hidden),
        )


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph looks."""

    run: RunLook = RunLook()
    centred: bool = False
    level: int = 0
    caption: bool = False
    number: tuple[str, int] = ("", 0)
    """Numbering and level of its list; empty for no list."""

    def changed(self, properties: Element | None) -> ParagraphLook:
        """With what a pPr element says."""
        alignment = attribute(child(properties, "jc"), "val")
        outline = attribute(child(properties, "outlineLvl"), "val")
        level = self.level
        if outline.isdigit():
            level = 0 if int(outline) >= TEXT_LEVEL else int(outline) + 1
        centred = alignment == "center" if alignment else self.centred
        identity = attribute(child(properties, "numPr", "numId"), "val")
        depth = attribute(child(properties, "numPr", "ilvl"), "val")
        number = (identity or self.number[0], int(depth) if depth.isdigit() else self.number[1])
        return replace(self, centred=centred, level=level, number=number)


class Looks:
    """The styles of one document."""

    def __init__(self, root: Element | None) -> None:
        styles = [one for one in root if name_of(one) == "style"] if root is not None else []
        self._styles = {attribute(one, "styleId"): one for one in styles}
        defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        self._plain = ParagraphLook(RunLook().changed(defaults))
        usual = [one for one in styles if attribute(one, "type") == "paragraph" and attribute(one, "default") == "1"]
        self._usual = attribute(usual[0], "styleId") if usual else ""
        self._known: dict[str, ParagraphLook] = {}

    def paragraph(self, properties: Element | None) -> ParagraphLook:
        """Of a paragraph with this pPr element, which may be missing."""
        style = attribute(child(properties, "pStyle"), "val") or self._usual
        return self.style(style).changed(properties)

    def run(self, around: ParagraphLook, properties: Element | None) -> RunLook:
        """Of a run in such a paragraph with this rPr element."""
        look = around.run
        style = attribute(child(properties, "rStyle"), "val")
        if style in self._styles:
            look = look.changed(child(self._styles[style], "rPr"))
        return look.changed(properties)

    def style(self, name: str) -> ParagraphLook:
        """Of a style by its id, with what it builds on."""
        if name not in self._known:
            self._known[name] = self._built(name)
        return self._known[name]

    def _built(self, name: str) -> ParagraphLook:
        chain: list[Element] = []
        while name in self._styles and len(chain) < DEEPEST:
            chain.append(self._styles[name])
            name = attribute(child(self._styles[name], "basedOn"), "val")
        look = self._plain
        for style in reversed(chain):
            called = attribute(child(style, "name"), "val").lower()
            if called in TITLES:
                look = replace(look, level=1)
            elif found := HEADING.fullmatch(called):
                look = replace(look, level=int(found[1]))
            look = replace(look, caption=called in CAPTIONS, run=look.run.changed(child(style, "rPr")))
            look = look.changed(child(style, "pPr"))
        return look


def line_style(look: ParagraphLook, runs: Iterable[tuple[int, RunLook]]) -> LineStyle:
    """Of a paragraph whose runs have so many visible characters each: what most of it has, bold only if all is."""
    sizes: Counter[float] = Counter()
    faces: Counter[str] = Counter()
    bold = 0
    for count, run in runs:
        sizes[run.size] += count
        faces[run.face] += count
        bold += count if run.bold else 0
    total = sum(sizes.values())
    size, face = (sizes.most_common(1)[0][0], faces.most_common(1)[0][0]) if total else (look.run.size, look.run.face)
    return LineStyle(size, bool(total) and bold == total, look.centred, face, look.level)
