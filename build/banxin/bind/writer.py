"""EbookLib 0.20, made to write the same bytes for the same book, with no additions of its own.

EbookLib parses every page with an HTML parser and serialises it again: `<head>`, attributes of `<body>`, SVG's capitals
and exact white space are lost. Here pages have finished XHTML that is written unchanged; EbookLib is used for manifest,
metadata, spine, guide and NCX.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

from ebooklib import epub
from lxml import etree

ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date of a zip: a real time in the container would make every build differ."""
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STORED = (".jpg", ".jpeg", ".png")
"""Compressed already."""


class XhtmlPage(epub.EpubHtml):  # type: ignore[misc]
    """A page of the spine with finished XHTML."""

    def __init__(self, uid: str, file_name: str, title: str, content: bytes) -> None:
        super().__init__(uid=uid, file_name=file_name, media_type="application/xhtml+xml", title=title, content=content)

    def get_content(self, default: bytes | None = None) -> bytes:
        """The given bytes: EbookLib would parse and serialise them."""
        return bytes(self.content)


class NavPage(epub.EpubNav):  # type: ignore[misc]
    """The navigation document with finished XHTML."""

    def __init__(self, file_name: str, title: str, content: bytes) -> None:
        super().__init__(uid="nav", file_name=file_name, title=title)
        self.content = content


class FixedZip(zipfile.ZipFile):
    """A zip whose entries have no time, owner or system."""

    def writestr(  # type: ignore[override]
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: bytes | str,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Add an entry; `mimetype` and pictures are stored, others are deflated."""
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        entry = zipfile.ZipInfo(name, ZIP_DATE)
        entry.create_system = 3  # Unix, on every system
        entry.external_attr = 0o644 << 16
        stored = compress_type == zipfile.ZIP_STORED or name.endswith(STORED)
        super().writestr(entry, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, compresslevel or 9)


class BookWriter(epub.EpubWriter):  # type: ignore[misc]
    """Writes a book to memory.

    EbookLib's `write_epub` swallows errors and leaves incomplete files; here every error is raised and no file is
    touched.
    """

    def __init__(self, book: epub.EpubBook, modified: datetime.datetime) -> None:
        self.buffer = io.BytesIO()
        super().__init__(self.buffer, book, {"mtime": modified.astimezone(datetime.UTC), "epub3_pages": False})

    def to_bytes(self) -> bytes:
        """The container. Raises ValueError for an item without content."""
        for item in self.book.get_items():
            if not isinstance(item, epub.EpubNcx) and not item.content:
                raise ValueError(f"{item.file_name} would be empty in the EPUB")
        self.process()
        self.write()
        return self.buffer.getvalue()

    def write(self) -> None:
        """Write the entries in the required order: mimetype first, stored."""
        with FixedZip(self.buffer, "w", zipfile.ZIP_DEFLATED) as self.out:
            self.out.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_file(self, root: Any) -> None:
        # Without xml:lang a screen reader guesses the language of the title (Ace: serious).
        root.set(XML_LANG, self.book.language)
        data = etree.tostring(root, pretty_print=True, encoding="utf-8", xml_declaration=True)
        self.out.writestr(f"{self.book.FOLDER_NAME}/content.opf", data)

    def _get_nav(self, item: NavPage) -> bytes:
        # EbookLib would list every element with epub:type and an id; the template has the page list.
        return bytes(item.content)

    def _get_ncx(self) -> bytes:
        root = etree.fromstring(super()._get_ncx())
        namespace = {"ncx": epub.NAMESPACES["DAISY"]}
        root.set(XML_LANG, self.book.language)
        depth = 2 if any(isinstance(entry, tuple) for entry in self.book.toc) else 1
        for meta in root.findall("ncx:head/ncx:meta[@name='dtb:depth']", namespace):
            meta.set("content", str(depth))
        return bytes(etree.tostring(root.getroottree(), pretty_print=True, encoding="utf-8", xml_declaration=True))
