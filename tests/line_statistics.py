"""How the lines of composed paragraphs came out, in figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from banxin.model.line import SetParagraph
from banxin.units import Mil


@dataclass(frozen=True, slots=True)
class LineStatistics:
    """Of justified paragraphs. A full line is one that does not end its paragraph."""

    lines: int
    full_lines: int
    exact: int
    """Full lines without stretch or squeeze, marks trimmed at their ends not counted."""
    shrunk: int
    stretched: int
    gap_p95: Mil
    """Of 100 full lines 95 have a gap no wider."""
    gap_max: Mil

    @property
    def exact_share(self) -> float:
        """Exact lines among the full ones; 1 when there is none."""
        return self.exact / self.full_lines if self.full_lines else 1.0


def line_statistics(paragraphs: Iterable[SetParagraph]) -> LineStatistics:
    """How the lines of these paragraphs came out."""
    lines = [line for paragraph in paragraphs for line in paragraph.lines]
    full = [line for line in lines if not line.last]
    gaps = sorted(line.gap for line in full) or [Mil(0)]
    return LineStatistics(
        lines=len(lines),
        full_lines=len(full),
        exact=sum(line.width == line.natural_width for line in full),
        shrunk=sum(line.width < line.natural_width for line in full),
        stretched=sum(line.width > line.natural_width for line in full),
        gap_p95=gaps[(len(gaps) * 95 - 1) // 100],
        gap_max=gaps[-1],
    )
