"""All whom a report names, and where: among them the parties of each deed are looked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from dateline.language import Document
from dateline.reading.notes import Notes, key
from dateline.records import Actor

FORCES = frozenset({"MIL", "COP", "REB", "UAF", "SPY", "JUD"})
MANY, ROUND = 64, 16
"""Where a report names more than so many, only those named within so many sentences of a deed are weighed for it."""


@dataclass(frozen=True)
class Standing:
    """Somebody whom the report names: where (head, sentence), and as whom each time, in text order."""

    key: str
    at: tuple[tuple[int, int, Actor], ...]

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """The sentence of each mention, in order."""
        return tuple(s for _, s, _ in self.at)

    @cached_property
    def has_state(self) -> bool:
        """Whether any mention belongs to a country."""
        return any(a.country for _, _, a in self.at)

    @cached_property
    def sorts(self) -> frozenset[str]:
        """What sorts of party the mentions are."""
        return frozenset(sort_of(a) for _, _, a in self.at)

    def within(self, first: int, last: int) -> tuple[tuple[int, int, Actor], ...]:
        """The mentions in the sentences from `first` to `last`, both inside."""
        return self.at[bisect_left(self.sentences, first) : bisect_right(self.sentences, last)]

    def named_by(self, document: Document, word: int) -> bool:
        """Whether a word stands for this one, by itself or as a part of a name."""
        start, sentence = document.starts[word], document.sentence_of[word]
        return any(head == word or a.start <= start < a.end for head, _, a in self.within(sentence, sentence))


class Standings:
    """All whom a report names, by first mention."""

    def __init__(self, notes: Notes) -> None:
        found: dict[str, list[tuple[int, int, Actor]]] = {}
        for word in sorted(notes.actors.meant):
            for actor in notes.actors.meant[word]:
                found.setdefault(key(actor), []).append((word, notes.document.sentence_of[word], actor))
        self.all = tuple(Standing(k, tuple(v)) for k, v in found.items())
        self.keys = frozenset(found)
        self.by_count = tuple(sorted(self.all, key=lambda w: -len(w.at)))
        self.paragraphs = notes.document.paragraphs or (0,) * len(notes.document.sentences)
        self._named: dict[int, set[int]] = {}
        for number, who in enumerate(self.all):
            for sentence in who.sentences:
                self._named.setdefault(sentence, set()).add(number)
        self._around = {w.key: frozenset(self.paragraphs[s] for s in w.sentences) for w in self.all}

    def round(self, sentence: int) -> tuple[Standing, ...]:
        """Those who may be a party of a deed in a sentence: all, or in a long report those named near it."""
        if len(self.all) <= MANY:
            return self.all
        near = range(sentence - ROUND, sentence + ROUND + 1)
        return tuple(self.all[n] for n in sorted(set().union(*(self._named.get(s, set()) for s in near))))

    def in_paragraph(self, who: Standing, sentence: int) -> bool:
        """Whether somebody is named in the paragraph of a sentence."""
        return self.paragraphs[sentence] in self._around[who.key]

    def rank(self, who: Standing, without: frozenset[str]) -> int:
        """0 for the one most often named, 1 for the next, leaving some out; 2 for all the rest."""
        number = 0
        for other in self.by_count:
            if other.key == who.key:
                return number
            number += other.key not in without
            if number > 1:
                break
        return 2


def sort_of(actor: Actor) -> str:
    """What sort of party somebody is: a person, a force, a state, a body, or people."""
    if actor.person or actor.role:
        return "person"
    if actor.sector in FORCES:
        return "force"
    if actor.sector == "GOV":
        return "state"
    return "body" if actor.organisation else "people"
