"""The site's templates, style sheets, scripts and words; a library's own folder `site/` wins over banxin's."""

from __future__ import annotations

from functools import cache, cached_property, partial
from pathlib import Path

from banxin.assets import asset_folder
from banxin.bind.words import Words, words_for
from banxin.errors import UsageError, phrase
from banxin.inside import OutsideError, strange_entries
from banxin.library.index.folding import folding_table
from banxin.render.templates import Templates

OWN = "site"
MOST_FILE = 16 << 20
"""Bytes of a file of a library's own folder. Ours."""
FILES = ("style.css", "site.js", "search.js", "icon.svg")


class Appearance:
    """The appearance of the site."""

    def __init__(self, library: Path | None = None) -> None:
        """Raises UsageError for a library's own folder with a link that leads out of it, or with what is no file."""
        built_in = asset_folder("layouts") / OWN
        own = library / OWN if library else built_in
        self.own = own if library and own.is_dir() else None
        """The library's own folder, if it has one."""
        if self.own:
            _refuse_strange(self.own)
        self.templates = Templates(own, built_in, prefix="") if own.is_dir() else Templates(built_in)
        self._words = cache(partial(words_for, self.templates))

    @property
    def files(self) -> tuple[str, ...]:
        """The files that pages refer to."""
        return (*FILES, "folding.json")

    def file(self, name: str) -> bytes:
        """The content of one of them."""
        return self._folding if name == "folding.json" else self.templates.raw(name)

    @cached_property
    def _folding(self) -> bytes:
        return folding_table()

    def words(self, language: str) -> Words:
        """The words of the site that are not an editor's."""
        return self._words(language)


def _refuse_strange(folder: Path) -> None:
    for path, error in strange_entries(folder.parent, folder, MOST_FILE):
        if isinstance(error, OutsideError):
            raise UsageError(phrase("{file} leads out of its folder; copy what it leads to.", file=path))
        raise UsageError(phrase("{file} cannot be used: {why}.", file=path, why=error.args[0]))
