"""A file of any form → its dump."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath
from urllib.parse import unquote

from banxin import inside
from banxin.errors import EditionError, Origin, UsageError, phrase, problem
from banxin.intake.dump import Dump
from banxin.intake.encoding import decode_dump
from banxin.intake.formats import Format, format_of
from banxin.intake.office import read_odt, read_rtf
from banxin.intake.pdf.reading import read_pdf
from banxin.intake.problems import FOREIGN_FILE
from banxin.intake.web.reading import Beside, nothing_beside, read_html, read_markdown
from banxin.intake.word.reading import read_docx

MOST_TEXT = 20_000_000
"""Bytes of plain text; ours. A page of a newspaper has some 30 kB."""
MOST_FILE = 200_000_000
"""Bytes of any file; ours: a document with twenty photos as a camera saves them."""

READERS: dict[Format, Callable[[str, bytes], Dump]] = {
    Format.DOCX: read_docx,
    Format.MARKDOWN: read_markdown,
    Format.ODT: read_odt,
    Format.RTF: read_rtf,
}
"""Of the forms that know their own encoding."""


def file_bytes(path: Path) -> bytes:
    """The bytes of a regular file. Raises UsageError when it is none, is too large or cannot be read."""
    try:
        return inside.read_file(path, MOST_FILE)
    except inside.TooLargeError:
        told = f"{path} is over {MOST_FILE // 1_000_000} MB: too large for the copy of an edition."
        raise UsageError(told) from None
    except inside.InsideError as error:
        raise UsageError(f"{path} cannot be read: {error}.") from None


def beside(path: Path) -> Beside:
    """What lies beside a file, in its folder or in those of that, and is not too large."""
    folder = path.parent.resolve()

    def read(name: str) -> bytes:
        try:
            found = (folder / unquote(name.removeprefix("file://").partition("?")[0])).resolve()
            if found.is_relative_to(folder) and found.is_file():
                return file_bytes(found)
        except (OSError, ValueError, UsageError):
            pass
        return b""

    return read


def read_file(name: str, data: bytes, encoding: str = "", near: Beside = nothing_beside) -> Dump:
    """Read one file, whatever it is. `encoding` is that of plain text, found when empty; `near` has its pictures.

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
    if form is Format.HTML:
        return read_html(name, data, near)
    if form in READERS:
        return READERS[form](name, data)
    if len(data) > MOST_TEXT:
        raise UsageError(f"{name} is over {MOST_TEXT // 1_000_000} MB: too large for the text of a page.")
    return read_text(name, data, encoding)


def read_files(name: str, data: bytes, encoding: str = "", near: Beside = nothing_beside) -> tuple[Dump, ...]:
    """Read one file that may be several pages, a dump each; otherwise as `read_file`."""
    if format_of(name, data) is Format.PDF:
        return read_pdf(name, data)
    return (read_file(name, data, encoding, near),)


def read_text(name: str, data: bytes, encoding: str = "") -> Dump:
    """Plain text of any encoding: its lines as they are."""
    decoded = decode_dump(data, f"raw/{name}", encoding)
    return Dump(name, data, decoded.encoding, decoded.text, title=PurePath(name).stem)
