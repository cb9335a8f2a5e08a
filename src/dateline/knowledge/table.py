"""Reads a tab-separated table and checks every line.

A table is UTF-8 text: lines that begin with `#` are notes, the first other line names the columns, each line after
it is one fact. A cell holds no tab; `""` is not special. A fault raises `TableError`, which names file, line and column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


class TableError(ValueError):
    """A fault in a table: `FILE:LINE: column NAME: what is wrong`."""

    def __init__(self, path: Path, line: int, column: str | None, fault: str) -> None:
        where = f"{path.name}:{line}: " + (f"column {column}: " if column else "")
        super().__init__(where + fault)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its cells by column, and where it stands."""

    cells: Mapping[str, str]
    path: Path
    number: int

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def at(self) -> str:
        """`deeds.tsv:12`, for `because`."""
        return f"{self.path.name}:{self.number}"

    def fault(self, column: str, text: str) -> TableError:
        return TableError(self.path, self.number, column, text)

    def words(self, column: str) -> tuple[str, ...]:
        """The cell's words, apart by space."""
        return tuple(self.cells[column].split())

    def one_of(self, column: str, allowed: frozenset[str]) -> str:
        value = self.cells[column]
        if value not in allowed:
            raise self.fault(column, f"{value!r} is none of {', '.join(sorted(allowed))}")
        return value

    def number_or_none(self, column: str) -> float | None:
        value = self.cells[column]
        if not value:
            return None
        try:
            return float(value)
        except ValueError:
            raise self.fault(column, f"{value!r} is no number") from None


def read(path: Path, columns: tuple[str, ...], filled: tuple[str, ...] = ()) -> Iterator[Line]:
    """The lines of a table that has exactly `columns`; those in `filled` may not be empty."""
    for line in rows(path, columns):
        for column in filled:
            if not line.cells[column]:
                raise line.fault(column, "is empty")
        yield line


def rows(path: Path, columns: tuple[str, ...], tell: Callable[[str], object] | None = None) -> Iterator[Line]:
    """The lines of a table that has exactly `columns`. A line with too many cells raises `TableError`, or with `tell` is told
    and passed over."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise TableError(path, 0, None, f"there is no such table in {path.parent}") from None
    except UnicodeDecodeError as error:
        raise TableError(path, 0, None, f"is not UTF-8 text ({error.reason} at byte {error.start})") from None
    header: list[str] | None = None
    for number, raw in enumerate(text.split("\n"), start=1):
        row = raw.rstrip("\r")
        if not row.strip() or row.startswith("#"):
            continue
        cells = row.split("\t")
        if header is None:
            header = cells
            if tuple(header) != columns:
                raise TableError(
                    path, number, None, f"the columns are {', '.join(header)}; they must be {', '.join(columns)}"
                )
            continue
        if len(cells) > len(header):
            fault = TableError(path, number, None, f"{len(cells)} cells, the header has {len(header)}")
            if tell is None:
                raise fault
            tell(str(fault))
            continue
        cells += [""] * (len(header) - len(cells))
        yield Line(dict(zip(header, (c.strip() for c in cells), strict=True)), path, number)
    if header is None:
        raise TableError(path, 0, None, "has no line that names the columns")


def unique(lines: Iterator[Line], key: Callable[[Line], object], column: str) -> Iterator[Line]:
    """The same lines; a second one with the same key is a fault."""
    seen: dict[object, int] = {}
    for line in lines:
        k = key(line)
        if k in seen:
            raise line.fault(column, f"stands in line {seen[k]} already")
        seen[k] = line.number
        yield line
