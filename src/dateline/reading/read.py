"""Document -> records: the order in which the questions are asked."""

from __future__ import annotations

from dateline.language import Document
from dateline.reading.dated import dated
from dateline.reading.events import event
from dateline.reading.how_far import how_far
from dateline.reading.notes import Notes, take_notes
from dateline.reading.pledge import pledges
from dateline.reading.quotes import quotes
from dateline.reading.says_who import Voices, says_who
from dateline.reading.told import Telling, joined
from dateline.reading.voice_of import voice_of
from dateline.reading.what import VERBAL_TYPES, Mention, what
from dateline.reading.where import where
from dateline.records import AnyRecord


def read(document: Document, coder: str) -> list[AnyRecord]:
    """All records of a report: events, pledges and quotes, each kind in text order."""
    notes = take_notes(document)
    voices = says_who(notes)
    tellings = [_telling(notes, voices, m) for m in what(notes, voices)]
    events = [event(document, group, coder) for group in joined(tellings)]
    return [*events, *pledges(notes, tellings, coder), *quotes(document, voices, coder)]


def _telling(notes: Notes, voices: Voices, mention: Mention) -> Telling:
    how = how_far(notes, mention.word, promises=mention.row.type not in VERBAL_TYPES)
    # When somebody says so is not when it is done.
    governors = tuple(dict.fromkeys(s.word for s in how.steps if not s.voices and s.effect != "same"))
    days = dated(notes, mention.word, how.status, governors)
    goes = mention.row.mode == "visit"
    place = where(notes, mention.roles, (), goes)
    return Telling(
        mention, how, voice_of(notes, voices, mention, how), days, place, notes.document.sentence_of[mention.word]
    )
