"""The one sandbox in which templates of every room run: they reach plain values and listed functions, nothing else."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import BuiltinMethodType, FrameType, FunctionType, MethodType
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.utils import Cycler, Joiner, Namespace

from banxin.errors import BanxinError
from banxin.inside import InsideError, is_inside, read_inside
from banxin.render.plain import is_plain

MOST_SOURCE = 1 << 20
"""Bytes of a template. Ours."""
MOST_TEXT = 16_000_000
"""Characters that one template may make. Ours: the largest article has a million."""
MOST_LENGTH, MOST_BITS = 1_000_000, 10_000
"""Length of a repeated text, and bits of a number: larger ones keep a processor busy where no timer reaches. Ours."""
OWN = (
    BlockReference, LoopContext, Macro, TemplateReference, Undefined, Cycler, Joiner, Namespace,
    jinja2.environment.TemplateModule,
)  # fmt: skip
"""What a template itself brings along."""
MAKERS = (dict, Cycler, Joiner, Namespace, safe_range)


class TooLongError(BanxinError):
    """A template has taken the time that it may."""


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TooLongError in the block after some seconds, wherever it is; 0: never. In a main thread only."""
    if not seconds:
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError(f"it took more than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    # Again each second: where Jinja2 tries whether a value is constant, it passes over what is raised.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's immutable sandbox, which hands out plain values only; undefined names are errors."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, folders: Sequence[Path], filters: Mapping[str, Callable[..., Any]] | None = None) -> None:
        super().__init__(
            loader=FolderLoader(folders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,  # What is wrong in a constant is told with its line.
        )
        del self.globals["lipsum"]
        self.filters |= filters or {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute or an item of a plain value."""
        return self._given(obj, attribute, super().getattr) if _is_known(obj) else self.unsafe_undefined(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item or an attribute of a plain value."""
        return self._given(obj, argument, super().getitem) if _is_known(obj) else self.unsafe_undefined(obj, argument)

    def _given(self, obj: Any, name: Any, get: Callable[[Any, Any], Any]) -> Any:
        value = get(obj, name)
        if isinstance(value, Iterator) and not isinstance(value, OWN):
            value = tuple(value)
        return value if _is_known(value) or self.is_safe_callable(value) else self.unsafe_undefined(obj, name)

    def unsafe_undefined(self, obj: Any, attribute: Any) -> Undefined:
        """Refuses at once, where Jinja2 would wait until it is used."""
        raise SecurityError(f"{str(attribute)[:80]!r} of a {type(obj).__name__} is not for templates")

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call it: functions of ours that it was given, what it wrote itself, and methods of
        plain values."""
        if isinstance(obj, FunctionType):
            # Those of jinja2 are `format` and `format_map` of a text, made safe.
            return obj.__module__.startswith("banxin.") or obj.__module__ == "jinja2.sandbox"
        if isinstance(obj, MethodType | BuiltinMethodType):
            return not isinstance(obj.__self__, type) and _is_known(obj.__self__)
        return obj in MAKERS if isinstance(obj, type) else _is_known(obj)

    def call_binop(self, context: jinja2.runtime.Context, operator: str, left: Any, right: Any) -> Any:
        """left operator right, unless it would take very long."""
        if operator == "**" and _bits(left) * _whole(right) > MOST_BITS:
            raise SecurityError("the number would be too long")
        if operator == "*":
            if _bits(left) + _bits(right) > MOST_BITS:
                raise SecurityError("the number would be too long")
            if max(_length(left) * _whole(right), _length(right) * _whole(left)) > MOST_LENGTH:
                raise SecurityError("the text would be too long")
        return super().call_binop(context, operator, left, right)


def _is_known(value: Any) -> bool:
    return is_plain(value) or isinstance(value, OWN)


def _whole(value: Any) -> int:
    return abs(value) if isinstance(value, int) else 0


def _bits(value: Any) -> int:
    return value.bit_length() if isinstance(value, int) else 0


def _length(value: Any) -> int:
    return len(value) if isinstance(value, str | tuple | list) else 0


class FolderLoader(jinja2.BaseLoader):
    """The templates of some folders; the first that has a name is asked, and nothing outside of it."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)

    def get_source(self, _environment: jinja2.Environment, name: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its file, and that it stays as it is. Raises TemplateNotFound, SecurityError."""
        if not is_inside(name):
            raise SecurityError(f"{name[:80]!r} leads out of its folder")
        for folder in self.folders:
            try:
                text = read_inside(folder, folder / name, MOST_SOURCE).decode("utf-8")
            except FileNotFoundError:
                continue
            except (InsideError, UnicodeDecodeError, ValueError) as error:
                raise SecurityError(f"{name}: {error}") from error
            return text, str(folder / name), _unchanged(folder / name)
        raise jinja2.TemplateNotFound(name)


def _unchanged(file: Path) -> Callable[[], bool]:
    """Whether a file is as it was: a site that is served shows what its designer changes."""
    then = _stamp(file)
    return lambda: _stamp(file) == then


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
