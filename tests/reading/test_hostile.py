"""Whatever the text: records or a clear refusal, in bounded time, with offsets that match."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline.intake import Unreadable
from dateline.records import to_json

PIECES = [
    '"', "“", "”", "‘", "'", "«", "(", "[", "{", "—", "\u202e", "\u2066", "\u200f", "\u200b", "\ufeff", "\ud800", "\ude00", "😀",
    "👩\u200d🚀", "e\u0301", "\x00", "\x1b[31m", "\x9b2J", "\n", "\r\n", "\n\n", "\u2028", "\t", " ", "<script>", "%s", "{0}",
]  # fmt: skip
WORDS = [
    "Ukraine", "Russia attacked", "said", "will send 12 tanks to", "$5 million", "on Friday", "refused", "Putin", "he",
    "the two", "Norway sent Poland 99999999999999999999 tanks.", "told reporters,", "on 31 February 0000", "1e999",
    "date 9999-12-31", "next year", "KYIV, Jan 17 (Reuters) -", "hopes to", "half a dozen", "and", "not", ".", ",",
]  # fmt: skip


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """All stretches of the report that a record holds, at any depth: evidence, actors, triggers, cues."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value
        value = list(value.values())
    if isinstance(value, list | tuple):
        for each in value:
            yield from spans(each)


def checked(text: str) -> int:
    """Reads a text; asserts that each stretch stands where it says, in Python and in JSON. The number of records."""
    records = dateline.read(text, date="2023-01-17")
    shown = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    for record in records:
        for span in spans(msgspec.to_builtins(record)):
            assert text[span["start"] : span["end"]] == span["text"]
        for span in spans(json.loads(to_json(record))):
            assert shown[span["start"] : span["end"]] == span["text"]
    return len(records)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES + WORDS) | st.text(max_size=8), min_size=1, max_size=60).map(" ".join))
def test_random_and_hostile_text(text: str) -> None:
    try:
        records = [to_json(r) for r in dateline.read(text, date="2023-01-17")]
    except Unreadable:
        return  # the reason is tested below
    assert checked(text) == len(records)
    assert records == [to_json(r) for r in dateline.read(text, date="2023-01-17")]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=0, max_size=3).map("".join), st.integers(0, 29))
def test_what_stands_in_a_plain_sentence(piece: str, at: int) -> None:
    sentence = "Norway sent Ukraine 20 tanks. “We will help,” he said."
    found = checked(sentence[:at] + piece + sentence[at:])
    assert found >= (0 if piece else 1)  # a mark inside a word may hide the deed


def test_halves_of_a_pair_stay_two_characters() -> None:
    text = "Norway \ud83d\ude00 sent Ukraine 20 tanks."
    assert checked(text) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000, "[" * 100_000, '"' * 100_000, "“" * 100_000, "a" * 200_000, "1" * 100_000, "😀" * 100_000,
        "\u202e\u200f" * 50_000, "\x00\x01\x1b" * 30_000, "\ud800" * 100_000, "\n" * 100_000 + "a", "a" + "\u0301" * 100_000,
    ],
    ids=[
        "round", "square", "straight", "curly", "letter", "digit", "emoji", "directions", "controls", "halves", "lines",
        "accents",
    ],
)  # fmt: skip
def test_a_hundred_thousand_of_one_sign_hold_no_record(text: str) -> None:
    assert list(dateline.read(text, date="2023-01-17")) == []


def test_one_long_line() -> None:
    line = "“Norway sent Ukraine 20 tanks, (and he said that “Poland will [refuse " * 4_400
    assert 300_000 <= len(line) < 310_000
    assert checked(line) < 20_000


@pytest.mark.parametrize("text", ["", " \n\t", "x" * 5_000_000], ids=["empty", "blank", "five megabytes"])
def test_what_is_no_report_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(Unreadable, match=r"empty|longer than"):
        dateline.read(text, date="2023-01-17")
