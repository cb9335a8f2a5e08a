"""Opens a sheet (xlsx, csv, tsv) as rows of cells. The sheet is never changed."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl

Cell = str | float | int | bool | date | None
LARGEST = 200 * 2**20  # bytes of a file
UNPACKED = 2 * 2**30  # bytes of a workbook's parts
MOST_ROWS, MOST_COLUMNS = 500_000, 500
LONGEST_CELL = 100_000  # characters
_SNIFFED = 64 * 1024


class SheetError(ValueError):
    """The sheet can't be read, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows as they stand, each with the number that a spreadsheet shows beside it."""

    path: Path
    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def open_sheet(path: Path, sheet: str | None = None) -> Sheet:
    """The rows of a sheet that aren't empty; of a workbook the sheet of that name, else the first that has any. Raises
    `SheetError`."""
    try:
        if not path.is_file():
            raise SheetError(f"{path}: there is no such file")
        if path.stat().st_size > LARGEST:
            raise SheetError(f"{path}: larger than {LARGEST // 2**20} MiB; leave out what isn't needed")
        kind = path.suffix.lower()
        if kind in (".xlsx", ".xlsm"):
            name, rows = _workbook(path, sheet)
        elif kind in (".csv", ".tsv", ".tab", ".txt"):
            name, rows = path.stem, list(_table(path))
        else:
            raise SheetError(f"{path}: no sheet that can be read; save it as xlsx or csv")
    except OSError as error:
        raise SheetError(f"{path}: can't be read: {(error.strerror or str(error)).lower()}") from None
    if not rows:
        raise SheetError(f"{path}: there is nothing in it")
    return Sheet(path, name, tuple(rows))


def _workbook(path: Path, wanted: str | None) -> tuple[str, list[tuple[int, tuple[Cell, ...]]]]:
    try:
        with zipfile.ZipFile(path) as parts:
            if sum(p.file_size for p in parts.infolist()) > UNPACKED:
                raise SheetError(f"{path}: unpacks to more than {UNPACKED // 2**30} GiB; save the sheet alone as csv")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except SheetError:
        raise
    except Exception as error:  # a broken workbook fails in many ways
        raise SheetError(
            f"{path}: no workbook that can be read ({type(error).__name__}); save it again, or as csv"
        ) from None
    try:
        names = book.sheetnames
        if wanted is not None and wanted not in names:
            raise SheetError(f"{path}: has no sheet {wanted!r}; it has {', '.join(names)}")
        for name in [wanted] if wanted is not None else names:
            rows = list(_kept(_values(path, book[name])))
            if rows or wanted is not None:
                return name, rows
        return names[0] if names else path.stem, []
    finally:
        book.close()


def _values(path: Path, sheet: Any) -> Iterator[tuple[Cell, ...]]:
    try:
        if hasattr(sheet, "reset_dimensions"):
            sheet.reset_dimensions()  # what a file says of its own size may be wrong
        for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
            yield tuple(_plain(c) for c in row)
    except SheetError:
        raise
    except Exception as error:
        raise SheetError(f"{path}: broken in the middle ({type(error).__name__}); save it again, or as csv") from None


def _plain(cell: Any) -> Cell:
    if isinstance(cell, datetime):
        return cell.date()
    if cell is None or isinstance(cell, str | int | float | bool | date):
        return cell
    return str(cell)


def _table(path: Path) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\x00" in text[:_SNIFFED]:
        raise SheetError(f"{path}: no text; save the sheet as csv in UTF-8")
    csv.field_size_limit(LONGEST_CELL)
    lines = text.splitlines(keepends=True)
    try:
        yield from _kept(tuple(row[:MOST_COLUMNS]) for row in csv.reader(lines, delimiter=_apart(text)))
    except csv.Error as error:
        raise SheetError(f"{path}: {error}; save the sheet as csv again") from None


def _apart(text: str) -> str:
    """The sign between cells: that which stands most evenly in the first lines."""
    lines = [x for x in text[:_SNIFFED].splitlines()[:20] if x.strip()]
    found = {sign: [x.count(sign) for x in lines] for sign in ("\t", ";", ",", "|")}
    return max(found, key=lambda s: (min(found[s], default=0) > 0, sum(found[s]), s))


def _kept(rows: Iterator[tuple[Cell, ...]]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    for number, row in enumerate(islice(rows, MOST_ROWS), 1):
        if any(c is not None and str(c).strip() for c in row):
            yield number, row
