"""The tellings of one deed in a report become one event: same type, parties that can be the same, no day or status that
says otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.reading.how_far import HowFar
from dateline.reading.what import SYMMETRIC, Mention
from dateline.records import Actor, Days, Place

_DONE = frozenset({"happened", "ongoing"})
_OPEN = 40
"""So many deeds of a type, and tellings of a deed, are compared with the next: more stand in no real report."""
_STEM = 4
"""Words of one family begin with the same letters: attack, attacker; withdraw, withdrawal. So many were measured best."""


@dataclass(frozen=True)
class Telling:
    """A mention with the answers to all questions about it."""

    mention: Mention
    how: HowFar
    said_by: tuple[Actor, ...]
    days: Days | None
    place: Place | None
    sentence: int


def key(actor: Actor) -> str:
    """By what two actors are the same: country, else organisation, else name."""
    return actor.country or (actor.organisation or actor.person or actor.name).lower()


def keys(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(key(a) for a in actors)


def joined(tellings: Iterable[Telling]) -> list[list[Telling]]:
    """Groups of tellings of one deed, each in text order, by first telling."""
    groups: list[list[Telling]] = []
    of_type: dict[str, list[list[Telling]]] = {}
    for telling in tellings:
        open_ones = of_type.setdefault(telling.mention.row.type, [])
        fitting = [g for g in open_ones[-_OPEN:] if all(_same(t, telling) for t in (*g[:_OPEN], *g[-_OPEN:]))]
        if fitting:
            max(fitting, key=lambda g: (_likeness(g[-1], telling), g[-1].mention.word)).append(telling)
        else:
            groups.append([telling])
            open_ones.append(groups[-1])
    return groups


def _same(a: Telling, b: Telling) -> bool:
    """Can two mentions tell one deed? Words of one family or one mode, and nothing that speaks against it."""
    one, other = a.mention.row, b.mention.row
    if one.type != other.type or (one.mode and other.mode and one.mode != other.mode):
        return False
    alike = one.predicate[:_STEM] == other.predicate[:_STEM] or (one.mode is not None and one.mode == other.mode)
    if not alike or _stage(a) != _stage(b):
        return False
    if a.days and b.days and (a.days.end < b.days.start or b.days.end < a.days.start):
        return False
    if a.place and b.place and a.place.name != b.place.name and a.place.country != b.place.country:
        return False
    if one.type in SYMMETRIC:
        return _can_be(keys(a.mention.parties), keys(b.mention.parties))
    sides = ((a.mention.actors, b.mention.actors), (a.mention.recipients, b.mention.recipients))
    return all(_can_be(keys(x), keys(y)) for x, y in sides)


def _stage(telling: Telling) -> str:
    """How far, with done and going on as one."""
    return "done" if telling.how.status in _DONE else telling.how.status


def _can_be(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a or not b or a <= b or b <= a


def _likeness(a: Telling, b: Telling) -> tuple[bool, bool, int]:
    same_word = a.mention.row.predicate == b.mention.row.predicate
    return same_word, a.how.status == b.how.status, len(keys(a.mention.parties) & keys(b.mention.parties))
