"""The Markdown body of an article → blocks of styled text.

CommonMark without raw HTML. Markup that a newspaper column cannot show is reported, never dropped silently; link
reference definitions are switched off, because they would swallow a paragraph such as `[注]: 说明`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from banxin.cjk import is_chinese
from banxin.errors import Origin, Phrase, Problem, phrase, problem
from banxin.model.edition import NOTE_LINK, Block, BlockKind
from banxin.model.text import Run, Style, Text, leads_outside
from banxin.sources.emphasis import star_runs
from banxin.sources.footnotes import marked, numbered
from banxin.sources.problems import COMBINING_MARK, DAMAGED_CHARACTER, UNSUPPORTED_MARKUP
from banxin.sources.text import clean, shown

# text_join would hide which characters were escaped, that is, whether markup was intended.
PARSER = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["reference", "lheading", "text_join"])
PARSER.inline.ruler.at("emphasis", star_runs)

BARE = r"(?:^|[^\\])(?:\\\\)*"
TAG = re.compile(BARE + r"(</?[A-Za-z][^<>:@]*>|<!--)")
LEFT_OVER = (("**", "two stars that mark nothing"), ("](", "a link that leads nowhere safe"))

UNSUPPORTED = {
    "fence": ("a code block", "Remove the ``` or ~~~ lines."),
    "code_block": (
        "a line that starts with four spaces or a tab",
        "Remove them: the paragraph indent comes by itself.",
    ),
    "hr": ("a line across", "Remove it, or use a subhead: ## text."),
    "code_inline": ("code between backquotes", "Remove the backquotes, or write \\` for the character."),
    "image": ("a picture in the text", "Name it in a [[picture]] block between the +++ lines."),
    "hardbreak": ("a forced line break", "Remove the two spaces or the backslash at the line's end."),
}
HEADING = ("a heading of this level", "Subheads are written ## text.")
NESTED = ("a list or quotation inside another", "Write it one level deep.")
TABLE_INSIDE = ("a table inside a list or quotation", "Write it at the start of a line.")
LONG_ROW = ("a table row with more cells than the table's head", "Give every row as many cells as the head has.")
NO_ROW = ("a line without | right below a table", "Leave an empty line between them.")
REMOVE_OR_PRINT = "Remove it, or put a backslash before it to print it."
LINKED = "Write a whole address of the web or of mail, such as https://example.cn/a or mailto:news@example.cn."
PRINT_OR_MEND = "Write \\{mark} to print it, or mend the markup."
MARKUP = re.compile(r"[\\*_`<&\[\]!]")
"""Characters that inline markup begins with; text without any of them needs no parsing."""
VERSE_MARKUP = re.compile(r"#{1,6}\s|>|```|~~~|(?:-{3,}|\*{3,}|_{3,})$")
"""What a line of verse may begin with that is not verse: a subhead, an epigraph, or markup that is rejected
everywhere."""


def read_body(
    text: str, file: str, first_line: int, verse: bool = False
) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """The blocks in order, and the problems. first_line: of `text` in its file.

    Every character of the text reaches a block, those of rejected markup too. verse: each line is a line of verse, an
    empty line separates stanzas; `## ` and `> ` keep their meaning.
    """
    reader = _BodyReader(file, first_line, text.split("\n"), damaged="\ufffd" in text)
    if verse:
        _read_verse(reader)
    else:
        for token in PARSER.parse(text):
            reader.take(token)
    blocks, found = numbered(reader.blocks)
    return tuple(blocks), (*reader.problems, *found)


def _read_verse(reader: _BodyReader) -> None:
    first = reader.first_line
    for number, line in enumerate(reader.lines, first):
        line = line.strip()
        reader.first_line = number
        if VERSE_MARKUP.match(line):
            tokens, reader.stanza = PARSER.parse(line), True
        elif line:
            tokens, reader.kind = PARSER.parseInline(line), BlockKind.VERSE
        else:
            tokens, reader.stanza = [], True
        for token in tokens:
            reader.take(token)
        reader.kind = BlockKind.PARAGRAPH


def read_line(text: str, file: str, line: int) -> tuple[Text, tuple[Problem, ...]]:
    """A text of the front matter (a headline, a caption): emphasis, links and problems as in the body."""
    if not MARKUP.search(text):
        return Text.of(text), ()
    reader = _BodyReader(file, line, [text], damaged="\ufffd" in text)
    for token in PARSER.parseInline(text):
        reader.take(token)
    runs = (run for block in reader.blocks for run in block.runs)
    plain = (replace(run, link="") if run.link.startswith(NOTE_LINK) else run for run in runs)
    return Text(merged(tuple(plain))), tuple(reader.problems)


def as_phrase(text: str) -> Phrase:
    """The text as part of a message, in the reader's language where it is a phrase."""
    return text if isinstance(text, Phrase) else phrase(text)


@dataclass
class _Table:
    """A table while it is being read."""

    line: int
    columns: int = 0
    rows: int = 0
    cells: list[Text] = field(default_factory=list)
    surplus: str = ""
    """Text of cells beyond the row's columns."""


def _cells(line: str) -> list[str]:
    """The cells of a table row; `\\|` is the character |."""
    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())]
    return cells[not cells[0] : len(cells) - (len(cells) > 1 and not cells[-1])]


@dataclass
class _BodyReader:
    file: str
    first_line: int
    lines: list[str]
    damaged: bool
    """Whether U+FFFD stands in the file itself, where it has been reported already."""
    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    """Open containers, outermost first: quote, list."""
    counters: list[int | None] = field(default_factory=list)
    """Next number of each open list, None for bullets."""
    kind: BlockKind = BlockKind.PARAGRAPH
    mark: str = ""
    stanza: bool = True
    """Whether the next line of verse begins a stanza."""
    table: _Table | None = None
    """The table that is being read."""

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
        elif token.type == "table_open":
            self.table = _Table(line)
            if self.around:
                self.refuse(line, *TABLE_INSIDE)
        elif token.type == "tr_open":
            self.start_row(line)
        elif token.type == "table_close":
            self.end_table()
        elif token.type == "inline":
            self.inline(token, line)

    def next_mark(self, token: Token) -> str:
        number = self.counters[-1]
        if number is None:
            return "·"
        self.counters[-1] = number + 1
        return f"{number}{token.markup}"

    def refuse(self, line: int, what: str, way: str) -> None:
        fields = {"what": as_phrase(what), "way": as_phrase(way)}
        self.problems.append(problem(UNSUPPORTED_MARKUP, Origin(self.file, line), **fields))

    def led(self, link: str, line: int) -> str:
        """Where a link leads; empty, with a problem, when no reader may be led there."""
        if leads_outside(link):
            return link
        self.refuse(line, phrase("a link to {link}", link=shown(link)), LINKED)
        return ""

    def inline(self, token: Token, line: int) -> None:
        if match := TAG.search(token.content):
            at = line + token.content.count("\n", 0, match.start(1))
            self.refuse(at, phrase("an HTML tag, {mark},", mark=match[1][:20]), REMOVE_OR_PRINT)
        if self.table:
            self.cell(self.table, tuple(self.runs(token.children or [], line)), line)
            return
        for tokens, at in _indented_paragraphs(token.children or [], line):
            self.add(tuple(self.runs(tokens, at)), at)

    def start_row(self, line: int) -> None:
        """Markdown drops cells beyond the columns of the head, and takes the lines that follow for rows: reported
        here."""
        assert self.table is not None
        self.table.rows += 1
        if self.table.rows == 1:
            return
        source = self.lines[line - self.first_line]
        cells = _cells(source.lstrip("> ") if self.around else source)
        if "|" not in source:
            self.refuse(line, *NO_ROW)
        if len(cells) > self.table.columns:
            self.refuse(line, *LONG_ROW)
            self.table.surplus = "".join(cells[self.table.columns :])

    def cell(self, table: _Table, runs: tuple[Run, ...], line: int) -> None:
        runs = stripped(tuple(self.tidy(merged(runs), line)))
        table.cells.append(Text(runs))
        table.columns += table.rows == 1
        if table.surplus and len(table.cells) == table.rows * table.columns:
            table.cells[-1] = Text((*runs, Run(table.surplus)))
            table.surplus = ""

    def end_table(self) -> None:
        assert self.table is not None
        table, self.table = self.table, None
        if any(table.cells):
            origin = Origin(self.file, table.line)
            self.blocks.append(Block(BlockKind.TABLE, (), origin, columns=table.columns, cells=tuple(table.cells)))

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
                link = self.led(str(token.attrGet("href") or ""), line)
            elif token.type == "link_close":
                link = ""
            elif token.type == "text":
                for left, what in LEFT_OVER:
                    if left in text:
                        self.refuse(line, what, phrase(PRINT_OR_MEND, mark=left[0]))
            strong += (token.type == "strong_open") - (token.type == "strong_close")
            emphasis += (token.type == "em_open") - (token.type == "em_close")
            style = Style.STRONG if strong else Style.EMPHASIS if emphasis else Style.PLAIN
            if token.type == "text":
                yield from marked(text, style, link)
            elif text:
                yield Run(text, style=style, link=link)

    def add(self, runs: tuple[Run, ...], line: int) -> None:
        kind = self.kind
        if kind is BlockKind.PARAGRAPH and self.around:
            kind = BlockKind.QUOTE if self.around[-1] == "quote" else BlockKind.ITEM
        if self.mark:
            runs = (Run(self.mark), *runs)
            self.mark = ""
        runs = stripped(tuple(self.tidy(merged(runs), line)))
        if runs:
            begins = kind is BlockKind.VERSE and self.stanza
            self.stanza = self.stanza and not begins
            self.blocks.append(Block(kind, runs, Origin(self.file, line), stanza=begins))

    def tidy(self, runs: tuple[Run, ...], line: int) -> Iterator[Run]:
        """Entities such as &#8238; may yield characters that the file's bytes were checked for; tabs become spaces."""
        for index, run in enumerate(runs):
            text, found = clean(run.text.replace("\t", " "), self.file, line)
            self.problems.extend(one for one in found if one.code != DAMAGED_CHARACTER.code or not self.damaged)
            if index == 0 and text and unicodedata.category(text[0])[0] == "M":
                point = f"U+{ord(text[0]):04X}"
                self.problems.append(problem(COMBINING_MARK, Origin(self.file, line), point=point))
                text = "\u25cc" + text
            if text:
                yield replace(run, text=text)


def _indented_paragraphs(tokens: list[Token], line: int) -> Iterator[tuple[list[Token], int]]:
    """A new line that begins with an ideographic space is a new paragraph: a habit of typing Chinese."""
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
    """What a line break inside a paragraph becomes: nothing beside Chinese, else a space."""
    before = next((token.content[-1] for token in reversed(tokens[:index]) if token.content), "")
    after = next((token.content[0] for token in tokens[index + 1 :] if token.content), "")
    return "" if is_chinese(before) or is_chinese(after) else " "


def merged(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs with adjacent ones joined that differ in their text only."""
    out: list[Run] = []
    for run in runs:
        if out and replace(out[-1], text=run.text) == run:
            out[-1] = replace(run, text=out[-1].text + run.text)
        else:
            out.append(run)
    return tuple(out)


def stripped(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without spaces at both ends; no runs when there is nothing else."""
    out = list(runs)
    while out and not out[0].text.lstrip():
        del out[0]
    while out and not out[-1].text.rstrip():
        del out[-1]
    if out:
        out[0] = replace(out[0], text=out[0].text.lstrip())
        out[-1] = replace(out[-1], text=out[-1].text.rstrip())
    return tuple(out)
