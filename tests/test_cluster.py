"""Editions on a cluster's workers: the same bytes as here, the same resuming, and no cluster that is open to others."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from banxin import pipeline
from banxin.errors import EditionError, UsageError
from banxin.many.address import cluster_at, is_loopback
from banxin.many.cluster import _with_local_paths
from banxin.many.edition_snapshot import UnsendableError, lay_out, places, take
from banxin.many.remote import build_snapshot
from banxin.saved import EarlierChoice
from banxin.wanted import BuildRequest, mark, tools
from command import COMMAND, KEY, banxin, banxin_process, contents, copy_seed, environment
from daily_paper import key, killing, make_daily_paper
from dask_cluster import Running, cluster, kill

USUAL = BuildRequest()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with cluster(tmp_path_factory.mktemp("cluster")) as up:
        yield up


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper of three days, the second of which has an error."""
    return make_daily_paper(tmp_path_factory.mktemp("papers"), 3, 2)


@pytest.fixture(scope="module")
def built(running: Running, paper: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str, int]:
    """The folder of products, standard output, standard error, the exit code."""
    out = tmp_path_factory.mktemp("out")
    run = banxin_process("build", paper, "--cluster", running.address, "-o", out)
    return out, run.stdout, run.stderr, run.returncode


def test_a_cluster_gives_the_same_bytes_as_a_build_here(
    built: tuple[Path, str, str, int], paper: Path, tmp_path: Path
) -> None:
    out, stdout, stderr, code = built
    assert code == 1, stderr
    assert stdout.endswith("2 built, 0 unchanged, 1 failed.\n")
    here = pipeline.build(paper / "2025-09-01", tmp_path)
    for name in here.report["products"]:
        assert (here.folder / name).read_bytes() == (out / key(1) / name).read_bytes(), name
    report = json.loads((out / key(1) / "report.json").read_text("utf-8"))
    assert {**report, "seconds": {}} == {**here.report, "seconds": {}}


def test_problems_are_told_as_those_of_a_build_here(
    built: tuple[Path, str, str, int], paper: Path, tmp_path: Path
) -> None:
    wrong = paper / "2025-09-02"
    here = banxin("build", wrong, "-o", tmp_path)
    told = [line for line in built[2].splitlines() if ": error " in line]
    assert told and told == [line for line in here.stderr.splitlines() if ": error " in line]
    assert f"{wrong}: nothing was made" in built[2]
    assert "Traceback" not in built[2]


def test_a_cluster_leaves_alone_what_is_built_and_unchanged(
    built: tuple[Path, str, str, int], running: Running, paper: Path
) -> None:
    before = contents(built[0])
    again = banxin_process("build", paper, "--cluster", running.address, "-o", built[0])
    assert again.stdout.endswith("0 built, 2 unchanged, 1 failed.\n")
    assert contents(built[0]) == before
    here = banxin_process("build", paper, "--jobs", "1", "-o", built[0])
    assert here.stdout.endswith("0 built, 2 unchanged, 1 failed.\n"), (
        "a build here takes a worker's products for its own"
    )


def test_workers_leave_nothing_behind(built: tuple[Path, str, str, int], running: Running) -> None:
    assert list((running.folder / "temporary").glob("banxin-*")) == []


def test_a_worker_that_is_killed_costs_nothing(running: Running, tmp_path: Path) -> None:
    daily = make_daily_paper(tmp_path, 3)
    out = tmp_path / "out"
    command = [*COMMAND, "build", str(daily), "--cluster", running.address, "--formats", "pdf", "-o", str(out)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment()
    )  # fmt: skip
    kill(drawing(running))
    stdout, stderr = process.communicate(timeout=120)
    assert process.returncode == 0, stderr
    assert stdout.endswith("3 built, 0 unchanged, 0 failed.\n")
    assert all((out / key(day) / f"{key(day)}.pdf").is_file() for day in (1, 2, 3))


def drawing(running: Running) -> psutil.Process:
    """A process of the cluster that has an edition in work, and draws it."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for process in running.working():
            try:
                if any("banxin.limited.serving" in child.cmdline() for child in process.children()):
                    return process
            except psutil.Error:
                pass
        time.sleep(0.02)
    raise AssertionError("nobody draws")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_whoever_is_stopped_leaves_the_cluster_quietly(
    running: Running, paper: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    command = [*COMMAND, "build", str(paper), "--cluster", running.address, "--formats", "pdf", "-o", str(tmp_path)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment()
    )  # fmt: skip
    assert process.stderr is not None
    assert process.stderr.readline().startswith("2025-09-02/a01.md:")  # The others are in work.
    process.send_signal(number)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == code
    assert [line for line in stderr.splitlines() if line and not line.startswith((str(paper), "2025-09-02/"))] == []


@pytest.mark.slow
def test_an_edition_that_kills_its_workers_fails_alone(tmp_path: Path) -> None:
    daily, out = make_daily_paper(tmp_path, 3), tmp_path / "out"
    world = killing(tmp_path / "killer", "2025-09-02/a01.md")
    once = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with cluster(tmp_path / "cluster", 1, **world, **once) as up:
        run = banxin_process("build", daily, "--cluster", up.address, "-o", out, "--json")
    assert run.returncode == 3
    assert f"{daily / '2025-09-02'}: nothing was made: the process that built it was killed" in run.stderr
    assert [row["edition"] for row in json.loads(run.stdout)] == [key(1), "2025-09-02", key(3)]
    assert "Traceback" not in run.stderr


@pytest.mark.slow
def test_a_scheduler_that_goes_away_is_named_and_what_was_built_stays(tmp_path: Path) -> None:
    daily, out = make_daily_paper(tmp_path, 3), tmp_path / "out"
    with cluster(tmp_path / "cluster", 1) as up:
        command = [*COMMAND, "build", str(daily), "--cluster", up.address, "-o", str(out)]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment()
        )  # fmt: skip
        assert process.stdout is not None
        first = process.stdout.readline()
        up.scheduler.kill()
        _, stderr = process.communicate(timeout=60)
    assert first.startswith(f"{key(1)}: ")
    assert process.returncode == 3
    assert (
        stderr.startswith(f"banxin: The connection to the scheduler at {up.address} was lost")
        and stderr.count("\n") == 1
    )
    assert (out / key(1) / f"{key(1)}.pdf").is_file()


@pytest.mark.slow
def test_certificates_open_a_cluster_to_those_who_have_them(tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificates")
    tls = tmp_path / "tls"
    tls.mkdir()
    make = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -keyout key.pem -out cert.pem"
    subprocess.run(make.split(), cwd=tls, check=True, capture_output=True)
    shutil.copy(tls / "cert.pem", tls / "ca.pem")
    files = ("--tls-ca-file", "ca.pem", "--tls-cert", "cert.pem", "--tls-key", "key.pem")
    words = tuple(str(tls / word) if word.endswith(".pem") else word for word in files)
    daily = make_daily_paper(tmp_path, 1)
    with cluster(tmp_path / "cluster", 1, words=("--protocol", "tls", *words)) as up:
        assert up.address.startswith("tls://")
        run = banxin_process("build", daily, "--cluster", up.address, "--cluster-tls", tls, "-o", tmp_path / "out")
    assert run.stdout.endswith("1 built, 0 unchanged, 0 failed.\n"), run.stderr


# --- addresses ---


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("tcp://192.0.2.7:8786", "without certificates anybody in the network could run programs"),
        ("192.0.2.7:8786", "without certificates"),
        ("tcp://0.0.0.0:8786", "without certificates"),
        ("tcp://127.0.0.1.example.org:8786", "without certificates"),
        ("tls://192.0.2.7:8786", "go together"),
        ("tcp://127.0.0.1", "an address is written as"),
        ("http://127.0.0.1:8786", "an address is written as"),
        ("tcp://127.0.0.1:99999", "an address is written as"),
        ("", "an address is written as"),
    ],
)
def test_an_address_that_others_could_reach_is_refused(address: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        cluster_at(address)


def test_certificates_have_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ca\.pem is missing in it"):
        cluster_at("tls://192.0.2.7:8786", tmp_path)
    for name in ("ca.pem", "cert.pem", "key.pem"):
        (tmp_path / name).touch()
    assert cluster_at("tls://192.0.2.7:8786", tmp_path).tls == tmp_path
    with pytest.raises(UsageError, match="go together"):
        cluster_at("tcp://127.0.0.1:8786", tmp_path)


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "tcp://127.0.0.1:8786", "tcp://localhost:1", "tcp://[::1]:8786"])
def test_this_machine_needs_no_certificates(address: str) -> None:
    assert is_loopback(cluster_at(address).address)


def test_a_foreign_address_is_exit_2_and_nobody_is_called(paper: Path, tmp_path: Path) -> None:
    run = banxin_process("build", paper, "--cluster", "tcp://192.0.2.7:8786", "-o", tmp_path / "out")
    assert run.returncode == 2 and "anybody in the network" in run.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_cluster_that_listens_to_the_network_is_refused(paper: Path, tmp_path: Path) -> None:
    with cluster(tmp_path / "cluster", 1, host="0.0.0.0") as up:
        if is_loopback(up.address):
            pytest.skip("this machine has no address but its own")
        port = up.address.rpartition(":")[2]
        run = banxin_process("build", paper, "--cluster", f"tcp://127.0.0.1:{port}", "-o", tmp_path / "out")
    assert run.returncode == 2
    assert "listens to the network" in run.stderr and up.address in run.stderr


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_named(paper: Path, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        run = banxin_process("build", paper, "--cluster", address, "-o", tmp_path / "out")
    assert run.returncode == 3
    assert f"There is no scheduler at {address}" in run.stderr and "dask scheduler --host 127.0.0.1" in run.stderr


def test_what_to_install_is_said_where_dask_is_missing(paper: Path, tmp_path: Path) -> None:
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / "sitecustomize.py").write_text("import sys\nsys.modules['distributed'] = None\n", "utf-8")
    world = {"PYTHONPATH": os.pathsep.join([str(tmp_path / "hidden"), os.environ.get("PYTHONPATH", "")])}
    run = banxin_process("build", paper, "--cluster", "tcp://127.0.0.1:9", "-o", tmp_path / "out", **world)
    assert run.returncode == 3
    assert "-m pip install distributed" in run.stderr


# --- snapshots ---


@pytest.fixture
def day(tmp_path: Path) -> Path:
    return copy_seed(tmp_path / "papers")


def test_a_snapshot_is_the_same_folder_elsewhere(day: Path, tmp_path: Path) -> None:
    for name in ("layouts/own/layout.toml", "fonts/fonts.toml", "raw/page-1.txt", "2024-12-21/a01.md"):
        path = day.parent / name
        path.parent.mkdir(parents=True)
        path.write_text("x", "utf-8")
    settings = day.parent / "paper.toml"
    settings.write_text(f'{settings.read_text("utf-8")}\n[print]\nprofile = "press.icc"\n', "utf-8")
    (day.parent / "press.icc").write_bytes(b"icc")
    there, _, wanted = lay_out(take(day, tmp_path / "out", USUAL), tmp_path / "root")
    assert {name for name, _ in contents(there.parent).items()} == {
        *(f"{day.name}/{name}" for name in contents(day)),
        "layouts/own/layout.toml", "fonts/fonts.toml", "paper.toml", "press.icc",
    }  # fmt: skip
    assert mark(there, wanted) == mark(day, USUAL)


def test_a_link_inside_the_paper_is_sent_as_its_file(day: Path, tmp_path: Path) -> None:
    picture = day / "images" / "a05.png"
    data = picture.read_bytes()
    shutil.move(picture, day.parent / "shared.png")
    picture.symlink_to("../../shared.png")
    there, _, _ = lay_out(take(day, tmp_path, USUAL), tmp_path / "root")
    assert (there / "images" / "a05.png").read_bytes() == data


def out_of_the_paper(day: Path) -> None:
    (day / "images" / "secret.png").symlink_to("/etc/hostname")


def pipe(day: Path) -> None:
    os.mkfifo(day / "a99.md")


def nowhere(day: Path) -> None:
    (day / "a99.md").symlink_to("nowhere.md")


def folder_link(day: Path) -> None:
    (day / "more").symlink_to("images")


@pytest.mark.parametrize("odd", [out_of_the_paper, pipe, nowhere, folder_link], ids=lambda odd: odd.__name__)
def test_what_is_no_file_of_the_paper_is_not_sent(odd: object, day: Path, tmp_path: Path) -> None:
    assert callable(odd)
    odd(day)
    with pytest.raises(UnsendableError):
        take(day, tmp_path, USUAL)


def test_an_edition_that_cannot_be_sent_is_built_here(running: Running, day: Path, tmp_path: Path) -> None:
    pipe(day)
    run = banxin_process("build", day, "--cluster", running.address, "-o", tmp_path / "out")
    assert run.returncode == 1
    assert "2024-12-22/a99.md: error not-a-file" in run.stderr


def test_plans_go_with_the_snapshot(day: Path, tmp_path: Path) -> None:
    out, given = tmp_path / "out", tmp_path / "given.json"
    for name in (KEY, f"{KEY}-r2", "gansu-daily-2024-12-21", f"{KEY}-b"):
        (out / name).mkdir(parents=True)
        (out / name / "plan.json").write_text(name, "utf-8")
    given.write_text("given", "utf-8")
    kept = take(day, out, replace(USUAL, hand=EarlierChoice(keep=True)))
    assert [name for name, _ in kept.plans] == [f"{KEY}/plan.json", f"{KEY}-r2/plan.json"]
    assert take(day, out, USUAL).plans == ()
    for wanted in (replace(USUAL, plan_path=given), replace(USUAL, hand=EarlierChoice(source=given))):
        _, _, there = lay_out(take(day, out, wanted), tmp_path / f"root-{wanted.plan_path is None}")
        path = there.plan_path or there.hand.source
        assert path is not None and path != given and path.read_text("utf-8") == "given"


def test_messages_name_the_paths_of_this_machine(day: Path, tmp_path: Path) -> None:
    wanted = replace(USUAL, hand=EarlierChoice(keep=True))
    answer = build_snapshot(take(day, tmp_path / "out", wanted), dict(tools()))
    assert answer.failed is not None and answer.root in answer.failed.error
    told = _with_local_paths(answer.failed.error, places(day, tmp_path / "out", wanted, Path(answer.root)))
    with pytest.raises(UsageError) as here:
        pipeline.make(day, tmp_path / "out", wanted)
    there = here.value.args[0]
    assert (told, told.template, told.fields) == (there, there.template, there.fields)


def test_a_worker_with_other_programs_makes_nothing(day: Path, tmp_path: Path) -> None:
    answer = build_snapshot(take(day, tmp_path, USUAL), {**tools(), "weasyprint": "1.0"})
    assert answer.made is None and answer.failed is not None
    assert "weasyprint 70" in answer.failed.error and "≠ 1.0" in answer.failed.error


def test_a_worker_takes_the_callers_date_of_products(
    day: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = replace(USUAL, formats=("pdf",))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    here, snapshot = pipeline.make(day, tmp_path, wanted), take(day, tmp_path, wanted)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    answer = build_snapshot(snapshot, dict(tools()))
    assert answer.made is not None
    assert answer.made.files[f"{KEY}.pdf"] == here.files[f"{KEY}.pdf"]
    assert answer.made.report["made"] == here.report["made"] != mark(day, wanted)
    assert os.environ["SOURCE_DATE_EPOCH"] == "1600000000"


def test_the_wrong_edition_is_an_outcome_of_the_worker(day: Path, tmp_path: Path) -> None:
    (day / "a02.md").write_text("", "utf-8")
    answer = build_snapshot(take(day, tmp_path, USUAL), dict(tools()))
    with pytest.raises(EditionError) as here:
        pipeline.make(day, tmp_path, USUAL)
    assert answer.failed is not None and answer.failed.problems == here.value.problems
