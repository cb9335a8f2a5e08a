"""Tables -> files, one function a form. All give the same bytes for the same rows on every day and machine."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from dateline.export.columns import Cell, Column, Row, Table

Rows = Iterable[Row]
Given = tuple[Table[Any], Rows]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_AT_ONCE = 5_000  # rows held before they are written
_LONGEST = 32_767  # characters that a cell of a sheet holds
_NO_CELL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_ARROW = {
    "text": pa.string(), "number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_(), "day": pa.string(),
}  # fmt: skip
_SQL = {"text": "TEXT", "number": "REAL", "integer": "INTEGER", "boolean": "INTEGER", "day": "TEXT"}
_OLD = (1980, 1, 1, 0, 0, 0)
_WHEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


class TooLarge(ValueError):
    """More rows than the form holds."""


def harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it, and so does one that begins with an
    apostrophe: taking the first apostrophe away gives the text back."""
    if isinstance(cell, str):
        cell = whole(cell)
        return f"'{cell}" if cell.startswith(FORMULA) else cell
    return cell


def whole(text: str) -> str:
    """Without half characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def as_csv(table: Table[Any], rows: Rows, stream: BinaryIO, tab: bool = False) -> None:
    """UTF-8 with commas (or tabs), a header where the table has one; truth as `true` and `false`, nothing as nothing."""
    text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, delimiter="\t" if tab else ",", lineterminator="\n" if tab else "\r\n")
    if table.header:
        writer.writerow([c.name for c in table.columns])
    for row in rows:
        writer.writerow([str(c).lower() if isinstance(c, bool) else harmless(c) for c in row])
    text.detach()


def as_tsv(table: Table[Any], rows: Rows, stream: BinaryIO) -> None:
    """The same with tabs."""
    as_csv(table, rows, stream, tab=True)


def as_jsonl(table: Table[Any], rows: Rows, stream: BinaryIO) -> None:
    """A row an object, its columns by name."""
    names = [c.name for c in table.columns]
    for row in rows:
        told = {n: whole(c) if isinstance(c, str) else c for n, c in zip(names, row, strict=True)}
        stream.write(json.dumps(told, ensure_ascii=False).encode() + b"\n")


def as_parquet(table: Table[Any], rows: Rows, stream: BinaryIO) -> None:
    """Apache Parquet, columns with their kinds."""
    schema = pa.schema([pa.field(c.name, _ARROW[c.kind], metadata={"about": c.about}) for c in table.columns])
    with pq.ParquetWriter(stream, schema, compression="zstd", write_statistics=True) as writer:
        for some in _batches(rows):
            columns = [
                pa.array([_kind(c, row[n]) for row in some], type=_ARROW[c.kind]) for n, c in enumerate(table.columns)
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))


def as_xlsx(given: Iterable[Given], stream: BinaryIO) -> None:
    """A workbook, a sheet a table. Texts are written as texts, so none is a formula; one longer than a cell is cut."""
    book = Workbook(write_only=True)
    for table, rows in given:
        sheet = book.create_sheet(table.name)
        sheet.append([c.name for c in table.columns])
        for number, row in enumerate(rows, 2):
            if number > 1_048_576:
                raise TooLarge(f"a sheet holds 1,048,576 rows, and {table.name} has more; take csv or parquet")
            sheet.append([_cell(sheet, c) for c in row])
    made = io.BytesIO()
    book.save(made)
    _undated(made, stream)


def as_sqlite(given: Iterable[Given], path: Path) -> None:
    """A database, a table a table, with what each column holds in `about`."""
    with sqlite3.connect(path) as db:
        db.execute('CREATE TABLE about ("table" TEXT, "column" TEXT, about TEXT)')
        for table, rows in given:
            columns = ", ".join(f"{_quoted(c.name)} {_SQL[c.kind]}" for c in table.columns)
            db.execute(f"CREATE TABLE {_quoted(table.name)} ({columns})")
            db.executemany("INSERT INTO about VALUES (?, ?, ?)", [(table.name, c.name, c.about) for c in table.columns])
            marks = ", ".join("?" * len(table.columns))
            clean = ([whole(c) if isinstance(c, str) else c for c in row] for row in rows)
            db.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", clean)
    db.close()


ONE: dict[str, Callable[[Table[Any], Rows, BinaryIO], None]] = {
    "csv": as_csv, "tsv": as_tsv, "jsonl": as_jsonl, "parquet": as_parquet,
}  # fmt: skip
"""Forms that hold one table."""


def _batches(rows: Rows) -> Iterator[list[Row]]:
    rows = iter(rows)
    while some := list(islice(rows, _AT_ONCE)):
        yield some


def _kind(column: Column, cell: Cell) -> Cell:
    if isinstance(cell, str):
        return whole(cell)
    return float(cell) if column.kind == "number" and cell is not None else cell


def _cell(sheet: Any, value: Cell) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, _NO_CELL.sub("\ufffd", value)[:_LONGEST])
    cell.data_type = "s"
    return cell


def _undated(made: io.BytesIO, stream: BinaryIO) -> None:
    """The workbook without the moment at which it was made."""
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _WHEN.sub(rb"\g<1>2000-01-01T00:00:00Z\g<3>", data)
            entry = zipfile.ZipInfo(name, _OLD)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
