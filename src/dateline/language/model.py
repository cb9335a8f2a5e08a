"""The shipped model: int8 ONNX and the files beside it. The only module that knows its runtime.

`model.json` names the version and the SHA-256 of each file; a file that differs is refused.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.language.shape import shape

FOLDER = Path(__file__).parent / "model"
FORMAT = 3
OUTPUTS = (
    "upos", "xpos", "lemma", "names", "predicate", "deeds", "status", "arcs",
    "dep", "head", "role_owner", "role_word", "party_owner", "party_word",
)  # fmt: skip
TENSORS = ("rel", "role", "party")
MOST_PIECES = 480  # sub-words that the encoder takes at once
LONGEST_PIECES = 8  # sub-words of one word that are looked at
BATCH_PIECES = 2048
UNEVEN = 1.06
"""Stretches so much longer than another are not batched with it: padding costs more than one more call."""
Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


def _whole(word: str) -> str:
    """Without half characters (lone surrogates), which have no UTF-8."""
    return word.encode("utf-8", "replace").decode("utf-8") if not word.isascii() else word


class ModelError(RuntimeError):
    """The language model is missing, damaged or of another release."""


@dataclass(frozen=True)
class Scored:
    """What the model says of one stretch of `n` words: indices into its label lists, scores of tags [n, tags] and arcs
    [n, n+1], and vectors [n, width] of who has an arc, argument or party and of what it is."""

    upos: Ints
    xpos: Ints
    lemma: Ints
    names: Floats
    predicate: Ints
    deeds: Floats
    status: Floats
    arcs: Floats
    dep: Floats
    head: Floats
    role_owner: Floats
    role_word: Floats
    party_owner: Floats
    party_word: Floats


class Model:
    """Loaded once a process; runs on one thread so that results and speed are the same at any number of workers."""

    def __init__(self, folder: Path) -> None:
        card = _checked(folder)
        self.version: str = card["version"]
        self.labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.first_piece = int(self.tokenizer.token_to_id("[CLS]") or 0)
        self.last_piece = int(self.tokenizer.token_to_id("[SEP]") or 0)
        self.flat: dict[str, tuple[int, Floats]] = {}
        for name in TENSORS:
            weights = np.load(folder / f"{name}.npy").astype(np.float32)
            flat = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(weights.shape[1], -1))
            self.flat[name] = len(weights), flat
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session: Any = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def pieces(self, words: list[str]) -> list[list[int]]:
        """Sub-words of each word, without the marks of start and end; at least one, at most `LONGEST_PIECES`."""
        unknown = int(self.tokenizer.token_to_id("[UNK]") or 0)
        encoded = self.tokenizer.encode_batch_fast([_whole(w[:64]) for w in words], add_special_tokens=False)
        out = []
        for e in encoded:
            ids = e.ids or [unknown]
            half = LONGEST_PIECES // 2
            out.append(ids if len(ids) <= LONGEST_PIECES else ids[:half] + ids[-half:])
        return out

    def score(self, stretches: list[tuple[list[str], list[list[int]]]]) -> list[Scored]:
        """Scores stretches of words, each no longer than `MOST_PIECES` sub-words, like lengths together.

        Batches depend on the stretches given and on nothing else: quantised arithmetic scales by batch."""
        sizes = [sum(map(len, pieces)) for _, pieces in stretches]
        order = sorted(range(len(stretches)), key=lambda i: (sizes[i], i))
        out: list[Scored | None] = [None] * len(stretches)
        batch: list[int] = []
        for i in order:
            if batch and ((sizes[i] + 2) * (len(batch) + 1) > BATCH_PIECES or sizes[i] > sizes[batch[0]] * UNEVEN + 1):
                self._run(stretches, batch, out)
                batch = []
            batch.append(i)
        if batch:
            self._run(stretches, batch, out)
        return [s for s in out if s is not None]

    def _run(
        self, stretches: list[tuple[list[str], list[list[int]]]], batch: list[int], out: list[Scored | None]
    ) -> None:
        n_words = max(len(stretches[i][0]) for i in batch)
        n_pieces = max(sum(map(len, stretches[i][1])) for i in batch) + 2
        feed = {k: np.zeros((len(batch), n_pieces), np.int64) for k in ("pieces", "shapes", "mask")}
        feed |= {k: np.zeros((len(batch), n_words), np.int64) for k in ("first", "last")}
        for b, i in enumerate(batch):
            words, pieces = stretches[i]
            lengths = np.array([len(p) for p in pieces])
            ends = lengths.cumsum()
            total = int(ends[-1])
            feed["pieces"][b, 0] = self.first_piece
            feed["pieces"][b, 1 : total + 1] = [x for p in pieces for x in p]
            feed["pieces"][b, total + 1] = self.last_piece
            feed["shapes"][b, 1 : total + 1] = np.repeat([shape(w) for w in words], lengths)
            feed["mask"][b, : total + 2] = 1
            feed["first"][b, : len(words)] = ends - lengths + 1
            feed["last"][b, : len(words)] = ends
        results = dict(zip(OUTPUTS, self.session.run(list(OUTPUTS), feed), strict=True))
        for b, i in enumerate(batch):
            n = len(stretches[i][0])
            cut = {name: value[b, : n + (name == "head")] for name, value in results.items()}
            cut["arcs"] = cut["arcs"][:, : n + 1]
            out[i] = Scored(**cut)

    def label(self, dep: Floats, head: Floats) -> Ints:
        """[n, rel] vectors of dependents and of their heads -> the best label of each arc."""
        scores = np.matmul(self._left("rel", dep), _one(head)[:, :, None])[:, :, 0]
        return np.asarray(scores.argmax(1), dtype=np.int64)

    def pairs(self, name: str, owners: Floats, words: Floats) -> Floats:
        """[k, width] vectors of owners and [n, width] of words -> chances [k, n, labels]: of one `role` among all, of each
        `party` by itself, since a word can be several parts of a deed."""
        scores = np.matmul(self._left(name, owners), _one(words).T).transpose(0, 2, 1)
        return (
            chances(scores)
            if name == "role"
            else np.asarray(1 / (1 + np.exp(np.clip(-scores, -30, 30))), dtype=np.float32)
        )

    def _left(self, name: str, vectors: Floats) -> Floats:
        n, flat = self.flat[name]
        return (_one(vectors) @ flat).reshape(len(vectors), n, -1)


def _one(x: Floats) -> Floats:
    return np.hstack([x, np.ones((len(x), 1), np.float32)])


def chances(scores: Floats) -> Floats:
    """Softmax over the last axis."""
    power = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(power / power.sum(-1, keepdims=True), dtype=np.float32)


def _checked(folder: Path) -> dict[str, Any]:
    try:
        card: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the language model in {folder.name}/ can't be read ({error}); install dateline again"
        ) from None
    if card.get("format") != FORMAT:
        raise ModelError(
            f"the language model is of format {card.get('format')}, this program reads {FORMAT}; install dateline again"
        )
    for name, expected in card["sha256"].items():
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError:
            raise ModelError(f"the language model lacks {name}; install dateline again") from None
        if found != expected:
            raise ModelError(f"the language model's {name} is damaged or not of this release; install dateline again")
    return card


@lru_cache(maxsize=2)
def load(folder: Path = FOLDER) -> Model:
    """The model in `folder`, loaded once."""
    return Model(folder)
