"""The report's date, from its own beginning or from a field of its row.

Only the first characters are looked at, and only places where a report is dated: a line that holds a date and little
else, a date at the very start, and the dateline proper (`KYIV, Jan 17 (Reuters) -`). A date inside a sentence
("In January 2022 ...") is news, not the report's date.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.knowledge.datelines import date_words

WINDOW = 300
"""How many characters of the text may date it."""
_NEAR = 100  # a second date so close behind the first ("Updated ...") still belongs to what dates the report
_BETWEEN = " \t\r\n\v\f*_|•·,;:–—―-"


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the beginning says: `date` (ISO) or null; `words` it was read from; `warning` where it needs a second look;
    `body`, where the report proper begins: after all that dates it and the place and agency beside."""

    date: str | None = None
    words: str | None = None
    warning: str | None = None
    body: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    words: str
    year: int | None
    month: int
    day: int
    weekday: int | None
    updated: bool
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class _Patterns:
    date: re.Pattern[str]
    line: re.Pattern[str]
    starts: tuple[re.Pattern[str], ...]
    proper: re.Pattern[str]
    loud: re.Pattern[str]
    placed: re.Pattern[str]
    undated: re.Pattern[str]


def from_text(text: str, year: int | None = None) -> Beginning:
    """The date that the text's beginning gives. `year` is used where the beginning names a day without its year."""
    found = [(f, r) for f in _found(text) if (r := _resolve(f, year)) is not None]
    if not found:
        return Beginning(body=_past_place(text, 0))
    chosen, beginning = min(found, key=lambda x: (x[0].ambiguous, x[0].year is None, x[0].updated, x[0].start))
    body = chosen.end
    for other in sorted((f for f, _ in found), key=lambda f: f.start):
        if other.start <= body + _NEAR:
            body = max(body, other.end)
    return replace(beginning, body=_past_place(text, body))


def _past_place(text: str, at: int) -> int:
    """Past white space and marks, and past a place with its agency that names no day (`KYIV (Reuters) -`)."""
    past = _skip(text, at, _BETWEEN) if at else 0
    match = _patterns().undated.match(text, past, past + WINDOW)
    return _skip(text, match.end(), _BETWEEN) if match else past


def _skip(text: str, at: int, marks: str) -> int:
    while at < len(text) and text[at] in marks:
        at += 1
    return at


def from_field(value: str, year: int | None = None) -> Beginning:
    """The date of a row's field: ISO, cut to its day, or any form that may stand alone on a line."""
    match = re.match(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)", value)
    if match:
        day = _iso(int(match[1]), int(match[2]), int(match[3]))
        return Beginning(day, match[0].strip()) if day else Beginning()
    stamp = value.strip()
    return replace(from_text(stamp, year), body=0) if "\n" not in stamp and len(stamp) <= 100 else Beginning()


def years_in(name: str) -> int | None:
    """The year that a file's path, a partial date or an address names, where it names exactly one."""
    start = name[:2_000]
    years = {int(y) for y in re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d{1,3}(?!\d))", start)}
    years |= {int(y) for y in re.findall(r"(?<!\d)((?:19|20)\d\d)(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)", start)}
    return years.pop() if len(years) == 1 else None


def _resolve(found: _Found, year: int | None) -> Beginning | None:
    words = found.words
    if found.ambiguous:
        fault = f"the date {words!r} can be read as day/month or month/day; write it as YYYY-MM-DD"
        return Beginning(None, words, fault)
    warning = None
    if found.year is None:
        if year is None:
            return Beginning(None, words, f"the text begins with {words!r}, which names no year, and none is in reach")
        warning = f"the text begins with {words!r}, which names no year; {year} was taken from its place"
    day = _iso(found.year or year or 0, found.month, found.day)
    if day is None:
        return None
    if found.weekday and datetime.date.fromisoformat(day).isoweekday() != found.weekday:
        warning = f"{words!r} names another weekday than {day} was; the day of the month was believed"
    return Beginning(day, words, warning)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat() if 1500 <= year <= 2199 else None
    except ValueError:
        return None


def _found(text: str) -> Iterator[_Found]:
    p = _patterns()
    window = text[:WINDOW]
    lead = len(window) - len(window.lstrip("\ufeff \t\r\n*_#>"))
    for pattern in p.starts:
        if match := pattern.match(window, lead):
            yield _read(match, 0)
    if match := p.loud.search(window):
        yield _read(match, 0)
    at = 0
    for line in window.splitlines(keepends=True):
        whole = at + len(line) < len(window) or len(text) <= WINDOW
        if match := p.proper.match(line):
            yield _read(match, at)
        if whole:
            yield from _lines(line, at)
        at += len(line)


def _lines(line: str, at: int) -> Iterator[_Found]:
    """Dates of a line that holds little else; its parts stand apart by `|` or dots."""
    p = _patterns()
    for part in re.finditer(r"[^|•·]+", line):
        match = p.line.fullmatch(part[0]) or p.placed.fullmatch(part[0])
        if match:
            yield _read(match, at + part.start())


def _read(match: re.Match[str], at: int) -> _Found:
    """The numbers of a match of `date` inside another pattern."""
    words = match["date"]
    part = _patterns().date.fullmatch(words)
    assert part is not None  # `date` stands inside each pattern as it is
    table = date_words()
    got = part.groupdict()
    month_word = got["month_a"] or got["month_b"]
    day = int(next(got[k] for k in ("iso_d", "day_a", "day_b", "num_a", "dot_d") if got[k]))
    year_text = next((got[k] for k in ("iso_y", "year_a", "year_b", "num_y", "dot_y") if got[k]), None)
    ambiguous = False
    if month_word:
        month = table.months[month_word.lower()]
    elif got["iso_m"] or got["dot_m"]:
        month = int(got["iso_m"] or got["dot_m"])
    else:
        month = int(got["num_b"])
        if month > 12:
            day, month = month, day
        elif day <= 12 and day != month:
            ambiguous = True
    weekday = got["weekday"] or got["weekday_b"]
    label = match.groupdict().get("label")
    return _Found(
        start=at + match.start("date"),
        end=at + match.end(),
        words=" ".join(words.split()),
        year=int(year_text) if year_text else None,
        month=month,
        day=day,
        weekday=table.weekdays[weekday.lower()] if weekday else None,
        updated=bool(label) and table.labels[" ".join((label or "").lower().split())] == "updated",
        ambiguous=ambiguous,
    )


def _any(words: dict[str, int] | dict[str, str]) -> str:
    """An alternative of words, longest first, a space in the table standing for any run of blanks."""
    return "|".join(re.escape(w).replace(r"\ ", r"[ \t]+") for w in sorted(words, key=lambda w: (-len(w), w)))


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = date_words()
    month, weekday = f"(?i:{_any(words.months)})", f"(?i:{_any(words.weekdays)})"
    year = r"(?:1[5-9]|2[01])\d\d"
    date = (
        rf"(?:(?P<weekday>{weekday})\.?,?[ \t]+)?"
        r"(?:"
        rf"(?P<iso_y>{year})[-/](?P<iso_m>\d\d?)[-/](?P<iso_d>\d\d?)(?!\d)"
        rf"|(?P<month_a>{month})\.?[ \t]{{0,3}}(?P<day_a>\d\d?)(?:st|nd|rd|th)?(?![\d:])"
        rf"(?:,?[ \t]{{0,3}}(?P<year_a>{year})(?!\d))?"
        rf"|(?P<day_b>\d\d?)(?:st|nd|rd|th)?(?:[ \t]+of)?[ \t-]{{0,3}}(?P<month_b>{month})\b\.?"
        rf"(?:,?[ \t-]{{0,3}}(?P<year_b>{year})(?!\d))?"
        rf"|(?P<num_a>\d\d?)/(?P<num_b>\d\d?)/(?P<num_y>{year})(?!\d)"
        rf"|(?P<dot_d>\d\d?)\.[ \t]?(?P<dot_m>\d\d?)\.[ \t]?(?P<dot_y>{year})(?!\d)"
        r")"
        rf"(?:,?[ \t]+\(?(?P<weekday_b>{weekday})\b\)?)?"
    )
    named = f"(?P<date>{re.sub(r'P<[a-z_]+>', ':', date)})"
    clock = (
        r"\d{1,2}(?:(?:[:.h]\d\d){1,2}(?:\.\d{1,6})?[ \t]*(?:[AaPp]\.?[Mm]\.?)?|[ \t]*[AaPp]\.?[Mm]\.?)"
        r"(?:[ \t]*\(?[A-Z]{1,5}\)?)?(?:[ \t]*[+-]\d\d?:?(?:\d\d)?)?"
    )
    before = rf"(?:{clock}(?:,|[ \t]+on)?[ \t]+)?"
    after = rf"(?:[T,;]?[ \t]*(?:at[ \t]+|[-–—][ \t]*)?{clock})?"
    label = rf"(?:(?P<label>(?i:{_any(words.labels)}))(?:[ \t]*[:=–—-][ \t]*|[ \t]+))"
    agency = r"(?:\([^()\n]{1,60}\)|\.?[ \t]*/[^\W\d_][\w -]{1,30}/)"
    dash = r"(?:--?|[–—―])"
    capital = r"[^\W\d_a-z][\w'’.-]*"
    # A place: capitalised words, at most eight, small ones between ("Port of Spain"), apart by blanks, commas, strokes.
    place = rf"{capital}(?:(?:,?[ \t]+|/|,)(?:{capital}|[a-z]{{1,3}}(?=[ \t]+{capital}))){{0,7}}"
    loud = r"[^\W\d_a-z]{2,}[^\W\d_a-z'’.-]*(?:(?:,?[ \t]+|/)[^\W\d_a-z'’.-]{2,}){0,5}"
    tail = (
        rf"[ \t]*(?:{agency}[ \t]*{dash}|{agency}[ \t]*[:.](?=\s)|{agency}(?=[ \t]*$)|{dash}(?=\s)|{dash}(?=[^\W\d_]))"
    )
    placed_by = rf"(?:{place}[ \t]*(?:,|\.|{dash}|{agency},?)[ \t]*|{place}[ \t]+\()"
    # At the very start: a date with its label, an ISO date, and one in full with its weekday before a capital
    # letter. "January 17, 2023 was cold" is news.
    in_full = rf"(?=(?:{weekday})\b[^\n]{{1,30}}(?<!\d){year}(?!\d))"
    return _Patterns(
        date=re.compile(date),
        line=re.compile(rf"[\s*_#>(\[]*{label}?{before}{named}{after}[\s*_)\].,:;–—-]*"),
        starts=(
            re.compile(rf"{label}{before}{named}(?![\w/]){after}"),
            re.compile(rf"(?={year}-\d){named}(?![\d/-]){after}(?=[\s:|,–—])"),
            re.compile(rf"{in_full}{named}(?=[ \t]+[^\W\d_a-z])"),
        ),
        proper=re.compile(rf"[\s*_#>]*(?:{placed_by})?{named}\)?{tail}"),
        loud=re.compile(rf"(?<![^\s]){loud}(?:,|\.)[ \t]*{named}[ \t]*{agency}[ \t]*(?:{dash}|[:.](?=\s))"),
        placed=re.compile(
            rf"[\s*_#>]*(?:By[ \t]+)?{capital}(?:[ \t]+{capital}){{0,5}}"
            rf"(?:,[ \t]*{capital}(?:[ \t]+{capital}){{0,2}})?,[ \t]*{named}{after}[\s*_.]*"
        ),
        undated=re.compile(
            rf"[\s*_#>]*(?:{place},?[ \t]*{agency}[ \t]*(?:{dash}|[:.](?=\s))"
            rf"|{loud}[ \t]+[–—―-]{{1,2}}[ \t]+(?=[^\W\d_a-z]?[a-z]))"
        ),
    )
