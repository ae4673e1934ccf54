"""The Markdown body of an article → blocks of styled text.

CommonMark without raw HTML. What a newspaper column does not set is a problem, never quietly left out;
link reference definitions are switched off, because they would swallow a paragraph such as `[注]: 说明`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from banxin.errors import Origin, Problem, problem
from banxin.model.edition import Block, BlockKind
from banxin.model.text import Run, Style
from banxin.sources.text import clean, is_cjk

# text_join would hide which characters were escaped, and so whether a mark was meant.
PARSER = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["reference", "lheading", "text_join"])

BARE = r"(?:^|[^\\])(?:\\\\)*"
TAG = re.compile(BARE + r"(</?[A-Za-z][^<>:@]*>|<!--)")
NOTE = re.compile(BARE + r"(\[\^[^\]\s]+\])")
LEFT_OVER = (("**", "two stars that mark nothing"), ("](", "a link that leads nowhere safe"))

UNSUPPORTED = {
    "fence": ("a code block", "Remove the ``` or ~~~ lines."),
    "code_block": (
        "a line that starts with four spaces or a tab",
        "Remove them: the paragraph indent comes by itself.",
    ),
    "hr": ("a line across", "Remove it, or use a subhead: ## text."),
    "table_open": ("a table", "Make a picture of it, or write it as a list."),
    "code_inline": ("code between backquotes", "Remove the backquotes, or write \\` for the character."),
    "image": ("a picture in the text", "Name it in a [[picture]] block between the +++ lines."),
    "hardbreak": ("a forced line break", "Remove the two spaces or the backslash at the line's end."),
}
HEADING = ("a heading of this level", "Subheads are written ## text.")
NESTED = ("a list or quotation inside another", "Write it one level deep.")


def read_body(text: str, file: str, first_line: int) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Blocks in order and the problems. first_line: of `text` in its file.

    Every character of the text reaches a block, also that of markup which cannot be set.
    """
    reader = _Reader(file, first_line, damaged="\ufffd" in text)
    tokens = PARSER.parse(text)
    for token in tokens:
        reader.take(token)
    return tuple(reader.blocks), tuple(reader.problems)


@dataclass
class _Reader:
    file: str
    first_line: int
    damaged: bool
    """Whether U+FFFD stands in the file itself, where it has been named already."""
    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    """Open containers, outermost first: quote, list."""
    counters: list[int | None] = field(default_factory=list)
    """Next number of each open list, None for bullets."""
    kind: BlockKind = BlockKind.PARAGRAPH
    mark: str = ""

    def take(self, token: Token) -> None:
        line = self.first_line + (token.map[0] if token.map else 0)
        if token.type in UNSUPPORTED:
            self.refuse(line, *UNSUPPORTED[token.type])
            if token.content.strip():
                self.add((Run(" ".join(token.content.split())),), line)
        elif token.type in ("blockquote_open", "bullet_list_open", "ordered_list_open"):
            if self.around:
                self.refuse(line, *NESTED)
            self.around.append("quote" if token.type == "blockquote_open" else "list")
            if self.around[-1] == "list":
                self.counters.append(int(token.attrGet("start") or 1) if token.type[0] == "o" else None)
        elif token.type in ("blockquote_close", "bullet_list_close", "ordered_list_close"):
            if self.around.pop() == "list":
                self.counters.pop()
        elif token.type == "list_item_open":
            self.mark = self.next_mark(token)
        elif token.type == "heading_open" and token.tag != "h2":
            self.refuse(line, *HEADING)
        elif token.type == "heading_open":
            self.kind = BlockKind.SUBHEAD
        elif token.type == "heading_close":
            self.kind = BlockKind.PARAGRAPH
        elif token.type == "inline":
            self.inline(token, line)

    def next_mark(self, token: Token) -> str:
        number = self.counters[-1]
        if number is None:
            return "·"
        self.counters[-1] = number + 1
        return f"{number}{token.markup}"

    def refuse(self, line: int, what: str, way: str) -> None:
        self.problems.append(problem("unsupported-markup", Origin(self.file, line), what=what, way=way))

    def inline(self, token: Token, line: int) -> None:
        for pattern, what in ((TAG, "an HTML tag"), (NOTE, "a footnote mark")):
            if match := pattern.search(token.content):
                at = line + token.content.count("\n", 0, match.start(1))
                self.refuse(at, f"{what}, {match[1][:20]},", "Remove it, or put a backslash before it to print it.")
        for tokens, at in _indented_paragraphs(token.children or [], line):
            self.add(tuple(self.runs(tokens, at)), at)

    def runs(self, tokens: list[Token], line: int) -> Iterator[Run]:
        strong = emphasis = 0
        link = ""
        for index, token in enumerate(tokens):
            text = token.content
            if token.type == "softbreak":
                text = _space_between(tokens, index)
                line += 1
            elif token.type in UNSUPPORTED:
                self.refuse(line, *UNSUPPORTED[token.type])
                line += token.type == "hardbreak"
            elif token.type == "link_open":
                link = str(token.attrGet("href") or "")
            elif token.type == "link_close":
                link = ""
            elif token.type == "text":
                for left, what in LEFT_OVER:
                    if left in text:
                        self.refuse(line, what, f"Write \\{left[0]} to print it, or mend the markup.")
            strong += (token.type == "strong_open") - (token.type == "strong_close")
            emphasis += (token.type == "em_open") - (token.type == "em_close")
            if text:
                yield Run(text, Style.STRONG if strong else Style.EMPHASIS if emphasis else Style.PLAIN, link)

    def add(self, runs: tuple[Run, ...], line: int) -> None:
        kind = self.kind
        if kind is BlockKind.PARAGRAPH and self.around:
            kind = BlockKind.QUOTE if self.around[-1] == "quote" else BlockKind.ITEM
        if self.mark:
            runs = (Run(self.mark), *runs)
            self.mark = ""
        runs = stripped(tuple(self.tidy(merged(runs), line)))
        if runs:
            self.blocks.append(Block(kind, runs, Origin(self.file, line)))

    def tidy(self, runs: tuple[Run, ...], line: int) -> Iterator[Run]:
        """Entities such as &#8238; bring in what the file's own bytes were searched for; tabs become spaces."""
        for index, run in enumerate(runs):
            text, found = clean(run.text.replace("\t", " "), self.file, line)
            self.problems.extend(one for one in found if one.code != "damaged-character" or not self.damaged)
            if index == 0 and text and unicodedata.category(text[0])[0] == "M":
                point = f"U+{ord(text[0]):04X}"
                self.problems.append(problem("combining-mark", Origin(self.file, line), point=point))
                text = "\u25cc" + text
            if text:
                yield Run(text, run.style, run.link)


def _indented_paragraphs(tokens: list[Token], line: int) -> Iterator[tuple[list[Token], int]]:
    """A new line that starts with an ideographic space is a new paragraph: so Chinese text is typed."""
    start = 0
    here = line
    for index, token in enumerate(tokens[:-1]):
        if token.type not in ("softbreak", "hardbreak"):
            continue
        here += 1
        if tokens[index + 1].content.startswith("\u3000"):
            yield tokens[start:index], line
            start, line = index + 1, here
    yield tokens[start:], line


def _space_between(tokens: list[Token], index: int) -> str:
    """What a line end inside a paragraph stands for: nothing beside Chinese, else a space."""
    before = next((token.content[-1] for token in reversed(tokens[:index]) if token.content), "")
    after = next((token.content[0] for token in tokens[index + 1 :] if token.content), "")
    return "" if is_cjk(before) or is_cjk(after) else " "


def merged(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Neighbouring runs of one style and link as one."""
    out: list[Run] = []
    for run in runs:
        if out and (out[-1].style, out[-1].link) == (run.style, run.link):
            out[-1] = Run(out[-1].text + run.text, run.style, run.link)
        else:
            out.append(run)
    return tuple(out)


def stripped(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Without spaces at both ends; none at all when there is nothing else."""
    out = list(runs)
    while out and not out[0].text.lstrip():
        del out[0]
    while out and not out[-1].text.rstrip():
        del out[-1]
    if out:
        out[0] = replace(out[0], text=out[0].text.lstrip())
        out[-1] = replace(out[-1], text=out[-1].text.rstrip())
    return tuple(out)
