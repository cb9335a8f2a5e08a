"""What a batch costs the network: cross-entropy of each head where its answer is known, and distance from teachers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from training.batches import IGNORED, PAIRS, Batch
from training.net import INPUTS, Net, Seen

WEIGHTS = {"upos": 0.5, "xpos": 0.5, "lemma": 0.5, "names": 1.0, "predicate": 0.3, "deeds": 2.5, "status": 0.5}
PAIR_WEIGHTS = {"role": 1.0, "party": 0.3}
SILVER = 0.2  # what a name tagged by a teacher weighs
TAUGHT = ("upos", "xpos", "lemma", "names", "predicate", "deeds", "status")
TAUGHT_PAIRS = PAIRS


def see(net: Net, batch: Batch) -> Seen:
    return net(*(batch[k] for k in INPUTS))


def loss(net: Net, batch: Batch, teachers: Sequence[Net] = ()) -> Tensor:
    """Of what is known; with teachers, also how far the network is from what they say together."""
    seen = see(net, batch)
    total = _known(net, seen, batch)
    if teachers:
        with torch.no_grad():
            told = [see(t, batch) for t in teachers]
        total = total + _taught(net, seen, batch, teachers, told)
    return total


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


def _taught(net: Net, seen: Seen, batch: Batch, teachers: Sequence[Net], told: Sequence[Seen]) -> Tensor:
    words = batch["words"].bool()
    total = seen.arcs.new_zeros((), dtype=torch.float32)
    for name in TAUGHT:
        told_tags = [t.tags[name][words] for t in told]
        if name == "status":  # where there is a deed
            sure = sum(1 - t.tags["deeds"][words].float().softmax(-1)[:, 0] for t in told) / len(told)
            total = total + WEIGHTS[name] * _apart(seen.tags[name][words], told_tags, sure)
        else:
            total = total + WEIGHTS[name] * _apart(seen.tags[name][words], told_tags)
    for name in TAUGHT_PAIRS:
        ours = pair_scores(net, seen, batch, name)
        if ours is None:
            continue
        others = [pair_scores(n, t, batch, name) for n, t in zip(teachers, told, strict=True)]
        known = [o for o in others if o is not None]
        if name == "role":
            real = real_words(batch, name).bool()
            total = total + PAIR_WEIGHTS[name] * _apart(ours[real], [o[real] for o in known])
        else:
            chances = torch.stack([o.float().sigmoid() for o in known]).mean(0)
            total = total + PAIR_WEIGHTS[name] * _each(ours, chances, real_words(batch, name).unsqueeze(-1))
    arcs: Callable[[Seen], Tensor] = lambda s: masked_arcs(s.arcs, batch)[words]  # noqa: E731
    total = total + _apart(arcs(seen), [arcs(t) for t in told])
    heads = sum(arcs(t).softmax(-1) for t in told).argmax(-1)
    at, k = words.nonzero(as_tuple=True)
    label: Callable[[Net, Seen], Tensor] = lambda n, s: n.label(s.rel[0][at, k], s.rel[1][at, heads])  # noqa: E731
    return total + _apart(label(net, seen), [label(n, t) for n, t in zip(teachers, told, strict=True)])


def _apart(ours: Tensor, theirs: list[Tensor], weight: Tensor | None = None) -> Tensor:
    """Kullback-Leibler distance from the mean of the teachers' chances, the mean over rows, or weighted."""
    chances = torch.stack([t.float().softmax(-1) for t in theirs]).mean(0)
    each = F.kl_div(ours.float().log_softmax(-1), chances, reduction="none").sum(-1)
    return each.mean() if weight is None else (each * weight).sum() / weight.sum().clamp(min=1)
