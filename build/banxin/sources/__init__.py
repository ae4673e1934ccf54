"""Sources: a folder of TOML, Markdown and pictures → `Edition`, with file and line for every problem.

`read_paper` and `read_edition` read, `find_key` reads the settings only, `create_paper` makes a sample paper. Problems
are declared in `problems`, size limits in `limits`.
"""

from __future__ import annotations

from banxin.sources.edition import find_key, read_edition, read_paper
from banxin.sources.new import create_paper

__all__ = ["create_paper", "find_key", "read_edition", "read_paper"]
