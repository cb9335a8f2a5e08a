"""Rows of a sheet against the pledges of an archive: supported, contradicted, not found, likely double, another basis; and
what the sheet lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dateline.audit.cells import Entry
from dateline.ledger.goods import LIKELY, alike, item_of
from dateline.records import Case

Verdict = Literal["supported", "contradicted", "not found", "likely double", "another basis", "lacking"]
NEAR, AT_MOST = 45, 150
"""Days between a row and a step of its case: so many are the same; more than the second are another affair."""
ROUNDED = 0.011
"""Figures this near to one another are one figure, rounded."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is said of a row (None: what the sheet lacks). `field`, `sheet` and `archive` tell a contradiction."""

    row: int | None
    verdict: Verdict
    case: str | None
    field: str | None = None
    sheet: str | None = None
    archive: str | None = None
    double_of: int | None = None
    records: tuple[str, ...] = ()


def audited(entries: Sequence[Entry], cases: Sequence[Case]) -> Iterator[Finding]:
    """A finding a row, in the order of rows, then a finding for each counted case that no row has."""
    by_party: dict[str, list[Case]] = defaultdict(list)
    pledges = [c for c in cases if c.of == "pledge"]
    for case in pledges:
        for name in parties(case, "donors") | parties(case, "recipients"):
            by_party[name].append(case)
    used: dict[str, int] = {}
    seen: dict[tuple[Any, ...], int] = {}
    for each in entries:
        if each.empty:
            continue
        again = seen.setdefault(_mark(each), each.row)
        found = _of(each, by_party)
        if again != each.row or (found.case in used and found.verdict == "supported"):
            first = again if again != each.row else used[found.case or ""]
            yield Finding(each.row, "likely double", found.case, double_of=first, records=found.records)
            continue
        if found.case:
            used.setdefault(found.case, each.row)
        yield found
    for case in pledges:
        if case.id not in used and counted(case):
            yield Finding(None, "lacking", case.id, archive=told(case), records=case.records)


def _mark(e: Entry) -> tuple[Any, ...]:
    return e.donors, e.recipients, (e.item or "").lower(), e.quantities, e.values, e.currency, e.days


def _of(e: Entry, by_party: Mapping[str, list[Case]]) -> Finding:
    best: tuple[tuple[int, ...], Case] | None = None
    for case in {c.id: c for name in e.donors | e.recipients for c in by_party.get(name, ())}.values():
        rank = _rank(e, case)
        if rank is not None and (best is None or (rank, case.id) > (best[0], best[1].id)):
            best = rank, case
    if best is None:
        return Finding(e.row, "not found", None)
    return _judged(e, best[1])


def _rank(e: Entry, case: Case) -> tuple[int, ...] | None:
    """How well a case fits a row; None where it is another affair."""
    for side, names in (("donors", e.donors), ("recipients", e.recipients)):
        theirs = parties(case, side)
        if names and theirs and names.isdisjoint(theirs):
            return None
    apart = _apart(e, case)
    if apart is not None and apart > AT_MOST:
        return None
    called = value(case, "item")
    near = alike(item_of(e.item), item_of(called)) if e.item and called else None
    many = _same(e.quantities, value(case, "quantity"))
    worth = _same(e.values, value(case, "value"))
    if near is not None and near < LIKELY and not (many or worth):
        return None
    if near is None and not (many or worth):
        return None
    return (bool(many) + bool(worth), near or 0, int(apart is not None and apart <= NEAR), -(apart or 0))


def _judged(e: Entry, case: Case) -> Finding:
    many, worth = value(case, "quantity"), value(case, "value")

    def finding(verdict: Verdict, field: str | None, sheet: str | None, archive: str) -> Finding:
        return Finding(e.row, verdict, case.id, field, sheet, archive, None, case.records)

    if e.quantities and many and not _same(e.quantities, many):
        return finding("contradicted", "quantity", _shown(e.quantities), _amount(many))
    if e.values and worth and not _same(e.values, worth):
        other = e.currency is not None and worth.get("currency") not in (None, e.currency)
        basis = other or bool(e.quantities and many) or case.disputed
        return finding(
            "another basis" if basis else "contradicted", "value", _shown(e.values, e.currency), _amount(worth)
        )
    called = value(case, "item")
    if e.item and called and alike(item_of(e.item), item_of(called)) < LIKELY and not _same(e.quantities, many):
        return finding("contradicted", "item", e.item, called)
    return finding("supported", None, None, told(case))


def _apart(e: Entry, case: Case) -> int | None:
    steps = [date.fromisoformat(s.date) for s in case.history if s.date]
    return min((abs((d - s).days) for d in e.days for s in steps), default=None)


def _same(ours: frozenset[float], theirs: Mapping[str, Any] | None) -> bool:
    if not theirs or not ours:
        return False
    low, high = theirs.get("low"), theirs.get("high")
    for figure in ours:
        over = low is None or figure >= low * (1 - ROUNDED)
        under = high is None or figure <= high * (1 + ROUNDED)
        if over and under and (low is not None or high is not None) and not (low is None or high is None):
            return True
        if figure in (low, high):
            return True
    return False


def value(case: Case, name: str) -> Any:
    """A field of a case."""
    field = case.fields.get(name)
    return field["value"] if field else None


def parties(case: Case, side: str) -> frozenset[str]:
    """State codes, else names of organisations in lower case."""
    some = value(case, side) or ()
    return frozenset(a.get("country") or (a.get("organisation") or a["name"]).lower() for a in some)


def counted(case: Case) -> bool:
    """Does it stand for something given or to be given, with a figure?"""
    return case.status in ("planned", "ongoing", "happened") and bool(value(case, "quantity") or value(case, "value"))


def told(case: Case) -> str:
    """A case in a line."""
    who = " + ".join(sorted(parties(case, "donors"))) or "?"
    whom = " + ".join(sorted(parties(case, "recipients"))) or "?"
    amounts = " ".join(
        filter(None, (_amount(value(case, "quantity")), value(case, "item"), _amount(value(case, "value"))))
    )
    return f"{who} > {whom}: {amounts}, {case.status}"


def _amount(some: Mapping[str, Any] | None) -> str:
    if not some:
        return ""
    low, high = ("" if x is None else _figure(x) for x in (some.get("low"), some.get("high")))
    return " ".join(filter(None, (low if low == high else f"{low}..{high}", some.get("unit"), some.get("currency"))))


def _shown(figures: frozenset[float], currency: str | None = None) -> str:
    return " ".join(filter(None, (" or ".join(map(_figure, sorted(figures))), currency)))


def _figure(x: float) -> str:
    return f"{x:,.0f}" if x == round(x) else f"{x:,}"
