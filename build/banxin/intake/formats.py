"""What a file is, by its first bytes; its name only decides where they leave a doubt."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath

from banxin.errors import Phrase, phrase
from banxin.intake.archives import Archive

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Compound files: the programs of an office before 2007."""
ENOUGH = 4096
"""Bytes at the start that tell a format; ours."""
WEB_NAMES = (".html", ".htm", ".xhtml", ".shtml")
ARCHIVE_NAMES = (".mht", ".mhtml")
MARKDOWN_NAMES = (".md", ".markdown")
WEB_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta ")
SAVE_IN_WORD = phrase("Open it in Word or WPS and save it as .docx (Word document), then import that.")
SAVE_AS_TEXT = phrase("Open it in its program and save it as .docx or as plain text, then import that.")
TAKE_OUT = phrase("Take the files out of it and import them.")


class Format(StrEnum):
    """The kinds of files that have a reader."""

    TEXT = "text"
    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "markdown"
    PDF = "pdf"
    ODT = "odt"
    RTF = "rtf"
    PICTURE = "picture"


Foreign = tuple[Phrase, Phrase]
"""What a file without a reader is, and what to do with it."""

OLE_NAMES: tuple[tuple[str, Phrase, Phrase], ...] = (
    ("EncryptedPackage", phrase("a file locked with a password"), phrase("Open it, save it without a password.")),
    ("Workbook", phrase("a workbook of Excel or WPS (.xls, .et)"), SAVE_AS_TEXT),
    ("PowerPoint Document", phrase("slides of PowerPoint or WPS (.ppt, .dps)"), SAVE_AS_TEXT),
    ("__substg1.0", phrase("a message of Outlook (.msg)"), SAVE_AS_TEXT),
    ("WordDocument", phrase("a document of Word 97 to 2003 or of WPS (.doc, .wps)"), SAVE_IN_WORD),
)
"""Stream in a compound file → what it is; the first that is found."""
STARTS: tuple[tuple[bytes, Phrase, Phrase], ...] = (
    (b"Rar!", phrase("an archive (RAR)"), TAKE_OUT),
    (b"7z\xbc\xaf", phrase("an archive (7z)"), TAKE_OUT),
    (b"\x1f\x8b", phrase("an archive (gzip)"), TAKE_OUT),
    (b"CAJ", phrase("a file of CAJViewer"), SAVE_AS_TEXT),
    (b"bplist", phrase("a file of macOS"), SAVE_AS_TEXT),
    (b"%!PS", phrase("a PostScript file"), phrase("Make a PDF of it and import that.")),
    (b"ID3", phrase("a sound"), phrase("Write down what is said.")),
)
ZIPPED: tuple[tuple[str, Phrase, Phrase], ...] = (
    ("xl/", phrase("a workbook of Excel or WPS (.xlsx)"), SAVE_AS_TEXT),
    ("ppt/", phrase("slides of PowerPoint or WPS (.pptx)"), SAVE_AS_TEXT),
    ("OFD.xml", phrase("an OFD document"), phrase("Open it in its reader and make a PDF or text of it.")),
    ("Index/Document.iwa", phrase("a document of Pages (.pages)"), SAVE_AS_TEXT),
    ("index.xml", phrase("a document of Pages (.pages)"), SAVE_AS_TEXT),
    ("META-INF/container.xml", phrase("an e-book (EPUB)"), SAVE_AS_TEXT),
    ("designmap.xml", phrase("a document of InDesign (.idml)"), phrase("Make a PDF of it and import that.")),
)
"""The start of a name in an archive → what it is."""
PICTURE_STARTS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM")
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis", b"avif")
ODT_TYPE = b"application/vnd.oasis.opendocument.text"


def format_of(name: str, data: bytes) -> Format | Foreign:
    """The format of a file, or what it is when there is no reader for it."""
    start, suffix = data[:ENOUGH], PurePath(name).suffix.lower()
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if start.startswith(OLE):
        return _compound(data, suffix)
    if is_picture(data):
        return Format.PICTURE
    if start.lstrip()[:5] == b"%PDF-":
        return Format.PDF
    if start.startswith(b"{\\rtf"):
        return Format.RTF
    for known, what, way in STARTS:
        if start.startswith(known):
            return what, way
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if (
        suffix in (*WEB_NAMES, *ARCHIVE_NAMES)
        or head.startswith(WEB_STARTS)
        or (head.startswith(b"<?xml") and b"<html" in head)
    ):
        return Format.HTML
    return Format.MARKDOWN if suffix in MARKDOWN_NAMES else Format.TEXT


def is_picture(data: bytes) -> bool:
    """Whether it begins as a picture does."""
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return data.startswith(PICTURE_STARTS) or webp or is_heic(data)


def is_heic(data: bytes) -> bool:
    """Whether it begins as a picture of a telephone does (HEIF)."""
    return data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS


def _zipped(data: bytes) -> Format | Foreign:
    try:
        archive = Archive(data)
        mime = archive.read("mimetype") if archive.has("mimetype") else b""
    except ValueError:
        return phrase("a damaged archive"), phrase("Have it sent again.")
    if mime.startswith(ODT_TYPE):
        return Format.ODT
    if any(name.startswith("word/") for name in archive.names) or archive.has("[Content_Types].xml"):
        other = next(((what, way) for start, what, way in ZIPPED[:2] if _begins(archive, start)), None)
        return other or Format.DOCX
    for start, what, way in ZIPPED:
        if _begins(archive, start):
            return what, way
    return phrase("an archive (zip)"), TAKE_OUT


def _begins(archive: Archive, start: str) -> bool:
    return any(name.startswith(start) for name in archive.names)


def _compound(data: bytes, suffix: str) -> Foreign:
    for stream, what, way in OLE_NAMES:
        if stream.encode("utf-16-le") in data:
            return what, way
    if suffix in (".wps", ".wpt", ".doc"):
        return OLE_NAMES[-1][1:]
    return phrase("a file of an office program before 2007"), SAVE_AS_TEXT
