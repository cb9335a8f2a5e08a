"""`dateline add`: reports into an archive."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import click

from dateline.archive import Kept, Skipped
from dateline.cli.archived import archive_argument, format_option, line, opened, terminal
from dateline.cli.options import actors_option, date_option, tables_option, workers_option
from dateline.cli.progress import Teller
from dateline.intake import Unread


@click.command(short_help="Read reports and keep them, with what they say, in an archive.")
@archive_argument
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@date_option
@workers_option
@actors_option
@tables_option
@format_option("table", "jsonl")
@click.pass_context
def add(
    context: click.Context, archive: Path, sources: tuple[str, ...], date: str | None, workers: int, form: str | None
) -> None:
    """Reads reports and keeps them in ARCHIVE, a folder, with the records of what they say. The folder is made where there
    is none. SOURCE is what `dateline read` reads: text files, JSON Lines, folders, or - for standard input.

    A report that is there already (same id, same text) is skipped, so the same command can be run again: after a
    kill it goes on, and of a folder that grows only the new reports are read. What was told as kept is on the disk.

    \b
    Begin an archive:             dateline add news reports/
    Add what came since:          dateline add news reports/
    JSON Lines, four processes:   dateline add news wire.jsonl --workers 4

    \b
    Exit codes: 0 done; 1 failed (what was kept stays); 2 wrong use; 3 some reports could not be read
    (each is named on standard error, the rest is kept).
    """
    table = terminal(form)
    teller = Teller(progress=sys.stderr is not None and sys.stderr.isatty())
    reports = records = skipped = 0
    with opened(archive, create=True) as there, closing(there.adding(sources, workers=workers, date=date)) as events:
        for event in events:
            if isinstance(event, Unread):
                teller.not_read(event)
            elif isinstance(event, Skipped):
                skipped += 1
            elif isinstance(event, Kept):
                reports += len(event.reports)
                records += event.records
                if not table:
                    line({"kept": event.batch, "reports": len(event.reports), "records": event.records})
            else:
                for warning in event.report.warnings:
                    teller.say(f"{event.report.id}: {warning}")
                teller.read(len(event.records))
    teller.end()
    if table:
        click.echo(f"{reports:,} reports kept, with {records:,} records; {skipped:,} were there already")
    elif skipped:
        line({"skipped": skipped})
    context.exit(3 if teller.unread else 0)
