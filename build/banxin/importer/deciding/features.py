"""What can be seen of each line of a page, as names of features; no word of any one paper is among them.

A feature is a short text: what it looks at, and what it found there. Lines are seen with two neighbours on each side,
with the column's measure where the text was copied from columns, with their looks where the source has any, and with
how much of their words comes back in the text after and before, as the words of a headline do.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Sequence

from banxin.cjk import is_han
from banxin.importer.characters import CLOSERS, OPENERS, is_ended, open_marks
from banxin.importer.deciding.echoes import echoes
from banxin.importer.deciding.page_lines import PageLine, PageLines, filled
from banxin.importer.deciding.shapes import MARKED_PICTURE, NUMBERED, is_names, shape

SIZES = (2, 4, 6, 9, 13, 18, 24, 32, 45, 70, 120)
FAR = (1, 2, 3, 5, 8, 13)
CUES = ("byline", "name", "deck", "wire", "shot", "tail", "series")
"""Shapes that say more than others where an article begins or ends."""
SPEAKER = re.compile(r"([^，。！？：:]{1,6})[：:]")
FRONT = 12
DIGITS = str.maketrans("0123456789", "0" * 10)


def features(page: PageLines) -> list[list[str]]:
    """For each line of a page the names of what is seen there."""
    seen = _Seen(page)
    return [seen.line(at) for at in range(len(page.lines))]


def signature(page: PageLines, at: int) -> tuple[str, str]:
    """A line as a paper's own rules know it: by its very words, digits left open, and by its form among its
    neighbours."""
    seen = _Seen(page, range(max(0, at - 1), min(len(page.lines), at + 2)))
    around = "|".join(seen.shape(number) for number in (at - 1, at, at + 1))
    return f"line={page.lines[at].text[:60].translate(DIGITS)}", f"form={around}"


class _Seen:
    """A page with what is asked of its lines more than once."""

    def __init__(self, page: PageLines, only: Sequence[int] | None = None) -> None:
        self.page = page
        wanted = range(len(page.lines)) if only is None else only
        self.shapes = {at: self._shape(at) for at in wanted}
        if only is None:
            self.ended = [is_ended(line.text) for line in page.lines]
            self.echoes = echoes(page.lines)
            self.bare = [self._bare(at) for at in range(len(page.lines))]
            self.behind, self.ahead = self._cues(1), self._cues(-1)
            self.marked = self._marked()
            self.speakers = Counter(found[1] for line in page.lines if (found := SPEAKER.match(line.text)))
            self.repeated = Counter(line.text.translate(DIGITS) for line in page.lines if len(line.text) <= 30)
            self.ragged = _is_ragged(page.lines)

    def _shape(self, at: int) -> str:
        """The shape, where the text is wrapped with how the line fills its column."""
        text = self.page.lines[at].text
        found = shape(text)
        if fill := filled(self.page, at):
            plain = found[:4] in ("titl", "call", "shor", "part", "open", "pros")
            if fill == "full" and (plain or found == "office"):
                return "full" + ("." if is_ended(text) else "")
            return f"{found}~" if fill == "short" else found
        return found

    def shape(self, at: int) -> str:
        return self.shapes[at] if 0 <= at < len(self.page.lines) else "edge"

    def line(self, at: int) -> list[str]:
        lines = self.page.lines
        line, here = lines[at], self.shape(at)
        before, after = self.shape(at - 1), self.shape(at + 1)
        out = ["any", f"s={here}", f"s-={before}|{here}", f"s+={here}|{after}", f"s3={before}|{here}|{after}"]
        out += [f"s++={here}|{after}|{self.shape(at + 2)}", f"s--={self.shape(at - 2)}|{before}|{here}", f"b={before}"]
        out += [f"a={after}", *self._own(line, here), *self._gaps(at, here), *self._echo(at, here), *self._cue(at, here)]
        if self.page.measures[at]:
            out += self._wrapped(at)
        else:
            out += self._joined(at, here)
        if line.style.size or line.style.level or line.style.bold or line.style.centred:
            out += self._looks(at, here)
        return out

    def _own(self, line: PageLine, here: str) -> list[str]:
        text = line.text
        size = bisect(SIZES, len(text))
        out = [f"n={size}", f"e={_end(text)}", f"n.e={size}|{_end(text)}", f"f={_front(text)}"]
        out.append(f"c={min(3, text.count('，'))}|{min(2, text.count('。'))}")
        if " " in text:
            out.append(f"sp={min(3, text.count(' '))}|{here[:5]}")
        if len(text) <= 30 and self.repeated[text.translate(DIGITS)] > 1:
            out += ["again", f"again={here}"]
        if found := SPEAKER.match(text):
            out.append(f"speaks={min(3, self.speakers[found[1]])}")
        if MARKED_PICTURE.search(text):
            out.append("pictured")
        if len(text) <= 16 and is_names(text):
            out.append(f"names={len(text)}")
        if any(mark in text for mark in "—：") and len(text) <= 40:
            out.append("dashed" if "—" in text else "colon")
        digits = sum(mark.isdigit() for mark in text[:60])
        if digits * 3 > min(60, len(text)):
            out.append("digits")
        if self.ragged:
            out.append(f"ragged|{here}")
        return out

    def _gaps(self, at: int, here: str) -> list[str]:
        lines, usual = self.page.lines, self.page.usual_gap
        above = "top" if not at else _gap(lines[at].gap, usual)
        below = "end" if at + 1 == len(lines) else _gap(lines[at + 1].gap, usual)
        out = [f"g={above}", f"g.s={above}|{here}", f"g+={below}|{here}", f"gg={above}|{below}"]
        if self.page.indented:
            room = lines[at].indent
            inset = "none" if room < 1 else "usual" if room <= 3 else "deep"
            out += [f"i={inset}", f"i.s={inset}|{here}"]
            if at + 1 < len(lines):
                out.append(f"i+={inset}|{'in' if lines[at + 1].indent >= 1 else 'out'}|{here}")
        return out

    def _bare(self, at: int) -> str:
        """A shape without how it fills its column."""
        return self.shapes[at].rstrip("~.")

    def _cues(self, step: int) -> list[tuple[str, int, int]]:
        """For each line the last telling shape on the way there, how many paragraphs and how many titles ago."""
        out: list[tuple[str, int, int]] = []
        cue, far, titles = "edge", 0, 0
        lines = range(len(self.bare))
        for at in lines if step > 0 else reversed(lines):
            out.append((cue, bisect(FAR, far), min(titles, 3)))
            if self.bare[at] in CUES:
                cue, far, titles = self.bare[at], 0, 0
            else:
                far += not self.page.measures[at] or filled(self.page, at) != "full"
                titles += self.bare[at].startswith(("title", "call"))
        return out if step > 0 else out[::-1]

    def _marked(self) -> str:
        """How many of the lines that may be headlines have a byline or a dateline under them."""
        titles = [at for at, one in enumerate(self.bare) if one.startswith(("title", "call"))]
        after = [self.bare[at + 1] for at in titles if at + 1 < len(self.bare)]
        share = sum(one in ("byline", "name", "wire", "deck") for one in after) / max(1, len(after))
        return "none" if share < 0.05 else "few" if share < 0.35 else "half" if share < 0.7 else "most"

    def _echo(self, at: int, here: str) -> list[str]:
        echo = self.echoes[at]
        out = [f"x2={echo.pairs}|{here[:5]}", f"x3={echo.triples}|{here[:5]}", f"x23={echo.pairs}|{echo.triples}"]
        if len(self.page.lines[at].text) <= 45:
            more = (echo.after > echo.before) - (echo.after < echo.before)
            out += [f"x={echo.after}", f"x-={echo.before}", f"x.s={echo.after}|{here[:5]}", f"xx={more}|{here[:5]}"]
            out += [f"x-.s={echo.before}|{here[:5]}", f"x4={more}|{echo.triples}|{here[:5]}"]
        return out

    def _cue(self, at: int, here: str) -> list[str]:
        """What was read last and what comes next that tells of an article's head or end."""
        (last, since, titles), (coming, till, more) = self.behind[at], self.ahead[at]
        out = [f"q={last}|{since}", f"q.s={last}|{here[:5]}", f"q+={coming}|{till}", f"q+.s={coming}|{min(till, 3)}|{here[:5]}"]
        out += [f"qq={last}|{coming}|{here[:5]}", f"qt={last}|{titles}|{here[:5]}", f"qt+={coming}|{more}|{here[:5]}"]
        if here[:4] in ("titl", "call", "numb", "full", "addr", "part"):
            out.append(f"m={self.marked}|{self.shape(at + 1)[:5]}")
            out.append(f"mq={self.marked}|{last}|{min(since, 3)}|{self.shape(at + 1)[:5]}")
        return out

    def _joined(self, at: int, here: str) -> list[str]:
        """Whether the line before was left open, where lines are paragraphs but for column breaks."""
        if self.page.whole:
            return ["whole"]
        out = []
        if at:
            last = self.page.lines[at - 1].text
            long = "long" if len(last) >= 24 else "short"
            pause = "pause" if any(mark in last for mark in "，。；") else "bare"
            out += [f"o={self.ended[at - 1]}|{long}|{pause}", f"o.s={self.ended[at - 1]}|{long}|{pause}|{here}"]
            out += self._brackets(at)
        return out

    def _brackets(self, at: int) -> list[str]:
        last, text = self.page.lines[at - 1].text, self.page.lines[at].text
        still = open_marks(last[-400:])
        first = next((mark for mark in text[:200] if mark in OPENERS or mark in CLOSERS), "")
        closes = bool(still) and first in CLOSERS
        out = [f"br={bool(still)}|{closes}"]
        if closes:
            out.append(f"br.e={self.ended[at - 1]}|{text[0] in OPENERS}")
        return out

    def _wrapped(self, at: int) -> list[str]:
        """How full the lines are, where a full line may go on and a short one ends a paragraph."""
        page = self.page
        fill = filled(page, at)
        text = page.lines[at].text
        own = f"{fill}|{_stop(text)}"
        inset = ("in" if page.lines[at].indent >= 1 else "out") if page.indented else "-"
        out = [f"w={own}", f"w.i={own}|{inset}", f"wf={_front(text)}|{inset}"]
        if at:
            last = page.lines[at - 1]
            past = f"{filled(page, at - 1)}|{_stop(last.text)}"
            out += [f"w-={past}", f"w-.i={past}|{inset}", f"w-.s={past}|{self.shape(at)}", f"w-f={past}|{_front(text)}"]
            out += [f"w-w={past}|{own}|{inset}", f"w1={past}|{inset}|{text[0]}", *self._brackets(at)]
        if at + 1 < len(page.lines):
            after = page.lines[at + 1]
            coming = f"{filled(page, at + 1)}|{_stop(after.text)}"
            inward = ("in" if after.indent >= 1 else "out") if page.indented else "-"
            out += [f"w+={own}|{coming}|{inward}", f"w+s={self.shape(at)}|{coming}|{inward}"]
        return out

    def _looks(self, at: int, here: str) -> list[str]:
        usual = self.page.size
        style = self.page.lines[at].style
        size = _larger(style.size, usual)
        out = [f"l={size}|{style.bold}|{style.centred}", f"l.s={size}|{here}", f"lv={min(style.level, 4)}"]
        for step, name in ((-1, "l-"), (1, "l+")):
            if 0 <= at + step < len(self.page.lines):
                other = self.page.lines[at + step].style
                out.append(f"{name}={_larger(style.size, other.size)}|{size}|{other.centred}")
        return out


def _larger(size: float, usual: float) -> str:
    if not size or not usual:
        return "?"
    share = size / usual
    return "less" if share < 0.95 else "same" if share < 1.08 else "more" if share < 1.45 else "much"


def _gap(gap: int, usual: int) -> str:
    return "more" if gap > usual else "less" if gap < usual else "same" if gap else "none"


def _end(text: str) -> str:
    last = text[-1]
    if last in "”’」』" and len(text) > 1 and text[-2] in "。！？…":
        return "quote."
    return last if last in "。！？；：，、…—）》”」』" else "digit" if last.isdigit() else "."


def _stop(text: str) -> str:
    """Whether a paragraph can end with the line."""
    return "stop" if text[-1] in "。！？…" or (is_ended(text) and text[-1] in "”’」』）") else "lead" if text[-1] in "：；" else "go"


def _front(text: str) -> str:
    if found := NUMBERED.match(text):
        return "#" + ("h" if found[0][0] in "一二三四五六七八九十（(第" else "n")
    first = text[0]
    if first in "“‘「『《【（(—…▲■●◆□":
        return first
    return "digit" if first.isdigit() else "latin" if first.isascii() else "mark" if not is_han(first) else "han"


def _is_ragged(lines: Sequence[PageLine]) -> bool:
    """Whether most lines of a page are short: verse, lists, tables."""
    return sum(len(line.text) <= FRONT + 4 for line in lines) * 2 > len(lines)
