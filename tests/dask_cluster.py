"""A cluster of real processes on this machine: a scheduler and workers, started by their own commands."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

DASK = Path(sys.executable).with_name("dask")
START_S = 60
IDLE = {
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "10s",
}
"""Workers that do not watch themselves, a hundred times a second."""


@dataclass(frozen=True)
class Running:
    """A scheduler and its workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: tuple[subprocess.Popen[bytes], ...]
    """Each watches over the process that works, and starts another one when it dies."""
    folder: Path
    """With their logs and temporary files."""

    def working(self) -> list[psutil.Process]:
        """The processes that run tasks."""
        found = [child for worker in self.workers for child in psutil.Process(worker.pid).children()]
        return [child for child in found if "--multiprocessing-fork" in child.cmdline()]


@contextmanager
def cluster(
    folder: Path, workers: int = 2, host: str = "127.0.0.1", words: tuple[str, ...] = (), **changes: str
) -> Iterator[Running]:
    """A cluster that is up; its processes end with the context. `words` go to all its commands."""
    folder.mkdir(exist_ok=True)
    temporary, told = folder / "temporary", folder / "scheduler.json"
    temporary.mkdir()
    world = os.environ | {"TMPDIR": str(temporary), "BANXIN_LANG": "en"} | IDLE | changes
    usual = ("--host", host, "--no-dashboard", *words)
    started: list[subprocess.Popen[bytes]] = []
    try:
        started.append(_start("scheduler", folder, world, "--port", "0", "--scheduler-file", str(told), *usual))
        address = _address(told)
        for number in range(workers):
            own = ("--nthreads", "1", "--local-directory", str(folder / f"local-{number}"))
            started.append(_start("worker", folder, world, address, *own, *usual))
        yield Running(address, started[0], tuple(started[1:]), folder)
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _start(kind: str, folder: Path, world: dict[str, str], *words: str) -> subprocess.Popen[bytes]:
    with (folder / f"{kind}.log").open("ab") as log:
        return subprocess.Popen([str(DASK), kind, *words], stdout=log, stderr=log, env=world)


def _address(told: Path) -> str:
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        try:
            return str(json.loads(told.read_text("utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(0.05)
    raise AssertionError("no scheduler came up")


def kill(process: psutil.Process) -> None:
    """kill -9."""
    os.kill(process.pid, signal.SIGKILL)
