"""What is printed as it stands though it looks like markup, and what is read as something else than was typed.

Neither is a fault by itself; both would be on the page before anybody saw them. One problem a kind and text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from banxin.errors import Origin, Problem, phrase, problem
from banxin.sources.dialect import is_word
from banxin.sources.problems import JOINED_LINES, PRINTED_MARKUP, READ_MARKUP
from banxin.sources.text import where

LOOKS_LIKE_MARKUP = (
    (re.compile(r"^#{2,6}(?![#\s])(?!.*#$)"), "a # without a space", "Subheads are written ## text."),
    (re.compile(r"^={2,}$"), "a line of = signs", "Remove it, or write a subhead: ## text."),
    (
        re.compile(r"(?<!\w)(_{1,2})(?=[^\s_])[^_]*[^\s_]\1(?!\w)"),
        "an underscore around text",
        "Write * for emphasis, ** for strong emphasis.",
    ),
    (re.compile(r"~~\S[^~]*~~"), "text between ~~", "Remove the ~~, and the text if it is struck out."),
    (
        re.compile(r"^\|.*\|$|^[\s|:-]*-{3,}[\s|:-]*\|[\s|:-]*$|^\+[-=+:]{3,}\+$"),
        "a row that belongs to no table",
        "Write a row a line, with | between its cells and | --- | below its head.",
    ),
    (
        re.compile(r"^\[[^\]^]+\]:\s*(?:<|https?:|www\.|mailto:)|\[[^\]^][^\]]*\]\[[^\]^]*\]"),
        "a link whose address stands elsewhere",
        "Write the address behind the text: [text](address).",
    ),
    (re.compile(r"\\$"), "a backslash at a line's end", "Remove it."),
    (
        re.compile(
            r"&(?:amp|nbsp|lt|gt|quot|[lr][ds]quo|mdash|hellip|middot|copy|#\d+|#[xX][0-9a-fA-F]+)(?![;=0-9A-Za-z])"
        ),
        "the name of a character without its semicolon",
        "Write the character itself.",
    ),
    (re.compile(r"^:{3,}|\{[.#][\w-]+[^{}]*\}"), "an attribute of a converter", "Remove it."),
)
"""(pattern, what it is called, what to do), for a line of text."""
ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
WRAPPED = re.compile("[A-Za-z,;]")
PLAIN_ESCAPES = frozenset("\\*#>+-.)|[]<&!_~`:={")
"""Marks that begin markup: a backslash before them is meant."""


@dataclass
class Remarks:
    """The remarks on one text, with the lines of each."""

    printed: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """(what, way) → lines."""
    read: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """(as typed, as printed) → lines."""
    joined: list[int] = field(default_factory=list)
    """Lines that were joined to the one above."""

    def lines(self, text: str, first: int) -> None:
        """Look at the lines of a text that is no row of a table. first: the number of its first line."""
        *broken, last = text.split("\n")
        for number, line in enumerate([*(one.rstrip("\\") for one in broken), last], first):
            for pattern, what, way in LOOKS_LIKE_MARKUP:
                if pattern.search(ESCAPED.sub("x", line).strip()):
                    self.printed.setdefault((what, way), []).append(number)

    def special(self, token: Token, line: int) -> None:
        """Look at a character that was written as an entity or with a backslash before it."""
        if token.markup != token.content and (token.info == "entity" or token.content not in PLAIN_ESCAPES):
            visible = token.content.isprintable() and not token.content.isspace()
            printed = token.content if visible else " ".join(f"U+{ord(mark):04X}" for mark in token.content)
            self.read.setdefault((token.markup, printed), []).append(line)

    def emphasis(self, tokens: list[Token], index: int, line: int) -> None:
        """Look at the emphasis that begins at a token: both its stars may be meant, as in 长*宽*高."""
        end = next((at for at in range(index, len(tokens)) if tokens[at].type == "em_close"), index)
        text = "".join(token.content for token in tokens[index:end])
        if all(map(is_word, neighbours(tokens, index))) or all(map(is_word, neighbours(tokens, end))):
            self.read.setdefault((f"*{text}*", text), []).append(line)

    def join(self, tokens: list[Token], index: int, line: int) -> None:
        """Look at a line break that is none on the page. Wrapped lines of Latin letters are an old habit."""
        before, after = neighbours(tokens, index)
        if not (WRAPPED.match(before) and WRAPPED.match(after)):
            self.joined.append(line)

    def problems(self, file: str) -> Iterator[Problem]:
        """The problems, a kind at a time."""
        for (what, way), lines in self.printed.items():
            yield problem(
                PRINTED_MARKUP, Origin(file, lines[0]), what=phrase(what), where=where(lines), way=phrase(way)
            )
        for (typed, printed), lines in self.read.items():
            yield problem(READ_MARKUP, Origin(file, lines[0]), typed=typed, printed=printed, where=where(lines))
        if self.joined:
            origin = Origin(file, self.joined[0])
            yield problem(JOINED_LINES, origin, where=where(self.joined))


def neighbours(tokens: list[Token], index: int) -> tuple[str, str]:
    """The characters before and behind the token at `index`; empty at an end."""
    before = next((token.content[-1] for token in reversed(tokens[:index]) if token.content), "")
    after = next((token.content[0] for token in tokens[index + 1 :] if token.content), "")
    return before, after
