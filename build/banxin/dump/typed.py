"""Checks that data from outside has the types of its dataclass. JSON may give any value for any key."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

LIMIT = 10**7
"""Limit of any length, count or position of a plan; larger values would overflow or take for ever to process."""
POSITIVE = frozenset({"size_pt", "width_mm", "height_mm", "column_pt", "row_pt", "body_pt", "rows_per_line"})
"""Fields that must be above 0: divisors and sizes."""
NOT_NEGATIVE = frozenset({"width", "height", "length_pt", "start_pt", "gutter_pt", "headline_pt", "gap_em"})
GRID = frozenset({"columns", "rows", "legs", "leg_rows", "leg", "row", "part", "parts", "number"})
GRID_LIMIT = 1000
"""Limit of columns, rows, legs and pages of a plan; checks loop over all of them."""
FREE = frozenset({"seed"})
SURROGATE = re.compile("[\ud800-\udfff]")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def check_types(value: Any, expected: Any, place: str) -> None:
    """Check a frozen dataclass and everything in it. Raises ValueError that names the first wrong field."""
    if is_dataclass(expected) and isinstance(expected, type):
        _need(isinstance(value, expected), value, expected.__name__, place)
        hints = _hints(expected)
        for field in fields(expected):
            check_types(getattr(value, field.name), hints[field.name], f"{place}.{field.name}")
    elif get_origin(expected) is tuple:
        _check_tuple(value, get_args(expected), place)
    elif get_origin(expected) in (Union, UnionType):
        kinds = [kind for kind in get_args(expected) if kind is not NoneType]
        if value is not None:
            check_types(value, kinds[0], place)
    elif hasattr(expected, "__supertype__"):
        check_types(value, expected.__supertype__, place)
    elif expected is float:
        _need(isinstance(value, int | float) and not isinstance(value, bool), value, "number", place)
        _check_range(value, place)
    elif expected is int:
        _need(isinstance(value, int) and not isinstance(value, bool), value, "whole number", place)
        _check_range(value, place)
    elif expected is str:
        _need(isinstance(value, str) and not SURROGATE.search(value), value, "text", place)
    else:
        _need(isinstance(value, expected), value, getattr(expected, "__name__", str(expected)), place)


def _check_range(value: float, place: str) -> None:
    """The numbers allowed in a field of this name; NaN is never allowed."""
    name = place.rpartition(".")[2].partition("[")[0]
    if name in FREE:
        return
    if name in POSITIVE:
        _need(0 < value <= LIMIT, value, "number over 0", place)
    elif name in NOT_NEGATIVE:
        _need(0 <= value <= LIMIT, value, "number from 0", place)
    elif name in GRID:
        _need(0 <= value <= GRID_LIMIT, value, f"number from 0 to {GRID_LIMIT}", place)
    else:
        _need(-LIMIT <= value <= LIMIT, value, f"number up to {LIMIT}", place)


Member = TypeVar("Member", bound=StrEnum)


def one_of(kind: type[Member], value: Any, place: str) -> Member:
    """The member of an enum that data names. Raises ValueError that tells what there is."""
    known = [str(member) for member in kind]
    if value not in known:
        raise ValueError(f"{place} is {repr(value)[:40]}, not one of {', '.join(known)}")
    return kind(value)


def check_keys(row: Any, known: tuple[str, ...], place: str, optional: tuple[str, ...] = ()) -> None:
    """Raises KeyError for a missing key, ValueError for an unknown one or for what is not a table."""
    _need(isinstance(row, dict), row, "table", place)
    for key in known:
        row[key]
    extra = sorted(set(row) - set(known) - set(optional))
    if extra:
        raise ValueError(f"{place} has the unknown key {extra[0]!r}")


def _check_tuple(value: Any, kinds: tuple[Any, ...], place: str) -> None:
    _need(isinstance(value, tuple), value, "list", place)
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    _need(len(value) == len(kinds), value, f"list of {len(kinds)}", place)
    for number, (one, kind) in enumerate(zip(value, kinds, strict=True)):
        check_types(one, kind, f"{place}[{number}]")


def _need(holds: bool, value: Any, kind: str, place: str) -> None:
    if not holds:
        shown = repr(value)
        raise ValueError(f"{place} is {shown[:40]}, not a {kind}")
