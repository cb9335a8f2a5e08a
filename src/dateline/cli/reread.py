"""`dateline reread`: the reports of an archive by a newer program."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import click
import msgspec

from dateline.archive import Reread
from dateline.cli.archived import archive_argument, format_option, line, opened, terminal
from dateline.cli.options import actors_option, tables_option, workers_option
from dateline.cli.progress import Teller


@click.command(short_help="Read an archive's reports again with this release, and show what changed.")
@archive_argument
@click.option("--all", "every", is_flag=True, help="Also what this very release read.")
@workers_option
@actors_option
@tables_option
@format_option("table", "jsonl")
@click.pass_context
def reread(context: click.Context, archive: Path, every: bool, workers: int, form: str | None) -> None:
    """Reads again what another release of the program, its model or its tables read, and tells how the records changed. The
    earlier readings stay in the archive; the newest counts. Decisions find their records by report, words and meaning;
    those that don't are listed by dateline decisions --open. After a kill the same command goes on.

    \b
    After an update:    dateline reread news --workers 2

    \b
    Exit codes: 0 done; 1 failed (what was read again stays); 2 wrong use; 3 some reports could not be
    read again (each is named on standard error, and keeps its earlier records).
    """
    table = terminal(form)
    teller = Teller(progress=sys.stderr is not None and sys.stderr.isatty())
    sums: Counter[str] = Counter()
    with opened(archive) as there:
        with closing(there.reread(workers=workers, every=every)) as events:
            for event in events:
                if not isinstance(event, Reread):
                    teller.not_read(event)
                    continue
                row = msgspec.to_builtins(event)
                sums.update({k: v for k, v in row.items() if isinstance(v, int)})
                if not table:
                    line({"kept": event.batch, **{k: v for k, v in row.items() if k != "batch"}})
        moved = there.decided().moved
    teller.end()
    if table:
        told = (
            f"{sums['reports']:,} reports read again: {sums['same']:,} records as before, {sums['changed']:,} changed,"
        )
        click.echo(f"{told} {sums['gone']:,} gone, {sums['new']:,} new")
    if moved:
        teller.say(f"{len(moved):,} decisions are to be looked at again: dateline decisions {archive} --open")
    context.exit(3 if teller.unread else 0)
