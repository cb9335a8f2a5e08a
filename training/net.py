"""The joint model: a small encoder and a head for each thing that `language` tells about a word.

Shapes: B sentences, P sub-words, W words. A word is the mean of its first and last sub-word, over a learned
mix of the last four layers. Dependencies are scored by biaffine attention (Dozat and Manning 2017).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from dateline.language.shape import SHAPES


class Net(nn.Module):
    def __init__(self, encoder: nn.Module, sizes: dict[str, int], arc: int = 384, rel: int = 96) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.shapes = nn.Embedding(SHAPES, width, padding_idx=0)
        nn.init.zeros_(self.shapes.weight)
        self.mix = nn.Parameter(torch.zeros(4))
        self.drop = nn.Dropout(0.25)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.tags = nn.ModuleDict({name: nn.Linear(width, sizes[name]) for name in ("upos", "xpos", "lemma", "names")})
        self.arc_dep, self.arc_head = _mlp(width, arc), _mlp(width, arc)
        self.rel_dep, self.rel_head = _mlp(width, rel), _mlp(width, rel)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.rel = nn.Parameter(torch.zeros(sizes["labels"], rel + 1, rel + 1))

    def words(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """[B, P] sub-words, their shapes and mask, [B, W] first and last sub-word of each word -> [B, W, width]."""
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.shapes(shapes)
        states = self.encoder(inputs_embeds=embedded, attention_mask=mask, output_hidden_states=True).hidden_states
        weights = self.mix.softmax(0)
        mixed = sum(weights[i] * states[-4 + i] for i in range(4))
        at = lambda index: mixed.gather(1, index.unsqueeze(-1).expand(-1, -1, mixed.size(-1)))  # noqa: E731
        return self.drop((at(first) + at(last)) / 2)

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Scores of every tag, arc scores [B, W, W+1] (head 0 is the root), and the vectors that label an arc."""
        words = self.words(pieces, shapes, mask, first, last)
        with_root = torch.cat([self.root.expand(words.size(0), 1, -1), words], dim=1)
        dep = self.arc_dep(words)
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], dim=-1)
        arcs = (dep @ self.arc) @ self.arc_head(with_root).transpose(1, 2)
        tags = tuple(self.tags[name](words) for name in ("upos", "xpos", "lemma", "names"))
        return (*tags, arcs, self.rel_dep(words), self.rel_head(with_root))

    def label(self, dep: Tensor, head: Tensor) -> Tensor:
        """[N, rel] vectors of dependents and of their heads -> [N, labels] scores."""
        dep = torch.cat([dep, torch.ones_like(dep[:, :1])], dim=-1)
        head = torch.cat([head, torch.ones_like(head[:, :1])], dim=-1)
        return torch.einsum("ni,lij,nj->nl", dep, self.rel, head)


def _mlp(inside: int, outside: int) -> nn.Module:
    return nn.Sequential(nn.Linear(inside, outside), nn.GELU(), nn.Dropout(0.33))
