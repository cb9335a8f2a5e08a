"""Sentences -> batches of tensors."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from dateline.language.lemma import edit
from dateline.language.shape import shape
from training.treebank import NAME_TAGS, Sentence

IGNORED = -100
LONGEST = 200  # words; the few longer sentences are left out of training


class Labels:
    """The values that each head can give, in a fixed order."""

    def __init__(self, values: dict[str, list[str]]) -> None:
        self.values = values
        self.index = {name: {v: i for i, v in enumerate(row)} for name, row in values.items()}

    @classmethod
    def of(cls, sentences: list[Sentence]) -> Labels:
        edits = Counter(edit(w, lemma) for s in sentences for w, lemma in zip(s.words, s.lemmas, strict=True))
        return cls(
            {
                "upos": sorted({t for s in sentences for t in s.upos}),
                "xpos": sorted({t for s in sentences for t in s.xpos}),
                "labels": sorted({t for s in sentences for t in s.labels}),
                "lemma": [e for e, n in sorted(edits.items(), key=lambda x: (-x[1], x[0])) if n >= 3],
                "names": list(NAME_TAGS),
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
    sentences: list[Sentence], tokenizer: Tokenizer, labels: Labels, words_a_batch: int, noise: random.Random | None
) -> Iterator[dict[str, Tensor]]:
    """Batches of about `words_a_batch` words, sentences of like length together; shuffled and with noise when training."""
    order = [s for s in sentences if len(s.words) <= LONGEST]
    if noise:
        noise.shuffle(order)
    order.sort(key=lambda s: len(s.words) + (noise.random() * 4 if noise else 0))
    groups: list[list[Sentence]] = [[]]
    longest = 0
    for sentence in order:
        longest = max(longest, len(sentence.words))
        if groups[-1] and longest * (len(groups[-1]) + 1) > words_a_batch:
            groups.append([])
            longest = len(sentence.words)
        groups[-1].append(sentence)
    if noise:
        noise.shuffle(groups)
    for group in groups:
        yield _tensors(group, tokenizer, labels, noise)


def _cased(words: list[str], noise: random.Random | None) -> list[str]:
    """Now and then a sentence in the dress of a headline, a telegram or a chat."""
    dice = noise.random() if noise else 1.0
    if dice < 0.04:
        return [w.upper() for w in words]
    if dice < 0.08:
        return [w.lower() for w in words]
    if dice < 0.12:
        return [w[:1].upper() + w[1:] for w in words]
    return words


def _tensors(
    group: list[Sentence], tokenizer: Tokenizer, labels: Labels, noise: random.Random | None
) -> dict[str, Tensor]:
    dressed = [_cased(s.words, noise) for s in group]
    encoded = tokenizer.encode_batch(dressed, is_pretokenized=True)
    n_pieces, n_words = max(len(e.ids) for e in encoded), max(len(s.words) for s in group)
    out = {k: torch.zeros(len(group), n_pieces, dtype=torch.long) for k in ("pieces", "shapes", "mask")}
    out |= {k: torch.zeros(len(group), n_words, dtype=torch.long) for k in ("first", "last")}
    out |= {
        k: torch.full((len(group), n_words), IGNORED) for k in ("upos", "xpos", "lemma", "names", "heads", "labels")
    }
    for b, (sentence, words, e) in enumerate(zip(group, dressed, encoded, strict=True)):
        out["pieces"][b, : len(e.ids)] = torch.tensor(e.ids)
        out["mask"][b, : len(e.ids)] = 1
        for p, word in enumerate(e.word_ids):
            if word is None:
                continue
            out["shapes"][b, p] = shape(words[word])
            if out["first"][b, word] == 0:
                out["first"][b, word] = p
            out["last"][b, word] = p
        columns = {
            "upos": sentence.upos,
            "xpos": sentence.xpos,
            "labels": sentence.labels,
            "lemma": [edit(w, lemma) for w, lemma in zip(sentence.words, sentence.lemmas, strict=True)],
            "names": sentence.names or [],
        }
        for name, column in columns.items():
            index = labels.index[name]
            out[name][b, : len(column)] = torch.tensor([index.get(v, IGNORED) for v in column], dtype=torch.long)
        out["heads"][b, : len(sentence.heads)] = torch.tensor(sentence.heads)
    return out
