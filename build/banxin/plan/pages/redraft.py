"""A page that was approved before, planned again: unchanged if possible, else with as few moves as possible."""

from __future__ import annotations

from collections.abc import Mapping

from banxin.plan.pages.contents import Contents, ItemMaker, Stage
from banxin.plan.pages.draft import Brief, Budget, Draft, draft_page, page_task, stages
from banxin.plan.search.refit import few_moved, same_places
from banxin.plan.search.task import Cells

TRIED = 3
"""Stages that are tried for a page like the earlier one. Ours."""


def redraft_page(maker: ItemMaker, brief: Brief, before: Mapping[str, Cells]) -> Draft | None:
    """The page with its items where they stood (`before`: item → cells), or with few of them moved, or anew."""
    likely: list[tuple[int, int, Contents, Stage]] = []
    for _, stage in (*stages(maker, Budget()), *stages(maker, Budget(loose=True))):
        contents = brief.contents(maker, stage)
        if not all(item.curves for item in contents.items):
            continue
        found = same_places(page_task(maker, brief, contents, before))
        if found is not None:
            return Draft(brief.frame, contents, found, stage.fillers)
        strange = len({item.id for item in contents.items} ^ before.keys())
        if contents.may_fill(brief.cells) and not stage.loose:
            likely.append((strange, len(likely), contents, stage))
    for _, _, contents, stage in sorted(likely, key=lambda row: row[:2])[:TRIED]:
        found = few_moved(page_task(maker, brief, contents, before), brief.seed)
        if found is not None:
            draft = Draft(brief.frame, contents, found, stage.fillers)
            if draft.passes:
                return draft
    return draft_page(maker, brief)
