"""What donors gave to whom, added up so that each figure can be traced: the cases that it is made of, and those left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dateline.ledger.goods import item_of
from dateline.ledger.rates import Rates
from dateline.records import Case, Value

BY = ("donor", "recipient", "item", "class", "support", "year", "status")
"""What totals can be made by; unit and currency always part them."""


class Total(Value, frozen=True, kw_only=True):
    """A sum: `group` tells of what; `unit` of goods, `currency` of money. `high` is null where some amount is open. `cases`
    are added, `left_out` are those of the group that are not, each with why; `basis` says how sums were converted."""

    group: dict[str, str]
    low: float
    high: float | None
    unit: str | None = None
    currency: str | None = None
    cases: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    basis: tuple[str, ...] = ()


def totals(
    cases: Iterable[Case],
    by: Sequence[str] = ("donor", "recipient", "item"),
    rates: Rates | None = None,
    into: str | None = None,
) -> list[Total]:
    """Totals of the cases of pledges, in a fixed order. Items count by number, a sum of money by its currency, or in `into`
    by `rates` of the day of its last step. Raises `ValueError` for an unknown name in `by`."""
    unknown = sorted(set(by) - set(BY))
    if unknown:
        raise ValueError(f"totals can't be made by {', '.join(unknown)}; there are {', '.join(BY)}")
    sums: dict[tuple[Any, ...], list[tuple[Case, float, float | None, str | None]]] = {}
    left: dict[tuple[Any, ...], list[tuple[str, str]]] = {}
    for case in sorted(cases, key=lambda c: c.id):
        if case.of != "pledge":
            continue
        group = tuple((name, _dimension(case, name)) for name in by)
        if not _value(case, "counts_in_totals"):
            left.setdefault(group, []).append((case.id, _value(case, "why_not") or "it does not count"))
            continue
        quantity, value = _value(case, "quantity"), _value(case, "value")
        if quantity:
            low = quantity["low"] or 0
            sums.setdefault((group, quantity["unit"], None), []).append((case, low, quantity["high"], None))
        if value:
            for_sum = _converted(case, value, rates, into)
            if for_sum is None:
                left.setdefault(group, []).append((case.id, f"no rate from {value['currency']} into {into}"))
            else:
                low, high, currency, basis = for_sum
                sums.setdefault((group, None, currency), []).append((case, low, high, basis))
    out = []
    for group, unit, currency in sorted(sums, key=str):
        rows = sums[group, unit, currency]
        highs = [high for _, _, high, _ in rows if high is not None]
        out.append(
            Total(
                group=dict(group), low=sum(low for _, low, _, _ in rows),
                high=sum(highs) if len(highs) == len(rows) else None, unit=unit, currency=currency,
                cases=tuple(c.id for c, *_ in rows), left_out=tuple(left.get(group, ())),
                basis=tuple(dict.fromkeys(b for *_, b in rows if b)),
            )
        )  # fmt: skip
    return out


def _value(case: Case, name: str) -> Any:
    field: Mapping[str, Any] | None = case.fields.get(name)
    return field["value"] if field else None


def _dimension(case: Case, name: str) -> str:
    if name in ("donor", "recipient"):
        who = _value(case, "donors" if name == "donor" else "recipients") or ()
        return "+".join(sorted({a.get("country") or a.get("organisation") or a["name"] for a in who})) or "-"
    if name == "year":
        return (case.history[0].date or "-")[:4]
    if name == "status":
        return case.status
    if name == "support":
        return "+".join(_value(case, "support") or ()) or "-"
    item = _value(case, "item")
    return (item_of(item).item_class or "-") if name == "class" else (item or "-")


def _converted(
    case: Case, value: Mapping[str, Any], rates: Rates | None, into: str | None
) -> tuple[float, float | None, str | None, str | None] | None:
    low, high, currency = value["low"] or 0, value["high"], value["currency"]
    if rates is None or into is None or currency == into:
        return low, high, currency, None
    day = case.history[-1].date
    if currency is None or day is None:
        return None
    first = rates.convert(low, currency, into, date.fromisoformat(day))
    last = rates.convert(high, currency, into, date.fromisoformat(day)) if high is not None else None
    if first is None:
        return None
    return first[0], last[0] if last else None, into, f"{currency} into {into} by the rate of {first[1]}"
