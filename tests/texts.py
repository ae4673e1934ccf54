"""Texts in tests are written as strings; the model has them in runs."""

from __future__ import annotations

import dataclasses
from typing import TypeVar

from banxin.model.edition import Article, Picture
from banxin.model.kinds import ArticleKind
from banxin.model.text import Text

Part = TypeVar("Part", Article, Picture)


def as_texts(kind: type[Article] | type[Picture], changes: dict[str, object]) -> dict[str, object]:
    """The changes to an article or picture, with a Text for each string where the field is one."""
    if isinstance(changes.get("kind"), str):
        changes = {**changes, "kind": ArticleKind(changes["kind"])}
    texts = {field.name for field in dataclasses.fields(kind) if field.type in ("Text", Text)}
    return {
        name: Text.of(value) if name in texts and isinstance(value, str) else value for name, value in changes.items()
    }


def changed(part: Part, **changes: object) -> Part:
    """The article or picture with other fields."""
    return dataclasses.replace(part, **as_texts(type(part), changes))  # type: ignore[arg-type]
