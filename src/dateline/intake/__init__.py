"""Anything with news in it -> Report. Nothing else opens what comes from outside."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from dateline.intake.fields import checked_date, report_of
from dateline.intake.sources import Found, read_source
from dateline.intake.unread import Unread, Unreadable
from dateline.records import Report

__all__ = ["Unread", "Unreadable", "given_id", "open_reports", "renamed", "report_of"]


def open_reports(sources: Iterable[str | Path] | str | Path, *, date: str | None = None) -> Iterator[Report | Unread]:
    """The reports of files, folders and standard input (`-`), one after another, as they are asked for.

    A `.jsonl` file gives a report a line, any other file one report, unless its first line is a JSON object; a folder
    gives its `*.txt` and `*.jsonl` files, sorted, with those of the folders in it. `date` (YYYY-MM-DD) goes before
    what rows and texts say. What can't be read comes as an `Unread` in its place, and the rest goes on.

    The same report met again (same id, date and text) is left out; another one with an id already used is called
    `ID#2`, and says so in its warnings. For that the ids of all reports are remembered, a few hundred bytes each."""
    given = [sources] if isinstance(sources, str | Path) else sources
    return _distinct(given, None if date is None else checked_date(date))


def _distinct(sources: Iterable[str | Path], date: str | None) -> Iterator[Report | Unread]:
    ids: dict[int, int] = {}
    reports: set[int] = set()
    for source in sources:
        for found in read_source(source, date):
            yield found if isinstance(found, Unread) else _once(found, ids, reports)


def _once(found: Found, ids: dict[int, int], reports: set[int]) -> Report | Unread:
    place, line, report = found
    whole = _digest(report.id, report.date or "", report.sha256)
    if whole in reports:
        return Unread(place, line, "was read already (same id, date and text)", skipped=True)
    reports.add(whole)
    given, count = report.id, ids.get(_digest(report.id), 0)
    while count and _digest(f"{given}#{count + 1}") in ids:
        count += 1
    ids[_digest(given)] = count + 1
    if not count:
        return report
    name = f"{given}#{count + 1}"
    ids[_digest(name)] = 1
    return renamed(report, name)


def _digest(*parts: str) -> int:
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.sha256(joined).digest()[:8])


def given_id(report: Report) -> str:
    """The id that a report's source gave it: `x` where `open_reports` called it `x#2`."""
    given, mark, _ = report.id.rpartition("#")
    return given if mark and any(w == _renamed(given, report.id) for w in report.warnings) else report.id


def renamed(report: Report, name: str) -> Report:
    """The same report under another id, with a warning that says so."""
    given = given_id(report)
    kept = tuple(w for w in report.warnings if w != _renamed(given, report.id))
    warnings = kept if name == given else (*kept, _renamed(given, name))
    return msgspec.structs.replace(report, id=name, warnings=warnings)


def _renamed(given: str, name: str) -> str:
    return f"another report has the id {given!r}; this one is called {name!r}"
