"""Two measurements beside each other: which scores rose and fell, which items were won and lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .kept import Items, Scores

HAIR = 1e-9


@dataclass(frozen=True, slots=True)
class Change:
    """A score before and now; `now` is None where it was not measured any more, `before` where it is new."""

    set: str
    score: str
    before: float | None
    now: float | None
    tolerance: float | None = None

    @property
    def by(self) -> float:
        return (self.now or 0.0) - (self.before or 0.0)


@dataclass(frozen=True, slots=True)
class Turned:
    """An item that was lost and is won, or the other way."""

    set: str
    item: str
    won: bool


def changes(before: Scores, now: Scores) -> list[Change]:
    """The scores of the sets measured now that differ, new and vanished ones included."""
    out = []
    for name, scores in sorted(now.items()):
        old = before.get(name, {})
        for score in [*scores, *(s for s in old if s not in scores)]:
            a, b = old.get(score), scores.get(score)
            if a is None or b is None or a.value != b.value:
                kept = a or b
                tolerance = kept.tolerance if kept else None
                out.append(Change(name, score, a.value if a else None, b.value if b else None, tolerance))
    return out


def fallen(before: Scores, now: Scores) -> list[Change]:
    """The gated scores that fell by more than the tolerance kept beside them, or are not measured any more."""
    return [
        c
        for c in changes(before, now)
        if c.tolerance is not None and c.before is not None and (c.now is None or c.before - c.now > c.tolerance + HAIR)
    ]


def turned(before: Items, now: Items) -> list[Turned]:
    """The items that turned, of the sets that both have.

    What we tell and gold hasn't (`report/+where`) is only there while it is wrong: gone, it is won; new, it is lost.
    Other items that only one side has (the fields of an event that wasn't matched) are neither."""
    out: list[Turned] = []
    for name in sorted(set(before) & set(now)):
        old, new = before[name], now[name]
        for item in sorted({*old, *new}):
            a, b = old.get(item), new.get(item)
            extra = "/+" in item
            if a is not None and b is not None and a != b:
                out.append(Turned(name, item, b))
            elif extra and (a is None) != (b is None):
                out.append(Turned(name, item, b is None))
    return out


def gated(scores: Scores, names: Iterable[str]) -> int:
    """How many scores of some sets gate."""
    return sum(s.tolerance is not None for name in names for s in scores.get(name, {}).values())
