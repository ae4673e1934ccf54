"""Rendering a template, with its file and line in whatever goes wrong: here, or in a process with limits."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from lxml import etree

from banxin.assets import asset_folder
from banxin.errors import BanxinError, EditionError, Origin, problem
from banxin.limited.answers import Answer
from banxin.render.problems import TEMPLATE
from banxin.render.sandbox import MOST_TEXT, Sandbox, TooLongError, within

BUILT_IN = "layouts/"
PARTS = 1000
"""Pieces of text that are joined at a time."""


class Renderer:
    """The templates of some folders; the first that has a name is used."""

    def __init__(
        self,
        folders: tuple[Path, ...],
        prefix: str = BUILT_IN,
        filters: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        """prefix: what stands before the name of a folder that is not banxin's when a problem names it."""
        self.folders, self.prefix = folders, prefix
        self.environment = Sandbox(folders, filters)

    def text(self, name: str, values: Mapping[str, object], seconds: float = 0.0) -> str:
        """The result of a template, for which it may take some seconds; 0: any time, for those of banxin.

        Raises EditionError with `template`, with file and line, for whatever is wrong with it.
        """
        try:
            with within(seconds):
                return self._made(name, values)
        except jinja2.TemplateSyntaxError as error:
            raise self.error(error.name or name, error.lineno, error.message or "syntax error") from error
        except jinja2.TemplateNotFound as error:
            raise self._found(name, error, f"there is no template {error.name}") from error
        except MemoryError as error:
            raise self._found(name, error, "it needs more memory than it may use") from None
        except RecursionError as error:
            raise self._found(name, error, "it calls or includes itself without end") from None
        except TooLongError as error:
            raise self._found(name, error, str(error)) from None
        except (BanxinError, KeyboardInterrupt):
            raise
        except Exception as error:
            raise self._found(name, error, str(error) or type(error).__name__) from error

    def xml(self, name: str, values: Mapping[str, object], seconds: float = 0.0) -> bytes:
        """The same as well-formed UTF-8."""
        text = self.text(name, values, seconds)
        try:
            etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
        except (etree.XMLSyntaxError, UnicodeEncodeError, ValueError) as error:
            told = error.msg if isinstance(error, etree.XMLSyntaxError) else str(error)
            raise self.error(name, 0, f"what it makes is not well-formed: {told}") from error
        return text.encode()

    def error(self, name: str, line: int, reason: str) -> EditionError:
        """What is wrong with a file of the folders."""
        return EditionError([problem(TEMPLATE, Origin(self._file(name), line), reason=f"{reason[:500].rstrip('.')}.")])

    def _made(self, name: str, values: Mapping[str, object]) -> str:
        """Piece by piece, so that a template without end ends before the memory does."""
        stream: Generator[str, None, None] = self.environment.get_template(name).generate(**values)  # type: ignore[assignment]
        try:
            return _joined(stream)
        except TooLongError as error:
            stream.throw(error)  # At the line at which the template is.
            raise

    def _file(self, name: str) -> str:
        folder = next((folder for folder in self.folders if (folder / name).is_file()), self.folders[0])
        return self._told(folder / name)

    def _told(self, file: Path) -> str:
        folder = next(folder for folder in self.folders if file.is_relative_to(folder))
        prefix = BUILT_IN if is_built_in(folder) else self.prefix
        return f"{prefix}{folder.name}/{file.relative_to(folder).as_posix()}"

    def _found(self, name: str, error: BaseException, reason: str) -> EditionError:
        """With the innermost place in a template that the error's trace has."""
        file, line, trace = "", 0, error.__traceback__
        while trace is not None:
            here = Path(trace.tb_frame.f_code.co_filename)
            if any(here.is_relative_to(folder) for folder in self.folders):
                file, line = self._told(here), trace.tb_lineno
            trace = trace.tb_next
        told = f"{reason[:500].rstrip('.')}."
        return EditionError([problem(TEMPLATE, Origin(file or self._file(name), line), reason=told)])


def _joined(stream: Iterator[str]) -> str:
    count, pieces = 0, list[str]()
    for piece in stream:
        count += len(piece)
        if count > MOST_TEXT:
            raise TooLongError(f"it makes more than {MOST_TEXT} characters")
        pieces.append(piece)
        if len(pieces) == PARTS:
            pieces[:] = ["".join(pieces)]
    return "".join(pieces)


def is_built_in(folder: Path) -> bool:
    """Whether a folder of templates is one of banxin's own."""
    return folder.is_relative_to(asset_folder("layouts"))


@dataclass(frozen=True, slots=True)
class RenderOrder:
    """What the process is asked for."""

    folders: tuple[Path, ...]
    prefix: str
    name: str
    values: Mapping[str, object]
    seconds: float
    xml: bool
    common: Mapping[str, object] | None = field(default=None)
    """Values for this and all further orders; None: as before."""


class RenderTask:
    """What the process does: one renderer for each set of folders, and the common values, stay with it."""

    def __init__(self) -> None:
        self._renderer = cache(Renderer)
        self._common: Mapping[str, object] = {}

    def __call__(self, order: RenderOrder) -> Answer:
        """A template's result as UTF-8. Raises as `Renderer.text`."""
        if order.common is not None:
            self._common = order.common
        renderer, values = self._renderer(order.folders, order.prefix), {**self._common, **order.values}
        if order.xml:
            return Answer(parts=(renderer.xml(order.name, values, order.seconds),))
        text = renderer.text(order.name, values, order.seconds)
        return Answer(parts=(text.encode("utf-8", "surrogatepass"),))
