"""`dateline correct`: give fields of a record other values."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.archived import archive_argument, deciding, opened
from dateline.cli.decided import done


@click.command(short_help="Give fields of a record other values.")
@archive_argument
@click.argument("id_", metavar="ID")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.option(
    "--apart", is_flag=True, help="Your own coding, made without looking at others'; it changes nothing by itself."
)
@deciding
def correct(archive: Path, id_: str, values: tuple[str, ...], apart: bool, who: str | None, why: str | None) -> None:
    """Gives fields of the record ID other values. The record as it was read stays; the correction is laid over it, counts in
    find, cases and exports, and holds when a newer release reads the report again.

    A party is given by its name or code, several apart by commas; days as 2023-01-05 or 2023-01-05..2023-01-07; an
    amount as 14, 30..50, 20.. (at least), ..50 (at most); a sum with its currency; null for unknown. Anything can be
    given as JSON in the form of the record.

    \b
    It was only planned:        dateline correct news e-db183510 status=planned --why "will visit"
    Who gave what:              dateline correct news p-434b8d21 donors=Norway,DNK quantity=14..20
    A sum and its day:          dateline correct news p-434b8d21 value="2000000 EUR" announced=2023-05-03

    \b
    Exit codes: 0 done; 1 failed, nothing was decided; 2 wrong use.
    """
    with opened(archive) as there:
        done(there.correct(id_, _fields(values), who=who, why=why, apart=apart))


def _fields(values: tuple[str, ...]) -> dict[str, str]:
    """The fields and their values, as they were given."""
    out: dict[str, str] = {}
    for given in values:
        name, sign, value = given.partition("=")
        if not sign or not name:
            raise click.BadParameter(f"{given!r} is not FIELD=VALUE", param_hint="FIELD=VALUE")
        if name in out:
            raise click.BadParameter(f"{name!r} is given twice", param_hint="FIELD=VALUE")
        out[name] = value
    return out
