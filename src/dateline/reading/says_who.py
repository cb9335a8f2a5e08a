"""Says who: quotes with their speaker and cue, and for each word the chain of voices that vouches for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.language import Document
from dateline.reading.marked import direct, letters
from dateline.reading.notes import Notes
from dateline.reading.quote_marks import Stretch, stretches
from dateline.reading.reported import according, reported
from dateline.reading.saying import sayings
from dateline.reading.voices import Voice, Voices


def says_who(notes: Notes) -> Voices:
    """Finds who says what."""
    document = notes.document
    marked = [s for s in stretches(document.report.text) if len(letters(document, s.start, s.end)) >= 2]
    said = [s for s in sayings(notes) if not _inside(document, s.word, marked)]
    found = [*reported(notes, said, marked), *according(notes, said, marked)]
    found += direct(notes, said, marked, found)
    unique: dict[tuple[object, ...], Voice] = {}
    for v in found:
        unique.setdefault(
            (v.start, v.end, v.outlet, tuple(a.name for a in v.speaker)), replace(v, counts=v.counts and not v.outlet)
        )
    return Voices(document, tuple(sorted(unique.values(), key=lambda v: (v.start, -v.end, v.outlet))))


def _inside(document: Document, word: int, marked: Iterable[Stretch]) -> bool:
    return any(s.start <= document.starts[word] and document.ends[word] <= s.end for s in marked)
