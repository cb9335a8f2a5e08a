"""The likeliest row of IOB2 tags that can stand: no I- but after a B- or I- of its kind."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NEVER = -1e4


def best_tags(chances: Floats, tags: list[str]) -> list[str]:
    """[n, tags] chances of each word -> the best row of tags (Viterbi 1967)."""
    if not chances[:, 1:].any() or (chances.argmax(1) == 0).all():
        return ["O"] * len(chances)
    allowed = _allowed(tuple(tags))
    logs = np.log(np.maximum(chances, 1e-9))
    best = logs[0] + allowed[0]
    back = np.zeros(chances.shape, np.int64)
    for i in range(1, len(chances)):
        paths = best[:, None] + allowed
        back[i] = paths.argmax(0)
        best = paths.max(0) + logs[i]
    out = [int(best.argmax())]
    for i in range(len(chances) - 1, 0, -1):
        out.append(int(back[i, out[-1]]))
    return [tags[t] for t in reversed(out)]


@lru_cache(maxsize=4)
def _allowed(tags: tuple[str, ...]) -> Floats:
    """[from, to]: 0 where `to` may follow `from`, else a penalty no row can bear; row 0 is what may begin."""
    out = np.zeros((len(tags), len(tags)), np.float32)
    for b, after in enumerate(tags):
        if after.startswith("I-"):
            for a, before in enumerate(tags):
                if before[1:] != after[1:]:
                    out[a, b] = NEVER
    return out
