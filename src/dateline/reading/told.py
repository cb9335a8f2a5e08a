"""The tellings of one deed in a report become one event: what speaks for and against two being the same is weighed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log

from dateline.knowledge.judge import same_weights
from dateline.language import Document
from dateline.reading.how_far import HowFar
from dateline.reading.notes import key
from dateline.reading.what import SYMMETRIC, Mention
from dateline.records import Actor, Days, Place

_DONE = frozenset({"happened", "ongoing"})
_OPEN = 40
"""So many deeds of a type, and tellings of a deed, are compared with the next: more stand in no real report."""
_STEM = 4
"""Words of one family begin with the same letters: attack, attacker; withdraw, withdrawal. So many were measured best."""
SAME = 0.4
Marks = dict[str, float]


@dataclass(frozen=True)
class Telling:
    """A mention with the answers to all questions about it."""

    mention: Mention
    how: HowFar
    said_by: tuple[Actor, ...]
    days: Days | None
    place: Place | None
    sentence: int


def keys(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(key(a) for a in actors)


def joined(document: Document, tellings: Iterable[Telling]) -> list[list[Telling]]:
    """Groups of tellings of one deed, each in text order, by first telling. A telling joins the group whose tellings it is
    likest to on average, if that is likelier than not."""
    groups: list[list[Telling]] = []
    of_type: dict[str, list[list[Telling]]] = {}
    for telling in tellings:
        open_ones = of_type.setdefault(telling.mention.row.type, [])
        chances = [(_mean(document, g, telling), g[-1].mention.word, g) for g in open_ones[-_OPEN:]]
        best = max(chances, key=lambda x: x[:2], default=None)
        if best is not None and best[0] >= SAME:
            best[2].append(telling)
        else:
            groups.append([telling])
            open_ones.append(groups[-1])
    return groups


def _mean(document: Document, group: list[Telling], telling: Telling) -> float:
    near = group if len(group) <= _OPEN else [*group[: _OPEN // 2], *group[-_OPEN // 2 :]]
    return sum(chance(marks(document, t, telling)) for t in near) / len(near)


def chance(seen: Marks) -> float:
    """The chance that two tellings tell one deed."""
    weights = same_weights()
    return 1 / (1 + exp(-sum(weights.get(name, 0.0) * value for name, value in seen.items())))


def marks(document: Document, a: Telling, b: Telling) -> Marks:
    """What speaks for and against two tellings being of one deed, `a` the first, by the names of `same.tsv`."""
    one, other = a.mention.row, b.mention.row
    kind, word, again = one.type, _word(document, a), _word(document, b)
    out = {
        "any": 1.0,
        f"any {kind}": 1.0,
        "same word": float(word == again),
        f"same family, {kind}": float(word[:_STEM] == again[:_STEM]),
        "same mode": float(one.mode is not None and one.mode == other.mode),
        "other mode": float(one.mode is not None and other.mode is not None and one.mode != other.mode),
        "same sentence": float(a.sentence == b.sentence),
        "next sentence": float(b.sentence - a.sentence == 1),
        "far apart": log(1 + abs(b.sentence - a.sentence)),
        "other stage": float(_stage(a) != _stage(b)),
        "other status": float(a.how.status != b.how.status),
        "definite again": float(_definite(document, b)),
        "indefinite again": float(_indefinite(document, b)),
        "noun again": float(_noun(document, b)),
        "both verbs": float(not _noun(document, a) and not _noun(document, b)),
        "days known": float(a.days is not None and b.days is not None),
        "days apart": float(_apart(a.days, b.days)),
        "same days": float(a.days is not None and b.days is not None and not _apart(a.days, b.days)),
        "other place": float(a.place is not None and b.place is not None and a.place.name != b.place.name),
        "same place": float(a.place is not None and b.place is not None and a.place.name == b.place.name),
        "other voice": float(keys(a.said_by) != keys(b.said_by)),
    }
    if kind in SYMMETRIC:
        sides = [("parties", keys(a.mention.parties), keys(b.mention.parties))]
    else:
        sides = [
            ("actors", keys(a.mention.actors), keys(b.mention.actors)),
            ("recipients", keys(a.mention.recipients), keys(b.mention.recipients)),
        ]
    for side, x, y in sides:
        out[f"same {side}"] = float(bool(x) and x == y)
        out[f"some {side}"] = float(bool(x & y) and x != y)
        out[f"other {side}"] = float(bool(x) and bool(y) and not x & y)
    return out


def _word(document: Document, telling: Telling) -> str:
    return document.lemmas[telling.mention.word].lower()


def _noun(document: Document, telling: Telling) -> bool:
    return document.upos[telling.mention.word] in ("NOUN", "PROPN")


def _definite(document: Document, telling: Telling) -> bool:
    """ "the attack", "this deal", "his visit"."""
    word = telling.mention.word
    marked = (document.xpos[c] in ("DT", "PRP$") for c in document.under(word, "det", "nmod:poss"))
    return _noun(document, telling) and any(marked) and not _indefinite(document, telling)


def _indefinite(document: Document, telling: Telling) -> bool:
    """ "an attack", "another attack", "attacks" without an article."""
    word = telling.mention.word
    articles = {document.lemmas[c].lower() for c in document.under(word, "det")}
    return _noun(document, telling) and (bool(articles & {"a", "an", "another"}) or not articles)


def _apart(a: Days | None, b: Days | None) -> bool:
    return a is not None and b is not None and (a.end < b.start or b.end < a.start)


def _stage(telling: Telling) -> str:
    """How far, with done and going on as one."""
    return "done" if telling.how.status in _DONE else telling.how.status
