"""Who gives and who takes, seen over a whole report: what one sentence leaves out another tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.knowledge.frames import classes
from dateline.language.arguments import arguments, is_verbal, passive, preposition
from dateline.reading.entries import Entry, is_good, meant_for
from dateline.reading.notes import Notes, key, political
from dateline.reading.told import Telling, keys
from dateline.records import Actor

FADING = 0.8
"""What a side taken in a sentence weighs in the next one."""
NAMED = 0.25
"""What it weighs to be named beside having a side."""
LEAST = 0.3
"""What must speak for a party at least."""
REASONED = 0.5
"""What a side weighs that no words of a deed point to."""
Weights = dict[str, float]
Sides = dict[str, list[tuple[int, float]]]


@dataclass(frozen=True)
class Affair:
    """In which sentences each party gives, takes, and is named, and how sure that is; and by whom it is first meant."""

    gives: Sides
    takes: Sides
    named: Sides
    first: dict[str, Actor]

    def weight(self, side: Sides, name: str, at: int) -> float:
        """How much speaks for a party being on a side, seen from a sentence."""
        return sum(weight * FADING ** min(8, abs(at - s)) for s, weight in side.get(name, ()))

    def taker(self, name: str, at: int) -> bool:
        """Does a party take rather than give?"""
        return self.weight(self.takes, name, at) > self.weight(self.gives, name, at)

    def giver(self, name: str, at: int) -> bool:
        """Does a party give rather than take?"""
        return self.weight(self.gives, name, at) > self.weight(self.takes, name, at)

    def who_takes(self, at: int, but: frozenset[str]) -> tuple[Actor, ...]:
        """The likeliest taker seen from a sentence: one that takes nearby, or that the report speaks of; none that gives."""
        return self._best(self.takes, self.gives, at, but, NAMED)

    def who_gives(self, at: int, but: frozenset[str]) -> tuple[Actor, ...]:
        """The likeliest giver seen from a sentence."""
        return self._best(self.gives, self.takes, at, but, 0.0)

    def _best(self, side: Sides, other: Sides, at: int, but: frozenset[str], named: float) -> tuple[Actor, ...]:
        scores: Weights = {}
        for name in self.first:
            if name in but:
                continue
            there, against = self.weight(side, name, at), self.weight(other, name, at)
            if against > there or (not there and not named):
                continue
            scores[name] = there + named * self.weight(self.named, name, at)
        ranked = sorted(scores.items(), key=lambda x: (-x[1], x[0]))
        if not ranked or ranked[0][1] < LEAST or (len(ranked) > 1 and ranked[0][1] < 1.02 * ranked[1][1]):
            return ()
        return (self.first[ranked[0][0]],)


def affair(notes: Notes, tellings: Sequence[Telling], entries: Sequence[Entry]) -> Affair:
    """Gathers the sides of all deeds of support and requests for it, of whom goods are meant for, and who is named."""
    at = notes.document.sentence_of
    gives: Sides = defaultdict(list)
    takes: Sides = defaultdict(list)
    named: Sides = defaultdict(list)
    first: dict[str, Actor] = {}
    sides = [(at[e.good.word], 1.0, e.donors, e.recipients) for e in entries]
    for t in tellings:
        if t.mention.row.type == "AID":
            m = t.mention
            told = keys(m.told_actors) | keys(m.told_recipients)
            givers, takers = (tuple(a for a in some if key(a) not in told) for some in (m.actors, m.recipients))
            told_takers = tuple(a for a in m.told_recipients if not is_good(notes, a))
            sides += [(t.sentence, 1.0, m.told_actors, told_takers), (t.sentence, REASONED, givers, takers)]
    for sentence, weight, givers, takers in sides:
        for side, counts in ((givers, gives), (takers, takes)):
            for actor in {key(a): a for a in side if political(a)}.values():
                counts[key(actor)].append((sentence, weight))
                first.setdefault(key(actor), actor)
    for word in sorted(notes.actors.meant):
        for actor in notes.actors.meant[word]:
            if actor.country:
                named[actor.country].append((at[word], 1.0))
                if actor.sector == "GOV" and not actor.person:
                    first.setdefault(actor.country, actor)
    return Affair(dict(gives), dict(takes), dict(named), first)


@dataclass(frozen=True)
class Post:
    """An entry as its own words tell it, and with what the report at large adds."""

    told: Entry
    filled: Entry


def completed(notes: Notes, entries: Sequence[Entry], seen: Affair) -> list[Post]:
    """The entries with givers and takers: as told, else as of the same thing before, else as in the report at large."""
    out: list[Post] = []
    for entry in entries:
        told = _turned(notes, _received(notes, entry), seen)
        out.append(Post(told, _completed(notes, told, [p.filled for p in out], seen)))
    return out


def _received(notes: Notes, entry: Entry) -> Entry:
    """Who gets, borrows or secures a thing takes it, from whom it comes."""
    document, word = notes.document, entry.word
    if not notes.names_of(word) & classes()["@receiving"] or not is_verbal(document, word) or passive(document, word):
        return entry
    its = arguments(document, word)
    takers = tuple(x for a in its if a.role == "agent" for x in notes.who_at(a.word))
    under = (*document.children[word], *document.children[entry.good.word])
    givers = tuple(x for w in under if preposition(document, w) in ("from", "by") for x in notes.who_at(w))
    if not takers:
        return entry
    others = tuple(x for x in _meant(notes, entry) if key(x) not in keys(takers))
    if others:  # "buys shells for Kyiv"
        return replace(entry, donors=takers, recipients=others)
    kept = givers or tuple(a for a in (*entry.donors, *entry.recipients) if key(a) not in keys(takers))
    return replace(entry, donors=kept, recipients=takers)


def _meant(notes: Notes, entry: Entry) -> tuple[Actor, ...]:
    """Whom the words of a good, or of the verb that gets it, name after "for"."""
    document = notes.document
    after = [c for c in document.under(entry.word, "obl", "nmod") if preposition(document, c) == "for"]
    return (*meant_for(notes, entry.good), *(a for c in after for a in notes.who_at(c) if political(a)))


def _turned(notes: Notes, entry: Entry, seen: Affair) -> Entry:
    """Who takes nearby and is alone here takes here too: "Ukraine gets the guns", "asked Denmark to part with"."""
    at = notes.document.sentence_of[entry.good.word]
    donors, takers = keys(entry.donors), keys(entry.recipients)
    if donors and donors == takers:
        if all(seen.taker(d, at) for d in donors):
            entry, donors = replace(entry, donors=()), frozenset()
        else:
            entry, takers = replace(entry, recipients=()), frozenset()
    if donors and not takers:
        moved = tuple(a for a in entry.donors if seen.taker(key(a), at))
        if moved:
            return replace(entry, donors=tuple(a for a in entry.donors if a not in moved), recipients=moved)
    if takers and not donors and all(seen.giver(t, at) for t in takers):
        return replace(entry, donors=entry.recipients, recipients=())
    kept = tuple(a for a in entry.donors if key(a) not in takers)
    return replace(entry, donors=kept) if kept else entry


def _completed(notes: Notes, entry: Entry, before: Sequence[Entry], seen: Affair) -> Entry:
    at = notes.document.sentence_of[entry.good.word]
    donors, recipients = entry.donors, entry.recipients
    same = next((e for e in reversed(before) if _same_thing(e, entry) and _fits(e, donors, recipients)), None)
    sources = [x for x in (same, before[-1] if before else None) if x is not None]
    if not recipients:
        taken = [e.recipients for e in sources if e.recipients and not keys(e.recipients) & keys(donors)]
        recipients = taken[0] if taken else seen.who_takes(at, keys(donors))
    if not donors:
        here = _in_sentence(notes, entry, seen, keys(recipients))
        given = [e.donors for e in sources if e.donors and not keys(e.donors) & keys(recipients)]
        donors = here or (given[0] if given else seen.who_gives(at, keys(recipients)))
    good = entry.good
    if good.item is None and good.quantity is not None and good.quantity.unit:
        like = [
            e.good for e in before if e.good.quantity and e.good.quantity.unit == good.quantity.unit and e.good.item
        ]
        good = replace(good, item=like[-1].item, support=like[-1].support) if like else good
    return replace(entry, good=good, donors=donors, recipients=recipients)


def _in_sentence(notes: Notes, entry: Entry, seen: Affair, takers: frozenset[str]) -> tuple[Actor, ...]:
    """The one state named in the entry's sentence that takes nothing nearby."""
    document = notes.document
    at = document.sentence_of[entry.good.word]
    first, last = document.sentences[at]
    here = {
        key(a): a
        for w in range(first, last + 1)
        for a in notes.actors.at(w)
        if a.country and a.sector in ("GOV", "MIL") and key(a) not in takers and not seen.taker(key(a), at)
    }
    return tuple(here.values()) if len(here) == 1 else ()


def _same_thing(a: Entry, b: Entry) -> bool:
    """Things called by the same last word."""
    return bool(a.good.item and b.good.item and a.good.item.split()[-1] == b.good.item.split()[-1])


def _fits(entry: Entry, donors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    return (not donors or keys(donors) <= keys(entry.donors)) and (
        not recipients or keys(recipients) <= keys(entry.recipients)
    )
