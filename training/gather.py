"""All that the model learns from, and what it is looked at with while it learns:
`python -m training.gather DATA SILVER OUT` puts it into one file for the runs to read."""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
from dataclasses import dataclass, replace
from pathlib import Path

from training import reports
from training.examples import examples
from training.swaps import Pools, pools
from training.treebank import Sentence, load

CORPUS = Path(__file__).parent.parent / "corpus"
OFTEN = 3
"""Sentences of the corpus stand so often: there are few beside the treebanks' and the teacher's."""
EVERY = 4
"""Of the sentences whose names a teacher told, teachers of the model see one in so many; the model itself sees all."""


@dataclass(frozen=True)
class Gathered:
    """`gold` sentences, those of which only names are `told`, development parts by name, other names to put for names."""

    gold: list[Sentence]
    told: list[Sentence]
    dev: dict[str, list[Sentence]]
    others: Pools

    def lesson(self, whole: bool) -> list[Sentence]:
        """What is learnt in an epoch; `whole` with every sentence whose names alone are told."""
        return [*self.gold, *(self.told if whole else self.told[::EVERY])]


def gather(data: Path, silver: Path) -> Gathered:
    """Trees, names, roles, deeds."""
    names = dict(_silver(silver))
    deeds = [named(s, names) for s in corpus("train", data)]
    known = {tuple(s.words) for s in deeds}
    told = [Sentence(words=list(w), names=tags, silver=True) for w, tags in names.items() if w not in known]
    return Gathered([*load(data, "train"), *deeds * OFTEN, *examples()], told, looks(data), pools())


def named(sentence: Sentence, names: dict[tuple[str, ...], list[str]]) -> Sentence:
    """The sentence with the names that a teacher told of it."""
    tags = names.get(tuple(sentence.words))
    return sentence if tags is None else replace(sentence, names=tags, silver=True)


def looks(data: Path) -> dict[str, list[Sentence]]:
    """Development parts by name."""
    return {
        "ewt": load(data, "dev", ("ewt",)),
        "gum": load(data, "dev", ("gum",)),
        "corpus": corpus("development", data),
    }


def corpus(part: str, data: Path, resolve: bool = True) -> list[Sentence]:
    """The sentences of a part of the corpus; those of others' texts where these are at hand."""
    out = [s for row in reports.rows(CORPUS / f"{part}.jsonl") for s in reports.read(row, resolve=resolve)]
    given = data.parent / "reports" / "reports.jsonl.gz"
    if given.exists():
        with gzip.open(given, "rt", encoding="utf-8") as lines:
            texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
        for row in reports.rows(CORPUS / f"given-{part}.jsonl"):
            out += reports.read(row | {"text": texts[row["id"]]}, resolve=resolve)
    return out


def read(path: Path) -> Gathered:
    """What was put together in a file. The file is the run's own: nothing from outside is read so."""
    with gzip.open(path, "rb") as file:
        return Gathered(*pickle.load(file))


def _silver(path: Path) -> list[tuple[tuple[str, ...], list[str]]]:
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [(tuple(row["words"]), row["names"]) for row in map(json.loads, lines)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("silver", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    given = gather(args.data, args.silver)
    part = args.out.with_suffix(".part")
    with gzip.open(part, "wb", compresslevel=6) as file:
        pickle.dump((given.gold, given.told, given.dev, given.others), file)
    part.replace(args.out)


if __name__ == "__main__":
    main()
