"""`dateline check`: does everything in an archive hold?"""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.archived import archive_argument, format_option, line, opened, terminal
from dateline.show import plain


@click.command(short_help="Check that an archive is whole.")
@archive_argument
@format_option("table", "jsonl")
@click.pass_context
def check(context: click.Context, archive: Path, form: str | None) -> None:
    """Reads everything in ARCHIVE: whether each part's bytes are those that were written, each text the one that was kept,
    each record's words those of its report, and the decisions whole. Changes nothing.

    \b
    Exit codes: 0 all is well; 1 something is not (each fault is told); 2 wrong use.
    """
    with opened(archive) as there:
        faults = there.check()
        if not terminal(form):
            for fault in faults:
                line({"file": fault.file, "fault": fault.message})
        else:
            for fault in faults:
                click.echo(plain(str(fault)))
            if not faults:
                reports, records = there.counts()
                click.echo(
                    f"all is well: {reports:,} reports, {records:,} records, {len(there.decisions()):,} decisions"
                )
    context.exit(1 if faults else 0)
