"""A paragraph made ready for breaking: units, gaps, and prefix sums over its legal breaks.

Break b stands before unit at[b]; break 0 is the paragraph's start and the last one its end. What a line from break i
to break k measures is `to_*[k] - from_*[i]`: `to` sums end before the gap at k, `from` sums behind it, so that blanks
and spaces at a line's edges never count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from banxin.compose.bodies import Bodies, Body
from banxin.compose.classes import HAN_LIKE, LATIN, Class, rules_of
from banxin.compose.glue import FORCED_BETWEEN, FORCED_INSIDE, Break, Glue, GlueTable, Level, Stretch
from banxin.compose.held import names_held
from banxin.compose.metrics import Metrics
from banxin.compose.style import Setting
from banxin.compose.tokens import Tokens, tokenise
from banxin.fonts.library import Cluster
from banxin.model.text import Run, Style
from banxin.units import EM

VISIBLE = HAN_LIKE | LATIN | {Class.SYMBOL, Class.WIDE_DIGIT}
"""Classes that count as text in a last line; marks do not."""
Row = tuple[int, int, int, int, int, int]
NOTHING: Row = (0, 0, 0, 0, 0, 0)


class Sums(NamedTuple):
    """Six running sums, an entry a break."""

    natural: Sequence[int]
    shrink: Sequence[int]
    """Of all levels before STOP."""
    stops: Sequence[int]
    """Of level STOP."""
    limited: Sequence[int]
    """What word and CJK–Latin spaces can stretch."""
    limited_gaps: Sequence[int]
    free_gaps: Sequence[int]


@dataclass(frozen=True, slots=True)
class Material:
    """What breaking and setting need to know of a paragraph. Never changed once made."""

    tokens: Tokens
    bodies: Bodies
    glues: list[Glue]
    """Behind each unit but the last."""
    at: list[int]
    kinds: list[Break]
    """Of each break; its first and its last are the paragraph's own ends."""
    penalties: list[int]
    starts: Sums
    """The `from` sums."""
    ends: Sums
    """The `to` sums."""
    start_rows: list[Row]
    """The `from` sums again, a row a break, for loops that need all six."""
    end_rows: list[Row]
    """The `to` sums again."""
    orphan_from: int
    """Breaks from this one on leave a last line of less than two characters."""

    def forced(self, index: int) -> bool:
        """Whether the break is a forced one, which no rule allows."""
        return self.kinds[index] is Break.FORCED

    @property
    def last(self) -> int:
        """The break that is the paragraph's end."""
        return len(self.at) - 1


@lru_cache(maxsize=64)
def workshop(metrics: Metrics, setting: Setting) -> tuple[Bodies, GlueTable]:
    """The measures and gaps that all paragraphs of one metrics and setting share."""
    rules = rules_of(setting.region)
    return Bodies(metrics, rules, setting.writing_mode), GlueTable(setting, rules)


@lru_cache(maxsize=1024)
def prepare(runs: tuple[Run, ...], metrics: Metrics, setting: Setting) -> Material:
    """Shape and take apart a paragraph; the same at every measure, so kept."""
    bodies, table = workshop(metrics, setting)
    tokens = tokenise(runs, bodies, setting)
    return summed(tokens, bodies, names_held(tokens, _glues(tokens, bodies, table), setting))


def _glues(tokens: Tokens, bodies: Bodies, table: GlueTable) -> list[Glue]:
    """What stands behind each unit but the last."""
    units, starts, ends = tokens.bodies, tokens.starts, tokens.ends
    glues = [left.glue or table[left.right, right.left] for left, right in pairwise(units)]
    if len(tokens.text) == sum(ends) - sum(starts):
        return glues
    for index in range(len(glues)):
        end, start = ends[index], starts[index + 1]
        if end < start:
            # All white space but U+3000 is as wide as a space: faces have no glyph for tabs and line ends.
            spaces = tokens.text[end:start]
            style = units[index].parts[-1].style
            narrow = len(spaces) - spaces.count("\u3000")
            width = narrow * sum(cluster.advance for cluster, _ in bodies.clusters(" ", style))
            glues[index] = table.spaced(units[index].right, units[index + 1].left, spaces, width)
    return glues


def summed(tokens: Tokens, bodies: Bodies, glues: list[Glue]) -> Material:
    """Run over the units once and note the sums at every legal break."""
    at, kinds, penalties = [0], [Break.BETWEEN], [0]
    starts, ends = [NOTHING], [NOTHING]
    natural = shrink = stops = limited = limited_gaps = free_gaps = 0
    for index, (body, glue) in enumerate(zip(tokens.bodies, [*glues, Glue()], strict=False)):
        natural += body.width
        width, less, level, stretch, limit, kind, penalty, hyphen = glue
        legal = kind is not Break.NONE
        if legal:
            at.append(index + 1)
            kinds.append(kind)
            penalties.append(penalty)
            ends.append((natural + hyphen, shrink, stops, limited, limited_gaps, free_gaps))
        natural += width
        if stretch is Stretch.FREE:
            free_gaps += 1
        elif stretch is Stretch.LIMITED:
            limited += limit
            limited_gaps += 1
        if less:
            if level is Level.STOP:
                stops += less
            else:
                shrink += less
        if legal:
            starts.append((natural, shrink, stops, limited, limited_gaps, free_gaps))
    if tokens.bodies:
        at.append(len(tokens.bodies))
        kinds.append(Break.BETWEEN)
        penalties.append(0)
        ends.append((natural, shrink, stops, limited, limited_gaps, free_gaps))
    from_, to = Sums(*zip(*starts, strict=True)), Sums(*zip(*ends, strict=True))
    return Material(tokens, bodies, glues, at, kinds, penalties, from_, to, starts, ends, _orphans(tokens, at))


def _orphans(tokens: Tokens, at: list[int]) -> int:
    """The first break that would leave a last line of one character.

    The rule is two Han; a word or number of two em is as good.
    """
    characters = width = 0
    unit = len(tokens.bodies)
    while unit and characters < 2 and width < 2 * EM:
        unit -= 1
        body = tokens.bodies[unit]
        if body.left in HAN_LIKE:
            characters += 1
        if body.left in VISIBLE or body.right in LATIN:
            width += body.width
    return next((index for index, start in enumerate(at) if start > unit), len(at))


def made_breakable(material: Material, first: int, measure: int, shrunk: bool = True) -> Material:
    """The same paragraph with forced breaks in everything unbreakable that is wider than its line.

    first, measure: room in the first line and in the others, mils. shrunk: whether gaps may shrink.
    Units come apart at their clusters only when they are too wide themselves.
    """
    wide = _too_wide(material, first, measure, shrunk)
    if not wide:
        return material
    old = material.tokens
    new = Tokens(old.text, [], [], [], old.links)
    glues: list[Glue] = []
    inside = Glue(kind=Break.FORCED, penalty=FORCED_INSIDE)
    for index, body in enumerate(old.bodies):
        room = wide.get(index)
        pieces = [(old.starts[index], old.ends[index], body)]
        if room is not None and body.width > room:
            pieces = _burst(old, index, material.bodies, inside)
        for start, end, piece in pieces:
            new.starts.append(start)
            new.ends.append(end)
            new.bodies.append(piece)
            glues.append(inside)
        glue = material.glues[index] if index < len(material.glues) else Glue()
        if room is not None and index + 1 in wide and glue.kind is Break.NONE and body.left is not Class.HEAD:
            within = body.glue is not None or (body.right in LATIN and old.bodies[index + 1].left in LATIN)
            glue = glue._replace(kind=Break.FORCED, penalty=FORCED_INSIDE if within else FORCED_BETWEEN)
        glues[-1] = glue
    return summed(new, material.bodies, glues[:-1])


def _too_wide(material: Material, first: int, measure: int, shrunk: bool) -> dict[int, int]:
    """Unit → the room it should fit in, for all units between two legal breaks that together do not fit."""
    starts, ends, at = material.starts, material.ends, material.at
    wide: dict[int, int] = {}
    for index in range(material.last):
        room = measure if index else first
        least = ends.natural[index + 1] - starts.natural[index]
        if least <= room:
            continue
        if shrunk:
            least -= ends.shrink[index + 1] - starts.shrink[index] + ends.stops[index + 1] - starts.stops[index]
        if least > room:
            wide.update(dict.fromkeys(range(at[index], at[index + 1]), room))
    return wide


def _burst(tokens: Tokens, unit: int, bodies: Bodies, joint: Glue) -> list[tuple[int, int, Body]]:
    """A unit taken apart at its clusters, `joint` between them: (start, end, body). One cluster stays as it is."""
    body, start, end = tokens.bodies[unit], tokens.starts[unit], tokens.ends[unit]
    clusters: list[tuple[Cluster, Style]] = []
    at = start
    for part in body.parts:
        clusters += bodies.clusters(tokens.text[at : at + part.length], part.style)
        at += part.length
    if len(clusters) < 2:
        return [(start, end, body)]
    pieces: list[tuple[int, int, Body]] = []
    for index, cluster in enumerate(clusters):
        length = cluster[0].length
        left = body.left if index == 0 else Class.LETTER
        right = body.right if index == len(clusters) - 1 else Class.LETTER
        whole = bodies.body(body.left, body.left, [cluster], tokens.text[start : start + length])
        glue = body.glue if index == len(clusters) - 1 else joint
        pieces.append((start, start + length, whole._replace(left=left, right=right, glue=glue)))
        start += length
    return pieces
