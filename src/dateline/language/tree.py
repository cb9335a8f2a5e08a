"""The best tree of a sentence: a maximum spanning arborescence with one root (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def best_heads(scores: Scores) -> NDArray[np.int64]:
    """[n, n+1] scores of each word (row) for each head (column 0 is the root) -> head of each word, 0 the root."""
    n = scores.shape[0]
    square = np.full((n + 1, n + 1), -np.inf, dtype=np.float64)
    square[1:] = scores
    np.fill_diagonal(square, -np.inf)
    heads: NDArray[np.intp] = square.argmax(1)
    heads[0] = 0
    if (heads[1:] == 0).sum() == 1 and _cycle(heads) is None:
        return np.asarray(heads[1:], dtype=np.int64)
    root = int(square[1:, 0].argmax()) + 1
    square[1:, 0] = -np.inf
    square[root, 1:] = -np.inf
    square[root, 0] = 0.0
    return np.asarray(_edmonds(square)[1:], dtype=np.int64)


def _cycle(heads: NDArray[np.intp]) -> list[int] | None:
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return path[path.index(at) :]
        for i in path:
            state[i] = 2
    return None


def _edmonds(square: NDArray[np.float64]) -> NDArray[np.intp]:
    """[m, m] scores (row: dependent, column: head; row 0 is the root's) -> heads."""
    heads: NDArray[np.intp] = square.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.array(cycle)
    rest = np.array([i for i in range(square.shape[0]) if i not in set(cycle)])
    m = len(rest)
    kept = square[inside, heads[inside]]
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = square[np.ix_(rest, rest)]
    out_of = square[np.ix_(rest, inside)]
    small[:m, m] = out_of.max(1)
    into = square[np.ix_(inside, rest)] - kept[:, None]
    small[m, :m] = into.max(0)
    solved = _edmonds(small)
    heads = heads.copy()
    entered = int(solved[m])
    heads[inside[int(into[:, entered].argmax())]] = rest[entered]
    for k in range(m):
        if rest[k] != 0:
            heads[rest[k]] = inside[int(out_of[k].argmax())] if solved[k] == m else rest[solved[k]]
    return heads
