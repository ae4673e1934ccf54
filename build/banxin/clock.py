"""The time stamps of products: not the machine's clock, so that equal input gives equal bytes."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path

from banxin.errors import SetupError

VARIABLE = "SOURCE_DATE_EPOCH"


def modified(date: datetime.date) -> datetime.datetime:
    """The modification time of an edition's products: SOURCE_DATE_EPOCH if set, else the edition's day.

    Raises SetupError when the variable holds anything but seconds since 1970 (reproducible-builds.org) up to the year
    9999.
    """
    epoch = os.environ.get(VARIABLE, "")
    if not epoch:
        return midnight(date)
    try:
        if not re.fullmatch("[0-9]{1,12}", epoch):
            raise ValueError(epoch)
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise SetupError(
            f"The environment variable {VARIABLE} holds {epoch[:40]!r}; give whole seconds since 1970, or unset it."
        ) from error


def midnight(date: datetime.date) -> datetime.datetime:
    """The beginning of a day, UTC."""
    return datetime.datetime.combine(date, datetime.time(), datetime.UTC)


def instant(moment: datetime.datetime) -> str:
    """A moment in UTC as XMP, Atom and IIIF write it: 2024-12-22T00:00:00Z."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def now() -> datetime.datetime:
    """The current time, UTC, for what is logged, such as when an edition was added to a library; SOURCE_DATE_EPOCH if
    set. Raises SetupError as `modified`."""
    if os.environ.get(VARIABLE):
        return modified(datetime.date.min)
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)


def of_file(path: Path) -> datetime.datetime:
    """When a file was last written, UTC; SOURCE_DATE_EPOCH if set."""
    if os.environ.get(VARIABLE):
        return now()
    return datetime.datetime.fromtimestamp(int(path.stat().st_mtime), datetime.UTC)
