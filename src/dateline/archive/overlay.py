"""Corrected records, searched by the same questions as the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Self

from dateline.archive.find import Wanted
from dateline.archive.flat import flat
from dateline.archive.index import empty, insert
from dateline.records import AnyRecord


class Overlay:
    """A small index in memory of a few records."""

    def __init__(self, records: Iterable[AnyRecord]) -> None:
        self._records = list(records)
        self._db: sqlite3.Connection = empty()
        numbers: dict[str, int] = {"": 0}
        for at, record in enumerate(self._records):
            insert(self._db, flat(record), 0, at, lambda words: numbers.setdefault(words, len(numbers)))
        self._db.executemany("INSERT INTO form VALUES (?, ?)", [(n, w) for w, n in numbers.items() if n])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def find(self, wanted: Wanted) -> list[AnyRecord]:
        """Those of the records of which all that is asked holds."""
        where, values = wanted.where(self._db)
        rows = self._db.execute(f"SELECT row FROM record WHERE {where}", values).fetchall()
        return [self._records[at] for (at,) in rows]
