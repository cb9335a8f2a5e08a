"""Ranges of days: the week of a day, a month, a quarter, the late part of a year. Both ends belong to a range."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Range = tuple[date, date]
DAY = timedelta(days=1)
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_HOURS = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1.0}


def month_of(year: int, month: int) -> Range:
    """The days of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def months_of(year: int, month: int, count: int) -> Range:
    """The days of `count` months from one on."""
    end = year * 12 + month - 2 + count
    return date(year, month, 1), month_of(end // 12, end % 12 + 1)[1]


def year_of(year: int, years: int = 1) -> Range:
    """The days of one year or several."""
    return date(year, 1, 1), date(year + years - 1, 12, 31)


def period(unit: str, day: date) -> Range:
    """The calendar unit around a day: `week` is Monday to Sunday, `weekend` that of its week."""
    monday = day - day.weekday() * DAY
    if unit == "week":
        return monday, monday + 6 * DAY
    if unit == "weekend":
        return monday + 5 * DAY, monday + 6 * DAY
    if unit == "fortnight":
        return monday, monday + 13 * DAY
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        return months_of(day.year, day.month - (day.month - 1) % 3, 3)
    if unit == "year":
        return year_of(day.year)
    if unit == "decade":
        return year_of(day.year - day.year % 10, 10)
    if unit == "century":
        return year_of(day.year - day.year % 100, 100)
    return day, day


def shift(day: date, unit: str, count: float) -> date:
    """A day so many units later; under one day the same day."""
    if unit in _HOURS:
        return day + int(count * _HOURS[unit] / 24) * DAY
    if unit in _DAYS:
        return day + int(count * _DAYS[unit]) * DAY
    month = day.year * 12 + day.month - 1 + int(count * _MONTHS[unit])
    year, at = month // 12, month % 12 + 1
    return date(year, at, min(day.day, calendar.monthrange(year, at)[1]))


def part(whole: Range, edge: str) -> Range:
    """The early, middle or late part of a range and the like; `sofar` and `rest` of a running one may be all of it."""
    start, end = whole
    count = (end - start).days + 1
    if edge in ("sofar", "rest"):
        return whole
    if edge in ("start", "end"):
        few = 365 if count > 3000 else 31 if count > 300 else 7 if count > 20 else 2
        few = min(few, count)
        return (start, start + (few - 1) * DAY) if edge == "start" else (end - (few - 1) * DAY, end)
    if edge in ("first half", "second half") or (count > 3000 and edge != "mid"):
        middle = shift(start, "month", _length(whole) / 2) if count > 60 else start + count // 2 * DAY
        return (start, middle - DAY) if edge in ("first half", "early") else (middle, end)
    if edge == "mid" and 300 < count < 400:
        return date(start.year, 6, 1), date(start.year, 7, 31)
    if edge == "mid" and 3000 < count < 4000:
        return date(start.year + 3, 1, 1), date(start.year + 6, 12, 31)
    first, second = _thirds(whole, count)
    return {"early": (start, first - DAY), "mid": (first, second - DAY), "late": (second, end)}.get(edge, whole)


def _length(whole: Range) -> int:
    return (whole[1].year - whole[0].year) * 12 + whole[1].month - whole[0].month + 1


def _thirds(whole: Range, count: int) -> Range:
    start = whole[0]
    if count > 60:
        months = _length(whole)
        return shift(start, "month", months // 3), shift(start, "month", months - months // 3)
    third = 10 if 27 < count < 32 else max(1, count // 3)
    return start + third * DAY, start + min(2 * third, count - 1) * DAY
