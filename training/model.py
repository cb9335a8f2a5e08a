"""Makes the language model anew: trains (or goes on where it was broken off), exports to int8, scores what is shipped and
writes its card. `python -m training.model [--data DIR] [--run DIR] [--version V] [--teachers small|large]
[--card-only]`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from dateline.language import parse_words, version
from training.treebank import Sentence, load, read_trees

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "src" / "dateline" / "language" / "model"
CARD = ROOT / "docs" / "model-card.md"
Counts = dict[str, dict[str, list[int]]]


@dataclass(frozen=True)
class Recipe:
    """How many networks teach, and how they and the learner are trained."""

    teachers: int
    teach: list[str]
    learn: list[str]


RECIPES = {
    "small": Recipe(
        3,
        ["--epochs", "13", "--words", "3000", "--rates", "3e-4", "1e-3"],
        ["--epochs", "8", "--words", "4000", "--rates", "1.5e-4", "5e-4"],
    ),
    "large": Recipe(
        2,
        ["--epochs", "8", "--words", "6000", "--rates", "8e-5", "1e-3", "--average", "0.99"],
        ["--epochs", "15", "--rounds", "3", "--words", "5000", "--rates", "3e-4", "1e-3", "--average", "0.997"],
    ),
}
"""By the encoder of those that teach. The large one teaches better and wants a graphics processor."""


def tally(sentences: list[Sentence]) -> Counts:
    """Right and all words by genre and measure. LAS counts the label without its subtype, as is usual for English."""
    out: Counts = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for gold, got in zip(sentences, parse_words([s.words for s in sentences]), strict=True):
        genre = gold.id.split("-")[0].split("_")[1] if gold.id.startswith("GUM") else gold.id.split("-")[0]
        for i in range(len(gold.words)):
            head = gold.heads[i] == got.heads[i]
            label = gold.labels[i].split(":")[0] == got.labels[i].split(":")[0]
            right = {
                "LAS": head and label, "UAS": head, "UPOS": gold.upos[i] == got.upos[i],
                "lemma": gold.lemmas[i].lower() == got.lemmas[i].lower(),
            }  # fmt: skip
            for name in (genre, "all"):
                for measure, value in right.items():
                    out[name][measure][0] += value
                    out[name][measure][1] += 1
    return out


def names(sentences: list[Sentence]) -> tuple[float, float, float]:
    """Precision, recall and F1 of whole names with their kind."""
    hit = found = gold_count = 0
    known = [s for s in sentences if s.names is not None]
    for gold, got in zip(known, parse_words([s.words for s in known]), strict=True):
        assert gold.names is not None
        a, b = spans(gold.names), spans(got.names)
        hit, found, gold_count = hit + len(a & b), found + len(b), gold_count + len(a)
    p, r = hit / max(1, found), hit / max(1, gold_count)
    return p, r, 2 * p * r / max(1e-9, p + r)


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Names as (first, last, kind) of a row of IOB2 tags."""
    out, first = set(), -1
    for i, tag in enumerate([*tags, "O"]):
        if first >= 0 and not tag.startswith("I-"):
            out.add((first, i - 1, tags[first][2:]))
            first = -1
        if tag.startswith("B-"):
            first = i
    return out


def roles(sentences: list[Sentence]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the heads of arguments with their role, predicates found by the model."""
    known = [s for s in sentences if s.predicates is not None]
    hit = found = wanted = 0
    for gold, got in zip(known, parse_words([s.words for s in known]), strict=True):
        a, b = set(gold.roles), {(p, w, role) for p, args in got.roles.items() for w, role in args}
        hit, found, wanted = hit + len(a & b), found + len(b), wanted + len(a)
    p, r = hit / max(1, found), hit / max(1, wanted)
    return p, r, 2 * p * r / max(1e-9, p + r)


def card(data: Path) -> str:
    """The model card, from scores of the shipped files."""
    text = (Path(__file__).parent / "card.md").read_text(encoding="utf-8")
    rows = ["| set | genre | words | LAS | UAS | UPOS | lemma |", "|---|---|---|---|---|---|---|"]
    for name in ("ewt.test", "ewt.dev", "gum.dev"):
        counts = tally(list(read_trees(data / f"{name}.conllu.gz")))
        for genre in sorted(counts, key=lambda g: (g != "all", g)):
            cells = [f"{counts[genre][m][0] / counts[genre][m][1]:.3f}" for m in ("LAS", "UAS", "UPOS", "lemma")]
            rows.append(f"| {name} | {genre} | {counts[genre]['LAS'][1]} | {' | '.join(cells)} |")
    told = ["| set | names: precision, recall, F1 | arguments with role: precision, recall, F1 |", "|---|---|---|"]
    for part in ("test", "dev"):
        given = load(data, part, ("ewt",))
        cells = [", ".join(f"{x:.3f}" for x in measure(given)) for measure in (names, roles)]
        told.append(f"| EWT {part} | {' | '.join(cells)} |")
    return text.format(version=version(), trees="\n".join(rows), told="\n".join(told))


def steps(data: Path, run: Path, version: str, encoder: str) -> list[list[str]]:
    """The recipe: names by a teacher, all that is learnt from in one file, networks that teach, one that learns from the
    gold and from them all, and its export. What is done already is left out."""
    recipe = RECIPES[encoder]
    silver, given, learner = run / "silver.jsonl.gz", run / "given.pickle.gz", run / "model"
    teachers = [run / f"{encoder}{n}" for n in range(1, recipe.teachers + 1)]
    out = [] if silver.exists() else [["training.silver", str(data), str(silver)]]
    if not given.exists():
        out.append(["training.gather", str(data), str(silver), str(given)])
    train = ["training.train", str(given)]
    for n, folder in enumerate(teachers):
        if not (folder / "net.pt").exists():
            out.append([*train, str(folder), "--encoder", encoder, "--seed", str(n + 1), *recipe.teach])
    if not (learner / "net.pt").exists():
        begin = ["--begin", str(teachers[0])] if encoder == "small" else []
        out.append([*train, str(learner), *begin, "--teachers", *map(str, teachers), *recipe.learn])
    return [*out, ["training.export", str(learner), str(SHIPPED), "--version", version]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("DATELINE_DATA", str(ROOT.parent / "shared" / "data"))
    parser.add_argument("--data", type=Path, default=Path(default) / "training")
    parser.add_argument("--run", type=Path, default=ROOT / "build" / "model")
    parser.add_argument("--version", default="0.3.1")
    parser.add_argument("--teachers", choices=sorted(RECIPES), default="small", help="the encoder of those that teach")
    parser.add_argument("--card-only", action="store_true", help="score and describe what is shipped; train nothing")
    args = parser.parse_args()
    if not args.data.is_dir():
        sys.exit(f"{args.data}: no training data there; name its folder with --data or DATELINE_DATA")
    if not args.card_only:
        for step in steps(args.data, args.run, args.version, args.teachers):
            subprocess.run([sys.executable, "-m", *step], check=True, cwd=ROOT)
    CARD.write_text(card(args.data), encoding="utf-8")


if __name__ == "__main__":
    main()
