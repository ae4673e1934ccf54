"""Drawing in a process with limits: WeasyPrint swallows a timer's exception, so no limit inside of it works."""

from __future__ import annotations

from pathlib import Path

from banxin.errors import BanxinError
from banxin.limited.answers import Limits
from banxin.limited.asking import LimitError, MemoryLimitError, SizeLimitError, TimeLimitError, ask_once
from banxin.model.edition import Edition
from banxin.model.plan import Plan

TIME_LIMIT_S = 120.0  # Ours: 16 broadsheet pages take 6 s on two cores.
MEMORY_LIMIT = 4 << 30  # bytes. Ours: 16 broadsheet pages take under 300 MB.
TEMPLATE_LIMIT_S = 60.0
"""Time limit of the templates alone, which must leave some to say which of them takes so long. Ours."""
MOST_BYTES = 512 << 20
"""Size limit of a PDF. Ours: an edition's pictures may have more, but are scaled down for print."""
CHILD = "banxin.render.pdf.child:draw"


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
    limits = Limits(time_limit_s, memory_limit, MOST_BYTES)
    html_s = min(TEMPLATE_LIMIT_S, time_limit_s / 2)
    try:
        answer = ask_once(CHILD, (edition, plan, layout_folder, html_s), limits)
        (pdf,) = answer.parts
        spent = {str(stage): float(value) for stage, value in answer.value.items()}
    except TimeLimitError:
        raise DrawingLimitError(
            f"Drawing the pages took more than {time_limit_s:g} seconds and was stopped. "
            "A style sheet that asks for too much does this, or a picture that is too large."
        ) from None
    except MemoryLimitError:
        raise DrawingLimitError("Drawing the pages took more memory than it may. Is a picture too large?") from None
    except SizeLimitError:
        raise DrawingLimitError(f"The PDF would be larger than {MOST_BYTES >> 20} MB.") from None
    except LimitError as error:
        raise DrawingLimitError(str(error).replace("The process", "The drawing process", 1)) from None
    except (ValueError, AttributeError, TypeError):
        raise DrawingLimitError("The drawing process gave no PDF.") from None
    if seconds is not None:
        seconds.update(spent)
    return pdf
