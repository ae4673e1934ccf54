"""What every reader gives: lines with the evidence of their looks, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from banxin.errors import Problem


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a line looks in its source; zero, False and empty where the source does not say."""

    size: float = 0.0
    """Points."""
    bold: bool = False
    """Whether all of it is."""
    centred: bool = False
    face: str = ""
    level: int = 0
    """1 for a title or a heading of the first level, and so on; 0 for text."""


@dataclass(frozen=True, slots=True)
class DumpTable:
    """A table. All its rows have as many cells; a merged cell has its text in its first place only."""

    rows: tuple[tuple[str, ...], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell for row in self.rows for cell in row if cell)


@dataclass(frozen=True, slots=True)
class DumpPicture:
    """A picture and the texts beside it."""

    name: str
    """The file's name in its source, or its address where the source has no bytes of it."""
    data: bytes
    """Empty where the source does not hold it."""
    caption: str = ""
    alt: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.caption,) if self.caption else ()


@dataclass(frozen=True, slots=True)
class DumpNote:
    """A footnote or endnote; its mark stands as `[^mark]` in a line."""

    mark: str
    text: str

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.text,) if self.text else ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Something that stands between the lines of a dump."""

    after: int
    """The number of the line that it follows; 0 before the first."""
    what: DumpTable | DumpPicture | DumpNote


@dataclass(frozen=True, slots=True)
class Dump:
    """One file as it was read. Joined by line ends, its lines are `text`; empty lines are gaps."""

    name: str
    data: bytes
    """The file itself, which is kept."""
    form: str
    """How it was read: docx, html …, for plain text its encoding."""
    text: str
    styles: Mapping[int, LineStyle] = field(default_factory=dict)
    """By the number of a line, from 1; none where the source has no looks."""
    placed: tuple[Placed, ...] = ()
    """In the order of the file."""
    problems: tuple[Problem, ...] = ()
    """What was left out or taken with a doubt."""
    title: str = ""
    """What the file itself says that it is called, for texts without a headline."""
    starts: tuple[int, ...] = ()
    """Numbers of lines with which an article begins for certain, as the geometry of a page shows; then of each."""
    whole: bool = False
    """Whether each line is a whole paragraph, as in files of word processors and pages of the web."""
    single: bool = False
    """Whether its form says that it is one article."""

    @property
    def characters(self) -> int:
        """Visible characters of its lines, tables, captions and notes, marks of notes not counted."""
        marks = sum(len(one.what.mark) + 3 for one in self.placed if isinstance(one.what, DumpNote))
        return visible([self.text, *(text for one in self.placed for text in one.what.texts)]) - marks


def visible(texts: Iterable[str]) -> int:
    """Characters that are no spaces."""
    return sum(not mark.isspace() for text in texts for mark in text)


@dataclass
class LineWriter:
    """Collects the lines of a dump in order, with their looks and what stands between them."""

    lines: list[str] = field(default_factory=list)
    styles: dict[int, LineStyle] = field(default_factory=dict)
    placed: list[Placed] = field(default_factory=list)
    captions: set[int] = field(default_factory=set)
    """Numbers of lines that the source itself calls captions."""

    def line(self, text: str, style: LineStyle | None = None) -> None:
        """Add a paragraph; its own line ends make lines of their own, spaces at its ends are kept."""
        for part in text.split("\n"):
            self.lines.append(part)
            if style is not None and part.strip():
                self.styles[len(self.lines)] = style

    def gap(self) -> None:
        """Add an empty line."""
        self.lines.append("")

    def put(self, what: DumpTable | DumpPicture | DumpNote) -> None:
        """Place something after the last line."""
        self.placed.append(Placed(len(self.lines), what))

    def extend(self, other: LineWriter) -> None:
        """Add all that another one has collected."""
        start = len(self.lines)
        self.lines += other.lines
        self.styles.update({start + number: style for number, style in other.styles.items()})
        self.captions.update(start + number for number in other.captions)
        self.placed += [Placed(start + one.after, one.what) for one in other.placed]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)
