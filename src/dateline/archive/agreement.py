"""Do people who code the same records apart agree? Krippendorff's alpha for each field."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from dateline.archive.decided import Decided
from dateline.archive.fields import correctable, corrected
from dateline.archive.folder import ArchiveError
from dateline.records import Actor, Amount, AnyRecord, Days, Money

RECORD = "record"
"""The field that says whether there is such a record at all."""


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal values. A unit holds the values that its coders gave, those who gave none left out; one
    with a single value compares nothing. Null where nothing is compared or all values are the same one.

    Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): 1 - D_o / D_e over the matrix of coincidences."""
    pairs: Counter[Hashable] = Counter()
    agreed = 0.0
    for unit in units:
        if len(unit) < 2:
            continue
        counts = Counter(unit)
        pairs.update(counts)
        agreed += sum(n * (n - 1) for n in counts.values()) / (len(unit) - 1)
    whole = pairs.total()
    by_chance = sum(n * (n - 1) for n in pairs.values())
    if whole < 2 or by_chance == whole * (whole - 1):
        return None
    return 1 - (whole - 1) * (whole - agreed) / (whole * (whole - 1) - by_chance)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a record that coders gave different values, and whether a decision that counts has settled it."""

    record: str
    field: str
    values: dict[str, str]
    settled: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """`fields`: of each field how many records at least two coded, and alpha; `differences` are to be adjudicated."""

    coders: tuple[str, ...]
    fields: dict[str, tuple[int, float | None]]
    differences: tuple[Difference, ...]


def agreement(decided: Decided, records: Mapping[str, AnyRecord]) -> Agreement:
    """How those agree who decided apart. Each one's coding of a record is what was read with his corrections alone."""
    codings: dict[str, dict[str, dict[str, str]]] = {}
    settled: set[str] = set()
    coded: dict[tuple[str, str], AnyRecord | None] = {}
    for found in decided.found:
        decision = found.decision
        if found.moved or len(found.groups) != 1 or decision.kind not in ("correct", "accept", "reject"):
            continue
        for id in found.groups[0]:
            if not decision.apart:
                settled.add(id)
            elif id in records:
                before = coded.get((id, decision.who)) or records[id]
                coded[id, decision.who] = _coded(before, decision.kind, decision.fields)
    for (id, who), record in sorted(coded.items()):
        codings.setdefault(id, {})[who] = _values(record)
    fields = sorted({f for by in codings.values() for values in by.values() for f in values})
    told: dict[str, tuple[int, float | None]] = {}
    differences = []
    for name in fields:
        units = {id: {w: v[name] for w, v in by.items() if name in v} for id, by in codings.items()}
        compared = {id: unit for id, unit in units.items() if len(unit) > 1}
        if not compared:
            continue
        told[name] = len(compared), alpha(list(u.values()) for u in compared.values())
        differences += [
            Difference(id, name, unit, id in settled) for id, unit in compared.items() if len(set(unit.values())) > 1
        ]
    coders = tuple(sorted({who for _, who in coded}))
    return Agreement(coders, told, tuple(sorted(differences, key=lambda d: (d.record, d.field))))


def _coded(record: AnyRecord, kind: str, fields: Mapping[str, object]) -> AnyRecord | None:
    if kind == "reject":
        return None
    try:
        return corrected(record, fields) if kind == "correct" else record
    except ArchiveError:  # the record of a newer reading can't have the value; it is listed for another look elsewhere
        return record


def _values(record: AnyRecord | None) -> dict[str, str]:
    if record is None:
        return {RECORD: "no"}
    return {RECORD: "yes"} | {name: _plain(getattr(record, name)) for name in correctable(record)}


def _plain(value: object) -> str:
    """A value so that what means the same is the same: parties by whom they are, days and amounts without their words."""
    if isinstance(value, tuple):
        return json.dumps(sorted(map(_plain, value)), ensure_ascii=False)
    if isinstance(value, Actor):
        return value.person or value.country or value.organisation or value.name
    if isinstance(value, Days):
        return f"{value.start}..{value.end}"
    if isinstance(value, Amount | Money):
        unit = value.unit if isinstance(value, Amount) else value.currency
        return f"{value.low}..{value.high} {unit or ''}".strip()
    return value if isinstance(value, str) else json.dumps(msgspec.to_builtins(value), ensure_ascii=False)
