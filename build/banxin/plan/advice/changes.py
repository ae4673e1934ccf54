"""An editor's changes to an edition that does not fit, applied to its data, to see beforehand whether they help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from banxin.model.edition import Article, Block, BlockKind, Edition, Filler
from banxin.model.text import Run

RUNNING = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM)
"""Blocks that an editor shortens; verse, tables and subheads are left as they are."""
LEFT = 20
"""Characters of a paragraph below which it is removed whole. Ours."""
ENDS = "。！？…”"
"""Characters that end a sentence."""
NOTICE = "一粥一饭／当思来处不易"
"""A public notice to try with; any other of that length takes the same shapes."""


def with_article(edition: Edition, slug: str, change: Callable[[Article], Article]) -> Edition:
    """The edition with one article changed."""
    articles = (change(article) if article.slug == slug else article for article in edition.articles)
    return replace(edition, articles=tuple(articles))


def cut_at_end(article: Article, characters: int) -> Article:
    """So many characters shorter or a few more: whole sentences from the end, then whole paragraphs."""
    blocks, left = list(article.blocks), characters
    first = next((place for place, block in enumerate(blocks) if block.kind in RUNNING), len(blocks))
    for place in range(len(blocks) - 1, first - 1, -1):
        if left <= 0:
            break
        block = blocks[place]
        if block.kind not in RUNNING:
            continue
        keep = max(len(block.text) - left, 0)
        ends = [end for end in range(keep, LEFT, -1) if block.text[end - 1] in ENDS]
        if not ends and place > first:
            left -= len(block.text)
            del blocks[place]
            continue
        keep = ends[0] if ends else max(keep, min(LEFT, len(block.text)))
        left -= len(block.text) - keep
        blocks[place] = _clipped(block, keep)
    while len(blocks) > 1 and blocks[-1].kind is BlockKind.SUBHEAD:
        blocks.pop()
    return replace(article, blocks=tuple(blocks))


def cut_inside(article: Article, characters: int) -> Article:
    """Exactly so many characters shorter, from its longest paragraph; from the end where that is too short."""
    running = [place for place, block in enumerate(article.blocks) if block.kind in RUNNING]
    longest = max(running, key=lambda place: len(article.blocks[place].text), default=-1)
    if longest < 0 or len(article.blocks[longest].text) < characters + LEFT:
        return cut_at_end(article, characters)
    block = article.blocks[longest]
    clipped = _clipped(block, len(block.text) - characters)
    return replace(article, blocks=(*article.blocks[:longest], clipped, *article.blocks[longest + 1 :]))


def _clipped(block: Block, keep: int) -> Block:
    """The first characters of a block."""
    runs, left = [], keep
    for run in block.runs:
        if left > 0:
            runs.append(replace(run, text=run.text[:left]))
            left -= len(run.text)
    return replace(block, runs=tuple(runs))


def running_characters(article: Article) -> int:
    """Characters that can be cut."""
    return sum(len(block.text) for block in article.blocks if block.kind in RUNNING)


def add_at_end(article: Article, characters: int) -> Article:
    """So many characters more in its last paragraph."""
    last = article.blocks[-1]
    longer = replace(last, runs=(*last.runs, Run(_more(article, characters))))
    return replace(article, blocks=(*article.blocks[:-1], longer))


def add_paragraph(article: Article, characters: int) -> Article:
    """One more paragraph of so many characters."""
    added = Block(BlockKind.PARAGRAPH, (Run(_more(article, characters)),), article.blocks[-1].origin)
    return replace(article, blocks=(*article.blocks, added))


def may_grow(article: Article) -> bool:
    """Whether text can be added to its end."""
    return bool(article.blocks) and article.blocks[-1].kind is BlockKind.PARAGRAPH


def _more(article: Article, characters: int) -> str:
    """Text of its own kind."""
    text = "".join(block.text for block in article.blocks if block.kind in RUNNING) or "文"
    return (text * (characters // len(text) + 1))[: characters - 1] + "。"


def sized(article: Article, size: str) -> Article:
    """With its first picture in another size."""
    first, *rest = article.pictures
    return replace(article, pictures=(replace(first, size=size), *rest))


def without_picture(article: Article) -> Article:
    """Without its last picture."""
    return replace(article, pictures=article.pictures[:-1])


def with_notice(edition: Edition) -> Edition:
    """With a filler in its paper."""
    paper = edition.paper
    return replace(edition, paper=replace(paper, fillers=(*paper.fillers, Filler(NOTICE, "公益广告", paper.origin))))
