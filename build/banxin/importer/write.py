"""An import's result → the edition's folder, written completely or not at all."""

from __future__ import annotations

import datetime
import json
import re
import shutil
from itertools import count
from pathlib import Path

from banxin.errors import UsageError, phrase
from banxin.files import FOLDER_MODE, locked, make_folders, new_folder, recover, swap_folder, write_atomic
from banxin.importer.import_report import report, report_text
from banxin.importer.placing import notes_of, pictures_of
from banxin.importer.result import ImportResult, RankedArticle
from banxin.importer.serialise import Value, article_text, markdown_block, markdown_table, markdown_text, with_marks
from banxin.inside import is_inside
from banxin.intake.dump import DumpTable, Placed
from banxin.intake.pictures import kept_picture
from banxin.model.edition import BlockKind
from banxin.model.kinds import ArticleKind

NUMBERED = re.compile(r"a([0-9]{1,6})(?![0-9a-z])")
"""How an imported article and its pictures are called."""


def write_import(
    result: ImportResult, paper_folder: Path, *, add: bool = False, force: bool = False, keep: Path | None = None
) -> Path:
    """Write `<paper>/<date>/` and keep the files' bytes in `<paper>/raw/`; returns the edition's folder.

    The folder holds edition.toml, a file for each article, its pictures, and import/ with the log, the normalised text
    and the report. It appears in one step. An edition that is there is not touched unless `add`, which adds to it and
    changes none of its files, or `force`, which replaces it, or moves it to `keep`. Raises UsageError when neither is
    given, or when another dump of the same name is kept; SetupError when it cannot be written.
    """
    target = paper_folder / result.date.isoformat()
    _keep_raw(result, paper_folder, check_only=True)
    with locked(target):
        recover(target)
        there = target.exists()
        if there and not (add or force):
            raise UsageError(
                phrase(
                    "{target} exists already; --add adds to it, --force replaces it and keeps a copy.", target=target
                )
            )
        new = new_folder(target)
        if there and add:
            shutil.copytree(target, new, dirs_exist_ok=True)
        for name, data in _all_files(result, new if there and add else None).items():
            path = new / name
            make_folders(path.parent)
            write_atomic(path, data)
        _keep_raw(result, paper_folder)
        if there and force and keep:
            make_folders(keep.parent)
            shutil.copytree(target, keep)
        swap_folder(new, target)
    return target


def _all_files(result: ImportResult, old: Path | None) -> dict[str, bytes]:
    """What is written: everything of a new edition; beside the files of an `old` one what has no place there yet.

    Raises UsageError where a file of the old one would be overwritten.
    """
    files = {name: text.encode("utf-8") for name, text in edition_files(result).items()}
    files.update(picture_files(result))
    if old is None:
        return files
    files.pop("edition.toml")
    folder = import_folder(old)
    files = {
        name.replace("import/", f"{folder}/", 1) if name.startswith("import/") else name: data
        for name, data in files.items()
    }
    if taken := [name for name in files if (old / name).exists()]:
        raise UsageError(phrase("{name} is there already and was not overwritten.", name=taken[0]))
    return files


def import_folder(edition: Path) -> str:
    """Where the next import into an edition writes its log and its report: import, then import/2, import/3 …"""
    if not (edition / "import" / "report.json").exists():
        return "import"
    return next(f"import/{number}" for number in count(2) if not (edition / "import" / str(number)).exists())


def next_number(edition: Path) -> int:
    """One more than the highest number of an imported article (a01.md …) or of its pictures in an edition."""
    names = [path.name for folder in (edition, edition / "images") if folder.is_dir() for path in folder.iterdir()]
    return max((int(found[1]) for name in names if (found := NUMBERED.match(name))), default=0) + 1


def keeping_place(paper_folder: Path, date: datetime.date) -> Path:
    """Where an edition goes that is replaced: a new folder, in which no command looks for editions."""
    folder = paper_folder / "replaced"
    return next(one for number in count(1) if not (one := folder / f"{date.isoformat()}-{number}").exists())


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
    pages = len(result.pages) if all(page.is_page for page in result.pages) else 0
    files = {"edition.toml": f"date = {result.date.isoformat()}\n" + (f"pages = {pages}\n" if pages else "")}
    files.update({f"{one.slug}.md": article_file(one, pages) for one in result.articles})
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
    notes = notes_of(one.placed)
    marks = [note.mark for note in notes]
    keys: dict[str, Value] = {
        "kind": "" if article.kind is ArticleKind.NEWS else str(article.kind),
        "kicker": article.kicker,
        "headline": article.headline,
        "deck": article.deck,
        "byline": article.byline,
        "dateline": article.dateline,
        "page": one.page if pages > 1 else "",
        "priority": one.priority,
    }
    body = [with_marks(block, marks) for block in _body(one)]
    body += [f"[^{note.mark}]: {with_marks(markdown_text(note.text), marks)}" for note in notes]
    return article_text(keys, body, _pictures(one))


def _body(one: RankedArticle) -> list[str]:
    """The blocks of an article with its tables between them, as Markdown; the lines of a stanza are one block."""
    out: list[str] = []
    tables = [placed for placed in one.placed if isinstance(placed.what, DumpTable)]
    last = -1
    for block in one.article.blocks:
        while tables and tables[0].after < block.line:
            out.append(_table(tables.pop(0)))
        if block.kind is BlockKind.VERSE:
            text = markdown_text(block.text)
            if out and block.line == last + 1:
                out[-1] += f"\n{text}"
            else:
                out.append(text)
            last = block.line
        else:
            out.append(markdown_block(block.kind, block.text))
    return out + [_table(placed) for placed in tables]


def _table(placed: Placed) -> str:
    assert isinstance(placed.what, DumpTable)
    return markdown_table(placed.what.rows)


def _pictures(one: RankedArticle) -> list[dict[str, Value]]:
    """The [[picture]] blocks: those that the source holds, else the one that is wanting."""
    article = one.article
    out: list[dict[str, Value]] = []
    for name, picture in zip(picture_names(one), pictures_of(one.placed), strict=True):
        out.append({"file": name, "alt": picture.alt, "caption": picture.caption, "credit": ""})
    if out and article.caption:
        out[0]["caption"] = " ".join(filter(None, (str(out[0]["caption"]), article.caption)))
        out[0]["credit"] = article.credit
    if one.picture:
        out.append({"file": one.picture, "alt": "", "caption": article.caption, "credit": article.credit})
    return out


def picture_names(one: RankedArticle) -> list[str]:
    """The files of an article's pictures, beside the edition."""
    kept = [kept_picture(picture.data)[1] for picture in pictures_of(one.placed)]
    return [f"images/{one.slug}{f'-{at}' if at > 1 else ''}{suffix}" for at, suffix in enumerate(kept, 1)]


def picture_files(result: ImportResult) -> dict[str, bytes]:
    """All pictures of the edition: relative name → bytes."""
    return {
        name: kept_picture(picture.data)[0]
        for one in result.articles
        for name, picture in zip(picture_names(one), pictures_of(one.placed), strict=True)
    }
