"""Heads in their rectangles."""

from __future__ import annotations

from banxin.model.plan import PlacedLine, PlacedRule, Rect
from banxin.model.roles import Role
from banxin.plan.heads.head import BAND_AIR, VERTICAL_PITCH, Head
from banxin.plan.place.marks import placed, rounded
from banxin.units import ASCENT, EM

GROUP_SHARE = 0.12
"""Share of a head's spare height that goes between two of its groups (kicker, headline, deck)."""
ABOVE_SHARE = 0.5
"""Share of what then is left that goes over the head; the rest goes under it."""
HIGH_SHARE = 0.38
"""The same for an upright head that is shorter than half of its strip: centred, it would look as if it had slipped."""
SERIES_AIR = 1.0
"""Between a column's logo line and the rules on either side of it, in its size. Ours."""


def place_head(head: Head, rect: Rect) -> tuple[list[PlacedLine], tuple[PlacedRule, ...]]:
    """The lines of a head in its rectangle, with the ground of a reversed one and the rules beside a logo line."""
    if head.form.traits.upright:
        return _vertical(head, rect), ()
    rules: list[PlacedRule] = []
    if head.form.traits.band:
        rect = Rect(rect.x, rect.y + 1, rect.width, rect.height - BAND_AIR - 1)
        rules.append(PlacedRule("band", rounded(rect)))
    lines = _level(head, rect)
    if not head.form.traits.band:
        rules += [rule for line in lines if line.role is Role.SERIES for rule in _wings(line, rect)]
    return lines, tuple(rules)


def _wings(line: PlacedLine, rect: Rect) -> list[PlacedRule]:
    """Rules from a logo line to the edges of its head, in the middle of its characters."""
    air = SERIES_AIR * line.size_pt
    y = line.y_pt - (ASCENT - 0.5) * line.size_pt
    left, right = line.x_pt - air, line.x_pt + line.length_pt + air
    return [
        PlacedRule("hairline", rounded(Rect(start, y, end - start, 0)))
        for start, end in ((rect.x, left), (right, rect.right))
        if end > start
    ]


def _level(head: Head, rect: Rect) -> list[PlacedLine]:
    heights = [line.role.traits.line_height * line.size_pt for line in head.lines]
    spare = rect.height - sum(heights)
    groups = sum(one.role is not other.role for one, other in zip(head.lines, head.lines[1:], strict=False))
    between = GROUP_SHARE * spare
    y = rect.y + (spare - groups * between) * (ABOVE_SHARE if head.form.traits.over else 0.5)
    lines, before = [], head.lines[0].role
    for line, height in zip(head.lines, heights, strict=True):
        y += between if before is not line.role else 0.0
        before = line.role
        x = rect.x + (rect.width - line.line.width * line.size_pt / EM) / 2
        baseline = y + (height - line.size_pt) / 2 + ASCENT * line.size_pt
        lines.append(placed(line.role, line.line, x, baseline, line.size_pt))
        y += height
    return lines


def _vertical(head: Head, rect: Rect) -> list[PlacedLine]:
    widths = [VERTICAL_PITCH * line.size_pt for line in head.lines]
    right = rect.x + (rect.width + sum(widths)) / 2
    spare = rect.height - head.length_pt
    top = rect.y + spare * (0.5 if spare < head.length_pt else HIGH_SHARE)
    lines = []
    for line, width in zip(head.lines, widths, strict=True):
        lines.append(placed(line.role, line.line, right - width / 2, top, line.size_pt))
        right -= width
    return lines
