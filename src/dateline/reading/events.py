"""Tellings of a deed -> the `event` record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.knowledge.deeds import Deed
from dateline.knowledge.ontology import cameo, fold, quad_of
from dateline.language import Document
from dateline.reading.how_far import HowFar
from dateline.reading.told import Telling
from dateline.reading.what import Mention
from dateline.records import Actor, Event, key_of, record_id

CODER = "dateline"


def event(document: Document, tellings: Sequence[Telling], coder: str) -> Event:
    """One record of a deed told once or more; the richest telling gives each field."""
    best = richest(tellings)
    mention, row = best.mention, best.mention.row
    surest = max(tellings, key=lambda t: (t.mention.chance, -t.mention.word))
    last = tellings[-1].how
    how = last if all(t.how.status == last.status for t in tellings) else surest.how
    actors = best.mention.actors or next((t.mention.actors for t in tellings if t.mention.actors), ())
    recipients = mention.recipients or next((t.mention.recipients for t in tellings if t.mention.recipients), ())
    codes = coded(row, row.contexts, how.status)
    sentences = sorted({t.sentence for t in tellings})
    trigger = document.span(mention.first, mention.last)
    return Event(
        id=record_id(document.report, "event", row.type, trigger.start, trigger.end),
        report=key_of(document.report),
        evidence=tuple(document.sentence_span(s) for s in sentences),
        status=how.status,
        said_by=best.said_by or next((t.said_by for t in tellings if t.said_by), ()),
        date=best.days or next((t.days for t in tellings if t.days), None),
        confidence=round(max(t.mention.chance for t in tellings), 2),
        because=because(document, mention, how, best.said_by),
        coder=coder,
        type=row.type,
        mode=row.mode or next((t.mention.row.mode for t in tellings if t.mention.row.mode), None),
        contexts=tuple(sorted({c for t in tellings for c in t.mention.row.contexts})),
        plover=codes.plover,
        cameo=codes.cameo,
        goldstein=codes.goldstein,
        quad=quad_of(row.type),
        actors=actors,
        recipients=recipients,
        place=best.place or next((t.place for t in tellings if t.place), None),
        trigger=trigger,
    )


def richest(tellings: Sequence[Telling]) -> Telling:
    """The telling that says most of who and when."""
    return max(
        tellings,
        key=lambda t: (bool(t.mention.actors) + bool(t.mention.recipients), t.days is not None, -t.mention.word),
    )


class Codes(NamedTuple):
    """A deed's codes with its status folded in."""

    plover: str | None
    cameo: str | None
    goldstein: float | None


def coded(row: Deed, contexts: Sequence[str], status: str) -> Codes:
    """The codes of a row's deed that is about `contexts`; of several the first that a code hangs on decides."""
    plover, code = fold(row.type, tuple(contexts), status, row.cameo)
    scored = cameo()[code] if code and code in cameo() else None
    return Codes(plover, code, scored.goldstein if scored else None)


def because(document: Document, mention: Mention, how: HowFar, said_by: Sequence[Actor]) -> str:
    """The rows and steps behind a record, in words."""
    trigger = document.span(mention.first, mention.last).text
    parts = [f"“{trigger}” is {mention.row.type} by {mention.row.at}, chance {mention.chance:.2f}"]
    for step in how.steps:
        word = document.words[step.word]
        negated = " (negated)" if step.negated else ""
        parts.append(
            f"“{word}”{negated} makes it {step.effect} by {step.row}"
            if step.effect != "same"
            else f"“{word}” tells it, {step.row}"
        )
    parts += [f"said by {a.name}" for a in said_by]
    return "; ".join(parts)


def names(actors: Sequence[Actor]) -> str:
    return ", ".join(a.name for a in actors)
