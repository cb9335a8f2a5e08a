"""Trained network -> the shipped model: `python -m training.export RUN OUT --version V`. Weights become int8."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dateline.language.model import FORMAT, OUTPUTS
from training.batches import Labels
from training.encoders import small
from training.net import INPUTS, Net
from training.together import mask
from training.train import build

DECIDED = ("upos", "xpos", "lemma", "predicate")
TENSORS = ("rel", "role", "party")


class Shipped(nn.Module):
    """The network with tags decided inside, so that little has to be copied out, and none that can't stand together."""

    def __init__(self, net: Net, labels: Labels) -> None:
        super().__init__()
        self.net = net
        self.register_buffer("together", torch.from_numpy(mask(labels.values["upos"], labels.values["xpos"])))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        seen = self.net(pieces, shapes, mask, first, last)
        scores = seen.tags | {"xpos": seen.tags["xpos"] + self.together[seen.tags["upos"].argmax(-1)]}
        tags = {k: v.argmax(-1) if k in DECIDED else v for k, v in scores.items()}
        dep, head = seen.rel
        vectors = {"dep": dep, "head": head, "role_owner": seen.role[0], "role_word": seen.role[1]}
        vectors |= {"party_owner": seen.party[0], "party_word": seen.party[1]}
        out = tags | {"arcs": seen.arcs} | vectors
        return tuple(out[name] for name in OUTPUTS)


def export(run: Path, out: Path, version: str) -> None:
    """Writes the model's files into `out` from the labels and weights in `run`."""
    labels = Labels.load(run / "labels.json")
    net, _ = build(labels)
    net.load_state_dict(_weights(run))
    net.eval()
    out.mkdir(parents=True, exist_ok=True)
    inputs = tuple(torch.ones(2, n, dtype=torch.long) for n in (12, 12, 12, 7, 7))
    axes = {n: {0: "sentences", 1: "pieces" if n in INPUTS[:3] else "words"} for n in INPUTS}
    axes |= {n: {0: "sentences", 1: "heads" if n == "head" else "words"} for n in OUTPUTS}
    axes["arcs"] = {0: "sentences", 1: "words", 2: "heads"}
    with tempfile.TemporaryDirectory() as folder:
        full = str(Path(folder) / "full.onnx")
        torch.onnx.export(
            Shipped(net, labels),
            inputs,
            full,
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            full, str(out / "model.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    onnx.checker.check_model(str(out / "model.onnx"))
    for name in TENSORS:
        np.save(out / f"{name}.npy", getattr(net, name).detach().numpy().astype(np.float16))
    labels.save(out / "labels.json")
    shutil.copy(small() / "tokenizer.json", out / "tokenizer.json")
    files = ["model.onnx", *(f"{name}.npy" for name in TENSORS), "labels.json", "tokenizer.json"]
    hashes = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in files}
    card = {"format": FORMAT, "version": version, "sha256": hashes}
    (out / "model.json").write_text(json.dumps(card, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _weights(run: Path) -> dict[str, Tensor]:
    done = run / "net.pt"
    kept: dict[str, Tensor] = (
        torch.load(done) if done.exists() else torch.load(run / "state.pt", weights_only=False)["net"]
    )
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--version", required=True)
    args = parser.parse_args()
    export(args.run, args.out, args.version)


if __name__ == "__main__":
    main()
