"""Goods that no deed of support has: what arrives, is loaded or is listed ("two aircraft landed with 150 tonnes of food",
"the package comprises: 200 anti-tank weapons"), in a report that tells of support elsewhere; and what a sum is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.knowledge.frames import classes
from dateline.language.arguments import is_verbal, preposition
from dateline.reading.entries import Entry, meant_for, sold, to_whom
from dateline.reading.frames import roles
from dateline.reading.goods import Good, called, consists, head_of, quantity, single
from dateline.reading.how_far import how_far
from dateline.reading.notes import Notes
from dateline.reading.what import Mention

NEAR = 4
"""So many sentences after an entry a list may still be of its goods."""
ROW = "classes.tsv"
_CRAFT = frozenset({"aircraft", "helicopter", "ship"})
ABOARD = ("aboard", "on board", "by", "on", "in")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def carried(notes: Notes, entries: Sequence[Entry], deeds: Sequence[Mention]) -> list[Entry]:
    """The entries with those that stand in no deed of support. `deeds` are all that the report tells."""
    out = list(entries)
    taken = {e.good.word for e in out} | {w for e in out for w in _wide(notes, e.good)}
    other = {m.word for m in deeds if m.row.type not in ("AID", "REQUEST")}
    for good in _loose(notes, taken):
        before = [e for e in out if e.good.word < good.word]
        place = len(before)
        found = _worth(notes, good, out[place - 1]) if good.value is not None and before else None
        if found is not None:
            out[place - 1] = found
            continue
        entry = _moved(notes, good, other) or (_listed(notes, good, before[-1]) if before else None)
        if entry is not None:
            out.insert(place, entry)
    return out


def _wide(notes: Notes, good: Good) -> Iterator[int]:
    """The words of a good's own mention."""
    item = notes.item_at.get(good.word)
    if item is not None:
        yield from notes.document.words_in(item.start, item.end)
    if good.value is not None:
        yield from (w for w, s in notes.sum_at.items() if s.money == good.value)


def _loose(notes: Notes, taken: set[int]) -> list[Good]:
    """Things with a number, and sums, that nobody has yet."""
    out: list[Good] = []
    for item in notes.items:
        words = list(notes.document.words_in(item.start, item.end))
        if not words or taken & set(words) or any(w in notes.sum_at for w in words):
            continue
        head = head_of(notes, item.start, item.end)
        many = quantity(notes, head) or single(notes, head, item)
        if many is not None or _part(notes, head):
            out.append(Good(head, item.item, item.support, many, None))
    for total in notes.sums:
        words = list(notes.document.words_in(total.start, total.end))
        if words and not taken & set(words):
            out.append(Good(head_of(notes, total.start, total.end), None, None, None, total.money))
    return sorted(out, key=lambda g: g.word)


def _part(notes: Notes, word: int) -> bool:
    """Is a thing without a number told as part of a lot ("a package that also takes in ammunition")?"""
    up = list(notes.document.path_up(word))[:2]
    verbs = classes()["@consisting"] | classes()["@listing"]
    return any(consists(notes, w, verbs) for w in up)


def _worth(notes: Notes, good: Good, before: Entry) -> Entry | None:
    """What was told before, with its value: "the goods are worth 13 million"."""
    document = notes.document
    if before.good.value is not None or document.sentence_of[good.word] - document.sentence_of[before.good.word] > NEAR:
        return None
    above = (good.word, *document.path_up(good.word))
    around = (w for a in above[:4] for w in (a, *document.children[a]))
    near = {document.lemmas[w].lower() for w in around if not document.under(w, "case")}
    if near & classes()["@measured_all"]:  # "its help since the invasion is worth A$790 million"
        return None
    return replace(before, good=replace(before.good, value=good.value)) if near & classes()["@worth"] else None


def _moved(notes: Notes, good: Good, other: set[int]) -> Entry | None:
    """A good that something carries, or that is on its way or there."""
    document = notes.document
    if good.item is None or sold(notes, good.word):
        return None
    if _conveys(notes, good) and preposition(document, good.word) in ABOARD:
        return None
    consisting = classes()["@consisting"]
    for word in (good.word, *document.path_up(good.word)):
        if consists(notes, word, consisting):
            return None
        if word in other or (_conveys(notes, good) and notes.names_of(word) & classes()["@conveying"]):
            return None
        if _carries(notes, word, good):
            how = how_far(notes, word, "AID")
            voices = next((s.word for s in reversed(how.steps) if s.voices), None)
            donors = tuple(a for c in document.children[word] if _from(notes, c) for a in notes.who_at(c))
            takers = meant_for(notes, good) or to_whom(notes, roles(notes, word), word)
            owners = tuple(a for c in document.under(good.word, "nmod:poss") for a in notes.who_at(c))
            return Entry(good, word, ROW, how.status, donors or owners, takers, speech=voices, weak=True)
    return None


def _carries(notes: Notes, word: int, good: Good) -> bool:
    """Does a word say that the good goes, or is on its way: "has been returned", "on the way to Kyiv"?"""
    document, carriers = notes.document, classes()["@carrying"]
    if is_verbal(document, word) or word != good.word:
        return bool(notes.names_of(word) & carriers) or consists(notes, word, carriers)
    return any(notes.names_of(c) & carriers and preposition(document, c) == "on" for c in document.under(word, "nmod"))


def _conveys(notes: Notes, good: Good) -> bool:
    """Is the good itself a craft, which carries others?"""
    item = notes.item_at.get(good.word)
    return item is not None and item.item_class in _CRAFT


def _from(notes: Notes, word: int) -> bool:
    document = notes.document
    return any(document.lemmas[c].lower() in ("from", "by") for c in document.under(word, "case"))


def _on_list(notes: Notes, good: Good, lots: frozenset[str]) -> bool:
    """Is a good one of several things of a lot or list: "on the list are 28 trucks and 14 trailers"?"""
    document = notes.document
    first, last = document.sentences[document.sentence_of[good.word]]
    return sold(notes, good.word) is False and any(document.lemmas[i].lower() in lots for i in range(first, last + 1))


def _is_loan(notes: Notes, good: Good) -> int | None:
    """The kind of money that a sum is said to be: "418 million dollars is a loan for reforms, and 641 million a grant"."""
    document = notes.document
    if good.value is None:
        return None
    up = [w for w in list(document.path_up(good.word))[:2] if w > good.word]
    above = next((w for w in up if w in notes.item_at and document.under(w, "cop")), None)
    if above is not None:
        return above
    head = document.heads[good.word]
    gapped = (
        head in notes.item_at and document.labels[head] == "conj" and document.labels[good.word] in ("conj", "nsubj")
    )
    return head if gapped else None


def _listed(notes: Notes, good: Good, before: Entry) -> Entry | None:
    """A good of a list that follows an entry: a line without a finite verb, or what "comprises" or "includes" governs."""
    document = notes.document
    here = document.sentence_of[good.word]
    if here - document.sentence_of[before.good.word] > NEAR:
        return None
    first, last = document.sentences[here]
    consisting = classes()["@consisting"] | classes()["@listing"]
    above = {document.lemmas[w].lower() for w in document.path_up(good.word)}
    within = any(consists(notes, w, consisting) for w in document.path_up(good.word))
    bare = not any(document.xpos[i] in _FINITE for i in range(first, last + 1))
    lots = classes()["@lot"]
    loan = _is_loan(notes, good)
    if good.value is not None:  # "a $275 million package", "418 million is a loan"
        if not above & lots and loan is None:
            return None
    elif not bare and not within and not _on_list(notes, good, lots):
        return None
    package = before.package or f"package@{document.starts[before.word]}"
    if loan is not None:
        good = replace(good, item=called(notes, loan))
    elif good.value is not None:
        top = next(w for w in document.path_up(good.word) if notes.names_of(w) & lots)
        good = replace(good, item=called(notes, top))
    return replace(before, good=good, package=package, days=None, weak=True)
