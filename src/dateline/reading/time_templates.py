"""The templates of time: what stands where, over the classes of `times.tsv`, and which reader tells its days.

Each row: the kind of expression, the reader of its days, the template. Where two templates match at one place the
longer wins, then the earlier one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge.amounts import numbers
from dateline.knowledge.times import times
from dateline.reading import time_names as names
from dateline.reading import time_words as read
from dateline.reading.grammar import Lexicon
from dateline.reading.time_words import Reader

# In front of a day: "Monday, ", "late on ", "the night of ".
FRONT = "(the? daypart of)? (edgeword/edge on?)? (rel? weekday (daypart|comma)? comma? (the|on)?)?"
DAY = "the? day=dayno/ordinal th?"
MONTH_DAY = "month=month the? day=dayno th? (?! dash? notyear) (?! dash dayno)"
DAYS = "day=dayno th? (dash/to/and the?) day2=dayno th?"
YEAR = "(of? comma? year=yyyy (?! dash? notyear))"
EDGE = "(the? edge=edgeword/edge dash?)"
WEEKDAY = "(rel=rel)? weekday=weekday_sure daypart?"
SOON = "(edge=edgeword/edge)"
MANY = "count=num/numeral/article"
UNITS = "unit=unit/units"
NO_COUNT = "(?! dash? notyear)"
"""Figures that count something name no year or day."""

_ROWS: tuple[tuple[str, Reader, str], ...] = (
    ("day", read.day, f"{FRONT} {DAY} of? month=month {YEAR}?"),
    ("day", read.day, f"{FRONT} {DAY} of? month=month comma? rel=rel year"),
    ("day", read.day, f"{FRONT} {MONTH_DAY} {YEAR}?"),
    ("days", read.days, f"the? {DAYS} of? month=month {YEAR}?"),
    ("days", read.days, f"month=month {DAYS} {NO_COUNT} {YEAR}?"),
    (
        "day",
        read.day_alone,
        "(?<= on/until/by/since/from) the day=dayno th (?! upper/lower/dash/of/to/month/unit/units)",
    ),
    ("day", names.figures, f"{FRONT} figures=numdate"),
    ("weekday", read.weekday, f"(?<! on article) (the? daypart of)? (edgeword/edge on?)? {WEEKDAY}"),
    ("weekday", read.weekday, "rel=rel weekday=weekday daypart?"),
    ("weekday", read.weekday, "weekday=weekday daypart? of? rel=rel week=week"),
    ("weekday", read.weekday, "weekday=weekday comma clock"),
    ("weekday", read.named, "the way=ref weekday=weekday daypart?"),
    ("day", read.near, "edgeword? near=dayword daypart?"),
    ("day", read.near, "near=dayword poss daypart"),
    ("around", read.near, "near=around"),
    ("vague", read.vague, "vague"),
    ("vague", read.vague, "the? roll few unit/units"),
    ("vague", read.some, "few? unit=units ago"),
    ("month", read.month, f"{EDGE}? month=month {YEAR}"),
    ("month", read.month, f"{EDGE}? month=month of? rel=rel year"),
    ("month", read.month, f"{EDGE} month=month"),
    ("month", read.month, f"{SOON}? rel=rel month=month"),
    ("month", read.month, "(?<= lead) month=month"),
    ("month", read.month, "(?<= month and/to/dash) month=month"),
    ("month", read.month, "month=month_sure"),
    ("year", read.year, f"(?<= leadyear) {EDGE}? year=yyyy {NO_COUNT}"),
    ("year", read.year, f"{EDGE} in? year=yyyy {NO_COUNT}"),
    ("year", read.year, f"(?<! notyearbefore) year=nearyear {NO_COUNT}"),
    ("year", read.year, "year=yyyy (?= dash/to yyyy (?! dash))"),
    ("year", read.year, f"(?<= yyyy dash/to/and) year=yyyy {NO_COUNT}"),
    ("year", read.year, "(?<! notyearbefore) year=nearyear dash/slash yy=yy (?! dash/slash/notyear)"),
    ("period", read.unit, f"{EDGE}? of? rel=rel unit=period"),
    ("period", read.unit, "the? edge=edge/edgeword the unit=period"),
    ("period", read.unit, "the unit=weekend"),
    ("period", read.year_end, "yearend"),
    ("rolling", read.rolling, f"(the|rel) rel=roll {MANY} {UNITS} (?! of)"),
    ("rolling", read.rolling, "(the|rel) rel=rollsure unit=period"),
    ("rolling", read.rolling, "(?<= leadseason) the rel=roll unit=period"),
    ("rolling", read.rolling, f"rel=roll {MANY} unit=units (?! of)"),
    ("away", read.away, f"{MANY} unit=longunit way=way"),
    ("away", read.away, f"{MANY} sign? {UNITS} way=ago"),
    ("away", read.ahead, f"in {MANY} {UNITS} (sign/poss? time)?"),
    ("within", read.within, f"within {MANY} {UNITS}"),
    ("named", read.named, "way=that unit=dayunit/period"),
    ("named", read.named, "the way=ref unit=dayunit/period"),
    ("named", read.named, "the unit=dayunit way=side (?! gap/lower/upper/the)"),
    ("named", read.named, "the unit=period way=side"),
    ("season", names.season, f"{EDGE}? the? season=season {YEAR}"),
    ("season", names.season, f"{SOON}? rel=rel season=season"),
    ("season", names.season, "the? edge=edgeword/edge dash? season=season"),
    ("season", names.season, "(?<= leadseason) the? season=season"),
    ("season", names.season, "(?<= leadseason the) season=season"),
    ("decade", names.decade, f"{EDGE}? the? year=tenyear decadeend"),
    ("decade", names.decade, f"the {SOON}? dash? decade=decade"),
    ("decade", names.decade, f"the {SOON}? dash? sign? decade=yy decadeend"),
    ("century", names.century, f"the? {SOON}? dash? the? number=ordinal dash? century (?! notyear)"),
    ("century", names.century, f"the? {SOON}? dash? the? number=int th dash? century (?! notyear)"),
    ("quarter", names.quarter, f"the? number=ordinal dash? quarter {YEAR}"),
    ("quarter", names.quarter, "the? number=ordinal dash? quarter of rel=rel year"),
    ("quarter", names.quarter, f"the? number=quartername {YEAR}?"),
    ("quarter", names.quarter, f"half=halfname {YEAR}?"),
    ("holiday", names.feast, f"(rel=rel)? holiday=holiday daypart? {YEAR}?"),
)
EXPLICIT = (names.figures, read.year, names.decade, names.century)
"""Readers of words that name their days whatever the report's day."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template ready to use. `classes` are those of each name, the first that a token has gives its value."""

    kind: str
    reader: Reader
    pattern: re.Pattern[str]
    classes: dict[str, tuple[str, ...]]


_NAMED = re.compile(r"([a-z]\w*)=([a-z]\w*(?:/[a-z]\w*)*)")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of time and the numbers that they need."""
    return Lexicon([*times(), *(x for x in numbers() if x.mark in ("numeral", "ordinal"))])


@lru_cache(maxsize=1)
def templates() -> tuple[Template, ...]:
    """All templates, in order."""
    return tuple(Template(kind, reader, lexicon().compile(text), _classes(text)) for kind, reader, text in _ROWS)


def _classes(text: str) -> dict[str, tuple[str, ...]]:
    return {m[1]: tuple(m[2].split("/")) for m in _NAMED.finditer(text)}
