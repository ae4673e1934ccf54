"""What stands between two units: its natural width, how it shrinks and stretches, and whether a line may end there.

Widths, orders and penalties, with their sources, are in docs/composition.md.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from banxin.compose.classes import CLOSING, DIGITS, HAN_LIKE, LATIN, Class, RegionRules
from banxin.compose.style import Setting, left_blank, right_blank
from banxin.model.text import WritingMode
from banxin.units import EIGHTH, EM, HALF, QUARTER, THIRD


class Level(IntEnum):
    """The order of shrinking. The blank of marks at a line's end is not among them: it is never set at all."""

    WORD_SPACE = 0
    DOT = 1
    """Nothing to shrink on the mainland, where · is ½ em wide from the start."""
    BRACKET = 2
    PAUSE = 3
    CJK_LATIN = 4
    STOP = 5


class Stretch(IntEnum):
    """How a gap takes part in stretching."""

    NEVER = 0
    """Inside a unit, or beside CONNECTOR or SOLIDUS."""
    FREE = 1
    """With all others equally, after the ones that have a limit."""
    LIMITED = 2
    """Word spaces, then CJK–Latin spaces, each to its own limit."""


class Break(IntEnum):
    """Whether a line may end in a gap, and what kind of break it then is. Its cost is a `penalty`."""

    NONE = 0
    """No line ends here."""
    BETWEEN = 1
    """Between two units."""
    URL = 2
    """Inside an address, behind a solidus."""
    HYPHEN = 3
    """Inside a word, with a hyphen."""
    FORCED = 4
    """Where no rule allows it: only in a unit that is wider than its line."""


NUMBER_UNIT = 30
"""Costs of ending a line: between a number and its unit. Ours, as are the next two."""
HYPHEN = 200
URL_BREAK = 100
DASH_AT_START = 50
FORCED_BETWEEN = 10_000
"""A forced break costs as much as a gap that is a fault."""
FORCED_INSIDE = 20_000


class Glue(NamedTuple):
    """A gap between two units, in mils."""

    natural: int = 0
    shrink: int = 0
    """What may be taken away, all of it in `level`."""
    level: Level = Level.BRACKET
    stretch: Stretch = Stretch.NEVER
    limit: int = 0
    """What may be added to a LIMITED gap."""
    kind: Break = Break.NONE
    penalty: int = 0
    """What ending a line here costs, where `kind` allows it."""
    hyphen: int = 0
    """Width of the hyphen that is drawn if a line ends here."""


URL_JOINT = Glue(kind=Break.URL, penalty=URL_BREAK)

MARK_LEVEL = {
    Class.OPEN: Level.BRACKET,
    Class.CLOSE: Level.BRACKET,
    Class.PAUSE: Level.PAUSE,
    Class.STOP: Level.STOP,
    Class.DOT: Level.DOT,
}
CJK_LATIN = Glue(QUARTER, QUARTER - EIGHTH, Level.CJK_LATIN, Stretch.LIMITED, THIRD - QUARTER)
"""In running text."""


NO_BREAK_SPACES = frozenset("\u00a0\u2007\u202f")
"""White space that forbids the break (UAX #14, GL)."""


class GlueTable(dict[tuple[Class, Class], Glue]):
    """(right edge of a unit, left edge of the next) → what stands between them; filled as pairs are met."""

    def __init__(self, setting: Setting, rules: RegionRules) -> None:
        super().__init__()
        self.setting = setting
        self.rules = rules
        self.vertical = setting.writing_mode is WritingMode.VERTICAL
        self.tight = setting.latin_space < QUARTER
        self.cjk_latin = Glue(setting.latin_space, stretch=Stretch.FREE) if self.tight else CJK_LATIN

    def __missing__(self, pair: tuple[Class, Class]) -> Glue:
        glue = self[pair] = self._between(*pair)
        return glue

    def _between(self, left: Class, right: Class) -> Glue:
        kind, penalty = self.ending(left, right)
        if not self.vertical and self._spaced(left, right):
            return self.cjk_latin._replace(kind=kind, penalty=penalty)
        natural, level = self._blank(left, right)
        shrink = 0 if level is Level.STOP and not self.setting.shrink_stops else natural
        rigid = not self.rules.rigid.isdisjoint((left, right)) or self._one_unit(left, right)
        stretch = Stretch.NEVER if rigid else Stretch.FREE
        return Glue(natural, shrink, level, stretch, 0, kind, penalty)

    def _spaced(self, left: Class, right: Class) -> bool:
        """Whether the CJK–Latin space of ¼ em stands here: between Han and letters or digits, but not before % or °."""
        if left in HAN_LIKE:
            return right in LATIN and right is not Class.HALF_SUFFIX
        return left in LATIN and right in HAN_LIKE

    def _blank(self, left: Class, right: Class) -> tuple[int, Level]:
        """The blank halves between two neighbours, reduced so that brackets stand close to what they enclose.

        A closing mark and an opening one share one blank; a mark before a closing one, and an opening one before
        another, keep none. A shared blank shrinks when the later of its two levels does.
        """
        style = self.setting.punctuation
        if right in CLOSING or (left is Class.OPEN and right is Class.OPEN):
            return 0, Level.BRACKET
        after, before = right_blank(left, style), left_blank(right, style)
        levels = [MARK_LEVEL[cls] for cls, blank in ((left, after), (right, before)) if blank]
        return max(after, before), max(levels, default=Level.BRACKET)

    def ending(self, left: Class, right: Class) -> tuple[Break, int]:
        """Whether a line may end between the two, and what it costs."""
        if not self.rules.allow(left, right) or self._one_unit(left, right):
            return Break.NONE, 0
        if right is Class.DASH:
            return Break.BETWEEN, DASH_AT_START
        if (left in DIGITS and right in HAN_LIKE) or (left is Class.MYRIAD and right in HAN_LIKE | LATIN):
            return Break.BETWEEN, NUMBER_UNIT
        return Break.BETWEEN, 0

    def _one_unit(self, left: Class, right: Class) -> bool:
        """Numbers with what belongs to them, and Latin pieces that stand together without a space."""
        if right is Class.SUFFIX:
            return left in LATIN or left in (Class.MYRIAD, Class.WIDE_DIGIT)
        if left is Class.PREFIX:
            return right in LATIN or right is Class.WIDE_DIGIT
        if Class.WIDE_DIGIT in (left, right):
            return left in LATIN or right in LATIN
        latin = LATIN | {Class.HALF_MARK}
        return left in latin and right in latin | {Class.HALF_OPEN, Class.SOLIDUS}

    def spaced(self, left: Class, right: Class, spaces: str, width: int) -> Glue:
        """The gap where the source has `spaces`: it takes the CJK–Latin space's place.

        width: of those that are not U+3000, as the face has them. U+3000 is fixed at 1 em; other spaces shrink to
        ¼ em and stretch to ½, no-break ones forbid the break. Spaces before everything only keep their U+3000.
        """
        wide = spaces.count("\u3000")
        narrow = len(spaces) - wide
        if left is Class.HEAD:
            return Glue(wide * EM)
        blank, _ = self._blank(left, right)
        if self.tight and not self.vertical and narrow == 1 and self._spaced(left, right):
            width = min(width, self.setting.latin_space)
        natural = blank + wide * EM + width
        allowed = NO_BREAK_SPACES.isdisjoint(spaces) and self.rules.allow(left, right, spaces)
        kind = Break.BETWEEN if allowed else Break.NONE
        penalty = self._space_penalty(left, right)
        if wide:
            return Glue(natural, kind=kind, penalty=penalty)
        less, more = max(0, width - QUARTER * narrow), max(0, HALF * narrow - width)
        return Glue(natural, less, Level.WORD_SPACE, Stretch.LIMITED, more, kind, penalty)

    def _space_penalty(self, left: Class, right: Class) -> int:
        if left is Class.DIGIT and right is Class.LETTER:
            return NUMBER_UNIT
        return DASH_AT_START if right is Class.DASH else 0
