"""Pledges: entries of the ledger -> records, one an item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.knowledge.judge import LEAST, entry_weights
from dateline.reading.affair import affair, completed
from dateline.reading.carried import carried
from dateline.reading.dated import dated
from dateline.reading.entries import DONE, Entry, apart, told
from dateline.reading.entry_judge import chances
from dateline.reading.notes import Notes
from dateline.reading.referred import referred
from dateline.reading.sides import Book
from dateline.reading.stopped import stopped
from dateline.reading.told import Telling, keys
from dateline.reading.wholes import wholes
from dateline.records import Actor, Days, Pledge, Support, key_of, record_id

_COUNTED = frozenset({"planned", "ongoing", "happened"})
_NO_TOTAL = {
    "wanted": "only wanted", "asked": "only asked for", "considered": "only considered", "expected": "only expected",
    "conditional": "conditional", "refused": "refused", "cancelled": "cancelled", "denied": "denied",
}  # fmt: skip
_PROMISES = ("pledge", "promise", "announce")


def pledges(notes: Notes, tellings: Sequence[Telling], coder: str) -> Iterator[Pledge]:
    """The entries of a report that are likely enough, in text order, each good once."""
    found = entries(notes, tellings)
    sure = chances(notes, tellings, found)
    least = entry_weights()[LEAST]
    kept = [(e, chance) for e, chance in zip(found, sure, strict=True) if chance >= least]
    told_again = wholes(notes.document, [e for e, _ in kept])
    for number, (entry, chance) in enumerate(kept):
        twins = sum(e.good == entry.good for e, _ in kept[:number])
        yield record(notes, entry, coder, twins, number in told_again, chance)


def entries(notes: Notes, tellings: Sequence[Telling]) -> list[Entry]:
    """All that may be an entry, with who likeliest gives and takes, in text order."""
    ledger = book(notes, tellings)
    kept: list[Entry] = []
    for number in range(len(ledger.posts)):
        for one in apart(notes, ledger.weighed(number)):
            if _between_parties(one) and not any(_again(one, earlier) for earlier in kept):
                kept.append(one)
    return kept


def book(notes: Notes, tellings: Sequence[Telling]) -> Book:
    """All that may be an entry, before it is weighed who gives and who takes."""
    own = stopped(notes, referred(notes, told(notes, tellings)))
    found = carried(notes, own, [t.mention for t in tellings])
    seen = affair(notes, tellings, found)
    return Book(notes, tellings, completed(notes, found, seen), seen)


def _between_parties(entry: Entry) -> bool:
    """Support goes from one party to another; what a state spends at home is none."""
    if entry.weak and not (entry.donors and entry.recipients):
        return False
    if entry.good.item is None and entry.good.value is None:
        return False
    if not entry.donors and not entry.recipients:
        return False
    return not entry.donors or not entry.recipients or keys(entry.donors) != keys(entry.recipients)


def _again(entry: Entry, earlier: Entry) -> bool:
    """Is this the same entry told before? Same giver and taker as far as told, same thing, no other figure."""
    one, other = entry.good, earlier.good
    if entry.apart:
        return False
    if (one.item or None) != (other.item or None) or not _can_be(entry, earlier):
        return False
    same_quantity = (
        one.quantity is None
        or other.quantity is None
        or (one.quantity.low, one.quantity.high) == (other.quantity.low, other.quantity.high)
    )
    same_value = (
        one.value is None
        or other.value is None
        or (one.value.low, one.value.high) == (other.value.low, other.value.high)
    )
    return same_quantity and same_value and entry.status == earlier.status


def _can_be(a: Entry, b: Entry) -> bool:
    for x, y in ((keys(a.donors), keys(b.donors)), (keys(a.recipients), keys(b.recipients))):
        if x and y and not (x <= y or y <= x):
            return False
    return True


def record(notes: Notes, entry: Entry, coder: str, twins: int, whole: bool = False, sure: float = 1.0) -> Pledge:
    """An entry as a record; `twins`: how many with the same words stand before it; `whole`: its parts stand behind it."""
    document = notes.document
    good, status = entry.good, entry.status
    parts = (document.starts[good.word], good.item, *([twins] if twins else []))
    support = _support(entry)
    why_not = _why_not(entry, status) or ("counted in its parts" if whole else None)
    return Pledge(
        id=record_id(document.report, "pledge", *parts),
        report=key_of(document.report),
        evidence=(document.sentence_span(document.sentence_of[good.word]),),
        status=status,
        said_by=entry.said_by,
        date=entry.days if status in DONE else None,
        confidence=round(sure, 2),
        because=f"“{document.words[good.word]}” stands with “{document.words[entry.word]}”, {entry.row}",
        coder=coder,
        donors=entry.donors,
        recipients=entry.recipients,
        support=support,
        item=good.item,
        quantity=good.quantity,
        value=good.value,
        terms=None,
        package=entry.package,
        announced_by=_announcers(notes, entry),
        announced=_announced(notes, entry),
        counts_in_totals=why_not is None,
        why_not=why_not,
    )


def _support(entry: Entry) -> tuple[Support, ...]:
    contexts = entry.contexts
    if entry.good.support:
        return (entry.good.support,)
    if "military" in contexts:
        return ("military",)
    if {"human_security", "asylum", "health"} & set(contexts):
        return ("humanitarian",)
    return ("financial",) if entry.good.value else ("other",)


def _announcers(notes: Notes, entry: Entry) -> tuple[Actor, ...]:
    """Who announced it: the voice that tells it, else a giver who does so himself by promising."""
    said = tuple(a for a in entry.said_by if a.sector != "MED")[:1]
    if said:
        return said
    return entry.donors[:1] if notes.document.lemmas[entry.word].lower() in _PROMISES else ()


def _announced(notes: Notes, entry: Entry) -> Days | None:
    """When it was announced: the day of the words that tell it, else the report's."""
    day = notes.document.report.date
    if not day or not _announcers(notes, entry):
        return None
    days = dated(notes, entry.speech, "happened") if entry.speech is not None else None
    return days or Days(start=day, end=day, text=None, basis="report")


def _why_not(entry: Entry, status: str) -> str | None:
    good = entry.good
    if status not in _COUNTED:
        return _NO_TOTAL[status]
    for figure in (good.quantity, good.value):
        if figure is not None and getattr(figure, "vague", False):
            return "no figure that can be added"
    if (
        good.value is not None
        and good.value.high is None
        and good.value.low is not None
        and not _bound(good.value.text)
    ):
        return "no figure that can be added"
    if good.quantity is not None and good.quantity.high is None and not _bound(good.quantity.text):
        return "no figure that can be added"
    return None


def _bound(text: str) -> bool:
    """Is the open amount a bound with a figure ("at least 100"), not a vague word ("dozens")?"""
    return any(c.isdigit() for c in text)
