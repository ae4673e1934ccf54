"""What an editor may call a block's keys and values, in English and in Chinese → what the program calls them."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from banxin.sources.chinese_names import KEYS, VALUES, YES_NO

KeyPath = tuple[str | int, ...]
Block = type[BaseModel]


def fields_of(block: Block) -> dict[str, FieldInfo]:
    """The fields of a block under the names that its file has."""
    return {field.alias or name: field for name, field in block.model_fields.items()}


def chinese_of(block: Block) -> dict[str, str]:
    """Chinese name → key of that block."""
    return {name: key for key, names in KEYS.get(block.__name__, {}).items() for name in names.split()}


def block_at(model: Block, place: KeyPath) -> Block | None:
    """The block at that place of a file; None where its keys are the editor's own, or nobody's."""
    block: Block | None = model
    named: Block | None = None
    for part in place:
        if isinstance(part, int):
            continue
        if block is None:
            block, named = named, None
            continue
        field = fields_of(block).get(part)
        block, named = _inner(field.annotation) if field else (None, None)
    return block


def key_of(block: Block | None, written: str) -> str:
    """The key that is meant; what was written where none is."""
    if block is None or written in fields_of(block):
        return written
    return chinese_of(block).get(written, written)


def value_of(block: Block, key: str, written: object) -> object:
    """The value that is meant: true for 是, "verse" for 诗; what was written where it has no other name."""
    if not isinstance(written, str):
        return written
    known = VALUES.get(block.__name__, {}).get(key, {})
    field = fields_of(block).get(key)
    if field is not None and bool in (field.annotation, *get_args(field.annotation)):
        known = {**YES_NO, **known}
    return known.get(written.strip(), written)


def is_word(block: Block | None, key: str, written: str) -> bool:
    """Whether the key has a value of that name, in English or Chinese: it needs no quotation marks to be understood."""
    return block is not None and value_of(block, key, written) != written


def in_english(values: dict[str, Any], block: Block) -> dict[str, Any]:
    """The values of a file with the names that the program has for them. A key that is there twice keeps its name."""
    found: dict[str, Any] = {}
    for written, value in values.items():
        key = key_of(block, written)
        key = written if (key in values and key != written) or key in found else key
        inner = block_at(block, (key,))
        found[key] = value_of(block, key, value) if inner is None else _deeper(value, inner)
    return found


def _deeper(value: Any, block: Block) -> Any:
    if isinstance(value, list):
        return [_deeper(one, block) for one in value]
    return in_english(value, block) if isinstance(value, dict) else value


def _inner(annotation: Any) -> tuple[Block | None, Block | None]:
    """The block that a key holds; or, where it holds blocks with names of the editor's own, None and what those are."""
    kinds = [annotation, *get_args(annotation)]
    found = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
    return (None, found) if get_origin(annotation) is dict else (found, None)
