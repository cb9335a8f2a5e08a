"""All that the model learns from, and what it is looked at with while it learns."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from training import reports
from training.examples import examples
from training.treebank import Sentence, load

CORPUS = Path(__file__).parent.parent / "corpus"
OFTEN = 3
"""Sentences of the corpus stand so often: there are few beside the treebanks' and the teacher's."""
EVERY = 4
"""Of the sentences whose names a teacher told, teachers of the model see one in so many; the model itself sees all."""


def gather(data: Path, silver: Path, whole: bool) -> list[Sentence]:
    """Trees, names, roles, deeds; `whole` with every sentence whose names a teacher told."""
    told = [s for n, s in enumerate(_silver(silver)) if whole or n % EVERY == 0]
    return [*load(data, "train"), *told, *corpus("train", data) * OFTEN, *examples()]


def looks(data: Path) -> dict[str, list[Sentence]]:
    """Development parts by name."""
    return {
        "ewt": load(data, "dev", ("ewt",)),
        "gum": load(data, "dev", ("gum",)),
        "corpus": corpus("development", data),
    }


def corpus(part: str, data: Path) -> list[Sentence]:
    """The sentences of a part of the corpus; those of others' texts where these are at hand."""
    out = [s for row in reports.rows(CORPUS / f"{part}.jsonl") for s in reports.read(row)]
    given = data.parent / "reports" / "reports.jsonl.gz"
    if given.exists():
        with gzip.open(given, "rt", encoding="utf-8") as lines:
            texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
        for row in reports.rows(CORPUS / f"given-{part}.jsonl"):
            out += reports.read(row | {"text": texts[row["id"]]})
    return out


def _silver(path: Path) -> list[Sentence]:
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [Sentence(words=row["words"], names=row["names"], silver=True) for row in map(json.loads, lines)]
