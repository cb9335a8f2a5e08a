"""The grammar of time: templates over the classes of `times.tsv`, and what each means as days.

A reader takes the words of a template by name and the `Now` they are read against; it gives the days, or None where
they can't be told. Impossible days ("31 February") raise `ValueError`, which `resolve` turns into None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from dateline.reading.day_ranges import DAY, Range, month_of, part, period, shift, year_of

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


_STEP = {"this": 0, "last": -1, "next": 1}
# A day of these weeks lies on the other side of the report's day than its verb says, rather than a year away.
_TOO_FAR, _CLOSE = 300, 31


def edged(days: Range | None, words: Words) -> Range | None:
    return part(days, words["edge"]) if days and "edge" in words else days


def choose(candidates: list[Range], now: Now) -> Range | None:
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

    def far(c: Range) -> int:
        return 0 if c[0] <= report <= c[1] else abs((c[0] - report).days)

    nearest, fitting = (min(some, key=lambda c: (far(c), c)) for some in (candidates, fit or candidates))
    return nearest if far(fitting) > _TOO_FAR and far(nearest) < _CLOSE else fitting


def years(words: Words, now: Now) -> list[int]:
    """The year in the words, or those around the report's."""
    if "year" in words:
        return [int(words["year"])]
    if now.report is None:
        return []
    base = now.report.year
    return {"last": [base - 1], "this": [base], "next": [base + 1]}.get(
        words.get("rel", ""), [base - 1, base, base + 1]
    )


def day(words: Words, now: Now) -> Range | None:
    """A day of a month, the year told or not."""
    found: list[Range] = []
    for year in years(words, now):
        try:
            found.append((d := date(year, int(words["month"]), int(words["day"])), d))
        except ValueError:  # 29 February
            continue
    return found[0] if found and "year" in words else choose(found, now)


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
    return choose(found, now)


def month(words: Words, now: Now) -> Range | None:
    """A month, the year told or not. "last May" is over, "next May" is to come."""
    if "rel" in words and "year" not in words and now.report is not None:
        current = now.report.year
        found = [month_of(y, int(words["month"])) for y in (current - 1, current, current + 1)]
        if words["rel"] == "last":
            return edged(max(m for m in found if m[1] < now.report), words)
        if words["rel"] == "next":
            return edged(min(m for m in found if m[0] > now.report), words)
        return edged(found[1], words)
    found = [month_of(y, int(words["month"])) for y in years(words, now)]
    return edged(found[0] if found and "year" in words else choose(found, now), words)


def year(words: Words, _now: Now) -> Range | None:
    """A year, or two written "2014-15"."""
    first = int(words["year"])
    if "yy" in words:
        last = first - first % 100 + int(words["yy"])
        return year_of(first, last - first + 1) if first < last <= first + 20 else None
    return edged(year_of(first), words)


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


def vague(_words: Words, _now: Now) -> Range | None:
    """Words of time that name no days."""
    return None


def some(words: Words, now: Now) -> Range | None:
    """ "days ago", "several weeks ago": two of them at least, six at most. Months and years say too little."""
    days_of = {"hour": (0, 1), "minute": (0, 0), "day": (2, 7), "week": (14, 42)}.get(words["unit"])
    if days_of is None or now.report is None:
        return None
    return now.report - days_of[1] * DAY, now.report - days_of[0] * DAY


def unit(words: Words, now: Now) -> Range | None:
    """ "this week", "late last year", "the end of the month", "the weekend"."""
    if now.report is None:
        return None
    step = _STEP[words.get("rel", "this")]
    past = not now.future if "rel" not in words else words["rel"] == "this" and now.future is False
    if words["unit"] == "weekend" and now.report.weekday() < 5 and past:
        step = -1
    start = shift(period(words["unit"], now.report)[0], words["unit"], step)
    return edged(period(words["unit"], start), words)


_FINE = {"month": "month", "quarter": "month", "year": "year", "decade": "year", "century": "year"}


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


def year_end(_words: Words, now: Now) -> Range | None:
    """ "year-end": the last month of this year."""
    return unit({"unit": "year", "edge": "end"}, now)


def ahead(words: Words, now: Now) -> Range | None:
    """ "in three weeks"."""
    return away({**words, "way": "in"}, now)


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
    coarse = {"month": "month", "quarter": "month", "year": "year", "decade": "year", "century": "year"}.get(
        name, "day"
    )
    return period(coarse, found)


def within(words: Words, now: Now) -> Range | None:
    """ "within 48 hours"."""
    return None if now.report is None else (now.report, shift(now.report, words["unit"], _count(words)))


def named(words: Words, now: Now) -> Range | None:
    """ "that week", "the next day", "the year before": from the days named last."""
    anchor = now.mention or ((now.report, now.report) if now.report and words["way"] == "earlier" else None)
    if anchor is None or ("unit" in words and words["unit"] == "day" and (anchor[1] - anchor[0]).days > 6):
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
