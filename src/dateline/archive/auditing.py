"""An archive's pledges against a person's own sheet: the findings, each with the words that speak for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from dateline.archive.folder import ArchiveError
from dateline.audit import Finding, Mapping, Sheet, SheetError, audited, guessed, open_sheet, read_mapping
from dateline.audit.cells import entry
from dateline.records import AnyRecord, Case

_MOST_WORDS = 3  # records whose words are shown


class Source(Protocol):
    """What an audit asks of an archive."""

    def cases(self, of: str | None = None) -> list[Case]: ...

    def records(self, kind: str | None = None, ids: Iterable[str] | None = None) -> Iterator[AnyRecord]: ...


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with the words of the records behind it, and their reports."""

    finding: Finding
    words: tuple[str, ...]
    reports: tuple[str, ...]

    def row(self) -> dict[str, Any]:
        """As a line of JSON."""
        found = {k: v for k, v in asdict(self.finding).items() if v is not None and k != "records"}
        return found | {"words": list(self.words), "reports": list(self.reports)}


@dataclass(frozen=True, slots=True)
class Audit:
    """The sheet as it was read, and what is said of each row."""

    sheet: Sheet
    mapping: Mapping
    told: tuple[Told, ...]

    def counts(self) -> dict[str, int]:
        """How many rows each verdict has."""
        out: dict[str, int] = {}
        for each in self.told:
            out[each.finding.verdict] = out.get(each.finding.verdict, 0) + 1
        return out


def audit(archive: Source, path: Path, mapping: Path | None, name: str | None) -> Audit:
    """Reads the sheet and compares it."""
    try:
        sheet = open_sheet(path, name)
        columns = read_mapping(mapping, sheet) if mapping is not None else guessed(sheet)
    except SheetError as error:
        raise ArchiveError(str(error)) from None
    entries = [entry(n, row, columns) for n, row in sheet.rows if n > columns.header]
    found = list(audited(entries, archive.cases("pledge")))
    wanted = sorted({r for f in found for r in f.records[:_MOST_WORDS]})
    records = {r.id: r for r in archive.records(ids=wanted)} if wanted else {}
    return Audit(sheet, columns, tuple(_told(f, records) for f in found))


def _told(finding: Finding, records: dict[str, AnyRecord]) -> Told:
    some = [records[r] for r in finding.records[:_MOST_WORDS] if r in records]
    words = dict.fromkeys(" ".join(s.text for s in r.evidence) for r in some)
    return Told(finding, tuple(words), tuple(dict.fromkeys(r.report.id for r in some)))
