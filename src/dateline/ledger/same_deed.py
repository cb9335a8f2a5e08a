"""The same deed told in several reports: one type, the same parties, days that meet. What is only near is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from dateline.ledger.entries import keys
from dateline.records import Event

NEAR, MAYBE = timedelta(days=1), timedelta(days=3)
"""How far the days of one deed may lie apart in two reports; and how far where it is only proposed."""
LONG = timedelta(days=31)
"""A range of days that is longer says too little to join by."""
SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})
FIRM = frozenset({"happened", "ongoing"})
Block = tuple[str, tuple[str, ...], tuple[str, ...], bool]
Doubt = tuple[str, str, str]


def deeds(events: Sequence[Event], copies: Mapping[str, str]) -> tuple[list[list[Event]], list[Doubt]]:
    """Groups of records of one deed, and pairs of records that may be of one, with why."""
    blocks: dict[Block, list[Event]] = {}
    for e in sorted(events, key=_order):
        blocks.setdefault(_block(e), []).append(e)
    groups: list[list[Event]] = []
    doubts: list[Doubt] = []
    for block in sorted(blocks, key=str):
        found, unsure = _grouped(blocks[block], copies, bool(block[1] and (block[2] or block[0] in SYMMETRIC)))
        groups += found
        doubts += unsure
    return groups, doubts


def _order(e: Event) -> tuple[str, str, int, str]:
    return (e.report.date or "9999", e.report.id, e.trigger.start, e.id)


def _block(e: Event) -> Block:
    actors, recipients = keys(e.actors), keys(e.recipients)
    if e.type in SYMMETRIC:
        actors, recipients = tuple(sorted({*actors, *recipients})), ()
    return e.type, actors, recipients, e.status in FIRM


def _grouped(block: Iterable[Event], copies: Mapping[str, str], known: bool) -> tuple[list[list[Event]], list[Doubt]]:
    groups: list[list[Event]] = []
    doubts: list[Doubt] = []
    for e in block:
        near = [(g, s) for g in groups[-60:] if (s := _strength(g, e, copies, known))]
        joined = max(near, key=lambda x: (x[1], x[0][0].id), default=None)
        if joined is not None and joined[1] >= 2:
            joined[0].append(e)
            continue
        if joined is not None:
            doubts.append((joined[0][0].id, e.id, "the same type and parties within days"))
        groups.append([e])
    return groups, doubts


def _strength(group: Sequence[Event], e: Event, copies: Mapping[str, str], known: bool) -> int:
    """3: copies of one text; 2: the same parties and day; 1: the same parties within a few days. Two records of one report
    are two deeds, and so are two voices that say the opposite."""
    if any(x.report.id == e.report.id for x in group):
        return 0
    for x in group[-8:]:
        if _source(x, copies) == _source(e, copies) and x.evidence[0].text == e.evidence[0].text:
            return 3 if x.trigger.text == e.trigger.text else 0
    if not known:
        return 0
    apart = min((_apart(x, e) for x in group[-8:]), default=None)
    if apart is None or apart > MAYBE:
        return 0
    return 2 if apart <= NEAR else 1


def _source(e: Event, copies: Mapping[str, str]) -> str:
    return copies.get(e.report.id, e.report.id)


def _days(e: Event) -> tuple[date, date] | None:
    if e.date is not None:
        first, last = date.fromisoformat(e.date.start), date.fromisoformat(e.date.end)
    elif e.report.date is not None:
        first = last = date.fromisoformat(e.report.date)
    else:
        return None
    return (first, last) if last - first <= LONG else None


def _apart(a: Event, b: Event) -> timedelta:
    one, other = _days(a), _days(b)
    if one is None or other is None:
        return timedelta.max
    if one[0] <= other[1] and other[0] <= one[1]:
        return timedelta(0)
    return max(other[0] - one[1], one[0] - other[1])
