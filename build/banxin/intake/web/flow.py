"""The elements of a page → the lines of a dump: blocks are lines, what stands in a line is text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from banxin.intake.dump import DumpPicture, LineStyle, LineWriter
from banxin.intake.markup import Element, name_of
from banxin.intake.tables import put_table
from banxin.units import PT_PER_PX, round_half_up

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul", "mp-common-profile",
}  # fmt: skip
SILENT = {
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "iframe", "object", "embed", "select",
    "option", "button", "input", "textarea", "canvas", "audio", "video", "svg", "math", "rp", "map",
}  # fmt: skip
"""Elements whose content is not read as text."""
BOLD = {"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
SPACE = re.compile("[ \t\r\n\f]+")
SIZE = re.compile(r"([0-9]*\.?[0-9]+)(px|pt|em|rem|%)?")
SUPERSCRIPT = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
SUBSCRIPT = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
USUAL = 12.0
"""Points: the 16 pixels that browsers take where a page says nothing."""
SIZES = {"h1": 2.0, "h2": 1.5, "h3": 1.17}
"""How much larger browsers set headings."""
MOST_SPAN = 100
ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-url", "src")
"""Where a picture's address stands; first where pages keep it until they are scrolled to."""


def declarations(element: Element) -> dict[str, str]:
    """The CSS that stands in an element itself, in small letters."""
    pairs = (one.partition(":") for one in element.get("style", "").lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def is_hidden(element: Element) -> bool:
    """Whether a reader does not see it."""
    return element.get("hidden") is not None or declarations(element).get("display") == "none"


@dataclass(frozen=True, slots=True)
class Look:
    """What an element inherits."""

    size: float = USUAL
    bold: bool = False
    centred: bool = False
    level: int = 0
    kept: bool = False
    """Whether spaces and line ends are kept."""

    def within(self, element: Element) -> Look:
        """Of what stands in an element."""
        name, css = name_of(element), declarations(element)
        heading = int(name[1]) if len(name) == 2 and name[0] == "h" and name[1].isdigit() else 0
        weight = css.get("font-weight", "")
        bold = self.bold or name in BOLD
        if weight:
            bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)
        align = css.get("text-align") or element.get("align", "").lower()
        centred = align == "center" if align else self.centred or name == "center"
        size = self.size * SIZES.get(name, 1.0)
        if found := SIZE.match(css.get("font-size", "")):
            size = self._size(float(found[1]), found[2] or "px", size)
        return replace(
            self,
            size=round_half_up(size, 1),
            bold=bold,
            centred=centred,
            level=heading or self.level,
            kept=self.kept or name == "pre" or css.get("white-space", "").startswith("pre"),
        )

    def _size(self, number: float, unit: str, inherited: float) -> float:
        factor = {"px": PT_PER_PX, "pt": 1.0, "em": self.size, "rem": USUAL, "%": self.size / 100}[unit]
        return number * factor or inherited


@dataclass
class _Line:
    """The line that is being filled."""

    parts: list[tuple[str, Look]] = field(default_factory=list)

    def style(self) -> LineStyle:
        sizes: Counter[float] = Counter()
        for text, look in self.parts:
            sizes[look.size] += len(text.strip())
        looks = [look for text, look in self.parts if text.strip()]
        bold = all(look.bold for look in looks)
        return LineStyle(sizes.most_common(1)[0][0], bold, looks[0].centred, level=looks[0].level)


Fetch = Callable[[str], bytes]
"""The bytes of a picture by its address; empty when it cannot be had."""


class Flow:
    """Walks an element once. `left` are texts that were not taken, with the reason's name; `absent` are addresses."""

    def __init__(self, fetch: Fetch) -> None:
        self.fetch = fetch
        self.writer = LineWriter()
        self.line = _Line()
        self.hidden: list[str] = []
        self.absent: list[str] = []
        self.prefix = ""
        """What the next line begins with: the number of a list."""

    def read(self, element: Element, look: Look) -> None:
        """All that stands in an element."""
        name = name_of(element)
        if not name or name in SILENT:
            return
        if is_hidden(element):
            self.hidden.append("".join(element.itertext()))
            return
        look = look.within(element)
        if name == "br":
            self._add("\n", replace(look, kept=True))
        elif name in ("img", "image"):
            self._picture(element)
        elif name == "table":
            self.end()
            self._table(element, look)
        elif name in BLOCKS:
            self._block(element, name, look)
        elif name == "rt":
            self._add("（", look)
            self._inside(element, look)
            self._add("）", look)
        elif name in ("sup", "sub"):
            self._shifted(element, look, SUPERSCRIPT if name == "sup" else SUBSCRIPT)
        else:
            self._inside(element, look)

    def end(self) -> None:
        """End the line that is being filled, if there is one."""
        text = "".join(part for part, _ in self.line.parts).strip(" ")
        if text.strip():
            style = self.line.style()
            for line in text.split("\n"):
                if stripped := line.strip():
                    self.writer.line(self.prefix + stripped, style)
                    self.prefix = ""
                elif self.writer.lines:
                    self.writer.gap()
        self.line = _Line()

    def _inside(self, element: Element, look: Look) -> None:
        self._add(element.text or "", look)
        for one in element:
            self.read(one, look)
            self._add(one.tail or "", look)

    def _block(self, element: Element, name: str, look: Look) -> None:
        self.end()
        if name == "li":
            self.prefix = _number(element)
        start = len(self.writer.lines)
        self._inside(element, look)
        self.end()
        if name == "figcaption":
            self.writer.captions.update(range(start + 1, len(self.writer.lines) + 1))
        if name == "li":
            self.prefix = ""

    def _add(self, text: str, look: Look) -> None:
        if not look.kept:
            text = SPACE.sub(" ", text)
            last = self.line.parts[-1][0] if self.line.parts else " "
            if last.endswith((" ", "\n")):
                text = text.lstrip(" ")
        if text:
            self.line.parts.append((text, look))

    def _shifted(self, element: Element, look: Look, table: dict[int, int]) -> None:
        text = "".join(element.itertext())
        if text.strip() and all(ord(mark) in table for mark in text.strip()):
            self._add(text.strip().translate(table), look)
        else:
            self._inside(element, look)

    def _picture(self, element: Element) -> None:
        address = next((element.get(name) for name in ADDRESSES if element.get(name)), "")
        if not address:
            return
        data = self.fetch(address)
        if data:
            self.end()
            name = address.partition("?")[0].rpartition("/")[2][:80] if not address.startswith("data:") else ""
            self.writer.put(DumpPicture(name, data, alt=element.get("alt", "").strip()))
        else:
            self.absent.append(address)

    def _table(self, element: Element, look: Look) -> None:
        rows: list[list[LineWriter]] = []
        below: dict[tuple[int, int], bool] = {}
        for y, row in enumerate(_rows(element)):
            cells: list[LineWriter] = []
            for one in row:
                if name_of(one) not in ("td", "th"):
                    continue
                while (y, len(cells)) in below:
                    cells.append(LineWriter())
                across, down = _span(one, "colspan"), _span(one, "rowspan")
                for at in range(across):
                    below.update({(y + more, len(cells) + at): True for more in range(1, down)})
                cells += [self._apart(one, look), *(LineWriter() for _ in range(across - 1))]
            rows.append(cells)
        for one in element:
            if name_of(one) == "caption":
                self.read(one, look)
        put_table(self.writer, rows)

    def _apart(self, element: Element, look: Look) -> LineWriter:
        outer, self.writer = self.writer, LineWriter()
        self._inside(element, replace(look.within(element), bold=look.bold))
        self.end()
        inner, self.writer = self.writer, outer
        return inner


def _rows(table: Element) -> list[Element]:
    rows = []
    for one in table:
        rows += [one] if name_of(one) == "tr" else _rows(one) if name_of(one) in ("tbody", "thead", "tfoot") else []
    return rows


def _span(element: Element, name: str) -> int:
    value = element.get(name, "1").strip()
    return min(max(1, int(value)), MOST_SPAN) if value.isdigit() and value.isascii() else 1


def _number(item: Element) -> str:
    """What a browser prints before an item of a list."""
    parent = item.getparent()
    if parent is None or name_of(parent) != "ol":
        return "" if parent is None or "none" in declarations(parent).get("list-style", "") else "• "
    start = parent.get("start", "1")
    first = int(start) if start.isdigit() and start.isascii() else 1
    before = sum(name_of(one) == "li" for one in item.itersiblings(preceding=True))
    return f"{first + before}. "
