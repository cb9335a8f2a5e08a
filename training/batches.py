"""Sentences -> batches of tensors."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from dateline.language.lemma import edit
from dateline.language.shape import shape
from training.encoders import tokenizer
from training.swaps import Pools, swapped
from training.treebank import NAME_TAGS, Sentence

IGNORED = -100
LONGEST = 200  # words; the few longer sentences are left out of training
NONE = "-"
COLUMNS = ("upos", "xpos", "lemma", "names", "predicate", "deeds", "status")
PAIRS = ("role", "party")
Batch = dict[str, Tensor]


class Labels:
    """The values that each head can give, in a fixed order."""

    def __init__(self, values: dict[str, list[str]]) -> None:
        self.values = values
        self.index = {name: {v: i for i, v in enumerate(row)} for name, row in values.items()}

    @classmethod
    def of(cls, sentences: list[Sentence]) -> Labels:
        edits = Counter(edit(w, lemma) for s in sentences for w, lemma in zip(s.words, s.lemmas, strict=False))
        roles = Counter(role for s in sentences for _, _, role in s.roles)
        types = sorted({d[2:] for s in sentences for d in s.deeds or () if d[1:2] == "-"})
        return cls(
            {
                "upos": sorted({t for s in sentences for t in s.upos}),
                "xpos": sorted({t for s in sentences for t in s.xpos}),
                "labels": sorted({t for s in sentences for t in s.labels}),
                "lemma": [e for e, n in sorted(edits.items(), key=lambda x: (-x[1], x[0])) if n >= 3],
                "names": list(NAME_TAGS),
                "predicate": ["O", "P"],
                "role": [NONE, *sorted(r for r, n in roles.items() if n >= 20)],
                "deeds": ["O", *(f"{at}-{t}" for t in types for at in "BI")],
                "status": sorted({t for s in sentences for t in s.status if t not in ("", "?")}),
                "party": sorted({p.lstrip("?") for s in sentences for _, _, p in s.parties}),
            }
        )

    @classmethod
    def load(cls, path: Path) -> Labels:
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(self.values, ensure_ascii=False, indent=0), encoding="utf-8")

    def sizes(self) -> dict[str, int]:
        return {name: len(row) for name, row in self.values.items()}


def batches(
    sentences: list[Sentence],
    tokenizer: Tokenizer,
    labels: Labels,
    words_a_batch: int,
    noise: random.Random | None,
    others: Pools | None = None,
    share: tuple[int, int] = (0, 1),
) -> Iterator[Batch]:
    """Batches of about `words_a_batch` words, sentences of like length together; shuffled, with noise and with `others` for
    some names when training. Of all batches those of a `share`: which of how many."""
    for group in _groups(sentences, words_a_batch, noise, others)[share[0] :: share[1]]:
        yield tensors(group, tokenizer, labels, noise)


def count(sentences: list[Sentence], words_a_batch: int) -> int:
    """How many batches an epoch has, near enough."""
    return len(_groups(sentences, words_a_batch, None, None))


def _groups(
    sentences: list[Sentence], words_a_batch: int, noise: random.Random | None, others: Pools | None
) -> list[list[Sentence]]:
    order = [s for s in sentences if len(s.words) <= LONGEST]
    if noise and others:
        order = [swapped(s, others, noise) for s in order]
    if noise:
        noise.shuffle(order)
    sized = [(_size(s), s) for s in order]
    sized.sort(key=lambda x: x[0] + (noise.random() * 4 if noise else 0))
    groups: list[list[Sentence]] = [[]]
    longest = 0
    for size, sentence in sized:
        longest = max(longest, size)
        if groups[-1] and longest * (len(groups[-1]) + 1) > words_a_batch:
            groups.append([])
            longest = size
        groups[-1].append(sentence)
    if noise:
        noise.shuffle(groups)
    return groups


def _size(sentence: Sentence) -> int:
    """How long a sentence is, in words of a common length: an address of the web counts as many."""
    return sum(max(1, len(w) // 4 - 1) for w in sentence.words)


class Ahead(IterableDataset[Batch]):
    """The batches of one epoch, made ahead by processes beside, so that an accelerator needn't wait for them."""

    def __init__(
        self, sentences: list[Sentence], labels: Labels, words_a_batch: int, seed: int, others: Pools | None
    ) -> None:
        self.given = sentences, labels, words_a_batch, seed, others

    def __iter__(self) -> Iterator[Batch]:
        sentences, labels, words_a_batch, seed, others = self.given
        worker = get_worker_info()
        share = (worker.id, worker.num_workers) if worker else (0, 1)
        yield from batches(sentences, tokenizer(), labels, words_a_batch, random.Random(seed), others, share)


def ahead(
    sentences: list[Sentence], labels: Labels, words_a_batch: int, seed: int, others: Pools | None, workers: int
) -> DataLoader[Batch]:
    """The batches of one epoch; by `workers` processes beside, or by none."""
    made = Ahead(sentences, labels, words_a_batch, seed, others)
    return DataLoader(made, batch_size=None, num_workers=workers, pin_memory=workers > 0)


def _dressed(words: list[str], noise: random.Random | None) -> list[str]:
    """Now and then a sentence in the dress of a headline, a telegram or a chat, or a word misspelt."""
    if noise is None:
        return words
    dice = noise.random()
    if dice < 0.04:
        return [w.upper() for w in words]
    if dice < 0.08:
        return [w.lower() for w in words]
    if dice < 0.12:
        return [w[:1].upper() + w[1:] for w in words]
    return [_misspelt(w, noise) if len(w) > 4 and noise.random() < 0.01 else w for w in words]


def _misspelt(word: str, noise: random.Random) -> str:
    at = noise.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return noise.choice((before + after, before + letter + letter + after, before[:-1] + letter + before[-1] + after))


def tensors(group: list[Sentence], tokenizer: Tokenizer, labels: Labels, noise: random.Random | None) -> Batch:
    """One batch: sub-words and their places by word, what is known of each word, and pairs as [n, 4]: sentence, first
    word, second word, label. Pairs name each predicate and deed whose arguments are known in `role_of` and `party_of`; the
    label of a party of which nothing is known lies as far behind its own as there are labels."""
    dressed = [_dressed(s.words, noise) for s in group]
    encoded = tokenizer.encode_batch(dressed, is_pretokenized=True)
    n_pieces, n_words = max(len(e.ids) for e in encoded), max(len(s.words) for s in group)
    out = {k: np.zeros((len(group), n_pieces), np.int64) for k in ("pieces", "shapes", "mask")}
    out |= {k: np.zeros((len(group), n_words), np.int64) for k in ("first", "last", "words")}
    out |= {k: np.full((len(group), n_words), IGNORED, np.int64) for k in (*COLUMNS, "heads", "labels")}
    for b, (sentence, words, e) in enumerate(zip(group, dressed, encoded, strict=True)):
        size = len(e.ids)
        out["pieces"][b, :size] = e.ids
        out["mask"][b, :size] = 1
        owner = np.array([-1 if w is None else w for w in e.word_ids])
        at = np.flatnonzero(owner >= 0)
        out["shapes"][b, at] = np.array([shape(w) for w in words])[owner[at]]
        out["last"][b, owner[at]] = at
        out["first"][b, owner[at[::-1]]] = at[::-1]
        out["words"][b, : len(words)] = 1
        for name, column in _columns(sentence).items():
            index = labels.index[name]
            out[name][b, : len(column)] = [index.get(v, IGNORED) for v in column]
        out["heads"][b, : len(sentence.heads)] = sentence.heads
    batch = {k: torch.from_numpy(v) for k, v in out.items()}
    batch["silver"] = torch.tensor([s.silver for s in group])
    for name in PAIRS:
        index = labels.index[name]
        if name == "party":  # what is unknown comes after what is known
            index = index | {f"?{part}": len(index) + n for part, n in index.items()}
        owners, pairs = _pairs(group, name, index)
        batch[f"{name}_of"] = torch.tensor(owners, dtype=torch.long).view(-1, 2)
        batch[name] = torch.tensor(pairs, dtype=torch.long).view(-1, 3)
    return batch


def _columns(s: Sentence) -> dict[str, Iterable[str]]:
    known = s.predicates is not None
    marked = set(s.predicates or ())
    return {
        "upos": s.upos,
        "xpos": s.xpos,
        "labels": s.labels,
        "lemma": [edit(w, lemma) for w, lemma in zip(s.words, s.lemmas, strict=False)],
        "names": s.names or [],
        "predicate": ["P" if i in marked else "O" for i in range(len(s.words))] if known else [],
        "deeds": s.deeds or [],
        "status": s.status,
    }


def _pairs(group: list[Sentence], name: str, index: dict[str, int]) -> tuple[list[list[int]], list[list[int]]]:
    """The words whose arguments are known, as (sentence, word), and each argument as (number of its owner, word, label)."""
    owners: list[list[int]] = []
    pairs: list[list[int]] = []
    for b, s in enumerate(group):
        if name == "role":
            own, given = s.predicates or [], s.roles
        else:
            inside = range(len(s.words))
            own, given = s.told, [p for p in s.parties if p[0] in inside and p[1] in inside]
        number = {w: len(owners) + k for k, w in enumerate(own)}
        owners += [[b, w] for w in own]
        pairs += [[number[p], w, index[label]] for p, w, label in given if label in index and p in number]
    return owners, pairs
