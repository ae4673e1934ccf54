"""What an arrangement of modules is worth, beyond what each module costs by itself.

The planner's own estimate, in the layout's weights; `check` measures the finished page afresh.
"""

from __future__ import annotations

from collections.abc import Sequence

from banxin.model.kinds import ModuleKind
from banxin.norms import DOMINANT, TOMBSTONE_DIFFERENCE
from banxin.plan.search.floorplan import Spot
from banxin.plan.search.task import PageTask
from banxin.plan.shapes.item import Item, PhotoShape

LEAD_MISPLACED = 400.0
"""The lead elsewhere than at the top left: never accepted while anything else can be had. Ours."""
PIN_LOST = 800.0
"""A pin that is not kept, or two together that the editor wants apart: never accepted either. Ours."""
REPEATED, ALIKE = 60.0, 0.4
"""Points for a page that repeats the shape of the facing one wholly, and the share of it that may be alike. Ours."""
MOVED = 12.0
"""Points for a module that leaves the place it had in an approved plan. Ours."""
PHOTO_APART = 5
"""An article's picture that does not touch it counts as so many related stories apart. Ours."""
RANK_AT_FOOT = 6.0
"""Points for an article of the second rank at the page's foot; fewer for lower ranks and higher places. Ours."""
SECOND_BAND = 25.0
"""Points for each head on a dark band after a page's first: more than one shouts. Ours."""
CROWD = 15.0
"""Points for pictures of two stories that touch, which are seen as one, and for upright heads one over the other.
Ours."""
TOMBSTONE_FACTOR = 3.0
"""The planner avoids what `check` warns of harder than the score alone would. Ours."""
MILD_INVERSION = 0.25
"""Share of an importance inversion's weight when the two are one rank apart. Ours."""


def _on_band(spot: Spot) -> bool:
    return spot.shape.head is not None and spot.shape.head.form.traits.band


def _upright(spot: Spot) -> bool:
    return spot.shape.head is not None and spot.shape.head.form.traits.upright


def head_band(spot: Spot) -> tuple[int, int, int, int] | None:
    """(left, right, top, bottom) of a module's headline in cells, or None for photos and fillers."""
    if spot.shape.head is None:
        return None
    if spot.shape.head_rows:
        return spot.x, spot.x + spot.shape.head_span, spot.y, spot.y + spot.shape.head_rows
    return spot.x, spot.x + 1, spot.y, spot.bottom - 1


def arrangement_cost(task: PageTask, spots: Sequence[Spot]) -> float:
    """Points for the whole arrangement."""
    items, weights = task.items, task.weights
    return (
        _lead(task, spots)
        + PIN_LOST * pins_lost(task, spots)
        + weights.importance * _inversions(items, spots)
        + RANK_AT_FOOT * _ranks_at_foot(items, spots, task.rows)
        + TOMBSTONE_FACTOR * weights.tombstone * len(tombstones(items, spots))
        + weights.cut * _cuts(spots)
        + weights.narrow * max(0, sum(_narrow(items[spot.item], spot) for spot in spots) - 3)
        + weights.ink * _imbalance(spots, task.columns)
        + weights.apart * _apart(items, spots)
        + weights.photo * _no_dominant(task, spots)
        + REPEATED * max(0.0, _alike(task, spots) - ALIKE) / (1 - ALIKE)
        + MOVED * _moved(task, spots)
        + SECOND_BAND * max(0, sum(_on_band(spot) for spot in spots) - 1)
        + CROWD * _crowded(items, spots)
    )


def _crowded(items: Sequence[Item], spots: Sequence[Spot]) -> int:
    """Pairs of pictures, or of upright heads, that stand too near each other."""
    photos = [spot for spot in spots if items[spot.item].kind is ModuleKind.PHOTO]
    found = sum(
        items[one.item].slug < items[other.item].slug and touch(one, other) for one in photos for other in photos
    )
    upright = [spot for spot in spots if _upright(spot)]
    return found + sum(one.x == other.x and one.bottom == other.y for one in upright for other in upright)


def _no_dominant(task: PageTask, spots: Sequence[Spot]) -> bool:
    """Whether the page shows pictures and none of them is large."""
    spans = [spot.shape.picture_span for spot in spots if spot.shape.picture_span]
    return bool(spans) and max(spans) < DOMINANT * task.columns


def _narrow(item: Item, spot: Spot) -> bool:
    return item.kind is ModuleKind.ARTICLE and spot.shape.span == 1


def pins_lost(task: PageTask, spots: Sequence[Spot]) -> int:
    """Pins that are not kept, and pairs that should be apart and touch."""
    if not task.pins and not task.apart:
        return 0
    by_item = {spot.item: spot for spot in spots}
    lost = sum(not task.kept(pin, by_item[pin.item]) for pin in task.pins)
    for pair in task.apart:
        own = [spot for spot in spots if task.items[spot.item].slug in pair]
        lost += sum(
            task.items[one.item].slug < task.items[other.item].slug and touch(one, other)
            for one in own
            for other in own
        )
    return lost


def unlawful(task: PageTask, spots: Sequence[Spot]) -> bool:
    """Whether a pin is broken, or the lead stands lower than it must: no page at all, whatever it costs."""
    lead = next((spot for spot in spots if spot.item == task.lead), None)
    sunk = lead is not None and lead.y > 0 and not any(pin.item == task.lead for pin in task.pins)
    return sunk or pins_lost(task, spots) > 0


def _alike(task: PageTask, spots: Sequence[Spot]) -> float:
    """Share of the region whose modules stand as on the facing page."""
    if not task.facing:
        return 0.0
    same = 0
    for spot in spots:
        for x, y, span, rows in task.facing:
            if spot.x == x and spot.shape.span == span and abs(spot.y - y) <= 2 and abs(spot.bottom - y - rows) <= 2:
                same += span * spot.shape.rows
    return same / (task.columns * task.rows)


def _moved(task: PageTask, spots: Sequence[Spot]) -> int:
    """Modules that do not stand where they stood before."""
    if not task.before:
        return 0
    here = {task.items[spot.item].id: (spot.x, spot.y, spot.shape.span, spot.shape.rows) for spot in spots}
    return sum(task.before.get(name, cells) != cells for name, cells in here.items())


def _lead(task: PageTask, spots: Sequence[Spot]) -> float:
    if task.lead < 0:
        return 0.0
    lead = next(spot for spot in spots if spot.item == task.lead)
    wide = 15.0 * max(0, min(4, task.columns // 2) - lead.shape.span)
    if any(pin.item == task.lead for pin in task.pins):
        return wide
    return LEAD_MISPLACED * (lead.y > 0) + LEAD_MISPLACED / 4 * (lead.x > task.first_column) + wide


def _inversions(items: Sequence[Item], spots: Sequence[Spot]) -> float:
    found = 0.0
    for spot in spots:
        for other in spots:
            ranks = items[other.item].priority - items[spot.item].priority
            if (
                ranks > 0
                and items[other.item].kind is items[spot.item].kind is ModuleKind.ARTICLE
                and other.bottom <= spot.y
            ):
                found += MILD_INVERSION if ranks == 1 else 1.0
    return found


def _ranks_at_foot(items: Sequence[Item], spots: Sequence[Spot], rows: int) -> float:
    """How far down the important articles stand."""
    found = 0.0
    for spot in spots:
        if items[spot.item].kind is ModuleKind.ARTICLE:
            found += max(0, 4 - items[spot.item].priority) / 2 * spot.y / rows
    return found


def tombstones(items: Sequence[Item], spots: Sequence[Spot]) -> list[tuple[int, int]]:
    """Pairs of items whose heads stand side by side in like sizes (碰题)."""
    bands = [(spot, head_band(spot)) for spot in spots if not items[spot.item].ground]
    found = []
    for spot, band in bands:
        for other, other_band in bands:
            if band is None or other_band is None or band[1] != other_band[0] or spot.right != other.x:
                continue
            if min(band[3], other_band[3]) <= max(band[2], other_band[2]) or _upright(spot) != _upright(other):
                continue
            small, large = sorted((spot.shape.head.size_pt, other.shape.head.size_pt))  # type: ignore[union-attr]
            if small >= large * (1 - TOMBSTONE_DIFFERENCE):
                found.append((spot.item, other.item))
    return found


def _cuts(spots: Sequence[Spot]) -> int:
    edges = {spot.y for spot in spots} - {0}
    level = sum(all(not spot.y < edge < spot.bottom for spot in spots) for edge in edges)
    sides = {spot.x for spot in spots} - {0}
    upright = sum(all(not spot.x < side < spot.right for spot in spots) for side in sides)
    return level + upright


def _imbalance(spots: Sequence[Spot], columns: int) -> float:
    """How far the weight of heads and photos leans to one side, 0 to 1."""
    ink = {"left": 0.0, "right": 0.0}
    for spot in spots:
        shape = spot.shape
        cells = shape.span * (shape.head_rows or (shape.rows if isinstance(shape, PhotoShape) else 4))
        middle = (spot.x + spot.right) / 2 / columns
        ink["left"] += cells * (1 - middle)
        ink["right"] += cells * middle
    total = ink["left"] + ink["right"]
    return abs(ink["left"] - ink["right"]) / total if total else 0.0


def _apart(items: Sequence[Item], spots: Sequence[Spot]) -> int:
    by_id = {items[spot.item].id: spot for spot in spots}
    found = 0
    for spot in spots:
        item = items[spot.item]
        if item.owner and not touch(spot, by_id[item.owner]):
            found += PHOTO_APART
        for slug in item.related:
            other = by_id.get(slug)
            if other is not None and not touch(spot, other):
                found += 1
    return found


def touch(one: Spot, other: Spot) -> bool:
    """Whether two modules have a piece of an edge in common."""
    beside = one.right == other.x or other.right == one.x
    stacked = one.bottom == other.y or other.bottom == one.y
    rows_meet = one.y < other.bottom and other.y < one.bottom
    columns_meet = one.x < other.right and other.x < one.right
    return (beside and rows_meet) or (stacked and columns_meet)
