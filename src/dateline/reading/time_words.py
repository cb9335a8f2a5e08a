"""The grammar of time: templates over the classes of `times.tsv`, and what each means as days.

A reader takes the words of a template by name and the `Now` they are read against; it gives the days, or None where
they can't be told. Impossible days ("31 February") raise `ValueError`, which `resolve` turns into None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from dateline.knowledge.times import holiday
from dateline.reading.day_ranges import DAY, Range, month_of, months_of, part, period, shift, year_of

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Now:
    """What words of time are read against: the report's day, whether the deed lies ahead (None: not known), the days
    named last before, and whether figures put the day before the month (None: the text doesn't say)."""

    report: date | None
    future: bool | None = None
    mention: Range | None = None
    day_first: bool | None = None


Reader = Callable[[Words, Now], Range | None]


def resolve(reader: Reader, words: Words, now: Now) -> Range | None:
    """The days of some words; None where they can't be told or there is no such day."""
    try:
        days = reader(words, now)
    except (ValueError, OverflowError):
        return None
    return days if days and days[0] <= days[1] else None


def _edged(days: Range | None, words: Words, now: Now) -> Range | None:
    return part(days, words["edge"], now.report) if days and "edge" in words else days


def _choose(candidates: list[Range], now: Now) -> Range | None:
    """Of the same day or month of several years the one that a report of that day means."""
    report = now.report
    if report is None or not candidates:
        return None
    if now.future is True:
        fit = [c for c in candidates if c[1] >= report]
    elif now.future is False:
        fit = [c for c in candidates if c[0] <= report]
    else:
        fit = candidates
    return min(fit or candidates, key=lambda c: (abs((c[0] - report).days) if not c[0] <= report <= c[1] else 0, c))


def _years(words: Words, now: Now) -> list[int]:
    """The year in the words, or those around the report's."""
    if "year" in words:
        return [int(words["year"])]
    if now.report is None:
        return []
    base = now.report.year
    return {"last": [base - 1], "this": [base], "next": [base + 1]}.get(words.get("rel", ""), [base - 1, base, base + 1])


def day(words: Words, now: Now) -> Range | None:
    """A day of a month, the year told or not."""
    found: list[Range] = []
    for year in _years(words, now):
        try:
            found.append((d := date(year, int(words["month"]), int(words["day"])), d))
        except ValueError:  # 29 February
            continue
    return found[0] if found and "year" in words else _choose(found, now)


def days(words: Words, now: Now) -> Range | None:
    """From one day to another of the same month."""
    first, last = day(words, now), day({**words, "day": words["day2"]}, now)
    return (first[0], last[1]) if first and last else None


def day_alone(words: Words, now: Now) -> Range | None:
    """ "the 17th": of the month before, this one or the next."""
    if now.report is None:
        return None
    found = []
    for count in (-1, 0, 1):
        month = shift(now.report.replace(day=1), "month", count)
        if int(words["day"]) <= month_of(month.year, month.month)[1].day:
            found.append((d := month.replace(day=int(words["day"])), d))
    return _choose(found, now)


def month(words: Words, now: Now) -> Range | None:
    """A month, the year told or not. "last May" is over, "next May" is to come."""
    if "rel" in words and "year" not in words and now.report is not None:
        current = now.report.year
        found = [month_of(y, int(words["month"])) for y in (current - 1, current, current + 1)]
        if words["rel"] == "last":
            return _edged(max(m for m in found if m[1] < now.report), words, now)
        if words["rel"] == "next":
            return _edged(min(m for m in found if m[0] > now.report), words, now)
        return _edged(found[1], words, now)
    found = [month_of(y, int(words["month"])) for y in _years(words, now)]
    return _edged(found[0] if found and "year" in words else _choose(found, now), words, now)


def year(words: Words, now: Now) -> Range | None:
    """A year, or two written "2014-15"."""
    first = int(words["year"])
    if "yy" in words:
        last = first - first % 100 + int(words["yy"])
        return year_of(first, last - first + 1) if first < last <= first + 20 else None
    return _edged(year_of(first), words, now)


def weekday(words: Words, now: Now) -> Range | None:
    """A day of the week: the last one or, ahead, the next; "next Friday" is that of the next week."""
    if now.report is None:
        return None
    number, report = int(words["weekday"]), now.report
    monday = report - report.weekday() * DAY
    rel = words.get("rel")
    if rel == "next":
        found = monday + (7 + number) * DAY
    elif rel == "this":
        found = monday + number * DAY
    elif rel == "last" and "week" in words:
        found = monday + (number - 7) * DAY
    elif rel == "last":
        found = report - ((report.weekday() - number - 1) % 7 + 1) * DAY
    elif now.future:
        found = report + (number - report.weekday()) % 7 * DAY
    else:
        found = report - (report.weekday() - number) % 7 * DAY
    return found, found


def near(words: Words, now: Now) -> Range | None:
    """So many days from the report's: "yesterday", "in recent days"."""
    if now.report is None:
        return None
    first, _, last = words["near"].partition(" ")
    return now.report + int(first) * DAY, now.report + int(last or first) * DAY


def vague(words: Words, now: Now) -> Range | None:  # noqa: ARG001 (a reader like the others)
    """Words of time that name no days."""
    return None


_STEP = {"this": 0, "last": -1, "next": 1}


def unit(words: Words, now: Now) -> Range | None:
    """ "this week", "late last year", "the end of the month", "the weekend"."""
    if now.report is None:
        return None
    step = _STEP[words.get("rel", "this")]
    if words["unit"] == "weekend" and "rel" not in words:
        step = 0 if now.future or now.report.weekday() >= 5 else -1
    start = shift(period(words["unit"], now.report)[0], words["unit"], step)
    return _edged(period(words["unit"], start), words, now)


def _count(words: Words) -> float:
    return float(words.get("count", "1"))


def rolling(words: Words, now: Now) -> Range | None:
    """ "the past 24 hours", "the next three years"."""
    if now.report is None:
        return None
    name, count = words["unit"], _count(words)
    inner = DAY if name in ("week", "fortnight", "month", "quarter", "year", "decade", "century") else 0 * DAY
    if words["rel"] == "next":
        return now.report, shift(now.report, name, count)
    return shift(now.report, name, -count) + inner, now.report


def away(words: Words, now: Now) -> Range | None:
    """ "two days ago", "in three weeks", "a year later": the day, or the month or year, so far from another."""
    later = words["way"] in ("in", "later")
    if words["way"] in ("later", "earlier"):
        anchor = now.mention and now.mention[1 if later else 0]
    else:
        anchor = now.report
    if anchor is None or (words["way"] == "in" and now.future is False):
        return None
    name = words["unit"]
    found = shift(anchor, name, _count(words) if later else -_count(words))
    coarse = {"month": "month", "quarter": "month", "year": "year", "decade": "year", "century": "year"}.get(name, "day")
    return period(coarse, found)


def within(words: Words, now: Now) -> Range | None:
    """ "within 48 hours"."""
    return None if now.report is None else (now.report, shift(now.report, words["unit"], _count(words)))


def named(words: Words, now: Now) -> Range | None:
    """ "that week", "the next day", "the year before": from the days named last."""
    anchor = now.mention or ((now.report, now.report) if now.report and words["way"] == "earlier" else None)
    if anchor is None:
        return None
    if "weekday" in words:
        gap = (int(words["weekday"]) - anchor[1].weekday() - 1) % 7 + 1
        found = anchor[1] + gap * DAY if words["way"] == "later" else anchor[0] - (7 - gap or 7) * DAY
        return found, found
    name = words["unit"]
    if words["way"] == "same":
        return period(name, anchor[0])
    from_day = anchor[1] if words["way"] == "later" else anchor[0]
    start = from_day if name == "day" else period(name, from_day)[0]
    return period(name, shift(start, name, 1 if words["way"] == "later" else -1))


def season(words: Words, now: Now) -> Range | None:
    """Three months; a winter belongs to the year in which it begins."""
    first = int(words["season"])
    if "year" in words:
        return _edged(months_of(int(words["year"]), first, 3), words, now)
    if now.report is None:
        return None
    found = [months_of(y, first, 3) for y in range(now.report.year - 2, now.report.year + 2)]
    rel = words.get("rel")
    if rel == "last":
        return _edged(max(s for s in found if s[1] < now.report), words, now)
    if rel == "next":
        return _edged(min(s for s in found if s[0] > now.report), words, now)
    if rel == "this" and now.future is None:
        found = [s for s in found if s[0].year == now.report.year]
    return _edged(_choose(found, now), words, now)


def decade(words: Words, now: Now) -> Range | None:
    """ "the early 1990s", "the sixties": of the last century, but for the thirties of this."""
    if "year" in words:
        first = int(words["year"])
        return _edged(year_of(first, 100 if first % 100 == 0 and first != 2000 else 10), words, now) if first % 10 == 0 else None
    tens = int(words["decade"])
    return _edged(year_of(1900 + tens, 10), words, now) if tens % 10 == 0 else None


def century(words: Words, now: Now) -> Range | None:
    """ "the late 20th century"."""
    number = int(words["number"])
    return _edged(year_of(number * 100 - 100, 100), words, now) if 2 <= number <= 30 else None


def quarter(words: Words, now: Now) -> Range | None:
    """ "the third quarter of 2021", "Q3", "H1 2024"."""
    length = 6 if "half" in words else 3
    number = int(words.get("half") or words["number"])
    if not 1 <= number <= 12 // length:
        return None
    found = [months_of(y, 1 + (number - 1) * length, length) for y in _years(words, now)]
    return found[0] if len(found) == 1 else _choose(found, now)


def feast(words: Words, now: Now) -> Range | None:
    """A holiday of the year told, or the one that is meant."""
    fixed = re.match(r"(\d{4})-", words["holiday"])
    years = [int(fixed[1])] if fixed else _years({k: v for k, v in words.items() if k != "rel"}, now)
    found = [(d, d) for y in years if (d := holiday(words["holiday"], y))]
    if fixed or "year" in words:
        return found[0] if found else None
    if words.get("rel") == "last" and now.report:
        return max((f for f in found if f[1] < now.report), default=None)
    if words.get("rel") == "next" and now.report:
        return min((f for f in found if f[0] > now.report), default=None)
    return _choose(found, now)


def figures(words: Words, now: Now) -> Range | None:
    """ "2023-01-17", "17/01/2023", "1/17/23": by what can't be a month, by the rest of the text, by the report's day."""
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
