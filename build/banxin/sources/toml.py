"""TOML text → checked settings. Each problem has the line of its key."""

from __future__ import annotations

import difflib
import re
import tomllib
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from banxin.errors import Origin, Problem, ProblemRule, phrase, problem
from banxin.sources.problems import BAD_TOML, BAD_VALUE, DUPLICATE_KEY, MISSING_KEY, READ_SETTING, UNKNOWN_KEY
from banxin.sources.text import shown
from banxin.sources.typed_toml import read_typed
from banxin.sources.vocabulary import KeyPath as KeyPath
from banxin.sources.vocabulary import chinese_of, fields_of, in_english, key_of

Model = TypeVar("Model", bound=BaseModel)

NAME = re.compile(r"""(?:"[^"\\]*"|'[^']*'|[A-Za-z0-9_-]+)""")
TABLE = re.compile(rf"\s*(\[\[?)\s*([A-Za-z0-9_-]+(?:\s*\.\s*{NAME.pattern})*)\s*\]")
"""Its first name is bare: a row of an array on a line of its own, such as ["今天"], is not a table."""
KEY = re.compile(r"""\s*(?:"([^"\\]*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*(?:\.[^="']*)?=""")
TRIED = 4
"""Times that settings are checked anew without what was wrong; ours."""
SOMETHING_ELSE = "something else"


def parse(
    text: str, model: type[Model], file: str, first_line: int = 1, fault: ProblemRule = BAD_TOML
) -> tuple[Model | None, dict[KeyPath, int], tuple[Problem, ...]]:
    """Settings, the line of each key, and every problem of the text.

    Where some are errors, the settings are those that could be read, or None when a necessary one is missing.
    first_line: of `text` in its file. fault: what a line that is not TOML is reported as.
    """
    try:
        return model.model_validate(tomllib.loads(text)), key_lines(text, first_line), ()
    except (ValueError, RecursionError):  # A ValidationError is a ValueError, too.
        typed = read_typed(text, model)
    lines = {place: row + first_line for place, row in typed.places.items()}
    values = in_english(tomllib.loads("\n".join(typed.rows)), model)
    settings, lines, found = _validated(values, model, lines, file)
    said = {one.origin.line for one in found if one.code != MISSING_KEY.code}
    lost = {one.key for one in typed.faults}
    found = [one for one in found if one.code != MISSING_KEY.code or not lost & {"", dict(one.fields)["key"]}]
    told = [problem(fault, Origin(file, first_line + one.row), what=one.what, way=one.way)
            for one in typed.faults if first_line + one.row not in said]  # fmt: skip
    told += [problem(DUPLICATE_KEY, Origin(file, first_line + row), key=key) for row, key in typed.twice]
    told += [problem(READ_SETTING, Origin(file, first_line + row), line=line) for row, line in typed.remarks]
    return settings, lines, tuple(sorted((*found, *told), key=lambda one: one.origin.line))


def _validated(
    values: dict[str, Any], model: type[Model], lines: dict[KeyPath, int], file: str
) -> tuple[Model | None, dict[KeyPath, int], list[Problem]]:
    """The settings that are valid, the lines of their keys, and what was wrong with the others."""
    found: dict[Problem, None] = {}  # A key that allows two kinds of values fails both.
    for _ in range(TRIED):
        try:
            return model.model_validate(values), lines, list(found)
        except ValidationError as error:
            details = error.errors(include_url=False)
        found |= dict.fromkeys(_bad_key(dict(detail), model, lines, file) for detail in details)
        places = {_to_leave_out(tuple(detail["loc"]), detail["type"] == "missing", values) for detail in details}
        if () in places:
            break
        for place in sorted(places, key=_order, reverse=True):
            lines = _without(place, values, lines)
    return None, lines, list(found)


def _to_leave_out(place: KeyPath, missing: bool, values: Any) -> KeyPath:
    """What cannot stay because of a fault at `place`: the key, or the block that lacks one."""
    best: KeyPath = ()
    for depth, part in enumerate(place[:-1] if missing else place, 1):
        in_list = isinstance(values, list) and isinstance(part, int) and isinstance(values[part], dict)
        if not in_list and not (isinstance(values, dict) and part in values):
            break
        values, best = values[part], place[:depth]
    return best


def _order(place: KeyPath) -> list[tuple[int, str]]:
    return [(part, "") if isinstance(part, int) else (-1, part) for part in place]


def _without(place: KeyPath, values: Any, lines: dict[KeyPath, int]) -> dict[KeyPath, int]:
    """Remove what stands at `place`; the lines of the keys, in which blocks behind it move up."""
    for part in place[:-1]:
        values = values[part]
    last = place[-1]
    if not isinstance(last, int):
        values.pop(last, None)
        return lines
    if last < len(values):
        del values[last]
    own, moved = len(place) - 1, {}
    for path, line in lines.items():
        index = path[own] if len(path) > own and path[:own] == place[:-1] else None
        if isinstance(index, int) and index > last:
            moved[(*path[:own], index - 1, *path[own + 1 :])] = line
        elif index != last:
            moved[path] = line
    return moved


def key_lines(text: str, first_line: int = 1) -> dict[KeyPath, int]:
    """The line of each key: (`headline`,), (`picture`, 0, `file`); of a table: (`picture`, 0), (`list`, `kindle`).

    tomllib does not keep line numbers. Lines within a multi-line string are skipped.
    """
    found: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    quote = ""
    for number, line in enumerate(text.split("\n"), first_line):
        if quote:
            quote = "" if line.count(quote) % 2 else quote
            continue
        if header := TABLE.match(line):
            names: KeyPath = tuple(part.strip("\"'") for part in NAME.findall(header[2]))
            table = names
            if header[1] == "[[":
                table = (*names, counts.get(names, 0))
                counts[names] = counts.get(names, 0) + 1
            for depth in range(1, len(names) + 1):
                found.setdefault(names[:depth], number)
            found[table] = number
        elif key := KEY.match(line):
            name = next(part for part in key.groups() if part is not None)
            found.setdefault((*table, name), number)
            quote = next((mark for mark in ('"""', "'''") if line.count(mark) % 2), "")
    return found


def line_of(place: KeyPath, lines: dict[KeyPath, int]) -> int:
    """The line of a key, else of its table, else 0."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 0)


def _bad_key(detail: dict[str, Any], model: type[BaseModel], lines: dict[KeyPath, int], file: str) -> Problem:
    place: KeyPath = tuple(detail["loc"])
    origin = Origin(file, line_of(place, lines))
    owner, described = _descend(model, place)
    names = [part for part in place if isinstance(part, str)]
    key = next((name for name in reversed(names) if described and name in described[1]), str(place[0]))
    if detail["type"] == "extra_forbidden":
        return problem(UNKNOWN_KEY, origin, key=place[-1], way=_nearest(str(place[-1]), owner, model))
    if detail["type"] == "missing":
        return problem(MISSING_KEY, origin, key=place[-1], example=f'{place[-1]} = "…"')
    allowed = phrase(described[0] if described else SOMETHING_ELSE)
    return problem(BAD_VALUE, origin, key=key, value=shown(detail["input"]), allowed=allowed)


def _descend(model: type[BaseModel], place: KeyPath) -> tuple[type[BaseModel], tuple[str, tuple[str, ...]] | None]:
    """The model that owns the last key of `place`, and the description of its field."""
    owner, described = model, None
    for part in place:
        fields = fields_of(owner)
        if not isinstance(part, str) or part not in fields:
            continue
        described = (fields[part].description or "", (part,))
        inner = [fields[part].annotation, *get_args(fields[part].annotation)]
        deeper = [kind for kind in inner if isinstance(kind, type) and issubclass(kind, BaseModel)]
        if deeper:
            owner = deeper[0]
    return owner, described


def _nearest(key: str, owner: type[BaseModel], top: type[BaseModel]) -> str:
    if owner is not top and key_of(top, key) in fields_of(top):
        return phrase("It belongs to the whole file: move it above the first [block].")
    chinese = chinese_of(owner)
    near = difflib.get_close_matches(key, [*fields_of(owner), *chinese], 1, 0.6)
    near = near or [name for name in chinese if name in key][:1] or difflib.get_close_matches(key, chinese, 1, 0.5)
    if near and near[0] in chinese:
        return phrase('Did you mean "{near}" ({key})?', near=near[0], key=chinese[near[0]])
    if near:
        return phrase('Did you mean "{near}"?', near=near[0])
    return phrase("Known keys: {names}.", names=", ".join(fields_of(owner)))
