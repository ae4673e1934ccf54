"""Blocks of a page → articles: which head a leg stands under, and in which order its legs are read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from banxin.intake.pdf.boxes import Box, around
from banxin.intake.pdf.lines import INDENT, Line, TextBlock, blocks_of, is_ragged, lines_of, paragraphs_of
from banxin.intake.pdf.page_marks import PageMarks, PlacedPicture

HEAD = 1.2
"""From how much larger than the text on a block is a head; ours."""
HEAD_GAP = 1.3
"""Of the larger size: the most that lies between two blocks of one head; ours."""
CAPTION_GAP = 2.5
"""Ems under a picture within which its caption begins; ours."""
CAPTION = 220
"""Characters of a caption at most; ours."""
SIGNED = 40
"""Characters of a line that names writers at most; ours."""
MARGIN = 0.08
"""The share of a page's height at its top and foot where folios stand; ours."""
FOLIO = re.compile(
    r"第?[0-9０-９一二三四五六七八九十A-Z]{1,4}版|[12][0-9]{3}年|星期[一二三四五六日天]|责任?编|^[0-9]{1,4}$|版面?编辑"
)
MASTHEAD = re.compile(r"[12][0-9]{3}年 ?[01]?[0-9]月|国内统一|刊号|邮发代号|农历|总?第 ?[0-9]+ ?期|今日 ?[0-9]+ ?版")
MASTHEAD_SHARE = 0.25
"""The share of the first page's height in which its masthead stands; ours."""
SHARED = 0.3
"""Of the narrower width that two blocks must share to stand over each other; ours."""


@dataclass
class PdfArticle:
    """An article as it stands on a page."""

    heads: list[TextBlock] = field(default_factory=list)
    blocks: list[TextBlock] = field(default_factory=list)
    pictures: list[tuple[PlacedPicture, str]] = field(default_factory=list)
    """With their captions."""

    @property
    def place(self) -> tuple[float, float]:
        """By which articles are ordered: from the top, then from the left."""
        boxes = [one.box for one in (*self.heads, *self.blocks)] or [one.box for one, _ in self.pictures]
        return -max(box.top for box in boxes), min(box.left for box in boxes)


@dataclass
class PdfPage:
    """A page, read."""

    articles: list[PdfArticle]
    size: float
    """Of its text, points."""
    left_out: list[str]
    """Mastheads and folios."""


def read_marks(page: PageMarks) -> PdfPage:
    """The articles of a page in order, and what is none."""
    left_out = [line.text for line in lines_of([mark for mark in page.marks if mark.furniture])]
    lines = lines_of([mark for mark in page.marks if not mark.furniture])
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    blocks = blocks_of(lines, page.rules)
    folios = [one for one in blocks if _is_folio(one, page)]
    folios += [one for one in _masthead(page, blocks) if one not in folios]
    left_out += [line.text for one in folios for line in one.lines]
    blocks = [one for one in blocks if one not in folios]
    captions = _captions(page, blocks, size)
    taken = {id(one) for parts in captions.values() for one in parts}
    blocks = [one for one in blocks if id(one) not in taken]
    desk = _Desk(blocks, page.rules, size)
    articles = desk.articles()
    _give_pictures(page, captions, articles)
    return PdfPage(sorted(articles, key=lambda one: one.place), size, left_out)


def _is_folio(block: TextBlock, page: PageMarks) -> bool:
    edge = block.box.bottom > page.height * (1 - MARGIN) or block.box.top < page.height * MARGIN
    return edge and block.characters <= 60 and any(FOLIO.search(line.text) for line in block.lines)


def _masthead(page: PageMarks, blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """What stands where the paper's name, date and numbers are, at the head of a page."""
    top = [one for one in blocks if one.box.bottom > page.height * (1 - MASTHEAD_SHARE)]
    named = [one for one in top if one.characters <= 80 and any(MASTHEAD.search(line.text) for line in one.lines)]
    if len(named) < 2:
        return []
    region = around(one.box for one in named)
    return [one for one in top if one.box.across(region) > 0.5 and one.box.bottom > region.bottom - 1]


def _captions(page: PageMarks, blocks: Sequence[TextBlock], size: float) -> dict[int, list[TextBlock]]:
    """The caption of each picture, by the picture's number."""
    found: dict[int, list[TextBlock]] = {}
    face = _usual_face(blocks)
    taken: list[TextBlock] = []
    for number, picture in enumerate(page.pictures):
        under = [
            one
            for one in blocks
            if one not in taken
            and one.box.across(picture.box) > 0.6
            and -size <= picture.box.bottom - one.box.top <= CAPTION_GAP * size
            and one.characters <= CAPTION
            and one.size < HEAD * size
            and (one.size < 0.97 * size or one.lines[0].face != face or one.lines[-1].text.endswith("摄"))
        ]
        if under:
            first = max(under, key=lambda one: one.lines[0].baseline)
            rest = [one for one in blocks if one is not first and one not in taken]
            found[number] = [first, *(one for one in rest if _ends(one, first, picture.box))]
            taken += found[number]
    return found


def _ends(block: TextBlock, caption: TextBlock, picture: Box) -> bool:
    """Whether it is the credit of a caption: a line of the same size and face on the last one, or just under it."""
    last, line = caption.lines[-1], block.lines[0]
    level = -0.3 * last.size <= last.baseline - line.baseline <= 1.6 * last.size
    alike = abs(line.size - last.size) < 0.5 and len(block.lines) == 1
    return alike and level and picture.left - 1 <= line.box.left and line.box.right <= picture.right + 1


def _usual_face(blocks: Sequence[TextBlock]) -> str:
    faces: Counter[str] = Counter()
    for one in blocks:
        for line in one.lines:
            faces[line.face] += len(line.text)
    return faces.most_common(1)[0][0] if faces else ""


class _Desk:
    """Finds the article of each block of one page."""

    def __init__(self, blocks: Sequence[TextBlock], rules: Sequence[Box], size: float) -> None:
        self.size = size
        self.rules = rules
        self.heads = [one for one in blocks if one.size >= HEAD * size]
        self.texts = sorted((one for one in blocks if one.size < HEAD * size), key=lambda one: -one.box.top)
        self.home: dict[int, PdfArticle] = {}
        """By the identity of a block."""

    def articles(self) -> list[PdfArticle]:
        made: list[PdfArticle] = []
        for head in sorted(self.heads, key=lambda one: -one.box.top):
            article = next((one for one in made if any(self._one_head(above, head) for above in one.heads)), None)
            if article is None:
                article = PdfArticle()
                made.append(article)
            article.heads.append(head)
            self.home[id(head)] = article
        for text in self.texts:
            article = self._home(text)
            if article is None:
                article = PdfArticle()
                made.append(article)
            article.blocks.append(text)
            self.home[id(text)] = article
        return made

    def _one_head(self, above: TextBlock, head: TextBlock) -> bool:
        gap = above.box.bottom - head.box.top
        near = -0.5 * head.size <= gap <= HEAD_GAP * max(above.size, head.size)
        between = Box(head.box.left, head.box.top, head.box.right, above.box.bottom)
        parted = any(text.box.across(between) > SHARED and text.box.beside(between) > 0.5 for text in self.texts)
        return near and above.box.across(head.box) > 0.5 and not parted and not self._ruled(above.box, head.box)

    def _home(self, text: TextBlock) -> PdfArticle | None:
        """Under what a block stands: a head, or text of the same leg; else what it goes on from on its left."""
        over = [
            one
            for one in (*self.heads, *self.texts)
            if id(one) in self.home
            and one is not text
            and one.box.across(text.box) > SHARED
            and one.box.bottom >= text.box.top - 0.5 * self.size
        ]
        above = min(over, key=lambda one: one.box.bottom - text.box.top, default=None)
        beside = self._beside(text)
        if above is None or self._ruled(above.box, text.box):
            return beside[1] if beside else None
        level = beside is not None and abs(beside[0].box.top - text.box.top) < self.size
        apart = above.box.bottom - text.box.top > 1.2 * self.size
        if above not in self.heads and level and apart and beside is not None:
            return beside[1]
        return self.home[id(above)]

    def _beside(self, text: TextBlock) -> tuple[TextBlock, PdfArticle] | None:
        """What stands on its left at the same height, or a head on its right (竖题), with no rule between."""
        found = []
        for one in (*self.heads, *self.texts):
            if id(one) not in self.home or one is text or one.box.beside(text.box) < SHARED:
                continue
            left = text.box.left - one.box.right
            right = one.box.left - text.box.right
            gap = left if left > -self.size else right if one in self.heads and right > -self.size else None
            if gap is not None and not self._parted(one.box, text.box):
                found.append((gap, one))
        if not found:
            return None
        one = min(found, key=lambda pair: pair[0])[1]
        return one, self.home[id(one)]

    def _ruled(self, above: Box, below: Box) -> bool:
        return any(
            rule.is_across and below.top - 1 <= rule.bottom <= above.bottom + 1 and rule.across(below) > 0.6
            for rule in self.rules
        )

    def _parted(self, one: Box, other: Box) -> bool:
        left, right = (one, other) if one.left < other.left else (other, one)
        return any(
            rule.is_upright and left.right - 1 <= rule.left <= right.left + 1 and rule.beside(other) > 0.6
            for rule in self.rules
        )


def _give_pictures(page: PageMarks, captions: dict[int, list[TextBlock]], articles: list[PdfArticle]) -> None:
    """Each picture to the article that it touches; one that touches none is photo news."""
    for number, picture in enumerate(page.pictures):
        text = " ".join("".join(line.text for line in one.lines) for one in captions.get(number, []))
        near = sorted(
            (
                (_distance(picture.box, one.box), at)
                for at, article in enumerate(articles)
                for one in (*article.heads, *article.blocks)
            ),
        )
        if near and near[0][0] < 24:
            articles[near[0][1]].pictures.append((picture, text))
        else:
            articles.append(PdfArticle(pictures=[(picture, text)]))


def _distance(one: Box, other: Box) -> float:
    across = max(0.0, one.left - other.right, other.left - one.right)
    down = max(0.0, one.bottom - other.top, other.bottom - one.top)
    return across + down


def legs_of(article: PdfArticle) -> list[list[TextBlock]]:
    """Its text, leg by leg from the left, each from its top."""
    legs: list[list[TextBlock]] = []
    for block in sorted(article.blocks, key=lambda one: (one.box.left, -one.box.top)):
        leg = next((leg for leg in legs if any(one.box.across(block.box) > 0.5 for one in leg)), None)
        if leg is None:
            legs.append([block])
        else:
            leg.append(block)
    return [
        sorted(leg, key=lambda one: -one.box.top) for leg in sorted(legs, key=lambda leg: min(b.box.left for b in leg))
    ]


def told_paragraphs(article: PdfArticle) -> list[tuple[str, Line]]:
    """The paragraphs of an article in order, each with its first line; one that runs over legs is one."""
    out: list[tuple[str, Line]] = [(one.lines[0].text, one.lines[0]) for one in _signatures(article)]
    article = PdfArticle(
        article.heads, [one for one in article.blocks if one.lines[0] not in [line for _, line in out]]
    )
    signed = len(out)
    for leg in legs_of(article):
        left = min(line.box.left for block in leg for line in block.lines)
        right = max(line.box.right for block in leg for line in block.lines)
        flat = [line for block in leg for line in block.lines]
        if is_ragged(flat, right, flat[0].size):
            out += [(line.text, line) for line in flat]
            continue
        for block in leg:
            first = block.lines[0]
            parts = paragraphs_of(block.lines, left, right)
            goes_on = len(out) > signed and first.box.left - left < INDENT * first.size and _is_open(out[-1], first)
            if goes_on:
                out[-1] = (out[-1][0] + parts.pop(0), out[-1][1])
            out += [(part, first) for part in parts]
    return out


def _signatures(article: PdfArticle) -> list[TextBlock]:
    """Lines that stand between the head and all of the text: who wrote it."""
    rest = sorted(article.blocks, key=lambda one: -one.lines[0].baseline)
    out: list[TextBlock] = []
    while len(rest) > 1 and article.heads and len(rest[0].lines) == 1 and rest[0].characters <= SIGNED:
        if rest[0].lines[0].baseline - rest[1].lines[0].baseline < 0.9 * rest[0].size:
            break
        if rest[0].box.left - rest[1].box.left < INDENT * rest[0].size / 2 and len(rest) == 2:
            break
        out.append(rest.pop(0))
    return out


def _is_open(last: tuple[str, Line], first: Line) -> bool:
    """Whether a paragraph may go on in a line of the next leg."""
    text, line = last
    return line.bold == first.bold and abs(line.size - first.size) < 0.1 * first.size and len(text) > 8
