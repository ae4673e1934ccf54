"""Runs of text → units that never split, with their measures.

A Han or mark is a unit; so is a number with its marks, a Latin word (in pieces at its legal hyphenation points),
a URL (in pieces behind each `/`), a dash, an ellipsis, a group of stops. Spaces are no units: they stand between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import pyphen

from banxin.compose.bodies import Bodies, Body, Styled
from banxin.compose.classes import DIGITS, MARKS, Class, by_unicode, edge_of
from banxin.compose.glue import HYPHEN, URL_JOINT, Break, Glue
from banxin.compose.style import Setting
from banxin.fonts.library import Cluster
from banxin.model.line import LineLink
from banxin.model.text import Run, Style, WritingMode
from banxin.uax14 import line_breaks
from banxin.units import HALF, Mil

JOINERS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe20-\ufe2f"
JOINERS += "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff\U000e0000-\U000e01ef"
LETTERS = "!-~\u00a1-\u00b6\u00b8-\u11ff\u1e00-\u1fff\u2010\u2011\u2032\u2033\u2070-\u209f\u20a0-\u20cf"
TOKEN = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<url>(?:(?:https?|ftp)://|www\.)[!-~]+[{JOINERS}]*
      | [A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{{2,}}/[!-~]*[{JOINERS}]*)
    | (?P<latin>[{LETTERS}](?:[{LETTERS}{JOINERS}] | (?<=[A-Za-z])’(?=[A-Za-z]))*)
    | (?P<dash>—{{2,}}|⸺+)
    | (?P<wide>[０-９]+(?:[．：][０-９]+|，[０-９]{{3}}(?![０-９]))*)
    | (?P<dots>[…‥⋯]+)
    | (?P<stops>[？！]{{2,}})
    | (?P<flag>[\U0001f1e6-\U0001f1ff]{{2}})
    | (?P<joined>.(?:\u200d.|[{JOINERS}])+)
    """,
    re.VERBOSE | re.DOTALL,
)
OPENERS, CLOSERS, QUOTES = (
    "".join(c for c, name in line_breaks().items() if name in MARKS and by_unicode(c) is cls)
    for cls in (Class.HALF_OPEN, Class.HALF_CLOSE, Class.QUOTE)
)
"""Marks that are split off the edges of a Latin run, and marks that are runs of their own."""
LATIN_HEAD = re.compile(rf"(\[\d{{1,3}}\])?(/*)((?:(?![.:,]\d)[{re.escape(CLOSERS)}])*)")
"""A note mark, solidi and closing marks that a Latin run begins with."""
HYPHENABLE = re.compile(r"[A-Za-z]{6,}")
CONNECTING = re.compile(r"[-‐~]+")
MYRIADS = re.compile("[百千万亿]+")
HALF_MARKS = "()[]{},.;:!?\"'`"
"""Marks beside a word that may be hyphenated."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A paragraph taken apart; unit i is characters starts[i] to ends[i] of `text`, spaces follow up to the next."""

    text: str
    starts: list[int]
    ends: list[int]
    bodies: list[Body]
    links: tuple[LineLink, ...] = ()


def tokenise(runs: tuple[Run, ...], bodies: Bodies, setting: Setting) -> Tokens:
    """Take a paragraph apart. Every character of it is in exactly one unit or in the spaces behind one."""
    text = "".join(run.text for run in runs)
    reader = _Reader(text, _spans(runs), bodies, setting)
    for match in TOKEN.finditer(text):
        reader.singles(match.start())
        reader.token(str(match.lastgroup), match.start(), match.end())
    reader.singles(len(text))
    return Tokens(text, reader.starts, reader.ends, reader.found, _links(runs))


def _links(runs: tuple[Run, ...]) -> tuple[LineLink, ...]:
    """The links of the runs, in places of the whole text."""
    links: list[LineLink] = []
    end = 0
    for run in runs:
        start, end = end, end + len(run.text)
        if run.link and links and links[-1].end == start and links[-1].target == run.link:
            links[-1] = links[-1]._replace(end=end)
        elif run.link:
            links.append(LineLink(start, end, run.link))
    return tuple(links)


def _spans(runs: tuple[Run, ...]) -> list[tuple[int, Style]]:
    """(end, style) of each stretch: a dash of two characters is one glyph, even if only one of them is in a link."""
    spans: list[tuple[int, Style]] = []
    end = 0
    for run in runs:
        end += len(run.text)
        if spans and spans[-1][1] is run.style:
            spans.pop()
        spans.append((end, run.style))
    return spans


class _Reader:
    """Walks over the text once and gathers its units."""

    def __init__(self, text: str, spans: list[tuple[int, Style]], bodies: Bodies, setting: Setting) -> None:
        self.text = text
        self.spans = spans
        self.span = 0
        self.bodies = bodies
        self.setting = setting
        self.at = 0
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.found: list[Body] = []

    def style(self, at: int) -> Style:
        """The style of the character at `at`, which never goes back."""
        while self.spans[self.span][0] <= at:
            self.span += 1
        return self.spans[self.span][1]

    def singles(self, until: int) -> None:
        """Characters up to `until`, each a unit of its own."""
        text, at = self.text, self.at
        self.at = max(at, until)
        while at < until:
            style = self.style(at)
            end = min(until, self.spans[self.span][0])
            known, single = self.bodies.singles[style], self.bodies.single
            self.starts.extend(range(at, end))
            self.ends.extend(range(at + 1, end + 1))
            self.found.extend([known.get(c) or single(c, style) for c in text[at:end]])
            at = end

    def token(self, kind: str, start: int, end: int) -> None:
        """A match of TOKEN, from `start` to `end`."""
        if kind == "space":
            if not self.found:
                self.add(0, 0, self.head())
            self.at = end
            return
        text = self.text[start:end]
        style = self.style(start)
        whole = self.spans[self.span][0] >= end
        pieces = self.bodies.words.get((text, style)) if whole else None
        if pieces is None:
            clusters = self.clusters(start, end)
            pieces = tuple(_pieces(kind, text, clusters, self.bodies, self.setting))
            if whole:
                self.bodies.words[text, style] = pieces
        for length, body in pieces:
            self.add(start, start + length, body)
            start += length
        self.at = end
        if pieces[-1][1].right in DIGITS:
            self.myriads(end)

    def myriads(self, start: int) -> None:
        """万, 亿 and the like behind a number belong to it."""
        match = MYRIADS.match(self.text, start)
        for at in range(start, match.end() if match else start):
            body = self.bodies.single(self.text[at], self.style(at))
            self.add(at, at + 1, body._replace(left=Class.MYRIAD, right=Class.MYRIAD))
            self.at = at + 1

    def clusters(self, start: int, end: int) -> Styled:
        """The clusters of a stretch that may cross runs."""
        clusters: list[tuple[Cluster, Style]] = []
        while start < end:
            style = self.style(start)
            stop = min(end, self.spans[self.span][0])
            clusters += self.bodies.clusters(self.text[start:stop], style)
            start = stop
        return clusters

    def head(self) -> Body:
        """The unit before a paragraph's leading spaces: nothing in the face of its first character."""
        style = self.style(0)
        blank = self.bodies.body(Class.HEAD, Class.HEAD, self.bodies.clusters(" ", style), " ")
        return Body(Class.HEAD, Class.HEAD, 0, (blank.parts[0]._replace(length=0, glyphs=(), along=()),))

    def add(self, start: int, end: int, body: Body) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.found.append(body)


def _pieces(kind: str, text: str, clusters: Styled, bodies: Bodies, setting: Setting) -> list[tuple[int, Body]]:
    """The units, or pieces of a unit, that a token is made of: (length, body)."""
    if kind == "latin":
        return _latin(text, clusters, bodies, setting)
    if kind == "url":
        return _cut(text, clusters, [m.end() for m in re.finditer(r"/+(?!$)", text)], URL_JOINT, bodies)
    cls = {"dash": Class.DASH, "dots": Class.ELLIPSIS, "stops": Class.STOP, "wide": Class.WIDE_DIGIT}.get(kind)
    if cls is None:
        cls = bodies.single(text[0], clusters[0][1]).left
        held = line_breaks().get(text[-1]) in ("GL", "WJ")
        return [(len(text), bodies.body(cls, Class.BOUND if held else cls, clusters, text))]
    if cls is Class.STOP and len(text) == 2:
        cls = Class.FILLED_STOP
    return [(len(text), bodies.body(cls, cls, clusters, text))]


def _latin(text: str, clusters: Styled, bodies: Bodies, setting: Setting) -> list[tuple[int, Body]]:
    """A run of Latin characters: marks at its edges are split off, the rest is one word or number."""
    clusters = _narrow_apostrophes(text, clusters) if bodies.mode is WritingMode.HORIZONTAL else clusters
    found: list[tuple[int, Body]] = []
    at = 0
    for cls, end in _latin_parts(text):
        taken, clusters = _take(clusters, end - at)
        length = sum(cluster.length for cluster, _ in taken)
        part = text[at : at + length]
        at += length
        if not length:
            continue
        if cls is None:
            found += _core(part, taken, bodies, setting)
        else:
            found.append((length, bodies.body(cls, cls, taken, part)))
    return found


def _latin_parts(text: str) -> list[tuple[Class | None, int]]:
    """(class, end) of the parts of a Latin run, empty ones included; the word or number itself has no class."""
    match = LATIN_HEAD.match(text)
    assert match is not None  # each of its parts may be empty
    head = match.end()
    solidus = max(head, len(text.rstrip("/")))
    core = max(head, len(text[:solidus].rstrip(OPENERS)))
    return [
        (Class.NOTE, match.end(1) if match[1] else 0),
        (Class.SOLIDUS, match.end(2)),
        (Class.HALF_CLOSE, head),
        (None, core),
        (Class.HALF_OPEN, solidus),
        (Class.SOLIDUS, len(text)),
    ]


def _narrow_apostrophes(text: str, clusters: Styled) -> Styled:
    """’ between letters without the blank half that faces for Chinese give it."""
    if "’" not in text:
        return clusters
    found, at = [], 0
    for cluster, style in clusters:
        if text[at] == "’" and cluster.length == 1:
            cluster = cluster._replace(advance=Mil(min(cluster.advance, HALF)))
        found.append((cluster, style))
        at += cluster.length
    return found


def _core(text: str, clusters: Styled, bodies: Bodies, setting: Setting) -> list[tuple[int, Body]]:
    """A word or number, in pieces where it may be hyphenated."""
    if CONNECTING.fullmatch(text):
        return [(len(text), bodies.body(Class.CONNECTOR, Class.CONNECTOR, clusters, text))]
    if not text.strip(QUOTES):
        return [(len(text), bodies.body(Class.QUOTE, Class.QUOTE, clusters, text))]
    word = HYPHENABLE.fullmatch(text.strip(HALF_MARKS))
    points: list[int] = []
    if setting.hyphenate and word and not word[0].isupper():
        start = text.index(word[0])
        points = [start + int(point) for point in _dictionary(setting.hyphen_language).positions(word[0])]
    style = clusters[0][1]
    hyphen = sum(cluster.advance for cluster, _ in bodies.clusters("-", style)) if points else 0
    return _cut(text, clusters, points, Glue(kind=Break.HYPHEN, penalty=HYPHEN, hyphen=hyphen), bodies)


@lru_cache(maxsize=8)
def _dictionary(language: str) -> pyphen.Pyphen:
    """Hyphenation points with at least two letters before and three behind, as English printers have it."""
    return pyphen.Pyphen(lang=language, left=2, right=3)


def _cut(text: str, clusters: Styled, points: list[int], joint: Glue, bodies: Bodies) -> list[tuple[int, Body]]:
    """A unit in pieces that `joint` holds together. A point inside a cluster (a ligature) is passed over."""
    pieces: list[tuple[int, Body]] = []
    wanted = frozenset(points)
    at = from_ = end = 0
    for index, (cluster, _) in enumerate(clusters, 1):
        end += cluster.length
        if end not in wanted and index < len(clusters):
            continue
        piece = text[at:end]
        left, right = edge_of(piece[0], bodies.rules), edge_of(piece[-1], bodies.rules)
        body = bodies.body(left, right, clusters[from_:index], piece)
        pieces.append((end - at, body._replace(glue=joint if index < len(clusters) else None)))
        at, from_ = end, index
    return pieces


def _take(clusters: Styled, length: int) -> tuple[Styled, Styled]:
    """The clusters that begin in the first `length` characters, and the rest."""
    count, taken = 0, 0
    while taken < length and count < len(clusters):
        taken += clusters[count][0].length
        count += 1
    return clusters[:count], clusters[count:]
