"""Many editions in several processes: nothing stops the others, nothing is built twice, nothing is left behind."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import pytest

from banxin import pipeline
from banxin.compose import remembered
from banxin.errors import EditionError, Origin, SetupError, problem
from banxin.many.outcome import failure
from banxin.many.resume import last_report
from banxin.saved import EarlierChoice
from banxin.sources.problems import EMPTY_ARTICLE
from banxin.wanted import BuildRequest
from command import COMMAND, banxin, banxin_process, contents, environment
from daily_paper import KEY, key, killing, make_daily_paper

DAYS, WRONG = 4, 3
USUAL = BuildRequest()


@dataclass(frozen=True)
class DailyBuild:
    """A paper of four editions, one of them with an error, built by two processes."""

    paper: Path
    out: Path
    built: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def daily(tmp_path_factory: pytest.TempPathFactory) -> DailyBuild:
    root = tmp_path_factory.mktemp("daily")
    paper = make_daily_paper(root, DAYS, WRONG)
    return DailyBuild(paper, root / "out", banxin_process("build", paper, "--jobs", "2", "-o", root / "out"))


def test_one_failure_does_not_stop_the_others(daily: DailyBuild) -> None:
    assert daily.built.returncode == 1, daily.built.stderr
    assert {path.name for path in daily.out.iterdir() if path.is_dir()} == {key(1), key(2), key(4)}
    assert '2025-09-03/a01.md:2: error unknown-key: there is no key "headlin" here.' in daily.built.stderr
    assert f"{daily.paper / '2025-09-03'}: nothing was made; errors: " in daily.built.stderr


def test_each_edition_is_told_in_a_line_and_all_of_them_in_the_last(daily: DailyBuild) -> None:
    *lines, last = daily.built.stdout.splitlines()
    assert sorted(line.partition(":")[0] for line in lines) == [key(1), key(2), key(4)]
    assert last == "3 built, 0 unchanged, 1 failed."


def test_bytes_are_those_of_a_build_alone(daily: DailyBuild, tmp_path: Path) -> None:
    alone = pipeline.build(daily.paper / "2025-09-02", tmp_path)
    for name in (*alone.report["products"],):
        assert (alone.folder / name).read_bytes() == (daily.out / key(2) / name).read_bytes(), name
    together = json.loads((daily.out / key(2) / "report.json").read_text("utf-8"))
    assert {**together, "seconds": {}} == {**alone.report, "seconds": {}}


def test_what_is_built_and_unchanged_is_left_alone(daily: DailyBuild) -> None:
    before = contents(daily.out)
    again = banxin_process("build", daily.paper, "--jobs", "2", "-o", daily.out, "--json")
    assert again.returncode == 1
    assert contents(daily.out) == before
    rows = json.loads(again.stdout)
    assert [row["edition"] for row in rows] == [key(1), key(2), "2025-09-03", key(4)]
    assert [row.get("unchanged") for row in rows] == [True, True, None, True]
    assert "unknown-key" in [row["code"] for row in rows[2]["problems"]]
    assert set(rows[0]["products"]) == {f"{key(1)}.pdf", f"{key(1)}.epub", "plan.json"}


def test_again_builds_what_is_unchanged_too(daily: DailyBuild, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(daily.out / key(1), out / key(1))
    day = daily.paper / "2025-09-01"
    left = banxin_process("build", day, day, "--jobs", "1", "-o", out)
    assert left.stdout == f"{key(1)}: unchanged\n0 built, 1 unchanged, 0 failed.\n"
    assert banxin_process("build", day, "--jobs", "1", "--again", "-o", out).stdout.endswith(
        "1 built, 0 unchanged, 0 failed.\n"
    )


def test_without_jobs_everything_is_built_and_again_is_refused(daily: DailyBuild, tmp_path: Path) -> None:
    day = daily.paper / "2025-09-01"
    shutil.copytree(daily.out / key(1), tmp_path / key(1))
    (tmp_path / key(1) / "stray").touch()
    assert banxin("build", day, "-o", tmp_path, "--quiet").returncode == 0
    assert not (tmp_path / key(1) / "stray").exists()
    assert last_report(day, tmp_path / key(1), USUAL) is not None, "what was built without --jobs counts too"
    refused = banxin("build", day, "--again")
    assert refused.returncode == 2 and "--again is for --jobs or --cluster" in refused.stderr


def test_two_editions_of_one_name_do_not_write_over_each_other(daily: DailyBuild, tmp_path: Path) -> None:
    first, second = tmp_path / KEY / "one", tmp_path / KEY / "two"
    for folder in (first, second):
        shutil.copytree(daily.paper / "2025-09-01", folder)
    shutil.copy(daily.paper / "paper.toml", first.parent)
    run = banxin_process("build", first, second, "--jobs", "2", "--formats", "pdf", "-o", tmp_path / "out")
    assert run.returncode == 2
    assert f"{second}: nothing was made: its products would have the same name as those of {first}" in run.stderr
    assert run.stdout.endswith("1 built, 0 unchanged, 1 failed.\n")


# --- what is the same, and what is not ---


@dataclass(frozen=True)
class Desk:
    """A copy of one built edition to change."""

    day: Path
    out: Path

    @property
    def products(self) -> Path:
        return self.out / key(1)


@pytest.fixture
def desk(daily: DailyBuild, tmp_path: Path) -> Desk:
    paper, out = tmp_path / KEY, tmp_path / "out"
    paper.mkdir()
    shutil.copy(daily.paper / "paper.toml", paper)
    shutil.copytree(daily.paper / "2025-09-01", paper / "2025-09-01")
    shutil.copytree(daily.out / key(1), out / key(1))
    return Desk(paper / "2025-09-01", out)


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def put(path: Path, text: str = "x") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


CHANGES: dict[str, Callable[[Desk], object]] = {
    "a character of an article": lambda desk: flip(desk.day / "a01.md"),
    "a new article": lambda desk: put(desk.day / "a99.md"),
    "a new picture": lambda desk: put(desk.day / "images" / "new.png"),
    "an article is gone": lambda desk: (desk.day / "a02.md").unlink(),
    "an article is a pipe": lambda desk: ((desk.day / "a02.md").unlink(), os.mkfifo(desk.day / "a02.md")),
    "a bit of a picture": lambda desk: flip(desk.day / "images" / "a01.png"),
    "the paper's settings": lambda desk: put(
        desk.day.parent / "paper.toml", (desk.day.parent / "paper.toml").read_text("utf-8") + "\n"
    ),
    "settings that cannot be read": lambda desk: put(desk.day / "edition.toml", "date = ["),
    "a kept plan": lambda desk: shutil.copy(desk.products / "plan.json", desk.day),
    "a layout of the paper's own": lambda desk: put(desk.day.parent / "layouts" / "epub" / "style.css"),
    "a font of the paper's own": lambda desk: put(desk.day.parent / "fonts" / "fonts.toml"),
    "a bit of the PDF": lambda desk: flip(desk.products / f"{key(1)}.pdf"),
    "the plan is gone": lambda desk: (desk.products / "plan.json").unlink(),
    "a stray file among the products": lambda desk: put(desk.products / "stray"),
    "a report that is cut short": lambda desk: os.truncate(desk.products / "report.json", 900),
    "a report of an older banxin": lambda desk: put(
        desk.products / "report.json", (desk.products / "report.json").read_text("utf-8").replace('"made"', '"maid"')
    ),
    "no products": lambda desk: shutil.rmtree(desk.products),
}
OPTIONS = {
    "formats": replace(USUAL, formats=("pdf",)),
    "layout": replace(USUAL, layout="a4"),
    "seed": replace(USUAL, seed=2),
    "sources": replace(USUAL, attach_sources=True),
    "e-books": replace(USUAL, books=replace(USUAL.books, profiles=("kindle",))),
    "hand": replace(USUAL, hand=EarlierChoice(keep=True)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_built_again(desk: Desk, change: str) -> None:
    assert last_report(desk.day, desk.products, USUAL) is not None
    CHANGES[change](desk)
    assert last_report(desk.day, desk.products, USUAL) is None


@pytest.mark.parametrize("option", OPTIONS)
def test_what_is_asked_otherwise_is_built_again(desk: Desk, option: str) -> None:
    assert last_report(desk.day, desk.products, OPTIONS[option]) is None


def test_another_date_of_products_builds_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert last_report(desk.day, desk.products, USUAL) is None


def test_a_named_plan_counts_by_what_is_in_it(desk: Desk) -> None:
    plan = desk.out.parent / "saved.json"
    shutil.copy(desk.products / "plan.json", plan)
    wanted = replace(USUAL, plan_path=plan)
    assert last_report(desk.day, desk.products, wanted) is None
    pipeline.build(desk.day, desk.out, plan_path=plan)
    assert last_report(desk.day, desk.products, wanted) is not None
    flip(plan)
    assert last_report(desk.day, desk.products, wanted) is None


def test_times_of_files_and_files_that_nobody_reads_do_not_count(desk: Desk) -> None:
    for path in (*desk.day.rglob("*"), *desk.products.iterdir()):
        os.utime(path, (1, 1))
    put(desk.day / "import" / "page-1.txt")
    put(desk.day / ".a01.md.swp")
    assert last_report(desk.day, desk.products, USUAL) is not None


# --- failures ---


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_killed_process_costs_its_own_edition_only(daily: DailyBuild, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    world = killing(tmp_path / "killer", "2025-09-02/a01.md")
    days = [daily.paper / f"2025-09-{day:02d}" for day in (1, 2, 4)]
    out = tmp_path / "out"
    run = banxin_process(
        "build", *days, "--jobs", "2", "--formats", "pdf", "-o", out, "--json", TMPDIR=str(temporary), **world
    )
    assert run.returncode == 3
    assert f"{days[1]}: nothing was made: the process that built it was killed" in run.stderr
    assert "Traceback" not in run.stderr
    rows = json.loads(run.stdout)
    assert [row["edition"] for row in rows] == [key(1), "2025-09-02", key(4)]
    assert "was killed" in rows[1]["error"]
    assert all((out / key(day) / f"{key(day)}.pdf").is_file() for day in (1, 4))
    assert left_in(temporary) == []


@pytest.mark.parametrize(
    ("number", "to_all", "code"),
    [(signal.SIGINT, True, 130), (signal.SIGTERM, False, 143), (signal.SIGKILL, False, -9)],
)
def test_whatever_ends_us_ends_our_processes(
    daily: DailyBuild, tmp_path: Path, number: signal.Signals, to_all: bool, code: int
) -> None:
    temporary, out = tmp_path / "temporary", tmp_path / "out"
    temporary.mkdir()
    command = [*COMMAND, "build", str(daily.paper), "--jobs", "2", "--formats", "pdf", "-o", str(out)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True,
        env=environment(TMPDIR=str(temporary)),
    )  # fmt: skip
    family = wait_for_drawing(psutil.Process(process.pid))
    (os.killpg if to_all else os.kill)(process.pid, number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == code
    assert errors.strip() == "" or code == -9
    _, alive = psutil.wait_procs(family, timeout=15)
    assert alive == []
    if code != -9:  # Who is killed cannot tidy up.
        assert left_in(temporary) == []
        assert [name for name in left_in(out) if not name.endswith(".lock")] == [] if out.exists() else True


def wait_for_drawing(parent: psutil.Process) -> list[psutil.Process]:
    """All processes below `parent`, at a moment when one of them draws."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            family = parent.children(recursive=True)
            if any("banxin.limited.serving" in child.cmdline() for child in family):
                return family
        except psutil.Error:
            pass
        time.sleep(0.02)
    raise AssertionError("nobody draws")


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (EditionError([problem(EMPTY_ARTICLE, Origin("a.md"))]), 1, ""),
        (SetupError("disk-full: there is no room."), 3, "disk-full"),
        (PermissionError(13, "Permission denied", "out/x"), 3, "out/x: Permission denied."),
        (ZeroDivisionError("division by zero"), 3, "banxin itself failed (ZeroDivisionError: division by zero)"),
    ],
)
def test_every_failure_is_an_outcome(error: Exception, code: int, told: str) -> None:
    outcome = failure(Path("day"), error)
    assert (outcome.code, outcome.failed) == (code, True)
    assert told in outcome.error
    assert bool(outcome.problems) == (code == 1)


# --- what is seen ---


def test_a_terminal_has_one_bar_with_the_names_of_those_in_work(daily: DailyBuild, tmp_path: Path) -> None:
    primary, secondary = pty.openpty()
    days = [str(daily.paper / f"2025-09-{day:02d}") for day in (1, 2)]
    process = subprocess.Popen(
        [*COMMAND, "build", *days, "--jobs", "2", "--formats", "pdf", "-o", str(tmp_path)],
        stdout=subprocess.PIPE, stderr=secondary, encoding="utf-8",
        env=environment(TERM="xterm-256color", COLUMNS="100"),
    )  # fmt: skip
    os.close(secondary)
    shown = everything(primary)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "2025-09-01 2025-09-02" in shown
    assert "0/2" in shown and "1/2" in shown
    assert out.endswith("2 built, 0 unchanged, 0 failed.\n") and "\x1b" not in out


def everything(handle: int) -> str:
    """What is written to a terminal until its last writer is gone."""
    parts = []
    while select.select([handle], [], [], 60)[0]:
        try:
            parts.append(os.read(handle, 65536))
        except OSError:  # Linux says EIO at the end.
            break
    os.close(handle)
    return b"".join(parts).decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--jobs", "0"), "0 is not in the range x>=1"),
        (("--jobs", "2", "--cluster", "tcp://127.0.0.1:1"), "choose one"),
        (("--cluster-tls", "."), "go together"),
    ],
)
def test_options_that_make_no_sense_are_refused(daily: DailyBuild, words: tuple[str, ...], told: str) -> None:
    refused = banxin("build", daily.paper, *words)
    assert refused.returncode == 2
    assert told in refused.stderr


def test_chinese_is_spoken(daily: DailyBuild) -> None:
    run = banxin_process("build", daily.paper, "--jobs", "1", "-o", daily.out, BANXIN_LANG="zh")
    assert run.stdout.endswith("排好 0 期，没变 3 期，没排成 1 期。\n")
    assert f"{key(1)}：没变，不用再排\n" in run.stdout


def test_the_composer_forgets_between_two_editions(daily: DailyBuild, tmp_path: Path) -> None:
    pipeline.build(daily.paper / "2025-09-01", tmp_path, formats=("pdf",))
    assert sum(function.cache_info().currsize for function in remembered.REMEMBERING) > 100
    remembered.forget()
    assert sum(function.cache_info().currsize for function in remembered.REMEMBERING) == 0
