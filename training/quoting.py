"""What is learned of quotes: of all that somebody says in a report, which a careful reader takes for a quote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from dateline.reading.notes import take_notes
from dateline.reading.quote_judge import QuoteJudge
from dateline.reading.says_who import says_who
from evaluation.match import closeness
from evaluation.quotes import ENOUGH
from training.outcomes import Outcome, Pair

OFTEN = 10


def outcomes(pairs: Iterable[Pair]) -> Iterator[Outcome]:
    """Each voice with its marks, and whether it is the one closest to a quote, and close enough."""
    for document, report in pairs:
        judge = QuoteJudge(says_who(take_notes(document)))
        told = [v for v in judge.voices if v.speaker]
        right: set[int] = set()
        for quote in report.quotes:
            close = [(closeness(quote.content, v), v.counts, -n) for n, v in enumerate(told)]
            best = max(close, default=(0.0, False, 0))
            if best[0] >= ENOUGH:
                right.add(-best[2])
        yield from ((judge.marks(v), n in right) for n, v in enumerate(told))


def often(seen: list[Outcome]) -> list[Outcome]:
    """By the marks alone that hold at least `OFTEN` times."""
    counts = Counter(name for row, _ in seen for name, value in row.items() if value)
    return [({n: v for n, v in row.items() if counts[n] >= OFTEN}, hit) for row, hit in seen]
