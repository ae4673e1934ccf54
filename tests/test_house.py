"""The house's own rules: data walks one way, nothing untracked, docs that name only what is there."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import click
import pytest

import banxin
from banxin.cli import commands
from banxin.messages import SEVERITIES, catalogue
from banxin.sources.settings import (
    AdSettings,
    ArticleSettings,
    EditionSettings,
    OverrideSettings,
    PaperSettings,
    PictureSettings,
    ServiceSettings,
)
from dotted_names import named_object
from problem_rules import problem_rules
from rooms import PACKAGE, below, circles, imports, module_graph, modules

ROOT = Path(__file__).resolve().parent.parent
MOST_MODULES = 20
"""In one folder; what holds more is several rooms."""
DOCS = (ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.md")))


def floors() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Room → names on its floors, from the cellar up, as docs/architecture.md lists them."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    block = re.search(r"```floors\n(.*?)```", text, re.DOTALL)
    assert block is not None
    rooms = [part.split(maxsplit=1) for part in block[1].strip().split("\n\n")]
    return {room: tuple(tuple(floor.split()) for floor in listed.split("|")) for room, listed in rooms}


@pytest.mark.parametrize("room", floors())
def test_imports_point_down_only(room: str) -> None:
    number = {name: floor for floor, names in enumerate(floors()[room]) for name in names}
    wrong = []
    for name, path in modules(PACKAGE).items():
        own = below(room, name)
        for line, used in imports(path) if own else ():
            other = below(room, used)
            if other and other not in (own, "__version__") and number[other] >= number[own]:
                wrong.append(f"{path.relative_to(ROOT)}:{line}: {own} may not use {used}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("room", floors())
def test_floors_hold_everything_of_their_room_once(room: str) -> None:
    listed = [name for names in floors()[room] for name in names]
    assert len(listed) == len(set(listed))
    there = {below(room, name) for name in modules(PACKAGE)} - {""}
    assert set(listed) == there


def test_a_room_with_rooms_in_it_has_floors() -> None:
    rooms = {name for name, path in modules(PACKAGE).items() if path.name == "__init__.py"}
    assert {name.rpartition(".")[0] for name in rooms} == set(floors())


def test_no_module_imports_itself_over_others() -> None:
    assert circles(module_graph(PACKAGE)) == 0


def test_the_measure_of_circles_finds_them() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == 3
    assert circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == 0


def test_no_folder_holds_too_many_modules() -> None:
    count = Counter(path.parent for path in modules(PACKAGE).values() if path.name != "__init__.py")
    assert {str(folder.relative_to(ROOT)): most for folder, most in count.items() if most > MOST_MODULES} == {}


def test_every_module_can_be_imported() -> None:
    names = [info.name for info in pkgutil.walk_packages(banxin.__path__, "banxin.") if "__main__" not in info.name]
    assert len(names) > 50
    for name in names:
        importlib.import_module(name)


def git(*arguments: str) -> list[str]:
    run = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=True)
    return [name for name in run.stdout.split("\0") if name]


needs_git = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")


@needs_git
def test_every_source_file_is_tracked_by_git() -> None:
    folders = ("build", "layouts", "fonts", "seeds", "tests", "docs")
    assert git("ls-files", "-z", "--others", "--exclude-standard", "--", *folders) == []
    ignored = git("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", "build", "layouts", "fonts")
    assert [name for name in ignored if not name.endswith(".pyc")] == []


def test_build_is_source_and_no_package() -> None:
    assert not (ROOT / "build" / "__init__.py").exists()
    assert "build" not in (ROOT / ".gitignore").read_text().replace("/", "").split()


@needs_git
def test_top_level_holds_nothing_unexpected() -> None:
    tops = {name.partition("/")[0] for name in git("ls-files", "-z")}
    folders = {name for name in tops if (ROOT / name).is_dir()}
    assert folders <= {"build", "docs", "fonts", "layouts", "seeds", "tests", ".ci"}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_locks_hold_hashes_and_nothing_of_a_machine(name: str) -> None:
    text = (ROOT / name).read_text()
    assert not re.search(r"://|file:|^-|/(?:home|root|opt|tmp|work)/", text, flags=re.MULTILINE)
    for block in re.split(r"\n(?=[a-z0-9])", text):
        assert re.match(r"[a-z0-9._-]+==\S+( ; [^\n]+)? \\\n    --hash=sha256:[0-9a-f]{64}", block), block[:80]


def test_the_test_lock_holds_everything_of_the_lock() -> None:
    pins = [set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.MULTILINE)) for name in LOCKS]
    assert pins[0] < pins[1]


LOCKS = ("requirements.lock", "requirements-test.lock")


def test_licence_is_the_whole_agpl() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert text.lstrip().startswith("GNU AFFERO GENERAL PUBLIC LICENSE\n                       Version 3")
    assert "13. Remote Network Interaction" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert 'license = "AGPL-3.0-or-later"' in (ROOT / "pyproject.toml").read_text()


def code_spans(text: str) -> list[str]:
    """Everything between backticks, and the lines of shell blocks."""
    blocks = re.findall(r"```(?:sh|console)?\n(.*?)```", text, flags=re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [*re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL)), *lines]


def named(pattern: str) -> list[tuple[Path, str]]:
    return [(path, span) for path in DOCS for span in code_spans(path.read_text("utf-8")) if re.match(pattern, span)]


def test_docs_are_there() -> None:
    assert {path.name for path in DOCS} >= {"README.md", "README.zh-CN.md", "architecture.md", "guide.zh-CN.md"}
    assert all(len(path.read_text("utf-8")) > 1000 for path in DOCS)


def test_every_path_that_docs_name_is_there() -> None:
    found = named(r"(?:build|docs|fonts|layouts|seeds|tests|\.ci)/[\w./-]*\Z")
    assert len(found) > 15
    assert [f"{path.name}: {span}" for path, span in found if not (ROOT / span).exists()] == []


def test_every_module_that_docs_name_is_there() -> None:
    found = named(r"banxin(?:\.\w+)+\Z")
    assert len(found) > 10
    for _, span in found:
        assert named_object(span) is not None, span


def test_every_make_target_that_docs_name_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text()
    found = named(r"make \w+")
    assert len(found) > 3
    for _, span in found:
        assert re.search(rf"^{span.split()[1]}:", makefile, flags=re.MULTILINE), span


def test_every_command_and_option_that_docs_name_is_there() -> None:
    found = named(r"(?:\.venv/bin/)?banxin \w+")
    assert len(found) > 5
    for path, span in found:
        words = span.split("#")[0].split()[1:]
        commands.list_commands()
        command: click.Command = commands
        while isinstance(command, click.Group) and words and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        assert command is not commands, f"{path.name}: {span}"
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        asked = {word.strip("[]").partition("=")[0] for word in words if word.strip("[]").startswith("-")}
        assert asked <= known | {"--help"}, f"{path.name}: {span}"


GUIDE_TABLES = {
    "稿件的设置": ArticleSettings,
    "图片的设置": PictureSettings,
    "这一期：edition.toml": EditionSettings,
    "这份报纸：paper.toml": PaperSettings,
    "广告的设置": AdSettings,
    "服务框的设置": ServiceSettings,
    "稿件的要求": OverrideSettings,
}


@pytest.mark.parametrize("title", GUIDE_TABLES)
def test_guide_explains_every_key_and_no_other(title: str) -> None:
    text = (ROOT / "docs" / "guide.zh-CN.md").read_text("utf-8").partition(title)[2]
    rows = re.search(r"\| --- \| --- \|\n((?:\|.*\n)+)", text)
    assert rows is not None
    fields = GUIDE_TABLES[title].model_fields
    explained = re.findall(r"^\| `(\w+)` \|", rows[1], re.MULTILINE)
    assert sorted(explained) == sorted(field.alias or name for name, field in fields.items())


def test_every_problem_that_the_guide_names_is_there() -> None:
    text = (ROOT / "docs" / "guide.zh-CN.md").read_text("utf-8").partition("## 出了问题")[2]
    codes = re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE)
    assert len(codes) > 5
    assert set(codes) <= {rule.code for rule in problem_rules()}


def test_every_link_inside_the_docs_leads_somewhere() -> None:
    for path in DOCS:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def table(head: str, rows: Iterable[tuple[str, str, str, str]]) -> str:
    """A list of problems: code, severity, sentence, hint."""
    cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    lines = [head, "| --- | --- | --- | --- |", *(f"| {' | '.join(row)} |" for row in cells)]
    return "\n".join(lines) + "\n"


def problem_list() -> str:
    """docs/problems.md, from the table of problems."""
    rows = [(f"`{rule.code}`", str(rule.severity), rule.sentence, rule.hint) for rule in problem_rules()]
    return (
        "# Problems\n\nEvery problem that `banxin check` and `banxin build` can name. This list is made from the code: "
        "run\n`make golden` after a change.\n\n" + table("| code | severity | what it says | the way out |", rows)
    )


def chinese_problem_list() -> str:
    """docs/problems.zh-CN.md, from the same table and the Chinese messages."""
    chinese = catalogue().problems
    rows = [(f"`{rule.code}`", SEVERITIES[rule.severity], *chinese[rule.code]) for rule in problem_rules()]
    return (
        "# 可能报出的问题\n\n`banxin check` 和 `banxin build` 能报出的全部问题。"
        "这张表由程序生成（`make golden`）；花括号里的字由程序填上。\n\n"
        + table("| 代号 | 轻重 | 说的是什么 | 怎么办 |", rows)
    )


@pytest.mark.parametrize(("name", "made"), [("problems.md", problem_list), ("problems.zh-CN.md", chinese_problem_list)])
def test_list_of_problems_is_that_of_the_code(
    name: str, made: Callable[[], str], request: pytest.FixtureRequest
) -> None:
    path = ROOT / "docs" / name
    if request.config.getoption("--golden"):
        path.write_text(made(), "utf-8")
    assert path.read_text("utf-8") == made()


def test_every_problem_code_is_words_with_hyphens_and_says_a_whole_sentence() -> None:
    for rule in problem_rules():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.code)
        assert rule.sentence.strip()


def test_no_two_rules_have_one_code() -> None:
    codes = Counter(rule.code for rule in problem_rules())
    assert len(codes) > 90
    assert [code for code, times in codes.items() if times > 1] == []


def test_rules_of_problems_are_defined_where_they_are_looked_for() -> None:
    """A rule elsewhere than in a module named `problems` would be missing from the lists in docs/."""
    for name, path in modules(PACKAGE).items():
        calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
        defines = any(isinstance(call.func, ast.Name) and call.func.id == "ProblemRule" for call in calls)
        assert defines == (path.name == "problems.py"), name


def test_no_module_is_imported_for_its_effect() -> None:
    """What a module does to others when it is imported, nobody sees who reads either."""
    found = [
        f"{name}:{number}"
        for name, path in modules(PACKAGE).items()
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        if re.search(r"^\s*(import|from) .*noqa: *F401", line)
    ]
    assert found == []
