"""Every kind of problem that banxin can report: the rules in the modules named `problems` of its packages."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from types import ModuleType

import banxin
from banxin.errors import ProblemRule

PACKAGE = Path(banxin.__file__).parent


def rules_in(module: ModuleType) -> tuple[ProblemRule, ...]:
    """The rules that one module defines, in their order."""
    return tuple(value for value in vars(module).values() if isinstance(value, ProblemRule))


@cache
def problem_rules() -> tuple[ProblemRule, ...]:
    """All rules, by code; a code that two packages define is there twice."""
    folders = (path.parent.relative_to(PACKAGE.parent) for path in PACKAGE.rglob("problems.py"))
    modules = (importlib.import_module(".".join((*folder.parts, "problems"))) for folder in folders)
    return tuple(sorted((rule for module in modules for rule in rules_in(module)), key=lambda rule: rule.code))
