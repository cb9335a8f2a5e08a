"""What a deed is about (its PLOVER contexts), and in which way it was done (its mode) where no row of the deed tables says
so, by the words of the deed, its sentence and its report: the marks of `topics.tsv` and `ways.tsv`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import log

import msgspec

from dateline.knowledge.judge import topic_weights, way_weights
from dateline.language import Document
from dateline.reading.events import coded, richest
from dateline.reading.told import Telling
from dateline.records import Event

Marks = frozenset[str]
ABOUT = 0.33
"""The chance from which on a context is told: of several that may stand side by side, so that half is too much to ask."""
IN_A_WAY = 0.35
"""The chance from which on the likeliest mode is told."""
TELLING = frozenset(("NOUN", "VERB", "ADJ"))
"""Parts of speech of the words that are looked at."""


class Wording:
    """The marks of a report's deeds."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.whole = self._words("report", range(len(document.words)))

    def of(self, event: Event, tellings: Sequence[Telling]) -> Marks:
        """The marks of a deed: the words around it and who takes part."""
        document = self.document
        sentences = (range(first, last + 1) for first, last in (document.sentences[t.sentence] for t in tellings))
        triggers = (range(t.mention.first, t.mention.last + 1) for t in tellings)
        return frozenset(
            (
                "any",
                f"type {event.type}",
                f"mode {event.mode}",
                *(f"row {context}" for context in event.contexts),
                *(f"actor {a.sector}" for a in event.actors),
                *(f"recipient {a.sector}" for a in event.recipients),
                *self._words("sentence", chain.from_iterable(sentences)),
                *self._words("trigger", chain.from_iterable(triggers)),
                *self.whole,
            )
        )

    def _words(self, where: str, words: Iterable[int]) -> set[str]:
        document = self.document
        lemmas = {document.lemmas[i].lower() for i in words if document.upos[i] in TELLING}
        return {f"{where} {lemma}" for lemma in lemmas if lemma.isalpha()}


def told_fully(document: Document, events: Sequence[Event], groups: Sequence[Sequence[Telling]]) -> list[Event]:
    """The events with their contexts and modes, and their codes where these hang on contexts; those that rows name lead."""
    wording, out = Wording(document), []
    for event, tellings in zip(events, groups, strict=True):
        marks, row = wording.of(event, tellings), richest(tellings).mention.row
        about = topics(marks)
        likely = sorted(about, key=lambda c: (-about[c], c))
        codes = coded(row, (*row.contexts, *likely), event.status)
        mode = event.mode or way(event.type, marks)
        changed = {"mode": mode, "contexts": tuple(sorted(about)), **codes._asdict()}
        because = "; ".join((event.because, *_because(event, mode, likely, marks)))
        out.append(msgspec.structs.replace(event, because=because, **changed))
    return out


def _because(event: Event, mode: str | None, about: Sequence[str], marks: Marks) -> Iterator[str]:
    """The heaviest mark of each that no row of the deed tables names."""
    if mode and not event.mode:
        yield f"in the way {mode} by “{_heaviest(way_weights()[event.type], mode, marks)}” in ways.tsv"
    for context in about:
        if context not in event.contexts:
            yield f"about {context} by “{_heaviest(topic_weights(), context, marks)}” in topics.tsv"


def _heaviest(weights: Mapping[str, Mapping[str, float]], name: str, marks: Marks) -> str:
    return min(marks & weights.keys(), key=lambda mark: (-weights[mark].get(name, 0.0), mark))


def topics(marks: Marks) -> dict[str, float]:
    """The contexts that are likely enough, with how likely each is, in logits."""
    return {
        context: score
        for context, score in _logits(topic_weights(), marks).items()
        if score >= log(ABOUT / (1 - ABOUT))
    }


def way(kind: str, marks: Marks) -> str | None:
    """The likeliest mode of a type, if it is likely enough; of two as likely the first by name."""
    scores = _logits(way_weights().get(kind, {}), marks)
    best = min(scores, key=lambda mode: (-scores[mode], mode), default=None)
    return best if best is not None and scores[best] >= log(IN_A_WAY / (1 - IN_A_WAY)) else None


def _logits(weights: Mapping[str, Mapping[str, float]], marks: Marks) -> dict[str, float]:
    """How likely each is, in logits; the marks are summed in one order, so that the same ones always give the same figure."""
    out: dict[str, float] = {}
    for mark in sorted(marks & weights.keys()):
        for name, weight in weights[mark].items():
            out[name] = out.get(name, 0.0) + weight
    return out
