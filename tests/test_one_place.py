"""Facts that have one home: a second formula for them anywhere else is found here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from banxin import units

PACKAGE = Path(units.__file__).parent
SOURCES = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(text) for name, text in SOURCES.items()}


def nodes(*homes: str) -> Iterator[tuple[str, ast.AST]]:
    """Every node of the package outside the modules that are the homes of a fact."""
    assert set(homes) <= set(TREES)
    for name, tree in TREES.items():
        if name not in homes:
            yield from ((f"{name}:{getattr(node, 'lineno', 0)}", node) for node in ast.walk(tree))


def called(node: ast.AST) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def number(node: ast.AST) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def test_numbers_are_rounded_by_units_alone() -> None:
    """round() takes a half to the even number, so that two equal columns may differ by a row."""
    assert [where for where, node in nodes() if called(node) == "round"] == []


def test_lengths_are_converted_by_units_alone() -> None:
    found = []
    for where, node in nodes("units.py"):
        if number(node) == 25.4:
            found.append(where)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div):
            found += [where for side in (node.left, node.right) if number(side) == 72]
    assert found == []


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("月", "dates.py"),
        ("期", "dates.py"),
        ("星期日", "dates.py"),
        ("Hant|TW|HK", "model/text.py"),
        ("qr:", "model/plan.py"),
    ],
)
def test_what_is_written_in_one_place(text: str, home: str) -> None:
    def holds(node: ast.AST) -> bool:
        return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value == text

    assert [where for where, node in nodes(home) if holds(node)] == []


@pytest.mark.parametrize(("call", "home"), [("Problem", "errors.py"), ("ImageCms.profileToProfile", "raster.py")])
def test_what_is_made_in_one_place(call: str, home: str) -> None:
    assert any(called(node) == call for node in ast.walk(TREES[home]))
    assert [where for where, node in nodes(home) if called(node) == call] == []


def test_a_half_goes_away_from_zero() -> None:
    assert [units.nearest(value) for value in (0.5, 1.5, 2.5, -0.5, -2.5, 2.4)] == [1, 2, 3, -1, -3, 2]


def test_pixels_and_resolution_are_each_others_inverse() -> None:
    assert units.pt_to_pixels(144, 300) == 600
    assert units.pixels_per_inch(600, 144) == 300
