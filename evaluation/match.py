"""Pairs what we say with what gold says: one to one, best first, whatever the order of either."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import groupby
from typing import Protocol, TypeVar

Rank = tuple[float, ...]
T = TypeVar("T", bound=Hashable)


class Stretch(Protocol):
    """Anything with a place in a text, half-open."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def overlap(a: Stretch, b: Stretch) -> int:
    """How many characters two stretches share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def covers(outer: Stretch, inner: Stretch) -> bool:
    """Whether `inner` lies wholly inside `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end


def closeness(a: Stretch, b: Stretch) -> float:
    """Intersection over union of characters."""
    shared = overlap(a, b)
    return shared / (a.end - a.start + b.end - b.start - shared)


def likeness(a: Iterable[T], b: Iterable[T]) -> float:
    """Intersection over union of two sets; two empty ones are alike."""
    one, other = set(a), set(b)
    return len(one & other) / len(one | other) if one | other else 1.0


def assign(ranks: Mapping[tuple[int, int], Rank]) -> dict[int, int]:
    """Pairs `(gold, ours)` one to one, best rank first; among pairs of one rank, as many as can be.

    A better pair is never given up for two worse ones. Equal pairs are settled by the numbers, so callers number
    both sides by content, not by arrival."""
    gold_to_ours: dict[int, int] = {}
    taken: set[int] = set()
    by_rank = sorted(ranks, key=lambda pair: (tuple(-x for x in ranks[pair]), pair))
    for _, group in groupby(by_rank, key=lambda pair: ranks[pair]):
        edges: dict[int, list[int]] = {}
        for gold, ours in group:
            if gold not in gold_to_ours and ours not in taken:
                edges.setdefault(gold, []).append(ours)
        chosen: dict[int, int] = {}
        for gold in edges:
            _augment(gold, edges, chosen, set())
        gold_to_ours.update({gold: ours for ours, gold in chosen.items()})
        taken.update(chosen)
    return gold_to_ours


def _augment(gold: int, edges: Mapping[int, list[int]], chosen: dict[int, int], tried: set[int]) -> bool:
    """Finds `gold` a partner, moving others where that makes room."""
    for ours in edges[gold]:
        if ours in tried:
            continue
        tried.add(ours)
        if ours not in chosen or _augment(chosen[ours], edges, chosen, tried):
            chosen[ours] = gold
            return True
    return False
