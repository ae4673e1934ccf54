"""Asking a process with limits what is in a PDF that somebody gave."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from banxin.errors import UsageError, phrase
from banxin.inside import is_inside
from banxin.limited.answers import Limits
from banxin.limited.asking import LimitedProcess, LimitError, MemoryLimitError, SizeLimitError, TimeLimitError

LIMITS = Limits(seconds=120.0, memory=3 << 30, answer=1 << 30)
"""Ours: 16 broadsheet pages take a tenth of it."""
A_PAGE_S = 5.0
"""Seconds by which each picture of a page adds to the limit. Ours: the largest take three."""
TASKS = "banxin.foreign.pdf_tasks"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture of a page, as a file."""

    page: str
    """Its printed number."""
    asked: int
    """The width that was asked for; that of a spread is larger."""
    kind: str
    width: int
    height: int
    data: bytes


def imposed(pdf: Path, way: str, paper: str) -> tuple[bytes, int]:
    """The pages of a newspaper on sides of paper, and the number of sides.

    Raises UsageError for a file that is no PDF, or one that cannot be read within the limits.
    """
    with _Reader(pdf, "impose_pages") as reader:
        return reader.ask_file((way, paper), lambda value, parts: (parts[0], int(value)))


def page_pictures(pdf: Path, widths: Sequence[int], kinds: Sequence[str]) -> Iterator[PagePicture]:
    """Each page in each width, as each of the kinds. Raises UsageError as `imposed`."""
    with _Reader(pdf, "PagesTask") as reader:
        count = reader.ask_file((0, widths[0], tuple(kinds)), lambda value, _: int(value))
        for width in widths:
            for number in range(1, count + 1):
                yield from reader.ask_file((number, width, tuple(kinds)), partial(_pictures, width, kinds))


def attached(pdf: Path) -> dict[str, bytes]:
    """Path → bytes of the sources in a PDF. Raises UsageError as `imposed`, and for a PDF without sources."""
    with _Reader(pdf, "extract_files") as reader:
        files = reader.ask_file((), lambda value, parts: dict(zip(map(str, value), parts, strict=True)))
    if not all(map(is_inside, files)):
        raise UsageError(phrase("{file} has a file whose name leads out of the folder.", file=pdf))
    return files


def _pictures(asked: int, kinds: Sequence[str], value: Any, parts: Sequence[bytes]) -> list[PagePicture]:
    name, width, height = value
    if not re.fullmatch(r"[\w-]{1,80}", str(name)):
        raise ValueError(name)
    rows = zip(kinds, parts, strict=True)
    return [PagePicture(str(name), asked, kind, int(width), int(height), data) for kind, data in rows]


class _Reader(LimitedProcess):
    """The process, and the time that is left for the file."""

    def __init__(self, pdf: Path, task: str) -> None:
        super().__init__(f"{TASKS}:{task}", LIMITS, once=True)
        self.pdf = pdf
        self.until = time.monotonic() + LIMITS.seconds

    def ask_file(self, order: tuple[Any, ...], read: Callable[[Any, Sequence[bytes]], T]) -> T:
        """What is read from an answer, which is not believed."""
        try:
            answer = self.ask((self.pdf.absolute(), *order), max(self.until - time.monotonic(), 1.0))
            self.until += A_PAGE_S
            return read(answer.value, answer.parts)
        except TimeLimitError:
            why = phrase("it takes too long")
        except MemoryLimitError:
            why = phrase("it needs too much memory")
        except SizeLimitError:
            why = phrase("too much would be made of it")
        except (LimitError, ValueError, TypeError, IndexError):
            why = phrase("its reader broke down")
        raise UsageError(phrase("{file} cannot be read as a PDF: {reason}.", file=self.pdf, reason=why))
