"""The deeds that the model tells: neighbouring words of one type, and the parties that it points to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from dateline.knowledge.deeds import likest
from dateline.language import Document
from dateline.language.document import Told
from dateline.reading.frames import roles
from dateline.reading.notes import Notes, each_once, identity
from dateline.reading.voices import Voices
from dateline.reading.what import Mention, meant
from dateline.records import Actor, EventType

CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})
SURE = 0.5
"""A word is taken for a party from this chance on."""


@dataclass(frozen=True)
class Stretch:
    """Words `first` to `last`, both inside, that the model takes for a deed of a type."""

    first: int
    last: int
    type: str
    chance: float


def stretches(document: Document) -> list[Stretch]:
    """All of them, in text order. Words of one type that touch are one."""
    out: list[Stretch] = []
    for word in sorted(document.told):
        kind, chance = document.told[word].types[0]
        before = out[-1] if out else None
        touches = before is not None and before.last == word - 1 and before.type == kind
        if before and touches and document.sentence_of[word] == document.sentence_of[before.first]:
            out[-1] = Stretch(before.first, word, kind, max(before.chance, chance))
        else:
            out.append(Stretch(word, word, kind, chance))
    return out


def mention(notes: Notes, voices: Voices, stretch: Stretch) -> Mention:
    """A stretch as a mention, with what the tables know of its words."""
    document = notes.document
    word = head(document, range(stretch.first, stretch.last + 1))
    row = likest(cast(EventType, stretch.type), notes.names_of(word))
    told = strongest(document, stretch.first, stretch.last)
    actors, recipients = parties(notes, voices, told)
    return Mention(word, stretch.first, stretch.last, row, roles(notes, word), actors, recipients)


def head(document: Document, words: Iterable[int]) -> int:
    """The topmost of some words, of several a word of content before an article or preposition."""
    inside = list(words)
    tops = [w for w in inside if document.heads[w] not in inside] or inside
    return next((w for w in tops if document.upos[w] in CONTENT), tops[0])


def strongest(document: Document, first: int, last: int) -> Told | None:
    """What the model tells of the word in a stretch that it is surest of."""
    found = [document.told[w] for w in range(first, last + 1) if w in document.told]
    return max(found, key=lambda t: t.types[0][1], default=None)


def parties(notes: Notes, voices: Voices, told: Told | None) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Whom the words mean that the model takes for the actor and the recipient."""
    actors, recipients = party(notes, voices, told, "actor"), party(notes, voices, told, "recipient")
    return actors, tuple(r for r in recipients if all(identity(r) != identity(a) for a in actors))


def pointed_words(told: Told | None, part: str) -> list[list[int]]:
    """The phrases that the model takes for a part of a deed (`time`, `place`), each its words."""
    return _phrases(sorted(p.word for p in told.parties if p.part == part and p.chance >= SURE) if told else [])


def party(notes: Notes, voices: Voices, told: Told | None, part: str) -> tuple[Actor, ...]:
    """Whom the words mean that the model takes for a part of a deed."""
    out: list[Actor] = []
    for phrase in pointed_words(told, part):
        out += meant(notes, voices, head(notes.document, phrase))
    return each_once(out)


def _phrases(words: list[int]) -> list[list[int]]:
    out: list[list[int]] = []
    for word in words:
        if out and out[-1][-1] == word - 1:
            out[-1].append(word)
        else:
            out.append([word])
    return out
