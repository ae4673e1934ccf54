"""HTML → PDF by WeasyPrint: tagged, archivable (PDF/A-2a, PDF/UA-1), the same bytes for the same plan."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from banxin.errors import BanxinError, EditionError, Origin, SetupError, problem
from banxin.fonts.library import FontLibrary
from banxin.model.edition import Edition
from banxin.model.plan import Plan
from banxin.render.html.document import stylesheet
from banxin.render.html.drawings import fault
from banxin.render.html.sections import gathered
from banxin.render.html.view import view
from banxin.render.pdf.conformance import drop_empty_resources, state_metadata
from banxin.render.pdf.drawing import draw_pdf
from banxin.render.pdf.finisher import Finisher, PlacingError
from banxin.render.pdf.fontsubset import subset_fonts
from banxin.render.pdf.navigation import add_navigation
from banxin.render.pdf.structure import structure
from banxin.render.pdf.tags import write_tags
from banxin.render.problems import TEMPLATE

__all__ = ["VARIANT", "DrawingError", "draw_pdf", "render_pdf"]

VARIANT = "pdf/a-2a"
PX = 0.75
"""pt (CSS 2.2, 4.3.2)."""
SAME_PT = 1.0
"""How far a page's side may be from its sheet's."""
MOST_TOLD = 300
"""Characters of WeasyPrint's own words that are told."""


class DrawingError(BanxinError):
    """The pages could not be drawn as they were planned."""


def render_pdf(html: str, edition: Edition, plan: Plan, layout_folder: Path, library: FontLibrary) -> bytes:
    """Draw the HTML of `render_html`, with every glyph at the plan's position.

    The file is PDF/A-2a and PDF/UA-1, one page for each planned page, in pt. Nothing is read except the layout's CSS,
    the faces of `library` and the edition's pictures. The time depends on the HTML: `draw_pdf` limits it. Raises
    EditionError for pictures and templates, SetupError for fonts and missing system libraries, DrawingError for any
    warning of WeasyPrint, PlacingError when the drawn text is not the plan's.
    """
    weasyprint = _weasyprint()
    # Importing WeasyPrint takes half a second, which only drawing should cost.
    from banxin.render.html.fetcher import RefusedError, TableFetcher, asset_table

    fetcher = TableFetcher(asset_table(edition, plan, subset_fonts(plan, library)))
    pages = view(plan)

    def finisher(document: Any, pdf: Any) -> None:
        write_tags(pdf, structure(edition, pages), setter.marks)
        add_navigation(pdf, edition, pages)
        state_metadata(pdf, edition)
        drop_empty_resources(pdf)

    with _no_warnings():
        try:
            fonts = weasyprint.text.fonts.FontConfiguration()
            css = weasyprint.CSS(string=stylesheet(layout_folder), url_fetcher=fetcher, font_config=fonts)
            source = weasyprint.HTML(string=html, url_fetcher=fetcher)
            if wrong := fault(source.etree_element):
                raise EditionError([problem(TEMPLATE, Origin(f"layouts/{layout_folder.name}"), reason=f"{wrong}.")])
            document = source.render(stylesheets=[css], font_config=fonts, pdf_variant=VARIANT)
            setter = Finisher(document, pages)
            _check_sizes(document, plan)
            document.make_bookmark_tree = gathered(document.make_bookmark_tree)
            drawn = document.write_pdf(finisher=finisher, pdf_variant=VARIANT)
        except RefusedError as error:
            raise DrawingError(
                f"The layout asks for {error}, which is no part of the edition; nothing was read."
            ) from None
        except RecursionError as error:
            raise DrawingError("The layout nests its elements too deeply to be drawn.") from error
        except (BanxinError, MemoryError):
            raise
        except Exception as error:  # What it raises over a style sheet has many names.
            told = f"{type(error).__name__}: {error}"[:MOST_TOLD]
            raise DrawingError(f"WeasyPrint cannot draw what the layout asks for: {told}") from error
    return bytes(drawn)


def _check_sizes(document: Any, plan: Plan) -> None:
    """A style sheet may give pages another size, of which no picture could be made."""
    for drawn, page in zip(document.pages, plan.pages, strict=True):
        sheet = plan.sheet_of(page)
        width, height = drawn.width * PX, drawn.height * PX
        if max(abs(width - sheet.width_pt), abs(height - sheet.height_pt)) > SAME_PT:
            raise DrawingError(
                f"The layout's style sheet makes page {page.number} {width:.0f} × {height:.0f} pt; the plan has "
                f"{sheet.width_pt:.0f} × {sheet.height_pt:.0f} pt. Take `size` and `margin` of @page out of it."
            )


def _weasyprint() -> Any:
    try:
        import weasyprint
        import weasyprint.text.fonts
    except OSError as error:
        raise SetupError(
            f"WeasyPrint cannot load Pango, so no PDF can be made ({error}). "
            "On Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from error
    return weasyprint


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _no_warnings() -> Iterator[None]:
    """Turn WeasyPrint's warnings into an error: it continues without a declaration, a picture or a glyph."""
    collector = _Collector()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(collector)
    propagate, logger.propagate = logger.propagate, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # It leaves the file of its sRGB profile open.
            yield
    except PlacingError as error:
        _raise_warnings(collector.messages, error)  # What was ignored explains the later error.
        raise
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate
    _raise_warnings(collector.messages, None)


def _raise_warnings(messages: list[str], cause: Exception | None) -> None:
    if any("HarfBuzz-Subset" in message for message in messages):
        raise SetupError(
            "HarfBuzz's subsetter is missing, so drawing would be slow. On Debian: apt install libharfbuzz-subset0"
        ) from cause
    if messages:
        told = "; ".join(dict.fromkeys(messages))
        raise DrawingError(f"WeasyPrint did not draw all that the layout asks for: {told}") from cause
