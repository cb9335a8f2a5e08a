"""The judge: of what the tables and the model take for deeds, what is one, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import exp, log
from typing import get_args

from dateline.knowledge.deeds import READER, weight
from dateline.knowledge.judge import least, proven, status_weights, weights
from dateline.language import Document
from dateline.reading.how_far import HowFar, Step
from dateline.reading.learned import SURE, Stretch, mention, parties, stretches, strongest
from dateline.reading.notes import Notes, political
from dateline.reading.scenes import SIDES
from dateline.reading.voices import Voices
from dateline.reading.what import Mention, what
from dateline.records import Status

Marks = dict[str, float]
UNTOLD = 0.05
"""The chance of a status that the model doesn't tell: it leaves out what is under a tenth."""
DONE, DONE_LESS = frozenset({"happened", "ongoing"}), 0.8
"""What is done is far more often told than what isn't, so a little is taken from it: what isn't done must not be coded as
done."""
AHEAD = frozenset({"planned", "expected", "wanted"})
"""What a verb in the past without a cue never is, whatever the model says."""
MUCH = 4
"""So much may a row ask for and be the surer for it."""
FIRST = 3
"""Sentences with the dateline and the lead."""


def deeds(notes: Notes, voices: Voices) -> tuple[Mention, ...]:
    """The deeds of a document in text order, each with its chance. Of two types for the same words the likelier stays."""
    kept: dict[int, Mention] = {}
    for m in judged(notes, voices):
        if m.chance < least():
            continue
        rivals = {id(kept[w]): kept[w] for w in range(m.first, m.last + 1) if w in kept}
        if any(r.chance >= m.chance for r in rivals.values()):
            continue
        kept = {w: k for w, k in kept.items() if id(k) not in rivals}
        kept |= dict.fromkeys(range(m.first, m.last + 1), m)
    return tuple(sorted({id(m): m for m in kept.values()}.values(), key=lambda m: (m.word, m.first)))


def judged(notes: Notes, voices: Voices) -> Iterator[Mention]:
    """Whatever may be a deed, by the tables or the model, with its chance."""
    for m, by_row in candidates(notes, voices):
        yield replace(m, chance=chance(marks(notes, m, by_row)))


def candidates(notes: Notes, voices: Voices) -> Iterator[tuple[Mention, bool]]:
    """Mentions by a row of the tables, and those that the model alone tells."""
    found: list[tuple[Stretch, Mention]] = []
    covered: set[tuple[int, str]] = set()
    for m in what(notes, voices):
        told = strongest(notes.document, m.first, m.last)
        if told is not None and dict(told.types).get(m.row.type, 0.0) >= SURE:
            actors, recipients = parties(notes, voices, told)
            m = replace(m, actors=actors or m.actors, recipients=recipients or m.recipients)
        yield m, True
        covered |= {(w, m.row.type) for w in range(m.first, m.last + 1)}
    for stretch in stretches(notes.document):
        if not any((w, stretch.type) in covered for w in range(stretch.first, stretch.last + 1)):
            found.append((stretch, mention(notes, voices, stretch)))
    yield from ((m, False) for _, m in found)


def marks(notes: Notes, m: Mention, by_row: bool) -> Marks:
    """What speaks for and against a mention, by the names of `judge.tsv`."""
    document, kind = notes.document, m.row.type
    own = other = begun = 0.0
    told = [document.told[w] for w in range(m.first, m.last + 1) if w in document.told]
    for t in told:
        for name, value in t.types:
            own, other = (max(own, value), other) if name == kind else (own, max(other, value))
    parties = [p.chance for t in told for p in t.parties if p.part in SIDES]
    begun = max(parties, default=0.0)
    sides = bool(m.actors) + bool(m.recipients)
    certain = _logit(own)
    sentence = document.sentence_of[m.word]
    at = "row" if by_row else "alone"
    return {
        "any": 1.0,
        f"{at} {kind}": 1.0,
        "row": float(by_row),
        "row asks much": min(MUCH, weight(m.row)) * float(by_row),
        "row has proven itself": proven().get((kind, m.row.predicate, m.row.pos), 0.0) * by_row,
        "word has proven itself, alone": proven().get((kind, m.row.predicate, m.row.pos), 0.0) * (not by_row),
        "reader": certain,
        "row and reader": certain * by_row,
        "reader is sure": float(own > 0.97),
        "other type": other,
        "other type, row": other * by_row,
        "a party is pointed to": begun,
        "a side": float(sides > 0),
        "both sides": float(sides > 1),
        "political": float(any(political(a) for a in m.parties)),
        "political sentence": float(sentence in notes.political_sentences),
        "political report": len(notes.political_sentences) / max(1, len(document.sentences)),
        "noun": float(document.upos[m.word] in ("NOUN", "PROPN")),
        "noun, alone": float(document.upos[m.word] in ("NOUN", "PROPN") and not by_row),
        "name": float(document.upos[m.word] == "PROPN"),
        "first sentences": float(sentence < FIRST),
        "several words": float(m.last > m.first),
    }


def chance(seen: Marks) -> float:
    """The chance that the marks come to."""
    return 1 / (1 + exp(-_sum(seen, weights())))


STATUSES: tuple[Status, ...] = get_args(Status)


def how(document: Document, m: Mention, walk: HowFar) -> HowFar:
    """How far a deed has come, weighed between the walk up from its word and what the model says."""
    past = _regime(document, m, walk) == "past"
    open_to = [s for s in STATUSES if not (past and s in AHEAD) or s == walk.status]
    best = max(open_to, key=lambda s: (_weight_of(document, m, walk, s), s == walk.status, s))
    if best == walk.status:
        return walk
    return HowFar(best, (*walk.steps, Step(best, m.word, READER)))


def _weight_of(document: Document, m: Mention, walk: HowFar, status: Status) -> float:
    weight = _sum(status_marks(document, m, walk, status), status_weights())
    return weight - DONE_LESS * (status in DONE)


def status_marks(document: Document, m: Mention, walk: HowFar, status: str) -> Marks:
    """What speaks for a status, by the names of `status.tsv`. A walk that met cues is weighed apart from a bare one,
    and so is one from a verb in the past."""
    told = strongest(document, m.first, m.last)
    reader = dict(told.status).get(status, UNTOLD) if told else UNTOLD
    cued = _regime(document, m, walk)
    same = walk.status == status
    return {
        **{f"{status}, {mark}": 1.0 for mark in _around(document, m, walk)},
        f"any {status}": 1.0,
        f"{cued} walk, {status}": 1.0,
        f"{cued} walk": float(same),
        f"{cued} walk says {walk.status}": float(same),
        f"{cued} walk says {walk.status}, another": float(not same),
        f"reader, {cued} walk": _logit(reader) if told else 0.0,
        f"reader is sure, {cued} walk": float(reader > SURE),
        f"reader is sure of {status}": float(reader > SURE),
    }


def _around(document: Document, m: Mention, walk: HowFar) -> set[str]:
    """What stands about a deed that may tell how far it has come: its type, its tag, its auxiliaries, what governs it."""
    head, label = document.heads[m.word], document.labels[m.word].partition(":")[0]
    out = {m.row.type, document.xpos[m.word], f"as {label}"}
    out |= {f"step {step.effect}" for step in walk.steps}
    out |= {document.lemmas[w].lower() for w in document.under(m.word, "aux", "mark", "cop")}
    return out | ({f"as {label} of {document.lemmas[head].lower()}"} if head >= 0 else set())


def _regime(document: Document, m: Mention, walk: HowFar) -> str:
    if any(step.effect != "same" for step in walk.steps):
        return "cued"
    return "past" if _past(document, m.word) else "bare"


def _past(document: Document, word: int) -> bool:
    """A verb in the past or the perfect ("sent", "has sent", "were sent")."""
    if document.xpos[word] == "VBD":
        return True
    auxiliaries = document.under(word, "aux")
    return document.xpos[word] == "VBN" and any(
        document.xpos[a] == "VBD" or document.lemmas[a].lower() == "have" for a in auxiliaries
    )


def _sum(seen: Marks, weights: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in seen.items())


def _logit(x: float) -> float:
    x = min(0.995, max(0.02, x))
    return log(x / (1 - x))
