"""`dateline split`: say that some records of a case are a case of their own."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.archived import archive_argument, deciding, opened
from dateline.cli.decided import done


@click.command(short_help="Say that some records of a case are a case of their own.")
@archive_argument
@click.argument("case", metavar="CASE")
@click.argument("records", nargs=-1, required=True, metavar="RECORD...")
@deciding
def split(archive: Path, case: str, records: tuple[str, ...], who: str | None, why: str | None) -> None:
    """Says that some records of CASE are a case of their own; the others stay.

    \b
    Another fourteen:   dateline split news c-434b8d21 p-98aa01fe --why "these are another 14"

    \b
    Exit codes: 0 done; 1 failed, nothing was decided; 2 wrong use.
    """
    with opened(archive) as there:
        done(there.split(case, records, who=who, why=why))
