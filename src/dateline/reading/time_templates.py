"""The templates of time: what stands where, over the classes of `times.tsv`, and which reader tells its days.

Each row: the kind of expression, its reader, words that the template itself says, templates. Where two templates match
at one place the longer wins, then the earlier one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge.amounts import numbers
from dateline.knowledge.times import times
from dateline.reading import time_words as read
from dateline.reading.grammar import Lexicon
from dateline.reading.time_words import Reader

# In front of a day: "Monday, ", "late on ", "the night of ".
FRONT = "(the? daypart of)? ((edgeword/edge on?)? weekday (daypart|comma)? comma? (the|on)?)?"
DAY = "the? day=dayno/ordinal th?"
YEAR = "(of? comma? year=yyyy (?! decadeend))"
MANY = "count=num/numeral/article"
PERIOD = "(rel=rel)? unit=period"
# A year without a word before it that says so must be near ours, and count nothing.
NO_COUNT = "(?! notyear)"

_ROWS: tuple[tuple[str, Reader, dict[str, str], tuple[str, ...]], ...] = (
    (
        "day", read.day, {},
        (
            f"{FRONT} {DAY} of? month=month {YEAR}?",
            f"{FRONT} month=month the? day=dayno th? {NO_COUNT} (?! dash dayno) {YEAR}?",
            f"{FRONT} {DAY} of? month=month comma? rel=rel year",
        ),
    ),
    (
        "days", read.days, {},
        (
            f"the? day=dayno th? (dash/to/and the?) day2=dayno th? of? month=month {YEAR}?",
            f"month=month day=dayno th? (dash/to/and the?) day2=dayno th? {NO_COUNT} {YEAR}?",
        ),
    ),
    ("day", read.day_alone, {}, ("(?<= on/until/by/since/from) the day=dayno th (?! upper|lower|dash|of|month|century)",)),
    ("day", read.figures, {}, (f"{FRONT} figures=numdate",)),
    ("weekday", read.weekday, {}, ("(the? daypart of)? (edgeword/edge on?)? (rel=rel)? weekday=weekday_sure daypart?",)),
    ("weekday", read.weekday, {}, ("rel=rel weekday=weekday daypart?", "weekday=weekday daypart? of? rel=rel week=week")),
    ("weekday", read.weekday, {}, ("weekday=weekday comma clock",)),
    ("weekday", read.named, {}, ("the way=ref weekday=weekday daypart?",)),
    ("day", read.near, {}, ("edgeword? near=dayword daypart?", "near=dayword poss daypart")),
    ("around", read.near, {}, ("near=around",)),
    ("vague", read.vague, {}, ("vague", "few unit/units way", "the? roll few unit/units")),
    (
        "month", read.month, {},
        (
            f"(the? edge=edgeword/edge dash?)? month=month {YEAR}",
            "(the? edge=edgeword/edge dash?)? month=month of? rel=rel year",
            "(the? edge=edgeword/edge dash?) month=month",
            "(edge=edgeword/edge)? rel=rel month=month",
            "(?<= lead) month=month",
            "(?<= month and/to/dash) month=month",
            "month=month_sure",
        ),
    ),
    (
        "year", read.year, {},
        (
            f"(?<= leadyear) (the? edge=edgeword/edge dash?)? year=yyyy {NO_COUNT} (?! decadeend)",
            f"(the? edge=edgeword/edge dash? in?) year=yyyy {NO_COUNT} (?! decadeend)",
            f"(?<! notyearbefore) year=nearyear {NO_COUNT} (?! decadeend)",
            f"(?<! notyearbefore) year=nearyear (dash/slash) yy=yy (?! dash|slash|notyear)",
        ),
    ),
    (
        "period", read.unit, {},
        (
            f"(the? edge=edgeword/edge of?)? rel=rel unit=period",
            "the? edge=edge/edgeword the unit=period",
            "the unit=weekend",
        ),
    ),
    ("period", read.unit, {"unit": "year", "edge": "end"}, ("yearend",)),
    ("rolling", read.rolling, {}, (f"(the|rel) rel=roll {MANY} unit=unit/units", "(the|rel) rel=roll unit=unit", f"rel=roll {MANY} unit=units")),
    ("away", read.away, {}, (f"{MANY} unit=unit/units way=way",)),
    ("away", read.away, {"way": "in"}, (f"in {MANY} unit=unit/units (sign/poss? time)?",)),
    ("within", read.within, {}, (f"within {MANY} unit=unit/units",)),
    ("named", read.named, {}, ("way=that unit=dayunit/period", "the way=ref unit=dayunit/period", "the unit=dayunit/period way=side (?! gap|lower|upper|the)", "the unit=period way=side")),
    (
        "season", read.season, {},
        (
            f"(the? edge=edgeword/edge dash?)? the? season=season {YEAR}",
            "(edge=edgeword/edge)? rel=rel season=season",
            "the? edge=edgeword/edge dash? season=season",
            "(?<= lead) the? season=season",
        ),
    ),
    ("decade", read.decade, {}, ("(the? edge=edgeword/edge dash?)? the? year=yyyy decadeend", "the (edge=edgeword/edge dash?)? decade=decade/yy decadeend?")),
    ("century", read.century, {}, ("the? (edge=edgeword/edge dash?)? the? number=ordinal dash? century", "the? (edge=edgeword/edge dash?)? the? number=int th dash? century")),
    ("quarter", read.quarter, {}, (f"the? number=ordinal dash? quarter {YEAR}", "the? number=ordinal dash? quarter of rel=rel year", f"the? number=quartername {YEAR}?", f"half=halfname {YEAR}?")),
    ("holiday", read.feast, {}, (f"(rel=rel)? holiday=holiday daypart? {YEAR}?",)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """A template ready to use. `classes` are those of each name, the first that a token has gives its value."""

    kind: str
    reader: Reader
    fixed: dict[str, str]
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
    return tuple(
        Template(kind, reader, fixed, lexicon().compile(text), {m[1]: tuple(m[2].split("/")) for m in _NAMED.finditer(text)})
        for kind, reader, fixed, texts in _ROWS
        for text in texts
    )
