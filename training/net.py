"""The joint model: a small encoder and a head for each thing that `language` tells about a word.

Shapes: B sentences, P sub-words, W words. A word is the mean of its first and last sub-word, over a learned
mix of the last four layers, one mix for the grammar and one for the deeds. Dependencies, the arguments of
predicates and the parties of deeds are scored by biaffine attention (Dozat and Manning 2017).
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

from dateline.language.shape import SHAPES

GRAMMAR = ("upos", "xpos", "lemma", "names", "predicate")
DEEDS = ("deeds", "status")
INPUTS = ("pieces", "shapes", "mask", "first", "last")


class Seen(NamedTuple):
    """Scores of every tag; arc scores [B, W, W+1] (head 0 is the root); and the vectors that label an arc, an argument, a
    party: of the one who has it and of the one it is."""

    tags: dict[str, Tensor]
    arcs: Tensor
    rel: tuple[Tensor, Tensor]
    role: tuple[Tensor, Tensor]
    party: tuple[Tensor, Tensor]


class Net(nn.Module):
    def __init__(
        self,
        encoder: nn.Module,
        sizes: dict[str, int],
        arc: int = 384,
        rel: int = 64,
        pair: int = 64,
        drop: float = 0.25,
        numbers: Tensor | None = None,
    ) -> None:
        """`numbers` are the encoder's own for the sub-words of the batches, where it counts them otherwise."""
        super().__init__()
        self.encoder = encoder
        self.register_buffer("numbers", numbers, persistent=False)
        width = encoder.config.hidden_size
        self.shapes = nn.Embedding(SHAPES, width, padding_idx=0)
        nn.init.zeros_(self.shapes.weight)
        self.mix = nn.Parameter(torch.zeros(2, 4))
        self.drop = nn.Dropout(drop)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.tags = nn.ModuleDict({name: nn.Linear(width, sizes[name]) for name in GRAMMAR})
        self.tags.update({name: nn.Sequential(_mlp(width, 256), nn.Linear(256, sizes[name])) for name in DEEDS})
        self.arc_dep, self.arc_head = _mlp(width, arc), _mlp(width, arc)
        self.rel_dep, self.rel_head = _mlp(width, rel), _mlp(width, rel)
        self.role_owner, self.role_arg = _mlp(width, pair), _mlp(width, pair)
        self.party_owner, self.party_arg = _mlp(width, pair), _mlp(width, pair)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.rel = nn.Parameter(torch.zeros(sizes["labels"], rel + 1, rel + 1))
        self.role = nn.Parameter(torch.zeros(sizes["role"], pair + 1, pair + 1))
        self.party = nn.Parameter(torch.zeros(sizes["party"], pair + 1, pair + 1))

    def words(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        """[B, P] sub-words, their shapes and mask, [B, W] first and last sub-word of each word -> [B, W, width], twice:
        for the grammar and for the deeds."""
        pieces = pieces if self.numbers is None else self.numbers[pieces]
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.shapes(shapes)
        states = self.encoder(inputs_embeds=embedded, attention_mask=mask, output_hidden_states=True).hidden_states
        out = []
        for weights in self.mix.softmax(1):
            mixed = sum(weights[i] * states[-4 + i] for i in range(4))
            at = lambda index: mixed.gather(1, index.unsqueeze(-1).expand(-1, -1, mixed.size(-1)))  # noqa: B023, E731
            out.append(self.drop((at(first) + at(last)) / 2))
        return out[0], out[1]

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Seen:
        words, acts = self.words(pieces, shapes, mask, first, last)
        with_root = torch.cat([self.root.expand(words.size(0), 1, -1).to(words.dtype), words], dim=1)
        arcs = (_one(self.arc_dep(words)) @ self.arc) @ self.arc_head(with_root).transpose(1, 2)
        tags = {name: self.tags[name](words) for name in GRAMMAR} | {name: self.tags[name](acts) for name in DEEDS}
        return Seen(
            tags,
            arcs,
            (self.rel_dep(words), self.rel_head(with_root)),
            (self.role_owner(words), self.role_arg(words)),
            (self.party_owner(acts), self.party_arg(acts)),
        )

    def label(self, dep: Tensor, head: Tensor) -> Tensor:
        """[N, rel] vectors of dependents and of their heads -> [N, labels] scores."""
        left = torch.einsum("ni,lij->nlj", _one(dep), self.rel)
        return (left @ _one(head).unsqueeze(-1)).squeeze(-1)

    def pairs(self, name: str, owners: Tensor, words: Tensor) -> Tensor:
        """[N, pair] vectors of owners, [N, W, pair] of the words of their sentences -> [N, W, labels] scores."""
        weights = self.role if name == "role" else self.party
        left = torch.einsum("ni,lij->nlj", _one(owners), weights)
        return _one(words) @ left.transpose(1, 2)


def _one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], dim=-1)


def _mlp(inside: int, outside: int) -> nn.Module:
    return nn.Sequential(nn.Linear(inside, outside), nn.GELU(), nn.Dropout(0.33))
