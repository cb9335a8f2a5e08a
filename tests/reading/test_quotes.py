"""What is a quote, whose it is, and where it begins and ends."""

from __future__ import annotations

import pytest

import dateline
from dateline.records import Quote


def quotes(text: str, date: str = "2023-05-10") -> list[tuple[str, str]]:
    """(speaker, words) of each quote, in text order."""
    return [(r.speaker.name, r.content.text) for r in dateline.read(text, date=date) if isinstance(r, Quote)]


BECERRA = '"They rule with contempt," said California Attorney General Xavier Becerra. "He knows there is no crisis."'


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (BECERRA, "Xavier Becerra", "He knows there is no crisis."),
        (
            'Governor John Bel Edwards addressed the public: "No one should take this storm lightly. Stay home."',
            "John Bel Edwards",
            "No one should take this storm lightly. Stay home.",
        ),
        (
            "The boats, Mr Morrison has repeated, will carry no nuclear weapons.",
            "Morrison",
            "The boats, Mr Morrison has repeated, will carry no nuclear weapons",
        ),
        (
            "In return Bratislava hopes for money from the Union, according to the defence minister, Jaroslav Naď.",
            "Jaroslav Naď",
            "In return Bratislava hopes for money from the Union",
        ),
        (
            "Foreign Minister Ana Rojas said she is to leave office next month.",
            "Ana Rojas",
            "she is to leave office next month",
        ),
        (
            'The ministry of defence of France released a statement which said, "We stand firm on this."',
            "ministry",
            "We stand firm on this.",
        ),
    ],
)
def test_a_quote_has_its_speaker_and_its_words(text: str, speaker: str, words: str) -> None:
    assert (speaker, words) in quotes(text)


@pytest.mark.parametrize(
    ("text", "not_said"),
    [
        (
            "Twenty people were killed, Foreign Minister Ana Rojas said; the police have not confirmed a single death.",
            "the police",
        ),
        (
            'Foreign Minister Ana Rojas said the plan "costs billions," further saying, "It kills trade."',
            "further saying",
        ),
    ],
)
def test_what_the_report_says_itself_is_not_said_by_the_speaker(text: str, not_said: str) -> None:
    found = quotes(text)
    assert found
    assert all(not_said not in words for _, words in found)


def test_a_quote_goes_on_in_no_other_paragraph() -> None:
    assert len(quotes(BECERRA.replace('. "He', '.\n\n"He'))) == 1


@pytest.mark.parametrize(
    "sentence", ["Officials demanded that the deal be kept.", "Serbia demands that the deal be kept."]
)
def test_what_is_demanded_is_no_quote(sentence: str) -> None:
    assert quotes(sentence) == []


def test_the_surer_the_higher() -> None:
    text = BECERRA + " Officials said on Monday that the talks had failed."
    found = [r for r in dateline.read(text, date="2023-05-10") if isinstance(r, Quote)]
    assert all(0 < q.confidence <= 1 for q in found)
    assert found[0].confidence > 0.8
