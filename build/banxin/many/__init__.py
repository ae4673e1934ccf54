"""Many editions at once: here in several processes, or on other machines; what is built and unchanged is left alone.

`build_many` is the way in. Whatever becomes of an edition is an `Outcome`; one that fails does not stop the others.
"""

from __future__ import annotations

from banxin.many.address import Cluster, cluster_at
from banxin.many.conduct import build_many
from banxin.many.outcome import Outcome

__all__ = ["Cluster", "Outcome", "build_many", "cluster_at"]
