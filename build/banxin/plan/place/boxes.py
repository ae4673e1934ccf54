"""Contents of modules that tell no article: 导读, facts for readers, advertisements and public notices."""

from __future__ import annotations

from collections.abc import Iterator

from banxin.compose.headline import SetHeadline
from banxin.layout.grid import BODY_ASCENT, Grid
from banxin.model.edition import Filler
from banxin.model.plan import PlacedLine, PlacedPicture, PlacedRule, Rect
from banxin.plan.heads.head import HAN
from banxin.plan.legs.rows import FRAME_INSET
from banxin.plan.place.marks import Marks, placed, rounded, whole_in
from banxin.plan.shapes.boxes import BOX_AIR, box_width
from banxin.plan.shapes.item import Item
from banxin.plan.text.boxes import service_box, teaser_box
from banxin.plan.text.typesetter import Typesetter
from banxin.units import EM, round_half_up

FILLER_WIDTH, FILLER_HEIGHT = 0.72, 0.6
"""Share of its box that a filler's text takes at the most. Ours."""
FILLER_PITCH = 1.4
"""Distance of a filler's lines, in their size. Ours."""
STRIP_BREAK = "　"
"""What parts the lines of a notice where they stand in one."""
FILLER_TOP = 0.2
"""Space over the characters of a filler's line, in their size: half of what the pitch leaves."""
FILLER_LARGE, FILLER_AIR = 18, 0.35
"""Rows from which a filler has rules; between its text and those, in the text's size. Ours."""
SOURCE_ROOM = 2.5
"""What a large filler's source takes under the lower rule, in body sizes; as much stays free over the upper. Ours."""
SOURCE_RISE = 1.6
"""Baseline of a filler's source over the foot of its box, in body sizes. Ours."""
AD_INSET = 4.0
"""Space between an advertisement and its frame, in pt. Ours."""
MAT_FROM = 4
"""What the picture leaves of its frame at the least for a mat behind it, in AD_INSET. Ours."""
BAND_REACH = 4.0
"""How far the ground of a box's title reaches over the text on either side, in pt. Ours."""


def box_contents(item: Item, span: int, setter: Typesetter, grid: Grid, rect: Rect) -> Marks:
    """The 导读 or a box of facts: its groups spread over the height."""
    width = box_width(grid, span)
    if item.service is not None:
        box = service_box(item.service, setter, width)
    else:
        box = teaser_box(item.teasers, setter, width)
    assert box is not None
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


def filler_contents(item: Item, setter: Typesetter, grid: Grid, rect: Rect) -> Marks:
    """A public notice, its text as large as goes in, upright where the box is tall and that is larger.

    A large one stands between two rules, its source in the middle under them; a small one has it at the lower right.
    """
    assert item.filler is not None
    body, large = grid.sheet.body_pt, rect.height >= FILLER_LARGE * grid.sheet.row_pt
    foot = SOURCE_ROOM * body if large and item.filler.source else 0.0
    room = Rect(rect.x, rect.y + foot, rect.width, rect.height - 2 * foot)
    lines, block = max(_filler_ways(item.filler, setter, room), key=lambda way: way[0][0].size_pt, default=((), rect))
    if not lines:
        return Marks(())
    rules: tuple[PlacedRule, ...] = ()
    if large:
        air, width = FILLER_AIR * lines[0].size_pt, FILLER_WIDTH * rect.width
        left = rect.x + (rect.width - width) / 2
        ends = (block.y - air, block.bottom + air)
        rules = tuple(PlacedRule("hairline", rounded(Rect(left, y, width, 0))) for y in ends)
    source = setter.headline(item.filler.source, 1, setter.layout.roles.credit) if item.filler.source else None
    if source is None:
        return Marks(lines, rules=rules)
    free = rect.width - source.width * body / EM
    x, y = (free / 2, rules[1].rect.y + 2 * body) if large else (free - body, rect.bottom - SOURCE_RISE * body)
    return Marks((*lines, placed("credit", source.lines[0], rect.x + x, y, body, block=1)), rules=rules)


def _filler_ways(filler: Filler, setter: Typesetter, rect: Rect) -> Iterator[tuple[tuple[PlacedLine, ...], Rect]]:
    """The notice's lines and the block that they make: level, in one line where the box is a strip, and upright where
    it is words alone."""
    count, face = filler.text.count("／") + 1, setter.layout.roles.filler
    middle_x, middle_y = rect.x + rect.width / 2, rect.y + rect.height / 2
    for text, lines in dict.fromkeys(((filler.text, count), (filler.text.replace("／", STRIP_BREAK), 1))):
        found = setter.headline(text, lines, face)
        if found is not None:
            yield _level(found, rect)
    upright = setter.headline(filler.text, count, face, vertical=True) if HAN.fullmatch(_bare(filler.text)) else None
    if upright is not None:
        size = min(FILLER_HEIGHT * rect.height * EM / upright.width, FILLER_WIDTH * rect.width / (FILLER_PITCH * count))
        size = round_half_up(size, 1)
        width, height = FILLER_PITCH * size * count, upright.width * size / EM
        block = Rect(middle_x - width / 2, middle_y - height / 2, width, height)
        yield (
            tuple(
                placed("filler", line, block.right - FILLER_PITCH * size * (number + 0.5), block.y, size)
                for number, line in enumerate(upright.lines)
            ),
            block,
        )


def _level(found: SetHeadline, rect: Rect) -> tuple[tuple[PlacedLine, ...], Rect]:
    """Level lines in the middle of a box, as large as goes in, and their block."""
    count, middle_x, middle_y = len(found.lines), rect.x + rect.width / 2, rect.y + rect.height / 2
    room = (FILLER_WIDTH * rect.width, FILLER_HEIGHT * rect.height)
    size = round_half_up(min(room[0] * EM / found.width, room[1] / (FILLER_PITCH * count)), 1)
    width, height = found.width * size / EM, FILLER_PITCH * size * count
    block = Rect(middle_x - width / 2, middle_y - height / 2, width, height)
    first = block.y + FILLER_TOP * size + BODY_ASCENT * size
    lines = tuple(
        placed("filler", line, middle_x - line.width * size / EM / 2, first + FILLER_PITCH * size * number, size)
        for number, line in enumerate(found.lines)
    )
    return lines, block


def _bare(text: str) -> str:
    return text.replace("／", "")


def ad_contents(item: Item, rect: Rect) -> Marks:
    """An advertisement: its picture whole, as large as goes into the frame, in the middle.

    Where it is of another shape than its space, a tint fills the rest, as a mat does: bare paper in a frame looks like
    a fault.
    """
    assert item.ad is not None
    picture = item.ad.picture
    room = Rect(rect.x + AD_INSET, rect.y + AD_INSET, rect.width - 2 * AD_INSET, rect.height - 2 * AD_INSET)
    alt = picture.alt or f"广告：{item.ad.advertiser}"
    frame = whole_in(picture, room)
    bare = max(room.width - frame.width, room.height - frame.height)
    mat = (PlacedRule("tint", rounded(room)),) if bare > MAT_FROM * AD_INSET else ()
    return Marks((), (PlacedPicture(picture.file, frame, (0.0, 0.0, 1.0, 1.0), alt),), mat)
