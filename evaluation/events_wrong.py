"""Why an event is wrong, for a person to read."""

from __future__ import annotations

from dateline.records import Event

from .gold import GoldEvent, GoldReport
from .keys import show
from .match import covers, overlap
from .score import Wrong
from .words import days, shown


def missed(report: GoldReport, at: str, gold: GoldEvent, ours: list[Event]) -> Wrong:
    """A gold event that no event of ours matched: what stood in the way."""
    there = [o for o in ours if any(overlap(o.trigger, m) for m in gold.mentions)]
    same = [o for o in there if o.type == gold.type or o.type in gold.also]
    near = [o for o in ours if any(covers(e, m) for e in o.evidence for m in gold.mentions)]
    if same:
        cause, told = f"missed {gold.type}: two deeds in one trigger, we tell one", same
    elif there:
        cause, told = f"missed {gold.type}: told as {'+'.join(sorted({o.type for o in there}))}", there
    elif near:
        cause, told = f"missed {gold.type}: no deed in these words, others in the sentence", near
    else:
        cause, told = f"missed {gold.type}: nothing told of the sentence", []
    words = " … ".join(shown(report.text, m) for m in gold.mentions[:2])
    return Wrong(cause, at, words, gold_line(gold), " | ".join(our_line(o) for o in told[:3]) or "-")


def false(report: GoldReport, at: str, event: Event, golds: list[GoldEvent]) -> Wrong:
    """An event of ours that matches none of gold's: why not."""
    there = [g for g in golds if any(overlap(event.trigger, m) for m in g.mentions)]
    same = [g for g in there if event.type == g.type or event.type in g.also]
    if same:
        cause, told = f"false {event.type}: told twice", same
    elif there:
        cause, told = f"false {event.type}: gold has {'+'.join(sorted({g.type for g in there}))}", there
    else:
        cause = f"false {event.type}: gold has no deed in these words"
        told = [g for g in golds if any(covers(e, m) for e in event.evidence for m in g.mentions)]
    gold = " | ".join(gold_line(g) for g in told[:3]) or "-"
    return Wrong(cause, at, shown(report.text, event.trigger), gold, our_line(event))


def fields(report: GoldReport, at: str, gold: GoldEvent, ours: Event, right: dict[str, bool]) -> list[Wrong]:
    """The fields of a matched event that are wrong."""
    said = {
        "actors": ("", show(gold.actors), show(ours.actors)),
        "recipients": ("", show(gold.recipients), show(ours.recipients)),
        "status": (f" {gold.status} -> {ours.status}", gold.status, ours.status),
        "voice": (_voice(gold, ours), show(gold.said_by), show(ours.said_by)),
        "dates": (_dates(gold, ours), days(gold.date), days(ours.date)),
    }
    return [
        Wrong(
            f"wrong {what}{said[what][0]}", f"{at}/{what}", shown(report.text, ours.trigger),
            f"{said[what][1]}   of {gold_line(gold)}", f"{said[what][2]}   of {our_line(ours)}",
        )
        for what, good in right.items()
        if not good
    ]  # fmt: skip


def _voice(gold: GoldEvent, ours: Event) -> str:
    if not gold.said_by:
        return ": we hear one, gold none"
    return ": another" if ours.said_by else ": we hear none"


def _dates(gold: GoldEvent, ours: Event) -> str:
    if gold.date is None:
        return ": we date it, gold doesn't"
    return f": other days ({ours.date.basis})" if ours.date else ": we have none"


def gold_line(e: GoldEvent) -> str:
    """A gold event in a line."""
    types = "/".join((e.type, *e.also))
    voice = f" by {show(e.said_by)}" if e.said_by else ""
    optional = " (optional)" if e.optional else ""
    return f"{types} {e.status}: {show(e.actors)} > {show(e.recipients)} {days(e.date)}{voice}{optional}"


def our_line(e: Event) -> str:
    """An event of ours in a line, with the rule behind it."""
    voice = f" by {show(e.said_by)}" if e.said_by else ""
    parties = f"{show(e.actors)} > {show(e.recipients)}"
    return f"{e.type} {e.status} “{e.trigger.text}”: {parties} {days(e.date)}{voice} [{e.because}]"
