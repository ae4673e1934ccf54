"""Which line after a picture is its caption."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from banxin.intake.dump import DumpPicture, LineStyle, LineWriter, Placed

MOST = 200
"""Characters of a caption with its credit; ours, longer than those of news pictures."""
NEAR = 2
"""Lines after a picture, empty ones too, within which its caption begins; ours."""
NAMED = re.compile(r"[▲△▼◆●]|图(?:\d|[一二三四五六七八九十]|为|片|说|[:：])|[（(][上下左右]图[）)]|照片[:：]")
CREDITED = re.compile(r"(?:摄(?:影)?(?:报道)?|供图|图片来源.{0,20}|资料(?:图片?|照片)|/图|/摄)[）)】]?$")


def give_captions(writer: LineWriter) -> LineWriter:
    """The same lines, in which those that are captions of pictures stand with their picture instead.

    A caption is the line after a picture that its source calls so, that names the picture or its photographer, or that
    is set smaller than, or centred among, what most of the text is set in.
    """
    usual = _usual(writer)
    taken: set[int] = set()
    placed: list[Placed] = []
    for at, one in enumerate(writer.placed):
        follows = at + 1 < len(writer.placed) and writer.placed[at + 1].after == one.after
        if isinstance(one.what, DumpPicture) and not one.what.caption and not follows:
            number = _caption(writer, one.after, usual)
            if number and number not in taken:
                taken.add(number)
                one = replace(one, what=replace(one.what, caption=writer.lines[number - 1].strip()))
        placed.append(one)
    lines = ["" if number in taken else line for number, line in enumerate(writer.lines, 1)]
    styles = {number: style for number, style in writer.styles.items() if number not in taken}
    return LineWriter(lines, styles, placed, writer.captions - taken)


def _usual(writer: LineWriter) -> LineStyle:
    """The style that most characters have."""
    amounts: Counter[LineStyle] = Counter()
    for number, style in writer.styles.items():
        amounts[replace(style, bold=False, level=0)] += len(writer.lines[number - 1])
    return max(amounts, key=lambda style: amounts[style]) if amounts else LineStyle()


def _caption(writer: LineWriter, after: int, usual: LineStyle) -> int:
    """The number of the line that is the caption of a picture after a line; 0 for none."""
    for number in range(after + 1, min(after + NEAR, len(writer.lines)) + 1):
        text = writer.lines[number - 1].strip()
        if not text:
            continue
        style = writer.styles.get(number, LineStyle())
        if len(text) > MOST or style.level:
            return 0
        smaller = 0 < style.size < usual.size
        centred = style.centred and not usual.centred and not style.bold and 0 < style.size <= usual.size
        named = NAMED.match(text) or CREDITED.search(text)
        return number if named or number in writer.captions or ((smaller or centred) and after > 0) else 0
    return 0
