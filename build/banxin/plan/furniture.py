"""Masthead (报头), ear (报眼) and date line: what a layout's slots say, filled from the edition."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from banxin.compose.headline import SetHeadline
from banxin.errors import Problem, problem
from banxin.model.edition import Edition
from banxin.model.line import Line, LineRun
from banxin.model.plan import Module, PlacedLine, PlacedPicture, PlacedRule, Rect
from banxin.plan.dates import long_date, lunar_date, split_lunar, weekday
from banxin.plan.grid import Grid
from banxin.plan.layout import FIELD, DateLine, Slot
from banxin.plan.story import Typesetter
from banxin.units import EM, Mil, round_half_up

LEAST_SIZE = 6.0
"""Size in pt under which the facts of the date line cannot be read. Ours."""


def fields(edition: Edition, page: int) -> dict[str, str]:
    """Texts that a layout's slots may name."""
    paper, date = edition.paper, edition.date
    lunar_year, lunar_day = split_lunar(edition.lunar) if edition.lunar else lunar_date(date)
    section = edition.sections[page - 1] if page <= len(edition.sections) else ""
    return {
        "name": paper.name,
        "publisher": paper.publisher,
        "slogan": paper.slogan,
        "cn": paper.cn_number,
        "postal": paper.postal_code,
        "site": paper.site if "//" in paper.site or not paper.site else f"https://{paper.site}",
        "site_name": re.sub(r"^https?://|/$", "", paper.site),
        "number": edition.number,
        "date": long_date(date),
        "year": f"{date.year}年",
        "month": f"{date.year}年{date.month}月",
        "day": str(date.day),
        "weekday": weekday(date),
        "lunar": f"{lunar_year}{lunar_day}",
        "lunar_year": lunar_year,
        "lunar_day": lunar_day,
        "pages_line": f"今日{edition.pages}版",
        "page": str(page),
        "section": section,
        "page_section": f"第{page}版 {section}".rstrip(),
        "editor": edition.editor or paper.editor,
    }


def filled(text: str, values: dict[str, str]) -> str:
    """`text` with its fields filled in; empty when one of them is empty. The layout's reader knows all names."""
    names = FIELD.findall(text)
    return FIELD.sub(lambda match: values[match[1]], text) if all(values[name] for name in names) else ""


def furniture_line(
    text: str, line: Line, x: float, baseline: float, size: float, role: str, block: int, slot: str
) -> PlacedLine:
    """A line that stands off the grid, at its place."""
    return PlacedLine(
        role=role,
        text=text,
        runs=line.runs,
        block=block,
        leg=0,
        row=0,
        x_pt=round_half_up(x, 4),
        baseline_pt=round_half_up(baseline, 4),
        start_pt=0.0,
        width_pt=round_half_up(line.width * size / EM, 4),
        size_pt=size,
        gap_em=0.0,
        last=True,
        slot=slot,
    )


def spread_line(line: Line, width: Mil) -> Line:
    """The line's glyphs set apart evenly so that it takes `width`, as the name in a masthead is."""
    count = sum(len(run.xs) for run in line.runs)
    if count < 2 or width <= line.width:
        return line
    extra = (width - line.width) / (count - 1)
    runs, done = [], 0
    for run in line.runs:
        xs = tuple(Mil(int(round_half_up(x + extra * (done + index)))) for index, x in enumerate(run.xs))
        runs.append(LineRun(run.face, run.text, xs))
        done += len(run.xs)
    return replace(line, runs=tuple(runs), width=width)


def masthead(edition: Edition, setter: Typesetter, grid: Grid, page: int) -> Module:
    """The masthead module over the first rows of page 1."""
    values, area = fields(edition, page), grid.sheet.type_area
    lines: list[PlacedLine] = []
    pictures: list[PlacedPicture] = []
    rules: list[PlacedRule] = []
    for slot in setter.layout.masthead:
        if slot.rule:
            rules.append(PlacedRule(slot.rule, Rect(area.x + slot.x, area.y + slot.y, slot.width, slot.height)))
        elif slot.qr:
            target = filled(slot.qr, values)
            if target:
                place = Rect(area.x + slot.x, area.y + slot.y, slot.width, slot.height)
                pictures.append(PlacedPicture(f"qr:{target}", place, (0, 0, 1, 1), filled(slot.alt, values)))
        else:
            lines += _slot_line(slot, values, setter, grid, len(lines))
    lines += date_line(setter.layout.dateline, values, setter, grid, len(lines))
    rows = setter.layout.furniture.masthead_rows
    rect = grid.rect(1, grid.sheet.columns, 1, rows)
    return Module(
        id="masthead", kind="masthead", article="", part=1, parts=1, rect=rect, columns=(1, grid.sheet.columns),
        rows=(1, rows), legs=0, leg_rows=(0, 0), headline_form="", headline_pt=0.0, headline_rect=None, priority=0,
        lines=tuple(lines), pictures=tuple(pictures), rules=tuple(rules),
    )  # fmt: skip


def _slot_line(slot: Slot, values: dict[str, str], setter: Typesetter, grid: Grid, block: int) -> list[PlacedLine]:
    text = filled(slot.text, values)
    found = setter.headline(text, 1, slot.face) if text else None
    if found is None:
        return []
    line = found.lines[0]
    size = min(slot.size, slot.width * EM / line.width)
    if slot.align == "spread":
        line = spread_line(line, Mil(int(slot.width * EM / size)))
    width = line.width * size / EM
    shift = {"left": 0.0, "spread": 0.0, "center": (slot.width - width) / 2, "right": slot.width - width}[slot.align]
    area = grid.sheet.type_area
    x, baseline = area.x + slot.x + shift, area.y + slot.y
    return [furniture_line(text, line, x, baseline, round_half_up(size, 3), "masthead", block, slot.slot)]


def date_line(table: DateLine, values: dict[str, str], setter: Typesetter, grid: Grid, block: int) -> list[PlacedLine]:
    """The items of the date line with equal space between them, from edge to edge; smaller where they are long."""
    heads = _date_items(table, values, setter)
    size = max(min(_date_size(table, heads), table.size), min(LEAST_SIZE, table.size))
    widths = [head.width * size / EM for _, head in heads]
    space = (table.width - sum(widths)) / max(len(heads) - 1, 1)
    area = grid.sheet.type_area
    x, lines = area.x + table.x, []
    for number, ((text, head), width) in enumerate(zip(heads, widths, strict=True)):
        place = (x, area.y + table.y, size, "folio", block + number, "dateline")
        lines.append(furniture_line(text, head.lines[0], *place))
        x += width + space
    return lines


def date_line_problems(edition: Edition, setter: Typesetter, page: int) -> list[Problem]:
    """A `date-line` problem when the facts do not go into their line in any size that can be read."""
    table = setter.layout.dateline
    heads = _date_items(table, fields(edition, page), setter)
    least = min(LEAST_SIZE, table.size)
    if _date_size(table, heads) >= least:
        return []
    needed = sum(head.width for _, head in heads) / EM + len(heads) - 1
    over = math.ceil(needed - table.width / least)
    return [problem("date-line", edition.paper.origin, size=least, over=over)]


def _date_items(table: DateLine, values: dict[str, str], setter: Typesetter) -> list[tuple[str, SetHeadline]]:
    texts = [text for item in table.items if (text := filled(item, values))]
    return [(text, head) for text in texts if (head := setter.headline(text, 1, table.face)) is not None]


def _date_size(table: DateLine, heads: Sequence[tuple[str, SetHeadline]]) -> float:
    """The largest size, in tenths of a pt, that leaves one em between the items."""
    ems = sum(head.width for _, head in heads) / EM + max(len(heads) - 1, 0)
    return math.floor(10 * table.width / ems) / 10 if ems else table.size
