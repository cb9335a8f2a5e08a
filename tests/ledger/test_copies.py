"""Copies of one text: cut, edited, with another credit; a text that quotes another is none."""

from __future__ import annotations

import random

import pytest

from dateline.ledger import copies
from dateline.records import Report

LEAD = "The harbour of Portvale was closed on Monday after two ships collided in thick fog, the port authority said."
BODY = (
    "Nobody was hurt. Tugs pulled the smaller of the two ships to the northern quay, where divers looked at its hull. "
    "The larger one, which carried timber, went on to Eastwick by itself. The authority hopes to open the harbour again "
    "by Wednesday, when the fog is expected to lift. Fishermen complained that they had not been told in time."
)
OTHER = (
    "A court in Eastwick heard on Tuesday how three men broke into a warehouse and carried off twelve crates of tea. "
    "The judge will give her ruling in March. A lawyer for the men said that they had been hungry."
)


def report(id: str, text: str, date: str = "2023-05-03") -> Report:
    return Report(id=id, text=text, date=date, date_from="row", source=id, title=None)


@pytest.mark.parametrize(
    "text",
    [
        LEAD,
        f"PORTVALE (Harbour Wire) - {LEAD}",
        f"{LEAD} {BODY} Translated by our desk.",
        f"{LEAD} {BODY}".replace("Nobody was hurt. ", "").replace("collided", "crashed"),
        f"{BODY} {LEAD}",
    ],
)
def test_a_copy(text: str) -> None:
    whole = report("a", f"{LEAD} {BODY}")
    assert copies([report("b", text, "2023-05-04"), whole, report("c", OTHER)]) == {"a": "a", "b": "a", "c": "c"}


def test_a_text_that_quotes_another_is_none() -> None:
    quoting = f"{OTHER} {OTHER.replace('Tuesday', 'Friday').replace('tea', 'salt')} {BODY[:60]}"
    assert copies([report("a", f"{LEAD} {BODY}"), report("b", quoting)])["b"] == "b"


def test_short_texts_that_begin_alike_are_none() -> None:
    first = report("a", "Rain fell on Portvale on Monday, the weather office said.")
    assert copies([first, report("b", "Rain fell on Portvale on Monday, and more is to come.")])["b"] == "b"


def test_order_does_not_matter() -> None:
    texts = [f"{LEAD} {BODY}", LEAD, OTHER, BODY, f"{LEAD} {OTHER}"]
    given = [report(f"r{n}", text, f"2023-05-0{n + 1}") for n, text in enumerate(texts)]
    straight = copies(given)
    for seed in range(10):
        assert copies(random.Random(seed).sample(given, len(given))) == straight
