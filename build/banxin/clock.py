"""The one moment that products name: no clock of the machine, so that equal input gives equal bytes."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path

from banxin.errors import SetupError

VARIABLE = "SOURCE_DATE_EPOCH"


def modified(date: datetime.date) -> datetime.datetime:
    """When the products of an edition say they were made: SOURCE_DATE_EPOCH where it is set, else the edition's day.

    Raises SetupError when the variable holds anything but seconds since 1970 (reproducible-builds.org) up to the
    year 9999.
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


def now() -> datetime.datetime:
    """What time it is, UTC: for what is logged, such as when an edition came into a library; SOURCE_DATE_EPOCH where
    it is set. Raises SetupError as `modified`."""
    if os.environ.get(VARIABLE):
        return modified(datetime.date.min)
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)


def of_file(path: Path) -> datetime.datetime:
    """When a file was last written, UTC; SOURCE_DATE_EPOCH where it is set."""
    if os.environ.get(VARIABLE):
        return now()
    return datetime.datetime.fromtimestamp(int(path.stat().st_mtime), datetime.UTC)
