"""What people decided of cases, laid over what the ledger joined by itself: merged, split."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from dateline.ledger.case import case_of
from dateline.records import AnyRecord, Case

if TYPE_CHECKING:
    from dateline.ledger.merge import Ruling


def apply(
    cases: Sequence[Case], records: Iterable[AnyRecord], rulings: Sequence[Ruling], copies: Mapping[str, str]
) -> list[Case]:
    """The cases as decided, later rulings over earlier ones. A ruling whose records are not all here is left out: whoever
    keeps the decisions lists it for another look."""
    if not rulings:
        return list(cases)
    by_id = {r.id: r for r in records}
    groups = {c.id: list(c.records) for c in cases}
    made = {c.id: c for c in cases}
    told: dict[str, list[Ruling]] = {}
    for ruling in rulings:
        ids = [x for g in ruling.groups for x in g]
        holds = {x: c for c, members in groups.items() for x in members}
        if not ids or any(x not in holds for x in ids):
            continue
        if ruling.kind == "merge":
            first, *rest = dict.fromkeys(holds[x] for x in ids)
            for other in rest:
                groups[first] += groups.pop(other)
                told.setdefault(first, []).extend(told.pop(other, []))
            told.setdefault(first, []).append(ruling)
        elif ruling.kind == "split":
            for n, group in enumerate(ruling.groups):
                name = f"{holds[group[0]]}/{n}" if n else holds[group[0]]
                for x in group:
                    groups[holds[x]] = [y for y in groups[holds[x]] if y != x]
                groups[name] = [*groups.get(name, []), *group]
                told.setdefault(name, []).append(ruling)
        else:
            told.setdefault(holds[ids[0]], []).append(ruling)
    out = []
    for name, ids in groups.items():
        if not ids:
            continue
        known = made.get(name)
        case = (
            known if known and sorted(known.records) == sorted(ids) else case_of([by_id[x] for x in ids], None, copies)
        )
        shown = tuple(r.decision for r in told.get(name, ()))
        out.append(msgspec.structs.replace(case, decisions=shown) if shown else case)
    return out
