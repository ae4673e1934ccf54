"""Faces that go into the book, each cut down to the characters that the book has."""

from __future__ import annotations

from banxin.fonts.library import FontLibrary
from banxin.render.pdf.fontsubset import subset

MEDIA_TYPE = "font/ttf"


class BookFaces:
    """Cuts the faces that a style sheet names."""

    def __init__(self, library: FontLibrary, characters: set[str]) -> None:
        self.library = library
        self.characters = characters
        self.files: dict[str, bytes] = {}
        """Name in the book → font file, of the faces asked for."""

    def face(self, name: str) -> str:
        """The file in the book of a face of fonts.toml. Raises SetupError for one that is missing or damaged."""
        file = f"fonts/{name}.ttf"
        if file not in self.files:
            self.files[file] = subset(self.library.face(name), self.characters, keep_ids=False)
        return file
