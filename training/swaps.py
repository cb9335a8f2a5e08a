"""Other names for names: in training, a name now and then gives way to another of its kind with as many words, so that the
tree stays true and the model learns how names stand rather than which there are."""

from __future__ import annotations

import random
from dataclasses import replace

from dateline.knowledge.frames import TABLES
from dateline.knowledge.table import read
from dateline.language import tokens
from training.treebank import Sentence

OFTEN = 0.25
LONGEST = 5  # words
SOURCES = (
    ("PER", "holders.tsv", "person", ("form", "person", "code", "office", "class", "start", "end", "source")),
    ("LOC", "places.tsv", "name", ("name", "code", "region", "kind", "latitude", "longitude", "population", "source")),
)
Pools = dict[tuple[str, int], list[list[str]]]


def pools() -> Pools:
    """Names of the tables as words, by kind and number of words."""
    out: Pools = {}
    names = [(kind, line[column]) for kind, file, column, columns in SOURCES for line in read(TABLES / file, columns)]
    names += [("ORG", line["form"]) for line in read(TABLES / "organisations.tsv", _columns("organisations.tsv"))]
    for kind, name in dict.fromkeys(names):
        words = [w.text for w in tokens.words(name)]
        if name[:1].isupper() and 0 < len(words) <= LONGEST:
            out.setdefault((kind, len(words)), []).append(words)
    surnames = dict.fromkeys(w[-1] for w in out.get(("PER", 2), ()) if w[-1][:1].isupper())
    out.setdefault(("PER", 1), []).extend([name] for name in surnames)
    return out


def _columns(file: str) -> tuple[str, ...]:
    lines = (TABLES / file).read_text(encoding="utf-8").split("\n")
    return tuple(next(x for x in lines if x and not x.startswith("#")).split("\t"))


def swapped(sentence: Sentence, others: Pools, dice: random.Random) -> Sentence:
    """The sentence with some of its names changed."""
    if sentence.names is None or not any(t.startswith("B-") for t in sentence.names):
        return sentence
    words, lemmas = list(sentence.words), list(sentence.lemmas)
    first = -1
    for i, tag in enumerate([*sentence.names, "O"]):
        if first >= 0 and not tag.startswith("I-"):
            pool = others.get((sentence.names[first][2:], i - first))
            if pool and dice.random() < OFTEN:
                words[first:i] = dice.choice(pool)
                if lemmas:
                    lemmas[first:i] = words[first:i]
            first = -1
        if tag.startswith("B-"):
            first = i
    return replace(sentence, words=words, lemmas=lemmas)
