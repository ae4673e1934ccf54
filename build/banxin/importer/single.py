"""A file, or a stretch of one, that is one article → its parts, by its looks and the form of its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from banxin.cjk import is_han
from banxin.importer.characters import is_ended
from banxin.importer.dump_articles import DumpArticle, DumpBlock
from banxin.importer.line_forms import (
    CAPTION_LENGTH,
    TITLE_LENGTH,
    dateline,
    excerpt,
    is_byline,
    is_credit,
    is_deck,
    is_title,
)
from banxin.importer.paragraphs import DumpParagraph, Suspect
from banxin.importer.problems import DOUBTFUL_HEAD, HEADLINE_OF_NAME, NO_BODY, NO_HEADLINE
from banxin.intake.dump import LineStyle
from banxin.model.edition import BlockKind
from banxin.model.kinds import ArticleKind

PLAIN = LineStyle()
HEAD_LINES = 6
"""The most lines of a head; ours: kicker, two of headline, two of deck, byline."""
LARGER = 1.15
"""From how much larger than the text on a line is set as a head; ours, one step of Chinese sizes (小四 to 四号)."""
SIGNED = 16
"""The longest line in the middle of a head's end that is a name; ours."""
VERSE_LINES, VERSE_LENGTH, VERSE_BARE, VERSE_FORMS = 4, 24, 0.6, 2
"""A poem has so many lines at least, none longer; so many have no mark, or all have one of two lengths; ours."""
PAUSES = frozenset("，。；：、")


def usual_size(paragraphs: Sequence[DumpParagraph], styles: Mapping[int, LineStyle]) -> float:
    """The size in which most characters are set; 0 where the source does not say."""
    amounts: Counter[float] = Counter()
    for one in paragraphs:
        amounts[styles.get(one.line, PLAIN).size] += len(one.text)
    return amounts.most_common(1)[0][0] if amounts else 0.0


def stretches(
    paragraphs: Sequence[DumpParagraph], styles: Mapping[int, LineStyle]
) -> tuple[tuple[DumpParagraph, ...], ...]:
    """The stretches of a file that are an article each, cut before headlines that look alike; else the whole.

    Headlines are the lines of the highest level, or the largest ones when they are larger than the text; two of them
    in a row are one. Each must have text under it, or none is a cut.
    """
    usual = usual_size(paragraphs, styles)

    def rank(one: DumpParagraph) -> float:
        style = styles.get(one.line, PLAIN)
        return 100.0 - style.level if style.level else style.size if style.size >= LARGER * usual > 0 else 0.0

    top = max(map(rank, paragraphs), default=0.0)
    starts = [
        at
        for at, one in enumerate(paragraphs)
        if top and rank(one) == top and (at == 0 or rank(paragraphs[at - 1]) != top) and len(one.text) <= TITLE_LENGTH
    ]
    starts = [_with_kicker(paragraphs, styles, at) for at in starts]
    bounds = [*starts, len(paragraphs)]
    told = [any(is_ended(one.text) for one in paragraphs[a:b]) for a, b in pairwise(bounds)]
    if len(starts) < 2 or not all(told):
        return (tuple(paragraphs),)
    bounds[0] = 0
    return tuple(tuple(paragraphs[a:b]) for a, b in pairwise(bounds))


def _with_kicker(paragraphs: Sequence[DumpParagraph], styles: Mapping[int, LineStyle], at: int) -> int:
    """Where the head begins whose headline is there: a centred title over it is its kicker."""
    if at and styles.get(paragraphs[at].line, PLAIN).centred:
        above = paragraphs[at - 1]
        if styles.get(above.line, PLAIN).centred and is_title(above.text) and above.gap:
            return at - 1
    return at


def one_article(
    paragraphs: Sequence[DumpParagraph], styles: Mapping[int, LineStyle], title: str = "", pictures: int = 0
) -> tuple[DumpArticle, tuple[Suspect, ...]]:
    """All the paragraphs, which are at least one, as one article.

    title: the headline of a text that has none. pictures: how many without a caption stand among the lines; a short
    text beside one is its caption.
    """
    first, last = paragraphs[0], paragraphs[-1]
    count = _head_length(paragraphs, styles)
    head, body = paragraphs[:count], paragraphs[count:]
    article = DumpArticle(ArticleKind.NEWS, first.line, last.line, how="a file that is one article")
    article, suspects = _headed(article, head, styles)
    if not article.headline and title:
        suspects += (Suspect(HEADLINE_OF_NAME, first.line, title),)
        article = replace(article, headline=title)
    if pictures and len(body) == 1 and len(body[0].text) <= CAPTION_LENGTH and not dateline(body[0].text):
        return replace(article, kind=ArticleKind.PHOTO, caption=body[0].text), suspects
    if not article.headline:
        suspects += (Suspect(NO_HEADLINE, first.line, excerpt(first.text)),)
    if not body:
        return article, (*suspects, Suspect(NO_BODY, first.line, excerpt(first.text)))
    if _is_verse(body):
        lines = tuple(DumpBlock(BlockKind.VERSE, one.text, one.line) for one in body)
        return replace(article, kind=ArticleKind.VERSE, blocks=lines), suspects
    return _with_body(article, body, styles), suspects


def _head_length(paragraphs: Sequence[DumpParagraph], styles: Mapping[int, LineStyle]) -> int:
    usual = usual_size(paragraphs, styles)
    count, titles = 0, 0
    for one in paragraphs[:HEAD_LINES]:
        style = styles.get(one.line, PLAIN)
        shown = bool(usual) and (style.size >= LARGER * usual or style.centred or style.level == 1 or style.bold)
        form = is_byline(one.text) or is_deck(one.text) or is_title(one.text)
        if dateline(one.text) or len(one.text) > TITLE_LENGTH * 2 or one.text.endswith(("：", "。", "；")):
            break
        if count == 1 and _signs(paragraphs):
            return 2
        title = is_title(one.text) and not is_byline(one.text)
        if not (shown or form) or (titles >= 1 and title and not shown and not _leads(paragraphs, count)):
            break
        titles += title
        count += 1
    return count


def _signs(paragraphs: Sequence[DumpParagraph]) -> bool:
    """Whether the second line is a name that signs the text: before a gap, prose or the short lines of verse."""
    name, after = paragraphs[1], paragraphs[2:]
    short = len("".join(name.text.split())) <= 4
    alone = bool(after) and (after[0].gap > name.gap or (short and is_ended(after[0].text)))
    return _name_in(name.text) and (alone or _is_verse(after))


def _name_in(text: str) -> bool:
    """Whether a line ends in a name of two to four characters, which may be spaced."""
    words = text.replace("\u3000", " ").split()
    joined = "".join(words) if all(len(word) == 1 for word in words) else words[-1]
    return len(text) <= SIGNED and 2 <= len(joined) <= 4 and all(map(is_han, joined))


def _leads(paragraphs: Sequence[DumpParagraph], at: int) -> bool:
    """Whether a second title is part of the head: a deck, a byline or a dateline follows it."""
    after = paragraphs[at + 1].text if at + 1 < len(paragraphs) else ""
    return bool(is_byline(after) or is_deck(after) or dateline(after))


def _headed(
    article: DumpArticle, head: Sequence[DumpParagraph], styles: Mapping[int, LineStyle]
) -> tuple[DumpArticle, tuple[Suspect, ...]]:
    """The article with its head: the largest line is the headline, what is over it the kicker, under it the deck."""
    sizes = [_weight(styles.get(one.line, PLAIN)) for one in head]
    signed = [at for at, one in enumerate(head) if is_byline(one.text) or (at and _is_name(head, sizes, at))]
    titles = [at for at in range(len(head)) if at not in signed]
    byline = " ".join(head[at].text for at in signed)
    if not titles:
        return replace(article, byline=byline), ()
    decks = [at for at in titles if is_deck(head[at].text)]
    plain = [at for at in titles if at not in decks] or titles[:1]
    main = max(plain, key=lambda at: (sizes[at], -at))
    run = [main]
    while run[-1] + 1 in plain and sizes[main][0] and sizes[run[-1] + 1] == sizes[main]:
        run.append(run[-1] + 1)
    suspects = (
        ()
        if len(plain) == len(run) or sizes[main] != sizes[plain[-1]]
        else (Suspect(DOUBTFUL_HEAD, head[0].line, head[main].text, str(len(plain))),)
    )
    return replace(
        article,
        kicker=" ".join(head[at].text for at in titles if at < main),
        headline="／".join(head[at].text for at in run),
        deck=" ".join(head[at].text for at in titles if at > run[-1]),
        byline=byline,
    ), suspects


def _weight(style: LineStyle) -> tuple[float, int, bool]:
    return (style.size, -style.level if style.level else -9, style.bold)


def _is_name(head: Sequence[DumpParagraph], sizes: Sequence[tuple[float, int, bool]], at: int) -> bool:
    """Whether a line under a headline is a writer's name: smaller, or without looks the last of the head."""
    smaller = sizes[at] < max(sizes[:at]) or (not sizes[at][0] and at == len(head) - 1)
    return smaller and _name_in(head[at].text)


def _is_verse(body: Sequence[DumpParagraph]) -> bool:
    if len(body) < VERSE_LINES or any(len(one.text) > VERSE_LENGTH or one.text[0].isdigit() for one in body):
        return False
    bare = sum(not PAUSES.intersection(one.text) for one in body)
    return bare >= VERSE_BARE * len(body) or len({len(one.text) for one in body}) <= VERSE_FORMS


def _with_body(article: DumpArticle, body: Sequence[DumpParagraph], styles: Mapping[int, LineStyle]) -> DumpArticle:
    blocks: list[DumpBlock] = []
    begun = ""
    for at, one in enumerate(body):
        text = one.text
        if not blocks and not begun and (begun := dateline(text)):
            text = text[len(begun) :].lstrip(" ")
        kind = BlockKind.SUBHEAD if _is_subhead(one, styles, at + 1 < len(body)) else BlockKind.PARAGRAPH
        if text:
            blocks.append(DumpBlock(kind, text, one.line))
    return replace(article, dateline=begun, blocks=tuple(blocks))


def _is_subhead(one: DumpParagraph, styles: Mapping[int, LineStyle], followed: bool) -> bool:
    style = styles.get(one.line, PLAIN)
    if not followed or not is_title(one.text) or is_credit(one.text):
        return False
    return style.bold or bool(style.level) or style.centred if style.size else True
