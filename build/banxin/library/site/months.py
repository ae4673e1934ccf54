"""The calendar of a paper's issues: months with weeks of days."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from banxin.library.index.catalogue import IssueRow

_WEEKS = calendar.Calendar(firstweekday=calendar.MONDAY)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month."""

    number: int
    """0 for a day of the previous or next month."""
    issues: tuple[IssueRow, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month with issues."""

    year: int
    number: int
    weeks: tuple[tuple[Day, ...], ...]


def months(rows: Iterable[IssueRow]) -> tuple[Month, ...]:
    """The months with issues, the newest first; weeks begin on Monday."""
    days: dict[datetime.date, list[IssueRow]] = {}
    for row in rows:
        days.setdefault(datetime.date.fromisoformat(row.date), []).append(row)
    found = sorted({(day.year, day.month) for day in days}, reverse=True)
    return tuple(_month(year, month, days) for year, month in found)


def _month(year: int, month: int, days: dict[datetime.date, list[IssueRow]]) -> Month:
    weeks = tuple(
        tuple(
            Day(
                date.day if date.month == month else 0,
                tuple(sorted(days.get(date, ()), key=lambda row: row.day)) if date.month == month else (),
            )
            for date in week
        )
        for week in _WEEKS.monthdatescalendar(year, month)
    )
    return Month(year, month, weeks)
