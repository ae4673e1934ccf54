"""A page that was approved before, planned again: as it stood where that is possible, else as near to it as can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from banxin.plan.boxes import Teaser
from banxin.plan.contents import Contents, Kitchen, Stage
from banxin.plan.frames import Frame
from banxin.plan.pages import BAD, Draft, Look, Wish, draft_page, page_task, stages
from banxin.plan.refit import few_moved, same_places
from banxin.plan.task import Cells
from banxin.plan.units import Unit

TRIED = 3
"""Stages that are tried for a page like the earlier one. Ours."""


def redraft_page(
    kitchen: Kitchen,
    frame: Frame,
    units: Sequence[Unit],
    teasers: tuple[Teaser, ...],
    wish: Wish,
    seed: str,
    before: Mapping[str, Cells],
) -> Draft | None:
    """The page with its items where they stood (`before`: item → cells), or with few of them moved, or anew."""
    likely: list[tuple[int, int, Contents, Stage]] = []
    for _, stage in stages(kitchen, Look()):
        contents = kitchen.contents(frame, units, teasers, stage)
        if not all(item.curves for item in contents.items):
            continue
        task = page_task(kitchen, frame, contents, wish, before)
        found = same_places(task)
        if found is not None:
            return Draft(frame, contents, found, stage.fillers)
        strange = len({item.id for item in contents.items} ^ before.keys())
        cells = frame.sheet.columns * frame.rows
        if contents.least <= cells <= contents.most:
            likely.append((strange, len(likely), contents, stage))
    for _, _, contents, stage in sorted(likely, key=lambda row: row[:2])[:TRIED]:
        found = few_moved(page_task(kitchen, frame, contents, wish, before), seed)
        if found is not None and found.cost < BAD:
            return Draft(frame, contents, found, stage.fillers)
    return draft_page(kitchen, frame, units, teasers, wish, seed)
