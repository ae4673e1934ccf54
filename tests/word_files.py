""".docx files written by hand, part by part, as Word and WPS write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    """Runs, or texts that become plain runs."""
    runs = "".join(one if one.startswith("<") else run(one) for one in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def styled(text: str, size: float = 0, *, bold: bool = False, centred: bool = False) -> str:
    """A paragraph formatted directly, as most authors do."""
    look = ("<w:b/>" if bold else "") + (f'<w:sz w:val="{size * 2:g}"/>' if size else "")
    return paragraph(run(text, look), properties='<w:jc w:val="center"/>' if centred else "")


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def picture(identity: str, alt: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="{alt}"/>'
        f'<a:graphic><a:blip r:embed="{identity}"/></a:graphic></wp:inline></w:drawing></w:r>'
    )


def text_box(*paragraphs: str) -> str:
    """A box as Word writes it: a modern form, and the same in the old one for old programs."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def old_box(*paragraphs: str) -> str:
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return f"<w:r><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></w:r>"


def docx(
    *body: str,
    parts: Mapping[str, str] | None = None,
    media: Mapping[str, bytes] | None = None,
) -> bytes:
    """A file with that body. parts: name under word/ → what stands in its root, without the root itself. media: name
    under word/media/ → bytes; each is rId and the name without its suffix in the document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", _links({"rId1": ("officeDocument", "word/document.xml")}))
        file.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{''.join(body)}</w:body></w:document>")
        links = {f"rId{name.partition('.')[0]}": ("image", f"media/{name}") for name in media or {}}
        file.writestr("word/_rels/document.xml.rels", _links(links))
        for name, data in (media or {}).items():
            file.writestr(f"word/media/{name}", data)
        for name, text in (parts or {}).items():
            root = name.partition(".")[0].rstrip("0123456789")
            file.writestr(f"word/{name}", f"<w:{root} {SPACES}>{text}</w:{root}>")
    return out.getvalue()


def _links(links: Mapping[str, tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{identity}" Type="{KINDS}/{kind}" Target="{target}"/>'
        for identity, (kind, target) in links.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )
