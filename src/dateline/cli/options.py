"""Options that several commands have."""

from __future__ import annotations

import click

from dateline.intake.fields import checked_date


def checked(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """A day in the form YYYY-MM-DD, or null."""
    try:
        return None if value is None else checked_date(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


date_option = click.option(
    "--date", callback=checked, metavar="YYYY-MM-DD", help="The day of every report, whatever row or text say."
)
workers_option = click.option(
    "--workers", type=click.IntRange(1, 256), default=1, metavar="N",
    help="Processes that read side by side. The output is the same for any number. Default: 1.",
)  # fmt: skip
