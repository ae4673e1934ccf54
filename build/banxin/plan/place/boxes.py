"""Contents of modules without an article: 导读, facts for readers, advertisements and public notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from banxin.compose.heads.headline import SetHeadline
from banxin.layout.grid import Grid
from banxin.model.edition import Ad
from banxin.model.plan import PlacedLine, PlacedPicture, PlacedRule, Rect
from banxin.model.roles import Role
from banxin.plan.legs.rows import FRAME_INSET
from banxin.plan.place.marks import Marks, placed, rounded, whole_in
from banxin.plan.shapes.boxes import BOX_AIR
from banxin.plan.shapes.item import BoxShape
from banxin.plan.shapes.notices import SetNotice
from banxin.units import ASCENT, EM, round_half_up

FILLER_WIDTH, FILLER_HEIGHT = 0.72, 0.6
"""Share of its box that a filler's text takes at most. Ours."""
FILLER_PITCH = 1.4
"""Distance of a filler's lines, in their size. Ours."""
FILLER_TOP = 0.2
"""Space over the characters of a filler's line, in their size: half of what the pitch leaves."""
FILLER_LARGE, FILLER_AIR = 18, 0.35
"""Rows from which a filler has rules; between its text and those, in the text's size. Ours."""
SOURCE_ROOM = 2.5
"""What a large filler's source takes under the lower rule, in body sizes; as much stays free over the upper. Ours."""
SOURCE_RISE = 1.6
"""Baseline of a filler's source over the foot of its box, in body sizes. Ours."""
BAND_REACH = 4.0
"""How far the ground of a box's title reaches over the text on either side, in pt. Ours."""


def place_box(shape: BoxShape, grid: Grid, rect: Rect) -> Marks:
    """The 导读 or a box of facts: its groups spread over the height."""
    box, width = shape.box, shape.width
    x, y = rect.x + FRAME_INSET * grid.sheet.body_pt, rect.y + BOX_AIR / 2
    gap = (rect.height - BOX_AIR - sum(group.height for group in box.groups)) / max(len(box.groups) - 1, 1)
    lines: list[PlacedLine] = []
    rules: list[PlacedRule] = []
    for group in box.groups:
        if group.band:
            band = Rect(x - BAND_REACH, y, width + 2 * BAND_REACH, group.height)
            rules.append(PlacedRule("band", rounded(band)))
        if group.ruled:
            rules.append(PlacedRule("cell", rounded(Rect(x, y - gap / 2, width, 0))))
        for line in group.lines:
            at = (x + line.x, y + line.baseline, line.size)
            lines.append(placed(line.role, line.line, *at, block=line.block, slot=line.slot))
        y += group.height + gap
    return Marks(tuple(lines), rules=tuple(rules))


def place_notice(notice: SetNotice, grid: Grid, rect: Rect) -> Marks:
    """A public notice, its text as large as goes in, upright where the box is tall and that is larger.

    A large one stands between two rules, its source in the middle under them; a small one has it at the lower right.
    """
    body, large = grid.sheet.body_pt, rect.height >= FILLER_LARGE * grid.sheet.row_pt
    foot = SOURCE_ROOM * body if large and notice.source is not None else 0.0
    room = Rect(rect.x, rect.y + foot, rect.width, rect.height - 2 * foot)
    lines, block = max(_ways(notice, room), key=lambda way: way[0][0].size_pt, default=((), rect))
    if not lines:
        return Marks(())
    rules: tuple[PlacedRule, ...] = ()
    if large:
        air, width = FILLER_AIR * lines[0].size_pt, FILLER_WIDTH * rect.width
        left = rect.x + (rect.width - width) / 2
        ends = (block.y - air, block.bottom + air)
        rules = tuple(PlacedRule("hairline", rounded(Rect(left, y, width, 0))) for y in ends)
    if notice.source is None:
        return Marks(lines, rules=rules)
    free = rect.width - notice.source.width * body / EM
    x, y = (free / 2, rules[1].rect.y + 2 * body) if large else (free - body, rect.bottom - SOURCE_RISE * body)
    return Marks((*lines, placed(Role.CREDIT, notice.source, rect.x + x, y, body, block=1)), rules=rules)


def _ways(notice: SetNotice, rect: Rect) -> Iterator[tuple[tuple[PlacedLine, ...], Rect]]:
    """The notice's lines in each way, as large as goes into the box, and the block that they make."""
    for level in notice.level:
        yield _level(level, rect)
    if notice.upright is not None:
        yield _upright(notice.upright, rect)


def _upright(found: SetHeadline, rect: Rect) -> tuple[tuple[PlacedLine, ...], Rect]:
    """Upright lines in the middle of a box, and their block."""
    count, middle_x, middle_y = len(found.lines), rect.x + rect.width / 2, rect.y + rect.height / 2
    size = min(FILLER_HEIGHT * rect.height * EM / found.width, FILLER_WIDTH * rect.width / (FILLER_PITCH * count))
    size = round_half_up(size, 1)
    width, height = FILLER_PITCH * size * count, found.width * size / EM
    block = Rect(middle_x - width / 2, middle_y - height / 2, width, height)
    lines = tuple(
        placed(Role.FILLER, line, block.right - FILLER_PITCH * size * (number + 0.5), block.y, size)
        for number, line in enumerate(found.lines)
    )
    return lines, block


def _level(found: SetHeadline, rect: Rect) -> tuple[tuple[PlacedLine, ...], Rect]:
    """Level lines in the middle of a box, as large as goes in, and their block."""
    count, middle_x, middle_y = len(found.lines), rect.x + rect.width / 2, rect.y + rect.height / 2
    room = (FILLER_WIDTH * rect.width, FILLER_HEIGHT * rect.height)
    size = round_half_up(min(room[0] * EM / found.width, room[1] / (FILLER_PITCH * count)), 1)
    width, height = found.width * size / EM, FILLER_PITCH * size * count
    block = Rect(middle_x - width / 2, middle_y - height / 2, width, height)
    first = block.y + FILLER_TOP * size + ASCENT * size
    lines = tuple(
        placed(Role.FILLER, line, middle_x - line.width * size / EM / 2, first + FILLER_PITCH * size * number, size)
        for number, line in enumerate(found.lines)
    )
    return lines, block


def place_ad(ad: Ad, rect: Rect) -> Marks:
    """An advertisement: its picture whole, as large as goes into its space, a fine line round it.

    It stands on the foot of a space at the page's foot, and else hangs from the top: what a row is more than the
    picture needs is then air between it and the stories.
    """
    picture = ad.picture
    middle = whole_in(picture, rect)
    y = rect.y if ad.position.startswith("top") else rect.bottom - middle.height
    frame = rounded(replace(middle, y=y))
    alt = picture.alt or f"广告：{ad.advertiser}"
    placed = PlacedPicture(picture.file, frame, (0.0, 0.0, 1.0, 1.0), alt)
    return Marks((), (placed,), (PlacedRule("box", frame),))
