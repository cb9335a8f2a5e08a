"""A report read end to end: what is told comes out as records, and nothing planned or hoped is coded as done."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline.records import Event, Pledge, Quote, to_json

REPORT = """OSLO, March 6 2023 - Norwegian Foreign Minister Anniken Huitfeldt is going on a three-day trip to Rwanda and
Uganda, the Daily Mirror reported. She hopes to persuade both countries to sign a trade deal.

"We are looking for friends," Huitfeldt said before she left. "Kigali is one of them," she added.

Norway will send 12 Leopard 2 tanks and other weaponry to Ukraine, Defence Minister Bjorn Arild Gram
announced on Friday. Oslo has provided billions of dollars to Ukraine as military and humanitarian aid.
Sweden refused to send tanks. If Russia attacks, Finland will expel its diplomats.

Police in Bucharest arrested 20 protesters. Moldova denied that its troops had shelled the town."""


def events(text: str = REPORT, date: str | None = None) -> list[Event]:
    return [r for r in dateline.read(text, date=date) if isinstance(r, Event)]


def pledges(text: str) -> list[Pledge]:
    return [r for r in dateline.read(text, date="2023-03-06") if isinstance(r, Pledge)]


def quotes(text: str = REPORT) -> list[Quote]:
    return [r for r in dateline.read(text) if isinstance(r, Quote)]


def one(type: str, trigger: str, found: list[Event]) -> Event:
    fitting = [e for e in found if e.type == type and trigger in e.trigger.text]
    assert fitting, [(e.type, e.trigger.text) for e in found]
    return fitting[0]


def test_a_trip_that_is_being_gone_on_is_no_thing_of_the_past_and_is_carried_by_the_outlet() -> None:
    trip = one("CONSULT", "trip", events())
    assert trip.status in ("planned", "ongoing")
    assert {a.country for a in trip.recipients} == {"RWA", "UGA"}
    assert "Daily Mirror" in {a.name for a in trip.said_by}


def test_a_wish_is_wanted_and_both_countries_are_meant() -> None:
    wish = one("REQUEST", "persuade", events())
    assert wish.status == "wanted"
    assert {a.name for a in wish.actors} == {"Anniken Huitfeldt"}
    assert {a.country for a in wish.recipients} == {"RWA", "UGA"}


@pytest.mark.parametrize(
    ("sentence", "type", "trigger", "status"),
    [
        ("Sweden refused to send tanks to Ukraine, the Kyiv government said on Tuesday.", "AID", "send", "refused"),
        ("If Russia attacks, Finland will expel its diplomats.", "SANCTION", "expel", "conditional"),
        ("Moldova denied that its troops had shelled the town.", "ASSAULT", "shelled", "denied"),
        ("Chad hopes to meet French officials in Paris.", "CONSULT", "meet", "wanted"),
        ("Egypt called on Israel to withdraw its troops from Rafah.", "RETREAT", "withdraw", "asked"),
        ("Japan is considering sending troops to Mali.", "MOBILIZE", "sending", "considered"),
        ("Police arrested 20 protesters in Bucharest.", "COERCE", "arrested", "happened"),
        ("Kenya called off its talks with Somalia.", "CONSULT", "talks", "cancelled"),
        ("Peru's foreign minister will meet his Bolivian counterpart.", "CONSULT", "meet", "planned"),
    ],
)
def test_how_far_a_deed_has_come(sentence: str, type: str, trigger: str, status: str) -> None:
    assert one(type, trigger, events(sentence, "2023-05-10")).status == status


def test_the_active_and_the_passive_say_the_same() -> None:
    active = one("SANCTION", "imposed", events("Canada imposed sanctions on Belarus.", "2023-05-10"))
    passive = one("SANCTION", "imposed", events("Sanctions were imposed on Belarus by Canada.", "2023-05-10"))
    for event in (active, passive):
        assert {a.country for a in event.actors} == {"CAN"}
        assert {a.country for a in event.recipients} == {"BLR"}


def test_quotes_have_their_speaker_and_a_goon_is_the_same_speakers() -> None:
    direct = [q for q in quotes() if q.form == "direct"]
    assert [q.content.text.rstrip(",") for q in direct] == ["We are looking for friends", "Kigali is one of them"]
    assert {q.speaker.name for q in direct} == {"Anniken Huitfeldt"}


def test_each_item_is_an_entry_of_its_own() -> None:
    found = pledges("Norway will send 12 Leopard 2 tanks and other weaponry to Ukraine.")
    assert [(p.item, p.quantity and p.quantity.low) for p in found] == [("Leopard 2 tank", 12), ("weaponry", None)]
    assert all(p.status == "planned" and {a.country for a in p.donors} == {"NOR"} for p in found)
    assert all({a.country for a in p.recipients} == {"UKR"} for p in found)


def test_billions_count_in_no_total() -> None:
    (entry,) = pledges("The United States has provided billions of dollars to Ukraine.")
    assert entry.value is not None
    assert (entry.value.low, entry.value.high, entry.value.currency) == (2_000_000_000, None, "USD")
    assert not entry.counts_in_totals
    assert entry.status == "happened"


def test_a_misspelt_minister_is_known_by_office_and_day() -> None:
    found = events("UK Defence Secretary Ben Wallas met his French counterpart in Paris.", "2023-01-17")
    assert "Ben Wallace" in {a.name for e in found for a in e.actors}


def test_ids_are_stable_and_two_readings_are_the_same_bytes() -> None:
    once, again = ([to_json(r) for r in dateline.read(REPORT)] for _ in range(2))
    assert once == again
    assert len({r.id for r in dateline.read(REPORT)}) == len(once)


@settings(max_examples=20, deadline=None)
@given(st.permutations(REPORT.split("\n\n")[1:]))
def test_evidence_always_stands_in_the_text(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    for record in dateline.read(text, date="2023-03-06"):
        for span in record.evidence:
            assert text[span.start : span.end] == span.text
        if isinstance(record, Event):
            for actor in (*record.actors, *record.recipients, *record.said_by):
                assert text[actor.start : actor.end] == actor.text


def test_a_report_without_date_is_read_and_says_so() -> None:
    reading = dateline.read("Norway met Sweden yesterday.")
    assert reading.report.date is None
    assert any("no date" in w for w in reading.report.warnings)
    assert all(r.date is None for r in reading)


def test_a_reading_shows_itself_without_trusting_the_text() -> None:
    html = dateline.read(
        "Norway's minister <script>alert(1)</script> met Sweden's king.", date="2023-03-06"
    )._repr_html_()
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ('Prime Minister Kaja Kallas told the Polish ambassador: "We will send the guns in May."', "POL"),
        ("President William Ruto said to the Egyptian delegation that Kenya would host the talks.", "EGY"),
    ],
)
def test_a_quote_knows_to_whom_it_was_said(sentence: str, country: str) -> None:
    assert [{a.country for a in q.addressees} for q in quotes(sentence)] == [{country}]


@pytest.mark.parametrize("verb", ["turned down", "rejected", "refused"])
def test_who_turns_a_request_down_has_been_asked(verb: str) -> None:
    sentence = f"Kyiv had asked for tanks in May. Belgium {verb} the request from Kyiv for tanks."
    found = [e for e in events(sentence, "2023-03-06") if e.type == "REQUEST"]
    assert {e.status for e in found} == {"happened"}
