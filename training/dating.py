"""What is learned of when deeds were done: of each deed that is one, all days that the report tells with their marks, and which
are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.reading.daybook import daybook
from dateline.reading.events import event
from dateline.reading.notes import take_notes
from dateline.reading.read import tellings
from dateline.reading.says_who import says_who
from dateline.reading.told import joined
from evaluation.events import match, near_days
from training.outcomes import Pair
from training.regression import Choice, Weights, both, held

HELD = 8.0
"""The ridge that holds the weights to what the train part gives."""


def choices(pairs: Iterable[Pair]) -> Iterator[Choice]:
    """All days that may be a deed's, for each deed that is one."""
    for document, report in pairs:
        notes = take_notes(document)
        voices = says_who(notes)
        groups = joined(document, tellings(notes, voices))
        book = daybook(notes, voices, groups, [event(document, g, "") for g in groups])
        for m in match(list(report.events), [d.event for d in book.deeds]):
            gold = report.events[m.gold]
            if gold.optional:
                continue
            all_days = book.candidates(book.deeds[m.ours])
            yield Choice([book.marks(m.ours, c) for c in all_days], [near_days(gold.date, c.days) for c in all_days])


def weights(measured: Iterable[Pair], trained: Iterable[Pair]) -> Weights:
    """Weights by mark: fitted on the reports that the model was trained on, then around those on the ones that it was not."""
    first, then = list(choices(trained)), list(choices(measured))
    return both(first, then, held(first, then), HELD)
