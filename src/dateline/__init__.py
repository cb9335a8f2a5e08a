"""Dateline reads dated news reports and keeps the record: who did, said or promised what to whom, when, where, how far
it has come, and who says so.

    >>> import dateline
    >>> for record in dateline.read("Kyiv, 3 May - Norway sent Ukraine 20 tanks on Monday.", date="2023-05-03"):
    ...     print(record.kind, record.status)
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, overload

# One thread a process, also in NumPy's libraries where they aren't loaded yet: several processes share the machine, and
# sums come out the same wherever they are made.
for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

from dateline.records import AnyRecord, Report  # noqa: E402

if TYPE_CHECKING:
    from dateline.archive import Archive

__version__ = "0.1.0"
__all__ = ["Reading", "open_archive", "open_reports", "read", "read_report"]


class Reading(Sequence[AnyRecord]):
    """The records of one report: a sequence that shows itself in a notebook."""

    def __init__(self, report: Report, records: Sequence[AnyRecord]) -> None:
        self.report = report
        self._records = tuple(records)

    @overload
    def __getitem__(self, at: int) -> AnyRecord: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[AnyRecord, ...]: ...
    def __getitem__(self, at: int | slice) -> AnyRecord | tuple[AnyRecord, ...]:
        return self._records[at]

    def __len__(self) -> int:
        return len(self._records)

    def __repr__(self) -> str:
        return f"<Reading of {self.report.id!r}: {len(self)} records>"

    def _repr_html_(self) -> str:
        from dateline.show import html

        return html(self.report, self._records)


def read(
    text: str, date: str | None = None, title: str | None = None, source: str | None = None, id: str = "report"
) -> Reading:
    """The records of a report given as text. `date` (ISO) is the day it was published; without it the text's own
    beginning is asked. Raises `ValueError` where `date` is no day."""
    from dateline.intake import report_of

    report = report_of(text, id=id, date=date, title=title, source=source)
    return Reading(report, read_report(report))


def read_report(report: Report) -> list[AnyRecord]:
    """The records of a report that intake has opened."""
    from dateline.reading import read_report as of_report

    return of_report(report)


def open_reports(*sources: str, date: str | None = None) -> Iterator[Report]:
    """The reports in files, folders or JSON Lines. What cannot be read raises `ValueError` that names it; the command
    `dateline read` goes on instead."""
    from dateline.intake import Unread
    from dateline.intake import open_reports as opened

    for each in opened(sources, date=date):
        if not isinstance(each, Unread):
            yield each
        elif not each.skipped:
            raise ValueError(str(each))


def open_archive(path: str | Path, create: bool = False) -> Archive:
    """The archive in a folder: reports, what was read in them, and what people decided. With `create` an empty one is made
    where none is. Raises `dateline.archive.ArchiveError` that says what is wrong."""
    from dateline.archive import open_archive as opened

    return opened(path, create)
