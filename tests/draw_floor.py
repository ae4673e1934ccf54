"""The physical floor of drawing: a plan's glyphs straight through pydyf, without layout and tags."""

from __future__ import annotations

import io

import pydyf

from banxin.fonts.library import FontLibrary
from banxin.model.plan import Plan
from banxin.render.pdf.fontsubset import subset_fonts


def floor_pdf(plan: Plan, fonts: FontLibrary) -> bytes:
    """The first page's glyphs at their places by pydyf alone: subset faces, widths, text maps, compressed; no tags.

    A vertical line costs what it does, but lies on its side.
    """
    pdf = pydyf.PDF()
    widths: dict[str, dict[int, int]] = {}
    texts: dict[str, dict[int, str]] = {}
    stream = pydyf.Stream(compress=True)
    height = plan.sheet.height_mm / 25.4 * 72
    for line in (line for module in plan.pages[0].modules for line in module.lines):
        for run in line.runs:
            stream.begin_text()
            stream.set_font_size(run.face, line.size_pt)
            x = line.x_pt + run.along[0] * line.size_pt / 1000
            stream.set_text_matrix(1, 0, 0, 1, x, height - line.y_pt)
            own, said = widths.setdefault(run.face, {}), texts.setdefault(run.face, {})
            array, pen = ["<"], int(run.along[0])
            for glyph, place in zip(run.glyphs, run.along, strict=True):
                array.append(f"{glyph.id:04x}" if place == pen else f">{pen - place}<{glyph.id:04x}")
                own[glyph.id] = glyph.width
                pen = place + glyph.width
            for text, first, _ in run.clusters():
                said[run.glyphs[first].id] = text[0]
            stream.show_text("".join((*array, ">")))
            stream.end_text()
    pdf.add_object(stream)
    files = subset_fonts(plan, fonts)
    resources = pydyf.Dictionary(
        {face: font_object(pdf, face, files[face], widths[face], texts[face]) for face in files}
    )
    size = [0, 0, plan.sheet.width_mm / 25.4 * 72, height]
    pdf.add_page(
        pydyf.Dictionary(
            {
                "Type": "/Page",
                "Parent": pdf.pages.reference,
                "MediaBox": pydyf.Array(size),
                "Contents": stream.reference,
                "Resources": pydyf.Dictionary({"Font": resources}),
            }
        )
    )
    out = io.BytesIO()
    pdf.write(out, compress=True)
    return out.getvalue()


def font_object(pdf: pydyf.PDF, face: str, data: bytes, widths: dict[int, int], texts: dict[int, str]) -> bytes:
    """Add a face to the PDF and return its reference."""
    file = pydyf.Stream([data], {"Length1": len(data)}, compress=True)
    pdf.add_object(file)
    lines = [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in texts.items()]
    unicode_map = pydyf.Stream(
        ["begincmap", f"{len(lines)} beginbfchar", *lines, "endbfchar", "endcmap"], compress=True
    )
    pdf.add_object(unicode_map)
    descriptor = pydyf.Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": f"/{face}",
            "Flags": 4,
            "FontBBox": pydyf.Array([0, -120, 1000, 880]),
            "ItalicAngle": 0,
            "Ascent": 880,
            "Descent": -120,
            "CapHeight": 700,
            "StemV": 80,
            "FontFile2": file.reference,
        }
    )
    pdf.add_object(descriptor)
    table = pydyf.Array()
    for glyph, width in sorted(widths.items()):
        table += [glyph, pydyf.Array([width])]
    system = pydyf.Dictionary(
        {"Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity"), "Supplement": 0}
    )
    descendant = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": f"/{face}",
            "CIDSystemInfo": system,
            "CIDToGIDMap": "/Identity",
            "W": table,
            "FontDescriptor": descriptor.reference,
        }
    )
    pdf.add_object(descendant)
    font = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": f"/{face}",
            "Encoding": "/Identity-H",
            "DescendantFonts": pydyf.Array([descendant.reference]),
            "ToUnicode": unicode_map.reference,
        }
    )
    pdf.add_object(font)
    return bytes(font.reference)
