"""What speaks for and against somebody as a party of a deed, by the names of `parties.tsv`."""

from __future__ import annotations

from bisect import bisect_left
from math import log

from dateline.language import Document
from dateline.language.arguments import members
from dateline.reading.learned import strongest
from dateline.reading.notes import Notes, key
from dateline.reading.paths import FAR, LONG, path_between
from dateline.reading.scenes import OTHER, SIDES, Plot, Scene
from dateline.reading.standings import Standing, Standings, sort_of
from dateline.reading.what import SYMMETRIC, Mention

Marks = dict[str, float]
NO_CHANCE = 0.02
NEAR = 4
"""Logits by which one is far behind the first."""


def marks(notes: Notes, scene: Scene, side: str, who: Standing, standings: Standings, plot: Plot | None) -> Marks:
    """Those whom the tables or the model point to are weighed apart from the others: where somebody is pointed to, what
    else is so counts less."""
    here = scene.told[side]
    near = [w for w, _, _ in who.within(scene.sentence, scene.sentence)]
    path = min((path_between(notes.document, scene.mention.word, w) for w in near), key=len, default=("",) * FAR)
    if who.key in here:
        out = {"pointed to": 1.0, **_of_pointed(notes, scene, side, who, path)}
        lead = "pointed to, "
    else:
        out, lead = _of_others(notes, scene, side, who, near, path), ""
    common = _common(scene, side, who, standings, plot)
    if near:
        common |= _roles(notes.document, scene.mention, who)
        common["path " + (" ".join(path) if len(path) <= LONG else "long")] = 1.0
    out |= {lead + name: value for name, value in common.items()}
    return out


def nobody(notes: Notes, scene: Scene, side: str) -> Marks:
    """What speaks for nobody being the party."""
    return {
        "nobody": 1.0,
        f"nobody, {scene.mention.row.type}": 1.0,
        "nobody, one is pointed to": float(bool(scene.told[side])),
        "nobody, none on the other side": float(not scene.told[OTHER[side]]),
        "nobody, noun": float(notes.document.upos[scene.mention.word] in ("NOUN", "PROPN")),
    }


def beside(
    document: Document, scene: Scene, who: Standing, seen: Marks, first: Standing, best: Marks, behind: float
) -> Marks:
    """What speaks for somebody beside the likeliest party, from what speaks for each of them and by how many logits he is
    `behind` (below nought) or ahead."""
    kind = scene.mention.row.type
    pointed = "pointed to" in seen
    both = float(pointed and "pointed to" in best)
    joined = float(together(document, scene.sentence, who, first))
    near = max(0.0, NEAR + behind)
    return {
        **seen,
        "beside": 1.0,
        f"beside, {kind}": 1.0,
        "the first is pointed to": float("pointed to" in best),
        "both are pointed to": both,
        f"both are pointed to, {kind}": both,
        "named with the first": joined,
        f"named with the first, {kind}": joined,
        "named with the first, pointed to": joined * pointed,
        "behind": behind,
        f"behind, {kind}": behind,
        "near": near,
        "near, both are pointed to": near * both,
        "near, named with the first": near * joined,
        "ahead": max(0.0, behind),
        "hardly behind": float(behind > -1),
    }


def together(document: Document, sentence: int, a: Standing, b: Standing) -> bool:
    """Whether two are named in one breath: by one word, or joined by "and"."""
    heads = {w for w, _, _ in b.within(sentence, sentence)}
    whole = heads | {m for w in heads for m in members(document, w)}
    return any(w in whole or heads & set(members(document, w)) for w, _, _ in a.within(sentence, sentence))


def _of_pointed(notes: Notes, scene: Scene, side: str, who: Standing, path: tuple[str, ...]) -> Marks:
    kind, there = scene.mention.row.type, scene.told[OTHER[side]]
    chances = _chances(notes.document, scene.mention, who)
    by_row = any(key(a) == who.key for a in scene.by_row[side])
    by_reader = any(key(a) == who.key for a in scene.by_reader[side])
    return {
        f"pointed to, {kind}": 1.0,
        "pointed to by both": float(by_row and by_reader),
        "pointed to by the reader alone": float(by_reader and not by_row),
        "pointed to, chance": _logit(chances.get(side, NO_CHANCE)),
        "pointed to, chance of the other side": _logit(chances.get(OTHER[side], NO_CHANCE)),
        "pointed to, also on the other side": float(who.key in there),
        "pointed to, others too": float(len(scene.told[side]) > 1),
        "pointed to, home": float(who.key == notes.actors.marks.home),
        "pointed to, no state": float(not who.has_state),
        "pointed to, once": float(len(who.at) == 1),
        "pointed to, steps": min(len(path), FAR) / FAR,
        **{f"pointed to, {sort}": 1.0 for sort in _sorts(scene, who)},
    }


def _of_others(notes: Notes, scene: Scene, side: str, who: Standing, near: list[int], path: tuple[str, ...]) -> Marks:
    kind, there = scene.mention.row.type, scene.told[OTHER[side]]
    chances = _chances(notes.document, scene.mention, who)
    earlier = bisect_left(who.sentences, scene.sentence)
    before = scene.sentence - who.sentences[earlier - 1] if earlier else 99
    empty = not scene.told[side]
    home = who.key == notes.actors.marks.home
    steps = min(len(path), FAR) / FAR
    return {
        "any": 1.0,
        f"any {kind}": 1.0,
        f"nobody is pointed to, {kind}": float(empty),
        "chance": _logit(chances.get(side, NO_CHANCE)),
        "chance of the other side": _logit(chances.get(OTHER[side], NO_CHANCE)),
        f"on the other side, {kind}": float(who.key in there),
        f"on the other side, nobody here, {kind}": float(who.key in there and empty),
        "in the sentence": float(bool(near)),
        "in the sentence, nobody here": float(bool(near) and empty),
        "before it in the sentence": float(any(w < scene.mention.first for w in near)),
        "subject": float(any(notes.document.labels[w].startswith("nsubj") for w in near)),
        "in the sentence before": float(before == 1),
        "in the sentence before, nobody here": float(before == 1 and empty),
        "a few before": float(1 < before <= 4),
        "home": float(home),
        "home, nobody here": float(home and empty),
        "home, nobody on either side": float(home and empty and not there),
        "often": log(len(who.at)),
        "often, nobody here": log(len(who.at)) * empty,
        "only one state": float(home and notes.states == 1),
        "no state": float(not who.has_state),
        "says it": float(who.key in scene.said_by),
        "says it, nobody here": float(who.key in scene.said_by and empty),
        "steps": steps,
        "steps, nobody here": steps * empty,
        **dict.fromkeys(_sorts(scene, who), 1.0),
    }


def _common(scene: Scene, side: str, who: Standing, standings: Standings, plot: Plot | None) -> Marks:
    """What is asked of all: where the report speaks of somebody, and on which side of its other deeds."""
    kind, other = scene.mention.row.type, OTHER[side]
    there = scene.apart[other]
    rank = standings.rank(who, there)
    out = {
        "in the lead": float(who.sentences[0] <= 1),
        "in the paragraph": float(standings.in_paragraph(who, scene.sentence)),
        "most named": float(rank == 0),
        "second named": float(rank == 1),
        "few are named": float(len(standings.all) <= 3),
    }
    if kind not in SYMMETRIC:
        out[f"party of the other side, {kind}"] = float(who.key in there)
    if plot is not None and side in SIDES:
        elsewhere = {name: log(1 + count) for name, count in plot.elsewhere(scene, side, who.key).items()}
        out |= elsewhere
        if not scene.told[side]:
            out |= {f"{name}, nobody here": value for name, value in elsewhere.items()}
    return out


def _roles(document: Document, mention: Mention, who: Standing) -> Marks:
    held = [role for role, words in mention.roles.items() if any(who.named_by(document, w) for w in words)]
    return {f"role {role}{kind}": 1.0 for role in held for kind in ("", f", {mention.row.type}")}


def _sorts(scene: Scene, who: Standing) -> list[str]:
    named = who.within(scene.sentence, scene.sentence)
    return [f"{s}, {scene.mention.row.type}" for s in sorted({sort_of(a) for _, _, a in named} or who.sorts)]


def _chances(document: Document, mention: Mention, who: Standing) -> dict[str, float]:
    """The chance that the model gives to the words that name somebody as each party of this deed."""
    told = strongest(document, mention.first, mention.last)
    out: dict[str, float] = {}
    for p in told.parties if told else ():
        if p.chance > out.get(p.part, NO_CHANCE) and who.named_by(document, p.word):
            out[p.part] = p.chance
    return out


def _logit(x: float) -> float:
    x = min(1 - NO_CHANCE, max(NO_CHANCE, x))
    return log(x / (1 - x))
