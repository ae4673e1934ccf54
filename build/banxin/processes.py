"""Child processes: they must not outlive their parent, nor run what lies in the folder in which they are started."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import sys
from multiprocessing.context import SpawnContext
from signal import Signals

PR_SET_PDEATHSIG = 1  # Linux, <sys/prctl.h>


def die_with_parent(number: Signals) -> None:
    """Have the kernel send this process the signal when the thread that started it ends, for whatever reason. Linux
    only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)


def spawning() -> SpawnContext:
    """How processes of Python are started for work in parallel.

    `python -c` and `python -m` look for modules in the working folder first, which may be a stranger's paper.
    """
    os.environ["PYTHONSAFEPATH"] = "1"
    return multiprocessing.get_context("spawn")
