"""An open archive: what `dateline.open_archive` gives. Each command is one of its methods."""

from __future__ import annotations

import datetime
import getpass
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.archive import folder
from dateline.archive.adding import Event, Kept, Reread, Skipped, adding, rereading
from dateline.archive.anchor import Anchor, anchor_of
from dateline.archive.check import Fault, check
from dateline.archive.decided import Decided, decide, reports_of
from dateline.archive.decisions import Book, Decision, Kind
from dateline.archive.fields import corrected, values
from dateline.archive.find import Wanted, places
from dateline.archive.folder import DECISIONS, RECORDS, REPORTS, ArchiveError, Batch
from dateline.archive.index import Index, grouped
from dateline.archive.overlay import Overlay
from dateline.archive.parts import read_records, read_reports
from dateline.intake import Unread, open_reports
from dateline.reading.pool import Reader
from dateline.records import AnyRecord, Report


@dataclass(frozen=True, slots=True)
class Added:
    """What an `add` did: how many reports and records were kept, how many reports were there already, and how many could
    not be read."""

    reports: int
    records: int
    skipped: int
    unread: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What an id stands for: a report with its records, or a record with its report. Records are as decided."""

    report: Report
    records: tuple[AnyRecord, ...]
    record: AnyRecord | None
    decisions: tuple[Decision, ...]


class Archive:
    """An archive, to read and to write. Several processes may read it while one writes. Close it, or use `with`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._index = Index(path)
        self._book = Book(path / DECISIONS)
        self._decided: tuple[object, Decided] | None = None

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Nothing more is asked of it."""
        self._index.close()

    # What goes in

    def add(
        self, sources: Iterable[str | Path] | str | Path, *, workers: int = 1, date: str | None = None,
        reader: Reader | None = None,
    ) -> Added:  # fmt: skip
        """Reads files, folders or JSON Lines and keeps what is new. A report is there already where one with its id and
        text is. What was kept stays, whatever happens to the rest."""
        counts = {"reports": 0, "records": 0, "skipped": 0, "unread": 0}
        for event in self.adding(sources, workers=workers, date=date, reader=reader):
            if isinstance(event, Kept):
                counts["reports"] += len(event.reports)
                counts["records"] += event.records
            elif isinstance(event, Skipped):
                counts["skipped"] += 1
            elif isinstance(event, Unread):
                counts["unread"] += not event.skipped
        return Added(**counts)

    def adding(
        self, sources: Iterable[str | Path] | str | Path, *, workers: int = 1, date: str | None = None,
        reader: Reader | None = None,
    ) -> Generator[Event, None, None]:  # fmt: skip
        """The same, telling what happens as it does: what is skipped, read, unread and kept."""
        yield from self.keeping(open_reports(sources, date=date), workers=workers, reader=reader)

    def keeping(
        self, reports: Iterable[Report | Unread], *, workers: int = 1, reader: Reader | None = None
    ) -> Generator[Event, None, None]:
        """The same for reports that are open already."""
        with folder.writing(self.path):
            self._fresh()
            yield from adding(self.path, self._index, reports, workers, reader)

    def reread(
        self, *, workers: int = 1, reader: Reader | None = None, every: bool = False
    ) -> Generator[Reread | Unread, None, None]:
        """Reads all reports again whose records another release made (`every`: all of them), batch by batch, and tells how
        their records changed. Decisions find their records in the new reading."""
        from dateline.reading import coder

        def current(records: Sequence[AnyRecord]) -> bool:
            return not every and all(r.coder == coder() for r in records)

        with folder.writing(self.path):
            self._fresh()
            yield from rereading(self.path, self._index, workers, reader, current)

    # What is there

    def reports(self, ids: Iterable[str] | None = None) -> Iterator[Report]:
        """All reports, or those with some ids, in the order in which they were kept."""
        batches = self._fresh()
        if ids is None:
            for batch in batches:
                yield from read_reports(self.path / REPORTS / batch.reports)
            return
        for part, rows in grouped(self._index.reports_at(ids)):
            yield from read_reports(self.path / REPORTS / part, rows)

    def records(
        self, kind: str | None = None, ids: Iterable[str] | None = None, reports: Iterable[str] | None = None
    ) -> Iterator[AnyRecord]:
        """The newest reading, before decisions: all records, or those with some ids, or of some reports."""
        batches = self._fresh()
        if ids is None and reports is None:
            found = (r for b in batches if b.records for r in read_records(self.path / RECORDS / b.records))
        else:
            at = [] if ids is None else self._index.records_at(ids)
            at = at if reports is None else sorted({*at, *self._index.records_of(reports)})
            found = (r for part, rows in grouped(at) for r in read_records(self.path / RECORDS / part, rows))
        yield from (r for r in found if kind is None or r.kind == kind)

    def find(
        self, words: str | None = None, *, actor: str | None = None, recipient: str | None = None,
        type: str | None = None, status: str | None = None, country: str | None = None, since: str | None = None,
        until: str | None = None, place: str | None = None, voice: str | None = None,
        min_confidence: float | None = None, kind: str | None = None, limit: int | None = None,
    ) -> list[AnyRecord]:  # fmt: skip
        """Records as decided, of which all that is asked holds, the newest report first. See `find.Wanted`."""
        self._fresh()
        wanted = Wanted(
            words=words, actor=actor, recipient=recipient, type=type, status=status, country=country, since=since,
            until=until, place=place, voice=voice, min_confidence=min_confidence, kind=kind,
        )  # fmt: skip
        decided = self.decided()
        changed = sorted({*decided.records, *decided.rejected})
        hits = places(self._index.db, wanted, limit, without=changed)
        order = [(day, id) for id, day, _, _ in hits]
        records = {
            r.id: r
            for part, rows in grouped(sorted((p, n) for _, _, p, n in hits))
            for r in read_records(self.path / RECORDS / part, rows)
        }
        if decided.records:
            with Overlay(r for r in decided.records.values() if r.id not in decided.rejected) as overlay:
                for record in overlay.find(wanted):
                    records[record.id] = record
                    order.append((record.report.date or "", record.id))
        order.sort(key=lambda o: o[1])
        order.sort(key=lambda o: o[0], reverse=True)
        found = [records[id] for _, id in order]
        return found if limit is None else found[:limit]

    def show(self, id: str) -> Shown:
        """The report or record with an id, which may be shortened as long as it means one. See `case` for cases."""
        self._fresh()
        records, reports = self._index.records_named(id), self._index.reports_named(id)
        if id in reports:
            records = []
        elif id in records:
            reports = []
        if len(records) + len(reports) > 1:
            raise ArchiveError(
                f"{id!r} is the beginning of several ids ({', '.join((*records, *reports)[:3])}); write more"
            )
        if not records and not reports:
            raise ArchiveError(f"nothing in {self.path} has the id {id!r}; `dateline find` shows ids")
        decided = self.decided()
        if reports:
            (report,) = self.reports(reports)
            return Shown(report, tuple(self._as_decided(self.records(reports=reports), decided)), None, ())
        record = next(self.records(ids=records))
        (report,) = self.reports([record.report.id])
        return Shown(report, (), decided.records.get(record.id, record), tuple(decided.of(record.id)))

    def record(self, id: str) -> AnyRecord:
        """The record with an id or the beginning of one, as it was read."""
        self._fresh()
        named = self._index.records_named(id)
        if len(named) != 1:
            what = f"is the beginning of several ids ({', '.join(named)})" if named else "is no record's id"
            raise ArchiveError(f"{id!r} {what} in {self.path}")
        return next(self.records(ids=named))

    def counts(self) -> tuple[int, int]:
        """How many reports, how many records."""
        self._fresh()
        return self._index.counts()

    def check(self) -> list[Fault]:
        """What does not hold; empty where all is well. Reads everything."""
        folder.check_head(self.path)
        return list(check(self.path))

    # What people decided

    def decisions(self) -> list[Decision]:
        """Every decision, in the order in which they were made; undone ones and undos too."""
        return list(self._book.all())

    def decided(self) -> Decided:
        """The decisions in force over the newest reading: which records they mean, and which are to be looked at again
        since the ground moved."""
        batches, decisions = self._fresh(), self._book.all()
        state = tuple(batches), decisions
        if self._decided is None or self._decided[0] != state:
            by_report: dict[str, list[AnyRecord]] = {}
            for record in self.records(reports=reports_of(decisions)) if decisions else ():
                by_report.setdefault(record.report.id, []).append(record)
            self._decided = state, decide(decisions, by_report)
        return self._decided[1]

    def decide(
        self, kind: Kind, target: Sequence[Sequence[str]] | str, fields: Mapping[str, Any] | None = None, *,
        who: str | None = None, why: str | None = None, apart: bool = False,
    ) -> Decision:  # fmt: skip
        """Writes a decision down. `target` is a record's id (for `undo` a decision's), or groups of records' ids. `who` is
        the name of the system's user where none is given."""
        by = who or getpass.getuser()
        if not by.strip():
            raise ArchiveError("who decides? The name is empty")
        with folder.writing(self.path):
            if kind == "undo":
                undoes = self._decision(str(target))
                return self._book.add(kind, (), who=by, when=_now(), why=why, undoes=undoes.id)
            groups = [[target]] if isinstance(target, str) else target
            records = [[self.record(id) for id in group] for group in groups]
            given = values(records[0][0], fields or {}) if fields else {}
            if given:
                corrected(records[0][0], given)
            anchors: list[tuple[Anchor, ...]] = [tuple(anchor_of(r) for r in g) for g in records]
            return self._book.add(kind, anchors, fields=given, who=by, when=_now(), why=why, apart=apart)

    def correct(
        self, id: str, fields: Mapping[str, Any], *, who: str | None = None, why: str | None = None, apart: bool = False
    ) -> Decision:
        """Gives fields of a record other values; see `fields.py` for how they may be written."""
        if not fields:
            raise ArchiveError("what is to be corrected? Give FIELD=VALUE")
        return self.decide("correct", id, fields, who=who, why=why, apart=apart)

    def accept(self, id: str, *, who: str | None = None, why: str | None = None, apart: bool = False) -> Decision:
        """Says that a record is right."""
        return self.decide("accept", id, who=who, why=why, apart=apart)

    def reject(self, id: str, *, who: str | None = None, why: str | None = None, apart: bool = False) -> Decision:
        """Says that a record is none. It stays in the archive and counts nowhere."""
        return self.decide("reject", id, who=who, why=why, apart=apart)

    def undo(self, id: str, *, who: str | None = None, why: str | None = None) -> Decision:
        """Takes a decision back, also another undo."""
        return self.decide("undo", id, who=who, why=why)

    def _decision(self, prefix: str) -> Decision:
        found = [d for d in self._book.all() if d.id.startswith(prefix)] if prefix else []
        if len(found) != 1:
            what = "is the beginning of several" if found else "is no decision's id"
            raise ArchiveError(f"{prefix!r} {what}; `dateline decisions {self.path}` lists them")
        return found[0]

    def _as_decided(self, records: Iterable[AnyRecord], decided: Decided) -> Iterator[AnyRecord]:
        return (decided.records.get(r.id, r) for r in records if r.id not in decided.rejected)

    def _fresh(self) -> list[Batch]:
        """The batches as they are now, with the index brought up to them."""
        batches = folder.batches(self.path)
        self._index.update(batches)
        return batches


def open_archive(path: str | Path, create: bool = False) -> Archive:
    """The archive in a folder; with `create` an empty one is made where none is. `ArchiveError` says what is wrong."""
    at = Path(path)
    if create and not (at / folder.HEAD).exists():
        folder.make(at)
    folder.check_head(at)
    return Archive(at)


def _now() -> str:
    """The only place where a clock is read: when somebody decided, in UTC."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
