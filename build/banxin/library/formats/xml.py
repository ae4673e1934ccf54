"""Building the XML of archive standards with reproducible bytes."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

XLINK = "http://www.w3.org/1999/xlink"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


class Writer:
    """Makes elements of one namespace."""

    def __init__(self, namespace: str) -> None:
        self.namespace = namespace

    def root(self, name: str, prefixes: Mapping[str | None, str], **attributes: object) -> etree._Element:
        """The root element, with the prefixes that it declares."""
        element = etree.Element(f"{{{self.namespace}}}{name}", nsmap=dict(prefixes))
        _set(element, attributes)
        return element

    def add(self, parent: etree._Element, name: str, text: str = "", **attributes: object) -> etree._Element:
        """Add an element at the end of `parent`; attributes that are None or empty are omitted."""
        element = etree.SubElement(parent, f"{{{self.namespace}}}{name}")
        if text:
            element.text = text
        _set(element, attributes)
        return element


def _set(element: etree._Element, attributes: Mapping[str, object]) -> None:
    for name, value in attributes.items():
        if value is not None and value != "":
            text = f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
            element.set(f"{{{XLINK}}}{name[6:]}" if name.startswith("xlink_") else name.rstrip("_"), text)


def to_bytes(root: etree._Element) -> bytes:
    """The document as UTF-8, indented."""
    etree.indent(root, space=" ")
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return made + b"\n"
