"""The options that the commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from .gold import CORPUS, data_folder
from .measure import UnknownSet, run
from .score import Result
from .sets import Folders, Part, jobs

HERE = Path(__file__).resolve().parent


def measuring(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--sets`, `--data`, `--corpus`, `--kept` and `--workers`."""
    folder = click.Path(file_okay=False, path_type=Path)
    for option in reversed(
        (
            click.option(
                "--sets", default="", help="Only these, apart by commas: whole names or parts (events,written)."
            ),
            click.option("--data", type=folder, help="The data folder; DATELINE_DATA, or ../shared/data beside us."),
            click.option("--corpus", type=folder, default=CORPUS, help="The folder of reports that are ours."),
            click.option("--kept", "kept_in", type=folder, default=HERE, help="Where scores.json and items.tsv lie."),
            click.option(
                "--workers", type=click.IntRange(1), help="Processes at once; two where there are processors."
            ),
        )
    ):
        command = option(command)
    return command


def folders(corpus: Path, data: Path | None) -> Folders:
    """Where to look for data. A folder that was named must be there."""
    try:
        return Folders(corpus, data_folder(data))
    except FileNotFoundError as error:
        raise click.ClickException(str(error)) from None


def measured(where: Folders, sets: str, workers: int | None, part: Part | None = None) -> list[Result]:
    """Runs what was asked for."""
    try:
        return run(where, [s for s in sets.replace(" ", "").split(",") if s], part, workers=workers)
    except UnknownSet as error:
        raise click.ClickException(str(error)) from None


def known(where: Folders, before: Iterable[str]) -> list[str]:
    """The sets that there are. Without the development data nobody can tell, so all that were kept before are."""
    names = [name for job in jobs(where) for name in job.sets]
    return names if where.data else [*names, *before]
