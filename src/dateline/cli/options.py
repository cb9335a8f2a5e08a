"""Options that several commands have."""

from __future__ import annotations

import os
from pathlib import Path

import click

from dateline.intake.fields import checked_date
from dateline.knowledge.own import FOLDER, VARIABLE
from dateline.knowledge.own import checked as checked_actors


def checked(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """A day in the form YYYY-MM-DD, or null."""
    try:
        return None if value is None else checked_date(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


date_option = click.option(
    "--date", callback=checked, metavar="YYYY-MM-DD", help="The day of every report, whatever row or text say."
)


def _own(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    """Names a person's own actors to every process that reads."""
    if value is not None:
        wrong = checked_actors(value)
        if wrong:
            more = f"; {len(wrong) - 1:,} more: dateline actors check {value}" if len(wrong) > 1 else ""
            raise click.BadParameter(f"{wrong[0]}{more}")
        os.environ[VARIABLE] = str(value.resolve())
    return value


actors_option = click.option(
    "--actors", type=click.Path(path_type=Path), callback=_own, expose_value=False, metavar="FILE",
    help="Your own actors: a table that adds, changes or hides some (see dateline actors).",
)  # fmt: skip


def _folder(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    """Names a person's own tables to every process that reads."""
    if value is not None:
        if not value.is_dir():
            raise click.BadParameter(f"{value} is no folder")
        os.environ[FOLDER] = str(value.resolve())
    return value


tables_option = click.option(
    "--tables", type=click.Path(path_type=Path), callback=_folder, expose_value=False, metavar="DIR",
    help="Your own tables of deeds, cues and actors (see dateline tables).",
)  # fmt: skip
workers_option = click.option(
    "--workers", type=click.IntRange(1, 256), default=1, metavar="N",
    help="Processes that read side by side. The output is the same for any number. Default: 1.",
)  # fmt: skip
