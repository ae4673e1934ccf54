"""What a line of a dump may be, judged by its form alone: length, marks, words that every Chinese newspaper uses."""

from __future__ import annotations

import re

from banxin.cjk import HAN, is_han
from banxin.importer.characters import is_ended

TITLE_LENGTH = 40
"""Longest headline, kicker, deck or subhead; ours."""
CREDIT_LENGTH = 48
DECK_LENGTH = 60
CAPTION_LENGTH = 160
"""Longest caption before its credit; ours."""

ROLES = "特约记者|见习记者|实习记者|记者|通讯员|特约撰稿人|撰稿人|评论员|实习生|报道员|摄影"
NAME = r"[^\s，。、；：？！“”（）《》]{2,12}"
SPACED_NAMES = re.compile(rf"[^\s，。；：？！]{{0,24}}?(?:{ROLES})(?: (?:{NAME}|摄|文|图))+")
OF_NAMES = f"[{HAN}·]"
CLOSE_NAMES = re.compile(
    rf"(?:[^\s，。；：？！]{{0,16}}[报社台网刊]|本报|新华社)?(?:{ROLES}){OF_NAMES}{{2,4}}(?:[ 、]{OF_NAMES}{{2,9}})*"
)
BY_MARK = re.compile(
    r"(?:[□■◎○●◆]|文[/／]|图[/／]|文图[/／]|图文[/／]|撰文[:：]?|作者[:：]|评论员[:：]?) ?[^，。；？！]{2,30}"
)
UNSIGNED = re.compile(r"(?:本报|本刊|本网)(?:特约|特邀)?评论员(?: .{2,12})?")
CREDIT = re.compile(
    r"[^，。；？！]{0,40}(?: ?摄(?:影)?(?:报道)?|供图|制图|绘制|漫画)"
    r"|新华社发(?:（[^（）]{1,30}）)?|图片来源[:：].{1,30}|资料(?:图|照)片?"
)
AGENCY = "(?:据)?(?:本报|本网|本刊|本台|新华社|中新社|中新网|人民网|新华网|央视网)"
PLACE_AND_DAY = "(?:(?!记者|通讯员)[^，。；：？！（）“”]){0,24}?"
WRITERS = "(?:（[^（）]{1,80}）)"
DATELINE = re.compile(f"{AGENCY}{PLACE_AND_DAY}[讯电](?:{WRITERS}|(?= |{OF_NAMES}{{0,8}}(?:记者|通讯员)))")
BARE_DATELINE = re.compile(rf"{AGENCY}{PLACE_AND_DAY}[讯电](?=[\s{HAN}“《0-9])")
"""A dateline without writers in brackets, directly followed by the text: 新华社北京12月21日电."""


def dateline(text: str) -> str:
    """The dateline that a news item begins with, 本报…讯（…）, with its brackets; empty when there is none."""
    for pattern in (DATELINE, BARE_DATELINE):
        if found := pattern.match(text):
            return found[0]
    return ""


def is_byline(text: str) -> bool:
    """Whether a line names the writers and nothing else."""
    if len(text) > CREDIT_LENGTH or is_ended(text) or dateline(text):
        return False
    return any(form.fullmatch(text) for form in (SPACED_NAMES, CLOSE_NAMES, BY_MARK, UNSIGNED))


def is_credit(text: str) -> bool:
    """Whether a line names who took or supplied a picture; one that names a writer may do so, too."""
    return len(text) <= CREDIT_LENGTH and (CREDIT.fullmatch(text) is not None or is_byline(text))


def is_deck(text: str) -> bool:
    """A line that starts with ——."""
    return text.startswith("——") and len(text) <= DECK_LENGTH and not text.endswith("。")


def is_title(text: str) -> bool:
    """Whether it may be a title: short, no complete sentence, no pause or stop at its end; 「？」 and 「！」 may end a
    headline."""
    if len(text) > TITLE_LENGTH or "。" in text or dateline(text) or is_deck(text):
        return False
    bare = text.rstrip("”’」』）》")
    if not bare or not any(is_han(mark) or mark.isalnum() for mark in bare):
        return False
    if bare[-1] in "？！":
        return text[0] not in "“‘" and sum(mark in "？！" for mark in text) == 1
    return bare[-1] not in "，、；：…—," and not is_byline(text) and CREDIT.fullmatch(text) is None


def has_pause(text: str) -> bool:
    """Whether a mark divides it, which is usual in sentences and rare in headlines."""
    return any(mark in "，；：。" for mark in text)


def excerpt(text: str, length: int = 16) -> str:
    """The start of a text, for a message."""
    return text if len(text) <= length else text[:length] + "…"
