"""What a drawn page costs, beside the floor: the same glyphs straight through pydyf, without layout and tags.

Seconds depend on the machine, their ratio hardly does; so only the ratio can fail.
"""

from __future__ import annotations

import dataclasses
import gc
import io
import time
from collections.abc import Callable
from pathlib import Path

import pydyf
import pytest

import plan_factory
from banxin.assets import asset_folder
from banxin.fonts.library import FontLibrary
from banxin.model.plan import Plan
from banxin.render.fontsubset import subset_fonts
from banxin.render.html import render_html
from banxin.render.pdf import render_pdf

LAYOUT = asset_folder("layouts") / "broadsheet"
RATIO = 12  # Of the trials: 7 to 9; a line of HTML for each line of the plan makes it 16.
ROUNDS = 5
LEGS, ROWS, HEADLINES = 8, 92, 19


def full_page(fonts: FontLibrary) -> Plan:
    """A broadsheet page full of text: about 740 body lines and 19 headlines."""
    count = 0
    texts: list[str] = []
    while count < LEGS * ROWS - 12:
        text = plan_factory.PARAGRAPHS[len(texts) % len(plan_factory.PARAGRAPHS)] * 2
        texts.append(text)
        count += -(-(len(text) + 2) // plan_factory.MEASURE)
    lines = plan_factory.body(fonts, tuple(texts), 57, 250, LEGS, ROWS)
    heads = [
        plan_factory.line(fonts, "headline", "我省确保农村水体", "serif-black", 18, 60, 100 + number * 7, block=number)
        for number in range(HEADLINES)
    ]
    base = plan_factory.plan(fonts)
    page = base.pages[0]
    module = dataclasses.replace(page.modules[1], lines=(*heads, *lines), pictures=(), rules=())
    return dataclasses.replace(base, pages=(dataclasses.replace(page, modules=(module,)),))


def floor_pdf(plan: Plan, fonts: FontLibrary) -> bytes:
    """The plan's glyphs at their places by pydyf alone: subset faces, widths, text maps, compressed; no tags."""
    pdf = pydyf.PDF()
    widths: dict[str, dict[int, int]] = {}
    texts: dict[str, dict[int, str]] = {}
    stream = pydyf.Stream(compress=True)
    height = plan.sheet.height_mm / 25.4 * 72
    for line in plan.pages[0].modules[0].lines:
        for run in line.runs:
            shaped = fonts.face(run.face).shape(run.text)
            stream.begin_text()
            stream.set_font_size(run.face, line.size_pt)
            stream.set_text_matrix(1, 0, 0, 1, line.x_pt + run.xs[0] * line.size_pt / 1000, height - line.baseline_pt)
            own, said = widths.setdefault(run.face, {}), texts.setdefault(run.face, {})
            array, pen = ["<"], int(run.xs[0])
            for glyph, x in zip(shaped, run.xs, strict=True):
                array.append(f"{glyph.glyph:04x}" if x == pen else f">{pen - x}<{glyph.glyph:04x}")
                own[glyph.glyph] = glyph.unkerned
                said[glyph.glyph] = run.text[glyph.cluster]
                pen = x + glyph.unkerned
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
    return font.reference


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_a_page_costs_at_most_twelve_times_the_floor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fonts = plan_factory.library()
    edition, plan = plan_factory.edition(tmp_path), full_page(fonts)
    lines = plan.pages[0].modules[0].lines
    html = render_html(edition, plan, LAYOUT)
    template, draw, floor = [], [], []
    for _ in range(ROUNDS):
        floor.append(seconds(lambda: floor_pdf(plan, fonts)))
        template.append(seconds(lambda: render_html(edition, plan, LAYOUT)))
        draw.append(seconds(lambda: render_pdf(html, edition, plan, LAYOUT, fonts)))
    ratio = (min(template) + min(draw)) / min(floor)  # The least is what the work takes; the rest is other people's.
    with capsys.disabled():
        print(
            f"\ndraw: {len(lines)} lines, {sum(len(line.text) for line in lines)} characters: "
            f"template {min(template):.3f} s, PDF {min(draw):.3f} s, "
            f"pydyf floor {min(floor):.3f} s, ratio {ratio:.1f}"
        )
    assert ratio < RATIO
