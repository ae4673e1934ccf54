"""Building many editions, in several processes or on other machines; editions that are unchanged are not built again.

`build_many` is the entry point. The result of each edition is a `BuildOutcome`; an edition that fails does not stop the
others.
"""

from __future__ import annotations

from banxin.many.address import Scheduler, cluster_at
from banxin.many.conduct import build_many
from banxin.many.outcome import BuildOutcome

__all__ = ["BuildOutcome", "Scheduler", "build_many", "cluster_at"]
