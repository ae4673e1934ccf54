"""An article → the Markdown file that reads back as the same article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from banxin.model.edition import BlockKind

Value = str | int | bool
INLINE = re.compile(r"[\\`*_\[\]<]|&(?=[#A-Za-z])")
AT_START = re.compile(r"[#>+\-~|=:]|\d{1,9}(?=[.)](?:\s|$))")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def toml_value(value: Value) -> str:
    """A TOML value. Text becomes a basic string on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + CONTROL.sub(lambda mark: f"\\u{ord(mark[0]):04X}", escaped) + '"'


def markdown_text(text: str) -> str:
    """A line of plain text as CommonMark that means exactly that text, without markup."""
    escaped = INLINE.sub(lambda mark: "\\" + mark[0], text)
    start = AT_START.match(escaped)
    if start is None:
        return escaped
    if start[0][0].isdigit():
        return f"{start[0]}\\{escaped[start.end() :]}"
    return "\\" + escaped


def markdown_block(kind: BlockKind, text: str) -> str:
    """A paragraph or subhead of one line. Raises ValueError for other kinds, which dumps do not have."""
    if kind is BlockKind.PARAGRAPH:
        return markdown_text(text)
    if kind is BlockKind.SUBHEAD:
        return "## " + INLINE.sub(lambda mark: "\\" + mark[0], text).replace("#", "\\#")
    raise ValueError(f"a dump has no {kind}")


def write_article(
    keys: Mapping[str, Value],
    blocks: Iterable[tuple[BlockKind, str]],
    pictures: Sequence[Mapping[str, Value]] = (),
) -> str:
    """The file of an article: front matter in the order of `keys`, pictures, body.

    Texts are single lines without spaces at their ends; empty ones are omitted.
    """
    head = [f"{key} = {toml_value(value)}" for key, value in keys.items() if value != ""]
    for picture in pictures:
        head += ["", "[[picture]]", *(f"{key} = {toml_value(value)}" for key, value in picture.items())]
    body = [markdown_block(kind, text) for kind, text in blocks]
    return "\n".join(["+++", *head, "+++", ""]) + "".join(f"\n{block}\n" for block in body)
