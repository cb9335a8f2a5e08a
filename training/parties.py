"""Where the parties of a deed are named without having been marked: gold tells who they are, the program's own resolution
tells which words of the deed's sentence mean them. So the model learns to choose among all who are named there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from dateline.language import parse
from dateline.reading.notes import take_notes
from dateline.records import Report
from evaluation.gold import GoldActor
from evaluation.keys import actor_key

Row = dict[str, Any]
Links = list[tuple[int, int, str]]
Who = frozenset[tuple[str, str | None]]
"""Whom a word means: keys, each with its sector."""
SIDES = (("actor", "actors"), ("recipient", "recipients"), ("voice", "said_by"))


def named(row: Row) -> dict[int, Who]:
    """Whom each word of a report means."""
    report = Report(id=row["id"], text=row["text"], date=row.get("date"), title=row.get("title"))
    meant = take_notes(next(parse([report]))).actors.meant
    return {word: frozenset((actor_key(a), a.sector) for a in who) for word, who in meant.items() if who}


def unmarked(event: Row, deed: int, marked: Links, named: Mapping[int, Who], sentence: tuple[int, int]) -> Links:
    """(deed, word, part) of the words in the sentence of a deed that mean a party of it. Where the sentence has its words for
    a part marked, of the others of the same party nothing is known (`?` before the part). Of one state those of the party's
    own sector count, where there are any."""
    out: Links = []
    for part, field in SIDES:
        gold = [msgspec.convert(a, GoldActor) for a in event[field]]
        for who in gold[:1] if part == "voice" else gold:
            same = [w for w, keys in named.items() if (actor_key(who), who.sector) in keys]
            same = same or [w for w, keys in named.items() if actor_key(who) in {k for k, _ in keys}]
            marks = [w for _, w, p in marked if p == part]
            inside = [w for w in same if sentence[0] <= w <= sentence[1] and w not in marks]
            out += [(deed, w, f"?{part}" if marks else part) for w in inside]
    return list(dict.fromkeys(out))
