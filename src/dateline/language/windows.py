"""A sentence that is too long for the encoder is read in windows that overlap, and put together again as one."""

from __future__ import annotations

import numpy as np

from dateline.language.model import MOST_PIECES, Scored

OVERLAP = 96
"""Sub-words that two windows share: a word is read where it has the more around it."""
APART = -1e4
"""The score of an arc between words that no window holds both of: worse than any, but a tree can be made with it."""


def windows(sizes: list[int]) -> list[tuple[int, int]]:
    """The windows of a sentence whose words have so many sub-words each: first word, and the one after the last."""
    out: list[tuple[int, int]] = []
    first, end, held = 0, 0, 0
    while end < len(sizes):
        while end < len(sizes) and held + sizes[end] <= MOST_PIECES:
            held += sizes[end]
            end += 1
        out.append((first, end))
        if end == len(sizes):
            break
        first, held = end, 0
        while held + sizes[first - 1] <= OVERLAP:
            first -= 1
            held += sizes[first]
    return out


def whole(parts: list[tuple[int, Scored]]) -> Scored:
    """The scores of a sentence from those of its windows, each with its first word."""
    if len(parts) == 1:
        return parts[0][1]
    starts = [first for first, _ in parts]
    ends = [first + len(scored.upos) for first, scored in parts]
    edges = [0, *((ends[k] + starts[k + 1]) // 2 for k in range(len(parts) - 1)), ends[-1]]
    own = [(edges[k] - starts[k], edges[k + 1] - starts[k]) for k in range(len(parts))]
    fields = {}
    for name in Scored.__dataclass_fields__:
        if name not in ("arcs", "head"):
            fields[name] = np.concatenate([getattr(s, name)[a:b] for (_, s), (a, b) in zip(parts, own, strict=True)])
    heads = [s.head[1 + a : 1 + b] for (_, s), (a, b) in zip(parts, own, strict=True)]
    fields["head"] = np.concatenate([parts[0][1].head[:1], *heads])
    arcs = np.full((edges[-1], edges[-1] + 1), APART, np.float32)
    for k, (first, scored) in enumerate(parts):
        a, b = own[k]
        arcs[edges[k] : edges[k + 1], 0] = scored.arcs[a:b, 0]
        arcs[edges[k] : edges[k + 1], 1 + first : 1 + ends[k]] = scored.arcs[a:b, 1:]
    return Scored(arcs=arcs, **fields)
