"""The country of the place of matched gold events."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.records import Event

from .events import match
from .gold import GoldReport
from .score import Result, Wrong, prf
from .words import shown


def score(name: str, readings: Iterable[tuple[GoldReport, list[Event]]]) -> Result:
    """Precision, recall and F1 of countries, over the matched events that count. Where gold names no country, ours is
    one too many."""
    result = Result(name)
    right = found = wanted = 0
    for report, ours in readings:
        for m in match(list(report.events), ours):
            gold, event = report.events[m.gold], ours[m.ours]
            if gold.optional:
                continue
            theirs = gold.place.country if gold.place else None
            mine = event.place.country if event.place else None
            good = theirs == mine
            right += good and theirs is not None
            found += mine is not None
            wanted += theirs is not None
            at = f"{report.id}/{m.gold + 1}/country"
            if theirs is not None:
                result.items[at] = good
            if not good:
                why = "wrong country" if theirs and mine else "no country of ours" if theirs else "a country too many"
                place = f"{gold.place.text} ({theirs})" if gold.place else "-"
                own = f"{event.place.text} ({mine})" if event.place else "-"
                result.wrong.append(Wrong(why, at, shown(report.text, event.trigger), place, own))
    result.add("country", prf(right, found, wanted))
    return result
