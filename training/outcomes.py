"""What the judge learns from: of all that may be a deed, its status and its tellings, what speaks for and
against, and what a careful reader found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dateline.knowledge.judge import Row
from dateline.language import Document, parse
from dateline.reading import told
from dateline.reading.how_far import how_far
from dateline.reading.judge import STATUSES, Marks, candidates, deeds, marks, status_marks
from dateline.reading.notes import take_notes
from dateline.reading.read import tellings
from dateline.reading.says_who import says_who
from dateline.reading.told import Telling
from dateline.reading.what import Mention, what
from dateline.records import Report
from evaluation import gold
from training.regression import Choice

Pair = tuple[Document, gold.GoldReport]
Outcome = tuple[Marks, bool]


def parsed(reports: Sequence[gold.GoldReport]) -> list[Pair]:
    """Reports with what the language stage sees in them."""
    documents = parse(Report(id=r.id, text=r.text, date=r.date, title=r.title) for r in reports)
    return list(zip(documents, reports, strict=True))


def names(document: Document, m: Mention, event: gold.GoldEvent) -> bool:
    """Whether a mention of ours meets one of a deed of its type."""
    if m.row.type != event.type and m.row.type not in event.also:
        return False
    start, end = document.starts[m.first], document.ends[m.last]
    return any(x.start < end and start < x.end for x in event.mentions)


def of_rows(pairs: Iterable[Pair]) -> Counter[tuple[Row, bool]]:
    """How often each row's deeds were right and wrong; optional deeds are left out, here and below."""
    out: Counter[tuple[Row, bool]] = Counter()
    for document, report in pairs:
        notes = take_notes(document)
        for m in what(notes, says_who(notes)):
            hits = [e for e in report.events if names(document, m, e)]
            if not hits or not all(e.optional for e in hits):
                out[(m.row.type, m.row.predicate, m.row.pos), bool(hits)] += 1
    return out


def of_deeds(pairs: Iterable[Pair]) -> Iterator[Outcome]:
    """For each candidate its marks and whether it is a deed of its type."""
    for document, report in pairs:
        notes = take_notes(document)
        for m, by_row in candidates(notes, says_who(notes)):
            hits = [e for e in report.events if names(document, m, e)]
            if not hits or not all(e.optional for e in hits):
                yield marks(notes, m, by_row), bool(hits)


def of_statuses(pairs: Iterable[Pair]) -> Iterator[Choice]:
    """For each deed that is one, every status with its marks, and which is the right one."""
    for document, report in pairs:
        notes = take_notes(document)
        for m in deeds(notes, says_who(notes)):
            event = event_of(document, report, m)
            if event is not None:
                walk = how_far(notes, m.word, m.row.type)
                seen = [status_marks(document, m, walk, status) for status in STATUSES]
                yield Choice(seen, [status == event.status for status in STATUSES])


def of_tellings(pairs: Iterable[Pair]) -> Iterator[Outcome]:
    """For each two tellings of deeds of a type, the marks and whether they are of one deed."""
    for document, report in pairs:
        notes = take_notes(document)
        of_type: dict[str, list[tuple[Telling, set[int]]]] = {}
        for t in tellings(notes, says_who(notes)):
            named = {n for n, e in enumerate(report.events) if names(document, t.mention, e)}
            if named:
                of_type.setdefault(t.mention.row.type, []).append((t, named))
        for found in of_type.values():
            for n, (b, of_b) in enumerate(found):
                for a, of_a in found[:n]:
                    yield told.marks(document, a, b), bool(of_a & of_b)


def event_of(document: Document, report: gold.GoldReport, m: Mention) -> gold.GoldEvent | None:
    """The deed that a mention of ours meets, if it is one that counts."""
    return next((e for e in report.events if names(document, m, e) and not e.optional), None)
