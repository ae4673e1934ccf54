"""Child processes that must not outlive their parent."""

from __future__ import annotations

import ctypes
import sys
from signal import Signals

PR_SET_PDEATHSIG = 1  # Linux, <sys/prctl.h>


def die_with_parent(number: Signals) -> None:
    """Have the kernel send this process the signal when the thread that started it ends, for whatever reason. Linux
    only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)
