"""Checks that the faces named by a layout exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from banxin.errors import UsageError
from banxin.layout.extends import FILE
from banxin.layout.settings import Layout


def check_faces(layout: Layout, folder: Path, known: Collection[str]) -> None:
    """Raises UsageError, which names the file and the key, for a face whose id is not in `known`."""
    for key, face in faces_of(layout):
        if face not in known:
            there = ", ".join(sorted(known))
            raise UsageError(f"{folder / FILE}: {key}: there is no face {face!r} in fonts.toml; there are {there}.")


def faces_of(layout: Layout) -> Iterator[tuple[str, str]]:
    """(key in layout.toml, id of a face), for all faces that the layout names."""
    for table, names in (("faces", layout.faces.model_dump()), ("roles", layout.roles.model_dump())):
        for key, value in names.items():
            for face in (value,) if isinstance(value, str) else value:
                if face:
                    yield f"{table}.{key}", face
    for name, slots in (("masthead", layout.masthead), ("folio", layout.folio)):
        for number, slot in enumerate(slots):
            if slot.face:
                yield f"{name}.{number}.face", slot.face
    if layout.dateline is not None:
        yield "dateline.face", layout.dateline.face
