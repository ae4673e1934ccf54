"""Faces embedded in the book, each reduced to the characters of the book."""

from __future__ import annotations

from banxin.fonts.library import FontLibrary
from banxin.render.pdf.fontsubset import subset

MEDIA_TYPE = "font/ttf"


class BookFaces:
    """Subsets the faces that a style sheet names."""

    def __init__(self, library: FontLibrary, characters: set[str]) -> None:
        self.library = library
        self.characters = characters
        self.files: dict[str, bytes] = {}
        """File name in the book → font file, for the faces that were used."""

    def face(self, name: str) -> str:
        """The file in the book for a face of fonts.toml. Raises SetupError for a missing or damaged one."""
        file = f"fonts/{name}.ttf"
        if file not in self.files:
            self.files[file] = subset(self.library.face(name), self.characters, keep_ids=False)
        return file
