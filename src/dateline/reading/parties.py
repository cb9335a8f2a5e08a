"""Whose deed it is, to whom it is done and who says so, weighed over all whom the report names: what the tables and the model
point to, who stands near, whose land it is, who acts here most."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from math import exp, log

from dateline.knowledge.judge import party_weights
from dateline.language import Document
from dateline.reading.learned import parties as pointed
from dateline.reading.learned import party, strongest
from dateline.reading.notes import Notes, key
from dateline.reading.voices import Voices
from dateline.reading.what import SYMMETRIC, Mention
from dateline.records import Actor

Marks = dict[str, float]
SIDES = ("actor", "recipient")
OTHER = {"actor": "recipient", "recipient": "actor", "voice": "actor"}
NO_CHANCE = 0.02
KEEP = 0.5
FAR = 8
"""Arcs of the tree beyond which all is as far."""
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
        return frozenset(_sort(a) for _, _, a in self.at)

    def within(self, first: int, last: int) -> tuple[tuple[int, int, Actor], ...]:
        """The mentions in the sentences from `first` to `last`, both inside."""
        return self.at[bisect_left(self.sentences, first) : bisect_right(self.sentences, last)]


class Standings:
    """All whom a report names, by first mention."""

    def __init__(self, notes: Notes) -> None:
        found: dict[str, list[tuple[int, int, Actor]]] = {}
        for word in sorted(notes.actors.meant):
            for actor in notes.actors.meant[word]:
                found.setdefault(key(actor), []).append((word, notes.document.sentence_of[word], actor))
        self.all = tuple(Standing(k, tuple(v)) for k, v in found.items())
        self.keys = frozenset(found)
        self._named: dict[int, set[int]] = {}
        for number, who in enumerate(self.all):
            for sentence in who.sentences:
                self._named.setdefault(sentence, set()).add(number)

    def round(self, sentence: int) -> tuple[Standing, ...]:
        """Those who may be a party of a deed in a sentence: all, or in a long report those named near it."""
        if len(self.all) <= MANY:
            return self.all
        near = range(sentence - ROUND, sentence + ROUND + 1)
        return tuple(self.all[n] for n in sorted(set().union(*(self._named.get(s, set()) for s in near))))


@dataclass(frozen=True)
class Scene:
    """A mention with what the tables and the model say of its parties, by side."""

    mention: Mention
    by_row: dict[str, tuple[Actor, ...]]
    by_reader: dict[str, tuple[Actor, ...]]
    said_by: frozenset[str]

    def pointed(self, side: str) -> frozenset[str]:
        return frozenset(key(a) for a in (*self.by_row[side], *self.by_reader[side]))


def scene(notes: Notes, voices: Voices, mention: Mention) -> Scene:
    """What is known of a mention's parties before they are weighed."""
    told = strongest(notes.document, mention.first, mention.last)
    reader = dict(zip(SIDES, pointed(notes, voices, told), strict=True))
    speakers = frozenset(key(a) for a in voices.chain(mention.word))
    return Scene(mention, {"actor": mention.actors, "recipient": mention.recipients}, reader, speakers)


def spoken(notes: Notes, voices: Voices, mention: Mention, chain: tuple[Actor, ...]) -> Scene:
    """What is known of who says that a deed is so, before it is weighed: the chain of voices that the tables find."""
    told = strongest(notes.document, mention.first, mention.last)
    by_row = {"voice": chain[:1], "actor": mention.actors}
    by_reader = {"voice": party(notes, voices, told, "voice"), "actor": ()}
    return Scene(mention, by_row, by_reader, frozenset(key(a) for a in chain))


def marks(notes: Notes, scene: Scene, side: str, who: Standing) -> Marks:
    """What speaks for and against somebody as a party, by the names of `parties.tsv`. Those whom the tables or the model
    point to are weighed apart from the others: where somebody is pointed to, what else is so counts less."""
    document, mention = notes.document, scene.mention
    other = OTHER[side]
    sentence = document.sentence_of[mention.word]
    named = who.within(sentence, sentence)
    near = [w for w, _, _ in named]
    earlier = bisect_left(who.sentences, sentence)
    before = sentence - who.sentences[earlier - 1] if earlier else 99
    here, there = scene.pointed(side), scene.pointed(other)
    kind = mention.row.type
    by_row = who.key in {key(a) for a in scene.by_row[side]}
    by_reader = who.key in {key(a) for a in scene.by_reader[side]}
    home = who.key == notes.actors.marks.home
    sorts = {f"{sort}, {kind}": 1.0 for sort in ([_sort(a) for _, _, a in named] if near else sorted(who.sorts))}
    path = min((_steps(document, mention.word, w) for w in near), default=FAR)
    if who.key in here:
        return {
            "pointed to": 1.0,
            f"pointed to, {kind}": 1.0,
            "pointed to by both": float(by_row and by_reader),
            "pointed to by the reader alone": float(by_reader and not by_row),
            "pointed to, chance": _logit(_chances(document, mention, side, who)),
            "pointed to, chance of the other side": _logit(_chances(document, mention, other, who)),
            "pointed to, also on the other side": float(who.key in there),
            "pointed to, others too": float(len(here) > 1),
            "pointed to, home": float(home),
            "pointed to, no state": float(not who.has_state),
            "pointed to, once": float(len(who.at) == 1),
            "pointed to, steps": min(path, FAR) / FAR,
            **{f"pointed to, {sort}": 1.0 for sort in sorts},
        }
    nobody = not here
    return {
        "any": 1.0,
        f"any {kind}": 1.0,
        f"nobody is pointed to, {kind}": float(nobody),
        "chance": _logit(_chances(document, mention, side, who)),
        "chance of the other side": _logit(_chances(document, mention, other, who)),
        f"on the other side, {kind}": float(who.key in there),
        f"on the other side, nobody here, {kind}": float(who.key in there and nobody),
        "in the sentence": float(bool(near)),
        "in the sentence, nobody here": float(bool(near) and nobody),
        "before it in the sentence": float(any(w < mention.first for w in near)),
        "subject": float(any(document.labels[w].startswith("nsubj") for w in near)),
        "in the sentence before": float(before == 1),
        "in the sentence before, nobody here": float(before == 1 and nobody),
        "a few before": float(1 < before <= 4),
        "home": float(home),
        "home, nobody here": float(home and nobody),
        "home, nobody on either side": float(home and nobody and not there),
        "often": log(len(who.at)),
        "often, nobody here": log(len(who.at)) * nobody,
        "only one state": float(home and notes.states == 1),
        "no state": float(not who.has_state),
        "says it": float(who.key in scene.said_by),
        "says it, nobody here": float(who.key in scene.said_by and nobody),
        "steps": min(path, FAR) / FAR,
        "steps, nobody here": min(path, FAR) / FAR * nobody,
        **sorts,
    }


def _sort(actor: Actor) -> str:
    """What sort of party somebody is: a person, a force, a state, a body, or people."""
    if actor.person or actor.role:
        return "person"
    if actor.sector in FORCES:
        return "force"
    if actor.sector == "GOV":
        return "state"
    return "body" if actor.organisation else "people"


def _steps(document: Document, a: int, b: int) -> int:
    """How many arcs of the tree lie between two words of a sentence; `FAR` at most."""
    up = {a: 0} | {w: n for n, w in enumerate(document.path_up(a), 1) if n < FAR}
    return next((n + up[w] for n, w in enumerate([b, *document.path_up(b)]) if w in up and n < FAR), FAR)


def chance(side: str, seen: Marks) -> float:
    """The chance that the marks come to."""
    weights = party_weights()
    return 1 / (1 + exp(-sum(weights.get((side, name), 0.0) * value for name, value in seen.items())))


def weighed(notes: Notes, voices: Voices, mention: Mention, standing: Standings) -> Mention:
    """The mention with the parties that are likelier than not."""
    known = scene(notes, voices, mention)
    sides = {side: _kept(notes, known, side, standing) for side in SIDES}
    if mention.row.type in SYMMETRIC:  # each stands on one side: where it is pointed to, else first
        towards = known.pointed("recipient") - known.pointed("actor")
        sides["actor"] = [a for a in sides["actor"] if key(a) not in towards]
        first = {key(a) for a in sides["actor"]}
        sides["recipient"] = [r for r in sides["recipient"] if key(r) not in first]
    return replace(mention, actors=tuple(sides["actor"]), recipients=tuple(sides["recipient"]))


def _kept(notes: Notes, scene: Scene, side: str, standing: Standings) -> list[Actor]:
    out: list[Actor] = []
    told = (*scene.by_reader[side], *scene.by_row[side])
    for who in standing.round(notes.document.sentence_of[scene.mention.word]):
        if chance(side, marks(notes, scene, side, who)) < KEEP:
            continue
        own = [a for a in told if key(a) == who.key]
        out += list({a.name: a for a in own}.values()) or [_nearest(notes.document, scene.mention, who)]
    out += [a for a in told if key(a) not in standing.keys and key(a) not in {key(x) for x in out}]
    return out


def voiced(notes: Notes, scene: Scene, standing: Standings) -> Actor | None:
    """Who says it, where somebody likelier does than not."""
    around = standing.round(notes.document.sentence_of[scene.mention.word])
    likely = [(chance("voice", marks(notes, scene, "voice", who)), who) for who in around]
    best, who = max(likely, key=lambda x: (x[0], x[1].key), default=(0.0, None))
    if who is None or best < KEEP:
        return None
    told = (*scene.by_row["voice"], *scene.by_reader["voice"])
    return next((a for a in told if key(a) == who.key), None) or _nearest(notes.document, scene.mention, who)


def _nearest(document: Document, mention: Mention, who: Standing) -> Actor:
    """As whom somebody is named nearest to a mention, before it rather than after."""
    at = document.sentence_of[mention.word]
    place = bisect_left(who.sentences, at)
    round_it = who.within(at, at) or who.at[max(0, place - 1) : place + 1]
    first = {s for _, s, _ in round_it}
    near = [x for s in sorted(first) for x in who.within(s, s)]
    return min(near, key=lambda x: (abs(at - x[1]), x[0] > mention.word, abs(x[0] - mention.word)))[2]


def _chances(document: Document, mention: Mention, side: str, who: Standing) -> float:
    """The chance that the model gives to the words that name somebody as a party of this deed."""
    told = strongest(document, mention.first, mention.last)
    if told is None:
        return NO_CHANCE
    inside = [p.chance for p in told.parties if p.part == side and _names(document, who, p.word)]
    return max(inside, default=NO_CHANCE)


def _names(document: Document, who: Standing, word: int) -> bool:
    """Whether a word stands for somebody, by itself or as a part of a name."""
    start, sentence = document.starts[word], document.sentence_of[word]
    return any(head == word or a.start <= start < a.end for head, _, a in who.within(sentence, sentence))


def _logit(x: float) -> float:
    x = min(1 - NO_CHANCE, max(NO_CHANCE, x))
    return log(x / (1 - x))
