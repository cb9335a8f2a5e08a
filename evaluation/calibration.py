"""Is confidence a frequency? Of events told with about the same confidence, how many are right."""

from __future__ import annotations

from collections.abc import Iterable

from .score import Score, share

BINS = 10


def scores(told: Iterable[tuple[float, bool]]) -> dict[str, Score]:
    """For each tenth of confidence how many are right (the reliability table), and 1 less the expected calibration error
    (Naeini et al. 2015): the mean distance between confidence and share, weighted by how many there are."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in told:
        bins[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    out = {}
    total = sum(map(len, bins))
    apart = 0.0
    for n, rows in enumerate(bins):
        if rows:
            hits = sum(hit for _, hit in rows)
            out[f"right_at_{n / BINS:.1f}"] = share(hits, len(rows), gates=False)
            apart += abs(sum(c for c, _ in rows) - hits)
    out["calibrated"] = Score(1 - apart / total if total else 0.0, {"of": total}, None)
    return out
