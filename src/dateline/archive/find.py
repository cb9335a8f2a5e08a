"""A search: what is asked for, and the same as a question to the index."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.archive.flat import folded, sought, state_codes
from dateline.archive.folder import ArchiveError

_QUERY_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')
_FIELDS = ("id", "day", "part", "row")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search asks for; null asks for nothing. All that is asked must hold. `words`: each must stand in the
    evidence, in any form ("tank" finds "tanks"); words in double quotes stand together. Parties are found by their words
    or code, days as ISO, inclusive."""

    words: str | None = None
    actor: str | None = None
    recipient: str | None = None
    type: str | None = None
    status: str | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None
    place: str | None = None
    voice: str | None = None
    min_confidence: float | None = None
    kind: str | None = None

    def where(self, db: sqlite3.Connection) -> tuple[str, list[object]]:
        """The condition on rows of `record`, and its parameters."""
        terms: list[str] = []
        values: list[object] = []
        for column, value in (("kind", self.kind), ("type", self.type), ("status", self.status)):
            if value is not None:
                terms.append(f"{column} = ?")
                values.append(value)
        for column, text in (
            ("actors", self.actor), ("recipients", self.recipient), ("place", self.place), ("voices", self.voice)
        ):  # fmt: skip
            if text is not None:
                _among(db, column, sought(text), terms, values)
        if self.country is not None:
            codes = state_codes(self.country)
            if not codes:
                raise ArchiveError(
                    f"no state is called {self.country!r}; give its name or its code of three letters (UKR)"
                )
            _among(db, "countries", [f" @{c.lower()} " for c in codes], terms, values)
        # What begins after the last day, or ended before the first, is left out; so is what has no day.
        for column, sign, day in (("start", "<=", self.until), ("end", ">=", self.since)):
            if day is not None:
                terms.append(f"{column} {sign} ? AND {column} <> ''")
                values.append(day)
        if self.min_confidence:
            terms.append("confidence >= ?")
            values.append(self.min_confidence)
        if self.words is not None:
            match = _match(self.words)
            terms.append("number IN (SELECT rowid FROM words WHERE words MATCH ?)" if match else "0")
            values += [match] if match else []
        return " AND ".join(terms) or "1", values


def places(
    db: sqlite3.Connection, wanted: Wanted, limit: int | None, without: Sequence[str] = ()
) -> list[tuple[str, str, str, int]]:
    """`(id, day, part, row)` of what is found, the newest report first, but for the records in `without`."""
    where, values = wanted.where(db)
    most = -1 if limit is None else limit + len(without)
    found = db.execute(
        "SELECT r.id, r.day, p.name, r.row FROM (SELECT id, day, part, row FROM record"
        f" WHERE {where} ORDER BY day DESC, id LIMIT ?) r JOIN part p ON p.number = r.part ORDER BY r.day DESC, r.id",
        (*values, most),
    ).fetchall()
    left_out = set(without)
    found = [f for f in found if f[0] not in left_out]
    return found if limit is None else found[:limit]


def _among(db: sqlite3.Connection, column: str, stretches: list[str], terms: list[str], values: list[object]) -> None:
    """One of the forms that hold one of the stretches. There are far fewer forms than records."""
    likes = " OR ".join(["instr(words, ?) > 0"] * len(stretches)) or "0"
    numbers = [n for (n,) in db.execute(f"SELECT number FROM form WHERE {likes}", stretches)]
    if len(numbers) <= 500:
        terms.append(f"{column} IN ({', '.join('?' * len(numbers))})")
        values += numbers
    else:
        terms.append(f"{column} IN (SELECT number FROM form WHERE {likes})")
        values += stretches


def _match(words: str) -> str:
    """The words as the index's own question; nothing that a person types has a meaning there but being a word."""
    parts = []
    for phrase, word in _QUERY_WORD.findall(words):
        if inside := folded(phrase or word).split():
            parts.append('"' + " ".join(inside) + '"')
    return " AND ".join(parts)
