"""A whole whose parts the report lists counts in its parts: "70 military vehicles", and then 28 of one kind, 14 of another and 28
of a third; "1.06 billion dollars", and then two loans and a grant."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.language import Document
from dateline.reading.entries import Entry
from dateline.reading.told import keys

PARTS = 8
"""So many entries behind a whole its parts may stand among."""
NEAR = 0.005
"""Sums that are rounded differ by so much of the whole."""


def wholes(document: Document, entries: Sequence[Entry]) -> frozenset[int]:
    """The numbers of the entries that are told again in parts."""
    return frozenset(n for n, e in enumerate(entries) if _in_parts(document, e, entries[n + 1 : n + 1 + PARTS]))


def _in_parts(document: Document, whole: Entry, behind: Sequence[Entry]) -> bool:
    at = document.sentence_of
    near = [e for e in behind if e.status == whole.status and _same_sides(whole, e)]
    near = [e for e in near if at[e.good.word] != at[whole.good.word]]
    kinds = {e.good.item.split()[-1] for e in near if e.good.item}
    of_a_kind = whole.good.item is not None and whole.good.item.split()[-1] in kinds
    for figure in (_many, _worth) if of_a_kind else (_worth,):
        total = figure(whole)
        parts = [x for e in near if (x := figure(e)) is not None and total is not None and x[1] == total[1]]
        if total is not None and _add_up(total[0], [x for x, _ in parts if x < total[0]]):
            return True
    return False


def _add_up(total: float, parts: Sequence[float]) -> bool:
    """Do some neighbours of the parts make the whole, two at least?"""
    for first in range(len(parts)):
        so_far = 0.0
        for last in range(first, len(parts)):
            so_far += parts[last]
            if last > first and abs(so_far - total) <= NEAR * total:
                return True
    return False


def _same_sides(a: Entry, b: Entry) -> bool:
    return keys(a.donors) == keys(b.donors) and keys(a.recipients) == keys(b.recipients)


def _many(entry: Entry) -> tuple[float, str | None] | None:
    q = entry.good.quantity
    return (q.low, q.unit) if q is not None and q.low is not None and q.low == q.high else None


def _worth(entry: Entry) -> tuple[float, str | None] | None:
    v = entry.good.value
    return (v.low, v.currency) if v is not None and v.low is not None and v.low == v.high else None
