"""Cells of a table, merged or not → a table of a dump, or lines where the table only frames text."""

from __future__ import annotations

from collections.abc import Sequence

from banxin.intake.dump import DumpTable, LineWriter

LONG_CELL = 200
"""Characters from which on a cell of two or more paragraphs is text that was framed; ours."""
FRAME_CELLS = 4
"""The most cells of a table that may be a frame around text; ours."""


def put_table(writer: LineWriter, rows: Sequence[Sequence[LineWriter]]) -> None:
    """Add a table after the last line, from what stands in its cells; what a merged cell covers is empty.

    Columns and rows without text are left out. A table of one column, or a small one with prose in a cell, only frames
    text, which is then read as lines.
    """
    kept = [row for row in rows if any(cell_text(cell) for cell in row)]
    filled = sorted({at for row in kept for at, cell in enumerate(row) if cell_text(cell)})
    frame = len(kept) * len(filled) <= FRAME_CELLS and any(_is_prose(cell) for row in kept for cell in row)
    if len(filled) <= 1 or frame:
        for row in rows:
            for cell in row:
                writer.extend(cell)
        return
    writer.put(DumpTable(tuple(tuple(cell_text(row[at]) if at < len(row) else "" for at in filled) for row in kept)))
    for row in rows:
        for cell in row:
            for one in cell.placed:
                writer.put(one.what)


def cell_text(cell: LineWriter) -> str:
    """What stands in a cell, on one line."""
    return " ".join(" ".join(line.split()) for line in cell.lines if line.strip())


def _is_prose(cell: LineWriter) -> bool:
    lines = [line for line in cell.lines if line.strip()]
    return len(lines) > 1 and sum(map(len, lines)) > LONG_CELL
