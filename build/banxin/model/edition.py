"""An edition as read from its sources: paper, articles, pictures."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from banxin.errors import Origin
from banxin.model.forms import HeadlineForm
from banxin.model.kinds import ArticleKind
from banxin.model.text import BREAK, EMPTY, Region, Run, Style, Text, one_line

NOTE_LINK = "note:"
"""Prefix of a footnote mark's link."""


class BlockKind(StrEnum):
    """The kind of a block of an article's body."""

    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    QUOTE = "quote"
    ITEM = "item"
    """An item of a list; its marker is part of its text."""
    VERSE = "verse"
    """One line of a poem."""
    TABLE = "table"
    FOOTNOTE = "footnote"
    """A note after the text; its number ① is its first run; the link of that and of each mark in the text is
    `NOTE_LINK` with the number."""


REPORTED = (BlockKind.PARAGRAPH, BlockKind.ITEM)
"""Kinds of blocks in which the report itself is told: the first of them ends the wait for the dateline."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, subhead or the like of an article's body."""

    kind: BlockKind
    runs: tuple[Run, ...]
    """None of a table."""
    origin: Origin
    columns: int = 0
    """Of a table; its first row is its head."""
    stanza: bool = False
    """Of a line of verse: whether it begins a stanza."""
    cells: tuple[Text, ...] = ()
    """Of a table, row by row."""

    @property
    def text(self) -> str:
        """The block's text without its styles."""
        return "".join(map(str, self.cells)) if self.cells else "".join(run.text for run in self.runs)

    @property
    def rows(self) -> tuple[tuple[Text, ...], ...]:
        """Of a table."""
        return tuple(self.cells[start : start + self.columns] for start in range(0, len(self.cells), self.columns or 1))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its texts."""

    file: str
    """Relative to the edition's folder, with `/`."""
    path: Path
    """The file on disk."""
    width: int
    """Pixels, upright (EXIF orientation applied)."""
    height: int
    alt: str
    caption: Text
    credit: Text
    rights: str
    focus: tuple[float, float]
    """The point that must stay visible, as fractions from the left and top."""
    crop: bool
    """Whether up to 15 % of its height may be cut."""
    sha256: str
    origin: Origin
    size: str = "auto"
    """auto, large or small: the size that the editor wants."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article of an edition."""

    slug: str
    """Its permanent identity: the file's stem, ASCII."""
    kind: ArticleKind
    headline: Text
    """`／` is a break that the editor wants. Empty only for photo news."""
    kicker: Text
    deck: Text
    byline: Text
    dateline: Text
    """电头, such as 本报兰州讯（记者 …）; `body` says where it stands."""
    section: str
    page: int | None
    """The page that the editor wants it to be on, or to begin on."""
    priority: int
    """1 is the lead, 5 the least."""
    headline_form: HeadlineForm | None
    """The form that the editor wants; None leaves it to the planner."""
    headline_short: str
    """For contents and folios; empty: the headline."""
    at: str
    """top-left, top-right, bottom-left, bottom-right, top, bottom, left, right, or empty: where on its page."""
    span: int | None
    """Columns the editor wants it to take, or None."""
    related: tuple[str, ...]
    """Slugs of articles that it should touch (`with`)."""
    hold: bool
    """Whether it may wait for the next issue."""
    box: bool
    """Whether a rule box or a tint sets it apart."""
    language: str
    region: Region
    blocks: tuple[Block, ...]
    """As written; products set `body`."""
    pictures: tuple[Picture, ...]
    origin: Origin
    tint: bool = False
    """Whether its box is a tint, not a rule."""
    series: Text = EMPTY
    """Logo line of a column (专栏) over the headline."""
    note: Text = EMPTY
    """Editor's note (编者按) before the text."""
    pull_quote: Text = EMPTY
    """A sentence set large within the text, in addition to the text."""
    headline_pt: float | None = None
    """Size that the editor wants, or None."""
    jump: bool | None = None
    """Whether it may continue on another page; None leaves it to the planner."""
    spread: bool = False
    """Over two facing pages (通版)."""
    group: bool = False
    """Whether its pictures are one group (组图)."""
    corrects: tuple[str, ...] = ()
    """Articles of earlier issues that it corrects (更正), as `2024-12-20/a03`."""

    @property
    def over_page(self) -> bool:
        """Whether its editor wants its head over the whole page."""
        return self.headline_form is not None and self.headline_form.traits.whole_page

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks with the dateline in its place, as every product has them; a block's number counts from 0 here.

        The dateline opens the first paragraph. Subheads, tables, quotations and verse before that paragraph only lead
        up to it. Where there is none, or a list comes first, the dateline is a block of its own before all others, in
        a poem a line of verse.
        """
        if not self.dateline:
            return self.blocks
        dateline = self.dateline.in_style(Style.DATELINE).runs
        first = next((place for place, block in enumerate(self.blocks) if block.kind in REPORTED), None)
        if first is None or self.blocks[first].kind is not BlockKind.PARAGRAPH:
            verse = bool(self.blocks) and self.blocks[0].kind is BlockKind.VERSE
            return (Block(BlockKind.VERSE if verse else BlockKind.PARAGRAPH, dateline, self.origin), *self.blocks)
        opened = replace(self.blocks[first], runs=(*dateline, *self.blocks[first].runs))
        return (*self.blocks[:first], opened, *self.blocks[first + 1 :])

    @property
    def title(self) -> str:
        """Its title in tables of contents: the short headline, else the headline, else the caption's first sentence."""
        if self.headline_short or self.headline:
            return one_line(self.headline_short or str(self.headline))
        return str(self.pictures[0].caption).split("。")[0] if self.pictures else self.slug

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts that every product must contain, in reading order. `／` in a headline is not text."""
        title = self.headline.without(BREAK)
        head = (self.series, self.kicker, title, self.deck, self.byline, self.note, self.pull_quote)
        pictures = tuple(part for picture in self.pictures for part in (picture.caption, picture.credit))
        return tuple(str(text) for text in (*head, *(block.text for block in self.body), *pictures) if text)


@dataclass(frozen=True, slots=True)
class Filler:
    """A public notice (公益广告) for space that is left on a page."""

    text: str
    """Set large; `／` is a break."""
    source: str
    """Its source, set small."""
    origin: Origin


@dataclass(frozen=True, slots=True)
class Ad:
    """A booked advertisement (`ads.toml`)."""

    id: str
    """ad-1, ad-2 and so on, in the order of the booking list."""
    advertiser: str
    picture: Picture
    page: int
    position: str
    """bottom, bottom-left, bottom-right, top-left or top-right."""
    size: str
    """full, half, third, quarter, eighth, banner or strip; empty when columns and rows are given."""
    columns: int
    """On the paper's own layout; 0 when `size` is given."""
    rows: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Service:
    """A box of facts for readers (`service.toml`): weather, telephone numbers, opening hours."""

    id: str
    """service-1, service-2 and so on."""
    title: str
    rows: tuple[tuple[str, ...], ...]
    source: str
    page: int | None
    origin: Origin

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts that every product must contain."""
        cells = tuple(cell for row in self.rows for cell in row)
        return tuple(text for text in (self.title, *cells, self.source) if text)


@dataclass(frozen=True, slots=True)
class Press:
    """The printing plant's press (`[print]` in paper.toml)."""

    profile: bytes = b""
    """Its ICC profile (CMYK); empty: banxin's own for newsprint."""
    ink_limit: float = 240.0
    """Ink limit at one place, in percent of one ink's full cover (newsprint, ISO 12647-3)."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Who certifies that the paper's e-books are accessible (`[accessibility]` in paper.toml)."""

    by: str
    conforms_to: str
    """In the wording of EPUB Accessibility 1.1."""
    report: str = ""
    """Address of the report, or empty."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A newspaper: its masthead and house style (`paper.toml`)."""

    key: str
    """Its folder's name: ASCII, in file names and identifiers."""
    name: str
    publisher: str
    slogan: str
    language: str
    region: Region
    cn_number: str
    """国内统一连续出版物号, or empty."""
    issn: str
    postal_code: str
    """邮发代号, or empty."""
    site: str
    editor: str
    """Default of the editions' 责任编辑."""
    layout: str
    punctuation: str
    """full, half or kaiming: the style of `compose.style`; empty leaves it to the layout."""
    fillers: tuple[Filler, ...]
    folder: Path
    origin: Origin
    press: Press = Press()
    certificate: Certificate | None = None
    rights: str = ""
    """Who holds the rights and what others may do, for archives and web pages; empty: not stated."""
    traditional: tuple[tuple[str, str], ...] = ()
    """(Simplified, Traditional): words with a Traditional form of the paper's own, above all names (`[traditional]` in
    paper.toml)."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One dated issue with everything that is printed in it."""

    paper: Paper
    date: datetime.date
    suffix: str
    """"" for the day's first edition, "b" for a second."""
    revision: int
    """1, or higher for a corrected issue."""
    number: str
    """The issue number as printed (第26810期), or empty."""
    pages: int
    """0: as many as it needs."""
    sections: tuple[str, ...]
    """Name of each page's section, from page 1."""
    editor: str
    lunar: str
    """Overrides the computed lunar date; empty: computed."""
    articles: tuple[Article, ...]
    folder: Path
    sources: tuple[tuple[str, str], ...]
    """(file, sha256) of everything that was read, in order of file name."""
    origin: Origin
    ads: tuple[Ad, ...] = ()
    services: tuple[Service, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    """Pairs of slugs that must never be side by side."""
    teasers: int | None = None
    """Entries of the 导读 on page 1; None leaves it to the planner."""
    correction: str = ""
    """What a corrected issue corrects (更正)."""
    revised: datetime.date | None = None
    """Day of the correction."""

    def article(self, slug: str) -> Article | None:
        """Its article of that slug."""
        return next((article for article in self.articles if article.slug == slug), None)

    def section(self, page: int) -> str:
        """The section that it gives a page, by its number; empty where it names none."""
        return self.sections[page - 1] if page <= len(self.sections) else ""

    @property
    def changed(self) -> datetime.date:
        """The day of the last change: of the correction, else of the issue."""
        return self.revised or self.date

    @property
    def day(self) -> str:
        """What it is called beside its paper: 2024-12-22-b."""
        return edition_day(self.date, self.suffix)

    @property
    def key(self) -> str:
        """The name of its products: paper, date, edition, revision."""
        return edition_key(self.paper.key, self.date, self.suffix, self.revision)


def edition_key(paper: str, date: datetime.date, suffix: str, revision: int) -> str:
    """The name of an edition's products, by the key of its paper and what edition.toml says."""
    key = f"{paper}-{edition_day(date, suffix)}"
    return f"{key}-r{revision}" if revision > 1 else key


def edition_day(date: datetime.date, suffix: str) -> str:
    """The date of an edition, and the suffix of a second one of that day: 2024-12-22, 2024-12-22-b."""
    return f"{date.isoformat()}-{suffix}" if suffix else date.isoformat()
