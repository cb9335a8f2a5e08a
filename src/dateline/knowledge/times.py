"""The words of time: `times.tsv` and `holidays.tsv`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.knowledge.table import Line, read, unique

TABLES = Path(__file__).parent / "tables"
NEEDS = frozenset({"", "capital", "context", "capital context"})
_RULE = re.compile(
    r"(?P<year>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)|(?P<month>\d\d)-(?P<day>\d\d)"
    r"|(?P<feast>easter|orthodox)(?P<shift>[+-]\d+)|(?P<nth>-?\d)/(?P<weekday>[0-6])/(?P<of>\d\d)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase, the class it belongs to and its value there. `capital`: only when written with a capital;
    `sure`: it needs no other word of its kind beside it."""

    phrase: str
    mark: str
    value: str
    capital: bool
    sure: bool
    at: str


def entry(line: Line, phrase: str = "phrase") -> Entry:
    """A row with the columns `class`, `value` and `needs` as an entry."""
    needs = line.one_of("needs", NEEDS).split()
    return Entry(line[phrase], line["class"], line["value"], "capital" in needs, "context" not in needs, line.at)


@lru_cache(maxsize=1)
def times() -> tuple[Entry, ...]:
    """All rows of `times.tsv`, and the holidays as class `holiday` with their rule as value."""
    columns = ("phrase", "class", "value", "needs", "source")
    lines = unique(
        read(TABLES / "times.tsv", columns, ("phrase", "class")), lambda x: (x["phrase"], x["class"]), "phrase"
    )
    return (*(entry(x) for x in lines), *_holidays())


def _holidays() -> Iterator[Entry]:
    for x in unique(
        read(TABLES / "holidays.tsv", ("name", "rule", "source"), ("name", "rule")), lambda x: x["name"], "name"
    ):
        if not _RULE.fullmatch(x["rule"]):
            raise x.fault(
                "rule", f"{x['rule']!r} is none of MM-DD, YYYY-MM-DD, easter+N, orthodox+N, NTH/WEEKDAY/MONTH"
            )
        yield Entry(x["name"], "holiday", x["rule"], x["name"][0].isupper(), True, x.at)


def holiday(rule: str, year: int) -> datetime.date | None:
    """The day on which a holiday of that rule falls in a year; None where it does not."""
    m = _RULE.fullmatch(rule)
    if not m:
        raise ValueError(f"{rule!r} is no rule of a holiday")
    if m["year"]:
        return datetime.date(year, int(m["m"]), int(m["d"])) if int(m["year"]) == year else None
    if m["month"]:
        return datetime.date(year, int(m["month"]), int(m["day"]))
    if m["feast"]:
        return easter(year, m["feast"] == "orthodox") + datetime.timedelta(days=int(m["shift"]))
    nth, weekday, month = int(m["nth"]), int(m["weekday"]), int(m["of"])
    first = datetime.date(year, month, 1)
    days = [first + datetime.timedelta(days=n) for n in range(31)]
    right = [d for d in days if d.month == month and d.weekday() == weekday]
    return right[nth - 1 if nth > 0 else nth]


def easter(year: int, orthodox: bool = False) -> datetime.date:
    """Easter Sunday, Gregorian (Butcher's rule) or Julian (Meeus), as a Gregorian day."""
    if orthodox:
        d = (19 * (year % 19) + 15) % 30
        e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        return datetime.date(year, month, day + 1) + datetime.timedelta(days=year // 100 - year // 400 - 2)
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return datetime.date(year, month, day + 1)
