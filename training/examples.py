"""The tables' own examples -> sentences with the deed or the status that they show. `[[ ]]` marks a row's word, `{{ }}` the deed
that a cue speaks of; `=> status` what comes out where it isn't the cue's own effect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.knowledge.cues import cues
from dateline.knowledge.deeds import deeds
from dateline.language import tokens
from training.treebank import Sentence

_MARK = re.compile(r"\[\[|\]\]|\{\{|\}\}")
UNKNOWN = "?"


def examples() -> Iterator[Sentence]:
    """Of each deed its example, told as its type, and its counterexample, in which the word is no deed; of each cue the
    status of the deeds in both. What an example doesn't speak of is left out of account."""
    for deed in deeds():
        yield _deed(deed.example, deed.type)
        if deed.counterexample:
            yield _deed(deed.counterexample, None)
    for cue in cues():
        for cell, effect in ((cue.example, cue.effect), (cue.counterexample, None)):
            sentence = _status(cell, effect) if cell else None
            if sentence:
                yield sentence


def _deed(cell: str, kind: str | None) -> Sentence:
    words, marked, _ = _read(cell)
    tags = [UNKNOWN] * len(words)
    for k, word in enumerate(marked):
        tags[word] = f"{'B' if k == 0 else 'I'}-{kind}" if kind else "O"
    return Sentence(words=words, deeds=tags, id="example")


def _status(cell: str, effect: str | None) -> Sentence | None:
    body, _, expected = cell.partition("=>")
    status = expected.strip() or effect
    if status in (None, "same", ""):
        return None
    words, _, deed = _read(body)
    told = [status if i in deed else "" for i in range(len(words))]
    return Sentence(words=words, deeds=[UNKNOWN] * len(words), status=told, id="example")


def _read(cell: str) -> tuple[list[str], list[int], list[int]]:
    """The words of an example, those of its row, and those of its deed."""
    text, spots, opened = "", {"[[": [], "{{": []}, ("", 0)
    at = 0
    for mark in _MARK.finditer(cell):
        text += cell[at : mark.start()]
        at = mark.end()
        if mark[0] in spots:
            opened = mark[0], len(text)
        else:
            spots[opened[0]].append((opened[1], len(text)))
    text += cell[at:]
    words = tokens.words(text)
    found = [
        [i for i, w in enumerate(words) if any(w.start < b and a < w.end for a, b in spots[k])] for k in ("[[", "{{")
    ]
    return [w.text for w in words], found[0], found[1]
