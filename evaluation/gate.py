"""`python -m evaluation.gate`: measures what can be measured, and fails when a score falls by more than the tolerance
kept beside it in `scores.json`. Always on the corpus; on the development data where they are there."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from . import compare, kept, show
from .options import folders, measured, measuring
from .score import Result


@click.command(help=__doc__)
@measuring
def main(sets: str, data: Path | None, corpus: Path, kept_in: Path, workers: int | None) -> None:
    where = folders(corpus, data)
    before, _ = kept.read(kept_in)
    if not before:
        raise click.ClickException(f"{kept_in.name}/ keeps no scores to hold ours against; `make eval` makes them")
    found = measured(where, sets, workers)
    sys.exit(1 if verdict(before, found) else 0)


def verdict(before: kept.Scores, found: list[Result]) -> bool:
    """Prints how the gate stands; true where a score fell too far."""
    now = kept.scores_of(found)
    show.unmeasured(found)
    fresh = sorted(set(now) - set(before))
    if fresh:
        print(f"Measured but not gated, because no scores of them are kept yet: {', '.join(fresh)}")
    low = compare.fallen(before, now)
    if low:
        rows = [(c.set, c.score, f"{c.before:.4f}", _now(c), f"{c.tolerance:.4f}") for c in low]
        head = ("set", "score", "kept", "now", "may fall by")
        show.table("These scores fell too far:", head, rows, frozenset({2, 3, 4}))
        return True
    print(f"No score fell too far: {compare.gated(before, now)} scores of {len(now)} sets held.")
    return False


def _now(change: compare.Change) -> str:
    return "not measured" if change.now is None else f"{change.now:.4f}"


if __name__ == "__main__":
    main()
