"""Sources: a folder of TOML, Markdown and pictures → `Edition`, with every problem named by file and line.

`read_paper` and `read_edition` read, `find_key` reads the settings only, `create_paper` makes a new
paper to start from. What is refused, and why, stands in `problems`; what a source may weigh in `limits`.
"""

from __future__ import annotations

from banxin.sources import problems as problems
from banxin.sources.edition import find_key, read_edition, read_paper
from banxin.sources.new import create_paper

__all__ = ["create_paper", "find_key", "read_edition", "read_paper"]
