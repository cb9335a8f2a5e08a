"""Fits how the judge weighs on reports that the model wasn't trained on, and writes its tables: `python -m training.judge`.

Logistic regression (Newton's method with a ridge). What rows have proven is counted on the corpus's train part, which no row
was made from; all weights are fitted on the development reports."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from math import exp

from dateline.knowledge import judge
from dateline.knowledge.frames import TABLES
from evaluation import gold
from evaluation.stories import stories
from training import casting, dating, listing, outcomes, placing, quoting, siding, topics
from training.outcomes import Outcome
from training.regression import Weights, both, held, logistic

RIDGE = 2.0
AS_GOOD = 0.0005
"""F1 that is no difference."""
UNSURE = 0.15
"""The chance from which on an entry is told: by cross-validation as good as any up to a third; who corrects a ledger strikes out
sooner than he finds."""
MILD = 10.0
"""The ridge where there is little to learn from."""
HELD = 30.0
"""The ridge that holds the weights of statuses to what the train part gives."""
DEVELOPMENT = ("wikinews", "written", "development", "given-development")
CAREFUL = ("wikinews", "written")
"""Groups whose days and places were read with more care than ours: days count twice, places alone."""


def best_least(seen: list[Outcome], w: Weights, missed: int = 0) -> float:
    """The smallest chance that gives as good as the best F1 over candidates: which of those that do is chance. `missed`:
    how many right ones are no candidates."""
    scored = sorted(((sum(w[k] * v for k, v in row.items()), hit) for row, hit in seen), reverse=True)
    wanted = sum(hit for _, hit in seen) + missed
    rights = accumulate(hit for _, hit in scored)
    found = [
        (2 * right / (n + wanted), score) for n, (right, (score, _)) in enumerate(zip(rights, scored, strict=True), 1)
    ]
    best = max(f1 for f1, _ in found)
    return 1 / (1 + exp(-min(score for f1, score in found if f1 >= best - AS_GOOD)))


def write(file: str, about: str, header: str, rows: Iterable[Iterable[object]]) -> None:
    """Writes a table, and forgets what was read of the judge's tables before."""
    lines = ["\t".join([*(f"{c:.3f}" if isinstance(c, float) else str(c) for c in row), "measured"]) for row in rows]
    note = f"# {about}; made by training/judge.py.\n"
    (TABLES / file).write_text(f"{note}{header}\tsource\n" + "\n".join(lines) + "\n", encoding="utf-8")
    tables = (
        judge.weights,
        judge.least,
        judge.status_weights,
        judge.party_weights,
        judge.side_weights,
        judge.day_weights,
        judge.scene_weights,
        judge.quote_weights,
        judge.entry_weights,
        judge.topic_weights,
        judge.way_weights,
        judge.same_weights,
        judge.proven,
    )
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
    trained = outcomes.parsed([r for p in paths for r in gold.reports(p, texts)])
    write_proven(outcomes.of_rows(trained))
    files = gold.group_files(gold.CORPUS, data)
    measured = {name: outcomes.parsed(gold.reports(files[name], texts)) for name in DEVELOPMENT}
    pairs = [p for name in DEVELOPMENT for p in measured[name]]
    header = "mark\tweight"
    seen = list(outcomes.of_deeds(pairs))
    w = logistic(seen, RIDGE)
    least = {judge.LEAST: best_least(seen, w)}
    write(
        "judge.tsv", f"How deeds are weighed, in logits, fitted on {len(seen)} candidates", header, (w | least).items()
    )
    first, then = (list(outcomes.of_statuses(some)) for some in (trained, pairs))
    w = both(first, then, held(first, then), HELD)
    write("status.tsv", "How a status is weighed between the walk and the model, in logits", header, w.items())
    told = [(place, name, value) for place, w in casting.weights(pairs, trained) for name, value in w.items()]
    write("parties.tsv", "How who has a place in a deed is weighed, in logits", f"side\t{header}", told)
    w = logistic(list(outcomes.of_tellings(pairs)), RIDGE)
    write("same.tsv", "How two tellings are weighed to be of one deed, in logits", header, w.items())
    write_sides(trained, pairs)
    careful = [p for name in CAREFUL for p in measured[name]]
    write_days(trained, [*pairs, *careful])
    write_places(trained, careful)
    write_quotes(pairs)
    write_entries([*trained, *pairs])
    write_topics([*trained, *pairs, *pairs])


def write_days(trained: list[outcomes.Pair], pairs: list[outcomes.Pair]) -> None:
    """Weighs on which days deeds were done."""
    w = dating.weights(pairs, trained)
    write("days.tsv", "How a day is weighed as that of a deed, in logits", "mark\tweight", w.items())


def write_places(trained: list[outcomes.Pair], pairs: list[outcomes.Pair]) -> None:
    """Weighs where deeds were done."""
    w = placing.weights(pairs, trained)
    write("scenes.tsv", "How a place is weighed as that of a deed, in logits", "mark\tweight", w.items())


def write_quotes(pairs: list[outcomes.Pair]) -> None:
    """Weighs what is a quote."""
    seen = quoting.often(list(quoting.outcomes(pairs)))
    w = logistic(seen, RIDGE)
    missed = sum(len(report.quotes) for _, report in pairs) - sum(hit for _, hit in seen)
    rows = (w | {judge.LEAST: best_least(seen, w, missed)}).items()
    write("quotes.tsv", f"How quotes are weighed, in logits, fitted on {len(seen)} voices", "mark\tweight", rows)


def write_topics(pairs: list[outcomes.Pair]) -> None:
    """Weighs what deeds are about, and in which way they were done."""
    seen = list(topics.deeds(pairs))
    about = [(context, name, value) for context, w in topics.topics(seen) for name, value in w.items()]
    write(
        "topics.tsv",
        f"How contexts are weighed, in logits, fitted on {len(seen)} deeds",
        "context\tmark\tweight",
        about,
    )
    ways = [(kind, mode, name, value) for kind, mode, w in topics.ways(seen) for name, value in w.items()]
    write("ways.tsv", "How modes are weighed where no row names one, in logits", "type\tmode\tmark\tweight", ways)


def write_entries(pairs: list[outcomes.Pair]) -> None:
    """Weighs what is an entry of the ledger, by the entries of reports and of the ledger's stories."""
    told = list(stories(gold.CORPUS / "ledger"))
    seen = quoting.often([*listing.of_reports(pairs), *listing.of_stories(told)])
    w = logistic(seen, MILD)
    rows = (w | {judge.LEAST: UNSURE}).items()
    write("entries.tsv", f"How entries are weighed, in logits, fitted on {len(seen)} goods", "mark\tweight", rows)


def write_sides(trained: list[outcomes.Pair], pairs: list[outcomes.Pair]) -> None:
    """Weighs who gives and who takes by the entries of reports and of the ledger's stories."""
    kept = [*siding.of_reports(pairs), *siding.of_stories(stories(gold.CORPUS / "ledger"))]
    told = siding.weights(kept, list(siding.of_reports(trained)))
    rows = [(side, name, value) for side, w in told for name, value in w.items()]
    write("sides.tsv", "How who gives and who takes in an entry is weighed, in logits", "side\tmark\tweight", rows)


if __name__ == "__main__":
    main()
