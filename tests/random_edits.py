"""Random edits of an open edition, as a page desk makes them: one after another, each to what the last one left."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from banxin import pipeline
from banxin.assets import asset_folder
from banxin.dump.plan_json import plan_to_json
from banxin.errors import Origin
from banxin.fonts.library import FontLibrary
from banxin.layout.settings import read_layout
from banxin.model.edition import Ad, Article, Block, BlockKind, Edition, Service
from banxin.model.text import EMPTY, Region, Text
from banxin.plan.planner import Planner

LAYOUTS = ("a4", "a3")
SENTENCE = "记者看到，{number}名村民正在河边忙碌，新修的水渠已经通水。"
HEADLINES = ("新渠通水／田里不愁", "一条水渠{number}户人家", "河边的笑声")


@dataclass(frozen=True)
class Opened:
    """An edition and the layout in which it is looked at."""

    edition: Edition
    layout: str


def opened(folder: Path, seed: int, count: int) -> list[tuple[str, Opened]]:
    """What an edition's folder holds, and the same after each of so many edits, with the name of the edit."""
    chance = random.Random(seed)
    state = Opened(pipeline.open_edition(folder, LAYOUTS[0]).edition, LAYOUTS[0])
    found = [("opened", state)]
    while len(found) <= count:
        name = chance.choice(list(EDITS))
        changed = EDITS[name](state, chance)
        if changed != state:
            state = changed
            found.append((name, state))
    return found


def new_planner(state: Opened) -> Planner:
    """A planner for the layout that an edition is looked at in, with nothing remembered."""
    layouts = asset_folder("layouts")
    layout, own = (read_layout(layouts / name) for name in (state.layout, LAYOUTS[0]))
    return Planner(layout, FontLibrary.load(), own)


def outcome(planner: Planner, edition: Edition) -> str:
    """The plan as bytes have it, or why there is none."""
    plan, problems = planner.plan(edition)
    return plan_to_json(plan) if plan is not None else "\n".join(map(str, problems))


def _with(state: Opened, chance: random.Random, change: Callable[[Article], Article]) -> Opened:
    """One of its articles changed."""
    articles = list(state.edition.articles)
    place = chance.randrange(len(articles))
    articles[place] = change(articles[place])
    return replace(state, edition=replace(state.edition, articles=tuple(articles)))


def _text(state: Opened, chance: random.Random) -> Opened:
    """A sentence more, one less, another number, or two paragraphs exchanged."""

    def change(article: Article) -> Article:
        blocks = list(article.blocks)
        prose = [place for place, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH and block.runs]
        if not prose:
            return article
        place, other = chance.choice(prose), chance.choice(prose)
        sentence = SENTENCE.format(number=chance.randrange(1, 100))
        match chance.randrange(4):
            case 0:
                blocks[place] = _ending(blocks[place], lambda text: text + sentence)
            case 1:
                blocks[place] = _ending(blocks[place], lambda text: text.partition("。")[0] + "。")
            case 2:
                blocks[place] = _ending(blocks[place], lambda text: sentence + text[len(sentence) :])
            case _:
                blocks[place], blocks[other] = blocks[other], blocks[place]
        return replace(article, blocks=tuple(blocks))

    return _with(state, chance, change)


def _ending(block: Block, change: Callable[[str], str]) -> Block:
    *runs, last = block.runs
    return replace(block, runs=(*runs, replace(last, text=change(last.text))))


def _headline(state: Opened, chance: random.Random) -> Opened:
    text = Text.of(chance.choice(HEADLINES).format(number=chance.randrange(2, 100)))
    return _with(state, chance, lambda article: replace(article, headline=text if article.headline else EMPTY))


def _byline(state: Opened, chance: random.Random) -> Opened:
    return _with(state, chance, lambda article: replace(article, byline=Text.of(chance.choice(("", "本报记者 李 敏")))))


def _dateline(state: Opened, chance: random.Random) -> Opened:
    text = Text.of(chance.choice(("", "本报柳浦讯（记者 王宁）")))
    return _with(state, chance, lambda article: replace(article, dateline=text if article.kind == "news" else EMPTY))


def _priority(state: Opened, chance: random.Random) -> Opened:
    return _with(state, chance, lambda article: replace(article, priority=chance.randrange(1, 6)))


def _picture(state: Opened, chance: random.Random) -> Opened:
    """Another size or caption of a picture, or a picture left out."""

    def change(article: Article) -> Article:
        if not article.pictures:
            return article
        first, *others = article.pictures
        match chance.randrange(3):
            case 0:
                return replace(
                    article, pictures=(replace(first, size=chance.choice(("auto", "large", "small"))), *others)
                )
            case 1:
                caption = Text.of(SENTENCE.format(number=chance.randrange(1, 100)))
                return replace(article, pictures=(replace(first, caption=caption), *others))
            case _:
                return replace(article, pictures=tuple(others)) if others or article.kind == "news" else article

    return _with(state, chance, change)


def _removed(state: Opened, chance: random.Random) -> Opened:
    articles = list(state.edition.articles)
    if len(articles) > 2:
        del articles[chance.randrange(len(articles))]
    return replace(state, edition=replace(state.edition, articles=tuple(articles)))


def _added(state: Opened, chance: random.Random) -> Opened:
    """A short article more, of the same name as one that was removed before, perhaps."""
    names = {article.slug for article in state.edition.articles}
    free = [f"b{number}" for number in range(4) if f"b{number}" not in names]
    pattern = next((article for article in state.edition.articles if article.kind == "news"), None)
    if not free or pattern is None:
        return state
    sentences = "".join(SENTENCE.format(number=chance.randrange(1, 100)) for _ in range(chance.randrange(2, 5)))
    block = Block(BlockKind.PARAGRAPH, Text.of(sentences).runs, Origin("added.md", 9))
    headline = Text.of(HEADLINES[1].format(number=chance.randrange(2, 100)))
    new = replace(pattern, slug=chance.choice(free), headline=headline, priority=4, blocks=(block,), pictures=())
    return replace(state, edition=replace(state.edition, articles=(*state.edition.articles, new)))


def _ad(state: Opened, chance: random.Random) -> Opened:
    """An advertisement booked, of another size, or cancelled."""
    pictures = [picture for article in state.edition.articles for picture in article.pictures]
    ads: tuple[Ad, ...] = ()
    if pictures and chance.random() < 0.7:
        size = chance.choice(("strip", "banner"))
        ads = (Ad("ad-1", "云溪茶行", chance.choice(pictures), 1, "bottom", size, 0, 0, Origin("ads.toml", 1)),)
    return replace(state, edition=replace(state.edition, ads=ads))


def _service(state: Opened, chance: random.Random) -> Opened:
    """A box of facts put in, with other facts, or taken out."""
    rows = (("云溪", f"{chance.randrange(30)} ℃"), ("柳浦", f"{chance.randrange(30)} ℃"))
    box = Service("service-1", "今日天气", rows, "", None, Origin("service.toml", 1))
    return replace(state, edition=replace(state.edition, services=chance.choice(((), (box,)))))


def _rules(state: Opened, chance: random.Random) -> Opened:
    """Another region, language or style of punctuation."""
    region, language = chance.choice(((Region.CN, "zh-Hans"), (Region.TW, "zh-Hant")))
    punctuation = chance.choice(("", "kaiming"))
    paper = replace(state.edition.paper, region=region, language=language, punctuation=punctuation)
    return replace(state, edition=replace(state.edition, paper=paper))


def _layout(state: Opened, chance: random.Random) -> Opened:
    return replace(state, layout=chance.choice(LAYOUTS))


EDITS: dict[str, Callable[[Opened, random.Random], Opened]] = {
    "text": _text,
    "headline": _headline,
    "byline": _byline,
    "dateline": _dateline,
    "priority": _priority,
    "picture": _picture,
    "removed": _removed,
    "added": _added,
    "ad": _ad,
    "service": _service,
    "rules": _rules,
    "layout": _layout,
}
