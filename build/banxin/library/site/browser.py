"""The index for searching in a browser, without a server: a folder for each month, so that a new issue changes its
month only.

`search/months.json` lists the months, the newest first, each with the folder of its index: `articles.json` and sixteen
tables from bigrams to numbers of articles (by the code of the bigram's first character). The folder's name changes with
its content, so that no reader mixes an old index with a new one. Beside it are the texts of each issue, in which the
browser verifies phrases and finds snippets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from banxin.library.index.folding import BREAK, compact_json, fold
from banxin.library.record.record import ArticleRecord, IssueRecord
from banxin.library.site import addresses

SHARDS = 16
FOLDER = "search"


def months_file(folders: Mapping[str, str]) -> bytes:
    """The list of months; folders: month → folder of its index."""
    return compact_json(sorted(folders.items(), reverse=True))


def month_files(month: str, folder: str, records: Sequence[IssueRecord]) -> dict[str, bytes]:
    """The files of a month's index and its texts; records: its issues, the newest first."""
    listed: list[dict[str, Any]] = []
    tables: list[dict[str, list[int]]] = [{} for _ in range(SHARDS)]
    files: dict[str, bytes] = {}
    for record in records:
        texts = f"{month}/{record.paper.key}_{record.day}"
        files[f"{texts}.json"] = compact_json({article.slug: _texts(article) for article in record.articles})
        for article in record.articles:
            for pair in _pairs(article):
                tables[ord(pair[0]) % SHARDS].setdefault(pair, []).append(len(listed))
            listed.append(_listed(record, article, texts))
    files[f"{folder}/articles.json"] = compact_json(listed)
    for number, table in enumerate(tables):
        files[f"{folder}/{number}.json"] = compact_json(dict(sorted(table.items())))
    return files


def _texts(article: ArticleRecord) -> dict[str, str]:
    return {"head": article.head, "text": article.text, "captions": article.captions}


def _pairs(article: ArticleRecord) -> set[str]:
    """Every two adjacent characters of the folded texts; for a paragraph's last character, itself and the break."""
    found: set[str] = set()
    for text in (article.head, article.byline, article.text, article.captions):
        folded = fold(text).text + BREAK
        found |= {folded[place : place + 2] for place in range(len(folded) - 1) if folded[place] != BREAK}
    return found


def _listed(record: IssueRecord, article: ArticleRecord, texts: str) -> dict[str, Any]:
    return {
        "address": addresses.article(record.paper.key, record.day, article.page, article.slug).lstrip("/"),
        "key": record.paper.key, "paper": record.paper.name, "day": record.day, "date": record.date.isoformat(),
        "page": article.page, "slug": article.slug, "title": article.title, "section": article.section,
        "byline": article.byline, "texts": texts,
    }  # fmt: skip
