"""Sides of paper as a PDF: the newspaper's own pages, scaled, cut or moved, with their text as text."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Name

from banxin.impose.inked import inked
from banxin.impose.sides import PdfBox, Side
from banxin.impose.ways import WAYS

LINE = 0.25
"""pt."""
LABEL_SIZE = 6
"""pt."""


def impose(pdf: bytes, way: str, paper: str) -> tuple[bytes, int]:
    """The pages of a newspaper on sides of paper, and their number. Raises errors of pikepdf and pypdfium2, and
    ValueError for a page that no paper has."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as made:
        sides = WAYS[way](inked(pdf), paper)
        forms = [made.copy_foreign(page.as_form_xobject()) for page in source.pages]
        for side in sides:
            _add(made, side, forms)
        if "/Title" in source.docinfo:
            made.docinfo["/Title"] = source.docinfo["/Title"]
        made.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue(), len(sides)


def _add(made: pikepdf.Pdf, side: Side, forms: Sequence[pikepdf.Object]) -> None:
    page = made.add_blank_page(page_size=(side.width, side.height))
    drawn, used = [], {}
    for number, place in enumerate(side.places):
        name = f"/Fx{number}"
        used[name] = forms[place.view.page]
        box, shown = place.box, place.view.box
        scale = box.width / shown.width
        x, y = box.left - shown.left * scale, box.bottom - shown.bottom * scale
        drawn.append(f"q {_box(box)} re W n {scale:.6f} 0 0 {scale:.6f} {x:.4f} {y:.4f} cm {name} Do Q")
    if side.lines:
        drawn.append(f"q {LINE} w [2 3] 0 d")
        drawn += [f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S" for x, y, to_x, to_y in side.lines]
        drawn.append("Q")
    resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(used))
    if side.label:
        resources.Font = pikepdf.Dictionary(
            F0=pikepdf.Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        )
        drawn.append(f"BT /F0 {LABEL_SIZE} Tf 20 8 Td ({side.label}) Tj ET")
    page.Resources = resources
    page.Contents = made.make_stream("\n".join(drawn).encode())


def _box(box: PdfBox) -> str:
    return f"{box.left:.4f} {box.bottom:.4f} {box.width:.4f} {box.height:.4f}"
