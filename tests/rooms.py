"""The house in figures: rooms, modules, lines, floors, imports between them, upward ones, circles.

`make rooms`, or `python tests/rooms.py FOLDER` for another checkout's `build/banxin`.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "build" / "banxin"
Graph = Mapping[str, set[str]]


def modules(package: Path) -> dict[str, Path]:
    """Dotted name → file, of all modules; the folder's own `__init__` is left out."""
    files = sorted(path for path in package.rglob("*.py") if path != package / "__init__.py")
    return {
        ".".join(("banxin", *path.relative_to(package).with_suffix("").parts)).removesuffix(".__init__"): path
        for path in files
    }


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that a module imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the full name"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def module_graph(package: Path) -> dict[str, set[str]]:
    """Module → the modules of ours that it imports."""
    files = modules(package)

    def owner(name: str) -> str:
        return name if name in files else name.rpartition(".")[0]

    return {
        name: {owner(other) for _, other in imports(path) if owner(other) in files} - {name}
        for name, path in files.items()
    }


def below(room: str, name: str) -> str:
    """The part of a dotted name that stands in a room, or empty: `text` of banxin.plan.text.blocks in banxin.plan."""
    return name.removeprefix(f"{room}.").split(".")[0] if name.startswith(f"{room}.") else ""


def room_graph(graph: Graph, room: str) -> dict[str, set[str]]:
    """The parts of a room → the other parts of it that they import."""
    found: dict[str, set[str]] = {}
    for name, others in graph.items():
        if own := below(room, name):
            found.setdefault(own, set()).update({below(room, other) for other in others} - {own, ""})
    return found


def floors(graph: Graph) -> int:
    """How many floors there are when each part stands as low as it can; 0 with a circle."""
    number: dict[str, int] = {}
    try:
        for name in TopologicalSorter(graph).static_order():
            number[name] = 1 + max((number[other] for other in graph.get(name, ())), default=0)
    except CycleError:
        return 0
    return max(number.values(), default=0)


def circles(graph: Graph) -> int:
    """Pairs that import each other, directly or over others."""
    reached: dict[str, set[str]] = {}
    for name in graph:
        seen: set[str] = set()
        ahead = list(graph[name])
        while ahead:
            other = ahead.pop()
            if other not in seen:
                seen.add(other)
                ahead += graph.get(other, ())
        reached[name] = seen
    return sum(one < other and one in reached[other] for one in graph for other in reached[one] if other in graph)


def table(package: Path) -> str:
    """A Markdown table with a row a room."""
    files, graph = modules(package), module_graph(package)
    folders = {path.parent for path in files.values()}
    rooms = ["banxin", *sorted({name for name, path in files.items() if path.name == "__init__.py"})]
    rows = [
        "| room | modules in its folder | parts | floors | arrows | circles |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for room in rooms:
        parts = room_graph(graph, room)
        here = sum(path.parent == package.joinpath(*room.split(".")[1:]) for path in files.values())
        arrows = sum(map(len, parts.values()))
        rows.append(f"| {room} | {here} | {len(parts)} | {floors(parts)} | {arrows} | {circles(parts)} |")
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in files.values())
    most = max(sum(path.parent == folder for path in files.values()) for folder in folders)
    rows.append(f"\n{len(files)} modules, {lines} lines, {circles(graph)} pairs of modules in a circle, ")
    rows.append(f"{most} modules in the fullest folder.")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table(Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE))
