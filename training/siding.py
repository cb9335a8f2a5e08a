"""What is learned of who gives and who takes in the entries of the ledger: of each entry that is one, all whom the report
names with their marks, and who is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.language import Document, parse
from dateline.ledger import copies
from dateline.reading.affair import Post
from dateline.reading.notes import take_notes
from dateline.reading.pledge import book, record
from dateline.reading.read import tellings
from dateline.reading.says_who import says_who
from dateline.reading.sides import SIDES, Book
from dateline.records import Pledge
from evaluation import entries, pledges
from evaluation.keys import actor_keys
from evaluation.stories import Story
from training.outcomes import Pair
from training.regression import Choice, Weights, both, held

HELD = 8.0
"""The ridge that holds the weights to what the train part gives."""
Right = dict[str, list[frozenset[str]]]


@dataclass(frozen=True)
class Place:
    """An entry that is one, and by side the keys of those who are right; several sets may be."""

    book: Book
    post: Post
    right: Right

    def choice(self, side: str) -> Choice:
        """Who may be on a side, nobody last."""
        who = self.book.standings
        seen = [*(self.book.marks(self.post, side, w) for w in who), self.book.nobody(self.post, side)]
        sets = self.right[side]
        hits = [any(actor_keys(a for _, _, a in w.at) & keys for keys in sets) for w in who]
        return Choice(seen, [*hits, frozenset() in sets])


def of_reports(pairs: Iterable[Pair]) -> Iterator[Place]:
    """The entries of reports read by hand."""
    for document, report in pairs:
        if not report.pledges:
            continue
        found, ours = _ours(document)
        for g, o in pledges.match(list(report.pledges), ours).items():
            gold = report.pledges[g]
            right = {"donor": [actor_keys(gold.donors)], "recipient": [actor_keys(gold.recipients)]}
            yield Place(found, found.posts[o], right)


def of_stories(stories: Iterable[Story]) -> Iterator[Place]:
    """The entries of the ledger's stories; of copies only the first is heard."""
    for story in stories:
        first = copies(story.reports)
        own = [r for r in story.reports if first[r.id] == r.id]
        for document in parse(own):
            found, ours = _ours(document)
            gold = [e for e in story.gold["entries"] if e["report"] == document.report.id]
            for g, o in entries.pairs(gold, ours).items():
                rows = [gold[g], *(gold[g] | a for a in gold[g].get("accept", ()))]
                right = {s: [entries.who(row[f"{s}s"]) for row in rows] for s in SIDES}
                yield Place(found, found.posts[o], right)


def _ours(document: Document) -> tuple[Book, list[Pledge]]:
    notes = take_notes(document)
    found = book(notes, tellings(notes, says_who(notes)))
    return found, [record(notes, post.filled, "", n) for n, post in enumerate(found.posts)]


def weights(measured: Sequence[Place], trained: Sequence[Place]) -> Iterator[tuple[str, Weights]]:
    """Weights by mark for each side: fitted on the reports that the model was trained on, then around those on the ones
    that it was not."""
    for side in SIDES:
        choices = [[p.choice(side) for p in some] for some in (trained, measured)]
        yield side, both(*choices, held(*choices), HELD)
