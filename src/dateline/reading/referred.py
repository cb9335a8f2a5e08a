"""Goods of which a report says in passing that they were promised or given: "the first of the 50,000 tonnes India has
pledged", "on top of £5m announced last week", "in addition to the four announced in January"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.knowledge.frames import classes
from dateline.language.arguments import is_verbal
from dateline.reading.entries import Entry, giving, meant_for, sold, to_whom
from dateline.reading.frames import roles
from dateline.reading.goods import Good, head_of, quantity
from dateline.reading.how_far import how_far
from dateline.reading.notes import Notes
from dateline.records import Status

ROW = "classes.tsv"
NEAR = 8
"""So many words before the verb its good stands at most."""
BACK = 2
"""So many sentences before a bare number stands what it counts."""


def referred(notes: Notes, entries: Sequence[Entry]) -> list[Entry]:
    """The entries with those told in passing, in text order."""
    out = list(entries)
    taken = {e.good.word for e in entries} | {w for e in entries for w in notes.document.subtree(e.good.word)}
    for verb in _verbs(notes):
        good = _good(notes, verb, taken, out)
        if good is None:
            continue
        its = roles(notes, verb)
        givers = tuple(a for w in its.get("subj", ()) for a in notes.who_at(w))
        promised = notes.document.lemmas[verb].lower() in classes()["@committing"]
        how = how_far(notes, verb, "AID")
        status: Status = "planned" if promised and how.status == "happened" else how.status
        takers = meant_for(notes, good) or to_whom(notes, its, verb)
        out.append(Entry(good, verb, ROW, status, givers, takers, weak=True, apart=_apart(notes, good)))
        taken.add(good.word)
    return sorted(out, key=lambda e: e.good.word)


def _verbs(notes: Notes) -> Iterator[int]:
    """Verbs of promising and giving that say of a noun or number which it is."""
    document = notes.document
    verbs = classes()["@committing"] | giving().keys()
    for word in range(len(document.words)):
        if document.lemmas[word].lower() in verbs and is_verbal(document, word) and not sold(notes, word):
            bare = document.xpos[word] == "VBN" and not document.under(word, "aux", "aux:pass", "nsubj", "nsubj:pass")
            if bare or document.labels[word].startswith("acl"):
                yield word


def _good(notes: Notes, verb: int, taken: set[int], entries: Sequence[Entry]) -> Good | None:
    """The counted thing or sum that stands nearest before the verb, in the phrase that it belongs to."""
    document = notes.document
    of_noun = document.labels[verb].startswith("acl")
    phrase = set(document.subtree(document.heads[verb])) if of_noun else {verb - 1}
    for word in range(verb - 1, max(-1, verb - NEAR - 1), -1):
        if word not in phrase or word in notes.time_at:
            continue
        item, total, number = notes.item_at.get(word), notes.sum_at.get(word), notes.number_at.get(word)
        found = None
        if total is not None:
            found = Good(head_of(notes, total.start, total.end), None, None, None, total.money)
        elif item is not None:
            head = head_of(notes, item.start, item.end)
            many = quantity(notes, head)
            found = Good(head, item.item, item.support, many, None) if many else None
        elif number is not None and document.labels[word] not in ("nummod", "det", "advmod"):
            before = _counted(notes, word, entries)
            found = Good(word, before.item, before.support, number.amount, None) if before else None
        elif document.upos[word] == "NOUN" and quantity(notes, word) is None:
            continue
        if found is not None or document.upos[word] in ("NOUN", "NUM"):
            return found if found is not None and found.word not in taken else None
    return None


def _apart(notes: Notes, good: Good) -> bool:
    """Does the sentence part it from what was told before: "in addition to", "a further £10m, over and above"?"""
    document = notes.document
    first, last = document.sentences[document.sentence_of[good.word]]
    return any(document.lemmas[i].lower() in classes()["@further"] for i in range(first, last + 1))


def _counted(notes: Notes, word: int, entries: Sequence[Entry]) -> Good | None:
    """What a number without a noun counts: what was counted last, near before."""
    at = notes.document.sentence_of
    near = [e.good for e in entries if e.good.word < word and at[word] - at[e.good.word] <= BACK]
    counted = [g for g in near if g.item and g.quantity is not None]
    if counted:
        return counted[-1]
    start = notes.document.starts[word]
    items = [i for i in notes.items if i.start < start and at[word] - at[head_of(notes, i.start, i.end)] <= BACK]
    return Good(word, items[-1].item, items[-1].support, None, None) if items else None
