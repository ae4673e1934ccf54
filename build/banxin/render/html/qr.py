"""QR codes as vector pictures, in plain black."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str) -> bytes:
    """An SVG of the QR code for `text`, one unit a module, without a quiet zone: the plan leaves that blank.

    Raises ValueError when the text is too long for a code.
    """
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, dark="#000", xmldecl=False, omitsize=True)
    return out.getvalue()
