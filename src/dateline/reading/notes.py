"""What a reporter has in the notebook before asking what was done: the document, who is meant by which words, and
where amounts, items and dates stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dateline.knowledge.frames import classes
from dateline.language import Document
from dateline.language.arguments import members, preposition
from dateline.reading.how_many import ItemMention, Number, Sum, items, numbers, sums, unconverted
from dateline.reading.marks import place_rows
from dateline.reading.when import TimeExpression, find
from dateline.reading.who import Actors, who
from dateline.records import Actor

CIVIL = frozenset({"CVL", "BUS", "MED", "EDU", "LAB", "REL", "CRM", "NGO", None})
"""Sectors whose unnamed people ("fans", "drivers") do most of what they do outside politics."""


@dataclass(frozen=True)
class Notes:
    """A document and the answers that need no deed."""

    document: Document
    actors: Actors
    times: tuple[TimeExpression, ...]
    items: tuple[ItemMention, ...]
    numbers: tuple[Number, ...]
    sums: tuple[Sum, ...]

    @cached_property
    def item_at(self) -> dict[int, ItemMention]:
        """The item that each word belongs to."""
        return {w: x for x in self.items for w in self.document.words_in(x.start, x.end)}

    @cached_property
    def states(self) -> int:
        """How many countries the report's actors belong to."""
        return len({a.country for some in self.actors.meant.values() for a in some if a.country})

    @cached_property
    def sum_at(self) -> dict[int, Sum]:
        """The sum of money that each word belongs to."""
        return {w: x for x in self.sums for w in self.document.words_in(x.start, x.end)}

    @cached_property
    def number_at(self) -> dict[int, Number]:
        """The number that each word belongs to."""
        return {w: x for x in self.numbers for w in self.document.words_in(x.start, x.end)}

    @cached_property
    def time_at(self) -> dict[int, TimeExpression]:
        """The date expression that each word belongs to."""
        return {w: x for x in self.times for w in self.document.words_in(x.start, x.end)}

    @cached_property
    def names_cache(self) -> dict[int, frozenset[str]]:
        return {}

    @cached_property
    def political_sentences(self) -> frozenset[int]:
        """Sentences in which a party of politics is meant."""
        at = self.document.sentence_of
        acting = (w for w, who in self.actors.meant.items() if any(political(a) for a in who))
        return frozenset(at[w] for w in (*acting, *self.actors.marks.states))

    def names_of(self, word: int) -> frozenset[str]:
        """The lemmas under which a table can mean this word: its own, and with the words before it ("news conference",
        "cease-fire")."""
        known = self.names_cache
        if word not in known:
            known[word] = frozenset(_names(self.document, word))
        return known[word]

    def who_at(self, word: int) -> tuple[Actor, ...]:
        """Whom a noun means, whoever is coordinated with it, and through it those it counts ("dozens of soldiers")."""
        out: list[Actor] = []
        for member in members(self.document, word):
            out += self._alone(member)
        return tuple({(a.start, a.name, a.country): a for a in out}.values())

    def _alone(self, word: int) -> tuple[Actor, ...]:
        found = self.actors.at(word)
        if found:
            return found
        inner = counted(self.document, word, self.names_of(word))
        return self.who_at(inner) if inner is not None else ()

    def place_like(self, word: int) -> bool:
        """Does this noun name a place?"""
        if word in self.actors.marks.states:
            return True
        phrase = self.actors.phrases.get(word)
        if phrase is not None and phrase.group is not None and phrase.group.kind == "state":
            return True
        name = self.document.name_at.get(word)
        return name is not None and (name.kind == "LOC" or bool(place_rows(self.document, name.first, name.last)))


def political(actor: Actor) -> bool:
    """Named, of a state, or of a sector of politics."""
    return bool(actor.person or actor.organisation or actor.country or actor.role) or actor.sector not in CIVIL


def key(actor: Actor) -> str:
    """By what two actors are the same party: country, else organisation, else name."""
    return actor.country or (actor.organisation or actor.person or actor.name).lower()


def identity(actor: Actor) -> tuple[str | None, str]:
    """By what two actors are the same one."""
    return actor.country, actor.organisation or actor.person or actor.name


def each_once(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """The same actors, each at its first place."""
    return tuple({identity(a): a for a in reversed(list(actors))}.values())[::-1]


def take_notes(document: Document) -> Notes:
    """Asks the questions that need no deed."""
    text, day = document.report.text, document.report.date
    actors = who(document)
    money = unconverted(text, sums(text, actors.marks.home))
    return Notes(document, actors, find(text, day), items(text), numbers(text), money)


def counted(document: Document, word: int, names: frozenset[str]) -> int | None:
    """The noun that a word of quantity counts: "hundreds of tanks", "members of parliament"."""
    if not names & classes().get("@quantity", frozenset()) and document.upos[word] != "NUM":
        return None
    return next(
        (c for c in document.under(word, "nmod") if preposition(document, c) in ("of", "from") and c > word), None
    )


def _names(document: Document, word: int) -> list[str]:
    lemma = document.lemmas[word].lower()
    out = [lemma, document.words[word].lower()]
    joined, at = lemma, word
    while at >= 2 and document.words[at - 1] in ("-", "‐", "‑") and document.ends[at - 1] == document.starts[at]:
        if document.ends[at - 2] != document.starts[at - 1]:
            break
        at -= 2
        joined = f"{document.words[at].lower()}-{joined}"
        out.append(joined)
    for size in (1, 2):
        if at - size >= 0 and document.sentence_of[at - size] == document.sentence_of[word]:
            out.append(" ".join([*(document.words[i].lower() for i in range(at - size, at)), lemma]))
    return out
