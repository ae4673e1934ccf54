"""A file of any form → its dump."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath

from banxin.errors import EditionError, Origin, UsageError, phrase, problem
from banxin.intake.dump import Dump
from banxin.intake.encoding import decode_dump
from banxin.intake.formats import Format, format_of
from banxin.intake.problems import FOREIGN_FILE
from banxin.intake.word.reading import read_docx

MOST_TEXT = 20_000_000
"""Bytes of plain text; ours. A page of a newspaper has some 30 kB."""
MOST_FILE = 200_000_000
"""Bytes of any file; ours: a document with twenty photos as a camera saves them."""

READERS: dict[Format, Callable[[str, bytes], Dump]] = {
    Format.DOCX: read_docx,
}
"""Of the forms that know their own encoding."""


def file_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises UsageError when it is too large or cannot be read."""
    try:
        if path.stat().st_size > MOST_FILE:
            raise UsageError(f"{path} is over {MOST_FILE // 1_000_000} MB: too large for the copy of an edition.")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from None


def read_file(name: str, data: bytes, encoding: str = "") -> Dump:
    """Read one file, whatever it is. `encoding` is that of plain text, found when empty.

    Raises EditionError for a file without a reader (`foreign-file`), a damaged one (`unreadable-file`) and plain text
    of no clear encoding (`dump-encoding`); UsageError for text that is too long.
    """
    form = format_of(name, data)
    if isinstance(form, tuple):
        what, way = form
        raise EditionError([problem(FOREIGN_FILE, Origin(f"raw/{name}"), what=what, way=way)])
    if form is Format.PICTURE:
        what, way = phrase("a picture"), phrase("Import the text, and put the picture into images/.")
        raise EditionError([problem(FOREIGN_FILE, Origin(f"raw/{name}"), what=what, way=way)])
    if form in READERS:
        return READERS[form](name, data)
    if len(data) > MOST_TEXT:
        raise UsageError(f"{name} is over {MOST_TEXT // 1_000_000} MB: too large for the text of a page.")
    return read_text(name, data, encoding)


def read_text(name: str, data: bytes, encoding: str = "") -> Dump:
    """Plain text of any encoding: its lines as they are."""
    decoded = decode_dump(data, f"raw/{name}", encoding)
    return Dump(name, data, decoded.encoding, decoded.text, title=PurePath(name).stem)
