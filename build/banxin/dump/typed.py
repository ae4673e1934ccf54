"""Does data that came from outside have the types its dataclass says? JSON gives any value for any key."""

from __future__ import annotations

import math
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def check_types(value: Any, expected: Any, place: str) -> None:
    """Walk through a frozen dataclass and all it holds. Raises ValueError that names the first wrong field."""
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
        number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        _need(number, value, "number", place)
    elif expected is int:
        _need(isinstance(value, int) and not isinstance(value, bool), value, "whole number", place)
    else:
        _need(isinstance(value, expected), value, getattr(expected, "__name__", str(expected)), place)


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
