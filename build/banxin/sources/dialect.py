"""The Markdown that banxin reads: CommonMark with tables, less what newspaper copy writes without meaning markup.

What differs, and why (the guide tells editors, docs/guide.zh-CN.md):

- `**问：**你好` and `他说**“好”**。` are emphasis. CommonMark's rule is made for words with spaces between them; beside
  Chinese only white space decides, as in the proposal for CJK-friendly emphasis
  (github.com/tats-u/markdown-cjk-friendly), and which way a Chinese mark faces.
- 60*90cm, 长60*宽90 and 张*明、李*华 are text: a star in a number, and two stars within words that have a Chinese mark
  between them.
- Underscores mark nothing: they are blanks to be filled in (姓名____).
- `>` quotes only before a space: >60岁 is text.
- Indented lines are no code, and underlined ones no headings: people type spaces and dashes around paragraphs.
- Definitions of link addresses are text: they would swallow a paragraph such as `[注]: 说明`.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize

from banxin.cjk import is_chinese

STARS = re.compile(r"(?<!\\)\*+")
MARKS = re.compile("[、，。；：？！]")
FACES_LEFT, FACES_RIGHT = frozenset("，、；：。？！”’）〕］｝》〉」』】〗"), frozenset("“‘（〔［｛《〈「『【〖")
"""Marks that belong to what stands before them, and behind them."""


def is_word(character: str) -> bool:
    """Whether it is a letter, a digit or an ideograph; False for the empty string."""
    return character.isalnum()


def star_runs(state: StateInline, silent: bool) -> bool:
    """An inline rule that replaces markdown-it's `emphasis`."""
    start = state.pos
    if state.src[start] != "*" or not tokenize(state, silent):
        return False
    before = state.src[start - 1] if start else " "
    after = state.src[state.pos] if state.pos < state.posMax else " "
    delimiters = state.delimiters[start - state.pos :]
    if is_text(state, before, after, state.pos - start):
        for delimiter in delimiters:
            delimiter.open = delimiter.close = False
    elif is_chinese(before) or is_chinese(after):
        for delimiter in delimiters:
            delimiter.open = not after.isspace() and after not in FACES_LEFT
            delimiter.close = not before.isspace() and before not in FACES_RIGHT
    return True


def is_text(state: StateInline, before: str, after: str, length: int) -> bool:
    """Whether a run of so many stars before the state's position marks nothing, though it stands within a word."""
    if not is_word(before) or not is_word(after):
        return False
    if before.isascii() and after.isascii():
        return True
    if length > 1:
        return False
    if before in "0123456789" or after in "0123456789":
        return True
    following = STARS.search(state.src, state.pos, state.posMax)
    if following is None or len(following[0]) > 1 or not MARKS.search(state.src, state.pos, following.start()):
        return False
    return is_word(state.src[following.start() - 1]) and is_word(state.src[following.end() : following.end() + 1])


def quotation(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A block rule that replaces markdown-it's `blockquote`."""
    start = state.bMarks[first] + state.tShift[first]
    follows = state.src[start + 1 : min(start + 2, state.eMarks[first])]
    return (not follows or follows in " \t>\u3000") and blockquote(state, first, last, silent)


# text_join would hide which characters were escaped, that is, whether markup was intended.
PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
PARSER.disable(["reference", "lheading", "code", "text_join"])
PARSER.inline.ruler.at("emphasis", star_runs)
PARSER.block.ruler.at("blockquote", quotation, {"alt": ["paragraph", "reference", "blockquote", "list"]})


INDENT = re.compile(r"[ \t]*")
LIST_ITEM = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)])(?:\s|$)")
DEEP = 4
"""Spaces from which on Markdown looks for nothing but what belongs to a list."""


def dedented(text: str) -> str:
    """The text without the indentation of paragraphs that belong to no list, line by line."""
    lines = text.split("\n")
    depth, blank, in_list = 0, True, False
    for number, line in enumerate(lines):
        indent = len(_indent(line))
        if not line.strip():
            blank, depth = True, 0
            continue
        if blank and indent < DEEP:
            in_list = LIST_ITEM.match(line) is not None
        elif blank and not in_list:
            depth = indent
        blank = False
        lines[number] = line.expandtabs(DEEP)[min(indent, depth) :] if depth else line
    return "\n".join(lines)


def _indent(line: str) -> str:
    match = INDENT.match(line)
    assert match is not None  # it may be empty
    return match[0].expandtabs(DEEP)
