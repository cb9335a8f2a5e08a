"""Who gives and who takes in an entry of the ledger, weighed over all whom the report names: what the deed's own words tell,
what the report tells elsewhere, whom the model points to, what land it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from math import exp, log, log1p

from dateline.knowledge.actors import StateForm, states
from dateline.knowledge.actors import key as key_of
from dateline.knowledge.judge import side_weights
from dateline.language.arguments import preposition
from dateline.reading.affair import Affair, Post
from dateline.reading.entries import Entry
from dateline.reading.marks import place_rows
from dateline.reading.notes import Notes, key
from dateline.reading.parties import logits
from dateline.reading.setting import IN
from dateline.reading.standings import Standing, Standings
from dateline.reading.told import Telling, keys
from dateline.records import Actor

SIDES = ("donor", "recipient")
TOGETHER = 0.4
"""What the other entries of a report weigh for who takes in one."""
FEW = 3
OTHER = {"donor": "recipient", "recipient": "donor"}
Marks = dict[str, float]


def told_on(post: Post, side: str) -> tuple[Actor, ...]:
    """Who is on a side by the deed's own words."""
    return post.told.donors if side == "donor" else post.told.recipients


def found_on(post: Post, side: str) -> tuple[Actor, ...]:
    """Who is on a side by those or by the report at large."""
    return post.filled.donors if side == "donor" else post.filled.recipients


class Book:
    """All entries of a report, and what is known of those who may give and take in them."""

    def __init__(self, notes: Notes, tellings: Sequence[Telling], posts: Sequence[Post], seen: Affair) -> None:
        self.notes, self.posts, self.affair = notes, posts, seen
        at = notes.document.sentence_of
        self.standings = [w for w in Standings(notes).all if any(a.country or a.organisation for _, _, a in w.at)]
        self.cast: dict[tuple[str, int], frozenset[str]] = {}
        for t in tellings:
            if t.mention.row.type == "AID":
                for side, who in (("donor", t.mention.actors), ("recipient", t.mention.recipients)):
                    self.cast[side, t.mention.word] = keys(who)
        self.on = {s: Counter(k for p in posts for k in keys(told_on(p, s))) for s in SIDES}
        setting = notes.actors.marks.setting
        self.lands = _ranked(setting.whole)
        self.of_takers = [code for code in self.lands if not self.on["donor"][code]]
        self.scenes = _ranked(_places(notes))
        self.title = _titled(notes)
        self.sentence = {p.told.good.word: at[p.told.good.word] for p in posts}

    def marks(self, post: Post, side: str, who: Standing) -> Marks:
        """What speaks for and against somebody being on a side, by the names of `sides.tsv`."""
        at, k, other = self.sentence[post.told.good.word], who.key, OTHER[side]
        told, filled = keys(told_on(post, side)), keys(found_on(post, side))
        here, there = k in told, k in keys(told_on(post, other))
        setting = self.notes.actors.marks.setting
        seen, takes, gives = self.affair, self.affair.takes, self.affair.gives
        same, against = (takes, gives) if side == "recipient" else (gives, takes)
        cast = self.cast.get((side, post.told.word), frozenset())
        elsewhere, opposite = self.on[side][k] - here, self.on[other][k] - there
        sorts = who.sorts
        out = {
            "told": float(here),
            "told, others too": float(here and len(told) > 1),
            "told on the other side": float(there),
            "found": float(k in filled and not here),
            "found on the other side": float(k in keys(found_on(post, other)) and not there),
            "cast": float(k in cast),
            "cast on the other side": float(k in self.cast.get((other, post.told.word), frozenset())),
            "nearby on this side": log1p(seen.weight(same, k, at)),
            "nearby on the other side": log1p(seen.weight(against, k, at)),
            "nearby named": log1p(seen.weight(seen.named, k, at)),
            "elsewhere on this side": log1p(elsewhere),
            "elsewhere on the other side": log1p(opposite),
            "elsewhere only on the other side": float(opposite > 0 and elsewhere == 0),
            "its land": float(setting.at(at) == k),
            **_rank("its land", self.lands, k),
            **_rank("its land of those who give nothing", self.of_takers, k),
            **_rank("its places", self.scenes, k),
            "in the title": float(k in self.title),
            "here": float(bool(who.within(at, at))),
            "just before": float(bool(who.within(at - 1, at - 1))),
            "at the start": float(bool(who.within(0, 0))),
            "often": log1p(len(who.at)),
            **{sort: float(sort in sorts) for sort in ("state", "body", "force")},
            "only a person": float(sorts == {"person"}),
            "no state": float(not who.has_state),
        }
        if here:  # whom its own words tell is weighed by other things than the rest
            return {f"told, {name}" if name in _APART else name: value for name, value in out.items() if value}
        return {name: value for name, value in out.items() if value}

    def nobody(self, post: Post, side: str) -> Marks:
        """What speaks for nobody being on a side."""
        return {
            "nobody": 1.0,
            "nobody, one is told": float(bool(told_on(post, side))),
            "nobody, one is found": float(bool(found_on(post, side))),
            "nobody, none on the other side": float(not found_on(post, OTHER[side])),
            f"nobody, {post.told.status}": 1.0,
        }

    @cached_property
    def scores(self) -> dict[str, list[list[float]]]:
        """By side, for each post: how many logits each party has, nobody last, less what all have together."""
        return {side: [self._scores(post, side) for post in self.posts] for side in SIDES}

    def _scores(self, post: Post, side: str) -> list[float]:
        weights = side_weights()[side]
        found = [logits(weights, self.marks(post, side, who)) for who in self.standings]
        found.append(logits(weights, self.nobody(post, side)))
        top = max(found)
        return [x - top - log(sum(exp(y - top) for y in found)) for x in found]

    def weighed(self, number: int) -> Entry:
        """An entry, by its number, with those who likeliest give and take in it: never one on both sides."""
        post = self.posts[number]
        best = {side: self._likeliest(number, side) for side in SIDES}
        chosen = max(
            ((d, r) for d in best["donor"] for r in best["recipient"] if d != r or d == len(self.standings)),
            key=lambda pair: (best["donor"][pair[0]] + best["recipient"][pair[1]], -pair[0], -pair[1]),
        )
        sides = {side: self._shown(post, side, n) for side, n in zip(SIDES, chosen, strict=True)}
        donors = tuple(a for a in sides["donor"] if key(a) not in keys(sides["recipient"])) or sides["donor"]
        return replace(post.filled, donors=donors, recipients=sides["recipient"])

    def _likeliest(self, number: int, side: str) -> dict[int, float]:
        """The likeliest few for a side and how likely each is; an affair has one taker more often than not, so that what the
        other entries say of it counts too."""
        rows = self.scores[side]
        own, others = rows[number], [row for n, row in enumerate(rows) if n != number]
        if side == "recipient" and others:
            own = [x + TOGETHER * sum(row[n] for row in others) / len(others) for n, x in enumerate(own)]
        ranked = sorted(range(len(own)), key=lambda n: (-round(own[n], 9), n))
        return {n: own[n] for n in {*ranked[:FEW], len(own) - 1}}

    def _shown(self, post: Post, side: str, number: int) -> tuple[Actor, ...]:
        if number == len(self.standings):
            return ()
        who = self.standings[number]
        for some in (told_on(post, side), found_on(post, side)):
            if who.key in keys(some):
                return some
        return (_shown(who, self.sentence[post.told.good.word]),)


def _ranked(weights: Mapping[str, float]) -> list[str]:
    return sorted(weights, key=lambda code: (-weights[code], code))


def _rank(name: str, ranked: Sequence[str], k: str) -> Marks:
    return {f"{name} {n}": float(len(ranked) > n and ranked[n] == k) for n in (0, 1)}


def _places(notes: Notes) -> Mapping[str, float]:
    """By country how often its towns, regions and seats are named as places."""
    document, out = notes.document, Counter[str]()
    for name in document.names:
        rows = place_rows(document, name.first, name.last)
        if rows and rows[0].code and name.first not in notes.actors.meant:
            out[rows[0].code] += 1
    for word, mark in notes.actors.marks.states.items():
        if (
            isinstance(mark.row, StateForm)
            and mark.row.code
            and word == mark.first
            and preposition(document, mark.last) in IN
        ):
            out[mark.row.code] += 1
    return out


def _titled(notes: Notes) -> frozenset[str]:
    """The states that the title names."""
    pieces = key_of(notes.document.report.title or "")
    runs = (pieces[i : i + size] for size in (1, 2, 3) for i in range(len(pieces) - size + 1))
    return frozenset(row.code for run in runs for row in states().get(tuple(run), ()))


_APART = frozenset(("here", "only a person", "no state", "nearby on the other side", "elsewhere on this side", "found"))


def _shown(who: Standing, at: int) -> Actor:
    """As whom a party is shown that no words of the deed name: as a state or body rather than by one of its people, nearest."""
    ranked = min(
        who.at, key=lambda x: (bool(x[2].person or x[2].role), x[2].sector not in ("GOV", "IGO"), abs(x[1] - at), x[0])
    )
    return ranked[2]
