"""XML and HTML from strangers, parsed without entities, networks and endless depth."""

from __future__ import annotations

from typing import Any, TypeAlias

from lxml import etree, html

Element: TypeAlias = Any
"""An element of lxml, which has no types."""


def parse_xml(data: bytes) -> Element:
    """The root of an XML document. Raises ValueError when it is none, or defines entities."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)[:120]) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("it defines entities")
    return root


def parse_html(text: str) -> Element | None:
    """The root of a page of any quality; None when it has no element.

    Raises ValueError for one that is nested so deeply that the parser gives up and would drop the rest.
    """
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root: Element = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    if fatal := [error.message for error in parser.error_log if error.level == etree.ErrorLevels.FATAL]:
        raise ValueError(fatal[0][:120])
    return root


def name_of(element: Element) -> str:
    """An element's name without its namespace; empty for what is no element."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""
