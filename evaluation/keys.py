"""When two names mean the same: the keys by which actors and items are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

ARTICLES = frozenset({"a", "an", "the"})


class Named(Protocol):
    """An actor, of gold or of ours."""

    @property
    def name(self) -> str: ...

    @property
    def country(self) -> str | None: ...

    @property
    def person(self) -> str | None: ...

    @property
    def organisation(self) -> str | None: ...


def plain(name: str) -> str:
    """Lower case, without articles and punctuation; a hyphen parts words."""
    spaced = re.sub(r"[-\u2010-\u2015/]", " ", name.lower())
    words = re.sub(r"[^\w\s]|_", "", spaced).split()
    return " ".join(w for w in words if w not in ARTICLES)


def actor_key(actor: Named) -> str:
    """The country, or, without one, the organisation or name."""
    return actor.country or plain(actor.organisation or actor.name)


def actor_keys(actors: Iterable[Named]) -> frozenset[str]:
    """The keys of several actors as a set."""
    return frozenset(actor_key(a) for a in actors)


def same_person(a: Named, b: Named) -> bool:
    """Whether both are named persons, and the same."""
    return bool(a.person and b.person and plain(a.person) == plain(b.person))


def same_voice(a: Named, b: Named) -> bool:
    """The same person, or the same key."""
    return same_person(a, b) or actor_key(a) == actor_key(b)


def show(actors: Iterable[Named]) -> str:
    """Actors for a person to read: `GBR James Cleverly + USA`."""
    return " + ".join(" ".join(dict.fromkeys(filter(None, (a.country, a.person or a.name)))) for a in actors) or "-"


def item_words(item: str | None) -> tuple[str, ...]:
    """The words of an item in lower case, singular, without articles."""
    return tuple(singular(w) for w in plain(item or "").split())


def singular(word: str) -> str:
    """The singular of a regular plural. Both sides pass through it, so a wrong one does no harm."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if re.search(r"(ss|x|ch|sh)es$", word):
        return word[:-2]
    if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
