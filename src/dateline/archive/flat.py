"""A record as one row of plain columns: what is searched. The words are folded: without accents and case, one blank
between them and at both ends, so that a search for whole words is a search for a stretch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dateline.knowledge.actors import key, states
from dateline.records import Actor, AnyRecord, Event, Pledge, Quote

_BREAK = "ǁ"
"""Stands between texts, so that no phrase goes on from one to the next."""


class Flat(NamedTuple):
    """A record in columns. `actors`, `recipients`, `voices`, `place` are folded words with codes as `@nor`;
    `start` and `end` are the days it is dated to, else those of its announcement, else its report's."""

    id: str
    kind: str
    report: str
    day: str
    start: str
    end: str
    type: str
    status: str
    confidence: float
    actors: str
    recipients: str
    voices: str
    place: str
    countries: str
    words: str


def flat(record: AnyRecord) -> Flat:
    """The row of a record. What is unknown is empty."""
    days = record.date or (record.announced if isinstance(record, Pledge) else None)
    day = record.report.date or ""
    actors, recipients, place = _parties(record)
    everybody = (*actors, *recipients)
    countries = sorted({a.country for a in everybody if a.country} | ({place[1]} if place and place[1] else set()))
    voices = (record.speaker, *record.said_by) if isinstance(record, Quote) else record.said_by
    item = (record.item or "",) if isinstance(record, Pledge) else ()
    return Flat(
        id=record.id, kind=record.kind, report=record.report.id, day=day,
        start=days.start if days else day, end=days.end if days else day,
        type=record.type if isinstance(record, Event) else "", status=record.status, confidence=record.confidence,
        actors=_who(actors), recipients=_who(recipients), voices=_who(voices),
        place=folded(place[0], f"@{place[1]}" if place[1] else "") if place else "",
        countries=_joined(f"@{c.lower()}" for c in countries),
        words=_BREAK.join(map(folded, (*(e.text for e in record.evidence), *item))),
    )  # fmt: skip


def folded(*texts: str) -> str:
    """Words as they are searched: ` the hague `. A code keeps its mark: ` @nor `."""
    return _joined(w for t in texts if t for w in ([t.lower()] if t[:1] == "@" else map(str.casefold, key(t))))


def sought(text: str) -> list[str]:
    """What a search for a party looks for: its words, and its code where they name a state (`NOR`, `Norway`)."""
    found = [folded(text)] if key(text) else []
    if len(text) == 3 and text.isascii() and text.isupper():
        found.append(f" @{text.lower()} ")
    return found + [f" @{c.lower()} " for c in state_codes(text)]


def state_codes(text: str) -> list[str]:
    """ISO 3166-1 alpha-3 codes of the states that a name may mean; a code means itself."""
    if len(text) == 3 and text.isascii() and text.isupper():
        return [text]
    wanted = tuple(w.casefold() for w in key(text))
    return sorted({f.code for k, forms in states().items() for f in forms if tuple(map(str.casefold, k)) == wanted})


def _parties(record: AnyRecord) -> tuple[tuple[Actor, ...], tuple[Actor, ...], tuple[str, str | None] | None]:
    if isinstance(record, Event):
        place = record.place
        where = (f"{place.name} {place.text}", place.country) if place else None
        return record.actors, record.recipients, where
    if isinstance(record, Pledge):
        return record.donors, record.recipients, None
    return (record.speaker,), record.addressees, None


def _who(actors: Iterable[Actor]) -> str:
    return _joined(
        w
        for a in actors
        for w in folded(
            f"@{a.country}" if a.country else "", f"@{a.sector}" if a.sector else "",
            *dict.fromkeys(x for x in (a.name, a.text, a.role, a.person, a.organisation) if x),
        ).split()
    )  # fmt: skip


def _joined(words: Iterable[str]) -> str:
    joined = " ".join(words)
    return f" {joined} " if joined else ""
