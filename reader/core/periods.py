"""Periods as people write them: days, months and years, ranges of them, and ages."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple

Midnight = Callable[[date], str]
"""When a day begins, as text that sorts with the dates that are compared with it."""

Days = tuple[date, date]
"""The first and the last day of what is dated."""

ALWAYS: Final = ""
NEVER: Final = "~"
"""Before all dates, and behind them, as text sorts."""

_date = re.compile(r"(\d{4})(?:-(1[0-2]|0?[1-9])(?:-([12]\d|3[01]|0?[1-9]))?)?", re.ASCII)
_age = re.compile(r"(\d{1,4})([dwmy])", re.ASCII)
_range = re.compile(r"(.*?)\.{2,3}(.*)")
_NAMED: Final = {"today": "0d", "yesterday": "1d"}

HOW: Final = (
    "a date is 2026, 2026-10, 2026-10-24 or today, a range 2026-10.. or 2025..2026,"
    " an age 7d, 2w, 3m or 1y"
)


class PeriodError(ValueError):
    """What is written is no period: why, and from which character of it on."""

    def __init__(self, message: str, column: int = 0) -> None:
        super().__init__(message)
        self.column = column


class Period(NamedTuple):
    """A half-open stretch of time, as text that sorts; `ALWAYS` and `NEVER` where it is open."""

    since: str
    until: str


def period(written: str, begins: Midnight, today: date | None) -> Period:
    """The period that is meant: a date with all its days, a range, or from an age on until now.

    At the end of a range an age is the day so long ago. Raises PeriodError, also for an age if
    nobody says which day is `today`.
    """
    bounds = _range.fullmatch(written)
    if bounds is None:
        found = _days(written, 0, today)
        return Period(begins(found[0]), NEVER if _age.fullmatch(written) else _end(found, begins))
    since, until = (
        _days(bounds[group], bounds.start(group), today) if bounds[group] else None
        for group in (1, 2)
    )
    if since is None and until is None:
        raise PeriodError(HOW)
    if since and until and until[1] < since[0]:
        raise PeriodError("the range ends before it begins", bounds.start(2))
    return Period(begins(since[0]) if since else ALWAYS, _end(until, begins))


def days(written: str) -> Days | None:
    """Those of a year, a month or a day; None if that is no such date."""
    found = _date.fullmatch(written)
    if found is None:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    try:
        last = month or 12
        return date(year, month or 1, day or 1), date(year, last, day or monthrange(year, last)[1])
    except ValueError:
        return None


def _days(written: str, column: int, today: date | None) -> Days:
    """Those of a date, or of an age; `column` is where an error would be."""
    if found := days(written):
        return found
    age = _age.fullmatch(_NAMED.get(written, written))
    if age is None:
        raise PeriodError(HOW, column)
    if today is None:
        raise PeriodError("an age cannot be told here; write a date", column)
    day = _back(today, int(age[1]), age[2])
    return day, day


def _end(found: Days | None, begins: Midnight) -> str:
    if found is None or found[1] == date.max:
        return NEVER
    return begins(found[1] + timedelta(days=1))


def _back(today: date, count: int, unit: str) -> date:
    """The same day so long ago, or the last of its month; at the earliest the first of all."""
    try:
        if unit in "dw":
            return today - timedelta(days=count * (7 if unit == "w" else 1))
        months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return date.min
