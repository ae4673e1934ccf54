"""One attempt to plan an edition: a number of pages, its articles, one line space.

Units are dealt out to pages, each page is searched by itself; units of pages without an arrangement, or with competing
heads (碰题), are dealt anew.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from banxin.layout.grid import make_sheet
from banxin.model.edition import Article
from banxin.model.plan import Page, Plan
from banxin.plan.advice.refusals import Refusal, Refused
from banxin.plan.deal.dealer import Dealer, Task
from banxin.plan.deal.preparation import Preparation
from banxin.plan.deal.size import Size
from banxin.plan.deal.taking_over import held_to
from banxin.plan.pages.assemble import bare_page, make_page
from banxin.plan.pages.contents import ItemMaker, Stage
from banxin.plan.pages.draft import FILLERS, Brief, Budget, Draft, Wish, draft_page, may_be_full
from banxin.plan.pages.drafts import DraftKey, Drafts, Effort
from banxin.plan.pages.earlier import Earlier
from banxin.plan.pages.frames import Frame, make_frames
from banxin.plan.pages.packages import Unit
from banxin.plan.pages.redraft import redraft_page
from banxin.plan.pages.teasers import teasers
from banxin.plan.text.boxes import Teaser

ROUNDS = 5
"""How often units are dealt anew when pages find no arrangement. Ours."""
BETTER = 2
"""How often units are dealt anew for pages with competing heads. Ours."""
NO_WISH = Wish()
Progress = Callable[[str, float], None]


class Attempt:
    """Makes the plan, or finds out why there is none."""

    def __init__(
        self,
        ready: Preparation,
        size: Size,
        leading: float,
        seed: int,
        progress: Progress,
        drafts: Drafts,
        earlier: Earlier | None = None,
        *,
        loose: bool = False,
    ) -> None:
        self.ready = ready
        self.size = size
        self.seed = seed
        self.progress = progress
        self.maker: ItemMaker = ready.maker
        self.sheet = make_sheet(ready.setter.layout, leading)
        self.earlier = earlier
        spread = earlier.spread if earlier and earlier.pages == size.pages else ready.spread(size)
        self.frames, self.overbooked = make_frames(
            ready.edition, ready.setter.layout, self.sheet, size.pages, spread, ready.own
        )
        self.units = ready.units(size, self.frames[0], earlier)
        self.refusal: Refusal | None = None
        self.loose = Budget(loose=True) if loose else None
        """How pages are searched for that are not found otherwise."""
        self._drafts = drafts

    def plan(self) -> Plan | None:
        """The plan, or None; then `refusal` says why."""
        if self.overbooked:
            self.refusal = Refusal(self.overbooked, ())
            return None
        free = self.ready.task(self.units, self.frames, self.size)
        task = held_to(free, self.earlier, firm=True) if self.earlier else free
        dealt: Sequence[int] | None = None
        for number in range(ROUNDS if len(self.frames) > 1 else 1):
            dealt = Dealer(task).deal(random.Random(f"{self.seed}/deal/{number}"), dealt)
            drafts = self._draft_all(dealt)
            failed = [place for place, draft in drafts.items() if draft is None]
            if not failed:
                return self._made(*self._better(task, dealt, drafts))
            sets = {(place, frozenset(unit.id for unit in self._on(dealt, place))) for place in failed}
            task = held_to(free, self.earlier, firm=False) if self.earlier else free
            free = replace(free, failed=free.failed | sets)
            task = replace(task, failed=free.failed)
            if self.refusal is None:
                self.refusal = Refusal((), tuple(self._refused(dealt, place) for place in failed))
        return None

    def _better(
        self, task: Task, dealt: Sequence[int], drafts: dict[int, Draft | None]
    ) -> tuple[Sequence[int], dict[int, Draft | None]]:
        """The deal and its pages, or ones with fewer competing heads, for which a few units are dealt to other
        pages."""
        best = dealt, drafts
        for number in range(BETTER if len(self.frames) > 1 and self.earlier is None else 0):
            with_tombstones = [place for place, draft in best[1].items() if draft is not None and draft.tombstone_count]
            if not with_tombstones:
                break
            sets = {(place, frozenset(unit.id for unit in self._on(best[0], place))) for place in with_tombstones}
            task = replace(task, disliked=task.disliked | sets)
            other = Dealer(task).deal(random.Random(f"{self.seed}/better/{number}"), best[0])
            found = self._draft_all(other)
            if None not in found.values() and _fights(found) < _fights(best[1]):
                best = other, found
        return best

    def stands(self, budget: Budget) -> bool:
        """Whether `plan` finds a plan, judged by quick searches of the first deal: yes is certain, no is not."""
        if self.overbooked:
            return False
        task = self.ready.task(self.units, self.frames, self.size)
        if any(least > budget.full * room for least, room in self._loads(task)):
            return False
        budget.spent += len(self.frames) > 1
        dealt = Dealer(task).deal(random.Random(f"{self.seed}/deal/0"), None)
        order = [place for place in (*range(1, len(self.frames)), 0) if self.frames[place].rows]
        for exact in (False, True):
            drafts: dict[int, Draft | None] = {}
            for place in order:
                wish = Wish(self.ready.apart, self._facing(place, drafts))
                # Facing pages are compared as they will be printed, not as the quick search finds them.
                faced = exact and place + 1 in order and self.frames[place + 1].number % 2 == 1
                drafts[place] = self._draft(place, dealt, wish, None if faced else budget)
                if drafts[place] is None:
                    return False
        return True

    def _loads(self, task: Task) -> list[tuple[int, int]]:
        """The least cells that stories take, and the cells available: in all, and on each page."""
        loads = [(sum(unit.amount.least for unit in self.units), sum(frame.room for frame in self.frames))]
        for place, frame in enumerate(self.frames):
            there = [self.units[number] for number, fixed in task.fixed.items() if fixed == place]
            loads.append((sum(unit.amount.least for unit in there), frame.room))
        return loads

    def _refused(self, dealt: Sequence[int], place: int) -> Refused:
        brief = self._brief(place, dealt)
        frame, units = brief.frame, brief.units
        small = brief.contents(self.maker, Stage(dominant=False, small=True))
        large = brief.contents(self.maker, Stage(dominant=True, fillers=FILLERS))
        found = Refused(frame, units, small.least, large.most)
        return found if found.over or found.missing else replace(found, pins=self._pins_in_the_way(place, dealt))

    def _pins_in_the_way(self, place: int, dealt: Sequence[int]) -> tuple[Article, ...]:
        """The pinned article without whose pin the page is found; else all of them, if that helps; else none."""
        pinned = [unit.article for unit in self._on(dealt, place) if unit.article and unit.article.at]
        groups: list[tuple[Article, ...]] = [(article,) for article in pinned]
        if len(pinned) > 1:
            groups.append(tuple(pinned))
        for group in groups:
            wish = Wish(self.ready.apart, unpinned=frozenset(article.slug for article in group))
            if self._draft(place, dealt, wish) is not None:
                return group
        return ()

    def _draft_all(self, dealt: Sequence[int]) -> dict[int, Draft | None]:
        """Frame → its page, inner pages first: page 1 announces them."""
        drafts: dict[int, Draft | None] = dict.fromkeys(self._hopeless(dealt))
        if drafts:
            return drafts
        order = [*range(1, len(self.frames)), 0]
        for done, place in enumerate(order):
            frame = self.frames[place]
            if frame.rows == 0 or self._locked(frame):
                continue
            wish = Wish(self.ready.apart, self._facing(place, drafts))
            drafts[place] = self._draft(place, dealt, wish)
            self.progress("plan", (done + 1) / len(order))
        return drafts

    def _hopeless(self, dealt: Sequence[int]) -> list[int]:
        """Pages that their units cannot fill by their amounts: nothing is searched before these are dealt better."""
        places = [place for place, frame in enumerate(self.frames) if frame.rows and not self._locked(frame)]
        budget = self.loose or Budget()
        return [place for place in places if not may_be_full(self.maker, self._brief(place, dealt), budget)]

    def _locked(self, frame: Frame) -> bool:
        return self.earlier is not None and self.earlier.is_locked(frame)

    def _brief(self, place: int, dealt: Sequence[int], wish: Wish = NO_WISH) -> Brief:
        """What a page must hold; page 1 announces the others."""
        told = self.teasers(dealt) if place == 0 else ()
        return Brief(self.frames[place], self._settled(dealt, place), told, wish, f"{self.seed}")

    def _draft(self, place: int, dealt: Sequence[int], wish: Wish, budget: Budget | None = None) -> Draft | None:
        """The page; by a quick search only where a budget is given and none was found before."""
        brief = self._brief(place, dealt, wish)
        frame = brief.frame
        before = self.earlier.cells(frame, self.ready.edition) if self.earlier and self.earlier.keep else {}
        key = DraftKey.of(brief, self.maker.fillers, before)
        if budget is not None and key not in self._drafts:
            key = replace(key, effort=Effort.QUICK)
        used = budget or Budget()

        def search() -> Draft | None:
            again = bool(before) and budget is None
            return redraft_page(self.maker, brief, before) if again else draft_page(self.maker, brief, used)

        draft = self._drafts.get(key, used, search)
        loose = self.loose
        if budget is None and loose is not None and draft is None:
            key = replace(key, effort=Effort.LOOSE)
            draft = self._drafts.get(key, loose, lambda: draft_page(self.maker, brief, loose))
        return draft

    def _facing(self, place: int, drafts: dict[int, Draft | None]) -> frozenset[tuple[int, int, int, int]]:
        """The shape of the page on the left, if this one is on the right."""
        frame = self.frames[place]
        if frame.number % 2 == 0 or frame.facing or place == 0:
            return frozenset()
        before = self.frames[place - 1]
        if self.earlier and self._locked(before):
            return frozenset(self.earlier.cells(before, self.ready.edition).values())
        left = drafts.get(place - 1)
        if left is None or left.frame.facing:
            return frozenset()
        return left.cells

    def _on(self, dealt: Sequence[int], place: int) -> tuple[Unit, ...]:
        return tuple(unit for unit, frame in zip(self.units, dealt, strict=True) if frame == place)

    def _settled(self, dealt: Sequence[int], place: int) -> tuple[Unit, ...]:
        """The units of a page, parts of jumped articles knowing where the other part is."""
        pages = {
            (unit.slug, unit.portion.part): self.frames[frame].number
            for unit, frame in zip(self.units, dealt, strict=True)
            if unit.portion
        }
        found = []
        for unit in self._on(dealt, place):
            portion = unit.portion
            if portion is not None and portion.parts == 2:
                portion = replace(portion, other_page=pages[unit.slug, 3 - portion.part])
                unit = replace(unit, portion=portion)
            found.append(unit)
        return tuple(found)

    def teasers(self, dealt: Sequence[int]) -> tuple[Teaser, ...]:
        """Entries of the 导读."""
        placed = ((unit, self.frames[frame]) for unit, frame in zip(self.units, dealt, strict=True))
        return teasers(placed, self.ready.teasers(self.size))

    def _made(self, dealt: Sequence[int], drafts: dict[int, Draft | None]) -> Plan:
        edition, setter = self.ready.edition, self.ready.setter
        pages: list[Page] = []
        for place, frame in enumerate(self.frames):
            section = frame.section if self.ready.sections_fixed else self._section(dealt, place)
            draft = drafts.get(place)
            locked = self.earlier.page(frame.number) if self.earlier and self._locked(frame) else None
            if locked is not None:
                pages.append(locked)
            elif draft is None:
                pages.append(bare_page(edition, setter, frame, section, self.size.pages))
            else:
                pages.append(make_page(edition, setter, draft, section, self.size.pages))
        return Plan(edition.key, setter.layout.name, self.seed, self.sheet, tuple(pages), self.size.held)

    def _section(self, dealt: Sequence[int], place: int) -> str:
        """The section that most of a page belongs to."""
        amounts: dict[str, float] = {}
        for unit in self._on(dealt, place):
            if unit.section:
                amounts[unit.section] = amounts.get(unit.section, 0.0) + unit.amount.wanted
        return max(amounts, key=lambda name: amounts[name]) if amounts else self.frames[place].section


def _fights(drafts: dict[int, Draft | None]) -> int:
    """Pairs of competing heads (碰题) on all pages."""
    return sum(draft.tombstone_count for draft in drafts.values() if draft is not None)
