"""Numbers, sums and things: where they stand, and what they come to."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.knowledge import amounts
from dateline.knowledge.table import Line, read
from dateline.reading.how_many import ItemMention, Number, Sum, items, numbers, sums

COLUMNS = ("kind", "text", "country", "words", "first", "second", "third", "approximate", "source")
CASES = list(read(Path(__file__).parent / "how_many_cases.tsv", COLUMNS, ("kind", "text", "words")))
SECONDS = 30.0
HOSTILE = {
    "digits": "1" * 200_000,
    "figures": "1 " * 100_000,
    "dashes": "1-" * 100_000,
    "commas": "1," * 100_000,
    "of": "of " * 70_000,
    "signs": "$" * 200_000,
    "sums": "$1 to " * 30_000,
    "hundreds": "one hundred " * 20_000,
    "dozens": "dozens of " * 20_000,
    "between": "between " * 30_000,
    "bounds": "at least up to " * 15_000,
    "articles": "a " * 100_000,
    "scales": "million " * 30_000,
    "tanks": "tank " * 40_000,
    "codes": "F-16" * 50_000,
    "lines": "\n" * 200_000,
    "gaps": " \n" * 100_000,
    "brackets": "(" * 100_000,
    "surrogates": "\ud800 5 tanks " * 10_000,
}


def find(kind: str, text: str, country: str | None) -> tuple[Number | Sum | ItemMention, ...]:
    if kind == "number":
        return numbers(text)
    return sums(text, country) if kind == "sum" else items(text)


def told(found: Number | Sum | ItemMention) -> tuple[object, ...]:
    if isinstance(found, Number):
        return found.amount.low, found.amount.high, found.amount.unit, found.amount.approximate
    if isinstance(found, Sum):
        return found.money.low, found.money.high, found.money.currency, found.money.approximate
    return found.item, found.item_class, found.support


def expected(case: Line) -> tuple[object, ...]:
    if case["kind"] == "item":
        return case["first"], case["second"], case["third"]
    low, high = (float(case[k]) if case[k] else None for k in ("first", "second"))
    return low, high, case["third"] or None, case["approximate"] == "yes"


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.number}: {c['text']}")
def test_cases(case: Line) -> None:
    found = find(case["kind"], case["text"], case["country"] or None)
    if case["words"] == "-":
        assert [x.text for x in found] == []
        return
    there = [x for x in found if x.text == case["words"]]
    assert there, f"only {[x.text for x in found]}"
    assert told(there[0]) == expected(case)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 260


def test_a_whole_number_is_written_so() -> None:
    assert repr(numbers("They sent 14 tanks.")[0].amount.low) == "14"


def test_plurals() -> None:
    assert [amounts.plural_of(x) for x in ("tank", "box", "battery", "boy", "torch")] == [
        "tanks", "boxes", "batteries", "boys", "torches",
    ]  # fmt: skip


def test_every_item_is_found_by_its_own_form() -> None:
    for row in amounts.items():
        for form in row.forms:
            found = items(f"They asked for {form} again.")
            assert found, form
            assert (found[0].item, found[-1].end) == (row.item, len("They asked for ") + len(form)), form


def test_every_currency_is_found_by_its_own_form() -> None:
    for form, (place, name) in amounts.currencies().items():
        text = f"It gave {form} 5 million." if place == "before" else f"It gave 5 million {form} then."
        assert [x.money.currency for x in sums(text, None)] == [amounts.currency(name, None)], form


SIGNS = [*"0123456789 .,\n-$€%é\ud800"]
WORDS = [
    "17",
    "1.5",
    "million",
    "bn",
    "m",
    "k",
    "hundred",
    "dozens",
    "of",
    "and",
    "a",
    "half",
    "between",
    "to",
    "at",
    "least",
    "up",
    "about",
    "twenty",
    "dollars",
    "tonnes",
    "tank",
    "2",
    "Challenger",
    "F-16",
    "th",
    "won",
    "or",
    "more",
]
PIECES = st.sampled_from(SIGNS + WORDS)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=60).map(" ".join),
    st.lists(PIECES, max_size=60).map("".join),
)


@given(TEXTS, st.sampled_from([None, "GBR", "AUS", "ZZZ"]))
@settings(deadline=None, max_examples=200)
def test_any_text(text: str, country: str | None) -> None:
    for kind in ("number", "sum", "item"):
        found = find(kind, text, country)
        assert all(text[x.start : x.end] == x.text for x in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
        assert find(kind, text, country) == found


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_bounded_time(text: str) -> None:
    began = time.perf_counter()
    for kind in ("number", "sum", "item"):
        find(kind, text, None)
    assert time.perf_counter() - began < SECONDS
