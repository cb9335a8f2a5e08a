"""On which days a deed was done that is told in the simple past without a day of its own: between the day that the report
told last and its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from dateline.language import Document
from dateline.language.arguments import is_verbal
from dateline.reading.dated import is_main
from dateline.reading.notes import Notes
from dateline.records import Days, Event

RECENT = 8
"""Days that a report looks back on as its own news."""


def last_told(events: Iterable[Event], day: str | None) -> list[tuple[int, str]]:
    """Where a report tells of what was done on one day of late, and on which, in text order."""
    if day is None:
        return []
    today = date.fromisoformat(day)
    return sorted((e.trigger.start, e.date.start) for e in events if e.date and _recent(e, today))


def narrated(notes: Notes, event: Event, told: Sequence[tuple[int, str]]) -> Days | None:
    """The days of an event done without a day of its own, where they can be told from the telling."""
    day = notes.document.report.date
    if day is None or event.status != "happened" or event.date is not None:
        return None
    if not _told_plainly(notes, event, date.fromisoformat(day)):
        return None
    at = bisect_right(told, (event.trigger.start, ""))
    return Days(start=told[at - 1][1] if at else day, end=day, text=None, basis="report")


def _recent(event: Event, today: date) -> bool:
    """Done on one day of late?"""
    days = event.date
    if days is None or event.status not in ("happened", "ongoing") or days.start != days.end:
        return False
    return 0 <= (today - date.fromisoformat(days.start)).days < RECENT


def _told_plainly(notes: Notes, event: Event, today: date) -> bool:
    """In the simple past of a main clause, in a paragraph that hasn't gone back to other days."""
    document = notes.document
    words = document.words_in(event.trigger.start, event.trigger.end)
    verb = next((w for w in words if is_verbal(document, w)), None)
    if verb is None or document.xpos[verb] != "VBD" or not is_main(document, verb):
        return False
    if any(document.lemmas[c].lower() == "have" for c in document.under(verb, "aux")):
        return False
    return not _elsewhere(document, notes, event.trigger.start, verb, today)


def _elsewhere(document: Document, notes: Notes, start: int, verb: int, today: date) -> bool:
    """Does the last time told before it in its paragraph lie long ago?"""
    before = [t for t in notes.times if t.end <= start]
    if not before:
        return False
    last = before[-1]
    word = next(iter(document.words_in(last.start, last.end)), verb)
    if document.paragraphs and _paragraph(document, word) != _paragraph(document, verb):
        return False
    if last.days is None:
        return False
    return not -1 <= (today - date.fromisoformat(last.days.end)).days <= RECENT


def _paragraph(document: Document, word: int) -> int:
    return document.paragraphs[document.sentence_of[word]]
