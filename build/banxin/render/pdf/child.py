"""The drawing process: a request on standard input, one reply on standard output. Started by `drawing.draw_pdf`."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from pathlib import Path
from typing import Any

from banxin.errors import BanxinError, EditionError
from banxin.fonts.library import FontLibrary
from banxin.model.edition import Edition
from banxin.model.plan import Plan
from banxin.processes import die_with_parent
from banxin.render.html.document import render_html
from banxin.render.pdf.document import render_pdf


def draw(edition: Edition, plan: Plan, layout_folder: Path) -> tuple[str, Any]:
    """(`pdf`, (bytes, seconds of each stage)),
    or (`problems`, tuple of Problem), or (`error`, (exit code, message)), or (`memory`, "")."""
    try:
        library = FontLibrary.of_paper(edition.paper.folder)
        start = time.perf_counter()
        html = render_html(edition, plan, layout_folder)
        written = time.perf_counter()
        pdf = render_pdf(html, edition, plan, layout_folder, library)
        return "pdf", (pdf, {"html": written - start, "pdf": time.perf_counter() - written})
    except EditionError as error:
        return "problems", error.problems
    except BanxinError as error:
        return "error", (error.exit_code, str(error))
    except MemoryError:
        return "memory", ""


def main() -> None:
    """Read the request, draw, reply."""
    die_with_parent(signal.SIGKILL)
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # Output of libraries must not get into the reply.
    edition, plan, layout_folder, memory_limit = pickle.load(sys.stdin.buffer)
    _limit_memory(memory_limit)
    with answer:
        pickle.dump(draw(edition, plan, layout_folder), answer)


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # Not on Windows, where only the time limit applies.
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    main()
