"""Expressions of time: where they stand, which days they name, and which are meant of deeds behind and ahead."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.knowledge.table import Line, read
from dateline.knowledge.times import easter, holiday
from dateline.reading.when import find, spans, toward
from dateline.records import Days

COLUMNS = ("text", "report", "words", "days", "past", "ahead", "source")
CASES = list(read(Path(__file__).parent / "when_cases.tsv", COLUMNS, ("text", "words", "days")))
SECONDS = 5.0
HOSTILE = {
    "digits": "1" * 200_000,
    "figures": "1 " * 100_000,
    "dashes": "1-" * 100_000,
    "slashes": "1/" * 100_000,
    "commas": "1," * 100_000,
    "of": "of " * 70_000,
    "years": "2014-" * 40_000,
    "spans": "on 1 May to " * 16_000,
    "edges": "the end of the " * 15_000,
    "articles": "a " * 100_000,
    "lines": "\n" * 200_000,
    "gaps": " \n" * 100_000,
    "brackets": "(" * 100_000,
    "quotes": '"' * 100_000,
    "possessives": "'s" * 100_000,
    "months": "May " * 50_000,
    "codes": "F-16" * 50_000,
    "surrogates": "\ud800 Friday " * 10_000,
}


def written(days: Days | None) -> str:
    if days is None:
        return "-"
    return days.start if days.start == days.end else f"{days.start}..{days.end}"


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.number}: {c['text']}")
def test_cases(case: Line) -> None:
    text, report = case["text"], case["report"] or None
    found = find(text, report)
    if case["words"] == "-":
        assert [x.text for x in found] == []
        return
    named = [x for x in found if x.text == case["words"]]
    assert named, f"only {[x.text for x in found]}"
    assert written(named[0].days) == case["days"]
    for column, future in (("past", False), ("ahead", True)):
        if case[column]:
            assert written(toward(named[0], report, future)) == case[column], column


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 240


def test_days_carry_their_words_and_basis() -> None:
    stated, resolved = find("On 3 May 2021 and on Friday they met.", "2023-01-17")
    assert stated.days is not None
    assert resolved.days is not None
    assert (stated.days.text, stated.days.basis) == ("3 May 2021", "stated")
    assert (resolved.days.text, resolved.days.basis) == ("Friday", "resolved")


def test_a_span_tells_its_words() -> None:
    first, last = find("It ran from 20 May to 3 June 2021.", None)
    both = {toward(x, None, False) for x in (first, last)}
    assert both == {Days(start="2021-05-20", end="2021-06-03", text="20 May to 3 June 2021", basis="stated")}


def test_spans_are_where_expressions_stand() -> None:
    text = "On Friday, 3 May 2021, and again last week."
    assert [text[a:b] for a, b in spans(text)] == ["Friday, 3 May 2021", "last week"]


@pytest.mark.parametrize(("year", "day"), [(2000, "2000-04-23"), (2023, "2023-04-09"), (2024, "2024-03-31")])
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


def test_orthodox_easter() -> None:
    assert easter(2023, orthodox=True).isoformat() == "2023-04-16"


def test_a_holiday_that_moves() -> None:
    moved = holiday("-1/0/05", 2022)
    assert moved is not None
    assert moved.isoformat() == "2022-05-30"
    assert holiday("2001-09-11", 2002) is None


SIGNS = [*"0123456789 .,\n-é\ud800"]
WORDS = [
    "17",
    "2014",
    "May",
    "Jan.",
    "Friday",
    "last",
    "next",
    "the",
    "of",
    "end",
    "in",
    "to",
    "and",
    "'s",
    "th",
    "week",
    "years",
    "ago",
    "since",
    "by",
    "will",
    "met",
    "two",
    "17/01/2023",
    "Easter",
    "quarter",
    "between",
    "late",
]
PIECES = st.sampled_from(SIGNS + WORDS)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=60).map("".join)
)
DAYS = st.one_of(st.none(), st.dates().map(str))


@given(TEXTS, DAYS)
@settings(deadline=None, max_examples=200)
def test_any_text(text: str, report: str | None) -> None:
    found = find(text, report)
    assert [(x.start, x.end) for x in found] == spans(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for x in found:
        assert text[x.start : x.end] == x.text
        for future in (True, False):
            toward(x, report, future)
    assert find(text, report) == found


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_bounded_time(text: str) -> None:
    began = time.perf_counter()
    find(text, "2023-01-17")
    assert time.perf_counter() - began < SECONDS
