"""Who has a place in a deed: those whom words point to, those named in one breath with them, and those that stand to reason."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline.records import Event

NAMES = ["Mali", "Chad", "Norway", "Peru", "Kenya", "Fiji", "Oman", "Cuba", "Laos", "Malta"]


def one(text: str, kind: str, date: str = "2023-05-10") -> Event:
    found = [r for r in dateline.read(text, date=date) if isinstance(r, Event) and r.type == kind]
    assert found, kind
    return found[0]


def sides(e: Event) -> tuple[set[str], set[str]]:
    return {a.country or a.name for a in e.actors}, {a.country or a.name for a in e.recipients}


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Egypt called on Israel to withdraw its troops from Rafah.", "REQUEST", {"EGY"}, {"ISR"}),
        ("Norway and Sweden expelled five Russian diplomats.", "SANCTION", {"NOR", "SWE"}, {"RUS"}),
        ("The Norwegian foreign minister urged both Rwanda and Uganda to talk.", "REQUEST", {"NOR"}, {"RWA", "UGA"}),
        ("Tokyo protested to Beijing after Chinese ships entered its waters.", "ACCUSE", {"JPN"}, {"CHN"}),
    ],
)
def test_those_whom_words_point_to(text: str, kind: str, actors: set[str], recipients: set[str]) -> None:
    assert sides(one(text, kind)) == (actors, recipients)


def test_whom_it_is_about_stands_to_reason() -> None:
    text = (
        "Georgia's parliament passed a law on foreign agents on Tuesday despite protests in Tbilisi. Georgian police "
        "arrested 20 people. The United States condemned the law."
    )
    assert sides(one(text, "ACCUSE")) == ({"USA"}, {"GEO"})


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True))
def test_every_party_is_named_in_the_report(names: list[str]) -> None:
    text = f"{names[0]} accused {names[1]} of shelling a town. Its army denied it. Talks may be held next week."
    for r in dateline.read(text, date="2023-05-10"):
        if isinstance(r, Event):
            assert all(text[a.start : a.end] == a.text for a in (*r.actors, *r.recipients))
