"""The beginnings of reports: what dates them, and where the report proper begins."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.intake.dateline import WINDOW, from_field, from_text, years_in


@pytest.mark.parametrize(
    ("text", "date", "rest"),
    [
        (" date 2023-01-17 UK Foreign Secretary", "2023-01-17", "UK Foreign Secretary"),
        ("Friday, January 4, 2019\n\nThe Speaker", "2019-01-04", "The Speaker"),
        ("Friday, January 4, 2019 The Speaker", "2019-01-04", "The Speaker"),
        ("KYIV, Jan 17, 2023 (Reuters) - The", "2023-01-17", "The"),
        ("KYIV, 17 January 2023 (AFP) – The", "2023-01-17", "The"),
        ("MOSCOW, January 17, 2023. /TASS/. The", "2023-01-17", "The"),
        ("Ministers meet in Bern\n\nBERN, Jan. 17, 2023 (AP) -- The", "2023-01-17", "The"),
        ("2023-01-17 The minister", "2023-01-17", "The minister"),
        ("2023-01-17T10:20:00Z The minister", "2023-01-17", "The minister"),
        ("Published: 17 January 2023 | Updated 18 January 2023\n\nThe", "2023-01-17", "The"),
        ("By Ann Hall\nJanuary 5, 2020 10:20 GMT\n\nThe", "2020-01-05", "The"),
        ("17.01.2023\r\n\r\nThe", "2023-01-17", "The"),
        ("31/01/2023\nThe", "2023-01-31", "The"),
        ("OSLO (AP) — The", None, "The"),
        ("OSLO — The minister", None, "The minister"),
    ],
)
def test_beginnings(text: str, date: str | None, rest: str) -> None:
    beginning = from_text(text)
    assert beginning.date == date
    assert beginning.warning is None
    assert text[beginning.body :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "In January 2022 the minister resigned.",
        "January 17, 2023 was a cold day.",
        "Friday, January 4, 2019, was a cold day.",
        "The court sat on 5 May 2020 and will sit again.",
        "RUSSIA - UKRAINE TALKS FAIL",
        "",
    ],
)
def test_news_is_not_a_dateline(text: str) -> None:
    beginning = from_text(text)
    assert (beginning.date, beginning.body) == (None, 0)


def test_a_day_without_its_year() -> None:
    text = "KYIV, Jan 17 (Reuters) - The"
    alone = from_text(text)
    assert alone.date is None
    assert alone.warning is not None
    assert "no year" in alone.warning
    helped = from_text(text, 2023)
    assert helped.date == "2023-01-17"
    assert helped.warning is not None
    assert "2023" in helped.warning
    assert text[alone.body :] == text[helped.body :] == "The"


def test_what_can_be_read_two_ways_is_not_guessed() -> None:
    beginning = from_text("03/04/2023\nThe minister")
    assert beginning.date is None
    assert beginning.warning is not None
    assert "YYYY-MM-DD" in beginning.warning


def test_a_wrong_weekday_is_told() -> None:
    beginning = from_text("Monday, January 4, 2019\n\nThe")
    assert beginning.date == "2019-01-04"
    assert beginning.warning is not None
    assert "weekday" in beginning.warning


def test_days_that_never_were() -> None:
    assert from_text("date 2023-02-30 The").date is None
    assert from_field("2023-13-01").date is None


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2023-01-17", "2023-01-17"), ("20230117", "2023-01-17"), ("2023-01-17T23:59:00+02:00", "2023-01-17"),
        ("17 January 2023", "2023-01-17"), ("Jan. 17, 2023", "2023-01-17"), ("soon", None), ("2023", None),
    ],
)  # fmt: skip
def test_fields(value: str, date: str | None) -> None:
    assert from_field(value).date == date


def test_years_in_names() -> None:
    assert years_in("reports/2023/kyiv.txt") == 2023
    assert years_in("kyiv-20230117.txt") == 2023
    assert years_in("2022/2023.txt") is None
    assert years_in("report-120234.txt") is None


@given(st.text(alphabet="A a,./()-–\n|17Jan2023Monday:;\u2028É", max_size=WINDOW + 50))
def test_any_text(text: str) -> None:
    beginning = from_text(text)
    assert 0 <= beginning.body <= len(text)


@pytest.mark.parametrize(
    "unit", ["A ", "A,", "A, ", "A/", "AA, ", "(", "1 ", "1:1 ", "Jan ", "Monday, ", "/A", "- ", "É "]
)
def test_hostile_beginnings_are_quick(unit: str) -> None:
    before = time.perf_counter()
    from_text(unit * 1_000_000)
    assert time.perf_counter() - before < 1
