"""EbookLib 0.20, made to write the same bytes for the same book, and only what we gave it.

EbookLib parses every page with an HTML parser and prints it anew: `<head>`, `<body>` attributes, SVG's capitals and
the exact white space are lost on the way. The pages here carry finished XHTML that goes into the container as it is;
EbookLib keeps what it does well: manifest, metadata, spine, guide, NCX.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

from ebooklib import epub
from lxml import etree

ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can hold: a clock in the container would make every build differ."""
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STORED = (".jpg", ".jpeg", ".png")
"""Compressed already."""


class XhtmlPage(epub.EpubHtml):  # type: ignore[misc]
    """A page of the spine, its XHTML finished."""

    def __init__(self, uid: str, file_name: str, title: str, content: bytes) -> None:
        super().__init__(uid=uid, file_name=file_name, media_type="application/xhtml+xml", title=title, content=content)

    def get_content(self, default: bytes | None = None) -> bytes:
        """The bytes as given: EbookLib's own would be parsed as HTML and printed anew."""
        return bytes(self.content)


class NavPage(epub.EpubNav):  # type: ignore[misc]
    """The navigation document, its XHTML finished."""

    def __init__(self, file_name: str, title: str, content: bytes) -> None:
        super().__init__(uid="nav", file_name=file_name, title=title)
        self.content = content


class FixedZip(zipfile.ZipFile):
    """A zip whose entries carry no time, no owner and no machine."""

    def writestr(  # type: ignore[override]
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: bytes | str,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Add one entry; `mimetype` and pictures are stored, the rest is deflated."""
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        entry = zipfile.ZipInfo(name, ZIP_DATE)
        entry.create_system = 3  # Unix, wherever it is built
        entry.external_attr = 0o644 << 16
        stored = compress_type == zipfile.ZIP_STORED or name.endswith(STORED)
        super().writestr(entry, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, compresslevel or 9)


class BookWriter(epub.EpubWriter):  # type: ignore[misc]
    """Writes a book into memory.

    EbookLib's `write_epub` swallows errors and leaves cut files; here every error is raised and no file is touched.
    """

    def __init__(self, book: epub.EpubBook, modified: datetime.datetime) -> None:
        self.buffer = io.BytesIO()
        super().__init__(self.buffer, book, {"mtime": modified.astimezone(datetime.UTC), "epub3_pages": False})

    def to_bytes(self) -> bytes:
        """The whole container. Raises ValueError for an item without content."""
        for item in self.book.get_items():
            if not isinstance(item, epub.EpubNcx) and not item.content:
                raise ValueError(f"{item.file_name} would be empty in the EPUB")
        self.process()
        self.write()
        return self.buffer.getvalue()

    def write(self) -> None:
        """Container in the order the standard wants: mimetype first, stored."""
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
        # EbookLib's page list would take every element with epub:type and an id; ours is in the template.
        return bytes(item.content)

    def _get_ncx(self) -> bytes:
        root = etree.fromstring(super()._get_ncx())
        namespace = {"ncx": epub.NAMESPACES["DAISY"]}
        root.set(XML_LANG, self.book.language)
        depth = 2 if any(isinstance(entry, tuple) for entry in self.book.toc) else 1
        for meta in root.findall("ncx:head/ncx:meta[@name='dtb:depth']", namespace):
            meta.set("content", str(depth))
        return bytes(etree.tostring(root.getroottree(), pretty_print=True, encoding="utf-8", xml_declaration=True))
