"""The templates of a folder: banxin's own are rendered here, a stranger's in a process with limits."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from banxin.errors import EditionError
from banxin.inside import InsideError, is_inside, read_inside
from banxin.limited.answers import Answer, Limits
from banxin.limited.asking import LimitedProcess, LimitError, MemoryLimitError, TimeLimitError
from banxin.render.rendering import BUILT_IN, Renderer, RenderOrder, is_built_in

TASK = "banxin.render.rendering:RenderTask"
MOST_FILE = 16 << 20
"""Bytes of a file that is taken unchanged. Ours."""
LIMITS = Limits(seconds=30.0, memory=1 << 30, answer=64 << 20)
"""Of a stranger's templates. Ours: a page takes hundredths of a second."""
A_PAGE_S = 1.0
"""Seconds by which each page fills up again what others took."""
GRACE_S = 5.0
"""Seconds in which a process must stop a template by itself, since it knows the line."""
MOST_TOGETHER, A_PAGE_BYTES = 256 << 20, 1 << 20
"""Bytes of all pages of one use, and how many more each page allows. Ours."""


class Templates:
    """The templates of a layout folder, with autoescape; undefined names are errors."""

    def __init__(self, folder: Path, *others: Path, prefix: str = BUILT_IN) -> None:
        """`others` are searched for what `folder` lacks: a paper's own layout has only what differs. prefix: as
        `Renderer` has it."""
        self.folder = folder
        self.folders = (folder, *others)
        self.prefix = prefix
        self._here = Renderer(self.folders, prefix)
        self._process = None if all(map(is_built_in, self.folders)) else LimitedProcess(TASK, LIMITS)
        self._lock = threading.Lock()
        self._common: Mapping[str, object] = {}
        self._seconds, self._bytes = LIMITS.seconds, MOST_TOGETHER

    def __enter__(self) -> Templates:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.close()

    def share(self, **values: object) -> None:
        """Give these values to all templates that are rendered from now on."""
        self._common = values
        if self._process is not None:
            self._process.close()

    def raw(self, name: str) -> bytes:
        """A file of the layout, unchanged. Raises EditionError with `template` when it is missing or empty."""
        try:
            data = self._read(name)
        except InsideError as error:
            raise self.error(name, 0, str(error)) from error
        except OSError as error:
            raise self.error(name, 0, f"it cannot be read ({error.strerror})") from error
        if not data:
            raise self.error(name, 0, "it is empty")
        return data

    def raw_of_banxin(self, name: str) -> bytes:
        """The file of that name in the last of the folders, which is banxin's own."""
        return (self.folders[-1] / name).read_bytes()

    def _read(self, name: str) -> bytes:
        place = next((folder for folder in self.folders if (folder / name).exists()), self.folder)
        return read_inside(place, place / name, MOST_FILE)

    def fill(self, page: str, /, **values: object) -> bytes:
        """The page of that name (`front.xhtml`) from its template (`front.xhtml.j2`), as well-formed UTF-8.

        Raises EditionError with `template`, with the template's line if Jinja2 states it.
        """
        name = f"{page}.j2"
        return (
            self._asked(name, values, xml=True) if self._process else self._here.xml(name, {**self._common, **values})
        )

    def text(self, name: str, /, **values: object) -> str:
        """The result of a template that is not XML, such as a style sheet. Raises as `fill`."""
        name = f"{name}.j2"
        if self._process:
            return self._asked(name, values, xml=False).decode("utf-8", "surrogatepass")
        return self._here.text(name, {**self._common, **values})

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        return is_inside(name) and any((folder / name).is_file() for folder in self.folders)

    def error(self, name: str, line: int, reason: str) -> EditionError:
        """What is wrong with a file of the layout."""
        return self._here.error(name, line, reason)

    def _asked(self, name: str, values: Mapping[str, object], *, xml: bool) -> bytes:
        """A template's result from the process; all pages share its time and its size, as far as each takes much."""
        process = self._process
        assert process is not None
        with self._lock:
            start = time.monotonic()
            try:
                common = None if process.started else self._common
                order = RenderOrder(self.folders, self.prefix, name, values, self._seconds, xml, common)
                answer: Answer = process.ask(order, self._seconds + GRACE_S)
                (made,) = answer.parts
            except TimeLimitError:
                raise self.error(name, 0, f"it took more than {self._seconds:g} seconds") from None
            except MemoryLimitError:
                raise self.error(name, 0, "it needs more memory than it may use") from None
            except (LimitError, ValueError) as error:
                raise self.error(name, 0, str(error)) from None
            left = self._seconds - (time.monotonic() - start)
            self._seconds = min(LIMITS.seconds, max(left, 0.0) + A_PAGE_S)
            self._bytes = min(MOST_TOGETHER, self._bytes - len(made) + A_PAGE_BYTES)
        if self._bytes < 0:
            raise self.error(name, 0, "the pages that it makes are too large together")
        return made
