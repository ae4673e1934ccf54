"""Roles of lines on a page, and what each of them is. A new role is a row of the table."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from banxin.model.edition import BlockKind
from banxin.model.kinds import FURNITURE, STORIES, ModuleKind


class Role(StrEnum):
    """What a line of a page is."""

    SERIES = "series"
    """Logo line of a column (专栏), or the title of the 导读."""
    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    NOTE = "note"
    """Editor's note (编者按)."""
    SUBHEAD = "subhead"
    BODY = "body"
    VERSE = "verse"
    CELL = "cell"
    """Of a table."""
    QUOTE = "quote"
    """A pull quote."""
    CAPTION = "caption"
    CREDIT = "credit"
    """Of a picture, or the source of a public notice."""
    JUMP = "jump"
    """下转第3版, 上接第1版."""
    TEASER = "teaser"
    """An entry of the 导读."""
    SERVICE = "service"
    """Of a box of facts."""
    FILLER = "filler"
    """Of a public notice."""
    MASTHEAD = "masthead"
    FOLIO = "folio"

    @property
    def traits(self) -> RoleTraits:
        """Its row of the table."""
        return _TABLE[self]


class Flow(Enum):
    """How lines of a role run through the legs of a text."""

    PARAGRAPH = auto()
    """Justified; goes over to the next leg between two of its lines."""
    STANZA = auto()
    """A line of verse: what is turned over of it stays with it."""
    WHOLE = auto()
    """Goes into one leg or under all of them, never over to the next."""
    LEAD = auto()
    """Stays with what follows it: no leg ends with it."""
    EDGE = auto()
    """Ends the piece before it; where none is, it leads the text."""


class Sketch(Enum):
    """How a role is drawn where a page is shown very small."""

    LETTERS = auto()
    LINES = auto()
    """As a pattern of lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTraits:
    """What is true of all lines of a role."""

    modules: Set[ModuleKind]
    """Kinds of modules that have such lines."""
    blocks: Set[BlockKind] = frozenset()
    """Kinds of blocks of an article's body that are set in such lines."""
    flow: Flow | None = None
    """None for what never stands in a leg."""
    off_rows: bool = False
    """Whether it stands in a leg, but on no row of the grid."""
    air_before: bool = False
    """Whether there may be blank rows before it, inside a leg."""
    air_after: bool = False
    rows_after: int = 0
    """Blank rows that part it from what follows it."""
    short: int = 0
    """Lines by which a leg that ends with it may end short of the others."""
    line_height: float = 0.0
    """In a head: height of a line in its own size. Ours; 0 for what stands in no head."""
    repeated: bool = False
    """Whether the head over the part after a jump has it again."""
    own_text: bool = True
    """Whether it is text of the article or box that it stands in, to be found in each product once."""
    under_picture: bool = False
    tabular: bool = False
    """Whether it is a cell, with its row and column as slot."""
    tag: str = "P"
    """Structure type in the PDF (ISO 32000-1, 14.8.4)."""
    sketch: Sketch | None = None
    stand_in: Role | None = None
    """Whose face it has where a layout names none for it."""

    @property
    def justified(self) -> bool:
        """Whether its full lines end flush."""
        return self.flow is Flow.PARAGRAPH

    @property
    def on_rows(self) -> bool:
        """Whether its lines in a leg stand on the rows of the grid."""
        return self.flow is not None and not self.off_rows


_TABLE = {
    Role.SERIES: RoleTraits(modules=STORIES | {ModuleKind.TEASER}, line_height=1.6, stand_in=Role.KICKER),
    Role.KICKER: RoleTraits(modules=STORIES, line_height=1.3, repeated=True),
    Role.HEADLINE: RoleTraits(modules=STORIES, line_height=1.2, repeated=True, tag="H2", sketch=Sketch.LETTERS),
    Role.DECK: RoleTraits(modules=STORIES, line_height=1.35, repeated=True),
    Role.BYLINE: RoleTraits(modules=STORIES, line_height=1.5, flow=Flow.LEAD, air_after=True),
    Role.NOTE: RoleTraits(
        modules=STORIES, flow=Flow.PARAGRAPH, air_after=True, rows_after=1, sketch=Sketch.LINES, stand_in=Role.CAPTION
    ),
    Role.SUBHEAD: RoleTraits(
        modules=STORIES, blocks={BlockKind.SUBHEAD}, flow=Flow.LEAD, air_before=True, air_after=True,
        tag="H3", sketch=Sketch.LINES,
    ),
    Role.BODY: RoleTraits(
        modules=STORIES, blocks={BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM, BlockKind.FOOTNOTE},
        flow=Flow.PARAGRAPH, sketch=Sketch.LINES,
    ),
    Role.VERSE: RoleTraits(
        modules=STORIES, blocks={BlockKind.VERSE}, flow=Flow.STANZA, air_before=True,
        short=3,  # Stanzas are better whole than legs even. Ours.
        sketch=Sketch.LINES, stand_in=Role.CAPTION,
    ),
    Role.CELL: RoleTraits(
        modules=STORIES, blocks={BlockKind.TABLE}, flow=Flow.WHOLE, air_before=True, air_after=True, rows_after=1,
        tabular=True, sketch=Sketch.LINES, stand_in=Role.CAPTION,
    ),
    Role.QUOTE: RoleTraits(modules=STORIES, flow=Flow.WHOLE, off_rows=True, tag="BlockQuote", stand_in=Role.DECK),
    Role.CAPTION: RoleTraits(modules=STORIES, under_picture=True),
    Role.CREDIT: RoleTraits(modules=STORIES | {ModuleKind.FILLER}, under_picture=True),
    Role.JUMP: RoleTraits(modules=STORIES, flow=Flow.EDGE, own_text=False, stand_in=Role.CAPTION),
    Role.TEASER: RoleTraits(
        modules={ModuleKind.TEASER}, own_text=False, sketch=Sketch.LINES, stand_in=Role.KICKER
    ),
    Role.SERVICE: RoleTraits(modules={ModuleKind.BOX}, tabular=True, sketch=Sketch.LINES),
    Role.FILLER: RoleTraits(modules={ModuleKind.FILLER}, sketch=Sketch.LINES),
    Role.MASTHEAD: RoleTraits(modules=FURNITURE, sketch=Sketch.LETTERS),
    Role.FOLIO: RoleTraits(modules=FURNITURE),
}  # fmt: skip
ROLE_OF_BLOCK = {block: role for role, traits in _TABLE.items() for block in traits.blocks}
"""Role of the lines of each kind of block."""
