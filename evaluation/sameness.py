"""Whether the corpus repeats itself: `python -m evaluation.sameness`. Sentences of two reports that are nearly the same, and
runs of words that too many reports share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from . import gold
from .annotate import PARTS

LONG = 9
"""Words from which on a sentence counts: shorter ones repeat in any news."""
LIKE = 0.5
"""Share of runs of three words from which on two sentences are nearly the same."""
RUN, OFTEN = 6, 0.0125
"""A run of so many words in more than this share of reports (and three at least) is worn."""
Sentence = tuple[str, tuple[str, ...]]


def sentences(reports: Iterable[gold.GoldReport]) -> Iterator[Sentence]:
    """The sentences of reports as lower-cased words, with the report's id."""
    for report in reports:
        for sentence in re.split(r"(?<=[.!?”\"])\s+|\n+", report.text):
            words = tuple(re.findall(r"\w+", sentence.lower()))
            if len(words) >= LONG:
                yield report.id, words


def twins(found: Iterable[Sentence]) -> list[tuple[str, str, str]]:
    """Pairs of reports with a sentence nearly the same, and the words of the first."""
    by_run: dict[tuple[str, ...], list[int]] = defaultdict(list)
    every = list(found)
    runs = [frozenset(zip(w, w[1:], w[2:], strict=False)) for _, w in every]
    for n, run in enumerate(runs):
        for r in run:
            by_run[r].append(n)
    near = {pair for rows in by_run.values() if len(rows) < 50 for pair in combinations(rows, 2)}
    out = []
    for a, b in sorted(near):
        if every[a][0] != every[b][0] and len(runs[a] & runs[b]) / len(runs[a] | runs[b]) >= LIKE:
            out.append((every[a][0], every[b][0], " ".join(every[a][1])))
    return out


def worn(found: Iterable[Sentence]) -> list[tuple[int, str]]:
    """Runs of words that stand in too many reports, most first."""
    seen: dict[tuple[str, ...], set[str]] = defaultdict(set)
    reports = set()
    for name, words in found:
        reports.add(name)
        for at in range(len(words) - RUN + 1):
            seen[words[at : at + RUN]].add(name)
    most = max(3, OFTEN * len(reports))
    return sorted(((len(ids), " ".join(run)) for run, ids in seen.items() if len(ids) > most), reverse=True)


def main() -> None:
    reports = [r for part in PARTS for r in gold.reports(gold.CORPUS / f"{part}.jsonl")]
    found = list(sentences(reports))
    for a, b, words in twins(found):
        print(f"nearly the same in {a} and {b}: {words}")
    for count, run in worn(found):
        print(f"in {count} reports: {run}")
    print(f"{len(reports)} reports, {len(found)} sentences looked at")


if __name__ == "__main__":
    main()
