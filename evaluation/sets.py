"""What can be measured: the sets, where the data of each lies, and how each is scored.

A job measures one or more sets that ask about the same texts, so that each text is read once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from . import (
    arguments,
    dates,
    entries,
    events,
    gold,
    ledger,
    names,
    parsing,
    places,
    pledges,
    plover,
    quotes,
    quotes_gum,
    roles,
    status,
)
from .program import Program
from .program import events as events_of
from .program import pledges as pledges_of
from .program import quotes as quotes_of
from .score import Result, skip
from .stories import records, stories

T = TypeVar("T")
GROUPS = ("wikinews", "written")
"""Groups of reports read by hand that there should be."""
ASKED = ("events", "quotes", "pledges", "places")
LEDGER = ("ledger-joined", "ledger-read", "ledger-entries")
NEAR_NEWS = frozenset({"weblog", "newsgroup"})
"""The genres of web text that are nearest to reports."""
REPORTS = ("news", "interview", "court")


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the corpus and the development data lie; `data` is None where there is none."""

    corpus: Path
    data: Path | None


@dataclass(frozen=True, slots=True)
class Part:
    """Which of the reports to look at: the first so many, or those of some ids. All by default."""

    first: int | None = None
    ids: frozenset[str] = frozenset()

    def of(self, rows: Iterable[T], name: Callable[[T], str]) -> list[T]:
        """The chosen rows."""
        chosen = [row for row in rows if not self.ids or name(row) in self.ids]
        return chosen if self.first is None else chosen[: self.first]


@dataclass(frozen=True, slots=True)
class Job:
    """The sets it gives and the file it needs."""

    key: str
    sets: tuple[str, ...]
    path: Path | None


def jobs(folders: Folders) -> list[Job]:
    """All jobs, those whose data are not there included; the longest first."""
    files = gold.group_files(folders.corpus, folders.data)
    out = [Job(g, tuple(f"{a}-{g}" for a in ASKED), files.get(g)) for g in sorted({*GROUPS, *files})]
    kept = folders.corpus / "ledger"
    out.append(Job("ledger", LEDGER, kept if kept.is_dir() else None))
    for key, (place, _) in MEASURES.items():
        path = folders.data / place if folders.data else None
        out.append(Job(key, (key,), path if path and path.exists() else None))
    return out


def wanted(job: Job, sets: Sequence[str]) -> bool:
    """Whether a job gives one of some sets."""
    return not sets or any(chosen(one, sets) for one in job.sets)


def chosen(name: str, sets: Sequence[str]) -> bool:
    """Whether a set is among those named, whole or by its first or last part (`events`, `wikinews`). All are where
    none is named."""
    return not sets or any(s == name or name.startswith(f"{s}-") or name.endswith(f"-{s}") for s in sets)


def measure(job: Job, folders: Folders, part: Part, program: Program) -> list[Result]:
    """The results of a job; where its data are not there they say so."""
    if job.path is None:
        why = "there is no development data" if folders.data is None else "the development data have no such file"
        return [skip(name, why) for name in job.sets]
    start = time.monotonic()
    if job.key in MEASURES:
        results = [MEASURES[job.key][1](job.key, job.path, part, program)]
    elif job.key == "ledger":
        results = _ledger(job.path, program)
    else:
        results = list(_group(job, job.path, folders, part, program))
    results[0].seconds = time.monotonic() - start
    return results


def _group(job: Job, path: Path, folders: Folders, part: Part, program: Program) -> Iterator[Result]:
    reports = part.of(gold.reports(path, gold.texts(folders.data)), lambda r: r.id)
    read = [(r, program.read(r.text, r.date, r.title)) for r in reports]
    yield events.score(job.sets[0], [(r, events_of(records)) for r, records in read])
    yield quotes.score(job.sets[1], [(r, quotes_of(records)) for r, records in read])
    yield pledges.score(job.sets[2], [(r, pledges_of(records)) for r, records in read])
    yield places.score(job.sets[3], [(r, events_of(records)) for r, records in read])


def _ledger(path: Path, program: Program) -> list[Result]:
    """Over gold's own entries, and over what the program reads; the stories are one whole, so no part of them."""
    told = list(stories(path))
    read = {(s.name, r.id): program.records(r) for s in told for r in s.reports}
    return [
        ledger.score(LEDGER[0], [(s, [entry for entry, _ in records(s)]) for s in told]),
        ledger.score(LEDGER[1], [(s, [x for r in s.reports for x in read[s.name, r.id]]) for s in told]),
        entries.score(LEDGER[2], told, lambda s, r: pledges_of(read[s.name, r.id])),
    ]


def _plover(key: str, path: Path, part: Part, program: Program) -> Result:
    rows = part.of(gold.typed(path, plover.PloverRecord), lambda r: r.id)
    return plover.score(key, rows, program.events)


def _meantime(key: str, path: Path, part: Part, program: Program) -> Result:
    rows = part.of(gold.typed(path, status.MeantimeReport), lambda r: r.id)
    return status.score(key, status.meantime(rows), program)


def _uds(key: str, path: Path, part: Part, program: Program) -> Result:
    near = (r for r in gold.typed(path, status.UdsSentence) if r.genre in NEAR_NEWS)
    return status.score(key, status.uds(part.of(near, lambda r: r.id)), program)


def _quotes_gum(key: str, path: Path, part: Part, program: Program) -> Result:
    near = (r for r in gold.typed(path, quotes_gum.GumReport) if r.genre in REPORTS)
    return quotes_gum.score(key, part.of(near, lambda r: r.id), REPORTS, program.quotes)


def _dates(key: str, path: Path, part: Part, program: Program) -> Result:
    return dates.score(key, part.of(gold.typed(path, dates.DatedText), lambda r: r.id), program.dates)


def _names(key: str, path: Path, part: Part, program: Program) -> Result:
    return names.score_exact(key, part.of(gold.typed(path, names.Sentence), lambda r: r.id), program.names)


def _entities(key: str, path: Path, part: Part, program: Program) -> Result:
    return names.score_within(key, part.of(gold.typed(path, names.Paper), lambda r: r.id), program.names)


def _parsing(key: str, path: Path, part: Part, program: Program) -> Result:
    return parsing.score(key, part.of(parsing.trees(path), lambda t: t.id), program.parse_words)


def _roles(key: str, path: Path, part: Part, program: Program) -> Result:
    rows = part.of(gold.typed(path, roles.Sentence), lambda r: r.sent_id)
    words = {t.id: t.words for t in parsing.trees(path.with_name("ewt.dev.conllu.gz"))}
    return roles.score(key, rows, words, program.parse_words)


def _arguments(key: str, path: Path, part: Part, program: Program) -> Result:
    rows = part.of(gold.typed(path, arguments.Predicate), lambda p: p.id)
    return arguments.score(key, rows, program)


Measure = Callable[[str, Path, Part, Program], Result]
MEASURES: dict[str, tuple[str, Measure]] = {
    "quotes-gum": ("evaluation/quotes.dev.jsonl.gz", _quotes_gum),
    "names-uner": ("evaluation/names-uner.dev.jsonl.gz", _names),
    "status-meantime": ("evaluation/status-meantime.dev.jsonl.gz", _meantime),
    "parsing-ewt": ("training/ewt.dev.conllu.gz", _parsing),
    "parsing-gum": ("training/gum.dev.conllu.gz", _parsing),
    "roles-propbank": ("training/propbank-ewt.dev.jsonl.gz", _roles),
    "names-re3d": ("evaluation/entities-re3d.dev.jsonl.gz", _entities),
    "status-uds": ("evaluation/status-uds.dev.jsonl.gz", _uds),
    "arguments-qasrl": ("evaluation/arguments-qasrl.dev.jsonl.gz", _arguments),
    "events-plover": ("evaluation/events-plover.dev.jsonl.gz", _plover),
    "dates-gum": ("evaluation/dates.dev.jsonl.gz", _dates),
}
"""Sets by name: the file in the data folder, and what measures it."""
