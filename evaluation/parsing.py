"""Trees, tags and dictionary forms against a treebank, on its own words. Labels count with their subtypes, and
punctuation counts."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from .program import Parsed
from .score import Result, Wrong, share

FEW = 12
"""Wrong arcs of a sentence that are shown."""


@dataclass
class Tree:
    """A sentence of a treebank; heads count from 1, 0 is the root."""

    id: str = ""
    words: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


class Parses(Protocol):
    """What parses sentences that are cut into words."""

    def __call__(self, sentences: list[list[str]]) -> Iterable[Parsed]: ...


def trees(path: Path) -> Iterator[Tree]:
    """The sentences of a gzip'd CoNLL-U file; fused tokens and empty nodes are left out."""
    tree = Tree()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in (*lines, "\n"):
            cells = line.rstrip("\n").split("\t")
            if cells == [""]:
                if tree.words:
                    yield tree
                tree = Tree()
            elif line.startswith("# sent_id ="):
                tree.id = line.partition("=")[2].strip()
            elif cells[0].isdigit():
                tree.words.append(cells[1])
                tree.lemmas.append(cells[2])
                tree.upos.append(cells[3])
                tree.heads.append(int(cells[6]))
                tree.labels.append(cells[7])


def score(name: str, sentences: Sequence[Tree], parse: Parses) -> Result:
    """LAS, UAS, parts of speech, lemmas by word, and whole trees by sentence."""
    result = Result(name)
    words = whole = 0
    right = {"las": 0, "uas": 0, "upos": 0, "lemma": 0}
    for gold, ours in zip(sentences, parse([t.words for t in sentences]), strict=True):
        heads = [a == b for a, b in zip(gold.heads, ours.heads, strict=True)]
        arcs = [h and a == b for h, a, b in zip(heads, gold.labels, ours.labels, strict=True)]
        words += len(gold.words)
        whole += all(arcs)
        right["las"] += sum(arcs)
        right["uas"] += sum(heads)
        right["upos"] += _same(gold.upos, ours.upos)
        right["lemma"] += _same(gold.lemmas, ours.lemmas)
        result.items[f"{gold.id}/tree"] = all(arcs)
        result.wrong += _wrong(gold, ours, arcs)
    for what, count in right.items():
        result.scores[what] = share(count, words)
    result.scores["whole_trees"] = share(whole, len(sentences), gates=False)
    return result


def _same(gold: Sequence[str], ours: Sequence[str]) -> int:
    return sum(a == b for a, b in zip(gold, ours, strict=True))


def _wrong(gold: Tree, ours: Parsed, arcs: list[bool]) -> list[Wrong]:
    out: list[Wrong] = []
    for i, good in enumerate(arcs):
        if not good and len(out) < FEW:
            cause = f"{gold.labels[i]} -> {ours.labels[i]}"
            words = " ".join(f"⟦{w}⟧" if j == i else w for j, w in enumerate(gold.words))
            theirs, mine = (["root", *gold.words][h] for h in (gold.heads[i], ours.heads[i]))
            out.append(Wrong(cause, f"{gold.id}/{i + 1}", words, f"under {theirs}", f"under {mine}"))
    return out
