"""Asterisks beside Chinese marks: `**问：**你好` and `他说**“好”**。` are emphasis, though not to CommonMark.

Its rule is made for words with spaces between them: asterisks between a mark and a letter neither open nor close
emphasis. Where a Chinese character stands on one side, only white space decides here, as in the proposal for
CJK-friendly emphasis (github.com/tats-u/markdown-cjk-friendly).
"""

from __future__ import annotations

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize

from banxin.cjk import is_chinese


def star_runs(state: StateInline, silent: bool) -> bool:
    """An inline rule for markdown-it that replaces `emphasis`."""
    start = state.pos
    if not tokenize(state, silent):
        return False
    before = state.src[start - 1] if start else " "
    after = state.src[state.pos] if state.pos < state.posMax else " "
    if state.src[start] == "*" and (is_chinese(before) or is_chinese(after)):
        for delimiter in state.delimiters[start - state.pos :]:
            delimiter.open = not after.isspace()
            delimiter.close = not before.isspace()
    return True
