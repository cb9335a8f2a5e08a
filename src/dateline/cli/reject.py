"""`dateline reject`: say that a record, a case or a proposal is wrong."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.archived import archive_argument, deciding, opened
from dateline.cli.decided import done


@click.command(short_help="Say that a record, a case or a proposal is wrong.")
@archive_argument
@click.argument("id_", metavar="ID")
@click.option(
    "--apart", is_flag=True, help="Your own coding, made without looking at others'; it changes nothing by itself."
)
@deciding
def reject(archive: Path, id_: str, apart: bool, who: str | None, why: str | None) -> None:
    """Says that what ID stands for is wrong: a record or a case is then none, and counts nowhere; the two cases of a proposal
    stay two. Nothing is deleted, and it can be undone.

    \b
    A record:       dateline reject news e-db183510
    A proposal:     dateline reject news m-0b7f12aa --why "the ministry's own list"

    \b
    Exit codes: 0 done; 1 failed, nothing was decided; 2 wrong use.
    """
    with opened(archive) as there:
        done(there.reject(id_, who=who, why=why, apart=apart))
