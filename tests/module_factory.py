"""Pages of a few modules, made without the planner: the cheapest shape of each item over so many columns."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path

from banxin import pipeline
from banxin.check import check_plan
from banxin.errors import Origin, Problem
from banxin.layout.grid import Grid, make_sheet
from banxin.model.edition import Ad, Article, Block, BlockKind, Edition, Picture, Service
from banxin.model.plan import Module, Page, Plan
from banxin.model.text import Run, Text
from banxin.plan.memory import Memory
from banxin.plan.place.module import Placer
from banxin.plan.place.separators import page_rules
from banxin.plan.shapes.item import Item, Shape
from banxin.plan.shapes.maker import ShapeMaker
from banxin.plan.text.boxes import Teaser
from banxin.plan.text.portion import Portion
from banxin.plan.text.typesetter import Typesetter
from edition_factory import make_article, make_edition, make_picture, paragraph

ORIGIN = Origin("2024-12-22/x.md", 1)
SENTENCES = (
    "入冬以来，全市各县区抢抓晴好天气，加快推进城乡供水、道路养护和冬春农田水利建设，累计完成投资12.6亿元。",
    "记者在现场看到，挖掘机来回穿梭，工人们正在铺设管道。项目负责人王建国说，主体工程已经过半，明年五月可以通水。",
    "“水到家门口，日子就有了盼头。”村民李秀英算了一笔账：过去拉一车水要走十几里山路，花去小半天；如今拧开龙头就行。",
    "据介绍，工程惠及三个乡镇、二十八个村，受益群众超过5万人。下一步，当地还将建立长效管护机制，让好事办到底。",
)
Choose = Callable[[Shape], bool]


def paragraphs(count: int, slug: str = "x") -> tuple[Block, ...]:
    return tuple(paragraph(slug, number + 8, SENTENCES[number % len(SENTENCES)] * 2) for number in range(count))


def verse(*lines: str) -> tuple[Block, ...]:
    """Lines of verse; an empty one parts stanzas."""
    blocks, stanza = [], True
    for line in lines:
        if line:
            blocks.append(Block(BlockKind.VERSE, (Run(line),), ORIGIN, stanza=stanza))
        stanza = not line
    return tuple(blocks)


def table(*rows: tuple[str, ...]) -> Block:
    cells = tuple(Text.of(cell) for row in rows for cell in row)
    return Block(BlockKind.TABLE, (), ORIGIN, columns=len(rows[0]), cells=cells)


class Bench:
    """Makes items and pages of them in the seed's layout."""

    def __init__(self, desk: pipeline.OpenEdition, folder: Path) -> None:
        self.desk = desk
        self.folder = folder
        self.setter = Typesetter(desk.layout, desk.library, desk.edition.paper.region)
        self.grid = Grid(make_sheet(desk.layout, desk.layout.grid.leadings_pt[1]))
        self.maker = ShapeMaker(self.setter, self.grid, self.grid.sheet.rows + 1, Memory())

    def article(self, slug: str, **changes: object) -> Article:
        return make_article(slug, **{"blocks": paragraphs(4, slug), "headline": "冬春水利建设全面展开", **changes})

    def picture(self, name: str = "dam.jpg", size: tuple[int, int] = (900, 600), **changes: object) -> Picture:
        return make_picture(self.folder, name, size, **changes)

    def ad(self, **changes: object) -> Ad:
        picture = make_picture(self.folder, "bank.png", (1000, 400), alt="", caption="", credit="", crop=False)
        ad = Ad("ad-1", "陇山银行", picture, 1, "bottom", "banner", 0, 0, ORIGIN)
        return dataclasses.replace(ad, **changes)  # type: ignore[arg-type]

    def item(self, article: Article, *, inside: bool = False, **portion: int) -> Item:
        return self.maker.article(Portion(article, article.priority, **portion), inside=inside)

    def module(
        self, item: Item, span: int, number: int = 1, x: int = 0, y: int = 0, which: Choose | None = None
    ) -> Module:
        """The item in its cheapest shape of that span, or the cheapest one that `which` takes."""
        shapes = [shape for shape in item.curves[span].values() if which is None or which(shape)]
        return self.placed(item, min(shapes, key=lambda shape: (shape.cost, shape.rows)), number, x, y)

    def placed(self, item: Item, shape: Shape, number: int = 1, x: int = 0, y: int = 0) -> Module:
        """The item in that shape."""
        return Placer(self.grid, 1).module(item, number, x, y, shape)

    def plan(self, *pages: Sequence[Module], edition: Edition | None = None) -> Plan:
        made = tuple(
            Page(number, "", tuple(modules), page_rules(modules, self.grid)) for number, modules in enumerate(pages, 1)
        )
        return Plan("longshan-daily-2024-12-22", "broadsheet", 1, self.grid.sheet, made)

    def edition(self, *articles: Article, **changes: object) -> Edition:
        return make_edition(self.folder, articles=articles, **changes)

    def problems(self, edition: Edition, plan: Plan) -> list[Problem]:
        """What `check` finds, but the holes that a page of one module has."""
        found = check_plan(edition, plan, self.desk.layout.weights).problems
        return [one for one in found if one.code not in ("hole", "lead-place")]

    def stacked(self, items: Sequence[tuple[Item, int]], which: Choose | None = None) -> list[Module]:
        """Modules one under the other."""
        modules: list[Module] = []
        y = 0
        for number, (item, span) in enumerate(items, 1):
            modules.append(self.module(item, span, number, 0, y, which))
            y = modules[-1].rows[1] + 1
        return modules


SERVICE = Service(
    "service-1", "天气", (("今天白天", "多云转晴", "3~12℃"), ("今天夜间", "晴", "-5℃")), "县气象台", 1, ORIGIN
)


def teasers(*entries: tuple[str, str, int]) -> tuple[Teaser, ...]:
    return tuple(Teaser(*entry) for entry in entries)
