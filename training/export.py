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

from dateline.language.model import FORMAT
from training.batches import Labels
from training.net import Net
from training.train import build, encoder_folder


class Shipped(nn.Module):
    """The network with tags decided inside, so that little has to be copied out."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        upos, xpos, lemma, names, arcs, dep, head = self.net(pieces, shapes, mask, first, last)
        return upos.argmax(-1), xpos.argmax(-1), lemma.argmax(-1), names, arcs, dep, head


def export(run: Path, out: Path, version: str) -> None:
    labels = Labels.load(run / "labels.json")
    net, _ = build(labels)
    weights = run / "net.pt"
    net.load_state_dict(
        torch.load(weights) if weights.exists() else torch.load(run / "state.pt", weights_only=False)["net"]
    )
    net.eval()
    out.mkdir(parents=True, exist_ok=True)
    inputs = tuple(torch.ones(2, n, dtype=torch.long) for n in (12, 12, 12, 7, 7))
    names = ["pieces", "shapes", "mask", "first", "last"]
    axes = {n: {0: "sentences", 1: "pieces" if n in names[:3] else "words"} for n in names}
    results = ["upos", "xpos", "lemma", "names", "arcs", "dep", "head"]
    axes |= {n: {0: "sentences", 1: "words"} for n in results[:-1]} | {"head": {0: "sentences", 1: "heads"}}
    axes["arcs"] = {0: "sentences", 1: "words", 2: "heads"}
    with tempfile.TemporaryDirectory() as folder:
        full = str(Path(folder) / "full.onnx")
        torch.onnx.export(
            Shipped(net),
            inputs,
            full,
            input_names=names,
            output_names=results,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            full, str(out / "model.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    onnx.checker.check_model(str(out / "model.onnx"))
    np.save(out / "rel.npy", net.rel.detach().numpy().astype(np.float16))
    labels.save(out / "labels.json")
    shutil.copy(encoder_folder() / "tokenizer.json", out / "tokenizer.json")
    files = ["model.onnx", "rel.npy", "labels.json", "tokenizer.json"]
    hashes = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in files}
    card = {"format": FORMAT, "version": version, "sha256": hashes}
    (out / "model.json").write_text(json.dumps(card, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--version", required=True)
    args = parser.parse_args()
    export(args.run, args.out, args.version)


if __name__ == "__main__":
    main()
