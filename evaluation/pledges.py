"""Pledges of whole reports against gold: matched in a sentence that holds a gold mention, best first by item words,
quantity and value; then each field, and all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from dateline.records import Pledge

from .gold import GoldPledge, GoldReport
from .keys import actor_key, actor_keys, item_words, show
from .match import Rank, assign, covers, likeness
from .score import Result, Wrong, prf, share
from .words import shown

FIELDS = ("donors", "recipients", "item", "quantity", "value", "status", "counts")


class Bounds(Protocol):
    """A quantity or a sum, of gold or of ours."""

    @property
    def low(self) -> float | None: ...

    @property
    def high(self) -> float | None: ...


def bounds(amount: Bounds | None) -> tuple[float | None, float | None] | None:
    """Low and high; None where nothing is known."""
    return None if amount is None else (amount.low, amount.high)


def judge(gold: GoldPledge, ours: Pledge) -> dict[str, bool]:
    """What of a pair is right. Whether it counts is not asked where gold has neither quantity nor value."""
    sums = bounds(gold.value) == bounds(ours.value)
    if gold.value and ours.value:
        sums = sums and gold.value.currency == ours.value.currency
    uncounted = gold.quantity is None and gold.value is None
    return {
        "donors": actor_keys(gold.donors) == actor_keys(ours.donors),
        "recipients": actor_keys(gold.recipients) == actor_keys(ours.recipients),
        "item": item_words(gold.item) == item_words(ours.item),
        "quantity": bounds(gold.quantity) == bounds(ours.quantity),
        "value": sums,
        "status": gold.status == ours.status,
        "counts": uncounted or gold.counts_in_totals == ours.counts_in_totals,
    }


def match(gold: list[GoldPledge], ours: list[Pledge]) -> dict[int, int]:
    """Gold pledges to ours, one to one; the order of neither list matters."""
    g_order = sorted(range(len(gold)), key=lambda i: _gold_mark(gold[i]))
    o_order = sorted(range(len(ours)), key=lambda i: _our_mark(ours[i]))
    ranks: dict[tuple[int, int], Rank] = {}
    for i, g in enumerate(g_order):
        for j, o in enumerate(o_order):
            if any(covers(e, m) for e in ours[o].evidence for m in gold[g].mentions):
                right = judge(gold[g], ours[o])
                alike = round(likeness(item_words(gold[g].item), item_words(ours[o].item)), 6)
                ranks[i, j] = (right["item"], alike, right["quantity"], right["value"], sum(right.values()))
    return {g_order[i]: o_order[j] for i, j in assign(ranks).items()}


def _gold_mark(p: GoldPledge) -> tuple[object, ...]:
    spans = sorted((m.start, m.end) for m in p.mentions)
    donors, recipients = sorted(map(actor_key, p.donors)), sorted(map(actor_key, p.recipients))
    return (spans, p.item or "", donors, recipients, p.status, str(p.quantity), str(p.value))


def _our_mark(p: Pledge) -> tuple[object, ...]:
    spans = [(e.start, e.end) for e in p.evidence]
    donors, recipients = sorted(map(actor_key, p.donors)), sorted(map(actor_key, p.recipients))
    return (spans, p.item or "", donors, recipients, p.status, str(p.quantity), str(p.value), p.id)


def score(name: str, readings: Iterable[tuple[GoldReport, list[Pledge]]]) -> Result:
    """All scores of a group of reports."""
    result = Result(name)
    judged: list[dict[str, bool]] = []
    found = wanted = 0
    for report, ours in readings:
        matches = match(list(report.pledges), ours)
        found += len(ours)
        wanted += len(report.pledges)
        for number, gold in enumerate(report.pledges):
            at = f"{report.id}/{number + 1}"
            words = shown(report.text, gold.mentions[0])
            result.items[f"{at}/pledge"] = number in matches
            if number not in matches:
                result.wrong.append(Wrong(f"missed {gold.status}", at, words, _line(gold), "-"))
                continue
            pledge = ours[matches[number]]
            right = judge(gold, pledge)
            judged.append(right)
            result.items.update({f"{at}/{what}": good for what, good in right.items()})
            result.wrong += [
                Wrong(f"wrong {what}", f"{at}/{what}", words, _line(gold), our_line(pledge))
                for what, good in right.items()
                if not good
            ]
        for number, pledge in enumerate(ours):
            if number not in matches.values():
                at = _fresh(f"{report.id}/+{pledge.evidence[0].start}", result)
                result.items[at] = False
                words = shown(report.text, pledge.evidence[0])
                result.wrong.append(Wrong(f"false {pledge.status}", at, words, "-", our_line(pledge)))
    result.add("", prf(len(judged), found, wanted))
    result.add("all_fields", prf(sum(all(r.values()) for r in judged), found, wanted))
    for what in FIELDS:
        result.scores[f"{what}_right"] = share(sum(r[what] for r in judged), len(judged))
    return result


def _fresh(at: str, result: Result) -> str:
    """A name for an entry of ours that gold hasn't: one sentence may give several."""
    number = 1
    while (name := at if number == 1 else f"{at}#{number}") in result.items:
        number += 1
    return name


def amount(value: Bounds | None, currency: str | None = "") -> str:
    """An amount in a word: `14`, `100..`, `..50`."""
    if value is None:
        return "-"
    low, high = ("" if x is None else f"{x:,.10g}" for x in (value.low, value.high))
    return f"{low if low == high else f'{low}..{high}'}{f' {currency}' if currency else ''}"


def _line(p: GoldPledge | Pledge) -> str:
    sums = amount(p.value, p.value.currency) if p.value else "-"
    counts = "counts" if p.counts_in_totals else "doesn't count"
    who = f"{show(p.donors)} > {show(p.recipients)}"
    return f"{who}: {amount(p.quantity)} × {p.item or '-'}, {sums}, {p.status}, {counts}"


def our_line(p: Pledge) -> str:
    """A pledge of ours in a line, with the rule behind it."""
    return f"{_line(p)} [{p.because}]"
