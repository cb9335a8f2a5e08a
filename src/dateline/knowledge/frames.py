"""The conditions of a deed or cue row: which arguments its word must have.

`obj=@talks`, `!obj`, `at/on`, `to!=@place`: a role or alternatives of roles, then nothing (it is there), or values
(lemmas apart by `|`, classes with `@`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.knowledge.table import Line, read

TABLES = Path(__file__).parent / "tables"
BUILT_IN = frozenset({"@actor", "@state", "@person", "@place", "@arms", "@money", "@number", "@any"})
_CONDITION = re.compile(r"(?P<absent>!?)(?P<roles>[a-z_]+(?:/[a-z_]+)*)(?:(?P<sign>!?=)(?P<values>\S+))?")


@dataclass(frozen=True, slots=True)
class Condition:
    """`roles` are alternatives; `absent` asks that none of them is there (with `values`: none with such a value)."""

    roles: tuple[str, ...]
    values: frozenset[str]
    absent: bool


@lru_cache(maxsize=1)
def classes() -> dict[str, frozenset[str]]:
    """Word classes by name with `@`: lemmas, those of several words with spaces."""
    out: dict[str, frozenset[str]] = {}
    for name in ("classes.tsv", "classes_conflict.tsv"):
        if not (TABLES / name).exists():
            continue
        for line in read(TABLES / name, ("class", "words", "source"), ("class", "words")):
            key = "@" + line["class"].lstrip("@")
            out[key] = out.get(key, frozenset()) | {w.replace("_", " ") for w in line.words("words")}
    return out


def conditions(line: Line, column: str = "frame") -> tuple[Condition, ...]:
    """The conditions in a cell; a word that is none is a fault of the table."""
    out = []
    for part in line.words(column):
        match = _CONDITION.fullmatch(part)
        if match is None:
            raise line.fault(column, f"{part!r} is no condition such as obj, !obj, obj=talk|visit or at/on=@actor")
        values: set[str] = set()
        for value in (match["values"] or "").split("|"):
            if value.startswith("@") and value not in BUILT_IN:
                if value not in classes():
                    raise line.fault(column, f"there is no class {value} in classes.tsv")
                values |= classes()[value]
            elif value:
                values.add(value.replace("_", " "))
        absent = bool(match["absent"]) != (match["sign"] == "!=")
        out.append(Condition(tuple(match["roles"].split("/")), frozenset(values), absent))
    return tuple(out)
