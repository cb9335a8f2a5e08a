"""What deeds are about, and in which way they were done."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline.knowledge.ontology import contexts, modes
from dateline.records import Event


def events(text: str) -> list[Event]:
    return [r for r in dateline.read(text, date="2023-05-10") if isinstance(r, Event)]


@pytest.mark.parametrize(
    ("text", "kind", "about"),
    [
        ("A court in Lagos sentenced two judges to prison for taking bribes.", "COERCE", "legal"),
        ("Norway has pledged to send 14 tanks to the army of Ukraine.", "AID", "military"),
        ("The two presidents met in Geneva to discuss trade, tariffs and investment.", "CONSULT", "economic"),
        (
            "The opposition rejected the results of the presidential election and demanded a new vote.",
            "REJECT",
            "election",
        ),
    ],
)
def test_what_a_deed_is_about(text: str, kind: str, about: str) -> None:
    found = [e for e in events(text) if e.type == kind]
    assert found
    assert about in found[0].contexts


def test_a_row_names_the_mode_before_words_around_do() -> None:
    (deed,) = (e for e in events("Police fired tear gas at students who threw stones and bombs.") if e.mode)
    assert deed.mode == "crowd-control"


def test_why_a_context_is_told_names_the_word_that_speaks_for_it_most() -> None:
    (deed, *_) = events(
        "The opposition accused Peru of rigging the presidential election, in which its candidate won the ballot."
    )
    assert "election" in deed.contexts
    assert "about election by “sentence election” in topics.tsv" in deed.because


SENTENCES = [
    "Gunmen killed 12 soldiers with rifles in Timbuktu.",
    "A court jailed two ministers for corruption.",
    "Norway sent doctors to Peru after the earthquake.",
    "The parliament rejected the budget.",
]


@settings(max_examples=15, deadline=None)
@given(st.permutations(SENTENCES))
def test_contexts_and_modes_are_those_of_the_ontology(sentences: list[str]) -> None:
    found = {(e.trigger.text, e.contexts, e.mode) for e in events(" ".join(sentences))}
    assert all(c in contexts() for _, about, _ in found for c in about)
    assert all((e.type, e.mode) in modes() for e in events(" ".join(sentences)) if e.mode)
