"""How sure: a calibrated chance that a record is right, from what can be seen of how it was read."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reading.told import Telling


def confidence(tellings: Sequence[Telling]) -> float:
    """Chance that an event is right."""
    best = max(bool(t.mention.actors) + bool(t.mention.recipients) for t in tellings)
    return [0.3, 0.45, 0.6][best]
