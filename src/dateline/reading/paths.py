"""The way through a sentence's tree from one word to another."""

from __future__ import annotations

from dateline.language import Document

FAR = 8
"""Arcs of the tree beyond which all is as far."""
LONG = 4
"""Arcs that a path is told by; a longer one is only long."""


def path_between(document: Document, a: int, b: int) -> tuple[str, ...]:
    """The arcs of the tree from a word up (`^obj`) and down (`nsubj`) to another of its sentence; `FAR` at most."""
    up = {a: 0} | {w: n for n, w in enumerate(document.path_up(a), 1) if n < FAR}
    climbed: list[str] = []
    for word in [b, *document.path_up(b)]:
        if word in up:
            steps = [a, *document.path_up(a)][: up[word]]
            return (*(f"^{label(document, w)}" for w in steps), *reversed(climbed))
        climbed.append(label(document, word))
        if len(climbed) >= FAR:
            break
    return ("",) * FAR


def label(document: Document, word: int) -> str:
    return document.labels[word].partition(":")[0]
