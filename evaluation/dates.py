"""Date expressions and the days they mean, against GUM's annotation.

A span of ours is right where it overlaps gold's, a value where it is the same days as well. Clock times are not asked
for: one that is found is taken out of the count. Reports that bear a date are measured apart from texts that don't."""

from __future__ import annotations

import calendar
import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec

from dateline.records import Days

from .match import assign, closeness, overlap
from .score import Result, Wrong, prf, share
from .words import days, shown

DATED = frozenset({"news", "interview", "court"})
"""The genres whose `date` is the day of the report."""

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?\Z")


class GumDate(msgspec.Struct, frozen=True, rename={"first": "from", "last": "to"}):
    """A marked expression and its value as TEI writes it. `full` is false where the year can't be told."""

    kind: str
    start: int
    end: int
    when: str | None = None
    first: str | None = None
    last: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    full: bool = True


class DatedText(msgspec.Struct, frozen=True):
    id: str
    genre: str
    date: str | None
    text: str
    dates: tuple[GumDate, ...]


class Found(Protocol):
    """An expression of ours and its days."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def days(self) -> Days | None: ...


class Finds(Protocol):
    """What finds the date expressions of a text."""

    def __call__(self, text: str, date: str | None) -> Sequence[Found]: ...


class Range(msgspec.Struct, frozen=True):
    start: str
    end: str


def value(date: GumDate) -> Range | None:
    """First and last day; None where gold leaves an end or the year open."""
    first = date.when or date.first or date.not_before
    last = date.when or date.last or date.not_after
    one, other = _bounds(first), _bounds(last)
    if not date.full or one is None or other is None:
        return None
    return Range(one[0], other[1])


def _bounds(iso: str | None) -> tuple[str, str] | None:
    """The days of a year, a month or a day."""
    match = _ISO.match(iso or "")
    if match is None:
        return None
    year, month, day = (int(x) if x else None for x in match.groups())
    if year is None or year < 1:
        return None
    last_month = month or 12
    try:
        first = datetime.date(year, month or 1, day or 1)
        last = datetime.date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except ValueError:
        return None
    return first.isoformat(), last.isoformat()


def score(name: str, texts: Iterable[DatedText], find: Finds) -> Result:
    """Spans and values of dated reports, with recall by genre; then of the texts without a date of their own."""
    result = Result(name)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0, 0])
    for text in texts:
        ours = find(text.text, text.date if text.genre in DATED else None)
        for key, number in enumerate(_text(result, text, ours)):
            counts[text.genre][key] += number
    for prefix, genres in (("", DATED), ("undated", frozenset(counts) - DATED)):
        rows = [counts[g] for g in sorted(genres) if g in counts]
        right, found, wanted, same, resolved, valued = (
            (sum(column) for column in zip(*rows, strict=True)) if rows else [0] * 6
        )
        gates = not prefix
        lead = f"{prefix}_" if prefix else ""
        result.add(f"{lead}span", prf(right, found, wanted, gates))
        result.add(f"{lead}value", prf(same, resolved, valued, gates))
    for genre in sorted(DATED & set(counts)):
        right, _, wanted, same, _, valued = counts[genre]
        result.scores[f"span_recall_{genre}"] = share(right, wanted, gates=False)
        result.scores[f"value_recall_{genre}"] = share(same, valued, gates=False)
    return result


def _text(result: Result, text: DatedText, ours: Sequence[Found]) -> tuple[int, int, int, int, int, int]:
    """Spans right, found and wanted; values right, resolved and wanted."""
    gold = sorted(text.dates, key=lambda d: (d.start, d.end))
    told = sorted(ours, key=lambda d: (d.start, d.end))
    ranks = {
        (i, j): (g.kind == "date", round(closeness(g, o), 6))
        for i, g in enumerate(gold)
        for j, o in enumerate(told)
        if overlap(g, o)
    }
    pairs = assign(ranks)
    free = {j for i, j in pairs.items() if gold[i].kind != "date"}
    right = same = wanted = valued = unjudged = 0
    for i, date in enumerate(gold):
        if date.kind != "date":
            continue
        at, days_of_gold = f"{text.id}/{date.start}-{date.end}", value(date)
        mine = told[pairs[i]] if i in pairs else None
        wanted += 1
        right += mine is not None
        result.items[f"{at}/span"] = mine is not None
        if days_of_gold is None:
            unjudged += mine is not None and mine.days is not None
        else:
            good = mine is not None and mine.days is not None and _same(days_of_gold, mine.days)
            valued += 1
            same += good
            result.items[f"{at}/value"] = good
        _explain(result, text, date, days_of_gold, mine, at)
    for j, own in enumerate(told):
        if j not in pairs.values():
            at = f"{text.id}/+{own.start}-{own.end}"
            result.items[at] = False
            line = f"“{text.text[own.start : own.end]}” {days(own.days)}"
            result.wrong.append(Wrong("false date", at, shown(text.text, own), "-", line))
    resolved = sum(o.days is not None for j, o in enumerate(told) if j not in free) - unjudged
    return right, len(told) - len(free), wanted, same, resolved, valued


def _same(gold: Range, ours: Days) -> bool:
    return (gold.start, gold.end) == (ours.start, ours.end)


def _explain(result: Result, text: DatedText, date: GumDate, gold: Range | None, mine: Found | None, at: str) -> None:
    words = shown(text.text, date)
    if mine is None:
        result.wrong.append(Wrong("missed date", f"{at}/span", words, days(gold), "-"))
    elif gold is not None and (mine.days is None or not _same(gold, mine.days)):
        cause = "unresolved date" if mine.days is None else "other days"
        line = f"“{text.text[mine.start : mine.end]}” {days(mine.days)}"
        result.wrong.append(Wrong(cause, f"{at}/value", words, days(gold), line))
