"""`dateline merge`: say that several cases are one."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.archived import archive_argument, deciding, opened
from dateline.cli.decided import done


@click.command(short_help="Say that several cases are one.")
@archive_argument
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@deciding
def merge(archive: Path, ids: tuple[str, ...], who: str | None, why: str | None) -> None:
    """Says that several cases are one. ID is a case's id, or that of a record of it.

    \b
    Two pledges that are one:   dateline merge news c-434b8d21 c-98aa01fe --why "the same 14 tanks"

    \b
    Exit codes: 0 done; 1 failed, nothing was decided; 2 wrong use.
    """
    with opened(archive) as there:
        done(there.merge(ids, who=who, why=why))
