"""plan.json: writing and reading a plan without loss."""

from __future__ import annotations

import json
from typing import Any

from banxin.compose.saved_runs import glyphs_of
from banxin.dump.typed import check_keys, check_types, one_of
from banxin.errors import UsageError
from banxin.fonts.library import FontLibrary
from banxin.model.forms import HeadlineForm
from banxin.model.kinds import ModuleKind
from banxin.model.line import LineLink, LineRun
from banxin.model.plan import Module, Page, PlacedLine, PlacedPicture, PlacedRule, Plan, Rect, Sheet
from banxin.model.roles import Role
from banxin.model.text import WritingMode
from banxin.units import Mil, pt_to_mm

VERSION = 1
SHEET = (
    "name", "width_mm", "height_mm", "type_area_mm", "type_area_pt", "columns", "column_pt", "gutter_pt", "row_pt",
    "rows", "body_pt",
)  # fmt: skip
MODULE = (
    "id", "kind", "article", "part", "parts", "rect_mm", "rect_pt", "columns", "rows", "legs", "leg_rows",
    "headline_form", "headline_pt", "headline_rect_pt", "priority", "pictures", "rules", "lines",
)  # fmt: skip
LINE = ("role", "text", "block", "leg", "row", "x_pt", "baseline_pt", "start_pt", "width_pt", "size_pt", "gap_em",
        "last", "runs")  # fmt: skip
FIELDS = {"baseline_pt": "y_pt", "width_pt": "length_pt"}
"""Names in plan.json that are not the fields' own: they suit horizontal lines only, and stay for those who read it."""


def _rect_mm(rect: Rect) -> list[float]:
    return [pt_to_mm(value) for value in (rect.x, rect.y, rect.width, rect.height)]


def _rect_pt(rect: Rect) -> list[float]:
    return [rect.x, rect.y, rect.width, rect.height]


def _line(line: PlacedLine) -> dict[str, Any]:
    found: dict[str, Any] = {
        "role": line.role, "text": line.text, "block": line.block, "leg": line.leg, "row": line.row,
        "x_pt": line.x_pt, "baseline_pt": line.y_pt, "start_pt": line.start_pt, "width_pt": line.length_pt,
        "size_pt": line.size_pt, "gap_em": line.gap_em, "last": line.last,
        "runs": [{"face": run.face, "text": run.text, "x": list(run.along)} for run in line.runs],
    }  # fmt: skip
    if line.hyphen:
        found["hyphen"] = True
    if line.writing_mode is WritingMode.VERTICAL:
        found["writing_mode"] = str(line.writing_mode)
    if line.slot:
        found["slot"] = line.slot
    if line.links:
        found["links"] = [list(link) for link in line.links]
    return found


def _rules(rules: tuple[PlacedRule, ...]) -> list[dict[str, Any]]:
    return [{"kind": rule.kind, "rect_pt": _rect_pt(rule.rect)} for rule in rules]


def _module(module: Module) -> dict[str, Any]:
    return {
        "id": module.id, "kind": module.kind, "article": module.article, "part": module.part, "parts": module.parts,
        "rect_mm": _rect_mm(module.rect), "rect_pt": _rect_pt(module.rect),
        "columns": list(module.columns), "rows": list(module.rows), "legs": module.legs,
        "leg_rows": list(module.leg_rows),
        "headline_form": module.headline_form or "", "headline_pt": module.headline_pt,
        "headline_rect_pt": _rect_pt(module.headline_rect) if module.headline_rect else None,
        "priority": module.priority,
        "pictures": [
            {"file": picture.file, "rect_pt": _rect_pt(picture.rect), "crop": list(picture.crop), "alt": picture.alt}
            for picture in module.pictures
        ],
        "rules": _rules(module.rules),
        "lines": [_line(line) for line in module.lines],
    }  # fmt: skip


def _sheet(sheet: Sheet) -> dict[str, Any]:
    found = {
        "name": sheet.name, "width_mm": sheet.width_mm, "height_mm": sheet.height_mm,
        "type_area_mm": _rect_mm(sheet.type_area), "type_area_pt": _rect_pt(sheet.type_area),
        "columns": sheet.columns, "column_pt": sheet.column_pt, "gutter_pt": sheet.gutter_pt,
        "row_pt": sheet.row_pt, "rows": sheet.rows, "body_pt": sheet.body_pt,
    }  # fmt: skip
    return found | ({"rows_per_line": sheet.rows_per_line} if sheet.rows_per_line > 1 else {})


def _page(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = {"number": page.number, "section": page.section}
    if page.spread and page.sheet:
        found |= {"spread": page.spread, "sheet": _sheet(page.sheet)}
    return found | {"modules": [_module(module) for module in page.modules], "rules": _rules(page.rules)}


def plan_to_json(plan: Plan) -> str:
    """The text of plan.json; the same plan gives the same text."""
    data: dict[str, Any] = {
        "banxin": VERSION, "edition": plan.edition, "layout": plan.layout, "seed": plan.seed,
        "sheet": _sheet(plan.sheet),
    }  # fmt: skip
    if plan.held:
        data["held"] = list(plan.held)
    data["pages"] = [_page(page) for page in plan.pages]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def plan_from_json(text: str, library: FontLibrary, name: str = "plan.json") -> Plan:
    """The plan that `plan_to_json` wrote, its glyphs taken from the faces of `library`.

    Raises UsageError that names what is missing or wrong, SetupError for a face that the library does not have.
    """
    try:
        data = json.loads(text)
        if data["banxin"] != VERSION:
            raise UsageError(f"{name} is of version {data['banxin']!r}; this banxin reads version {VERSION}.")
        check_keys(data, ("banxin", "edition", "layout", "seed", "sheet", "pages"), "the plan", optional=("held",))
        pages = tuple(_read_page(row, library) for row in data["pages"])
        sheet, held = _read_sheet(data["sheet"]), tuple(data.get("held", ()))
        plan = Plan(data["edition"], data["layout"], data["seed"], sheet, pages, held)
        check_types(plan, Plan, "plan")
    except KeyError as error:
        raise UsageError(f"{name} is not a plan of banxin: {error.args[0]} is missing.") from error
    except (TypeError, ValueError, AttributeError, LookupError, RecursionError) as error:
        fault = str(error)
        for written, field in FIELDS.items():
            fault = fault.replace(f".{field}", f".{written}")
        raise UsageError(f"{name} is not a plan of banxin: {fault}.") from error
    return plan


def _read_sheet(row: dict[str, Any]) -> Sheet:
    check_keys(row, SHEET, "sheet", optional=("rows_per_line",))
    rest = {key: value for key, value in row.items() if not key.startswith("type_area")}
    return Sheet(type_area=Rect(*row["type_area_pt"]), **rest)


def _read_page(row: dict[str, Any], library: FontLibrary) -> Page:
    check_keys(row, ("number", "section", "modules", "rules"), "a page", optional=("spread", "sheet"))
    sheet = _read_sheet(row["sheet"]) if "sheet" in row else None
    modules = tuple(_read_module(module, library) for module in row["modules"])
    return Page(row["number"], row["section"], modules, _read_rules(row["rules"]), row.get("spread", 0), sheet)


def _read_rules(rows: list[dict[str, Any]]) -> tuple[PlacedRule, ...]:
    for row in rows:
        check_keys(row, ("kind", "rect_pt"), "a rule")
    return tuple(PlacedRule(row["kind"], Rect(*row["rect_pt"])) for row in rows)


def _read_module(row: dict[str, Any], library: FontLibrary) -> Module:
    check_keys(row, MODULE, "a module")
    for picture in row["pictures"]:
        check_keys(picture, ("file", "rect_pt", "crop", "alt"), "a picture")
    band, form = row["headline_rect_pt"], row["headline_form"]
    return Module(
        id=row["id"], kind=one_of(ModuleKind, row["kind"], "the kind of a module"),
        article=row["article"], part=row["part"], parts=row["parts"],
        rect=Rect(*row["rect_pt"]), columns=tuple(row["columns"]), rows=tuple(row["rows"]), legs=row["legs"],
        leg_rows=tuple(row["leg_rows"]),
        headline_form=one_of(HeadlineForm, form, "the form of a headline") if form else None,
        headline_pt=row["headline_pt"],
        headline_rect=Rect(*band) if band else None, priority=row["priority"],
        lines=tuple(_read_line(line, library) for line in row["lines"]),
        pictures=tuple(
            PlacedPicture(picture["file"], Rect(*picture["rect_pt"]), tuple(picture["crop"]), picture["alt"])
            for picture in row["pictures"]
        ),
        rules=_read_rules(row["rules"]),
    )  # fmt: skip


def _read_line(row: dict[str, Any], library: FontLibrary) -> PlacedLine:
    check_keys(row, LINE, "a line", optional=("hyphen", "writing_mode", "slot", "links"))
    if not row["runs"]:
        raise ValueError(f"the line {row['text']!r} has no runs")
    mode, hyphen = WritingMode(row.get("writing_mode", WritingMode.HORIZONTAL)), row.get("hyphen", False)
    return PlacedLine(
        **{FIELDS.get(key, key): row[key] for key in LINE if key not in ("role", "runs")},
        role=one_of(Role, row["role"], "the role of a line"),
        runs=tuple(
            _read_run(run, mode, library, hyphen=hyphen and place == len(row["runs"]))
            for place, run in enumerate(row["runs"], 1)
        ),
        hyphen=hyphen,
        writing_mode=mode,
        slot=row.get("slot", ""),
        links=tuple(LineLink(*link) for link in row.get("links", ())),
    )


def _read_run(row: dict[str, Any], mode: WritingMode, library: FontLibrary, *, hyphen: bool) -> LineRun:
    check_keys(row, ("face", "text", "x"), "a run")
    check_types(row["face"], str, "a run's face")
    check_types(row["text"], str, "a run's text")
    glyphs = glyphs_of(row["text"], library.face(row["face"]), mode, hyphen=hyphen)
    if len(glyphs) != len(row["x"]):
        raise ValueError(f"the run {row['text']!r} has {len(row['x'])} places for {len(glyphs)} glyphs")
    return LineRun(row["face"], row["text"], glyphs, tuple(map(Mil, row["x"])))
