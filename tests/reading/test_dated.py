"""When and where a deed is done: by its own words, by what is told around it, or not at all."""

from __future__ import annotations

import pytest

import dateline
from dateline.records import Event

DAY = "2024-03-13"


def deed(text: str, trigger: str, date: str | None = DAY) -> Event:
    found = [r for r in dateline.read(text, date=date) if isinstance(r, Event) and trigger in r.trigger.text]
    assert found, trigger
    return found[0]


def days(e: Event) -> tuple[str, str] | None:
    return (e.date.start, e.date.end) if e.date else None


REBELS = (
    "KIDAL, March 13 - Rebels seized the town on Monday and freed 40 prisoners. They burned the mayor's office. "
    "The army said it would send reinforcements."
)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        (REBELS, "seized", ("2024-03-11", "2024-03-11")),
        (REBELS, "freed", ("2024-03-11", "2024-03-11")),
        (REBELS, "burned", ("2024-03-11", "2024-03-11")),
        ("Turkish troops crossed into Syria on 9 October. Five days later Washington imposed sanctions on Ankara.",
         "imposed", ("2023-10-14", "2023-10-14")),
        ("Iran expelled two Norwegian diplomats in 2019.", "expelled", ("2019-01-01", "2019-12-31")),
    ],
)  # fmt: skip
def test_a_past_deed_has_its_own_day_or_that_told_before_it(text: str, trigger: str, expected: tuple[str, str]) -> None:
    assert days(deed(text, trigger)) == expected


def test_what_is_ahead_takes_no_day_from_what_was_done() -> None:
    assert days(deed(REBELS, "send")) is None


def test_a_report_without_a_date_resolves_nothing() -> None:
    assert (
        days(deed("Rebels seized the town of Kidal on Monday. They burned the mayor's office.", "burned", None)) is None
    )


@pytest.mark.parametrize(
    ("text", "trigger", "country"),
    [
        ("Japan's prime minister met his Indian counterpart in New Delhi on Tuesday.", "met", "IND"),
        ("The two leaders will meet in Tripoli, Libya's capital, on Friday.", "meet", "LBY"),
    ],
)
def test_the_place_of_a_deed_is_where_it_is_done(text: str, trigger: str, country: str) -> None:
    place = deed(text, trigger).place
    assert place is not None
    assert place.country == country
