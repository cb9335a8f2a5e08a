"""A quick look at a network in training, on development parts. The true scores are made on the shipped model."""

from __future__ import annotations

from collections import Counter

import torch
from tokenizers import Tokenizer

from training.batches import IGNORED, Labels, batches
from training.losses import masked_arcs, pair_gold, pair_scores, party_gold, see
from training.net import Net
from training.treebank import Sentence

Found = set[tuple[int, int, str]]


@torch.no_grad()
def score(
    net: Net, tokenizer: Tokenizer, labels: Labels, sentences: list[Sentence], device: str = "cpu"
) -> dict[str, float]:
    """Accuracy of tags and trees (arcs taken greedily), F1 of whole names, of arguments with their role (predicates given),
    of deeds by their first word and type, of their status where it isn't happened, of the words of their parties."""
    net.eval()
    n: Counter[str] = Counter()
    for batch in batches(sentences, tokenizer, labels, 4000, None):
        batch = {k: v.to(device) for k, v in batch.items()}
        seen = see(net, batch)
        for name in ("upos", "xpos", "lemma"):
            known = batch[name] != IGNORED
            n[f"{name}+"] += int(((seen.tags[name].argmax(-1) == batch[name]) & known).sum())
            n[name] += int(known.sum())
        real = batch["heads"] != IGNORED
        heads = masked_arcs(seen.arcs, batch).argmax(-1)
        at, k = real.nonzero(as_tuple=True)
        if len(at):
            rel = net.label(seen.rel[0][at, k], seen.rel[1][at, heads[at, k]]).argmax(-1)
            good = heads[at, k] == batch["heads"][at, k]
            n["las+"] += int((good & (rel == batch["labels"][at, k])).sum())
            n["las"] += len(at)
        for name, column in (("names", "names"), ("deeds", "deeds")):
            values = labels.values[column]
            for gold, ours in zip(batch[column].tolist(), seen.tags[column].argmax(-1).tolist(), strict=True):
                if all(g == IGNORED for g in gold):
                    continue
                a, b = spans(gold, ours, values, whole=name == "names")
                n[f"{name}+"] += 2 * len(a & b)
                n[name] += len(a) + len(b)
        begins = torch.tensor([v.startswith("B-") for v in labels.values["deeds"]], device=device)
        first = (batch["deeds"] != IGNORED) & begins[batch["deeds"].clamp(min=0)]
        undone = first & (batch["status"] != IGNORED) & (batch["status"] != labels.index["status"]["happened"])
        n["undone+"] += int((undone & (seen.tags["status"].argmax(-1) == batch["status"])).sum())
        n["undone"] += int(undone.sum())
        scores = pair_scores(net, seen, batch, "role")
        if scores is not None:
            gold, ours = pair_gold(batch, "role"), scores.argmax(-1)
            ours = ours.masked_fill(gold == IGNORED, 0)
            gold = gold.clamp(min=0)
            n["role+"] += 2 * int(((gold == ours) & (gold > 0)).sum())
            n["role"] += int((gold > 0).sum() + (ours > 0).sum())
        scores = pair_scores(net, seen, batch, "party")
        if scores is not None:
            gold, known = party_gold(batch, scores)
            yes = (scores > 0).float() * known
            for at, part in enumerate(labels.values["party"]):
                n[f"{part}+"] += 2 * int((yes * gold)[..., at].sum())
                n[part] += int((yes + gold)[..., at].sum())
    net.train()
    return {k: round(n[f"{k}+"] / v, 4) for k, v in n.items() if not k.endswith("+") and v}


def spans(gold: list[int], ours: list[int], values: list[str], whole: bool) -> tuple[Found, Found]:
    """Names or deeds of a sentence, as (first, last or 0, kind); what stands where the gold tells nothing is left out."""
    out = []
    for row in (gold, ours):
        tags = [values[x] if g != IGNORED else "O" for x, g in zip(row, gold, strict=True)]
        found, first = set(), -1
        for i, tag in enumerate([*tags, "O"]):
            if first >= 0 and not (tag.startswith("I-") and tag[2:] == tags[first][2:]):
                found.add((first, i - 1 if whole else 0, tags[first][2:]))
                first = -1
            if tag != "O" and first < 0:
                first = i
        out.append(found)
    return out[0], out[1]
