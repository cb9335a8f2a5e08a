"""An archive's records and cases, written for others: which, in which order, and where to; whole or not at all."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from dateline.archive.folder import ArchiveError
from dateline.export import (
    CASES,
    ONE,
    TABLES,
    VIEWS,
    Table,
    TooLarge,
    as_sqlite,
    as_xlsx,
    release_name,
    write_package,
)
from dateline.records import AnyRecord, Case, to_json

_AT_ONCE = 2_000
SEVERAL = ("xlsx", "sqlite")
"""Forms that hold several tables."""
ENDINGS = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".parquet": "parquet", ".xlsx": "xlsx",
           ".sqlite": "sqlite", ".db": "sqlite"}  # fmt: skip
_KIND = {"events": "event", "pledges": "pledge", "quotes": "quote", "kiel": "pledge"}


class Source(Protocol):
    """What an export asks of an archive."""

    def ids(self, **wanted: Any) -> list[tuple[str, str]]: ...

    def records(self, kind: str | None = None, ids: Iterable[str] | None = None) -> Iterator[AnyRecord]: ...

    def as_decided(self, records: Iterable[AnyRecord]) -> Iterator[AnyRecord]: ...

    def cases(self) -> list[Case]: ...


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be written: tables by name or one view, in a form; `wanted` as `find` takes it."""

    what: tuple[str, ...] = ()
    view: str | None = None
    form: str | None = None
    package: bool = False
    release: bool = False
    title: str | None = None
    license: str | None = None
    replace: bool = False
    wanted: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """Where it lies, how many rows a table has, and the name of a release."""

    path: str
    rows: Mapping[str, int]
    release: str | None = None


def export(archive: Source, to: Path, wish: Wish) -> Exported:
    """Writes to a file or, as a package or release, to a folder. Raises `ArchiveError` that says what is wrong."""
    counts: dict[str, int] = {}
    if wish.package or wish.release:
        name = None
        with _beside_folder(to, wish.replace) as folder:
            name = _package(archive, folder, wish, counts)
        return Exported(str(to), counts, name if wish.release else None)
    form = form_of(wish, to)
    tables = tables_of(wish, form)
    with _beside_file(to, wish.replace) as beside:
        given: list[tuple[Table[Any], Iterable[Any]]] = [
            (t, _counted(t, things(archive, t, wish), counts)) for t in tables
        ]
        try:
            if form == "sqlite":
                as_sqlite(given, beside)
            else:
                with beside.open("xb") as stream:
                    as_xlsx(given, stream) if form == "xlsx" else _one(given, stream, form)
        except TooLarge as error:
            raise ArchiveError(str(error)) from None
    return Exported(str(to), counts)


def stream_out(archive: Source, stream: BinaryIO, wish: Wish) -> None:
    """Writes one table to a stream of bytes."""
    form = wish.form or ("tsv" if wish.view else "jsonl")
    if form not in ONE:
        raise ArchiveError(f"{form} can't go to standard output; name a file")
    tables = tables_of(wish, form)
    _one([(t, t.rows(things(archive, t, wish)())) for t in tables], stream, form)


def form_of(wish: Wish, to: Path) -> str:
    """The form that was asked for, else that of the file's ending."""
    form = wish.form or ENDINGS.get(to.suffix.lower())
    if form is None:
        raise ArchiveError(
            f"{to.name} doesn't say in which form; end it with one of {', '.join(ENDINGS)}, or use --format"
        )
    return form


def tables_of(wish: Wish, form: str) -> list[Table[Any]]:
    """The tables that are asked for; a form that holds one must be told which."""
    if wish.view:
        if form in SEVERAL:
            raise ArchiveError(f"the view {wish.view} is written as csv, tsv, jsonl or parquet, not as {form}")
        return [VIEWS[wish.view]]
    names = wish.what or (tuple(TABLES) if form in SEVERAL else ())
    if form not in SEVERAL and len(names) != 1:
        raise ArchiveError(f"{form} holds one table: name it with --what ({', '.join(TABLES)})")
    return [TABLES[n] for n in dict.fromkeys(names)]


def things(archive: Source, table: Table[Any], wish: Wish) -> Callable[[], Iterator[Any]]:
    """Gives the records or cases of a table, oldest report first, the same each time."""
    wanted = dict(wish.wanted or {})

    def cases() -> Iterator[Case]:
        some = archive.cases()
        if any(v is not None for v in wanted.values()):
            found = {id for _, id in archive.ids(**wanted)}
            some = [c for c in some if not found.isdisjoint(c.records)]
        yield from sorted(some, key=lambda c: ((c.history[0].date or "") if c.history else "", c.id))

    def records() -> Iterator[AnyRecord]:
        kind = _KIND.get(table.name, "event")
        if wanted.get("kind") not in (None, kind):
            return
        order = iter(archive.ids(**(wanted | {"kind": kind})))
        while some := [id for _, id in islice(order, _AT_ONCE)]:
            read = {r.id: r for r in archive.as_decided(archive.records(ids=some))}
            yield from (read[id] for id in some if id in read)

    return cases if table is CASES else records


def _counted(table: Table[Any], make: Callable[[], Iterator[Any]], counts: dict[str, int]) -> Iterator[Any]:
    counts[table.name] = 0
    for row in table.rows(make()):
        counts[table.name] += 1
        yield row


def _one(given: list[tuple[Table[Any], Iterable[Any]]], stream: BinaryIO, form: str) -> None:
    (table, rows), write = given[0], ONE[form]
    write(table, rows, stream)


def _package(archive: Source, folder: Path, wish: Wish, counts: dict[str, int]) -> str:
    tables = [TABLES[n] for n in (wish.what or TABLES)]
    made = {t: things(archive, t, wish) for t in tables}
    by = made_by()

    def told() -> Iterator[bytes]:
        for table, make in made.items():
            counts[table.name] = 0
            for thing in make():
                counts[table.name] += 1
                yield to_json(thing)

    wanted = {k: v for k, v in (wish.wanted or {}).items() if v is not None}
    by = by | ({"asked": json.dumps(wanted, sort_keys=True, ensure_ascii=False)} if wanted else {})
    name = release_name(told(), by)
    title = wish.title or "Records of news reports, read by Dateline"
    write_package(
        folder, made, name=name, title=title, license=wish.license, made_by=by, release=wish.release
    )  # fmt: skip
    return name


def made_by() -> dict[str, str]:
    """Versions of program, language model and tables."""
    from dateline import __version__
    from dateline.knowledge import fingerprint
    from dateline.language import version

    return {"program": f"dateline {__version__}", "model": version(), "tables": fingerprint()}


@contextmanager
def _beside_file(to: Path, replace: bool) -> Iterator[Path]:
    """A name beside the file's, which takes its place once all is written."""
    _free(to, replace, folder=False)
    beside = to.with_name(f".{to.name[:200]}.{secrets.token_hex(4)}.part")
    try:
        yield beside
        with beside.open("rb") as stream:
            os.fsync(stream.fileno())
        beside.replace(to)
    except OSError as error:
        raise ArchiveError(f"can't write {to}: {(error.strerror or str(error)).lower()}") from None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


@contextmanager
def _beside_folder(to: Path, replace: bool) -> Iterator[Path]:
    """The same for a folder; one that is there gives way whole."""
    _free(to, replace, folder=True)
    beside = to.with_name(f".{to.name[:200]}.{secrets.token_hex(4)}.part")
    old = beside.with_suffix(".old")
    try:
        beside.mkdir()
        yield beside
        if to.exists():
            to.rename(old)
        beside.rename(to)
    except OSError as error:
        raise ArchiveError(f"can't write {to}: {(error.strerror or str(error)).lower()}") from None
    finally:
        for left in (beside, old):
            shutil.rmtree(left, ignore_errors=True)


def _free(to: Path, replace: bool, folder: bool) -> None:
    if not to.exists() and not to.is_symlink():
        return
    if not replace:
        raise ArchiveError(f"{to} is there already; --replace writes over it")
    if folder and (not to.is_dir() or not (to / "datapackage.json").exists()):
        raise ArchiveError(f"{to} is no data package, so it isn't written over")
    if not folder and not to.is_file():
        raise ArchiveError(f"{to} is no file, so it isn't written over")
