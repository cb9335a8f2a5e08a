"""Exchange rates from a file that the user names, in the form of the European Central Bank's reference rates: a column for
the day, one for each currency, units of it for a euro."""

from __future__ import annotations

import csv
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from pathlib import Path

OLDEST = 10
"""Days that a rate may be old: weekends and holidays have none."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Units of each currency for a euro, by day, the days in order."""

    days: tuple[date, ...]
    rows: tuple[dict[str, float], ...]

    def convert(self, amount: float, currency: str, into: str, day: date) -> tuple[float, date] | None:
        """An amount in another currency, with the day of the rate: the last one on or before `day`. None where there is no
        rate."""
        at = bisect_right(self.days, day) - 1
        if at < 0 or (day - self.days[at]).days > OLDEST:
            return None
        row = self.rows[at] | {"EUR": 1.0}
        if currency not in row or into not in row:
            return None
        return amount / row[currency] * row[into], self.days[at]


def read_rates(path: Path) -> Rates:
    """Reads a rates file. Raises `ValueError` with file and line where it is none."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: the rates can't be read ({error})") from None
    if not lines or lines[0][0].strip().lower() != "date":
        raise ValueError(f"{path}, line 1: the first column of a rates file is Date, then a currency each (EUR: 1)")
    names = [c.strip().upper() for c in lines[0][1:]]
    found: dict[date, dict[str, float]] = {}
    for number, cells in enumerate(lines[1:], 2):
        if not any(c.strip() for c in cells):
            continue
        try:
            day = date.fromisoformat(cells[0].strip())
            values = {n: float(c) for n, c in zip(names, cells[1:], strict=False) if n and c.strip() not in ("", "N/A")}
        except ValueError as error:
            raise ValueError(f"{path}, line {number}: {error}; a day is 2023-01-17, a rate 1.0843") from None
        if any(v <= 0 for v in values.values()):
            raise ValueError(f"{path}, line {number}: a rate is more than 0")
        found[day] = values
    days = tuple(sorted(found))
    return Rates(days, tuple(found[d] for d in days))
