"""Records of many reports -> cases: what all of them together say about one deed or one pledge. The result depends on the
records alone, never on their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.ledger.case import case_of
from dateline.ledger.entries import Entry, entries, heard_once
from dateline.ledger.following import Followed, follow
from dateline.ledger.rulings import apply
from dateline.ledger.same_deed import deeds
from dateline.records import AnyRecord, Case, Event, Pledge, Value


class Proposal(Value, frozen=True, kw_only=True):
    """Two cases that may be one: for a person to accept or reject. `records` are those that speak for it, one of each."""

    cases: tuple[str, str]
    records: tuple[str, str]
    why: str


class Ruling(Value, frozen=True, kw_only=True):
    """A person's word on cases: `merge` puts the records of all groups into one, `split` each group into one of its own.
    `decision` is what the case shows of it."""

    kind: str
    groups: tuple[tuple[str, ...], ...]
    decision: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Cases and what is only proposed, each in a fixed order."""

    cases: tuple[Case, ...]
    proposals: tuple[Proposal, ...]


def merge(
    records: Iterable[AnyRecord],
    copies: Mapping[str, str] | None = None,
    rulings: Iterable[Ruling] = (),
    as_of: str | None = None,
) -> Ledger:
    """Joins records into cases. `copies` tells of which report each report is a copy; `as_of` leaves out what no report told
    by that day. Quotes are no cases."""
    copies = copies or {}
    known = [r for r in records if as_of is None or (r.report.date is not None and r.report.date <= as_of)]
    groups, doubts = _pledges(entries((r for r in known if isinstance(r, Pledge)), copies))
    pledged = [(tuple(e.record for e in (*f.entries, *f.parts)), f) for f in groups]
    told, weak = deeds([r for r in known if isinstance(r, Event)], copies)
    ruled = list(rulings)
    cases = [
        *apply([case_of(records, f, copies) for records, f in pledged], known, ruled, copies),
        *apply([case_of(group, None, copies) for group in told], known, ruled, copies),
    ]
    cases.sort(key=lambda c: (c.of, c.id))
    holds = {id: c.id for c in cases for id in c.records}
    proposals = {
        tuple(sorted((holds[a], holds[b]))): Proposal(cases=_two(holds[a], holds[b]), records=_two(a, b), why=why)
        for a, b, why in sorted([*doubts, *weak])
        if holds[a] != holds[b] and not _kept_apart(a, b, ruled)
    }
    return Ledger(tuple(cases), tuple(proposals[k] for k in sorted(proposals)))


def _pledges(all_entries: list[Entry]) -> tuple[list[Followed], list[tuple[str, str, str]]]:
    blocks: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Entry]] = {}
    for e in heard_once(all_entries):
        blocks.setdefault(e.parties, []).append(e)
    out: list[Followed] = []
    doubts = []
    for parties in sorted(blocks):
        followed, unsure = follow(blocks[parties])
        out += followed
        doubts += [(d.other.entries[0].record.id, d.entry.record.id, d.why) for d in unsure]
    return out, doubts


def _two(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


def _kept_apart(a: str, b: str, rulings: Iterable[Ruling]) -> bool:
    """Whether a person has said that these two are not one."""
    return any(r.kind in ("split", "reject") and {a, b} <= {x for g in r.groups for x in g} for r in rulings)
