"""Articles in their modules: the head in its box, the text in the cells of its legs, pictures and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from banxin.layout.grid import Grid
from banxin.model.line import Line
from banxin.model.plan import PlacedLine, PlacedPicture
from banxin.model.roles import Role
from banxin.plan.legs.filled import FilledStory, LaidBlock
from banxin.plan.place.blocks import place_quote, place_table
from banxin.plan.place.heads import place_head
from banxin.plan.place.leg_cells import LegCells
from banxin.plan.place.marks import Marks
from banxin.plan.place.pictures import place_picture
from banxin.plan.shapes.item import ArticleShape
from banxin.plan.text.blocks import TURNED, SetBlock, SetStory, TableBlock
from banxin.units import EM


def place_article(shape: ArticleShape, grid: Grid, column: int, row: int) -> Marks:
    """An article in its shape, its upper left cell at that column and row of the page (from 1)."""
    mirrored = _mirrored(shape, grid, column)
    cells = LegCells(shape.legs.mirrored() if mirrored else shape.legs, grid, column, row)
    head_box = shape.head_box
    if mirrored and shape.inset is not None and shape.inset.high:
        head_box = replace(head_box, x=cells.legs.spot(0, 0).x)
    head_rect = cells.box(head_box)
    head_lines, rules = place_head(shape.head, head_rect)
    found = [*_legs(shape.text, cells), *_wide(shape.text, cells)]
    lines = [*head_lines, *(line for one in found for line in one.lines)]
    pictures: tuple[PlacedPicture, ...] = ()
    if shape.inset is not None:
        inset, box = shape.inset, cells.box(cells.legs.picture_box(shape.inset))
        caption_lines, picture = place_picture(inset.picture, inset.caption, grid, box, inset.picture_rows)
        lines += caption_lines
        pictures = (picture,)
    rows = shape.text.fill.rows
    return Marks(
        tuple(lines),
        pictures,
        (*rules, *(rule for one in found for rule in one.rules)),
        shape.text.fill.legs,
        (cells.row_of(0), cells.row_of(rows - 1)),
        head_rect,
    )


def _mirrored(shape: ArticleShape, grid: Grid, column: int) -> bool:
    """Whether a picture beside the legs stands at their left: it looks toward the middle of its page."""
    return shape.inset is not None and shape.inset.full and 2 * column + shape.span - 1 > grid.sheet.columns + 1


def _legs(text: FilledStory, cells: LegCells) -> Iterator[Marks]:
    """What stands in the legs, block by block."""
    for laid in text.blocks():
        if isinstance(laid.block, TableBlock):
            yield place_table(laid.block, cells, *laid.first)
        elif laid.block.role is Role.QUOTE:
            yield place_quote(laid.block, cells, *laid.first)
        else:
            yield Marks(tuple(_lines(laid, text.story, cells)))


def _wide(text: FilledStory, cells: LegCells) -> Iterator[Marks]:
    """The tables under the legs, a blank row over each."""
    under = text.fill.rows
    for block in text.story.wide:
        yield place_table(block, cells.across(under + 1), 0, 0)
        under += block.rows + 1


def _lines(laid: LaidBlock, story: SetStory, cells: LegCells) -> Iterator[PlacedLine]:
    block = laid.block
    for number, (line, (leg, cell)) in enumerate(zip(laid.setting.lines, laid.cells, strict=True)):
        along = _along(block, story, cells.legs.measure_pt, line, number, cells.grid.sheet.body_pt)
        yield cells.line(block.role, line, leg, cell, along, block=block.index)


def _along(block: SetBlock, story: SetStory, measure: float, line: Line, number: int, size: float) -> float:
    """How far from the beginning of the measure a line of a block starts, in pt."""
    if block.role.traits.justified:
        return 0.0
    width = line.width * size / EM
    if block.role is Role.JUMP:
        return 0.0 if block is story.blocks[0] else measure - width
    if block.role is Role.VERSE:
        turned = TURNED * size / EM if number else 0.0
        return max(measure - story.verse_width * size / EM, 0.0) / 2 + turned
    return (measure - width) / 2
