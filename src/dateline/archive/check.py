"""Does everything in an archive hold? Each part's bytes against the hash in its name, each record against its report's
words, each decision against its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.archive.decisions import Book
from dateline.archive.folder import DECISIONS, RECORDS, REPORTS, ArchiveError, Batch, batches, hashed, unknown
from dateline.archive.parts import read_columns, read_records, read_reports, whole
from dateline.records import Actor, AnyRecord, Event, Pledge, Quote, Report, Span


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: the file, and what is wrong with it."""

    file: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.message}"


def check(path: Path) -> Iterator[Fault]:
    """What is wrong, part by part."""
    ids: dict[str, str] = {}
    last = 0
    for batch in batches(path):
        if batch.number != last + 1:
            missing = f"{last + 1:08d}" if batch.number > last + 1 else f"{batch.number:08d} (twice)"
            yield Fault(REPORTS, f"the batch {missing} is not as it should be: a part is missing or doubled")
        last = batch.number
        yield from _batch(path, batch, ids)
    for file in unknown(path):
        yield Fault(str(file.relative_to(path)), "is no part of an archive; move it away")
    if told := Book(path / DECISIONS).sound():
        yield Fault(DECISIONS, told)


def _batch(path: Path, batch: Batch, ids: dict[str, str]) -> Iterator[Fault]:
    name = f"{REPORTS}/{batch.reports}"
    try:
        _same_bytes(path / REPORTS / batch.reports, batch.name.partition("-")[2])
        reports = {r.id: r for r in read_reports(path / REPORTS / batch.reports)}
        hashes = {r["id"]: r["sha256"] for r in read_columns(path / REPORTS / batch.reports, ["id", "sha256"])}
    except (ArchiveError, OSError) as error:
        yield Fault(name, str(error))
        return
    for id, report in reports.items():
        if report.sha256 != hashes[id]:
            yield Fault(name, f"the text of {id} is not the one that was kept")
        if id in ids:
            yield Fault(name, f"the id {id} is also in {ids[id]}")
        ids[id] = name
    if batch.records is None:
        yield Fault(name, "nothing was read in it, or its records are missing; `dateline reread` makes them")
        return
    yield from _records(path, batch.records, reports)


def _records(path: Path, part: str, reports: dict[str, Report]) -> Iterator[Fault]:
    name = f"{RECORDS}/{part}"
    try:
        _same_bytes(path / RECORDS / part, part.removesuffix(".parquet").rpartition("-")[2])
        for record in read_records(path / RECORDS / part):
            report = reports.get(record.report.id)
            if report is None:
                yield Fault(name, f"{record.id} is of the report {record.report.id}, which is not in its batch")
            elif record.report.sha256 != report.sha256:
                yield Fault(name, f"{record.id} was read in another text of {report.id}")
            else:
                text = whole(report.text)
                wrong = [s for s in stretches(record) if text[s.start : s.end] != s.text]
                if wrong:
                    yield Fault(name, f"the words of {record.id} are not those of {report.id} at {wrong[0].start}")
    except (ArchiveError, OSError) as error:
        yield Fault(name, str(error))


def stretches(record: AnyRecord) -> list[Span | Actor]:
    """Everything in a record that points into its report."""
    out: list[Span | Actor] = [*record.evidence, *record.said_by]
    if isinstance(record, Event):
        out += [record.trigger, *record.actors, *record.recipients]
    elif isinstance(record, Pledge):
        out += [*record.donors, *record.recipients, *record.via, *record.announced_by]
    elif isinstance(record, Quote):
        out += [record.content, record.speaker, *record.addressees, *([record.cue] if record.cue else [])]
    return out


def _same_bytes(file: Path, digest: str) -> None:
    if hashed(file.read_bytes()) != digest:
        raise ArchiveError("its bytes are not those that were written; take it from a copy of the archive")
