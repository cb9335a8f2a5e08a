"""The deeds of a report with whom the tables and the model point to as their parties, before anybody is weighed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dateline.reading.learned import parties as pointed
from dateline.reading.learned import party, strongest
from dateline.reading.notes import Notes, key
from dateline.reading.voices import Voices
from dateline.reading.what import SYMMETRIC, Mention
from dateline.records import Actor

SIDES = ("actor", "recipient")
OTHER = {"actor": "recipient", "recipient": "actor", "voice": "actor"}
NEAR = 1
"""Sentences to either side in which a deed is near."""


@dataclass(frozen=True)
class Scene:
    """A mention with what the tables and the model say of its parties, by side."""

    mention: Mention
    sentence: int
    by_row: dict[str, tuple[Actor, ...]]
    by_reader: dict[str, tuple[Actor, ...]]
    said_by: frozenset[str]

    @cached_property
    def told(self) -> dict[str, frozenset[str]]:
        """By side, whom the tables or the model point to."""
        return {s: frozenset(key(a) for a in (*self.by_row[s], *self.by_reader[s])) for s in self.by_row}

    @cached_property
    def apart(self) -> dict[str, frozenset[str]]:
        """The same, with nobody on both sides of a deed that one does to another."""
        actors, recipients = self.told["actor"], self.told.get("recipient", frozenset())
        alone = recipients if self.mention.row.type in SYMMETRIC else recipients - actors
        return {**self.told, "recipient": alone}


def scene(notes: Notes, voices: Voices, mention: Mention) -> Scene:
    """What is known of a mention's parties before they are weighed."""
    told = strongest(notes.document, mention.first, mention.last)
    reader = dict(zip(SIDES, pointed(notes, voices, told), strict=True))
    speakers = frozenset(key(a) for a in voices.chain(mention.word))
    rows = {"actor": mention.actors, "recipient": mention.recipients}
    return Scene(mention, notes.document.sentence_of[mention.word], rows, reader, speakers)


def spoken(notes: Notes, voices: Voices, mention: Mention, chain: tuple[Actor, ...]) -> Scene:
    """What is known of who says that a deed is so, before it is weighed: the chain of voices that the tables find."""
    told = strongest(notes.document, mention.first, mention.last)
    rows = {"voice": chain[:1], "actor": mention.actors}
    reader: dict[str, tuple[Actor, ...]] = {"voice": party(notes, voices, told, "voice"), "actor": ()}
    sentence = notes.document.sentence_of[mention.word]
    return Scene(mention, sentence, rows, reader, frozenset(key(a) for a in chain))


class Plot:
    """Who does what to whom in a report, as far as words point to it: how often one stands on a side, and against whom."""

    def __init__(self, scenes: Iterable[Scene]) -> None:
        self._side: Counter[tuple[str, str]] = Counter()
        self._type: Counter[tuple[str, str, str]] = Counter()
        self._near: Counter[tuple[str, str, int]] = Counter()
        self._pair: Counter[tuple[str, str]] = Counter()
        for told in scenes:
            for side in SIDES:
                for who in told.apart[side]:
                    self._side[side, who] += 1
                    self._type[side, who, told.mention.row.type] += 1
                    for sentence in range(told.sentence - NEAR, told.sentence + NEAR + 1):
                        self._near[side, who, sentence] += 1
            self._pair.update(_pairs(told))

    def elsewhere(self, scene: Scene, side: str, who: str) -> dict[str, int]:
        """How often other deeds than this one have somebody on this side, in such deeds, nearby, on the other side, and
        against those whom this deed has on its other side, this way and the other."""
        other, here = OTHER[side], who in scene.apart[side]
        against = scene.apart[other] if scene.mention.row.type in SYMMETRIC else scene.apart[other] - {who}
        own = Counter(_pairs(scene))
        this_way = [(who, x) if side == "actor" else (x, who) for x in against]
        return {
            "on this side": self._side[side, who] - here,
            "on this side of such": self._type[side, who, scene.mention.row.type] - here,
            "on this side nearby": self._near[side, who, scene.sentence] - here,
            "on the other side": self._side[other, who] - (who in scene.apart[other]),
            "against the same": sum(self._pair[p] - own[p] for p in this_way),
            "by the same": sum(self._pair[b, a] - own[b, a] for a, b in this_way),
        }


def _pairs(scene: Scene) -> list[tuple[str, str]]:
    return [(a, r) for a in scene.apart["actor"] for r in scene.apart["recipient"] if a != r]
