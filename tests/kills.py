"""Commands that are killed at random moments: `.venv/bin/python tests/kills.py [--kills 1000] [--seed 0]`.

Each trial takes one of build, import, library add, export, import, publish and send; runs it in a forked process, or
every tenth time as a program of its own; and sends SIGKILL, SIGTERM or SIGINT at a random moment. After it: each
product is the last good one or the new one, whole; nobody was mailed twice; no traceback was printed; the same
command, run again, succeeds and leaves nothing of the killed one. Prints a row for each command; exit code 1 for any
fault.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from banxin.cli import main as command_line
from banxin.library.archive.store import Library
from banxin.library.archive.verify import verify
from command import COMMAND, banxin, environment
from post_office import Office

SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
DAY = "2025-09-01"
TRACEBACK = "Traceback (most recent call last)"
OWN_PROGRAM = 10
"""Each so many-th trial starts Python anew."""
LEFT = (".new", ".old", "-wal", "-shm")
"""Ends of names of what is only there while something is written."""
READERS = ("a@example.cn", "b@example.cn", "c@example.cn")


@dataclass(frozen=True, slots=True)
class Stand:
    """What every trial begins with; not to be changed."""

    paper: Path
    out: Path
    library: Path
    raw: Path
    key: str


@dataclass(frozen=True, slots=True)
class Deed:
    """A command, where it writes, and how that must look once it is done."""

    words: Callable[[Path], list[str]]
    begin: Callable[[Path], None]
    whole: Callable[[Path], bool]
    """Whether what stands there is whole; so it must be after every kill."""
    done: Callable[[Path], bool]


def make_stand(folder: Path) -> Stand:
    """A paper, its products, a library of it."""
    paper = folder / "paper"
    for words in (["new", paper], ["build", paper / DAY, "-o", folder / "out", "--quiet"],
                  ["library", "add", paper / DAY, "-o", folder / "out", "--library", folder / "library"]):  # fmt: skip
        ended = banxin(*words)
        assert ended.returncode == 0, ended.stderr
    (product,) = (path for path in (folder / "out").iterdir() if path.is_dir())
    raw = folder / "raw.txt"
    raw.write_text("第01版 要闻\n\n标题一行\n\n" + "　　今天是个好日子，大家都来了。\n" * 40, "utf-8")
    return Stand(paper, folder / "out", folder / "library", raw, product.name)


def files(folder: Path) -> dict[str, bytes]:
    """Name → bytes of everything under a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def deeds(stand: Stand, port: int) -> dict[str, Deed]:
    """The commands, by name. Each works inside the trial's folder."""
    product = files(stand.out / stand.key)
    del product["report.json"]  # It tells seconds.
    bag = files(next(iter(Library(stand.library).bags())))

    def copy_library(folder: Path) -> None:
        shutil.copytree(stand.library, folder / "library")

    def library_whole(folder: Path) -> bool:
        if not (folder / "library" / "bags").is_dir():
            return True
        found = verify(Library(folder / "library"))
        return all(one.code == "catalogue-behind" for one in found)

    def built(folder: Path) -> bool:
        place = folder / "out" / stand.key
        found = files(place) if place.is_dir() else {}
        return found.pop("report.json", b"") != b"" and found == product

    def copied_out(folder: Path) -> None:
        shutil.copytree(stand.out, folder / "out")

    def exported(folder: Path) -> bool:
        found = [path for path in (folder / "to").glob("*") if path.is_dir() and not path.name.startswith(".")]
        return [files(path) for path in found] == [bag]

    def imported(folder: Path) -> bool:
        return (folder / "library" / "bags").is_dir() and len(Library(folder / "library").bags()) == 1

    def edition(folder: Path) -> Path:
        return folder / "paper" / "2025-09-02"

    def published(folder: Path) -> bool:
        return (folder / "site" / "index.html").is_file()

    def addressed(folder: Path) -> None:
        copy_library(folder)
        (folder / "library" / "recipients.toml").write_text(
            f'[smtp]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nfrom = "news@example.cn"\n'
            f'[list.all]\nproduct = ".epub"\naddresses = {[f"{folder.name}-{one}" for one in READERS]!r}\n',
            "utf-8",
        )

    def nothing(_folder: Path) -> None:
        pass

    def always(_folder: Path) -> bool:
        return True

    library = ["--library", "library"]
    source = str(stand.paper / DAY)
    return {
        "build": Deed(lambda _: ["build", source, "-o", "out", "--quiet"], nothing,
                      lambda folder: not (folder / "out" / stand.key).exists() or built(folder), built),
        "build again": Deed(lambda _: ["build", source, "-o", "out", "--quiet"], copied_out, built, built),
        "import": Deed(lambda _: ["import", str(stand.raw), "--paper", "paper", "--date", "2025-09-02", "--force"],
                       lambda folder: (shutil.copytree(stand.paper, folder / "paper"), None)[1],
                       lambda folder: not edition(folder).exists() or (edition(folder) / "edition.toml").is_file(),
                       lambda folder: (edition(folder) / "edition.toml").is_file()),
        "library add": Deed(lambda _: ["library", "add", source, "-o", str(stand.out), *library], nothing,
                            library_whole, imported),
        "library import": Deed(
            lambda _: ["library", "import", str(next(iter(Library(stand.library).bags()))), *library], nothing,
            library_whole, imported),
        "library export": Deed(lambda _: ["library", "export", "--to", "to", *library], copy_library,
                               lambda folder: exported(folder) or not [
                                   path for path in (folder / "to").glob("*")
                                   if path.is_dir() and not path.name.startswith(".")], exported),
        "library publish": Deed(lambda _: ["library", "publish", "site", *library], copy_library, always, published),
        "library send": Deed(lambda _: ["library", "send", stand.key, "--to", "all", *library], addressed,
                             always, always),
    }  # fmt: skip


@contextlib.contextmanager
def running(words: list[str], folder: Path, own: bool) -> Iterator[tuple[int, Path]]:
    """A command in a process of its own; its number, and where it says what it says."""
    said, temporary = folder.with_suffix(".said"), folder / "tmp"
    temporary.mkdir(exist_ok=True)
    if own:
        with said.open("wb") as told:
            program = subprocess.Popen([*COMMAND, *words], cwd=folder, stdout=told, stderr=told,
                                       env=environment(TMPDIR=str(temporary)), start_new_session=True)  # fmt: skip
        yield program.pid, said
        program.returncode = 0  # It was waited for.
        return
    child = os.fork()
    if not child:
        os.setsid()
        told = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(told, 1)
        os.dup2(told, 2)
        os.chdir(folder)
        os.environ["TMPDIR"], tempfile.tempdir = str(temporary), str(temporary)
        code = 70
        try:
            command_line(words)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        except BaseException:
            os.write(2, TRACEBACK.encode())
        os._exit(code)
    yield child, said


def ended(words: list[str], folder: Path, *, own: bool = False, after: float = 0, sign: int = 0) -> tuple[int, str]:
    """Run a command, and perhaps send it a signal after some seconds; its exit code and its words."""
    with running(words, folder, own) as (process, said):
        until, sent = time.monotonic() + after, not sign
        deadline = time.monotonic() + 240
        while not (status := os.waitpid(process, os.WNOHANG))[0]:
            if not sent and time.monotonic() >= until:
                os.kill(process, sign)
                sent = True
            if time.monotonic() > deadline:
                os.killpg(process, signal.SIGKILL)
            time.sleep(0.002)
        return os.waitstatus_to_exitcode(status[1]), said.read_text("utf-8", "replace")


def trial(deed: Deed, folder: Path, rng: random.Random, lasts: float, own: bool) -> tuple[bool, list[str]]:
    """Kill it once. Returns whether it was killed in time, and the faults."""
    folder.mkdir()
    deed.begin(folder)
    faults, sign = [], rng.choice(SIGNALS)
    code, told = ended(deed.words(folder), folder, own=own, after=rng.random() * lasts, sign=sign)
    if TRACEBACK in told:
        faults.append(f"traceback after {sign.name}: {told[-600:]}")
    if code not in (0, -sign, 128 + sign):
        faults.append(f"exit code {code} after {sign.name}: {told[-300:]}")
    if not deed.whole(folder):
        faults.append(f"half a product after {sign.name}")
    again, said = ended(deed.words(folder), folder)
    # A message that may have arrived is not sent again unasked; the run says so.
    if again != 0 and not (again == 1 and "--to" in deed.words(folder) and "send" in deed.words(folder)):
        faults.append(f"the next run ends with {again}: {said[-600:]}")
    if not deed.whole(folder) or not deed.done(folder):
        faults.append("the next run's product is not whole")
    left = [path.name for path in folder.rglob("*") if path.name.endswith(LEFT)]
    left += [f"tmp/{path.name}" for path in (folder / "tmp").iterdir()]
    if left:
        faults.append(f"left: {', '.join(left[:5])}")
    return code in (-sign, 128 + sign), faults


def main() -> None:
    """Kill."""
    words = argparse.ArgumentParser(description="Commands that are killed at random moments.")
    words.add_argument("--kills", type=int, default=1000)
    words.add_argument("--seed", type=int, default=0)
    asked = words.parse_args()
    tries, killed, faulty = Counter[str](), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as name, Office().open() as office:
        root = Path(name)
        stand = make_stand(root / "stand")
        every, lasts, number = deeds(stand, office.port), dict[tuple[str, bool], float](), asked.seed
        while killed.total() < asked.kills:
            kind, own = list(every)[number % len(every)], number // len(every) % OWN_PROGRAM == 0
            folder, rng = root / f"t{number}", random.Random(number)
            if (kind, own) not in lasts:
                begun = time.monotonic()
                (root / "first").mkdir()
                every[kind].begin(root / "first")
                code, told = ended(every[kind].words(root / "first"), root / "first", own=own)
                assert code == 0, told
                lasts[kind, own] = time.monotonic() - begun
                shutil.rmtree(root / "first")
            was_killed, faults = trial(every[kind], folder, rng, lasts[kind, own], own)
            tries[kind] += 1
            killed[kind] += was_killed
            faulty[kind] += bool(faults)
            for fault in faults:
                print(f"{kind}, --seed {number}: {fault}", flush=True)
            shutil.rmtree(folder)
            number += 1
        twice = [reader for reader, count in Counter(office.readers()).items() if count > 1 and "first" not in reader]
    for kind in tries:
        print(f"{kind:16} {tries[kind]:5} runs, {killed[kind]:5} killed, {faulty[kind]:4} with faults")
    print(f"{killed.total()} kills, {faulty.total()} with faults; {len(twice)} readers were mailed twice")
    sys.exit(int(bool(faulty.total() or twice)))


if __name__ == "__main__":
    main()
