"""Who does the deed in a complement without a subject: `control.tsv` ("promised Kyiv to send": the promiser)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from dateline.knowledge.table import read, unique

TABLES = Path(__file__).parent / "tables"
_PREPOSITION = re.compile(r"[a-z]+")


@lru_cache(maxsize=1)
def _rows() -> dict[tuple[str, str], str]:
    lines = unique(
        read(TABLES / "control.tsv", ("verb", "mark", "who", "example", "source"), ("verb", "mark", "who")),
        lambda x: (x["verb"], x["mark"]),
        "verb",
    )
    out = {}
    for x in lines:
        if not _PREPOSITION.fullmatch(x["who"]):
            raise x.fault("who", f"{x['who']!r} is neither subject, object nor a preposition")
        out[(x["verb"], x["mark"])] = x["who"]
    return out


def controller(verb: str, mark: str) -> str | None:
    """Who does what follows `mark` ("to", "of", "from"): `subject` or `object` of `verb`, or the noun after a preposition
    if there is one, else the subject. None where no row says so."""
    rows = _rows()
    return rows.get((verb, mark)) or rows.get(("*", mark))
