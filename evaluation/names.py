"""Names of persons, organisations and places: Universal NER's by exact span, and re3d's longer mentions by recall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple, Protocol

import msgspec

from .match import overlap
from .score import Result, Score, Wrong, prf, share, tolerance
from .words import shown

KIND_OF_MENTION = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}
HALF = 0.5


class Name(msgspec.Struct, frozen=True):
    """A name by its place in the text; `type` is PER, ORG or LOC, or re3d's word for it."""

    start: int
    end: int
    type: str


class Sentence(msgspec.Struct, frozen=True):
    id: str
    text: str
    names: tuple[Name, ...]


class Paper(msgspec.Struct, frozen=True):
    """A document of re3d: mentions overlap, and hold common nouns too."""

    id: str
    text: str
    entities: tuple[Name, ...]


class Finds(Protocol):
    """What finds the names of a text."""

    def __call__(self, text: str) -> list[Name]: ...


class _Key(NamedTuple):
    start: int
    end: int
    type: str


def _key(name: Name) -> _Key:
    return _Key(name.start, name.end, name.type)


def score_exact(name: str, sentences: Iterable[Sentence], find: Finds) -> Result:
    """Micro F1 over exact spans with their kind, and each kind's."""
    result = Result(name)
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for sentence in sentences:
        gold, ours = {_key(n) for n in sentence.names}, {_key(n) for n in find(sentence.text)}
        for counter, names in ((right, gold & ours), (found, ours), (wanted, gold)):
            counter.update(n.type for n in names)
        for n in sorted(gold):
            result.items[f"{sentence.id}/{n.start}-{n.end}/{n.type}"] = n in ours
        for n in sorted(ours - gold):
            at = f"{sentence.id}/+{n.start}-{n.end}/{n.type}"
            result.items[at] = False
            result.wrong.append(_false(sentence, n, gold, at))
        result.wrong += [
            Wrong(f"missed {n.type}", f"{sentence.id}/{n.start}-{n.end}", shown(sentence.text, n), n.type, "-")
            for n in sorted(gold - ours)
            if not any(overlap(n, o) for o in ours)
        ]
    result.add("", prf(right.total(), found.total(), wanted.total()))
    for kind in ("LOC", "ORG", "PER"):
        result.add(kind.lower(), prf(right[kind], found[kind], wanted[kind], gates=False))
    return result


def _false(sentence: Sentence, n: _Key, gold: set[_Key], at: str) -> Wrong:
    near = sorted(g for g in gold if overlap(g, n))
    same = [g for g in near if (g.start, g.end) == (n.start, n.end)]
    why = f"gold has {same[0].type}" if same else "other bounds" if near else "gold has none"
    theirs = " | ".join(f"{g.type} “{sentence.text[g.start : g.end]}”" for g in near) or "-"
    return Wrong(f"false {n.type}: {why}", at, shown(sentence.text, n), theirs, n.type)


def score_within(name: str, papers: Iterable[Paper], find: Finds) -> Result:
    """A mention is found by a name of its kind that lies at least half inside it; a name is right inside a mention."""
    result = Result(name)
    hits = good = found = wanted = 0
    by_kind: dict[str, list[bool]] = {kind: [] for kind in KIND_OF_MENTION}
    for paper in papers:
        gold = sorted((e for e in paper.entities if e.type in KIND_OF_MENTION), key=_key)
        ours = sorted(find(paper.text), key=_key)
        for n, mention in enumerate(gold, start=1):
            hit = any(_inside(o, mention) for o in ours)
            hits, wanted = hits + hit, wanted + 1
            by_kind[mention.type].append(hit)
            at = f"{paper.id}/{n}/{mention.type}"
            result.items[at] = hit
            if not hit:
                words = shown(paper.text, mention)
                result.wrong.append(
                    Wrong(f"missed {mention.type}", at, words, paper.text[mention.start : mention.end], "-")
                )
        for own in ours:
            right = any(_inside(own, m) for m in gold)
            good, found = good + right, found + 1
            if not right:
                at = f"{paper.id}/+{own.start}-{own.end}/{own.type}"
                result.items[at] = False
                result.wrong.append(Wrong(f"false {own.type}", at, shown(paper.text, own), "-", own.type))
    precision, recall = share(good, found, gates=False), share(hits, wanted)
    both = precision.value + recall.value
    value = 2 * precision.value * recall.value / both if both else 0.0
    result.add("", {"precision": precision, "recall": recall})
    result.scores["f1"] = Score(value, {"found": found, "gold": wanted}, tolerance(wanted))
    for kind, row in by_kind.items():
        result.scores[f"recall_{kind.lower()}"] = share(sum(row), len(row), gates=False)
    return result


def _inside(own: Name, mention: Name) -> bool:
    return KIND_OF_MENTION[mention.type] == own.type and overlap(own, mention) >= HALF * (own.end - own.start)
