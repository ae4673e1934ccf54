"""The Markdown body of an article → blocks of styled text.

Markdown as `banxin.sources.dialect` has it. Markup that a newspaper column cannot show is reported, never dropped
silently; what is printed as it stands though it looks like markup, and what is read as another character, is told by
`banxin.sources.remarks`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from banxin.cjk import is_chinese
from banxin.errors import Origin, Phrase, Problem, phrase, problem
from banxin.model.edition import NOTE_LINK, Block, BlockKind
from banxin.model.text import Run, Style, Text, leads_outside
from banxin.sources.dialect import PARSER, dedented
from banxin.sources.footnotes import MARK, marked, numbered
from banxin.sources.problems import COMBINING_MARK, DAMAGED_CHARACTER, UNSUPPORTED_MARKUP
from banxin.sources.refused_markup import (
    DRAWN,
    DRAWN_TABLE,
    EMPTY_LINK,
    EMPTY_QUOTE,
    EMPTY_SUBHEAD,
    EMPTY_TABLE,
    HEADING,
    LEFT_OVER,
    LINK_TITLE,
    LINKED,
    LONG_ROW,
    NESTED,
    NO_ROW,
    PRINT_OR_MEND,
    TABLE_INSIDE,
    TAG,
    UNSUPPORTED,
    first_tag,
)
from banxin.sources.remarks import Remarks, neighbours
from banxin.sources.text import clean, shown

MARKUP = re.compile(r"[\\*_`<&\[\]!]")
"""Characters that inline markup begins with; text without any of them needs no parsing."""
VERSE_MARKUP = re.compile(r"#{1,6}(?:\s|$)|>(?:[\s>]|$)|```|~~~|(?:-{3,}|\*{3,}|_{3,})$")
"""What a line of verse may begin with that is not verse: a subhead, an epigraph, or markup that is rejected
everywhere."""
CLOSING_HASHES = re.compile(r"\s+(#+)\s*$")
LEAST_INDENT = 2
"""Spaces with which a new paragraph is typed, at least; a tab counts as four. Ours."""


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
        for token in PARSER.parse(dedented(text)):
            reader.take(token)
    blocks, found = numbered(reader.blocks)
    return tuple(blocks), (*reader.problems, *reader.remarks.problems(file), *found)


def _read_verse(reader: _BodyReader) -> None:
    first = reader.first_line
    for number, line in enumerate(reader.lines, first):
        line = line.strip()
        reader.first_line, reader.lines = number, [line]
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
    return Text(merged(tuple(plain))), (*reader.problems, *reader.remarks.problems(file))


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
    kind: BlockKind = BlockKind.PARAGRAPH
    mark: str = ""
    """Of the list item that begins, as it was typed; bullets become ·."""
    stanza: bool = True
    """Whether the next line of verse begins a stanza."""
    table: _Table | None = None
    """The table that is being read."""
    remarks: Remarks = field(default_factory=Remarks)
    starts: list[int] = field(default_factory=list)
    """Blocks before each open container."""
    opened: int = 0
    """Line of the list item or quotation that was opened last."""

    def take(self, token: Token) -> None:
        line = self.first_line + (token.map[0] if token.map else 0)
        if token.type in UNSUPPORTED:
            drawn = token.type == "hr" and DRAWN.fullmatch(self.source(line))
            self.refuse(line, *(DRAWN_TABLE if drawn else UNSUPPORTED[token.type]))
            if token.content.strip():
                self.add((Run(" ".join(token.content.split())),), line)
        elif token.type in ("blockquote_open", "bullet_list_open", "ordered_list_open"):
            if self.around:
                self.refuse(line, *NESTED)
            self.around.append("quote" if token.type == "blockquote_open" else "list")
            self.starts.append(len(self.blocks))
            self.opened = line
        elif token.type in ("blockquote_close", "bullet_list_close", "ordered_list_close"):
            if self.starts.pop() == len(self.blocks) and token.type == "blockquote_close":
                self.refuse(self.opened, *EMPTY_QUOTE)
            self.around.pop()
        elif token.type == "list_item_open":
            self.mark += token.info + token.markup if token.info else "·"
            self.opened = line
        elif token.type == "list_item_close":
            self.add((), self.opened)
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

    def source(self, line: int) -> str:
        """A line as it was typed."""
        return self.lines[line - self.first_line]

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
        for number, content in enumerate(token.content.split("\n"), line):
            if tag := first_tag(content):
                self.refuse(number, phrase("an HTML tag, {mark},", mark=tag[:20]), TAG)
        tokens = token.children or []
        if self.table:
            self.cell(self.table, tuple(self.runs(tokens, line)), line)
            return
        self.remarks.lines(token.content, line)
        if self.kind is BlockKind.SUBHEAD:
            tokens = self.subhead(tokens, line)
        note = MARK.match(token.content) is not None
        for part, at in self.paragraphs(tokens, line, note):
            self.add(tuple(self.runs(part, at)), at)

    def subhead(self, tokens: list[Token], line: int) -> list[Token]:
        """The tokens of a subhead, with what Markdown drops at its end."""
        if not tokens:
            self.refuse(line, *EMPTY_SUBHEAD)
        closing = CLOSING_HASHES.search(self.source(line))
        if closing is None or closing[1] == "##" or self.kind is not BlockKind.SUBHEAD:
            return tokens
        return [*tokens, Token("text", "", 0, content=closing[0].rstrip())]

    def paragraphs(self, tokens: list[Token], line: int, note: bool) -> Iterator[tuple[list[Token], int]]:
        """The tokens of each paragraph and its line: an indented line begins another, as people type Chinese.

        note: whether it is a footnote, of which indented lines are part. Lines that are joined are noted.
        """
        start, here = 0, line
        for index, token in enumerate(tokens[:-1]):
            if token.type not in ("softbreak", "hardbreak"):
                continue
            here += 1
            source = self.source(here)
            indent = source[: len(source) - len(source.lstrip())]
            deep = len(indent.expandtabs(4)) >= LEAST_INDENT and not self.around and not note
            if deep or "\u3000" in indent or tokens[index + 1].content.startswith("\u3000"):
                yield tokens[start:index], line
                start, line = index + 1, here
            elif token.type == "softbreak" and not indent and not (note and MARK.match(tokens[index + 1].content)):
                self.remarks.join(tokens, index, here)
        yield tokens[start:], line

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
        if not any(table.cells):
            self.refuse(table.line, *EMPTY_TABLE)
            return
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
                link = self.link(tokens, index, line)
            elif token.type == "link_close":
                link = ""
            elif token.type == "em_open":
                self.remarks.emphasis(tokens, index, line)
            elif token.type == "text_special":
                self.remarks.special(token, line)
            elif token.type == "text":
                for pattern, mark, what in LEFT_OVER:
                    if pattern.search(text):
                        self.refuse(line, what, phrase(PRINT_OR_MEND, mark=mark))
            strong += (token.type == "strong_open") - (token.type == "strong_close")
            emphasis += (token.type == "em_open") - (token.type == "em_close")
            style = Style.STRONG if strong else Style.EMPHASIS if emphasis else Style.PLAIN
            if token.type == "text":
                yield from marked(text, style, link)
            elif text:
                yield Run(text, style=style, link=link)

    def link(self, tokens: list[Token], index: int, line: int) -> str:
        """Where the link that begins at a token leads; empty, with a problem, when no reader may be led there."""
        token = tokens[index]
        if token.attrGet("title"):
            self.refuse(line, *LINK_TITLE)
        if index + 1 < len(tokens) and tokens[index + 1].type == "link_close":
            self.refuse(line, *EMPTY_LINK)
        return self.led(str(token.attrGet("href") or ""), line)

    def add(self, runs: tuple[Run, ...], line: int) -> None:
        kind = self.kind
        if kind is BlockKind.PARAGRAPH and self.around:
            kind = BlockKind.QUOTE if self.around[-1] == "quote" else BlockKind.ITEM
        if self.mark:
            # A space keeps 12. 31跨年 from being read as 12.31.
            latin = any(run.text.strip() for run in runs) and "".join(run.text for run in runs).lstrip()[:1].isascii()
            runs = (Run(f"{self.mark} " if latin and self.mark != "·" else self.mark), *runs)
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


def _space_between(tokens: list[Token], index: int) -> str:
    """What a line break inside a paragraph becomes: nothing beside Chinese, else a space."""
    return "" if any(map(is_chinese, neighbours(tokens, index))) else " "


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
