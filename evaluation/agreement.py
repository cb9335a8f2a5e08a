"""How far two readers agree: `python -m evaluation.agreement SECOND.jsonl`.

The second reading is scored as if the program had made it, against the first reading of the same reports in the corpus; so
the figures are what a program can be held to."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from dateline.language import tokens
from dateline.language.sentences import sentences
from dateline.records import Actor, Amount, Days, Event, Money, Pledge, Quote, Report, ReportKey, Span, key_of

from . import events, gold, pledges, quotes
from .score import Result

OPEN = "not told"


def first_readings(folder: Path, texts: dict[str, str]) -> dict[str, gold.GoldReport]:
    """All reports of the corpus that have been read first, by id."""
    paths = [p for p in sorted(folder.glob("*.jsonl")) if not gold.stem(p).endswith("-second")]
    found = [r for p in paths for r in gold.reports(p, texts) if r.text]
    return {r.id: r for r in found}


def scores(first: dict[str, gold.GoldReport], second: Sequence[gold.GoldReport]) -> list[Result]:
    """The second readings as records, scored against the first."""
    pairs = [(first[r.id], r) for r in second if r.id in first]
    return [
        events.score(
            "events", [(a, [_event(b, n) for n, e in enumerate(b.events) if not e.optional]) for a, b in pairs]
        ),
        quotes.score("quotes", [(a, [_quote(b, n) for n in range(len(b.quotes))]) for a, b in pairs]),
        pledges.score("pledges", [(a, [_pledge(b, n) for n in range(len(b.pledges))]) for a, b in pairs]),
    ]


def _event(report: gold.GoldReport, number: int) -> Event:
    e = report.events[number]
    return Event(
        id=f"{number:04}",
        report=_key(report),
        evidence=_sentences(report, e.mentions),
        status=e.status,  # type: ignore[arg-type]
        said_by=_actors(e.said_by),
        date=_days(e.date),
        confidence=1.0,
        because=OPEN,
        coder="hand",
        type=e.type,  # type: ignore[arg-type]
        mode=e.mode,
        contexts=e.contexts,
        quad=1,
        actors=_actors(e.actors),
        recipients=_actors(e.recipients),
        trigger=_span(report, e.mentions[0]),
    )


def _quote(report: gold.GoldReport, number: int) -> Quote:
    q = report.quotes[number]
    return Quote(
        id=f"{number:04}",
        report=_key(report),
        evidence=(_span(report, q.content),),
        status="happened",
        said_by=_actors(q.said_by),
        confidence=1.0,
        because=OPEN,
        coder="hand",
        speaker=_actors([q.speaker])[0],
        content=_span(report, q.content),
        form=q.form,  # type: ignore[arg-type]
    )


def _pledge(report: gold.GoldReport, number: int) -> Pledge:
    p = report.pledges[number]
    return Pledge(
        id=f"{number:04}",
        report=_key(report),
        evidence=tuple(_span(report, m) for m in p.mentions),
        status=p.status,  # type: ignore[arg-type]
        confidence=1.0,
        because=OPEN,
        coder="hand",
        donors=_actors(p.donors),
        recipients=_actors(p.recipients),
        support=p.support,  # type: ignore[arg-type]
        item=p.item,
        quantity=Amount(low=p.quantity.low, high=p.quantity.high, unit=None, text="") if p.quantity else None,
        value=Money(low=p.value.low, high=p.value.high, currency=p.value.currency, text="") if p.value else None,
        counts_in_totals=p.counts_in_totals,
        why_not=None if p.counts_in_totals else OPEN,
    )


def _key(report: gold.GoldReport) -> ReportKey:
    return key_of(Report(id=report.id, text=report.text, date=report.date))


def _span(report: gold.GoldReport, at: gold.GoldSpan) -> Span:
    return Span(start=at.start, end=at.end, text=report.text[at.start : at.end])


def _sentences(report: gold.GoldReport, mentions: Sequence[gold.GoldSpan]) -> tuple[Span, ...]:
    """The sentences that hold the mentions, as the program's evidence does."""
    words = tokens.words(report.text)
    spans = [gold.GoldSpan(words[a].start, words[b].end) for a, b in sentences(report.text, words)[0]]
    return tuple(_span(report, s) for s in spans if any(s.start <= m.start < s.end for m in mentions))


def _days(days: gold.GoldDays | None) -> Days | None:
    return Days(start=days.start, end=days.end, text=None, basis="report") if days else None


def _actors(actors: Sequence[gold.GoldActor]) -> tuple[Actor, ...]:
    return tuple(Actor(text="-", start=0, end=1, **msgspec.structs.asdict(a)) for a in actors)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(str(__doc__))
    texts = gold.texts(gold.data_folder())
    first = first_readings(gold.CORPUS, texts)
    own = {name: r.text for name, r in first.items()}
    second = gold.reports(Path(sys.argv[1]), own)
    print(f"{len(second)} reports read twice")
    for result in scores(first, second):
        for name, score in result.scores.items():
            if score.tolerance is not None:
                counts = ", ".join(f"{k} {v}" for k, v in score.counts.items())
                print(f"{result.name:8} {name:28} {score.value:.3f}  {counts}")


if __name__ == "__main__":
    main()
