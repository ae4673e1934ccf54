"""`extends`: a layout that states only what differs from its parent."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from banxin.assets import asset_folder
from banxin.errors import Origin, Problem, UsageError, phrase, problem
from banxin.layout.problems import OWN_LAYOUT

FILE = "layout.toml"
ONE_ARTICLE = "share"
"""The layout of long pictures, which is not for newspapers."""


def find_layout(name: str, *places: Path) -> Path:
    """The folder of the layout `name`, the first in the `layouts` folders `places`.

    Raises UsageError that lists the existing layouts.
    """
    for place in places:
        if (place / name / FILE).is_file():
            return place / name
    known = ", ".join(other for other in _known(places) if other != ONE_ARTICLE)
    raise UsageError(phrase("There is no layout {name}; there are: {known}.", name=name, known=known))


def layout_chain(folder: Path) -> tuple[Path, ...]:
    """The folder of a layout, of its parent, of the parent's parent and so on.

    A parent is a folder beside the child, else one of banxin's own; a layout may extend the built-in one of its own
    name. A folder without layout.toml extends nothing. Raises UsageError, which names the file, for a layout.toml that
    cannot be read, an unknown parent and a circle.
    """
    return tuple(found for found, _ in _read_chain(folder)) if (folder / FILE).is_file() else (folder,)


def own_layouts(*folders: Path) -> tuple[Problem, ...]:
    """A remark for each folder that is not one of banxin's layouts: it may come from a stranger."""
    own = [folder for folder in folders if not folder.is_relative_to(asset_folder("layouts"))]
    return tuple(problem(OWN_LAYOUT, Origin(f"layouts/{folder.name}"), name=f"layouts/{folder.name}") for folder in own)


def merged_tables(folder: Path) -> tuple[dict[str, Any], list[tuple[Path, dict[str, Any]]]]:
    """The keys of layout.toml merged over those of its parents; and each file with its own keys, child first.

    Tables are merged key by key; anything else, arrays included, replaces the parent's. Raises UsageError as
    `layout_chain`.
    """
    chain = _read_chain(folder)
    tables: dict[str, Any] = {}
    for _, own in reversed(chain):
        tables = _over(own, tables)
    tables.pop("extends", None)
    tables["name"] = chain[0][1].get("name", folder.name)
    return tables, [(found / FILE, own) for found, own in chain]


def _read_chain(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    chain: list[tuple[Path, dict[str, Any]]] = []
    following: Path | None = folder
    while following is not None:
        own = _read(following / FILE)
        chain.append((following, own))
        following = _parent(own.get("extends"), [found for found, _ in chain])
    return chain


def _parent(name: object, chain: list[Path]) -> Path | None:
    """The folder that the last layout of `chain` extends, or None."""
    if name is None:
        return None
    path = chain[-1] / FILE
    places = tuple(dict.fromkeys((chain[-1].parent, asset_folder("layouts"))))
    if not isinstance(name, str) or not name or Path(name).name != name:
        raise UsageError(f"{path}: extends: it must be the name of a layout, one of {', '.join(_known(places))}.")
    there = [place / name for place in places if (place / name / FILE).is_file()]
    seen = {folder.resolve() for folder in chain}
    for found in there:
        if found.resolve() not in seen:
            return found
    if there:
        circle = " → ".join(folder.name for folder in (*chain, there[0]))
        raise UsageError(f"{path}: extends: layouts must not extend each other in a circle ({circle}).")
    raise UsageError(f"{path}: extends: there is no layout {name!r}; there are {', '.join(_known(places))}.")


def _known(places: tuple[Path, ...]) -> list[str]:
    return sorted({path.parent.name for place in places for path in place.glob(f"*/{FILE}")})


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read ({error.strerror}); a layout is a folder with a layout.toml."
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8; save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}.") from error
    except RecursionError as error:
        raise UsageError(f"{path}: its brackets are nested too deeply.") from error


def _over(own: dict[str, Any], parent: dict[str, Any]) -> dict[str, Any]:
    tables = dict(parent)
    for key, value in own.items():
        below = parent.get(key)
        tables[key] = _over(value, below) if isinstance(value, dict) and isinstance(below, dict) else value
    return tables
