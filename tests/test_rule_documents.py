"""docs/composition.md and docs/newspaper-page.md say what the code does: every number of theirs, and every one of its.

A row of a table whose last column is "in the code" names an object there, or a key of a layout; the column before
"source" holds its value in plain writing: 10 000, 75 %, 2 em, 3–6, 12, 11.75 (a tuple), 1 → 4, 2 → 3 (a mapping).
"""

from __future__ import annotations

import ast
import io
import math
import re
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

import banxin.check.problems
from banxin.compose.classes import MAINLAND, Class
from banxin.compose.problems import LOOSE_LINE
from banxin.layout.grid import make_sheet
from banxin.layout.settings import Layout, read_layout
from dotted_names import named_object
from problem_rules import rules_in

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
COMPOSITION, PAGE = DOCS / "composition.md", DOCS / "newspaper-page.md"
NAME = re.compile(r"\bbanxin(?:\.\w+)+")
KEY = re.compile(r"layouts/(\w+)/layout\.toml#([\w.]+)")
RULED = ("compose", "plan", "check", "layout", "units", "norms")
"""Packages and modules none of whose numbers may be without a row."""
NO_RULES = {
    "banxin.plan.search.tree.CORNERS": "which child of a cut has a corner: follows from the order of children",
    "banxin.plan.text.blocks.BYLINE": "a place that is no block of the article, as are the next three",
    "banxin.plan.text.blocks.JUMP": "",
    "banxin.plan.text.blocks.NOTE": "",
    "banxin.plan.text.blocks.PULLED": "",
    "banxin.plan.text.blocks.NO_ROOM": "nothing",
    "banxin.plan.legs.pieces.NO_BLANK": "nothing",
    "banxin.compose.material.NOTHING": "nothing",
    "banxin.compose.paragraph.NONE": "nothing",
}


@dataclass(frozen=True)
class Row:
    """A row of a table, by the names of its columns."""

    document: Path
    line: int
    cells: tuple[tuple[str, str], ...]

    def __getitem__(self, column: str) -> str:
        return dict(self.cells)[column]

    @property
    def value(self) -> str:
        """What stands in the column before "source"."""
        columns = [name for name, _ in self.cells]
        return self.cells[columns.index("source") - 1][1]

    @property
    def where(self) -> str:
        """The object in the code, without its backticks; empty where the row names none."""
        found = dict(self.cells).get("in the code", "").strip("`")
        return "" if found == "–" else found

    def __str__(self) -> str:
        return f"{self.document.name}:{self.line}"


def rows(document: Path) -> Iterator[Row]:
    header: list[str] = []
    for number, line in enumerate(document.read_text("utf-8").splitlines(), 1):
        if not line.startswith("|"):
            header = []
            continue
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        cells[0], cells[-1] = cells[0].lstrip("| "), cells[-1].rstrip(" |")
        if not header:
            header = cells
        elif not line.startswith("| ---"):
            assert len(cells) == len(header), f"{document.name}:{number} has {len(cells)} cells"
            yield Row(document, number, tuple(zip(header, cells, strict=True)))


RULES = [row for document in (COMPOSITION, PAGE) for row in rows(document) if row.where]


def named(name: str) -> Any:
    """What a dotted name or a key of a layout stands for; see `named_object`."""
    key = KEY.fullmatch(name)
    if key is not None:
        found: Any = layout_of(key[1])
        for part in key[2].split("."):
            found = getattr(found, part)
        return found
    return named_object(name)


def layout_of(name: str) -> Layout:
    return read_layout(ROOT / "layouts" / name)


def in_code(where: str) -> Any:
    """The value of an expression over names of the code."""
    if NAME.fullmatch(where) or KEY.fullmatch(where):
        return named(where)
    found = {name: named(name) for name in NAME.findall(where)}
    places = {name: f"_{number}" for number, name in enumerate(found)}
    return eval(NAME.sub(lambda match: places[match[0]], where), {places[name]: value for name, value in found.items()})


SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def number(text: str) -> float:
    """72 ÷ 25.4, 10 000, 10¹⁸, −1, 1/3, 15 %, 2 em (in mils)."""
    match = re.fullmatch(r"(.*?)\s*(%|em|mils|pt)?", text.strip())
    assert match is not None
    plain = re.sub(r"(?<=\d) (?=\d{3}\b)", "", match[1]).replace("−", "-")
    plain = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda power: f"**{power[0].translate(SUPERSCRIPTS)}", plain)
    plain = plain.replace("÷", "/").replace("×", "*")
    assert re.fullmatch(r"[-\d.*/ ]+", plain), f"{text!r} is no number"
    return float(eval(plain)) * {"%": 0.01, "em": 1000}.get(match[2], 1)


def same(value: str, code: Any) -> bool:
    """Whether a cell says what the object in the code is."""
    if isinstance(code, Mapping):
        pairs = dict(part.split(" → ", 1) for part in re.split(r", (?=[\w-]+ → )", value))
        return set(pairs) == {str(key) for key in code} and all(same(pairs[str(key)], code[key]) for key in code)
    if isinstance(code, str):
        return value.strip("`") == code
    if isinstance(code, frozenset):
        if value == "none" or any(isinstance(one, Class) for one in code):
            return {one.strip() for one in value.split(",")} - {"none"} == {one.name for one in code}
        return set(value.strip("`")) == code
    if isinstance(code, range):
        least, most = re.split("–", value)
        return range(int(least), int(most) + 1) == code
    if isinstance(code, tuple):
        grouped = re.findall(r"\(([^)]*)\)", value) if "(" in value else value.split(";") if ";" in value else None
        if grouped is not None and code and isinstance(code[0], tuple):
            return len(grouped) == len(code) and all(map(same, grouped, code))
        parts = (grouped[0] if grouped else value).split(",")
        return len(parts) == len(code) and all(map(same, parts, code))
    return math.isclose(number(value), code, rel_tol=1e-9, abs_tol=1e-12)


@pytest.mark.parametrize("row", RULES, ids=lambda row: f"{row}-{row.where.rpartition('.')[2]}")
def test_a_rule_is_what_the_code_does(row: Row) -> None:
    code = in_code(row.where)
    assert row["source"], f"{row}: no source"
    if not callable(code):
        assert same(row.value, code), f"{row}: the document says {row.value}, {row.where} is {code!r}"


def test_every_number_of_the_code_has_a_rule() -> None:
    told = {name for row in RULES for name in NAME.findall(row.where)}
    missing = [name for name in constants() if is_numeric(named(name)) and name not in told and name not in NO_RULES]
    assert not missing, f"no row in {COMPOSITION.name} or {PAGE.name} for {', '.join(missing)}"


def constants() -> Iterator[str]:
    """Dotted names of the public constants of the packages that hold rules."""
    package = ROOT / "build" / "banxin"
    for room in RULED:
        for path in sorted(package.glob(f"{room}.py")) + sorted((package / room).rglob("*.py")):
            module = ".".join(path.relative_to(ROOT / "build").with_suffix("").parts).removesuffix(".__init__")
            for node in ast.parse(path.read_text("utf-8")).body:
                targets = node.targets if isinstance(node, ast.Assign) else []
                if isinstance(node, ast.AnnAssign) and node.value is not None:
                    targets = [node.target]
                for name in (
                    found.id for target in targets for found in ast.walk(target) if isinstance(found, ast.Name)
                ):
                    if name.isupper() and not name.startswith("_"):
                        yield f"{module}.{name}"


def is_numeric(value: Any) -> bool:
    """Whether it is a finite number, or nothing but such numbers."""
    if isinstance(value, (bool, Enum)):
        return False
    if isinstance(value, (int, float)):
        return math.isfinite(value)
    if isinstance(value, Mapping):
        return bool(value) and all(map(is_numeric, value.values()))
    if isinstance(value, (tuple, range)) and not hasattr(value, "_fields"):
        return bool(value) and all(map(is_numeric, value))
    return False


def test_what_needs_no_rule_is_there() -> None:
    known = set(constants())
    assert not [name for name in NO_RULES if name not in known]


def members(cell: str) -> Iterator[str]:
    """The characters of a cell, of which `①–⑳` stands for all from one to the other."""
    for part in cell.split():
        yield from map(chr, range(ord(part[0]), ord(part[-1]) + 1)) if len(part) == 3 else part


def test_classes_of_characters() -> None:
    table = {row["class"]: set(members(row["members"])) for row in rows(COMPOSITION) if row.cells[1][0] == "members"}
    code: dict[str, set[str]] = {}
    for character, cls in MAINLAND.marks.items():
        code.setdefault(cls.name, set()).add(character)
    assert table == code


def test_sheets() -> None:
    table = [row for row in rows(PAGE) if "type area, mm" in dict(row.cells)]
    assert len(table) > 5
    for row in table:
        layout = layout_of(re.findall(r"`(\w+)`", row["layout"])[0])
        loose, tight = (
            make_sheet(layout, leading) for leading in (layout.grid.leadings_pt[0], layout.grid.leadings_pt[-1])
        )
        width = loose.type_area.width / 72 * 25.4
        assert pair(row["paper, mm"]) == (layout.sheet.width_mm, layout.sheet.height_mm), row
        assert pair(row["columns × characters"]) == (layout.grid.columns, layout.grid.characters), row
        assert number(row["body, pt"]) == layout.grid.body_pt, row
        assert pair(row["type area, mm"]) == (round(width, 1), layout.grid.height_mm), row
        assert row["rows"] == f"{loose.rows}–{tight.rows}", row


def pair(text: str) -> tuple[float, ...]:
    return tuple(map(number, text.split(" × ")))


def test_faults() -> None:
    table = {row["code"].strip("`"): row["severity"] for row in rows(PAGE) if "severity" in dict(row.cells)}
    severities = {rule.code: str(rule.severity) for rule in (*rules_in(banxin.check.problems), LOOSE_LINE)}
    assert set(table) == set(severities)
    for code, severity in table.items():
        assert severity.split(";")[0] == severities[code], code


DOCUMENT = re.compile(r"(?<![\w./-])((?:[\w-]+/)*[\w.-]*\w\.md)(?:#([\w-]+))?")
ARTICLE = re.compile(r"(?:[a-z]\d{2}|x|a|README(?:\.zh-CN)?)\.md")
"""Files of an edition that tests and examples speak of."""
SPEAKING = (".py", ".toml", ".css", ".js", ".html", ".j2", ".xhtml", ".xml")


def prose(path: Path) -> str:
    """What a file says to its reader: of a module its comments and docstrings, of other files all."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        return text
    comments = [
        token.string for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type == tokenize.COMMENT
    ]
    strings = [
        node.value.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
    return "\n".join((*comments, *strings))


def speaking_files() -> list[Path]:
    folders = [ROOT / name for name in ("build", "layouts", "tests", "docs", "fonts")]
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in SPEAKING]
    own = [path for path in found if not {"golden", "cases", "corpus"} & set(path.parts)]
    return [ROOT / "Makefile", ROOT / "pyproject.toml", *own]


def anchors(document: Path) -> set[str]:
    """Names of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ +(.+?) *$", document.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_document_that_the_code_names_is_there() -> None:
    wrong = []
    for path in speaking_files():
        for match in DOCUMENT.finditer(prose(path)):
            name, anchor = match[1], match[2]
            if ARTICLE.fullmatch(name):
                continue
            found = next((place for place in (ROOT / name, DOCS / name) if place.is_file()), None)
            if found is None:
                wrong.append(f"{path.relative_to(ROOT)}: {name}")
            elif anchor and anchor not in anchors(found):
                wrong.append(f"{path.relative_to(ROOT)}: {name} has no heading {anchor}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("document", [COMPOSITION, PAGE], ids=lambda document: document.name)
def test_links_of_the_documents_lead_somewhere(document: Path) -> None:
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)", document.read_text("utf-8")):
        place = DOCS / target if target else document
        assert place.is_file(), target
        assert not anchor or anchor in anchors(place), f"{target}#{anchor}"
