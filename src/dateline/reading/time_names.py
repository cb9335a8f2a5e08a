"""The days of what has a name of its own: seasons, decades, centuries, quarters, holidays, and dates in figures."""

from __future__ import annotations

import re
from datetime import date

from dateline.knowledge.times import holiday
from dateline.reading.day_ranges import Range, months_of, year_of
from dateline.reading.time_words import Now, Words, choose, edged, years


def season(words: Words, now: Now) -> Range | None:
    """Three months; a winter belongs to the year in which it begins."""
    first = int(words["season"])
    if "year" in words:
        return edged(months_of(int(words["year"]), first, 3), words)
    if now.report is None:
        return None
    found = [months_of(y, first, 3) for y in range(now.report.year - 2, now.report.year + 2)]
    rel = words.get("rel")
    if rel == "last":
        return edged(max(s for s in found if s[1] < now.report), words)
    if rel == "next":
        return edged(min(s for s in found if s[0] > now.report), words)
    if rel == "this" and now.future is None:
        found = [s for s in found if s[0].year == now.report.year]
    return edged(choose(found, now), words)


def decade(words: Words, _now: Now) -> Range | None:
    """ "the early 1990s", "the sixties": of the last century, but for the thirties of this."""
    if "year" in words:
        first = int(words["year"])
        return edged(year_of(first, 100 if first % 100 == 0 and first != 2000 else 10), words)
    tens = int(words["decade"])
    return edged(year_of(1900 + tens, 10), words) if tens % 10 == 0 else None


def century(words: Words, _now: Now) -> Range | None:
    """ "the late 20th century"."""
    number = int(words["number"])
    return edged(year_of(number * 100 - 100, 100), words) if 2 <= number <= 30 else None


def quarter(words: Words, now: Now) -> Range | None:
    """ "the third quarter of 2021", "Q3", "H1 2024"."""
    length = 6 if "half" in words else 3
    number = int(words.get("half") or words["number"])
    if not 1 <= number <= 12 // length:
        return None
    found = [months_of(y, 1 + (number - 1) * length, length) for y in years(words, now)]
    return found[0] if len(found) == 1 else choose(found, now)


def feast(words: Words, now: Now) -> Range | None:
    """A holiday of the year told, or the one that is meant."""
    fixed = re.match(r"(\d{4})-", words["holiday"])
    possible = [int(fixed[1])] if fixed else years({k: v for k, v in words.items() if k != "rel"}, now)
    found = [(d, d) for y in possible if (d := holiday(words["holiday"], y))]
    if fixed or "year" in words:
        return found[0] if found else None
    if words.get("rel") == "last" and now.report:
        return max((f for f in found if f[1] < now.report), default=None)
    if words.get("rel") == "next" and now.report:
        return min((f for f in found if f[0] > now.report), default=None)
    return choose(found, now)


def figures(words: Words, now: Now) -> Range | None:
    """ "2023-01-17", "17/01/2023", "1/17/23": by what is no month, the rest of the text, or the report's day."""
    a, b, c = (int(x) for x in re.split(r"[-/.]", words["figures"]))
    if a > 31:
        return (d := date(a, b, c)), d
    if c < 100:
        c += 2000 if c < 70 else 1900
    first = order(words["figures"])
    first = now.day_first if first is None else first
    if first is not None or a == b:
        return (d := date(c, b, a) if first else date(c, a, b)), d
    if now.report is None:
        return None
    close = [d for d in (date(c, b, a), date(c, a, b)) if abs((d - now.report).days) <= 45]
    return (close[0], close[0]) if len(close) == 1 else None


def order(text: str) -> bool | None:
    """Whether a date in figures has the day first; None where it could be either."""
    a, b, c = (int(x) for x in re.split(r"[-/.]", text))
    if a > 31 or c == 0 or (a <= 12 and b <= 12 and "." not in text):
        return None
    return b <= 12
