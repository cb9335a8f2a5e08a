"""What is searched: one SQLite file in `index/`, made from the parts and brought up to date whenever some are missing
from it. It can be thrown away at any time. SQLite, since several processes may read and one write at once; where the
folder can't be written to, the index is made in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from itertools import groupby
from pathlib import Path

from dateline.archive.flat import Flat, flat
from dateline.archive.folder import INDEX, RECORDS, REPORTS, ArchiveError, Batch
from dateline.archive.parts import read_columns, read_records, whole

VERSION = 1
"""Raised when the columns or the folding change; an index of another version is made again."""

_TABLES = """
CREATE TABLE part (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE report (id TEXT NOT NULL, sha TEXT NOT NULL, day TEXT, part INTEGER NOT NULL, row INTEGER NOT NULL);
CREATE INDEX report_id ON report (id);
CREATE INDEX report_sha ON report (sha);
CREATE TABLE form (number INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE);
CREATE TABLE record (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, report TEXT NOT NULL, day TEXT NOT NULL,
    start TEXT NOT NULL, end TEXT NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL, confidence REAL NOT NULL,
    actors INTEGER NOT NULL, recipients INTEGER NOT NULL, voices INTEGER NOT NULL, place INTEGER NOT NULL,
    countries INTEGER NOT NULL, part INTEGER NOT NULL, row INTEGER NOT NULL);
CREATE INDEX record_id ON record (id);
CREATE INDEX record_report ON record (report);
CREATE INDEX record_day ON record (day DESC, id);
CREATE INDEX record_status ON record (status, day DESC, id);
CREATE INDEX record_countries ON record (countries);
CREATE INDEX record_type ON record (type);
CREATE INDEX record_actors ON record (actors);
CREATE INDEX record_recipients ON record (recipients);
CREATE INDEX record_voices ON record (voices) WHERE voices > 0;
CREATE INDEX record_place ON record (place) WHERE place > 0;
CREATE VIRTUAL TABLE words USING fts5 (told, content='', tokenize='porter unicode61 remove_diacritics 2');
"""
FORMS = ("actors", "recipients", "voices", "place", "countries")

Place = tuple[str, int]
"""A part's file name, and a row in it."""


class Index:
    """The index of one archive, for one process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path / INDEX / "find.sqlite"
        self._db = self._opened()
        self._forms: dict[str, int] = {}
        self._seen: tuple[Sequence[Batch], int] | None = None

    def close(self) -> None:
        self._db.close()

    @property
    def db(self) -> sqlite3.Connection:
        return self._db

    def update(self, batches: Sequence[Batch]) -> None:
        """Takes in the parts that are new, and out those that are gone or read anew."""
        for attempt in range(3):
            try:
                if self._seen is not None and self._seen == (batches, self._version()):
                    return
                live = {b.reports: None for b in batches} | {b.records: b.reports for b in batches if b.records}
                have = {name for (name,) in self._db.execute("SELECT name FROM part")}
                if have != live.keys():
                    self._bring(live, have)
                self._seen = batches, self._version()
                return
            except sqlite3.DatabaseError as error:
                self._retreat(error, attempt)
        raise ArchiveError(f"can't make the index {self._file}: remove the folder {INDEX} and run it again")

    def _version(self) -> int:
        """Another number whenever another process has changed the index."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def _bring(self, live: dict[str, str | None], have: set[str]) -> None:
        gone = have - live.keys()
        if gone and len(gone) * 4 > len(have):  # less work than taking them out
            self._again()
            have = {name for (name,) in self._db.execute("SELECT name FROM part")}
            gone = have - live.keys()
        for name in sorted(gone):
            with self._db:
                self._db.execute("BEGIN IMMEDIATE")
                for table in ("record", "report"):
                    inside = "part = (SELECT number FROM part WHERE name = ?)"
                    self._db.execute(f"DELETE FROM {table} WHERE {inside}", (name,))
                self._db.execute("DELETE FROM part WHERE name = ?", (name,))
        for name in sorted(live.keys() - have):
            with self._db:
                self._db.execute("BEGIN IMMEDIATE")
                if self._db.execute("SELECT 1 FROM part WHERE name = ?", (name,)).fetchone():
                    continue  # another process was quicker
                number = self._db.execute("INSERT INTO part (name) VALUES (?)", (name,)).lastrowid
                assert number is not None
                if live[name] is None:
                    self._take_reports(name, number)
                else:
                    self._take_records(name, number)

    def _take_reports(self, name: str, part: int) -> None:
        rows = read_columns(self._path / REPORTS / name, ["id", "sha256", "date", "exact"])
        self._db.executemany(
            "INSERT INTO report VALUES (?, ?, ?, ?, ?)",
            ((r["id"], r["sha256"], r["date"], part, n) for n, r in enumerate(rows)),
        )

    def _take_records(self, name: str, part: int) -> None:
        for row, record in enumerate(read_records(self._path / RECORDS / name)):
            insert(self._db, flat(record), part, row, self._form)

    def _form(self, words: str) -> int:
        """The number of some folded words; 0 is nothing."""
        if not words:
            return 0
        if (number := self._forms.get(words)) is None:
            self._db.execute("INSERT OR IGNORE INTO form (words) VALUES (?)", (words,))
            (number,) = self._db.execute("SELECT number FROM form WHERE words = ?", (words,)).fetchone()
            if len(self._forms) > 50_000:
                self._forms.clear()
            self._forms[words] = number
        return number

    def reports_named(self, prefix: str) -> list[str]:
        """Ids of reports that begin so, at most three; the one that is the whole word goes before."""
        return self._named("report", prefix)

    def records_named(self, prefix: str) -> list[str]:
        """Ids of records that begin so, at most three."""
        return self._named("record", prefix)

    def _named(self, table: str, prefix: str) -> list[str]:
        prefix = whole(prefix)
        exact = self._db.execute(f"SELECT id FROM {table} WHERE id = ? LIMIT 1", (prefix,)).fetchall()
        found = exact or self._db.execute(
            f"SELECT DISTINCT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 3", (prefix, prefix + "\U0010ffff")
        ).fetchall()  # fmt: skip
        return [id for (id,) in found]

    def has_id(self, id: str) -> bool:
        """Is there a report with this id?"""
        return bool(self._db.execute("SELECT 1 FROM report WHERE id = ? LIMIT 1", (id,)).fetchone())

    def with_text(self, sha256: str) -> list[str]:
        """Ids of the reports that have this text."""
        return [id for (id,) in self._db.execute("SELECT id FROM report WHERE sha = ? ORDER BY id", (sha256,))]

    def reports_at(self, ids: Iterable[str]) -> list[Place]:
        """Where reports stand, in the order of the parts."""
        return self._places("report", "id", ids)

    def records_at(self, ids: Iterable[str]) -> list[Place]:
        """Where records stand, in the order of the parts."""
        return self._places("record", "id", ids)

    def records_of(self, reports: Iterable[str]) -> list[Place]:
        """Where the records of some reports stand, in the order of the parts."""
        return self._places("record", "report", reports)

    def _places(self, table: str, column: str, values: Iterable[str]) -> list[Place]:
        found: set[Place] = set()
        for value in map(whole, values):
            found |= set(
                self._db.execute(
                    f"SELECT p.name, t.row FROM {table} t JOIN part p ON p.number = t.part WHERE t.{column} = ?",
                    (value,),
                )
            )
        return sorted(found)

    def counts(self) -> tuple[int, int]:
        """How many reports, how many records."""
        reports = self._db.execute("SELECT count(*) FROM report").fetchone()[0]
        return reports, self._db.execute("SELECT count(*) FROM record").fetchone()[0]

    def _opened(self) -> sqlite3.Connection:
        with suppress(OSError, sqlite3.DatabaseError):
            self._file.parent.mkdir(exist_ok=True)
            db = _connect(str(self._file))
            try:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = NORMAL")
                _tables(db)
                db.execute("BEGIN IMMEDIATE")  # may it be written to?
                db.execute("ROLLBACK")
                return db
            except BaseException:
                db.close()
                raise
        return self._in_memory()

    def _in_memory(self) -> sqlite3.Connection:
        db = _connect(":memory:")
        with suppress(OSError, sqlite3.DatabaseError):
            if self._file.exists():
                uri = f"{self._file.resolve().as_uri()}?mode=ro&immutable=1"
                with closing(sqlite3.connect(uri, uri=True)) as there:
                    if there.execute("PRAGMA user_version").fetchone()[0] == VERSION:
                        there.execute("SELECT count(*) FROM part").fetchone()
                        there.backup(db)
                        return db
        db.close()
        return empty()

    def _retreat(self, error: sqlite3.DatabaseError, attempt: int) -> None:
        """A damaged index is made again; one that can't be written to is made in memory."""
        with suppress(sqlite3.DatabaseError):
            self._db.rollback()
        self._forms.clear()
        damaged = not isinstance(error, sqlite3.OperationalError) or "malformed" in str(error)
        if damaged and attempt == 0:
            self._again()
        else:
            self._db.close()
            self._db = self._in_memory()

    def _again(self) -> None:
        self._db.close()
        self._forms.clear()
        for name in (self._file.name, f"{self._file.name}-wal", f"{self._file.name}-shm"):
            with suppress(OSError):
                (self._file.parent / name).unlink(missing_ok=True)
        self._db = self._opened()


def insert(db: sqlite3.Connection, row: Flat, part: int, at: int, form: Callable[[str], int]) -> None:
    """One record into the tables."""
    forms = [form(getattr(row, name)) for name in FORMS]
    number = db.execute(
        "INSERT INTO record (id, kind, report, day, start, end, type, status, confidence, actors, recipients, voices,"
        " place, countries, part, row) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.id,
            row.kind,
            row.report,
            row.day,
            row.start,
            row.end,
            row.type,
            row.status,
            row.confidence,
            *forms,
            part,
            at,
        ),
    ).lastrowid
    db.execute("INSERT INTO words (rowid, told) VALUES (?, ?)", (number, row.words))


def _connect(name: str) -> sqlite3.Connection:
    db = sqlite3.connect(name, timeout=30, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA cache_size = -32000")
    db.execute("PRAGMA temp_store = MEMORY")
    return db


def _tables(db: sqlite3.Connection) -> None:
    if db.execute("PRAGMA user_version").fetchone()[0] == VERSION:
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            names = db.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'").fetchall()
            names += db.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE%'").fetchall()
            for (name,) in names:
                if name in ("part", "report", "form", "record", "words"):
                    db.execute(f"DROP TABLE IF EXISTS {name}")
            for statement in _TABLES.split(";"):
                if statement.strip():
                    db.execute(statement)
            db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.DatabaseError):
            db.execute("ROLLBACK")
        raise


def grouped(places: Iterable[Place]) -> Iterator[tuple[str, list[int]]]:
    """Rows by part."""
    for name, group in groupby(places, key=lambda p: p[0]):
        yield name, sorted(row for _, row in group)


def empty() -> sqlite3.Connection:
    """An index of nothing, in memory."""
    db = _connect(":memory:")
    _tables(db)
    return db
