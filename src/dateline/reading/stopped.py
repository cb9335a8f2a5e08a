"""Support that is stopped: "suspended $130 million in aid to Ethiopia", "cancelled a grant", "blocked the loan"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.knowledge.frames import classes
from dateline.language.arguments import is_verbal
from dateline.reading.entries import Entry, meant_for, to_whom
from dateline.reading.frames import roles
from dateline.reading.goods import goods
from dateline.reading.how_far import how_far
from dateline.reading.notes import Notes
from dateline.records import Status

ROW = "classes.tsv"


def stopped(notes: Notes, entries: Sequence[Entry]) -> list[Entry]:
    """The entries with those of support that is stopped, in text order."""
    document, out = notes.document, list(entries)
    taken = {e.good.word for e in entries}
    for word in range(len(document.words)):
        if not notes.names_of(word) & classes()["@stopping"] or not is_verbal(document, word):
            continue
        its = roles(notes, word)
        how = how_far(notes, word, "AID")
        status: Status = "cancelled" if how.status in ("happened", "ongoing", "planned") else how.status
        givers = tuple(a for w in its.get("subj", ()) for a in notes.who_at(w))
        for good in goods(notes, its, word, ("obj",)):
            if good.word in taken or not (good.word in notes.item_at or good.value):
                continue
            takers = meant_for(notes, good) or to_whom(notes, its, word)
            out.append(Entry(good, word, ROW, status, givers, takers, weak=True))
            taken.add(good.word)
    return sorted(out, key=lambda e: e.good.word)
