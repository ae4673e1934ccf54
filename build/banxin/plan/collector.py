"""Python's cyclic garbage collector, kept still while pages are searched."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def still_collector() -> Iterator[None]:
    """Disable the collector, which would traverse all shapes and trees again and again and free nothing.

    They have no cycles and are freed by their reference counts.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
