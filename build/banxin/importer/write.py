"""An import's result → the edition's folder, written completely or not at all."""

from __future__ import annotations

import json
from pathlib import Path

from banxin.errors import UsageError, phrase
from banxin.files import FOLDER_MODE, locked, new_folder, recover, swap_folder, write_atomic
from banxin.importer.import_report import report, report_text
from banxin.importer.result import ImportResult, RankedArticle
from banxin.importer.serialise import Value, write_article
from banxin.inside import is_inside


def write_import(result: ImportResult, paper_folder: Path, *, force: bool = False) -> Path:
    """Write `<paper>/<date>/` and keep the dumps' bytes in `<paper>/raw/`; returns the edition's folder.

    The folder holds edition.toml, a file for each article, and import/ with the log, the normalised text and the
    report. It appears in one step. Raises UsageError when it exists and `force` is not given, or when another dump of
    the same name is kept; SetupError when it cannot be written.
    """
    target = paper_folder / result.date.isoformat()
    _keep_raw(result, paper_folder, check_only=True)
    with locked(target):
        recover(target)
        if target.exists() and not force:
            raise UsageError(
                phrase("{target} exists already; --force replaces it, with all corrections made in it.", target=target)
            )
        new = new_folder(target)
        for name, text in edition_files(result).items():
            path = new / name
            path.parent.mkdir(mode=FOLDER_MODE, exist_ok=True)
            write_atomic(path, text.encode("utf-8"))
        _keep_raw(result, paper_folder)
        swap_folder(new, target)
    return target


def _keep_raw(result: ImportResult, paper_folder: Path, check_only: bool = False) -> None:
    folder = paper_folder / "raw"
    for page in result.pages:
        if not is_inside(page.name) or "/" in page.name:
            raise UsageError(f'"{page.name}" cannot be the name of a dump.')
        path = folder / page.name
        if path.exists() and path.read_bytes() == page.data:
            continue
        if path.exists():
            raise UsageError(f"{path} is another dump of that name; rename this one.")
        if not check_only:
            folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
            write_atomic(path, page.data)


def edition_files(result: ImportResult) -> dict[str, str]:
    """All files of the edition's folder: relative name → text."""
    files = {"edition.toml": f"date = {result.date.isoformat()}\npages = {len(result.pages)}\n"}
    files.update({f"{one.slug}.md": article_file(one, len(result.pages)) for one in result.articles})
    for number, page in enumerate(result.pages, 1):
        files[f"import/page-{number}.txt"] = page.text
    files["import/log.jsonl"] = "".join(
        json.dumps(
            {"page": number, "offset": edit.offset, "before": edit.before, "after": edit.after, "rule": edit.rule},
            ensure_ascii=False,
        )
        + "\n"
        for number, page in enumerate(result.pages, 1)
        for edit in page.edits
    )
    files["import/report.json"] = json.dumps(report(result), ensure_ascii=False, indent=1) + "\n"
    files["import/report.txt"] = report_text(result)
    return files


def article_file(one: RankedArticle, pages: int) -> str:
    """The Markdown file of an imported article."""
    article = one.article
    keys: dict[str, Value] = {
        "kind": str(article.kind) if article.kind.traits.pictorial else "",
        "kicker": article.kicker,
        "headline": article.headline,
        "deck": article.deck,
        "byline": article.byline,
        "dateline": article.dateline,
        "page": one.page if pages > 1 else "",
        "priority": one.priority,
    }
    pictures: list[dict[str, Value]] = []
    if one.picture:
        pictures.append({"file": one.picture, "alt": "", "caption": article.caption, "credit": article.credit})
    return write_article(keys, ((block.kind, block.text) for block in article.blocks), pictures)
