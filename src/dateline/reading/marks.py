"""Where the tables' names stand in a document: states, organisations, offices, group nouns, places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from dateline.knowledge import actors
from dateline.knowledge.actors import Group, Key, Office, Organisation, PlaceRow, StateForm, fold, key
from dateline.language import Document

_JOINTS = frozenset("-.'’‐‑")
LONGEST = 9  # pieces


@dataclass(frozen=True, slots=True)
class Mark:
    """Words `first` to `last`, both inside, and the row of the table that they match."""

    first: int
    last: int
    row: StateForm | Organisation | Office | Group


@cache
def _heads(name: str) -> Mapping[str, tuple[int, ...]]:
    """For each first piece of a table's keys the lengths that occur, longest first."""
    table: Mapping[Key, Any] = getattr(actors, name)()
    lengths: dict[str, set[int]] = {}
    for k in table:
        if k:
            lengths.setdefault(k[0], set()).add(len(k))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}


@lru_cache(maxsize=1)
def _acronyms() -> frozenset[str]:
    """Letters by which organisations go."""
    return frozenset(piece for k in actors.organisations() for piece in k if len(piece) > 4 and piece.isupper())


@dataclass(frozen=True)
class Pieces:
    """The letters and digits of a document, piece by piece, with the word each belongs to."""

    text: tuple[str, ...]
    word: tuple[int, ...]
    starts: frozenset[int]
    """Pieces that begin a word."""

    def last_word(self, at: int, size: int) -> int | None:
        """The last word of a run of pieces if it ends where a word ends and nothing but joints lies inside."""
        end = at + size
        if end < len(self.text) and end not in self.starts:
            return None
        return self.word[end - 1]


def pieces(document: Document, lower: bool) -> Pieces:
    """Pieces of all words; lower-cased lemmas for the tables of common nouns, else words as they stand. Words in
    capitals throughout are read as names ("UKRAINE" is "Ukraine") where they have more than four letters and are no
    organisation's letters ("UNHCR")."""
    text: list[str] = []
    word: list[int] = []
    starts: set[int] = set()
    for i, raw in enumerate(document.words):
        loud = len(raw) > 4 and raw.isupper() and raw not in _acronyms()
        shown = _noun_lemma(document, i) if lower else raw.title() if loud else raw
        parts = key(shown)
        if not parts and raw in _JOINTS:
            continue
        starts.add(len(text))
        text += parts or ("\0",)
        word += [i] * max(1, len(parts))
    return Pieces(tuple(text), tuple(word), frozenset(starts))


def _noun_lemma(document: Document, i: int) -> str:
    if document.upos[i] in ("NOUN", "PROPN") and document.xpos[i] in ("NNS", "NNPS", "NN", "NNP"):
        return document.lemmas[i].lower()
    return document.words[i].lower()


def matches(document: Document, name: str, lower: bool, taken: set[int] | None = None) -> list[tuple[int, int, Any]]:
    """`(first, last, row or rows)` of each longest match of a table, left to right."""
    table: Mapping[Key, Any] = getattr(actors, name)()
    heads, found, run = _heads(name), [], pieces(document, lower)
    at = 0
    while at < len(run.text):
        hit = None
        if at in run.starts and not (taken and run.word[at] in taken):
            for size in heads.get(run.text[at], ()):
                candidate = run.text[at : at + size]
                if len(candidate) == size and candidate in table and (last := run.last_word(at, size)) is not None:
                    hit = (run.word[at], last, table[candidate])
                    break
        if hit is None:
            at += 1
        else:
            found.append(hit)
            at += size
    return found


def folded(document: Document, first: int, last: int) -> tuple[str, ...]:
    """A name's pieces without accents."""
    return tuple(fold(p) for i in range(first, last + 1) for p in key(document.words[i]))


def place_rows(document: Document, first: int, last: int) -> tuple[PlaceRow, ...]:
    """The rows of the table of places that bear these words' name."""
    return actors.places().get(folded(document, first, last), ())
