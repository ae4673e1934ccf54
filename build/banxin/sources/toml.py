"""TOML text → checked settings. Each problem has the line of its key."""

from __future__ import annotations

import difflib
import re
import tomllib
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from banxin.errors import Origin, Problem, ProblemRule, phrase, problem
from banxin.sources.problems import BAD_TOML, BAD_VALUE, DUPLICATE_KEY, MISSING_KEY, UNKNOWN_KEY
from banxin.sources.text import shown

KeyPath = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

NAME = re.compile(r"""(?:"[^"\\]*"|'[^']*'|[A-Za-z0-9_-]+)""")
TABLE = re.compile(rf"\s*(\[\[?)\s*([A-Za-z0-9_-]+(?:\s*\.\s*{NAME.pattern})*)\s*\]")
"""Its first name is bare: a row of an array on a line of its own, such as ["今天"], is not a table."""
KEY = re.compile(r"""\s*(?:"([^"\\]*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*(?:\.[^="']*)?=""")
AT_LINE = re.compile(r" *\(at (?:line (\d+), column \d+|end of document)\)$")
TWICE = ("Cannot overwrite a value", "Cannot declare", "Cannot mutate immutable")
CHINESE_QUOTES = "“”‘’＂「」『』"
DAY = "a day of the calendar such as 2024-12-22, without quotation marks"
SOMETHING_ELSE = "something else"
STRAIGHT = 'Text goes between straight quotation marks "…", not “…”: {key} = "{text}".'
TEXT_HINT = 'Text goes between quotation marks; a quotation mark inside it is written \\".'


def parse(
    text: str, model: type[Model], file: str, first_line: int = 1, fault: ProblemRule = BAD_TOML
) -> tuple[Model | None, dict[KeyPath, int], tuple[Problem, ...]]:
    """Settings, the line of each key, and the problems; None when there are errors.

    first_line: of `text` in its file. fault: what text that is not TOML is reported as.
    """
    lines = key_lines(text, first_line)
    try:
        values = tomllib.loads(text)
    except RecursionError:
        what, way = phrase("brackets nested too deep"), phrase("Remove the nested brackets.")
        return None, lines, (problem(fault, Origin(file, first_line), what=what, way=way),)
    except ValueError as error:
        return None, lines, (_no_toml(str(error), text, file, first_line, fault),)
    try:
        return model.model_validate(values), lines, ()
    except ValidationError as error:
        details = error.errors(include_url=False)
        found = (_bad_key(dict(detail), model, lines, file) for detail in details)
        return None, lines, tuple(dict.fromkeys(found))  # A key that allows two kinds of values fails both.


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


def _no_toml(message: str, text: str, file: str, first_line: int, fault: ProblemRule) -> Problem:
    at = AT_LINE.search(message)
    rows = text.split("\n")
    row = int(at[1]) if at and at[1] else len(rows) if at else 1
    what = AT_LINE.sub("", message)
    origin = Origin(file, first_line + row - 1)
    written = rows[row - 1].strip() if row <= len(rows) else ""
    key = written.split("=")[0].strip().strip("[]\"' ")
    if what.startswith(TWICE):
        return problem(DUPLICATE_KEY, origin, key=key)
    value = written.partition("=")[2].strip()
    if what == "Invalid date or datetime" or (key == "date" and value[:1].isdigit()):
        return problem(BAD_VALUE, origin, key=key, value=shown(value), allowed=phrase(DAY))
    what = f"{shown(written)}: {what[:1].lower()}{what[1:]}"
    return problem(fault, origin, what=what, way=_way_to_write(written))


def _way_to_write(line: str) -> str:
    """Advice for a line that is not TOML: often its marks were typed with a Chinese input method."""
    key, equals, value = line.partition("=")
    value = value.strip()
    if not equals and (other := next((mark for mark in "＝：:" if mark in line), "")):
        return phrase("Use = between key and value, not {mark}.", mark=other)
    if value[:1] in CHINESE_QUOTES or (value.count('"') == 1 and value[-1:] in CHINESE_QUOTES):
        text = value.strip(CHINESE_QUOTES + '"')[:12]
        return phrase(STRAIGHT, key=key.strip(), text=text)
    if value.endswith(("，", "；", "、")):
        return phrase("Remove {mark} from the end of the line.", mark=value[-1])
    return phrase(TEXT_HINT)


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
        fields = {field.alias or name: field for name, field in owner.model_fields.items()}
        if not isinstance(part, str) or part not in fields:
            continue
        described = (fields[part].description or "", (part,))
        inner = [fields[part].annotation, *get_args(fields[part].annotation)]
        deeper = [kind for kind in inner if isinstance(kind, type) and issubclass(kind, BaseModel)]
        if deeper:
            owner = deeper[0]
    return owner, described


def _nearest(key: str, owner: type[BaseModel], top: type[BaseModel]) -> str:
    def known(model: type[BaseModel]) -> list[str]:
        return [field.alias or name for name, field in model.model_fields.items()]

    if owner is not top and key in known(top):
        return phrase("It belongs to the whole file: move it above the first [block].")
    near = difflib.get_close_matches(key, known(owner), 1, 0.6)
    if near:
        return phrase('Did you mean "{near}"?', near=near[0])
    return phrase("Known keys: {names}.", names=", ".join(known(owner)))
