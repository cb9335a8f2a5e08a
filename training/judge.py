"""Fits how the judge weighs on reports that the model wasn't trained on, and writes its tables: `python -m training.judge`.

Logistic regression (Newton's method with a ridge). What rows have proven is counted on the corpus's train part, which no row
was made from; all weights are fitted on the development reports."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

import numpy as np

from dateline.knowledge import judge
from dateline.knowledge.frames import TABLES
from dateline.reading.parties import OTHER
from evaluation import gold
from training import outcomes
from training.outcomes import Outcome

RIDGE = 2.0
STEPS = 25
DEVELOPMENT = ("wikinews", "written", "development", "given-development")
Weights = dict[str, float]


def fit(seen: list[Outcome]) -> Weights:
    """Weights by mark."""
    names = sorted({n for row, _ in seen for n in row})
    x = np.array([[row.get(n, 0.0) for n in names] for row, _ in seen])
    y = np.array([hit for _, hit in seen], float)
    w = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (y - p) - RIDGE * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(names))
        w += np.linalg.solve(curve, slope)
    return dict(zip(names, w.tolist(), strict=True))


def best_least(seen: list[Outcome], w: Weights) -> float:
    """The smallest chance that gives the best F1 over candidates."""
    scored = sorted(((sum(w[k] * v for k, v in row.items()), hit) for row, hit in seen), reverse=True)
    wanted, right, best = sum(hit for _, hit in seen), 0, (0.0, 0.5)
    for n, (score, hit) in enumerate(scored, 1):
        right += hit
        best = max(best, (2 * right / (n + wanted), float(1 / (1 + np.exp(-score)))))
    return best[1]


def write(file: str, about: str, header: str, rows: Iterable[Iterable[object]]) -> None:
    """Writes a table, and forgets what was read of the judge's tables before."""
    lines = ["\t".join([*(f"{c:.3f}" if isinstance(c, float) else str(c) for c in row), "measured"]) for row in rows]
    note = f"# {about}; made by training/judge.py.\n"
    (TABLES / file).write_text(f"{note}{header}\tsource\n" + "\n".join(lines) + "\n", encoding="utf-8")
    tables = (judge.weights, judge.least, judge.status_weights, judge.party_weights, judge.same_weights, judge.proven)
    for known in tables:
        known.cache_clear()


def write_proven(counts: Counter[tuple[judge.Row, bool]]) -> None:
    """Writes how often each row was right."""
    rows = sorted({row for row, _ in counts})
    told = [(*row, counts[row, True], counts[row, True] + counts[row, False]) for row in rows]
    about = "How often rows of the deed tables were right on the corpus's train part"
    write("proven.tsv", about, "type\tpredicate\tpos\tright\ttried", told)


def main() -> None:
    data = gold.data_folder()
    if data is None:
        sys.exit("no development data: name their folder with DATELINE_DATA")
    texts = gold.texts(data)
    paths = [gold.CORPUS / f"{name}train.jsonl" for name in ("", "given-")]
    write_proven(outcomes.of_rows(outcomes.parsed([r for p in paths for r in gold.reports(p, texts)])))
    files = gold.group_files(gold.CORPUS, data)
    pairs = outcomes.parsed([r for name in DEVELOPMENT for r in gold.reports(files[name], texts)])
    header = "mark\tweight"
    seen = list(outcomes.of_deeds(pairs))
    w = fit(seen)
    least = {judge.LEAST: best_least(seen, w)}
    write(
        "judge.tsv", f"How deeds are weighed, in logits, fitted on {len(seen)} candidates", header, (w | least).items()
    )
    w = fit(list(outcomes.of_statuses(pairs)))
    write("status.tsv", "How a status is weighed between the walk and the model, in logits", header, w.items())
    rows = list(outcomes.of_parties(pairs))
    sides = {side: fit([(m, hit) for s, m, hit in rows if s == side]) for side in OTHER}
    told = [(side, name, value) for side, w in sides.items() for name, value in w.items()]
    about = f"How parties of a deed are weighed, in logits, fitted on {len(rows)} candidates"
    write("parties.tsv", about, f"side\t{header}", told)
    w = fit(list(outcomes.of_tellings(pairs)))
    write("same.tsv", "How two tellings are weighed to be of one deed, in logits", header, w.items())


if __name__ == "__main__":
    main()
