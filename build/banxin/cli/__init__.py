"""The command line: the only package that prints and sets exit codes."""

from __future__ import annotations

import errno
import signal
import sys
import tempfile
from types import FrameType

import click

from banxin import __version__
from banxin.cli.console import report_failure, say
from banxin.cli.loading import LazyGroup
from banxin.errors import BanxinError
from banxin.messages import catalogue, speaks_chinese


class TerminatedError(BaseException):
    """SIGTERM was received. As with KeyboardInterrupt, nothing on the way may take it for a fault of its own."""


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise TerminatedError


def _said(error: OSError) -> str:
    """What the system, or a library in its name, could not do. Libraries raise it without a number or a file."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        name = error.filename or f"the output, or in {tempfile.gettempdir()}"
        return f"disk-full: there is no room for {name}; no product was changed. Make room and try again."
    return f"{error.filename or 'the output'}: {error.strerror or error}."


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="banxin")
def commands() -> None:
    """Make a printed newspaper (PDF) and an e-book (EPUB) from the articles of one edition.

    \b
    Start here:
      banxin new my-paper              a small paper that is ready to build
      banxin build my-paper/2025-09-01 its newspaper and e-book, in out/

    An EDITION is a folder with an edition.toml and the articles, inside a paper's folder with its paper.toml.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line. Exit codes: 0 done, 1 problems, 2 wrong usage, 3 broken environment, 130/143
    interrupted."""
    signal.signal(signal.SIGTERM, _terminate)
    if speaks_chinese():
        commands.speak(catalogue().help)
    try:
        code = commands.main(args=arguments, standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Abort:
        sys.exit(130)
    except KeyboardInterrupt:
        sys.exit(130)
    except TerminatedError:
        sys.exit(143)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        say(f"banxin: {_said(error)}")
        sys.exit(3)
    except BanxinError as error:
        report_failure(error)
        sys.exit(error.exit_code)
