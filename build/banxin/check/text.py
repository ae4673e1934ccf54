"""Lost characters: the text on the pages compared with that of the articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from banxin.check.problems import FOREIGN_TEXT, LOST_TEXT, WRONG_ORDER
from banxin.errors import Origin, Problem, problem
from banxin.fonts.problems import NO_GLYPH
from banxin.model.edition import Article, Edition
from banxin.model.kinds import ModuleKind
from banxin.model.plan import Module, PlacedLine, Plan

ReadingPosition = tuple[int, int, int, int]
"""Page, part of the article, leg and row: the place of a line in reading order."""


def characters(text: str) -> Counter[str]:
    """Characters that must not be lost; white space does not count."""
    return Counter(character for character in text if not character.isspace())


def wanted(article: Article) -> Counter[str]:
    """The text that an article must have on the pages."""
    return characters("".join(article.texts))


def planned(plan: Plan, slug: str) -> Counter[str]:
    """The text in the modules of an article, without the repeated head of a continued one."""
    modules = [module for page in plan.pages for module in page.modules if module.article == slug]
    return characters("".join(line.text for module in modules for line in counted(module)))


def counted(module: Module) -> Iterator[PlacedLine]:
    """The lines of a module that are text of its article."""
    for line in module.lines:
        traits = line.role.traits
        if traits.own_text and not (module.part > 1 and traits.repeated):
            yield line


def joined(lines: Iterable[PlacedLine]) -> str:
    """The text of lines, without white space."""
    return "".join("".join(line.text.split()) for line in lines)


def _in_order(module: Module) -> list[PlacedLine]:
    """The lines of an article's blocks in reading order; cells of a table in the table's order."""
    lines = [line for line in module.lines if line.role.traits.blocks and (line.leg or line.role.traits.tabular)]
    return sorted(lines, key=lambda line: (line.leg, 0 if line.role.traits.tabular else line.row))


def _order(article: Article, plan: Plan) -> Iterator[Problem]:
    """wrong-order: a paragraph whose text differs from its source, or that begins before one that precedes it there."""
    texts: dict[int, list[PlacedLine]] = {}
    starts: dict[int, ReadingPosition] = {}
    for page in plan.pages:
        for module in page.modules:
            for line in _in_order(module) if module.article == article.slug else ():
                texts.setdefault(line.block, []).append(line)
                if line.leg:
                    starts.setdefault(line.block, (page.number, module.part, line.leg, line.row))
    before: ReadingPosition = (0, 0, 0, 0)
    for index, block in enumerate(article.body):
        have = joined(texts.get(index, ()))
        # A table under all legs is read after them, wherever it is in the source.
        start = starts.get(index, before)
        if have != "".join(block.text.split()) or start < before:
            yield problem(WRONG_ORDER, block.origin, number=index + 1, sample=have[:12])
        before = max(before, start)


def _continued(article: Article, plan: Plan) -> Iterator[Problem]:
    """foreign-text: a part after a jump whose head is not the article's short headline."""
    for page in plan.pages:
        for module in page.modules:
            if module.article == article.slug and module.part > 1:
                head = joined(line for line in module.lines if line.role.traits.repeated)
                if head != "".join(article.title.split()):
                    yield problem(FOREIGN_TEXT, article.origin, sample=head[:20])


def check_text(edition: Edition, plan: Plan) -> Iterator[Problem]:
    """lost-text and foreign-text for each article; and each drawn line compared with its own text."""
    for article in edition.articles:
        yield from _compared(wanted(article), planned(plan, article.slug), article.origin)
        yield from _order(article, plan)
        yield from _continued(article, plan)
    for service in edition.services:
        if not any(_has_texts(module, service.texts) for page in plan.pages for module in page.modules):
            yield from _compared(characters("".join(service.texts)), Counter(), service.origin)
    for page in plan.pages:
        for module in page.modules:
            for line in module.lines:
                drawn = characters("".join(run.text for run in line.runs))
                expected = characters(line.text + ("-" if line.hyphen else ""))
                if drawn != expected:
                    origin = Origin(module.article or module.id)
                    lost = (expected - drawn) or (drawn - expected)
                    yield problem(LOST_TEXT, origin, count=lost.total(), sample="".join(lost.elements())[:20])
                yield from _without_glyph(edition, module, line)


def _without_glyph(edition: Edition, module: Module, line: PlacedLine) -> Iterator[Problem]:
    """no-glyph for what was composed though its face has no glyph of it: on the page stands an empty box."""
    for run in line.runs:
        for text, first, behind in run.clusters():
            if not text.isspace() and any(glyph.missing for glyph in run.glyphs[first:behind]):
                article = edition.article(module.article) if module.article else None
                points = " ".join(f"U+{ord(character):04X}" for character in text)
                origin, what = Origin(module.id), module.id
                if article is not None:
                    origin, what = article.origin, f"article {article.slug}"
                    if line.role.traits.blocks and line.block < len(article.body):
                        origin = article.body[line.block].origin
                yield problem(NO_GLYPH, origin, character=text, point=points, what=what)


def _has_texts(module: Module, texts: tuple[str, ...]) -> bool:
    have = characters(module.text)
    return module.kind is ModuleKind.BOX and have == characters("".join(texts))


def _compared(want: Counter[str], have: Counter[str], origin: Origin) -> Iterator[Problem]:
    lost, extra = want - have, have - want
    if lost:
        yield problem(LOST_TEXT, origin, count=lost.total(), sample="".join(lost.elements())[:20])
    if extra:
        yield problem(FOREIGN_TEXT, origin, sample="".join(extra.elements())[:20])
