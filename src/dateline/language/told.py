"""What the model says of deeds: which words name one, of which type, how far it has come, and which words are its parties;
and of predicates, which words are their arguments."""

from __future__ import annotations

import numpy as np

from dateline.language.document import Party, Told
from dateline.language.model import Floats, Model, Scored, chances

LEAST = 0.1
"""Smaller chances are not told. Chances are rounded to hundredths: the last bits differ between machines."""


def told(model: Model, scored: Scored) -> dict[int, Told]:
    """The words of a stretch that may name a deed."""
    tags = chances(scored.deeds)
    owners = np.flatnonzero(tags[:, 0] < 1 - LEAST)
    if not len(owners):
        return {}
    status = chances(scored.status[owners])
    parties = model.pairs("party", scored.party_owner[owners], scored.party_word)
    kinds = [t[2:] for t in model.labels["deeds"]]
    types = sorted(set(kinds) - {""})
    member = np.array([[k == t for t in types] for k in kinds], np.float32)
    by_type = tags[owners] @ member
    out = {}
    for k, word in enumerate(owners):
        pairs = [
            Party(model.labels["party"][p], int(w), round(float(parties[k, w, p]), 2))
            for w, p in zip(*np.nonzero(parties[k] >= LEAST), strict=True)
        ]
        out[int(word)] = Told(_ranked(by_type[k], types), _ranked(status[k], model.labels["status"]), tuple(pairs))
    return {w: t for w, t in out.items() if t.types}


def _ranked(row: Floats, labels: list[str]) -> tuple[tuple[str, float], ...]:
    found = [(label, round(float(x), 2)) for label, x in zip(labels, row, strict=True) if x >= LEAST]
    return tuple(sorted(found, key=lambda x: (-x[1], x[0])))


def with_roles(model: Model, scored: Scored) -> dict[int, tuple[tuple[int, str], ...]]:
    """The predicates of a stretch, each with its arguments and their roles, in text order."""
    owners = np.flatnonzero(scored.predicate == model.labels["predicate"].index("P"))
    if not len(owners):
        return {}
    best = model.pairs("role", scored.role_owner[owners], scored.role_word).argmax(-1)
    roles = model.labels["role"]
    return {int(w): tuple((int(a), roles[best[k, a]]) for a in np.flatnonzero(best[k])) for k, w in enumerate(owners)}


def shifted(told: Told, by: int) -> Told:
    """With words counted from `by` words before."""
    return Told(told.types, told.status, tuple(Party(p.part, p.word + by, p.chance) for p in told.parties))
