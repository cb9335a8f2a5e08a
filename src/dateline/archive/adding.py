"""Reports into the archive: those that are not there yet are read and kept, batch by batch; and kept reports read again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from dateline.archive.folder import RECORDS, REPORTS, Batch, batches, fault, hashed, keep
from dateline.archive.index import Index
from dateline.archive.parts import as_kept, read_records, read_reports, whole, write_records, write_reports
from dateline.intake import Unread, given_id, renamed
from dateline.reading.pool import Read, Reader, read_all
from dateline.records import AnyRecord, Report

BATCH = 500
"""Reports that are kept together, at most; a killed process loses what it read since the last were kept."""

BATCH_BYTES = 8_000_000
"""About how many characters of text and records are held before they are kept, so that memory stays flat."""


UNDER_WAY = 4_096
"""More reports than are ever read and not kept: a batch, and those that wait before workers."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A report that was there already."""

    report: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A batch is on the disk: its name, the ids of its reports, how many records they gave."""

    batch: str
    reports: tuple[str, ...]
    records: int


Event = Unread | Skipped | Read | Kept


@dataclass(slots=True)
class _Pending:
    """What is read and not kept yet."""

    results: list[Read] = field(default_factory=list)
    size: int = 0

    def take(self, result: Read) -> None:
        self.results.append(result)
        self.size += len(result.report.text) + 1000 * len(result.records)

    @property
    def full(self) -> bool:
        return len(self.results) >= BATCH or self.size >= BATCH_BYTES


def adding(
    path: Path, index: Index, items: Iterable[Report | Unread], workers: int, reader: Reader | None
) -> Generator[Event, None, None]:
    """Reads and keeps what is new. Whatever ends it, what was read before is kept. The caller holds the lock."""
    newcomers, skipped = _Newcomers(index), deque[Event]()
    pending = _Pending()

    def fresh() -> Iterator[Report | Unread]:
        for item in items:
            if isinstance(item, Unread):
                yield item
            elif (report := newcomers.welcome(item)) is None:
                skipped.append(Skipped(item.id))
            else:
                yield report

    try:
        with closing(read_all(fresh(), workers, reader)) as results:
            for result in results:
                while skipped:
                    yield skipped.popleft()
                if isinstance(result, Unread):
                    yield result
                    continue
                pending.take(result)
                yield result
                if pending.full:
                    yield _kept(path, index, pending)
        while skipped:
            yield skipped.popleft()
    except GeneratorExit:
        if pending.results:
            _kept(path, index, pending)
        raise
    except BaseException:
        if pending.results:
            yield _kept(path, index, pending)
        raise
    if pending.results:
        yield _kept(path, index, pending)


def _kept(path: Path, index: Index, pending: _Pending) -> Kept:
    results, pending.results, pending.size = pending.results, [], 0
    known = batches(path)
    reports = write_reports([r.report for r in results])
    name = f"{(known[-1].number if known else 0) + 1:08d}-{hashed(reports)}"
    records = [x for r in results for x in r.records]
    lines = write_records(records)
    try:
        keep(path / RECORDS, f"{name}.0001-{hashed(lines)}.parquet", lines)
        keep(path / REPORTS, f"{name}.parquet", reports)  # from here on the batch is there
    except OSError as error:
        raise fault(error, path) from None
    index.update(batches(path))
    return Kept(name, tuple(r.report.id for r in results), len(records))


class _Newcomers:
    """Which reports are new, and under which id."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._ids: dict[str, None] = {}  # of those under way, which the index doesn't know yet; in order
        self._keys: dict[tuple[str, str], None] = {}

    def welcome(self, report: Report) -> Report | None:
        """The report under an id that no other has; null where one with its id and text is there."""
        if (clean := whole(report.id)) != report.id:  # an id is searched for, and records carry it
            report = msgspec.structs.replace(report, id=clean)
        given = given_id(report)
        key = given, report.sha256
        if key in self._keys or any(_is(id, given) for id in self._index.with_text(report.sha256)):
            return None
        name, count = given, 1
        while name in self._ids or self._index.has_id(name):
            count += 1
            name = f"{given}#{count}"
        self._ids[name] = self._keys[key] = None
        if len(self._keys) > UNDER_WAY:
            del self._ids[next(iter(self._ids))], self._keys[next(iter(self._keys))]
        return report if name == report.id else renamed(report, name)


def _is(id: str, given: str) -> bool:
    """Is it the id, or one made from it by counting on?"""
    return id == given or (id.startswith(f"{given}#") and id[len(given) + 1 :].isdigit())


@dataclass(frozen=True, slots=True)
class Reread:
    """A batch was read again: how many reports, and how their records changed."""

    batch: str
    reports: int
    same: int
    changed: int
    gone: int
    new: int


def rereading(
    path: Path, index: Index, workers: int, reader: Reader | None, current: Callable[[Sequence[AnyRecord]], bool]
) -> Generator[Reread | Unread, None, None]:
    """Reads each batch again whose records are not by the program as it is now. A report that can't be read again keeps its
    records. The caller holds the lock; what is killed goes on at the next batch."""
    for batch in batches(path):
        before = list(read_records(path / RECORDS / batch.records)) if batch.records else []
        if batch.records and current(before):
            continue
        yield from _reread(path, batch, before, workers, reader)
    index.update(batches(path))


def _reread(
    path: Path, batch: Batch, before: list[AnyRecord], workers: int, reader: Reader | None
) -> Generator[Reread | Unread, None, None]:
    old: dict[str, list[AnyRecord]] = {}
    for record in before:
        old.setdefault(record.report.id, []).append(record)
    records: list[AnyRecord] = []
    ids = [r.id for r in read_reports(path / REPORTS / batch.reports)]
    with closing(read_all(read_reports(path / REPORTS / batch.reports), workers, reader)) as results:
        for id, result in zip(ids, results, strict=True):
            if isinstance(result, Unread):
                yield result
                records += old.get(id, [])
            else:
                records += result.records
    lines = write_records(records)
    try:
        keep(path / RECORDS, f"{batch.name}.{batch.generation + 1:04d}-{hashed(lines)}.parquet", lines)
    except OSError as error:
        raise fault(error, path) from None
    yield _compared(batch.name, len(ids), before, records)


def _compared(batch: str, reports: int, before: list[AnyRecord], after: list[AnyRecord]) -> Reread:
    was, now = {_said(r): r.id for r in before}, {_said(r): r.id for r in after}
    same = was.keys() & now.keys()
    here, there = {r.id for r in before}, {r.id for r in after}
    told_before, told_now = {was[k] for k in same}, {now[k] for k in same}
    return Reread(
        batch=batch, reports=reports, same=len(same), changed=len((here & there) - told_before - told_now),
        gone=len(here - there - told_before), new=len(there - here - told_now),
    )  # fmt: skip


def _said(record: AnyRecord) -> str:
    """What a record says, whoever read it and however sure."""
    return repr(msgspec.structs.replace(as_kept(record), id="", coder="", because="", confidence=0.0))
