"""Which unit goes onto which page: by the editor's word, section, importance and space, so that every page fills.

A local search over whole assignments, seeded. Pages are numbered by the index of their frame, from 0.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from banxin.plan.pages.frames import Frame
from banxin.plan.pages.packages import NOTHING, Amount, Unit

FORBIDDEN = 10_000.0
"""A unit on another page than its editor's. Ours, as all weights here."""
FAILED = 3_000.0
"""A set of units for which no arrangement was found on a page."""
DISLIKED = 60.0
"""A set of units whose best page has competing heads (碰题)."""
AREA_MISMATCH = 900.0
"""Weight of the squared relative difference between what a page should hold and its room."""
TIGHT, OVER = 0.90, 6_000.0
"""Share of a page that the smallest shapes of its units may take, and weight of what is over it."""
FILLED, FILLER = 1.0, 60.0
"""Below this share the largest shapes leave a hole, which a filler must take."""
HOLE = 900.0
OTHER_SECTION = 30.0
"""An article on a page of another section."""
FAR = 25.0
"""Each page that an article is away from where its section stands."""
FRONT = 8.0
"""Each rank of an article on page 1 below the second."""
NOT_FRONT = 25.0
"""The lead of the edition elsewhere than on page 1."""
NO_LEAD = 10.0
"""A page whose best article is of the third rank or lower while another page has more than two better ones."""
CROWD, THIN, FEW, MANY = 12.0, 12.0, 3, 14
"""Each unit that a page has over MANY or under FEW (docs/newspaper-page.md#dealing-articles-to-pages)."""
RELATED_APART = 20.0
"""Related stories on different pages."""
PAGE_CHANGED = 8.0
"""A unit that leaves the page it was dealt to before: pages that were found are better not searched again."""
STEPS = 6000
HOT, COLD = 60.0, 0.5


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be dealt out."""

    units: tuple[Unit, ...]
    frames: tuple[Frame, ...]
    fixed: Mapping[int, int]
    """Unit → frame, where there is no choice."""
    barred: Mapping[int, frozenset[int]]
    """Unit → frames where it may not stand."""
    sections_fixed: bool
    """Whether the edition names its pages' sections; else these follow from the amount of text in each section."""
    sections: tuple[str, ...]
    """In the order in which they should come."""
    extra: Mapping[int, Amount]
    """Frame → what else stands there (the teasers)."""
    failed: frozenset[tuple[int, frozenset[str]]] = frozenset()
    """(frame, ids of units) that were tried in vain."""
    disliked: frozenset[tuple[int, frozenset[str]]] = frozenset()
    """(frame, ids of units) whose page an art editor would object to."""


class Dealer:
    """Costs of assignments of one task."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.start: tuple[int, ...] = ()
        self._frame_costs: dict[tuple[int, frozenset[int]], float] = {}
        self.rooms = [frame.room for frame in task.frames]
        self.open = [number for number, frame in enumerate(task.frames) if frame.rows > 0]
        self.unit_costs = [
            [self._unit_cost(unit, frame) for frame in range(len(task.frames))] for unit in range(len(task.units))
        ]
        self._open_above = [frame.open_above for frame in task.frames]
        self._over_page = frozenset(number for number, unit in enumerate(task.units) if unit.over_page)
        numbers = {
            unit.slug: number for number, unit in enumerate(task.units) if unit.portion and unit.portion.part == 1
        }
        parts = {(unit.slug, unit.portion.part): number for number, unit in enumerate(task.units) if unit.portion}
        self.parts = [(parts[slug, 1], number) for (slug, part), number in parts.items() if part == 2]
        self.pairs = {
            (number, numbers[slug])
            for number, unit in enumerate(task.units)
            if unit.article
            for slug in unit.article.related
            if slug in numbers and unit.portion and unit.portion.part == 1
        }

    def _unit_cost(self, number: int, frame: int) -> float:
        task, unit = self.task, self.task.units[number]
        if number in task.fixed:
            return 0.0 if task.fixed[number] == frame else FORBIDDEN
        if frame in task.barred.get(number, frozenset()) or task.frames[frame].rows == 0:
            return FORBIDDEN
        page = task.frames[frame].number
        cost = 0.0
        if page == 1:
            cost += FRONT * max(0, unit.priority - 2) * (1 if len(task.frames) > 1 else 0)
        elif unit.priority == 1:
            cost += NOT_FRONT
        return cost + self._section_cost(unit, frame)

    def _section_cost(self, unit: Unit, frame: int) -> float:
        task = self.task
        if not unit.section or len(task.frames) == 1:
            return 0.0
        here = task.frames[frame]
        if task.sections_fixed:
            named = {other.section for other in task.frames}
            if unit.section not in named or unit.section == here.section:
                return 0.0
            return OTHER_SECTION * (0.4 if here.number == 1 and unit.priority <= 2 else 1.0)
        if here.number == 1:
            return 0.0
        first, last = self._stretch(unit.section)
        return FAR * max(0.0, first - frame - 1, frame - last)

    def _stretch(self, section: str) -> tuple[float, float]:
        """Where a section stands, in frames from the first, by the amounts of the sections before it."""
        task = self.task
        amounts = Counter[str]()
        for unit in task.units:
            amounts[unit.section] += unit.amount.wanted  # type: ignore[assignment]
        total = sum(amounts.values()) or 1.0
        before = sum(amounts[name] for name in task.sections[: task.sections.index(section)])
        scale = len(task.frames) / total
        return before * scale, (before + amounts[section]) * scale

    def frame_cost(self, frame: int, units: frozenset[int]) -> float:
        """What a page costs with those units."""
        key = frame, units
        if key not in self._frame_costs:
            self._frame_costs[key] = self._frame_cost(frame, units)
        return self._frame_costs[key]

    def _frame_cost(self, frame: int, units: frozenset[int]) -> float:
        room = self.rooms[frame]
        task = self.task
        if room <= 0:
            return FORBIDDEN * len(units)
        total = task.extra.get(frame, NOTHING)
        for number in units:
            total += task.units[number].amount
        cost = AREA_MISMATCH * (total.wanted / room - 1) ** 2
        cost += OVER * max(0.0, total.least / room - TIGHT)
        if total.most < room:
            cost += FILLER + HOLE * (FILLED - total.most / room)
        cost += FORBIDDEN * max(0, len(units & self._over_page) - self._open_above[frame])
        scale = 2 if task.frames[frame].facing else 1
        cost += CROWD * max(0, len(units) - MANY * scale) + THIN * max(
            0, min(FEW, len(task.units) // len(self.open)) - len(units)
        )
        if units and task.frames[frame].number > 1 and min(task.units[number].priority for number in units) > 2:
            cost += NO_LEAD
        if task.failed or task.disliked:
            told = frame, frozenset(task.units[number].id for number in units)
            cost += FAILED * (told in task.failed) + DISLIKED * (told in task.disliked)
        return cost

    def deal(self, chance: random.Random, start: Sequence[int] | None = None) -> tuple[int, ...]:
        """The best assignment that is found: a frame for each unit."""
        count = len(self.task.units)
        self.start = tuple(start or ())
        frames = list(start) if start else self._first()
        free = [number for number in range(count) if number not in self.task.fixed]
        sets = [
            frozenset(number for number in range(count) if frames[number] == frame) for frame in range(len(self.rooms))
        ]
        costs = [self.frame_cost(frame, units) for frame, units in enumerate(sets)]
        if len(self.open) < 2 or not free:
            return tuple(frames)
        current = sum(costs) + self._between(frames)
        best, best_cost = list(frames), current
        hot = HOT if start is None else HOT / 10
        for step in range(STEPS):
            heat = hot * (COLD / hot) ** (step / STEPS)
            moves = self._move(frames, free, chance)
            changed = {frames[number] for number in moves} | set(moves.values())
            old = {number: frames[number] for number in moves}
            for number, frame in moves.items():
                frames[number] = frame
            new_sets = {frame: self._with(sets[frame], frame, old, moves) for frame in changed}
            new_costs = {frame: self.frame_cost(frame, units) for frame, units in new_sets.items()}
            total = sum(new_costs.get(frame, cost) for frame, cost in enumerate(costs)) + self._between(frames)
            if total <= current or chance.random() < math.exp((current - total) / heat):
                current = total
                for frame in changed:
                    sets[frame], costs[frame] = new_sets[frame], new_costs[frame]
                if current < best_cost - 1e-9:
                    best, best_cost = list(frames), current
            else:
                for number, frame in old.items():
                    frames[number] = frame
        return tuple(best)

    @staticmethod
    def _with(units: frozenset[int], frame: int, old: Mapping[int, int], new: Mapping[int, int]) -> frozenset[int]:
        gone = {number for number in old if old[number] == frame}
        come = {number for number in new if new[number] == frame}
        return (units - gone) | come

    def _move(self, frames: Sequence[int], free: Sequence[int], chance: random.Random) -> dict[int, int]:
        """One unit to another page, or two that change places."""
        one = chance.choice(free)
        if chance.random() < 0.5:
            other = chance.choice(free)
            if frames[other] != frames[one]:
                return {one: frames[other], other: frames[one]}
        return {one: chance.choice(self.open)}

    def _between(self, frames: Sequence[int]) -> float:
        """The costs of the assignment other than how full its pages are."""
        cost = sum(self.unit_costs[number][frame] for number, frame in enumerate(frames))
        cost += PAGE_CHANGED * sum(one != other for one, other in zip(frames, self.start, strict=False))
        cost += FORBIDDEN * sum(frames[later] <= frames[first] for first, later in self.parts)
        return cost + RELATED_APART * sum(frames[one] != frames[other] for one, other in self.pairs)

    def _first(self) -> list[int]:
        """Fixed units at their pages, then the largest first where it costs least."""
        task = self.task
        frames = [task.fixed.get(number, -1) for number in range(len(task.units))]
        used = [0.0] * len(task.frames)
        for number, frame in task.fixed.items():
            used[frame] += task.units[number].amount.wanted
        order = sorted(
            range(len(task.units)),
            key=lambda number: (task.units[number].priority, -task.units[number].amount.wanted, number),
        )
        for number in order:
            if frames[number] < 0:
                wanted = task.units[number].amount.wanted
                frames[number] = min(
                    self.open or [0],
                    key=lambda frame: (
                        self.unit_costs[number][frame]
                        + 400 * max(0.0, (used[frame] + wanted) / max(self.rooms[frame], 1) - 1),
                        used[frame] / max(self.rooms[frame], 1),
                    ),
                )
                used[frames[number]] += wanted
        return frames
