"""Decisions over records: which records each decision means in the newest reading, and the records as decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.archive.anchor import matches
from dateline.archive.decisions import Decision, in_force
from dateline.archive.fields import corrected
from dateline.archive.folder import ArchiveError
from dateline.records import AnyRecord


@dataclass(frozen=True, slots=True)
class Found:
    """A decision in force with the records that it means now, group by group. `moved` says why it is to be looked at
    again; then it is not applied."""

    decision: Decision
    groups: tuple[tuple[str, ...], ...]
    moved: str | None = None


@dataclass(slots=True)
class Decided:
    """What decisions make of the records: the decisions found and moved, records as corrected, and those rejected."""

    found: list[Found] = field(default_factory=list)
    records: dict[str, AnyRecord] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)

    def of(self, id: str) -> list[Decision]:
        """The decisions about a record, in their order."""
        return [f.decision for f in self.found if any(id in g for g in f.groups)]

    @property
    def moved(self) -> list[Found]:
        return [f for f in self.found if f.moved]


def decide(decisions: Sequence[Decision], by_report: Mapping[str, Sequence[AnyRecord]]) -> Decided:
    """`by_report` holds the records of at least each report that a decision is about. Later decisions go over earlier ones:
    a correction field by field; accepting takes back a rejection."""
    out = Decided()
    for decision in in_force(decisions):
        found = _found(decision, by_report)
        if found.moved is None and not decision.apart:
            found = _apply(found, by_report, out)
        out.found.append(found)
    return out


def _found(decision: Decision, by_report: Mapping[str, Sequence[AnyRecord]]) -> Found:
    """What a decision means now. Of a case one telling that is found again stands for it; without any the ground has moved."""
    groups, moved = [], None
    for group in decision.groups:
        ids, missing = [], None
        for anchor in group:
            hits = matches(anchor, by_report.get(anchor.report, ()))
            if len(hits) == 1:
                ids.append(hits[0].id)
            else:
                what = "no record says so any more" if not hits else f"{len(hits)} records say so now"
                missing = missing or f"{what}: “{anchor.words.text[:80]}” in {anchor.report} ({anchor.what})"
        groups.append(tuple(dict.fromkeys(ids)))
        moved = moved or (None if ids else missing)
    return Found(decision, tuple(groups), moved)


def _apply(found: Found, by_report: Mapping[str, Sequence[AnyRecord]], out: Decided) -> Found:
    decision = found.decision
    if decision.kind not in ("correct", "accept", "reject") or len(found.groups) != 1:
        return found  # about cases: the ledger takes it
    for id in found.groups[0]:
        if decision.kind == "correct":
            said = (r for a in decision.groups[0] for r in by_report.get(a.report, ()))
            record = out.records.get(id) or next(r for r in said if r.id == id)
            try:
                out.records[id] = corrected(record, decision.fields)
            except ArchiveError as error:  # the fields of a newer release may have other values
                return Found(decision, found.groups, str(error))
        elif decision.kind == "reject":
            out.rejected.add(id)
        else:
            out.rejected.discard(id)
    return found


def reports_of(decisions: Iterable[Decision]) -> list[str]:
    """The reports that decisions are about."""
    return sorted({a.report for d in decisions for a in d.anchors})
