"""Archives of made-up reports, for the tests."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks.archive_reports import read_report
from dateline.archive import Archive, Kept, open_archive
from dateline.records import Report

TANKS = "Norway will send Kenya 14 tanks by spring. “Snow had closed two of the roads” a minister of Chile said."
BOATS = "Poland has sent Japan 3 boats on Friday. Spain was asked to send Japan 40 field hospitals."


def report(id: str, text: str = TANKS, date: str | None = "2023-05-03", source: str | None = "Harbour Wire") -> Report:
    return Report(id=id, text=text, date=date, date_from="row" if date else None, source=source)


def archive_of(path: Path, *reports: Report) -> Archive:
    """An open archive with some reports."""
    archive = open_archive(path, create=True)
    keep(archive, reports)
    return archive


def keep(archive: Archive, reports: Iterable[Report]) -> list[Kept]:
    """Adds reports, read by the made-up reader."""
    return [e for e in archive.keeping(reports, reader=read_report) if isinstance(e, Kept)]
