"""How sure it is that goods told of are an entry of the ledger, by the marks of `entries.tsv`."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, log1p

from dateline.knowledge.judge import entry_weights
from dateline.language.arguments import is_verbal
from dateline.reading.entries import Entry, sold
from dateline.reading.notes import Notes
from dateline.reading.parties import logits
from dateline.reading.told import Telling
from dateline.records import Actor

Marks = dict[str, float]
NO_CHANCE = 0.02
BODIES = frozenset({"GOV", "MIL", "COP", "IGO", "NGO", "LEG"})


def chances(notes: Notes, tellings: Sequence[Telling], entries: Sequence[Entry]) -> list[float]:
    """The chance of each entry to be one."""
    weights = entry_weights()
    return [1 / (1 + exp(-logits(weights, marks(notes, tellings, entries, n)))) for n in range(len(entries))]


def marks(notes: Notes, tellings: Sequence[Telling], entries: Sequence[Entry], number: int) -> Marks:
    """What speaks for and against an entry: the words that tell it, who gives and takes, what and how much, and what else the
    report tells of support."""
    document, entry = notes.document, entries[number]
    good, word = entry.good, entry.word
    told = {t.mention.word: t for t in tellings}
    telling = told.get(word)
    aid = [t for t in tellings if t.mention.row.type in ("AID", "REQUEST")]
    item = notes.item_at.get(good.word)
    by = entry.row.partition(":")[0]
    figure = (
        "value"
        if good.value
        else "unit"
        if good.quantity and good.quantity.unit
        else "number"
        if good.quantity
        else "bare"
    )
    seen = {
        "any",
        f"by {by}",
        f"by {by}, {'weak' if entry.weak else 'strong'}",
        f"word {document.lemmas[word].lower()}",
        f"verbal {is_verbal(document, word)}",
        f"deed {telling.mention.row.type if telling else None}",
        entry.status,
        f"{by}, {entry.status}",
        figure,
        f"{by}, {figure}",
        f"class {item.item_class if item else None}",
        f"{item.item_class if item else None}, {figure}",
        f"support {good.support}",
        f"giver {_sort(entry.donors)}",
        f"taker {_sort(entry.recipients)}",
        f"from {_sort(entry.donors)} to {_sort(entry.recipients)}",
        f"as {document.labels[good.word].partition(':')[0]}",
        f"word as {document.labels[word].partition(':')[0]}",
    }
    if sold(notes, good.word):
        seen.add("sold")
    if not document.sentence_of[good.word]:
        seen.add("first sentence")
    chance = telling.mention.chance if telling else NO_CHANCE
    chance = min(1 - NO_CHANCE, max(NO_CHANCE, chance))
    return dict.fromkeys(sorted(seen), 1.0) | {
        "chance": log(chance / (1 - chance)) if telling else 0.0,
        "deeds of support": log1p(len(aid)),
        "share of deeds": len(aid) / max(1, len(tellings)),
        "other entries": log1p(len(entries) - 1),
        "others alike": log1p(sum(e is not entry and e.donors == entry.donors for e in entries)),
        "far in": log1p(document.sentence_of[good.word]),
    }


def _sort(who: Sequence[Actor]) -> str:
    if not who:
        return "nobody"
    first = who[0]
    if first.country:
        return "state" if first.sector == "GOV" and not first.role else "body" if first.sector in BODIES else "people"
    return "organisation" if first.organisation else "others"
