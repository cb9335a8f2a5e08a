"""Words that tie an entry to what was told before, or part it from that: "the 19 guns", "promised in January"; "another four",
"a further £10m". They stand in `ties.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge.frames import TABLES
from dateline.knowledge.table import read
from dateline.records import Pledge

COLUMNS = ("words", "place", "effect", "example", "source")
PLACES = frozenset({"before", "after", "sentence"})
EFFECTS = frozenset({"further", "back", "raised"})
APART = {"back": 0, "further": 2, "raised": 2}
"""Words that may stand between such a word and the figure or item that it belongs to."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A row: `before` and `after` mean the figure, or the item where there is none."""

    words: re.Pattern[str]
    place: str
    effect: str


@lru_cache(maxsize=1)
def rows() -> tuple[Tie, ...]:
    """All rows of `ties.tsv`."""
    out = []
    for line in read(TABLES / "ties.tsv", COLUMNS, ("words", "place", "effect", "example")):
        place, effect = line.one_of("place", PLACES), line.one_of("effect", EFFECTS)
        between = rf"(?:\W+\w+){{0,{APART[effect]}}}\W*"
        around = {"before": ("", f"{between}$"), "after": (f"^{between}", ""), "sentence": ("", "")}[place]
        pattern = re.compile(rf"{around[0]}\b{re.escape(line['words'])}\b{around[1]}", re.IGNORECASE)
        out.append(Tie(pattern, place, effect))
    return tuple(out)


def ties(pledge: Pledge) -> frozenset[str]:
    """What the words around a pledge's figure and in its sentence say: `further`, `back`, `raised`."""
    figure = pledge.quantity.text if pledge.quantity else pledge.value.text if pledge.value else pledge.item or ""
    found: set[str] = set()
    for span in pledge.evidence:
        at = span.text.find(figure) if figure else -1
        before = span.text[max(0, at - 80) : at] if at >= 0 else ""
        after = span.text[at + len(figure) : at + len(figure) + 80] if at >= 0 else ""
        where = {"before": before, "after": after, "sentence": span.text}
        found |= {row.effect for row in rows() if row.words.search(where[row.place])}
    return frozenset(found)
