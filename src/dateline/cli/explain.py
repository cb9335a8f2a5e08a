"""The rows of the tables behind a record: what stands in the lines that `because` names."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import dateline.knowledge

TABLES = Path(dateline.knowledge.__file__).parent / "tables"
_NAMED = re.compile(r"\b([A-Za-z_]+\.tsv):(\d{1,7})\b")
_LEFT_OUT = frozenset({"counterexample", "source"})


def table_row(step: str) -> list[str]:
    """For each row that a step names, its filled cells in one line: `aid.tsv:12 | predicate=send | pos=verb`."""
    out = []
    for name, number in dict.fromkeys(_NAMED.findall(step)):
        header, cells = _line(name, int(number))
        filled = [f"{h}={c}" for h, c in zip(header, cells, strict=False) if c and h not in _LEFT_OUT]
        if filled:
            out.append(" | ".join([f"{name}:{number}", *filled]))
    return out


def _line(name: str, number: int) -> tuple[list[str], list[str]]:
    lines = _lines(name)
    header = next((x.split("\t") for x in lines if x.strip() and not x.startswith("#")), [])
    if not 0 < number <= len(lines) or lines[number - 1].startswith("#"):
        return header, []
    return header, [c.strip() for c in lines[number - 1].split("\t")]


@lru_cache(maxsize=64)
def _lines(name: str) -> tuple[str, ...]:
    """Only tables that are found by looking through the folder: the name may come from a report's words."""
    path = next((p for p in sorted(TABLES.rglob("*.tsv")) if p.name == name), None)
    return tuple(path.read_text(encoding="utf-8").split("\n")) if path else ()
