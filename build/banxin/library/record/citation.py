"""Citations of an issue, a page, an article (GB/T 7714-2015, 4.4: 报纸中析出的文献, [N])."""

from __future__ import annotations

import re

from banxin.library.record.record import ArticleRecord, IssueRecord, PageRecord

ROLES = re.compile(r"^.*?(?:记者|通讯员|实习生|评论员|摄影|编辑|作者)[：:]?|^[文图摄绘][：:]")
"""Titles before a name."""
ALONE = frozenset("文图摄绘") | {"整理", "综合", "供稿", "编译", "采写", "口述"}
"""Activities without a title: 文/图 王莉."""
GROUP = re.compile(r".{2,}[社组班部室）)]$")
"""Groups that a person belongs to: 校史社, 高二（4）班."""
PARTS = re.compile(r"[\s　、，,/／]+")


def issue_citation(record: IssueRecord) -> str:
    """甘肃日报[N]. 2024-12-22."""
    return f"{record.paper.name}[N]. {_date(record)}."


def page_citation(record: IssueRecord, page: PageRecord) -> str:
    """甘肃日报[N]. 2024-12-22(1)."""
    return f"{record.paper.name}[N]. {_date(record)}({page.label.replace('–', '-')})."


def article_citation(record: IssueRecord, article: ArticleRecord) -> str:
    """王 莉. 携手共赴新型工业化[N]. 甘肃日报, 2024-12-22(1)."""
    names = authors(article.byline)
    # Three names are given, the others are 等 (8.1.2).
    author = ", ".join(names[:3]) + (", 等" if len(names) > 3 else "")
    lead = f"{author}. " if author else ""
    return f"{lead}{article.headline or article.title}[N]. {record.paper.name}, {_date(record)}({article.page})."


def authors(byline: str) -> tuple[str, ...]:
    """The names in a byline, without titles: 本报记者 王莉 通讯员 李敏 → 王莉, 李敏.

    A spaced name of two characters (王 莉) is one name; a byline without a name is used unchanged.
    """
    text = byline.strip()
    if text[:1] in "（(" and text[-1:] in "）)":
        text = text[1:-1]
    names: list[str] = []
    for part in filter(None, PARTS.split(text)):
        name = "" if GROUP.match(part) or part in ALONE else ROLES.sub("", part)
        if len(name) == 1 and names and len(names[-1]) == 1:
            names[-1] += name
        elif name:
            names.append(name)
    return tuple(names) or ((text,) if text else ())


def _date(record: IssueRecord) -> str:
    suffix = f"({record.suffix.upper()})" if record.suffix else ""
    revision = f"(更正版{record.revision})" if record.revision > 1 else ""
    return f"{record.date.isoformat()}{suffix}{revision}"
