"""Nothing half-written: a kill at every step, a full disk, two builds at once."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from banxin.errors import SetupError
from banxin.files import locked, new_folder, recover, replace_folder, swap_folder, write_atomic
from banxin.limited.scratch import Scratch

KILLED_AT_STEP = """
import os, signal, sys
from pathlib import Path

step, count = int(sys.argv[1]), 0
WATCHED = {"os.rename", "os.mkdir", "os.rmdir", "os.remove", "shutil.rmtree", "tempfile.mkstemp", "os.chmod"}

def stop(event, arguments):
    global count
    if event in WATCHED or (event == "open" and "out" in str(arguments[0])):
        count += 1
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)

from banxin.files import new_folder, recover, swap_folder, write_atomic
target = Path(sys.argv[2])
sys.addaudithook(stop)
recover(target)
new = new_folder(target)
write_atomic(new / "paper.pdf", b"new")
write_atomic(new / "report.json", b"new")
swap_folder(new, target)
"""


def make_product(target: Path, content: bytes) -> None:
    new = new_folder(target)
    for name in ("paper.pdf", "report.json"):
        write_atomic(new / name, content)
    swap_folder(new, target)


def read_product(target: Path) -> list[bytes]:
    return [(target / name).read_bytes() for name in ("paper.pdf", "report.json")]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_file_is_replaced_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "陇山日报 2024.pdf"
    write_atomic(path, b"one")
    write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert names(tmp_path) == [path.name]


def test_product_is_readable_by_all_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        make_product(tmp_path / "out", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / "out" / "paper.pdf").stat().st_mode) == 0o644


def test_folder_is_swapped_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "out"
    make_product(target, b"old")
    (target / "stale.html").write_bytes(b"")
    make_product(target, b"new")
    assert read_product(target) == [b"new", b"new"]
    assert names(tmp_path) == ["out"]
    assert names(target) == ["paper.pdf", "report.json"]


@pytest.mark.parametrize("first", [True, False])
def test_kill_at_any_step_leaves_old_or_new_whole_and_the_next_build_sweeps(tmp_path: Path, first: bool) -> None:
    outcomes, step = set(), 1
    while True:
        folder = tmp_path / f"step-{step}"
        folder.mkdir()
        target = folder / "out"
        if not first:
            make_product(target, b"old")
        run = subprocess.run([sys.executable, "-c", KILLED_AT_STEP, str(step), str(target)], capture_output=True)
        if run.returncode == 0:
            break
        assert run.returncode == -signal.SIGKILL, run.stderr
        recover(target)
        product = read_product(target) if target.exists() else None
        assert product in ([b"new", b"new"], None if first else [b"old", b"old"])
        outcomes.add(str(product))
        make_product(target, b"next")
        assert names(folder) == ["out"]
        step += 1
    assert step > 10, "the steps were not seen"
    assert len(outcomes) == 2, "killed both before and after the swap"


def test_old_without_its_product_goes_back(tmp_path: Path) -> None:
    target = tmp_path / "out"
    make_product(target, b"old")
    target.rename(tmp_path / ".out.old")
    assert recover(target)
    assert read_product(target) == [b"old", b"old"]
    assert not recover(target)


def test_folder_becomes_exactly_the_files_given(tmp_path: Path) -> None:
    target = tmp_path / "out" / "edition"
    replace_folder(target, {"old.pdf": b"old", "report.json": b"old"})
    replace_folder(target, {"replica/1.html": b"page", "report.json": b"new"})
    assert names(target) == ["replica", "report.json"]
    assert (target / "replica" / "1.html").read_bytes() == b"page"
    assert names(target.parent) == [".edition.lock", "edition"]


def test_full_disk_while_a_folder_is_replaced_keeps_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "edition"
    replace_folder(target, {"report.json": b"old"})
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", FullDisk())
        with pytest.raises(SetupError, match="disk-full"):
            replace_folder(target, {"report.json": b"new"})
    assert (target / "report.json").read_bytes() == b"old"
    assert names(tmp_path) == [".edition.lock", "edition"]


class FullDisk:
    """Stands in for the system call that runs into the end of the disk."""

    def __call__(self, *_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_full_disk_names_the_path_and_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "paper.pdf"
    write_atomic(path, b"old")
    monkeypatch.setattr(os, "fsync", FullDisk())
    with pytest.raises(SetupError, match=r"disk-full: .*paper\.pdf \(3 bytes are needed\)") as caught:
        write_atomic(path, b"new")
    assert caught.value.exit_code == 3
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["paper.pdf"]


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"nowhere/paper\.pdf cannot be written: No such file"):
        write_atomic(tmp_path / "nowhere" / "paper.pdf", b"x")


def test_file_in_the_way_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(SetupError, match="cannot be written: Not a directory"):
        new_folder(tmp_path / "out" / "edition")


HOLD = """
import sys
from pathlib import Path
from banxin.files import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_second_build_of_one_output_is_told_who_has_it(tmp_path: Path) -> None:
    target = tmp_path / "out"
    command = [sys.executable, "-c", HOLD, str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(SetupError, match=f"busy: .*process {holder.pid}"), locked(target):
            pass
        holder.kill()
    with locked(target):
        assert not target.exists()


def test_a_temporary_folder_of_a_killed_process_is_swept_and_those_in_use_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "banxin-of-another-program").mkdir()
    child = os.fork()
    if not child:
        (Scratch().path / "page.pdf").write_bytes(b"half")
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    (left,) = tmp_path.glob("banxin-*/page.pdf")
    with Scratch() as used, Scratch() as other:
        assert not left.parent.exists()
        assert used.path.is_dir() and other.path.is_dir()
    assert names(tmp_path) == ["banxin-of-another-program"]
