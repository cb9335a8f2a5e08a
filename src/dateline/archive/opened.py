"""An open archive: what `dateline.open_archive` gives. Each command is one of its methods."""

from __future__ import annotations

import datetime
import getpass
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from dateline.archive import folder
from dateline.archive.adding import Event, Kept, Reread, Skipped, adding, rereading
from dateline.archive.agreement import Agreement, agreement
from dateline.archive.anchor import Anchor, anchor_of
from dateline.archive.auditing import Audit, audit
from dateline.archive.cases import ledger, named, one, proposal_id
from dateline.archive.check import Fault, check
from dateline.archive.decided import Decided, decide, reports_of
from dateline.archive.decisions import Book, Decision, Kind
from dateline.archive.exporting import Exported, Wish, export, stream_out
from dateline.archive.fields import corrected, values
from dateline.archive.find import Wanted, places
from dateline.archive.folder import DECISIONS, RECORDS, REPORTS, ArchiveError, Batch
from dateline.archive.index import Index, grouped
from dateline.archive.overlay import Overlay
from dateline.archive.parts import read_records, read_reports
from dateline.intake import Unread, open_reports
from dateline.ledger import Ledger, Proposal, Total, read_rates, totals
from dateline.reading.pool import Reader
from dateline.records import AnyRecord, Case, Report, Step


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

    def ids(self, **wanted: Any) -> list[tuple[str, str]]:
        """`(day, id)` of the records that `find` would find, the oldest report first. See `find.Wanted`."""
        self._fresh()
        asked, decided = Wanted(**wanted), self.decided()
        hits = places(self._index.db, asked, None, without=sorted({*decided.records, *decided.rejected}))
        order = [(day, id) for id, day, _, _ in hits]
        if decided.records:
            with Overlay(r for r in decided.records.values() if r.id not in decided.rejected) as overlay:
                order += [(r.report.date or "", r.id) for r in overlay.find(asked)]
        return sorted(order)

    def export(self, to: str | Path, **wish: Any) -> Exported:
        """Writes records and cases for others: to a file whose ending names the form, or, with `package` or `release`, to a
        folder. See `exporting.Wish`."""
        return export(self, Path(to), Wish(**wish))

    def audit(self, sheet: str | Path, *, mapping: str | Path | None = None, name: str | None = None) -> Audit:
        """A person's own sheet (xlsx, csv) against the pledges of the archive. `mapping`: a file that says which column holds
        what; without one it is guessed. The sheet isn't changed. Raises `ArchiveError`."""
        return audit(self, Path(sheet), Path(mapping) if mapping is not None else None, name)

    def export_to(self, stream: BinaryIO, **wish: Any) -> None:
        """The same to a stream of bytes; one table."""
        stream_out(self, stream, Wish(**wish))

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
            return Shown(report, tuple(self.as_decided(self.records(reports=reports))), None, ())
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

    # What all reports together say

    def cases(self, of: str | None = None, as_of: str | None = None) -> list[Case]:
        """The cases of all records as decided, as one could know them on the day `as_of`; `of`: `event` or `pledge`."""
        return [c for c in self._ledger(as_of).cases if of in (None, c.of)]

    def proposals(self, as_of: str | None = None) -> list[Proposal]:
        """Cases that may be one, for a person to accept or reject."""
        return list(self._ledger(as_of).proposals)

    def case(self, id: str, as_of: str | None = None) -> Case:
        """The case with an id, which may be shortened, or the one that holds a record."""
        cases = self._ledger(as_of).cases
        found = named(cases, id)
        if not found and id[:1] in "ep":
            record = self.record(id).id
            found = [c for c in cases if record in c.records]
        return one(found, id, "case")

    def history(self, id: str, as_of: str | None = None) -> tuple[Step, ...]:
        """How a case came about, step by step; see `case` for the id."""
        return self.case(id, as_of).history

    def totals(
        self, by: Sequence[str] = ("donor", "recipient", "item"), as_of: str | None = None, rates: Path | None = None,
        into: str | None = None,
    ) -> list[Total]:  # fmt: skip
        """What was given, added up so that each figure names its cases; see `ledger.totals`. `rates` names a file of exchange
        rates, `into` the currency to convert to."""
        try:
            return totals(self.cases("pledge", as_of), by, read_rates(rates) if rates else None, into)
        except ValueError as error:
            raise ArchiveError(str(error)) from None

    def _ledger(self, as_of: str | None) -> Ledger:
        from dateline.reading import coder

        batches, decided = self._fresh(), self.decided()
        return ledger(self.path, batches, decided, coder(), as_of, self.reports, self.records)

    # What people decided

    def agreement(self) -> Agreement:
        """How those agree who decided apart, by field, and what is to be adjudicated."""
        decided = self.decided()
        ids = {id for f in decided.found for g in f.groups for id in g}
        return agreement(decided, {r.id: r for r in self.records(ids=sorted(ids))})

    def decisions(self) -> list[Decision]:
        """Every decision, in the order in which they were made; undone ones and undos too."""
        return list(self._book.all())

    def decided(self) -> Decided:
        """The decisions in force over the newest reading: which records they mean, and which are to be looked at again
        since the ground moved."""
        batches, decisions = self._fresh(), self._book.all()
        state = batches, decisions
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
        if kind == "undo":
            with folder.writing(self.path):
                undoes = self._decision(str(target))
                return self._book.add(kind, (), who=by, when=_now(), why=why, undoes=undoes.id)
        groups = self._groups(target) if isinstance(target, str) else target
        with folder.writing(self.path):
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
        return self.decide("correct", [(self.record(id).id,)], fields, who=who, why=why, apart=apart)

    def accept(self, id: str, *, who: str | None = None, why: str | None = None, apart: bool = False) -> Decision:
        """Says that a record is right."""
        return self.decide("accept", id, who=who, why=why, apart=apart)

    def reject(self, id: str, *, who: str | None = None, why: str | None = None, apart: bool = False) -> Decision:
        """Says that a record is none. It stays in the archive and counts nowhere."""
        return self.decide("reject", id, who=who, why=why, apart=apart)

    def merge(self, ids: Sequence[str], *, who: str | None = None, why: str | None = None) -> Decision:
        """Says that several cases are one; each is named by its own id or by a record of it."""
        if len(set(ids)) < 2:
            raise ArchiveError("which cases are one? Name two or more")
        return self.decide("merge", [self.case(id).records for id in ids], who=who, why=why)

    def split(self, id: str, apart: Sequence[str], *, who: str | None = None, why: str | None = None) -> Decision:
        """Says that some records of a case are a case of their own."""
        case = self.case(id)
        away = [self.record(r).id for r in apart]
        stray = [r for r in away if r not in case.records]
        rest = [r for r in case.records if r not in away]
        if stray:
            raise ArchiveError(
                f"{stray[0]} is no record of {case.id}; `dateline show {self.path} {case.id}` lists them"
            )
        if not away or not rest:
            raise ArchiveError(f"name some of the {len(case.records)} records of {case.id}, and leave some")
        return self.decide("split", [rest, away], who=who, why=why)

    def undo(self, id: str, *, who: str | None = None, why: str | None = None) -> Decision:
        """Takes a decision back, also another undo."""
        return self.decide("undo", id, who=who, why=why)

    def _groups(self, id: str) -> Sequence[Sequence[str]]:
        """What an id of a record, a case or a proposal stands for."""
        if id.startswith("m-"):
            found = {q: p for p in self.proposals() if (q := proposal_id(p)).startswith(id)}
            return [(r,) for r in one(list(found.values()), id, "proposal").records]
        return [self.case(id).records] if id.startswith("c-") else [(id,)]

    def _decision(self, prefix: str) -> Decision:
        found = [d for d in self._book.all() if d.id.startswith(prefix)] if prefix else []
        if len(found) != 1:
            what = "is the beginning of several" if found else "is no decision's id"
            raise ArchiveError(f"{prefix!r} {what}; `dateline decisions {self.path}` lists them")
        return found[0]

    def as_decided(self, records: Iterable[AnyRecord]) -> Iterator[AnyRecord]:
        """Records with what people corrected, without those that they rejected."""
        decided = self.decided()
        return (decided.records.get(r.id, r) for r in records if r.id not in decided.rejected)

    def _fresh(self) -> tuple[Batch, ...]:
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
