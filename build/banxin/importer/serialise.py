"""An article → the Markdown file that reads back as the same article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from banxin.model.edition import BlockKind
from banxin.model.text import Style
from banxin.sources.body import read_line

Value = str | int | bool
INLINE = re.compile(r"[\\`*_\[\]<]|&(?=[#A-Za-z])|~(?=~)|\{(?=[.#])")
AT_START = re.compile(r"[#>+\-~|=:]|\d{1,9}(?=[.)](?:\s|$))")
MARKED_UP = frozenset({"series", "kicker", "headline", "deck", "byline", "dateline", "note", "caption", "credit"})
"""Keys whose texts may hold markup."""
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


def _line(key: str, value: Value) -> str:
    """A line of front matter. A text that would be read as markup gets backslashes."""
    if key in MARKED_UP and isinstance(value, str):
        read, told = read_line(value, "", 0)
        if told or str(read) != value or any(run.style is not Style.PLAIN for run in read.runs):
            value = INLINE.sub(lambda mark: "\\" + mark[0], value)
    return f"{key} = {toml_value(value)}"


def markdown_block(kind: BlockKind, text: str) -> str:
    """A paragraph or subhead of one line. Raises ValueError for other kinds, which dumps do not have."""
    if kind is BlockKind.PARAGRAPH:
        return markdown_text(text)
    if kind is BlockKind.SUBHEAD:
        return "## " + INLINE.sub(lambda mark: "\\" + mark[0], text).replace("#", "\\#")
    raise ValueError(f"a dump has no {kind}")


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """A table, its first row the head."""
    lines = ["| " + " | ".join(_cell(text) for text in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def _cell(text: str) -> str:
    return INLINE.sub(lambda mark: "\\" + mark[0], text).replace("|", "\\|")


def with_marks(markdown: str, marks: Iterable[str]) -> str:
    """Markdown in which the marks of notes are marks again, not text."""
    for mark in marks:
        markdown = markdown.replace(f"\\[^{mark}\\]", f"[^{mark}]")
    return markdown


def write_article(
    keys: Mapping[str, Value],
    blocks: Iterable[tuple[BlockKind, str]],
    pictures: Sequence[Mapping[str, Value]] = (),
) -> str:
    """The file of an article: front matter in the order of `keys`, pictures, body.

    Texts are single lines without spaces at their ends; empty ones are omitted.
    """
    return article_text(keys, [markdown_block(kind, text) for kind, text in blocks], pictures)


def article_text(keys: Mapping[str, Value], body: Iterable[str], pictures: Sequence[Mapping[str, Value]] = ()) -> str:
    """The file of an article whose body is in Markdown already, a block each."""
    head = [_line(key, value) for key, value in keys.items() if value != ""]
    for picture in pictures:
        head += ["", "[[picture]]", *(_line(key, value) for key, value in picture.items())]
    return "\n".join(["+++", *head, "+++", ""]) + "".join(f"\n{block}\n" for block in body)
