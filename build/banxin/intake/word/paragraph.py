"""The inside of a paragraph → its text, what stands in it, and what editors left in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from banxin.intake.markup import Element, name_of
from banxin.intake.word.looks import Looks, ParagraphLook, RunLook
from banxin.intake.word.package import attribute, child, shown
from banxin.intake.word.symbols import symbol

BREAKS = {"br", "cr"}
WRAPPERS = {
    "hyperlink", "smartTag", "sdtContent", "fldSimple", "dir", "bdo", "customXml", "sdt", "rubyBase", "oMath",
    "oMathPara",
}  # fmt: skip
NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


@dataclass(frozen=True, slots=True)
class Change:
    """A change that was tracked and neither accepted nor rejected."""

    taken: bool
    """Whether its text is in the paragraph: it was put in, not taken out."""
    who: str
    text: str


@dataclass
class ParagraphText:
    """What was found in one paragraph."""

    text: str = ""
    runs: list[tuple[int, RunLook]] = field(default_factory=list)
    """Visible characters and their look."""
    boxes: list[Element] = field(default_factory=list)
    """Contents of its text boxes."""
    drawings: list[Element] = field(default_factory=list)
    """Elements that may hold pictures."""
    changes: list[Change] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    """Ids."""
    hidden: str = ""
    formula: str = ""
    unknown: list[str] = field(default_factory=list)
    """Marks of symbol fonts that nobody knows."""


class ParagraphReader:
    """Reads one paragraph; `note` gives the mark of a note by its kind and id."""

    def __init__(self, looks: Looks, look: ParagraphLook, note: Callable[[str, str], str]) -> None:
        self.looks = looks
        self.look = look
        self.note = note
        self.found = ParagraphText()
        self.fields: list[bool] = []
        """Open fields, outermost first, and whether their code is being read: what stands in it is no text."""

    def read(self, element: Element) -> ParagraphText:
        """All that stands in the paragraph."""
        for one in shown(element):
            self._inline(one)
        return self.found

    def _inline(self, one: Element) -> None:
        name = name_of(one)
        if name == "r":
            self._run(one)
        elif name in ("ins", "moveTo"):
            start = len(self.found.text)
            self.read(one)
            self._changed(one, True, self.found.text[start:])
        elif name in ("del", "moveFrom"):
            self._changed(one, False, "".join(texts_in(one)))
        elif name == "ruby":
            self._ruby(one)
        elif name in WRAPPERS:
            start = len(self.found.text)
            if name.startswith("oMath"):
                self._add("".join(texts_in(one)), self.look.run)
                self.found.formula += self.found.text[start:]
            else:
                self.read(one)
        elif name == "commentReference":
            self.found.comments.append(attribute(one, "id"))

    def _changed(self, one: Element, taken: bool, text: str) -> None:
        if text.strip():
            self.found.changes.append(Change(taken, attribute(one, "author"), text))

    def _run(self, run: Element) -> None:
        look = self.looks.run(self.look, child(run, "rPr"))
        for one in shown(run):
            name = name_of(one)
            if name == "t":
                self._add(one.text or "", look)
            elif name in BREAKS:
                self._add("\n", look)
            elif name in ("tab", "ptab"):
                self._add(" ", look)
            elif name == "noBreakHyphen":
                self._add("-", look)
            elif name == "sym":
                self._symbol(one, look)
            elif name in NOTES:
                self.found.text += self.note(NOTES[name], attribute(one, "id"))
            elif name == "fldChar":
                self._field(attribute(one, "fldCharType"))
            elif name == "ruby":
                self._ruby(one)
            elif name == "commentReference":
                self.found.comments.append(attribute(one, "id"))
            elif name in ("drawing", "pict", "object"):
                self.found.drawings.append(one)
                self.found.boxes += boxes(one)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _add(self, text: str, look: RunLook) -> None:
        if look.hidden or any(self.fields):
            self.found.hidden += text
            return
        self.found.text += text
        if text.strip():
            self.found.runs.append((len(text.strip()), look))

    def _symbol(self, one: Element, look: RunLook) -> None:
        code = attribute(one, "char")
        try:
            mark = chr(int(code, 16))
        except (ValueError, OverflowError):
            return
        if known := symbol(attribute(one, "font"), mark):
            self._add(known, look)
        else:
            self.found.unknown.append(f"{attribute(one, 'font')} {code}")

    def _ruby(self, one: Element) -> None:
        """The characters, and how they are read in brackets behind them."""
        base = child(one, "rubyBase")
        if base is not None:
            self.read(base)
        reading = "".join(texts_in(child(one, "rt")))
        if reading.strip():
            self._add(f"（{reading}）", self.look.run)


def texts_in(element: Element | None) -> list[str]:
    """All text in an element, deleted text too."""
    if element is None:
        return []
    return [one.text or "" for one in element.iter() if name_of(one) in ("t", "delText")]


def boxes(element: Element) -> list[Element]:
    """The contents of the text boxes in a drawing, outermost only, each once."""
    if name_of(element) == "txbxContent":
        return [element]
    return [box for one in shown(element) for box in boxes(one)]
