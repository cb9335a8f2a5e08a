"""What a batch costs the network: cross-entropy of each head where its answer is known, and distance from teachers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor

from training.batches import IGNORED, PAIRS, Batch
from training.net import INPUTS, Net, Seen

WEIGHTS = {"upos": 0.5, "xpos": 0.5, "lemma": 0.5, "names": 1.0, "predicate": 0.3, "deeds": 2.5, "status": 0.5}
PAIR_WEIGHTS = {"role": 1.0, "party": 0.3}
SILVER = 0.2  # what a name tagged by a teacher weighs
TAUGHT = ("upos", "xpos", "lemma", "names", "predicate", "deeds", "status")


class Told(NamedTuple):
    """What teachers say together of a batch of N words, as chances: of each tag [N, tags], of heads [N, W+1], the likeliest
    head [N], of the label of its arc [N, labels], of arguments and parties."""

    tags: dict[str, Tensor]
    arcs: Tensor
    heads: Tensor
    labels: Tensor
    pairs: dict[str, Tensor]


def see(net: Net, batch: Batch) -> Seen:
    return net(*(batch[k] for k in INPUTS))


def loss(net: Net, batch: Batch, told: Told | None = None) -> Tensor:
    """Of what is known; and how far the network is from what its teachers have told, if they have."""
    seen = see(net, batch)
    total = _known(net, seen, batch)
    return total if told is None else total + _taught(net, seen, batch, told)


def _known(net: Net, seen: Seen, batch: Batch) -> Tensor:
    total = seen.arcs.new_zeros((), dtype=torch.float32)
    for name, scores in seen.tags.items():
        gold = batch[name]
        if name == "names":
            each = F.cross_entropy(scores.flatten(0, 1).float(), gold.flatten(), ignore_index=IGNORED, reduction="none")
            weight = (
                torch.where(batch["silver"], SILVER, 1.0).unsqueeze(1).expand_as(gold).flatten()
                * (gold != IGNORED).flatten()
            )
            total = total + WEIGHTS[name] * (each * weight).sum() / weight.sum().clamp(min=1)
        else:
            total = total + WEIGHTS[name] * _mean(scores.flatten(0, 1), gold.flatten())
    real = batch["heads"] != IGNORED
    heads = batch["heads"].clamp(min=0)
    total = total + _mean(masked_arcs(seen.arcs, batch).flatten(0, 1), batch["heads"].flatten())
    dep, head = seen.rel
    at, k = real.nonzero(as_tuple=True)
    if len(at):
        total = total + _mean(net.label(dep[at, k], head[at, heads[at, k]]), batch["labels"][at, k])
    for name in PAIRS:
        scores = pair_scores(net, seen, batch, name)
        if scores is not None and name == "role":
            total = total + PAIR_WEIGHTS[name] * _mean(scores.flatten(0, 1), pair_gold(batch, name).flatten())
        elif scores is not None:
            total = total + PAIR_WEIGHTS[name] * _each(scores, *party_gold(batch, scores))
    return total


def _each(scores: Tensor, gold: Tensor, known: Tensor) -> Tensor:
    """Cross-entropy of yes and no for each label of each word where it is known: the sum over words and labels, the mean
    over deeds; a word may be several parts of one deed."""
    each = F.binary_cross_entropy_with_logits(scores.float(), gold, reduction="none")
    return (each * known).sum() / max(1, len(scores))


def _mean(scores: Tensor, gold: Tensor) -> Tensor:
    """Cross-entropy over the known; 0 where nothing is."""
    each = F.cross_entropy(scores.float(), gold, ignore_index=IGNORED, reduction="sum")
    return each / (gold != IGNORED).sum().clamp(min=1)


def masked_arcs(arcs: Tensor, batch: Batch) -> Tensor:
    """Arc scores with the heads that are no words out of reach."""
    real = torch.cat([torch.ones_like(batch["words"][:, :1]), batch["words"]], dim=1).bool()
    return arcs.float().masked_fill(~real.unsqueeze(1), -1e4)


def pair_scores(net: Net, seen: Seen, batch: Batch, name: str) -> Tensor | None:
    """[N, W, labels] for the N owners whose arguments are known."""
    of = batch[f"{name}_of"]
    if not len(of):
        return None
    owner, word = seen.role if name == "role" else seen.party
    return net.pairs(name, owner[of[:, 0], of[:, 1]], word[of[:, 0]])


def pair_gold(batch: Batch, name: str) -> Tensor:
    """[N, W] labels, 0 where a word is no argument."""
    of, pairs = batch[f"{name}_of"], batch[name]
    gold = torch.where(batch["words"][of[:, 0]].bool(), 0, IGNORED)
    gold[pairs[:, 0], pairs[:, 1]] = pairs[:, 2]
    return gold


def party_gold(batch: Batch, scores: Tensor) -> tuple[Tensor, Tensor]:
    """[N, W, labels], 1 where a word is that part of the deed; and 1 where that is known."""
    n, pairs = scores.size(-1), batch["party"]
    told = torch.zeros((*scores.shape[:2], 2 * n), device=scores.device)
    told[pairs[:, 0], pairs[:, 1], pairs[:, 2]] = 1
    real = real_words(batch, "party").unsqueeze(-1)
    return told[..., :n], real * (1 - told[..., n:])


def real_words(batch: Batch, name: str) -> Tensor:
    """[N, W], 1 where there is a word in the passage of an owner."""
    return batch["words"][batch[f"{name}_of"][:, 0]]


def tell(teachers: Sequence[Net], batch: Batch) -> Told:
    """What teachers say together of a batch."""
    words = batch["words"].bool()
    at, k = words.nonzero(as_tuple=True)
    with torch.no_grad():
        seen = [see(t, batch) for t in teachers]
        arcs = _chances([masked_arcs(s.arcs, batch)[words] for s in seen])
        heads = arcs.argmax(-1)
        label = [n.label(s.rel[0][at, k], s.rel[1][at, heads]) for n, s in zip(teachers, seen, strict=True)]
        pairs = {}
        for name in PAIRS:
            scores = [pair_scores(n, s, batch, name) for n, s in zip(teachers, seen, strict=True)]
            given = [x for x in scores if x is not None]
            if given and name == "role":
                pairs[name] = _chances([x[real_words(batch, name).bool()] for x in given])
            elif given:
                pairs[name] = torch.stack([x.float().sigmoid() for x in given]).mean(0)
        tags = {name: _chances([s.tags[name][words] for s in seen]) for name in TAUGHT}
    half = {name: x.half() for name, x in tags.items()}
    return Told(half, arcs.half(), heads, _chances(label).half(), {name: x.half() for name, x in pairs.items()})


def _taught(net: Net, seen: Seen, batch: Batch, told: Told) -> Tensor:
    words = batch["words"].bool()
    total = seen.arcs.new_zeros((), dtype=torch.float32)
    for name in TAUGHT:
        # of a status they speak where there is a deed
        sure = 1 - told.tags["deeds"][:, 0].float() if name == "status" else None
        total = total + WEIGHTS[name] * _apart(seen.tags[name][words], told.tags[name], sure)
    for name in told.pairs:
        ours = pair_scores(net, seen, batch, name)
        assert ours is not None
        real = real_words(batch, name)
        if name == "role":
            total = total + PAIR_WEIGHTS[name] * _apart(ours[real.bool()], told.pairs[name])
        else:
            total = total + PAIR_WEIGHTS[name] * _each(ours, told.pairs[name].float(), real.unsqueeze(-1))
    total = total + _apart(masked_arcs(seen.arcs, batch)[words], told.arcs)
    at, k = words.nonzero(as_tuple=True)
    return total + _apart(net.label(seen.rel[0][at, k], seen.rel[1][at, told.heads]), told.labels)


def _chances(scores: Sequence[Tensor]) -> Tensor:
    """The mean of what each gives as chances."""
    return torch.stack([s.float().softmax(-1) for s in scores]).mean(0)


def _apart(ours: Tensor, theirs: Tensor, weight: Tensor | None = None) -> Tensor:
    """Kullback-Leibler distance from the teachers' chances, the mean over rows, or weighted."""
    each = F.kl_div(ours.float().log_softmax(-1), theirs.float(), reduction="none").sum(-1)
    return each.mean() if weight is None else (each * weight).sum() / weight.sum().clamp(min=1)
