"""Reports of an import, for a person and for a script."""

from __future__ import annotations

from collections import Counter

from banxin.errors import Severity, phrase
from banxin.importer.dump_articles import DumpArticle
from banxin.importer.line_forms import excerpt
from banxin.importer.problems import JOINED_PARAGRAPH
from banxin.importer.result import ImportResult, PageImport


def report(result: ImportResult) -> dict[str, object]:
    """The whole report as JSON data; lines count in the dumps, characters are code points."""
    return {
        "banxin": 1,
        "date": result.date.isoformat(),
        "pages": [_page(page) for page in result.pages],
        "articles": [
            {
                "slug": one.slug,
                "page": one.page,
                "priority": one.priority,
                "kind": one.article.kind,
                "headline": one.article.headline,
                "lines": [one.article.line, one.article.last_line],
                "blocks": len(one.article.blocks),
                "subheads": [block.text for block in one.article.blocks if block.kind == "subhead"],
                "characters": sum(len(text) for text in one.article.texts),
                "recognised": one.article.how,
            }
            for one in result.articles
        ],
        "problems": [
            {
                "code": found.code,
                "severity": str(found.severity),
                "message": f"{found.message} {found.hint}".rstrip(),
                "file": found.origin.file,
                "line": found.origin.line,
            }
            for found in result.problems
        ],
    }


def _page(page: PageImport) -> dict[str, object]:
    return {
        "dump": f"raw/{page.name}",
        "encoding": page.encoding,
        "characters": {
            "raw": _visible(page.raw),
            "normalised": _visible(page.text),
            "articles": sum(_visible(text) for article in page.articles for text in article.texts),
        },
        "changes": dict(sorted(Counter(edit.rule for edit in page.edits).items())),
        "joined": [
            {"line": join.line, "next": join.next_line, "text": f"{join.before} / {join.after}", "why": join.why}
            for join in page.joins
        ],
    }


def _visible(text: str) -> int:
    return sum(not mark.isspace() for mark in text)


def summary(result: ImportResult) -> str:
    """One line: how much was imported, and how much needs attention."""
    changes = sum(len(page.edits) for page in result.pages)
    joins = sum(len(page.joins) for page in result.pages)
    asked = sum(found.severity is not Severity.INFO for found in result.problems)
    counts = {"articles": len(result.articles), "changes": changes, "joins": joins, "asked": asked}
    if all(page.is_page for page in result.pages):
        return phrase(
            "{articles} articles on {pages} page(s); {changes} changes logged, {joins} paragraphs joined, "
            "{asked} places to look at.",
            pages=len(result.pages),
            **counts,
        )
    return phrase(
        "{articles} articles of {files} file(s); {changes} changes logged, {joins} paragraphs joined, "
        "{asked} places to look at.",
        files=len(result.pages),
        **counts,
    )


def report_text(result: ImportResult) -> str:
    """The report to read: articles, places to check, joined paragraphs, changes."""
    out = [f"Import of {result.date.isoformat()}", summary(result), "", "ARTICLES"]
    for one in result.articles:
        article = one.article
        title = article.headline or excerpt(article.caption or "(no headline)", 24)
        out.append(f"  {one.slug}  page {one.page}, lines {article.line}–{article.last_line}, priority {one.priority}")
        out.append(f"       {title}")
        out.append(f"       recognised by: {article.how}; {_parts(article)}")
    out += ["", "TO LOOK AT"]
    out += [f"  {found}" for found in result.problems if found.severity is not Severity.INFO] or ["  nothing"]
    out += ["", "JOINED OVER COLUMN ENDS"]
    out += [f"  {found}" for found in result.problems if found.code == JOINED_PARAGRAPH.code] or ["  nothing"]
    for page in result.pages:
        data = _page(page)
        out += ["", f"CHANGED in raw/{page.name} ({page.encoding}); each change stands in import/log.jsonl"]
        out += [f"  {count:5}  {rule}" for rule, count in Counter(edit.rule for edit in page.edits).most_common()]
        out.append(f"  characters without spaces: {data['characters']}")
    return "\n".join(out) + "\n"


def _parts(article: DumpArticle) -> str:
    named = ("kicker", "deck", "byline", "dateline", "caption", "credit")
    have = [f"{name} {getattr(article, name)}" for name in named if getattr(article, name)]
    subheads = sum(block.kind == "subhead" for block in article.blocks)
    body = f"{len(article.blocks) - subheads} paragraphs" + (f", {subheads} subheads" if subheads else "")
    return "; ".join([*(excerpt(one, 44) for one in have), body])
