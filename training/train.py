"""Train the language model: `python -m training.train GATHERED OUT`. Resumes from OUT where it was broken off."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training import encoders
from training.batches import Batch, Labels, ahead, count
from training.gather import read
from training.losses import Told, loss, tell
from training.net import Net
from training.scoring import score
from training.swaps import Pools
from training.treebank import Sentence

SEED = 20230117
ENCODER = "encoder.txt"
Parts = dict[str, list[Sentence]]


def build(labels: Labels, encoder: str = "small") -> tuple[Net, Tokenizer]:
    pretrained, numbers = encoders.load(encoder)
    return Net(pretrained, labels.sizes(), numbers=numbers), encoders.tokenizer()


def kept(run: Path, labels: Labels) -> Net:
    """The network that a run made."""
    net, _ = build(labels, (run / ENCODER).read_text(encoding="utf-8").strip())
    net.load_state_dict(torch.load(run / "net.pt"))
    return net


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
    workers: int = 0,
    rounds: int = 0,
) -> bool:
    """Trains `epochs` times over `sentences`, or goes on where `out` was left; True when done. `average` is the share that
    a running mean of the weights keeps each step (0: none); the mean is what is scored and kept in `net.pt`. What teachers say
    is asked for so many `rounds` of differently changed sentences, kept, and learnt from in turn (0: asked anew each epoch)."""
    net.to(device).train()
    for teacher in teachers:
        teacher.to(device).eval()
    slow = list(net.encoder.parameters())
    fast = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": slow, "lr": rates[0]}, {"params": fast, "lr": rates[1]}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=device != "cpu" or None)
    n_steps = epochs * count(sentences, words)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.06 * n_steps), max(0.01, (n_steps - step) / (0.94 * n_steps)))
    )
    mean = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(average)) if average else None
    state, epoch, start = out / "state.pt", 0, time.time()
    asked: dict[int, list[tuple[Batch, Told | None]]] = {}

    def lessons(epoch: int) -> Iterator[tuple[Batch, Told | None]]:
        turn = epoch % rounds if rounds else epoch
        if turn in asked:
            yield from random.Random(seed + epoch).sample(asked[turn], len(asked[turn]))
            return
        fresh = []
        for batch in ahead(sentences, labels, words, seed + turn, others, workers):
            batch = {k: v.to(device, non_blocking=True) for k, v in batch.items()}
            told = None
            if teachers:
                with torch.autocast(device, dtype=torch.bfloat16):
                    told = tell(teachers, batch)
            yield batch, told
            if rounds:
                fresh.append((batch, told))
        if rounds:
            asked[turn] = fresh

    if state.exists():
        kept = torch.load(state, weights_only=False)
        for name, part in (("net", net), ("optimiser", optimiser), ("schedule", schedule), ("mean", mean)):
            if part is not None:
                part.load_state_dict(kept[name])
        epoch = kept["epoch"]
    while epoch < epochs:
        torch.manual_seed(seed + epoch)
        for step, (batch, told) in enumerate(lessons(epoch)):
            with torch.autocast(device, dtype=torch.bfloat16):
                value = loss(net, batch, told)
            value.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            if mean is not None:
                mean.update_parameters(net)
            if step % 100 == 0:
                seconds = time.time() - start
                print(
                    f"{out.name} epoch {epoch} step {step} of {n_steps // epochs} loss {value.item():.3f} {seconds:.0f} s",
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
    parser.add_argument("given", type=Path, help="what training.gather put together")
    parser.add_argument("out", type=Path)
    parser.add_argument("--encoder", choices=("small", "large"), default="small")
    parser.add_argument("--epochs", type=int, default=13)
    parser.add_argument("--words", type=int, default=1000, help="words a batch")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--rates", type=float, nargs=2, default=(3e-4, 1e-3), help="of the encoder and of the heads")
    parser.add_argument("--teachers", type=Path, nargs="*", default=[], help="runs to learn from")
    parser.add_argument(
        "--rounds", type=int, default=0, help="ask the teachers in so many epochs and keep what they say"
    )
    parser.add_argument("--begin", type=Path, help="run whose network to go on from")
    parser.add_argument("--average", type=float, default=0.0, help="share that a running mean of the weights keeps")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches ahead")
    parser.add_argument("--every", type=int, default=1, help="score and keep the run each so many epochs")
    parser.add_argument("--minutes", type=float, default=None, help="stop cleanly after so long; run again to go on")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    given = read(args.given)
    sentences = given.lesson(whole=bool(args.teachers))
    labels = Labels.of(given.lesson(whole=True))
    labels.save(args.out / "labels.json")
    (args.out / ENCODER).write_text(args.encoder, encoding="utf-8")
    net, tokenizer = build(labels, args.encoder)
    if args.begin:
        net = kept(args.begin, labels)
    train(
        net, tokenizer, labels, sentences, given.dev, args.out, args.epochs, args.words, args.seed, tuple(args.rates),
        args.device, args.minutes, [kept(run, labels) for run in args.teachers], args.every, args.average, given.others,
        args.workers, args.rounds,
    )  # fmt: skip


if __name__ == "__main__":
    main()
