"""What the process does with a PDF that somebody gave; `pdf_files` asks it.

The libraries' faults have many names: whatever is raised while a file is read is a fault of the file.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf
import pypdfium2

from banxin.errors import BanxinError, Phrase, UsageError, phrase
from banxin.impose.writing import impose
from banxin.inside import InsideError, read_file
from banxin.limited.answers import Answer
from banxin.render.images.png import page_image
from banxin.render.images.slices import encoded, page_names
from banxin.render.pdf.attachments import attached_files

MOST_BYTES = 1 << 30
"""Bytes of a PDF. Ours: an edition with its sources has a tenth at most."""
MOST_PAGES = 1000
"""Ours: a year of a weekly of eight pages has fewer."""
OBJECT = re.compile(r"(?:stream )?<[^<>]*>(?: \([^()]*\))?: ")
"""pikepdf's name for what it reads."""
REASON = 200
"""Characters of a library's own message that are told."""


def impose_pages(order: tuple[Path, str, str]) -> Answer:
    """The PDF of the sides, and their number."""
    path, way, paper = order
    with _readable(path):
        made, sides = impose(_checked(path), way, paper)
    return Answer(sides, (made,))


def extract_files(order: tuple[Path]) -> Answer:
    """The names and the files of the attached sources."""
    (path,) = order
    with _readable(path):
        files = attached_files(_read(path), path)
    return Answer(list(files), tuple(files.values()))


class PagesTask:
    """Pictures of one page after the other."""

    def __init__(self) -> None:
        self._path, self._data, self._names = Path(), b"", list[str]()

    def __call__(self, order: tuple[Path, int, int, Sequence[str]]) -> Answer:
        """Of page 0 the number of pages; of another its printed number, width, height, and the files."""
        path, number, width, kinds = order
        with _readable(path):
            if path != self._path:
                data = _checked(path)
                self._path, self._data, self._names = path, data, page_names(data)
            if not number:
                return Answer(len(self._names))
            image = page_image(self._data, number, width)
            files = tuple(encoded(image, kind) for kind in kinds)
        return Answer([self._names[number - 1], image.width, image.height], files)


def _checked(path: Path) -> bytes:
    """The file, if it has pages and not too many of them."""
    data = _read(path)
    document = pypdfium2.PdfDocument(data)
    try:
        count = len(document)
    finally:
        document.close()
    if not 1 <= count <= MOST_PAGES:
        raise ValueError(phrase("it has {count} pages", count=count))
    return data


def _read(path: Path) -> bytes:
    try:
        return read_file(path, MOST_BYTES)
    except InsideError as error:
        raise ValueError(error.args[0]) from error


@contextlib.contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Make whatever is raised a UsageError that names the file."""
    try:
        yield
    except (BanxinError, MemoryError):
        raise
    except Exception as error:
        raise UsageError(
            phrase("{file} cannot be read as a PDF: {reason}.", file=path, reason=_reason(error))
        ) from None


def _reason(error: Exception) -> str:
    if isinstance(error, pikepdf.PasswordError) or "password" in str(error).lower():
        return phrase("it is protected by a password")
    if not isinstance(error, pikepdf.PdfError | pypdfium2.PdfiumError) and type(error) is not ValueError:
        return phrase("it is damaged")
    told = error.args[0] if error.args and isinstance(error.args[0], Phrase) else OBJECT.sub("", str(error))
    return told if isinstance(told, Phrase) else told[:REASON].rstrip(".")
