"""What the judge learns from: of all that may be a deed, its status, its parties and its tellings, what speaks for and
against, and what a careful reader found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dateline.knowledge.judge import Row
from dateline.language import Document, parse
from dateline.reading import parties, told
from dateline.reading.how_far import how_far
from dateline.reading.judge import STATUSES, Marks, candidates, deeds, marks, status_marks
from dateline.reading.notes import take_notes
from dateline.reading.read import tellings
from dateline.reading.says_who import says_who
from dateline.reading.told import Telling
from dateline.reading.voice_of import by_cues
from dateline.reading.what import SYMMETRIC, Mention, what
from dateline.records import Report
from evaluation import gold
from evaluation.keys import actor_keys

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


def of_statuses(pairs: Iterable[Pair]) -> Iterator[Outcome]:
    """For each deed that is one, each status with its marks, and whether it is the right one."""
    for document, report in pairs:
        notes = take_notes(document)
        for m in deeds(notes, says_who(notes)):
            event = _of(document, report, m)
            if event is not None:
                walk = how_far(notes, m.word, m.row.type)
                for status in STATUSES:
                    yield status_marks(document, m, walk, status), status == event.status


def of_parties(pairs: Iterable[Pair]) -> Iterator[tuple[str, Marks, bool]]:
    """For each deed that is one, side, and whoever the report names: the marks, and whether that is a party."""
    for document, report in pairs:
        notes = take_notes(document)
        voices, standing = says_who(notes), parties.Standings(notes)
        for m in deeds(notes, voices):
            event = _of(document, report, m)
            if event is None:
                continue
            scene = parties.scene(notes, voices, m)
            sides = {"actor": actor_keys(event.actors), "recipient": actor_keys(event.recipients)}
            if event.type in SYMMETRIC:
                sides = dict.fromkeys(sides, sides["actor"] | sides["recipient"])
            for side, right in sides.items():
                for who in standing.round(notes.document.sentence_of[m.word]):
                    keys = actor_keys(a for _, _, a in who.at)
                    yield side, parties.marks(notes, scene, side, who), bool(keys & right)
            chain = by_cues(notes, voices, m, how_far(notes, m.word, m.row.type))
            scene, right = parties.spoken(notes, voices, m, chain), actor_keys(event.said_by[:1])
            for who in standing.round(notes.document.sentence_of[m.word]):
                hit = bool(actor_keys(a for _, _, a in who.at) & right)
                yield "voice", parties.marks(notes, scene, "voice", who), hit


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


def _of(document: Document, report: gold.GoldReport, m: Mention) -> gold.GoldEvent | None:
    return next((e for e in report.events if names(document, m, e) and not e.optional), None)
