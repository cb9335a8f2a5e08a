"""Fits of weights to marks: what is so or not (logistic), and which of several has a place (conditional logistic), both by
Newton's method with a ridge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Marks = dict[str, float]
Weights = dict[str, float]
Matrix = NDArray[np.float64]
STEPS = 30
LEAST = 20
"""A mark that holds more seldom is not weighed."""
FREE = 8.0
"""The ridge of weights that nothing holds but nought."""
SMALL = 1e-2
"""A step that gains no more in log-likelihood is the last."""


@dataclass(frozen=True)
class Choice:
    """Several that may have a place, each with its marks, and which of them are right: one at least."""

    seen: Sequence[Marks]
    right: Sequence[bool]


def logistic(seen: Sequence[tuple[Marks, bool]], ridge: float) -> Weights:
    """Weights by mark of what makes something so."""
    names = _names(row for row, _ in seen)
    x = _matrix([row for row, _ in seen], names)
    y = np.array([hit for _, hit in seen], float)
    w = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (y - p) - ridge * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(names))
        step = np.linalg.solve(curve, slope)
        w += step
        if np.abs(step).max() < SMALL / 10:
            break
    return dict(zip(names, w.tolist(), strict=True))


def choice(given: Sequence[Choice], ridge: float, around: Weights | None = None) -> Weights:
    """Weights by mark of what gives something the place before all others. The ridge pulls towards `around`, or nought."""
    given = [c for c in given if any(c.right)]
    names = dict.fromkeys(around) if around else _names(row for c in given for row in c.seen)
    centre = np.array(list(around.values())) if around else np.zeros(len(names))
    x = _matrix([row for c in given for row in c.seen], names)
    y = np.array([hit for c in given for hit in c.right], float)
    sizes = [len(c.seen) for c in given]
    starts = np.cumsum([0, *sizes[:-1]])
    of = np.repeat(np.arange(len(given)), sizes)

    def at(w: Matrix) -> tuple[float, Matrix, Matrix]:
        """The gain, the chance of each, and of each of the right ones among the right."""
        z = x @ w
        e = np.exp(z - np.maximum.reduceat(z, starts)[of])
        p = e / np.add.reduceat(e, starts)[of]
        good = np.maximum(np.add.reduceat(p * y, starts), 1e-300)
        return float(np.log(good).sum() - ridge / 2 * (w - centre) @ (w - centre)), p, p * y / good[of]

    w = centre.copy()
    gain, p, q = at(w)
    for _ in range(STEPS):
        slope = x.T @ (q - p) - ridge * (w - centre)
        mean = np.add.reduceat(x * p[:, None], starts)
        curve = (x * p[:, None]).T @ x - mean.T @ mean + ridge * np.eye(len(w))
        step, size = np.linalg.solve(curve, slope), 1.0
        while (found := at(w + size * step))[0] < gain and size > SMALL:
            size /= 2
        if found[0] - gain < SMALL:
            break
        w = w + size * step
        gain, p, q = found
    return dict(zip(names, w.tolist(), strict=True))


def held(*sets: Sequence[Choice]) -> frozenset[str]:
    """The marks that hold at least `LEAST` times."""
    counts = Counter(name for some in sets for c in some for row in c.seen for name, value in row.items() if value)
    return frozenset(name for name, count in counts.items() if count >= LEAST)


def only(c: Choice, kept: frozenset[str]) -> Choice:
    """A choice by some marks alone."""
    return replace(c, seen=[{n: v for n, v in row.items() if n in kept} for row in c.seen])


def both(trained: Sequence[Choice], measured: Sequence[Choice], kept: frozenset[str], ridge: float) -> Weights:
    """Weights fitted on what the model was trained on, where it is too sure, then around those on what it was not."""
    start = choice([only(c, kept) for c in trained], FREE)
    return choice([only(c, kept) for c in measured], ridge, start)


def _names(rows: Iterable[Marks]) -> dict[str, None]:
    return dict.fromkeys(sorted({name for row in rows for name in row}))


def _matrix(rows: Sequence[Marks], names: Iterable[str]) -> Matrix:
    place = {name: n for n, name in enumerate(names)}
    out = np.zeros((len(rows), len(place)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            if name in place:
                out[number, place[name]] = value
    return out
