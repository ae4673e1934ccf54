"""Settings as editors type them → TOML that holds all that can be read of them, line by line, and what was wrong.

What a Chinese keyboard gives is understood where it can mean one thing only: ， “ ” ＝ ［ ］ for , " " = [ ]. A line
that cannot be read costs its own setting, never those behind it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from typing import NoReturn

from banxin.errors import Phrase, phrase
from banxin.sources.text import shown
from banxin.sources.vocabulary import Block, KeyPath, block_at, is_word, key_of

ENTRY = re.compile(
    r"""\s*(?P<key>(?:"[^"]*"|'[^']*'|[“”＂][^“”＂]*[“”＂]|[\w-]+)(?:\s*[.．]\s*(?:"[^"]*"|[\w-]+))*)"""
    r"""\s*(?P<mark>[=＝:：])(?P<value>.*)"""
)
HEADER = re.compile(r"""\s*(?P<open>[\[［【]+)(?P<names>[^\[\]［］【】#＃]*)(?P<close>[\]］】]*)\s*(?P<rest>.*)""")
PART = re.compile(r"""\s*(?:"(?P<basic>[^"\\]*)"|'(?P<literal>[^']*)'|(?P<bare>[\w-]+))\s*""")
TOKEN = re.compile(
    r"""(?P<space>\s+)|(?P<comment>[#＃].*)|(?P<long>\"{3}|'{3})|(?P<straight>"(?:[^"\\]|\\.)*"|'[^']*')"""
    r"""|(?P<open>[\[［【{｛])|(?P<close>[\]］】}｝])|(?P<comma>[,，、;；。])|(?P<equals>[=＝])"""
    r"""|(?P<quote>["'“”‘’「」『』＂＇])|(?P<bare>[^\s,，、;；。\[\]［］【】{}｛｝#＃=＝"'“”‘’「」『』＂＇]+)"""
)
ASCII = str.maketrans("［【］】｛｝，、；;。＝＃", "[[]]{},,,,,=#")
CLOSES = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "”": "”",
    "’": "’",
    "＂": "＂",
    "＇": "＇",
    "」": "」",
    "』": "』",
}
PAIRS = frozenset(["[]", "{}"])
BARE = re.compile("[A-Za-z0-9_-]+")
BEGINNING = re.compile(r"""\s*(?:(?:"[^"]*"|[^\W\d][\w.-]*)\s*[=＝]|\[\[?\s*[^\W\d][\w.-]*\s*\]\]?\s*$)""")
LONGEST = 60
"""Characters of a line that a message shows; ours, so that it fits on a screen."""
DEEPEST = 50
"""Brackets in each other; ours. Tables need two."""
TRIED_AGAIN = 20
"""Lines that name a key or a block twice, each found by reading all anew; ours."""
TWICE = ("Cannot overwrite a value", "Cannot declare", "Cannot mutate immutable")
AT_LINE = re.compile(r"\(at line (\d+), column \d+\)$")


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that is no setting as it stands."""

    row: int
    """From 0."""
    what: Phrase
    way: Phrase
    key: str = ""
    """Of the setting that is lost by it, as it was written."""


@dataclass(slots=True)
class TypedSettings:
    """What was read, with as many lines as there were."""

    rows: list[str]
    faults: list[Fault] = field(default_factory=list)
    twice: list[tuple[int, str]] = field(default_factory=list)
    """Row and name of each key and block that is there already."""
    remarks: list[tuple[int, str]] = field(default_factory=list)
    """Row, and the line as it was understood where its marks were others."""
    places: dict[KeyPath, int] = field(default_factory=dict)
    """The row of each key and block."""
    counts: dict[KeyPath, int] = field(default_factory=dict)
    """Blocks of each list of them so far."""

    def lose(self, row: int, until: int, what: Phrase, way: Phrase, key: str = "") -> None:
        """Note a fault and leave its rows out."""
        self.faults.append(Fault(row, what, way, key))
        self.rows[row:until] = [""] * (until - row)


class _NotReadError(Exception):
    """A value that cannot be read: what, the way, and the row behind it."""


def read_typed(text: str, model: Block) -> TypedSettings:
    """All settings of a file of that kind that can be read, under the English names of their keys."""
    written = text.split("\n")
    found = TypedSettings([""] * len(written))
    table: KeyPath | None = ()
    row = 0
    while row < len(written):
        line = written[row].strip()
        if not line or line[0] in "#＃":
            row += 1
        elif line[0] in "[［【":
            table = _header(written, row, model, found)
            row += 1
        else:
            row = _entry(written, row, table, model, found)
    _leave_out_twice(found)
    return found


def _header(written: list[str], row: int, model: Block, found: TypedSettings) -> KeyPath | None:
    """The block that begins here; None when it cannot be read, and its keys belong nowhere."""
    line = unicodedata.normalize("NFKC", written[row].translate(ASCII)).strip()
    match = HEADER.fullmatch(line)
    parts = list(PART.finditer(match["names"])) if match else []
    plain = match is not None and ".".join(part[0].strip() for part in parts) == re.sub(
        r"\s*\.\s*", ".", match["names"].strip()
    )
    if not match or not parts or not plain or (match["rest"] and match["rest"][0] != "#"):
        what = phrase("{line}: this is not how a block begins", line=_short(written[row]))
        way = phrase("A block begins with its name in brackets on a line of its own, such as [[picture]].")
        found.lose(row, row + 1, what, way)
        return None
    names: KeyPath = ()
    for part in parts:
        name = next(text for text in part.groups() if text is not None)
        names = (*names, key_of(block_at(model, names), name))
    twofold = len(match["open"]) > 1 or len(match["close"]) > 1
    marks = ("[[", "]]") if twofold else ("[", "]")
    found.rows[row] = f"{marks[0]}{'.'.join(_name(str(name)) for name in names)}{marks[1]}"
    place = (*names, found.counts.get(names, 0)) if twofold else names
    found.counts[names] = found.counts.get(names, 0) + 1
    for depth in range(1, len(place) + 1):
        found.places.setdefault(place[:depth], row)
    if (match["open"], match["close"]) != marks or line != written[row].strip():
        found.remarks.append((row, f"{marks[0]}{match['names'].strip()}{marks[1]}"))
    return place


def _entry(written: list[str], row: int, table: KeyPath | None, model: Block, found: TypedSettings) -> int:
    """Read the setting that begins in a row; the row behind it."""
    match = ENTRY.fullmatch(written[row])
    if not match:
        name, _, rest = written[row].strip().partition(" ")
        block = block_at(model, table) if table is not None else None
        known = block is not None and rest and key_of(block, name) in block.model_fields
        line = f'{name} = "{rest.strip()}"' if known else ""
        what = phrase("{line}: there is no = between key and value", line=_short(written[row]))
        found.lose(row, row + 1, what, _write(line) if line else phrase("Write key = value, or remove the line."))
        return row + 1
    key = unicodedata.normalize("NFKC", match["key"].strip()).strip("“”\"' ") if "." not in match["key"] else ""
    english = key_of(block_at(model, table or ()), key)
    value = _Value(written, row, key or match["key"].strip(), match["value"], model, table or (), english)
    try:
        end = value.read()
    except _NotReadError as error:
        what, way, end = error.args
        found.lose(row, end, what, way, english)
        return int(end)
    if table is None:
        return end
    found.places.setdefault((*table, english), row)
    name = _name(english) if key else match["key"].strip()
    rows = [f"{name} = {value.rows[0]}", *value.rows[1:]]
    try:
        tomllib.loads("\n".join(rows))
    except (ValueError, RecursionError):
        what = phrase("{line}: this cannot be read", line=_short(written[row]))
        found.lose(row, end, what, phrase('Write a text as key = "text", a number as key = 3.'), english)
        return end
    found.rows[row:end] = rows
    if value.fault:
        found.faults.append(Fault(row, *value.fault))
    elif value.changed or match["mark"] != "=":
        found.remarks.append((row, f"{key or name} = {value.rows[0].strip()}"))
    return end


class _Value:
    """A value as it is typed, over one row or, in brackets, over several."""

    def __init__(
        self, written: list[str], row: int, key: str, first: str, model: Block, table: KeyPath, english: str
    ) -> None:
        self.written, self.first_row, self.key = written, row, key
        self.line, self.row, self.at = first, row, 0
        self.block, self.english = block_at(model, table), english
        self.rows: list[str] = [""]
        self.open: list[str] = []
        self.full = ""
        """The kind of token that a value ended with, where no other may follow."""
        self.changed = False
        self.fault: tuple[Phrase, Phrase] | None = None
        """Of a value that was understood nevertheless."""

    def read(self) -> int:
        """Read it; the row behind it. Raises _NotReadError."""
        while True:
            self._row()
            if not self.open:
                break
            self.row += 1
            if self.row >= len(self.written) or _begins(self.written[self.row]):
                self._stop(phrase("{line}: its bracket is not closed", line=self._written()), self._closed())
            self.line, self.at = self.written[self.row], 0
            self.rows.append("")
        if not "".join(self.rows).strip():
            example = phrase("Write a value behind the =, or remove the line.")
            self._stop(phrase("{line}: it has no value", line=self._written()), example)
        return self.row + 1

    def _row(self) -> None:
        while self.at < len(self.line):
            token = TOKEN.match(self.line, self.at)
            kind = str(token.lastgroup) if token else ""
            if token is None:
                self._stop(phrase("{line}: this cannot be read", line=self._written()), self._quoted())
            else:
                self.at = token.end()
                getattr(self, f"_{kind}")(token[0])

    def _space(self, text: str) -> None:
        self._add(" ")

    def _comment(self, text: str) -> None:
        self.at = len(self.line)

    def _long(self, text: str) -> None:
        """A text over several rows, as it stands."""
        self._begin("long")
        self._add(text)
        start = self.row
        while text not in self.line[self.at :]:
            self._add(self.line[self.at :])
            self.row += 1
            if self.row >= len(self.written):
                what = phrase("{line}: its quotation mark is not closed", line=self._written())
                self.row = start
                self._stop(what, phrase("Close it with {mark}.", mark=text))
            self.line, self.at = self.written[self.row], 0
            self.rows.append("")
        end = self.line.index(text, self.at) + len(text)
        while self.line[end : end + 1] == text[0]:
            end += 1
        self._add(self.line[self.at : end])
        self.at = end

    def _straight(self, text: str) -> None:
        self._begin("text")
        self._add(text)

    def _open(self, text: str) -> None:
        self._begin("")
        self.open.append(self._plain(text))
        if len(self.open) > DEEPEST:
            self._stop(phrase("brackets nested too deep"), phrase("Remove the nested brackets."))
        self._add(self.open[-1])

    def _close(self, text: str) -> None:
        mark = self._plain(text)
        if not self.open or self.open.pop() + mark not in PAIRS:
            what = phrase("{line}: its brackets do not match", line=self._written())
            self._stop(what, phrase("Write [ before and ] behind a list, such as {example}.", example='["a02", "a05"]'))
        self.full = "bracket"
        self._add(mark)

    def _comma(self, text: str) -> None:
        if self.open:
            self._add(self._plain(text))
            self.changed |= text == ";"
            self.full = ""
        else:  # Behind the value: nothing else can be meant than an end.
            self.changed = True

    def _equals(self, text: str) -> None:
        if "{" not in self.open:
            self._stop(phrase("{line}: there is more than one =", line=self._written()), self._quoted())
        self._add(self._plain(text))
        self.full = ""

    def _quote(self, text: str) -> None:
        """A text in other marks than TOML's, or one that ends with another mark than it began with."""
        self._begin("text")
        rest = self.line[self.at :]
        length = _until_closed(text, rest)
        if length < 0:
            stop = re.search(r"[\s,，;；\]］]*$", rest) if self.open else re.search(r"[\s,，;；。]*$", rest)
            length = stop.start() if stop else len(rest)
            line = f"{self.key} = {self._literal(rest[:length])}" if not self.open else ""
            what = phrase("{line}: its quotation mark is not closed", line=self._written())
            way = _write(line) if line else phrase('Put each text between "…", such as {example}.', example='["要闻"]')
            self.fault = self.fault or (what, way)
            self._add(self._literal(rest[:length]))
            self.at += length
            return
        inner = rest[:length]
        self.changed = True
        self._add(f'"{inner}"' if text == '"' else self._literal(inner))
        self.at += length + 1

    def _bare(self, text: str) -> None:
        """A number, a day, true; or a word without its marks."""
        if self.full == "bare" and not self.open:  # A time behind a day.
            self._add(text)
            return
        self._begin("bare")
        inside = "{" in self.open and re.match(r"\s*[=＝]", self.line[self.at :])
        plain = unicodedata.normalize("NFKC", text)
        if inside or _is_scalar(plain):
            self.full = "" if inside else "bare"
            self.changed |= plain != text
            self._add(_name(plain) if inside else plain)
            return
        if not self.open:
            rest = re.match(r"[^#＃\"“”＂]*", self.line[self.at :])
            more = rest[0] if rest else ""
            text, self.at = (text + more).strip(" \t\u3000,，;；。"), self.at + len(more)
        if not is_word(self.block, self.english, text):
            self.fault = self.fault or self._without_marks(text)
        number = text.lstrip("0")
        self._add(number if text.isdecimal() and text.isascii() and number else self._literal(text))

    def _without_marks(self, text: str) -> tuple[Phrase, Phrase]:
        what = phrase("{line}: its text has no quotation marks", line=self._written())
        if text.isdecimal():
            return phrase("{line}: a number does not begin with 0", line=self._written()), _write(
                f"{self.key} = {text.lstrip('0') or '0'}"
            )
        if self.open:
            return what, phrase('Put each text between "…", such as {example}.', example=f'["{text[:12]}"]')
        if text.lower() in ("true", "false"):
            return phrase("{line}: true and false are written small", line=self._written()), _write(
                f"{self.key} = {text.lower()}"
            )
        return what, _write(f'{self.key} = "{text}"')

    def _begin(self, kind: str) -> None:
        if self.full:
            what = phrase("{line}: text goes on behind its end", line=self._written())
            self._stop(what, self._quoted())
        self.full = kind

    def _plain(self, mark: str) -> str:
        plain = mark.translate(ASCII)
        self.changed |= plain != mark
        return plain

    def _literal(self, text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def _add(self, text: str) -> None:
        self.rows[-1] += text

    def _written(self) -> str:
        return _short(self.written[self.first_row])

    def _quoted(self) -> Phrase:
        """How to write the first row as one text."""
        match = ENTRY.fullmatch(self.written[self.first_row])
        text = (match["value"] if match else self.line).strip().removeprefix('"').removesuffix('"')
        if self.open or "'" in text or not text:
            return phrase('Put each text between "…", such as {example}.', example='["要闻", "综合"]')
        return _write(f"{self.key} = '{text}'" if '"' in text else f'{self.key} = "{text}"')

    def _closed(self) -> Phrase:
        line = "\n".join(self.rows)
        ends = "".join({"[": "]", "{": "}"}[mark] for mark in reversed(self.open))
        if "\n" in line.strip():
            return phrase("Write {mark} at its end.", mark=ends)
        return _write(f"{self.key} = {line.strip().rstrip(', ')}{ends}")

    def _stop(self, what: Phrase, way: Phrase) -> NoReturn:
        """Give it up, with all rows that are still its own."""
        end = max(self.row, self.first_row + 1)
        while self.open and end < len(self.written) and self.written[end].strip() and not _begins(self.written[end]):
            end += 1
        raise _NotReadError(what, way, end)


def _leave_out_twice(found: TypedSettings) -> None:
    """Leave out each key and block that is there already, with the rows of its value."""
    for _ in range(TRIED_AGAIN):
        try:
            tomllib.loads("\n".join(found.rows))
        except ValueError as error:
            at = AT_LINE.search(str(error))
            row = int(at[1]) - 1 if at else len(found.rows) - 1
            while row > 0 and not _begins(found.rows[row]):
                row -= 1
            name = found.rows[row].split("=")[0].strip("[] \"'")
            found.twice.append((row, name))
            end = row + 1
            while end < len(found.rows) and found.rows[end] and not _begins(found.rows[end]):
                end += 1
            if found.rows[row].startswith("["):
                while end < len(found.rows) and not found.rows[end].startswith("["):
                    end += 1
            found.rows[row:end] = [""] * (end - row)
        else:
            return
    found.rows[:] = [""] * len(found.rows)


def _until_closed(mark: str, rest: str) -> int:
    """Characters of `rest` up to the mark that closes a text which `mark` opened; -1 where there is none."""
    ends = {"”": "”“", "’": "’‘"}.get(mark, CLOSES.get(mark, "”“＂"))
    depth = 1
    for place, one in enumerate(rest):
        if one == mark and mark not in ends:
            depth += 1
        elif one in ends:
            depth -= 1
            if depth == 0:
                return place
    mixed = max((rest.rfind(one) for one in '"”“＂'), default=-1)
    return mixed if mixed > 0 and not rest[mixed + 1 :].strip(" \t\u3000,，;；。]］") else -1


def _begins(line: str) -> bool:
    """Whether a row looks like the beginning of a setting or a block."""
    return BEGINNING.match(line) is not None


def _is_scalar(text: str) -> bool:
    try:
        tomllib.loads(f"x = {text}")
    except ValueError:
        return False
    return True


def _name(key: str) -> str:
    return key if BARE.fullmatch(key) else '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _write(line: str) -> Phrase:
    return phrase("Write: {line}", line=line if len(line) <= LONGEST else line[: LONGEST - 1] + "…")


def _short(line: str) -> str:
    return shown(line.strip(), LONGEST)
