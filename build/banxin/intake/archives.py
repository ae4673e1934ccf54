"""Zip files from strangers, read with bounds: number of files, their size, their ratio."""

from __future__ import annotations

import io
import zipfile
import zlib

MOST_FILES = 10_000
MOST_BYTES = 120_000_000
"""Of one file in the archive; ours: a photo as a camera saves it has some 30 MB, the text of a book 10."""
MOST_RATIO = 200
"""Unpacked to packed bytes of a file over 1 MB; ours. Text packs at 20, the emptiest table of a program at 100."""
SMALL = 1_000_000


class Archive:
    """The files of a zip archive. Raises ValueError for one that is damaged or beyond the bounds."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise ValueError(str(error)[:80] or "it is no archive") from None
        infos = self._zip.infolist()
        if len(infos) > MOST_FILES:
            raise ValueError(f"it holds {len(infos)} files")
        self._infos = {info.filename: info for info in infos}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._infos)

    def read(self, name: str) -> bytes:
        """The bytes of one file. Raises KeyError when there is none of that name."""
        info = self._infos[name]
        if info.file_size > MOST_BYTES or info.file_size > max(SMALL, MOST_RATIO * info.compress_size):
            raise ValueError(f"{name} unpacks to {info.file_size} bytes")
        try:
            with self._zip.open(info) as file:
                data = file.read(MOST_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError) as error:
            raise ValueError(f"{name}: {str(error)[:80]}") from None
        if len(data) > MOST_BYTES:
            raise ValueError(f"{name} unpacks to over {MOST_BYTES} bytes")
        return data

    def has(self, name: str) -> bool:
        return name in self._infos
