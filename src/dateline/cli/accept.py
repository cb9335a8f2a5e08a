"""`dateline accept`: say that a record, a case or a proposal is right."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.archived import archive_argument, deciding, opened
from dateline.cli.decided import done


@click.command(short_help="Say that a record, a case or a proposal is right.")
@archive_argument
@click.argument("id_", metavar="ID")
@click.option(
    "--apart", is_flag=True, help="Your own coding, made without looking at others'; it changes nothing by itself."
)
@deciding
def accept(archive: Path, id_: str, apart: bool, who: str | None, why: str | None) -> None:
    """Says that what ID stands for is right: a record, a case with all its records, or a proposal (dateline decisions --open
    lists them), whose two cases then are one. A record that was rejected before is one again.

    \b
    A record:       dateline accept news e-db183510
    A proposal:     dateline accept news m-0b7f12aa --why "the ministry's own list"

    \b
    Exit codes: 0 done; 1 failed, nothing was decided; 2 wrong use.
    """
    with opened(archive) as there:
        done(there.accept(id_, who=who, why=why, apart=apart))
