"""What the files of a bag are, by their content: a name that ends in .jpg does not make a picture.

Browsers obey what a file is: a page of HTML that a stranger put in the place of a picture would run in the site's name.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.parsers import expat

from banxin.library.formats import alto, mets, mods, premis
from banxin.library.record.record import IssueRecord

EPUB = (b"PK\x03\x04", 30, b"mimetypeapplication/epub+zip")
"""A local file header of ZIP, and at its 30th byte the name and content of the first file (OCF 3.3, 4.2)."""
HEADS = {".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".pdf": b"%PDF-"}
HEAD_BYTES = 64
NAMESPACES = frozenset({"", alto.NAMESPACE, mets.NAMESPACE, mods.NAMESPACE, premis.NAMESPACE})
"""Of the elements of our XML: whatever is drawn or run has another one."""
SEPARATOR = " "
MOST_XML, MOST_JSON = 1 << 26, 1 << 24
"""Bytes. Ours: ALTO of a full broadsheet page has 1 MB."""


def _begins_right(path: Path) -> bool:
    """Whether a file's first bytes are of the type that its name says; False for what is no file."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        return False
    if path.suffix == ".epub":
        first, at, second = EPUB
        return head.startswith(first) and head[at : at + len(second)] == second
    return head.startswith(HEADS.get(path.suffix, b""))


def fault(path: Path) -> str:
    """Why a file is not of the type that its name says, or empty."""
    if not _begins_right(path):
        return f"it is not what its name says, {path.suffix.lstrip('.').upper()}"
    if path.suffix == ".xml":
        return _xml_fault(path)
    return _json_fault(path) if path.suffix == ".json" else ""


def foreign_files(bag: Path, record: IssueRecord) -> Iterator[tuple[str, str]]:
    """Files of a bag that readers may have and that are not what they should be: path in `data/`, and why."""
    for name in existing(bag, (*record.for_readers, *(product.name for product in record.products))):
        if why := fault(bag / "data" / name):
            yield name, why


def existing(bag: Path, names: Iterable[str]) -> Iterator[str]:
    """Those names for which there is something in a bag's `data/`."""
    yield from (name for name in names if (bag / "data" / name).exists())


class _ForeignError(Exception):
    """Something in an XML file that banxin does not write."""


def _xml_fault(path: Path) -> str:
    def element(name: str, _attributes: object) -> None:
        if name.rpartition(SEPARATOR)[0] not in NAMESPACES:
            raise _ForeignError(f"it has the element {name[:100]}")

    def refused(*_arguments: object) -> None:
        raise _ForeignError("it has a document type or an instruction for programs")

    parser = expat.ParserCreate(namespace_separator=SEPARATOR)
    parser.StartElementHandler = element
    parser.StartDoctypeDeclHandler = refused
    parser.ProcessingInstructionHandler = refused
    try:
        if path.stat().st_size > MOST_XML:
            return f"it is larger than {MOST_XML >> 20} MB"
        with path.open("rb") as file:
            parser.ParseFile(file)
    except (_ForeignError, OSError, ValueError) as error:
        return str(error)
    except expat.ExpatError as error:
        return f"it is not XML: {error}"
    return ""


def _json_fault(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_JSON:
            return f"it is larger than {MOST_JSON >> 20} MB"
        return "" if isinstance(json.loads(path.read_bytes()), dict) else "it is no object of JSON"
    except (OSError, ValueError, RecursionError) as error:
        return f"it is not JSON: {error}"
