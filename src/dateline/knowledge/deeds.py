"""Deeds: which word in which frame is which PLOVER event. One table a type under `tables/deeds/`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import cast, get_args

from dateline.knowledge.frames import TABLES, Condition, conditions
from dateline.knowledge.ontology import cameo, contexts, modes
from dateline.knowledge.own import own_table
from dateline.knowledge.table import Line, read
from dateline.records import EventType

COLUMNS = (
    "predicate",
    "pos",
    "frame",
    "who",
    "whom",
    "mode",
    "contexts",
    "cameo",
    "example",
    "counterexample",
    "source",
)
FILLED = ("predicate", "pos", "cameo", "example")
POS = frozenset({"verb", "noun", "adj"})


@dataclass(frozen=True, slots=True)
class Deed:
    """A row: `who` and `whom` are roles tried in order."""

    predicate: str
    pos: str
    frame: tuple[Condition, ...]
    who: tuple[str, ...]
    whom: tuple[str, ...]
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    example: str
    counterexample: str
    at: str
    own: bool = False
    """Of a person's own table: it goes before ours."""


def deed_of(line: Line, kind: EventType, own: bool = False) -> Deed:
    """The row that a line is. Raises `TableError`."""
    mode = line["mode"] or None
    if mode and (kind, mode) not in modes():
        raise line.fault("mode", f"{mode!r} is no mode of {kind}")
    for context in line.words("contexts"):
        if context not in contexts():
            raise line.fault("contexts", f"{context!r} is no PLOVER context")
    if line["cameo"] not in cameo():
        raise line.fault("cameo", f"{line['cameo']!r} is no CAMEO code")
    return Deed(
        predicate=line["predicate"].replace("_", " "),
        pos=line.one_of("pos", POS),
        frame=conditions(line),
        who=line.words("who") or ("subj",),
        whom=line.words("whom"),
        type=kind,
        mode=mode,
        contexts=line.words("contexts"),
        cameo=line["cameo"],
        example=line["example"],
        counterexample=line["counterexample"],
        at=f"own {line.at}" if own else line.at,
        own=own,
    )


@lru_cache(maxsize=1)
def deeds() -> tuple[Deed, ...]:
    """All rows of all types, checked."""
    out = []
    for kind in get_args(EventType):
        path = TABLES / "deeds" / f"{kind.lower()}.tsv"
        for table, own in ((path, False), (own_table("deeds", path.name), True)):
            if table is not None:
                out += [deed_of(x, cast(EventType, kind), own) for x in read(table, COLUMNS, FILLED)]
    return tuple(out)


@lru_cache(maxsize=1)
def by_predicate() -> dict[tuple[str, str], tuple[Deed, ...]]:
    """Rows by predicate and part of speech, those that ask for more first."""
    out: dict[tuple[str, str], list[Deed]] = {}
    for deed in deeds():
        out.setdefault((deed.predicate, deed.pos), []).append(deed)
    return {k: tuple(sorted(v, key=lambda d: (not d.own, -weight(d), d.at))) for k, v in out.items()}


def weight(deed: Deed) -> int:
    """How much a row asks for: of two that fit, the heavier wins."""
    return sum(2 if c.values and not c.absent else 1 for c in deed.frame)


READER = "the reader"


@lru_cache(maxsize=32)
def plain(kind: EventType) -> Deed:
    """A deed of a type of which no row tells more; its code is the broadest of the type."""
    code = min((c.code for c in cameo().values() if c.type == kind), key=lambda c: (len(c), c))
    return Deed("", "noun", (), (), (), kind, None, (), code, "", "", READER)


@lru_cache(maxsize=1)
def _by_word() -> dict[str, tuple[Deed, ...]]:
    out: dict[str, list[Deed]] = {}
    for deed in deeds():
        out.setdefault(deed.predicate, []).append(deed)
    return {k: tuple(sorted(v, key=lambda d: (weight(d), d.at))) for k, v in out.items()}


def likest(kind: EventType, names: Iterable[str]) -> Deed:
    """What the tables know of a word that is a deed of this type, whatever frame it stands in: the row that asks least."""
    rows = (row for name in sorted(names, key=lambda n: (-len(n), n)) for row in _by_word().get(name, ()))
    return next((row for row in rows if row.type == kind), plain(kind))
