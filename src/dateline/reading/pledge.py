"""Pledges: deeds of support -> entries of the ledger, one an item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.knowledge.confidence import chance
from dateline.knowledge.frames import classes
from dateline.language.arguments import preposition
from dateline.reading.dated import dated
from dateline.reading.goods import Good, goods
from dateline.reading.notes import Notes
from dateline.reading.told import Telling, keys
from dateline.records import Actor, Days, Pledge, Status, Support, key_of, record_id

GIVEN: tuple[str, ...] = ("obj", "with", "of", "in", "worth", "for")
ASKED: tuple[str, ...] = ("for", "obj")
_COUNTED = frozenset({"planned", "ongoing", "happened"})
_NO_TOTAL = {
    "wanted": "only wanted", "asked": "only asked for", "considered": "only considered", "expected": "only expected",
    "conditional": "conditional", "refused": "refused", "cancelled": "cancelled", "denied": "denied",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A good with the telling it was read from."""

    telling: Telling
    good: Good
    donors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    package: str | None


def pledges(notes: Notes, tellings: Sequence[Telling], coder: str) -> Iterator[Pledge]:
    """The entries of a report, in text order, each good once."""
    taken: set[int] = set()
    entries: list[Entry] = []
    for telling in sorted(tellings, key=_precedence):
        fresh = [e for e in _entries(notes, telling) if e.good.word not in taken]
        taken |= {e.good.word for e in fresh}
        entries += fresh
    kept: list[Entry] = []
    for entry in sorted(entries, key=lambda e: e.good.word):
        if not any(_again(entry, earlier) for earlier in kept):
            kept.append(entry)
    for entry in _addressed([e for e in kept if _between_parties(e)]):
        yield _pledge(notes, entry, coder)


def _between_parties(entry: Entry) -> bool:
    """Support goes from one party to another; what a state spends at home is none."""
    if not entry.donors and not entry.recipients:
        return False
    return not entry.donors or not entry.recipients or keys(entry.donors) != keys(entry.recipients)


def _addressed(entries: list[Entry]) -> Iterator[Entry]:
    """An entry that doesn't say to whom goes to whom the one before it went."""
    before: tuple[Actor, ...] = ()
    for entry in entries:
        taker = entry.recipients or tuple(a for a in before if keys((a,)).isdisjoint(keys(entry.donors)))
        before = entry.recipients or before
        yield replace(entry, recipients=taker)


def _precedence(telling: Telling) -> tuple[bool, int]:
    """Deeds of support before requests for them; verbs and nouns as they stand."""
    return telling.mention.row.type != "AID", telling.mention.word


def _entries(notes: Notes, telling: Telling) -> list[Entry]:
    mention, row = telling.mention, telling.mention.row
    if row.type == "AID":
        donors, recipients, where = mention.actors, mention.recipients, tuple(GIVEN)
    elif row.type == "REQUEST":
        donors, recipients, where = mention.recipients, mention.actors, ASKED
    else:
        return []
    found = goods(notes, mention.roles, mention.word, where)
    if row.type == "REQUEST":
        found = [g for g in found if g.word in notes.item_at or g.value]
    package = (
        f"package@{notes.document.starts[mention.word]}" if len(found) > 1 and any(g.value for g in found) else None
    )
    return [Entry(telling, g, donors, _meant_for(notes, g) or recipients, package) for g in found]


def _meant_for(notes: Notes, good: Good) -> tuple[Actor, ...]:
    """Whom the words of the good itself name as its taker: "weapons for Ukraine"."""
    takers = classes().get("@taker", frozenset())
    near = [c for c in notes.document.under(good.word, "nmod") if preposition(notes.document, c) in takers]
    return tuple(a for c in near for a in notes.who_at(c))


def _again(entry: Entry, earlier: Entry) -> bool:
    """Is this the same entry told before? Same giver and taker as far as told, same thing, no other figure."""
    one, other = entry.good, earlier.good
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
    return same_quantity and same_value and _status(entry) == _status(earlier)


def _can_be(a: Entry, b: Entry) -> bool:
    for x, y in ((keys(a.donors), keys(b.donors)), (keys(a.recipients), keys(b.recipients))):
        if x and y and not (x <= y or y <= x):
            return False
    return True


def _status(entry: Entry) -> Status:
    if entry.telling.mention.row.type != "REQUEST":
        return entry.telling.how.status
    status = entry.telling.how.status
    return (
        "asked"
        if status in ("happened", "ongoing")
        else status
        if status in ("wanted", "denied", "refused", "cancelled")
        else "wanted"
    )


def _pledge(notes: Notes, entry: Entry, coder: str) -> Pledge:
    document = notes.document
    telling, good, status = entry.telling, entry.good, _status(entry)
    support = _support(entry)
    why_not = _why_not(entry, status)
    return Pledge(
        id=record_id(document.report, "pledge", document.starts[good.word], good.item),
        report=key_of(document.report),
        evidence=(document.sentence_span(document.sentence_of[good.word]),),
        status=status,
        said_by=telling.said_by,
        date=telling.days if status in ("happened", "ongoing") else None,
        confidence=chance("pledge", str(bool(entry.donors) + bool(entry.recipients))),
        because=f"“{document.words[good.word]}” stands with “{document.words[telling.mention.word]}”, {telling.mention.row.at}",
        coder=coder,
        donors=entry.donors,
        recipients=entry.recipients,
        support=support,
        item=good.item,
        quantity=good.quantity,
        value=good.value,
        terms=None,
        package=entry.package,
        announced_by=_announcers(entry),
        announced=_announced(notes, entry),
        counts_in_totals=why_not is None,
        why_not=why_not,
    )


def _support(entry: Entry) -> tuple[Support, ...]:
    contexts = entry.telling.mention.row.contexts
    if entry.good.support:
        return (entry.good.support,)
    if "military" in contexts:
        return ("military",)
    if {"human_security", "asylum", "health"} & set(contexts):
        return ("humanitarian",)
    return ("financial",) if entry.good.value else ("other",)


def _announcers(entry: Entry) -> tuple[Actor, ...]:
    """Who announced it: the voice that tells it, else a giver who does so himself by promising."""
    said = tuple(a for a in entry.telling.said_by if a.sector != "MED")[:1]
    if said:
        return said
    return entry.donors[:1] if entry.telling.mention.row.predicate in ("pledge", "promise", "announce") else ()


def _announced(notes: Notes, entry: Entry) -> Days | None:
    """When it was announced: the day of the words that tell it, else the report's."""
    day = notes.document.report.date
    if not day or not _announcers(entry):
        return None
    said = next((s.word for s in reversed(entry.telling.how.steps) if s.voices), None)
    days = dated(notes, said, "happened") if said is not None else None
    return days or Days(start=day, end=day, text=None, basis="report")


def _why_not(entry: Entry, status: Status) -> str | None:
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
