"""The body of a .docx file, paragraph by paragraph, into the lines of a dump."""

from __future__ import annotations

from banxin.errors import Origin, Problem, phrase, problem
from banxin.intake.dump import DumpNote, DumpPicture, LineWriter, visible
from banxin.intake.markup import Element, name_of
from banxin.intake.problems import COMMENT, LEFT_OUT, TRACKED_CHANGE
from banxin.intake.tables import put_table
from banxin.intake.word.looks import Looks, line_style
from banxin.intake.word.numbering import Numbering
from banxin.intake.word.package import Package, attribute, child, shown
from banxin.intake.word.paragraph import ParagraphReader, ParagraphText, texts_in

BLOCKS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "txbxContent", "body"}
SHOWN = 24
"""Characters of a text that a message quotes; ours."""
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic", ".jfif")


def quoted(text: str) -> str:
    """The start of a text, on one line, for a message."""
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else f"{flat[:SHOWN]}…"


class BodyReader:
    """Walks one document once."""

    def __init__(self, package: Package, file: str) -> None:
        self.package = package
        self.file = file
        self.looks = Looks(package.part("styles.xml"))
        self.numbering = Numbering(package.part("numbering.xml"))
        self.comments = {attribute(one, "id"): one for one in self._children("comments.xml")}
        self.notes = {
            kind: {attribute(one, "id"): one for one in self._children(f"{kind}s.xml")}
            for kind in ("footnote", "endnote")
        }
        self.marks: dict[tuple[str, str], str] = {}
        """Notes that were met, by kind and id → their marks."""
        self.waiting: list[tuple[str, Element]] = []
        """Marks and contents of notes that are to be read after their paragraph."""
        self.writer = LineWriter()
        self.problems: list[Problem] = []
        self.aside: list[str] = []
        """Texts that a problem names instead of a line."""

    def _children(self, part: str) -> list[Element]:
        root = self.package.part(part)
        return list(root) if root is not None else []

    def read(self) -> None:
        """The whole document; then its notes, then what stands on every page."""
        body = child(self.package.document(), "body")
        if body is not None:
            self.blocks(body, self.package.main)
        for kind, notes in self.notes.items():
            for identity, note in notes.items():
                if (kind, identity) not in self.marks:
                    self.tell_left_out(phrase("a note without a mark"), "".join(texts_in(note)))
        for folder, what in (
            ("header", phrase("what stands at the head of each page")),
            ("footer", phrase("what stands at the foot of each page")),
            ("diagrams/data", phrase("the text of a drawing")),
            ("charts/chart", phrase("the text of a chart")),
        ):
            for part in self.package.parts(f"word/{folder}"):
                self.beside(part, what)

    def blocks(self, parent: Element, part: str) -> None:
        """Paragraphs and tables in order, through what only wraps them."""
        for one in shown(parent):
            name = name_of(one)
            if name == "p":
                self.paragraph(one, part)
            elif name == "tbl":
                self.table(one, part)
            elif name in BLOCKS:
                self.blocks(one, part)
            elif name in ("del", "moveFrom"):
                self.tell_left_out(phrase("a deleted passage"), "".join(texts_in(one)))
            elif name == "altChunk":
                self.tell_left_out(phrase("a file within the file"), attribute(one, "id"))

    def paragraph(self, element: Element, part: str) -> None:
        """One paragraph, and after it the boxes that hang on it."""
        look = self.looks.paragraph(child(element, "pPr"))
        found = ParagraphReader(self.looks, look, self._mark).read(element)
        text = found.text.rstrip()
        if text.strip():
            number = self.numbering.next(*look.number) if look.number[0] else ""
            style = line_style(look, found.runs)
            self.writer.line(number + text, style)
            if look.caption:
                self.writer.captions.add(len(self.writer.lines))
        elif not found.drawings:
            self.writer.gap()
        self._tell(found)
        self.place_notes(part)
        for drawing in found.drawings:
            self.pictures(drawing, part)
        for box in found.boxes:
            self.writer.gap()
            self.blocks(box, part)
            self.writer.gap()

    def _mark(self, kind: str, identity: str) -> str:
        if identity not in self.notes[kind]:
            return ""
        if (kind, identity) not in self.marks:
            self.marks[kind, identity] = str(len(self.marks) + 1)
            self.waiting.append((self.marks[kind, identity], self.notes[kind][identity]))
        return f"[^{self.marks[kind, identity]}]"

    def place_notes(self, part: str) -> None:
        """The notes whose marks were read since the last time."""
        while self.waiting:
            mark, element = self.waiting.pop(0)
            inner = self.apart(element, part)
            self.writer.put(DumpNote(mark, " ".join(line.strip() for line in inner.lines if line.strip())))

    def apart(self, element: Element, part: str) -> LineWriter:
        """What an element holds, read into lines of its own."""
        outer, self.writer = self.writer, LineWriter()
        self.blocks(element, part)
        inner, self.writer = self.writer, outer
        return inner

    def table(self, element: Element, part: str) -> None:
        """A table with what is merged in it; what only frames text is read as text."""
        rows: list[list[LineWriter]] = []
        for row in _through(element, "tr"):
            cells = [LineWriter() for _ in range(_number(child(row, "trPr", "gridBefore")))]
            for cell in _through(row, "tc"):
                width = max(1, _number(child(cell, "tcPr", "gridSpan")))
                cells += [self.apart(cell, part), *(LineWriter() for _ in range(width - 1))]
            rows.append(cells)
        put_table(self.writer, rows)

    def pictures(self, drawing: Element, part: str) -> None:
        """The pictures in a drawing; one of a kind that is no picture, or that is elsewhere, is told."""
        alt = next((attribute(one, "descr") for one in drawing.iter() if name_of(one) == "docPr"), "")
        for one in _pictures(drawing):
            identity = attribute(one, "embed") or attribute(one, "id")
            target = self.package.target(part, identity) or self.package.target(part, attribute(one, "link"))
            name = target.rpartition("/")[2]
            if self.package.archive.has(target) and name.lower().endswith(PICTURES):
                self.writer.put(DumpPicture(name, self.package.archive.read(target), alt=alt))
            elif target:
                self.tell_left_out(phrase("a picture"), name)

    def beside(self, part: str, what: str) -> None:
        """Tell of the text of a part that is no part of the body."""
        texts = texts_in(self.package.part(part.removeprefix("word/")))
        text = "".join(texts)
        self.aside.append(text)
        if any(not mark.isdigit() and not mark.isspace() and mark not in "-—第页共版" for mark in text):
            self.problems.append(problem(LEFT_OUT, Origin(self.file), what=what, text=quoted(text)))

    def tell_left_out(self, what: str, text: str) -> None:
        """Something of the body that is no line."""
        if text.strip():
            self.aside.append(text)
            origin = Origin(self.file, max(1, len(self.writer.lines)))
            self.problems.append(problem(LEFT_OUT, origin, what=what, text=quoted(text)))

    def _tell(self, found: ParagraphText) -> None:
        origin = Origin(self.file, max(1, len(self.writer.lines)))
        for change in found.changes:
            text = quoted(change.text)
            told = phrase("put in: {text}", text=text) if change.taken else phrase("taken out: {text}", text=text)
            who = change.who or phrase("somebody")
            self.problems.append(
                problem(TRACKED_CHANGE, origin, who=who, change=told, text=quoted(found.text or change.text))
            )
            if not change.taken:
                self.aside.append(change.text)
        for identity in found.comments:
            if identity in self.comments:
                said = "".join(texts_in(self.comments[identity]))
                who = attribute(self.comments[identity], "author") or phrase("somebody")
                place = quoted(found.text)
                self.problems.append(problem(COMMENT, origin, who=who, text=place, comment=quoted(said)))
        if visible([found.hidden]):
            self.tell_left_out(phrase("hidden text"), found.hidden)
        if found.formula.strip():
            self.problems.append(
                problem(LEFT_OUT, origin, what=phrase("the form of a formula"), text=quoted(found.formula))
            )
        for mark in found.unknown:
            self.problems.append(problem(LEFT_OUT, origin, what=phrase("a character of a symbol font"), text=mark))


def _through(parent: Element, wanted: str) -> list[Element]:
    """Children of a name, also within what only wraps them."""
    found = []
    for one in shown(parent):
        if name_of(one) == wanted:
            found.append(one)
        elif name_of(one) in BLOCKS:
            found += _through(one, wanted)
    return found


def _number(element: Element | None) -> int:
    value = attribute(element, "val")
    return min(int(value), 200) if value.isdigit() else 0


def _pictures(element: Element) -> list[Element]:
    """The elements that name a picture's bytes, without those in text boxes, which are read with their box."""
    found = []
    for one in shown(element):
        if name_of(one) in ("blip", "imagedata"):
            found.append(one)
        elif name_of(one) != "txbxContent":
            found += _pictures(one)
    return found
