"""Tables that leave the program: named columns, each with its kind and what it holds, and rows of plain cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, TypeVar

from dateline.records import Actor, Amount, Days, Money, ReportKey, Span

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]
Kind = Literal["text", "number", "integer", "boolean", "day"]
T = TypeVar("T")
APART = "; "


class Column(NamedTuple):
    """A column's name, the kind of its cells, and what it holds."""

    name: str
    kind: Kind
    about: str


@dataclass(frozen=True)
class Table(Generic[T]):
    """Columns, and for each thing (a record, a case) its rows. `code` is what the columns are named after."""

    name: str
    about: str
    columns: tuple[Column, ...]
    row: Callable[[T], Iterable[Row]]
    header: bool = True

    def rows(self, things: Iterable[T]) -> Iterator[Row]:
        """The rows of things, in their order."""
        for thing in things:
            yield from self.row(thing)


def joined(values: Iterable[str | None]) -> str | None:
    """Several values in one cell, each once."""
    return APART.join(dict.fromkeys(v for v in values if v)) or None


def code(actor: Actor) -> str:
    """An actor as PETRARCH strings it together: state and sector (`GBRGOV`)."""
    return f"{actor.country or ''}{actor.sector or ''}"


REPORT = (
    Column("report", "text", "the report's id"),
    Column("report_date", "day", "the day it was published"),
    Column("report_source", "text", "its publisher"),
    Column("report_url", "text", "where it was published"),
    Column("report_title", "text", "its headline"),
)


def report(key: ReportKey) -> Row:
    return key.id, key.date, key.source, key.url, key.title


def actor_columns(side: str, about: str) -> tuple[Column, ...]:
    return (
        Column(side, "text", f"{about}; several apart by semicolons"),
        Column(f"{side}_countries", "text", "their states, ISO 3166-1 alpha-3"),
        Column(f"{side}_sectors", "text", "their sectors, PLOVER's"),
        Column(f"{side}_codes", "text", "state and sector strung together, as PETRARCH does"),
    )


def actors(some: Sequence[Actor]) -> Row:
    return (
        joined(a.name for a in some), joined(a.country for a in some), joined(a.sector for a in some),
        joined(code(a) for a in some),
    )  # fmt: skip


def day_columns(name: str, about: str) -> tuple[Column, ...]:
    return (
        Column(f"{name}_start", "day", f"{about}: the first day it may be"),
        Column(f"{name}_end", "day", "the last"),
        Column(f"{name}_basis", "text", "stated, resolved against the report's day, or the report's own"),
    )


def days(some: Days | None) -> Row:
    return (some.start, some.end, some.basis) if some else (None, None, None)


def amount_columns(name: str, about: str) -> tuple[Column, ...]:
    return Column(f"{name}_low", "number", f"{about}: at least so much"), Column(
        f"{name}_high", "number", "at most so much"
    )


def bounds(some: Amount | Money | None) -> Row:
    return (some.low, some.high) if some else (None, None)


WORDS = (
    Column("evidence", "text", "the words it was read from"),
    Column("evidence_at", "text", "where they stand in the report's text, in code points (120-185)"),
)


def words(spans: Iterable[Span]) -> Row:
    some = tuple(spans)
    return " ".join(s.text for s in some), APART.join(f"{s.start}-{s.end}" for s in some)


MADE = (
    Column("confidence", "number", "the chance that it is right, 0 to 1"),
    Column("because", "text", "the rules and steps behind it"),
    Column("coder", "text", "program, model and tables that read it, or who corrected it"),
)
