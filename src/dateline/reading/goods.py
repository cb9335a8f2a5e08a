"""What is given: the items and sums that stand with a deed of support, each with its quantity and value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.knowledge.frames import classes
from dateline.language import Document
from dateline.language.arguments import is_verbal, members, preposition
from dateline.reading.frames import Roles
from dateline.reading.how_many import ItemMention
from dateline.reading.notes import Notes, counted
from dateline.records import Amount, Money, Support

_LONGEST = 4  # words before an item that say of what kind it is
_BUILT = frozenset({"civil"})
"""Classes of things (ports, roads, dams) that stand rather than go: they are goods only where they are counted."""


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
    return _valued(_together(notes, [found[w] for w in sorted(found)]))


def _together(notes: Notes, found: list[Good]) -> list[Good]:
    """Things that are listed without a number each are one lot: "food, blankets and tents", "200 tonnes of rice and fish"."""
    document = notes.document
    out: list[Good] = []
    for good in found:
        first = out[-1] if out else None
        if (
            first is not None and first.item and good.item and first.value is None
            and good.quantity is None and good.value is None and first.support == good.support
            and (first.quantity is None or first.quantity.unit)
            and good.word in document.subtree(first.word) and document.labels[good.word] == "conj"
        ):  # fmt: skip
            last = all(g.word <= good.word for g in found)
            joint = " and " if last else ", "
            out[-1] = replace(first, item=f"{first.item}{joint}{good.item}")
        else:
            out.append(good)
    return out


def _under(notes: Notes, head: int, free: bool) -> list[Good]:
    """The item or sum that a noun names, and those inside its phrase ("a package of 20 tanks and 5 guns")."""
    document = notes.document
    out: list[Good] = []
    inside = [w for w in document.subtree(head) if w == head or _reaches(notes, head, w)]
    for w in inside:
        item, total = notes.item_at.get(w), notes.sum_at.get(w)
        if item is not None:
            top = head_of(notes, item.start, item.end)
            many = quantity(notes, top) or single(notes, top, item)
            if many is not None or item.item_class not in _BUILT:
                out.append(Good(top, _filed(notes, top, item), item.support, many, None))
        elif total is not None:
            out.append(Good(head_of(notes, total.start, total.end), None, None, None, total.money))
    out = list({g.word: g for g in out}.values())
    if (
        free
        and not out
        and document.upos[head] == "NOUN"
        and not notes.who_at(head)
        and not notes.names_of(head) & _vague()
    ):
        many = quantity(notes, head)
        if many is not None:
            unit = notes.number_at.get(head)  # "50,000 tonnes" of what was told before
            out.append(Good(head, None if unit else called(notes, head), None, many, None))
    return out


def _filed(notes: Notes, top: int, item: ItemMention) -> str:
    """An item with what the report says of its kind: "water truck", "Soviet-era howitzer"; a make needs no more."""
    if item.make:
        return item.item
    document = notes.document
    words = document.words_in(item.start, item.end)
    before = [c for c in _kinds(notes, top) if c < words[0]]
    first = min(before, default=words[0])
    if first == words[0] and not _also(document, first):
        return item.item
    if words[0] - first > _LONGEST or notes.number_at.get(words[0] - 1):
        return item.item
    inside = set(before) | {w for c in before for w in document.subtree(c)} | set(words)
    if any(w not in inside and document.upos[w] != "PUNCT" for w in range(first, words[0])):
        return item.item
    while _also(document, first):
        first -= 2
    said = document.report.text[document.starts[first] : document.starts[words[0]]]
    if said and item.item.startswith(said):
        return item.item
    return (said if document.upos[first] == "PROPN" else said.lower()) + item.item


def _also(document: Document, word: int) -> bool:
    """Does another kind stand before this one: "military and civilian aid"?"""
    return word >= 2 and document.upos[word - 1] == "CCONJ" and document.upos[word - 2] == "ADJ"


def _kinds(notes: Notes, head: int) -> list[int]:
    """The adjectives and nouns before a noun that say of what kind it is."""
    document = notes.document
    return [
        c
        for c in document.under(head, "compound", "amod")
        if c < head
        and c not in notes.actors.marks.states
        and c not in notes.number_at
        and c not in notes.sum_at
        and document.upos[c] != "VERB"
        and not notes.names_of(c) & classes()["@measuring"]
    ]


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
    return consists(notes, word, classes()["@consisting"])


def consists(notes: Notes, word: int, verbs: frozenset[str]) -> bool:
    """Is a word one of some verbs, with its particle where it has one ("take in")?"""
    document = notes.document
    lemma = document.lemmas[word].lower()
    parts = (document.words[c].lower() for c in document.under(word, "compound:prt"))
    return lemma in verbs or any(f"{lemma} {part}" in verbs for part in parts)


def head_of(notes: Notes, start: int, end: int) -> int:
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
    if document.labels[word] == "conj" and document.heads[word] not in notes.item_at:
        return quantity(notes, document.heads[word])  # "150 police and soldiers"
    return next(
        (n.amount for n in notes.numbers if n.end <= document.starts[word] and _between(notes, n.end, word)), None
    )


def single(notes: Notes, word: int, item: ItemMention) -> Amount | None:
    """One: "a missile corvette", "the first Iris-T unit"; of things that are counted, not of aid or a load."""
    document = notes.document
    if not {item.item_class, item.item.split()[-1]} & classes()["@singly"] or document.xpos[word] not in ("NN", "NNP"):
        return None
    one = [
        c for c in document.under(word, "det", "amod") if document.words[c].lower() in ("a", "an", "first", "second")
    ]
    if not one or document.labels[word] == "compound":
        return None
    if any(preposition(document, word) == "of" for _ in one) and document.heads[word] >= 0:
        return None  # "part of a system"
    return Amount(low=1, high=1, unit=None, text=document.words[one[0]], approximate=False)


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


def called(notes: Notes, head: int) -> str:
    """The noun as a reader would file it: singular, with what stands before it as part of its name."""
    document = notes.document
    parts = _kinds(notes, head)
    words = [document.words[c].lower() if document.upos[c] != "PROPN" else document.words[c] for c in parts]
    return " ".join([*words, document.lemmas[head].lower()])


def _valued(found: list[Good]) -> list[Good]:
    """One item and one sum are one thing; the general word for help beside others says nothing more."""
    sums = [g for g in found if g.value is not None]
    things = [g for g in found if g.value is None]
    if len(sums) == 1 and len(things) == 1:
        return [replace(things[0], value=sums[0].value)]
    return found
