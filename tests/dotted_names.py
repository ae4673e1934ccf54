"""What a dotted name in a document stands for."""

from __future__ import annotations

import importlib
from dataclasses import fields, is_dataclass
from typing import Any

import annotated_types
from pydantic import BaseModel
from pydantic.fields import FieldInfo


def named_object(name: str) -> Any:
    """The module or the object of that name; of a field of a class its default, else its limits.

    Raises ImportError when there is no such module, AttributeError or KeyError when it has no such thing.
    """
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:count]))
        except ModuleNotFoundError:
            if count == 1:
                raise
            continue
        for part in parts[count:]:
            found = _attribute(found, part)
        return found
    raise ImportError(name)


def _attribute(owner: Any, name: str) -> Any:
    if isinstance(owner, type) and issubclass(owner, BaseModel) and name in owner.model_fields:
        return _default_or_limits(owner.model_fields[name])
    if isinstance(owner, type) and is_dataclass(owner) and name in {field.name for field in fields(owner)}:
        return next(field.default for field in fields(owner) if field.name == name)
    return getattr(owner, name)


def _default_or_limits(field: FieldInfo) -> Any:
    """A setting's default; one that must be stated has its least value, or its limits as a range of whole numbers."""
    if not field.is_required():
        return field.default
    least = next((limit.ge for limit in field.metadata if isinstance(limit, annotated_types.Ge)), None)
    most = next((limit.le for limit in field.metadata if isinstance(limit, annotated_types.Le)), None)
    return least if most is None else range(int(str(least)), int(str(most)) + 1)
