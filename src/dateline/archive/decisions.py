"""What people decided: who, when, why. Decisions are stacked, never changed or taken away; an undo is one more.

They lie in `decisions.sqlite`, written so that a decision is on the disk when it is reported as made. Each one names its
records by an anchor (`anchor.py`), so that it finds them in a newer reading."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from dateline.archive.anchor import Anchor
from dateline.archive.folder import ArchiveError
from dateline.records import Value

Kind = Literal["correct", "merge", "split", "accept", "reject", "undo"]
KINDS: tuple[str, ...] = get_args(Kind)
FORMAT = 1

_TABLE = """CREATE TABLE IF NOT EXISTS decision (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, at TEXT NOT NULL,
    who TEXT NOT NULL, why TEXT, body TEXT NOT NULL)"""


class Decision(Value, frozen=True, kw_only=True):
    """One decision. `groups` are the records it is about: one group for `correct`, `accept` and `reject`; for `merge`
    and for a proposal each group is what was one case before; for `split` each group is to be a case of its own.
    `fields` are the values given to a record by `correct`. `undoes` names the decision that an undo takes back.
    `apart` marks a coding made without looking at others' (it changes nothing by itself). `when` is UTC."""

    id: str
    kind: Kind
    groups: tuple[tuple[Anchor, ...], ...] = ()
    fields: dict[str, Any] = msgspec.field(default_factory=dict)
    who: str
    when: str
    why: str | None = None
    undoes: str | None = None
    apart: bool = False

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        return tuple(a for g in self.groups for a in g)


class Book:
    """The decisions of one archive."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: tuple[int, tuple[Decision, ...]] | None = None

    def all(self) -> tuple[Decision, ...]:
        """Every decision, in the order in which they were made."""
        if not self._file.exists():
            return ()
        try:
            with closing(self._reading()) as db:
                if not db.execute("PRAGMA user_version").fetchone()[0]:
                    return ()  # a process was killed before the first decision was made
                (last,) = db.execute("SELECT coalesce(max(number), 0) FROM decision").fetchone()
                if self._known is None or self._known[0] != last:
                    bodies = db.execute("SELECT body FROM decision WHERE number <= ? ORDER BY number", (last,))
                    self._known = last, tuple(msgspec.json.decode(b, type=Decision) for (b,) in bodies)
        except (sqlite3.DatabaseError, msgspec.MsgspecError) as error:
            raise self._fault(error) from None
        return self._known[1]

    def add(
        self, kind: Kind, groups: Sequence[Sequence[Anchor]], *, who: str, when: str, why: str | None = None,
        fields: dict[str, Any] | None = None, undoes: str | None = None, apart: bool = False,
    ) -> Decision:  # fmt: skip
        """Writes a decision down; it is on the disk when this returns."""
        decision = Decision(
            id="", kind=kind, groups=tuple(map(tuple, groups)), fields=fields or {}, who=who, when=when, why=why,
            undoes=undoes, apart=apart,
        )  # fmt: skip
        try:
            with closing(self._connect("rwc")) as db:
                # EXTRA: also the folder's entry of the journal is on the disk before a commit is reported.
                db.execute("PRAGMA synchronous = EXTRA")
                db.execute("BEGIN IMMEDIATE")
                (version,) = db.execute("PRAGMA user_version").fetchone()
                if version == 0:
                    db.execute(_TABLE)
                    db.execute(f"PRAGMA user_version = {FORMAT}")
                self._check(version or FORMAT)
                (last,) = db.execute("SELECT coalesce(max(number), 0) FROM decision").fetchone()
                basis = f"{last}\x1f".encode() + msgspec.json.encode(decision)
                id = f"d-{hashlib.sha256(basis).hexdigest()[:16]}"
                decision = msgspec.structs.replace(decision, id=id)
                body = msgspec.json.encode(decision).decode()
                row = (id, kind, when, who, why, body)
                db.execute("INSERT INTO decision (id, kind, at, who, why, body) VALUES (?, ?, ?, ?, ?, ?)", row)
                db.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            raise self._fault(error) from None
        return decision

    def sound(self) -> str | None:
        """What is wrong with the file, or null."""
        if not self._file.exists():
            return None
        try:
            with closing(self._reading()) as db:
                told = db.execute("PRAGMA integrity_check").fetchone()[0]
            self._known = None
            self.all()
        except (sqlite3.DatabaseError, ArchiveError) as error:
            return str(error)
        return None if told == "ok" else str(told)

    def _reading(self) -> sqlite3.Connection:
        """To read, with leave to write: SQLite takes back what a killed process was in the middle of."""
        try:
            return self._checked(self._connect("rw"))
        except sqlite3.OperationalError:
            return self._checked(self._connect("ro"))

    def _connect(self, mode: str) -> sqlite3.Connection:
        uri = f"{self._file.resolve().as_uri()}?mode={mode}"
        return sqlite3.connect(uri, uri=True, timeout=30, isolation_level=None)

    def _checked(self, db: sqlite3.Connection) -> sqlite3.Connection:
        try:
            self._check(db.execute("PRAGMA user_version").fetchone()[0])
        except BaseException:
            db.close()
            raise
        return db

    def _check(self, version: int) -> None:
        if version > FORMAT:
            raise ArchiveError(f"{self._file} was written by a newer release; update the program. Nothing was changed")

    def _fault(self, error: Exception) -> ArchiveError:
        text = str(error)
        if "full" in text or "disk I/O" in text:
            return ArchiveError(
                f"can't write to {self._file} ({text}); make room and run it again. Nothing was decided"
            )
        if "readonly" in text or "unable to open" in text:
            return ArchiveError(f"can't write to {self._file}: you may not; check its permissions. Nothing was decided")
        if "locked" in text:
            return ArchiveError(f"another process is writing to {self._file}; run it again. Nothing was decided")
        return ArchiveError(f"{self._file} is damaged ({text[:200]}); take it from a copy of the archive")


def in_force(decisions: Sequence[Decision]) -> list[Decision]:
    """Those that no other took back, undos left out. An undo can be undone like anything."""
    undone: set[str] = set()
    left: list[Decision] = []
    for decision in reversed(decisions):  # an undo stands after what it takes back
        if decision.id in undone:
            continue
        if decision.kind == "undo":
            undone |= {decision.undoes} if decision.undoes else set()
        else:
            left.append(decision)
    return left[::-1]
