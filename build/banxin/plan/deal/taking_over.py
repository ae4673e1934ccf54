"""What an earlier plan leaves undecided: sizes, line spaces and pages that units may still be dealt to."""

from __future__ import annotations

from dataclasses import replace

from banxin.model.kinds import ModuleKind
from banxin.model.plan import PlacedLine
from banxin.plan.deal.dealer import Task
from banxin.plan.deal.preparation import Preparation
from banxin.plan.deal.size import Size
from banxin.plan.pages.earlier import Earlier


def sizes_of(ready: Preparation, earlier: Earlier | None) -> tuple[Size, ...]:
    """Sizes to try: first the earlier one; with locked pages no other number of pages."""
    if earlier is None:
        return ready.sizes()
    may_wait = {article.slug for article in ready.edition.articles if article.hold}
    first = Size(earlier.pages, tuple(slug for slug in earlier.plan.held if slug in may_wait))
    rest = ready.sizes(earlier.pages if earlier.locked else 0)
    return (first, *(size for size in rest if size != first))


def leadings_of(ready: Preparation, size: Size, earlier: Earlier | None) -> tuple[float, ...]:
    """Line spaces to try: first the earlier one; with locked pages no other."""
    if earlier is None:
        return ready.leadings(size)
    own = earlier.plan.sheet.row_pt
    others = () if earlier.locked else ready.leadings(size)
    return (own, *(leading for leading in others if leading != own))


def held_to(task: Task, earlier: Earlier, *, firm: bool) -> Task:
    """The task with units held to their earlier pages: on locked pages always, elsewhere if `firm`."""
    edition_places = {number: place for place, frame in enumerate(task.frames) for number in frame.numbers}
    locked = frozenset(place for place, frame in enumerate(task.frames) if earlier.is_locked(frame))
    before = _places(task, earlier)
    bound = {slug for (slug, part), place in before.items() if place in locked}
    teased = {slug: edition_places[page] for slug, page in earlier.teased().items() if page in edition_places}
    fixed, barred = dict(task.fixed), dict(task.barred)
    for number, unit in enumerate(task.units):
        part = unit.portion.part if unit.portion else 1
        name = unit.slug or unit.id
        place = before.get((name, part))
        if place is not None and (place in locked or name in bound or (firm and number not in task.fixed)):
            fixed[number] = place
        elif unit.slug in teased and part == 1:
            fixed[number] = teased[unit.slug]
        else:
            barred[number] = barred.get(number, frozenset()) | locked
            if fixed.get(number) in locked:
                del fixed[number]
    return replace(task, fixed=fixed, barred=barred)


def _places(task: Task, earlier: Earlier) -> dict[tuple[str, int], int]:
    """(slug or id of a box, part) → frame where it stood."""
    found: dict[tuple[str, int], int] = {}
    for place, frame in enumerate(task.frames):
        page = earlier.page(frame.number)
        for module in page.modules if page else ():
            if module.article:
                found.setdefault((module.article, module.part), place)
        for unit in task.units:
            title = unit.service.title if unit.service else ""
            if (
                title
                and page
                and any(module.kind is ModuleKind.BOX and _says(module.lines, title) for module in page.modules)
            ):
                found.setdefault((unit.id, 1), place)
    return found


def _says(lines: tuple[PlacedLine, ...], text: str) -> bool:
    return text in "".join(line.text for line in lines)
