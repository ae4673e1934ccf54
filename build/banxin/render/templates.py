"""Rendering templates: in a sandbox, with well-formed XML as the result."""

from __future__ import annotations

from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from banxin.errors import EditionError, Origin, problem
from banxin.render.problems import TEMPLATE


class Templates:
    """The templates of a layout folder, in Jinja2's sandbox, with autoescape; undefined names are errors."""

    def __init__(self, folder: Path, *others: Path) -> None:
        """`others` are searched for what `folder` lacks: a paper's own layout has only what differs."""
        self.folder = folder
        self.folders = (folder, *others)
        self.environment = ImmutableSandboxedEnvironment(
            loader=jinja2.FileSystemLoader(self.folders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def raw(self, name: str) -> bytes:
        """A file of the layout, unchanged. Raises EditionError with `template` when it is missing or empty."""
        try:
            data = (self._place(name) / name).read_bytes()
        except OSError as error:
            raise self.error(name, 0, f"it cannot be read ({error.strerror})") from error
        if not data:
            raise self.error(name, 0, "it is empty")
        return data

    def fill(self, page: str, /, **values: object) -> bytes:
        """The page of that name (`front.xhtml`) from its template (`front.xhtml.j2`), as well-formed UTF-8.

        Raises EditionError with `template`, with the template's line if Jinja2 states it.
        """
        name = f"{page}.j2"
        try:
            text = self.environment.get_template(name).render(**values)
            etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
        except jinja2.TemplateSyntaxError as error:
            raise self.error(error.name or name, error.lineno, error.message or "syntax error") from error
        except jinja2.TemplateNotFound as error:
            raise self.error(name, 0, f"there is no template {error.name}") from error
        except etree.XMLSyntaxError as error:
            raise self.error(name, 0, f"what it makes is not well-formed: {error.msg}") from error
        except (jinja2.TemplateError, ArithmeticError, TypeError, ValueError, RecursionError) as error:
            raise self.error(name, self._line(error), str(error)) from error
        return text.encode()

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        return any((folder / name).is_file() for folder in self.folders)

    def text(self, name: str, /, **values: object) -> str:
        """The result of a template that is not XML, such as a style sheet. Raises as `fill`."""
        try:
            return self.environment.get_template(f"{name}.j2").render(**values)
        except jinja2.TemplateSyntaxError as error:
            raise self.error(f"{name}.j2", error.lineno, error.message or "syntax error") from error
        except (jinja2.TemplateError, ArithmeticError, TypeError, ValueError, RecursionError) as error:
            raise self.error(f"{name}.j2", self._line(error), str(error)) from error

    def _place(self, name: str) -> Path:
        return next((folder for folder in self.folders if (folder / name).is_file()), self.folder)

    def error(self, name: str, line: int, reason: str) -> EditionError:
        origin = Origin(f"layouts/{self.folder.name}/{name}", line)
        return EditionError([problem(TEMPLATE, origin, reason=f"{reason.rstrip('.')}.")])

    def _line(self, error: BaseException) -> int:
        """The last line of a template in the error's trace, 0 when there is none."""
        trace, line = error.__traceback__, 0
        while trace is not None:
            if Path(trace.tb_frame.f_code.co_filename).parent in self.folders:
                line = trace.tb_lineno
            trace = trace.tb_next
        return line
