"""Pages of an e-book are read, never run: what a layout of somebody's writes is looked through."""

from __future__ import annotations

import re

from lxml import etree

REFUSED = frozenset(
    {"script", "iframe", "object", "embed", "base", "form", "foreignObject", "audio", "video", "applet"}
)
LOADED = frozenset({"src", "href", "poster", "data", "srcset", "action", "formaction"})
"""Attributes that may name an address."""
SCHEME = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?")
OUTSIDE = re.compile(r"@import|(?:url|src|image-set)\(\s*[\"']?\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
"""In a style sheet: another one, or an address outside of the book."""
MAY_LEAD = ("http://", "https://", "mailto:")
"""Where a link of an `a` may lead; nothing else may leave the book."""


def fault(page: bytes) -> str:
    """What is active in a page of XHTML, or leads out of the book; empty when nothing is."""
    root = etree.fromstring(page, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in root.iter():
        if not isinstance(element.tag, str):
            if isinstance(element, etree._ProcessingInstruction) and "stylesheet" in element.target:
                return "it has a style sheet in a processing instruction"
            continue
        name = etree.QName(element).localname
        if name in REFUSED or (name == "meta" and element.get("http-equiv", "").lower() == "refresh"):
            return f"it has the element {name}"
        for key, value in element.attrib.items():
            if reason := _attribute(name, etree.QName(key).localname, str(value)):
                return reason
        if name == "style" and (reason := style_fault(element.text or "")):
            return reason
    return ""


def style_fault(sheet: str) -> str:
    """What a style sheet loads from outside of the book; empty when nothing."""
    plain = ESCAPE.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), re.sub(r"/\*.*?\*/", "", sheet, flags=re.S))
    return "its style loads something" if OUTSIDE.search(plain) else ""


def _attribute(element: str, name: str, value: str) -> str:
    if name.lower().startswith("on"):
        return f"it has the attribute {name[:40]}"
    if name == "style":
        return style_fault(value)
    if name in LOADED and SCHEME.match(value):
        allowed = element == "a" and name == "href" and value.strip().lower().startswith(MAY_LEAD)
        return "" if allowed else f"it leads to {value.strip()[:80]}"
    return ""
