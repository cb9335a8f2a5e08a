"""What is given: the items and sums that stand with a deed of support, each with its quantity and value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.knowledge.frames import classes
from dateline.language.arguments import is_verbal, members
from dateline.reading.frames import Roles
from dateline.reading.notes import Notes, counted
from dateline.records import Amount, Money, Support


@dataclass(frozen=True)
class Good:
    """A thing or sum given: its head `word`, what it is called, how many, worth how much, what kind of support."""

    word: int
    item: str | None
    support: Support | None
    quantity: Amount | None
    value: Money | None


def goods(notes: Notes, its: Roles, word: int, roles_of_goods: tuple[str, ...]) -> list[Good]:
    """The goods in the given roles of a deed, or under its noun; a sum beside one item is that item's value."""
    heads: list[int] = []
    for role in roles_of_goods:
        for head in its.get(role, ()):
            heads += members(notes.document, head)
    if not is_verbal(notes.document, word):
        heads.append(word)
    found: dict[int, Good] = {}
    for head in dict.fromkeys(heads):
        for good in _under(notes, head, free=is_verbal(notes.document, word)):
            found.setdefault(good.word, good)
    return _valued([found[w] for w in sorted(found)])


def _under(notes: Notes, head: int, free: bool) -> list[Good]:
    """The item or sum that a noun names, and those inside its phrase ("a package of 20 tanks and 5 guns")."""
    document = notes.document
    out: list[Good] = []
    inside = [w for w in document.subtree(head) if w == head or _reaches(notes, head, w)]
    for w in inside:
        item = notes.item_at.get(w)
        if item is not None and w == _head_of(notes, item.start, item.end):
            out.append(Good(w, item.item, item.support, quantity(notes, w), None))
        total = notes.sum_at.get(w)
        if total is not None and w == _head_of(notes, total.start, total.end):
            out.append(Good(w, None, None, None, total.money))
    if (
        free
        and not out
        and document.upos[head] == "NOUN"
        and not notes.who_at(head)
        and not notes.names_of(head) & _vague()
    ):
        many = quantity(notes, head)
        if many is not None:
            out.append(Good(head, _called(notes, head), None, many, None))
    return out


def _vague() -> frozenset[str]:
    return classes().get("@nogood", frozenset())


def _reaches(notes: Notes, head: int, word: int) -> bool:
    """Does a word belong to the phrase of goods, not to a clause or to whom they go?"""
    document = notes.document
    while word != head:
        label = document.labels[word].partition(":")[0]
        if label in ("acl", "advcl", "appos", "parataxis", "ccomp") and not _including(notes, word):
            return False
        if label == "nmod" and notes.actors.at(word) and word not in notes.item_at:
            return False
        word = document.heads[word]
        if word < 0:
            return False
    return True


def _including(notes: Notes, word: int) -> bool:
    return notes.document.lemmas[word].lower() in classes().get("@consisting", frozenset())


def _head_of(notes: Notes, start: int, end: int) -> int:
    """The topmost word of a stretch."""
    words = list(notes.document.words_in(start, end))
    inside = set(words)
    return next((w for w in words if notes.document.heads[w] not in inside), words[-1])


def quantity(notes: Notes, word: int) -> Amount | None:
    """How many: the number that counts a noun, by itself or through a word of quantity ("dozens of tanks"), or a unit
    ("300 tonnes of flour")."""
    document = notes.document
    for w in (word, document.heads[word]):
        if w < 0 or (w != word and counted(document, w, notes.names_of(w)) != word and not _unit(notes, w, word)):
            continue
        for c in (*document.under(w, "nummod", "det", "amod", "advmod", "nmod", "compound"), w):
            number = notes.number_at.get(c)
            if number is not None and (c != word or w != word) and c not in notes.time_at:
                return number.amount
    return next(
        (n.amount for n in notes.numbers if n.end <= document.starts[word] and _between(notes, n.end, word)), None
    )


def _unit(notes: Notes, holder: int, word: int) -> bool:
    return holder in notes.number_at and notes.document.labels[word].startswith("nmod")


def _between(notes: Notes, end: int, word: int) -> bool:
    """Does nothing but adjectives stand between a number and the noun that it counts?"""
    document = notes.document
    first = next((i for i in range(max(0, word - 4), word + 1) if document.starts[i] >= end), word)
    gap = range(first, word)
    return (
        document.starts[first] - end <= 1
        and len(gap) <= 3
        and all(
            (document.upos[i] in ("ADJ", "NOUN", "PROPN", "VERB") and document.heads[i] in (word, *gap))
            or document.words[i] == "-"
            for i in gap
        )
    )


def _called(notes: Notes, head: int) -> str:
    """The noun as a reader would file it: singular, with what stands before it as part of its name."""
    document = notes.document
    parts = [c for c in document.under(head, "compound", "amod") if c < head and c not in notes.actors.marks.states]
    words = [document.words[c].lower() if document.upos[c] != "PROPN" else document.words[c] for c in parts]
    return " ".join([*words, document.lemmas[head].lower()])


def _valued(found: list[Good]) -> list[Good]:
    """One item and one sum are one thing; the general word for help beside others says nothing more."""
    sums = [g for g in found if g.value is not None]
    things = [g for g in found if g.value is None]
    if len(sums) == 1 and len(things) == 1:
        return [replace(things[0], value=sums[0].value)]
    return found
