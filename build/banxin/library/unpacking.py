"""Archives from strangers: nothing is written outside the folder, nothing that is larger than it says."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from banxin.errors import UsageError, phrase
from banxin.files import write_atomic

MOST_BYTES = 1 << 31
MOST_FILES = 10_000
MOST_RATIO = 100
"""Bytes that one packed byte may stand for. All three are ours."""
CHUNK = 1 << 20


def unpack(archive: Path, folder: Path) -> Path:
    """The files of a ZIP archive, in `folder`, which is made. Raises UsageError before anything is written, or for
    sizes that were lies."""
    try:
        opened = zipfile.ZipFile(archive)
    except (OSError, zipfile.BadZipFile) as error:
        told = phrase("{bag} is neither a folder nor a ZIP archive: {reason}.", bag=archive, reason=error)
        raise UsageError(told) from None
    with opened:
        members = [member for member in opened.infolist() if not member.is_dir()]
        _check(archive, members)
        total = 0
        for member in members:
            data = bytearray()
            with opened.open(member) as file:
                while block := file.read(CHUNK):
                    data += block
                    total += len(block)
                    if len(data) > member.file_size or total > MOST_BYTES:
                        raise UsageError(phrase("{bag} holds more than it says; nothing was taken.", bag=archive))
            path = folder / PurePosixPath(member.filename)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(path, bytes(data))
    return folder


def _check(archive: Path, members: list[zipfile.ZipInfo]) -> None:
    names: set[str] = set()
    for member in members:
        name = member.filename
        parts = PurePosixPath(name).parts
        link = (member.external_attr >> 16) & 0o170000 == 0o120000
        wrong = name.startswith("/") or "\\" in name or "\0" in name or ".." in parts or not parts or ":" in parts[0]
        if wrong or link or name.casefold() in names:
            raise UsageError(
                phrase("{bag} holds a file whose name leads out of the folder: {name}.", bag=archive, name=name)
            )
        names.add(name.casefold())
        if member.file_size > MOST_RATIO * max(member.compress_size, 1) and member.file_size > CHUNK:
            raise UsageError(phrase("{bag} holds more than it says; nothing was taken.", bag=archive))
    if len(members) > MOST_FILES or sum(member.file_size for member in members) > MOST_BYTES:
        raise UsageError(
            phrase("{bag} is too large: {files} files and 2 GB at the most.", bag=archive, files=MOST_FILES)
        )
