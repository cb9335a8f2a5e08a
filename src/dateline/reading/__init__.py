"""Document -> records: what a report says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from dateline.records import AnyRecord, Report


@lru_cache(maxsize=1)
def coder() -> str:
    """Name and version of the program, its language model and its knowledge tables."""
    from dateline import __version__
    from dateline.knowledge import fingerprint
    from dateline.language import version

    return f"dateline {__version__}; model {version()}; tables {fingerprint()}"


def read_report(report: Report) -> list[AnyRecord]:
    """All records of one report."""
    return next(read_reports([report]))


def read_reports(reports: Iterable[Report]) -> Iterator[list[AnyRecord]]:
    """The records of each report, in order."""
    from dateline.language import parse
    from dateline.reading.read import read

    for document in parse(reports):
        yield read(document, coder())
