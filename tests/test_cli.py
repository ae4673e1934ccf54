"""The command line as a user meets it: what it prints where, and the code it ends with."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from banxin.cli import TerminatedError, commands, main
from banxin.dump.plan_json import plan_to_json
from banxin.model.plan import Plan
from command import COMMAND, banxin, copy_seed, environment
from conftest import SEED

ESC = "\x1b[31m"


def run(*words: str | Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Run a command in this process: (exit code, standard output, standard error)."""
    with pytest.raises(SystemExit) as stopped:
        main([*map(str, words)])
    out, err = capsys.readouterr()
    assert isinstance(stopped.value.code, int)
    assert "Traceback" not in err
    return stopped.value.code, out, err


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper that `banxin new` made."""
    folder = tmp_path_factory.mktemp("papers") / "school"
    made = banxin("new", folder)
    assert made.returncode == 0, made.stderr
    assert f"banxin build {folder / '2025-09-01'}" in made.stdout
    return folder


@pytest.fixture(scope="module")
def saved(seed_plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed plan in a file, so that commands need not plan."""
    path = tmp_path_factory.mktemp("plan") / "plan.json"
    path.write_text(plan_to_json(seed_plan), "utf-8")
    return path


def help_of(*words: str) -> Result:
    return CliRunner().invoke(commands, [*words, "--help"], prog_name="banxin")


def test_help_names_every_command_in_whole_sentences() -> None:
    text = help_of().output
    for name in commands.list_commands():
        command = commands.commands[name]
        (line,) = (line for line in text.splitlines() if line.split()[:1] == [name])
        assert line.endswith("."), line
        assert "..." not in line, line
        assert command.help
    assert "banxin new" in text and "banxin build" in text


@pytest.mark.parametrize("name", commands.list_commands())
def test_help_explains_every_option_of_a_command(name: str) -> None:
    shown = help_of(name)
    assert shown.exit_code == 0
    assert shown.output.startswith(f"Usage: banxin {name}")
    for parameter in commands.commands[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.opts[-1] in shown.output
            assert parameter.help or parameter.type.name == "float", parameter.name


def test_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run("--version", capsys=capsys)
    assert code == 0 and out.startswith("banxin, version ")


def test_a_new_paper_can_be_built_at_once(paper: Path, tmp_path: Path) -> None:
    built = banxin("build", paper / "2025-09-01", "-o", tmp_path / "out", "--json")
    assert built.returncode == 0, built.stderr
    report = json.loads(built.stdout)
    assert report["edition"] == "school-2025-09-01"
    assert [row for row in report["problems"] if row["severity"] != "info"] == []
    assert {path.name for path in (tmp_path / "out" / "school-2025-09-01").iterdir()} == {
        *report["products"], "report.json",
    }  # fmt: skip
    again = banxin("new", paper)
    assert again.returncode == 2 and "is not empty" in again.stderr


def test_a_papers_folder_stands_for_all_its_editions(paper: Path, tmp_path: Path) -> None:
    second = paper / "2025-09-08"
    if not second.exists():
        second.mkdir()
        for path in (paper / "2025-09-01").rglob("*"):
            target = second / path.relative_to(paper / "2025-09-01")
            target.mkdir() if path.is_dir() else target.write_bytes(path.read_bytes())
        settings = second / "edition.toml"
        settings.write_text(settings.read_text("utf-8").replace("2025-09-01", "2025-09-08"), "utf-8")
    built = banxin("build", paper, "-o", tmp_path / "out", "--json")
    assert built.returncode == 0, built.stderr
    keys = [report["edition"] for report in json.loads(built.stdout)]
    assert keys == ["school-2025-09-01", "school-2025-09-08"]
    assert all((tmp_path / "out" / key / f"{key}.pdf").is_file() for key in keys)


def test_a_paper_without_editions_is_wrong_usage(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "paper.toml").write_bytes((paper / "paper.toml").read_bytes())
    code, out, err = run("build", tmp_path, capsys=capsys)
    assert (code, out) == (2, "")
    assert "is a paper without an edition" in err


@pytest.mark.parametrize("command", ["build", "check", "plan", "fonts"])
def test_a_folder_that_is_not_there_is_wrong_usage(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(command, tmp_path / "nowhere", capsys=capsys)
    assert code == 2
    assert "nowhere is not a folder; an edition is a folder with an edition.toml" in err


def test_all_folders_are_looked_at_before_one_is_built(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("build", paper / "2025-09-01", tmp_path / "nowhere", "-o", tmp_path / "out", "--json")
    code, out, err = run(*words, capsys=capsys)
    assert (code, out) == (2, "")
    assert "nowhere is not a folder" in err
    assert not (tmp_path / "out").exists()


def test_check_of_a_papers_folder_names_an_edition_to_check(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run("check", paper, capsys=capsys)
    assert code == 2
    assert str(paper / "2025-09-") in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bogus",), "No such command"),
        (("build", "--bogus", "x"), "No such option"),
        (("build",), "Missing argument"),
        (("build", str(SEED), "--formats", "docx"), "choose among pdf, epub"),
        (("build", str(SEED), "--formats", ","), "choose among pdf, epub"),
        (("build", str(SEED), "--layout", "nope"), "there are: a3, a4, broadsheet"),
        (("build", str(SEED), "--plan", "nope.json"), "nope.json cannot be read: No such file or directory"),
        (("build", str(SEED), str(SEED), "--plan", "nope.json"), "--plan goes with one edition"),
        (("compose", "--measure", "0", "天"), "The measure must be 1 to 1000"),
        (("compose", "--measure", "0.0001", "天"), "The measure must be 1 to 1000"),
        (("compose", "--measure", "nan", "天"), "The measure must be 1 to 1000"),
        (("compose", "--indent", "9", "--measure", "8", "天"), "the indent at least 0 and less"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_right(
    words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(*words, capsys=capsys)
    assert (code, out) == (2, "")
    assert told in err


def broken(folder: Path) -> Path:
    """The seed edition with a misspelt key in line 2 of one article."""
    edition = copy_seed(folder)
    article = edition / "a02.md"
    article.write_text(article.read_text("utf-8").replace("+++\n", '+++\nheadlin = "x"\n', 1), "utf-8")
    return edition


def test_check_names_file_line_and_remedy_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run("check", broken(tmp_path), capsys=capsys)
    assert code == 1
    assert "2024-12-22/a02.md:2: error" in err
    assert "headline" in err, "the nearest key that is known"
    assert out.endswith("1 error.\n")


def test_check_as_json_is_one_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run("check", broken(tmp_path), "--json", capsys=capsys)
    (row,) = json.loads(out)["problems"]
    assert (code, err) == (1, "")
    assert (row["file"], row["line"], row["severity"]) == ("2024-12-22/a02.md", 2, "error")
    assert row["code"] and row["message"]


def test_check_of_a_good_page_ends_with_0(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", SEED, "--plan", saved, capsys=capsys)[0] == 0
    assert run("check", SEED, "--sources-only", capsys=capsys)[0] == 0


def test_build_with_errors_ends_with_1_and_as_json_lists_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run("build", broken(tmp_path), "-o", tmp_path / "out", "--json", capsys=capsys)
    assert code == 1
    assert json.loads(out)["problems"][0]["line"] == 2
    assert "nothing was made" in err
    assert not (tmp_path / "out").exists()


def test_a_good_edition_is_built_though_another_one_is_not(
    saved: Path, paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("build", broken(tmp_path), paper / "2025-09-01", "-o", tmp_path / "out", "--formats", "pdf", "--quiet")
    code, out, err = run(*words, capsys=capsys)
    assert (code, out) == (1, "")
    assert "a02.md:2" in err
    assert (tmp_path / "out" / "school-2025-09-01" / "school-2025-09-01.pdf").is_file()


def test_output_that_cannot_be_written_ends_with_3(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")
    words = ("build", SEED, "--plan", saved, "-o", tmp_path / "out", "--formats", "pdf")
    code, _, err = run(*words, capsys=capsys)
    assert code == 3
    assert "out" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_behind_the_output_ends_with_3() -> None:
    with Path("/dev/full").open("w") as full:
        words = [*COMMAND, "compose", "--metrics", "nominal", "天津"]
        done = subprocess.run(
            words, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", env=environment(), check=False
        )
    assert done.returncode == 3
    assert "Traceback" not in done.stderr and "there is no room for the output" in done.stderr


def test_compose_prints_a_line_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("compose", "--metrics", "nominal", "--measure", "8", "--indent", "0", "天津和甘肃，虽相隔千里，但在")
    assert run(*words, capsys=capsys) == (0, "天津和甘肃，虽相\n隔千里，但在\n", "")


def test_compose_as_json_is_as_design_says(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("compose", "--metrics", "nominal", "--measure", "8", "--json", "天津和甘肃，虽相隔千里，但在")
    code, out, err = run(*words, capsys=capsys)
    data: dict[str, Any] = json.loads(out)
    assert (code, err, data["measure"], data["problems"]) == (0, "", 8.0, [])
    first = data["lines"][0]
    assert set(first) == {"text", "natural_width", "width", "gap"}
    assert (first["text"], first["width"]) == ("天津和甘肃，虽相", 8.0)


def test_compose_reads_standard_input() -> None:
    done = banxin("compose", "--metrics", "nominal", "--measure", "4", "-", stdin="天津和甘肃\n")
    assert (done.returncode, done.stdout, done.stderr) == (0, "天津和甘\n肃\n", "")


def test_a_reader_that_closes_the_pipe_is_no_reason_to_complain() -> None:
    words = [*COMMAND, "compose", "--metrics", "nominal", "--measure", "2", "天" * 20_000]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline().decode() == "天天\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in (0, 1)


def test_plan_draws_the_page_and_writes_its_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], saved: Path
) -> None:
    code, out, err = run("plan", SEED, "--text", "-o", tmp_path / "plan.json", capsys=capsys)
    assert code == 0
    assert "m1 artic" in out and "携手共赴新型工业化" in out
    assert err.startswith("score ")
    assert (tmp_path / "plan.json").read_bytes() == saved.read_bytes()


def test_fonts_are_listed_and_verified(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run("fonts", "--json", capsys=capsys)
    assert (code, err) == (0, "")
    faces = json.loads(out)["faces"]
    assert {"serif-regular", "kai-regular"} <= {face["id"] for face in faces}
    assert run("fonts", "--verify", capsys=capsys) == (0, "fonts: as fonts.toml says.\n", "")


@pytest.mark.parametrize("command", ["check", "plan", "build"])
def test_an_escape_character_in_a_headline_never_reaches_the_terminal(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edition = copy_seed(tmp_path)
    article = edition / "a02.md"
    article.write_text(article.read_text("utf-8").replace('headline = "', f'headline = "{ESC}', 1), "utf-8")
    _, out, err = run(command, edition, *(["-o", tmp_path / "out"] if command == "build" else []), capsys=capsys)
    assert "\x1b" not in out + err
    assert "a02.md" in err


def test_a_file_name_with_an_escape_character_never_reaches_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edition = copy_seed(tmp_path)
    (edition / f"a{ESC}12.md").write_text("no article", "utf-8")
    code, out, err = run("check", edition, capsys=capsys)
    assert code == 1
    assert "\x1b" not in out + err


def test_a_signal_is_no_fault_of_what_it_interrupts() -> None:
    assert not issubclass(TerminatedError, Exception)
