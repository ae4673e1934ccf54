"""Chinese sentences: one for every problem, with the same facts in them; English stays in products and reports."""

from __future__ import annotations

import ast
import pickle
import re
import string
from pathlib import Path

import click
import pytest

from banxin.cli import commands
from banxin.cli.helping import said
from banxin.errors import Origin, Problem, Severity, phrase, problem
from banxin.messages import catalogue, in_chinese, speaks_chinese
from banxin.sending import settings as recipients_settings
from banxin.sources import footnotes, refused_markup, remarks, settings, toml, typed_marks
from banxin.sources.limits import Limits
from banxin.sources.problems import UNKNOWN_KEY
from command import banxin, banxin_process
from problem_rules import problem_rules

PACKAGE = Path(__file__).resolve().parent.parent / "build" / "banxin"


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def phrases() -> set[str]:
    """Every English phrase that a problem may hold; names of values alone are the same in every language."""
    found = {toml.DAY, toml.STRAIGHT, toml.TEXT_HINT, toml.SOMETHING_ELSE, "an HTML tag, {mark},"}
    found |= {refused_markup.TAG, refused_markup.PRINT_OR_MEND, refused_markup.LINKED}
    found |= {what for _, _, what in refused_markup.LEFT_OVER}
    pairs = (value for value in vars(refused_markup).values() if isinstance(value, tuple) and isinstance(value[0], str))
    for pair in (*refused_markup.UNSUPPORTED.values(), *pairs):
        found |= set(pair)
    found |= {text for _, *texts in (*remarks.LOOKS_LIKE_MARKUP, *typed_marks.KINDS) for text in texts}
    found |= {*footnotes.NO_NOTE, *footnotes.NO_MARK, *footnotes.SAID_TWICE}
    of_files = (*vars(settings).values(), *vars(recipients_settings).values())
    models = [model for model in of_files if isinstance(model, type) and hasattr(model, "model_fields")]
    for model in (*models, Limits):
        found |= {str(field.description) for field in model.model_fields.values() if field.description}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "phrase"
            if called and isinstance(node.args[0], ast.Constant):
                found.add(str(node.args[0].value))
    return {phrase for phrase in found if re.search("[A-Za-z]", re.sub('"[^"]*"', "", phrase))}


def test_every_problem_has_its_chinese_with_the_same_facts() -> None:
    chinese = catalogue().problems
    assert sorted({rule.code for rule in problem_rules()} ^ set(chinese)) == []
    for rule in problem_rules():
        sentence, hint = chinese[rule.code]
        assert names(sentence) == names(rule.sentence), rule.code
        assert names(hint) == names(rule.hint), rule.code
        assert bool(hint) == bool(rule.hint), rule.code


def test_every_phrase_has_its_chinese_with_the_same_facts() -> None:
    chinese, english = catalogue().phrases, phrases()
    assert len(english) > 80
    assert sorted(english - set(chinese)) == []
    assert sorted(set(chinese) - english) == []
    for template, translated in chinese.items():
        assert names(translated) == names(template), template


def help_texts(command: click.Command) -> set[str]:
    """All that --help says of a command and its subcommands."""
    texts = {command.help, command.short_help}
    texts |= {parameter.help for parameter in command.params if isinstance(parameter, click.Option)}
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    return {said(text) for text in texts if text}.union(*map(help_texts, inner))


def test_every_help_text_has_its_chinese() -> None:
    assert commands.list_commands(), "all are loaded"
    assert len(help_texts(commands)) > 40
    assert help_texts(commands) == set(catalogue().help)


def test_help_is_chinese_where_the_surroundings_are() -> None:
    assert "放在哪里" in banxin_process("build", "--help", BANXIN_LANG="zh").stdout
    assert "排出一期的报纸和电子书。" in banxin_process("--help", BANXIN_LANG="zh").stdout
    assert "Where the products go" in banxin("build", "--help").stdout


@pytest.mark.parametrize(
    ("environment", "chinese"),
    [
        ({}, False),
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_TW.UTF-8"}, True),
        ({"LANG": "zh_CN.UTF-8", "BANXIN_LANG": "en"}, False),
        ({"LANG": "C.UTF-8", "BANXIN_LANG": "zh"}, True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, True),
    ],
)
def test_the_surroundings_choose_the_language(environment: dict[str, str], chinese: bool) -> None:
    assert speaks_chinese(environment) is chinese


def test_a_problem_is_said_in_chinese_with_its_phrases() -> None:
    way = phrase('Did you mean "{near}"?', near="headline")
    found = problem(UNKNOWN_KEY, Origin("a01.md", 2), key="headlin", way=way)
    assert in_chinese(found) == ("这里没有“headlin”这个设置。", "是不是“headline”？")
    assert (found.message, found.hint) == ('there is no key "headlin" here.', 'Did you mean "headline"?')
    assert in_chinese(pickle.loads(pickle.dumps(found))) == in_chinese(found)


@pytest.mark.parametrize("code", ["nobody-knows", "unknown-key"])
def test_what_has_no_chinese_or_no_facts_is_said_in_english(code: str) -> None:
    found = Problem(code, Origin("a"), "it is so.", Severity.ERROR, "Go on.")
    assert in_chinese(found) == ("it is so.", "Go on.")


def test_the_terminal_speaks_chinese_and_json_stays_english(tmp_path: Path) -> None:
    day = tmp_path / "paper" / "2024-12-22"
    day.mkdir(parents=True)
    (day.parent / "paper.toml").write_text('name = "试报"\n', "utf-8")
    (day / "edition.toml").write_text("date = 2024-12-22\n", "utf-8")
    (day / "a01.md").write_text('+++\nheadlin = "题"\n+++\n\n正文。\n', "utf-8")
    chinese = banxin_process("check", day, "--sources-only", BANXIN_LANG="zh")
    assert "2024-12-22/a01.md:2: 错误 unknown-key: 这里没有“headlin”这个设置。 是不是“headline”？" in chinese.stderr
    english = banxin("check", day, "--sources-only")
    assert "there is no key" in english.stderr
    assert (chinese.stdout, chinese.returncode) == (f"{day}：1 个错误。\n", 1)
    assert (english.stdout, english.returncode) == (f"{day}: 1 error.\n", 1)


def test_results_and_refusals_of_commands_are_chinese_too(tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    made = banxin_process("new", paper, BANXIN_LANG="zh")
    assert made.stdout.startswith(f"已建好 {paper}。先排它的第一期：\n")
    (day,) = (path.parent for path in paper.glob("*/edition.toml"))
    assert banxin_process("new", paper, BANXIN_LANG="zh").stderr == f"banxin: {paper} 里有东西；请另起一个文件夹名。\n"
    refused = banxin_process("plan", paper, BANXIN_LANG="zh")
    assert refused.stderr == f"banxin: {paper} 是报纸的文件夹，请写明其中哪一期，如 {day}。\n"
    built = banxin_process("build", day, "--out", tmp_path / "out", BANXIN_LANG="zh")
    assert "字，一字不少；版面评分 " in built.stdout
    again = banxin_process("plan", day, "--from", tmp_path / "out" / "paper-2025-09-01" / "plan.json", BANXIN_LANG="zh")
    assert again.returncode == 0
    assert "每个模块都在原处。" in again.stderr
