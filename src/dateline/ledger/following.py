"""A pledge followed over time: which entries of one donor to one recipient are the same pledge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from dateline.ledger.entries import OPEN, Entry
from dateline.ledger.goods import HARDLY, LIKELY, NEVER, SURELY, alike, same_amount
from dateline.records import Money

GOODS_DAYS, MONEY_DAYS, BASIS_DAYS, DISPUTE_DAYS = 60, 10, 3, 14
"""Days within which the same figure of goods or money, a sum in another currency, and another figure of the same thing are
of one pledge without further words."""
TOLD_DAYS = 3
"""Days within which two reports mean the same day gone by."""
JOIN, PROPOSE = 2, 1
UNDONE = frozenset({"cancelled", "refused", "denied"})


@dataclass(slots=True)
class Followed:
    """The entries of one pledge in the order of what could be known, and the parts of it that they tell."""

    entries: list[Entry] = field(default_factory=list)
    parts: list[Entry] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    disputed: bool = False

    @property
    def last(self) -> Entry:
        return self.entries[-1]


@dataclass(frozen=True, slots=True)
class Link:
    """How an entry hangs together with a pledge followed so far."""

    strength: int
    rank: tuple[int, int, int, int]
    why: str
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """An entry that may be of a pledge, but opened one of its own."""

    entry: Entry
    other: Followed
    why: str


def follow(block: Iterable[Entry]) -> tuple[list[Followed], list[Doubt]]:
    """The pledges among the entries of one donor and one recipient, which stand in order, and what is only proposed."""
    open_ones: list[Followed] = []
    doubts: list[Doubt] = []
    for _, group in groupby(block, key=lambda e: (e.day, e.record.report.id)):
        told = list(group)
        wholes, parts = _apart(told)
        taken: set[int] = set()
        links = [
            (link, n, k)
            for n, e in enumerate(wholes)
            for k, f in enumerate(open_ones)
            if (link := _link(e, f)) is not None
        ]
        links.sort(key=lambda x: (x[0].strength, x[0].rank, -x[1], -x[2]), reverse=True)
        placed: dict[int, Followed] = {}
        for link, n, k in links:
            if n in placed or k in taken or link.strength < JOIN:
                continue
            placed[n] = open_ones[k]
            taken.add(k)
            open_ones[k].entries.append(wholes[n])
            open_ones[k].why.append(link.why)
            open_ones[k].disputed |= link.disputed
        known = len(open_ones)
        for n, e in enumerate(wholes):
            if n in placed:
                continue
            placed[n] = Followed([e])
            open_ones.append(placed[n])
            weak = [(link, k) for link, m, k in links if m == n and k < known and link.strength == PROPOSE]
            doubts += [Doubt(e, open_ones[k], link.why) for link, k in weak[:1]]
        for part in parts:
            _of(part, placed.values()).parts.append(part)
    return open_ones, doubts


def _apart(told: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The wholes of a report, and the parts that it tells of them: smaller figures of the same thing, as far on their way
    or tied to it ("the remaining nine"), that do not count by themselves."""
    parts = []
    for e in told:
        if e.record.counts_in_totals or not e.record.quantity:
            continue
        for whole in told:
            if whole is e or not whole.record.quantity or alike(e.item, whole.item) < LIKELY:
                continue
            if not whole.record.counts_in_totals or (e.stage < whole.stage and "back" not in e.ties):
                continue
            if (e.record.quantity.low or 0) < (whole.record.quantity.low or 0):
                parts.append(e)
                break
    return [e for e in told if not any(e is p for p in parts)], parts


def _of(part: Entry, pledges: Iterable[Followed]) -> Followed:
    return max(pledges, key=lambda f: (alike(part.item, f.last.item), f.last.record.counts_in_totals, f.last.order))


def _link(e: Entry, f: Followed) -> Link | None:
    """Whether an entry is of a pledge; None where nothing speaks for it."""
    likeness = max(alike(e.item, x.item) for x in f.entries[-6:])
    if likeness == NEVER:
        return None
    last = f.last
    figured = next((x for x in reversed(f.entries) if x.amount), None)
    amount = same_amount(e.amount, figured.amount if figured else None)
    gap = (e.day - last.day).days
    money = isinstance(e.amount, Money) or (figured is not None and isinstance(figured.amount, Money))
    back, further = "back" in e.ties, "further" in e.ties
    rank = (likeness, {"same": 3, "within": 2, "open": 1}.get(amount, 0), e.stage - last.stage >= 0, -gap)
    if amount in ("same", "within", "open") and _of_the_same_day(e, f):
        return Link(JOIN, (SURELY + 1, *rank[1:]), "it is told as of the same day")
    if further != ("further" in f.entries[0].ties) and (further or not back) and gap > 0:
        if further or (e.stage <= 1 and e.record.status not in UNDONE):
            return None
    if e.record.status in OPEN and last.stage >= 2 and not back:
        return None
    if amount in ("same", "within"):
        return _same_figure(e, f, likeness, gap, money, rank)
    if amount == "open":
        return _no_figure(e, f, likeness, gap, money, rank)
    if amount == "basis" and gap <= BASIS_DAYS and likeness >= LIKELY:
        return Link(JOIN, rank, "the same sum in another currency within days")
    if amount == "other" and "raised" in e.ties and likeness >= LIKELY:
        return Link(JOIN, rank, "the figure was changed")
    if amount == "other" and not money and likeness >= LIKELY and gap <= DISPUTE_DAYS and not further and gap > 0:
        return Link(JOIN, rank, "another figure for the same thing within days", disputed=True)
    return None


def _of_the_same_day(e: Entry, f: Followed) -> bool:
    """Whether an entry is told as of a day gone by ("the four announced on 26 January"), on which the pledge came to be."""
    if (e.day - e.came).days <= TOLD_DAYS:
        return False
    return any(x.stage == e.stage and abs((x.came - e.came).days) <= TOLD_DAYS for x in f.entries)


def _same_figure(
    e: Entry, f: Followed, likeness: int, gap: int, money: bool, rank: tuple[int, int, int, int]
) -> Link | None:
    status, last = e.record.status, f.last.record.status
    if gap <= (MONEY_DAYS if money else GOODS_DAYS):
        return Link(JOIN, rank, "the same parties, thing and figure within days")
    if "back" in e.ties:
        return Link(JOIN, rank, "its words point back to what was told before")
    if status in UNDONE or (last in OPEN and status not in OPEN):
        return Link(JOIN, rank, "what was open before is decided")
    paid = gap <= GOODS_DAYS and likeness >= LIKELY and bool(e.item.words)
    if (paid or not money) and e.stage > f.last.stage:
        return Link(JOIN, rank, "the same thing and figure, further on its way")
    if not money and e.stage == f.last.stage and e.stage >= 2:
        return Link(JOIN, rank, "the same thing and figure, as far on its way")
    return Link(PROPOSE, rank, f"the same figure after {gap} days, without a word that ties them") if likeness else None


def _no_figure(
    e: Entry, f: Followed, likeness: int, gap: int, money: bool, rank: tuple[int, int, int, int]
) -> Link | None:
    if likeness == HARDLY:
        return None
    named = likeness == SURELY and bool(e.item.words)
    if named or (likeness == LIKELY and e.item.words and f.last.item.words):
        further_on = e.stage > f.last.stage and not money
        if gap <= GOODS_DAYS or further_on or "back" in e.ties or e.record.status in UNDONE:
            return Link(JOIN, rank, "the same thing, its number told once")
        return Link(PROPOSE, rank, f"the same thing after {gap} days, without a figure") if named else None
    if money and gap <= MONEY_DAYS and f.last.record.status in OPEN and e.record.status not in OPEN:
        return Link(JOIN, rank, "what was open before is decided within days")
    return None
