"""`python -m evaluation.diff`: measures, and shows against what was committed which scores rose and fell and which
items were won and lost. Writes nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import click

from . import compare, kept, show
from .options import folders, measured, measuring


@click.command(help=__doc__)
@measuring
def main(sets: str, data: Path | None, corpus: Path, kept_in: Path, workers: int | None) -> None:
    where = folders(corpus, data)
    scores, items, source = before(kept_in)
    found = measured(where, sets, workers)
    print(f"Against {source}:\n")
    show.turns(compare.turned(items, kept.items_of(found)))
    show.changed(compare.changes(scores, kept.scores_of(found)))
    show.unmeasured(found)


def before(folder: Path) -> tuple[kept.Scores, kept.Items, str]:
    """What to compare with: the committed files, or those in the folder where none are committed."""
    scores, items = committed(folder / kept.SCORES), committed(folder / kept.ITEMS)
    if scores is not None and items is not None:
        return kept.parse_scores(scores), kept.parse_items(items), "the last commit"
    return *kept.read(folder), f"the files in {folder.name}/"


def committed(path: Path) -> str | None:
    """A file as the last commit has it; None where it has none."""
    command = ["git", "show", f"HEAD:./{path.name}"]
    try:
        done = subprocess.run(command, cwd=path.parent, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout.decode("utf-8") if done.returncode == 0 else None


if __name__ == "__main__":
    main()
