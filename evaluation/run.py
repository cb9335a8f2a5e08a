"""`python -m evaluation.run`: measures, prints the scores, and keeps them in `scores.json` and `items.tsv`."""

from __future__ import annotations

from pathlib import Path

import click

from . import kept, show
from .options import folders, known, measured, measuring
from .sets import Part


@click.command(help=__doc__)
@measuring
@click.option("--look", type=click.IntRange(1), help="Show what is wrong in the first so many reports; keep nothing.")
@click.option("--report", "ids", multiple=True, help="Look at the report of this id; may be given again.")
def main(
    sets: str,
    data: Path | None,
    corpus: Path,
    kept_in: Path,
    workers: int | None,
    look: int | None,
    ids: tuple[str, ...],
) -> None:
    where = folders(corpus, data)
    if look or ids:
        found = measured(where, sets or "events", workers, Part(look, frozenset(ids)))
        show.look(r for r in found if not r.skipped)
        show.unmeasured(found)
        return
    found = measured(where, sets, workers)
    show.results(found)
    kept.write(kept_in, found, known(where, kept.read(kept_in)[0]))


if __name__ == "__main__":
    main()
