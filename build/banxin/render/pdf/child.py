"""What the drawing process does; `drawing.draw_pdf` asks it."""

from __future__ import annotations

import time
from pathlib import Path

from banxin.fonts.library import FontLibrary
from banxin.limited.answers import Answer
from banxin.model.edition import Edition
from banxin.model.plan import Plan
from banxin.render.html.document import render_html
from banxin.render.pdf.document import render_pdf


def draw(order: tuple[Edition, Plan, Path, float]) -> Answer:
    """The PDF, and the seconds of each stage; the order ends with those that templates may take. Raises as
    `render_html` and `render_pdf`."""
    edition, plan, layout_folder, seconds = order
    library = FontLibrary.of_paper(edition.paper.folder)
    start = time.perf_counter()
    html = render_html(edition, plan, layout_folder, seconds)
    written = time.perf_counter()
    pdf = render_pdf(html, edition, plan, layout_folder, library)
    return Answer({"html": written - start, "pdf": time.perf_counter() - written}, (pdf,))
