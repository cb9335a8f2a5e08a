"""`dateline history`: how a case came about."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from dateline.cli.archived import archive_argument, format_option, line, opened, sheet, terminal
from dateline.cli.options import checked
from dateline.show import plain


@click.command(short_help="Show how a case came about, step by step.")
@archive_argument
@click.argument("id_", metavar="ID")
@click.option("--as-of", callback=checked, metavar="YYYY-MM-DD", help="As one could know it on this day.")
@format_option("table", "jsonl")
def history(archive: Path, id_: str, as_of: str | None, form: str | None) -> None:
    """Shows each change of a case's status: when it came to be, when a reader of these reports could know it, and the records
    that say so. ID is the case's, or that of one of its records.

    \b
    A pledge from request to delivery:    dateline history news c-434b8d21
    What was known by the summer:         dateline history news c-434b8d21 --as-of 2023-06-30

    \b
    Exit codes: 0 done; 1 failed, or nothing has this id, or nothing was known yet; 2 wrong use.
    """
    with opened(archive) as there:
        case = there.case(id_, as_of)
        if not terminal(form):
            for step in case.history:
                line({"case": case.id, **msgspec.to_builtins(step)})
            return
        click.echo(f"{plain(case.id)}: {case.of}, {case.reports} report(s), {case.sources} source(s)")
        rows = [[s.status, s.date or "", s.known or "", ", ".join(s.records)] for s in case.history]
        sheet(["Status", "since", "known", "records"], rows)
