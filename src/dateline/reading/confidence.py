"""How sure: the chance that an event is right, from what can be seen of how it was read."""

from __future__ import annotations

from dateline.knowledge.confidence import chance


def mark(sides: int, told: int) -> str:
    """What tells good events from bad ones: how many of its two sides are known, and whether it is told again."""
    return f"{sides} {'again' if told > 1 else 'once'}"


def confidence(kind: str, sides: int, told: int) -> float:
    """Chance that an event of a type is right, with so many sides known, told in so many sentences."""
    return chance(kind, mark(sides, told))
