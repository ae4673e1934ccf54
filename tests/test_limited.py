"""Work in processes with limits: what comes back is right, or an error; nothing that a process says is run."""

from __future__ import annotations

import os
import re
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from banxin.assets import PACKAGE
from banxin.errors import BanxinError, EditionError, SetupError, UsageError
from banxin.limited.answers import Limits
from banxin.limited.asking import LimitedProcess, LimitError, MemoryLimitError, SizeLimitError, TimeLimitError
from banxin.messages import in_chinese
from banxin.processes import spawning

TASK = "limited_tasks:work"
LIMITS = Limits(seconds=20, memory=1 << 30, answer=1 << 20, disk=1 << 20)


@pytest.fixture(scope="module")
def process() -> LimitedProcess:
    return LimitedProcess(TASK, LIMITS)


def test_answers_and_errors_come_back_as_they_were(process: LimitedProcess) -> None:
    answer = process.ask(("echo", {"a": [1, None, "版"]}))
    assert (answer.value, answer.parts) == ({"a": [1, None, "版"]}, (b"one", b""))
    assert process.ask(("print", None)).value == "quiet"
    with pytest.raises(UsageError, match=r"There is no file 版心\.") as usage:
        process.ask(("usage", "版心"))
    assert usage.value.args[0].template == "There is no file {name}."
    with pytest.raises(EditionError) as caught:
        process.ask(("problems", "x"))
    (found,) = caught.value.problems
    assert (found.code, found.origin.line, dict(found.fields)["count"]) == ("not-a-file", 3, 2)
    assert in_chinese(found)[0] == "x 不是普通文件：是文件夹。"
    assert process.started


@pytest.mark.parametrize(
    ("name", "error"),
    [("memory", MemoryLimitError), ("large", SizeLimitError), ("die", LimitError), ("fail", LimitError),
     ("disk", LimitError)],
)  # fmt: skip
def test_a_process_at_its_limit_is_an_error_and_the_next_request_is_answered(
    process: LimitedProcess, name: str, error: type[BanxinError]
) -> None:
    with pytest.raises(error) as caught:
        process.ask((name, None))
    assert "Traceback" not in str(caught.value) and "\n" not in str(caught.value) and str(caught.value)
    assert process.ask(("echo", 1)).value == 1


def test_a_process_without_end_is_stopped(process: LimitedProcess) -> None:
    process.ask(("echo", 1))
    start = time.monotonic()
    with pytest.raises(TimeLimitError):
        process.ask(("sleep", None), 0.3)
    assert time.monotonic() - start < 5 and not process.started


@pytest.mark.parametrize("name", ["pickle", "framed", "endless", "lies", "nested"])
def test_nothing_that_a_process_says_is_run_or_believed(
    process: LimitedProcess, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "ran"
    with pytest.raises(LimitError) as caught:
        process.ask((name, str(mark)), 10)
    assert not mark.exists() and not isinstance(caught.value, TimeLimitError)


def test_a_process_leaves_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with LimitedProcess(TASK, LIMITS) as one:
        one.ask(("echo", 1))
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_for_temporary_files_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o500)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(SetupError, match="cannot be written"):
        LimitedProcess(TASK, LIMITS).ask(("echo", 1))


def test_no_process_looks_for_programs_in_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be a stranger's paper, with a `json.py` in it."""
    mark = tmp_path / "ran"
    folder = tmp_path / "paper"
    folder.mkdir()
    for name in (*sys.stdlib_module_names, "banxin", "jinja2", "lxml", "pikepdf", "weasyprint", "limited_tasks"):
        (folder / f"{name}.py").write_text(f"open({str(mark)!r}, 'a').write({name!r} + ' ')\n")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PYTHONSAFEPATH", "")
    with LimitedProcess(TASK, LIMITS) as one:
        assert one.ask(("echo", 1)).value == 1
    with ProcessPoolExecutor(1, spawning()) as pool:
        assert pool.submit(abs, -1).result() == 1
    assert not mark.exists(), mark.read_text()


def test_processes_are_started_in_one_way() -> None:
    """With nothing of the working folder in their path."""
    starts = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    assert {name for name, text in starts.items() if "Popen(" in text or "subprocess.run(" in text} == {
        "limited/asking.py"
    }
    assert {name for name, text in starts.items() if "get_context(" in text} == {"processes.py"}


def test_only_requests_of_ours_are_unpickled() -> None:
    """A pickle runs what it says: none may come from a process that a stranger's work ran in, or from a file."""
    runs = re.compile(r"\b(?:pickle|marshal|shelve|dill)\.(?:loads?|open|Unpickler)|(?<![.\w])(?:eval|exec)\(")
    found = {
        path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if runs.search(path.read_text("utf-8"))
    }
    assert found == {"limited/serving.py"}
