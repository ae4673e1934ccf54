"""An edition as its sources tell it: paper, articles, pictures."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from banxin.errors import Origin
from banxin.model.text import Region, Run


class BlockKind(StrEnum):
    """What a block of an article's body is."""

    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    QUOTE = "quote"
    ITEM = "item"
    """An item of a list; its mark is part of its text."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, subhead or the like of an article's body."""

    kind: BlockKind
    runs: tuple[Run, ...]
    origin: Origin

    @property
    def text(self) -> str:
        """The block's text without its styles."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and what must be told of it."""

    file: str
    """Relative to the edition's folder, with `/`."""
    path: Path
    """Where it is read from."""
    width: int
    """Pixels, upright (EXIF orientation applied)."""
    height: int
    alt: str
    caption: str
    credit: str
    rights: str
    focus: tuple[float, float]
    """The point that must stay visible, as fractions from the left and top."""
    crop: bool
    """Whether up to 15 % of its height may be cut."""
    sha256: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Article:
    """One article of an edition."""

    slug: str
    """Its identity: the file's stem, ASCII, fixed for good."""
    kind: str
    """news, photo (photo news: a picture with its caption) or filler."""
    headline: str
    """`／` is a break that the editor wants. Empty only for photo news."""
    kicker: str
    deck: str
    byline: str
    dateline: str
    """Set at the head of the first paragraph."""
    section: str
    page: int | None
    priority: int
    """1 is the lead, 5 the least."""
    headline_form: str
    """auto, across, beside or vertical."""
    headline_short: str
    """For contents and folios; empty: the headline."""
    at: str
    span: int | None
    """Columns the editor wants it to take, or None."""
    related: tuple[str, ...]
    """Slugs of articles it should stand beside (`with`)."""
    hold: bool
    box: bool
    """Set apart by a rule box."""
    language: str
    region: Region
    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...]
    origin: Origin

    @property
    def title(self) -> str:
        """What contents call it: the short headline, else the headline, else the caption's first sentence."""
        if self.headline_short or self.headline:
            return (self.headline_short or self.headline).replace("／", "")
        return self.pictures[0].caption.split("。")[0] if self.pictures else self.slug

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything a reader must find in each product, in reading order. `／` in a headline is no text."""
        head = (self.kicker, self.headline.replace("／", ""), self.deck, self.byline, self.dateline)
        pictures = tuple(part for picture in self.pictures for part in (picture.caption, picture.credit))
        return tuple(text for text in (*head, *(block.text for block in self.blocks), *pictures) if text)


@dataclass(frozen=True, slots=True)
class Filler:
    """A public notice (公益广告) that may take the space that is left on a page."""

    text: str
    """Set large; `／` is a break."""
    source: str
    """Who gives it, set small."""
    origin: Origin


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


@dataclass(frozen=True, slots=True)
class Edition:
    """One dated issue with all that is printed in it."""

    paper: Paper
    date: datetime.date
    suffix: str
    """"" for the day's first edition, "b" for a second."""
    revision: int
    """1, or higher for a corrected issue."""
    number: str
    """The issue number as printed (第26810期), or empty."""
    pages: int
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

    @property
    def key(self) -> str:
        """The name of its products: paper, date, edition, revision."""
        suffix = f"-{self.suffix}" if self.suffix else ""
        revision = f"-r{self.revision}" if self.revision > 1 else ""
        return f"{self.paper.key}-{self.date.isoformat()}{suffix}{revision}"
