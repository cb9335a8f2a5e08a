"""Where deeds were done: the place that stands with them, one told before, or none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline.records import Event


def events(text: str) -> list[Event]:
    return [r for r in dateline.read(text, date="2023-05-10") if isinstance(r, Event)]


@pytest.mark.parametrize(
    ("text", "kind", "country"),
    [
        ("Gunmen killed 12 soldiers in Timbuktu on Monday.", "ASSAULT", "MLI"),
        ("Thousands of people marched through Belgrade to protest against the government.", "PROTEST", "SRB"),
        ("The foreign ministers of Norway and Chile held talks in Geneva on Tuesday.", "CONSULT", "CHE"),
        ("France accused Russia of lying.", "ACCUSE", None),
        ("Norway condemned the arrests.", "ACCUSE", None),
    ],
)
def test_the_place_of_a_deed(text: str, kind: str, country: str | None) -> None:
    found = [e for e in events(text) if e.type == kind]
    assert found
    assert {e.place.country if e.place else None for e in found} == {country}


@settings(max_examples=15, deadline=None)
@given(
    st.permutations(["Gunmen killed 12 soldiers in Timbuktu.", "Police arrested him in Accra.", "Peru left the talks."])
)
def test_every_place_is_named_in_the_report(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert all(e.place.text in text for e in events(text) if e.place)
