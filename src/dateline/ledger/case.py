"""Records of one deed or pledge -> its case: the value best supported of each field, with the record it was taken from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from dateline.ledger.entries import COUNTED, STAGE, Entry, entries
from dateline.ledger.following import Followed
from dateline.ledger.goods import canonical, item_of, says
from dateline.ledger.history import Told, history
from dateline.records import AnyRecord, Case, Event, Pledge

EVENT_FIELDS = ("type", "mode", "contexts", "actors", "recipients", "place", "harm", "date", "plover", "cameo")
PLEDGE_FIELDS = ("donors", "recipients", "support", "item", "quantity", "value", "terms", "via", "announced")
PARTIES = frozenset({"actors", "recipients", "donors", "via"})


def case_of(records: Sequence[AnyRecord], followed: Followed | None, copies: Mapping[str, str]) -> Case:
    """The case of records that belong together, in any order."""
    rows = sorted(records, key=lambda r: (r.report.date or "9999", r.report.id, r.evidence[0].start, r.id))
    of: Any = "pledge" if isinstance(rows[0], Pledge) else "event"
    parts = {e.record.id for e in followed.parts} if followed else set()
    wholes = [r for r in rows if r.id not in parts] or rows
    steps = history(_told(wholes, copies))
    status = steps[-1].status
    names = PLEDGE_FIELDS if of == "pledge" else EVENT_FIELDS
    fields = {n: f for n in names if (f := _best(wholes, n, copies)) is not None}
    if of == "pledge":
        fields |= _counting(wholes, status, fields, copies)
    figures = {(r.quantity.low, r.quantity.high) for r in wholes if isinstance(r, Pledge) and r.quantity}
    split = bool(followed and followed.disputed and len(figures) > 1)
    if split:
        fields["quantity"] = _between(wholes, fields["quantity"])
    denied = {r.status for r in wholes} >= {"denied"} and any(r.status in COUNTED for r in wholes)
    return Case(
        id=f"c-{rows[0].id[2:]}",
        of=of,
        records=tuple(r.id for r in rows),
        reports=len({r.report.id for r in rows}),
        sources=len({copies.get(r.report.id, r.report.id) for r in rows}),
        status=status,
        history=steps,
        disputed=denied or split,
        fields=fields,
    )


def _told(rows: Sequence[AnyRecord], copies: Mapping[str, str]) -> list[Told]:
    if isinstance(rows[0], Pledge):
        found = _heard(entries((r for r in rows if isinstance(r, Pledge)), copies))
        return [Told(e.record.status, e.came, e.day, e.record.id) for e in found]
    out = []
    for r in rows:
        day = date.fromisoformat(r.report.date) if r.report.date else date.max
        came = min(date.fromisoformat(r.date.end), day) if r.date and r.status in ("happened", "ongoing") else day
        out.append(Told(r.status, came, day, r.id))
    return out


def _heard(told: Sequence[Entry]) -> list[Entry]:
    """Of copies of one text that tell other things of the same days, those that tell what the most do."""
    counts = Counter((e.source, e.came, e.record.status) for e in told)
    most = {(e.source, e.came): max(n for (s, c, _), n in counts.items() if (s, c) == (e.source, e.came)) for e in told}
    return [e for e in told if 2 * counts[e.source, e.came, e.record.status] >= most[e.source, e.came]]


def _best(rows: Sequence[AnyRecord], name: str, copies: Mapping[str, str]) -> dict[str, Any] | None:
    """The value of a field that most sources give; of equals the fuller, then the later, as reports know more in time."""
    given = [(r, v) for r in rows if (v := getattr(r, name)) not in (None, (), "")]
    if not given:
        return None
    sources: dict[str, set[str]] = {}
    for r, v in given:
        sources.setdefault(_mark(name, v), set()).add(copies.get(r.report.id, r.report.id))
    votes = Counter({mark: len(s) for mark, s in sources.items()})
    if name == "item":  # who tells the general word is a witness of the fuller name too
        witnesses = {a: {s for b in sources if says(item_of(a), item_of(b)) for s in sources[b]} for a in sources}
        votes = Counter({mark: len(s) for mark, s in witnesses.items()})
    times = Counter(_mark(name, v) for _, v in given)
    newest = _latest_exact(given) if name in ("quantity", "value") else None
    weigh: Callable[[tuple[int, tuple[AnyRecord, Any]]], tuple[Any, ...]] = lambda x: (  # noqa: E731
        x[1][1] is newest,
        *(_telling(x[1][0], x[1][1]) if name == "item" else ()),
        votes[_mark(name, x[1][1])],
        times[_mark(name, x[1][1])] if name in PARTIES else 0,
        len(str(x[1][1])) if name == "item" else 0,
        x[0] if name in ("quantity", "value") else -x[0],
    )
    _, (record, value) = max(enumerate(given), key=weigh)
    told = canonical(value) if name == "item" else msgspec.to_builtins(value)
    return {"value": told, "from": record.id}


def _between(rows: Sequence[AnyRecord], best: Mapping[str, Any]) -> dict[str, Any]:
    """The range that holds all figures, where sources contradict each other."""
    told = [r.quantity for r in rows if isinstance(r, Pledge) and r.quantity]
    open_above = any(q.high is None for q in told)
    low = min((q.low for q in told if q.low is not None), default=None)
    high = None if open_above else max(q.high for q in told if q.high is not None)
    return {**best, "value": {**best["value"], "low": low, "high": high}}


def _telling(record: AnyRecord, item: str) -> tuple[bool, int]:
    """How well a record tells what an item is: by its make; then who tells of the delivery knows better than who promises."""
    return bool(item_of(item).names), STAGE.get(record.status, 0)


def _mark(name: str, value: Any) -> str:
    """By what two values of a field are the same."""
    if name in PARTIES:
        return "+".join(sorted({a.country or a.organisation or a.name for a in value}))
    if name in ("quantity", "value"):
        return f"{value.low} {value.high} {getattr(value, 'currency', '')}"
    return str(value).lower()


def _latest_exact(given: Sequence[tuple[AnyRecord, Any]]) -> Any:
    """A loose figure becomes an exact one; of exact ones that contradict each other none is preferred."""
    exact = [v for _, v in given if v.low is not None and v.low == v.high]
    loose = len(exact) < len(given)
    return exact[-1] if exact and loose and len({(v.low, getattr(v, "currency", None)) for v in exact}) == 1 else None


def _counted(figured: Sequence[Pledge], copies: Mapping[str, str]) -> list[Pledge]:
    """Tellings that count. Of copies of one text the most are heard: one that was cut short lacks the parts of its whole."""
    of: dict[str, list[Pledge]] = {}
    for r in figured:
        of.setdefault(copies.get(r.report.id, r.report.id), []).append(r)
    heard = [rows for rows in of.values() if 2 * sum(r.counts_in_totals for r in rows) >= len(rows)]
    return [r for rows in heard for r in rows if r.counts_in_totals]


def _counting(
    rows: Sequence[AnyRecord], status: str, fields: Mapping[str, Any], copies: Mapping[str, str]
) -> dict[str, Any]:
    """Whether the case counts in totals: what is decided, and of which some record gives a figure that counts."""
    told = [r for r in rows if isinstance(r, Pledge)]
    counted = _counted([r for r in told if r.quantity or r.value], copies)
    why = None
    if status not in COUNTED:
        why = f"it is {status}"
    elif not fields.get("quantity") and not fields.get("value"):
        why = "no figure"
    elif not counted:
        why = next((r.why_not for r in reversed(told) if r.why_not), "no figure that can be added")
    source = max(counted, key=told.index).id if counted else told[-1].id
    return {
        "counts_in_totals": {"value": why is None, "from": source},
        "why_not": {"value": why, "from": source},
    }


def is_event(record: AnyRecord) -> bool:
    return isinstance(record, Event)
