"""OpenDocument (.odt) and RTF → `Dump`."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from striprtf.striprtf import rtf_to_text

from banxin.errors import EditionError, Origin, Problem, phrase, problem
from banxin.intake.archives import Archive
from banxin.intake.captions import give_captions
from banxin.intake.dump import Dump, DumpNote, DumpPicture, LineStyle, LineWriter
from banxin.intake.formats import is_picture
from banxin.intake.markup import Element, name_of, parse_xml
from banxin.intake.problems import COMMENT, LEFT_OUT, UNCOUNTED, UNREADABLE_FILE
from banxin.intake.tables import put_table
from banxin.intake.word.body import quoted
from banxin.intake.word.numbering import BARE_ENDS, counted
from banxin.intake.word.package import attribute, child
from banxin.intake.word.symbols import PRIVATE

DEEPEST = 20
"""Styles that one may build on another; ours."""


def read_rtf(name: str, data: bytes) -> Dump:
    """Read rich text: its lines, without looks. Raises EditionError for one that is damaged."""
    file = f"raw/{name}"
    try:
        text = rtf_to_text(data.decode("latin-1"), errors="strict")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, RecursionError) as error:
        raise EditionError([problem(UNREADABLE_FILE, Origin(file), form="rtf", why=str(error)[:120])]) from None
    pictures = max(data.count(b"\\shppict"), data.count(b"{\\pict") - data.count(b"\\nonshppict"))
    told = [problem(LEFT_OUT, Origin(file), what=phrase("a picture"), text=str(pictures))] if pictures else []
    return Dump(name, data, "rtf", text, problems=tuple(told), title=PurePath(name).stem, whole=True)


def read_odt(name: str, data: bytes) -> Dump:
    """Read a document of LibreOffice. Raises EditionError for one that is damaged.

    Deleted text that is still tracked and comments are told; a character that is nowhere is `uncounted`.
    """
    file = f"raw/{name}"
    try:
        reader = _Reader(Archive(data), file)
        reader.read()
    except (ValueError, KeyError, RecursionError) as error:
        raise EditionError([problem(UNREADABLE_FILE, Origin(file), form="odt", why=str(error)[:120])]) from None
    writer = give_captions(reader.writer)
    placed, problems = tuple(writer.placed), tuple(reader.problems)
    return Dump(name, data, "odt", writer.text, writer.styles, placed, problems, title=PurePath(name).stem, whole=True)


class _Reader:
    """Walks one document once."""

    def __init__(self, archive: Archive, file: str) -> None:
        self.archive = archive
        self.file = file
        self.writer = LineWriter()
        self.problems: list[Problem] = []
        self.aside: list[str] = []
        roots = [parse_xml(archive.read(part)) for part in ("content.xml", "styles.xml") if archive.has(part)]
        self.content = roots[0]
        self.styles = {
            attribute(one, "name"): one for root in reversed(roots) for one in root.iter() if name_of(one) == "style"
        }
        self.waiting: list[tuple[str, Element]] = []
        self.notes = 0
        self.list_levels = {
            (attribute(one, "name"), int(attribute(level, "level"))): level
            for root in reversed(roots)
            for one in root.iter()
            if name_of(one) == "list-style"
            for level in one
            if attribute(level, "level").isdigit()
        }
        self.lists: list[str] = []
        self.counts: dict[str, int] = {}
        self.prefix = ""
        """The number that the next paragraph begins with."""
        self.inside: list[Element] = []
        """Boxes of the paragraph that is being read."""

    def read(self) -> None:
        body = child(self.content, "body", "text")
        if body is None:
            raise ValueError("it has no text")
        self.blocks(body)
        lost = Counter("".join(body.itertext())) - Counter(self._kept())
        if lost := Counter({mark: count for mark, count in lost.items() if not mark.isspace()}):
            told = {"count": sum(lost.values()), "sample": quoted("".join(lost))}
            self.problems.append(problem(UNCOUNTED, Origin(self.file), **told))

    def _kept(self) -> str:
        placed = [text for one in self.writer.placed for text in one.what.texts]
        return "".join([self.writer.text, *self.aside, *placed])

    def blocks(self, parent: Element) -> None:
        """Paragraphs, headings, lists, tables and sections in order."""
        for one in parent:
            name = name_of(one)
            if name in ("p", "h"):
                self.paragraph(one, int(attribute(one, "outline-level") or 1) if name == "h" else 0)
            elif name == "table":
                self.table(one)
            elif name == "tracked-changes":
                self.tell(LEFT_OUT_DELETED, "".join(one.itertext()))
            elif name == "list":
                self.list(one)
            elif name not in ("sequence-decls", "forms"):
                self.blocks(one)

    def list(self, element: Element) -> None:
        """The items of a list with their numbers."""
        style = attribute(element, "style-name")
        self.lists.append(style or (self.lists[-1] if self.lists else ""))
        level = self.list_levels.get((self.lists[-1], len(self.lists)))
        goes_on = attribute(element, "continue-numbering") == "true"
        number = self.counts.get(self.lists[-1], 0) if goes_on else 0
        for item in element:
            if name_of(item) == "list-item":
                start = attribute(item, "start-value")
                number = int(start) if start.isdigit() else number + 1
                self.prefix = _printed(level, number)
            self.blocks(item)
            self.prefix = ""
        self.counts[self.lists.pop()] = number

    def paragraph(self, element: Element, level: int) -> None:
        boxes, self.inside = self.inside, []
        text = self.text(element).rstrip()
        if text.strip():
            self.writer.line(self.prefix + text, self.look(element, level))
            self.prefix = ""
        elif not self.inside:
            self.writer.gap()
        while self.waiting:
            mark, body = self.waiting.pop(0)
            inner = self.apart(body)
            self.writer.put(DumpNote(mark, " ".join(line.strip() for line in inner.lines if line.strip())))
        mine, self.inside = self.inside, boxes
        for one in mine:
            self.drawing(one)

    def text(self, element: Element) -> str:
        """What stands in a line; boxes and notes are put aside."""
        out = element.text or ""
        for one in element:
            name = name_of(one)
            if name == "line-break":
                out += "\n"
            elif name == "tab" or name == "s":
                out += " "
            elif name == "note":
                self.notes += 1
                out += f"[^{self.notes}]"
                self.waiting.append((str(self.notes), one))
                self.aside.append("".join("".join(part.itertext()) for part in one if name_of(part) == "note-citation"))
            elif name == "annotation":
                self.comment(one, out)
            elif name == "frame" or name == "custom-shape":
                self.inside.append(one)
            elif name == "ruby-text":
                out += f"（{self.text(one)}）"
            else:
                out += self.text(one)
            out += one.tail or ""
        return out

    def comment(self, element: Element, before: str) -> None:
        said = "".join(element.itertext())
        self.aside.append(said)
        origin = Origin(self.file, len(self.writer.lines) + 1)
        who = next(("".join(one.itertext()) for one in element if name_of(one) == "creator"), "") or phrase("somebody")
        self.problems.append(problem(COMMENT, origin, who=who, text=quoted(before), comment=quoted(said)))

    def drawing(self, frame: Element) -> None:
        """A picture, or a box with text in it."""
        for one in frame:
            if name_of(one) == "image":
                address = attribute(one, "href")
                data = self.archive.read(address) if self.archive.has(address) else b""
                if is_picture(data):
                    self.writer.put(DumpPicture(address.rpartition("/")[2], data))
                    return
            elif name_of(one) in ("text-box", "p", "h", "list"):
                self.writer.gap()
                self.blocks(one if name_of(one) == "text-box" else frame)
                self.writer.gap()
                return
        self.tell(LEFT_OUT_DRAWING, "".join(frame.itertext()) or attribute(frame, "name"))

    def tell(self, what: str, text: str) -> None:
        if text.strip():
            self.aside.append(text)
            origin = Origin(self.file, max(1, len(self.writer.lines)))
            self.problems.append(problem(LEFT_OUT, origin, what=what, text=quoted(text)))

    def table(self, element: Element) -> None:
        rows: list[list[LineWriter]] = []
        for row in element.iter():
            if name_of(row) == "table-row" and next(row.iterancestors(element.tag)) is element:
                cells = [one for one in row if name_of(one) in ("table-cell", "covered-table-cell")]
                rows.append([self.apart(one) for one in cells])
        put_table(self.writer, rows)

    def apart(self, element: Element) -> LineWriter:
        outer, self.writer = self.writer, LineWriter()
        self.blocks(element)
        inner, self.writer = self.writer, outer
        return inner

    def look(self, element: Element, level: int) -> LineStyle:
        """What most of a paragraph has; a span's style counts where the whole paragraph is in it."""
        spans = [one for one in element if name_of(one) == "span"]
        whole = [one for one in spans if "".join(one.itertext()).strip() == "".join(element.itertext()).strip()]
        said: dict[str, str] = {}
        for one in (element, *whole):
            said.update(self._said(attribute(one, "style-name")))
        size = said.get("font-size-asian") or said.get("font-size", "")
        points = float(size[:-2]) if size.endswith("pt") and size[:-2].replace(".", "", 1).isdigit() else 0.0
        bold = (said.get("font-weight-asian") or said.get("font-weight", "")) == "bold"
        return LineStyle(points, bold, said.get("text-align") == "center", level=level)

    def _said(self, name: str) -> dict[str, str]:
        """What a style says, with what it builds on."""
        chain: list[Element] = []
        while name in self.styles and len(chain) < DEEPEST:
            chain.append(self.styles[name])
            name = attribute(self.styles[name], "parent-style-name")
        return {
            str(key).rpartition("}")[2]: str(value)
            for style in reversed(chain)
            for part in style
            for key, value in part.attrib.items()
        }


def _printed(level: Element | None, number: int) -> str:
    """What stands before an item of a list."""
    if level is None:
        return ""
    if name_of(level) == "list-level-style-bullet":
        mark = attribute(level, "bullet-char")
        return f"{mark if mark < chr(PRIVATE) else '•'} "
    form = FORMS.get(attribute(level, "num-format").partition(",")[0], "none")
    text = attribute(level, "num-prefix") + counted(number, form) + attribute(level, "num-suffix")
    return text if not text or text[-1] in BARE_ENDS else f"{text} "


FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一": "chineseCounting", "壹": "chineseLegalSimplified", "甲": "ideographTraditional", "①": "decimalEnclosedCircle",
}  # fmt: skip
"""How OpenDocument names numbers, by the first of them → how Word does."""
LEFT_OUT_DELETED = phrase("a deleted passage")
LEFT_OUT_DRAWING = phrase("a drawing")
