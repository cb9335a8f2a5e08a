"""Which column of a sheet holds what: found by its name and by what stands in it; shown, and editable as a small file."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from dateline.audit.sheet import Cell, Sheet, SheetError
from dateline.knowledge.actors import fold, key, state_names, states
from dateline.knowledge.amounts import currencies
from dateline.knowledge.frames import TABLES
from dateline.knowledge.table import read, unique

FIELDS = ("donor", "recipient", "item", "quantity", "value", "currency", "date", "status", "source", "note", "id")
NEEDED = ("donor", "recipient", "item", "value")
"""Of these at least a party and a thing must be found."""
_HEAD_WITHIN = 30  # rows in which the header is looked for
_LOOKED_AT = 200  # rows by whose cells a column is judged
_ENOUGH = 0.6
_ISO = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}")


@dataclass(frozen=True, slots=True)
class Mapping:
    """The row of the header (its number in the sheet), and for each field its column, counted from 0, with its name."""

    header: int
    columns: dict[str, tuple[int, str]]


@lru_cache(maxsize=1)
def known_names() -> dict[str, str]:
    """The field that a column's name stands for."""
    path = TABLES / "sheet_columns.tsv"
    lines = unique(read(path, ("name", "field", "source"), ("name", "field")), lambda x: x["name"], "name")
    return {x["name"]: x.one_of("field", frozenset(FIELDS)) for x in lines}


def plain_name(name: Cell) -> str:
    """A column's name in lower case, without accents and signs."""
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", fold(str(name or "")).lower()).split())


def guessed(sheet: Sheet) -> Mapping:
    """The mapping by names, and by content for what no name tells. Raises `SheetError` where no party or no thing is found."""
    names = known_names()
    best: tuple[int, int] = (0, 0)
    for at, (_, row) in enumerate(sheet.rows[:_HEAD_WITHIN]):
        score = len({names[n] for n in map(plain_name, row) if n in names})
        if score > best[0]:
            best = (score, at)
    at = best[1]
    number, header = sheet.rows[at]
    columns: dict[str, tuple[int, str]] = {}
    for n, cell in enumerate(header):
        field = names.get(plain_name(cell))
        if field and field not in columns:
            columns[field] = (n, str(cell).strip())
    body = [row for _, row in sheet.rows[at + 1 : at + 1 + _LOOKED_AT]]
    taken = {n for n, _ in columns.values()}
    for n in range(max((len(r) for r in body), default=0)):
        if n in taken:
            continue
        cells = [r[n] for r in body if n < len(r) and r[n] not in (None, "")]
        field = _by_content(cells, columns)
        if field:
            columns[field] = (
                n,
                str(header[n]).strip() if n < len(header) and header[n] is not None else f"column {n + 1}",
            )
    _enough(sheet, columns)
    return Mapping(number, columns)


def _by_content(cells: list[Cell], columns: dict[str, tuple[int, str]]) -> str | None:
    if not cells:
        return None
    kinds = Counter(k for c in cells if (k := _kind(c)))
    for kind, n in kinds.most_common():
        if n >= _ENOUGH * len(cells):
            if kind == "state":
                return next((f for f in ("donor", "recipient") if f not in columns), None)
            if kind not in columns:
                return kind
    return None


def _kind(cell: Cell) -> str | None:
    if isinstance(cell, date) or (isinstance(cell, str) and _ISO.fullmatch(cell.strip())):
        return "date"
    if not isinstance(cell, str):
        return None
    text = cell.strip()
    if text in _codes():
        return "currency"
    return "state" if text in state_names() or key(text) in states() else None


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(c for _, c in currencies().values() if len(c) == 3 and c.isupper())


def _enough(sheet: Sheet, columns: dict[str, tuple[int, str]]) -> None:
    party = "donor" in columns or "recipient" in columns
    thing = "item" in columns or "value" in columns or "quantity" in columns
    if not party or not thing:
        lacks = "a donor or recipient" if not party else "an item, a quantity or a value"
        raise SheetError(
            f"{sheet.path}: no column of {sheet.name!r} was found that holds {lacks}; write a mapping "
            "(--save-mapping FILE shows the form, --mapping FILE uses it)"
        )


def write_mapping(mapping: Mapping, path: Path) -> None:
    """A small file: a line a field, and the column's name in the sheet."""
    path.write_text(as_text(mapping), encoding="utf-8")


def as_text(mapping: Mapping) -> str:
    lines = [
        "# Which column of the sheet holds what: field, a tab, the column's name in the sheet (or its number, from 1).",
        f"# Fields: {', '.join(FIELDS)}. `header` is the number of the row with the names.",
        f"header\t{mapping.header}",
        *(f"{f}\t{mapping.columns[f][1]}" for f in FIELDS if f in mapping.columns),
    ]
    return "\n".join(lines) + "\n"


def read_mapping(path: Path, sheet: Sheet) -> Mapping:
    """The mapping in a file, for a sheet. Raises `SheetError` that names the line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SheetError(f"{path}: can't be read: {error}") from None
    header, wanted = sheet.rows[0][0], []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        field, tab, name = line.partition("\t")
        if not tab or not name.strip():
            raise SheetError(f"{path}:{number}: a line is a field, a tab and a column's name")
        if field == "header":
            if not name.strip().isdigit():
                raise SheetError(f"{path}:{number}: {name.strip()!r} is no row number")
            header = int(name)
        elif field not in FIELDS:
            raise SheetError(f"{path}:{number}: {field!r} is none of {', '.join(FIELDS)}")
        else:
            wanted.append((number, field, name.strip()))
    row = next((r for n, r in sheet.rows if n == header), None)
    if row is None:
        raise SheetError(f"{path}: the sheet has nothing in row {header}, which is to be the header")
    there = {str(c).strip(): n for n, c in reversed(list(enumerate(row))) if c is not None}
    columns: dict[str, tuple[int, str]] = {}
    for number, field, name in wanted:
        at = there.get(name, int(name) - 1 if name.isdigit() and 0 < int(name) <= len(row) else None)
        if at is None:
            raise SheetError(f"{path}:{number}: the sheet has no column {name!r}; it has {', '.join(there)}")
        columns[field] = (at, name)
    _enough(sheet, columns)
    return Mapping(header, columns)
