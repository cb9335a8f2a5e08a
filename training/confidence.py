"""Counts how often records are right on reports read by hand, and writes `confidence.tsv`: `python -m training.confidence`.

Right is what matches a gold record, by the rules of `evaluation/`. The counts of a mark are drawn towards those of its
sort, and these towards all, as if ten more had been seen of each."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from dateline.knowledge.confidence import LEAST, MOST, TABLES
from evaluation import gold, pledges, program
from training.judge import DEVELOPMENT

DRAWN, AT_LARGE = 10, 0.6


def outcomes() -> Iterator[tuple[str, str, bool]]:
    """For each record of ours its sort, its mark and whether it is right."""
    data = gold.data_folder()
    if data is None:
        sys.exit("no development data: name their folder with DATELINE_DATA")
    reader, texts = program.Program(), gold.texts(data)
    files = gold.group_files(gold.CORPUS, data)
    for name in DEVELOPMENT:
        for report in gold.reports(files[name], texts):
            given = program.pledges(reader.read(report.text, report.date, report.title))
            hits = set(pledges.match(list(report.pledges), given).values())
            for i, p in enumerate(given):
                yield "pledge", str(bool(p.donors) + bool(p.recipients)), i in hits


def main() -> None:
    seen: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for sort, of, hit in outcomes():
        for key in ((sort, of), (sort, "*")):
            seen[key] += 1
            right[key] += hit
    rows = []
    for sort, of in sorted(seen):
        at_large = (right[sort, "*"] + DRAWN * AT_LARGE) / (seen[sort, "*"] + DRAWN)
        value = at_large if of == "*" else (right[sort, of] + DRAWN * at_large) / (seen[sort, of] + DRAWN)
        rows.append(f"{sort}\t{of}\t{min(MOST, max(LEAST, value)):.2f}\t{seen[sort, of]}\tmeasured")
    note = "# How often records were right on reports read by hand; made by training/confidence.py.\n"
    text = note + "sort\tmark\tchance\tcounted\tsource\n" + "\n".join(rows) + "\n"
    (TABLES / "confidence.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
