"""The parts of a .docx file and what they name each other by."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from banxin.intake.archives import Archive
from banxin.intake.markup import Element, name_of, parse_xml

MAIN = "word/document.xml"


def attribute(element: Element | None, name: str) -> str:
    """An attribute by its name without namespace, empty where it is missing: Word has two namespaces for the same."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of names without namespaces."""
    for name in path:
        element = next((one for one in element if name_of(one) == name), None) if element is not None else None
    return element


def is_on(element: Element | None) -> bool:
    """Whether a switch, such as bold, is there and not turned off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off", "none")


def shown(element: Element) -> Iterator[Element]:
    """The element's children; of alternatives for old and new programs only the new one."""
    for one in element:
        if name_of(one) == "AlternateContent":
            choice = child(one, "Choice")
            if choice is None:
                choice = child(one, "Fallback")
            yield from shown(choice) if choice is not None else ()
        else:
            yield one


@dataclass(frozen=True, slots=True)
class Package:
    """A .docx file, opened."""

    archive: Archive
    main: str
    """Name of the part that holds the document."""
    related: dict[str, dict[str, str]]
    """Part → id → part or address; read when they are asked for."""

    @classmethod
    def open(cls, data: bytes) -> Package:
        """Raises ValueError for what is no such file."""
        archive = Archive(data)
        main = next((target for target in _targets(archive, "", "officeDocument").values()), MAIN)
        if not archive.has(main):
            raise ValueError("it has no document in it")
        return cls(archive, main, {})

    def part(self, name: str) -> Element | None:
        """The root of a part beside the document; None when there is none."""
        whole = posixpath.join(posixpath.dirname(self.main), name)
        return parse_xml(self.archive.read(whole)) if self.archive.has(whole) else None

    def document(self) -> Element:
        return parse_xml(self.archive.read(self.main))

    def target(self, part: str, identity: str) -> str:
        """What an id means in a part: the name of another part, or an address."""
        if part not in self.related:
            self.related[part] = _targets(self.archive, part)
        return self.related[part].get(identity, "")

    def parts(self, folder: str) -> list[str]:
        """Names of the parts that begin so, in order."""
        return sorted(name for name in self.archive.names if name.startswith(folder) and name.endswith(".xml"))


def _targets(archive: Archive, part: str, kind: str = "") -> dict[str, str]:
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if not archive.has(listed):
        return {}
    found = {}
    for one in parse_xml(archive.read(listed)):
        if name_of(one) == "Relationship" and attribute(one, "Type").endswith(kind):
            target = attribute(one, "Target")
            if attribute(one, "TargetMode") != "External":
                target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
                target = attribute(one, "Target").lstrip("/") if attribute(one, "Target").startswith("/") else target
            found[attribute(one, "Id")] = target
    return found
