"""`dateline undo`: take a decision back."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.archived import archive_argument, deciding, opened
from dateline.cli.decided import done


@click.command(short_help="Take a decision back.")
@archive_argument
@click.argument("id_", metavar="DECISION")
@deciding
def undo(archive: Path, id_: str, who: str | None, why: str | None) -> None:
    """Takes a decision back: a correction, a merge, anything, also another undo. It stays in the list with who took it back,
    when and why.

    \b
    Which there are:    dateline decisions news
    Take one back:      dateline undo news d-5b1c9a20 --why "misread the date"

    \b
    Exit codes: 0 done; 1 failed, nothing was decided; 2 wrong use.
    """
    with opened(archive) as there:
        done(there.undo(id_, who=who, why=why))
