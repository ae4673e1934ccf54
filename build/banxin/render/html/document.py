"""The plan as HTML, by the layout's templates, which define the look and compute nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from markupsafe import Markup

from banxin import clock
from banxin.assets import asset_folder
from banxin.errors import EditionError, Origin, problem
from banxin.inside import InsideError, read_inside
from banxin.layout.extends import layout_chain
from banxin.model.edition import Edition
from banxin.model.plan import Plan
from banxin.model.text import WritingMode
from banxin.render.edition_view import edition_view
from banxin.render.html.names import family, font_url, image_url
from banxin.render.html.sections import openers
from banxin.render.html.view import DrawnPage, ParagraphPiece, TextStyle, view
from banxin.render.problems import TEMPLATE as BAD_TEMPLATE
from banxin.render.rendering import Renderer
from banxin.units import round_half_up

TEMPLATE = "newspaper.html.j2"
STYLESHEET = "newspaper.css"
MOST_CSS = 4 << 20
"""Bytes of a style sheet. Ours."""
FALLBACK = "broadsheet"
"""The layout whose templates and CSS are used where another has none of its own."""

VERTICAL_FEATURES = '"vert","liga" 0,"clig" 0'
"""HarfBuzz's default features for vertical text: upright forms, and no Latin ligatures."""


def layout_folders(layout_folder: Path) -> tuple[Path, ...]:
    """The folders of a layout's templates: its own, those of the layouts it extends, the broadsheet's."""
    return tuple(dict.fromkeys((*layout_chain(layout_folder), asset_folder("layouts") / FALLBACK)))


def stylesheet(layout_folder: Path) -> str:
    """The layout's CSS: that of the layout it extends comes first, so that its own prevails.

    A layout that extends none and has no CSS uses the broadsheet's. Raises EditionError (`template`) when it cannot be
    read.
    """
    chain = [folder for folder in layout_chain(layout_folder) if (folder / STYLESHEET).is_file()]
    oldest = layout_chain(layout_folder)[-1]
    if oldest not in chain:
        chain.append(asset_folder("layouts") / FALLBACK)
    return "\n".join(_read_css(folder / STYLESHEET) for folder in reversed(chain))


def _read_css(path: Path) -> str:
    try:
        return read_inside(path.parent, path, MOST_CSS).decode("utf-8")
    except FileNotFoundError as error:
        raise _template_error(path, "it is missing") from error
    except (InsideError, UnicodeDecodeError) as error:
        raise _template_error(path, str(error)) from error


def render_html(edition: Edition, plan: Plan, layout_folder: Path, seconds: float = 0.0) -> str:
    """The HTML of all pages of the plan, for `render_pdf`.

    Lengths are pt from the sheet's top left. Positions of lines are nominal: the exact ones are written to the PDF.
    seconds: which the templates may take; 0: any time. Raises EditionError (`template`) with the template's file and
    line for any fault of the layout.
    """
    pages = view(plan)
    sheet = _StyleSheet(pages)
    created, modified = stamps(edition)
    told = edition_view(edition)
    values = {
        "edition": told, "paper": told.paper, "plan": plan, "sheet": plan.sheet, "pages": pages,
        "openers": openers(edition, pages), "created": created, "modified": modified,
        "generated_css": Markup(sheet.css(plan)),
    }  # fmt: skip
    filters: dict[str, Callable[..., str]] = {
        "pt": pt, "mm": mm, "percent": percent, "setting": sheet.style_class, "face": sheet.face_class,
        "image_url": image_url,
    }  # fmt: skip
    return Renderer(layout_folders(layout_folder), filters=filters).text(TEMPLATE, values, seconds)


def stamps(edition: Edition) -> tuple[str, str]:
    """The creation and modification dates of the PDF: the edition's day, so that equal input gives equal bytes.

    SOURCE_DATE_EPOCH, if set, is the modification date, as usual for reproducible builds. Raises SetupError when it is
    invalid.
    """
    return clock.instant(clock.midnight(edition.date)), clock.instant(clock.modified(edition.changed))


def pt(length: float) -> str:
    """A length in pt as CSS, to 1/100 pt."""
    return f"{round_half_up(length, 2):.6g}pt"


def mm(length: float) -> str:
    """A length in mm as CSS, to 1/1000 mm."""
    return f"{round_half_up(length, 3):.7g}mm"


def percent(value: float) -> str:
    """A percentage as CSS."""
    return f"{round_half_up(value, 2):.6g}%"


class _StyleSheet:
    """The classes that a plan needs: one for each face, one for each distinct style of a paragraph."""

    def __init__(self, pages: Iterable[DrawnPage]) -> None:
        self._faces: dict[str, str] = {}
        self._styles: dict[TextStyle, str] = {}
        for page in pages:
            for piece in page.pieces:
                self._add(piece)

    def _add(self, piece: ParagraphPiece) -> None:
        self._styles.setdefault(piece.style, f"t{len(self._styles)}")
        for placed in piece.runs:
            self._faces.setdefault(placed.run.face, f"f{len(self._faces)}")

    def style_class(self, style: TextStyle) -> str:
        return self._styles[style]

    def face_class(self, face: str) -> str:
        return self._faces[face]

    def css(self, plan: Plan) -> str:
        sheet = plan.sheet
        size = f"{mm(sheet.width_mm)} {mm(sheet.height_mm)}"
        rules = [
            f"@page{{size:{size};margin:0}}",
            f".page{{width:{mm(sheet.width_mm)};height:{mm(sheet.height_mm)}}}",
        ]
        wide = next((page.sheet for page in plan.pages if page.sheet is not None), None)
        if wide is not None:
            rules.append(f"@page spread{{size:{mm(wide.width_mm)} {mm(wide.height_mm)};margin:0}}")
            rules.append(f".spread{{page:spread;width:{mm(wide.width_mm)}}}")
        for face, name in self._faces.items():
            rules.append(f'@font-face{{font-family:"{family(face)}";src:url("{font_url(face)}")}}')
            rules.append(f'.{name}{{font-family:"{family(face)}"}}')
        rules += [_style_rule(name, style) for style, name in self._styles.items()]
        return "\n".join(rules)


def _style_rule(name: str, style: TextStyle) -> str:
    vertical = f";font-feature-settings:{VERTICAL_FEATURES}" if style.writing_mode is WritingMode.VERTICAL else ""
    return f'.{name}{{font:{round_half_up(style.size, 4):.8g}pt/1 "{family(style.face)}"{vertical}}}'


def _template_error(file: Path, reason: str) -> EditionError:
    origin = Origin(f"layouts/{file.parent.name}/{file.name}")
    return EditionError([problem(BAD_TEMPLATE, origin, reason=f"{reason.rstrip('.')}.")])
