"""Markup that no newspaper column can show: what it is called, and what to do about it."""

from __future__ import annotations

import re

UNSUPPORTED = {
    "fence": ("a code block", "Remove the ``` or ~~~ lines."),
    "hr": ("a line across", "Remove it, or use a subhead: ## text."),
    "code_inline": ("code between backquotes", "Remove the backquotes, or write \\` for the character."),
    "image": ("a picture in the text", "Name it in a [[picture]] block between the +++ lines."),
    "hardbreak": ("a forced line break", "Remove the two spaces or the backslash at the line's end."),
}
"""By type of token."""
HEADING = ("a heading of this level", "Subheads are written ## text.")
NESTED = ("a list or quotation inside another", "Write it one level deep.")
TABLE_INSIDE = ("a table inside a list or quotation", "Write it at the start of a line.")
EMPTY_SUBHEAD = ("a subhead without text", "Write its text behind ## and a space, or remove the line.")
EMPTY_QUOTE = ("a quotation without text", "Write its text behind > and a space, or remove the line.")
EMPTY_TABLE = ("a table without text", "Fill its cells, or remove it.")
EMPTY_LINK = ("a link without text", "Write its text between the brackets: [text](address).")
LINK_TITLE = ("the title of a link", "Remove it, or write it into the text.")
DRAWN_TABLE = ("a table drawn with dashes", "Write a row a line, with | between its cells and | --- | below its head.")
LONG_ROW = ("a table row with more cells than the table's head", "Give every row as many cells as the head has.")
NO_ROW = ("a line without | right below a table", "Leave an empty line between them.")
TAG = "Remove it, or put a backslash before it to print it."
LINKED = "Write a whole address of the web or of mail, such as https://example.cn/a or mailto:news@example.cn."
LEFT_OVER = (
    (re.compile(r"(?<![*0-9A-Za-z])\*\*(?!\*)|(?<!\*)\*\*(?![*0-9A-Za-z])"), "*", "two stars that mark nothing"),
    (re.compile(r"\]\("), "]", "a link that leads nowhere safe"),
)
"""(pattern, its mark, what it is called) of what is left when all markup is read; 138****5678 and 2**3 are text."""
PRINT_OR_MEND = "Write \\{mark} to print it, or mend the markup."
DRAWN = re.compile(r"[>\s]*-{2,}(?:\s+-{2,})+\s*")
"""A line of a table that is drawn with dashes, which Markdown takes for a line across."""

_NAME = r"[A-Za-z][A-Za-z0-9-]*(?::[A-Za-z][A-Za-z0-9-]*)?"
_COMMON = (
    "br|hr|div|span|img|font|table|tbody|thead|tr|td|th|strong|em|sup|sub|ul|ol|li|html|head|body|style|script|section|"
    "center|iframe|video|figure|figcaption|blockquote|article|h[1-6]"
)
ANY_TAG = re.compile(
    rf"""(?:^|[^\\])(?:\\\\)*(
      <{_NAME}(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?/?\s*>          # <b>, <img src="a" style="width:3in" />, <o:p>
    | </{_NAME}[^<>]*>?                                          # </span>, closed or not
    | <{_NAME}\s+[\w:-]+\s*=                                     # <img src=, never closed
    | <(?:{_COMMON})(?=\s|$)                                      # <br, never closed
    | <!--|<![A-Za-z\[]|<\?[A-Za-z]                              # comments, declarations
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def first_tag(line: str) -> str:
    """The first tag of a line, or empty. An address such as <https://example.cn> is none, nor is a<b or <乙>."""
    found = ANY_TAG.search(line)
    return found[1] if found else ""
