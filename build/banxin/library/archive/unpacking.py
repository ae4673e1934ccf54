"""Unpacking untrusted archives: nothing is written outside the folder, or beyond the stated sizes."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from banxin.errors import BanxinError, phrase
from banxin.files import make_folders, setup_errors
from banxin.inside import is_inside

MOST_BYTES = 1 << 31
MOST_FILES = 10_000
MOST_RATIO = 100
"""Largest compression ratio of a file. All three limits are ours."""
MOST_NAME = 255
"""Bytes of a path component that file systems allow."""
MOST_DIRECTORY = 1 << 23
"""Bytes of the list of files at an archive's end."""
CHUNK = 1 << 20
END, END_HEAD, END_BYTES = b"PK\x05\x06", 22, 22 + (1 << 16)
"""The end of central directory record, its length, and with the longest comment (APPNOTE.TXT, 4.3.16)."""
ZIP64 = b"PK\x06\x07"
"""The locator of another such record, which banxin's archives are too small for."""
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, RuntimeError, ValueError, OSError)
"""Errors of reading a file that is not an archive, is damaged, has a password or an unknown compression."""


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack the files of a ZIP archive into `folder`, which is made.

    Raises BanxinError before anything is written, or when the stated sizes were wrong; SetupError.
    """
    try:
        _check_directory(archive)
        opened = zipfile.ZipFile(archive)
    except DAMAGED as error:
        raise BanxinError(_unreadable(archive, error)) from None
    with opened:
        members = [member for member in opened.infolist() if not member.is_dir()]
        _check(archive, members)
        total = 0
        for member in members:
            path = folder / PurePosixPath(member.filename)
            make_folders(path.parent)
            with setup_errors(path), path.open("xb") as file:
                size = 0
                for block in _blocks(archive, opened, member):
                    size += len(block)
                    total += len(block)
                    if size > member.file_size or total > MOST_BYTES:
                        raise BanxinError(phrase("{bag} is larger than stated; nothing was imported.", bag=archive))
                    file.write(block)
    return folder


def _blocks(archive: Path, opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with opened.open(member) as file:
            while block := file.read(CHUNK):
                yield block
    except DAMAGED as error:
        raise BanxinError(_unreadable(archive, error)) from None


def _check_directory(archive: Path) -> None:
    """Raises ValueError for what is no file or has a directory too large for its files: zipfile reads it whole."""
    if not archive.is_file():
        raise ValueError("it is no file")
    size = archive.stat().st_size
    with archive.open("rb") as file:
        file.seek(max(0, size - END_BYTES))
        tail = file.read(END_BYTES)
    at = tail.rfind(END)
    if at >= 0 and len(tail) - at >= END_HEAD:
        count, length = struct.unpack("<10xHL6x", tail[at : at + END_HEAD])
        if ZIP64 in tail[max(0, at - 20) : at] or count > 2 * MOST_FILES or length > MOST_DIRECTORY:
            raise ValueError(f"it has more than {MOST_FILES} files")


def _unreadable(archive: Path, error: Exception) -> str:
    return phrase("{bag} is neither a folder nor a ZIP archive: {reason}.", bag=archive, reason=error)


def _check(archive: Path, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_FILES or sum(member.file_size for member in members) > MOST_BYTES:
        raise BanxinError(
            phrase("{bag} is too large: {files} files and 2 GB are allowed.", bag=archive, files=MOST_FILES)
        )
    names: set[str] = set()
    for member in members:
        link = (member.external_attr >> 16) & 0o170000 == 0o120000
        if link or not _is_safe(member.filename) or member.filename.casefold() in names:
            raise BanxinError(_leading_out(archive, member.filename))
        names.add(member.filename.casefold())
        if member.file_size > MOST_RATIO * max(member.compress_size, 1) and member.file_size > CHUNK:
            raise BanxinError(phrase("{bag} is larger than stated; nothing was imported.", bag=archive))
    for name in sorted(names):
        if not names.isdisjoint(str(parent) for parent in PurePosixPath(name).parents):
            raise BanxinError(_leading_out(archive, name))


def _leading_out(archive: Path, name: str) -> str:
    return phrase("{bag} has a file whose name leads out of the folder: {name}.", bag=archive, name=name)


def _is_safe(name: str) -> bool:
    parts = PurePosixPath(name).parts
    long = any(len(part.encode("utf-8", "replace")) > MOST_NAME for part in parts)
    # The original name counts, too: `a//b` and `a/./b` would be a second `a/b`.
    return is_inside(name) and not long and name == "/".join(parts)
