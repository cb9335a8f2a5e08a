"""Whatever the text: records or a clear refusal, in bounded time, with offsets that match."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline.intake import Unreadable
from dateline.records import to_json

PIECES = [
    '"',
    "“",
    "”",
    "'",
    "(",
    "[",
    "\u202e",
    "\u200f",
    "\ud800",
    "😀",
    "\x00",
    "\x1b[31m",
    "\n",
    "\n\n",
    " ",
    "<script>",
]
PIECES += ["Ukraine", "Russia attacked", "said", "will send 12 tanks to", "$5 million", "on Friday", "refused", "Putin"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), min_size=1, max_size=60).map(" ".join))
def test_random_and_hostile_text(text: str) -> None:
    try:
        records = list(dateline.read(text, date="2023-01-17"))
    except Unreadable:
        return  # the reason is tested below
    for record in records:
        assert all(text[e.start : e.end] == e.text for e in record.evidence)
    assert [to_json(r) for r in records] == [to_json(r) for r in dateline.read(text, date="2023-01-17")]


@pytest.mark.parametrize("text", ["(" * 100_000, '"' * 100_000, "“" * 100_000, "a" * 200_000, "1" * 100_000])
def test_a_hundred_thousand_of_one_sign_hold_no_record(text: str) -> None:
    assert list(dateline.read(text, date="2023-01-17")) == []


@pytest.mark.parametrize("text", ["", " \n\t", "x" * 5_000_000], ids=["empty", "blank", "five megabytes"])
def test_what_is_no_report_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(Unreadable, match=r"empty|longer than"):
        dateline.read(text, date="2023-01-17")
