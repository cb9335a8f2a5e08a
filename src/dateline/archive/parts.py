"""Parts: reports and records as Parquet, in bytes. Each row holds the whole value as JSON beside plain columns, so that it
comes back exactly as it was, and other tools can read the columns."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

import dateline
from dateline.archive.flat import flat
from dateline.archive.folder import FORMAT, ArchiveError, newer
from dateline.records import AnyRecord, Report, to_json

REPORT_ROWS, RECORD_ROWS = 64, 256
"""Rows that are read together when one is wanted."""

_TEXT = pa.string()
_REPORT = pa.schema(
    [("id", _TEXT), ("sha256", _TEXT), ("date", _TEXT), ("date_from", _TEXT), ("source", _TEXT), ("url", _TEXT),
     ("title", _TEXT), ("body", pa.int64()), ("text", _TEXT), ("extra", _TEXT), ("warnings", pa.list_(_TEXT)),
     ("exact", _TEXT)]
)  # fmt: skip
_RECORD = pa.schema(
    [("id", _TEXT), ("kind", _TEXT), ("report", _TEXT), ("sha256", _TEXT), ("day", _TEXT), ("start", _TEXT),
     ("end", _TEXT), ("type", _TEXT), ("status", _TEXT), ("confidence", pa.float64()), ("coder", _TEXT),
     ("record", pa.binary())]
)  # fmt: skip
_HALF = re.compile("[\ud800-\udfff]")
_PLAIN = ("date", "date_from", "source", "url", "title", "body")
_decoder: msgspec.json.Decoder[AnyRecord] = msgspec.json.Decoder(AnyRecord)


def write_reports(reports: Sequence[Report]) -> bytes:
    """A part of reports."""
    return _bytes(_REPORT, [_report_row(r) for r in reports], REPORT_ROWS)


def write_records(records: Sequence[AnyRecord]) -> bytes:
    """A part of records, in the order of their reports."""
    return _bytes(_RECORD, [_record_row(r) for r in records], RECORD_ROWS)


def _report_row(report: Report) -> dict[str, Any]:
    """`exact` holds the report where its text has halves of characters, which UTF-8 can't."""
    try:
        extra = json.dumps(report.extra) if report.extra else None
    except RecursionError:  # fields of a row that nobody of us reads, nested thousands deep
        extra = None
    row: dict[str, Any] = {name: getattr(report, name) for name in _PLAIN}
    row |= {"id": report.id, "text": report.text, "warnings": list(report.warnings)}
    strings = (report.id, report.text, report.source, report.url, report.title, *report.warnings)
    exact = any(s and _HALF.search(s) for s in strings)
    if exact:
        kept = json.dumps(row)
        row = {k: _whole(v) for k, v in row.items()} | {"exact": kept}
    return {"exact": None, **row, "sha256": report.sha256, "extra": extra}


def whole(text: str) -> str:
    """The text without halves of characters, which UTF-8 can't hold: U+FFFD for each, one for one."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    return [_whole(v) for v in value] if isinstance(value, list) else value


def as_kept(record: AnyRecord) -> AnyRecord:
    """The record as it will come back: numbers of one kind, no halves of characters."""
    return _decoder.decode(to_json(record))


def _record_row(record: AnyRecord) -> dict[str, Any]:
    line = to_json(record)
    clean = as_kept(record)
    row = flat(clean)
    plain = {
        n: getattr(row, n) for n in ("id", "kind", "report", "day", "start", "end", "type", "status", "confidence")
    }
    return {k: v or None if isinstance(v, str) else v for k, v in plain.items()} | {
        "sha256": record.report.sha256, "coder": record.coder, "record": line,
    }  # fmt: skip


def _bytes(schema: pa.Schema, rows: list[dict[str, Any]], group: int) -> bytes:
    stamp = {"dateline.format": str(FORMAT), "dateline.program": f"dateline {dateline.__version__}"}
    table = pa.Table.from_pylist(rows, schema=schema.with_metadata(stamp))
    out = io.BytesIO()
    pq.write_table(table, out, row_group_size=group, compression="zstd", use_dictionary=False, write_statistics=True)
    return out.getvalue()


def read_reports(path: Path, rows: Sequence[int] | None = None) -> Iterator[Report]:
    """The reports of a part, or those in some rows, in the order of the rows."""
    for row in _rows(path, rows, REPORT_ROWS, None):
        yield _report(row)


def read_records(path: Path, rows: Sequence[int] | None = None) -> Iterator[AnyRecord]:
    """The records of a part, or those in some rows, in the order of the rows."""
    for row in _rows(path, rows, RECORD_ROWS, ["record"]):
        try:
            record = _decoder.decode(row["record"])
        except msgspec.MsgspecError as error:
            raise ArchiveError(f"the part {path} is damaged ({str(error)[:120]}); {ADVICE}") from None
        yield record


def read_columns(path: Path, columns: list[str]) -> list[dict[str, Any]]:
    """Some columns of a part."""
    return list(_rows(path, None, 1, columns))


def _report(row: dict[str, Any]) -> Report:
    if row["exact"] is not None:
        row = row | json.loads(row["exact"])
    return Report(
        id=row["id"], text=row["text"], **{n: row[n] for n in _PLAIN}, warnings=tuple(row["warnings"] or ()),
        extra=json.loads(row["extra"]) if row["extra"] else {},
    )  # fmt: skip


def _rows(path: Path, wanted: Sequence[int] | None, group: int, columns: list[str] | None) -> Iterator[dict[str, Any]]:
    """Rows of a part, one row group after another."""
    try:
        with pq.ParquetFile(path) as part:
            _known(part, path)
            if wanted is None:
                for number in range(part.num_row_groups):
                    yield from part.read_row_group(number, columns=columns, use_threads=False).to_pylist()
                return
            for number, inside in _grouped(wanted, group):
                table = part.read_row_group(number, columns=columns, use_threads=False)
                yield from table.take(inside).to_pylist()
    except (pa.ArrowException, OSError, IndexError, msgspec.MsgspecError, json.JSONDecodeError) as error:
        if isinstance(error, FileNotFoundError):
            raise ArchiveError(f"the part {path} is missing; {ADVICE}") from None
        raise ArchiveError(f"the part {path} is damaged ({str(error).splitlines()[0][:120]}); {ADVICE}") from None


ADVICE = (
    "`dateline check` lists all that is; take the file from a copy of the archive, or move it away: records come "
    "again with `dateline reread`, reports by adding their sources again"
)


def _known(part: pq.ParquetFile, path: Path) -> None:
    stamp = part.schema_arrow.metadata or {}
    program = stamp.get(b"dateline.program", b"?").decode("utf-8", "replace")
    try:
        number = int(stamp[b"dateline.format"])
    except (KeyError, ValueError):
        raise ArchiveError(f"the part {path} is damaged (it doesn't say which release wrote it); {ADVICE}") from None
    newer(number, path, program)


def _grouped(wanted: Iterable[int], group: int) -> Iterator[tuple[int, list[int]]]:
    at = -1
    inside: list[int] = []
    for row in wanted:
        if row // group != at:
            if inside:
                yield at, inside
            at, inside = row // group, []
        inside.append(row % group)
    if inside:
        yield at, inside
