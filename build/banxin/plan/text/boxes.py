"""Boxes without an article: the list of contents (导读) and facts for readers. Groups of lines, spread over the height.

Lengths in pt, from the left and top of the room inside the box.
"""

from __future__ import annotations

from dataclasses import dataclass

from banxin.compose.heads.headline import SetHeadline
from banxin.compose.lines import spread_line
from banxin.model.edition import Service
from banxin.model.line import Line
from banxin.model.roles import Role
from banxin.model.text import Text
from banxin.plan.text.tables import set_table
from banxin.plan.text.typesetter import Typesetter
from banxin.units import ASCENT, EM, Mil, mil

TITLE = "导读"
PAGE = "▶{page}版"
TITLE_SIZE, ENTRY_SIZE = 1.6, 1.15
"""Size of a box's title and of a teaser, in body sizes. Ours."""
TITLE_PITCH, ENTRY_PITCH, ROW_PITCH = 1.5, 1.3, 1.35
"""Height of a line of a title, of a teaser and of a row of facts, in their sizes. Ours."""
TITLE_SPACE = 1.0
"""Ems between the characters of 导读. Ours."""
TAG_GAP = 1.0
"""Ems between a teaser and its page. Ours."""
GROUP_GAP = 4.0
"""Least space in pt between two groups. Ours."""
TEASER_LINES = 2


@dataclass(frozen=True, slots=True)
class Teaser:
    """An entry of the 导读: an article of another page."""

    slug: str
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class BoxLine:
    """A line of a group."""

    role: Role
    line: Line
    x: float
    baseline: float
    """From the group's top."""
    size: float
    block: int
    slot: str


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that stay together."""

    height: float
    lines: tuple[BoxLine, ...]
    band: bool = False
    """Whether it stands on a dark ground."""
    ruled: bool = False
    """Whether a rule parts it from the group before."""


@dataclass(frozen=True, slots=True)
class SetBox:
    """A box at one width."""

    groups: tuple[Group, ...]

    @property
    def least_pt(self) -> float:
        """Height that it takes at least."""
        return sum(group.height for group in self.groups) + GROUP_GAP * (len(self.groups) - 1)


def teaser_box(entries: tuple[Teaser, ...], setter: Typesetter, width: float) -> SetBox | None:
    """The 导读 at a width: its title on a band, each entry with its page at the right; None when one does not fit."""
    body = setter.layout.grid.body_pt
    groups: list[Group | None] = [_title(TITLE, Role.SERIES, setter, width, spaced=True)]
    face, size = setter.layout.roles.face(Role.TEASER), ENTRY_SIZE * body
    for number, entry in enumerate(entries):
        tag = setter.headline(Text.of(PAGE.format(page=entry.page)), 1, face)
        if tag is None:
            return None
        room = Mil(int((width * EM - TAG_GAP * size * EM) / size) - tag.width)
        found = _broken(entry.title, setter, room, face)
        if found is None:
            return None
        lines = [
            BoxLine(Role.TEASER, line, 0.0, _baseline(size, ENTRY_PITCH, row), size, number, entry.slug)
            for row, line in enumerate(found.lines)
        ]
        down = _baseline(size, ENTRY_PITCH, len(lines) - 1)
        right = width - tag.width * size / EM
        lines.append(BoxLine(Role.TEASER, tag.lines[0], right, down, size, number, entry.slug))
        height = ENTRY_PITCH * size * len(found.lines)
        groups.append(Group(height, tuple(lines), ruled=number > 0))
    return SetBox(tuple(group for group in groups if group is not None))


def _broken(title: str, setter: Typesetter, room: Mil, face: str) -> SetHeadline | None:
    """A title in as few lines as go into the room, broken by meaning."""
    for count in range(1, TEASER_LINES + 2):
        found = setter.headline(Text.of(title), count, face)
        if found is not None and found.width <= room:
            return found
    return None


def service_box(service: Service, setter: Typesetter, width: float) -> SetBox | None:
    """A box of facts at a width: title, rows, source; None when its rows are too narrow to be read there."""
    body, roles = setter.layout.grid.body_pt, setter.layout.roles
    groups: list[Group | None] = [_title(service.title, Role.SERVICE, setter, width)] if service.title else []
    table = set_table(
        [[Text.of(cell) for cell in row] for row in service.rows], mil(width / body), setter.cell, headed=False
    )
    if table.poor:
        return None
    block = len(groups)
    for number, (top, bottom) in enumerate(zip(table.edges, table.edges[1:], strict=False)):
        lines = tuple(
            BoxLine(
                Role.SERVICE, line, left * body / EM, _baseline(body, ROW_PITCH, down - top), body, block + place, slot
            )
            for place, cell in enumerate(table.cells)
            if cell.row == number
            for slot in [f"{cell.row + 1}-{cell.column + 1}"]
            for down, left, line in cell.lines
        )
        groups.append(Group(ROW_PITCH * body * (bottom - top), lines, ruled=bool(groups)))
    source = setter.headline(Text.of(service.source), 1, roles.credit) if service.source else None
    if source is not None:
        x = max(width - source.width * body / EM, 0.0)
        line = BoxLine(
            Role.SERVICE, source.lines[0], x, _baseline(body, ROW_PITCH, 0), body, 1 + len(table.cells), "source"
        )
        groups.append(Group(ROW_PITCH * body, (line,)))
    return SetBox(tuple(group for group in groups if group is not None))


def _title(text: str, role: Role, setter: Typesetter, width: float, *, spaced: bool = False) -> Group | None:
    """A title in the middle, as large as goes in."""
    found = setter.headline(Text.of(text), 1, setter.layout.roles.face(Role.SERIES))
    if found is None:
        return None
    line = found.lines[0]
    if spaced:
        line = spread_line(line, Mil(line.width + mil(TITLE_SPACE * (len(text) - 1))))
    size = min(TITLE_SIZE * setter.layout.grid.body_pt, width * EM / line.width)
    x = (width - line.width * size / EM) / 2
    placed = BoxLine(role, line, x, _baseline(size, TITLE_PITCH, 0), size, 0, "title")
    return Group(TITLE_PITCH * size, (placed,), band=spaced)


def _baseline(size: float, pitch: float, row: int) -> float:
    """Baseline of a line of a group."""
    return size * (pitch * row + (pitch - 1) / 2 + ASCENT)
