"""Marks and letters in another width than Chinese newspapers have them, and heads that the text says again.

Typed with the wrong keyboard, or copied from a screen. They are printed as they stand, so the editor is told, once a
kind; an import turns them (`banxin.importer.normalise`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from banxin.cjk import HAN
from banxin.errors import Origin, Problem, phrase, problem
from banxin.model.edition import Article, BlockKind
from banxin.sources.problems import REPEATED_HEAD, TYPED_MARKS

Line = tuple[str, Origin]
ADDRESS = re.compile(r"(?:https?|ftp)://[!-~]+|\bwww\.[!-~]+|[\w.+%-]+@[A-Za-z0-9.-]+", re.ASCII)
_MARK = r"[,:;?!]+"
KINDS = (
    (
        re.compile(
            rf"(?<=[{HAN}]){_MARK}|(?<!\]){_MARK}(?=\s?[{HAN}])|(?<=[{HAN}])\.(?=[{HAN}]|$)"
            rf"|\((?=[^()]*[{HAN}][^()]*\))|(?<=[{HAN}])[()]|[()](?=[{HAN}])"
        ),
        "half-width marks beside Chinese",
        "Type ，。：；？！（） with the Chinese keyboard.",
    ),
    (
        re.compile(rf"[\"'](?=[{HAN}])|(?<=[{HAN}，。？！])[\"']"),
        "straight quotation marks beside Chinese",
        "Type “ ” and ‘ ’ with the Chinese keyboard.",
    ),
    (
        re.compile("[０-９Ａ-Ｚａ-ｚ]"),
        "full-width letters or digits",
        "Type letters and digits with the keyboard switched to half width.",
    ),
)
"""(pattern, what it is called, what to do)."""
HEADS = ("headline", "deck", "kicker", "byline")
OPENING = 3
"""Paragraphs at whose beginning a copied head may stand. Ours."""


def typed_marks(article: Article) -> Iterator[Problem]:
    """A problem for each kind that the article has, with the number and the first place; and for each repeated head."""
    lines = [(ADDRESS.sub(" ", text), origin) for text, origin in _lines(article)]
    for pattern, what, way in KINDS:
        found = [(match[0], origin) for text, origin in lines for match in pattern.finditer(text)]
        if found:
            first, origin = min(found, key=lambda one: one[1].line)
            fields = {"count": len(found), "what": phrase(what), "sample": first, "way": phrase(way)}
            yield problem(TYPED_MARKS, origin, **fields)
    yield from _repeated(article)


def _lines(article: Article) -> Iterable[Line]:
    heads = (article.series, article.kicker, article.headline, article.deck, article.byline, article.dateline)
    yield from ((str(text), article.origin) for text in (*heads, article.note, article.pull_quote))
    yield from ((str(text), block.origin) for block in article.blocks for text in (block.cells or (block.text,)))
    yield from ((str(text), shot.origin) for shot in article.pictures for text in (shot.caption, shot.credit))


def _repeated(article: Article) -> Iterator[Problem]:
    heads = {_letters(str(getattr(article, key))): key for key in reversed(HEADS)}
    for block in article.blocks[:OPENING]:
        key = heads.get(_letters(block.text), "")
        if key and block.kind in (BlockKind.PARAGRAPH, BlockKind.SUBHEAD):
            yield problem(REPEATED_HEAD, block.origin, key=key)


def _letters(text: str) -> str:
    return "".join(mark for mark in text if mark.isalnum())
