"""Pronouns and what they can mean: `pronouns.tsv`."""

from __future__ import annotations

from functools import lru_cache

from dateline.knowledge.frames import TABLES
from dateline.knowledge.table import read, unique

KINDS = frozenset({"he", "it", "they", "two", "we", "i"})


@lru_cache(maxsize=1)
def pronouns() -> dict[str, str]:
    """Kind by lower-case word: `he` a person, `it` a state or body, `they` several, `two` a pair, `we` and `i` who speaks."""
    lines = unique(
        read(TABLES / "pronouns.tsv", ("word", "kind", "source"), ("word", "kind")), lambda x: x["word"], "word"
    )
    return {x["word"]: x.one_of("kind", KINDS) for x in lines}
