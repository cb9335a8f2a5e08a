"""What is learned of what deeds are about and in which way they were done: of each deed that is one, the marks of its words,
and what a careful reader found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.knowledge.ontology import contexts, modes
from dateline.reading.events import event
from dateline.reading.notes import take_notes
from dateline.reading.read import tellings
from dateline.reading.says_who import says_who
from dateline.reading.told import joined
from dateline.reading.topics import Marks, Wording
from dateline.records import Event
from evaluation.events import match
from evaluation.gold import GoldEvent
from training.outcomes import Pair
from training.regression import Weights, logistic

Seen = Sequence[tuple[str, Marks, bool]]
"""By deed its report, its marks, and whether it is so."""
ABOUT, IN_A_WAY = 100, 60
"""How many marks are weighed for a context, and for a mode."""
DEEDS, REPORTS = {ABOUT: 10, IN_A_WAY: 8}, {ABOUT: 8, IN_A_WAY: 4}
"""Of how many deeds a context or mode must be so that it is weighed, and in how many reports a mark must be met."""
TINY = 1e-9
RIDGE = {ABOUT: 5.0, IN_A_WAY: 3.0}


@dataclass(frozen=True)
class Deed:
    """A deed that is one, as found and as read by hand."""

    report: str
    marks: Marks
    found: Event
    right: GoldEvent


def deeds(pairs: Iterable[Pair]) -> Iterator[Deed]:
    """The deeds that are found rightly."""
    for document, report in pairs:
        notes = take_notes(document)
        groups = joined(document, tellings(notes, says_who(notes)))
        events, wording = [event(document, g, "") for g in groups], Wording(document)
        for m in match(list(report.events), events):
            if not report.events[m.gold].optional:
                found = events[m.ours]
                yield Deed(report.id, wording.of(found, groups[m.ours]), found, report.events[m.gold])


def topics(seen: Sequence[Deed]) -> Iterator[tuple[str, Weights]]:
    """By context, the weight of each mark."""
    for context in _often((c for d in seen for c in d.right.contexts if c in contexts()), ABOUT):
        yield context, _weights([(d.report, d.marks, context in d.right.contexts) for d in seen], ABOUT)


def ways(seen: Sequence[Deed]) -> Iterator[tuple[str, str, Weights]]:
    """By type and mode, the weight of each mark, by the deeds whose mode no row names."""
    open_ones = [d for d in seen if d.found.mode is None and d.found.type == d.right.type]
    for kind in sorted({d.right.type for d in open_ones}):
        of_kind = [(d.report, _near(d.marks), d.right.mode) for d in open_ones if d.right.type == kind]
        for mode in _often((m for _, _, m in of_kind if m and (kind, m) in modes()), IN_A_WAY):
            yield kind, mode, _weights([(report, marks, m == mode) for report, marks, m in of_kind], IN_A_WAY)


def _near(marks: Marks) -> Marks:
    """Without the words of the whole report and without what all of a type share."""
    return frozenset(m for m in marks if m.partition(" ")[0] not in ("report", "row", "type", "mode"))


def _often(names: Iterable[str], what: int) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count >= DEEDS[what])


def _weights(seen: Seen, what: int) -> Weights:
    kept = _telling(seen, what, REPORTS[what])
    return logistic([(dict.fromkeys(sorted(marks & kept), 1.0), hit) for _, marks, hit in seen], RIDGE[what])


def _telling(seen: Seen, most: int, least: int) -> Marks:
    """The marks that tell most (by chi-square), of those that are met in enough reports."""
    share = sum(hit for *_, hit in seen) / len(seen)
    all_of, hits_of, met = Counter[str](), Counter[str](), Counter[str]()
    for marks, hit in ((marks, hit) for _, marks, hit in seen):
        all_of.update(marks)
        if hit:
            hits_of.update(marks)
    met.update(mark for _, mark in {(report, mark) for report, marks, _ in seen for mark in marks})
    kept = {m: n for m, n in all_of.items() if met[m] >= least}
    gain = {m: (hits_of[m] - n * share) ** 2 / (n * share * (1 - share) + TINY) for m, n in kept.items()}
    return frozenset(sorted(gain, key=lambda m: (-gain[m], m))[:most]) | {"any"}
