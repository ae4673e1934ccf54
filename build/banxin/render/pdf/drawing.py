"""Drawing in a child process that can be killed: WeasyPrint swallows a timer's exception, so no other limit works."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from banxin.errors import BanxinError, EditionError, SetupError
from banxin.model.edition import Edition
from banxin.model.plan import Plan

TIME_LIMIT_S = 120.0  # Ours: 16 broadsheet pages take 6 s on two cores.
MEMORY_LIMIT = 4 << 30  # bytes. Ours: 16 broadsheet pages take under 300 MB.
CHILD = "banxin.render.pdf.child"
STDERR_TAIL = 2000


class DrawingLimitError(BanxinError):
    """Drawing exceeded its limit of time or memory and was stopped."""


def draw_pdf(
    edition: Edition,
    plan: Plan,
    layout_folder: Path,
    time_limit_s: float = TIME_LIMIT_S,
    memory_limit: int = MEMORY_LIMIT,
    seconds: dict[str, float] | None = None,
) -> bytes:
    """The PDF of the plan, drawn in a child process: HTML by the layout's templates, then WeasyPrint.

    The process has `time_limit_s` seconds of wall clock and `memory_limit` bytes, and no files except temporary ones in
    a folder that is removed with it. The child's times of the stages `html` and `pdf` are written to `seconds`; the
    start of the process is in neither. Raises the errors of `render_html` and `render_pdf`, and DrawingLimitError at a
    limit.
    """
    order = pickle.dumps((edition, plan, layout_folder, memory_limit))
    with tempfile.TemporaryDirectory(prefix="banxin-") as folder:
        environment = os.environ | {"TMPDIR": folder, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = [sys.executable, "-m", CHILD]
        try:
            done = subprocess.run(
                command, input=order, capture_output=True, timeout=time_limit_s, env=environment, check=False
            )
        except subprocess.TimeoutExpired:
            raise DrawingLimitError(
                f"Drawing the pages took more than {time_limit_s:g} seconds and was stopped. "
                "A template that loops does this, or a picture that is too large."
            ) from None
    return _answer(done, seconds)


def _answer(done: subprocess.CompletedProcess[bytes], seconds: dict[str, float] | None) -> bytes:
    try:
        kind, value = pickle.loads(done.stdout)
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError):
        told = done.stderr.decode("utf-8", "replace").strip()[-STDERR_TAIL:]
        how = (
            f"ended with code {done.returncode}" if done.returncode >= 0 else f"was killed by signal {-done.returncode}"
        )
        raise DrawingLimitError(f"The drawing process {how} without a result. {told}".strip()) from None
    if kind == "pdf":
        pdf, spent = value
        if seconds is not None:
            seconds.update(spent)
        return bytes(pdf)
    raise _raised(kind, value)


def _raised(kind: str, value: Any) -> BanxinError:
    """The child's error, by its exit code: what a pickled exception loses is not needed here."""
    if kind == "problems":
        return EditionError(value)
    if kind == "memory":
        return DrawingLimitError("Drawing the pages took more memory than it may. Is a picture too large?")
    code, message = value
    return SetupError(message) if code == SetupError.exit_code else BanxinError(message)
