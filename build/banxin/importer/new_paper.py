"""A folder of copy → a paper with one edition of it; nothing is asked."""

from __future__ import annotations

import datetime
from pathlib import Path

from banxin.errors import UsageError, phrase
from banxin.files import make_folders, write_atomic
from banxin.importer.raw_pages import import_dump
from banxin.importer.result import ImportResult
from banxin.importer.serialise import toml_value
from banxin.importer.write import write_import
from banxin.intake.copy_files import copy_files
from banxin.sources.files import slug_from

LAYOUT = "tabloid"
PAPER = """# 报纸的基本信息。“#”后面是注释，可以删去；能写的全部设置见编辑手册。

# 报名，印在报头上。
name = {name}

# 英文代号，用在文件名里：小写字母、数字和连字符。出第一期以前定好，以后不要再改。
key = {key}

# 主办单位，印在报头下面；没有就留空。
publisher = ""

# 责任编辑；没有就留空。
editor = ""

# 版式：tabloid（四开）、broadsheet（对开）、metro（都市报）、campus（校报）、a3、a4。
layout = {layout}
"""


def paper_from(folder: Path, copy: Path, date: datetime.date) -> tuple[ImportResult, Path]:
    """Make a paper in a folder that is new or empty, with an edition of the files in another; returns both.

    Raises UsageError for a folder that is not empty and for copy without files, EditionError when nothing of it can be
    read; nothing is left behind then.
    """
    if not copy.is_dir():
        raise UsageError(phrase("{folder} is no folder.", folder=copy))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(phrase("{folder} is not empty; name a new folder.", folder=folder))
    files = copy_files([copy])
    made = not folder.exists()
    make_folders(folder)
    paper = folder / "paper.toml"
    name = folder.absolute().name
    texts = {"name": name, "key": slug_from(name, "my-paper"), "layout": LAYOUT}
    try:
        write_atomic(paper, PAPER.format(**{key: toml_value(text) for key, text in texts.items()}).encode("utf-8"))
        result = import_dump(files, folder, date)
        return result, write_import(result, folder)
    except BaseException:
        paper.unlink(missing_ok=True)
        if made and not any(folder.iterdir()):
            folder.rmdir()
        raise
