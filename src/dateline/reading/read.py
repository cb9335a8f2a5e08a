"""Document -> records: the order in which the questions are asked."""

from __future__ import annotations

from dateline.language import Document
from dateline.reading.dated import dated
from dateline.reading.daybook import dated_anew, daybook
from dateline.reading.events import event
from dateline.reading.how_far import how_far
from dateline.reading.judge import deeds
from dateline.reading.judge import how as weighed_how
from dateline.reading.learned import pointed_words, strongest
from dateline.reading.notes import Notes, take_notes
from dateline.reading.parties import Cast, weighed
from dateline.reading.placed import placed_anew
from dateline.reading.pledge import pledges
from dateline.reading.quotes import quotes
from dateline.reading.says_who import says_who
from dateline.reading.scenes import Plot, scene
from dateline.reading.standings import Standings
from dateline.reading.told import Telling, joined
from dateline.reading.topics import told_fully
from dateline.reading.voice_of import voice_of
from dateline.reading.voices import Voices
from dateline.reading.what import PHYSICAL, Mention
from dateline.reading.where import around, pointed, where
from dateline.records import AnyRecord


def read(document: Document, coder: str) -> list[AnyRecord]:
    """All records of a report: events, pledges and quotes, each kind in text order."""
    notes = take_notes(document)
    voices = says_who(notes)
    found = tellings(notes, voices)
    groups = joined(document, found)
    events = placed_anew(notes, [event(document, group, coder) for group in groups], groups)
    events = dated_anew(daybook(notes, voices, groups, events))
    events = told_fully(document, events, groups)
    return [*events, *pledges(notes, found, coder), *quotes(document, voices, coder)]


def tellings(notes: Notes, voices: Voices) -> list[Telling]:
    """Every mention of a deed with the answers to all questions about it, in text order."""
    scenes = [scene(notes, voices, m) for m in deeds(notes, voices)]
    cast = Cast(Standings(notes), Plot(scenes))
    return [_telling(notes, voices, weighed(notes, s, cast), cast.standings) for s in scenes]


def _telling(notes: Notes, voices: Voices, mention: Mention, standings: Standings) -> Telling:
    walk = how_far(notes, mention.word, mention.row.type)
    how = weighed_how(notes.document, mention, walk)
    # When somebody says so is not when it is done.
    governors = tuple(dict.fromkeys(s.word for s in how.steps if not s.voices and s.effect != "same"))
    told = strongest(notes.document, mention.first, mention.last)
    days = dated(notes, mention.word, how.status, governors, pointed_words(told, "time"))
    goes = mention.row.mode == "visit"
    place = pointed(notes, pointed_words(told, "place")) or where(notes, mention.roles, (), goes)
    if place is None and mention.row.type in PHYSICAL:
        place = around(notes, mention.word)
    return Telling(
        mention,
        how,
        voice_of(notes, voices, mention, how, standings),
        days,
        place,
        notes.document.sentence_of[mention.word],
    )
