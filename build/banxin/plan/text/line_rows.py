"""Lines of running text to rows of the grid. Rows are not lines: a line may take several rows, the upper ones for what
stands over it, such as pinyin."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineRows:
    """How lines of running text and of tables stand on the rows of the grid."""

    per_line: int = 1

    def of(self, lines: int) -> int:
        """Rows that so many lines take."""
        return lines * self.per_line

    def row(self, line: int) -> int:
        """The row, from the first of its paragraph, that a line stands on: the last of those that it takes."""
        return (line + 1) * self.per_line - 1

    def lines(self, rows: int) -> int:
        """Lines that stand on so many rows."""
        return rows // self.per_line

    def short(self, lines: int) -> int:
        """Rows by which a leg may end short that wants no more than so many lines: what makes no line counts too."""
        return (lines + 1) * self.per_line - 1

    def inside(self, rows: int) -> frozenset[int]:
        """Rows, of so many, behind which no line ends."""
        return frozenset(row for row in range(rows) if row % self.per_line)


ONE_ROW = LineRows()
"""A row for each line."""
