"""`dateline tables`: a person's own deeds, cues and actors."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import cast, get_args

import click

from dateline.knowledge.cues import CUE_COLUMNS, CUE_FILLED, Cue, cue_of
from dateline.knowledge.deeds import COLUMNS, FILLED, Deed, deed_of
from dateline.knowledge.own import ACTORS, FOLDER
from dateline.knowledge.own import checked as faults_of_actors
from dateline.knowledge.table import Line, TableError, rows
from dateline.records import EventType
from dateline.show import plain


@click.group(short_help="Check your own tables of deeds, cues and actors.")
def tables() -> None:
    """Your own tables: a folder that adds deeds, cues and actors to ours and wins over them. `dateline read`, `add` and
    `reread` take it with --tables DIR."""


@tables.command(short_help="Check a folder of your own tables, and try their examples.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--no-examples", is_flag=True, help="Check the form alone, without reading the examples.")
@click.pass_context
def check(context: click.Context, folder: Path, no_examples: bool) -> None:
    """Checks the tables in DIR and names every fault with file, line and column; then reads each row's example and
    counterexample, and says which don't come out.

    \b
    DIR/deeds/aid.tsv      deeds of type AID, with the columns of our own table; so for each PLOVER type
    DIR/cues.tsv           cues of status
    DIR/actors.tsv         actors (see dateline actors check --help)

    Exit codes: 0 nothing is wrong; 1 something is; 2 wrong use.
    """
    if not folder.is_dir():
        raise click.UsageError(f"{folder} is no folder")
    told: list[str] = []
    deeds: list[Deed] = []
    cues: list[Cue] = []
    known = {f"{kind.lower()}.tsv": kind for kind in get_args(EventType)}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        kind = known.get(path.name) if name == f"deeds/{path.name}" else None
        if kind is not None:
            for line in _lines(path, COLUMNS, FILLED, told):
                try:
                    deeds.append(deed_of(line, cast(EventType, kind), own=True))
                except TableError as error:
                    told.append(str(error))
        elif name == "cues.tsv":
            for line in _lines(path, CUE_COLUMNS, CUE_FILLED, told):
                try:
                    cues.append(cue_of(line, own=True))
                except TableError as error:
                    told.append(str(error))
        elif name == ACTORS:
            told += faults_of_actors(path)
        elif path.suffix == ".tsv":
            told.append(f"{name}: is read as no table; there are deeds/TYPE.tsv, cues.tsv and {ACTORS}")
    for fault in told:
        click.echo(plain(fault))
    if not told and not no_examples and (deeds or cues):
        from dateline.reading.examples import faults

        os.environ[FOLDER] = str(folder.resolve())
        for fault in faults(deeds, cues):
            told.append(fault)
            click.echo(plain(fault))
    rows_there = f"rows of deeds: {len(deeds):,}; of cues: {len(cues):,}"
    click.echo(
        f"dateline: {rows_there}; faults: {len(told):,}" if told else f"dateline: {rows_there}; nothing is wrong",
        err=True,
    )
    context.exit(1 if told else 0)


def _lines(path: Path, columns: tuple[str, ...], filled: tuple[str, ...], told: list[str]) -> Iterator[Line]:
    """The lines that have what they need; what is wrong is told."""
    try:
        for line in rows(path, columns, told.append):
            empty = [c for c in filled if not line[c]]
            told += [str(line.fault(c, "is empty")) for c in empty]
            if not empty:
                yield line
    except (TableError, OSError) as error:
        told.append(str(error))
