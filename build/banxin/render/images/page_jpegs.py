"""Pictures of drawn pages; those that a layout of somebody's drew are made in a process with limits.

A style sheet of one line can make a page that takes PDFium minutes and gigabytes.
"""

from __future__ import annotations

from collections.abc import Sequence

from banxin.errors import BanxinError, phrase
from banxin.limited.answers import Answer, Limits
from banxin.limited.asking import LimitError, ask_once
from banxin.render.images.png import page_picture

TASK = f"{__name__}:jpegs_task"
LIMITS = Limits(seconds=120.0, memory=3 << 30, answer=512 << 20)
"""Ours: 16 broadsheet pages take 5 seconds."""
Wanted = tuple[int, int]
"""Page from 1, width in pixels."""


def page_jpegs(pdf: bytes, wanted: Sequence[Wanted], *, careful: bool) -> list[bytes]:
    """A JPEG of each page asked for; `careful`: within limits. Raises ValueError as `page_picture`, BanxinError at a
    limit."""
    if not careful:
        return [page_picture(pdf, page, width, "JPEG") for page, width in wanted]
    try:
        parts = ask_once(TASK, (pdf, tuple(wanted)), LIMITS).parts
    except LimitError:
        parts = ()
    if len(parts) != len(wanted):
        raise BanxinError(
            phrase("Pictures of the pages take more time or memory than they may: the layout draws too much.")
        )
    return list(parts)


def jpegs_task(order: tuple[bytes, Sequence[Wanted]]) -> Answer:
    """The process's task."""
    pdf, wanted = order
    return Answer(parts=tuple(page_picture(pdf, page, width, "JPEG") for page, width in wanted))
