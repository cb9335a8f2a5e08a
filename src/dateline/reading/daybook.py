"""On which days a deed was done, weighed over all days that the report tells: those that stand with it, its own day, none."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dateline.knowledge.judge import day_weights
from dateline.reading.day_marks import Daybook, Deed
from dateline.reading.narrated import last_told, narrated
from dateline.reading.notes import Notes
from dateline.reading.parties import logits
from dateline.reading.told import Telling
from dateline.reading.voices import Voices
from dateline.records import Event


def daybook(notes: Notes, voices: Voices, groups: Sequence[Sequence[Telling]], events: Sequence[Event]) -> Daybook:
    """The events of a report with their tellings, and its days."""
    told = last_told(events, notes.document.report.date)
    deeds = [Deed(e, g, narrated(notes, e, told)) for e, g in zip(events, groups, strict=True)]
    return Daybook(notes, voices, deeds)


def dated_anew(book: Daybook) -> list[Event]:
    """The events, each on the days that are likeliest; of two as likely the first."""
    weights, out = day_weights(), []
    for number, deed in enumerate(book.deeds):
        all_days = book.candidates(deed)
        scores = [logits(weights, book.marks(number, c)) for c in all_days]
        best = max(range(len(scores)), key=lambda n: (round(scores[n], 9), -n))
        out.append(msgspec.structs.replace(deed.event, date=all_days[best].days))
    return out
