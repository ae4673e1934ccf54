"""Faces embedded in the book, each reduced to the characters of the book."""

from __future__ import annotations

import re
from dataclasses import dataclass

from banxin.errors import SetupError
from banxin.fonts.library import FontLibrary
from banxin.render.pdf.fontsubset import subset

MEDIA_TYPE = "font/ttf"
NAMED = re.compile(r"fonts/([^/\"')]+)\.ttf")


@dataclass(frozen=True, slots=True)
class FaceFile:
    """What a style sheet's template calls `face`: the file in the book for a face of fonts.toml."""

    known: tuple[str, ...]

    def __call__(self, name: str) -> str:
        """Raises SetupError for a face that there is not."""
        if name not in self.known:
            raise SetupError(f"There is no face {name!r} in fonts.toml; there are: {', '.join(sorted(self.known))}.")
        return f"fonts/{name}.ttf"


def face_files(sheet: str, library: FontLibrary, characters: set[str]) -> dict[str, bytes]:
    """File name in the book → font file, for the faces that a style sheet names. Raises SetupError for a damaged
    one."""
    names = [name for name in dict.fromkeys(NAMED.findall(sheet)) if name in library.faces]
    return {f"fonts/{name}.ttf": subset(library.face(name), characters, keep_ids=False) for name in names}
