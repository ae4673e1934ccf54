"""State has an owner: no module keeps a table that functions fill or empty behind the reader's back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from types import FunctionType

from banxin.compose.remembered import REMEMBERING
from rooms import PACKAGE, modules

CONTAINERS = {"dict", "list", "set", "bytearray", "defaultdict", "OrderedDict", "Counter", "deque"}
CHANGING = {
    "add", "append", "appendleft", "clear", "discard", "extend", "insert", "pop", "popitem", "popleft", "remove",
    "reverse", "setdefault", "sort", "update",
}  # fmt: skip
FOR_GOOD = {
    "banxin.library.index.folding._CHARACTERS": "folds each character of Unicode the same way for ever, once asked for",
}
"""Containers of modules that functions may fill, and why nobody has to empty them."""


def is_container(value: ast.expr | None, own: set[str]) -> bool:
    """Whether an expression makes something that can be changed; `own`: classes of the module that are containers."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name | ast.Attribute):
        name = value.func.id if isinstance(value.func, ast.Name) else value.func.attr
        return name in CONTAINERS | own
    return isinstance(value, ast.Dict | ast.List | ast.Set | ast.DictComp | ast.ListComp | ast.SetComp)


def held(tree: ast.Module) -> dict[str, ast.expr]:
    """The containers that a module holds in names of its own, and instances of its classes that are containers."""
    own = {
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).split("[")[0] in CONTAINERS for base in node.bases)
    }
    found = {}
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if node.value is not None and is_container(node.value, own):
                found.update({target.id: node.value for target in targets if isinstance(target, ast.Name)})
    return found


def changes(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of each container of a module that a function of it changes, or that changes when it is read."""
    names = held(tree)
    yield from ((value.lineno, name) for name, value in names.items() if isinstance(value, ast.Call) and not value.args)
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        arguments = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
        local = {argument.arg for argument in arguments}
        inside = list(ast.walk(function))
        local |= {node.id for node in inside if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        for node in inside:
            if isinstance(node, ast.Global):
                yield from ((node.lineno, name) for name in node.names)
            touched: ast.expr | None = None
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
                touched = node.func.value
            elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
                touched = node.value
            if isinstance(touched, ast.Name) and touched.id in names and touched.id not in local:
                yield node.lineno, touched.id


def test_no_module_holds_a_table_that_functions_change() -> None:
    found = {
        f"{name}.{table}"
        for name, path in modules(PACKAGE).items()
        for _, table in changes(ast.parse(path.read_text("utf-8")))
    }
    assert found == set(FOR_GOOD)


def test_what_changes_a_table_is_seen() -> None:
    source = "A = {}\nB: list[int] = []\nC = set()\nD = {}\ndef f(D):\n    A[1] = 2\n    B.append(1)\n    D[1] = 2\n"
    assert {name for _, name in changes(ast.parse(source))} == {"A", "B", "C"}


def test_every_function_of_the_composer_that_remembers_can_forget() -> None:
    """But those whose few results are of no edition: what a table of rules is made into."""
    kind = type(lru_cache(FunctionType))
    names = [name for name in modules(PACKAGE) if name.startswith("banxin.compose.")]
    found = {value for name in names for value in vars(import_module(name)).values() if isinstance(value, kind)}
    assert {function for function in found if (function.cache_info().maxsize or 0) > 8} == set(REMEMBERING)
