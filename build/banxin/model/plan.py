"""A planned page: which module stands where, every line and rule at its place.

Lengths are points from the sheet's top left corner, y down, unless a name ends in `_mm`.
Columns, rows, legs and pages count from 1; a pair (first, last) includes both.
"""

from __future__ import annotations

from dataclasses import dataclass

from banxin.model.forms import HeadlineForm
from banxin.model.kinds import ModuleKind
from banxin.model.line import LineLink, LineRun
from banxin.model.roles import Role
from banxin.model.text import WritingMode
from banxin.units import ASCENT, mm_to_pt


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle on the sheet, in pt."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper and the grid on it."""

    name: str
    width_mm: float
    height_mm: float
    type_area: Rect
    columns: int
    column_pt: float
    gutter_pt: float
    row_pt: float
    rows: int
    body_pt: float
    rows_per_line: int = 1
    """Rows that a line of running text or of a table takes; it stands on the last of them."""

    @property
    def width_pt(self) -> float:
        return mm_to_pt(self.width_mm)

    @property
    def height_pt(self) -> float:
        return mm_to_pt(self.height_mm)


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A composed line at its place."""

    role: Role
    text: str
    runs: tuple[LineRun, ...]
    """As composed; places in mils of `size_pt` from the origin, along the line."""
    block: int
    """Lines with the same role and block belong to one paragraph of their article, whatever leg they are in."""
    leg: int
    """0 outside the legs."""
    row: int
    """Row of the baseline grid; 0 for lines that are off the grid by intent (heads, captions, furniture)."""
    x_pt: float
    """Of the origin: where the measure starts, on the line's baseline. That is the alphabetic one of a horizontal line
    and the central one of a vertical line, as in CSS."""
    y_pt: float
    """Of the origin."""
    start_pt: float
    """From the origin to the first glyph's body, along the line (indent)."""
    length_pt: float
    """From the first glyph's body to the end of the last one's, along the line."""
    size_pt: float
    gap_em: float
    last: bool
    hyphen: bool = False
    writing_mode: WritingMode = WritingMode.HORIZONTAL
    slot: str = ""
    """Which piece of furniture it is (name, day, …); the layout's CSS may colour it. Of a teaser: the article."""
    links: tuple[LineLink, ...] = ()

    @property
    def start(self) -> tuple[float, float]:
        """Where its first glyph's body starts, on the baseline."""
        if self.writing_mode is WritingMode.VERTICAL:
            return self.x_pt, self.y_pt + self.start_pt
        return self.x_pt + self.start_pt, self.y_pt

    @property
    def box(self) -> Rect:
        """Its em boxes together, as it is set."""
        return self.stretch(self.start_pt, self.length_pt)

    def stretch(self, start_pt: float, length_pt: float) -> Rect:
        """The em boxes of a part of it that begins `start_pt` from the origin."""
        if self.writing_mode is WritingMode.VERTICAL:
            return Rect(self.x_pt - self.size_pt / 2, self.y_pt + start_pt, self.size_pt, length_pt)
        return Rect(self.x_pt + start_pt, self.y_pt - ASCENT * self.size_pt, length_pt, self.size_pt)


QR = "qr:"
"""How the file of a placed picture begins that is a code, which the renderer draws itself."""


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture at its place."""

    file: str
    """Relative to the edition; `qr:TEXT` for a code that the renderer draws."""
    rect: Rect
    """The visible frame."""
    crop: tuple[float, float, float, float]
    """Visible part of the picture as fractions: left, top, width, height."""
    alt: str


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A rule (线) or frame; the layout's CSS gives its weight and colour by `kind`."""

    kind: str
    """hairline (between modules), column (in a gutter), box (a frame), tint (a ground under a module), band (a dark
    ground under a reversed head), head (under a masthead), cell (in a table)."""
    rect: Rect
    """Of width or height 0 for a line, its middle; a frame's outline for a box."""


@dataclass(frozen=True, slots=True)
class Module:
    """The rectangle that an article or a piece of furniture takes."""

    id: str
    kind: ModuleKind
    article: str
    """Its slug, or empty for furniture."""
    part: int
    parts: int
    rect: Rect
    columns: tuple[int, int]
    rows: tuple[int, int]
    legs: int
    leg_rows: tuple[int, int]
    """First and last row of its text legs; (0, 0) without legs."""
    headline_form: HeadlineForm | None
    """None without a head."""
    headline_pt: float
    headline_rect: Rect | None
    """The band of its head (kicker, headline, deck), or None."""
    priority: int
    lines: tuple[PlacedLine, ...]
    """In reading order."""
    pictures: tuple[PlacedPicture, ...] = ()
    rules: tuple[PlacedRule, ...] = ()

    @property
    def text(self) -> str:
        """Everything that is written in it."""
        return "".join(line.text for line in self.lines)

    @property
    def headline(self) -> str:
        """The text of its headline in one line; empty without one."""
        return "".join(line.text for line in self.lines if line.role is Role.HEADLINE)

    @property
    def framed(self) -> bool:
        """Whether it is set apart by a rule box or a tint."""
        return any(rule.kind in ("box", "tint") for rule in self.rules)


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    number: int
    section: str
    modules: tuple[Module, ...]
    """In reading order, furniture first."""
    rules: tuple[PlacedRule, ...]
    spread: int = 0
    """Of a spread (通版): the number of the facing page that it takes too; else 0."""
    sheet: Sheet | None = None
    """Of a spread: its own, twice as wide; else None."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All pages of an edition."""

    edition: str
    layout: str
    seed: int
    sheet: Sheet
    pages: tuple[Page, ...]
    held: tuple[str, ...] = ()
    """Slugs of articles that wait for the next issue, the least important first."""

    def sheet_of(self, page: Page) -> Sheet:
        """The page's own sheet, or the plan's."""
        return page.sheet or self.sheet
