"""Events of single sentences against the PLOVER gold standard records: type, and type with both parties' countries.

The records fold how far a deed has come into its type (a promise of aid is AGREE), so our folded `plover` is what is
compared; an event without one would be left out of such data and is left out here. Several answers a sentence are
allowed. Records carry placeholder dates: sentences are read without one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Protocol

import msgspec

from dateline.records import Actor, Event

from .events import SYMMETRIC
from .events_wrong import our_line
from .score import Result, Wrong, f1, mean, prf, share

DOUBLE = {
    "0813": ("CONCEDE", "RETREAT"),
    "0814": ("CONCEDE", "RETREAT"),
    "163": ("SANCTION", "COERCE"),
    "1712": ("COERCE", "ASSAULT"),
    "175": ("COERCE", "ASSAULT"),
    "191": ("ASSAULT", "COERCE"),
    "192": ("ASSAULT", "COERCE"),
}
"""CAMEO codes that the records and the table of 2021 put under different types: either counts as right."""

BODIES = frozenset({"IGO", "NGO", "IMG", "MNC"})
"""What stands in a record's country for those that have none: our sector says it."""

Pair = tuple[str, str]


class PloverActor(msgspec.Struct, frozen=True):
    text: str
    code: str | None
    sector: str | None = None


class PloverRecord(msgspec.Struct, frozen=True):
    """A sentence and the one event that it was written down for."""

    id: str
    text: str
    type: str
    mode: str | None = None
    actors: tuple[PloverActor, ...] = ()
    recipients: tuple[PloverActor, ...] = ()
    symmetric: bool = False


class Reads(Protocol):
    """What reads a sentence."""

    def __call__(self, text: str, date: str | None) -> list[Event]: ...


def country(actor: Actor) -> str:
    """The code under which the records file an actor of ours."""
    return actor.country or (actor.sector if actor.sector in BODIES else None) or "-"


def pairs(symmetric: bool, actors: Iterable[str], recipients: Iterable[str]) -> frozenset[Pair]:
    """Who to whom; of a symmetric deed each two countries that take part, in no order."""
    one, other = list(actors), list(recipients)
    if not symmetric:
        return frozenset((a, b) for a in one or ["-"] for b in other or ["-"])
    both = [*one, *other]
    countries = sorted(set(both))
    if len(countries) > 1:
        return frozenset(combinations(countries, 2))
    alone = countries[0] if countries else "-"
    return frozenset({(alone, alone if len(both) > 1 else "-")})


def types(event: Event) -> tuple[str, ...]:
    """The types under which an event of ours may be filed: its own first."""
    own = event.plover or ""
    either = next((two for code, two in DOUBLE.items() if (event.cameo or "").startswith(code)), ())
    return (own, *(t for t in either if t != own))


def told(gold: PloverRecord, ours: Iterable[Event]) -> dict[str, list[Event]]:
    """Our events by type; one that may be filed under gold's type is filed there."""
    out: dict[str, list[Event]] = {}
    for event in ours:
        if event.plover is not None:
            out.setdefault(gold.type if gold.type in types(event) else event.plover, []).append(event)
    return out


def score(name: str, records: Iterable[PloverRecord], read: Reads) -> Result:
    """Micro F1 over types and over types with both countries, macro F1 over types, modes."""
    result = Result(name)
    right = found = wanted = 0
    pairs_right = pairs_found = pairs_wanted = 0
    modes: list[bool] = []
    counts: dict[str, list[int]] = {}
    for gold in records:
        ours = told(gold, read(gold.text, None))
        hit = gold.type in ours
        right, found, wanted = right + hit, found + len(ours), wanted + 1
        for kind in {gold.type, *ours}:
            count = counts.setdefault(kind, [0, 0, 0])
            count[0] += kind == gold.type and hit
            count[1] += kind in ours
            count[2] += kind == gold.type
        theirs = pairs(gold.symmetric, (a.code or "-" for a in gold.actors), (a.code or "-" for a in gold.recipients))
        mine = {
            k: frozenset(p for e in events for p in _pairs(gold.symmetric if k == gold.type else k in SYMMETRIC, e))
            for k, events in ours.items()
        }
        same = theirs & mine.get(gold.type, frozenset())
        pairs_right += len(same)
        pairs_found += sum(map(len, mine.values()))
        pairs_wanted += len(theirs)
        if hit and gold.mode:
            modes.append(any(e.mode == gold.mode for e in ours[gold.type]))
        _note(result, gold, ours, hit, same == theirs)
    result.add("type", prf(right, found, wanted))
    result.add("parties", prf(pairs_right, pairs_found, pairs_wanted))
    of_gold = [count for _, count in sorted(counts.items()) if count[2]]
    result.scores["type_macro_f1"] = mean((f1(*c) for c in of_gold), min((c[2] for c in of_gold), default=0))
    result.scores["mode_right"] = share(sum(modes), len(modes), gates=False)
    return result


def _pairs(symmetric: bool, event: Event) -> frozenset[Pair]:
    return pairs(symmetric, map(country, event.actors), map(country, event.recipients))


def _note(result: Result, gold: PloverRecord, ours: dict[str, list[Event]], hit: bool, parties: bool) -> None:
    result.items[f"{gold.id}/type"] = hit
    result.items[f"{gold.id}/parties"] = parties
    lines = " | ".join(our_line(e) for events in ours.values() for e in events) or "-"
    told_as = "+".join(sorted(ours)) or "nothing"
    line = f"{gold.type}: {_codes(gold.actors)} > {_codes(gold.recipients)}"
    if not hit:
        result.wrong.append(Wrong(f"missed {gold.type}: told {told_as}", gold.id, gold.text, line, lines))
    elif not parties:
        result.wrong.append(Wrong(f"wrong parties of {gold.type}", gold.id, gold.text, line, lines))
    for kind in sorted(set(ours) - {gold.type}):
        result.items[f"{gold.id}/+{kind}"] = False
        if hit:
            mine = " | ".join(our_line(e) for e in ours[kind])
            result.wrong.append(
                Wrong(f"false {kind}: gold has {gold.type}", f"{gold.id}/+{kind}", gold.text, line, mine)
            )


def _codes(actors: Iterable[PloverActor]) -> str:
    return " + ".join(f"{a.code or '-'} {a.text}" for a in actors) or "-"
