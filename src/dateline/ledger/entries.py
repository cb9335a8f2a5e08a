"""Pledge records as the ledger weighs them: parties by key, item, figure, days, source, and the words that tie them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dateline.ledger.goods import Item, item_of
from dateline.ledger.ties import ties
from dateline.records import Actor, Amount, Money, Pledge

COUNTED = frozenset({"planned", "ongoing", "happened"})
OPEN = frozenset({"asked", "wanted", "considered", "expected", "conditional"})
AGREED = (2, 3)
"""The share of copies that must agree for the rest to be heard as they."""
STAGE = {"planned": 1, "ongoing": 2, "happened": 3}
"""How far what is decided has come; before that there is no order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One pledge record. `day` is when it could be known, `came` when it came to be."""

    record: Pledge
    parties: tuple[tuple[str, ...], tuple[str, ...]]
    item: Item
    day: date
    came: date
    source: str
    ties: frozenset[str]
    order: tuple[str, str, int, str]

    @property
    def amount(self) -> Amount | Money | None:
        return self.record.quantity or self.record.value

    @property
    def stage(self) -> int:
        return STAGE.get(self.record.status, 0)


def entries(pledges: Iterable[Pledge], copies: Mapping[str, str]) -> list[Entry]:
    """Entries in the order of what could be known; the order of the records doesn't matter. A report without a date comes
    last."""
    return sorted((_entry(p, copies.get(p.report.id, p.report.id)) for p in pledges), key=lambda e: e.order)


def heard_once(told: list[Entry]) -> list[Entry]:
    """The entries, of copies of one text with the parties that most of them tell of the same thing and figure. A report that
    tells the same of several parties is left as it is."""
    alike: dict[tuple[object, ...], list[Entry]] = {}
    for e in told:
        alike.setdefault((e.source, e.item.words, _figure(e.amount)), []).append(e)
    moved: dict[str, Entry] = {}
    for some in alike.values():
        reports = Counter(e.record.report.id for e in some)
        alone = [e for e in some if reports[e.record.report.id] == 1]
        parties = Counter(e.parties for e in alone)
        most, count = min(parties.items(), key=lambda x: (-x[1], x[0]), default=(None, 0))
        if most is not None and len(parties) > 1 and count * AGREED[1] >= len(some) * AGREED[0]:
            moved |= {e.record.id: replace(e, parties=most) for e in alone}
    return [moved.get(e.record.id, e) for e in told]


def _figure(amount: Amount | Money | None) -> tuple[object, ...]:
    return () if amount is None else (amount.low, amount.high, getattr(amount, "currency", None))


def key(actor: Actor) -> str:
    """By what two actors are the same party: country, else organisation, else name."""
    return actor.country or (actor.organisation or actor.person or actor.name).lower()


def keys(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(sorted({key(a) for a in actors}))


def _entry(pledge: Pledge, source: str) -> Entry:
    day = date.fromisoformat(pledge.report.date) if pledge.report.date else date.max
    return Entry(
        record=pledge,
        parties=(keys(pledge.donors), keys(pledge.recipients)),
        item=item_of(pledge.item),
        day=day,
        came=_came(pledge, day),
        source=source,
        ties=ties(pledge),
        order=(day.isoformat(), pledge.report.id, pledge.evidence[0].start, pledge.id),
    )


def _came(pledge: Pledge, day: date) -> date:
    """When a status came to be: the day told of the deed, or of its announcement where it lies ahead; else the report's."""
    told = pledge.date if pledge.status in ("happened", "ongoing") else pledge.announced or pledge.date
    if told is None or told.basis == "report":
        return day
    first = date.fromisoformat(told.end if pledge.status == "happened" else told.start)
    return min(first, day)
