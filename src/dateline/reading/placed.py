"""Where a deed was done, weighed over all places that the report names near it, and none."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dateline.knowledge.judge import scene_weights
from dateline.reading.notes import Notes
from dateline.reading.parties import logits
from dateline.reading.place_marks import Gazetteer
from dateline.reading.told import Telling
from dateline.records import Event


def placed_anew(notes: Notes, events: Sequence[Event], groups: Sequence[Sequence[Telling]]) -> list[Event]:
    """The events, each at the place that is likeliest; of two as likely the one of the rules, else the first named."""
    known, weights, out = Gazetteer(notes, events, groups), scene_weights(), []
    for number, event in enumerate(events):
        best, most = None, logits(weights, known.nowhere(number))
        for named in known.candidates(number):
            score = logits(weights, known.marks(number, named))
            if score > most + 1e-9:
                best, most = named.place, score
        if best is not None and event.place is not None and best.name == event.place.name:
            best = event.place
        out.append(msgspec.structs.replace(event, place=best))
    return out
