"""Whose deed it is, to whom it is done and who says so, weighed over all whom the report names: what the tables and the model
point to, who stands near, who does such to whom elsewhere, whose land it is.

All whom the report names, and nobody, stand for one place; the likeliest has it. Beside it stand those who are likelier than
not to be parties too."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import exp

from dateline.knowledge.judge import party_weights
from dateline.language import Document
from dateline.reading.notes import Notes, each_once, key
from dateline.reading.party_marks import Marks, beside, marks, nobody, together
from dateline.reading.scenes import SIDES, Plot, Scene
from dateline.reading.standings import Standing, Standings
from dateline.reading.what import SYMMETRIC, Mention
from dateline.records import Actor

KEEP = 0.5
FAR_BEHIND = 4.0
"""Who is so many logits less likely than the first, and not pointed to, is no party beside him."""


@dataclass(frozen=True)
class Cast:
    """All whom a report names, and who does what to whom in it."""

    standings: Standings
    plot: Plot


def weighed(notes: Notes, scene: Scene, cast: Cast) -> Mention:
    """The mention with the parties that are likeliest."""
    mention = scene.mention
    sides = {side: _actors(notes.document, scene, side, _parties(notes, scene, side, cast), cast) for side in SIDES}
    if mention.row.type in SYMMETRIC:  # each stands on one side: where it is pointed to, else first
        towards = scene.told["recipient"] - scene.told["actor"]
        sides["actor"] = [a for a in sides["actor"] if key(a) not in towards]
        first = {key(a) for a in sides["actor"]}
        sides["recipient"] = [r for r in sides["recipient"] if key(r) not in first]
    told = [_in_order((*scene.by_reader[side], *scene.by_row[side])) for side in SIDES]
    actors, recipients = (tuple(sides[side]) for side in SIDES)
    return replace(mention, actors=actors, recipients=recipients, told_actors=told[0], told_recipients=told[1])


def _in_order(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(sorted(each_once(actors), key=lambda a: (a.start, a.name)))


def voiced(notes: Notes, scene: Scene, standings: Standings) -> Actor | None:
    """Who says it, where somebody likelier does than nobody."""
    around = standings.round(scene.sentence)
    seen = [marks(notes, scene, "voice", who, standings, None) for who in around]
    best = likeliest("voice", seen, nobody(notes, scene, "voice"))
    if best is None:
        return None
    told = (*scene.by_row["voice"], *scene.by_reader["voice"])
    who = around[best]
    return next((a for a in told if key(a) == who.key), None) or _nearest(notes.document, scene.mention, who)


def likeliest(side: str, seen: list[Marks], none: Marks) -> int | None:
    """The number of the one with most in favour; None where nobody has more. Of two as likely the first."""
    weights = party_weights()[side]
    scores = [logits(weights, s) for s in seen]
    best = max(range(len(scores)), key=lambda n: (round(scores[n], 9), -n), default=None)
    return best if best is not None and scores[best] > logits(weights, none) else None


def logits(weights: dict[str, float], seen: Marks) -> float:
    """The sum of the weights of what is so."""
    total = 0.0
    for name, value in seen.items():
        if value:
            total += weights.get(name, 0.0) * value
    return total


def _parties(notes: Notes, scene: Scene, side: str, cast: Cast) -> list[Standing]:
    around = cast.standings.round(scene.sentence)
    seen = [marks(notes, scene, side, who, cast.standings, cast.plot) for who in around]
    best = likeliest(side, seen, nobody(notes, scene, side))
    if best is None:
        return []
    weights, beside_it = party_weights()[side], party_weights()[f"{side} too"]
    first, top = around[best], logits(weights, seen[best])
    out = []
    for number, who in enumerate(around):
        if number == best or _in_one_breath(notes.document, scene, side, who, first):
            out.append(who)
            continue
        less = logits(weights, seen[number]) - top
        if less < -FAR_BEHIND and who.key not in scene.told[side]:
            continue
        known = beside(notes.document, scene, who, seen[number], first, seen[best], less)
        if 1 / (1 + exp(-logits(beside_it, known))) >= KEEP:
            out.append(who)
    return out


def _in_one_breath(document: Document, scene: Scene, side: str, who: Standing, first: Standing) -> bool:
    """Whether words that are pointed to name both at once: "Oslo and Bern", "both countries", "the two"."""
    return {who.key, first.key} <= scene.told[side] and together(document, scene.sentence, who, first)


def _actors(document: Document, scene: Scene, side: str, chosen: Iterable[Standing], cast: Cast) -> list[Actor]:
    """The chosen as the words that point to them name them, else as they are named nearest."""
    out: list[Actor] = []
    told = (*scene.by_reader[side], *scene.by_row[side])
    for who in chosen:
        own = [a for a in told if key(a) == who.key]
        out += list({a.name: a for a in own}.values()) or [_nearest(document, scene.mention, who)]
    return out + [a for a in told if key(a) not in cast.standings.keys]


def _nearest(document: Document, mention: Mention, who: Standing) -> Actor:
    """As whom somebody is named nearest to a mention, before it rather than after."""
    at = document.sentence_of[mention.word]
    place = bisect_left(who.sentences, at)
    round_it = who.within(at, at) or who.at[max(0, place - 1) : place + 1]
    first = {s for _, s, _ in round_it}
    near = [x for s in sorted(first) for x in who.within(s, s)]
    return min(near, key=lambda x: (abs(at - x[1]), x[0] > mention.word, abs(x[0] - mention.word)))[2]
