"""Arguments of predicates with their roles, against PropBank on its own words: the head of each argument and its role.

Auxiliaries are left out. A predicate that we don't see loses its arguments, and one that isn't any gives false ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

from .score import Result, Wrong, prf, share


class Role(msgspec.Struct, frozen=True):
    role: str
    head: int


class Predicate(msgspec.Struct, frozen=True):
    id: int
    form: str
    upos: str
    roles: tuple[Role, ...]


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of PropBank's; words count from 1."""

    sent_id: str
    predicates: tuple[Predicate, ...]


class Told(Protocol):
    """What is told of a sentence: for each predicate its arguments, words from 0."""

    @property
    def roles(self) -> Mapping[int, Sequence[tuple[int, str]]]: ...


class Parses(Protocol):
    """What parses sentences that are cut into words."""

    def __call__(self, sentences: list[list[str]]) -> Iterable[Told]: ...


def score(name: str, sentences: Iterable[Sentence], words: Mapping[str, list[str]], parse: Parses) -> Result:
    """F1 over arguments with their role, and over predicates; recall of the two roles that deeds need most."""
    result = Result(name)
    known = [s for s in sentences if s.sent_id in words]
    right = found = wanted = seen = told = there = 0
    core: dict[str, list[int]] = {"ARG0": [0, 0], "ARG1": [0, 0]}
    for sentence, ours in zip(known, parse([words[s.sent_id] for s in known]), strict=True):
        real = [p for p in sentence.predicates if p.upos != "AUX"]
        gold = {(p.id, r.head, r.role) for p in real for r in p.roles}
        mine = {(p + 1, w + 1, role) for p, args in ours.roles.items() for w, role in args}
        right, found, wanted = right + len(gold & mine), found + len(mine), wanted + len(gold)
        ids = {p.id for p in real}
        mine_ids = {p + 1 for p in ours.roles}
        seen, told, there = seen + len(ids & mine_ids), told + len(mine_ids), there + len(ids)
        for item in sorted(gold):
            if item[2] in core:
                core[item[2]][0] += item in mine
                core[item[2]][1] += 1
            result.items[f"{sentence.sent_id}/{item[0]}/{item[1]}/{item[2]}"] = item in mine
        if gold != mine:
            text = " ".join(words[sentence.sent_id])
            result.wrong.append(
                Wrong("roles", sentence.sent_id, text, str(sorted(gold - mine)), str(sorted(mine - gold)))
            )
    result.add("", prf(right, found, wanted))
    result.add("predicates", prf(seen, told, there))
    for role, (hit, of) in core.items():
        result.scores[f"{role.lower()}_recall"] = share(hit, of)
    return result
