"""A Simplified Chinese edition converted to Traditional characters, for its e-book; by OpenCC, phrase by phrase."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace

from banxin.errors import SetupError, UsageError, phrase
from banxin.model.edition import Ad, Article, Block, Edition, Paper, Picture, Service
from banxin.model.text import Run, Text

CONFIG = "s2tw"
"""OpenCC's conversion to the characters of Taiwan's standard (裡, 麵), without its vocabulary."""
SIMPLIFIED = ("zh", "zh-Hans", "zh-CN", "zh-Hans-CN")
Convert = Callable[[str], str]


QUOTES = str.maketrans("“”‘’", "「」『』")
"""Quotation marks as they are in Traditional text (clreq, 4.1.1)."""


def converter(exceptions: Mapping[str, str] | None = None) -> Convert:
    """Simplified text → Traditional, including its quotation marks.

    exceptions: words with their given conversion, such as names. Raises SetupError when OpenCC is not installed.
    """
    try:
        from opencc import OpenCC
    except ImportError:
        raise SetupError(
            phrase(
                "--script hant needs OpenCC. Install it: {command}",
                command=f"{sys.executable} -m pip install opencc-py",
            )
        ) from None
    made, known = OpenCC(CONFIG), dict(exceptions or {})
    names = sorted(known, key=lambda name: (-len(name), name))
    pattern = re.compile(f"({'|'.join(map(re.escape, names))})") if names else None

    def convert(text: str) -> str:
        parts = pattern.split(text) if pattern else [text]
        return "".join(known.get(part) or str(made.convert(part)) for part in parts).translate(QUOTES)

    return convert


def in_traditional(edition: Edition, convert: Convert) -> Edition:
    """The edition with all its texts converted; file names, slugs and addresses stay.

    Articles in other languages stay, too. Raises UsageError for a paper that is not in Simplified Chinese.
    """
    if edition.paper.language not in SIMPLIFIED:
        language = edition.paper.language
        raise UsageError(phrase("--script hant is for papers in Simplified Chinese; this one is {it}.", it=language))
    return replace(
        edition,
        paper=_paper(edition.paper, convert),
        number=convert(edition.number),
        sections=tuple(map(convert, edition.sections)),
        editor=convert(edition.editor),
        lunar=convert(edition.lunar),
        correction=convert(edition.correction),
        articles=tuple(
            _article(article, convert) if article.language in SIMPLIFIED else article for article in edition.articles
        ),
        ads=tuple(_ad(ad, convert) for ad in edition.ads),
        services=tuple(_service(service, convert) for service in edition.services),
    )


def _paper(paper: Paper, convert: Convert) -> Paper:
    return replace(
        paper,
        name=convert(paper.name),
        publisher=convert(paper.publisher),
        slogan=convert(paper.slogan),
        cn_number=convert(paper.cn_number),
        editor=convert(paper.editor),
        language="zh-Hant",
    )


def _article(article: Article, convert: Convert) -> Article:
    return replace(
        article,
        headline=_text(article.headline, convert),
        kicker=_text(article.kicker, convert),
        deck=_text(article.deck, convert),
        byline=_text(article.byline, convert),
        dateline=_text(article.dateline, convert),
        section=convert(article.section),
        headline_short=convert(article.headline_short),
        series=_text(article.series, convert),
        note=_text(article.note, convert),
        pull_quote=_text(article.pull_quote, convert),
        language="zh-Hant",
        blocks=tuple(_block(block, convert) for block in article.blocks),
        pictures=tuple(_picture(picture, convert) for picture in article.pictures),
    )


def _block(block: Block, convert: Convert) -> Block:
    cells = tuple(_text(cell, convert) for cell in block.cells)
    return replace(block, runs=_text(Text(block.runs), convert).runs, cells=cells)


def _text(text: Text, convert: Convert) -> Text:
    """A text; runs of different styles are converted in their context, as far as lengths allow."""
    whole = convert(str(text))
    if len(whole) != len(text):
        return text.changed(convert)
    runs: list[Run] = []
    start = 0
    for run in text.runs:
        runs.append(replace(run, text=whole[start : start + len(run.text)]))
        start += len(run.text)
    return Text(tuple(runs))


def _picture(picture: Picture, convert: Convert) -> Picture:
    caption, credit = _text(picture.caption, convert), _text(picture.credit, convert)
    return replace(picture, alt=convert(picture.alt), caption=caption, credit=credit)


def _ad(ad: Ad, convert: Convert) -> Ad:
    return replace(ad, advertiser=convert(ad.advertiser), picture=_picture(ad.picture, convert))


def _service(service: Service, convert: Convert) -> Service:
    rows = tuple(tuple(map(convert, row)) for row in service.rows)
    return replace(service, title=convert(service.title), rows=rows, source=convert(service.source))
