"""An earlier plan as input: locked pages stay exactly as they are; modules of the others stay where possible.

Small edits should move little, and approved pages must not change at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from banxin.errors import Problem, problem
from banxin.model.edition import Article, BlockKind, Edition
from banxin.model.kinds import ModuleKind
from banxin.model.plan import Module, Page, Plan
from banxin.model.text import BREAK
from banxin.norms import SEPARATOR
from banxin.plan.pages.frames import Frame
from banxin.plan.problems import LOCK_PAGE, LOCKED_CHANGED
from banxin.plan.search.task import Cells
from banxin.plan.shapes.pictures import group_id, photo_id
from banxin.plan.text.portion import Portion, portion_id


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier plan and what is kept of it."""

    plan: Plan
    locked: frozenset[int] = frozenset()
    """Numbers of pages that stay exactly as they are; of a spread, both."""
    keep: bool = True
    """Whether the modules of the other pages should stay where they are; else those pages are planned afresh."""

    def page(self, number: int) -> Page | None:
        """The earlier page of that number; of a spread, by either."""
        return next((page for page in self.plan.pages if number in (page.number, page.spread)), None)

    def is_locked(self, frame: Frame) -> bool:
        return any(number in self.locked for number in frame.numbers)

    @property
    def pages(self) -> int:
        """Number of pages."""
        return max(max(page.number, page.spread) for page in self.plan.pages)

    @property
    def spread(self) -> int:
        """The left page of the spread, or 0."""
        return next((page.number for page in self.plan.pages if page.spread), 0)

    def pages_of(self) -> dict[tuple[str, int], int]:
        """(slug or id of a box, part) → page."""
        found: dict[tuple[str, int], int] = {}
        for page in self.plan.pages:
            for module in page.modules:
                if module.article:
                    found.setdefault((module.article, module.part), page.number)
        return found

    def teased(self) -> dict[str, int]:
        """Slug → page, as the 导读 of a locked page 1 has it."""
        front = self.page(1)
        if front is None or 1 not in self.locked:
            return {}
        slugs = {
            line.slot
            for module in front.modules
            if module.kind is ModuleKind.TEASER
            for line in module.lines
            if line.slot
        }
        pages = self.pages_of()
        return {slug: pages[slug, 1] for slug in sorted(slugs) if (slug, 1) in pages}

    def parted(self, article: Article) -> tuple[Portion, Portion] | None:
        """The two parts of an article that jumps in the plan, at the same paragraph; None when it does not."""
        modules = [module for page in self.plan.pages for module in page.modules if module.article == article.slug]
        first = next((module for module in modules if module.part == 1 and module.parts == 2), None)
        if first is None:
            return None
        blocks = [
            line.block for line in first.lines if line.role.traits.blocks and not line.role.traits.tabular and line.leg
        ]
        cut = max(blocks, default=-1) + 1
        if not 0 < cut < len(article.body):
            return None
        whole = Portion(article, article.priority, parts=2)
        return Portion(article, whole.rank, 0, cut, 1, 2), Portion(article, whole.rank, cut, -1, 2, 2)

    def cells(self, frame: Frame, edition: Edition) -> dict[str, Cells]:
        """Id of an item → where it stood in the region of its page."""
        page = self.page(frame.number)
        found: dict[str, Cells] = {}
        articles = {article.slug: article for article in edition.articles}
        fillers = 0
        for module in page.modules if page else ():
            if (module.kind is ModuleKind.MASTHEAD and not frame.masthead_columns) or module.kind is ModuleKind.FOLIO:
                continue
            fillers += module.kind is ModuleKind.FILLER
            name = _item_id(module, articles.get(module.article), edition, fillers)
            x, y = module.columns[0] - 1, module.rows[0] - frame.first_row
            span, rows = module.columns[1] - module.columns[0] + 1, module.rows[1] - module.rows[0] + 1 + SEPARATOR
            if y + rows <= frame.rows:
                found[name] = (x, y, span, rows)
        return found


def _item_id(module: Module, article: Article | None, edition: Edition, fillers: int) -> str:
    """The id that the module's item has on its page."""
    if module.kind is ModuleKind.ARTICLE:
        return portion_id(module.article, module.part)
    if module.kind is ModuleKind.PHOTO and article is not None:
        if len(module.pictures) > 1:
            return group_id(article)
        number = next((n for n, one in enumerate(article.pictures) if one.file == module.pictures[0].file), 0)
        return photo_id(article, number)
    if module.kind is ModuleKind.TEASER:
        return "teasers"
    if module.kind is ModuleKind.BOX:
        text = module.text
        return next((box.id for box in edition.services if box.title in text), module.id)
    if module.kind is ModuleKind.AD:
        return next((ad.id for ad in edition.ads if ad.picture.file == module.pictures[0].file), module.id)
    return f"filler-{fillers}" if module.kind is ModuleKind.FILLER else module.kind


def locked_problems(edition: Edition, earlier: Earlier) -> Iterator[Problem]:
    """lock-page for a page that is not there, locked-changed for each article that is not as a locked page has it."""
    there = {number for page in earlier.plan.pages for number in (page.number, page.spread)}
    for number in sorted(earlier.locked - there):
        yield problem(LOCK_PAGE, edition.origin, page=number, pages=earlier.pages)
    articles = {article.slug: article for article in edition.articles}
    for page in earlier.plan.pages:
        if not {page.number, page.spread} & earlier.locked:
            continue
        for module in page.modules:
            if module.kind is not ModuleKind.ARTICLE:
                continue
            article = articles.get(module.article)
            if article is None:
                yield problem(LOCKED_CHANGED, edition.origin, page=page.number, article=module.article)
            elif not _as_printed(article, module):
                yield problem(LOCKED_CHANGED, article.origin, page=page.number, article=article.slug)


def _as_printed(article: Article, module: Module) -> bool:
    """Whether a locked module says what the article says now."""
    texts: dict[int, str] = {}
    for line in sorted(module.lines, key=lambda line: (line.leg, line.row)):
        if line.role.traits.blocks and not line.role.traits.tabular:
            texts[line.block] = texts.get(line.block, "") + line.text
    told = str(article.headline.without(BREAK)) if module.part == 1 else article.title
    if _bare(module.headline) != _bare(told):
        return False
    wanted = {n: block.text for n, block in enumerate(article.body) if block.kind is not BlockKind.TABLE}
    same = all(_bare(text) == _bare(wanted.get(number, "")) for number, text in texts.items())
    return same and (module.parts > 1 or texts.keys() == wanted.keys())


def _bare(text: str) -> str:
    return "".join(text.split())
