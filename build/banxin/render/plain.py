"""What templates are given: plain values, and frozen dataclasses of ours whose fields hold nothing else.

A class is judged by the types of its fields, so one that gets a path, bytes or anything with a hold on the world is
refused from then on, wherever it is given.
"""

from __future__ import annotations

import datetime
import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

SCALARS = (str, int, float, bool, types.NoneType, datetime.date, Enum)
CONTAINERS: tuple[type[Any], ...] = (
    tuple, list, dict, set, frozenset, range, types.MappingProxyType,
    type({}.keys()), type({}.values()), type({}.items()),
)  # fmt: skip
GENERIC = (tuple, list, dict, set, frozenset, Mapping, Sequence, Iterable)
"""Origins of a field's type, such as tuple of tuple[str, ...]."""


def is_plain(value: object) -> bool:
    """Whether templates may have a value, as far as its own type says; what a container holds is looked at when it is
    taken out."""
    kind: Any = type(value)
    return is_plain_class(kind)


@cache
def is_plain_class(kind: Any) -> bool:
    """Whether values of a class are plain: their methods then have only plain values to work with."""
    return _is_plain(kind, frozenset())


def _is_plain(kind: type[Any], above: frozenset[type[Any]]) -> bool:
    if kind in above or issubclass(kind, SCALARS) or kind in CONTAINERS:
        return True
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        names = list(kind._fields)
    elif is_dataclass(kind) and kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        names = [field.name for field in fields(kind)]
    else:
        return False
    try:
        hints = typing.get_type_hints(kind)
    except NameError:  # A type that is imported for type checkers only.
        return False
    return all(_is_plain_hint(hints.get(name, object), above | {kind}) for name in names)


def _is_plain_hint(hint: Any, above: frozenset[type[Any]]) -> bool:
    hint = getattr(hint, "__supertype__", hint)
    origin = typing.get_origin(hint)
    if origin is typing.Literal:
        return True
    if origin in (typing.Union, types.UnionType) or origin in GENERIC:
        return all(one is Ellipsis or _is_plain_hint(one, above) for one in typing.get_args(hint))
    return isinstance(hint, type) and origin is None and _is_plain(hint, above)
