"""What is learned of the entries of the ledger: of all goods that may be one, which are, in reports read by hand and in the
ledger's stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.language import parse
from dateline.ledger import copies
from dateline.reading.entry_judge import marks
from dateline.reading.notes import take_notes
from dateline.reading.pledge import entries, record
from dateline.reading.read import tellings
from dateline.reading.says_who import says_who
from evaluation import entries as of_ledger
from evaluation import pledges
from evaluation.stories import Story
from training.outcomes import Outcome, Pair


def of_reports(pairs: Iterable[Pair]) -> Iterator[Outcome]:
    """Of reports read by hand."""
    for document, report in pairs:
        notes = take_notes(document)
        deeds = tellings(notes, says_who(notes))
        found = entries(notes, deeds)
        hits = pledges.match(list(report.pledges), [record(notes, e, "", n) for n, e in enumerate(found)])
        right = set(hits.values())
        yield from ((marks(notes, deeds, found, n), n in right) for n in range(len(found)))


def of_stories(stories: Iterable[Story]) -> Iterator[Outcome]:
    """Of the ledger's stories; of copies only the first is heard."""
    for story in stories:
        first = copies(story.reports)
        for document in parse([r for r in story.reports if first[r.id] == r.id]):
            notes = take_notes(document)
            deeds = tellings(notes, says_who(notes))
            found = entries(notes, deeds)
            gold = [e for e in story.gold["entries"] if e["report"] == document.report.id]
            right = set(of_ledger.pairs(gold, [record(notes, e, "", n) for n, e in enumerate(found)]).values())
            yield from ((marks(notes, deeds, found, n), n in right) for n in range(len(found)))
