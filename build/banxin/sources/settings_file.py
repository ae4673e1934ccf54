"""One TOML file of a paper → checked settings, with its problems added."""

from __future__ import annotations

from pathlib import Path

from banxin.errors import Origin, phrase
from banxin.sources.files import SourceFolder
from banxin.sources.limits import SETTINGS_BYTES
from banxin.sources.problems import MISSING_FILE
from banxin.sources.text import decode
from banxin.sources.toml import KeyPath, Model, parse


def read_settings(
    path: Path, model: type[Model], sources: SourceFolder, required: bool = True
) -> tuple[Model | None, dict[KeyPath, int]]:
    """The settings and the line of each key; None when they cannot be read.

    A missing file is a problem only when it is `required`.
    """
    name = sources.name(path)
    count = len(sources.problems)
    try:
        data = sources.read(path, SETTINGS_BYTES, "nothing")
    except FileNotFoundError:
        if required:
            way = phrase("banxin new makes a paper with every file it needs.")
            sources.add(MISSING_FILE, Origin(name), name=name, way=way)
        return None, {}
    if len(sources.problems) > count:
        return None, {}
    text, found = decode(data, name)
    sources.extend(found)
    if text is None:
        return None, {}
    settings, lines, more = parse(text, model, name)
    sources.extend(more)
    return settings, lines
