"""What is learned of who takes part in deeds and who vouches for them: of each deed that is one, all whom the report names
with their marks, and who is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.language import Document
from dateline.reading.how_far import how_far
from dateline.reading.judge import deeds
from dateline.reading.notes import take_notes
from dateline.reading.parties import logits
from dateline.reading.party_marks import beside, marks, nobody
from dateline.reading.says_who import says_who
from dateline.reading.scenes import SIDES, Plot, Scene, scene, spoken
from dateline.reading.standings import Standing, Standings
from dateline.reading.voice_of import by_cues
from dateline.reading.what import SYMMETRIC
from evaluation.keys import actor_keys
from training.outcomes import Pair, event_of
from training.regression import FREE, Choice, Marks, Weights, both, held, logistic, only

HELD = 50.0
"""The ridge that holds the weights to what the train part gives."""


@dataclass(frozen=True)
class Place:
    """Who stands for a place in a deed, and with what marks; nobody last."""

    document: Document
    scene: Scene
    around: tuple[Standing, ...]
    choice: Choice


Places = dict[str, list[Place]]


def places(pairs: Iterable[Pair]) -> Places:
    """Actor, recipient and voice of every deed that is one: who stands for the place, nobody last, and who has it."""
    out: Places = {"actor": [], "recipient": [], "voice": []}
    for document, report in pairs:
        notes = take_notes(document)
        voices, standings = says_who(notes), Standings(notes)
        scenes = [scene(notes, voices, m) for m in deeds(notes, voices)]
        plot = Plot(scenes)
        for s in scenes:
            event = event_of(document, report, s.mention)
            if event is None:
                continue
            right = {"actor": actor_keys(event.actors), "recipient": actor_keys(event.recipients)}
            if event.type in SYMMETRIC:
                right = dict.fromkeys(right, right["actor"] | right["recipient"])
            right["voice"] = actor_keys(event.said_by[:1])
            chain = by_cues(notes, voices, s.mention, how_far(notes, s.mention.word, s.mention.row.type))
            for place, keys in right.items():
                told = spoken(notes, voices, s.mention, chain) if place == "voice" else s
                around = standings.round(s.sentence)
                seen = [marks(notes, told, place, w, standings, plot if place in SIDES else None) for w in around]
                hits = [bool(actor_keys(a for _, _, a in w.at) & keys) for w in around]
                known = Choice([*seen, nobody(notes, told, place)], [*hits, not keys])
                out[place].append(Place(document, told, around, known))
    return out


def weights(measured: Iterable[Pair], trained: Iterable[Pair]) -> Iterator[tuple[str, Weights]]:
    """Weights by mark for each place: fitted on the reports that the model was trained on, then around those on the ones
    that it was not."""
    first, then = places(trained), places(measured)
    for place in then:
        choices = [[p.choice for p in some[place]] for some in (first, then)]
        kept = held(*choices)
        fitted = both(*choices, kept, HELD)
        yield place, fitted
        if place in SIDES:
            yield f"{place} too", logistic(list(_beside(then[place], fitted, kept)), FREE)


def _beside(some: list[Place], fitted: Weights, kept: frozenset[str]) -> Iterator[tuple[Marks, bool]]:
    """Beside the likeliest of the right ones, each other."""
    for place in some:
        rows = only(place.choice, kept).seen[:-1]
        scores = [logits(fitted, row) for row in rows]
        hits = place.choice.right[:-1]
        best = max((n for n, hit in enumerate(hits) if hit), key=lambda n: scores[n], default=None)
        for n, row in enumerate(rows):
            if best is not None and n != best:
                who, first, less = place.around[n], place.around[best], scores[n] - scores[best]
                yield beside(place.document, place.scene, who, row, first, rows[best], less), hits[n]
