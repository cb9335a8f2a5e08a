"""How often records of each sort were right on reports read by hand: `confidence.tsv`."""

from __future__ import annotations

from functools import lru_cache

from dateline.knowledge.frames import TABLES
from dateline.knowledge.table import read, unique

LEAST, MOST = 0.02, 0.98


@lru_cache(maxsize=1)
def chances() -> dict[tuple[str, str], float]:
    """Chance by sort (`pledge`) and mark (how many sides are known)."""
    columns = ("sort", "mark", "chance", "counted", "source")
    out = {}
    for x in unique(read(TABLES / "confidence.tsv", columns, columns), lambda x: (x["sort"], x["mark"]), "mark"):
        value = x.number_or_none("chance")
        if value is None or not LEAST <= value <= MOST:
            raise x.fault("chance", f"{x['chance']!r} is no chance between {LEAST} and {MOST}")
        out[(x["sort"], x["mark"])] = value
    return out


def chance(sort: str, mark: str) -> float:
    """The chance that such a record is right; that of its sort at large where its mark wasn't counted."""
    table = chances()
    return table.get((sort, mark)) or table.get((sort, "*")) or 0.5
