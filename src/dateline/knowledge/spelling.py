"""What the cutting of text into words and sentences needs to know: `spelling.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.knowledge.table import read, unique

TABLES = Path(__file__).parent / "tables"


@dataclass(frozen=True, slots=True)
class Spelling:
    """`abbreviations` are lower-case words that keep a dot, with their kind: `title` stands before a name and never
    ends a sentence, `other` ends one only before a word of `starters`."""

    abbreviations: dict[str, str]
    starters: frozenset[str]


@lru_cache(maxsize=1)
def spelling() -> Spelling:
    lines = list(
        unique(read(TABLES / "spelling.tsv", ("word", "kind", "source"), ("word", "kind")), lambda x: x["word"], "word")
    )
    for line in lines:
        line.one_of("kind", frozenset({"title", "other", "starter"}))
    return Spelling(
        {x["word"]: x["kind"] for x in lines if x["kind"] != "starter"},
        frozenset(x["word"] for x in lines if x["kind"] == "starter"),
    )
