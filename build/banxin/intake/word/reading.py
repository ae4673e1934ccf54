"""A .docx file → its dump, with every character of it counted."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from banxin.errors import EditionError, Origin, problem
from banxin.intake.captions import give_captions
from banxin.intake.dump import Dump
from banxin.intake.markup import Element, name_of
from banxin.intake.problems import UNCOUNTED, UNREADABLE_FILE
from banxin.intake.word.body import BodyReader, quoted
from banxin.intake.word.package import Package, shown


def read_docx(name: str, data: bytes) -> Dump:
    """Read a file of Word or WPS. Raises EditionError (`unreadable-file`) for one that is damaged or no such file.

    Text that was put in by a tracked change is taken, deleted text is not; both are told, as are comments, hidden text,
    heads and feet of pages. A character of the file that is in none of these is `uncounted`.
    """
    file = f"raw/{name}"
    try:
        reader = BodyReader(Package.open(data), file)
        reader.read()
    except (ValueError, KeyError, RecursionError) as error:
        why = str(error)[:120] if not isinstance(error, RecursionError) else "it is nested too deeply"
        raise EditionError([problem(UNREADABLE_FILE, Origin(file), form="docx", why=why)]) from None
    if lost := _characters(reader) - _kept(reader):
        count, sample = sum(lost.values()), quoted("".join(lost))
        reader.problems.append(problem(UNCOUNTED, Origin(file), count=count, sample=sample))
    writer = give_captions(reader.writer)
    placed, problems = tuple(writer.placed), tuple(reader.problems)
    return Dump(name, data, "docx", writer.text, writer.styles, placed, problems, PurePath(name).stem, whole=True)


def _characters(reader: BodyReader) -> Counter[str]:
    """The visible characters of the file's text, as its XML has them."""
    roots = [reader.package.document(), *(root for kind in reader.notes.values() for root in kind.values())]
    return Counter(mark for root in roots for text in _texts(root) for mark in text if not mark.isspace())


def _texts(element: Element) -> list[str]:
    """Texts of an element in order, of alternatives the one that is shown."""
    out = [element.text or ""] if name_of(element) in ("t", "delText") else []
    return out + [text for one in shown(element) for text in _texts(one)]


def _kept(reader: BodyReader) -> Counter[str]:
    texts = [reader.writer.text, *reader.aside, *(text for one in reader.writer.placed for text in one.what.texts)]
    return Counter(mark for text in texts for mark in text if not mark.isspace())
