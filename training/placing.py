"""What is learned of where deeds were done: of each deed that is one, all places that the report names with their marks, and
which are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.reading.events import event
from dateline.reading.notes import take_notes
from dateline.reading.place_marks import Gazetteer
from dateline.reading.read import tellings
from dateline.reading.says_who import says_who
from dateline.reading.told import joined
from evaluation.events import match
from training.outcomes import Pair
from training.regression import Choice, Weights, both, held

HELD = 4.0
"""The ridge that holds the weights to what the train part gives."""


def choices(pairs: Iterable[Pair]) -> Iterator[Choice]:
    """All places that may be a deed's and none, for each deed that is one."""
    for document, report in pairs:
        notes = take_notes(document)
        groups = joined(document, tellings(notes, says_who(notes)))
        known = Gazetteer(notes, [event(document, g, "") for g in groups], groups)
        for m in match(list(report.events), list(known.events)):
            gold = report.events[m.gold]
            if gold.optional or (gold.place and not gold.place.country):
                continue
            country = gold.place.country if gold.place else None
            places = known.candidates(m.ours)
            seen = [known.nowhere(m.ours), *(known.marks(m.ours, p) for p in places)]
            yield Choice(seen, [not country, *(bool(country) and p.place.country == country for p in places)])


def weights(measured: Iterable[Pair], trained: Iterable[Pair]) -> Weights:
    """Weights by mark: fitted on the reports that the model was trained on, then around those on the ones that it was not."""
    first, then = list(choices(trained)), list(choices(measured))
    return both(first, then, held(first, then), HELD)
