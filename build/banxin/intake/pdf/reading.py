"""A PDF with a text layer → a dump a page; it is read in a process with limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from banxin.errors import EditionError, Origin, Problem, UsageError, phrase, problem
from banxin.intake.dump import Dump, DumpPicture, LineStyle, LineWriter
from banxin.intake.problems import LEFT_OUT, PAGE_WITHOUT_TEXT, UNCOUNTED, UNREADABLE_FILE
from banxin.limited.answers import Limits
from banxin.limited.asking import LimitedProcess, LimitError

TASK = "banxin.intake.pdf.task:read_pages"
LIMITS = Limits(seconds=120.0, memory=3 << 30, answer=1 << 30)
"""Ours: eight broadsheet pages take a tenth of it."""
SHOWN = 40


def read_pdf(name: str, data: bytes) -> tuple[Dump, ...]:
    """Read a newspaper's pages, a dump each. A page of which there is only a picture is told.

    Raises EditionError for a file that is damaged, too large for the limits, or has no text at all.
    """
    file = f"raw/{name}"
    try:
        with LimitedProcess(TASK, LIMITS, once=True) as process:
            answer = process.ask(data)
        dumps = tuple(_dump(name, data, number, page, answer.parts) for number, page in enumerate(answer.value, 1))
    except (LimitError, UsageError) as error:
        raise EditionError([problem(UNREADABLE_FILE, Origin(file), form="PDF", why=error.args[0])]) from None
    except (ValueError, TypeError, IndexError, KeyError, AttributeError):
        why = phrase("its reader broke down")
        raise EditionError([problem(UNREADABLE_FILE, Origin(file), form="PDF", why=why)]) from None
    if not any(dump.text for dump in dumps):
        raise EditionError([problem(PAGE_WITHOUT_TEXT, Origin(file), page=1)])
    return dumps


def _dump(name: str, data: bytes, number: int, page: Mapping[str, Any], parts: Sequence[bytes]) -> Dump:
    writer = LineWriter()
    starts = []
    for article in page["articles"]:
        starts.append(len(writer.lines) + 1)
        for text, size, bold, face in (*article["heads"], *article["paragraphs"]):
            writer.line(str(text), LineStyle(float(size), bool(bold), face=str(face)))
        for at, caption in article["pictures"]:
            writer.put(DumpPicture("", parts[at] if at >= 0 else b"", str(caption)))
        writer.gap()
    file = f"raw/{name}"
    problems: list[Problem] = []
    if left := " ".join(map(str, page["left"])).strip():
        what = phrase("the masthead or folio of page {page}", page=number)
        shown = left if len(left) <= SHOWN else f"{left[:SHOWN]}…"
        problems.append(problem(LEFT_OUT, Origin(file), what=what, text=shown))
    if lost := str(page["lost"]):
        problems.append(problem(UNCOUNTED, Origin(file), count=len(lost), sample=lost[:SHOWN]))
    if not writer.text.strip():
        problems.append(problem(PAGE_WITHOUT_TEXT, Origin(file), page=number))
    return Dump(
        name,
        data,
        "pdf",
        writer.text,
        writer.styles,
        tuple(writer.placed),
        tuple(problems),
        whole=True,
        starts=tuple(starts),
    )
