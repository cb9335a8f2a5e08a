"""Whose country: the state that a passage is about, for "the police", "the unions", "the foreign secretary"."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from dateline.knowledge.actors import Organisation, StateForm
from dateline.language import Document
from dateline.language.arguments import preposition
from dateline.reading.marks import Mark, place_rows

IN = ("in", "at", "across")
"""After these a name is where something is done."""
SAME, BEFORE, FADING, WHOLE, PLACED = 1.0, 0.8, 0.6, 0.15, 1.5
"""Weight of a mention in the same sentence, in the one before and its fading with each further one, anywhere in the
report, and of a place where something is done; measured on reports read by hand."""


@dataclass(frozen=True)
class Setting:
    """For each sentence the states named in it, with their weight; and in the whole report."""

    by_sentence: dict[int, dict[str, float]]
    whole: dict[str, float]

    def at(self, sentence: int) -> str | None:
        """The state that a sentence is most likely about; None where two are as likely."""
        scores: dict[str, float] = defaultdict(float)
        for code, weight in self.whole.items():
            scores[code] += WHOLE * weight
        for back in range(5):
            weight = SAME if back == 0 else BEFORE * FADING ** (back - 1)
            for code, value in self.by_sentence.get(sentence - back, {}).items():
                scores[code] += weight * value
        ranked = sorted(scores.items(), key=lambda x: (-x[1], x[0]))
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 1.05 * ranked[1][1]):
            return None
        return ranked[0][0]


def setting(document: Document, states: dict[int, Mark], organisations: dict[int, Mark]) -> Setting:
    """Counts states by name, adjective, capital and city, and organisations of a state."""
    by_sentence: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    whole: dict[str, float] = defaultdict(float)

    def add(word: int, code: str | None, weight: float) -> None:
        if code:
            by_sentence[document.sentence_of[word]][code] += weight
            whole[code] += weight

    for mark in {(m.first, m.last): m for m in states.values()}.values():
        if isinstance(mark.row, StateForm):
            placed = preposition(document, mark.last) in IN
            add(mark.first, mark.row.code, PLACED if placed else 1.0)
    for mark in {(m.first, m.last): m for m in organisations.values()}.values():
        if isinstance(mark.row, Organisation):
            add(mark.first, mark.row.code, 0.7)
    for name in document.names:
        if name.kind == "LOC" and name.first not in states and name.first not in organisations:
            rows = place_rows(document, name.first, name.last)
            if rows:
                add(
                    name.first,
                    rows[0].code,
                    PLACED if preposition(document, name.last) in IN else 1.0,
                )
    return Setting({s: dict(v) for s, v in by_sentence.items()}, dict(whole))
