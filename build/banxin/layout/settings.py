"""layout.toml: the sheet, the grid, the type scale and the furniture of one house style."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator

from banxin.errors import UsageError
from banxin.layout.extends import FILE, merged_tables
from banxin.layout.slots import DateLine, FolioSlot, Slot
from banxin.layout.type_scale import Positive, Scale, Sizes, Table
from banxin.model.forms import HeadlineForm
from banxin.model.roles import Role
from banxin.norms import TOLERANCE
from banxin.units import mm_to_pt, pt_to_mm


class SheetSize(Table):
    """The paper, in mm."""

    width_mm: Positive
    height_mm: Positive


class GridTable(Table):
    """The basic grid (基本栏): columns of whole characters, rows of one line space."""

    columns: Annotated[int, Field(ge=1, le=16)]
    characters: Annotated[int, Field(ge=10, le=48)]
    gutter: Positive
    body_pt: Annotated[float, Field(ge=7.875)]
    top_mm: Positive
    height_mm: Positive
    leadings_pt: Sizes
    rows_per_line: Annotated[int, Field(ge=1, le=3)] = 1
    """Rows that a line of running text or of a table takes; it stands on the last of them."""

    @field_validator("leadings_pt")
    @classmethod
    def _loosest_first(cls, leadings: tuple[float, ...]) -> tuple[float, ...]:
        if any(one <= other for one, other in pairwise(leadings)):
            raise ValueError("the loosest line space comes first, each of the others is less than the one before")
        return leadings

    @model_validator(mode="after")
    def _room_for_lines(self) -> Self:
        if self.leadings_pt[-1] < self.body_pt:
            raise ValueError("a line space in leadings_pt is less than body_pt")
        return self

    def width_pt(self, columns: int) -> float:
        """Width of so many columns and the gutters between them."""
        return (columns * self.characters + (columns - 1) * self.gutter) * self.body_pt


class Composition(Table):
    """How lines are composed."""

    punctuation: Literal["full", "half", "kaiming"] = "full"
    shrink_stops: bool = True
    indent: Annotated[float, Field(ge=0)] = 2
    head_punctuation: Literal["full", "half", "kaiming"] = "half"
    head_latin_space: Annotated[float, Field(ge=0, le=0.25)] = 0.08


class Faces(Table):
    """Ids in fonts.toml of the faces of the styles inside a text."""

    plain: str
    strong: str
    emphasis: str
    dateline: str
    fallback: tuple[str, ...] = ()


class Roles(Table):
    """Ids in fonts.toml of the faces outside the running text."""

    kicker: str
    headline: str
    headline_minor: str
    deck: str
    byline: str
    subhead: str
    caption: str
    credit: str
    filler: str
    series: str = ""
    """Logo line of a column (专栏); empty: the kicker's face. The next ones likewise fall back."""
    note: str = ""
    quote: str = ""
    verse: str = ""
    teaser: str = ""
    cell: str = ""
    jump: str = ""

    def face(self, role: Role) -> str:
        """The face of a role, or of the role that stands in for it."""
        found: str = getattr(self, role, "")
        stand_in = role.traits.stand_in
        return self.face(stand_in) if not found and stand_in else found


class Furniture(Table):
    """Rows that furniture takes."""

    masthead_rows: Annotated[int, Field(ge=0)]
    masthead_columns: Annotated[int, Field(ge=0)] = 0
    """Columns of a masthead that stands at the top left with the lead beside it; 0: it takes the whole width."""
    folio_rows: Annotated[int, Field(ge=0)] = 3
    """Rows of the folio (报眉) of pages 2 and up."""


class PageCount(Table):
    """How many pages an edition may have."""

    multiple: Annotated[int, Field(ge=1, le=8)] = 1
    """Pages are printed in twos or fours; an edition that states its own number may differ."""
    most: Annotated[int, Field(ge=1, le=64)] = 32
    spreads: bool = True
    """Whether two facing pages may be made one (通版)."""


class Forms(Table):
    """Headline forms that a layout allows, and its preferences."""

    beside: bool = True
    vertical: bool = True
    """Whether the planner may choose it; an article may always ask for it."""
    reversed: bool = False
    """Whether the planner may set a head white on a dark band; an article may always ask for it."""
    byline_from: Annotated[int, Field(ge=1)] = 3
    """Columns from which on the byline stands in the head, not in the first leg."""
    dominant_span: Annotated[int, Field(ge=1)] = 3
    """Least columns of the dominant photo."""
    photo_span: Annotated[int, Field(ge=1)] = 6
    """Most columns of a photo."""
    jumps: bool = True
    """Whether the planner may continue long articles of page 1 inside."""
    teasers: Annotated[int, Field(ge=0, le=12)] = 5
    """Entries of the 导读 on page 1 of an edition of several pages."""

    def offers(self, form: HeadlineForm) -> bool:
        """Whether the planner may choose a form that no editor asked for: a plain head always, others by their key."""
        return form is HeadlineForm.ACROSS or bool(getattr(self, form, False))


class Weights(Table):
    """What each term of the score counts (docs/newspaper-page.md#score)."""

    white: float
    importance: float
    tombstone: float
    cut: float
    legs: float
    fill: float
    inversion: float
    ink: float
    photo: float
    gap: float
    jump: float
    narrow: float
    apart: float


class Layout(Table):
    """The content of a layout.toml."""

    name: str
    sheet: SheetSize
    grid: GridTable
    composition: Composition
    faces: Faces
    roles: Roles
    scale: Scale
    furniture: Furniture
    masthead: tuple[Slot, ...]
    weights: Weights
    dateline: DateLine | None = None
    folio: tuple[FolioSlot, ...] = ()
    """Slots of the folio of a right-hand (odd) page, from the type area's top left; mirrored on an even one."""
    pages: PageCount = PageCount()
    forms: Forms = Forms()

    @model_validator(mode="after")
    def _rows_under_the_masthead(self) -> Self:
        rows = math.floor(mm_to_pt(self.grid.height_mm) / self.grid.leadings_pt[0])
        if self.furniture.masthead_rows >= rows:
            raise ValueError(f"furniture.masthead_rows leaves no room: the page has {rows} rows")
        return self

    @model_validator(mode="after")
    def _type_area_on_the_sheet(self) -> Self:
        grid = self.grid
        width = grid.width_pt(grid.columns)
        if width > mm_to_pt(self.sheet.width_mm):
            raise ValueError(f"grid: the columns are {pt_to_mm(width):g} mm wide together, wider than sheet.width_mm")
        if grid.top_mm + grid.height_mm > self.sheet.height_mm:
            raise ValueError("grid: top_mm and height_mm are more together than sheet.height_mm")
        if self.composition.indent >= grid.characters:
            raise ValueError("composition.indent is no less than grid.characters")
        return self

    @model_validator(mode="after")
    def _furniture_in_its_place(self) -> Self:
        grid, furniture = self.grid, self.furniture
        if furniture.masthead_columns >= grid.columns:
            raise ValueError(
                f"furniture.masthead_columns: less than grid.columns ({grid.columns}) is wanted, or 0 for all"
            )
        columns = furniture.masthead_columns or grid.columns
        width = grid.width_pt(columns)
        self._inside("masthead", self.masthead, width, furniture.masthead_rows)
        if self.dateline is not None and self.dateline.items:
            line = Slot(text="-", face="-", **self.dateline.model_dump(include={"x", "y", "width", "size"}))
            self._inside("dateline", (line,), width, furniture.masthead_rows)
        area = grid.width_pt(grid.columns)
        self._inside("folio", self.folio, area, furniture.folio_rows)
        return self

    def _inside(self, name: str, slots: Sequence[Slot], width: float, rows: int) -> None:
        """Check that all slots are in the rectangle of `width` pt and `rows` rows, at the tightest line space."""
        height = rows * self.grid.leadings_pt[-1]
        for number, slot in enumerate(slots):
            left, top, right, bottom = slot.bounds
            if left < -TOLERANCE or top < -TOLERANCE or right > width + TOLERANCE or bottom > height + TOLERANCE:
                key = name if name == "dateline" else f"{name}.{number} ({slot.slot or slot.rule})"
                raise ValueError(
                    f"{key}: it reaches from {left:g}, {top:g} to {right:g}, {bottom:g} pt, out of the room it has: "
                    f"{width:g} pt wide and {height:g} pt high ({rows} rows at the tightest line space)"
                )


def read_layout(folder: Path) -> Layout:
    """The layout in `folder`, with the keys of the layouts that it extends.

    Raises UsageError that names the file and the key when a layout.toml is missing or wrong.
    """
    tables, files = merged_tables(folder)
    try:
        return Layout.model_validate(tables)
    except ValidationError as error:
        first = error.errors()[0]
        path = next((path for path, own in files if _says(own, first["loc"])), folder / FILE)
        key = ".".join(str(part) for part in first["loc"])
        reason = first["msg"].removeprefix("Value error, ")
        raise UsageError(f"{path}: {key}: {reason}." if key else f"{path}: {reason}.") from error


def _says(table: Any, key: Sequence[int | str]) -> bool:
    """Whether a file states a key itself."""
    for part in key:
        try:
            table = table[part]
        except (KeyError, IndexError, TypeError):
            return False
    return bool(key)
