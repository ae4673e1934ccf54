"""Processes of ours that must not outlive whoever started them."""

from __future__ import annotations

import ctypes
import sys
from signal import Signals

PR_SET_PDEATHSIG = 1  # Linux, <sys/prctl.h>


def die_with_parent(number: Signals) -> None:
    """Have the kernel send us that signal when the thread that started us is gone, however it went. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)
