"""Reading files of a folder that a stranger made: nothing outside it, nothing that blocks, nothing without end."""

from __future__ import annotations

import itertools
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from banxin.errors import phrase


class InsideError(Exception):
    """A file may not be read; the message says why, to stand after its name."""


class OutsideError(InsideError):
    """It is outside the folder."""


class NotAFileError(InsideError):
    """It is no regular file, or cannot be opened."""


class TooLargeError(InsideError):
    """It has more bytes than it may."""


def is_inside(name: str) -> bool:
    """Whether a written path is relative, with `/` and without `..`: a first check, before the file system is asked."""
    parts = PurePosixPath(name).parts
    return bool(name) and not (
        name.startswith("/") or "\\" in name or "\0" in name or ":" in name.split("/")[0] or ".." in parts
    )


def read_inside(folder: Path, path: Path, most: int) -> bytes:
    """The bytes of an existing file that `folder` must hold, wherever links lead; `most`: of its bytes.

    Raises FileNotFoundError when there is no such file, else InsideError.
    """
    if not os.path.lexists(path):
        raise FileNotFoundError(path)
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(folder.resolve()):
            raise OutsideError(phrase("it leads out of its folder"))
    except (OSError, RuntimeError) as error:
        raise NotAFileError(getattr(error, "strerror", None) or phrase("its links form a loop")) from error
    return read_file(real, most, os.O_NOFOLLOW)


def read_file(path: Path, most: int, flags: int = 0) -> bytes:
    """The bytes of a regular file with at most `most` of them. Raises InsideError."""
    try:
        # O_NONBLOCK: opening a FIFO without a writer must not block.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | flags)
    except OSError as error:
        raise NotAFileError(error.strerror) from error
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise NotAFileError(kind_of(found.st_mode))
        if found.st_size > most:
            raise TooLargeError(phrase("{count} bytes", count=found.st_size))
        with os.fdopen(os.dup(handle), "rb") as file:
            return file.read(most)
    finally:
        os.close(handle)


def is_utf8(name: str) -> bool:
    """Whether a name from the file system is UTF-8; other bytes are lone surrogates, which no file takes."""
    return not any("\udc80" <= character <= "\udcff" for character in name)


def readable(name: str) -> str:
    """A name from the file system as text that can be written: bytes that are no UTF-8 as `\\xb0`."""
    return name if is_utf8(name) else os.fsencode(name).decode("utf-8", "backslashreplace")


def reading_of(name: str) -> str:
    """What a name that is no UTF-8 was meant to be: GBK, which Chinese archives made on Windows have, if it can be."""
    try:
        return os.fsencode(name).decode("gb18030")
    except UnicodeDecodeError:
        return readable(name)


def ill_named(folder: Path) -> Iterator[Path]:
    """Everything in a folder, at any depth, whose own name is no UTF-8, by name."""
    for place, folders, files in os.walk(folder):
        yield from (Path(place) / name for name in sorted((*folders, *files)) if not is_utf8(name))


def strange_entries(root: Path, folder: Path, most: int) -> Iterator[tuple[Path, InsideError]]:
    """What stands in a folder, at any depth, and is neither a folder nor a regular file of `root` with at most `most`
    bytes, and why; the folder itself, too."""
    if not os.path.lexists(folder):
        return
    inner = (Path(place) / name for place, folders, files in os.walk(folder) for name in sorted((*folders, *files)))
    for path in itertools.chain((folder,), inner):
        try:
            _look(root, path, most)
        except InsideError as error:
            yield path, error


def _look(root: Path, path: Path, most: int) -> None:
    try:
        if not path.resolve(strict=True).is_relative_to(root.resolve()):
            raise OutsideError(phrase("it leads out of its folder"))
        found = path.stat()
    except (OSError, RuntimeError) as error:
        raise NotAFileError(getattr(error, "strerror", None) or phrase("its links form a loop")) from error
    if path.is_symlink() and stat.S_ISDIR(found.st_mode):
        raise NotAFileError(phrase("it is a link to a folder"))
    if not stat.S_ISDIR(found.st_mode) and not stat.S_ISREG(found.st_mode):
        raise NotAFileError(kind_of(found.st_mode))
    if stat.S_ISREG(found.st_mode) and found.st_size > most:
        raise TooLargeError(phrase("{count} bytes", count=found.st_size))


def kind_of(mode: int) -> str:
    """What a file is that is none."""
    if stat.S_ISDIR(mode):
        return phrase("it is a folder")
    if stat.S_ISFIFO(mode):
        return phrase("it is a pipe")
    return phrase("it is a device")
