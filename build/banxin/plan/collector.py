"""Python's cyclic garbage collector, kept still while pages are searched."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def still_collector() -> Iterator[None]:
    """Do without the collector: it goes over all shapes and trees again and again, and finds nothing.

    They have no cycles and go away by their counts.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
