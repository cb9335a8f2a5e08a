"""What speaks for and against a place as the one of a deed, by the names of `scenes.tsv`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import log, log1p

from dateline.knowledge.actors import StateForm
from dateline.language.arguments import preposition
from dateline.reading.nearness import Marks, form, most, near
from dateline.reading.notes import Notes, key
from dateline.reading.told import Telling
from dateline.reading.what import PHYSICAL
from dateline.reading.where import at
from dateline.records import Event, Place

ROUND = 3
"""Sentences to either side of a telling whose places may be its own; those of the first may be any deed's."""
NOWHERE = "nowhere"


@dataclass(frozen=True)
class Named:
    """A place, and the words that name it by their heads."""

    place: Place
    heads: tuple[int, ...]


class Gazetteer:
    """The places that a report names, and those of its deeds by the rules."""

    def __init__(self, notes: Notes, events: Sequence[Event], groups: Sequence[Sequence[Telling]]) -> None:
        self.notes, self.events, self.groups = notes, events, groups

    @cached_property
    def named(self) -> list[Named]:
        """All places, in the order in which they are first named."""
        found: dict[tuple[str, str | None], Named] = {}
        for word in sorted(self._heads()):
            place = at(self.notes, word)
            if place is not None:
                known = found.get((place.name, place.country))
                heads = (*known.heads, word) if known else (word,)
                found[place.name, place.country] = Named(known.place if known else place, heads)
        return list(found.values())

    def _heads(self) -> Iterable[int]:
        document, marks = self.notes.document, self.notes.actors.marks
        for name in document.names:
            if name.kind == "LOC":
                yield name.last
        for mark in {(m.first, m.last): m for m in marks.states.values()}.values():
            if isinstance(mark.row, StateForm) and mark.row.kind in ("name", "capital"):
                yield mark.last

    def candidates(self, number: int) -> list[Named]:
        """The places that may be the deed's: named near it, or at the head of the report."""
        at_sentence = self.notes.document.sentence_of
        told = [t.sentence for t in self.groups[number]]
        out = []
        for named in self.named:
            heads = [
                h for h in named.heads if not at_sentence[h] or any(abs(at_sentence[h] - s) <= ROUND for s in told)
            ]
            if heads:
                out.append(replace(named, heads=tuple(heads)))
        return out

    def nowhere(self, number: int) -> Marks:
        """What speaks for no place."""
        event, group = self.events[number], self.groups[number]
        here = {t.sentence for t in group}
        inside = any(self.notes.document.sentence_of[h] in here for n in self.named for h in n.heads)
        kinds = (
            event.type,
            event.status,
            form(self.notes.document, group[0]),
            "told again" if len(group) > 1 else "told once",
            "a place in its sentence" if inside else "no place in its sentence",
            "a place by rule" if event.place else "no place by rule",
            "a place in the report" if self.named else "no place in the report",
            f"{event.type} {event.mode}",
        )
        return {NOWHERE: 1.0} | {f"{NOWHERE}, {kind}": 1.0 for kind in kinds}

    def marks(self, number: int, named: Named) -> Marks:
        """What speaks for a place as that of the deed of this number."""
        event, group, place = self.events[number], self.groups[number], named.place
        physical = "bodily" if event.type in PHYSICAL else "other"
        rules = [p for p in (event.place, *(t.place for t in group)) if p is not None]
        others = [e.place for n, e in enumerate(self.events) if n != number and e.place is not None]
        out = most(self._words(group, named, physical))
        own = self.notes.actors.marks
        top = max(own.setting.whole, key=lambda c: (own.setting.whole[c], c), default=None)
        seen = {
            "by rule": any(p.name == place.name for p in rules),
            "in the country of the rule": any(p.country == place.country for p in rules),
            "a city": place.latitude is not None,
            f"a city, {physical}": place.latitude is not None,
            "an actor's": any(a.country == place.country for a in event.actors),
            "a recipient's": any(a.country == place.country for a in event.recipients),
            f"a recipient's, {event.type}": any(a.country == place.country for a in event.recipients),
            f"an actor's, {event.type}": any(a.country == place.country for a in event.actors),
            "a party by name": any(
                key(a) == place.country and a.text == place.text for a in (*event.actors, *event.recipients)
            ),
            "home": place.country == own.home,
            "the report's land": place.country == top,
            "another deed's by rule": any(p.name == place.name for p in others),
        }
        out |= {name: float(value) for name, value in seen.items()}
        out["others by rule"] = log1p(sum(p.country == place.country for p in others))
        out["told again"] = log(len(named.heads))
        return out

    def _words(self, group: Sequence[Telling], named: Named, physical: str) -> Iterable[tuple[str, float]]:
        document = self.notes.document
        for head in named.heads:
            before = preposition(document, head)
            yield f"after {before}", 1.0
            yield f"after {before}, {physical}", 1.0
            yield "in the first sentence", float(not document.sentence_of[head])
            for t in group:
                yield from near(document, t, head, "place")
                if document.sentence_of[head] == t.sentence:
                    yield f"after {before}, in its sentence", 1.0
                    yield f"in its sentence, {t.mention.row.type}", 1.0
                else:
                    yield f"out of its sentence, {t.mention.row.type}", 1.0
